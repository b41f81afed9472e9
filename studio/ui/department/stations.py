"""The stations of the units: those that are silent first, then those to be looked at, then the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from studio.department.model import StationLine, StationState
from studio.department.station_list import FINE
from studio.text import fold
from studio.translation import mark, tr
from studio.ui.department.grouped import Group, GroupedRows, GroupedTable
from studio.ui.department.words import GROUPS, STATES, ago, station_word
from studio.ui.language import LanguageManager
from studio.ui.page import PageHeading
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Pages, column, row
from studio.ui.widgets.rows import Column
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.tips import plain

if TYPE_CHECKING:
    pass


class StationFilter(StrEnum):
    """Which stations are listed, besides those of one state."""

    ALL = "all"
    HEARD = "heard"


_FILTERS = {StationFilter.ALL: mark("Every status"), StationFilter.HEARD: mark("Contact within 7 days")}
_AGO = "122 ngày trước"
_STATE = "Một bài có hai bản sửa"
_VERSION = "10.10.1"
FILTER_CHARS = 16


def let_through(line: StationLine, wanted: StationFilter | StationState, words: str) -> bool:
    """Whether a station is listed under that filter while `words` are searched for."""
    if wanted is StationFilter.HEARD and line.state in (StationState.SILENT, StationState.REVOKED):
        return False
    if isinstance(wanted, StationState) and line.state is not wanted:
        return False
    sought = fold(words).split()
    told = fold(f"{line.name} {line.unit} {line.login}")
    return all(word in told for word in sought)


def _choices() -> dict[StationFilter | StationState, str]:
    named: list[tuple[StationFilter | StationState, str]] = [*_FILTERS.items(), *STATES.items()]
    return {one: tr(words) for one, words in named}


class StationRows(GroupedRows[StationLine]):
    """Unit, last contact, version, what waits, state."""

    def __init__(self, language: LanguageManager) -> None:
        self._language = language
        self._now = datetime.min.replace(tzinfo=UTC)
        waiting, version = tr("Waiting", about="items of a station"), tr("Version", about="program")
        super().__init__(
            [
                Column(heading=tr("Unit"), text=lambda line: line.name),
                Column(
                    heading=tr("Last contact"), text=lambda line: ago(line.last, self._now),
                    sample=max(_AGO, tr("Last contact"), key=len), keep=6,
                ),
                Column(heading=version, text=lambda line: line.version or "–",
                       sample=max(_VERSION, version + "0", key=len), keep=1),
                Column(heading=waiting, text=lambda line: counted(line.waiting),
                       sample=max("1.000", waiting, key=len), keep=2, number=True),
                Column(
                    heading=tr("Status", about="state"), text=lambda line: station_word(line, language).text,
                    word=lambda line: station_word(line, language),
                    sample=max(_STATE, language.sentence(FINE), key=len),
                    tip=lambda line: plain(station_word(line, language).text),
                ),
            ]
        )  # fmt: skip

    def show_lines(self, lines: Sequence[StationLine], now: datetime) -> None:
        self._now = now
        self.show_groups(
            [
                Group(
                    name=tr(name),
                    rows={line.login: line for line in lines if line.state.group is group},
                    tone=tone,
                )
                for group, (name, tone) in GROUPS.items()
            ]
        )


class StationList(Card):
    """The table under its heading, a search and a filter. `chosen` carries the login in hand, `opened` one taken with
    Enter."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._lines: tuple[StationLine, ...] = ()
        self._now = datetime.min.replace(tzinfo=UTC)
        self.search = SearchField(tr("Find a unit…"))
        self.filter = ChoiceBox(_choices(), StationFilter.ALL)
        self.filter.setAccessibleName(tr("Status", about="state"))
        self.filter.setMinimumContentsLength(FILTER_CHARS)
        self.model = StationRows(language)
        self.table = GroupedTable(self.model, tr("Stations"))
        self._nothing = EmptyState("search", heading=tr("No station matches"), text=tr("Search for something else."))
        self._pages = Pages()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._nothing)
        tools = PageHeading(row(Label(tr("Stations"), "heading")), row(self.search, self.filter))
        head = row(tools, margins=(14, 8, 14, 4))
        inside = column(head, self._pages, spacing=0, margins=(1, 1, 1, 6))
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.search.searched.connect(lambda _: self._narrow())
        self.filter.currentIndexChanged.connect(lambda _: self._narrow())
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)

    def show_lines(self, lines: Sequence[StationLine], now: datetime) -> None:
        self._lines, self._now = tuple(lines), now
        self._narrow()

    def show_only(self, wanted: StationFilter | StationState) -> None:
        """Let through what `wanted` says, whatever was searched for, and give the table the keyboard."""
        self.search.start_over()
        self.filter.set_value(wanted)
        self._narrow()
        self.table.setFocus()

    def keep_in_sight(self, rows: int) -> None:
        """Never be lower than so many rows."""
        self._pages.setMinimumHeight(self.table.height_of(rows))

    def line(self, login: str) -> StationLine | None:
        return next((line for line in self._lines if line.login == login), None)

    @property
    def view(self) -> tuple[Any, str, str]:
        return self.filter.value, self.search.text(), self.table.chosen_id

    def look_as(self, view: tuple[Any, str, str]) -> None:
        wanted, words, login = view
        self.filter.set_value(wanted)
        self.search.show_text(words)
        self._narrow()
        self.table.choose(login)

    def _narrow(self) -> None:
        kept, words = self.table.chosen_id, self.search.text()
        shown = [line for line in self._lines if let_through(line, self.filter.value, words)]
        self.model.show_lines(shown, self._now)
        self._pages.setCurrentWidget(self.table if shown or not self._lines else self._nothing)
        if kept != self.table.chosen_id:
            self.table.choose(kept)
