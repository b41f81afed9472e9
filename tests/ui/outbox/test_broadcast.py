"""The confirmation before an article is sent to all followers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.accounts.model import Account
from studio.app import Studio
from studio.app.sending_room import AuditedLog, BroadcastSection
from studio.errors import StorageTrouble
from studio.outbox.model import DeliveryState
from studio.people.model import Person
from studio.phrase import Bilingual
from studio.publishers.zalo.broadcast import BroadcastEntry, Broadcasts
from studio.publishers.zalo.storage import StoredBroadcasts
from studio.ui.outbox.broadcast import BroadcastDialog
from studio.ui.outbox.deeds import DeliveryDeed, deeds_of
from studio.ui.outbox.page import OutboxPage
from tests.publishers.zalo.zalo_rig import REFERENCE, TITLE, ZaloRig
from tests.simulators.faults import Kind, rule
from tests.ui.conftest import shown
from tests.ui.hands import error_at, labels
from tests.ui.outbox.conftest import SOME, Idle, Pick
from tests.ui.unit import PIN, Unit

ARTICLE, MESSAGE = "gui-zalo", "/v2.0/oa/message"
Ask = Callable[[], BroadcastDialog]


class Log(AuditedLog):
    """The disk can be full when it is to note what came of it."""

    full = False

    def append(self, entry: BroadcastEntry) -> None:
        if self.full:
            raise StorageTrouble(Bilingual("ổ đĩa đầy.", "the disk is full."))
        super().append(entry)


@pytest.fixture
def account(rig: ZaloRig) -> Account:
    return replace(rig.account, image_host="")


@pytest.fixture
def log(unit: Unit) -> Log:
    store = unit.studio.store
    return Log(StoredBroadcasts(store), unit.studio.audit, store, lambda account, article: "bai-12")


@pytest.fixture
def studio(unit: Unit, rig: ZaloRig, account: Account, log: Log) -> Studio:
    """An article of the unit shows on the simulated Zalo, to which broadcasts speak."""
    made, files = unit.studio, rig.files
    article = rig.publisher.create(rig.account, rig.package(), REFERENCE, files).remote_id
    rig.publisher.reveal(rig.account, article, rig.package(), REFERENCE, files)
    with unit.at_work(unit.head):
        made.accounts.add(account)
    delivery = replace(
        SOME, id=ARTICLE, post_id="bai-12", account=account.name, platform="zalo", page_id=account.page_id
    )
    unit.put_delivery(replace(delivery, remote_id=article, permalink="https://oa.zalo.me/s/a"))

    def broadcasts() -> Broadcasts:
        return Broadcasts(http=rig.http, grants=rig.grants(), clock=unit.clock, log=log, people=made.people)

    service = BroadcastSection(outbox=made.outbox, accounts=made.accounts, service=broadcasts)
    return replace(made, broadcasting=service)


@pytest.fixture
def ask(page: OutboxPage, pick: Pick, idle: Idle) -> Ask:
    """Opens the dialog as a person does."""

    def opened() -> BroadcastDialog:
        pick(ARTICLE)
        button = page.drawer.deed_button(DeliveryDeed.BROADCAST)
        assert button is not None
        assert button.property("kind") == "quiet"
        button.click()
        idle()
        return shown(BroadcastDialog)

    return opened


def fill(dialog: BroadcastDialog, person: Person, pin: str = PIN) -> None:
    dialog.who.choose(person.id)
    dialog.pin.setText(pin)
    dialog.pin.textEdited.emit(pin)


def sent(rig: ZaloRig) -> int:
    with rig.server.lock:
        return len(rig.zalo.sim.broadcasts)


@pytest.mark.parametrize("state", DeliveryState)
def test_only_a_verified_article_of_such_a_page_offers_it(state: DeliveryState) -> None:
    offered = DeliveryDeed.BROADCAST in deeds_of(replace(SOME, state=state), broadcasts=True)
    assert offered is (state is DeliveryState.VERIFIED)
    assert DeliveryDeed.BROADCAST not in deeds_of(replace(SOME, state=state))
    assert DeliveryDeed.BROADCAST not in deeds_of(replace(SOME, state=state), broadcasts=True, withdrawn=True)


def test_the_page_the_quota_and_the_warning_are_shown(ask: Ask, unit: Unit, account: Account) -> None:
    dialog = ask()
    said = "\n".join(labels(dialog))
    assert account.title in said
    assert account.page_id in said
    assert dialog.title.text() == TITLE
    assert "Bài gửi mọi người quan tâm: còn 4/4" in said
    assert "31/12/2026" in said
    assert "06:00 đến 21:59, giờ Việt Nam" in said
    assert "Không thể hoàn tác" in dialog.warning.text
    assert "điện thoại của từng người quan tâm" in dialog.warning.text
    assert dialog.former.text() == "Chưa gửi lần nào"
    offered = {dialog.who.itemData(place) for place in range(dialog.who.count())} - {None, ""}
    assert offered == {unit.head.id, unit.author.id, unit.approver.id}
    dialog.reject()


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_no_key_sends(ask: Ask, unit: Unit, rig: ZaloRig, idle: Idle, modifier: Qt.KeyboardModifier) -> None:
    dialog = ask()
    assert dialog.focusWidget() is dialog.cancel
    assert dialog.cancel.isDefault()
    fill(dialog, unit.head)
    assert dialog.send.isEnabled()
    dialog.pin.setFocus()
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return, modifier)
    idle()
    assert sent(rig) == 0


def test_it_is_sent_once_and_then_says_when_and_by_whom(ask: Ask, unit: Unit, rig: ZaloRig, idle: Idle) -> None:
    dialog = ask()
    assert not dialog.send.isEnabled()
    fill(dialog, unit.head, "11111111")
    dialog.send.click()
    idle()
    assert "Sai mã PIN" in error_at(dialog.pin)
    assert sent(rig) == 0
    fill(dialog, unit.head)
    dialog.send.click()
    assert not dialog.send.isEnabled()
    idle()
    assert sent(rig) == 1
    assert "Zalo đã nhận" in dialog.problem.text
    assert unit.head.name in dialog.former.text()
    assert dialog.former.text().startswith("Đã gửi lúc")
    assert dialog.cancel.text() == "Đóng"
    fill(dialog, unit.head)
    assert not dialog.send.isEnabled()
    dialog.reject()


def test_a_lost_answer_sends_to_the_console_and_blocks_a_second_try(
    ask: Ask, unit: Unit, rig: ZaloRig, idle: Idle
) -> None:
    rig.server.faults.add(rule(Kind.DROP_AFTER, path=MESSAGE))
    dialog = ask()
    fill(dialog, unit.head)
    dialog.send.click()
    idle()
    assert "trang quản trị OA" in dialog.problem.text
    assert "chưa rõ" in dialog.former.text()
    fill(dialog, unit.head)
    assert not dialog.send.isEnabled()
    assert rig.calls(MESSAGE) == 1
    dialog.reject()


def test_a_trouble_after_the_try_blocks_too(ask: Ask, unit: Unit, rig: ZaloRig, log: Log, idle: Idle) -> None:
    log.full = True
    dialog = ask()
    fill(dialog, unit.head)
    dialog.send.click()
    idle()
    assert "đĩa đầy" in dialog.problem.text
    fill(dialog, unit.head)
    assert not dialog.send.isEnabled()
    assert sent(rig) == 1
    dialog.reject()


def test_what_was_sent_before_or_is_in_the_way_cannot_be_sent(ask: Ask, unit: Unit, studio: Studio) -> None:
    with unit.at_work(unit.author):
        studio.broadcasting.send(ARTICLE, unit.author.id, PIN)
    dialog = ask()
    fill(dialog, unit.head)
    assert not dialog.send.isEnabled()
    assert "mỗi bài chỉ gửi một lần" in dialog.problem.text
    assert unit.author.name in dialog.former.text()
    dialog.reject()


@pytest.mark.parametrize(("left", "may"), [(0, False), (None, True)])
def test_without_quota_nothing_is_sent(ask: Ask, unit: Unit, rig: ZaloRig, left: int | None, may: bool) -> None:
    """Zalo may leave out what is left."""
    rig.zalo.sim.oas[rig.oa_id].broadcasts_left = cast(int, left)
    dialog = ask()
    fill(dialog, unit.head)
    assert dialog.send.isEnabled() is may
    dialog.reject()
