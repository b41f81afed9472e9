"""The notices that were sent to many units, and how far each unit is with the one in hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QSplitter, QWidget

from studio.clock import local, show_datetime
from studio.department.model import HubUnit, NoticeProgress, Proof, UnitProgress
from studio.translation import tr
from studio.ui.department.grouped import Group, GroupedRows, GroupedTable
from studio.ui.department.notice_actions import ask_call, note_call, take_back, write_notice
from studio.ui.department.notice_card import NoticeCard, first_line
from studio.ui.department.words import day_or_time, progress_word, proof_word, proof_words
from studio.ui.page import Shell
from studio.ui.tabbed import Tab
from studio.ui.tokens import Tone
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Pages, PageScroll, PlainHolder, column, row
from studio.ui.widgets.row_list import WHOLE, EntriesView, ListEntry
from studio.ui.widgets.rows import Column
from studio.ui.widgets.tips import plain

if TYPE_CHECKING:
    from studio.app.studio import Studio

PARTED = (400, 680)
"""Pixels of the list and of the notice in hand in a new profile."""
UNIT_CHARS = 20
"""Average characters of a unit at least: its name may take two lines."""
FEWEST_ROWS = 3
"""Units in sight at least; where the notice leaves no room for them, both scroll as one."""


def load_notices(studio: Studio) -> tuple[NoticeProgress, ...]:
    """How far every notice is, the newest first. On the worker."""
    return studio.department.progresses()


class NoticeList(EntriesView[NoticeProgress]):
    """The beginning of a notice, and below it how it stands and until when it is due."""

    def __init__(self) -> None:
        super().__init__(tr("Notices"), lines=0, title_lines=WHOLE, fitted=True)
        self._now = datetime.min.replace(tzinfo=UTC)

    def show_notices(self, notices: Sequence[NoticeProgress], now: datetime) -> None:
        self._now = now
        self.show_rows({one.notice.id: one for one in notices})

    def entry(self, row: NoticeProgress) -> ListEntry:
        due = tr("by {when}", about="notice").format(when=day_or_time(row.notice.due, self._now))
        return ListEntry(id=row.notice.id, title=first_line(row.notice.text), word=progress_word(row), side=due)

    def tip(self, row: NoticeProgress) -> str:
        return row.notice.number


class UnitRows(GroupedRows[UnitProgress]):
    """Unit, what is known, and the last that was heard or tried."""

    def __init__(self) -> None:
        *_, usual, longest = proof_words()
        super().__init__(
            [
                Column(heading=tr("Unit"), text=lambda one: one.name, tip=lambda one: plain(self._last(one))),
                Column(
                    heading=tr("Proof"),
                    text=lambda one: proof_word(one).text,
                    word=proof_word,
                    sample=usual,
                    whole=longest,
                ),
                Column(
                    heading=tr("Last contact"),
                    text=self._last,
                    tip=lambda one: plain(self._last(one)),
                    sample=tr("called on {day}: {note}").format(day="00/00", note=""),
                    grows=True,
                    keep=1,
                ),
            ]
        )

    def show_progress(self, progress: NoticeProgress) -> None:
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
        return one.url or tr("no answer yet")


class NoticesTab(Tab):
    """The list on the left, on the right the notice in hand with every unit it went to."""

    beside_bar = True

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._wanted = ""
        self.list = NoticeList()
        self.card, self.units = NoticeCard(shell, names=False), UnitRows()
        self.unit_table = GroupedTable(self.units, tr("Units of the notice"))
        self.unit_table.least_chars = UNIT_CHARS
        self.unit_table.setWordWrap(True)
        self._listed, both = Card(), PlainHolder()
        self._listed.setLayout(column(self.unit_table, margins=(1, 1, 1, 6)))
        side = column(self.card, self._listed, spacing=12)
        side.setStretch(1, 1)
        both.setLayout(side)
        self._side = PageScroll(both)
        self._empty = EmptyState(
            "megaphone",
            heading=tr("No notice was sent yet"),
            text=tr("A notice goes to many units at once; this page then says who published or read it."),
        )
        held = Card()
        inside = column(row(Label(tr("Notices"), "heading"), None, margins=(14, 11, 14, 7)), self.list, spacing=0,
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
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _: self.unit_table.setFocus())
        self.unit_table.opened.connect(self._call)
        self.card.call_wanted.connect(lambda: note_call(self.shell, self, self.card.progress))
        self.card.usb_wanted.connect(lambda: write_notice(self.shell, self, self.card.progress))
        self.card.back_wanted.connect(lambda: take_back(self.shell, self, self.card.progress))

    def open(self, what: str) -> None:
        """`what`: the id of a notice."""
        self._wanted = what

    @property
    def shown(self) -> str:
        return self.list.chosen_id

    def refresh(self) -> None:
        studio = self.shell.studio
        self.shell.tasks.store(
            lambda: load_notices(studio), self._show, owner=self, failed=self.shell.complain, key="notices"
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.list, self.card, self.unit_table)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Leave room for some units below the notice."""
        self._listed.setMinimumHeight(self.unit_table.height_of(FEWEST_ROWS))

    def _show(self, notices: tuple[NoticeProgress, ...]) -> None:
        kept, self._wanted = self._wanted or self.list.chosen_id, ""
        self.list.show_notices(notices, self.shell.studio.now())
        self._pages.setCurrentWidget(self.splitter if notices else self._empty)
        if not self.list.choose(kept) and notices:
            self.list.choose(notices[0].notice.id)
        self._chosen(self.list.chosen_id)

    def _chosen(self, notice: str) -> None:
        progress = self.list.row(notice) if notice else None
        self._side.setVisible(progress is not None)
        self.card.show_progress(progress)
        if progress is not None:
            self.units.show_progress(progress)

    def _call(self, unit: str) -> None:
        one = self.units.row(unit)
        if one is not None:
            ask_call(self.shell, self, [HubUnit(code=one.unit, name=one.name)])
