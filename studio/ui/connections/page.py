"""Pages and connections: the registry of the unit's pages, how each connection is, and how to repair it."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event
from typing import Any

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from studio.accounts.model import Account, Category, Health
from studio.clock import show_datetime
from studio.errors import StudioError
from studio.text import fold
from studio.translation import tr
from studio.ui.connections.connect import ConnectDialog
from studio.ui.connections.drawer import PageDrawer
from studio.ui.connections.forms import AccountForm, StatusForm
from studio.ui.connections.many import ManyDialog
from studio.ui.connections.rows import TECHNICIANS, PageDeed, PageFilter, PageRow, PagesView, load_pages
from studio.ui.form import Form, Values
from studio.ui.icons import icon_px
from studio.ui.outbox.deeds import Releasing
from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.proof import ProofDialog, ProofStep
from studio.ui.tasks import Ticket
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import avatars
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import FilterChoice
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, column, scrolled
from studio.ui.widgets.listing import Listing
from studio.ui.widgets.progress import ProgressStrip
from studio.ui.widgets.rows import Column, RowsModel
from studio.ui.widgets.search import SearchField
from studio.ui.words import health_word, kind_name, page_word

LONG = 10
"""Categories from which on one searches among them."""
HIGH = 280
"""Pixels that their list has at least."""


class CategoriesDialog(Form):
    """Categories of the site, ticked by hand."""

    def __init__(self, shell: Shell, account: Account, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, width=520)
        self._account = account
        self.boxes: dict[int, CheckBox] = {}
        self.slow = tr("Reading the site…")
        self.set_heading(tr("Categories of {page}").format(page=account.title))
        self.say(
            tr("Posts go into every category that is ticked; where none is, into the site's default one."),
            "",
        )
        self.lost = self.put(Banner())
        self.search = self.put(SearchField(tr("Search categories…")))
        self.search.searched.connect(self._filter)
        self.search.hide()
        self._list: QVBoxLayout = column(spacing=4)
        inside = Plain()
        inside.setLayout(column(self._list, None, margins=14))
        area = scrolled(inside)
        area.setMinimumHeight(HIGH)
        self.put(Card()).setLayout(column(area, margins=1))
        self.prove("by", TECHNICIANS)
        self._wait(True)
        studio = shell.studio
        shell.tasks.pool(lambda _: studio.categories.on_site(account.name), self._show, owner=self, failed=self._unread)

    @property
    def ticked(self) -> list[int]:
        """Ids of the categories that are ticked."""
        return [key for key, box in self.boxes.items() if box.isChecked()]

    def work(self, values: Values) -> object:
        return self.shell.studio.categories.choose(self._account.name, self.ticked, *values["by"])

    def _show(self, found: Sequence[Category]) -> None:
        self._wait(False)
        chosen = {category.id for category in self._account.categories}
        for category in found:
            box = CheckBox(category.name)
            box.setChecked(category.id in chosen)
            self.boxes[category.id] = box
            self._list.addWidget(box)
        if not found:
            self._list.addWidget(Label(tr("The site has no category yet."), "hint", wrap=True))
        gone = [category.name for category in self._account.categories if category.id not in self.boxes]
        words = tr("No longer on the site: {names}. Nothing is sent there until you have chosen anew.")
        self.lost.say(Tone.AMBER, words.format(names=", ".join(f"“{name}”" for name in gone)) if gone else "")
        self.search.setVisible(len(found) >= LONG)
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            first.show()  # at once: what is out of sight takes no keyboard
        (self.search if not self.search.isHidden() else first or self.cancel).setFocus()
        self.begin()

    def _filter(self, query: str) -> None:
        """Only names with every word of `query`, marks aside; what is ticked stays ticked."""
        words = fold(query).split()
        for box in self.boxes.values():
            box.setVisible(all(word in fold(box.text()) for word in words))

    def _unread(self, error: StudioError) -> None:
        """Nothing can be chosen."""
        self._refused(error)
        self.go.setEnabled(False)

    def _done(self, result: Account) -> None:
        self.shell.toast(tr("Categories saved."))
        super()._done(result)


_KIND = "Zalo Official Account"
_STATUS = "Đang hoạt động"
_HEALTH = "Không cần đăng nhập"
_TIME = "00/00/0000 00:00"
_UNIT = "Công an phường Minh Khai"


def page_columns(sign_px: int) -> tuple[Column[PageRow], ...]:
    """Page, unit, kind, status, connection, last look."""
    return (
        Column(
            heading=tr("Page"),
            text=lambda r: r.account.title,
            picture=lambda r: _sign(r, sign_px),
        ),
        Column(heading=tr("Unit"), text=lambda r: r.unit, sample=_UNIT, keep=1),
        Column(heading=tr("Kind"), text=lambda r: kind_name(r.account.kind), sample=_KIND, keep=4),
        Column(
            heading=tr("Status"),
            text=lambda r: page_word(r.account.status).text,
            word=lambda r: page_word(r.account.status),
            sample=_STATUS,
            keep=3,
        ),
        Column(
            heading=tr("Connection"),
            text=lambda r: health_word(r.health).text,
            word=lambda r: health_word(r.health),
            sample=_HEALTH,
        ),
        Column(heading=tr("Last look"), text=_looked, sample=_TIME, keep=2),
    )


def _sign(row: PageRow, px: int) -> QIcon:
    """The same in the row in hand, which Qt would tint."""
    drawn = avatars((row.account.title,), px)
    icon = QIcon(drawn)
    icon.addPixmap(drawn, QIcon.Mode.Selected)
    return icon


def _looked(row: PageRow) -> str:
    return show_datetime(row.health.checked_at) if row.health is not None else ""


class ConnectionsPage(Page):
    """Filters and search above, the table, and the drawer of the page in hand."""

    id = PageId.CONNECTIONS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._view, self._wanted = PagesView(), ""
        self._stopped = Event()
        self.check_all = QuietButton(tr("Check all"), glyph="refresh-cw")
        self.more = IconButton("ellipsis-vertical", tr("More"))
        self.add = PrimaryButton(tr("Add a page"), glyph="plus")
        self._first = PrimaryButton(tr("Add a page"), glyph="plus")
        empty = EmptyState(
            "plug",
            self._first,
            heading=tr("No page yet"),
            text=tr(
                "Register the pages your unit is authorised to run. Facebook, Zalo and websites are then connected."
            ),
        )
        nothing = EmptyState(
            "search",
            heading=tr("No page matches"),
            text=tr("Search for something else or choose another filter."),
        )
        self.progress = ProgressStrip()
        self.model: RowsModel[PageRow] = RowsModel(page_columns(icon_px(self.fontMetrics())), self)
        self.drawer = PageDrawer(shell.speech)
        self._releasing = Releasing(shell, self)
        self.listing = Listing(self.model, self.drawer, empty=empty, nothing=nothing, first=PageFilter.RUN.value)
        self.search, self.table = self.listing.search, self.listing.table
        shell.memory.follow("connections", self.listing.splitter)
        for tool in (self.search, self.check_all, self.more, self.add):
            self.tools.addWidget(tool)
        inside = column(self.heading, self.progress, self.listing, spacing=14, margins=MARGINS)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self._connect()
        self.title.setText(tr("Pages and connections"))
        self.search.set_prompt(tr("Search page, unit, ID…"))
        self.table.setAccessibleName(tr("Pages"))
        self.check_all.setToolTip(tr("Ask every connected page now how its connection is"))
        self._show_counts(self._view)

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

    # -- reading

    def open(self, what: str) -> None:
        """`what` is the name of a page."""
        self._wanted = what
        if what:
            self.listing.uncover(PageFilter.ALL.value)

    @property
    def shown(self) -> str:
        return self.listing.in_hand

    @property
    def kept_view(self) -> Any:
        return self.listing.view

    def take_view(self, view: Any) -> None:
        self.listing.look_as(view)

    def refresh(self) -> None:
        studio, wanted, query = self.shell.studio, PageFilter(self.listing.filter), self.listing.query
        self.shell.tasks.store(lambda: load_pages(studio, wanted, query), self._show, owner=self, key="pages")

    def panes(self) -> tuple[QWidget, ...]:
        return self.listing.panes()

    def seek(self) -> None:
        self.search.setFocus()

    def toggle_side(self) -> None:
        self.listing.toggle_drawer()

    def _show(self, view: PagesView) -> None:
        self._view = view
        self._show_counts(view)
        wanted, self._wanted = self._wanted, ""
        self.listing.show_rows(view.rows, anything=bool(view.counts.get(PageFilter.ALL)), wanted=wanted)
        self._chosen(self.table.chosen_id)

    def _show_counts(self, view: PagesView) -> None:
        names = {
            PageFilter.RUN: tr("In use {n}"),
            PageFilter.URGENT: tr("Need you {n}"),
            PageFilter.ENDED: tr("Ended {n}"),
            PageFilter.ALL: tr("All {n}"),
        }
        counts = view.counts
        self.listing.offer(
            [FilterChoice(key.value, words.format(n=counts.get(key, 0))) for key, words in names.items()]
        )

    def _chosen(self, name: str) -> None:
        row = self.model.row(name) if name else None
        if row is not None:
            self.drawer.show_page(row)
        self.drawer.setVisible(row is not None)

    # -- doing

    def _add(self) -> None:
        form = AccountForm(self.shell, self._view.accounts, self._view.book.units, self)
        form.done_well.connect(self.shell.changed)
        form.open()

    def _offer_more(self) -> None:
        self.more_menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def more_menu(self) -> QMenu:
        """What is done seldom."""
        menu = QMenu(self.more)
        menu.addAction(tr("Connect many Facebook pages with one login…"), self._add_many)
        return menu

    def _add_many(self) -> None:
        units = self._view.book.units
        dialog = ManyDialog(self.shell, self._view.accounts, units[0].id if units else "", self)
        dialog.done_well.connect(self.shell.changed)
        dialog.open()

    def _do(self, name: str) -> None:
        row = self.drawer.page
        if row is None:
            return
        match PageDeed(name):
            case PageDeed.CONNECT:
                dialog = ConnectDialog(self.shell, row.account, self)
                dialog.done_well.connect(self.shell.changed)
                dialog.open()
            case PageDeed.CHECK:
                self._check(row)
            case PageDeed.CATEGORIES:
                self._choose_categories(row)
            case PageDeed.RELEASE:
                if row.pause is not None:
                    self._releasing.ask(row.pause, row.account.title)
            case PageDeed.STATUS:
                form = StatusForm(self.shell, row.account, self._view.accounts, self)
                form.done_well.connect(self.shell.changed)
                form.open()
            case PageDeed.DISCONNECT:
                self._prove(self._disconnecting(row), tr("Disconnected."))
            case PageDeed.REMOVE:
                self._prove(self._removing(row), tr("Taken off the list."))

    def _choose_categories(self, row: PageRow) -> None:
        dialog = CategoriesDialog(self.shell, row.account, self)
        dialog.done_well.connect(self.shell.changed)
        if row.pause is not None:  # perhaps for a category that is gone: a good answer of the site ends it
            dialog.done_well.connect(lambda: self._check(row))
        dialog.open()

    def _check(self, row: PageRow) -> None:
        connections, name = self.shell.studio.connections, row.account.name
        button = self.drawer.deed_button(PageDeed.CHECK)
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
        self.progress.begin(tr("Asking every page how its connection is…"))

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

    def _disconnecting(self, row: PageRow) -> ProofStep:
        connections, name = self.shell.studio.connections, row.account.name
        return ProofStep(
            heading=tr("Disconnect {page}?").format(page=row.account.title),
            text=tr(
                "The login is deleted from this PC; posts no longer go there. "
                "On the platform it stays valid until it is withdrawn there."
            ),
            verb=tr("Disconnect"),
            roles=TECHNICIANS,
            danger=True,
            work=lambda proof: connections.disconnect(name, proof.person, proof.pin),
        )

    def _removing(self, row: PageRow) -> ProofStep:
        connections, name = self.shell.studio.connections, row.account.name
        return ProofStep(
            heading=tr("Take {page} off the list?").format(page=row.account.title),
            text=tr("Records of what was published there stay. A page that was closed is better marked as closed."),
            verb=tr("Take off the list"),
            roles=TECHNICIANS,
            danger=True,
            work=lambda proof: connections.remove(name, proof.person, proof.pin),
        )

    def _prove(self, step: ProofStep, said: str) -> None:
        dialog = ProofDialog(self.shell, step, self)
        dialog.done_well.connect(lambda: self._moved(said))
        dialog.open()

    def _moved(self, said: str) -> None:
        self.shell.toast(said)
        self.shell.changed()
