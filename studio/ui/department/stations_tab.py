"""Every station with what is known of it: how it keeps contact, the end of its log, what was tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSplitter, QWidget

from studio.clock import show_datetime
from studio.department.model import HeadState, HubUnit, LogHead, StationLine
from studio.translation import tr
from studio.ui.department.forms import SENDERS
from studio.ui.department.notice_actions import ask_call
from studio.ui.department.stations import StationFilter, StationList
from studio.ui.department.words import NEVER, head_word, station_word
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog, SignedConfirmation
from studio.ui.tabbed import Tab
from studio.ui.widgets.buttons import ActionBar, DeedOffer, IconButton
from studio.ui.widgets.chip import StatusChip, ToneWord
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, clear, column, row, rule, scrolled

if TYPE_CHECKING:
    from studio.app.studio import Studio

PARTED = (760, 320)
"""Pixels of the table and of the drawer in a new profile."""
CALL, NAME, SETTLE = "call", "name", "settle"


@dataclass(frozen=True, slots=True, kw_only=True)
class StationsView:
    """What the tab shows, read on the worker."""

    stations: tuple[StationLine, ...]
    heads: Mapping[str, tuple[LogHead, ...]]
    """The ends of the logs of each unit."""
    people: Mapping[str, str]
    """Names by id."""


def load_stations(studio: Studio) -> StationsView:
    heads: dict[str, tuple[LogHead, ...]] = {}
    for head in studio.department.heads():
        heads[head.unit] = (*heads.get(head.unit, ()), head)
    return StationsView(
        stations=studio.department.stations(),
        heads=heads,
        people={person.id: person.name for person in studio.people.list()},
    )


class NameForm(Form):
    """What people call a unit: the hub knows its code alone."""

    def __init__(self, shell: Shell, unit: HubUnit, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._code = unit.code
        self.set_heading(tr("What is the unit {code} called?").format(code=unit.code))
        hint = tr("As in signed documents, such as: Công an phường Minh Khai")
        self.name = self.ask("name", QLineEdit(), tr("Name of the unit"), value=unit.name,
                             missing=tr("Enter a name."), hint=hint)  # fmt: skip
        self.prove("by", SENDERS)

    def work(self, values: Values) -> object:
        named = [HubUnit(code=self._code, name=values["name"])]
        self.shell.studio.department.name_units(named, *values["by"])
        return named


class StationDrawer(QWidget):
    """One station in full; `wanted` carries what is to be done, `closed` asks to be put away."""

    wanted = Signal(str)
    closed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._title, self._code = Label(role="heading", wrap=True), Label(role="hint", wrap=True)
        self._close = IconButton("panel-right-close", tr("Hide the details (F9)"))
        self._close.clicked.connect(self.closed)
        self._state = StatusChip()
        self._facts = column(spacing=9)
        self._deeds = ActionBar()
        self._deeds.wanted.connect(self.wanted)
        head = row(column(self._title, self._code, spacing=1), column(self._close, None), spacing=10)
        head.setStretch(0, 1)
        chips, held, inner = FlowLayout(spacing=6), PlainHolder(), PlainHolder()
        chips.addWidget(self._state)
        held.setLayout(chips)
        inner.setLayout(
            column(head, held, self._deeds, rule(), self._facts, None, spacing=12, margins=(16, 14, 16, 14))
        )
        card = Card()
        card.setLayout(column(scrolled(inner), margins=1))
        self.setLayout(column(card))

    def show_station(self, line: StationLine, heads: Sequence[LogHead], people: Mapping[str, str]) -> None:
        self._title.setText(line.name)
        self._code.setText(f"{line.login} · {line.unit}")
        self._state.set_word(station_word(line, self._shell.language))
        offers = [DeedOffer(CALL, tr("Record a call…"), "phone"), DeedOffer(NAME, tr("Name the unit…"), "pencil")]
        if any(head.state is not HeadState.FINE for head in heads):
            offers.append(DeedOffer(SETTLE, tr("The log was reviewed…"), "shield-check"))
        self._deeds.offer([offer._replace(about=line.name) for offer in offers])
        clear(self._facts)
        last = show_datetime(line.last) if line.last is not None else tr(NEVER)
        self._fact(tr("Last contact"), last)
        self._fact(tr("Version", about="program"), line.version or tr("not known"))
        self._fact(tr("Not collected yet"), counted(line.waiting))
        if line.called is not None:
            by = people.get(line.called.by, line.called.by)
            self._fact(
                tr("Called {when}, {name}").format(when=show_datetime(line.called.at), name=by), line.called.note
            )
        for head in heads:
            self._log(head)
        if not heads:
            self._fact(tr("End of its log"), tr("not known"))

    def _fact(self, name: str, text: str) -> None:
        self._facts.addLayout(column(Label(name, "column", wrap=True), Label(text, wrap=True).selectable(), spacing=1))

    def _log(self, head: LogHead) -> None:
        """The end of its log, and how that follows the one before."""
        told = tr("entry {number} of {when}").format(number=counted(head.seq), when=show_datetime(head.at))
        word = ToneWord(head_word(head, self._shell.language))
        hashed = Label(head.hash[:16], "small").selectable()
        self._facts.addLayout(
            column(Label(tr("End of its log"), "column"), Label(told, wrap=True), hashed, word, spacing=1)
        )


class StationsTab(Tab):
    """The list, and beside it the station in hand."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._heads: Mapping[str, tuple[LogHead, ...]] = {}
        self._people: Mapping[str, str] = {}
        self._wanted = ""
        self.list, self.drawer = StationList(shell.language), StationDrawer(shell)
        self.drawer.hide()
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.drawer)
        self.splitter.setSizes(list(PARTED))
        self.splitter.setStretchFactor(0, 1)
        shell.memory.follow("stations", self.splitter)
        self.setLayout(column(self.splitter))
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _: self.drawer.setFocus())
        self.drawer.closed.connect(self.toggle_side)
        self.drawer.wanted.connect(self.do)

    def open(self, what: str) -> None:
        """`what`: a login."""
        self._wanted = what
        if what:
            self.list.show_only(StationFilter.ALL)

    @property
    def shown(self) -> str:
        return self.list.table.chosen_id

    @property
    def kept_view(self) -> Any:
        return self.list.view

    def take_view(self, view: Any) -> None:
        self.list.look_as(view)

    def refresh(self) -> None:
        studio = self.shell.studio
        self.shell.tasks.store(
            lambda: load_stations(studio), self._show, owner=self, failed=self.shell.complain, key="stations"
        )

    def panes(self) -> tuple[QWidget, ...]:
        shown = (self.drawer,) if self.drawer.isVisible() else ()
        return (self.list.search, self.list.table, *shown)

    def seek(self) -> None:
        self.list.search.setFocus()

    def toggle_side(self) -> None:
        self.drawer.setVisible(not self.drawer.isVisible() and bool(self.list.table.chosen_id))
        if not self.drawer.isVisible():
            self.list.table.setFocus()

    def do(self, deed: str) -> None:
        """Take a step about the station in hand."""
        line = self.list.line(self.list.table.chosen_id)
        if line is None:
            return
        unit = HubUnit(code=line.unit, name=line.name)
        if deed == CALL:
            ask_call(self.shell, self, [unit])
            return
        form = NameForm(self.shell, unit, self.window()) if deed == NAME else self._settling(line)
        form.done_well.connect(self.shell.changed)
        form.open()

    def _settling(self, line: StationLine) -> Form:
        department = self.shell.studio.department
        wrong = [head.station for head in self._heads.get(line.unit, ()) if head.state is not HeadState.FINE]

        def settle(confirmation: SignedConfirmation) -> None:
            for station in wrong:
                department.settle_head(station, confirmation.person, confirmation.pin)

        action = PinAction(
            heading=tr("The log of {name} was reviewed").format(name=line.name),
            text=tr("From its current end on it counts again. What was wrong stays in the log of this PC."),
            verb=tr("It counts again"),
            roles=SENDERS,
            work=settle,
        )
        return PinConfirmDialog(self.shell, action, self.window())

    def _show(self, view: StationsView) -> None:
        self._heads, self._people = view.heads, view.people
        self.list.show_lines(view.stations, self.shell.studio.now())
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.list.table.choose(wanted)
        self._chosen(self.list.table.chosen_id)

    def _chosen(self, login: str) -> None:
        line = self.list.line(login)
        if line is not None:
            self.drawer.show_station(line, self._heads.get(line.unit, ()), self._people)
        self.drawer.setVisible(line is not None)
