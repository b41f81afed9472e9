"""Boxes to tick and to choose among: the style sheet draws the frame, these draw the mark."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QStyle, QStyleOptionButton, QWidget

from studio.ui.icons import glyph
from studio.ui.theme import current_tokens


def _mark(box: QAbstractButton, element: QStyle.SubElement, name: str, px: int) -> None:
    if not box.isChecked():
        return
    option = QStyleOptionButton()
    option.initFrom(box)
    frame: QRect = box.style().subElementRect(element, option, box)
    tokens = current_tokens()
    colour = tokens.on_accent if box.isEnabled() else tokens.disabled
    left, top = frame.center().x() - px // 2 + 1, frame.center().y() - px // 2 + 1
    QPainter(box).drawPixmap(left, top, glyph(name, colour, px, box.devicePixelRatio()))


class CheckBox(QCheckBox):
    """Yes or no."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _mark(self, QStyle.SubElement.SE_CheckBoxIndicator, "check", 14)


class RadioButton(QRadioButton):
    """One of several."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _mark(self, QStyle.SubElement.SE_RadioButtonIndicator, "circle-dot", 14)
