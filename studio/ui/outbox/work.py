"""Does what the drawer of the outbox and its banners ask for: with a name to it, a PIN, or a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.accounts.model import AccountKind
from studio.clock import show_datetime
from studio.errors import StudioError
from studio.outbox.model import Delivery, UnsureLink
from studio.posts.model import Package, Post
from studio.translation import ntr, tr
from studio.ui.files import ask_save
from studio.ui.form import Form, Values
from studio.ui.outbox.broadcast import BroadcastDialog
from studio.ui.outbox.deeds import PUBLISHERS, DeliveryDeed, ReleaseActions
from studio.ui.outbox.details import Details
from studio.ui.outbox.drawer import Drawer
from studio.ui.outbox.hand_pictures import HandPicturesDialog
from studio.ui.outbox.move import ask_move
from studio.ui.page import Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinAction, PinConfirmDialog
from studio.ui.system_open import open_address
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, PlainHolder, column, row, scrolled
from studio.ui.widgets.row_list import EntryList, ListEntry

if TYPE_CHECKING:
    from studio.publishers.port import RemotePost


WIDE, HIGH, LINES = 900, 560, 7
"""So that a post of some length can be compared; in a window of the smallest size too."""


class CompareDialog(Dialog):
    """`picked` carries the remote id of the post chosen."""

    picked = Signal(str)

    def __init__(self, shell: Shell, delivery: Delivery, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=WIDE)
        self._shell, self._delivery = shell, delivery
        self._hint = Label(tr("Reading the page…"), role="hint", wrap=True)
        self.list = EntryList(tr("Posts on the page"), lines=LINES, fitted=True)
        ours_name = Label(tr("What was approved"), role="label")
        theirs_name = Label(tr("Posts on the page"), role="label")
        self._when, self._pictures = Label(role="hint", wrap=True), Label(role="hint")
        self._text = Label(wrap=True).selectable()
        theirs, ours = Card(), Card(kind="inset")
        theirs.setLayout(column(self.list, margins=1))
        told = PlainHolder()
        told.setLayout(column(self._when, self._pictures, self._text, None, spacing=6, margins=12))
        ours.setLayout(column(scrolled(told)))
        left, right = column(ours_name, ours, spacing=6), column(theirs_name, theirs, spacing=6)
        sides = row(left, right, spacing=16)
        sides.setStretch(0, 1)
        sides.setStretch(1, 1)
        self.choose = PrimaryButton(tr("This is it"), glyph="check")
        self.choose.setEnabled(False)
        self.cancel = QuietButton(tr("Cancel"))
        self.choose.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        self.list.chosen.connect(lambda chosen: self.choose.setEnabled(bool(chosen)))
        both = QWidget()
        both.setLayout(sides)
        self.fill(self._hint, both, buttons=row(None, self.cancel, self.choose))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]
        self.take_room(WIDE, HIGH)
        self.set_heading(tr("Which post on the page is this one?"))
        self.cancel.setDefault(True)
        self.cancel.setFocus()
        outbox = shell.studio.outbox
        shell.tasks.pool(lambda _: outbox.candidates(delivery.id), self._show, owner=self, failed=self._fail)
        shell.tasks.store(self._read, self._show_ours, owner=self, failed=lambda _: None)

    def _read(self) -> Package | None:
        """What was approved for that page; on the worker."""
        studio, delivery = self._shell.studio, self._delivery
        bundle = studio.bundle(studio.drafts.get(delivery.post_id))
        return next((p for platform, p in bundle.packages.items() if platform.value == delivery.platform), None)

    def _show_ours(self, package: Package | None) -> None:
        began = self._delivery.first_sent_at
        self._when.setText(tr("first sent {time}").format(time=show_datetime(began)) if began else "")
        if package is not None:
            self._pictures.setText(tr("pictures: {n}").format(n=len(package.attachments)))
            self._text.setText(package.text)

    def _show(self, posts: Sequence[RemotePost]) -> None:
        self._hint.setText(
            tr("Compare text, pictures and time. If no post matches, cancel and choose “Send now”.")
            if posts
            else tr("The page has no post like this one.")
        )
        self.list.show_entries(
            [
                ListEntry(
                    id=post.remote_id,
                    title=show_datetime(post.created_at),
                    side=tr("pictures: {n}").format(n=post.images),
                    text=post.text,
                )
                for post in posts
            ]
        )

    def _fail(self, error: StudioError) -> None:
        self._hint.setText(self._shell.language.explain(error))

    def _take(self) -> None:
        self.picked.emit(self.list.chosen_id)
        self.accept()


class ReasonDialog(Form):
    """`then` is called on the worker with the reason."""

    def __init__(
        self,
        shell: Shell,
        *,
        heading: str,
        text: str,
        verb: str,
        then: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(shell, parent, glyph="", width=480)
        self._then = then
        self.set_heading(heading)
        self.say(text, "")
        self.why = self.ask("note", QLineEdit(), tr("Reason"), missing=tr("Say why, in a sentence."))
        self.go.setText(verb)

    def work(self, values: Values) -> object:
        return self._then(values["note"])


class OutboxWork(QObject):
    """`look` asks the page of a delivery how it stands; `confirmed` follows a link that was taken."""

    confirmed = Signal()

    def __init__(
        self, shell: Shell, page: Page, drawer: Drawer, releasing: ReleaseActions, look: Callable[[str], None]
    ) -> None:
        super().__init__(page)
        self._shell, self._page, self._drawer = shell, page, drawer
        self._releasing, self._look = releasing, look

    def do(self, name: str) -> None:
        """What a deed of the drawer stands for."""
        details, deed = self._drawer.details, DeliveryDeed(name)
        if details is None:
            return
        ways: dict[DeliveryDeed, Callable[[Details], None]] = {
            DeliveryDeed.RECONCILE: lambda about: self._look(about.delivery.id),
            DeliveryDeed.OPEN: self._open_link,
            DeliveryDeed.RECORD: self._save_record,
            DeliveryDeed.CHOOSE: self._compare,
            DeliveryDeed.CANCEL: self._cancel,
            DeliveryDeed.MOVE: lambda about: ask_move(self._shell, about.delivery.post_id, None, self._page),
            DeliveryDeed.STOP_POST: self._stop_post,
            DeliveryDeed.AMEND: self._amend,
            DeliveryDeed.CORRECT: self._correct,
            DeliveryDeed.FOLLOW: self._follow,
            DeliveryDeed.ASK_BACK: self._ask_back,
            DeliveryDeed.BROADCAST: self._broadcast,
            DeliveryDeed.RELEASE: self._release,
            DeliveryDeed.PICTURES: lambda about: HandPicturesDialog(self._shell, about.delivery, self._page).open(),
        }
        if deed in ways:
            ways[deed](details)
        else:
            self._prove(self._step(deed, details))

    def _compare(self, details: Details) -> None:
        dialog = CompareDialog(self._shell, details.delivery, self._page)
        dialog.picked.connect(partial(self._choose, details))
        dialog.open()

    def _release(self, details: Details) -> None:
        if details.pause is not None:
            self._releasing.ask(details.pause, details.page)

    def _broadcast(self, details: Details) -> None:
        if details.account is not None:
            BroadcastDialog(self._shell, details.delivery, details.account, self._page).open()

    def _open_link(self, details: Details) -> None:
        if details.account is not None and details.account.kind is AccountKind.PRACTICE:
            self._shell.go(PageId.PAGES, details.account.name)
        elif details.account is None or not open_address(details.delivery.permalink, details.account):
            self._shell.toast(
                tr("This address is not opened: it does not belong to the page. Look for the post on the page.")
            )

    def _save_record(self, details: Details) -> None:
        studio, delivery = self._shell.studio, details.delivery

        def save(path: Path) -> None:
            self._shell.tasks.pool(
                lambda _: studio.export_record(delivery.post_id, path), self._saved, owner=self, lasting=True
            )

        ask_save(self._page, tr("Save the record"), f"{delivery.reference}.zip", tr("Records (*.zip *.psrecord)"), save)

    def _saved(self, path: Path) -> None:
        self._shell.toast(tr("Record saved: {path}").format(path=path))

    def confirm_by_hand(self, link: str, sure: bool) -> None:
        details = self._drawer.details
        if details is None:
            return
        outbox, who, delivery = self._shell.studio.outbox, self._shell.session.person_id, details.delivery.id
        if not who:
            self._drawer.handover.fail(tr("Sign in first: the link is recorded on your word."))
            self._shell.sign_in()
            return
        self._shell.tasks.store(
            lambda: outbox.confirm_by_hand(delivery, link, who, sure=sure),
            lambda _: self._confirmed(),
            owner=self,
            failed=self._not_confirmed,
        )

    def _confirmed(self) -> None:
        self.confirmed.emit()
        self._moved(tr("Recorded on your word."))

    def _not_confirmed(self, error: StudioError) -> None:
        panel, said = self._drawer.handover, self._shell.language.explain(error)
        (panel.doubt if isinstance(error, UnsureLink) else panel.fail)(said)

    def _cancel(self, details: Details) -> None:
        outbox, who, delivery = self._shell.studio.outbox, self._shell.session.person_id, details.delivery.id
        if not who:
            self._shell.sign_in()
            return
        self._shell.tasks.store(
            lambda: outbox.cancel(delivery, who), lambda _: self._moved(tr("Cancelled.")), owner=self
        )

    def _stop_post(self, details: Details) -> None:
        outbox, who, post = self._shell.studio.outbox, self._shell.session.person_id, details.delivery.post_id
        if not who:
            self._shell.sign_in()
            return
        self._shell.tasks.pool(
            lambda _: outbox.stop_post(post, who),
            lambda stopped: self._moved(tr("Stopped: {n}").format(n=len(stopped))),
            owner=self,
            lasting=True,
        )

    def _amend(self, details: Details) -> None:
        aftercare, post = self._shell.studio.aftercare, details.delivery.post_id
        self._write(lambda who: aftercare.amend(post, who))

    def _correct(self, details: Details) -> None:
        aftercare, post = self._shell.studio.aftercare, details.delivery.post_id
        self._write(lambda who: aftercare.correct(post, who))

    def _follow(self, details: Details) -> None:
        aftercare, post, due = self._shell.studio.aftercare, details.delivery.post_id, details.due
        if due is not None:
            self._write(lambda who: aftercare.follow(post, due.companion.id, who))

    def _write(self, begin: Callable[[str], Post]) -> None:
        """Open what follows the post in the composer."""
        who = self._shell.session.person_id
        if not who:
            self._shell.sign_in()
            return
        self._shell.tasks.store(
            lambda: begin(who), lambda opened: self._shell.go(PageId.COMPOSER, opened.id), owner=self
        )

    def _ask_back(self, details: Details) -> None:
        dialog = ReasonDialog(
            self._shell,
            heading=tr("Request the removal of “{title}”?").format(title=details.delivery.post_title),
            text=tr("An approver or the head decides. Until then the post stays where it is."),
            verb=tr("Ask"),
            then=partial(self._request, details.delivery.post_id),
            parent=self._page,
        )
        dialog.done_well.connect(lambda: self._moved(tr("Requested. See Approvals, “Removal requests”.")))
        dialog.open()

    def _request(self, post_id: str, reason: str) -> object:
        who = self._shell.session.person_id
        return self._shell.studio.workflow.ask_withdrawal(post_id, who, reason)

    def let_leave(self) -> None:
        """What an earlier run left may leave now, in the name of who is signed in."""
        outbox, who = self._shell.studio.outbox, self._shell.session.person_id
        if not who:
            self._shell.sign_in()
            return
        self._shell.tasks.store(lambda: outbox.seen(who), lambda _: self._moved(tr("Sending now.")), owner=self)

    def _choose(self, details: Details, remote_id: str) -> None:
        outbox, delivery = self._shell.studio.outbox, details.delivery.id
        self._prove(
            PinAction(
                heading=tr("This post is ours"),
                text=tr("It is read back once more before it counts as published."),
                verb=tr("This is it"),
                roles=PUBLISHERS,
                work=lambda signed: outbox.choose(delivery, remote_id, signed.person, signed.pin),
            )
        )

    def _step(self, deed: DeliveryDeed, details: Details) -> PinAction:
        outbox, delivery = self._shell.studio.outbox, details.delivery.id
        if deed is DeliveryDeed.RETRY:
            return PinAction(
                heading=tr("Send to {page} now?").format(page=details.page),
                text=details.delivery.post_title,
                verb=tr("Send"),
                roles=PUBLISHERS,
                work=lambda signed: outbox.retry(delivery, signed.person, signed.pin),
            )
        if deed is DeliveryDeed.RETRY_FAILED:
            post = details.delivery.post_id
            return PinAction(
                heading=ntr(
                    "Send again to the {n} page where it failed?",
                    "Send again to the {n} pages where it failed?",
                    details.progress.failed,
                ).format(n=details.progress.failed),
                text=tr("Pages that have the post already are not touched."),
                verb=tr("Send again"),
                roles=PUBLISHERS,
                work=lambda signed: outbox.retry_failed(post, signed.person, signed.pin),
            )
        if deed is DeliveryDeed.ACCEPT:
            return PinAction(
                heading=tr("The post is right as the page shows it"),
                text=tr("It differs from what was approved; your name is kept with it."),
                verb=tr("Accept"),
                roles=PUBLISHERS,
                work=lambda signed: outbox.accept(delivery, signed.person, signed.pin),
            )
        if deed is DeliveryDeed.TWIN:
            return PinAction(
                heading=tr("Remove the duplicate from {page}?").format(page=details.page),
                text=tr("The oldest copy with this post's code stays; the others are removed from the page."),
                verb=tr("Remove the duplicate"),
                roles=PUBLISHERS,
                danger=True,
                work=lambda signed: outbox.remove_twin(delivery, signed.person, signed.pin),
            )
        if deed is DeliveryDeed.REMOVED:
            return PinAction(
                heading=tr("You removed the post from {page}?").format(page=details.page),
                text=tr("Open the link first and see that the post is gone. Your name is kept with it."),
                verb=tr("I removed it"),
                roles=PUBLISHERS,
                work=lambda signed: outbox.confirm_removed(delivery, signed.person, signed.pin),
            )
        post = details.delivery.post_id
        return PinAction(
            heading=tr("Remove the post from its pages ({n})?").format(n=max(1, details.progress.done)),
            text=tr("It is removed from every page it is on. Its record stays, with the reason given."),
            verb=tr("Remove", about="post"),
            roles=PUBLISHERS,
            danger=True,
            work=lambda signed: outbox.withdraw_post(post, signed.person, signed.pin),
        )

    def _prove(self, action: PinAction) -> None:
        dialog = PinConfirmDialog(self._shell, action, self._page)
        dialog.done_well.connect(lambda: self._moved(tr("Done.")))
        dialog.open()

    def _moved(self, said: str) -> None:
        self._shell.toast(said)
        self._shell.changed()
