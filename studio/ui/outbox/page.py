"""The outbox: every delivery with its state, and what can be done about it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QMenu, QSplitter, QStackedWidget, QWidget

from studio.accounts.model import AccountKind
from studio.errors import StudioError
from studio.ui.files import ask_save
from studio.ui.outbox.alarms import load_alarms
from studio.ui.outbox.bells import Bells
from studio.ui.outbox.broadcast import BroadcastDialog
from studio.ui.outbox.columns import outbox_columns
from studio.ui.outbox.compare import CompareDialog
from studio.ui.outbox.deeds import PUBLISHERS, Deed
from studio.ui.outbox.details import Details, load_details
from studio.ui.outbox.drawer import Drawer
from studio.ui.outbox.reason import ReasonDialog
from studio.ui.outbox.rows import Filter, OutboxRow, OutboxView, load_outbox
from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.proof import ProofDialog, Step
from studio.ui.widgets.buttons import PillButton, PrimaryButton, QuietButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.layout import Card, FlowLayout, column
from studio.ui.widgets.rows import RowsModel
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.table import Table


class OutboxPage(Page):
    """Filters and search above, the table, and the drawer of the delivery in hand."""

    id = PageId.OUTBOX

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._view = OutboxView()
        self._filter, self._query, self._wanted = Filter.ALL, "", ""
        self.search = SearchField()
        self.search.searched.connect(self._searched)
        self._look = QuietButton(glyph="refresh-cw")
        self._look.clicked.connect(lambda: self._reconcile(None))
        self._main = PrimaryButton()
        self._main.clicked.connect(self._main_step)
        for tool in (self.search, self._look, self._main):
            self.tools.addWidget(tool)
        self.search.setMinimumWidth(240)
        self.bells = Bells(shell.speech)
        self.bells.seen.connect(self._seen)
        self.bells.connections.connect(lambda: shell.go(PageId.CONNECTIONS, ""))
        self._pills = {wanted: PillButton() for wanted in Filter}
        self.model: RowsModel[OutboxRow] = RowsModel(outbox_columns(), self)
        self.table = Table(self.model)
        self.drawer = Drawer(shell.speech)
        self._first = PrimaryButton(glyph="square-pen")
        self._first.clicked.connect(lambda: shell.go(PageId.COMPOSER, "new"))
        self._empty = EmptyState("send", self._first)
        self._nothing = EmptyState("search")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        pills = FlowLayout(spacing=6)
        group = QButtonGroup(self)
        for wanted, pill in self._pills.items():
            group.addButton(pill)
            pills.addWidget(pill)
            pill.clicked.connect(lambda _=False, wanted=wanted: self._filtered(wanted))
        self._pills[Filter.ALL].setChecked(True)
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
        self.shell.memory.follow("outbox", self.splitter)
        full = QWidget()
        full.setLayout(column(pills, self.splitter, spacing=10))
        full.layout().setStretch(1, 1)  # type: ignore[union-attr]
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self._empty)
        inside = column(self.heading, self.bells, self._stack, spacing=14, margins=MARGINS)
        inside.setStretch(2, 1)
        self.setLayout(inside)

    def _connect(self) -> None:
        self.table.chosen.connect(self._chosen)
        self.drawer.wanted.connect(self._do)
        self.drawer.closed.connect(self.toggle_side)
        self.drawer.confirmed.connect(self._confirm_by_hand)
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
        studio = self.shell.studio
        wanted, query, sought = self._filter, self._query, self._wanted
        self.shell.tasks.store(lambda: load_outbox(studio, wanted, query, sought), self._show, owner=self, key="outbox")
        self.shell.tasks.store(lambda: load_alarms(studio), self.bells.show_alarms, owner=self, key="alarms")

    def panes(self) -> tuple[QWidget, ...]:
        return (self.search, self.table, self.drawer) if self.drawer.isVisible() else (self.search, self.table)

    def seek(self) -> None:
        self.search.setFocus()

    def toggle_side(self) -> None:
        self.drawer.setVisible(not self.drawer.isVisible() and bool(self.table.chosen_id))
        if not self.drawer.isVisible():
            self.table.setFocus()

    def confirm(self) -> None:
        if self._view.ready:
            self._main.click()

    def _show(self, view: OutboxView) -> None:
        self._view = view
        if self._wanted:
            self._uncover()
        anything = bool(view.counts.get(Filter.ALL))
        self._stack.setCurrentIndex(0 if anything else 1)
        self._label()
        self._fill()

    def _label(self) -> None:
        names = {
            Filter.ALL: self.tr("All {n}"),
            Filter.URGENT: self.tr("Need you {n}"),
            Filter.WAITING: self.tr("Waiting {n}"),
            Filter.DONE: self.tr("Sent {n}"),
        }
        for wanted, pill in self._pills.items():
            pill.setText(names[wanted].format(n=self._view.counts.get(wanted, 0)))
        ready = self._view.ready_count
        self._main.set_glyph("send" if ready else "plus")
        self._main.setText(self.tr("Publish an approved post ({n})").format(n=ready) if ready else self.tr("Compose"))
        self._first.setVisible(not ready)

    def _fill(self) -> None:
        rows = self._view.rows
        kept = self._wanted or self.table.chosen_id
        self._wanted = ""
        self.model.set_rows(rows)
        self._under.setCurrentIndex(0 if rows else 1)
        self.table.choose(kept)
        self._chosen(self.table.chosen_id)

    def _uncover(self) -> None:
        """Make the delivery that is wanted one of those shown."""
        wanted = self._wanted
        by_post = (key for key, row in self._view.rows.items() if row.delivery.post_id == wanted)
        self._wanted = next(by_post, wanted)
        if self._view.uncovered:
            self._filter, self._query = Filter.ALL, ""
            self._pills[Filter.ALL].setChecked(True)
            self.search.show_text("")

    def _filtered(self, wanted: Filter) -> None:
        self._filter = wanted
        self.refresh()

    def _searched(self, query: str) -> None:
        self._query = query
        self.refresh()

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

    # -- doing

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

    def _do(self, name: str) -> None:
        details = self.drawer.details
        if details is None:
            return
        deed = Deed(name)
        if deed is Deed.RECONCILE:
            self._reconcile(details.delivery.id)
        elif deed is Deed.OPEN:
            self._open_link(details)
        elif deed is Deed.RECORD:
            self._save_record(details)
        elif deed is Deed.CHOOSE:
            dialog = CompareDialog(self.shell, details.delivery, self)
            dialog.picked.connect(partial(self._choose, details))
            dialog.open()
        elif deed is Deed.CANCEL:
            self._cancel(details)
        elif deed is Deed.STOP_POST:
            self._stop_post(details)
        elif deed in (Deed.CORRECT, Deed.FOLLOW):
            self._follow(deed, details)
        elif deed is Deed.ASK_BACK:
            self._ask_back(details)
        elif deed is Deed.BROADCAST:
            self._broadcast(details)
        else:
            self._prove(self._step(deed, details))

    def _broadcast(self, details: Details) -> None:
        if details.account is not None:
            BroadcastDialog(self.shell, details.delivery, details.account, self).open()

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

    def _open_link(self, details: Details) -> None:
        if details.account is not None and details.account.kind is AccountKind.PRACTICE:
            self.shell.go(PageId.PRACTICE, details.account.name)
        else:
            QDesktopServices.openUrl(QUrl(details.delivery.permalink))

    def _save_record(self, details: Details) -> None:
        studio, delivery = self.shell.studio, details.delivery

        def save(path: Path) -> None:
            self.shell.tasks.pool(lambda _: studio.export_record(delivery.post_id, path), self._saved, owner=self)

        ask_save(self, self.tr("Save the record"), f"{delivery.reference}.zip", self.tr("Records (*.zip)"), save)

    def _saved(self, path: Path) -> None:
        self.shell.toast(self.tr("Record saved: {path}").format(path=path))

    def _confirm_by_hand(self, link: str) -> None:
        details = self.drawer.details
        if details is None:
            return
        outbox, who, delivery = self.shell.studio.outbox, self.shell.session.person_id, details.delivery.id
        if not who:
            self.drawer.handover.fail(self.tr("Sign in first: the link is taken on your word."))
            self.shell.sign_in()
            return
        self.shell.tasks.store(
            lambda: outbox.confirm_by_hand(delivery, link, who),
            lambda _: self._moved(self.tr("Noted as published.")),
            owner=self,
            failed=lambda error: self.drawer.handover.fail(self.shell.speech.explain(error)),
        )

    def _cancel(self, details: Details) -> None:
        outbox, who, delivery = self.shell.studio.outbox, self.shell.session.person_id, details.delivery.id
        if not who:
            self.shell.sign_in()
            return
        self.shell.tasks.store(
            lambda: outbox.cancel(delivery, who), lambda _: self._moved(self.tr("Cancelled.")), owner=self
        )

    def _stop_post(self, details: Details) -> None:
        outbox, who, post = self.shell.studio.outbox, self.shell.session.person_id, details.delivery.post_id
        if not who:
            self.shell.sign_in()
            return
        self.shell.tasks.pool(
            lambda _: outbox.stop_post(post, who),
            lambda stopped: self._moved(self.tr("Stopped: {n}").format(n=len(stopped))),
            owner=self,
        )

    def _follow(self, deed: Deed, details: Details) -> None:
        """Open the correction, or the companion that is due, in the composer."""
        aftercare, who, post = self.shell.studio.aftercare, self.shell.session.person_id, details.delivery.post_id
        if not who:
            self.shell.sign_in()
            return
        due = details.due
        self.shell.tasks.store(
            lambda: (
                aftercare.follow(post, due.companion.id, who)
                if deed is Deed.FOLLOW and due
                else aftercare.correct(post, who)
            ),
            lambda opened: self.shell.go(PageId.COMPOSER, opened.id),
            owner=self,
        )

    def _ask_back(self, details: Details) -> None:
        dialog = ReasonDialog(
            self.shell,
            heading=self.tr("Ask to take “{title}” back?").format(title=details.delivery.post_title),
            text=self.tr("An approver or the head decides. Until then the post stays where it is."),
            verb=self.tr("Ask"),
            work=partial(self._request, details.delivery.post_id),
            parent=self,
        )
        dialog.done_well.connect(lambda: self._moved(self.tr("Asked. It stands under Approvals, “To take back”.")))
        dialog.open()

    def _request(self, post_id: str, reason: str) -> object:
        who = self.shell.session.person_id
        return self.shell.studio.workflow.ask_withdrawal(post_id, who, reason)

    def _seen(self) -> None:
        """What an earlier run left may leave now, in the name of who is signed in."""
        outbox, who = self.shell.studio.outbox, self.shell.session.person_id
        if not who:
            self.shell.sign_in()
            return
        self.shell.tasks.store(lambda: outbox.seen(who), lambda _: self._moved(self.tr("They leave now.")), owner=self)

    def _choose(self, details: Details, remote_id: str) -> None:
        outbox, delivery = self.shell.studio.outbox, details.delivery.id
        self._prove(
            Step(
                heading=self.tr("This post on the page is ours"),
                text=self.tr("It is read back once more before it counts as published."),
                verb=self.tr("This is it"),
                roles=PUBLISHERS,
                work=lambda proof: outbox.choose(delivery, remote_id, proof.person, proof.pin),
            )
        )

    def _step(self, deed: Deed, details: Details) -> Step:
        outbox, delivery = self.shell.studio.outbox, details.delivery.id
        if deed is Deed.RETRY:
            return Step(
                heading=self.tr("Send to {page} now?").format(page=details.page),
                text=details.delivery.post_title,
                verb=self.tr("Send"),
                roles=PUBLISHERS,
                work=lambda proof: outbox.retry(delivery, proof.person, proof.pin),
            )
        if deed is Deed.RETRY_FAILED:
            post = details.delivery.post_id
            return Step(
                heading=self.tr("Send again to the {n} pages where it failed?").format(n=details.progress.failed),
                text=self.tr("Pages that have the post already are not touched."),
                verb=self.tr("Send again"),
                roles=PUBLISHERS,
                work=lambda proof: outbox.retry_failed(post, proof.person, proof.pin),
            )
        if deed is Deed.ACCEPT:
            return Step(
                heading=self.tr("The post is right as the page shows it"),
                text=self.tr("It differs from what was approved; your name is kept with it."),
                verb=self.tr("Accept"),
                roles=PUBLISHERS,
                work=lambda proof: outbox.accept(delivery, proof.person, proof.pin),
            )
        post = details.delivery.post_id
        return Step(
            heading=self.tr("Remove the withdrawn post from its pages ({n})?").format(n=max(1, details.progress.done)),
            text=self.tr("It is removed from every page it is on. Its record stays, with the reason given."),
            verb=self.tr("Remove"),
            roles=PUBLISHERS,
            danger=True,
            work=lambda proof: outbox.withdraw_post(post, proof.person, proof.pin),
        )

    def _prove(self, step: Step) -> None:
        dialog = ProofDialog(self.shell, step, self)
        dialog.done_well.connect(lambda: self._moved(self.tr("Done.")))
        dialog.open()

    def _moved(self, said: str) -> None:
        self.shell.toast(said)
        self.shell.changed()
