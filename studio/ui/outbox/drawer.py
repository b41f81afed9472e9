"""One delivery in full: where it stands, what can be done, what was tried."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from studio.accounts.model import AccountKind
from studio.clock import show_date, show_datetime
from studio.outbox.model import Attempt, Attention, DeliveryState, Stand
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.posts.model import Package
from studio.translation import tr
from studio.ui import clipboard
from studio.ui.anchors import anchor
from studio.ui.language import LanguageManager
from studio.ui.outbox.deeds import ICONS, WORDS, DeliveryDeed, deeds_of, deeds_of_post
from studio.ui.outbox.details import Details
from studio.ui.system_open import open_folder
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import PageMark, PageSign
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import ActionBar, Button, DeedOffer, IconButton, PrimaryButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import Card, PlainHolder, clear, column, row, rule, scrolled
from studio.ui.words import delivery_word, platform_name, post_word, sign_of

EDITORS = {
    Platform.FACEBOOK: "Meta Business Suite",
    Platform.ZALO: "Zalo OA Manager",
    Platform.TIKTOK: "TikTok Studio",
    Platform.YOUTUBE: "YouTube Studio",
}
"""Where a post is written by hand, as the platforms call it."""


class HandoverPanel(QWidget):
    """Three steps: open the folder, copy what is needed, say where it was posted.

    `confirmed` carries the link, and whether the person said in so many words that it is of the right page.
    """

    confirmed = Signal(str, bool)
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self.open = QuietButton(tr("Open the folder"), glyph="folder-open")
        self.open.clicked.connect(self._open_folder)
        self._paste = Label(role="label", wrap=True)
        self._copies: QVBoxLayout = column(spacing=6)
        self.link = QLineEdit()
        self.link.setPlaceholderText("https://…")
        self._block = FieldBlock(self.link, tr("Link of the post"))
        self.sure = CheckBox(tr("I opened the link and saw the post on the right page"))
        self.sure.hide()
        self.link.textEdited.connect(self._ask_no_more)
        self.done = PrimaryButton(tr("I posted it, here is the link"), glyph="check")
        self.done.clicked.connect(self._confirm)
        self.link.returnPressed.connect(self._confirm)
        card = Card(kind="inset")
        card.setLayout(
            column(
                Label(tr("1. Open the folder: pictures and the steps are in it"), "label", wrap=True),
                row(self.open, None),
                4,
                self._paste,
                self._copies,
                4,
                Label(tr("3. Come back with the link"), "label", wrap=True),
                self._block,
                self.sure,
                row(self.done, None),
                margins=14,
            )
        )
        self.setLayout(column(card))

    def show_package(self, package: Package | None, folder: Path | None) -> None:
        self._folder = folder
        self.open.setEnabled(folder is not None)
        clear(self._copies)
        self._paste.setVisible(package is not None)
        if package is None:
            return
        editor = EDITORS.get(package.platform) or tr("the editor of the website")
        self._paste.setText(tr("2. Copy into {editor}").format(editor=editor))
        if package.title:
            self._copies.addLayout(self._copy_row(tr("Title"), package.title))
        self._copies.addLayout(self._copy_row(tr("Text"), package.text))
        for number, attachment in enumerate(package.attachments, 1):
            if attachment.alt:
                name = tr("Alt text {n}").format(n=number)
                self._copies.addLayout(self._copy_row(name, attachment.alt))

    def fail(self, sentence: str) -> None:
        """Say why the link was not taken; it stays in the field."""
        self._block.set_error(sentence)
        self.link.setFocus()

    def doubt(self, sentence: str) -> None:
        """The link does not name the page: ask for the person's word in so many words."""
        self.fail(sentence)
        self.sure.show()

    def _ask_no_more(self) -> None:
        self.sure.setChecked(False)
        self.sure.hide()

    def _copy_row(self, name: str, text: str) -> QVBoxLayout:
        button = QuietButton(tr("Copy"), "copy")
        button.setAccessibleName(tr("Copy: {name}").format(name=name))
        button.clicked.connect(lambda: self._copy(name, text))
        line = row(column(Label(name, "column"), ElidedLabel(" ".join(text.split()), "hint"), spacing=0), button)
        line.setStretch(0, 1)
        return column(line)

    def _copy(self, name: str, text: str) -> None:
        clipboard.copy(text)
        self.copied.emit(name)

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)

    def _confirm(self) -> None:
        link = self.link.text().strip()
        if link:
            self._block.set_error("")
            self.confirmed.emit(link, self.sure.isVisible() and self.sure.isChecked())
        else:
            self.fail(tr("Paste the link of the post."))


class AttemptsView(QWidget):
    """A line an attempt."""

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._inside: QVBoxLayout = column(spacing=8)
        self.setLayout(self._inside)

    def show_attempts(self, attempts: Sequence[Attempt]) -> None:
        clear(self._inside)
        heading = tr("Attempts ({n})") if attempts else tr("Nothing was tried yet.")
        self._inside.addWidget(Label(heading.format(n=len(attempts)), "column"))
        for attempt in sorted(attempts, key=lambda a: a.started_at, reverse=True):
            when = show_datetime(attempt.started_at)
            what = f"{self._step(attempt.step)}: {self._outcome(attempt.outcome)}"
            self._inside.addWidget(Label(f"{when} · {what}", wrap=True))
            if attempt.detail.vi:
                self._inside.addWidget(Label(self._language.say(attempt.detail), "small", wrap=True).selectable())

    def _step(self, step: str) -> str:
        return {
            "create": tr("Create"),
            "reveal": tr("Show to the public"),
            "verify": tr("Read back"),
            "reconcile": tr("Look on the page"),
            "delete": tr("Remove", about="post"),
            "recall": tr("Recall from the page"),
            "watch": tr("Check again later"),
            "complete": tr("First comment, pin, story"),
        }.get(step, step)

    def _outcome(self, outcome: str) -> str:
        return {
            "": tr("under way"),
            "done": tr("done"),
            "not_executed": tr("not carried out"),
            "refused": tr("refused by the page"),
            "unknown": tr("no clear answer"),
            "found": tr("found"),
            "absent": tr("not found"),
            "differs": tr("differs from what was approved"),
            "hidden": tr("there, but hidden"),
            "ambiguous": tr("several are similar"),
            "unreadable": tr("the page could not be read"),
        }.get(outcome, outcome)


TONES = {
    Stand.UNKNOWN: Tone.AMBER,
    Stand.AMEND_UNKNOWN: Tone.AMBER,
    Stand.AMENDED: Tone.GREEN,
    Stand.NEEDS_ATTENTION: Tone.AMBER,
    Stand.FAILED: Tone.RED,
    Stand.MISSED: Tone.AMBER,
    Stand.VERIFIED: Tone.GREEN,
    Stand.REMOVAL_DUE: Tone.RED,
    Stand.REMOVE_BY_HAND: Tone.RED,
}


class Drawer(QWidget):
    """`wanted` carries a deed; `confirmed` the link a person brings; `closed` asks to be put away."""

    wanted = Signal(str)
    confirmed = Signal(str, bool)
    copied = Signal(str)
    closed = Signal()

    def __init__(self, language: LanguageManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._details: Details | None = None
        self._title = Label(role="heading", wrap=True)
        self._close = IconButton("panel-right-close", tr("Hide the details (F9)"))
        self._close.clicked.connect(self.closed)
        self._chip = StatusChip()
        self._message = Banner()
        self._sign = PageSign(px=34)
        self._page, self._where = Label(role="label", wrap=True), Label(role="hint", wrap=True)
        self._facts: QVBoxLayout = column(spacing=9)
        self._deeds, self._deeds_of_post = ActionBar(fill=True), ActionBar(fill=True)
        for deeds in (self._deeds, self._deeds_of_post):
            deeds.wanted.connect(self.wanted)
        self.progress = Label(role="label", wrap=True)
        self._whole = Card(kind="inset")
        self.handover = HandoverPanel()
        anchor(self.handover, "post.export_pack")
        anchor(self._deeds, "draft.followup")
        self.handover.confirmed.connect(self.confirmed)
        self.handover.copied.connect(self.copied)
        self.attempts = AttemptsView(language)
        self._build()

    def _build(self) -> None:
        head = row(self._title, column(self._close, None), spacing=6)
        head.setStretch(0, 1)
        identity = row(column(self._sign, None), column(self._page, self._where, spacing=1), spacing=10)
        identity.setStretch(1, 1)
        self._whole.setLayout(column(self.progress, self._deeds_of_post, spacing=8, margins=(12, 10, 12, 12)))
        inner = PlainHolder()
        inner.setLayout(
            column(
                head,
                row(self._chip, None),
                self._message,
                identity,
                self._deeds,
                self.handover,
                self._whole,
                rule(),
                self._facts,
                self.attempts,
                None,
                spacing=12,
                margins=(18, 14, 18, 16),
            )
        )
        card = Card()
        card.setLayout(column(scrolled(inner), margins=1))
        self.setLayout(column(card))

    @property
    def details(self) -> Details | None:
        return self._details

    def show_details(self, details: Details) -> None:
        self._details = details
        delivery = details.delivery
        self._title.setText(delivery.post_title)
        self._chip.set_word(delivery_word(details.stand))
        self._message.say(TONES.get(details.stand, Tone.BLUE), self._told(details))
        self._sign.set_page(sign_of(details.account) if details.account else PageMark(details.page))
        self._page.setText(details.page)
        platform = platform_name(details.account.platform) if details.account else delivery.platform
        self._where.setText(f"{platform} · {delivery.page_id}")
        self._show_deeds(details)
        self._show_progress(details)
        self._show_facts(details)
        by_hand = delivery.reason is Attention.HAND or (
            delivery.reason is Attention.DOUBT and details.package is not None
        )
        self.handover.setVisible(by_hand)
        if by_hand:
            self.handover.show_package(details.package, details.folder)
        self.attempts.show_attempts(details.attempts)

    def deed_button(self, deed: DeliveryDeed) -> Button | None:
        """The button of a deed, if it is offered."""
        return self._deeds.button(deed) or self._deeds_of_post.button(deed)

    def menu(self) -> QMenu:
        """Everything that is offered."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._deeds.add_to(menu)
        if not self._whole.isHidden():
            menu.addSeparator()
            self._deeds_of_post.add_to(menu)
        return menu

    def _told(self, details: Details) -> str:
        """What was last heard of it; what is to be done comes before, where a removal is decided."""
        delivery = details.delivery
        heard = self._language.say(Bilingual(delivery.message, delivery.message_en or delivery.message))
        tasks = {
            Stand.REMOVAL_DUE: tr(
                "The removal is decided, and the post is still on the page: remove it with the button below."
            ),
            Stand.REMOVE_BY_HAND: tr(
                "The removal is decided and must be done by hand: remove the post on the page, then confirm it here."
            ),
        }
        task = tasks.get(details.stand, "")
        if delivery.state is DeliveryState.VERIFIED and task:
            return task  # “read back, as approved” would stand in red
        return "\n".join(part for part in (task, heard) if part)

    def _show_deeds(self, details: Details) -> None:
        offered = deeds_of(
            details.delivery,
            withdrawn=details.withdrawn,
            follows=details.due is not None,
            broadcasts=details.account is not None and details.account.kind is AccountKind.ZALO,
            paused=details.pause is not None,
            pictures=details.pictures,
        )
        self._deeds.offer(  # the panel below asks for the link
            [self._offer(deed, details) for deed in offered if deed is not DeliveryDeed.CONFIRM]
        )

    def _offer(self, deed: DeliveryDeed, details: Details) -> DeedOffer:
        kind = "danger" if deed is DeliveryDeed.WITHDRAW else "quiet"
        return DeedOffer(deed.value, self._words(deed, details), ICONS[deed], kind)

    def _show_progress(self, details: Details) -> None:
        """How far the post has come over all its pages, and what can be done about the rest at once."""
        progress = details.progress
        self._whole.setVisible(progress.total > 1)
        parts = [tr("On {done} of {total} pages").format(done=progress.done, total=progress.total)]
        for words, number in (
            (tr("failed: {n}"), progress.failed),
            (tr("unclear: {n}"), progress.unknown),
            (tr("waiting: {n}"), progress.waiting),
        ):
            if number:
                parts.append(words.format(n=number))
        self.progress.setText(" · ".join(parts))
        self._deeds_of_post.offer([self._offer(deed, details) for deed in deeds_of_post(progress)])

    def _words(self, deed: DeliveryDeed, details: Details) -> str:
        if deed is DeliveryDeed.OPEN and _is_local(details):
            return tr("Look at it")
        kind = self._language.say(details.due.companion.title) if details.due else ""
        return tr(WORDS[deed]).format(kind=kind)

    def _related(self, details: Details) -> str:
        return "\n".join(f"{one.title} · {post_word(one.state).text}" for one in details.related)

    def _holder(self, details: Details) -> str:
        delivery = details.delivery
        if delivery.state is not DeliveryState.SCHEDULED:
            return ""
        if delivery.recall:
            return tr("the page; being recalled")
        return tr("the page itself") if delivery.held_by_page else tr("this PC, which has to be on then")

    def _show_facts(self, details: Details) -> None:
        clear(self._facts)
        delivery = details.delivery
        facts = [
            (tr("Time", about="planned"), f"{show_datetime(delivery.due_at)} · " + tr("Vietnam time")),
            (tr("Sending to this page is stopped"), self._language.say(details.pause.reason) if details.pause else ""),
            (tr("Schedule held by"), self._holder(details)),
            (tr("Reference"), delivery.reference),
            (tr("Removal requested"), details.asked_back),
            (tr("Withdrawn by"), details.taken_back),
            (tr("Update promised for"), show_date(details.due.on) if details.due else ""),
            (tr("Corrections and updates"), self._related(details)),
            (tr("Queued by"), details.people.get(delivery.queued_by, delivery.queued_by)),
            (tr("Link"), "" if _is_local(details) else delivery.permalink),
        ]
        if details.receipt is not None:
            facts.append((tr("Answered at"), show_datetime(details.receipt.at)))
            facts.append((tr("Confirmed by"), details.receipt.confirmed_by))
        for name, value in facts:
            if value:
                self._facts.addLayout(column(Label(name, "column"), Label(value, wrap=True).selectable(), spacing=1))


def _is_local(details: Details) -> bool:
    """Whether the page is one on this PC, whose address says nothing to a person."""
    return details.account is not None and details.account.kind is AccountKind.PRACTICE
