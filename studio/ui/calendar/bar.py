"""Over the calendar: where one is in time, how it is shown, and what of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from studio.translation import tr
from studio.ui.calendar.words import StateGroup, group_name
from studio.ui.widgets.buttons import IconButton, PillButton, QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import FlowLayout, Item, Plain, row

STATE_CHARS, PAGE_CHARS = 8, 8
"""Characters that the filters have room for."""


class CalendarWay(StrEnum):
    """How the calendar is shown."""

    MONTH = "month"
    WEEK = "week"
    LIST = "list"
    PLAN = "plan"


class CalendarBar(QWidget):
    """`turned` carries how many months or weeks to go on, `shown` another way; `narrowed` follows the filters."""

    turned = Signal(int)
    home = Signal()
    shown = Signal(str)
    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back, self.on = IconButton("chevron-left"), IconButton("chevron-right")
        self.today = QuietButton(tr("Today"))
        self.title = Label(role="heading")
        self.ways = {
            CalendarWay.MONTH: PillButton(tr("Month")),
            CalendarWay.WEEK: PillButton(tr("Week")),
            CalendarWay.LIST: PillButton(tr("List")),
            CalendarWay.PLAN: PillButton(tr("Week's plan")),
        }
        self.state, self.page = Combo(), Combo()
        zone = Label(tr("Vietnam time"), role="hint")
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.on.clicked.connect(lambda: self.turned.emit(1))
        self.today.clicked.connect(self.home)
        together = QButtonGroup(self)
        for way, pill in self.ways.items():
            together.addButton(pill)
            pill.clicked.connect(lambda _=False, way=way: self.shown.emit(way.value))
        for group in StateGroup:
            self.state.addItem(group_name(group), group)
        self.page.addItem(tr("All pages"), "")
        for combo in (self.state, self.page):
            combo.currentIndexChanged.connect(lambda _: self.narrowed.emit())
        self.page.setMinimumContentsLength(PAGE_CHARS)
        self.state.setMinimumContentsLength(STATE_CHARS)
        self._groups = (
            self._held(self.back, self.on, self.today, 4, self.title),
            self._held(*self.ways.values()),
            self._held(self.state, self.page),
        )
        self.zone = self._held(Glyph("clock"), zone)
        """In which time zone everything stands; the page puts it beside its title."""
        flow = FlowLayout(spacing=12)
        for part in self._groups:
            flow.addWidget(part)
        self.setLayout(flow)
        self.state.setAccessibleName(tr("State"))
        self.page.setAccessibleName(tr("Page"))
        self.show_way(CalendarWay.MONTH, "")

    @staticmethod
    def _held(*parts: Item) -> Plain:
        """Parts that wrap together."""
        together = Plain()
        together.setLayout(row(*parts, spacing=6))
        return together

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._level()

    def _level(self) -> None:
        """Give all parts one height, so that their words stand on one line."""
        high = max(group.layout().sizeHint().height() for group in self._groups)  # type: ignore[union-attr]
        for group in self._groups:
            group.setFixedHeight(high)

    @property
    def group(self) -> StateGroup:
        return StateGroup(self.state.currentData())

    @property
    def account(self) -> str:
        """Name of the page asked for; empty: any."""
        return str(self.page.currentData() or "")

    def clear(self) -> None:
        """Take the filters away."""
        self.state.choose(StateGroup.ALL)
        self.page.choose("")

    def show_way(self, way: CalendarWay, title: str) -> None:
        self.title.setText(title)
        self._groups[-1].setVisible(way is not CalendarWay.PLAN)
        week = way in (CalendarWay.WEEK, CalendarWay.PLAN)
        self.back.set_name(tr("Previous week") if week else tr("Previous month"))
        self.on.set_name(tr("Next week") if week else tr("Next month"))
        for each, pill in self.ways.items():
            pill.setChecked(each is way)
        self._level()

    def show_pages(self, pages: Mapping[str, str]) -> None:
        """Offer these pages, by the names of their accounts."""
        offered = {str(self.page.itemData(n)): self.page.itemText(n) for n in range(1, self.page.count())}
        if offered == dict(pages):
            return
        chosen = self.account
        self.page.blockSignals(True)
        while self.page.count() > 1:
            self.page.removeItem(1)
        for name, title in pages.items():
            self.page.addItem(title, name)
        self.page.choose(chosen)
        self.page.blockSignals(False)
