"""Long lists: rows come window by window, each once, and only those somebody looks at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from studio.ui.icons import icon_px
from studio.ui.widgets.rows import COMING, HELD, WINDOW, Column, RowsModel
from studio.ui.widgets.table import LazyTable

COLUMNS: tuple[Column[str], ...] = (
    Column(heading="Bài viết", text=str.upper, sort="title"),
    Column(heading="Mẫu", text=lambda row: row[-2:], sample="MMMM"),
)
ALL = tuple(f"id-{number}" for number in range(25_000))


class Library:
    """Answers like a worker: later, and once for each time it is asked."""

    def __init__(self, model: RowsModel[str]) -> None:
        self.model = model
        self.asked: list[list[str]] = []
        self.gone: set[str] = set()
        model.wanted.connect(self.asked.append)

    def answer(self) -> None:
        """The oldest question that is open."""
        keys = self.asked[self._answered]
        self._answered += 1
        self.model.bring(keys, {key: key for key in keys if key not in self.gone})

    def answer_all(self) -> None:
        while self._answered < len(self.asked):
            self.answer()

    _answered = 0


@pytest.fixture
def model() -> RowsModel[str]:
    return RowsModel(COLUMNS)


@pytest.fixture
def worker(model: RowsModel[str]) -> Library:
    return Library(model)


@pytest.fixture
def table(model: RowsModel[str], qtbot: QtBot) -> Iterator[LazyTable]:
    made = LazyTable(model, "Bài viết")
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    yield made
    made.close()


def test_what_is_in_sight_comes_first_then_what_follows(model: RowsModel[str], worker: Library) -> None:
    model.set_ids(ALL)
    assert worker.asked == []
    model.look_at(130, 150)
    assert worker.asked[0] == list(ALL[120:180])
    assert model.data(model.index(130, 0)) == COMING
    assert model.data(model.index(130, 1)) == ""
    worker.answer()
    assert model.data(model.index(130, 0)) == "ID-130"
    assert worker.asked[1] == list(ALL[180:240])
    worker.answer()
    assert worker.asked[2] == list(ALL[60:120])
    worker.answer()
    assert len(worker.asked) == 3


def test_nothing_is_brought_twice(model: RowsModel[str], worker: Library) -> None:
    model.set_ids(ALL)
    for first in (0, 7, 40, 100, 3, 55):
        model.look_at(first, first + 20)
        worker.answer_all()
    brought = [key for keys in worker.asked for key in keys]
    assert len(brought) == len(set(brought))


def test_fast_scrolling_asks_only_for_where_it_came_to_rest(model: RowsModel[str], worker: Library) -> None:
    model.set_ids(ALL)
    for first in range(0, 20_000, 500):
        model.look_at(first, first + 15)
    assert len(worker.asked) == 1
    worker.answer()
    assert worker.asked[1][0] == ALL[19_500 // WINDOW * WINDOW]
    worker.answer_all()
    assert len([key for keys in worker.asked for key in keys]) == 4 * WINDOW


def test_an_answer_for_an_older_list_does_not_hold_up_the_new_one(model: RowsModel[str], worker: Library) -> None:
    model.set_ids(ALL)
    model.look_at(0, 10)
    model.set_ids(ALL[::-1])
    model.look_at(0, 10)
    assert worker.asked[1][0] == ALL[-1]
    worker.answer()  # of the first list
    assert model.data(model.index(0, 0)) == COMING
    worker.answer()
    assert model.data(model.index(0, 0)) == "ID-24999"


def test_rows_that_are_gone_are_told_of_once_and_not_asked_for_again(
    model: RowsModel[str], worker: Library, qtbot: QtBot
) -> None:
    model.set_ids(ALL[:100])
    worker.gone = {"id-3"}
    model.look_at(0, 10)
    with qtbot.waitSignal(model.gone):
        worker.answer()
    assert model.data(model.index(3, 0)) == COMING
    assert model.data(model.index(4, 0)) == "ID-4"
    model.look_at(0, 12)
    worker.answer_all()
    assert sum("id-3" in keys for keys in worker.asked) == 1


def test_after_a_failure_it_is_asked_again_when_looked_at(model: RowsModel[str], worker: Library) -> None:
    model.set_ids(ALL)
    model.look_at(0, 10)
    model.give_up()
    model.look_at(0, 11)
    assert worker.asked[0] == worker.asked[1]


def test_known_rows_stay_to_be_seen_while_they_are_read_again(model: RowsModel[str], worker: Library) -> None:
    model.set_ids(ALL)
    model.look_at(0, 10)
    worker.answer_all()
    model.set_ids(("id-new", *ALL))
    model.look_at(0, 10)
    assert model.data(model.index(0, 0)) == COMING
    assert model.data(model.index(1, 0)) == "ID-0"
    assert "id-0" in worker.asked[-1]


def test_rows_beyond_the_limit_are_forgotten(model: RowsModel[str], worker: Library) -> None:
    model.set_ids(ALL)
    for first in range(0, HELD + 10 * WINDOW, WINDOW):
        model.look_at(first, first + 10)
        worker.answer_all()
    assert model.row("id-0") is None
    assert model.row(f"id-{HELD}") is not None


@pytest.mark.parametrize("count", [0, 1, 300])
def test_the_models_keep_qts_rules(count: int, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    lazy = RowsModel(COLUMNS)
    tester = QAbstractItemModelTester(lazy, QAbstractItemModelTester.FailureReportingMode.Fatal)
    worker = Library(lazy)
    lazy.set_ids(ALL[: count // 2])
    lazy.set_ids(ALL[:count])
    lazy.look_at(0, 10)
    worker.answer_all()
    lazy.set_ids(ALL[5:count])
    qtmodeltester.check(lazy)  # type: ignore[no-untyped-call]
    short: RowsModel[str] = RowsModel(COLUMNS)
    short.set_rows({key: key for key in ALL[:count]})
    qtmodeltester.check(short)  # type: ignore[no-untyped-call]
    del tester


def test_reading_again_keeps_what_is_chosen_in_hand_and_at_the_top(
    table: LazyTable, model: RowsModel[str], worker: Library
) -> None:
    table.list_again(ALL)
    worker.answer_all()
    table.mark(("id-500", "id-501", "id-900"), "id-501")
    table.verticalScrollBar().setValue(490 * table.rowHeight(0) + 7)
    table.list_again(("id-new", *ALL[:500], *ALL[501:]))
    assert list(table.marked_ids) == ["id-501", "id-900"]
    assert table.marked_count == 2
    assert table.chosen_id == "id-501"
    assert table.verticalScrollBar().value() == 491 * table.rowHeight(0) + 7
    table.list_again(ALL[:3])
    assert list(table.marked_ids) == []


def test_what_follows_a_first_window_is_added_without_moving_anything(
    table: LazyTable, model: RowsModel[str], worker: Library, qtbot: QtBot
) -> None:
    table.list_again(ALL[:60])
    worker.answer_all()
    table.mark(("id-7",), "id-7")
    with qtbot.assertNotEmitted(model.modelReset):
        table.list_again(ALL)
    assert model.rowCount() == len(ALL)
    assert list(table.marked_ids) == ["id-7"]


def test_the_keyboard_chooses_many(table: LazyTable, worker: Library, qtbot: QtBot) -> None:
    table.list_again(ALL)
    worker.answer_all()
    table.setFocus()
    table.selectRow(2)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert list(table.marked_ids) == ["id-2", "id-3"]
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert list(table.marked_ids) == ["id-2"]
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.marked_count == len(ALL)
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert table.marked_count == 0
    with qtbot.waitSignal(table.delete_wanted):
        QTest.keyClick(table, Qt.Key.Key_Delete)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["id-3"]


def test_letters_do_not_make_qt_read_the_whole_list(table: LazyTable, worker: Library) -> None:
    table.list_again(ALL)
    worker.answer_all()
    before = len(worker.asked)
    table.selectRow(0)
    QTest.keyClicks(table, "id-24")
    worker.answer_all()
    assert table.chosen_id == "id-0"
    assert len(worker.asked) == before


def test_a_click_on_the_tick_adds_a_row_and_one_on_the_row_takes_it_alone(table: LazyTable, worker: Library) -> None:
    table.list_again(ALL)
    worker.answer_all()
    height, tick = table.rowHeight(0), icon_px(table.fontMetrics())
    for place in (1, 3):
        at = QPoint(tick, height * place + height // 2)
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert list(table.marked_ids) == ["id-1", "id-3"]
    away = QPoint(tick + 60, height * 5 + height // 2)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, away)
    assert list(table.marked_ids) == ["id-5"]
    heading = table.header.viewport()
    at = QPoint(tick, heading.height() // 2)
    QTest.mouseClick(heading, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert table.marked_count == len(ALL)
    QTest.mouseClick(heading, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert table.marked_count == 0


def test_only_a_column_with_an_order_can_be_sorted_by(table: LazyTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.order_wanted) as wanted:
        table.header.sectionClicked.emit(0)
    assert wanted.args == ["title"]
    with qtbot.assertNotEmitted(table.order_wanted):
        table.header.sectionClicked.emit(1)


def test_widths_are_kept_in_characters_and_come_back(table: LazyTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.resized):
        table.header.resizeSection(1, 200)
    other = LazyTable(RowsModel(COLUMNS))
    qtbot.addWidget(other)
    other.resize(600, 400)
    other.draw(table.drawn)
    assert abs(other.columnWidth(1) - 200) <= 1
    other.draw({"1": -4.0})
    assert other.columnWidth(1) > 20
