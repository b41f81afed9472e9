"""Lines that are read before something is done: what changed, or what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.widgets.editors import TextBox
from studio.ui.widgets.turning import LARGE_TYPE

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
