"""The page of photographs: opened, looked at, decided, edited, stored, and sent to the composer."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.images import edits
from studio.images.export import TARGETS
from studio.images.recipe import Corner, CoverDecision, MarkKind, Recipe
from studio.images.work import Work
from studio.images.works import PhotoWorks
from studio.ui.images.canvas.tool import ToolId
from studio.ui.images.editor import LIGHT
from studio.ui.images.page import ImagesPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.hands import button, choose_files, press, toast
from tests.ui.images.conftest import FACE_BOXES, Seeing, drop, the_work
from tests.ui.spoken import Reader, Role, spoken
from tests.ui.unit import Unit


def test_an_empty_page_says_what_to_do_and_a_photograph_is_looked_at_at_once(
    page: ImagesPage, opened: ImagesPage, works: PhotoWorks
) -> None:
    work = the_work(works)
    assert opened.title.text() == "Hien truong"
    assert len(work.recipe.undecided) == 2
    assert work.recipe.looked == ("eyes 1",)
    assert "2" in opened.editor.places.state.text


def test_places_are_decided_one_by_one_and_undone(
    opened: ImagesPage, works: PhotoWorks, settle: Callable[[], None]
) -> None:
    places = opened.editor.places
    places.list.setCurrentIndex(places.list.model().index(0, 0))
    assert opened.editor.canvas.selected == places.list.chosen_id
    QTest.keyClick(places.list, Qt.Key.Key_Return)
    settle()
    work = the_work(works)
    assert [one.decision for one in work.recipe.suggestions] == [CoverDecision.COVER, CoverDecision.OPEN]
    assert work.recipe.suggestions[0].decided_by == "p-an"
    assert len(work.recipe.covers) == 1
    opened.editor.undo()
    settle()
    work = the_work(works)
    assert work.recipe.covers == ()
    assert len(work.recipe.undecided) == 2


def test_sending_waits_for_every_decision_and_then_brings_the_picture(
    opened: ImagesPage, window: MainWindow, studio: Studio, works: PhotoWorks, settle: Callable[[], None]
) -> None:
    files = studio.files
    opened.finishing.send.click()
    settle()
    assert "Còn 2 vùng gợi ý" in opened.editor.places.state.text
    assert opened.editor.canvas.selected == opened.editor.recipe.undecided[0].id  # type: ignore[union-attr]
    for one in opened.editor.recipe.suggestions:  # type: ignore[union-attr]
        opened.editor.decided.emit(one.id, CoverDecision.COVER)
    assert "Mọi vùng gợi ý" in opened.editor.places.state.text
    assert not opened.editor.places.again.isHidden()
    opened.finishing.send.click()
    settle()
    work = the_work(works)
    assert works.finished(work.id) == ()
    assert "ba câu hỏi" in opened.editor.places.state.text
    for choice in opened.editor.places.questions.rows.values():
        assert choice.isVisible()
        choice.no.click()
    settle()
    opened.finishing.send.click()
    settle()
    assert window.page is not None
    assert window.page.id is PageId.COMPOSER
    (made,) = works.finished(work.id)
    with Image.open(io.BytesIO(files.get(made.sha256))) as image:
        assert max(image.getpixel((250, 270))) < 60  # type: ignore[arg-type]


def test_a_copy_is_saved_as_large_as_a_platform_takes_it(
    page: ImagesPage, window: MainWindow, photo: Path, settle: Callable[[], None], tmp_path: Path, qtbot: QtBot
) -> None:
    out = tmp_path / "ra.jpg"
    drop(page, photo)
    qtbot.waitUntil(lambda: page.edits and window.tasks.idle)
    for choice in page.editor.places.questions.rows.values():
        choice.no.click()
    settle()
    for action, target in zip(page.finishing.targets.actions(), TARGETS.values(), strict=True):
        action.trigger()
        settle()
        choose_files(window, out)
        settle()
        with Image.open(out) as image:
            assert all(side <= most for side, most in zip(image.size, target.box, strict=True))


def test_a_picture_nobody_looked_at_needs_a_person_who_says_so(
    page: ImagesPage, window: MainWindow, photo: Path, works: PhotoWorks, settle: Callable[[], None], qtbot: QtBot
) -> None:
    drop(page, photo)
    qtbot.waitUntil(lambda: page.edits and window.tasks.idle)
    page.editor.put(edits.adjust(page.editor.recipe, page.editor.recipe.adjust))  # type: ignore[arg-type, union-attr]
    page.editor.places.nobody.click()
    settle()
    work = the_work(works)
    assert work.cleared_by == "p-an"
    assert page.editor.places.nobody.isChecked()


def test_a_look_is_stored_before_it_can_be_undone(
    opened: ImagesPage, eyes: Seeing, window: MainWindow, works: PhotoWorks, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Undone while it is being stored, it is told all the same, and what is shown is stored in the end."""
    eyes.boxes = (*FACE_BOXES, (400.0, 100.0, 60.0, 70.0))
    stored: list[int] = []
    undone = threading.Event()

    def change(id: str, revision: int, recipe: Recipe, by: str) -> Work:
        stored.append(len(recipe.suggestions))
        assert undone.wait(60)
        return kept(id, revision, recipe, by)

    kept = works.change
    monkeypatch.setattr(works, "change", change)
    opened.check()
    qtbot.waitUntil(lambda: stored == [3])
    opened.editor.undo()
    undone.set()
    qtbot.waitUntil(lambda: window.tasks.idle and opened.saver.settled)
    assert stored == [3, 2]


def test_what_was_undone_before_it_was_stored_is_not_stored(
    opened: ImagesPage, window: MainWindow, works: PhotoWorks, qtbot: QtBot
) -> None:
    work = the_work(works)
    assert opened.editor.recipe is not None
    opened.editor.history.push(edits.add_box(opened.editor.recipe, (10.0, 10.0, 40.0, 40.0)), "Cover")
    assert not opened.saver.settled
    opened.editor.undo()
    opened.saver.flush()
    qtbot.waitUntil(lambda: window.tasks.idle and opened.saver.settled)
    assert works.get(work.id) == work
    assert opened.editor.recipe == work.recipe


def test_a_look_that_was_undone_is_pointed_out_where_it_is_made_up_for(
    opened: ImagesPage, eyes: Seeing, window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    eyes.boxes = (*FACE_BOXES, (400.0, 100.0, 60.0, 70.0))
    opened.check()
    qtbot.waitUntil(lambda: len(opened.editor.recipe.suggestions) == 3)  # type: ignore[union-attr]
    settle()
    opened.editor.undo()
    for one in opened.editor.recipe.suggestions:  # type: ignore[union-attr]
        opened.editor.decided.emit(one.id, CoverDecision.LEAVE)
    settle()
    opened.editor.show_tab(LIGHT)
    opened.finishing.send.click()
    settle()
    assert "Một lần tìm đã bị hoàn tác, 1 vùng" in opened.editor.places.state.text
    assert opened.editor.places.isVisible()


def test_a_confirmation_that_lapsed_is_no_longer_ticked(opened: ImagesPage, settle: Callable[[], None]) -> None:
    opened.editor.places.nobody.click()
    settle()
    assert opened.editor.places.nobody.isChecked()
    opened.editor.undo()  # what the look found is gone
    settle()
    assert not opened.editor.places.nobody.isChecked()


def test_everything_is_one_undo(opened: ImagesPage, settle: Callable[[], None]) -> None:
    editor = opened.editor
    before = editor.recipe
    editor.hang(MarkKind.BADGE, Corner.BOTTOM_RIGHT)
    editor.show_tab(LIGHT)
    for value in (5, 9, 14):
        editor.light.sliders["exposure"].slider.setValue(value)
    editor.canvas.set_tool(ToolId.CROP)
    editor.shape.pills["square"].click()
    assert editor.recipe.adjust.exposure == pytest.approx(0.7)  # type: ignore[union-attr]
    assert editor.history.stack.undoText()
    for _ in range(2):
        editor.undo()
    assert editor.recipe.adjust.exposure == 0  # type: ignore[union-attr]  # three movements of one slider are one step
    editor.undo()
    assert editor.recipe == before
    for _ in range(3):
        editor.redo()
    assert editor.recipe.crop is not None  # type: ignore[union-attr]


def test_a_photograph_in_the_making_opens_as_it_was_left(
    opened: ImagesPage, window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    opened.editor.hang(MarkKind.SOURCE, Corner.BOTTOM_LEFT, "Ảnh: Công an phường")
    left = opened.editor.recipe
    settle()
    press(opened, "Tất cả ảnh")
    qtbot.waitUntil(lambda: window.tasks.idle)
    (entry,) = opened.works.grid.rows.all()
    assert not opened.edits
    opened.open(entry.id)
    qtbot.waitUntil(lambda: opened.edits and window.tasks.idle)
    assert opened.editor.recipe == left


def test_what_somebody_else_changed_is_shown_and_never_overwritten(
    opened: ImagesPage, works: PhotoWorks, unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    work = the_work(works)
    elsewhere = edits.turn(work.recipe, 1)
    with unit.at_work(unit.head):
        works.change(work.id, work.revision, elsewhere, unit.head.id)
    opened.editor.hang(MarkKind.BADGE, Corner.TOP_LEFT)
    opened.saver.flush()
    qtbot.waitUntil(lambda: opened.editor.recipe == elsewhere and window.tasks.idle)
    assert works.get(work.id).recipe == elsewhere
    assert "chỉnh sửa ở cửa sổ khác" in window.banner.text


def test_a_file_that_is_no_picture_is_told(page: ImagesPage, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    bad = tmp_path / "anh.jpg"
    bad.write_bytes(b"MZ no picture")
    drop(page, bad)
    qtbot.waitUntil(lambda: bool(window.banner.text))
    assert not page.edits


def paste(window: MainWindow, page: ImagesPage, qtbot: QtBot) -> None:
    at = page.editor.canvas if page.edits else button(page.works, "Mở ảnh…")
    window.activateWindow()
    at.setFocus()
    qtbot.waitUntil(at.hasFocus)
    QTest.keyClick(at, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_picture_is_pasted_and_files_are_dropped(
    page: ImagesPage, window: MainWindow, photo: Path, works: PhotoWorks, qtbot: QtBot
) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    paste(window, page, qtbot)
    qtbot.waitUntil(lambda: page.edits and window.tasks.idle)
    assert the_work(works).recipe.size == (300, 200)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo)), QUrl.fromLocalFile(str(photo.parent / "a.exe"))])
    QGuiApplication.clipboard().setMimeData(mime)
    paste(window, page, qtbot)
    qtbot.waitUntil(lambda: len(works.list()) == 2 and window.tasks.idle)
    QGuiApplication.clipboard().clear()


def test_words_of_a_text_are_written_beside_the_canvas(opened: ImagesPage, settle: Callable[[], None]) -> None:
    editor = opened.editor
    editor.canvas.set_tool(ToolId.TEXT)
    QTest.mouseClick(editor.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert editor.looks.words.isVisibleTo(opened)
    editor.looks.words.selectAll()
    QTest.keyClicks(editor.looks.words, "Loi vao")
    editor.looks.swatches["yellow"].click()
    mark = editor.recipe.marks[-1]  # type: ignore[union-attr]
    assert (mark.text, mark.colour) == ("Loi vao", "yellow")
    editor.undo()
    editor.undo()
    assert editor.recipe.marks[-1].text == "Chú thích"  # type: ignore[union-attr]
    settle()


def test_layers_are_ordered_and_removed(opened: ImagesPage, settle: Callable[[], None]) -> None:
    editor = opened.editor
    editor.hang(MarkKind.BADGE, Corner.TOP_LEFT)
    editor.hang(MarkKind.SOURCE, Corner.TOP_RIGHT, "Ảnh: A")
    layers = editor.layers
    assert [entry.id for entry in layers.list.entries] == ["m2", "m1"]
    layers.list.choose("m1")
    layers.up.click()
    assert [entry.id for entry in layers.list.entries] == ["m1", "m2"]
    assert editor.canvas.selected == "m1"
    layers.remove.click()
    assert [mark.id for mark in editor.recipe.marks] == ["m2"]  # type: ignore[union-attr]
    settle()


def test_a_photograph_is_thrown_away_and_brought_back(
    opened: ImagesPage, works: PhotoWorks, window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    press(opened, "Tất cả ảnh")
    qtbot.waitUntil(lambda: window.tasks.idle and bool(opened.works.grid.rows.all()))
    opened.works.grid.setCurrentIndex(opened.works.grid.model().index(0, 0))
    QTest.keyClick(opened.works.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.tasks.idle and not opened.works.grid.rows.all())
    work = the_work(works)
    assert work.trashed_at is not None
    toast(window).button.click()
    qtbot.waitUntil(lambda: window.tasks.idle and len(opened.works.grid.rows.all()) == 1)


def test_a_change_counts_as_done_by_whoever_works_here_then(
    opened: ImagesPage, works: PhotoWorks, unit: Unit, window: MainWindow, settle: Callable[[], None]
) -> None:
    opened.editor.hang(MarkKind.BADGE, Corner.TOP_LEFT)
    unit.sign_in(window, unit.approver)
    opened.editor.hang(MarkKind.BADGE, Corner.TOP_RIGHT)
    settle()
    work = the_work(works)
    assert work.changed_by == unit.approver.id
    assert len(work.recipe.marks) == 2


def test_a_screen_reader_has_names_and_roles_for_a_photograph_at_work(
    opened: ImagesPage, window: MainWindow, qtbot: QtBot
) -> None:
    reader = Reader(window, qtbot)
    reader.look_through("images", opened)
    assert reader.wrong == [], reader
    told = {each.role: each for each in spoken(opened)}
    assert told[Role.Canvas].name == "Ảnh"
    assert "khuôn mặt. Phím Enter để che" in told[Role.Canvas].node.text(QAccessible.Text.Description)
