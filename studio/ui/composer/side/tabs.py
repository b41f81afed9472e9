"""The tabs of the right pane: words where they fit, else icons with the word of the tab in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from studio.ui.icons import icon, icon_px
from studio.ui.theme import current_tokens

PAD = 25
"""Pixels a tab adds to its words."""


class PaneTabs(QTabBar):
    """A row of tabs that never needs scrolling."""

    def __init__(self, glyphs: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyphs = tuple(glyphs)
        self._words = [""] * len(self._glyphs)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        for _ in self._glyphs:
            self.addTab("")
        self.currentChanged.connect(lambda _: self._fit())

    def set_words(self, words: Sequence[str]) -> None:
        self._words = list(words)
        for place, word in enumerate(words):
            self.setTabToolTip(place, word)
            self.setAccessibleTabName(place, word)
        self._fit()

    def word(self, place: int) -> str:
        return self._words[place]

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        bold = QFontMetrics(font)
        px = icon_px(metrics)
        tokens = current_tokens()
        wide = sum(bold.horizontalAdvance(word) + PAD for word in self._words) <= self.width()
        self.setIconSize(QSize(px, px))
        for place, name in enumerate(self._glyphs):
            here = place == self.currentIndex()
            colour = tokens.selected_text if here else tokens.muted
            self.setTabIcon(place, QIcon() if wide else icon(name, colour, px))
            self.setTabText(place, self._words[place] if wide or here else "")
