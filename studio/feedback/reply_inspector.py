"""Builds what the checks of an answer look at, from what the rooms know now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.accounts.service import Accounts
from studio.clock import Clock, local_date
from studio.directory.model import DirectoryBook
from studio.errors import NotFound, Refused
from studio.feedback.canned import CannedReplies
from studio.feedback.citations import LawOfReplies
from studio.feedback.items import Items, ThreadOnPage
from studio.feedback.model import FeedbackItem
from studio.feedback.reply_checks.view import ReplyView
from studio.feedback.reply_model import SLOTS, UNSENT, ReplyDraft, ReplyFinding
from studio.phrase import Bilingual
from studio.posts.model import Severity
from studio.publishers.inbox import Inbox, ReplyWindow
from studio.publishers.registry import Inboxes

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.feedback.storage_replies import StoredReplies


class ReplyInspector:
    """Judges answers; changes nothing. No page is asked anything."""

    def __init__(
        self,
        items: Items,
        accounts: Accounts,
        inboxes: Inboxes,
        canned: CannedReplies,
        law: LawOfReplies,
        repo: StoredReplies,
        *,
        book: Callable[[], DirectoryBook],
        clock: Clock,
        hotline_days: int,
    ) -> None:
        self._items = items
        self._accounts = accounts
        self._inboxes = inboxes
        self._canned = canned
        self._law = law
        self._repo = repo
        self._book = book
        self._clock = clock
        self._hotline_days = hotline_days

    def served(self, item: FeedbackItem) -> tuple[Account, Inbox, ThreadOnPage] | None:
        """The page, what speaks to it, and the thread; None for what came by telephone or in person, and where
        nothing here answers on such a page."""
        there = self._items.thread_for_sending(item.id)
        if there is None or not item.account:
            return None
        try:
            account = self._accounts.get(item.account)
        except NotFound:
            return None
        inbox = self.inbox(account)
        return None if inbox is None else (account, inbox, there)

    def inbox(self, account: Account) -> Inbox | None:
        """What speaks to the page; None where nothing does."""
        return self._inboxes.get(account.kind)

    def windows(self, item: FeedbackItem) -> tuple[ReplyWindow, ...]:
        """The ways in which an answer may go, and until when; empty where there is none. A way that the platform takes
        once is left out when an answer went, or may have gone, by it."""
        found = self.served(item)
        if found is None:
            return ()
        account, inbox, there = found
        gone = {reply.way for reply in self._repo.of_item(item.id) if reply.attempts and reply.state not in UNSENT}
        offered = inbox.windows(account, there.thread, item.heard_at)
        return tuple(window for window in offered if not (window.once and window.way in gone))

    def check(self, draft: ReplyDraft, answering: tuple[str, ...] = ()) -> tuple[ReplyFinding, ...]:
        """What the checks say of it now, blockers first; `answering`: who writes or sends it."""
        from studio.feedback.reply_checks.registry import inspect

        return inspect(self._view(draft, answering))

    def require_unblocked(self, draft: ReplyDraft, answering: tuple[str, ...]) -> None:
        """Raises Refused, naming the first that blocks."""
        blocking = [found for found in self.check(draft, answering) if found.severity is Severity.BLOCK]
        if blocking:
            first, more = blocking[0], len(blocking) - 1
            vi = f" (và {more} điểm khác phải sửa)" if more else ""
            en = f" (and {more} more to mend)" if more else ""
            raise Refused(
                "{title} {fix}{what}", title=first.title, fix=first.fix, what=Bilingual(vi, en), where=first.slot
            )

    def is_as_approved(self, draft: ReplyDraft, slots: Mapping[str, str]) -> bool:
        """Whether the answer is a canned reply in use, word for word, with its law: that was approved already."""
        if not draft.canned or self._canned.trouble(draft.canned, draft.canned_version) is not None:
            return False
        found = self._canned.in_use(draft.canned)
        filled = self._canned.filled(draft.canned, self._unit(draft.item)).slots
        same = all(filled[name].strip() == slots.get(name, "").strip() for name in SLOTS)
        return same and found.citations == draft.citations

    def begun(self, draft: ReplyDraft) -> ReplyDraft:
        """A draft begun from the canned reply that it names. Raises Refused, NotFound."""
        found = self._canned.in_use(draft.canned)
        trouble = self._canned.trouble(found.id)
        if trouble is not None:
            raise Refused(trouble, where=found.code)
        slots = self._canned.filled(found.id, self._unit(draft.item)).slots
        return replace(
            draft,
            canned=found.id,
            canned_version=found.version,
            citations=found.citations,
            greeting=slots["greeting"],
            answer=slots["answer"],
            next_step=slots["next_step"],
            thanks=slots["thanks"],
        )

    def _unit(self, item: str) -> str:
        name = self._items.get(item).account
        try:
            return self._accounts.get(name).unit if name else ""
        except NotFound:
            return ""

    def _view(self, draft: ReplyDraft, answering: tuple[str, ...]) -> ReplyView:
        now = self._clock.now()
        item, today = self._items.get(draft.item), local_date(now)
        found = self.served(item)
        filled = {name: self._canned.fill({name: draft.slot(name)}).open for name in SLOTS}
        return ReplyView(
            draft=draft,
            item=item,
            book=self._book(),
            now=now,
            windows=self.windows(item),
            longest=0 if found is None else found[1].abilities(found[0]).longest_reply,
            laws=self._law.cited(draft.citations, today),
            typed=self._law.typed(((name, draft.slot(name)) for name in SLOTS), today),
            canned_trouble=self._canned.trouble(draft.canned, draft.canned_version) if draft.canned else None,
            open_places=tuple((slot, name) for slot, names in filled.items() for name in names),
            hotline_days=self._hotline_days,
            answering=tuple(dict.fromkeys((*draft.writers, *answering))),
        )
