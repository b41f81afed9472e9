"""One figure of a period: its name, the figure, and a remark."""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout

from studio.ui.tokens import Tone
from studio.ui.widgets.chip import ToneWord
from studio.ui.widgets.field import NOTHING
from studio.ui.widgets.fitted import FittedWidget
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import Card, column
from studio.ui.words import StateWord

CHARS = 24
"""Average characters that a tile is wide at least."""
SPACING = 12


class FigureTile(Card):
    """A remark that warns is amber, with its sign: something is missing in the figure."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.figure, self.remark = Label(role="hint"), Label(role="title"), ElidedLabel(role="small")
        self.warning = ToneWord()
        self.warning.hide()
        self.setLayout(column(self.name, self.figure, self.remark, self.warning, None, spacing=2, margins=12))

    def show_figure(self, name: str, figure: str, remark: str = "", *, warns: bool = False) -> None:
        self.name.setText(name)
        self.figure.setText(figure)
        self.figure.setAccessibleName(f"{name}: {figure}. {remark}")
        self.remark.setText(remark or NOTHING)
        self.warning.set_word(StateWord(remark, "triangle-alert", Tone.AMBER) if warns else None)
        self.remark.setVisible(not warns)
        self.warning.setVisible(warns)


class FigureTiles(FittedWidget):
    """Tiles side by side, in as many lines as their words need; each line is as wide as the others."""

    def __init__(self, tiles: Sequence[FigureTile]) -> None:
        super().__init__()
        self._tiles = tuple(tiles)
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACING)
        self.setLayout(self._grid)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """That of one column: with less room there are fewer."""
        widest = max(tile.minimumSizeHint().width() for tile in self._tiles)
        return QSize(widest, super().minimumSizeHint().height())

    def _fit(self) -> None:
        count = len(self._tiles)
        most = max(1, (self.width() + SPACING) // (CHARS * self.fontMetrics().averageCharWidth() + SPACING))
        lines = -(-count // most)
        columns = -(-count // lines)
        if columns == self._columns:
            return
        self._columns = columns
        rest = count - (lines - 1) * columns
        parts = lcm(columns, rest)
        # columns of the grid: both a whole line and the last can be divided into them
        for place, tile in enumerate(self._tiles):
            line = place // columns
            span = parts // (rest if line == lines - 1 else columns)
            self._grid.addWidget(tile, line, place % columns * span, 1, span)
        for place in range(max(parts, self._grid.columnCount())):
            self._grid.setColumnStretch(place, int(place < parts))
