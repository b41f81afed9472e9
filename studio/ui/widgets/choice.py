"""Boxes to tick and to choose among: the style sheet draws the frame, these draw the mark."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
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
"""Pixels between the end of the words and the ring, with its line."""
BESIDE_BOX = 4
"""Pixels between the box and the ring around its words."""


def _indicator(box: QAbstractButton, element: QStyle.SubElement) -> QRect:
    option = QStyleOptionButton()
    option.initFrom(box)
    return box.style().subElementRect(element, option, box)


def _ink(box: QAbstractButton) -> str:
    tokens = current_tokens()
    return tokens.on_accent if box.isEnabled() else tokens.disabled


def _with_ring(box: QAbstractButton, hint: QSize) -> QSize:
    """`hint` with room for the ring behind the words."""
    return hint + QSize(RING_GAP, 0) if box.text() else hint


def _ring(box: QAbstractButton, frame: QRect) -> None:
    """Draw the focus around the words, or around a box without any: the `frame` of the box alone would not differ
    enough from its ground."""
    if box.hasFocus():
        painter = QPainter(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_tokens().accent), 2))
        left = frame.right() + 1 + BESIDE_BOX if box.text() else 0
        around = QRectF(box.rect()).intersected(QRectF(left, 0, box.sizeHint().width() - left, box.height()))
        painter.drawRoundedRect(around.adjusted(1, 1, -1, -1), 5, 5)


class CheckBox(QCheckBox):
    """Yes or no."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setMinimumWidth(LEAST)

    def sizeHint(self) -> QSize:
        return _with_ring(self, super().sizeHint())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        frame = _indicator(self, QStyle.SubElement.SE_CheckBoxIndicator)
        if self.isChecked():
            side = round(frame.width() * TICK)
            corner = frame.center() - QPoint(side // 2 - 1, side // 2 - 1)
            QPainter(self).drawPixmap(corner, glyph("check", _ink(self), side, self.devicePixelRatio()))
        _ring(self, frame)


class RadioButton(QRadioButton):
    """One of several."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)

    def sizeHint(self) -> QSize:
        return _with_ring(self, super().sizeHint())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        frame = _indicator(self, QStyle.SubElement.SE_RadioButtonIndicator)
        if self.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(_ink(self)))
            dot = frame.width() * DOT
            painter.drawEllipse(QRectF(frame).center(), dot, dot)
            painter.end()
        _ring(self, frame)


class YesNo(QWidget):
    """Yes, no, or not answered yet."""

    def __init__(self, spacing: int = 14) -> None:
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
