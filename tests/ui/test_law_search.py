"""Searching the library in the window: filters, groups by document, what was hidden, how words were understood."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.library.filters import Filters, Force
from studio.library.model import Status
from studio.ui.command.bar import CommandBar
from studio.ui.library.page import LibraryPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.conftest import show
from tests.ui.hands import labels
from tests.ui.law import say
from tests.ui.preparation import ARTICLES, LAW
from tests.ui.unit import LAW_KEY, Unit

Idle = Callable[[], None]
ALL = "13/2023"
"""Finds every article of the one document."""


@pytest.fixture
def library(window: MainWindow, qtbot: QtBot) -> LibraryPage:
    page = show(window, qtbot, PageId.LIBRARY)
    assert isinstance(page, LibraryPage)
    return page


def look_for(library: LibraryPage, words: str, idle: Idle) -> None:
    library.results.search.setText(words)
    library.results.search.returnPressed.emit()
    idle()


def end(unit: Unit) -> None:
    """The one document has ended."""
    say(unit, LAW_KEY, Status.EXPIRED)


def test_hits_stand_under_the_name_of_their_document(library: LibraryPage, idle: Idle) -> None:
    look_for(library, ALL, idle)
    first, *others = library.results.list.entries
    assert first.head.startswith(LAW["number"])
    assert others
    assert not any(entry.head for entry in others)
    heights = [library.results.list.visualRect(library.results.list.model().index(row, 0)).height() for row in (0, 1)]
    assert heights[0] > heights[1]


def test_a_filter_narrows_and_its_number_is_told(library: LibraryPage, unit: Unit, idle: Idle) -> None:
    look_for(library, ALL, idle)
    kinds = library.results.narrow.kinds
    assert [kinds.itemData(n) for n in range(kinds.count())] == ["", LAW["type"]]
    assert kinds.itemText(1) == f"{LAW['type']} ({len(ARTICLES)})"
    assert kinds.choose(LAW["type"])
    kinds.activated.emit(1)
    idle()
    assert library.results.filters == Filters(type=LAW["type"])
    assert len(library.results.list.entries) == len(ARTICLES)
    assert kinds.currentData() == LAW["type"]


def test_a_choice_stays_when_nothing_of_it_is_found(library: LibraryPage, unit: Unit, idle: Idle) -> None:
    look_for(library, "dong y", idle)
    library.results.narrow.kinds.choose(LAW["type"])
    look_for(library, "qqqq", idle)
    assert library.results.narrow.kinds.currentText() == f"{LAW['type']} (0)"
    assert library.results.filters.type == LAW["type"]


def test_what_is_not_in_force_is_hidden_counted_and_one_press_away(
    library: LibraryPage, unit: Unit, idle: Idle
) -> None:
    end(unit)
    look_for(library, "thử chương trình", idle)
    assert len(library.results.list.entries) == 0
    assert library.results.more.isVisible()
    assert str(len(ARTICLES)) in library.results.more.text()
    library.results.more.click()
    idle()
    assert len(library.results.list.entries) == len(ARTICLES)
    assert library.results.filters.force is Force.ANY
    assert not library.results.more.isVisible()


def test_restored_words_are_told_and_the_literal_search_is_one_press_away(library: LibraryPage, idle: Idle) -> None:
    results = library.results
    look_for(library, "thong bao", idle)
    assert shown(library) == (len(ARTICLES), True)
    results.turn.click()
    idle()
    assert shown(library) == (len(ARTICLES), False)
    assert results.literal
    results.turn.click()
    idle()
    assert shown(library) == (len(ARTICLES), True)
    results.turn.click()
    look_for(library, ALL, idle)
    assert shown(library) == (len(ARTICLES), False), "other words are read anew"
    assert not results.understood.isVisible()


def shown(library: LibraryPage) -> tuple[int, bool]:
    """How many are in the list, and whether it tells how marks were put back."""
    return len(library.results.list.entries), "thông báo" in library.results.understood.text()


def test_the_answer_to_words_that_were_taken_back_is_dropped(library: LibraryPage, idle: Idle) -> None:
    library.results.search.setText("dong y")
    library.results.search.returnPressed.emit()
    library.results.search.clear()
    library.results.search.returnPressed.emit()
    idle()
    assert library.results.list.entries == ()
    assert [text for text in labels(library.results) if text.startswith("Kết quả")] == []


def test_the_command_bar_tells_what_it_hides_and_leads_there(
    window: MainWindow, unit: Unit, qtbot: QtBot, idle: Idle
) -> None:
    end(unit)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    idle()
    bar = window.findChild(CommandBar)
    assert bar is not None
    bar.line.setText("đồng ý")
    qtbot.waitUntil(lambda: any(pick.id == "law:?" for pick in bar.list.picks))
    assert not any(pick.id.startswith(f"law:{LAW_KEY}#") for pick in bar.list.picks)
    bar.taken.emit(next(pick for pick in bar.list.picks if pick.id == "law:?"))
    idle()
    page = window.page
    assert isinstance(page, LibraryPage)
    assert page.results.query == "đồng ý"
    assert page.results.filters.force is Force.ANY
    assert page.results.list.entries


def test_filters_are_reached_by_the_keyboard(library: LibraryPage) -> None:
    force = library.results.narrow.force
    QTest.keyClick(force, Qt.Key.Key_Down)
    chosen: object = library.results.filters.force
    assert chosen is Force.CONFIRMED
