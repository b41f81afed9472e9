"""A row of filters with the number each lets through; one of them is on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QLocale, QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from studio.ui.widgets.buttons import PillButton
from studio.ui.widgets.layout import FlowLayout


class FilterChoice(NamedTuple):
    """One filter; `number` is None while it is not known."""

    key: str
    words: str
    number: int | None = None


class FilterPills(QWidget):
    """`chosen` carries the key of a filter that was pressed."""

    chosen = Signal(str)

    def __init__(self, *after: QWidget, wrap: bool = True) -> None:
        """`after`: what stands after the pills and wraps with them. Without `wrap`, all stand on one line."""
        super().__init__()
        self._wrap = wrap
        self._group = QButtonGroup(self)
        self._pills: dict[str, PillButton] = {}
        self._flow = FlowLayout(spacing=6)
        for widget in after:
            self._flow.addWidget(widget)
        self.setLayout(self._flow)
        if not wrap:  # as high as its one line, and in the middle of what stands beside it
            self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def offer(self, choices: Sequence[FilterChoice], current: str) -> None:
        """Show these, `current` on, or none. A pill that is offered again keeps its place and the focus."""
        self._group.setExclusive(False)
        for key in [key for key in self._pills if key not in {choice.key for choice in choices}]:
            pill = self._pills.pop(key)
            self._group.removeButton(pill)
            self._flow.removeWidget(pill)
            pill.deleteLater()
        for place, choice in enumerate(choices):
            pill = self._pills.get(choice.key) or self._make(choice.key, place)
            words = f"{choice.words} {counted(choice.number)}" if choice.number is not None else choice.words
            if pill.accessibleName() != words:
                pill.setText(words)
            pill.setChecked(choice.key == current)
        self._group.setExclusive(True)

    def hasHeightForWidth(self) -> bool:
        return self._wrap and super().hasHeightForWidth()

    def sizeHint(self) -> QSize:
        return super().sizeHint() if self._wrap else self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._wrap:
            return hint
        widths = [pill.sizeHint().width() + self._flow.spacing() for pill in self._pills.values()]
        return QSize(sum(widths), hint.height())

    @property
    def pills(self) -> dict[str, PillButton]:
        """The buttons, by key."""
        return dict(self._pills)

    def _make(self, key: str, place: int) -> PillButton:
        pill = PillButton()
        self._pills[key] = pill
        self._group.addButton(pill)
        self._flow.insert(place, pill)
        pill.clicked.connect(lambda: self.chosen.emit(key))
        return pill


def counted(number: int) -> str:
    """`number` as the language of the window writes it: 25.000 or 25,000."""
    return QLocale().toString(number)
