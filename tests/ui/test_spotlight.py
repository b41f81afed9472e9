"""The light on one control: it follows, it lets through, and it never shuts anybody in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPersistentModelIndex, QPoint, QRect, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.ui.anchors import anchor, find_anchor, stands_in
from studio.ui.theme import Theme
from studio.ui.training.spotlight import PATIENCE, STEADY, Spotlight
from studio.ui.training.target import LessonTarget, TargetSight
from studio.ui.widgets.layout import PlainHolder, column, row, scrolled
from studio.ui.widgets.popover import Popover

ROWS = 60

NEXT_LABEL, RING = 5, 2
"""Pixels below a field in which its neighbour begins, and of the ring around the light."""


class Room(QWidget):
    """A window as lessons find it: pages, a column that scrolls, a list, and a bar that is never dimmed."""

    def __init__(self) -> None:
        super().__init__()
        self.content = QWidget()
        self.field, self.press, self.other = QLineEdit(), QPushButton("Gửi"), QPushButton("Khác")
        self.list = QListView()
        self.names = QStringListModel([f"Dòng {number}" for number in range(ROWS)], self)
        self.list.setModel(self.names)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        held = PlainHolder()
        self.low = QPushButton("Ở dưới")
        held.setLayout(column(self.field, 1200, self.low))
        self.area = scrolled(held)
        self.split = QSplitter()
        self.split.addWidget(self.area)
        self.split.addWidget(self.list)
        first = QWidget()
        first.setLayout(column(row(self.press, self.other, None), self.split))
        self.pages = QStackedWidget()
        self.pages.addWidget(first)
        self.pages.addWidget(QWidget())
        self.bar, self.stop = QWidget(), QPushButton("Dừng")
        self.bar.setLayout(row(self.stop, None))
        self.content.setLayout(column(self.pages, self.bar))
        self.setLayout(column(self.content))
        self.clicks: list[str] = []
        for button in (self.press, self.other, self.low, self.stop):
            button.clicked.connect(lambda _=False, button=button: self.clicks.append(button.text()))


@pytest.fixture
def room(qtbot: QtBot, dressed: Theme) -> Iterator[Room]:
    room = Room()
    room.resize(900, 600)
    room.show()
    qtbot.addWidget(room)
    yield room
    room.close()


@pytest.fixture
def spot(room: Room) -> Iterator[Spotlight]:
    spot = Spotlight(room.content, spared=lambda: (room.bar,), parent=room)
    yield spot
    spot.put_out()


def click(room: Room, widget: QWidget) -> None:
    """Click where the widget is, on whatever lies there: as a person does."""
    point = widget.mapTo(room, widget.rect().center())
    there = room.childAt(point)
    assert there is not None
    QTest.mouseClick(there, Qt.MouseButton.LeftButton, pos=there.mapFrom(room, point))


def seen_for_a_while(spot: Spotlight) -> None:
    for _ in range(STEADY):
        spot.relocate()


def lit(spot: Spotlight) -> QRect:
    assert spot.overlay is not None
    return spot.overlay.hole


def around(room: Room, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(room.content, QPoint()), widget.size())


def test_only_what_is_lit_takes_clicks_and_the_bar_does_always(room: Room, spot: Spotlight) -> None:
    spot.aim(lambda: LessonTarget(room.field))
    assert spot.sight is TargetSight.LIT
    click(room, room.other)
    click(room, room.field)
    click(room, room.stop)
    assert room.clicks == ["Dừng"]
    assert room.focusWidget() is not spot.overlay


def test_the_light_keeps_close_to_its_control(room: Room, spot: Spotlight) -> None:
    spot.aim(lambda: LessonTarget(room.field))
    seen_for_a_while(spot)
    outside = NEXT_LABEL - RING
    assert around(room, room.field).adjusted(-outside, -outside, outside, outside).contains(lit(spot))


def test_what_is_spared_stays_free_when_it_grows(room: Room, spot: Spotlight, qtbot: QtBot) -> None:
    spot.aim(lambda: LessonTarget(room.field))
    room.bar.setMinimumHeight(room.bar.height() + 60)

    def is_free() -> bool:
        mask = spot.overlay.mask() if spot.overlay is not None else None
        return mask is not None and not mask.intersects(around(room, room.bar).adjusted(2, 2, -2, -2))

    qtbot.waitUntil(is_free)
    qtbot.waitUntil(lambda: spot.overlay is not None and spot.overlay.mask().contains(QPoint(3, 3)))


def test_it_never_takes_the_keyboard(room: Room, spot: Spotlight, qtbot: QtBot) -> None:
    room.field.setFocus()
    spot.aim(lambda: LessonTarget(room.press))
    click(room, room.other)
    assert room.focusWidget() is room.field


def test_it_follows_a_window_that_is_resized_and_panes_that_are_moved(
    room: Room, spot: Spotlight, qtbot: QtBot
) -> None:
    spot.aim(lambda: LessonTarget(room.list))
    changes: tuple[Callable[[], None], ...] = (
        lambda: room.resize(1200, 760),
        lambda: room.split.setSizes([200, 700]),
    )
    for change in changes:
        change()
        qtbot.waitUntil(lambda: lit(spot).contains(around(room, room.list)))
        assert spot.overlay is not None
        assert spot.overlay.size() == room.content.size()


def test_a_row_of_a_list_is_lit_and_brought_into_sight(room: Room, spot: Spotlight, qtbot: QtBot) -> None:
    wanted = QPersistentModelIndex(room.names.index(ROWS - 2))
    spot.aim(lambda: LessonTarget(room.list, wanted))
    assert spot.sight is TargetSight.LIT
    before = lit(spot)
    bar = room.list.verticalScrollBar()
    bar.setValue(bar.value() + 6)
    qtbot.waitUntil(lambda: spot.dims and lit(spot) != before)
    seen_for_a_while(spot)
    bar.setValue(0)
    qtbot.waitUntil(lambda: spot.sight is TargetSight.AWAY)
    assert not spot.dims
    spot.bring()
    assert spot.sight is TargetSight.LIT
    room.names.removeRows(0, ROWS)
    qtbot.waitUntil(lambda: spot.sight is TargetSight.GONE)
    assert not spot.dims


def test_what_was_scrolled_away_lifts_the_dimming_until_it_is_brought_back(
    room: Room, spot: Spotlight, qtbot: QtBot
) -> None:
    spot.aim(lambda: LessonTarget(room.low))
    assert spot.sight is TargetSight.LIT  # it was brought into sight at first
    room.area.verticalScrollBar().setValue(0)  # as a page does that reads its things late
    qtbot.waitUntil(lambda: room.area.verticalScrollBar().value() > 0)
    seen_for_a_while(spot)
    room.area.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: spot.sight is TargetSight.AWAY)
    click(room, room.other)
    assert room.clicks == ["Khác"]
    spot.bring()
    click(room, room.low)
    assert room.clicks[-1] == "Ở dưới"


def test_what_is_cut_is_brought_into_sight_whole(room: Room, spot: Spotlight) -> None:
    bar = room.area.verticalScrollBar()
    bar.setValue(bar.maximum() - room.low.height() + 10)
    spot.aim(lambda: LessonTarget(room.low))
    assert lit(spot).contains(around(room, room.low))


def test_what_is_higher_than_its_column_begins_in_sight(room: Room, spot: Spotlight) -> None:
    room.low.setMinimumHeight(room.area.height() + 300)
    seen_for_a_while(spot)
    spot.aim(lambda: LessonTarget(room.low))
    seen_for_a_while(spot)
    assert lit(spot).contains(around(room, room.low).topLeft())


def test_what_is_hidden_or_deleted_lifts_it(room: Room, spot: Spotlight, qtbot: QtBot) -> None:
    anchor(room.press, "thing")
    spot.aim(lambda: LessonTarget(found) if (found := find_anchor(room, "thing")) is not None else None)
    room.pages.setCurrentIndex(1)
    qtbot.waitUntil(lambda: spot.sight is TargetSight.HIDDEN)
    assert not spot.dims
    room.pages.setCurrentIndex(0)
    qtbot.waitUntil(lambda: spot.dims)
    room.press.deleteLater()
    qtbot.waitUntil(lambda: spot.sight is TargetSight.GONE)
    anchor(room.other, "thing")  # another one took its place
    qtbot.waitUntil(lambda: spot.dims)
    assert lit(spot).contains(around(room, room.other))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_popover_or_a_menu_over_it_lifts_it(room: Room, spot: Spotlight, qtbot: QtBot) -> None:
    spot.aim(lambda: LessonTarget(room.press))
    over = Popover(room.content)
    over.card.setLayout(column(QPushButton("Trong thẻ"), margins=40))
    over.open_popover()
    qtbot.waitUntil(lambda: spot.sight is TargetSight.COVERED)
    assert not spot.dims
    over.close_popover()
    qtbot.waitUntil(lambda: spot.dims)
    menu = QMenu(room)
    menu.addAction("Mục")
    menu.popup(room.mapToGlobal(QPoint(10, 10)))
    qtbot.waitUntil(lambda: spot.sight is TargetSight.COVERED)
    menu.close()
    qtbot.waitUntil(lambda: spot.dims)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_dialog_gets_its_own_light_and_the_window_is_free_meanwhile(
    room: Room, spot: Spotlight, qtbot: QtBot
) -> None:
    anchor(room.press, "thing")

    def find() -> LessonTarget | None:
        modal = QApplication.activeModalWidget()
        found = (find_anchor(modal, "thing") if modal is not None else None) or find_anchor(room, "thing")
        return LessonTarget(found) if found is not None else None

    spot.aim(find)
    dialog = QDialog(room)
    dialog.setModal(True)
    inside = QPushButton("Đồng ý")
    dialog.setLayout(column(QLineEdit(), inside, margins=40))
    dialog.show()
    qtbot.waitUntil(lambda: spot.sight is TargetSight.COVERED)
    assert not spot.dims
    anchor(inside, "thing")
    spot.aim(find)
    assert spot.sight is TargetSight.LIT
    assert spot.overlay is not None
    assert spot.overlay.parent() is dialog
    dialog.close()
    dialog.deleteLater()
    qtbot.waitUntil(lambda: spot.sight is TargetSight.LIT and spot.overlay is not None)
    assert spot.overlay.parent() is room.content


def test_who_clicks_beside_it_again_and_again_is_set_free(room: Room, spot: Spotlight, qtbot: QtBot) -> None:
    told: list[int] = []
    spot.missed.connect(told.append)
    spot.aim(lambda: LessonTarget(room.field))
    for _ in range(PATIENCE):
        click(room, room.other)
    assert told == [1, 2, 3]
    assert not spot.dims
    click(room, room.other)
    assert room.clicks == ["Khác"]
    spot.aim(lambda: LessonTarget(room.field))  # the next step
    assert spot.dims


def test_a_lit_button_that_was_pressed_lets_go(room: Room, spot: Spotlight, qtbot: QtBot) -> None:
    spot.aim(lambda: LessonTarget(room.press))
    with qtbot.waitSignal(spot.used):
        click(room, room.press)
    assert not spot.dims
    assert room.clicks == ["Gửi"]


def test_keys_reach_what_is_lit_alone_when_that_is_wished(room: Room, spot: Spotlight) -> None:
    spot.aim(lambda: LessonTarget(room.field))
    QTest.keyClick(room.other, Qt.Key.Key_Space)
    spot.allow_only_lit(True)
    QTest.keyClick(room.other, Qt.Key.Key_Space)
    QTest.keyClick(room.stop, Qt.Key.Key_Space)
    QTest.keyClicks(room.field, "tin")
    assert room.clicks == ["Khác", "Dừng"]
    assert room.field.text() == "tin"
    spot.put_out()
    QTest.keyClick(room.other, Qt.Key.Key_Space)
    assert room.clicks == ["Khác", "Dừng", "Khác"]


def test_the_light_wears_the_theme_of_now(room: Room, spot: Spotlight, dressed: Theme, qtbot: QtBot) -> None:
    spot.aim(lambda: LessonTarget(room.field))
    light = room.grab().toImage().pixelColor(room.width() - 20, 20).lightness()
    dressed.apply("dark", 100)
    assert spot.dims
    assert room.grab().toImage().pixelColor(room.width() - 20, 20).lightness() < light
    dressed.apply("light", 100)


def test_nothing_is_left_when_it_is_put_out(room: Room, spot: Spotlight) -> None:
    spot.aim(lambda: LessonTarget(room.field))
    spot.put_out()
    assert not spot.dims
    click(room, room.other)
    assert room.clicks == ["Khác"]


def test_what_a_stand_in_led_to_is_lit_as_soon_as_it_is_there(room: Room, spot: Spotlight) -> None:
    anchor(room.press, "deed", stand_in=True)
    anchor(room.low, "deed")
    room.low.hide()

    def find() -> LessonTarget | None:
        found = find_anchor(room, "deed")
        return LessonTarget(found, stands_in=stands_in(found, "deed")) if found is not None else None

    spot.aim(find)
    assert lit(spot).contains(around(room, room.press))
    click(room, room.press)
    assert not spot.dims, "what was lit did its part"
    room.low.show()
    QApplication.processEvents()
    seen_for_a_while(spot)
    assert lit(spot).contains(around(room, room.low)), "scrolled into sight, and lit"
