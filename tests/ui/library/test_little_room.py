"""The library where there is little room: articles in a list to drop down, day and filters when they are wanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.config import Settings
from studio.ui.library.page import LibraryPage
from studio.ui.main_window import SMALLEST, MainWindow
from studio.ui.page_specs import PageId
from tests.ui.conftest import MakeWindow, show
from tests.ui.geometry import settle
from tests.ui.hands import labels
from tests.ui.preparation import ARTICLES
from tests.ui.unit import LAW_KEY

HIGH = (1366, 1080)
LIBRARY_WORDS = "13/2023"
"""Finds every article of the one document."""


@pytest.fixture
def large(make: MakeWindow, studio: Studio) -> MainWindow:
    """The window in type twice as large as usual."""
    window: MainWindow = make(studio, Settings(language="vi", theme="light", lock_minutes=0, font_scale=200))
    return window


def library(window: MainWindow, qtbot: QtBot, size: tuple[int, int] = SMALLEST, what: str = "") -> LibraryPage:
    page = show(window, qtbot, PageId.LIBRARY, what)
    settle(window, qtbot, size)
    assert isinstance(page, LibraryPage)
    return page


def search(page: LibraryPage, window: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    QTest.keyClicks(page.results.search, LIBRARY_WORDS)
    QTest.keyClick(page.results.search, Qt.Key.Key_Return)
    settle(window, qtbot, size)
    assert page.results.list.entries


def test_an_article_is_chosen_from_the_list_that_stands_for_the_tree(large: MainWindow, qtbot: QtBot) -> None:
    reader = library(large, qtbot, what=f"{LAW_KEY}#1").reader
    assert not reader.tree.isVisible()
    assert reader.choice.isVisible()
    assert reader.choice.count() == len(ARTICLES)
    assert ARTICLES[0] in reader.choice.currentText()
    reader.choice.setFocus()
    QTest.keyClick(reader.choice, Qt.Key.Key_Down)
    settle(large, qtbot)
    assert reader.article is not None
    assert reader.article.number == "2"
    assert any(ARTICLES[1] in name for name in (reader.choice.currentText(), *labels(reader)))
    reader.take_focus()
    assert large.focusWidget() is reader.choice, "the way to the articles by key"


def test_the_tree_comes_back_with_the_room_and_knows_the_article(large: MainWindow, qtbot: QtBot) -> None:
    reader = library(large, qtbot, what=f"{LAW_KEY}#3").reader
    assert reader.choice.isVisible()
    assert large.shell is not None
    large.shell.preferences.choose(font_scale=100)
    settle(large, qtbot, (1920, 1080))
    assert reader.tree.isVisible()
    assert not reader.choice.isVisible()
    (item,) = reader.tree.selectedItems()
    assert ARTICLES[2] in item.text(0)


def test_day_and_filters_are_shown_where_they_are_wanted(large: MainWindow, qtbot: QtBot) -> None:
    page = library(large, qtbot)
    results = page.results
    assert not results.narrowing.isVisible(), "there is nothing to narrow yet"
    search(page, large, qtbot, SMALLEST)
    assert results.narrowing.isVisible()
    assert not results.day.isVisible()
    before = results.list.height()
    QTest.mouseClick(results.narrowing, Qt.MouseButton.LeftButton)
    settle(large, qtbot)
    assert results.day.isVisible()
    assert results.narrow.force.isVisible()
    assert results.list.isVisible(), "what was found stays in sight"
    QTest.mouseClick(results.narrowing, Qt.MouseButton.LeftButton)
    settle(large, qtbot)
    assert not results.day.isVisible()
    assert results.list.height() == before


def test_a_number_takes_its_longer_form_where_there_is_room_to_spare(window: MainWindow, qtbot: QtBot) -> None:
    page = library(window, qtbot, (1366, 768))
    page.tabs.setCurrentIndex(1)
    settle(window, qtbot, (1366, 768))
    table = page.browse.table
    narrow, name = table.columnWidth(0), table.columnWidth(1)
    settle(window, qtbot, (1920, 1080))
    assert table.columnWidth(0) > narrow
    assert table.columnWidth(1) > name, "the name has the rest"
    assert not table.drawn, "nobody drew it"


def test_where_there_is_room_day_and_filters_stand_there_at_once(window: MainWindow, qtbot: QtBot) -> None:
    page = library(window, qtbot, HIGH)
    search(page, window, qtbot, HIGH)
    assert page.results.day.isVisible()
    assert not page.results.narrowing.isVisible()
