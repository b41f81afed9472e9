"""The outbox: every delivery with its state, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from studio.errors import StudioError
from studio.outbox.model import Pause
from studio.phrase import Phrase
from studio.translation import ntr, tr
from studio.ui.anchors import anchor
from studio.ui.language import LanguageManager
from studio.ui.outbox.deeds import DeliveryDeed, ReleaseActions
from studio.ui.outbox.delivery_list import DeliveryList
from studio.ui.outbox.details import (
    DeliveryFilter,
    Details,
    OutboxRow,
    OutboxView,
    ReadyRow,
    load_details,
    load_outbox,
)
from studio.ui.outbox.drawer import Drawer
from studio.ui.outbox.faces import group_of, step_of
from studio.ui.outbox.move import ask_move
from studio.ui.outbox.work import OutboxWork
from studio.ui.page import MARGINS, Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.review.thumbs import load_thumbs
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import FilterChoice
from studio.ui.widgets.layout import column
from studio.ui.widgets.listing import ListPanel

if TYPE_CHECKING:
    from studio.app.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """`withheld`: deliveries of an earlier run that wait until somebody has seen them; `stale`: those that hang."""

    clock: Phrase | None = None
    warning: Phrase | None = None
    withheld: int = 0
    stale: int = 0
    pauses: tuple[Pause, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    """Titles of pages by the account's name."""


def load_alarms(studio: Studio) -> Alarms:
    counts = studio.outbox.alarms(studio.now())
    return Alarms(
        clock=studio.outbox.clock_trouble(),
        warning=studio.outbox.clock_warning(),
        withheld=counts.withheld,
        stale=counts.stale,
        pauses=tuple(studio.outbox.pauses()),
        titles={account.name: account.title for account in studio.accounts.list()},
    )


NAMED = 2
"""Paused pages that are named; the others are counted."""


class OutboxAlerts(QWidget):
    """`seen` lets leave what was withheld; `connections` goes to where a paused page is repaired, `release` ends its
    pause by a person's word."""

    seen = Signal()
    connections = Signal()
    release = Signal()

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._alarms = Alarms()
        self.let_go = QuietButton(tr("Reviewed, send them"), glyph="check")
        self.repair = QuietButton(tr("Repair the connection"), glyph="plug")
        self.again = QuietButton(tr("Resume sending…"), glyph="play")
        self.let_go.clicked.connect(self.seen)
        self.again.clicked.connect(self.release)
        self.repair.clicked.connect(self.connections)
        self.clock, self.withheld = Banner(), Banner(self.let_go)
        self.paused, self.stale = Banner(self.repair, self.again), Banner()
        self.setLayout(column(self.clock, self.withheld, self.paused, self.stale, spacing=8))
        self.show_alarms(self._alarms)

    @property
    def alarms(self) -> Alarms:
        return self._alarms

    def show_alarms(self, alarms: Alarms) -> None:
        self._alarms = alarms
        say = self._language.say
        clock = alarms.clock or alarms.warning
        self.clock.say(Tone.AMBER, say(clock) if clock else "")
        waits = ntr(
            "{n} delivery from an earlier day is still waiting. Review it; nothing is sent until you do.",
            "{n} deliveries from an earlier day are still waiting. Review them; nothing is sent until you do.",
            alarms.withheld,
        )
        self.withheld.say(Tone.AMBER, waits.format(n=alarms.withheld) if alarms.withheld else "")
        self.paused.say(Tone.RED, self._paused(alarms))
        hangs = ntr(
            "{n} delivery has made no progress for too long. Check again, or call the technical officer.",
            "{n} deliveries have made no progress for too long. Check again, or call the technical officer.",
            alarms.stale,
        )
        self.stale.say(Tone.AMBER, hangs.format(n=alarms.stale) if alarms.stale else "")
        self.setVisible(any(banner.text for banner in (self.clock, self.withheld, self.paused, self.stale)))

    def _paused(self, alarms: Alarms) -> str:
        pauses = alarms.pauses
        if not pauses:
            return ""
        named = [
            f"{alarms.titles.get(pause.account, pause.account)}: {self._language.say(pause.reason)}"
            for pause in pauses[:NAMED]
        ]
        more = len(pauses) - NAMED
        if more > 0:
            named.append(ntr("and {n} more page", "and {n} more pages", more).format(n=more))
        return tr("Sending stopped to:") + " " + " · ".join(named)


class OutboxPage(Page):
    """Filters and search above, the table, and the drawer of the delivery in hand."""

    id = PageId.OUTBOX

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._view, self._wanted = OutboxView(), ""
        self._then: Callable[[], None] | None = None
        self._look = QuietButton(tr("Check again"), glyph="refresh-cw")
        self._main = PrimaryButton()
        self._first = PrimaryButton(tr("Write a post"), glyph="square-pen")
        empty = EmptyState(
            "send",
            self._first,
            heading=tr("Nothing has been sent yet"),
            text=tr("Once a post is approved, publish it: each page gets a line here with its result."),
        )
        nothing = EmptyState(
            "search",
            heading=tr("No delivery matches"),
            text=tr("Search for something else or choose another filter."),
        )
        self.alerts = OutboxAlerts(shell.language)
        self.table = DeliveryList(shell.language)
        self.drawer = Drawer(shell.language)
        self.listing = ListPanel(
            self.table.rows,
            self.drawer,
            empty=empty,
            nothing=nothing,
            first=DeliveryFilter.ALL.value,
            table=self.table,
        )
        self.search = self.listing.search
        anchor(self.table, "post.export_pack", "draft.followup", stand_in=True)
        shell.memory.follow("outbox", self.listing.splitter)
        self.releasing = ReleaseActions(shell, self)
        self.work = OutboxWork(shell, self, self.drawer, self.releasing, self._reconcile)
        for tool in (self.search, self._look, self._main):
            self.tools.addWidget(tool)
        inside = column(self.heading, self.alerts, self.listing, spacing=14, margins=MARGINS)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self._connect()
        self.title.setText(tr("Outbox"))
        self.search.set_prompt(tr("Search post, page, reference…"))
        self._look.setToolTip(tr("Check on the pages every delivery whose result is unknown"))
        self._show_counts(self._view)

    def _connect(self) -> None:
        self._look.clicked.connect(lambda: self._reconcile(None))
        self._main.clicked.connect(self._main_step)
        self._first.clicked.connect(lambda: self.shell.go(PageId.COMPOSER, "new"))
        self.listing.asked.connect(self.refresh)
        self.table.chosen.connect(self._chosen)
        self.table.menu_wanted.connect(self._offer)
        self.table.opened.connect(self._step)
        self.table.stepped.connect(self._step)
        self.table.thumbs.wanted.connect(self._picture)
        self.alerts.seen.connect(self.work.let_leave)
        self.alerts.release.connect(self._release)
        self.alerts.connections.connect(lambda: self.shell.go(PageId.PAGES, ""))
        self.drawer.wanted.connect(self.work.do)
        self.drawer.closed.connect(self.toggle_side)
        self.drawer.confirmed.connect(self.work.confirm_by_hand)
        self.work.confirmed.connect(self._go_on)
        self.drawer.copied.connect(lambda name: self.shell.toast(tr("Copied: {name}").format(name=name)))

    # -- reading

    def open(self, what: str) -> None:
        """`what` is the id of a delivery, or of a post, whose newest delivery is then shown."""
        self._wanted = what

    @property
    def shown(self) -> str:
        return self.listing.in_hand

    @property
    def kept_view(self) -> Any:
        return self.listing.view

    def take_view(self, view: Any) -> None:
        self.listing.look_as(view)

    def refresh(self) -> None:
        studio, sought = self.shell.studio, self._wanted
        wanted, query = DeliveryFilter(self.listing.filter), self.listing.query
        self.shell.tasks.store(lambda: load_outbox(studio, wanted, query, sought), self._show, owner=self, key="outbox")
        self.shell.tasks.store(lambda: load_alarms(studio), self.alerts.show_alarms, owner=self, key="alarms")

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
            self.listing.uncover(DeliveryFilter.ALL.value)
        self._show_counts(view)
        sought, self._wanted = self._wanted, ""
        wanted = next((key for key, row in view.rows.items() if row.delivery.post_id == sought), sought)
        self.table.now = self.shell.studio.now()
        rows: dict[str, OutboxRow | ReadyRow] = {**view.approved, **view.rows}
        ordered = dict(sorted(rows.items(), key=lambda item: group_of(item[1])))
        anything = bool(view.counts.get(DeliveryFilter.ALL)) or bool(view.approved)
        self.listing.show_rows(ordered, anything=anything, wanted=wanted)
        self._chosen(self.table.chosen_id)

    def _show_counts(self, view: OutboxView) -> None:
        """On the filters, and on the button of what is most to be done here."""
        names = {
            DeliveryFilter.ALL: tr("All {n}"),
            DeliveryFilter.URGENT: tr("Needs attention {n}"),
            DeliveryFilter.WAITING: tr("Waiting {n}"),
            DeliveryFilter.DONE: tr("Sent {n}"),
        }
        counts = view.counts
        self.listing.offer(
            [FilterChoice(key.value, words.format(n=counts.get(key, 0))) for key, words in names.items()]
        )
        ready = view.ready_count
        self._main.set_glyph("send" if ready else "plus")
        self._main.setText(tr("Publish an approved post ({n})").format(n=ready) if ready else tr("Compose"))
        self._first.setVisible(not ready)

    def _chosen(self, delivery_id: str) -> None:
        row = self.table.row(delivery_id) if delivery_id else None
        if not isinstance(row, OutboxRow):
            self._then = None
            self.drawer.hide()
            return
        studio = self.shell.studio
        self.shell.tasks.pool(lambda _: load_details(studio, row), self._show_details, owner=self, key="details")

    def _show_details(self, details: Details) -> None:
        self.drawer.show_details(details)
        self.drawer.show()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _picture(self, posts: list[str]) -> None:
        studio = self.shell.studio
        self.shell.tasks.pool(lambda _: load_thumbs(studio, posts), self.table.thumbs.show, owner=self)

    # -- doing

    def _step(self, id: str) -> None:
        """The next step of a row: to queue a post, or to go on moving it; of a delivery what to try first."""
        row = self.table.row(id)
        deed = step_of(row) if isinstance(row, OutboxRow) else None
        if deed is not None:
            self._once_known(partial(self._do, deed))
        if isinstance(row, ReadyRow) and row.moving_to is not None:
            ask_move(self.shell, row.post_id, None, self)
        elif isinstance(row, ReadyRow):
            self.shell.publish(row.post_id)

    def _release(self) -> None:
        alarms, button = self.alerts.alarms, self.alerts.again
        self.releasing.choose(alarms.pauses, alarms.titles, button.mapToGlobal(button.rect().bottomLeft()))

    def _do(self, deed: DeliveryDeed) -> None:
        if deed is DeliveryDeed.CONFIRM:
            self.drawer.show()
            self.drawer.handover.open.setFocus()
        else:
            self.work.do(deed.value)

    def _go_on(self) -> None:
        """To the next row that waits for a person; where none does, the one in hand stays."""
        ids = self.table.ids
        place = ids.index(self.table.chosen_id)
        rows = ((key, self.table.row(key)) for key in (*ids[place + 1 :], *ids[:place]))
        self._wanted = next((key for key, row in rows if isinstance(row, OutboxRow) and step_of(row)), "")
        self.table.setFocus()

    def _offer(self, at: QPoint) -> None:
        """A menu of what the drawer offers, as soon as it knows."""
        if isinstance(self.table.row(self.table.chosen_id), ReadyRow):
            self._step(self.table.chosen_id)
        else:
            self._once_known(lambda: self.drawer.menu().popup(at))

    def _once_known(self, then: Callable[[], None]) -> None:
        """Do it when the drawer has the details of the delivery in hand."""
        details = self.drawer.details
        if details is not None and details.delivery.id == self.table.chosen_id:
            then()
        else:
            self._then = then

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
        self.shell.toast(tr("Checked on the pages."))
        self.shell.changed()

    def _not_looked(self, error: StudioError) -> None:
        self._look.setEnabled(True)
        self.shell.complain(error)
