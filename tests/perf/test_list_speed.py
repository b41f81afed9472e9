"""Long lists in the real window: first paint, scrolling, search and order, beside what Qt and SQLite need at least.

Reported, never judged by the clock: milliseconds on the wall and of the processor, for a PC at work on something
else. `python -m pytest tests/perf/test_list_speed.py -m perf -s`
"""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView
from pytestqt.qtbot import QtBot

from studio.app import open_studio
from studio.clock import SystemClock
from studio.config import Settings, SettingsFile
from studio.paths import Profile
from studio.posts.model import PostSort
from studio.store.engine import open_store
from studio.ui.library.browse import ARTICLES
from studio.ui.library.page import LibraryPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.posts.listing import ListTab
from studio.ui.posts.page import PostsPage
from studio.ui.run import make_window
from studio.ui.widgets.rows import RowsModel
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.table import LazyTable
from tests.perf.many_laws import ARTICLES_EACH
from tests.perf.many_laws import fill as fill_laws
from tests.perf.many_posts import POSTS
from tests.soak import amount

pytestmark = pytest.mark.perf

LAWS = amount(10_000, 200_000)
FRAMES, ROUNDS = amount(100, 200), amount(3, 7)


class Took(NamedTuple):
    """Milliseconds on the wall, and of the processor by every thread of this process."""

    wall: float
    cpu: float


Figures = dict[str, tuple[Took, Took]]
"""By what was done: ours and the floor's."""


class Watch:
    """Started when it is made."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def took(self) -> Took:
        return Took((time.perf_counter() - self._wall) * 1000, (time.process_time() - self._cpu) * 1000)


class Painted(QObject):
    """`seen` follows the first paint of an answer: the model was filled since `clocked` began, the top row with it."""

    seen = Signal()

    def __init__(self, table: LazyTable, model: RowsModel[Any]) -> None:
        super().__init__(table)
        self._table, self._model = table, model
        self.fresh = False
        model.modelReset.connect(self._filled)
        model.dataChanged.connect(self._filled)
        table.viewport().installEventFilter(self)

    def _filled(self) -> None:
        self.fresh = True

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self.fresh:
            top = self._table.rowAt(0)
            if top >= 0 and self._model.row(self._model.id_at(top)) is not None:
                self.fresh = False
                QTimer.singleShot(0, self.seen.emit)
        return False


class Trivial(QAbstractTableModel):
    """As many rows and columns, each cell the same word."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._rows, self._columns = rows, columns

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # type: ignore[override]  # noqa: B008
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # type: ignore[override]  # noqa: B008
        return 0 if parent.isValid() else self._columns

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:  # type: ignore[override]
        return "Phường Minh Khai" if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory, years: Callable[[Path], Profile]) -> Profile:
    """A unit that has used the program for years, with a large library."""
    made = years(tmp_path_factory.mktemp("lists"))
    with closing(open_store(made.database, clock=SystemClock())) as store:
        fill_laws(store, LAWS)
    return made


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, profile: Profile, tmp_path: Path) -> Iterator[MainWindow]:
    file = SettingsFile(tmp_path / "settings.json")
    file.save(Settings(language="vi", theme="light", lock_minutes=0, practice=True))
    made = make_window(qapp, profile, file)
    made.resize(1366, 768)
    made.show()
    made.load(lambda: open_studio(profile, clock=SystemClock()), first=PageId.SETTINGS, sign_in_first=False)
    qtbot.waitUntil(lambda: made.page is not None and made.tasks.idle)
    yield made
    made.close()
    made.deleteLater()


def clocked(qtbot: QtBot, painted: Painted, work: Callable[[], object], *, known: bool = False) -> Took:
    """From `work` until its answer is painted; `known`: until the rows are, as they are known from before."""
    painted.fresh = known
    watch = Watch()
    with qtbot.waitSignal(painted.seen):
        work()
    return watch.took()


def frames(app: QApplication, table: QTableView) -> list[Took]:
    """Each frame while the table is scrolled: steps of the wheel, and now and then far away."""
    bar, took = table.verticalScrollBar(), []
    places = [bar.maximum() * (n // 50) // 5 + (n % 50) * 132 for n in range(FRAMES)]
    for place in places:
        watch = Watch()
        bar.setValue(place)
        table.viewport().repaint()
        app.processEvents()
        took.append(watch.took())
    return took


def p95(times: list[Took]) -> Took:
    return Took(*(statistics.quantiles(each, n=20)[-1] for each in zip(*times, strict=True)))


def middle(times: Iterable[Took]) -> Took:
    return Took(*(statistics.median(each) for each in zip(*times, strict=True)))


def scroll(app: QApplication, window: MainWindow, table: LazyTable, qtbot: QtBot) -> Took:
    """p95 of frames, the slower of two runs: one brings the rows, the other finds them at hand."""
    first = p95(frames(app, table))
    qtbot.waitUntil(lambda: window.tasks.idle)
    return max(first, p95(frames(app, table)))


def bare(app: QApplication, qtbot: QtBot, like: LazyTable, rows: int) -> tuple[Took, Took]:
    """First paint and p95 frame of a QTableView with a trivial model, as large as `like`."""
    view = QTableView()
    qtbot.addWidget(view)
    view.verticalHeader().setDefaultSectionSize(like.rowHeight(0))
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.resize(like.size())
    watch = Watch()
    view.setModel(Trivial(rows, like.model().columnCount()))
    view.show()
    view.viewport().repaint()
    first = watch.took()
    app.processEvents()
    return first, p95(frames(app, view))


def asked(path: Path, statement: str) -> Took:
    """What SQLite alone takes for the ids, the best of some."""
    with closing(sqlite3.connect(path)) as plain:
        times = []
        for _ in range(ROUNDS):
            watch = Watch()
            plain.execute(statement).fetchall()
            times.append(watch.took())
    return min(times)


def median(work: Callable[[], Took]) -> Took:
    return middle(work() for _ in range(ROUNDS))


def searches(qtbot: QtBot, window: MainWindow, painted: Painted, field: SearchField, words: tuple[str, ...]) -> Took:
    """Median time from Enter to the rows found, over several searches."""

    def look_for(text: str) -> Took:
        def enter() -> None:
            field.setText(text)
            field.returnPressed.emit()

        took = clocked(qtbot, painted, enter)
        qtbot.waitUntil(lambda: window.tasks.idle)
        return took

    return middle(look_for(text) for text in words)


def report(capsys: pytest.CaptureFixture[str], name: str, figures: Figures) -> None:
    with capsys.disabled():
        print(f"\n{name}")
        for what, (ours, floor) in figures.items():
            print(
                f"  {what:32} {ours.wall:6.1f} ms ({ours.cpu:5.1f} of the processor), floor {floor.wall:6.1f} ms "
                f"({floor.cpu:5.1f}), ratio {ours.wall / floor.wall:5.1f} ({ours.cpu / floor.cpu:5.1f})"
            )


def test_report_the_list_of_posts(
    qapp: QApplication, qtbot: QtBot, window: MainWindow, profile: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    watch = Watch()
    window.go(PageId.POSTS, "")
    posts = window.page
    assert isinstance(posts, PostsPage)
    page = posts.view
    assert isinstance(page, ListTab)
    painted = Painted(page.table, page.model)
    with qtbot.waitSignal(painted.seen):
        pass
    built = watch.took()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert page.model.rowCount() > POSTS * 0.95

    def again() -> Took:
        window.go(PageId.SETTINGS, "")
        qtbot.waitUntil(lambda: window.tasks.idle)
        return clocked(qtbot, painted, lambda: window.go(PageId.POSTS, ""), known=True)

    def other_order() -> Took:
        took = clocked(qtbot, painted, lambda: page.bar.sort_by(next(orders)))
        qtbot.waitUntil(lambda: window.tasks.idle)
        return took

    opened = median(again)
    orders = iter([PostSort.TITLE, PostSort.STATE, PostSort.TEMPLATE, PostSort.PUBLISH_AT, PostSort.CREATED,
                   PostSort.CHANGED, PostSort.TITLE])  # fmt: skip
    sorting = median(other_order)
    rolled = scroll(qapp, window, page.table, qtbot)
    page.table.scrollToTop()
    found = searches(qtbot, window, painted, page.bar.search, ("vneid", "hoa sua", "tam tru", "to 12", "nguoi"))
    first, frame = bare(qapp, qtbot, page.table, POSTS)
    select = "SELECT id FROM posts WHERE trashed_at IS NULL"
    by_title = asked(profile.database, f"{select} ORDER BY title_key, changed_at DESC, id DESC")
    by_words = asked(profile.database, f"{select} AND folded LIKE '%lua dao%' ORDER BY changed_at DESC, id DESC")
    figures = {
        "first paint, page built anew": (built, first),
        "first paint, page opened again": (opened, first),
        "scroll, p95 of a frame": (rolled, frame),
        "another order, to the paint": (sorting, by_title),
        "search, Enter to the paint": (found, by_words),
    }
    report(capsys, f"{POSTS:,} posts", figures)


def test_report_the_list_of_laws(
    qapp: QApplication, qtbot: QtBot, window: MainWindow, profile: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    window.go(PageId.LIBRARY, "")
    page = window.page
    assert isinstance(page, LibraryPage)
    qtbot.waitUntil(lambda: window.tasks.idle)
    page.tabs.setCurrentIndex(1)
    view = page.browse
    qtbot.waitUntil(lambda: window.tasks.idle)
    view.levels.pills[ARTICLES].click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    painted = Painted(view.table, view.model)
    assert view.model.rowCount() >= LAWS

    def again() -> Took:
        page.tabs.setCurrentIndex(0)
        qtbot.waitUntil(lambda: window.tasks.idle)
        took = clocked(qtbot, painted, lambda: page.tabs.setCurrentIndex(1), known=True)
        qtbot.waitUntil(lambda: window.tasks.idle)
        return took

    def other_order() -> Took:
        took = clocked(qtbot, painted, lambda: view.table.order_wanted.emit(next(orders)))
        qtbot.waitUntil(lambda: window.tasks.idle)
        return took

    opened = median(again)
    orders = iter(["title", "issued", "effective", "number", "number", "issued", "title"])
    sorting = median(other_order)
    rolled = scroll(qapp, window, view.table, qtbot)
    view.table.scrollToTop()
    words = ("phòng cháy", "dich vu", "hằng năm", f"so {LAWS // ARTICLES_EACH // 4}", "phối hợp báo cáo", "so 17")
    found = searches(qtbot, window, painted, view.search, words)
    first, frame = bare(qapp, qtbot, view.table, LAWS)
    rows = "SELECT row FROM law_articles ORDER BY document, position"
    match = 'SELECT rowid FROM law_fts WHERE law_fts MATCH \'"phòng" AND "cháy"\''
    figures = {
        "first paint, view opened again": (opened, first),
        "scroll, p95 of a frame": (rolled, frame),
        "another order, to the paint": (sorting, asked(profile.database, rows)),
        "search, Enter to the paint": (found, asked(profile.database, match)),
    }
    report(capsys, f"{LAWS:,} articles", figures)
