"""The dialog for pictures that a person puts where Zalo fetches them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from studio.errors import Refused
from studio.outbox.model import DeliveryState
from studio.ui.outbox.deeds import Deed, deeds_of
from studio.ui.outbox.hand_pictures import HandPicturesDialog
from studio.ui.outbox.page import OutboxPage
from studio.ui.widgets.chip import StatusChip
from tests.ui.conftest import shown
from tests.ui.fake_connections import PAGES
from tests.ui.fake_data import DELIVERIES
from tests.ui.fake_hosting import PICTURES
from tests.ui.fake_studio import FakeStudio
from tests.ui.outbox.conftest import Idle, Pick

ZALO = PAGES[2]
WAITING = replace(
    next(d for d in DELIVERIES if d.state is DeliveryState.WAITING), account=ZALO.name, platform="zalo"
)  # fmt: skip


@pytest.fixture
def studio(studio: FakeStudio) -> FakeStudio:
    studio.accounts.accounts[ZALO.name] = ZALO
    studio.outbox.deliveries[WAITING.id] = WAITING
    studio.hand_pictures.pages = frozenset({ZALO.name})
    return studio


@pytest.fixture
def dialog(page: OutboxPage, pick: Pick, idle: Idle) -> HandPicturesDialog:
    pick(WAITING.id)
    button = page.drawer.deed_button(Deed.PICTURES)
    assert button is not None
    button.click()
    idle()
    return shown(HandPicturesDialog)


def signs(dialog: HandPicturesDialog) -> list[str]:
    return [chip.accessibleName() for chip in dialog.findChildren(StatusChip) if chip.isVisible()]


@pytest.mark.parametrize("state", DeliveryState)
def test_it_is_offered_first_while_the_post_has_not_gone(state: DeliveryState) -> None:
    over = (DeliveryState.VERIFIED, DeliveryState.WITHDRAWN, DeliveryState.CANCELLED)
    deeds = deeds_of(replace(WAITING, state=state), pictures=True)
    assert (deeds[:1] == (Deed.PICTURES,)) is (state not in over)
    assert Deed.PICTURES not in deeds_of(replace(WAITING, state=state))


def test_each_file_is_named_with_its_address_and_whether_it_is_there(
    dialog: HandPicturesDialog, studio: FakeStudio, idle: Idle
) -> None:
    assert studio.hand_pictures.looks == 1
    assert signs(dialog) == ["Còn thiếu", "Còn thiếu"]
    assert dialog.said.text.startswith("2/2")
    studio.hand_pictures.lacks = PICTURES[1:]
    dialog.look.click()
    assert not dialog.look.isEnabled()
    idle()
    assert signs(dialog) == ["Đã có", "Còn thiếu"]
    studio.hand_pictures.lacks = ()
    dialog.look.click()
    idle()
    assert signs(dialog) == ["Đã có", "Đã có"]
    assert "tự gửi" in dialog.said.text
    dialog.reject()


def test_the_files_are_saved_under_their_names(
    dialog: HandPicturesDialog, tmp_path: Path, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog._write(tmp_path / "khong-co")
    idle()
    assert "không ghi được" in dialog.said.text
    dialog._write(tmp_path)
    idle()
    assert [(tmp_path / picture.name).read_bytes() for picture in PICTURES] == [one.data for one in PICTURES]
    assert str(tmp_path) in dialog.said.text
    assert opened == [tmp_path.as_posix()]
    dialog.reject()


def test_an_address_that_cannot_be_reached_is_said_and_may_be_tried_again(
    dialog: HandPicturesDialog, studio: FakeStudio, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(post_id: str) -> tuple[()]:
        raise Refused("không tới được địa chỉ này.", "the address cannot be reached.")

    monkeypatch.setattr(studio.hand_pictures, "missing", unreachable)
    dialog.look.click()
    idle()
    assert "tới được địa chỉ này" in dialog.said.text
    assert dialog.look.isEnabled()
    dialog.reject()
