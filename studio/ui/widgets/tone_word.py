"""A status in a line of text: icon and word in the colour of its tone, without a tint."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.icons import icon_px
from studio.ui.widgets.chip import paint_word, word_width
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord


class ToneWord(QWidget):
    """Takes the room it needs; where there is less its word is cut and the tooltip has it whole."""

    def __init__(self, word: StateWord | None = None) -> None:
        super().__init__()
        self._word = word
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_word(word)

    @property
    def word(self) -> StateWord | None:
        return self._word

    def set_word(self, word: StateWord | None) -> None:
        """Show it; None leaves the room empty."""
        self._word = word
        self.setAccessibleName(word.text if word is not None else "")
        self.setToolTip(plain(word.text if word is not None else ""))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._medium())
        width = word_width(self._word, self._medium()) + 2 if self._word is not None else 0
        return QSize(width, max(metrics.lineSpacing(), icon_px(metrics)))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), 3 * hint.height()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._word is not None:
            paint_word(QPainter(self), self.rect(), self._word, self._medium(), self.devicePixelRatio())

    def _medium(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font
