"""The outbox: every delivery with its state, and what can be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from studio.errors import StudioError
from studio.ui.anchors import anchor
from studio.ui.outbox.alarms import load_alarms
from studio.ui.outbox.bells import Bells
from studio.ui.outbox.columns import outbox_columns
from studio.ui.outbox.details import Details, load_details
from studio.ui.outbox.drawer import Drawer
from studio.ui.outbox.releasing import Releasing
from studio.ui.outbox.rows import Filter, OutboxRow, OutboxView, load_outbox
from studio.ui.outbox.work import OutboxWork
from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import Choice
from studio.ui.widgets.layout import column
from studio.ui.widgets.listing import Listing
from studio.ui.widgets.rows import RowsModel


class OutboxPage(Page):
    """Filters and search above, the table, and the drawer of the delivery in hand."""

    id = PageId.OUTBOX

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._view, self._wanted = OutboxView(), ""
        self._menu_at: QPoint | None = None
        self._look = QuietButton(glyph="refresh-cw")
        self._main = PrimaryButton()
        self._first = PrimaryButton(glyph="square-pen")
        self._empty, self._nothing = EmptyState("send", self._first), EmptyState("search")
        self.bells = Bells(shell.speech)
        self.model: RowsModel[OutboxRow] = RowsModel(outbox_columns(), self)
        self.drawer = Drawer(shell.speech)
        self.listing = Listing(
            self.model, self.drawer, empty=self._empty, nothing=self._nothing, first=Filter.ALL.value
        )
        self.search, self.table = self.listing.search, self.listing.table
        anchor(self.table, "post.export_pack", "draft.followup", stand_in=True)
        shell.memory.follow("outbox", self.listing.splitter)
        self.releasing = Releasing(shell, self)
        self.work = OutboxWork(shell, self, self.drawer, self.releasing, self._reconcile)
        for tool in (self.search, self._look, self._main):
            self.tools.addWidget(tool)
        inside = column(self.heading, self.bells, self.listing, spacing=14, margins=MARGINS)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self._look.clicked.connect(lambda: self._reconcile(None))
        self._main.clicked.connect(self._main_step)
        self._first.clicked.connect(lambda: self.shell.go(PageId.COMPOSER, "new"))
        self.listing.asked.connect(self.refresh)
        self.table.chosen.connect(self._chosen)
        self.table.menu_wanted.connect(self._offer)
        self.bells.seen.connect(self.work.let_leave)
        self.bells.release.connect(self._release)
        self.bells.connections.connect(lambda: self.shell.go(PageId.CONNECTIONS, ""))
        self.drawer.wanted.connect(self.work.do)
        self.drawer.closed.connect(self.toggle_side)
        self.drawer.confirmed.connect(self.work.confirm_by_hand)
        self.drawer.copied.connect(lambda name: self.shell.toast(self.tr("Copied: {name}").format(name=name)))

    def retranslate(self) -> None:
        self.title.setText(self.tr("Outbox"))
        self.search.set_prompt(self.tr("Search post, page, reference…"))
        self.table.setAccessibleName(self.tr("Deliveries"))
        self._look.setText(self.tr("Check again"))
        self._look.setToolTip(self.tr("Look on the pages for every delivery whose result is not certain"))
        self._first.setText(self.tr("Write a post"))
        self._empty.set_words(
            self.tr("Nothing has been sent yet"),
            self.tr("Once a post is approved, publish it: each page gets a line here that says what became of it."),
        )
        self._nothing.set_words(
            self.tr("No delivery matches"), self.tr("Search for something else or choose another filter.")
        )
        self._label()

    # -- reading

    def open(self, what: str) -> None:
        """`what` is the id of a delivery, or of a post, whose newest delivery is then shown."""
        self._wanted = what

    def refresh(self) -> None:
        studio, sought = self.shell.studio, self._wanted
        wanted, query = Filter(self.listing.filter), self.listing.query
        self.shell.tasks.store(lambda: load_outbox(studio, wanted, query, sought), self._show, owner=self, key="outbox")
        self.shell.tasks.store(lambda: load_alarms(studio), self.bells.show_alarms, owner=self, key="alarms")

    def panes(self) -> tuple[QWidget, ...]:
        return self.listing.panes()

    def seek(self) -> None:
        self.search.setFocus()

    def toggle_side(self) -> None:
        self.listing.toggle_drawer()

    def confirm(self) -> None:
        if self._view.ready:
            self._main.click()

    def _show(self, view: OutboxView) -> None:
        self._view = view
        if view.uncovered:
            self.listing.uncover(Filter.ALL.value)
        self._label()
        sought, self._wanted = self._wanted, ""
        wanted = next((key for key, row in view.rows.items() if row.delivery.post_id == sought), sought)
        self.listing.show_rows(view.rows, anything=bool(view.counts.get(Filter.ALL)), wanted=wanted)
        self._chosen(self.table.chosen_id)

    def _label(self) -> None:
        names = {
            Filter.ALL: self.tr("All {n}"),
            Filter.URGENT: self.tr("Need you {n}"),
            Filter.WAITING: self.tr("Waiting {n}"),
            Filter.DONE: self.tr("Sent {n}"),
        }
        counts = self._view.counts
        self.listing.offer([Choice(key.value, words.format(n=counts.get(key, 0))) for key, words in names.items()])
        ready = self._view.ready_count
        self._main.set_glyph("send" if ready else "plus")
        self._main.setText(self.tr("Publish an approved post ({n})").format(n=ready) if ready else self.tr("Compose"))
        self._first.setVisible(not ready)

    def _chosen(self, delivery_id: str) -> None:
        row = self.model.row(delivery_id) if delivery_id else None
        if row is None:
            self.drawer.hide()
            return
        studio = self.shell.studio
        self.shell.tasks.pool(lambda _: load_details(studio, row), self._show_details, owner=self, key="details")

    def _show_details(self, details: Details) -> None:
        self.drawer.show_details(details)
        self.drawer.show()
        self._pop_up()

    # -- doing

    def _release(self) -> None:
        alarms, button = self.bells.alarms, self.bells.again
        self.releasing.choose(alarms.pauses, alarms.titles, button.mapToGlobal(button.rect().bottomLeft()))

    def _offer(self, at: QPoint) -> None:
        """A menu of what the drawer offers, as soon as it knows."""
        self._menu_at = at
        details = self.drawer.details
        if details is not None and details.delivery.id == self.table.chosen_id:
            self._pop_up()

    def _pop_up(self) -> None:
        at, self._menu_at = self._menu_at, None
        if at is not None:
            self.drawer.menu().popup(at)

    def _main_step(self) -> None:
        ready = self._view.ready
        if not ready:
            self.shell.go(PageId.COMPOSER, "new")
        elif len(ready) == 1:
            self.shell.publish(ready[0].id)
        else:
            menu = QMenu(self)
            for post in ready:
                menu.addAction(post.title, partial(self.shell.publish, post.id))
            menu.popup(self._main.mapToGlobal(self._main.rect().bottomLeft()))

    def _reconcile(self, delivery_id: str | None) -> None:
        outbox = self.shell.studio.outbox
        self._look.setEnabled(False)
        self.shell.tasks.pool(
            lambda _: outbox.reconcile(delivery_id), self._looked, owner=self, failed=self._not_looked, key="look"
        )

    def _looked(self, changed: object) -> None:
        self._look.setEnabled(True)
        self.shell.toast(self.tr("Looked on the pages."))
        self.shell.changed()

    def _not_looked(self, error: StudioError) -> None:
        self._look.setEnabled(True)
        self.shell.complain(error)
