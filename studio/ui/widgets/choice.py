"""Boxes to tick and to choose among: the style sheet draws the frame, these draw the mark."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from studio.ui.icons import glyph
from studio.ui.theme import current_tokens
from studio.ui.widgets.layout import row

TICK, DOT = 14 / 19, 3.5 / 19
"""A tick's side, and a dot's radius, in parts of the box with its line."""
LEAST = 24
"""Pixels that a box without words is wide, so that it can be hit."""
RING_GAP = 6
"""Pixels between the words and the ring."""


def _indicator(box: QAbstractButton, element: QStyle.SubElement) -> QRect:
    option = QStyleOptionButton()
    option.initFrom(box)
    return box.style().subElementRect(element, option, box)


def _ink(box: QAbstractButton) -> str:
    tokens = current_tokens()
    return tokens.on_accent if box.isEnabled() else tokens.disabled


def _ring(box: QAbstractButton) -> None:
    """Draw the focus around box and words: the frame of the box alone would not differ enough from its ground."""
    if box.hasFocus():
        painter = QPainter(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_tokens().accent), 2))
        whole = QRectF(box.rect()).intersected(QRectF(0, 0, box.sizeHint().width() + RING_GAP, box.height()))
        painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 5, 5)


class CheckBox(QCheckBox):
    """Yes or no."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setMinimumWidth(LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            frame = _indicator(self, QStyle.SubElement.SE_CheckBoxIndicator)
            side = round(frame.width() * TICK)
            corner = frame.center() - QPoint(side // 2 - 1, side // 2 - 1)
            QPainter(self).drawPixmap(corner, glyph("check", _ink(self), side, self.devicePixelRatio()))
        _ring(self)


class RadioButton(QRadioButton):
    """One of several."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            frame = QRectF(_indicator(self, QStyle.SubElement.SE_RadioButtonIndicator))
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(_ink(self)))
            dot = frame.width() * DOT
            painter.drawEllipse(frame.center(), dot, dot)
            painter.end()
        _ring(self)


class YesNo(QWidget):
    """Yes, no, or not answered yet."""

    def __init__(self, spacing: int = 20) -> None:
        super().__init__()
        self.yes, self.no = RadioButton(), RadioButton()
        self._group = QButtonGroup(self)
        for button in (self.yes, self.no):
            self._group.addButton(button)
        self.setLayout(row(self.yes, self.no, None, spacing=spacing))
        self.setFocusProxy(self.yes)

    @property
    def answer(self) -> bool | None:
        return True if self.yes.isChecked() else False if self.no.isChecked() else None

    def set_answer(self, answer: bool | None) -> None:
        self._group.setExclusive(False)
        self.yes.setChecked(answer is True)
        self.no.setChecked(answer is False)
        self._group.setExclusive(True)

    def set_words(self, yes: str, no: str) -> None:
        self.yes.setText(yes)
        self.no.setText(no)

    def name(self, name: str) -> None:
        for button in (self.yes, self.no):
            button.setAccessibleName(f"{name}: {button.text()}")
