"""What the queue shows, as pills with counts; a drop-down where there is no room for them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from studio.ui.approval.lineup import Filter
from studio.ui.language import Translated
from studio.ui.widgets.buttons import PillButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.layout import row
from studio.ui.widgets.tips import plain

SPACING = 6


class FilterBar(Translated):
    """`picked` carries the filter a person chose."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[Filter, int] = {}
        self.pills = {wanted: PillButton() for wanted in Filter}
        self.list = Combo()
        self.list.setMinimumContentsLength(18)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        group = QButtonGroup(self)
        for wanted, pill in self.pills.items():
            group.addButton(pill)
            pill.clicked.connect(lambda _=False, wanted=wanted: self._pick(wanted))
            self.list.addItem("", wanted.value)
        self.list.activated.connect(lambda _: self._pick(Filter(self.list.currentData())))
        self._line: QHBoxLayout = row(None, *self.pills.values(), self.list, spacing=SPACING)
        self.setLayout(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_filter(Filter.WAITING)
        self.retranslate()

    @property
    def filter(self) -> Filter:
        return next((wanted for wanted, pill in self.pills.items() if pill.isChecked()), Filter.WAITING)

    def show_filter(self, wanted: Filter) -> None:
        self.pills[wanted].setChecked(True)
        self.list.choose(wanted.value)

    def show_counts(self, counts: Mapping[Filter, int]) -> None:
        self._counts = counts
        self.retranslate()

    def retranslate(self) -> None:
        names = {
            Filter.WAITING: self.tr("To approve {n}"),
            Filter.MINE: self.tr("Mine to decide {n}"),
            Filter.APPROVED: self.tr("Approved {n}"),
            Filter.CHANGES: self.tr("Changes asked {n}"),
            Filter.EXPIRED: self.tr("Approval expired {n}"),
            Filter.HELD: self.tr("On hold {n}"),
            Filter.BACK: self.tr("To take back {n}"),
        }
        hints = {
            Filter.WAITING: self.tr("Everything that waits for a decision"),
            Filter.MINE: self.tr("What you may approve: written by others, and your role suffices"),
            Filter.BACK: self.tr("Published posts that somebody asks to withdraw"),
            Filter.EXPIRED: self.tr("The approval ran out, or the planned time passed undecided"),
        }
        self.list.setAccessibleName(self.tr("What the queue shows"))
        for place, (wanted, pill) in enumerate(self.pills.items()):
            text = names[wanted].format(n=self._counts.get(wanted, 0))
            pill.setText(text)
            pill.setToolTip(plain(hints.get(wanted, "")))
            pill.setAccessibleDescription(hints.get(wanted, ""))
            self.list.setItemText(place, text)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.list.minimumSizeHint().width(), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self._whole(), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _whole(self) -> int:
        """Width of all the pills."""
        return sum(pill.sizeHint().width() + SPACING for pill in self.pills.values())

    def _fit(self) -> None:
        room = self._whole() <= self.width()
        focus = self.list.hasFocus() or any(pill.hasFocus() for pill in self.pills.values())
        for pill in self.pills.values():
            pill.setVisible(room)
        self.list.setVisible(not room)
        if focus:
            (self.pills[self.filter] if room else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self, wanted: Filter) -> None:
        self.show_filter(wanted)
        self.picked.emit(wanted.value)
