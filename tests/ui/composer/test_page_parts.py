"""What goes along with the texts of a post: preview, pages, cards and pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from studio.ui.composer.page import ComposerPage
from studio.ui.composer.side.pane import HISTORY, PREVIEW
from studio.ui.main_window import MainWindow
from tests.ui.composer.composer_rig import PHOTO, ComposerRig
from tests.ui.composer.page_hands import input_of
from tests.ui.hands import labels

Settle = Callable[[], None]
HOW = "Ke gian goi dien tu xung can bo phuong."


def test_the_preview_follows_the_keys(page: ComposerPage, opened: Any, settle: Settle) -> None:
    opened(fields={})
    QTest.keyClicks(input_of(page, "how"), HOW)
    settle()
    (view,) = page.editor.side.preview.phone.views
    assert HOW in view.look.text


def test_the_preview_shows_the_card_that_goes_out(page: ComposerPage, opened: Any, settle: Settle) -> None:
    opened()
    settle()
    (view,) = page.editor.side.preview.phone.views
    assert [not image.isNull() for image in view.look.images] == [True]
    assert view.look.images[0].width() * 5 == view.look.images[0].height() * 4
    assert view.look.alts[0].startswith("Thẻ cảnh báo của Công an phường Minh Khai")


def test_it_says_what_will_be_created_where(page: ComposerPage, opened: Any) -> None:
    opened()
    preview = page.editor.side.preview
    first = "Sẽ tạo: bài có 1 ảnh trên Facebook · TẬP HUẤN · Công an phường Minh Khai; bài viết trên Zalo OA · "
    assert preview.sentences[0].startswith(first)
    opened(targets=())
    assert preview.sentences == ("Chưa chọn trang nào: sẽ không tạo bài nào.",)


def test_at_the_largest_type_it_says_so_beside_card_and_post_alone(
    page: ComposerPage, window: MainWindow, opened: Any, settle: Settle
) -> None:
    window.resize(1366, 768)
    opened()
    side = page.editor.side

    def told() -> bool:
        return any(text.startswith("Sẽ tạo") for text in labels(side))

    page.shell.preferences.choose(font_scale=200)
    settle()
    side.show_tab(PREVIEW)
    assert told()
    side.show_tab(HISTORY)
    assert not told()
    page.shell.preferences.choose(font_scale=100)
    settle()
    assert told()


def test_no_page_is_ticked_beforehand_and_a_closed_one_says_why(page: ComposerPage, opened: Any) -> None:
    opened(targets=())
    rows = {row.account.name: row for row in page.editor.plan.targets.rows}
    assert not any(row.isChecked() for row in rows.values())
    assert rows["thuc-hanh"].isEnabled()
    assert not rows["ban-giao-cu"].isEnabled()
    assert rows["ban-giao-cu"].reason == "Đã bàn giao cho đơn vị khác."
    assert rows["ban-giao-cu"].reason in rows["ban-giao-cu"].accessibleName()


def test_one_card_always_goes_along(page: ComposerPage, rig: ComposerRig, opened: Any, settle: Settle) -> None:
    post = opened()
    boxes = page.editor.plan.cards.boxes
    assert [name for name, box in boxes.items() if box.isChecked()] == ["alert"]
    boxes["alert"].click()
    assert boxes["alert"].isChecked()
    boxes["cover"].click()
    settle()
    assert rig.stored(post).cards == ("alert", "cover")


def test_a_picture_is_added_described_and_its_place_is_told(
    page: ComposerPage, rig: ComposerRig, opened: Any, settle: Settle
) -> None:
    post = opened()
    page.composer.add_files([PHOTO])
    settle()
    strip = page.editor.strip
    (tile,) = strip.tiles
    assert "có tọa độ GPS" in tile.accessibleName()
    assert "Chưa có mô tả" in tile.accessibleName()
    assert strip.panel.isVisible()
    QTest.keyClicks(strip.panel.inputs()[0], "Dien thoai hien cuoc goi tu so la")
    QTest.mouseClick(strip.panel.inputs()[5], Qt.MouseButton.LeftButton)
    settle()
    (media,) = rig.stored(post).media
    assert media.alt == "Dien thoai hien cuoc goi tu so la"
    assert media.faces_checked
    assert "Chưa có mô tả" not in tile.accessibleName()


def test_pictures_can_be_dropped_on_the_strip(
    page: ComposerPage, rig: ComposerRig, opened: Any, settle: Settle
) -> None:
    post = opened()
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(PHOTO)), QUrl.fromLocalFile(str(PHOTO.with_suffix(".txt")))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.editor.strip.dropEvent(drop)
    settle()
    assert [media.name for media in rig.stored(post).media] == [PHOTO.name]


def test_the_focal_point_is_where_one_clicks(page: ComposerPage, rig: ComposerRig, opened: Any, settle: Settle) -> None:
    post = opened()
    page.composer.add_files([PHOTO])
    settle()
    picker = page.editor.strip.panel.inputs()[-1]
    rect = picker.picture_rect().toRect()  # type: ignore[attr-defined]
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton, pos=rect.topLeft() + (rect.bottomRight() - rect.topLeft()) / 4)
    settle()
    x, y = rig.stored(post).media[0].focal
    assert [x, y] == pytest.approx([0.25, 0.25], abs=0.02)
    QTest.keyClick(picker, Qt.Key.Key_Right)
    settle()
    assert rig.stored(post).media[0].focal[0] == pytest.approx(x + 0.02, abs=0.001)


def test_a_picture_taken_out_leaves_its_field_and_comes_back_by_undo(
    page: ComposerPage, rig: ComposerRig, opened: Any, settle: Settle
) -> None:
    post = opened("lost_found")
    page.composer.add_files([PHOTO], "photo")
    settle()
    assert rig.stored(post).fields["photo"] == "m1"
    page.editor.strip.choose("m1")
    page.editor.strip.panel.removed.emit()
    settle()
    assert rig.stored(post).media == ()
    assert "photo" not in rig.stored(post).fields
    page.composer.journal.undo()
    settle()
    assert [media.id for media in rig.stored(post).media] == ["m1"]


def test_a_file_that_is_no_picture_is_refused_in_one_sentence(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened()
    bad = rig.studio.profile.root / "thu.jpg"
    bad.write_bytes(b"khong phai anh")
    page.composer.add_files([bad])
    settle()
    assert rig.stored(post).media == ()
    assert window.banner.text
    assert "Traceback" not in window.banner.text


def test_a_correction_names_the_post_it_corrects(page: ComposerPage, opened: Any) -> None:
    opened("correction")
    page.editor.plan.open("answers:original_post")
    assert page.editor.plan.original.isVisible()
    opened("scam_warning")
    page.editor.plan.open("about")
    assert not page.editor.plan.original.isVisible()
