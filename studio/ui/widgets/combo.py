"""A drop-down with the window's own arrow, that the wheel does not change while a page is scrolled."""

from __future__ import annotations

from math import ceil
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens

LARGEST_ARROW = 24
"""Pixels; the style sheet keeps room for it."""
ICON = 16
"""Pixels that Qt adds for an icon at any size of type: here words stand there."""


class Combo(QComboBox):
    """A drop-down list."""

    elide = Qt.TextElideMode.ElideRight
    """Where a value that is too long is cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setView(QListView(self))
        # Not yet dressed, it takes its list for a menu, which has none.
        self.view().setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def choose(self, data: object) -> bool:
        """Select the entry carrying `data`; False when there is none."""
        index = self.findData(data)
        if index >= 0:
            self.setCurrentIndex(index)
        return index >= 0

    def make_room(self, text: str, least: int) -> None:
        """Be wide enough for `text`, and for `least` characters: Qt counts in widths of an X."""
        width = self.fontMetrics().horizontalAdvance
        self.setMinimumContentsLength(max(least, ceil((width(text) - ICON) / width("X"))))

    def showPopup(self) -> None:
        """Open the list high enough for its entries: Qt leaves out what the style sheet puts around them."""
        super().showPopup()
        if self.currentIndex() < 0:  # the list takes its first entry for its place, so that Down would pass over it
            self.view().setCurrentIndex(QModelIndex())
        view, shown = self.view(), min(self.count(), self.maxVisibleItems())
        lacks = sum(view.sizeHintForRow(row) for row in range(shown)) - view.viewport().height()
        if lacks > 0:
            popup = view.window()
            place, screen = popup.geometry().adjusted(0, 0, 0, lacks), self.screen().availableGeometry()
            place.translate(0, min(0, screen.bottom() - place.bottom()))
            popup.setGeometry(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        colour = tokens.muted if self.isEnabled() else tokens.disabled
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        shown: Any = option
        if self.currentIndex() < 0:
            shown.currentText = self.placeholderText()
        words = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, words, self).width() - 4
        shown.currentText = elided(shown.currentText, self.fontMetrics(), self.elide, room)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        side = min(LARGEST_ARROW, icon_px(self.fontMetrics()))
        left, top = self.width() - side - 6, (self.height() - side) // 2
        painter.drawPixmap(left, top, glyph("chevron-down", colour, side, self.devicePixelRatio()))


def elided(text: str, metrics: QFontMetrics, mode: Qt.TextElideMode, room: int) -> str:
    """`text` in `room` pixels. Cut in the middle it keeps whole words, as a torn one reads like another name."""
    words = text.split(" ")
    shown = metrics.elidedText(text, mode, room)
    if mode != Qt.TextElideMode.ElideMiddle or shown == text:
        return shown
    head, tail = 1, 0
    for turn in range(2 * len(words)):
        more = (head + 1, tail) if turn % 2 else (head, tail + 1)
        cut = " ".join((*words[: more[0]], "…", *words[len(words) - more[1] :]))
        if more[1] and sum(more) < len(words) and metrics.horizontalAdvance(cut) <= room:
            shown = cut
            head, tail = more
    return shown
