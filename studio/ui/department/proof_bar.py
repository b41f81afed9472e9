"""How many units did what a notice asks, by what proves it: one bar, and its parts in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.theme import current_tokens
from studio.ui.widgets.chip import ToneWord
from studio.ui.widgets.layout import FlowLayout, column
from studio.ui.words import StateWord

HEIGHT, GAP = 9, 2
SMALL = 0.9


class ProofPart(NamedTuple):
    """So many units with that proof. `filled`: they did it."""

    number: int
    word: StateWord
    filled: bool = True


class _Bar(QWidget):
    """The parts, as wide as they are many; what is not done stays empty."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[ProofPart] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[ProofPart]) -> None:
        self._parts = parts
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, total = current_tokens(), sum(part.number for part in self._parts)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), HEIGHT / 2, HEIGHT / 2)
        painter.setClipPath(whole)
        painter.fillRect(self.rect(), QColor(tokens.line))
        left = 0.0
        for part in self._parts:
            wide = self.width() * part.number / total if total else 0.0
            if part.filled and wide:
                painter.fillRect(QRectF(left, 0, wide, HEIGHT), QColor(tokens.tones[part.word.tone].text))
                painter.fillRect(QRectF(left + wide - GAP, 0, GAP, HEIGHT), QColor(tokens.card))
            left += wide


class ProofBar(QWidget):
    """The bar, and below it each part with its number; a screen reader is told the words."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = _Bar()
        self._flow = FlowLayout(spacing=9)
        self._words: list[ToneWord] = []
        self.setLayout(column(self._bar, self._flow, spacing=8))

    @property
    def words(self) -> tuple[str, ...]:
        """What stands below the bar."""
        return tuple(one.word.text for one in self._words if one.word is not None and not one.isHidden())

    def show_parts(self, parts: Sequence[ProofPart]) -> None:
        shown = [part for part in parts if part.number]
        self._bar.show_parts(shown)
        while len(self._words) < len(shown):
            self._words.append(ToneWord())
            self._flow.addWidget(self._words[-1])
            self._fit()
        for place, word in enumerate(self._words):
            word.setVisible(place < len(shown))
            word.set_word(shown[place].word if place < len(shown) else None)
        self.setAccessibleName(", ".join(part.word.text for part in shown))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """The words are smaller than the text around."""
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * SMALL)
        for word in self._words:
            word.setFont(font)
