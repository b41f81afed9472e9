"""The confirmation before an article is sent to all followers: the page, the quota, and that nothing brings it back.

After one try, whatever came of it, this dialog sends nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.accounts.model import Account
from studio.clock import show_datetime
from studio.errors import NotPermitted, StudioError
from studio.outbox.model import Delivery
from studio.people.model import Person, Role
from studio.translation import tr
from studio.ui.outbox.confirm import LastLook
from studio.ui.page import Shell
from studio.ui.review.publish_summary import look_of
from studio.ui.review.sheet import ReviewTarget, targets_of
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import PageSign
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import Button
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, clear, column, row
from studio.ui.widgets.pin import PersonPinField
from studio.ui.words import platform_name, sign_of

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.publishers.zalo.broadcast import Allowance, BroadcastEntry, PreparedBroadcast, SentBroadcast

MAY_BROADCAST = frozenset({Role.PUBLISHER, Role.HEAD})
TONES = {"done": Tone.GREEN, "unknown": Tone.RED}
"""Of what came of it; anything else went nowhere."""
SENT = ("done",)
DOUBTFUL = ("intent", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the dialog shows, read on a worker."""

    prepared: PreparedBroadcast
    target: ReviewTarget | None
    people: tuple[Person, ...]


def load_outlook(studio: Studio, delivery: Delivery) -> Outlook:
    """Raises StudioError."""
    prepared = studio.broadcasting.prepare(delivery.id)
    try:
        bundle = studio.bundle(studio.drafts.get(delivery.post_id))
    except StudioError:
        bundle = None
    accounts = {account.name: account for account in studio.accounts.list()}
    targets = targets_of(studio.files, bundle, accounts)
    return Outlook(
        prepared=prepared,
        target=next((target for target in targets if target.account.name == delivery.account), None),
        people=tuple(studio.people.list()),
    )


class BroadcastDialog(LastLook):
    """Sends one verified article to the followers of its page, once."""

    def __init__(self, shell: Shell, delivery: Delivery, account: Account, parent: QWidget | None = None) -> None:
        send = Button(tr("Send to all followers"), glyph="send", kind="danger")
        super().__init__(shell, send, PersonPinField(MAY_BROADCAST, tr("Who sends it")), parent)
        self._delivery = delivery
        self._outlook: Outlook | None = None
        self._sending = self._tried = False
        self.warning = Banner()
        self.title = Label(delivery.post_title, "label", wrap=True)
        self._quota_name = Label(tr("Quota of this page"), role="label")
        self._former_name = Label(tr("Earlier broadcasts of this article"), role="label")
        self._quota: QVBoxLayout = column(spacing=4)
        self.former = Label(wrap=True)
        self._build(account)
        self.set_heading(tr("Send to all followers: look once more"))
        for part in (self._quota_name, self._former_name, self.former):
            part.hide()
        self.gates()
        studio = shell.studio
        shell.tasks.pool(lambda _: load_outlook(studio, delivery), self._show, owner=self, failed=self.failed)

    def _build(self, account: Account) -> None:
        where = Label(f"{platform_name(account.platform)} · {account.page_id}", role="hint", wrap=True)
        texts = column(Label(account.title, "label", wrap=True), where, spacing=1)
        identity = row(column(PageSign(sign_of(account), 36), None), texts, spacing=10, margins=12)
        identity.setStretch(1, 1)
        card = Card(kind="inset")
        card.setLayout(identity)
        hours = Label(tr("Zalo accepts broadcasts from 06:00 to 21:59, Vietnam time."), role="hint", wrap=True)
        self.arrange(
            (
                card,
                column(Label(tr("Article", about="Zalo"), role="column"), self.title, spacing=1),
                self.warning,
                column(self._quota_name, self._quota, spacing=4),
                column(self._former_name, self.former, spacing=4),
                hours,
            ),
            self.phone,
        )

    def reject(self) -> None:
        """Not while it is being sent: what came of it has to be read."""
        if not self._sending:
            super().reject()

    def _show(self, outlook: Outlook) -> None:
        self._outlook = outlook
        self._show_outlook(outlook)
        self.phone.setVisible(outlook.target is not None)
        if outlook.target is not None:
            self.phone.show_posts([look_of(outlook.target)])
        self.offer(outlook.people)

    def _show_outlook(self, outlook: Outlook) -> None:
        prepared, say = outlook.prepared, self._shell.language.say
        for part in (self._quota_name, self._former_name, self.former):
            part.show()
        if prepared.hindrance is not None and not self._tried:
            self.problem.say(Tone.RED, say(prepared.hindrance))
        self.title.setText(prepared.title)
        sure = tr("It reaches every follower's phone. It cannot be undone and is not repeated.")
        self.warning.say(Tone.AMBER, f"{say(prepared.warning)} {sure}")
        clear(self._quota)
        for allowance in prepared.allowances:
            self._quota.addWidget(Label(self._allowed(allowance), wrap=True))
        if not prepared.allowances:
            self._quota.addWidget(Label(tr("Zalo did not state the quota."), wrap=True))
        self.former.setText(self._told(prepared, {person.id: person.name for person in outlook.people}))

    def _allowed(self, allowance: Allowance) -> str:
        left, total = ("?" if count is None else str(count) for count in (allowance.remain, allowance.total))
        until = allowance.until or tr("not known")
        words = tr("{kind}: {left} of {total} left · period ends: {until}")
        return words.format(kind=_kind(allowance.product), left=left, total=total, until=until)

    def _told(self, prepared: PreparedBroadcast, names: dict[str, str]) -> str:
        last = next((line for line in prepared.former if line.article == prepared.article), None)
        if last is None:
            return tr("None")
        facts = {"time": show_datetime(last.at), "person": names.get(last.by, last.by)}
        return self._came_of(last).format(**facts)

    def _came_of(self, last: BroadcastEntry) -> str:
        if last.step in SENT:
            return tr("Sent at {time} by {person}")
        if last.step in DOUBTFUL:
            return tr("Tried at {time} by {person}; it is not known whether it went out")
        return tr("Tried at {time} by {person}; it did not go out")

    def gates(self) -> None:
        super().gates()
        self.cancel.setEnabled(not self._sending)

    def reason(self) -> str:
        if self._sending:
            return tr("Sending… wait for the answer.")
        if self._tried:
            return tr("This article is not sent a second time from here.")
        if self._outlook is None:
            return self.problem.text or tr("Asking Zalo…")
        if self._outlook.prepared.hindrance is not None:
            return tr("Deal with what is said above first.")
        if _used_up(self._outlook.prepared.allowances):
            return tr("The quota of this period is used up.")
        return self.vouched(tr("Choose who sends it."))

    def give(self) -> None:
        if self.reason():
            return
        broadcasting, delivery, (who, pin) = self._shell.studio.broadcasting, self._delivery.id, self.person_pin.take()
        self.person_pin.refuse("")
        self._sending = True
        self.gates()
        self._shell.tasks.pool(
            lambda _: broadcasting.send(delivery, who, pin),
            self._sent,
            owner=self,
            failed=self.refused,
            lasting=True,
        )

    def _sent(self, sent: SentBroadcast) -> None:
        self._ended(TONES.get(sent.outcome, Tone.AMBER), self._shell.language.say(sent.say))

    def refused(self, error: StudioError) -> None:
        if isinstance(error, NotPermitted):  # before anything left
            self._sending = False
            super().refused(error)
            return
        self._ended(Tone.RED, self._shell.language.explain(error))

    def _ended(self, tone: Tone, sentence: str) -> None:
        self._sending, self._tried = False, True
        self.problem.say(tone, sentence)
        self.cancel.setText(tr("Close"))
        self.gates()
        self.cancel.setFocus()
        broadcasting, delivery = self._shell.studio.broadcasting, self._delivery.id
        self._shell.tasks.pool(
            lambda _: broadcasting.prepare(delivery), self._after, owner=self, failed=lambda error: None
        )

    def _after(self, prepared: PreparedBroadcast) -> None:
        """Quota and log as they are now; where they cannot be read, those of before stay."""
        if self._outlook is not None:
            self._outlook = replace(self._outlook, prepared=prepared)
            self._show_outlook(self._outlook)


def _kind(product: str) -> str:
    """What the quota is of; a kind that is not known here in Zalo's own word."""
    return {
        "broadcast": tr("Articles to all followers"),
        "cs": tr("Messages in answer to people"),
        "sub_quota": tr("Part of the package"),
        "purchase_quota": tr("Bought in addition"),
        "reward_quota": tr("Granted by Zalo"),
    }.get(product, product or "–")


def _used_up(allowances: Sequence[Allowance]) -> bool:
    """Whether nothing is left of anything; what was not told counts for something."""
    return bool(allowances) and all(allowance.remain == 0 for allowance in allowances)
