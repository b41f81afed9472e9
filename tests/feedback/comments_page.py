"""A page that keeps its comments in memory and obeys the port of an inbox, with faults on wish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from studio.accounts.model import Account
from studio.phrase import Bilingual
from studio.publishers.inbox import Batch, Channel, InboxAbilities, IncomingMessage, ReplyWay, ReplyWindow, Thread
from studio.publishers.port import Answer, Outcome, Unreachable


@dataclass
class CommentsPage:
    """`faults` are used up one a call of `hide`: ``lost`` does it and gives no answer, ``dropped`` does nothing and
    gives none, ``busy`` and ``refused`` say so."""

    can_hide: bool = True
    hidden: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    unreachable: bool = False
    calls: list[tuple[str, bool]] = field(default_factory=list)
    """Every call of `hide`: the comment, and whether it was to be hidden."""

    def abilities(self, account: Account) -> InboxAbilities:
        return InboxAbilities(
            channels=(Channel.COMMENTS,), can_hide=self.can_hide, can_list_replies=False, longest_reply=8000
        )

    def hide(self, account: Account, thread: Thread, *, hidden: bool) -> Answer:
        self.calls.append((thread.key, hidden))
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "busy":
            return Answer(
                outcome=Outcome.NOT_EXECUTED,
                say=Bilingual("Trang đang bận.", "The page is busy."),
                retry_after=90,
            )
        if fault == "refused":
            return Answer(outcome=Outcome.REFUSED, say=Bilingual("Trang từ chối.", "The page said no."))
        if fault != "dropped":
            (self.hidden.add if hidden else self.hidden.discard)(thread.key)
        return Answer(outcome=Outcome.UNKNOWN if fault in ("lost", "dropped") else Outcome.DONE)

    def is_hidden(self, account: Account, thread: Thread) -> bool | None:
        if self.unreachable:
            raise Unreachable(Bilingual("không kết nối được trang.", "the page cannot be reached."))
        return None if thread.key in self.deleted else thread.key in self.hidden

    def read(self, account: Account, channel: Channel, since: datetime, cursor: str = "") -> Batch:
        return Batch(texts=())

    def windows(self, account: Account, thread: Thread, last_from_citizen: datetime) -> Sequence[ReplyWindow]:
        return ()

    def reply(self, account: Account, thread: Thread, way: ReplyWay, text: str) -> Answer:
        return Answer(outcome=Outcome.REFUSED)

    def replies(self, account: Account, thread: Thread, way: ReplyWay, since: datetime) -> Sequence[IncomingMessage]:
        return ()
