"""Lines that are read before something is done: what changed, or what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from studio.ui.widgets.editors import TextBox
from studio.ui.widgets.responsive_row import LARGE_TYPE

_IN_SIGHT, _IN_LARGE_TYPE = 10, 4


class ReadLines(TextBox):
    """As high as its lines, up to some ten of them, or as high as its place where it `fills` that; then it scrolls."""

    def __init__(
        self, lines: Sequence[str] = (), name: str = "", *, fills: bool = False, parent: QWidget | None = None
    ) -> None:
        """`name` is what a screen reader calls them; `parent` has the size of type."""
        large = parent is not None and parent.fontMetrics().averageCharWidth() >= LARGE_TYPE
        self._fills = fills
        super().__init__("\n".join(lines), lines=1, grows=True, most=_IN_LARGE_TYPE if large else _IN_SIGHT)
        if fills:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setReadOnly(True)
        self.setAccessibleName(name)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these, from the first one."""
        self.set_text("\n".join(lines))

    def _fit(self) -> None:
        if not self._fills:
            super()._fit()


class LongText(QPlainTextEdit):
    """A text to read that scrolls: none of its lines is cut at the foot. Tab leaves it."""

    def __init__(self, text: str, name: str) -> None:
        """`name` is what a screen reader calls it."""
        super().__init__(text)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._end_with_a_line()

    def showEvent(self, event: QShowEvent) -> None:
        """The style sheet, which comes last, gives the type its size."""
        super().showEvent(event)
        self._end_with_a_line()

    def _end_with_a_line(self) -> None:
        below = self.viewportMargins().bottom()
        room = self.viewport().height() + below - round(self.document().documentMargin())
        rest = max(0, room) % max(1, self.cursorRect().height())
        if rest != below:
            self.setViewportMargins(0, 0, 0, rest)
