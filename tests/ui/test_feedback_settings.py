"""The settings of the feedback desk: targets, hours, pages, house rules and canned replies, each with its PIN."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from pytestqt.qtbot import QtBot

from studio.feedback.canned_model import CannedReply, CannedState
from studio.feedback.hours import OpenTime
from studio.feedback.model import Category, Span, SpanUnit
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.settings.feedback import FeedbackSection
from studio.ui.settings.feedback_replies import CannedSection
from studio.ui.settings.feedback_rules import RulesForm
from studio.ui.settings.feedback_texts import open_text, read_open, read_span, span_text
from studio.ui.settings.page import SettingsPage
from tests.ui.conftest import show, shown
from tests.ui.hands import press, prove
from tests.ui.unit import PIN, PRACTICE, Unit


@pytest.fixture
def page(unit: Unit, window: MainWindow, qtbot: QtBot) -> SettingsPage:
    unit.sign_in(window, unit.head)
    found = show(window, qtbot, PageId.SETTINGS)
    assert isinstance(found, SettingsPage)
    return found


@pytest.fixture
def desk(page: SettingsPage, idle: Callable[[], None]) -> FeedbackSection:
    page.open("feedback")
    idle()
    assert isinstance(page.section, FeedbackSection)
    return page.section


@pytest.fixture
def replies(page: SettingsPage, idle: Callable[[], None]) -> CannedSection:
    page.open("replies")
    idle()
    assert isinstance(page.section, CannedSection)
    return page.section


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("30 phút", Span(amount=30, unit=SpanUnit.MINUTE)),
        ("4 GIỜ", Span(amount=4, unit=SpanUnit.HOUR)),
        ("1ngay", Span(amount=1, unit=SpanUnit.DAY)),
        ("2 days", Span(amount=2, unit=SpanUnit.DAY)),
        (" ", None),
    ],
)
def test_a_span_is_read_as_people_type_it(typed: str, wanted: Span | None) -> None:
    assert read_span(typed) == wanted
    assert read_span(span_text(wanted)) == wanted


@pytest.mark.parametrize("typed", ["giờ", "4", "4 tuần", "-1 giờ"])
def test_what_is_no_span_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=typed):
        read_span(typed)


def test_hours_of_a_day_are_read_as_they_are_written() -> None:
    times = (OpenTime(start=time(7, 30), end=time(11)), OpenTime(start=time(13), end=time(17)))
    assert read_open("7h30 - 11:00; 13g–17:00") == times
    assert read_open(open_text(times)) == times
    assert read_open("") == ()
    with pytest.raises(ValueError, match="25"):
        read_open("25")


def test_targets_are_the_heads_to_change(desk: FeedbackSection, unit: Unit, idle: Callable[[], None]) -> None:
    reply, result = desk.targets.fields[Category.PROCEDURE]
    assert (reply.text(), result.text()) == ("4 giờ", "1 ngày")
    reply.setText("nhanh")
    desk.targets.save.click()
    assert desk.targets.read() is None
    assert desk.findChildren(PinConfirmDialog) == []
    reply.setText("2 giờ")
    result.setText("")
    desk.targets.save.click()
    idle()
    prove(shown(PinConfirmDialog), unit.head)
    idle()
    kept = unit.studio.feedback.settings.targets()[Category.PROCEDURE]
    assert (kept.reply, kept.result) == (Span(amount=2, unit=SpanUnit.HOUR), None)


def test_hours_and_days_off_are_kept(desk: FeedbackSection, unit: Unit, idle: Callable[[], None]) -> None:
    desk.hours.hours[5].setText("07:30–11:30")
    desk.hours.off.setText("31/12/2026, 24/12")
    desk.hours.save.click()
    assert desk.hours.read() is None
    desk.hours.off.setText("31/12/2026, 24/12/2026")
    desk.hours.save.click()
    idle()
    prove(shown(PinConfirmDialog), unit.head)
    idle()
    week = unit.studio.feedback.settings.week()
    assert week.days_off == (date(2026, 12, 24), date(2026, 12, 31))
    assert week.by_weekday[6] == (OpenTime(start=time(7, 30), end=time(11, 30)),)


def test_a_page_has_two_different_officers(desk: FeedbackSection, unit: Unit, idle: Callable[[], None]) -> None:
    card = desk.pages
    assert card.page.choose(PRACTICE.name)
    card.first.choose(unit.author.id)
    card.second.choose(unit.author.id)
    card.save_people.click()
    assert desk.findChildren(PinConfirmDialog) == []
    card.second.choose(unit.approver.id)
    card.save_people.click()
    idle()
    prove(shown(PinConfirmDialog), unit.head)
    idle()
    assert unit.studio.feedback.settings.focal(PRACTICE.name) == (unit.author.id, unit.approver.id)


def test_a_house_rule_of_the_units_own_is_added_and_none_against_criticism(
    desk: FeedbackSection, unit: Unit, idle: Callable[[], None]
) -> None:
    pages = desk.pages.page
    assert pages.choose(PRACTICE.name)
    pages.activated.emit(pages.currentIndex())
    idle()
    desk.pages.edit_rules.click()
    form = shown(RulesForm)
    idle()
    text = form.rules.editors[0].text
    assert text.height() >= 3 * text.fontMetrics().lineSpacing()
    form.rules.add.click()
    form.rules.editors[-1].title.setText("Đăng lặp lại")
    form.rules.editors[-1].text.setPlainText("Không phê bình đơn vị.")
    form.person_pin.who.choose(unit.head.id)
    form.person_pin.pin.setText(PIN)
    form.give()
    idle()
    assert unit.studio.feedback.house_rules.of(PRACTICE.name).version == 0
    form.rules.editors[-1].text.setPlainText("Không đăng lặp lại một nội dung nhiều lần.")
    form.person_pin.pin.setText(PIN)
    form.give()
    idle()
    edition = unit.studio.feedback.house_rules.of(PRACTICE.name)
    assert (edition.version, edition.rules[-1].title.vi) == (1, "Đăng lặp lại")
    assert edition.rules[0].title.en == "Personal data"


def _wrote(section: CannedSection) -> None:
    section.form.title.setText("Đổi căn cước bị mờ")
    section.form.topic.choose("identity_card")
    section.form.until.setText("31/12/2026")
    section.form.slots["greeting"].setPlainText("Chào bạn.")
    section.form.slots["answer"].setPlainText("Bạn mang theo căn cước đang dùng.")


def test_a_canned_reply_goes_from_draft_to_approval_by_two_people(
    replies: CannedSection, unit: Unit, window: MainWindow, idle: Callable[[], None]
) -> None:
    unit.sign_in(window, unit.author)
    press(replies, "Soạn câu mới")
    _wrote(replies)
    replies.form.until.setText("hôm nay")
    replies.save.click()
    assert replies.form.canned.id == ""
    replies.form.until.setText("31/12/2026")
    replies.save.click()
    idle()
    kept = replies.form.canned
    assert (kept.code, kept.state, kept.valid_until) == ("TL-1", CannedState.DRAFT, date(2026, 12, 31))
    replies.submit.click()
    idle()
    prove(shown(PinConfirmDialog), unit.author)
    idle()
    replies.approve.click()
    idle()
    prove(shown(PinConfirmDialog), unit.approver)
    idle()
    (one,) = unit.studio.feedback.canned.list()
    assert (one.state, one.approved_by) == (CannedState.APPROVED, unit.approver.id)
    assert [pick.title for pick in replies.list.picks] == ["TL-1 Đổi căn cước bị mờ"]


def test_what_was_typed_is_saved_before_another_is_taken_in_hand(
    replies: CannedSection, unit: Unit, idle: Callable[[], None]
) -> None:
    canned = unit.studio.feedback.canned
    with unit.at_work(unit.author):
        first, second = (
            canned.save(CannedReply(title=title, topic="vneid", answer="Có."), unit.author.id) for title in ("A", "B")
        )
    replies.refresh()
    idle()
    replies.list.choose(first.id)
    replies.form.slots["thanks"].setPlainText("Cảm ơn bạn.")
    replies.list.choose(second.id)
    idle()
    assert canned.get(first.id).thanks == "Cảm ơn bạn."
    assert replies.form.canned.id == second.id
