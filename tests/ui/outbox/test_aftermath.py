"""What the outbox tells beside its rows: alarms, how far a notice has come, and what follows a published post."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from studio.accounts.model import Account, AccountKind, Health, HealthState
from studio.app import Studio
from studio.outbox.model import DeliveryProgress, DeliveryState, Holder, Pause
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.posts.model import Post
from studio.publishers.port import Identity
from studio.ui.main_window import MainWindow
from studio.ui.outbox.confirm import PublishDialog, TargetChoice
from studio.ui.outbox.deeds import DeliveryDeed, deeds_of_post
from studio.ui.outbox.page import OutboxPage
from studio.ui.outbox.work import ReasonDialog
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinConfirmDialog
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.hands import error_at, labels, prove
from tests.ui.outbox.conftest import Idle, Pick, put, states
from tests.ui.unit import HANDOVER, NOW, PAGES, PIN, PRACTICE, Unit

# -- alarms


def test_what_an_earlier_day_left_waits_until_it_was_seen(unit: Unit, make: MakeWindow, qtbot: QtBot) -> None:
    unit.close()  # a run that is still open a day later would find both too late
    unit.clock.forward(days=1)
    window = make(unit.reopen())
    page = show(window, qtbot, PageId.OUTBOX)
    assert isinstance(page, OutboxPage)
    assert page.alerts.withheld.text.startswith("2 "), "gui-0 was due meanwhile, and gui-8 waited for the network"
    unit.sign_in(window, unit.approver)
    page.alerts.let_go.click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert unit.studio.outbox.withheld() == ()
    page.refresh()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert not page.alerts.withheld.isVisible()


def test_a_paused_page_is_named_with_its_reason_and_the_way_to_repair_it(
    page: OutboxPage, unit: Unit, window: MainWindow, idle: Idle
) -> None:
    assert page.alerts.isHidden()
    why = Bilingual("Mã truy cập trang đã mất hiệu lực.", "The page token has ended.")
    for name in (*(account.name for account in PAGES), "trang-thu-ba"):
        unit.put_pause(Pause(account=name, since=NOW, reason=why))
    page.refresh()
    idle()
    text = page.alerts.paused.text
    assert HANDOVER.title in text
    assert "Mã truy cập trang đã mất hiệu lực." in text
    assert "1" in text.rsplit("·", 1)[-1]
    page.alerts.repair.click()
    idle()
    assert window.page is not None
    assert window.page.id is PageId.PAGES


def test_what_hangs_and_a_clock_that_is_off_are_said(page: OutboxPage, unit: Unit, idle: Idle) -> None:
    def late(account: Account) -> Identity:
        return Identity(page_id=account.page_id, title=account.title, clock=NOW - timedelta(minutes=4))

    with unit.page_answers(AccountKind.PRACTICE, "identity", late):
        unit.publish("bai-2", PRACTICE.name)
        unit.studio.outbox.run()
    unit.clock.forward(minutes=31)
    page.refresh()
    idle()
    assert page.alerts.stale.text.startswith("3 "), "gui-3, gui-8 and gui-9"
    assert "4 phút" in page.alerts.clock.text


# -- one notice, many pages


@pytest.mark.parametrize(
    ("progress", "deeds"),
    [
        (DeliveryProgress(done=1, total=1), ()),
        (DeliveryProgress(done=3, total=3), ()),
        (DeliveryProgress(done=28, total=30, failed=2), (DeliveryDeed.RETRY_FAILED, DeliveryDeed.STOP_POST)),
        (DeliveryProgress(done=1, total=3, waiting=2), (DeliveryDeed.STOP_POST,)),
        (DeliveryProgress(done=2, total=3, unknown=1), ()),
    ],
)
def test_only_what_helps_is_offered(progress: DeliveryProgress, deeds: tuple[DeliveryDeed, ...]) -> None:
    assert deeds_of_post(progress) == deeds


def test_how_far_it_has_come_and_sending_only_the_failed_again(
    page: OutboxPage, unit: Unit, pick: Pick, idle: Idle
) -> None:
    put(unit, DeliveryState.VERIFIED, DeliveryState.VERIFIED, DeliveryState.FAILED, DeliveryState.WAITING)
    pick("nhieu-0")
    assert "2" in page.drawer.progress.text()
    assert "4" in page.drawer.progress.text()
    again = page.drawer.deed_button(DeliveryDeed.RETRY_FAILED)
    assert again is not None
    again.click()
    idle()
    prove(shown(PinConfirmDialog), unit.approver)
    idle()
    assert states(unit.studio, "bai-2") == [
        DeliveryState.VERIFIED,
        DeliveryState.VERIFIED,
        DeliveryState.WAITING,
        DeliveryState.WAITING,
    ]


def test_stopping_leaves_what_is_out(page: OutboxPage, unit: Unit, window: MainWindow, pick: Pick, idle: Idle) -> None:
    put(unit, DeliveryState.VERIFIED, DeliveryState.WAITING, DeliveryState.SCHEDULED)
    unit.sign_in(window, unit.approver)
    pick("nhieu-0")
    stop = page.drawer.deed_button(DeliveryDeed.STOP_POST)
    assert stop is not None
    stop.click()
    idle()
    assert states(unit.studio, "bai-2") == [
        DeliveryState.VERIFIED,
        DeliveryState.CANCELLED,
        DeliveryState.CANCELLED,
    ]


# -- afterwards


def test_taking_back_is_asked_for_with_a_reason(
    page: OutboxPage, unit: Unit, window: MainWindow, pick: Pick, idle: Idle
) -> None:
    unit.sign_in(window, unit.approver)
    pick("gui-2")
    assert page.drawer.deed_button(DeliveryDeed.WITHDRAW) is None
    ask = page.drawer.deed_button(DeliveryDeed.ASK_BACK)
    assert ask is not None
    ask.click()
    dialog = shown(ReasonDialog)
    dialog.go.click()
    assert error_at(dialog.why)
    dialog.why.setText("Ảnh lộ biển số xe.")
    dialog.go.click()
    idle()
    request = unit.studio.workflow.withdrawal_asked("bai-12")
    assert request is not None
    assert (request.by, request.note) == (unit.approver.id, "Ảnh lộ biển số xe.")


@pytest.fixture
def case(unit: Unit) -> Post:
    """What became of a case is promised: its news has a companion."""
    post = unit.draft("case_result")
    unit.submit(post.id)
    with unit.at_work(unit.head):
        unit.studio.workflow.approve(post.id, unit.head.id, PIN)
    unit.publish(post.id, PRACTICE.name)
    unit.studio.outbox.run()
    return unit.studio.drafts.get(post.id)


def delivery_of(studio: Studio, post: Post) -> str:
    (delivery,) = studio.outbox.of_post(post.id)
    assert delivery.state is DeliveryState.VERIFIED
    return delivery.id


def test_the_companion_that_is_due_is_offered_and_what_was_written_since_is_listed(
    case: Post, page: OutboxPage, unit: Unit, pick: Pick
) -> None:
    pick("gui-2")
    assert page.drawer.deed_button(DeliveryDeed.FOLLOW) is None
    with unit.at_work(unit.author):
        unit.studio.aftercare.correct(case.id, unit.author.id)
    pick(delivery_of(unit.studio, case))
    follow = page.drawer.deed_button(DeliveryDeed.FOLLOW)
    assert follow is not None
    assert unit.studio.catalog.get("case_followup").title.vi in follow.text()
    assert any("ĐÍNH CHÍNH bài đăng ngày 24/11/2026 · Bản nháp" in text for text in labels(page.drawer))


@pytest.mark.parametrize(
    ("deed", "template"),
    [(DeliveryDeed.AMEND, "case_result"), (DeliveryDeed.CORRECT, "correction"), (DeliveryDeed.FOLLOW, "case_followup")],
)
def test_what_follows_is_opened_in_the_composer(
    case: Post,
    page: OutboxPage,
    unit: Unit,
    window: MainWindow,
    pick: Pick,
    idle: Idle,
    deed: DeliveryDeed,
    template: str,
) -> None:
    before = {post.id for post in unit.studio.drafts.list()}
    unit.sign_in(window, unit.author)
    pick(delivery_of(unit.studio, case))
    button = page.drawer.deed_button(deed)
    assert button is not None
    button.click()
    idle()
    (opened,) = [post for post in unit.studio.drafts.list() if post.id not in before]
    assert opened.template_id == template
    assert {opened.answers.amends, opened.answers.original_post} == {case.id, ""}
    assert window.page is not None
    assert window.page.id is PageId.COMPOSER


# -- the confirmation


def facebook(number: int) -> Account:
    return Account(
        name=f"facebook-{number}",
        kind=AccountKind.FACEBOOK,
        platform=Platform.FACEBOOK,
        page_id=f"10000000000000{number}",
        title=f"Trang {number}",
        unit="minh-khai",
    )


CONNECTED = Health(
    state=HealthState.OK,
    checked_at=NOW,
    say=Bilingual("Đã kết nối.", "Connected."),
    next_step=Bilingual("", ""),
)
BROKEN = replace(
    CONNECTED,
    state=HealthState.NEEDS_LOGIN,
    say=Bilingual("Mã truy cập trang đã mất hiệu lực (mã 190/460).", "The page token has ended (code 190/460)."),
)


def approved(unit: Unit, *health: Health) -> Post:
    """A post for as many Facebook pages, and for the practice page."""
    pages = [facebook(number) for number in range(len(health))]
    with unit.at_work(unit.head):
        for page, found in zip(pages, health, strict=True):
            unit.studio.accounts.add(page)
            unit.put_health(page.name, found)
    post = unit.draft("community_programme", targets=(*(page.name for page in pages), PRACTICE.name))
    unit.submit(post.id)
    return unit.approve(post.id)


def opened(shell: Shell, post: Post, window: MainWindow, qtbot: QtBot, idle: Idle) -> PublishDialog:
    dialog = PublishDialog(shell, post.id, window)
    dialog.open()
    idle()
    qtbot.waitUntil(lambda: bool(choices(dialog)))
    return dialog


def choices(dialog: PublishDialog) -> dict[str, TargetChoice]:
    return {choice.account.name: choice for choice in dialog.findChildren(TargetChoice)}


def chosen(dialog: PublishDialog) -> list[str]:
    return [name for name, choice in choices(dialog).items() if choice.box.isChecked()]


def test_a_page_whose_connection_is_broken_cannot_be_ticked_and_says_why(
    shell: Shell, window: MainWindow, unit: Unit, qtbot: QtBot, idle: Idle
) -> None:
    dialog = opened(shell, approved(unit, BROKEN), window, qtbot, idle)
    first = choices(dialog)["facebook-0"]
    assert not first.box.isEnabled()
    assert "190/460" in first.box.accessibleDescription()
    dialog.reject()


def test_one_notice_to_many_pages_is_ticked_at_once_and_each_page_can_be_looked_at(
    shell: Shell, window: MainWindow, unit: Unit, qtbot: QtBot, idle: Idle
) -> None:
    post = approved(unit, CONNECTED, CONNECTED, BROKEN, CONNECTED, CONNECTED)
    dialog = opened(shell, post, window, qtbot, idle)
    assert chosen(dialog) == []
    dialog.all.click()
    assert chosen(dialog) == [name for name in post.targets if name != "facebook-2"]
    dialog.switch.picked.emit(4)
    assert dialog.phone.views[0].look.page == "Trang 4"
    dialog.reject()


def test_the_page_keeps_the_schedule_only_where_every_chosen_one_can(
    shell: Shell, window: MainWindow, unit: Unit, qtbot: QtBot, idle: Idle
) -> None:
    post = approved(unit, CONNECTED)
    dialog = opened(shell, post, window, qtbot, idle)
    keeps, does_not = choices(dialog)["facebook-0"].box, choices(dialog)[PRACTICE.name].box
    dialog.later.setChecked(True)
    dialog.at.set_value(NOW + timedelta(hours=3))
    dialog.at.edited.emit()
    keeps.setChecked(True)
    assert dialog.page_keeps.isEnabled()
    dialog.page_keeps.setChecked(True)
    does_not.setChecked(True)
    assert not dialog.page_keeps.isEnabled()
    assert dialog.pc_keeps.isChecked()
    does_not.setChecked(False)
    dialog.page_keeps.setChecked(True)
    dialog.who.choose(unit.approver.id)
    dialog.pin.setText(PIN)
    dialog.pin.textEdited.emit(PIN)
    dialog.send.click()
    idle()
    (delivery,) = unit.studio.outbox.of_post(post.id)
    assert delivery.holder is Holder.PLATFORM
    assert delivery.due_at == NOW + timedelta(hours=3)
