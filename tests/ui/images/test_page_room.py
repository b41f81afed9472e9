"""The page of photographs on a small screen: what has room, the name of a photograph, and the trash."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.images.recipe import Corner, CoverDecision, MarkKind, Subject
from studio.images.works import PhotoWorks
from studio.phrase import Bilingual
from studio.ui.images.canvas.tool import ToolId
from studio.ui.images.editor import LIGHT
from studio.ui.images.page import ImagesPage
from studio.ui.images.works_view import MAKING, THROWN
from studio.ui.main_window import MainWindow
from tests.ui.hands import button, press
from tests.ui.images.conftest import Seeing, drop, the_work
from tests.ui.unit import Unit

SMALL = 1366, 768
LACK = Bilingual(
    "Máy này chưa cài bộ dò số. Cài thêm bằng lệnh: make ocr", "No detector of numbers. Add it by: make ocr"
)


@pytest.fixture
def crowd(
    page: ImagesPage, eyes: Seeing, window: MainWindow, photo: Path, settle: Callable[[], None], qtbot: QtBot
) -> ImagesPage:
    """Nine faces in a photograph, on a small screen, without a detector of numbers."""
    eyes.boxes = tuple((120.0 * place, 200.0, 80.0, 100.0) for place in range(9))
    eyes.absent = (LACK,)
    window.resize(*SMALL)
    drop(page, photo)
    qtbot.waitUntil(lambda: page.edits and window.tasks.idle)
    settle()
    return page


def whole(part: QWidget, pane: QWidget) -> bool:
    """Whether all of `part` is in sight within `pane`."""
    return part.isVisible() and pane.rect().contains(part.rect().translated(part.mapTo(pane, QPoint())))


def test_five_suggested_places_are_in_sight_and_nothing_is_cut_off(crowd: ImagesPage) -> None:
    places, side = crowd.editor.places, crowd.editor.side
    row = places.list.visualRect(places.list.model().index(0, 0)).height()
    assert places.list.viewport().height() >= 5 * row > 0
    for part in (places.look, places.state, places.cover, places.leave, places.nobody, places.consents):
        assert whole(part, side), part


def test_a_missing_detector_takes_one_line_and_leads_to_the_help(crowd: ImagesPage, window: MainWindow) -> None:
    absent = crowd.editor.places.absent
    assert whole(absent, crowd.editor.side)
    assert "chữ, số" in absent.text()
    assert absent.toolTip() == LACK.vi
    assert absent.height() < 2 * crowd.editor.places.cover.height()
    absent.click()
    assert window.help.panel is not None


@pytest.mark.parametrize("kind", [MarkKind.SOURCE, MarkKind.BADGE])
def test_sliders_of_the_light_stay_in_sight_with_a_mark_in_hand(
    crowd: ImagesPage, kind: MarkKind, qtbot: QtBot
) -> None:
    editor = crowd.editor
    before = editor.canvas.geometry()
    editor.hang(kind, Corner.BOTTOM_LEFT, "Ảnh: Công an phường")
    editor.show_tab(LIGHT)
    qtbot.waitUntil(lambda: all(whole(slider, editor.side) for slider in editor.light.sliders.values()))
    assert editor.looks.scale.isVisible()
    assert editor.canvas.geometry() == before  # the picture does not move because something was taken in hand
    editor.canvas.set_tool(ToolId.COVER_BOX)
    qtbot.waitUntil(lambda: whole(editor.looks.subjects[Subject.FACE], editor.bar))
    assert editor.canvas.geometry() == before


def test_large_type_puts_the_options_into_the_pane_beside_the_canvas(crowd: ImagesPage) -> None:
    editor = crowd.editor
    assert editor.bar.parentWidget() is editor
    editor.resize(700, editor.height())
    assert editor.side.isAncestorOf(editor.bar)
    assert editor.bar.isHidden()
    editor.hang(MarkKind.SOURCE, Corner.BOTTOM_LEFT, "Ảnh: A")
    assert editor.looks.words.isVisibleTo(editor)


@pytest.mark.parametrize("way", ["click", "pen", "F2"])
def test_a_photograph_is_renamed_where_its_title_stands(
    opened: ImagesPage, works: PhotoWorks, settle: Callable[[], None], way: str, qtbot: QtBot
) -> None:
    opened.editor.hang(MarkKind.BADGE, Corner.TOP_LEFT)  # is stored first
    if way == "click":
        QTest.mouseClick(opened.title, Qt.MouseButton.LeftButton)
    elif way == "pen":
        opened.name.pen.click()
    else:
        opened.window().activateWindow()
        opened.editor.canvas.setFocus()
        qtbot.waitUntil(opened.editor.canvas.hasFocus)
        QTest.keyClick(opened.editor.canvas, Qt.Key.Key_F2)
    field = opened.name.field
    assert field.text() == field.selectedText() == "Hien truong"
    QTest.keyClicks(field, "Cuoc goi la")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    work = the_work(works)
    assert (work.title, len(work.recipe.marks)) == ("Cuoc goi la", 1)
    assert opened.title.text() == "Cuoc goi la"
    assert opened.title.isVisible()
    opened.editor.hang(MarkKind.BADGE, Corner.TOP_RIGHT)  # on the revision that has the name
    settle()
    assert len(works.get(work.id).recipe.marks) == 2


@pytest.mark.parametrize("words", ["", "   ", "Ten khac"])
def test_escape_and_an_empty_name_leave_the_title(
    opened: ImagesPage, works: PhotoWorks, settle: Callable[[], None], words: str
) -> None:
    before = the_work(works)
    opened.name.begin()
    opened.name.field.clear()
    QTest.keyClicks(opened.name.field, words)
    QTest.keyClick(opened.name.field, Qt.Key.Key_Escape if words.strip() else Qt.Key.Key_Return)
    settle()
    assert works.get(before.id) == before
    assert opened.title.isVisible()
    assert not opened.name.writing


def test_only_the_title_of_an_open_photograph_can_be_written(opened: ImagesPage, window: MainWindow) -> None:
    opened.name.begin()
    press(opened, "Tất cả ảnh")
    assert not opened.name.writing
    QTest.mouseClick(opened.title, Qt.MouseButton.LeftButton)
    assert not opened.name.writing
    assert opened.name.isHidden()


def test_photographs_thrown_away_are_seen_and_brought_back(
    opened: ImagesPage, works: PhotoWorks, window: MainWindow, qtbot: QtBot
) -> None:
    shelf = opened.works
    press(opened, "Tất cả ảnh")
    qtbot.waitUntil(lambda: window.tasks.idle and bool(shelf.grid.rows.all()))
    assert not shelf.pills.isVisible()  # nothing lies in the trash
    work = the_work(works).id
    opened.works_controller.throw_away(work)
    qtbot.waitUntil(lambda: window.tasks.idle and not shelf.grid.rows.all())
    shelf.pills.pills[THROWN].click()
    (entry,) = shelf.grid.rows.all()
    assert (entry.id, shelf.back.isEnabled()) == (work, False)
    shelf.grid.choose(work)
    QTest.keyClick(shelf.grid, Qt.Key.Key_Delete)  # what is in the trash stays there
    shelf.grid.clicked.emit(shelf.grid.currentIndex())
    assert not opened.edits
    shelf.back.click()
    qtbot.waitUntil(lambda: works.get(work).trashed_at is None and window.tasks.idle)
    assert [one.id for one in shelf.grid.rows.all()] == [work]
    assert shelf.pills.pills[MAKING].isChecked()
    assert not shelf.back.isVisible()


def test_undo_says_what_it_takes_back(opened: ImagesPage) -> None:
    opened.editor.decided.emit(opened.editor.recipe.suggestions[0].id, CoverDecision.COVER)  # type: ignore[union-attr]
    words = opened.editor.history.stack.undoText()
    assert words
    assert button(opened, f"Hoàn tác: {words}").isEnabled()


def test_a_button_of_a_menu_shows_an_arrow(opened: ImagesPage) -> None:
    button = opened.finishing.copy
    with_menu = button.grab().toImage()
    menu = button.menu()
    button.setMenu(None)  # type: ignore[arg-type]
    button.resize(with_menu.size() / with_menu.devicePixelRatio())
    without = button.grab().toImage()
    button.setMenu(menu)
    edge = range(with_menu.width() - 24, with_menu.width() - 8)
    middle = with_menu.height() // 2
    assert len({with_menu.pixel(x, y) for x in edge for y in range(middle - 6, middle + 6)}) > 3
    assert len({without.pixel(x, y) for x in edge for y in range(middle - 6, middle + 6)}) == 1


def test_the_shelf_is_a_grid_that_arrows_walk_both_ways_with_each_picture_as_it_stands(
    opened: ImagesPage, works: PhotoWorks, unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    original = works.original(the_work(works).id)
    with unit.at_work(unit.author):
        for number in range(8):
            works.open(original, f"anh-{number}.jpg", unit.author.id)
    press(opened, "Tất cả ảnh")
    grid = opened.works.grid
    qtbot.waitUntil(lambda: len(grid.ids) == 9)
    asked: list[str] = []
    grid.thumb_wanted.connect(asked.append)
    row = grid.row(grid.ids[0])
    assert row is not None
    qtbot.waitUntil(lambda: grid.thumb(grid.key(row)) is not None, timeout=30_000)
    shown = grid.thumb(grid.key(row))
    assert shown is not None
    assert not shown.isNull()
    grid.choose(grid.ids[0])
    place = grid.visualRect(grid.currentIndex())
    QTest.keyClick(grid, Qt.Key.Key_Right)
    right = grid.visualRect(grid.currentIndex())
    assert (grid.chosen_id, right.y()) == (grid.ids[1], place.y())
    QTest.keyClick(grid, Qt.Key.Key_Down)
    below = grid.visualRect(grid.currentIndex())
    assert below.y() > right.y()
    assert below.x() == right.x()
    assert grid.spoken(row).startswith(f"{row.title}, ")
    assert len(asked) == len(set(asked))


def test_in_a_low_window_the_tools_are_as_large_as_their_icons_in_two_columns(
    page: ImagesPage, window: MainWindow, photo: Path, settle: Callable[[], None], qtbot: QtBot
) -> None:
    drop(page, photo)
    qtbot.waitUntil(lambda: bool(page.edits) and window.tasks.idle)
    strip = page.editor.strip
    buttons = [*strip.buttons.values(), strip.badge, strip.source]
    window.resize(1920, 1080)
    settle()
    assert len({each.x() for each in buttons}) == 1
    window.shell.preferences.choose(font_scale=200)  # type: ignore[union-attr]
    window.resize(*SMALL)
    settle()
    qtbot.waitUntil(lambda: len({each.x() for each in buttons}) == 2)
    settle()
    assert all(each.height() >= each.sizeHint().height() for each in buttons)
