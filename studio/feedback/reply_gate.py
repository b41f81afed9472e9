"""The one way for an answer: what has to be true when it is queued, and again just before it leaves."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio.accounts.model import Account
from studio.accounts.service import Accounts
from studio.errors import Refused, Untrusted
from studio.feedback import reply_messages as messages
from studio.feedback import signatures
from studio.feedback.items import Items
from studio.feedback.letters import ReplySealer, seal_of_letter
from studio.feedback.model import OPEN, FeedbackItem
from studio.feedback.reply_inspector import ReplyInspector
from studio.feedback.reply_model import DraftState, ReplyDraft, ReplyLetter, SentReply
from studio.feedback.settings import FeedbackSettings
from studio.people.service import People
from studio.publishers.inbox import Inbox, Thread

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.feedback.storage_canned import StoredSignatures
    from studio.feedback.storage_replies import StoredReplies

SUBMIT, APPROVE = "reply.submit", "reply.approve"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyReply:
    """Everything a send needs, checked a moment ago."""

    account: Account
    inbox: Inbox
    thread: Thread
    letter: ReplyLetter


class ReplyGate:
    """Asked at queuing and again before the socket, whatever door was used."""

    def __init__(
        self,
        repo: StoredReplies,
        signatures: StoredSignatures,
        sealer: ReplySealer,
        items: Items,
        accounts: Accounts,
        inspector: ReplyInspector,
        settings: FeedbackSettings,
        people: People,
        *,
        require_home: Callable[[], None],
    ) -> None:
        self._repo = repo
        self._signatures = signatures
        self._sealer = sealer
        self._items = items
        self._accounts = accounts
        self._inspector = inspector
        self._settings = settings
        self._people = people
        self._require_home = require_home

    def ready(self, reply: SentReply) -> ReadyReply:
        """Raises Refused, NotFound, Untrusted with the reason; KeyringTrouble where waiting helps."""
        self._require_home()
        item = self._items.get(reply.item)
        require_open(item)
        account = self._accounts.check(reply.account)
        if account.page_id != reply.page_id:
            say = messages.wrong_page(reply.page_id, account.page_id)
            raise Refused(say)
        found, letter = self._inspector.served(item), self.letter(reply)
        if found is None or letter is None:
            raise Refused(messages.NO_THREAD)
        _, inbox, there = found
        if item.account != reply.account or seal_of_letter(reply, account.page_id, there.thread, letter) != reply.seal:
            raise Untrusted(messages.ALTERED)
        draft = as_draft(reply, letter)
        if not reply.approval:
            self.require_approved(draft, account)
        else:
            self._require_approval(reply)
        self._inspector.require_unblocked(draft, (reply.queued_by,))
        return ReadyReply(account=account, inbox=inbox, thread=there.thread, letter=letter)

    def reachable(self, reply: SentReply) -> ReadyReply:
        """What a look needs, whatever became of the item since. Raises Refused where the page or the thread is gone."""
        self._require_home()
        account = self._accounts.get(reply.account)
        if account.page_id != reply.page_id:
            say = messages.wrong_page(reply.page_id, account.page_id)
            raise Refused(say)
        inbox, letter = self._inspector.inbox(account), self.letter(reply)
        if inbox is None or letter is None:
            raise Refused(messages.NO_THREAD)
        return ReadyReply(account=account, inbox=inbox, thread=letter.thread, letter=letter)

    def still_sealed(self, reply: SentReply, ready: ReadyReply) -> bool:
        """Whether what is about to be given to the page is bound by the seal, read anew at the last moment."""
        there = self._items.thread_for_sending(reply.item)
        account = self._accounts.get(reply.account)
        same = there is not None and there.thread == ready.thread and account.page_id == reply.page_id
        return same and seal_of_letter(reply, ready.account.page_id, ready.thread, ready.letter) == reply.seal

    def letter(self, reply: SentReply) -> ReplyLetter | None:
        """What was sealed of it; None once it was purged. Raises TextLost, KeyringTrouble."""
        sealed = self._repo.letter(reply.id)
        return None if sealed is None else self._sealer.opened(reply, sealed)

    def needs_approval(self, draft: ReplyDraft, account: str) -> bool:
        """Whether a second person has to approve it: where the unit wants that, and it is no canned reply as
        approved."""
        return self._settings.approval_needed(account) and not self._inspector.is_as_approved(draft, draft.slots)

    def require_approved(self, draft: ReplyDraft, account: Account) -> None:
        """Raises Refused for a draft that needs an approval and has none."""
        if draft.state is not DraftState.APPROVED and self.needs_approval(draft, account.name):
            raise Refused(messages.UNAPPROVED)

    def _require_approval(self, reply: SentReply) -> None:
        """The approval must be signed with the key of who gave it, over this very seal, and so must the submission it
        answers; by two people, neither of whom the feedback is about."""
        submitted = self._told(reply, SUBMIT, approves=False)
        approved = self._told(reply, APPROVE, approves=True)
        mine = [reply.item, reply.account, reply.page_id, reply.seal]
        concerned = self._items.get(reply.item).concerns
        wrote = [*approved.get("writers", ()), submitted["by"]]
        if (
            mine not in approved.get("replies", ())
            or approved.get("submitted") != submitted["signature"]
            or approved["by"] != reply.approved_by
            or approved["by"] in wrote
            or (concerned and concerned in (approved["by"], *wrote))
        ):
            raise Untrusted(messages.APPROVAL_ALTERED)

    def _told(self, reply: SentReply, kind: str, *, approves: bool) -> dict[str, Any]:
        """What was signed, with who did and the signature itself. Raises Untrusted."""
        found = self._signatures.get(reply.draft, reply.approval, kind)
        if found is not None:
            told = signatures.told(found)
            if told is not None and signatures.holds(found, told, self._people, approves=approves):
                return {**told, "by": found.by, "signature": found.signature}
        raise Untrusted(messages.APPROVAL_ALTERED)


def statement_of(draft: ReplyDraft, seals: Sequence[tuple[str, str, str, str]]) -> dict[str, Any]:
    """What is signed of a draft: which text goes where (item, account, page, seal), on which law, and who wrote it."""
    return {
        "replies": sorted(list(one) for one in seals),
        "way": str(draft.way),
        "citations": [json.dumps([ref.document, ref.article, ref.clause, ref.point]) for ref in draft.citations],
        "writers": sorted(draft.writers),
    }


def require_open(item: FeedbackItem) -> None:
    """Raises Refused for an item that has ended or whose text is gone."""
    if item.state not in OPEN or item.purged:
        raise Refused(messages.ENDED)


def as_draft(reply: SentReply, letter: ReplyLetter) -> ReplyDraft:
    """The queued answer, for the checks."""
    slots = letter.slots
    return ReplyDraft(
        item=reply.item,
        way=reply.way,
        greeting=slots.get("greeting", ""),
        answer=slots.get("answer", ""),
        next_step=slots.get("next_step", ""),
        thanks=slots.get("thanks", ""),
        canned=reply.canned,
        canned_version=reply.canned_version,
        citations=reply.citations,
        id=reply.draft,
    )
