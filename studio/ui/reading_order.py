"""Tab in the order in which one reads, wherever a control stands and whenever it was made.

Qt goes through controls in the order they were made. Where parts come and go that order says nothing; what they are
laid out in says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QSplitter, QWidget


def reading_order(area: QWidget) -> list[QWidget]:
    """The controls of `area` that Tab stops at."""
    inner = [stop for part in parts(area) for stop in _stops(part)]
    return inner or ([area] if _is_stop(area) and area.isVisible() else [])


def parts(widget: QWidget) -> Sequence[QWidget]:
    """What stands in `widget`, as it is laid out; what is not laid out comes last."""
    if isinstance(widget, QSplitter):
        return [pane for place in range(widget.count()) if (pane := widget.widget(place)) is not None]
    layout: QLayout | None = widget.layout()
    laid_out = dict.fromkeys(_laid_out(layout)) if layout is not None else {}
    own = (child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow())
    return [*laid_out, *(child for child in own if child not in laid_out)]


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    places: list[int] = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        row_and_column: Any = layout.getItemPosition
        places.sort(key=row_and_column)
    for place in places:
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def step(areas: Sequence[QWidget], *, forward: bool, around: bool = False) -> bool:
    """Move the focus to the next stop of `areas`, one after the other; False at their end, unless it goes `around`, and
    outside them."""
    order = [widget for area in areas if area.isVisible() for widget in reading_order(area)]
    focus = QApplication.focusWidget()
    if focus is None or focus not in order:
        return False
    place = order.index(focus) + (1 if forward else -1)
    if around:
        place %= len(order)
    if not 0 <= place < len(order):
        return False
    order[place].setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def leave(around: QWidget, *, forward: bool) -> bool:
    """Move the focus to the first stop of the window outside `around` (or the last); False when there is none.

    Qt's own chain is not walked: a wrapper of each widget in it, Qt's private ones too, would outlive some of them.
    """
    outside = [stop for stop in reading_order(around.window()) if not around.isAncestorOf(stop)]
    if not outside:
        return False
    found = outside[0 if forward else -1]
    found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.isHidden():
        return
    if _is_stop(widget):
        yield widget
    for part in parts(widget):
        yield from _stops(part)


def _is_stop(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return takes and widget.focusProxy() is None and widget.isEnabled()
