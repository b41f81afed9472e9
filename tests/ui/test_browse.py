"""The whole library in a list: by kind, validity and words; a row opens where one reads."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.library.model import Status
from studio.ui.library.browse import ARTICLES, BrowseView
from studio.ui.library.page import LibraryPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.conftest import MakeWindow, show
from tests.ui.hands import empty, press
from tests.ui.law import law_file, say
from tests.ui.preparation import ARTICLES as TEXTS
from tests.ui.preparation import edition, open_founded
from tests.ui.unit import Unit

KINDS = {"Luật": "QH15", "Nghị định": "NĐ-CP", "Thông tư": "TT-BCA"}


def number_of(place: int) -> str:
    return f"{place}/2026/{tuple(KINDS.values())[place % 3]}"


def head_of(place: int) -> dict[str, object]:
    kind = tuple(KINDS)[place % 3]
    return {"number": number_of(place), "type": kind, "title": f"{kind} mẫu số {place} về cư trú"}


@pytest.fixture
def unit(after_windows: ExitStack, tmp_path: Path) -> Unit:
    """Thirty documents of three kinds; of the first kind nobody has checked one."""
    made = open_founded(tmp_path / "ho-so")
    after_windows.callback(made.close)
    lines = [json.dumps(edition(**head_of(place))) for place in range(2, 31)]
    with made.at_work(made.head):
        made.studio.library.import_paths([law_file(tmp_path / "kho.jsonl", *lines, **head_of(1))])
    for place in range(1, 31):
        if place % 3:
            say(made, number_of(place), Status.EXPIRED if place == 1 else Status.IN_FORCE)
    return made


def browse(make: MakeWindow, studio: Studio, qtbot: QtBot) -> tuple[MainWindow, LibraryPage, BrowseView]:
    window = make(studio)
    page = show(window, qtbot, PageId.LIBRARY)
    assert isinstance(page, LibraryPage)
    page.tabs.setCurrentIndex(1)
    rest(window, qtbot)
    return window, page, page.browse


def rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tasks.idle)


def test_kinds_and_validity_are_counted_and_filter(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window, _, view = browse(make, unit.studio, qtbot)
    assert view.model.rowCount() == 30
    offered = [view.kinds.itemText(n) for n in range(view.kinds.count())]
    assert offered == ["Mọi loại · 30", "Luật · 10", "Nghị định · 10", "Thông tư · 10"]
    assert {key: pill.accessibleName() for key, pill in view.validity.pills.items()} == {
        "": "Tất cả 30",
        "in_force": "Còn hiệu lực 19",
        "unknown": "Cần kiểm tra 10",
        "expired": "Hết hiệu lực 1",
    }
    view.validity.pills["unknown"].click()
    rest(window, qtbot)
    assert view.model.rowCount() == 10
    assert [view.kinds.itemText(n) for n in range(view.kinds.count())] == ["Mọi loại · 10", "Luật · 10"]
    view.kinds.choose("Luật")
    view.kinds.activated.emit(view.kinds.currentIndex())
    rest(window, qtbot)
    assert view.model.rowCount() == 10
    assert view.model.data(view.model.index(0, 6)) == "Cần kiểm tra"


def test_articles_are_listed_under_their_documents_and_found_by_words(
    make: MakeWindow, unit: Unit, qtbot: QtBot
) -> None:
    window, _, view = browse(make, unit.studio, qtbot)
    view.levels.pills[ARTICLES].click()
    rest(window, qtbot)
    assert view.model.rowCount() == 30 * len(TEXTS)
    assert view.model.data(view.model.index(1, 0)) == number_of(1)
    assert TEXTS[1] in str(view.model.data(view.model.index(1, 1)))
    view.search.setText("khong co tu nay")
    view.search.returnPressed.emit()
    rest(window, qtbot)
    assert view.model.rowCount() == 0
    press(empty(view), "Bỏ các bộ lọc")
    rest(window, qtbot)
    assert view.model.rowCount() == 30 * len(TEXTS)


def test_a_row_opens_where_one_reads_and_the_list_is_kept(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window, page, view = browse(make, unit.studio, qtbot)
    view.levels.pills[ARTICLES].click()
    rest(window, qtbot)
    view.table.selectRow(1)
    view.table.opened.emit(view.table.chosen_id)
    rest(window, qtbot)
    assert page.tabs.currentIndex() == 0
    reading = page.reader.reading
    assert reading is not None
    assert (reading.document.key, reading.article) == ("1/2026/ND-CP", "2")
    page.tabs.setCurrentIndex(1)
    rest(window, qtbot)
    assert view.table.chosen_id == "1/2026/ND-CP#1"


def test_the_order_is_the_same_the_next_day(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window, _, view = browse(make, unit.studio, qtbot)
    assert view.model.data(view.model.index(0, 0)) == number_of(1)
    view.table.header.sectionClicked.emit(1)
    rest(window, qtbot)
    first = view.model.data(view.model.index(0, 1))
    assert first == "Luật mẫu số 12 về cư trú"
    window.close()
    _, _, again = browse(make, unit.reopen(), qtbot)
    assert again.model.data(again.model.index(0, 1)) == first


def test_an_article_that_is_gone_between_list_and_rows(
    make: MakeWindow, unit: Unit, tmp_path: Path, qtbot: QtBot
) -> None:
    window, _, view = browse(make, unit.studio, qtbot)
    view.levels.pills[ARTICLES].click()
    rest(window, qtbot)
    before = view.model.rowCount()
    assert before == 30 * len(TEXTS)
    with unit.at_work(unit.head):
        shorter = law_file(tmp_path / "moi.jsonl", **head_of(29), articles=[{"number": "1", "text": "1. Một."}])
        unit.studio.library.import_paths([shorter])
    view.table.verticalScrollBar().setValue(160 * view.table.rowHeight(0))
    rest(window, qtbot)
    assert view.model.rowCount() == before - len(TEXTS) + 1


def test_ctrl_f_goes_to_the_search_of_the_view_in_sight(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window, page, view = browse(make, unit.studio, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.seek()
    assert view.search.hasFocus()
    page.tabs.setCurrentIndex(0)
    page.seek()
    assert page.results.search.hasFocus()
