"""Nothing is cut, too small, covered or out of reach, in both languages, at every size of window and type.

Themes change colours alone, so that one of them is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.config import Settings
from studio.outbox.model import Pause
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.ui.approval.page import ApprovalPage
from studio.ui.main_window import SMALLEST, MainWindow
from studio.ui.outbox.confirm import PublishDialog
from studio.ui.outbox.page import OutboxPage
from studio.ui.page_specs import PageId
from studio.ui.rail import RailButton
from studio.ui.settings.about import LicencesDialog
from studio.ui.settings.page import SECTIONS
from studio.ui.start.page import StartPage
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import ElidedLabel
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.search import SearchField
from tests.soak import SOAK
from tests.ui.conftest import MakeWindow, show
from tests.ui.dialogs import DIALOGS, Opening
from tests.ui.geometry import (
    bars_in_bars,
    cut,
    cut_beside_room,
    has_room,
    out_of_reach,
    overlapping,
    settle,
    too_small,
    too_wide,
)
from tests.ui.hands import EVERYWHERE, in_sight, rail_button
from tests.ui.preparation import open_empty
from tests.ui.unit import NOW, PAGES, Unit


class Look(NamedTuple):
    """A language, a size of the window, and of type in percent."""

    language: str
    size: tuple[int, int]
    scale: int

    def __str__(self) -> str:
        return f"{self.language}-{self.size[0]}-{self.scale}"


STATION, WIDE = (1366, 768), (1920, 1080)
LOOKS = [Look("vi", SMALLEST, 200), Look("en", STATION, 100)]
if SOAK:
    LOOKS = [Look(*each) for each in product(("vi", "en"), (SMALLEST, STATION, WIDE), (100, 150, 200))]

PLACES: Mapping[PageId, tuple[str, ...]] = {
    **dict.fromkeys(EVERYWHERE, ("",)),
    PageId.COMPOSER: ("new", "bai-4", "bai-0"),
    PageId.POSTS: ("list", "month", "week", "plan", "report"),
    PageId.PAGES: ("connection", "health", "files", "access", "history", "slips"),
    PageId.TRAINING: ("lessons", "documents", "progress", "authoring"),
    PageId.SETTINGS: tuple(section.id for section in SECTIONS),
}
"""What each page is opened with."""


@pytest.fixture
def studio(unit: Unit) -> Studio:
    """With a file of each page."""
    with unit.at_work(unit.head):
        unit.studio.registry.take_in(unit.head.id)
    return unit.studio


@pytest.fixture(params=LOOKS, ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    assert isinstance(request.param, Look)
    return request.param


@pytest.fixture
def seen(look: Look, make: MakeWindow, studio: Studio, unit: Unit, qtbot: QtBot) -> MainWindow:
    """The window in that look; the head of the unit is at work, who may do the most."""
    settings = Settings(language=look.language, theme="light", lock_minutes=0, font_scale=look.scale)  # type: ignore[arg-type]
    window: MainWindow = make(studio, settings)
    unit.sign_in(window, unit.head)
    settle(window, qtbot, look.size)
    return window


@pytest.fixture
def large(make: MakeWindow, studio: Studio, qtbot: QtBot) -> MainWindow:
    """The window at 200 % and at its smallest."""
    window: MainWindow = make(studio, Settings(language="vi", theme="light", lock_minutes=0, font_scale=200))
    settle(window, qtbot)
    return window


def take_first(page: QWidget) -> None:
    """Take the first row of every list in hand, where none is."""
    for view in in_sight(page, QAbstractItemView):
        if view.model() is not None and not view.currentIndex().isValid():
            view.setCurrentIndex(view.model().index(0, 0))


def tabs_of(page: QWidget) -> Iterator[int]:
    """Show each tab of the lowest row of tabs in sight, one after the other."""
    bars = in_sight(page, QTabBar)
    for place in range(bars[-1].count()) if bars else (0,):
        if bars:
            bars[-1].setCurrentIndex(place)
        yield place


def test_every_page_has_room(seen: MainWindow, look: Look, qtbot: QtBot, subtests: pytest.Subtests) -> None:
    for page, things in PLACES.items():
        for what in things:
            shown = show(seen, qtbot, page, what)
            settle(seen, qtbot, look.size)
            for tab in tabs_of(shown) if len(things) == 1 else (0,):
                with subtests.test(page=page, what=what, tab=tab):
                    settle(seen, qtbot, look.size)
                    take_first(shown)
                    settle(seen, qtbot, look.size)
                    has_room(qtbot, seen)
                    assert (seen.width(), seen.height()) == look.size


def test_every_dialog_has_room(
    seen: MainWindow, look: Look, unit: Unit, tmp_path: Path, qtbot: QtBot, subtests: pytest.Subtests
) -> None:
    assert seen.shell is not None
    opening = Opening(unit=unit, shell=seen.shell, window=seen, folder=tmp_path)
    for name, make_dialog in DIALOGS.items():
        with subtests.test(dialog=name):
            dialog = make_dialog(opening)
            dialog.open()
            settle(seen, qtbot, look.size)
            has_room(qtbot, dialog)
            qtbot.waitUntil(lambda dialog=dialog: seen.rect().contains(QRect(QPoint(), dialog.size())))  # type: ignore[misc]
            dialog.done(0)


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_who_publishes_and_the_pin_are_in_sight_at_a_station(
    make: MakeWindow, studio: Studio, qtbot: QtBot, scale: int
) -> None:
    window = make(studio, Settings(language="vi", theme="light", lock_minutes=0, font_scale=scale))
    settle(window, qtbot, STATION)
    assert window.shell is not None
    dialog = PublishDialog(window.shell, "bai-2", window)
    dialog.open()
    settle(window, qtbot, STATION)
    for editor in (dialog.who, dialog.pin):
        assert editor.visibleRegion().boundingRect() == editor.rect()
    dialog.reject()


@pytest.mark.parametrize("scale", [100, 200])
def test_the_licences_are_read_many_lines_at_a_time(make: MakeWindow, studio: Studio, qtbot: QtBot, scale: int) -> None:
    window = make(studio, Settings(language="vi", theme="light", lock_minutes=0, font_scale=scale))
    settle(window, qtbot, STATION)
    dialog = LicencesDialog(window)
    dialog.open()
    settle(window, qtbot, STATION)
    text = dialog.text
    assert text.viewport().height() >= 11 * text.fontMetrics().lineSpacing()
    assert dialog.height() <= window.height()
    dialog.reject()


def test_a_paused_page_is_told_of_with_room_for_what_can_be_done(
    large: MainWindow, unit: Unit, qtbot: QtBot, subtests: pytest.Subtests
) -> None:
    why = Bilingual("Trang chặn đăng bài (mã 368).", "The page blocks posting (code 368).")
    for account in PAGES:
        unit.put_pause(Pause(account=account.name, since=NOW, reason=why))
    for page in (PageId.OUTBOX, PageId.PAGES):
        with subtests.test(page=page):
            shown = show(large, qtbot, page)
            if isinstance(shown, OutboxPage):
                shown.table.choose(shown.table.ids[1])
            settle(large, qtbot)
            has_room(qtbot, shown)
            assert (large.width(), large.height()) == SMALLEST


def test_text_and_decision_take_turns_with_room_for_each(large: MainWindow, unit: Unit, qtbot: QtBot) -> None:
    unit.sign_in(large, unit.head)
    page = show(large, qtbot, PageId.APPROVAL)
    assert isinstance(page, ApprovalPage)
    take_first(page)
    settle(large, qtbot)
    assert page.review_tabs.isVisible()
    assert not page.decision.isVisible()
    page.turn.click()
    assert page.decision.isVisible()
    assert not page.review_tabs.isVisible()
    settle(large, qtbot)
    has_room(qtbot, page)
    page.turn.click()
    assert page.review_tabs.isVisible()


def test_the_help_and_the_frame_have_room(large: MainWindow, qtbot: QtBot) -> None:
    show(large, qtbot, PageId.OUTBOX)
    large.open_help()
    settle(large, qtbot)
    panel = large.help.panel
    assert panel is not None
    has_room(qtbot, panel, large.rail, large.status)
    bottom = rail_button(large, PageId.SETTINGS)
    assert bottom.mapTo(large.rail, QPoint(0, bottom.height())).y() <= large.rail.height()
    tops = [button.mapTo(large.rail, QPoint(0, 0)).y() for button in large.rail.findChildren(RailButton)]
    heights = {button.height() for button in large.rail.findChildren(RailButton)}
    assert len(set(tops)) == len(tops)
    assert min(heights) >= large.fontMetrics().height()


def test_the_first_steps_have_room(
    make: MakeWindow, after_windows: ExitStack, tmp_path: Path, qtbot: QtBot, subtests: pytest.Subtests
) -> None:
    new = open_empty(tmp_path / "ho-so")
    after_windows.callback(new.close)
    settings = Settings(language="vi", theme="light", lock_minutes=0, font_scale=200)
    window = make(new.studio, settings)
    page = window.page
    assert isinstance(page, StartPage)
    settle(window, qtbot)
    page.people.add.click()
    page.pages.adders[Platform.ZALO].click()
    page.contacts.add.click()
    (stack,) = [each for each in in_sight(page, QStackedWidget) if each.isAncestorOf(page.steps[0])]
    for step in range(len(page.steps)):
        with subtests.test(step=step):
            stack.setCurrentIndex(step)
            settle(window, qtbot)
            has_room(qtbot, page)


# -- each rule finds what it is there for


@pytest.fixture
def frame(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_what_is_cut_would_be_found(frame: QWidget) -> None:
    label, button = QLabel("Công an phường Minh Khai"), QPushButton("Gửi duyệt bài này")
    wrapped = QLabel("Mỗi bài cần hai người: không ai duyệt bài mình viết.", wordWrap=True)
    wrapped.setFixedSize(120, 10)
    label.setFixedWidth(40)
    button.setFixedWidth(40)
    frame.setLayout(column(label, button, wrapped))
    frame.show()
    assert len(list(cut(frame))) == 3


def test_what_is_out_of_reach_would_be_found(frame: QWidget) -> None:
    wide = QWidget()
    wide.setMinimumWidth(900)
    area = QScrollArea()
    area.setWidget(wide)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedWidth(200)
    frame.setLayout(row(area))
    frame.show()
    assert len(list(out_of_reach(frame))) == 1


@pytest.mark.parametrize("beside", [None, "Ngắn"])
@pytest.mark.parametrize("kind", [ElidedLabel, SearchField])
def test_a_text_cut_beside_free_room_would_be_found(
    frame: QWidget, beside: str | None, kind: type[ElidedLabel | SearchField]
) -> None:
    name = kind("Công an phường Minh Khai")
    name.setFixedWidth(120)
    frame.setLayout(row(name, QLabel(beside) if beside else None, spacing=0))
    frame.setFixedWidth(400)
    frame.show()
    assert len(list(cut_beside_room(frame))) == 1
    name.setFixedWidth(name.sizeHint().width())
    frame.layout().activate()  # type: ignore[union-attr]
    assert list(cut_beside_room(frame)) == []


def test_a_control_that_is_too_small_would_be_found(frame: QWidget) -> None:
    small, fine = QPushButton("…"), QPushButton("…")
    small.setFixedSize(40, 20)
    fine.setFixedSize(24, 24)
    frame.setLayout(row(small, fine))
    frame.show()
    assert len(list(too_small(frame))) == 1


def test_a_field_that_is_too_wide_would_be_found(frame: QWidget) -> None:
    bare, kept = QLineEdit(), FieldBlock(QLineEdit(), "Mẫu tên trang")
    frame.setLayout(column(bare, kept))
    frame.resize(1400, 200)
    frame.show()
    (found,) = too_wide(frame)
    assert found.startswith("too wide: QLineEdit < QWidget")


def test_parts_over_each_other_would_be_found(frame: QWidget) -> None:
    left, right = QPushButton("Sửa", frame), QPushButton("Xóa", frame)
    left.setGeometry(0, 0, 60, 30)
    right.setGeometry(50, 0, 60, 30)
    frame.resize(200, 40)
    frame.show()
    assert len(list(overlapping(frame))) == 1
    right.move(60, 0)
    assert list(overlapping(frame)) == []


def test_a_bar_within_a_bar_would_be_found(frame: QWidget, qtbot: QtBot) -> None:
    long, area = QPlainTextEdit("\n".join(str(line) for line in range(40))), QScrollArea()
    long.setFixedHeight(300)
    area.setWidget(long)
    area.setFixedHeight(120)
    frame.setLayout(row(area))
    frame.show()
    qtbot.waitUntil(lambda: len(list(bars_in_bars(frame))) == 1)
    area.setFixedHeight(340)
    qtbot.waitUntil(lambda: list(bars_in_bars(frame)) == [])
