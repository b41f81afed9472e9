"""Who wears the sheet of a window.

Qt dresses anew all that is in a widget whose sheet changes, seen or not: with every page of the window made, a switch
of theme took three times as long as with one. So the widgets that hold the pages wear nothing, each part in them
wears the sheet by itself, and what is out of sight keeps the former one until it is shown. Dialogs, menus and tooltips
wear what their parent wears, or are parts themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget


class Wardrobe(QObject):
    """Dresses what is in the window of `inmost`, now and whatever comes into it, but for `inmost` and all around it."""

    _came = Signal()

    def __init__(self, inmost: QWidget) -> None:
        super().__init__(inmost)
        self._holders: list[QWidget] = []
        holder: QWidget | None = inmost
        while holder is not None:
            self._holders.append(holder)
            holder.installEventFilter(self)
            holder = holder.parentWidget()
        self._sheet = ""
        # Qt tells of a part before it is whole.
        self._came.connect(self.take_in, Qt.ConnectionType.QueuedConnection)

    def undress(self, *, unseen: bool) -> None:
        """Take the sheet off what is in sight, or off everything."""
        for part in self._parts():
            if unseen or part.isVisible():
                part.setStyleSheet("")

    def dress(self, sheet: str) -> None:
        """Put `sheet` on whatever wears none, and on the others when they are shown next."""
        self._sheet = sheet
        self.take_in()

    def take_in(self) -> None:
        """Dress what has come in; at once it is cheaper than when Qt has polished it bare."""
        for part in self._parts():
            if not part.styleSheet():
                part.installEventFilter(self)
                part.setStyleSheet(self._sheet)

    def _parts(self) -> Sequence[QWidget]:
        inside = [child for holder in self._holders for child in holder.children() if isinstance(child, QWidget)]
        return [child for child in inside if child not in self._holders]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ChildAdded and watched in self._holders:
            self._came.emit()
        elif kind == QEvent.Type.ChildPolished and watched in self._holders:
            self.take_in()
        elif kind == QEvent.Type.Show and isinstance(watched, QWidget) and watched not in self._holders:
            self._change(watched)
        return False

    def _change(self, part: QWidget) -> None:
        """Dress a part that is about to be seen; it is not painted before that."""
        if part.styleSheet() != self._sheet:
            part.setStyleSheet("")
            part.setStyleSheet(self._sheet)
