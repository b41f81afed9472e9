"""Grounds: the white card of radius 10 with a hairline, and its kin.

They paint themselves. A ground set by the style sheet would change the palette of the card, and Qt would tell every
widget inside, card by card: with a window full of cards a switch of theme took seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from studio.ui.theme import current_tokens


class _Look(NamedTuple):
    """Names of tokens; an empty line has none."""

    ground: str
    line: str
    radius: float


LOOKS: Mapping[str, _Look] = {
    "card": _Look("card", "line", 10),
    "inset": _Look("locked", "", 8),
    "rail": _Look("rail", "", 0),
    "bar": _Look("rail", "", 0),
    "foot": _Look("", "", 0),
    "band": _Look("page", "", 0),
    "rule": _Look("line", "", 0),
    "toast": _Look("text", "", 8),
    "practice": _Look("practice", "", 0),
    "plain": _Look("", "", 0),
}


class Card(QFrame):
    """A ground for what stands on it. `kind` is one of `LOOKS`."""

    def __init__(self, parent: QWidget | None = None, *, kind: str = "card") -> None:
        super().__init__(parent)
        self._look = LOOKS[kind]
        self._kind = kind
        self._chosen = False
        if kind == "rule":
            self.setFixedHeight(1)

    def set_kind(self, kind: str) -> None:
        self._look, self._kind = LOOKS[kind], kind
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        """Draw the line of a card that is the chosen one of several."""
        self._chosen = chosen
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        if not self._look.ground:
            self._paint_edge(painter, QColor(tokens.line))
            return
        ground = QColor(getattr(tokens, self._look.ground))
        if not self._look.radius:
            painter.fillRect(self.rect(), ground)
            self._paint_edge(painter, QColor(tokens.line))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(ground)
        painter.setPen(Qt.PenStyle.NoPen)
        width = 2 if self._chosen else 1
        if self._look.line:
            painter.setPen(QPen(QColor(tokens.accent if self._chosen else getattr(tokens, self._look.line)), width))
        half = width / 2
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), self._look.radius, self._look.radius
        )

    def _paint_edge(self, painter: QPainter, line: QColor) -> None:
        """The rail's hairline on the right, those of bar and foot above."""
        if self._kind == "rail":
            painter.fillRect(self.width() - 1, 0, 1, self.height(), line)
        elif self._kind in ("bar", "band", "foot"):
            painter.fillRect(0, 0, self.width(), 1, line)
