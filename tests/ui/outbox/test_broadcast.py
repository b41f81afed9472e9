"""The confirmation before an article is sent to all followers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from studio.errors import StorageTrouble
from studio.outbox.model import DeliveryState
from studio.phrase import Phrase
from studio.ui.outbox.broadcast import BroadcastDialog
from studio.ui.outbox.deeds import Deed, deeds_of
from studio.ui.outbox.page import OutboxPage
from tests.ui.conftest import shown
from tests.ui.fake_broadcasting import TITLE, Allowance, Former
from tests.ui.fake_connections import PAGES
from tests.ui.fake_data import AUTHOR, DELIVERIES, HEAD, NOW, PIN
from tests.ui.fake_studio import FakeStudio
from tests.ui.outbox.conftest import Idle, Pick

ZALO = next(page for page in PAGES if page.name == "zalo-minh-khai")
ARTICLE = replace(
    DELIVERIES[2], account=ZALO.name, platform="zalo", page_id=ZALO.page_id, permalink="https://zalo.example/a"
)


@pytest.fixture
def studio(studio: FakeStudio) -> FakeStudio:
    studio.accounts.accounts[ZALO.name] = ZALO
    studio.outbox.deliveries[ARTICLE.id] = ARTICLE
    return studio


@pytest.fixture
def ask(page: OutboxPage, pick: Pick, idle: Idle) -> Callable[[], BroadcastDialog]:
    """Opens the dialog as a person does."""

    def opened() -> BroadcastDialog:
        pick(ARTICLE.id)
        button = page.drawer.deed_button(Deed.BROADCAST)
        assert button is not None
        assert button.property("kind") == "quiet"
        button.click()
        idle()
        return shown(BroadcastDialog)

    return opened


def fill(dialog: BroadcastDialog, pin: str = PIN) -> None:
    dialog.who.choose(HEAD.id)
    dialog.pin.setText(pin)
    dialog._gates()


def words(dialog: BroadcastDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


@pytest.mark.parametrize("state", DeliveryState)
def test_only_a_verified_article_of_such_a_page_offers_it(state: DeliveryState) -> None:
    offered = Deed.BROADCAST in deeds_of(replace(ARTICLE, state=state), broadcasts=True)
    assert offered is (state is DeliveryState.VERIFIED)
    assert Deed.BROADCAST not in deeds_of(replace(ARTICLE, state=state))
    assert Deed.BROADCAST not in deeds_of(replace(ARTICLE, state=state), broadcasts=True, withdrawn=True)


def test_the_page_the_quota_and_the_warning_are_shown(ask: Callable[[], BroadcastDialog]) -> None:
    dialog = ask()
    said = words(dialog)
    assert ZALO.title in said
    assert ZALO.page_id in said
    assert dialog.title.text() == TITLE
    assert "còn 4/4" in said
    assert "30/11/2026" in said
    assert "06:00 đến 21:59, Giờ Việt Nam" in said
    assert "Không thể hoàn tác" in dialog.warning.text
    assert "điện thoại của từng người quan tâm" in dialog.warning.text
    assert dialog.former.text() == "Chưa gửi lần nào"
    offered = {dialog.who.itemData(place) for place in range(dialog.who.count())} - {None, ""}
    assert {HEAD.id, AUTHOR.id} <= offered
    dialog.reject()


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_no_key_sends(
    ask: Callable[[], BroadcastDialog], studio: FakeStudio, idle: Idle, modifier: Qt.KeyboardModifier
) -> None:
    dialog = ask()
    assert dialog.focusWidget() is dialog.cancel
    assert dialog.cancel.isDefault()
    fill(dialog)
    assert dialog.send.isEnabled()
    dialog.pin.setFocus()
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return, modifier)
    idle()
    assert studio.broadcasting.tried == []


def test_it_is_sent_once_and_then_says_when_and_by_whom(
    ask: Callable[[], BroadcastDialog], studio: FakeStudio, idle: Idle
) -> None:
    dialog = ask()
    assert not dialog.send.isEnabled()
    fill(dialog, "111111")
    dialog.send.click()
    idle()
    assert "PIN chưa đúng" in dialog._pin.error
    assert studio.broadcasting.tried == []
    fill(dialog)
    dialog.send.click()
    assert not dialog.send.isEnabled()
    idle()
    assert studio.broadcasting.tried == [(ARTICLE.id, HEAD.id)]
    assert "Zalo đã nhận" in dialog.problem.text
    assert HEAD.name in dialog.former.text()
    assert dialog.former.text().startswith("Đã gửi lúc")
    assert dialog.cancel.text() == "Đóng"
    fill(dialog)
    assert not dialog.send.isEnabled()
    dialog._send()
    idle()
    assert len(studio.broadcasting.tried) == 1
    dialog.reject()


def test_a_lost_answer_sends_to_the_console_and_blocks_a_second_try(
    ask: Callable[[], BroadcastDialog], studio: FakeStudio, idle: Idle
) -> None:
    studio.broadcasting.outcome = "unknown"
    dialog = ask()
    fill(dialog)
    dialog.send.click()
    idle()
    assert "trang quản trị OA" in dialog.problem.text
    assert "chưa rõ" in dialog.former.text()
    fill(dialog)
    assert not dialog.send.isEnabled()
    dialog._send()
    idle()
    assert len(studio.broadcasting.tried) == 1
    dialog.reject()


def test_a_trouble_after_the_try_blocks_too(ask: Callable[[], BroadcastDialog], studio: FakeStudio, idle: Idle) -> None:
    studio.broadcasting.trouble = StorageTrouble("ổ đĩa đầy.", "the disk is full.")
    dialog = ask()
    fill(dialog)
    dialog.send.click()
    idle()
    assert "đĩa đầy" in dialog.problem.text
    fill(dialog)
    dialog._send()
    idle()
    assert len(studio.broadcasting.tried) == 1
    dialog.reject()


def test_what_was_sent_before_or_is_in_the_way_cannot_be_sent(
    ask: Callable[[], BroadcastDialog], studio: FakeStudio
) -> None:
    studio.broadcasting.former = (Former(NOW, "bai-zalo", AUTHOR.id, "done"),)
    studio.broadcasting.hindrance = Phrase("Bài này đã được gửi; mỗi bài chỉ gửi một lần.", "It was sent.")
    dialog = ask()
    fill(dialog)
    assert not dialog.send.isEnabled()
    assert "mỗi bài chỉ gửi một lần" in dialog.problem.text
    assert AUTHOR.name in dialog.former.text()
    dialog.reject()


@pytest.mark.parametrize(("left", "may"), [(0, False), (None, True)])
def test_without_quota_nothing_is_sent(
    ask: Callable[[], BroadcastDialog], studio: FakeStudio, left: int | None, may: bool
) -> None:
    studio.broadcasting.allowances = (Allowance(remain=left),)
    dialog = ask()
    fill(dialog)
    assert dialog.send.isEnabled() is may
    dialog.reject()
