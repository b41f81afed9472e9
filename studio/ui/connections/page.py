"""Pages and connections: the registry of the unit's pages, how each connection is, and how to repair it."""

from __future__ import annotations

from threading import Event

from PySide6.QtWidgets import QButtonGroup, QMenu, QSplitter, QStackedWidget, QWidget

from studio.accounts.health import Health
from studio.errors import StudioError
from studio.ui.connections.columns import page_columns
from studio.ui.connections.connect import ConnectDialog
from studio.ui.connections.deeds import TECHNICIANS, Deed
from studio.ui.connections.drawer import PageDrawer
from studio.ui.connections.forms import AccountForm, StatusForm
from studio.ui.connections.many import ManyDialog
from studio.ui.connections.rows import Filter, PageRow, PagesView, load_pages
from studio.ui.icons import icon_px
from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.proof import ProofDialog, Step
from studio.ui.tasks import Ticket
from studio.ui.widgets.buttons import IconButton, PillButton, PrimaryButton, QuietButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.layout import Card, FlowLayout, column
from studio.ui.widgets.progress import ProgressStrip
from studio.ui.widgets.rows import RowsModel
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.table import Table


class ConnectionsPage(Page):
    """Filters and search above, the table, and the drawer of the page in hand."""

    id = PageId.CONNECTIONS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._view = PagesView()
        self._filter, self._query, self._wanted = Filter.RUN, "", ""
        self._stopped = Event()
        self.search = SearchField()
        self.search.setMinimumWidth(260)
        self.search.searched.connect(self._searched)
        self.check_all = QuietButton(glyph="refresh-cw")
        self.check_all.clicked.connect(self._check_all)
        self.more = IconButton("ellipsis-vertical")
        self.more.clicked.connect(self._offer_more)
        self.add = PrimaryButton(glyph="plus")
        self.add.clicked.connect(self._add)
        for tool in (self.search, self.check_all, self.more, self.add):
            self.tools.addWidget(tool)
        self.progress = ProgressStrip()
        self.progress.stopped.connect(self._stopped.set)
        self.pills = {wanted: PillButton() for wanted in Filter}
        self.model: RowsModel[PageRow] = RowsModel(page_columns(icon_px(self.fontMetrics())), self)
        self.table = Table(self.model)
        self.drawer = PageDrawer(shell.speech)
        self._first = PrimaryButton(glyph="plus")
        self._first.clicked.connect(self._add)
        self._empty, self._nothing = EmptyState("plug", self._first), EmptyState("search")
        self._build()
        self.table.chosen.connect(self._chosen)
        self.drawer.wanted.connect(self._do)
        self.drawer.closed.connect(self.toggle_side)
        self.retranslate()

    def _build(self) -> None:
        pills, group = FlowLayout(spacing=6), QButtonGroup(self)
        for wanted, pill in self.pills.items():
            group.addButton(pill)
            pills.addWidget(pill)
            pill.clicked.connect(lambda _=False, wanted=wanted: self._filtered(wanted))
        self.pills[self._filter].setChecked(True)
        card = Card()
        self._under = QStackedWidget()
        self._under.addWidget(self.table)
        self._under.addWidget(self._nothing)
        card.setLayout(column(self._under, margins=(1, 1, 1, 6)))
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(16)
        self.splitter.addWidget(card)
        self.splitter.addWidget(self.drawer)
        self.splitter.setSizes([720, 360])
        self.splitter.setStretchFactor(0, 1)
        self.drawer.hide()
        self.shell.memory.follow("connections", self.splitter)
        full = QWidget()
        full.setLayout(column(pills, self.splitter, spacing=10))
        full.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self._empty)
        inside = column(self.heading, self.progress, self._stack, spacing=14, margins=MARGINS)
        inside.setStretch(2, 1)
        self.setLayout(inside)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Pages and connections"))
        self.search.set_prompt(self.tr("Search page, unit, ID…"))
        self.table.setAccessibleName(self.tr("Pages"))
        self.check_all.setText(self.tr("Check all"))
        self.check_all.setToolTip(self.tr("Ask every connected page now how its connection is"))
        self.more.set_name(self.tr("More"))
        self.add.setText(self.tr("Add a page"))
        self._first.setText(self.add.text())
        self._empty.set_words(
            self.tr("No page yet"),
            self.tr(
                "Register the pages your unit is authorised to run. Facebook, Zalo and websites are then connected."
            ),
        )
        self._nothing.set_words(
            self.tr("No page matches"), self.tr("Search for something else or choose another filter.")
        )
        self.model.reword()
        self._label()

    # -- reading

    def open(self, what: str) -> None:
        """`what` is the name of a page."""
        self._wanted = what
        if what:
            self._filter, self._query = Filter.ALL, ""
            self.pills[Filter.ALL].setChecked(True)
            self.search.show_text("")

    def refresh(self) -> None:
        studio, wanted, query = self.shell.studio, self._filter, self._query
        self.shell.tasks.store(lambda: load_pages(studio, wanted, query), self._show, owner=self, key="pages")

    def panes(self) -> tuple[QWidget, ...]:
        return (self.search, self.table, self.drawer) if self.drawer.isVisible() else (self.search, self.table)

    def seek(self) -> None:
        self.search.setFocus()

    def toggle_side(self) -> None:
        self.drawer.setVisible(not self.drawer.isVisible() and bool(self.table.chosen_id))
        if not self.drawer.isVisible():
            self.table.setFocus()

    def _show(self, view: PagesView) -> None:
        self._view = view
        self._stack.setCurrentIndex(0 if view.counts.get(Filter.ALL) else 1)
        self._label()
        kept = self._wanted or self.table.chosen_id
        self._wanted = ""
        self.model.set_rows(view.rows)
        self._under.setCurrentIndex(0 if view.rows else 1)
        self.table.choose(kept)
        self._chosen(self.table.chosen_id)

    def _label(self) -> None:
        names = {
            Filter.RUN: self.tr("In use {n}"),
            Filter.URGENT: self.tr("Need you {n}"),
            Filter.ENDED: self.tr("Ended {n}"),
            Filter.ALL: self.tr("All {n}"),
        }
        for wanted, pill in self.pills.items():
            pill.setText(names[wanted].format(n=self._view.counts.get(wanted, 0)))

    def _filtered(self, wanted: Filter) -> None:
        self._filter = wanted
        self.refresh()

    def _searched(self, query: str) -> None:
        self._query = query
        self.refresh()

    def _chosen(self, name: str) -> None:
        row = self.model.row(name) if name else None
        if row is not None:
            self.drawer.show_page(row)
        self.drawer.setVisible(row is not None)

    # -- doing

    def _add(self) -> None:
        form = AccountForm(self.shell, self._view.accounts, self._view.book.units, self)
        form.saved.connect(self.shell.changed)
        form.open()

    def _offer_more(self) -> None:
        menu = QMenu(self.more)
        menu.addAction(self.tr("Connect many Facebook pages with one login…"), self._add_many)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _add_many(self) -> None:
        units = self._view.book.units
        dialog = ManyDialog(self.shell, self._view.accounts, units[0].id if units else "", self)
        dialog.connected.connect(self.shell.changed)
        dialog.open()

    def _do(self, name: str) -> None:
        row = self.drawer.page
        if row is None:
            return
        match Deed(name):
            case Deed.CONNECT:
                dialog = ConnectDialog(self.shell, row.account, self)
                dialog.connected.connect(self.shell.changed)
                dialog.open()
            case Deed.CHECK:
                self._check(row)
            case Deed.STATUS:
                form = StatusForm(self.shell, row.account, self._view.accounts, self)
                form.saved.connect(self.shell.changed)
                form.open()
            case Deed.DISCONNECT:
                self._prove(self._disconnecting(row), self.tr("Disconnected."))
            case Deed.REMOVE:
                self._prove(self._removing(row), self.tr("Taken off the list."))

    def _check(self, row: PageRow) -> None:
        connections, name = self.shell.studio.connections, row.account.name
        button = self.drawer.deed_button(Deed.CHECK)
        if button is not None:
            button.setEnabled(False)
        self.shell.tasks.pool(lambda _: connections.check(name), self._checked, owner=self, key="check")

    def _checked(self, health: Health) -> None:
        self.shell.toast(self.shell.speech.say(health.say))
        self.shell.changed()

    def _check_all(self) -> None:
        connections = self.shell.studio.connections
        self._stopped.clear()
        self.check_all.setEnabled(False)
        self.progress.begin(self.tr("Asking every page how its connection is…"))

        def work(ticket: Ticket) -> object:
            return connections.check_all(lambda: not (self._stopped.is_set() or ticket.stop_asked))

        self.shell.tasks.pool(work, self._all_checked, owner=self, failed=self._not_checked)

    def _all_checked(self, _: object) -> None:
        self.progress.end()
        self.check_all.setEnabled(True)
        self.shell.changed()

    def _not_checked(self, error: StudioError) -> None:
        self.progress.end()
        self.check_all.setEnabled(True)
        self.shell.complain(error)

    def _disconnecting(self, row: PageRow) -> Step:
        connections, name = self.shell.studio.connections, row.account.name
        return Step(
            heading=self.tr("Disconnect {page}?").format(page=row.account.title),
            text=self.tr(
                "The login is deleted from this PC; posts no longer go there. "
                "On the platform it stays valid until it is withdrawn there."
            ),
            verb=self.tr("Disconnect"),
            roles=TECHNICIANS,
            danger=True,
            work=lambda proof: connections.disconnect(name, proof.person, proof.pin),
        )

    def _removing(self, row: PageRow) -> Step:
        connections, name = self.shell.studio.connections, row.account.name
        return Step(
            heading=self.tr("Take {page} off the list?").format(page=row.account.title),
            text=self.tr(
                "Records of what was published there stay. A page that was closed is better marked as closed."
            ),
            verb=self.tr("Take off the list"),
            roles=TECHNICIANS,
            danger=True,
            work=lambda proof: connections.remove(name, proof.person, proof.pin),
        )

    def _prove(self, step: Step, said: str) -> None:
        dialog = ProofDialog(self.shell, step, self)
        dialog.done_well.connect(lambda: self._moved(said))
        dialog.open()

    def _moved(self, said: str) -> None:
        self.shell.toast(said)
        self.shell.changed()
