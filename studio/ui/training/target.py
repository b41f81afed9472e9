"""What a lesson points at: a control, or one row of a list; whether it can be seen and reached just now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

LEAST = 8
"""Pixels of a control that must be in sight on each side for it to count as seen."""
AROUND = 24
"""Pixels that are left free around what is scrolled into sight, where there is room."""
SHARES = (0.2, 0.5, 0.8)
"""Where across and down a control is touched to see what lies over it."""


class TargetSight(StrEnum):
    """How a target stands."""

    LIT = "lit"
    """In sight, nothing over it."""
    AWAY = "away"
    """Scrolled out of sight."""
    COVERED = "covered"
    """A menu, a dialog or something else lies over it."""
    HIDDEN = "hidden"
    """On another page or tab, or not shown at present."""
    GONE = "gone"
    """There is no such control now."""


@dataclass(frozen=True, slots=True)
class LessonTarget:
    """A control, or a row of the list that it is."""

    widget: QWidget
    row: QPersistentModelIndex | None = None
    stands_in: bool = False
    """Whether it leads to the control itself, which may come into sight meanwhile."""

    @property
    def alive(self) -> bool:
        return isValid(self.widget) and (self.row is None or self.row.isValid())

    def bring(self) -> None:
        """Scroll it into sight: whole, or its beginning where it is higher than its column."""
        if not self.alive:
            return
        view = self.widget
        if self.row is not None and isinstance(view, QAbstractItemView):
            view.scrollTo(view.model().index(self.row.row(), self.row.column(), self.row.parent()))
        for area in _areas(view):
            area.ensureWidgetVisible(view, AROUND, AROUND)
            _scroll_whole(area, *self.place())

    def place(self) -> tuple[QWidget, QRect]:
        """The widget it is measured in, and its pixels there."""
        view = self.widget
        if self.row is not None and isinstance(view, QAbstractItemView):
            return view.viewport(), view.visualRect(view.model().index(self.row.row(), self.row.column()))
        return view, view.rect()


@dataclass(frozen=True, slots=True)
class TargetLook:
    """How a target stands, and the pixels of `host` in which it is seen; empty unless it is LIT."""

    sight: TargetSight
    host: QWidget | None = None
    rect: QRect = field(default_factory=QRect)
    cut: bool = False
    """Whether a part of it is scrolled out of sight."""


def look_at(
    target: LessonTarget | None, host_of: Callable[[QWidget], QWidget], *, through: QWidget | None = None
) -> TargetLook:
    """Look for `target`. `host_of` names the widget whose children may lie over it; `through` is looked through."""
    if target is None or not target.alive:
        return TargetLook(TargetSight.GONE)
    if not target.widget.isVisible():
        return TargetLook(TargetSight.HIDDEN)
    host = host_of(target.widget)
    surface, rect = target.place()
    seen = _seen(surface, rect, host)
    if seen.width() < min(LEAST, rect.width()) or seen.height() < min(LEAST, rect.height()) or seen.isEmpty():
        return TargetLook(TargetSight.AWAY, host)
    if _blocked(host) or _covered(host, seen, surface, through):
        return TargetLook(TargetSight.COVERED, host)
    return TargetLook(TargetSight.LIT, host, seen, cut=seen.size() != rect.size())


def _seen(surface: QWidget, rect: QRect, host: QWidget) -> QRect:
    """The part of `rect` that no widget around it cuts off, in the pixels of `host`. Emptiness is kept."""
    here, part = surface, QRect(rect).intersected(surface.rect())
    while here is not host and not part.isEmpty():
        around = here.parentWidget()
        if around is None:
            break
        part = part.translated(here.pos()).intersected(around.rect())
        here = around
    return part


def _blocked(host: QWidget) -> bool:
    """Whether a menu is open, or a dialog keeps the keyboard from the window of `host`."""
    modal = QApplication.activeModalWidget()
    return QApplication.activePopupWidget() is not None or (modal is not None and modal is not host.window())


def _covered(host: QWidget, seen: QRect, surface: QWidget, through: QWidget | None) -> bool:
    """Whether more than half of the points tried belong to something else."""
    if through is not None:
        clear = through.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        through.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    tried = [_of(surface, host.childAt(point)) for point in _points(seen)]
    if through is not None:
        through.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, clear)
    return tried.count(False) > len(tried) // 2


def _points(rect: QRect) -> Iterator[QPoint]:
    for down in SHARES:
        for across in SHARES:
            yield QPoint(rect.x() + int(rect.width() * across), rect.y() + int(rect.height() * down))


def _of(surface: QWidget, there: QWidget | None) -> bool:
    """Whether what lies there belongs to `surface`: itself, something in it, or what it stands in (labels let clicks
    through)."""
    return there is None or there is surface or surface.isAncestorOf(there) or there.isAncestorOf(surface)


def _areas(widget: QWidget) -> Iterator[QScrollArea]:
    """The scrolled columns that `widget` stands in, the outermost first."""
    found: list[QScrollArea] = []
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            found.append(around)
        around = around.parentWidget()
    yield from reversed(found)


def _scroll_whole(area: QScrollArea, surface: QWidget, rect: QRect) -> None:
    """Scroll the column down or up no further than it takes to have all of `rect` in it."""
    room, bar = area.viewport().height(), area.verticalScrollBar()
    top = surface.mapTo(area.viewport(), rect.topLeft()).y() + bar.value()
    free = max(0, min(AROUND, (room - rect.height()) // 2))
    lowest, highest = top - free, top + rect.height() + free - room
    bar.setValue(min(max(bar.value(), highest), lowest))
