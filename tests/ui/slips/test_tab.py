"""The register in the window: opening slips, going through their steps, evidence, export."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.clock import local_date
from studio.slips.model import (
    ClaimSource,
    Correction,
    DutyPoint,
    ErrorHandling,
    Impostor,
    ImpostorSite,
    Incident,
    IncidentSeverity,
    LockoutStep,
    Mishap,
    PlatformAnswer,
    Reporter,
    Slip,
    SlipDecision,
    SlipKind,
)
from studio.ui.anchors import find_anchor
from studio.ui.counts import count_all
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.pages.page import PagesPage
from studio.ui.posts.listing import ListTab
from studio.ui.slips.correction import ClarificationForm, CorrectionForm
from studio.ui.slips.incident import ImpostorForm, IncidentForm
from studio.ui.slips.sheet import SlipSheet
from studio.ui.slips.tab import SlipsTab
from studio.ui.widgets.glimpse_view import GlimpseView
from studio.worklist.model import TaskKind
from tests.ui.conftest import show, view
from tests.ui.hands import choose_files, empty, in_sight, labels
from tests.ui.slips.conftest import PUBLISHED
from tests.ui.unit import NOW, Unit

Idle = Callable[[], None]
FAKE = "https://facebook.example/cong-an-gia"


@pytest.fixture
def tab(window: MainWindow, unit: Unit, qtbot: QtBot) -> SlipsTab:
    unit.sign_in(window, unit.author)
    return opened(window, qtbot, "slips:")


def opened(window: MainWindow, qtbot: QtBot, what: str) -> SlipsTab:
    page = show(window, qtbot, PageId.PAGES, what)
    assert isinstance(page, PagesPage)
    assert isinstance(page.tab, SlipsTab)
    return page.tab


def sheet_of(tab: SlipsTab) -> SlipSheet:
    assert tab.sheet is not None
    return tab.sheet


def form_of(tab: SlipsTab, slip: Slip, idle: Idle) -> Any:
    tab.open(slip.id)
    tab.refresh()
    idle()
    return sheet_of(tab).form


def test_an_empty_register_says_what_it_is_for(tab: SlipsTab) -> None:
    assert empty(tab).heading == "Chưa có vụ việc nào"
    assert [action.text() for action in tab.kinds_menu().actions()] != []


def test_what_is_written_and_not_kept_outlives_a_switch_of_language(
    tab: SlipsTab, window: MainWindow, studio: Studio, idle: Idle
) -> None:
    tab.open(f"new:{SlipKind.CLARIFICATION.value}")
    form = sheet_of(tab).form
    assert isinstance(form, ClarificationForm)
    form.claim.write("phường thu tiền đổi sổ cư trú")
    form.effect.write("Người cao tuổi có thể mất tiền")
    assert window.shell is not None
    window.shell.preferences.choose(language="en")
    idle()
    assert form.claim.value == "phường thu tiền đổi sổ cư trú"
    form.source.write(ClaimSource.QUESTIONS)
    form.open_step.save.click()
    idle()
    (slip,) = studio.slips.list()
    page = window.page
    assert isinstance(page, PagesPage)
    assert isinstance(page.tab, SlipsTab)
    assert page.tab is not tab, "once it is kept, the page speaks the other language"
    english = form_of(page.tab, slip, idle)
    assert english.claim.label == "The claim, in your own neutral words"
    window.shell.preferences.choose(language="vi")
    idle()


def test_a_new_slip_is_opened_with_its_first_step(tab: SlipsTab, studio: Studio, idle: Idle) -> None:
    tab.open("new:impostor")
    form = sheet_of(tab).form
    assert isinstance(form, ImpostorForm)
    assert not form.report.isEnabled()
    form.record.save.click()
    assert form.address.error == ""
    assert form.site.error != ""
    form.address.write(FAKE)
    form.site.write(ImpostorSite.FACEBOOK)
    form.reported_by.write(Reporter.RESIDENT)
    form.record.save.click()
    idle()
    (slip,) = studio.slips.list()
    assert isinstance(slip.body, Impostor)
    assert slip.body.address == FAKE
    assert [entry.title for entry in tab.list.entries] == ["facebook[.]example/cong-an-gia"]
    form = sheet_of(tab).form
    assert isinstance(form, ImpostorForm)
    assert form.id == slip.id
    assert form.address.value == "hxxps://facebook[.]example/cong-an-gia"
    form.seen_at.write(NOW - timedelta(hours=3))
    form.record.save.click()
    idle()
    kept = studio.slips.get(slip.id).body
    assert isinstance(kept, Impostor)
    assert (kept.address, kept.seen_at) == (FAKE, NOW - timedelta(hours=3))


def test_an_impostor_goes_through_its_steps(
    tab: SlipsTab, slips: tuple[Slip, ...], studio: Studio, idle: Idle, tmp_path: Path
) -> None:
    form = form_of(tab, slips[0], idle)
    sheet = sheet_of(tab)
    assert not sheet.closing.isEnabled()
    form.compare.save.click()
    form.report_ref.write("RP-1")
    form.report.save.click()
    form.handed_to.write("Phòng An ninh mạng")
    form.hand.save.click()
    form.removed_on.write(local_date(NOW))
    form.gone.save.click()
    shot, words = tmp_path / "trang-gia.png", tmp_path / "trang-gia.txt"
    shot.write_bytes(b"\x89PNG")
    words.write_text("<b>Trang</b> giả", encoding="utf-8")
    sheet.evidence.save.click()
    choose_files(sheet, shot, words)
    idle()
    assert [view.text.text() for view in in_sight(sheet.evidence, GlimpseView)] == ["<b>Trang</b> giả"]
    tab.export(sheet, tmp_path / "phieu.zip")
    idle()
    with zipfile.ZipFile(tmp_path / "phieu.zip") as archive:
        assert "evidence/01.png" in archive.namelist()
    assert sheet.closing.isEnabled()
    sheet.closing.click()
    idle()
    assert studio.slips.get(slips[0].id).closed_at == NOW
    assert not form.report.isEnabled()
    assert any("24/11/2027" in text for text in labels(sheet)), "a year later it is deleted"
    sheet.closing.click()
    idle()
    assert studio.slips.get(slips[0].id).closed_at is None


def test_what_is_personal_is_refused_at_its_field(
    tab: SlipsTab, slips: tuple[Slip, ...], studio: Studio, idle: Idle
) -> None:
    form_of(tab, slips[0], idle)
    timeline = sheet_of(tab).timeline
    timeline.note.write("Chị Nguyễn Thị Lan gọi đến")
    timeline.save.click()
    idle()
    assert "Có họ tên" in timeline.note.error
    assert len(studio.slips.file(slips[0].id).entries) == 1
    timeline.note.write("Đã gọi trực ban")
    timeline.save.click()
    idle()
    assert timeline.note.error == ""
    assert timeline.note.value == ""
    assert len(studio.slips.file(slips[0].id).entries) == 2


def test_what_is_typed_stays_while_another_slip_is_looked_at(
    tab: SlipsTab, slips: tuple[Slip, ...], unit: Unit, idle: Idle
) -> None:
    form = form_of(tab, slips[0], idle)
    form.report_ref.write("RP-chưa-lưu")
    form_of(tab, slips[1], idle)
    again = form_of(tab, slips[0], idle)
    assert again.report_ref.value == "RP-chưa-lưu"
    with unit.at_work(unit.head):
        unit.studio.slips.impostors.reported(slips[0].id, unit.head.id, "RP-9")
    tab.refresh()
    idle()
    assert again.report_ref.value == "RP-9"


def test_an_incident_is_gone_through(tab: SlipsTab, unit: Unit, idle: Idle) -> None:
    tab.open("new:incident")
    form = sheet_of(tab).form
    assert isinstance(form, IncidentForm)
    form.what.write(Mishap.WRONG_POST)
    form.signs.write("Đăng nhầm bài nháp")
    form.open_step.save.click()
    idle()
    form = sheet_of(tab).form
    assert isinstance(form, IncidentForm)
    for duty in (DutyPoint.HEAD, DutyPoint.TECHNICAL):
        form.who.write(duty)
        form.called_at.write(NOW)
        form.call.save.click()
        idle()
    for field in form.locks.values():
        field.write(PlatformAnswer.NOT_NEEDED)
    form.lock.save.click()
    form.report.save.click()
    idle()
    assert form.platform_ref.error
    form.unit_ref.write("HS-1")
    form.report.save.click()
    form.cause.write("Chọn nhầm trang")
    form.review.save.click()
    form.measure.write("Xem lại trang trước khi gửi")
    form.owner.write(unit.approver.id)
    form.due.write(local_date(NOW) + timedelta(days=7))
    form.mend.save.click()
    idle()
    body = unit.studio.slips.list(SlipKind.INCIDENT)[0].body
    assert isinstance(body, Incident)
    assert (body.notified, body.locked_down, body.unit_ref, body.cause) == (True, True, "HS-1", "Chọn nhầm trang")
    assert [(measure.owner, measure.what) for measure in body.measures] == [
        (unit.approver.id, "Xem lại trang trước khi gửi")
    ]
    assert body.lockdown == dict.fromkeys(LockoutStep, PlatformAnswer.NOT_NEEDED)


def test_an_error_is_reported_on_a_published_post(
    tab: SlipsTab, window: MainWindow, qtbot: QtBot, studio: Studio, idle: Idle
) -> None:
    page = view(window, qtbot, ListTab, "list")
    page.table.choose(PUBLISHED)
    texts = {action.text(): action for action in page.menu().actions()}
    texts["Báo sai…"].trigger()
    idle()
    form = sheet_of(tab).form
    assert isinstance(form, CorrectionForm)
    assert form.post.value == PUBLISHED
    form.error.write("Bài ghi sai giờ làm việc")
    form.found_by.write(Reporter.RESIDENT)
    form.severity.write(IncidentSeverity.SERIOUS)
    form.report_error.save.click()
    idle()
    form = sheet_of(tab).form
    assert isinstance(form, CorrectionForm)
    form.mode.write(ErrorHandling.CORRECTION)
    form.choose.save.click()
    form.wrong.write("Cả ngày thứ Bảy")
    form.right.write("Cả ngày thứ Bảy")
    form.fill.save.click()
    idle()
    assert "giống hệt" in form.right.error
    form.right.write("Sáng thứ Bảy")
    form.fill.save.click()
    idle()
    body = studio.slips.list(SlipKind.CORRECTION)[0].body
    assert isinstance(body, Correction)
    assert (body.post, body.wrong, body.right) == (PUBLISHED, "Cả ngày thứ Bảy", "Sáng thứ Bảy")
    assert body.correction_post
    gone: list[tuple[str, str]] = []
    form.go.connect(lambda page, what: gone.append((page, what)))
    form.write.click()
    assert gone == [("composer", body.correction_post)]


def test_personal_data_can_only_be_withdrawn(tab: SlipsTab, unit: Unit, idle: Idle) -> None:
    with unit.at_work(unit.author):
        slip = unit.studio.slips.corrections.create(
            unit.author.id,
            post=PUBLISHED,
            error="Ảnh lộ giấy tờ",
            found_by=Reporter.STAFF,
            severity=IncidentSeverity.PERSONAL_DATA,
        )
    form = form_of(tab, slip, idle)
    form.mode.write(ErrorHandling.CORRECTION)
    form.choose.save.click()
    idle()
    assert "gỡ hẳn" in form.choose.error.lower()
    form.mode.write(ErrorHandling.WITHDRAWN)
    form.choose.save.click()
    idle()
    assert form.choose.error == ""
    assert not form.publish.isVisible()


def test_a_claim_is_weighed_and_answered(tab: SlipsTab, studio: Studio, idle: Idle) -> None:
    tab.open("new:clarify")
    form = sheet_of(tab).form
    assert isinstance(form, ClarificationForm)
    form.source.write(ClaimSource.QUESTIONS)
    form.claim.write("phường thu tiền đổi sổ")
    form.effect.write("Người dân mất tiền")
    form.open_step.save.click()
    idle()
    form = sheet_of(tab).form
    assert isinstance(form, ClarificationForm)
    form.assess.save.click()
    assert all(field.error for field in (form.harmful, form.asked_often, form.within_remit, form.decision))
    for question, answer in ((form.harmful, True), (form.asked_often, True), (form.within_remit, False)):
        question.write(answer)
    form.decision.write(SlipDecision.ANSWER)
    form.reason.write("Nhiều câu hỏi trong tuần")
    form.assess.save.click()
    idle()
    assert "thẩm quyền" in form.assess.error
    form.within_remit.write(True)
    form.assess.save.click()
    idle()
    form.draft.save.click()
    idle()
    assert form.show_draft.isVisible()


def test_filters_show_kinds_and_what_is_open(
    tab: SlipsTab, slips: tuple[Slip, ...], studio: Studio, idle: Idle
) -> None:
    tab.refresh()
    idle()
    assert len(tab.list.entries) == 4
    tab.filters.pills[SlipKind.INCIDENT.value].click()
    assert [entry.id for entry in tab.list.entries] == [slips[1].id]


def test_a_slip_that_is_no_more_goes_out_of_sight(
    tab: SlipsTab, slips: tuple[Slip, ...], unit: Unit, window: MainWindow, idle: Idle
) -> None:
    claim, register = slips[3], unit.studio.slips
    form_of(tab, claim, idle)
    with unit.at_work(unit.author):
        register.clarifications.assess(
            claim.id,
            unit.author.id,
            harmful=False,
            asked_often=False,
            within_remit=True,
            decision=SlipDecision.LEAVE,
            reason="Ít người hỏi",
        )
        register.close(claim.id, unit.author.id)
    register.purge(NOW + timedelta(days=366))
    tab.refresh()
    idle()
    assert tab.sheet is None
    assert len(tab.list.entries) == 3
    assert not window.banner.isVisible()


def test_nothing_is_written_before_somebody_signed_in(
    window: MainWindow, qtbot: QtBot, studio: Studio, slips: tuple[Slip, ...], idle: Idle
) -> None:
    tab = opened(window, qtbot, f"slips:{slips[0].id}")
    window.session.sign_out()
    form = sheet_of(tab).form
    assert isinstance(form, ImpostorForm)
    form.compare.save.click()
    idle()
    body = studio.slips.get(slips[0].id).body
    assert isinstance(body, Impostor)
    assert body.compared_at is None


ANCHORS = (
    "impostor.record impostor.capture impostor.platform_report impostor.export_evidence impostor.close",
    "incident.open incident.notify incident.lockdown incident.capture incident.report incident.review",
    "correction.create correction.choose correction.fill correction.lesson",
    "clarify.open clarify.assess",
)


@pytest.mark.parametrize(("kind", "anchors"), list(enumerate(ANCHORS)))
def test_lessons_find_every_control_in_the_sheet(
    tab: SlipsTab, slips: tuple[Slip, ...], idle: Idle, kind: int, anchors: str
) -> None:
    form_of(tab, slips[kind], idle)
    sheet = sheet_of(tab)
    for name in anchors.split():
        found = find_anchor(tab, name)
        assert found is not None, name
        assert found.isVisible(), name
        if found is not sheet:
            assert sheet.isAncestorOf(found), name


def test_a_lit_step_holds_all_that_it_needs(tab: SlipsTab, slips: tuple[Slip, ...], idle: Idle) -> None:
    impostor = form_of(tab, slips[0], idle)
    close = find_anchor(tab, "impostor.close")
    assert close is not None
    for needed in (impostor.compare, impostor.hand, impostor.gone, sheet_of(tab).exporting, sheet_of(tab).closing):
        assert close.isAncestorOf(needed)
    incident = form_of(tab, slips[1], idle)
    review = find_anchor(tab, "incident.review")
    assert review is not None
    assert review.isAncestorOf(incident.review.save)
    assert review.isAncestorOf(incident.mend.save)


def test_a_slip_is_opened_once_also_when_another_is_looked_at_meanwhile(
    tab: SlipsTab, slips: tuple[Slip, ...], studio: Studio, idle: Idle
) -> None:
    tab.open("new:clarify")
    form = sheet_of(tab).form
    assert isinstance(form, ClarificationForm)
    form.source.write(ClaimSource.QUESTIONS)
    form.claim.write("phường thu tiền đổi sổ")
    form.effect.write("Người dân mất tiền")
    form.open_step.save.click()
    form.open_step.save.click()
    tab.list.choose(slips[0].id)
    idle()
    assert len(studio.slips.list(SlipKind.CLARIFICATION)) == 2  # the sample's own and the new one
    tab.open("new:clarify")
    again = sheet_of(tab).form
    assert isinstance(again, ClarificationForm)
    assert again.claim.value == ""


def test_who_is_responsible_is_reminded_of_an_impostor_nobody_looked_at_again(
    slips: tuple[Slip, ...], unit: Unit, window: MainWindow, qtbot: QtBot, idle: Idle
) -> None:
    unit.clock.forward(days=8)
    unit.sign_in(window, unit.approver)
    tab = opened(window, qtbot, "slips:")
    assert tab.strip.isHidden(), "neither hers nor is she a technical officer or the head"
    unit.sign_in(window, unit.head)
    window.changed()
    idle()
    assert not tab.strip.isHidden()
    assert len(count_all(unit.studio, unit.head.id).tasks.of(TaskKind.IMPOSTOR)) == 1
    tab.strip.look.click()
    idle()
    form = sheet_of(tab).form
    assert isinstance(form, ImpostorForm)
    form.again.save.click()
    idle()
    assert tab.strip.isHidden()
    assert not count_all(unit.studio, unit.head.id).tasks.of(TaskKind.IMPOSTOR)
