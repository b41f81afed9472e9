"""A post travels between two PCs by their windows: sent, taken in, approved, taken back."""

from __future__ import annotations

import warnings
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from studio.posts.model import PostState
from studio.ui.approval.page import ApprovalPage
from studio.ui.composer.page import ComposerPage
from studio.ui.composer.side.pane import STANDING
from studio.ui.exchange.send_dialog import SendDialog
from studio.ui.exchange.take_in import ReceivedDialog, TakeInButton
from studio.ui.page_specs import PageId
from tests.exchange.rig import PIN, Three
from tests.ui.approval.conftest import give
from tests.ui.conftest import shown
from tests.ui.exchange.conftest import Desk, Seat
from tests.ui.hands import choose_file, labels, pick, press, toast, within


def in_sight_of(kind: type[QWidget]) -> list[QWidget]:
    """The windows and dialogs of that kind that are on the screen."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


def write_file(desk: Desk, folder: Path, *, to: str = "") -> Path:
    """Fill the dialog in sight that sends a post, and press its button; the file that it wrote."""
    desk.idle()
    dialog, before = shown(SendDialog), set(folder.iterdir())
    dialog.folder.set_value(str(folder))
    if to:
        assert dialog.to is not None
        dialog.to.set_value(to)
    dialog.person_pin.pin.setText(PIN)
    dialog.go.click()
    desk.idle()
    assert in_sight_of(SendDialog) == []
    (path,) = set(folder.iterdir()) - before
    return path


def drop(desk: Desk, *paths: Path) -> bool:
    """Drag these onto the window and let them go; whether it took them."""
    data, where = QMimeData(), QPointF(200, 200)
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Qt 6.12 takes the point as it is, 6.11 does not
        entered = QDragEnterEvent(where.toPoint(), copy, data, left, none)
    entered.ignore()
    QApplication.sendEvent(desk.window, entered)
    if entered.isAccepted():
        QApplication.sendEvent(desk.window, QDropEvent(where, copy, data, left, none))
    return entered.isAccepted()


def received(desk: Desk) -> ReceivedDialog:
    """What is told of the files that were taken in."""
    desk.idle()
    return shown(ReceivedDialog)


def opened(desk: Desk, post: str) -> ApprovalPage:
    page = desk.show(PageId.APPROVAL, post)
    assert isinstance(page, ApprovalPage)
    desk.idle()
    return page


def test_a_post_is_written_here_approved_there_and_comes_back(three: Three, seat: Seat, tmp_path: Path) -> None:
    author, approver, _ = three
    usb = tmp_path / "usb"
    usb.mkdir()
    post = author.submit(author.draft().id)
    here = seat(author)
    composer = here.show(PageId.COMPOSER, post.id)
    assert isinstance(composer, ComposerPage)
    composer.editor.show_tab(STANDING)
    press(composer.editor.side, "Gửi sang máy khác…")
    path = write_file(here, usb)
    assert path.name in toast(here.window).text

    there = seat(approver)
    assert drop(there, path)
    dialog = received(there)
    assert "Số tệp đã nhận: 1." in dialog.summary
    assert any("Đã nhận bản mới" in text for text in labels(dialog))
    press(dialog, "Mở bài")
    there.idle()
    page = there.window.page
    assert isinstance(page, ApprovalPage)
    there.idle()
    assert "Do máy “Soạn” đăng" in page.review_tabs.head.travels.text
    give(page, "approve", queue=False)
    there.idle()
    assert approver.state(post.id) is PostState.APPROVED
    page = opened(there, post.id)
    assert "việc làm gần nhất chưa gửi đi" in page.review_tabs.head.travels.text
    page.review_tabs.head.send.click()
    back = write_file(there, usb)
    assert "chưa gửi đi" not in opened(there, post.id).review_tabs.head.travels.text

    here.sit()
    here.show(PageId.POSTS, "list")
    menu = within(here.window, TakeInButton).menu()
    assert menu is not None
    pick(menu, "Chọn tệp…")
    choose_file(back)
    dialog = received(here)
    assert "Số tệp đã nhận: 1." in dialog.summary
    assert author.state(post.id) is PostState.APPROVED
    assert author.studio.outbox.list() == (), "taking in publishes nothing"
    dialog.accept()


def test_a_bad_file_among_good_ones_is_told_and_changes_nothing(three: Three, seat: Seat, tmp_path: Path) -> None:
    author, approver, _ = three
    usb = tmp_path / "usb"
    usb.mkdir()
    post = author.draft()
    good = author.send(post.id, usb)
    broken = usb / "00-hong.psexchange"
    broken.write_bytes(good.read_bytes()[:-40])
    desk = seat(approver)
    page = desk.show(PageId.APPROVAL)
    assert isinstance(page, ApprovalPage)
    menu = within(page, TakeInButton).menu()
    assert menu is not None
    pick(menu, "Cả thư mục hoặc ổ USB…")
    choose_file(usb)
    dialog = received(desk)
    assert "Số tệp đã nhận: 1. Không nhận: 1." in dialog.summary
    read = labels(dialog)
    assert "Không nhận gì từ tệp này." in read
    assert approver.state(post.id) is PostState.DRAFT
    dialog.accept()

    assert drop(desk, good)
    dialog = received(desk)
    assert "Không có gì mới về các bài." in labels(dialog)
    dialog.accept()
    assert not drop(desk, tmp_path / "anh.jpg"), "pictures are for the page below"


def test_a_post_is_handed_to_the_pc_that_publishes(three: Three, seat: Seat, tmp_path: Path) -> None:
    author, _, publisher = three
    usb = tmp_path / "usb"
    usb.mkdir()
    post = author.draft()
    desk = seat(author)
    page = desk.list_posts()
    page.table.choose(post.id)
    pick(page.menu(), "Gửi sang máy khác…")
    login = next(one.login for one in author.studio.exchange.stations() if one.name == "Đăng")
    publisher.read(write_file(desk, usb, to=login))
    standing = publisher.studio.exchange.standing(post.id)
    assert standing is not None
    assert standing.publisher == "", "it is this PC now"
    pick(page.menu(), "Gửi sang máy khác…")
    desk.idle()
    dialog = shown(SendDialog)
    assert dialog.to is None
    assert "Do máy “Đăng” đăng" in labels(dialog)
    assert dialog.folder.value == str(usb), "where the last file was written to"
    dialog.reject()
