"""Pages and connections: the registry of the unit's pages, how each connection is, and how to repair it."""

from __future__ import annotations

from threading import Event

from PySide6.QtWidgets import QMenu, QWidget

from studio.accounts.model import Health
from studio.errors import StudioError
from studio.ui.connections.categories import CategoriesDialog
from studio.ui.connections.columns import page_columns
from studio.ui.connections.connect import ConnectDialog
from studio.ui.connections.deeds import TECHNICIANS, Deed
from studio.ui.connections.drawer import PageDrawer
from studio.ui.connections.forms import AccountForm, StatusForm
from studio.ui.connections.many import ManyDialog
from studio.ui.connections.rows import Filter, PageRow, PagesView, load_pages
from studio.ui.icons import icon_px
from studio.ui.outbox.releasing import Releasing
from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.proof import ProofDialog, Step
from studio.ui.tasks import Ticket
from studio.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import Choice
from studio.ui.widgets.layout import column
from studio.ui.widgets.listing import Listing
from studio.ui.widgets.progress import ProgressStrip
from studio.ui.widgets.rows import RowsModel


class ConnectionsPage(Page):
    """Filters and search above, the table, and the drawer of the page in hand."""

    id = PageId.CONNECTIONS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._view, self._wanted = PagesView(), ""
        self._stopped = Event()
        self.check_all = QuietButton(glyph="refresh-cw")
        self.more = IconButton("ellipsis-vertical")
        self.add, self._first = PrimaryButton(glyph="plus"), PrimaryButton(glyph="plus")
        self._empty, self._nothing = EmptyState("plug", self._first), EmptyState("search")
        self.progress = ProgressStrip()
        self.model: RowsModel[PageRow] = RowsModel(page_columns(icon_px(self.fontMetrics())), self)
        self.drawer = PageDrawer(shell.speech)
        self._releasing = Releasing(shell, self)
        self.listing = Listing(
            self.model, self.drawer, empty=self._empty, nothing=self._nothing, first=Filter.RUN.value
        )
        self.search, self.table = self.listing.search, self.listing.table
        shell.memory.follow("connections", self.listing.splitter)
        for tool in (self.search, self.check_all, self.more, self.add):
            self.tools.addWidget(tool)
        inside = column(self.heading, self.progress, self.listing, spacing=14, margins=MARGINS)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.check_all.clicked.connect(self._check_all)
        self.more.clicked.connect(self._offer_more)
        for button in (self.add, self._first):
            button.clicked.connect(self._add)
        self.progress.stopped.connect(self._stopped.set)
        self.listing.asked.connect(self.refresh)
        self.table.chosen.connect(self._chosen)
        self.table.menu_wanted.connect(lambda at: self.drawer.menu().popup(at))
        self.drawer.wanted.connect(self._do)
        self.drawer.closed.connect(self.toggle_side)

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
        self._label()

    # -- reading

    def open(self, what: str) -> None:
        """`what` is the name of a page."""
        self._wanted = what
        if what:
            self.listing.uncover(Filter.ALL.value)

    def refresh(self) -> None:
        studio, wanted, query = self.shell.studio, Filter(self.listing.filter), self.listing.query
        self.shell.tasks.store(lambda: load_pages(studio, wanted, query), self._show, owner=self, key="pages")

    def panes(self) -> tuple[QWidget, ...]:
        return self.listing.panes()

    def seek(self) -> None:
        self.search.setFocus()

    def toggle_side(self) -> None:
        self.listing.toggle_drawer()

    def _show(self, view: PagesView) -> None:
        self._view = view
        self._label()
        wanted, self._wanted = self._wanted, ""
        self.listing.show_rows(view.rows, anything=bool(view.counts.get(Filter.ALL)), wanted=wanted)
        self._chosen(self.table.chosen_id)

    def _label(self) -> None:
        names = {
            Filter.RUN: self.tr("In use {n}"),
            Filter.URGENT: self.tr("Need you {n}"),
            Filter.ENDED: self.tr("Ended {n}"),
            Filter.ALL: self.tr("All {n}"),
        }
        counts = self._view.counts
        self.listing.offer([Choice(key.value, words.format(n=counts.get(key, 0))) for key, words in names.items()])

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
        self.more_menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def more_menu(self) -> QMenu:
        """What is done seldom."""
        menu = QMenu(self.more)
        menu.addAction(self.tr("Connect many Facebook pages with one login…"), self._add_many)
        return menu

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
            case Deed.CATEGORIES:
                self._choose_categories(row)
            case Deed.RELEASE:
                if row.pause is not None:
                    self._releasing.ask(row.pause, row.account.title)
            case Deed.STATUS:
                form = StatusForm(self.shell, row.account, self._view.accounts, self)
                form.saved.connect(self.shell.changed)
                form.open()
            case Deed.DISCONNECT:
                self._prove(self._disconnecting(row), self.tr("Disconnected."))
            case Deed.REMOVE:
                self._prove(self._removing(row), self.tr("Taken off the list."))

    def _choose_categories(self, row: PageRow) -> None:
        dialog = CategoriesDialog(self.shell, row.account, self)
        dialog.kept.connect(self.shell.changed)
        if row.pause is not None:  # perhaps for a category that is gone: a good answer of the site ends it
            dialog.kept.connect(lambda: self._check(row))
        dialog.open()

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
