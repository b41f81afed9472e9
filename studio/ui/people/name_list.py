"""A list of people in a dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QWidget

from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, clear, column, row, rule, scrolled

HIGHEST = 320
"""Pixels of the list before it scrolls."""


class NameList(QWidget):
    """Lines of a name, a remark and a fingerprint; it scrolls where they are many."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(spacing=0)
        card, held = Card(), Plain()
        card.setLayout(column(self._lines, margins=(14, 4, 14, 4)))
        held.setLayout(column(card, None))
        self._held, self._scroll = held, scrolled(held)
        self.setLayout(column(self._scroll))

    def show_lines(self, lines: Sequence[tuple[str, str, str]], none: str) -> None:
        """`none` stands where there is no line."""
        clear(self._lines)
        for number, (name, remark, key) in enumerate(lines):
            if number:
                self._lines.addWidget(rule())
            self._lines.addWidget(_line(name, remark, key))
        if not lines:
            self._lines.addWidget(Label(none, "hint", wrap=True))
        self._scroll.setFixedHeight(min(HIGHEST, self._held.sizeHint().height()))


def _line(name: str, remark: str, key: str) -> QWidget:
    beside = row(Label(name, "label", wrap=True), Label(remark, "hint", wrap=True), spacing=12)
    beside.setStretch(0, 2)
    beside.setStretch(1, 3)
    inside = column(beside, spacing=2, margins=(0, 7, 0, 7))
    if key:
        shown = Label(key).selectable()
        face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        face.setWeight(QFont.Weight.Medium)
        shown.setFont(face)
        inside.addWidget(shown)
    line = QWidget()
    line.setLayout(inside)
    return line
