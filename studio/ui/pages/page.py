"""The unit's pages: a list of them, and everything about the one in hand; beside it the register of incidents."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from studio.accounts.model import Health
from studio.errors import StudioError
from studio.registry.model import PageFile
from studio.translation import tr
from studio.ui.access.tab import AccessTab
from studio.ui.access.view import load_access
from studio.ui.actions import sequence
from studio.ui.anchors import anchor
from studio.ui.connections.categories import CategoriesDialog
from studio.ui.connections.connect import ConnectDialog
from studio.ui.connections.forms import AccountForm, StatusForm
from studio.ui.connections.many import ManyPagesDialog
from studio.ui.files import ask_folder
from studio.ui.outbox.deeds import ReleaseActions
from studio.ui.page import MARGINS, Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.pages.file import FileTab
from studio.ui.pages.list_view import PagesList
from studio.ui.pages.rows import (
    TECHNICIANS,
    PageDeed,
    PageFacts,
    PageFilter,
    PagesView,
    UnitPage,
    load_page,
    load_pages,
)
from studio.ui.pages.sheet import ACCESS, FILES, KINDS, PageSheet
from studio.ui.pin_dialog import PinAction, PinConfirmDialog
from studio.ui.slips.tab import SlipsTab
from studio.ui.tabbed import Tab
from studio.ui.tasks import Ticket
from studio.ui.widgets.buttons import IconButton, MenuButton, PrimaryButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills
from studio.ui.widgets.layout import Card, column, row
from studio.ui.widgets.progress import ProgressStrip
from studio.ui.widgets.search import SearchField

PAGES, SLIPS = "pages", "slips"
LIST, LINE = 300, 18
"""Pixels of the list at 100 percent, where a line of type has that many."""
MOST = 0.25
"""Of the width of the page, the most that the list takes where type is large."""


class PagesPage(Page):
    """``open("access:trang-a")`` shows the rights on that page; a file is named by its own id, too."""

    id = PageId.PAGES

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._view, self._wanted, self._filter, self._query = PagesView(), "", PageFilter.RUN, ""
        self._find_table = self._find_file = False
        self._latest: datetime | None = None
        self._stopped = Event()
        self._slips: SlipsTab | None = None
        self.views = FilterPills(wrap=False)
        self.more = IconButton("ellipsis-vertical", tr("More"))
        self.add = MenuButton(tr("Add a page…"), glyph="plus")
        self.search, self.filter = SearchField(tr("Search…")), Combo()
        self.search.setAccessibleName(tr("Search pages"))
        self.filter.setAccessibleName(tr("Which pages are listed"))
        self.list = PagesList()
        self.progress = ProgressStrip()
        self.sheet = PageSheet(shell)
        self._releasing = ReleaseActions(shell, self)
        self._first = PrimaryButton(tr("Connect an existing page…"), glyph="plus")
        self._empty = EmptyState(
            "id-card",
            self._first,
            heading=tr("No page yet"),
            text=tr(
                "Register the pages your unit is authorised to run. Facebook, Zalo and websites are then connected."
            ),
        )
        self._nothing = EmptyState("search", heading=tr("No page matches"), text=tr("Search for something else."))
        self.title.setText(tr("Pages"))
        self._build()
        self._connect()
        anchor(self.search, "registry.search")
        anchor(self.add, "registry.request.new")
        anchor(self.more, "directory.export")
        self._name()

    def _build(self) -> None:
        for tool in (self.views, self.more, self.add):
            self.tools.addWidget(tool, 0, Qt.AlignmentFlag.AlignVCenter)
        self._under = QStackedWidget()
        self._under.addWidget(self.list)
        self._under.addWidget(self._nothing)
        self._listed = Card()
        held = column(self.search, self.filter, spacing=8, margins=(12, 12, 12, 10))
        inside = column(held, self._under, spacing=0, margins=(1, 1, 1, 6))
        inside.setStretch(1, 1)
        self._listed.setLayout(inside)
        full, body = QWidget(), row(self._listed, self.sheet, spacing=12)
        body.setStretch(1, 1)
        full.setLayout(body)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self._empty)
        whole = column(self.heading, self.progress, self._stack, spacing=12, margins=MARGINS)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.views.chosen.connect(self._look_at)
        self.more.clicked.connect(lambda: self.more_menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        menu = QMenu(self.add)
        menu.addAction(tr("Connect an existing page…"), self._add)
        menu.addAction(tr("Request a new page"), self._begin)
        menu.addAction(tr("Connect many Facebook pages with one access token…"), self._add_many)
        self.add.setMenu(menu)
        self._first.clicked.connect(self._add)
        self.search.searched.connect(self._searched)
        self.filter.activated.connect(self._filtered)
        self.list.chosen.connect(self._chosen)
        self.sheet.wanted.connect(self._do)
        self.sheet.made.connect(self._tab_made)
        self.progress.stopped.connect(self._stopped.set)
        for keys, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            turn = QShortcut(sequence(keys), self)
            turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turn.activated.connect(lambda by=by: self.sheet.step(by))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = round(LIST * self.fontMetrics().height() / LINE)
        self._listed.setFixedWidth(min(wanted, round(MOST * self.width())))

    # -- what the window asks

    def open(self, what: str) -> None:
        """``TAB:PAGE``, ``slips:SLIP``, or the name of a page alone."""
        name, _, thing = what.partition(":")
        if name == SLIPS:
            self._look_at(SLIPS)
            self.slips.open(thing)
            return
        if not what:
            return
        self._look_at(PAGES)
        if name in {kind.name for kind in KINDS}:
            self.sheet.turn_to(name)
        else:
            thing = name
        self._find_table = name == ACCESS and not thing
        self._find_file = name == FILES and not thing
        if thing:
            self._wanted, self._query, self._filter = thing, "", PageFilter.ALL
            self.search.show_text("")

    @property
    def slips(self) -> SlipsTab:
        """The register of incidents; made when it is first asked for."""
        if self._slips is None:
            self._slips = SlipsTab(self.shell)
            self._stack.addWidget(self._slips)
        return self._slips

    @property
    def tab(self) -> Tab:
        """The tab in sight, or the register."""
        return self.slips if self._in_register else self.sheet.tab

    @property
    def _in_register(self) -> bool:
        return self._slips is not None and self._stack.currentWidget() is self._slips

    @property
    def shown(self) -> str:
        if self._in_register:
            return f"{SLIPS}:{self.slips.shown}"
        return f"{self.sheet.name}:{self.list.chosen_id}"

    @property
    def kept_view(self) -> Any:
        return self._filter, self._query, self._slips.kept_view if self._slips is not None else None

    def take_view(self, view: Any) -> None:
        self._filter, self._query, slips = view
        self.search.show_text(self._query)
        if slips is not None:
            self.slips.take_view(slips)

    @property
    def settled(self) -> bool:
        return all(tab.settled for tab in (*self.sheet.made_tabs, *([self._slips] if self._slips else ())))

    def refresh(self) -> None:
        tab = self.tab
        if self._in_register or isinstance(tab, FileTab):  # the others are shown what is read now
            tab.refresh()
        self._read()

    def leave(self) -> None:
        for tab in (*self.sheet.made_tabs, *([self._slips] if self._slips else ())):
            tab.leave()

    def panes(self) -> tuple[QWidget, ...]:
        if self._in_register:
            return self.slips.panes()
        return (self.search, self.list, self.sheet.tabs, *self.sheet.tab.panes())

    def save(self) -> None:
        self.tab.save()

    def check(self) -> None:
        self.tab.check()

    def seek(self) -> None:
        self.tab.seek() if self._in_register else self.search.setFocus()

    # -- the list

    def _read(self) -> None:
        studio, wanted, query, find_table = self.shell.studio, self._filter, self._query, self._find_table

        def work() -> tuple[PagesView, str]:
            return load_pages(studio, wanted, query), load_access(studio, "", filtered=False).page if find_table else ""

        self.shell.tasks.store(work, lambda found: self._show(*found), owner=self, key="pages")

    def _show(self, view: PagesView, table: str) -> None:
        self._view = view
        self._name()
        anything = bool(view.counts.get(PageFilter.ALL))
        if not self._in_register:
            self._stack.setCurrentIndex(0 if anything else 1)
        self._under.setCurrentIndex(0 if view.rows else 1)
        wanted = self._wanted or table or self._changed_elsewhere(view)
        self._wanted, self._find_table, self._find_file = "", False, False
        self.list.show_pages(view.rows)
        key = wanted if wanted in view.rows else view.of_file(wanted)
        before = self.list.chosen_id
        if key:
            self.list.choose(key)
        elif not self.list.chosen_id and view.rows:
            self.list.choose(next(iter(view.rows)))
        if self.list.chosen_id == before:  # else the choice has asked for it
            self._chosen(self.list.chosen_id)
        self.sheet.setVisible(bool(self.list.chosen_id))

    def _changed_elsewhere(self, view: PagesView) -> str:
        """The file that somebody else changed since the last look (a lesson that is played), or that is asked for."""
        files: list[PageFile] = [row.file for row in view.rows.values() if row.file is not None]
        newest = max(files, key=lambda file: file.changed_at, default=None)
        if newest is None:
            return ""
        before, self._latest = self._latest, newest.changed_at
        sheet = self.file_tab.sheet
        in_hand = self.list.row(self.list.chosen_id) if self.list.chosen_id else None
        if self._find_file and (in_hand is None or in_hand.file is None):
            return newest.id
        moved = self.sheet.name == FILES and before is not None and newest.changed_at > before
        return newest.id if moved and newest.id != sheet.file_id and not sheet.busy else ""

    def _name(self) -> None:
        counts = self._view.counts
        names = {
            PageFilter.RUN: tr("In use {n}"),
            PageFilter.URGENT: tr("Needs attention {n}"),
            PageFilter.ENDED: tr("Ended {n}"),
            PageFilter.ALL: tr("All {n}"),
        }
        self.filter.clear()
        for key, words in names.items():
            self.filter.addItem(words.format(n=counts.get(key, 0)), key)
        self.filter.choose(self._filter)
        here = SLIPS if self._in_register else PAGES
        self.views.offer([FilterChoice(PAGES, tr("Pages")), FilterChoice(SLIPS, tr("Incident register"))], here)

    def _look_at(self, view: str) -> None:
        """The pages, or the register of incidents."""
        if view == SLIPS:
            self._stack.setCurrentWidget(self.slips)
            self.slips.refresh()
        else:
            self._stack.setCurrentIndex(0 if self._view.counts.get(PageFilter.ALL, 1) else 1)
        self._name()

    def _searched(self, query: str) -> None:
        self._query = query
        self._read()

    def _filtered(self, _: int) -> None:
        self._filter = PageFilter(self.filter.currentData())
        self._read()

    def _chosen(self, key: str) -> None:
        page = self._view.rows.get(key)
        self.sheet.setVisible(page is not None)
        if page is None:
            return
        studio = self.shell.studio
        self.shell.tasks.store(lambda: load_page(studio, page), self._show_facts, owner=self, key="page in hand")

    def _show_facts(self, facts: PageFacts) -> None:
        if facts.row.key == self.list.chosen_id:
            self.sheet.show_page(facts)

    def _tab_made(self, name: str, tab: object) -> None:
        if isinstance(tab, FileTab):
            tab.sheet.saved.connect(self._read)
            tab.begun.connect(self.shell.changed)
        elif isinstance(tab, AccessTab):
            tab.page_found.connect(self.list.choose)

    # -- doing

    def _add(self) -> None:
        form = AccountForm(self.shell, self._view.accounts, self._view.book.units, self)
        form.done_well.connect(self.shell.changed)
        form.open()

    def _begin(self) -> None:
        by, registry = self.shell.session.person_id, self.shell.studio.registry
        if not by:
            self.shell.sign_in()
            return
        self.leave()
        self.shell.tasks.store(lambda: registry.begin(by), self._begun, owner=self)

    def _begun(self, file: PageFile) -> None:
        self.open(f"{FILES}:{file.id}")
        self.shell.changed()

    def more_menu(self) -> QMenu:
        """What is done seldom."""
        menu = QMenu(self.more)
        menu.addAction(tr("Check the connection of every connected page now"), self.check_all)
        menu.addAction(tr("Export the directory of official pages…"), self._export_directory)
        return menu

    def _add_many(self) -> None:
        units = self._view.book.units
        dialog = ManyPagesDialog(self.shell, self._view.accounts, units[0].id if units else "", self)
        dialog.done_well.connect(self.shell.changed)
        dialog.open()

    def _export_directory(self) -> None:
        by, exports = self.shell.session.person_id, self.shell.studio.registry.exports
        if not by:
            self.shell.sign_in()
            return
        deeds = self.file_tab.sheet.deeds

        def write(folder: Path) -> None:
            self.shell.tasks.store(
                lambda: exports.directory(folder, by), lambda made: deeds.exported(made[0]), owner=self
            )

        ask_folder(self, tr("Folder for the directory of official pages"), write)

    @property
    def file_tab(self) -> FileTab:
        """The tab of the file."""
        tab = self.sheet.get(KINDS[2])
        if not isinstance(tab, FileTab):
            raise TypeError(type(tab))
        return tab

    def _do(self, name: str) -> None:
        page = self.sheet.row
        if page is None or page.account is None:
            return
        match PageDeed(name):
            case PageDeed.CONNECT:
                dialog = ConnectDialog(self.shell, page.account, self)
                dialog.done_well.connect(self.shell.changed)
                dialog.open()
            case PageDeed.CHECK:
                self._check(page)
            case PageDeed.CATEGORIES:
                self._choose_categories(page)
            case PageDeed.RELEASE:
                if page.pause is not None:
                    self._releasing.ask(page.pause, page.title)
            case PageDeed.STATUS:
                form = StatusForm(self.shell, page.account, self._view.accounts, self)
                form.done_well.connect(self.shell.changed)
                form.open()
            case PageDeed.DISCONNECT:
                self._prove(self._disconnecting(page), tr("Disconnected."))
            case PageDeed.REMOVE:
                self._prove(self._removing(page), tr("Removed from the list."))

    def _choose_categories(self, page: UnitPage) -> None:
        if page.account is None:
            return
        dialog = CategoriesDialog(self.shell, page.account, self)
        dialog.done_well.connect(self.shell.changed)
        if page.pause is not None:  # perhaps for a category that is gone: a good answer of the site ends it
            dialog.done_well.connect(lambda: self._check(page))
        dialog.open()

    def _check(self, page: UnitPage) -> None:
        connections = self.shell.studio.connections
        button = self.sheet.deed_button(PageDeed.CHECK)
        if button is not None:
            button.setEnabled(False)
        self.shell.tasks.pool(lambda _: connections.check(page.key), self._checked, owner=self, key="check")

    def _checked(self, health: Health) -> None:
        self.shell.toast(self.shell.language.say(health.say))
        self.shell.changed()

    def check_all(self) -> None:
        """Ask every connected page how its connection is."""
        connections = self.shell.studio.connections
        self._stopped.clear()
        self.progress.begin(tr("Checking the connection of every page…"))

        def work(ticket: Ticket) -> object:
            return connections.check_all(lambda: not (self._stopped.is_set() or ticket.stop_asked))

        def refused(error: StudioError) -> None:
            self.progress.end()
            self.shell.complain(error)

        self.shell.tasks.pool(work, self._all_checked, owner=self, failed=refused)

    def _all_checked(self, _: object) -> None:
        self.progress.end()
        self.shell.changed()

    def _disconnecting(self, page: UnitPage) -> PinAction:
        connections = self.shell.studio.connections
        return PinAction(
            heading=tr("Disconnect {page}?").format(page=page.title),
            text=tr(
                "The access token is deleted from this PC; posts can no longer be sent there. On the platform it "
                "stays valid until it is revoked there."
            ),
            verb=tr("Disconnect"),
            roles=TECHNICIANS,
            danger=True,
            work=lambda signed: connections.disconnect(page.key, signed.person, signed.pin),
        )

    def _removing(self, page: UnitPage) -> PinAction:
        connections = self.shell.studio.connections
        return PinAction(
            heading=tr("Remove {page} from the list?").format(page=page.title),
            text=tr("Records of what was published there stay. For a page that was closed, change its status instead."),
            verb=tr("Remove from the list"),
            roles=TECHNICIANS,
            danger=True,
            work=lambda signed: connections.remove(page.key, signed.person, signed.pin),
        )

    def _prove(self, action: PinAction, said: str) -> None:
        dialog = PinConfirmDialog(self.shell, action, self)
        dialog.done_well.connect(lambda: self._moved(said))
        dialog.open()

    def _moved(self, said: str) -> None:
        self.shell.toast(said)
        self.shell.changed()
