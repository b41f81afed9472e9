"""Two versions of a post, of two PCs: told over the list, in the composer, at a refusal; a person chooses one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.posts.model import PostState
from studio.ui.composer.page import ComposerPage
from studio.ui.exchange.send_dialog import SendDialog
from studio.ui.exchange.versions import HERE, VersionsDialog
from studio.ui.page_specs import PageId
from studio.ui.posts.listing import ListTab
from studio.ui.work.page import WorkPage
from studio.worklist.model import TaskKind
from tests.exchange.rig import PC, PIN, Three
from tests.ui.conftest import shown
from tests.ui.exchange.conftest import Desk, Seat
from tests.ui.hands import labels, press, toast, told
from tests.ui.work.rows import take, task

OURS, THEIRS = "Kẻ gian nhắn tin cho dân.", "Kẻ gian gọi điện từ 8 giờ sáng."
EDITOR = "Ngô Thị Biên"


def divide(author: PC, other: PC, folder: Path) -> str:
    """A draft that was edited at both PCs; the second knows both versions."""
    post = author.draft()
    other.read(author.send(post.id, folder))
    author.edit(post.id, THEIRS)
    other.edit(post.id, OURS, other.person(EDITOR))
    other.read(author.send(post.id, folder))
    return post.id


def at_posts(desk: Desk) -> ListTab:
    desk.sit(desk.pc.person(EDITOR))
    return desk.list_posts()


def test_both_stand_side_by_side_and_the_keyboard_chooses_one(three: Three, seat: Seat, tmp_path: Path) -> None:
    author, approver, _ = three
    post = divide(author, approver, tmp_path)
    desk = seat(approver)
    page = at_posts(desk)
    (said,) = told(page.divided)
    assert "hai bản" in said
    work = desk.show(PageId.WORK)
    assert isinstance(work, WorkPage)
    take(work, task(work, TaskKind.VERSIONS, post), desk.idle)
    shown(VersionsDialog).reject()
    page = at_posts(desk)
    press(page.divided, "Chọn bản…")
    desk.idle()
    dialog = shown(VersionsDialog)
    read = labels(dialog)
    assert any(text.startswith("Máy này · Ngô Thị Biên · ") for text in read)
    assert any(text.startswith("Máy “Soạn” · Trần Thị Soạn · ") for text in read)
    spoken = " ".join(label.accessibleName() for label in dialog.sides.findChildren(type(dialog.heads.error)))
    assert "khác: nhắn tin cho dân;" in spoken
    assert "khác: gọi điện từ 8 giờ sáng;" in spoken

    dialog.go.click()
    assert dialog.heads.error.text() == "Hãy chọn một bản."
    ours, theirs = dialog.heads.buttons.values()
    assert ours.hasFocus()
    QTest.keyClick(ours, Qt.Key.Key_Right)
    QTest.keyClick(theirs, Qt.Key.Key_Space)
    dialog.person_pin.pin.setFocus()
    QTest.keyClicks(dialog.person_pin.pin, PIN)
    QTest.keyClick(dialog.person_pin.pin, Qt.Key.Key_Return)
    desk.idle()
    now = approver.studio.drafts.get(post)
    assert (now.fields["how"], now.state) == (THEIRS, PostState.DRAFT)
    assert told(page.divided) == []
    assert "Đã chọn" in toast(desk.window).text
    press(toast(desk.window), "Gửi sang máy khác…")
    desk.idle()
    assert shown(SendDialog).isVisible()
    shown(SendDialog).reject()


def test_the_composer_offers_to_choose(three: Three, seat: Seat, tmp_path: Path) -> None:
    author, approver, _ = three
    post = divide(author, approver, tmp_path)
    desk = seat(approver)
    desk.sit(approver.person(EDITOR))
    page = desk.show(PageId.COMPOSER, post)
    assert isinstance(page, ComposerPage)
    desk.idle()
    assert told(page) == ["Bài có 2 bản (Máy này, Máy “Soạn”). Chưa chọn một bản thì chưa làm gì tiếp với bài."]
    press(page, "Chọn bản…")
    desk.idle()
    dialog = shown(VersionsDialog)
    dialog.heads.buttons[HERE].click()
    dialog.person_pin.pin.setText(PIN)
    dialog.go.click()
    desk.idle()
    assert told(page) == []
    assert page.composer.post is not None
    assert page.composer.post.fields["how"] == OURS


def test_a_refusal_leads_to_the_choice(three: Three, seat: Seat, tmp_path: Path) -> None:
    author, approver, _ = three
    post = divide(author, approver, tmp_path)
    desk = seat(approver)
    editor = approver.person(EDITOR)
    page = at_posts(desk)
    desk.window.tasks.store(lambda: approver.studio.drafts.edit(post, editor.id, fields={"how": "Sửa."}), owner=page)
    desk.idle()
    assert "hai bản" in desk.window.banner.text
    assert "studio exchange" not in desk.window.banner.text
    press(desk.window.banner, "Chọn bản…")
    desk.idle()
    shown(VersionsDialog).reject()
    assert not desk.window.banner.isVisible()
