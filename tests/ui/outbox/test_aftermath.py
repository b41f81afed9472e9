"""What the outbox tells beside its rows: alarms, how far a notice has come, and what follows a published post."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from studio.accounts.model import AccountKind
from studio.outbox.model import DeliveryState, Pause, Progress
from studio.phrase import Phrase
from studio.posts.aftercare import Due
from studio.posts.model import Post, PostState, Related
from studio.ui.main_window import MainWindow
from studio.ui.outbox.confirm import PublishDialog
from studio.ui.outbox.deeds import Deed, deeds_of_post
from studio.ui.outbox.page import OutboxPage
from studio.ui.outbox.work import ReasonDialog
from studio.ui.page import PageId, Shell
from studio.ui.proof import ProofDialog
from tests.ui.conftest import shown
from tests.ui.fake_connections import KNOWN
from tests.ui.fake_data import ACCOUNTS, APPROVER, NOW, PIN, TEMPLATE
from tests.ui.fake_studio import FakeStudio
from tests.ui.outbox.conftest import Idle, Pick, put

# -- alarms


def test_what_an_earlier_day_left_waits_until_it_was_seen(
    page: OutboxPage, studio: FakeStudio, shell: Shell, idle: Idle
) -> None:
    assert page.bells.isHidden()
    studio.outbox.kept_back = list(studio.outbox.deliveries.values())[:2]
    page.refresh()
    idle()
    assert page.bells.withheld.text.startswith("2 ")
    shell.session.sign_in(APPROVER)
    page.bells.let_go.click()
    idle()
    assert studio.outbox.seen_by == [APPROVER.id]
    page.refresh()
    idle()
    assert page.bells.isHidden()


def test_a_paused_page_is_named_with_its_reason_and_the_way_to_repair_it(
    page: OutboxPage, studio: FakeStudio, window: MainWindow, idle: Idle
) -> None:
    why = Phrase("Mã truy cập trang đã mất hiệu lực.", "The page token has ended.")
    studio.outbox.paused = [Pause(account=account.name, since=NOW, reason=why) for account in ACCOUNTS]
    studio.outbox.paused.append(Pause(account="trang-thu-ba", since=NOW, reason=why))
    page.refresh()
    idle()
    text = page.bells.paused.text
    assert ACCOUNTS[0].title in text
    assert "Mã truy cập trang đã mất hiệu lực." in text
    assert "1" in text.rsplit("·", 1)[-1]
    page.bells.repair.click()
    idle()
    assert window.page is not None
    assert window.page.id is PageId.CONNECTIONS


def test_what_hangs_and_a_clock_that_is_off_are_said(page: OutboxPage, studio: FakeStudio, idle: Idle) -> None:
    studio.outbox.hanging = list(studio.outbox.deliveries.values())[:3]
    studio.outbox.warning = Phrase("Đồng hồ máy lệch 4 phút.", "The clock is off by 4 minutes.")
    page.refresh()
    idle()
    assert page.bells.stale.text.startswith("3 ")
    assert page.bells.clock.text == "Đồng hồ máy lệch 4 phút."


# -- one notice, many pages


@pytest.mark.parametrize(
    ("progress", "deeds"),
    [
        (Progress(done=1, total=1), ()),
        (Progress(done=3, total=3), ()),
        (Progress(done=28, total=30, failed=2), (Deed.RETRY_FAILED, Deed.STOP_POST)),
        (Progress(done=1, total=3, waiting=2), (Deed.STOP_POST,)),
        (Progress(done=2, total=3, unknown=1), ()),
    ],
)
def test_only_what_helps_is_offered(progress: Progress, deeds: tuple[Deed, ...]) -> None:
    assert deeds_of_post(progress) == deeds


def test_how_far_it_has_come_and_sending_only_the_failed_again(
    page: OutboxPage, studio: FakeStudio, pick: Pick, idle: Idle
) -> None:
    put(studio, DeliveryState.VERIFIED, DeliveryState.VERIFIED, DeliveryState.FAILED, DeliveryState.WAITING)
    pick("nhieu-0")
    assert "2" in page.drawer.progress.text()
    assert "4" in page.drawer.progress.text()
    again = page.drawer.deed_button(Deed.RETRY_FAILED)
    assert again is not None
    again.click()
    idle()
    proof = shown(ProofDialog)
    proof._who.choose(APPROVER.id)
    proof._pin.setText(PIN)
    proof.go.click()
    idle()
    states = [d.state for d in studio.outbox.deliveries.values()]
    assert states == [DeliveryState.VERIFIED, DeliveryState.VERIFIED, DeliveryState.WAITING, DeliveryState.WAITING]


def test_stopping_leaves_what_is_out(
    page: OutboxPage, studio: FakeStudio, shell: Shell, pick: Pick, idle: Idle
) -> None:
    put(studio, DeliveryState.VERIFIED, DeliveryState.WAITING, DeliveryState.SCHEDULED)
    shell.session.sign_in(APPROVER)
    pick("nhieu-0")
    stop = page.drawer.deed_button(Deed.STOP_POST)
    assert stop is not None
    stop.click()
    idle()
    assert [d.state for d in studio.outbox.deliveries.values()] == [
        DeliveryState.VERIFIED,
        DeliveryState.CANCELLED,
        DeliveryState.CANCELLED,
    ]


# -- afterwards


def test_taking_back_is_asked_for_with_a_reason(
    page: OutboxPage, studio: FakeStudio, shell: Shell, pick: Pick, idle: Idle
) -> None:
    put(studio, DeliveryState.VERIFIED)
    studio.desk.posts["bai-9"] = replace(next(iter(studio.desk.posts.values())), id="bai-9", state=PostState.PUBLISHED)
    shell.session.sign_in(APPROVER)
    pick("nhieu-0")
    assert page.drawer.deed_button(Deed.WITHDRAW) is None
    ask = page.drawer.deed_button(Deed.ASK_BACK)
    assert ask is not None
    ask.click()
    dialog = shown(ReasonDialog)
    dialog.go.click()
    assert dialog._why.error
    dialog.why.setText("Ảnh lộ biển số xe.")
    dialog.go.click()
    idle()
    request = studio.workflow.requests["bai-9"]
    assert (request.by, request.note) == (APPROVER.id, "Ảnh lộ biển số xe.")


def test_the_companion_that_is_due_is_offered_and_what_was_written_since_is_listed(
    page: OutboxPage, studio: FakeStudio, pick: Pick
) -> None:
    put(studio, DeliveryState.VERIFIED)
    pick("nhieu-0")
    assert page.drawer.deed_button(Deed.FOLLOW) is None
    studio.aftercare.coming = (
        Due(post_id="bai-9", title="Thông báo chung", companion=TEMPLATE, on=date(2026, 11, 30), overdue=False),
    )
    studio.aftercare.told["bai-9"] = (
        Related(id="dc", title="Đính chính giờ họp", template_id="correction", state=PostState.DRAFT, at=NOW),
    )
    page.table.clearSelection()
    pick("nhieu-0")
    follow = page.drawer.deed_button(Deed.FOLLOW)
    assert follow is not None
    assert TEMPLATE.title.vi in follow.text()
    assert "Đính chính giờ họp" in page.drawer._related(page.drawer.details)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("deed", "template"),
    [(Deed.AMEND, "amend"), (Deed.CORRECT, "correction"), (Deed.FOLLOW, TEMPLATE.id)],
)
def test_what_follows_is_opened_in_the_composer(
    page: OutboxPage,
    studio: FakeStudio,
    shell: Shell,
    window: MainWindow,
    pick: Pick,
    idle: Idle,
    deed: Deed,
    template: str,
) -> None:
    put(studio, DeliveryState.VERIFIED)
    studio.aftercare.coming = (
        Due(post_id="bai-9", title="Thông báo chung", companion=TEMPLATE, on=date(2026, 11, 30), overdue=False),
    )
    shell.session.sign_in(APPROVER)
    pick("nhieu-0")
    button = page.drawer.deed_button(deed)
    assert button is not None
    button.click()
    idle()
    assert studio.aftercare.opened == [("bai-9", template)]
    assert window.page is not None
    assert window.page.id is PageId.COMPOSER


# -- the confirmation


@pytest.fixture
def targets(studio: FakeStudio) -> list[str]:
    """A post approved for two pages that need a login."""
    post: Post = studio.desk.posts["bai-2"]
    names = [account.name for account in ACCOUNTS]
    for name in names:
        studio.accounts.accounts[name] = replace(studio.accounts.accounts[name], kind=AccountKind.FACEBOOK)
        studio.connections.known[name] = KNOWN["facebook-minh-khai"]
    studio.desk.posts["bai-2"] = replace(post, targets=tuple(names))
    return names


def opened(shell: Shell, window: MainWindow, qtbot: QtBot, idle: Idle) -> PublishDialog:
    dialog = PublishDialog(shell, "bai-2", window)
    dialog.open()
    idle()
    qtbot.waitUntil(lambda: dialog._sheet is not None)
    return dialog


def test_a_page_whose_connection_is_broken_cannot_be_ticked_and_says_why(
    shell: Shell, window: MainWindow, studio: FakeStudio, targets: list[str], qtbot: QtBot, idle: Idle
) -> None:
    studio.connections.known[targets[0]] = KNOWN["facebook-an-toan"]
    dialog = opened(shell, window, qtbot, idle)
    first = next(choice for choice in dialog._choices if choice.account.name == targets[0])
    assert not first.box.isEnabled()
    assert "190/460" in first.box.accessibleDescription()
    dialog.reject()


def test_one_notice_to_many_pages_is_ticked_at_once_and_each_page_can_be_looked_at(
    shell: Shell, window: MainWindow, studio: FakeStudio, targets: list[str], qtbot: QtBot, idle: Idle
) -> None:
    first = studio.accounts.accounts[targets[0]]
    more = [replace(first, name=f"trang-{n}", page_id=f"10000{n}", title=f"Trang {n}") for n in range(4)]
    studio.accounts.accounts |= {page.name: page for page in more}
    studio.connections.known |= dict.fromkeys((page.name for page in more), KNOWN["facebook-minh-khai"])
    studio.connections.known[more[1].name] = KNOWN["facebook-an-toan"]
    names = (*targets, *(page.name for page in more))
    studio.desk.posts["bai-2"] = replace(studio.desk.posts["bai-2"], targets=names)
    dialog = opened(shell, window, qtbot, idle)
    assert dialog._chosen() == []
    dialog.all.click()
    assert dialog._chosen() == [name for name in names if name != more[1].name]
    dialog.switch.picked.emit(5)
    assert dialog.phone.views[0].look.page == more[3].title
    dialog.reject()


def test_the_page_keeps_the_schedule_only_where_every_chosen_one_can(
    shell: Shell, window: MainWindow, studio: FakeStudio, targets: list[str], qtbot: QtBot, idle: Idle
) -> None:
    ahead = (timedelta(minutes=15), timedelta(days=29))
    studio.ranges = {targets[0]: ahead}
    dialog = opened(shell, window, qtbot, idle)
    choices = {choice.account.name: choice for choice in dialog._choices}
    dialog.later.setChecked(True)
    dialog.at.set_value(NOW + timedelta(hours=3))
    dialog._gates()
    choices[targets[0]].box.setChecked(True)
    assert dialog.page_keeps.isEnabled()
    dialog.page_keeps.setChecked(True)
    for name, choice in choices.items():
        if name != targets[0]:
            choice.box.setChecked(True)
    assert not dialog.page_keeps.isEnabled()
    assert dialog.pc_keeps.isChecked()
    for name, choice in choices.items():
        if name != targets[0]:
            choice.box.setChecked(False)
    dialog.page_keeps.setChecked(True)
    dialog.who.choose(APPROVER.id)
    dialog.pin.setText(PIN)
    dialog._gates()
    assert not dialog._reason()
    dialog._send()
    idle()
    assert studio.how[-1] == ("platform", timedelta(0))
