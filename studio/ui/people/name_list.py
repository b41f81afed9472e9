"""A list of people in a dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QWidget

from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, clear, column, row, rule, scrolled

MOST_WHOLE = 5
"""People beyond whom the list scrolls."""
LINES_SHOWN = 14
"""Of text, where it scrolls."""


class NameList(QWidget):
    """Lines of a name, a remark and perhaps a fingerprint; it scrolls where they are many."""

    def __init__(self) -> None:
        super().__init__()
        self._box = column()
        self.setLayout(self._box)

    def show_lines(self, lines: Sequence[tuple[str, str, str]], none: str) -> None:
        """`none` stands where there is no line."""
        clear(self._box)
        if not lines:
            self._box.addWidget(Label(none, "hint", wrap=True))
            return
        inside, card = column(spacing=0, margins=(14, 4, 14, 4)), Card()
        for number, (name, remark, key) in enumerate(lines):
            if number:
                inside.addWidget(rule())
            inside.addWidget(_line(name, remark, key))
        card.setLayout(inside)
        many = len(lines) > MOST_WHOLE
        held = scrolled(card) if many else card
        if many:
            held.setFixedHeight(self.fontMetrics().height() * LINES_SHOWN)
        self._box.addWidget(held)


def _line(name: str, remark: str, key: str) -> QWidget:
    beside = row(Label(name, "label", wrap=True), Label(remark, "hint", wrap=True), spacing=12)
    beside.setStretch(0, 2)
    beside.setStretch(1, 3)
    inside = column(beside, spacing=2, margins=(0, 7, 0, 7))
    if key:
        shown = Label(key, wrap=True).selectable()
        face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        face.setPointSizeF(shown.font().pointSizeF())  # as large as the type of the window is
        face.setWeight(QFont.Weight.Medium)
        shown.setFont(face)
        inside.addWidget(shown)
    line = QWidget()
    line.setLayout(inside)
    return line
