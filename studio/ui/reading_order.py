"""Tab in the order in which one reads, wherever a control stands and whenever it was made.

Qt goes through controls in the order they were made. Where parts come and go that order says nothing; what they are
laid out in says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QSplitter, QWidget

from studio.ui.widgets.layout import FlowLayout


def reading_order(area: QWidget) -> list[QWidget]:
    """The controls of `area` that Tab stops at."""
    return list(stops_in(area))


def stops_in(area: QWidget) -> Iterator[QWidget]:
    """The same one by one, for whoever may need no more than the first."""
    inner = (stop for part in parts(area) for stop in _stops(part))
    first = next(inner, None)
    if first is not None:
        yield first
        yield from inner
    elif _is_stop(area) and area.isVisible():
        yield area


def parts(widget: QWidget) -> Sequence[QWidget]:
    """What stands in `widget`, as it is laid out; what is not laid out comes last."""
    if isinstance(widget, QSplitter):
        return [pane for place in range(widget.count()) if (pane := widget.widget(place)) is not None]
    layout: QLayout | None = widget.layout()
    own = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    laid_out = dict.fromkeys(_laid_out(layout, own)) if layout is not None else {}
    return [*laid_out, *(child for child in own if child not in laid_out)]


def _laid_out(layout: QLayout, children: Sequence[QWidget]) -> Iterator[QWidget]:
    """Those of `children` that `layout` holds, and the layouts in it.

    Not by `itemAt`: what Python holds of an item outlives it as long as the layout lives, and the next object that Qt
    makes in its place crashes the program when it is ended.
    """
    if isinstance(layout, FlowLayout):  # has it in order; to be asked for the place of each takes long
        yield from (widget for widget in layout.widgets if widget in children)
        return
    widgets = {place: child for child in children if (place := layout.indexOf(child)) >= 0}
    inner = {layout.indexOf(each): each for each in layout.children() if isinstance(each, QLayout)}
    order = sorted({*widgets, *inner})
    if isinstance(layout, QGridLayout):
        row_and_column: Any = layout.getItemPosition
        order.sort(key=row_and_column)
    for place in order:
        if place in widgets:
            yield widgets[place]
        else:
            yield from _laid_out(inner[place], children)


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
