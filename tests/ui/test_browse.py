"""The whole library in a list: by kind, validity and words; a row opens where one reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from studio.library.model import Status
from studio.ui.library.browse import ARTICLES, BrowseView
from studio.ui.library.page import LibraryPage
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from tests.ui.conftest import MakeWindow, show
from tests.ui.fake_data import ARTICLES as TEXTS
from tests.ui.fake_data import DOCUMENT
from tests.ui.fake_studio import FakeStudio

CHECKED = date(2026, 11, 1)
KINDS = ("Nghị định", "Thông tư", "Luật")


@pytest.fixture
def many(studio: FakeStudio) -> FakeStudio:
    """Thirty documents of three kinds; of the first kind nobody has checked one."""
    studio.library.documents = {
        f"{n}/2026/MAU": replace(
            DOCUMENT,
            key=f"{n}/2026/MAU",
            number=f"{n}/2026/MẪU",
            type=KINDS[n % 3],
            title=f"{KINDS[n % 3]} mẫu số {n} về cư trú",
            checked_on=CHECKED if n % 3 else None,
            stated_status=Status.IN_FORCE,
        )
        for n in range(30)
    }
    studio.library.documents["1/2026/MAU"] = replace(
        studio.library.documents["1/2026/MAU"], checked_on=CHECKED, stated_status=Status.EXPIRED
    )
    return studio


def browse(make: MakeWindow, studio: FakeStudio, qtbot: QtBot) -> tuple[MainWindow, LibraryPage, BrowseView]:
    window = make(studio)
    page = show(window, qtbot, PageId.LIBRARY)
    assert isinstance(page, LibraryPage)
    page.tabs.setCurrentIndex(1)
    rest(window, qtbot)
    return window, page, page.browse


def rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tasks.idle)


def test_kinds_and_validity_are_counted_and_filter(make: MakeWindow, many: FakeStudio, qtbot: QtBot) -> None:
    window, _, view = browse(make, many, qtbot)
    assert view.model.rowCount() == 30
    offered = [view.kinds.itemText(n) for n in range(view.kinds.count())]
    assert offered == ["Mọi loại · 30", "Luật · 10", "Nghị định · 10", "Thông tư · 10"]
    assert {key: pill.accessibleName() for key, pill in view.validity.pills.items()} == {
        "": "Mọi hiệu lực 30",
        "in_force": "Còn hiệu lực 19",
        "unknown": "Cần kiểm tra 10",
        "expired": "Hết hiệu lực 1",
    }
    view.validity.pills["unknown"].click()
    rest(window, qtbot)
    assert view.model.rowCount() == 10
    assert [view.kinds.itemText(n) for n in range(view.kinds.count())] == ["Mọi loại · 10", "Nghị định · 10"]
    view.kinds.choose("Nghị định")
    view.kinds.activated.emit(view.kinds.currentIndex())
    rest(window, qtbot)
    assert view.model.rowCount() == 10
    assert view.model.data(view.model.index(0, 6)) == "Cần kiểm tra"


def test_articles_are_listed_under_their_documents_and_found_by_words(
    make: MakeWindow, many: FakeStudio, qtbot: QtBot
) -> None:
    window, _, view = browse(make, many, qtbot)
    view.levels.pills[ARTICLES].click()
    rest(window, qtbot)
    assert view.model.rowCount() == 30 * len(TEXTS)
    assert view.model.data(view.model.index(1, 0)) == "0/2026/MẪU"
    assert TEXTS[1].heading in str(view.model.data(view.model.index(1, 1)))
    view.search.setText("khong co tu nay")
    view.search.returnPressed.emit()
    rest(window, qtbot)
    assert view.model.rowCount() == 0
    assert view._under.currentWidget() is view._nothing
    view._clear.click()
    rest(window, qtbot)
    assert view.model.rowCount() == 30 * len(TEXTS)


def test_a_row_opens_where_one_reads_and_the_list_is_kept(make: MakeWindow, many: FakeStudio, qtbot: QtBot) -> None:
    window, page, view = browse(make, many, qtbot)
    view.levels.pills[ARTICLES].click()
    rest(window, qtbot)
    view.table.selectRow(1)
    view.table.opened.emit(view.table.chosen_id)
    rest(window, qtbot)
    assert page.tabs.currentIndex() == 0
    reading = page.reader.reading
    assert reading is not None
    assert (reading.document.key, reading.article) == ("0/2026/MAU", TEXTS[1].number)
    page.tabs.setCurrentIndex(1)
    rest(window, qtbot)
    assert view.table.chosen_id == "0/2026/MAU#1"


def test_the_order_is_the_same_the_next_day(make: MakeWindow, many: FakeStudio, qtbot: QtBot) -> None:
    window, _, view = browse(make, many, qtbot)
    view.table.header.sectionClicked.emit(1)
    rest(window, qtbot)
    window.close()
    _, _, again = browse(make, many, qtbot)
    assert again._look.order == "title:up"


def test_a_document_removed_between_list_and_rows(make: MakeWindow, many: FakeStudio, qtbot: QtBot) -> None:
    many.library.documents |= {
        f"{n}/2027/MAU": replace(DOCUMENT, key=f"{n}/2027/MAU", number=f"{n}/2027/MẪU") for n in range(300)
    }
    window, _, view = browse(make, many, qtbot)
    del many.library.documents[str(view.model.id_at(250))]
    view.table.verticalScrollBar().setValue(248 * view.table.rowHeight(0))
    rest(window, qtbot)
    assert view.model.rowCount() == 329


def test_ctrl_f_goes_to_the_search_of_the_view_in_sight(make: MakeWindow, many: FakeStudio, qtbot: QtBot) -> None:
    window, page, view = browse(make, many, qtbot)
    window.activateWindow()
    page.seek()
    assert view.search.hasFocus()
    page.tabs.setCurrentIndex(0)
    page.seek()
    assert page.results.search.hasFocus()
