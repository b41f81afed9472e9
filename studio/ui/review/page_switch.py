"""Which of a post's pages is shown: pills in one line, a drop-down where they find no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from studio.translation import tr
from studio.ui.review.sheet import ReviewTarget
from studio.ui.widgets.buttons import PillButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.layout import FlowLayout, clear, column
from studio.ui.words import platform_name

SPACING, AROUND = 6, 24
"""Pixels between pills, and around the names in the drop-down."""


class PageSwitch(QWidget):
    """`picked` carries the place of the page among the targets."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._pills: list[PillButton] = []
        self._flow = FlowLayout(spacing=SPACING)
        self._list = Combo()
        self._list.elide = Qt.TextElideMode.ElideMiddle  # pages of a unit differ at the end of their names
        self._list.activated.connect(self.picked)
        self._group = QButtonGroup(self)
        self._line = QWidget()
        self._line.setLayout(self._flow)
        self.setLayout(column(self._line, self._list))
        self._list.setAccessibleName(tr("Page"))

    def show_targets(self, targets: Sequence[ReviewTarget], place: int) -> None:
        """Offer `targets`, that at `place` chosen. The same pages keep the keyboard where it is."""
        names = [page_name(target, targets) for target in targets]
        if names != self._names:
            self._names = names
            self._make()
        for number, pill in enumerate(self._pills):
            pill.setChecked(number == place)
        self._list.setCurrentIndex(place)
        self._fit()

    def make_room(self, most: int) -> None:
        """Be wide enough for the longest name in the drop-down, but no wider than `most` pixels."""
        self._list.make_room(max(self._names, key=self.fontMetrics().horizontalAdvance, default=""), 8)
        self.setMinimumWidth(min(self._list.sizeHint().width(), most))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _make(self) -> None:
        for pill in self._pills:
            self._group.removeButton(pill)
        clear(self._flow)
        self._pills = [PillButton(name) for name in self._names]
        for number, pill in enumerate(self._pills):
            pill.clicked.connect(lambda _=False, number=number: self.picked.emit(number))
            self._group.addButton(pill)
            self._flow.addWidget(pill)
        self._list.clear()
        self._list.addItems(self._names)
        self._list.view().setMinimumWidth(self._list.view().sizeHintForColumn(0) + AROUND)

    def _fit(self) -> None:
        whole = sum(pill.sizeHint().width() + SPACING for pill in self._pills)
        self._list.setVisible(whole > self.width())
        self._line.setVisible(whole <= self.width())


def page_name(target: ReviewTarget, targets: Sequence[ReviewTarget]) -> str:
    """The page with its platform, and with its id where another one of that platform has the same title."""
    account = target.account
    same = [t for t in targets if (t.account.title, t.account.platform) == (account.title, account.platform)]
    name = f"{platform_name(account.platform)} · {account.title}"
    return name if len(same) < 2 else f"{name} ({account.page_id})"
