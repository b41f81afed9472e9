"""The notices that were sent to many units, and how far each unit is with the one in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSplitter, QWidget

from studio.clock import local, show_datetime
from studio.department.model import Progress, Proof, Unit, UnitProgress
from studio.department.notices import counted_in
from studio.translation import tr
from studio.ui.department.acts import ask_call, note_call, take_back, write_notice
from studio.ui.department.grouped import Group, GroupedRows, GroupedTable
from studio.ui.department.notice_card import NoticeCard
from studio.ui.department.words import longest_proof, progress_word, proof_word
from studio.ui.page import Shell
from studio.ui.tabbed import Tab
from studio.ui.tokens import Tone
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Pages, Plain, Shallow, column, row
from studio.ui.widgets.rows import Column, RowsModel
from studio.ui.widgets.table import Table
from studio.ui.widgets.tips import plain

if TYPE_CHECKING:
    from studio.app.studio import Studio

PARTED = (400, 680)
"""Pixels of the list and of the notice in hand in a new profile."""
UNIT_CHARS = 20
"""Average characters of a unit at least: its name may take two lines."""
MOST_CARD = 0.6
"""Of the right side that the notice takes; beyond, it scrolls."""
_TIME, _STATE = "00/00/0000 00:00", "còn 100 đơn vị"


def load_notices(studio: Studio) -> tuple[Progress, ...]:
    """How far every notice is, the newest first. On the worker."""
    return studio.department.progresses()


def notice_columns() -> tuple[Column[Progress], ...]:
    """Number, text, due, how many are done, state."""
    number, done = tr("No.", about="notice"), tr("Done", about="notice")
    return (
        Column(
            heading=number,
            text=lambda one: counted(counted_in(one.notice.number)),
            sample=number + "00",
            keep=4,
            number=True,
            tip=lambda one: one.notice.number,
        ),
        Column(heading=tr("Notice"), text=lambda one: one.notice.text.strip().split("\n", 1)[0]),
        Column(heading=tr("Due by"), text=lambda one: show_datetime(one.notice.due), sample=_TIME, keep=3),
        Column(heading=done, text=_share, sample=max("000/000", done, key=len), keep=5, number=True),
        Column(
            heading=tr("Status", about="state"),
            text=lambda one: progress_word(one).text,
            word=progress_word,
            sample=_STATE,
        ),
    )


def _share(progress: Progress) -> str:
    return f"{counted(progress.done)}/{counted(len(progress.units))}"


class UnitRows(GroupedRows[UnitProgress]):
    """Unit, what is known, and the last that was heard or tried."""

    def __init__(self) -> None:
        super().__init__(
            [
                Column(heading=tr("Unit"), text=lambda one: one.name),
                Column(
                    heading=tr("Proof"),
                    text=lambda one: proof_word(one).text,
                    word=proof_word,
                    sample=longest_proof(),
                ),
                Column(
                    heading=tr("Last contact"),
                    text=self._last,
                    tip=lambda one: plain(self._last(one)),
                    sample="gọi 00/00: sẽ nộp",
                    grows=True,
                    keep=1,
                ),
            ]
        )

    def show_progress(self, progress: Progress) -> None:
        done = {one.unit: one for one in progress.units if progress.is_done(one)}
        others = {one.unit: one for one in progress.units if one.unit not in done}
        still = tr("Missing"), Tone.RED if progress.overdue else Tone.AMBER
        name, tone = still if progress.taken_back is None else (tr("Not done, and no longer required"), None)
        self.show_groups(
            [
                Group(name=name, rows=others, tone=tone),
                Group(name=tr("Done", about="notice"), rows=done),
            ]
        )

    def _last(self, one: UnitProgress) -> str:
        if one.called is not None and one.proof is Proof.NOT_HEARD:
            at = local(one.called.at)
            return tr("called on {day}: {note}").format(day=f"{at.day:02d}/{at.month:02d}", note=one.called.note)
        if one.acknowledged is not None:
            when = show_datetime(one.acknowledged.at)
            return tr("read by {name}, {when}").format(name=one.acknowledged.by, when=when)
        return one.url


class NoticesTab(Tab):
    """The list on the left, on the right the notice in hand with every unit it went to."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._wanted = ""
        self.model: RowsModel[Progress] = RowsModel(notice_columns(), self)
        self.table = Table(self.model, tr("Notices"))
        self.table.setWordWrap(True)
        self.card, self.units = NoticeCard(shell, names=False), UnitRows()
        self.unit_table = GroupedTable(self.units, tr("Units of the notice"))
        self.unit_table.least_chars = UNIT_CHARS
        self.unit_table.setWordWrap(True)
        self._side = Plain()
        listed = Card()
        listed.setLayout(column(self.unit_table, margins=(1, 1, 1, 6)))
        side = column(Shallow(self.card, MOST_CARD), listed, spacing=12)
        side.setStretch(1, 1)
        self._side.setLayout(side)
        self._empty = EmptyState(
            "megaphone",
            heading=tr("No notice was sent yet"),
            text=tr("A notice goes to many units at once; this page then says who published or read it."),
        )
        held = Card()
        inside = column(row(Label(tr("Notices"), "heading"), None, margins=(14, 11, 14, 7)), self.table, spacing=0,
                        margins=(1, 1, 1, 6))  # fmt: skip
        inside.setStretch(1, 1)
        held.setLayout(inside)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.splitter.addWidget(held)
        self.splitter.addWidget(self._side)
        self.splitter.setSizes(list(PARTED))
        for pane in (0, 1):
            self.splitter.setStretchFactor(pane, 1)
        shell.memory.follow("notices", self.splitter)
        self._pages = Pages()
        self._pages.addWidget(self.splitter)
        self._pages.addWidget(self._empty)
        self.setLayout(column(self._pages))
        self._connect()

    def _connect(self) -> None:
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _: self.unit_table.setFocus())
        self.unit_table.opened.connect(self._call)
        self.card.call_wanted.connect(lambda: note_call(self.shell, self, self.card.progress))
        self.card.usb_wanted.connect(lambda: write_notice(self.shell, self, self.card.progress))
        self.card.back_wanted.connect(lambda: take_back(self.shell, self, self.card.progress))

    def open(self, what: str) -> None:
        """`what`: the id of a notice."""
        self._wanted = what

    @property
    def shown(self) -> str:
        return self.table.chosen_id

    def refresh(self) -> None:
        studio = self.shell.studio
        self.shell.tasks.store(
            lambda: load_notices(studio), self._show, owner=self, failed=self.shell.complain, key="notices"
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.table, self.card, self.unit_table)

    def _show(self, notices: tuple[Progress, ...]) -> None:
        kept, self._wanted = self._wanted or self.table.chosen_id, ""
        rows = {one.notice.id: one for one in notices}
        self.model.set_rows(rows)
        self._pages.setCurrentWidget(self.splitter if rows else self._empty)
        self.table.choose(kept if kept in rows else next(iter(rows), ""))
        self._chosen(self.table.chosen_id)

    def _chosen(self, notice: str) -> None:
        progress = self.model.row(notice) if notice else None
        self._side.setVisible(progress is not None)
        self.card.show_progress(progress)
        if progress is not None:
            self.units.show_progress(progress)

    def _call(self, unit: str) -> None:
        one = self.units.row(unit)
        if one is not None:
            ask_call(self.shell, self, [Unit(code=one.unit, name=one.name)])
