"""Looking through the whole library: every document or every article, by kind, validity and words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.clock import local_date, show_date
from studio.library.browse import BrowseFilter, BrowseResult, BrowseRow, BrowseSort
from studio.library.model import Status
from studio.translation import tr
from studio.ui.library.passage import article_name
from studio.ui.page import Shell
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills, counted
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Pages, column, row
from studio.ui.widgets.rows import WINDOW, Column, RowsModel
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.table import LazyTable, read_widths
from studio.ui.words import validity_word

if TYPE_CHECKING:
    from studio.library.service import Library


_NUMBER, _LONG_NUMBER = "000/0000/QĐ-BCA", "000/0000/TT-BTTTT"
_TYPE = "Nghị quyết số"
_ISSUER = "HĐND thành phố Mm"
_DAY = "00/00/0000 "
_SHOWN = (
    Status.IN_FORCE,
    Status.PARTLY_EXPIRED,
    Status.NOT_YET,
    Status.UNKNOWN,
    Status.EXPIRED,
    Status.SUSPENDED,
    Status.UNSUITABLE,
)


def browse_columns() -> tuple[Column[BrowseRow], ...]:
    """Name, number, kind, issuer, day of issue, day of effect, status."""
    return (
        Column(
            heading=tr("Number"),
            text=lambda r: r.number,
            sample=_NUMBER,
            whole=_LONG_NUMBER,
            sort=BrowseSort.NUMBER,
        ),
        Column(heading=tr("Document or article"), text=_name, sort=BrowseSort.TITLE),
        Column(heading=tr("Kind"), text=lambda r: r.type, sample=_TYPE, keep=2),
        Column(heading=tr("Issued by"), text=lambda r: r.issuer, sample=_ISSUER, keep=1),
        Column(
            heading=tr("Issued on"),
            text=lambda r: _day(r.issued_on),
            sample=_DAY,
            keep=3,
            sort=BrowseSort.ISSUED,
        ),
        Column(
            heading=tr("In force from"),
            text=lambda r: _day(r.effective_from),
            sample=_DAY,
            keep=4,
            sort=BrowseSort.EFFECTIVE,
        ),
        Column(
            heading=tr("Validity today"),
            text=lambda r: validity_word(r.status, r.light).text,
            word=lambda r: validity_word(r.status, r.light),
            sample=validity_word(Status.NOT_YET).text,
            whole=max((validity_word(status).text for status in _SHOWN), key=len),
        ),
    )


def _name(row: BrowseRow) -> str:
    return article_name(row.article, row.heading) if row.article else row.title


def _day(day: date | None) -> str:
    return show_date(day) if day else ""


ORDER, WIDTHS = "laws/order", "laws/widths"
DOCUMENTS, ARTICLES, ANY = "documents", "articles", ""
NAME_CHARS = 46


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowseQuery:
    """What is looked for, and in what order."""

    filter: BrowseFilter = field(default_factory=BrowseFilter)
    sort: BrowseSort = BrowseSort.NUMBER
    descending: bool = False

    def sorted_by(self, sort: BrowseSort) -> BrowseQuery:
        """By `sort`; the other way round where it is sorted so already. Days begin with the newest."""
        descending = not self.descending if sort is self.sort else sort in (BrowseSort.ISSUED, BrowseSort.EFFECTIVE)
        return replace(self, sort=sort, descending=descending)

    @property
    def order(self) -> str:
        return f"{self.sort}:{'down' if self.descending else 'up'}"

    def in_order(self, order: str) -> BrowseQuery:
        """In a remembered order; one that cannot be read is passed over."""
        name, _, way = order.partition(":")
        if name not in set(BrowseSort):
            return self
        return replace(self, sort=BrowseSort(name), descending=way == "down")


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowseFound:
    """What was listed, with the rows of the first."""

    look: BrowseQuery
    browsed: BrowseResult
    rows: Mapping[str, BrowseRow]


def load_found(library: Library, look: BrowseQuery, statuses: Mapping[str, Status], on: date) -> BrowseFound:
    """List on the worker."""
    browsed = library.browse(look.filter, look.sort, descending=look.descending, statuses=statuses)
    return BrowseFound(look=look, browsed=browsed, rows=load_rows(library, tuple(browsed.ids[:WINDOW]), on))


def load_rows(library: Library, ids: tuple[str, ...], on: date) -> Mapping[str, BrowseRow]:
    """The rows of `ids`, those that are still there, by id."""
    return {one.id: one for one in library.browse_rows(ids, on=on)}


class BrowseView(QWidget):
    """`opened` carries document and article (empty: the document as a whole) of a row that is to be read."""

    opened = Signal(str, str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._look = BrowseQuery().in_order(shell.memory.kept(ORDER))
        self._statuses: Mapping[str, Status] = {}
        self._counts: BrowseResult | None = None
        self.search = SearchField(tr("Number, name, words…"))
        self.search.searched.connect(lambda text: self._narrow(text=text))
        self.levels, self.validity, self.kinds = FilterPills(wrap=False), FilterPills(), Combo()
        self.kinds.setMinimumContentsLength(16)
        self.levels.chosen.connect(lambda key: self._narrow(articles=key == ARTICLES))
        self.kinds.activated.connect(lambda _: self._narrow(type=str(self.kinds.currentData())))
        self.validity.chosen.connect(lambda key: self._narrow(status=Status(key) if key else None))
        self.model: RowsModel[BrowseRow] = RowsModel(browse_columns(), self)
        self.table = LazyTable(self.model, ticks=False, least_chars=NAME_CHARS)
        self.table.setWordWrap(True)
        self._count, self._hint = Label(role="hint"), Label(tr("Enter or a double click opens it"), role="small")
        self._clear = QuietButton(tr("Clear the filters"), glyph="x")
        self._nothing = EmptyState(
            "search",
            self._clear,
            heading=tr("Nothing matches", about="document"),
            text=tr("Remove a filter or search for other words; accents may be left out."),
        )
        self._build()
        self._connect()
        self.table.draw(read_widths(shell.memory.kept(WIDTHS)))
        self.table.setAccessibleName(tr("The whole library"))
        self.kinds.setAccessibleName(tr("Kind of document"))
        self._offer()

    def _build(self) -> None:
        card = Card()
        self._under = Pages()
        self._under.addWidget(self.table)
        self._under.addWidget(self._nothing)
        foot = row(self._count, None, self._hint, margins=(14, 8, 14, 8))
        body = column(self._under, foot, spacing=0, margins=1)
        body.setStretch(0, 1)
        card.setLayout(body)
        self.search.setMinimumWidth(200)
        top = row(self.search, self.levels, self.kinds, spacing=12)
        top.setStretch(0, 1)
        whole = column(top, self.validity, card, spacing=8)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.model.wanted.connect(self._bring)
        self.model.gone.connect(self.refresh)
        self.table.order_wanted.connect(self._sort)
        self.table.opened.connect(self._open)
        self.table.resized.connect(lambda: self._shell.memory.keep(WIDTHS, json.dumps(self.table.drawn)))
        self._clear.clicked.connect(self.clear)

    # -- reading

    def refresh(self) -> None:
        """List anew; what is in hand and in sight stays. The validity of all documents follows."""
        self._read()
        library, on = self._shell.studio.library, self._today
        self._shell.tasks.pool(lambda _: library.statuses(on=on), self._know, owner=self, key="statuses")

    def clear(self) -> None:
        """Everything of what is listed, without any condition."""
        self.search.show_text("")
        self._go(replace(self._look, filter=BrowseFilter(articles=self._look.filter.articles)))
        self.search.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.search, self.validity, self.table)

    @property
    def _today(self) -> date:
        return local_date(self._shell.studio.now())

    def _know(self, statuses: Mapping[str, Status]) -> None:
        self._statuses = statuses
        self._read()

    def _narrow(self, **changes: object) -> None:
        self._go(replace(self._look, filter=replace(self._look.filter, **changes)))  # type: ignore[arg-type]

    def _sort(self, order: str) -> None:
        look = self._look.sorted_by(BrowseSort(order))
        self._shell.memory.keep(ORDER, look.order)
        self._go(look)

    def _go(self, look: BrowseQuery) -> None:
        """Another list is wanted: it begins at its top."""
        if look == self._look:
            return
        self._look = look
        self.table.clearSelection()
        self.table.scrollToTop()
        self._read()

    def _read(self) -> None:
        library, look, statuses, on = self._shell.studio.library, self._look, self._statuses, self._today
        self._shell.tasks.store(lambda: load_found(library, look, statuses, on), self._show, owner=self, key="browse")

    def _show(self, found: BrowseFound) -> None:
        self._counts = found.browsed
        self.table.list_again(found.browsed.ids, found.rows)
        self.table.show_order(found.look.sort, descending=found.look.descending)
        self._under.setCurrentIndex(0 if found.browsed.ids else 1)
        self._offer()

    def _bring(self, ids: list[str]) -> None:
        library, asked, on = self._shell.studio.library, tuple(ids), self._today
        self._shell.tasks.store(
            lambda: load_rows(library, asked, on),
            partial(self.model.bring, asked),
            owner=self,
            failed=lambda _: self.model.give_up(),
            key="rows",
        )

    def _open(self, row_id: str) -> None:
        found = self.model.row(row_id)
        if found is not None:
            self.opened.emit(found.document, found.article)

    # -- words

    def _offer(self) -> None:
        wanted, counts = self._look.filter, self._counts
        documents, articles = tr("Documents"), tr("Articles")
        level = ARTICLES if wanted.articles else DOCUMENTS
        self.levels.offer((FilterChoice(DOCUMENTS, documents), FilterChoice(ARTICLES, articles)), level)
        if counts is None:
            return
        self._offer_kinds(counts.types)
        states = [s for s in _SHOWN if counts.statuses.get(s) or s is wanted.status]
        choices = (
            [FilterChoice(s, validity_word(s).text, counts.statuses.get(s, 0)) for s in states]
            if self._statuses
            else []
        )
        every = FilterChoice(ANY, tr("All"), sum(counts.statuses.values()))
        self.validity.offer([every, *choices], wanted.status or ANY)
        n = counted(len(counts.ids))
        said = tr("Articles listed: {n}") if wanted.articles else tr("Documents listed: {n}")
        self._count.setText(said.format(n=n))

    def _offer_kinds(self, counts: Mapping[str, int]) -> None:
        """Every kind there is with its number, the frequent ones first."""
        wanted = self._look.filter.type
        kinds = sorted(counts, key=lambda kind: (-counts[kind], kind))
        if wanted and wanted not in counts:
            kinds.append(wanted)
        self.kinds.clear()
        every = tr("Every kind")
        self.kinds.addItem(f"{every} · {counted(sum(counts.values()))}", ANY)
        for kind in kinds:
            self.kinds.addItem(f"{kind} · {counted(counts.get(kind, 0))}", kind)
        self.kinds.choose(wanted)
