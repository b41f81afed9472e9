"""Rules of geometry that hold on every page and dialog, at every size: what breaks one is named by where it stands.

Pixels are logical ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.ui.icons import icon_px
from studio.ui.main_window import SMALLEST, MainWindow
from studio.ui.rail import RailButton
from studio.ui.widgets.banner import Toast
from studio.ui.widgets.buttons import PILL_PAD, PillButton
from studio.ui.widgets.chip import StatusChip, ToneWord
from studio.ui.widgets.field import WIDEST_CHARS
from studio.ui.widgets.labels import ElidedLabel
from studio.ui.widgets.rows import RowsModel
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.table import PAD, LinesDelegate, sample_width

SLACK = 2
"""Pixels that rounding may take."""
ROOM = 24
"""Pixels from which free room beside a cut text is worth having."""
LEAST = 24
"""Pixels that a control is high and wide, so that a hand that is in a hurry hits it."""
PATIENCE_MS = 10_000
"""How long a page may take until all that came in is laid out."""
OVERLAYS = (Toast, QScrollBar, QHeaderView)
"""What lies over something else on purpose, or is placed by Qt; so does all that takes no clicks."""
CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)


def settle(window: MainWindow, qtbot: QtBot, size: tuple[int, int] = SMALLEST) -> None:
    """Give the window that size, and let it come to rest."""
    window.resize(*size)
    for _ in range(4):  # what came in is laid out, and may ask for more
        qtbot.waitUntil(lambda: window.tasks.idle)
        QCoreApplication.processEvents()


def has_room(qtbot: QtBot, *roots: QWidget) -> None:
    """Wait until nothing in sight below `roots` breaks a rule: what comes in late is laid out late."""

    def look() -> None:
        found = [each for root in roots for each in trouble(root)]
        assert not found, "\n".join(found)

    qtbot.waitUntil(look, timeout=PATIENCE_MS)


def trouble(root: QWidget) -> Iterator[str]:
    """Everything that breaks a rule in sight below `root`."""
    yield from cut(root)
    yield from out_of_reach(root)
    yield from cut_beside_room(root)
    yield from too_small(root)
    yield from too_wide(root)
    yield from overlapping(root)
    yield from bars_in_bars(root)


# -- text that is cut


def cut(root: QWidget) -> Iterator[str]:
    """Every label and button in sight whose text is cut."""
    for label in root.findChildren(QLabel):
        if label.isVisibleTo(root) and label_is_cut(label):
            yield f"cut: {_place(label)}"
    for button in root.findChildren(QAbstractButton):
        if button.isVisibleTo(root) and button_is_cut(button):
            yield f"cut: {_place(button)}, asks for {button.sizeHint().width()}"


def label_is_cut(label: QLabel) -> bool:
    """Whether some of the label's text has no room. Elided labels end in an ellipsis and carry the whole as tooltip."""
    if isinstance(label, ElidedLabel) or not label.text().strip() or label.textFormat() == Qt.TextFormat.RichText:
        return False
    room = label.contentsRect()
    metrics = label.fontMetrics()
    if not label.wordWrap():
        return metrics.size(0, label.text()).width() > room.width() + SLACK
    widest = max(metrics.horizontalAdvance(word) for word in label.text().split())
    needed = label.heightForWidth(label.width())
    return (
        widest > room.width() + SLACK and not any(mark in label.text() for mark in "/\\")
    ) or needed > label.height() + SLACK


def button_is_cut(button: QAbstractButton) -> bool:
    """Whether the words of a button have no room. Pills and the rail cut theirs and say the whole in a tooltip."""
    if not button.text() or isinstance(button, PillButton | RailButton):
        return False
    if isinstance(button, QPushButton):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button).width()
        icon = 0 if button.icon().isNull() else button.iconSize().width()
        return QFontMetrics(button.font()).horizontalAdvance(button.text()) + icon > room + SLACK
    if isinstance(button, QToolButton) and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
        return False
    return button.width() + SLACK < button.minimumSizeHint().width()


def out_of_reach(root: QWidget) -> Iterator[str]:
    """Everything that hangs over the side of a scrolled column or of the window, where no bar leads to it."""
    for area in root.findChildren(QScrollArea):
        inner = area.widget()
        if inner is None or not area.isVisibleTo(root):
            continue
        if area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            continue
        if inner.width() > area.viewport().width() + SLACK:
            yield f"out of reach: {_place(area)}: {inner.width()} px in {area.viewport().width()}"
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QComboBox) and widget.isVisibleTo(root):
            right = widget.mapTo(root, QPoint(widget.width(), 0)).x()
            if right > root.width() + SLACK:
                yield f"out of reach: {_place(widget)} ends at {right} of {root.width()}"


# -- text that is cut although room is free beside it


def cut_beside_room(root: QWidget) -> Iterator[str]:
    """Texts that end in an ellipsis, in a line with room that nothing uses."""
    for widget in root.findChildren(QWidget):
        lacks = _lacking(widget) if widget.isVisibleTo(root) else 0
        if lacks > SLACK:
            free = _room_beside(widget, root)
            if free >= ROOM:
                yield f"cut beside room: {_place(widget)}: lacks {lacks}, free {free}"
    for table in root.findChildren(QTableView):
        if table.isVisibleTo(root):
            yield from _cut_cells(table)


def _lacking(widget: QWidget) -> int:
    """Pixels that the words of `widget` lack, where it cuts them."""
    metrics = widget.fontMetrics()
    if isinstance(widget, ElidedLabel):
        return metrics.horizontalAdvance(widget.text()) - widget.width()
    if isinstance(widget, PillButton | ToneWord | StatusChip):
        return widget.sizeHint().width() - widget.width()
    if isinstance(widget, QComboBox):
        return metrics.horizontalAdvance(widget.currentText()) + 2 * PILL_PAD + metrics.height() - widget.width()
    if isinstance(widget, SearchField):
        lens = 2 * icon_px(metrics)  # with what is around it
        return 0 if widget.text() else metrics.horizontalAdvance(widget.placeholderText()) + lens - widget.width()
    if isinstance(widget, QTabBar):
        return sum(widget.tabSizeHint(place).width() for place in range(widget.count())) - widget.width()
    return 0


def _room_beside(widget: QWidget, root: QWidget) -> int:
    """Pixels beside `widget` that nothing stands in, up to what bounds it: its card, pane or page."""
    free, here = 0, widget
    while here is not root and not isinstance(here, QAbstractScrollArea | QStackedWidget) and not _has_ground(here):
        parent = here.parentWidget()
        outer = parent.layout() if parent is not None else None
        if parent is None or outer is None:
            break
        box = here.geometry()
        for layout in reversed(list(_layouts_to(here, outer))):
            room, closed = _gaps(box, layout)
            free += room
            if closed:
                return free
            box = layout.geometry()
        here = parent
    return free


def _layouts_to(widget: QWidget, layout: QLayout) -> Iterator[QLayout]:
    """The layouts within each other that hold `widget`, from `layout` inwards; none where it is not in them."""
    for thing in _held(layout):
        deeper = list(_layouts_to(widget, thing)) if isinstance(thing, QLayout) else []
        if deeper or thing is widget:
            yield layout
            yield from deeper
            return


def _held(layout: QLayout) -> list[QWidget | QLayout]:
    """What stands in `layout`, in any order. Not by `itemAt`: what Python then holds of the items outlives them, and
    crashes the process later."""
    room = layout.parentWidget()
    children = room.children() if room is not None else []
    widgets = [each for each in children if isinstance(each, QWidget) and layout.indexOf(each) >= 0]
    return [*widgets, *(each for each in layout.children() if isinstance(each, QLayout))]


def _gaps(own: QRect, layout: QLayout) -> tuple[int, bool]:
    """The free pixels beside the item at `own`, and whether others stand at both of its sides."""
    inside, space, beside, unused = layout.contentsRect(), max(0, layout.spacing()), set(), 0
    left, right = inside.left(), inside.right()
    for thing in _held(layout):
        box = thing.geometry()
        empty = thing.isEmpty() if isinstance(thing, QLayout) else thing.isHidden()
        if empty or box == own or box.bottom() < own.top() or box.top() > own.bottom():
            continue
        before = box.center().x() < own.center().x()
        if before:
            left = max(left, box.right() + space)
        else:
            right = min(right, box.left() - space)
        beside.add(before)
        unused += _unused(thing) if isinstance(thing, QWidget) else 0
    return max(0, own.left() - left - 1) + max(0, right - own.right() - 1) + unused, len(beside) == 2


def _unused(widget: QWidget) -> int:
    """Pixels that a label of few words leaves free, where it may be narrower."""
    if not isinstance(widget, QLabel) or not widget.text() or widget.wordWrap():
        return 0
    free = widget.width() - widget.fontMetrics().horizontalAdvance(widget.text())
    return max(0, free) if widget.minimumWidth() < widget.maximumWidth() else 0


def _has_ground(widget: QWidget) -> bool:
    return isinstance(widget, QFrame) and not isinstance(widget, QLabel)


def _cut_cells(table: QTableView) -> Iterator[str]:
    """Columns that cut their words while another leaves room in every row in sight, beyond what its own may need."""
    heading, model = table.horizontalHeader(), table.model()
    last = table.rowAt(table.viewport().height() - 1)
    rows = range(max(0, table.rowAt(0)), (last if last >= 0 else model.rowCount() - 1) + 1)
    places = [place for place in range(model.columnCount()) if not table.isColumnHidden(place)]
    if not rows:
        return
    columns = model.columns if isinstance(model, RowsModel) else ()
    metrics, free, lacks = table.fontMetrics(), 0, {}
    for place in places:
        kept = sample_width(columns[place], metrics) if columns and columns[place].sample else 0
        size, needed = heading.sectionSize(place), _widest(table, place, rows)
        free += max(0, size - max(needed, kept))
        lacks[place] = needed - size
    for place, lack in lacks.items():
        if lack > SLACK and free >= ROOM:
            name = model.headerData(place, Qt.Orientation.Horizontal)
            yield f"cut beside room: {_place(table)}: column {place} “{name}” lacks {lack}, free {free}"


def _widest(table: QTableView, place: int, rows: range) -> int:
    """Pixels that the cells of a column and its heading need at most."""
    model, delegate = table.model(), table.itemDelegateForColumn(place)
    bold = QFont(table.horizontalHeader().font())
    bold.setWeight(QFont.Weight.DemiBold)
    heading = str(model.headerData(place, Qt.Orientation.Horizontal) or "")
    needed = [QFontMetrics(bold).horizontalAdvance(heading) + 2 * PAD]
    lines = 2 if table.wordWrap() or isinstance(delegate, LinesDelegate) else 1
    for row in (row for row in rows if table.columnSpan(row, place) == 1):
        text = str(model.index(row, place).data() or "")
        needed.append(table.fontMetrics().horizontalAdvance(text) // lines + 2 * PAD)
    return max(needed)


# -- controls that are too small to be hit


def too_small(root: QWidget) -> Iterator[str]:
    """Controls in sight that are less than `LEAST` high or wide."""
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, CONTROLS) or isinstance(widget.parent(), CONTROLS) or not widget.isVisibleTo(root):
            continue
        if min(widget.width(), widget.height()) < LEAST:
            yield f"too small: {_place(widget)}"


def too_wide(root: QWidget) -> Iterator[str]:
    """Fields of one line that are wider than one reads well; what one searches in may be as wide as its list."""
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, QLineEdit | QComboBox) or isinstance(widget, SearchField):
            continue
        most = WIDEST_CHARS * widget.fontMetrics().averageCharWidth() + SLACK
        if widget.isVisibleTo(root) and not isinstance(widget.parent(), CONTROLS) and widget.width() > most:
            yield f"too wide: {_place(widget)}: {most} at most"


# -- parts that lie over each other


def overlapping(root: QWidget) -> Iterator[str]:
    """Neighbours in sight of which one covers a part of the other, and parts that hang out of what they stand in."""
    for parent in (root, *root.findChildren(QWidget)):
        if not parent.isVisibleTo(root):
            continue
        shown = [each for each in _siblings(parent) if not _overlays(each)]
        for one, other in combinations(shown, 2):
            both = one.geometry().intersected(other.geometry())
            if min(both.width(), both.height()) > SLACK:
                yield f"overlap: {_place(one)} and {_place(other)} by {both.width()}×{both.height()}"
        for one in shown:
            if isinstance(parent, QAbstractScrollArea) or isinstance(parent.parent(), QAbstractScrollArea):
                continue
            box, room = one.geometry(), parent.rect()
            over = max(-box.top(), box.bottom() - room.bottom(), -box.left(), box.right() - room.right())
            if over > SLACK and parent.layout() is not None:
                yield f"hangs out: {_place(one)} by {over}"


def _overlays(widget: QWidget) -> bool:
    return isinstance(widget, OVERLAYS) or widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _siblings(parent: QWidget) -> list[QWidget]:
    children = parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [each for each in children if not each.isHidden() and not each.isWindow() and not each.size().isEmpty()]


# -- bars within bars


def bars_in_bars(root: QWidget) -> Iterator[str]:
    """Areas with a bar that stand inside an area with a bar of the same direction."""
    for inner in root.findChildren(QAbstractScrollArea):
        outer = inner.parentWidget()
        while outer is not None and outer is not root.parentWidget():
            if isinstance(outer, QAbstractScrollArea) and (
                (inner.verticalScrollBar().isVisible() and outer.verticalScrollBar().isVisible())
                or (inner.horizontalScrollBar().isVisible() and outer.horizontalScrollBar().isVisible())
            ):
                yield f"bar in a bar: {_place(inner)} in {type(outer).__name__}"
                break
            outer = outer.parentWidget()


def _place(widget: QWidget) -> str:
    """Where it stands, its size, and what it says."""
    names: list[str] = []
    here: QWidget | None = widget
    while here is not None and len(names) < 4:
        names.append(type(here).__name__)
        here = here.parentWidget()
    text = getattr(widget, "text", None)
    said = str(text())[:50] if callable(text) else widget.accessibleName()[:50]
    return f"{' < '.join(names)} {widget.width()}×{widget.height()} “{said}”"
