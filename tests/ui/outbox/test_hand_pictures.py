"""The dialog for pictures that a person puts where Zalo fetches them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from studio.app import Studio
from studio.app.pictures import HandPictures
from studio.outbox.model import Delivery, DeliveryState
from studio.publishers.zalo.images import HandPicture
from studio.ui.outbox.deeds import DeliveryDeed, deeds_of
from studio.ui.outbox.hand_pictures import HandPicturesDialog
from studio.ui.outbox.page import OutboxPage
from tests.publishers.zalo.zalo_rig import ZaloRig
from tests.simulators.faults import Kind, rule
from tests.ui.conftest import shown
from tests.ui.hands import chips
from tests.ui.outbox.conftest import SOME, Idle, Pick
from tests.ui.unit import NOW, Unit


@pytest.fixture
def studio(unit: Unit, rig: ZaloRig) -> Studio:
    """Addresses are looked at on the simulated host of pictures."""
    made = unit.studio
    pictures = HandPictures(made.workflow, made.accounts, made.files, lambda: rig.host)
    return replace(made, hand_pictures=pictures)


@pytest.fixture
def waiting(unit: Unit, rig: ZaloRig) -> Delivery:
    """Two cards go to a page whose pictures a person puts in place."""
    account = replace(rig.account, image_host=f"{rig.server.url}/images")
    with unit.at_work(unit.head):
        unit.studio.accounts.add(account)
    post = unit.draft("community_programme", targets=(account.name,))
    with unit.at_work(unit.author):
        unit.studio.drafts.edit(post.id, unit.author.id, cards=("event", "quote"))
    unit.submit(post.id)
    unit.approve(post.id)
    (delivery,) = unit.publish(post.id, account.name, at=NOW + timedelta(hours=1))
    return delivery


@pytest.fixture
def pictures(studio: Studio, waiting: Delivery) -> Sequence[HandPicture]:
    found = studio.hand_pictures.of(waiting.post_id)
    assert len(found) == 2
    return found


@pytest.fixture
def dialog(waiting: Delivery, page: OutboxPage, pick: Pick, idle: Idle) -> HandPicturesDialog:
    pick(waiting.id)
    button = page.drawer.deed_button(DeliveryDeed.PICTURES)
    assert button is not None
    button.click()
    idle()
    return shown(HandPicturesDialog)


def save_to(dialog: HandPicturesDialog, place: Path) -> None:
    """Choose that place in the dialog that asks where."""
    dialog.save.click()
    asked = shown(QFileDialog)
    asked.fileSelected.emit(str(place))
    asked.reject()


@pytest.mark.parametrize("state", DeliveryState)
def test_it_is_offered_first_while_the_post_has_not_gone(state: DeliveryState) -> None:
    over = (DeliveryState.VERIFIED, DeliveryState.WITHDRAWN, DeliveryState.CANCELLED)
    deeds = deeds_of(replace(SOME, state=state), pictures=True)
    assert (deeds[:1] == (DeliveryDeed.PICTURES,)) is (state not in over)
    assert DeliveryDeed.PICTURES not in deeds_of(replace(SOME, state=state))


def test_each_file_is_named_with_its_address_and_whether_it_is_there(
    dialog: HandPicturesDialog, rig: ZaloRig, pictures: Sequence[HandPicture], idle: Idle
) -> None:
    first, second = pictures
    assert chips(dialog) == ["Còn thiếu", "Còn thiếu"]
    assert dialog.said.text.startswith("2/2")
    rig.zalo.pictures.files[first.name] = first.data
    rig.zalo.pictures.files[second.name] = b"\xff\xd8\xff another"
    dialog.look.click()
    assert not dialog.look.isEnabled()
    idle()
    assert chips(dialog) == ["Đã có", "Còn thiếu"]
    rig.zalo.pictures.files[second.name] = second.data
    dialog.look.click()
    idle()
    assert chips(dialog) == ["Đã có", "Đã có"]
    assert "tự gửi" in dialog.said.text
    dialog.reject()


def test_the_files_are_saved_under_their_names(
    dialog: HandPicturesDialog,
    pictures: Sequence[HandPicture],
    tmp_path: Path,
    idle: Idle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    (tmp_path / "khong-phai-thu-muc").write_bytes(b"")
    save_to(dialog, tmp_path / "khong-phai-thu-muc")
    idle()
    assert "không ghi được" in dialog.said.text
    save_to(dialog, tmp_path / "anh")
    idle()
    assert [(tmp_path / "anh" / picture.name).read_bytes() for picture in pictures] == [one.data for one in pictures]
    assert str(tmp_path / "anh") in dialog.said.text
    assert opened == [(tmp_path / "anh").as_posix()]
    dialog.reject()


def test_an_address_that_cannot_be_reached_is_said_and_may_be_tried_again(
    dialog: HandPicturesDialog, rig: ZaloRig, idle: Idle
) -> None:
    rig.server.faults.add(rule(Kind.DROP_BEFORE, path="/images/*"))
    dialog.look.click()
    idle()
    assert "Không nhận được trả lời" in dialog.said.text
    assert dialog.look.isEnabled()
    dialog.reject()
