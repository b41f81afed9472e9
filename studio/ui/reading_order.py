"""Tab in the order in which one reads, wherever a control stands and whenever it was made.

Qt goes through controls in the order they were made. In a form whose rows come and go that order says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget


def reading_order(area: QWidget) -> list[QWidget]:
    """The controls of `area` that Tab stops at: line by line, from left to right."""
    stops = [(QRect(widget.mapTo(area, QPoint()), widget.size()), widget) for widget in _stops(area)]
    stops.sort(key=lambda stop: stop[0].top())
    lines: list[list[tuple[QRect, QWidget]]] = []
    for stop in stops:
        # What begins in the upper half of a control stands beside it.
        if lines and stop[0].top() < lines[-1][0][0].center().y():
            lines[-1].append(stop)
        else:
            lines.append([stop])
    return [widget for line in lines for _, widget in sorted(line, key=lambda stop: stop[0].left())]


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


def _stops(area: QWidget) -> list[QWidget]:
    inner = [widget for widget in area.findChildren(QWidget) if _is_stop(widget, area)]
    return [area] if not inner and _is_stop(area, area.window()) else inner


def _is_stop(widget: QWidget, within: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return takes and widget.focusProxy() is None and widget.isEnabled() and widget.isVisibleTo(within)
