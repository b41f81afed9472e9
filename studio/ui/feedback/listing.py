"""The queues of the desk, their rows, and how far the pages are read, on the worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.errors import NotPermitted, StudioError
from studio.feedback.model import FeedbackCounts, FeedbackFilter, FeedbackItem, FeedbackQueue, FeedbackRow, ItemState
from studio.feedback.reply_model import ReplyState

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.feedback.desk import Feedback
    from studio.feedback.hours import Hours
    from studio.feedback.intake_model import IntakeTrouble
    from studio.feedback.moderation_model import ModerationEntry
    from studio.feedback.reply_model import SentReply


class ExtraQueue(StrEnum):
    """Queues beside those of the targets; each is offered while something stands in it."""

    ON_THEIR_WAY = "on_their_way"
    """Answers that do not stand on the page for certain yet, those that wait for a person first."""
    SECOND_LOOK = "second_look"
    """The sample of hidden comments for the person who is signed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter:
    """What the queue shows; `account`: the name of one page, empty for all."""

    queue: FeedbackQueue | ExtraQueue = FeedbackQueue.TO_ANSWER
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedItem:
    """A row of the queue with the working time it has left, negative once it is over; None when nothing is owed.
    `sent`: its answer, while that does not stand on the page for certain."""

    row: FeedbackRow
    left: timedelta | None
    sent: ReplyState | None = None

    @property
    def item(self) -> FeedbackItem:
        return self.row.item


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemQueue:
    """The ids that a filter lets through, in order, how many stand in each queue, and how far the pages are read."""

    filter: QueueFilter
    ids: tuple[str, ...]
    counts: FeedbackCounts
    asides: Mapping[ExtraQueue, int]
    accounts: Mapping[str, Account]
    read_at: datetime | None
    """Up to when every page is read that can be; None where none was read yet."""
    troubles: tuple[IntakeTrouble, ...]
    now: datetime
    open: bool
    """Whether the unit works now."""
    turns_at: datetime
    """When that ends, or when it works again."""


def load_queue(studio: Studio, wanted: QueueFilter, by: str) -> ItemQueue:
    """The queue as that person may see it; `by` is empty while nobody is signed in."""
    desk, now = studio.feedback, studio.now()
    items, hours, read = desk.items, desk.settings.hours(), desk.intake.states()
    asides = {
        ExtraQueue.ON_THEIR_WAY: _of_page(wanted.account, (*desk.replies.asking(), *desk.replies.on_their_way())),
        ExtraQueue.SECOND_LOOK: _of_page(wanted.account, _sample(desk, by)),
    }
    if isinstance(wanted.queue, ExtraQueue):
        ids = asides[wanted.queue]
    else:
        ids = items.ids(FeedbackFilter(pill=wanted.queue, account=wanted.account))
    return ItemQueue(
        filter=wanted,
        ids=ids,
        counts=items.counts(wanted.account),
        asides={aside: len(those) for aside, those in asides.items()},
        accounts={account.name: account for account in studio.accounts.list()},
        read_at=min((state.read_at for state in read if state.read_at and not state.trouble), default=None),
        troubles=desk.intake.troubles(),
        now=now,
        open=hours.open_at(now),
        turns_at=hours.turns_at(now),
    )


def _of_page(account: str, several: Sequence[SentReply | ModerationEntry]) -> tuple[str, ...]:
    """The items of these on that page, or on all, each once."""
    return tuple(dict.fromkeys(one.item for one in several if account in ("", one.account)))


def _sample(desk: Feedback, by: str) -> Sequence[ModerationEntry]:
    try:
        return desk.moderation.sample(by) if by else ()
    except NotPermitted:  # who does not review has none
        return ()


def load_rows(studio: Studio, ids: Sequence[str]) -> dict[str, ListedItem]:
    desk, now = studio.feedback, studio.now()
    hours, sent = desk.settings.hours(), desk.replies.latest(ids)
    return {
        row.item.id: ListedItem(
            row=row, left=left_of(hours, now, row.item.due_at), sent=_unsure(row.item, sent.get(row.item.id))
        )
        for row in desk.items.rows(ids)
    }


def _unsure(item: FeedbackItem, sent: SentReply | None) -> ReplyState | None:
    """The state of an answer that is on its way, or was refused and is owed still."""
    owed = item.state in (ItemState.NEW, ItemState.ANSWERING)
    there = sent is None or sent.state is ReplyState.VERIFIED or (sent.state is ReplyState.REFUSED and not owed)
    return None if sent is None or there else sent.state


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesRead:
    """What reading the pages brought: how many texts are new, and the first page that could not be read."""

    new: int
    failed: StudioError | None = None


def read_pages(studio: Studio, by: str) -> PagesRead:
    """Read the pages now. Raises Refused where that cannot be done here."""
    intake = studio.feedback.intake
    done = intake.read_now(by)
    for state in intake.states():
        if state.trouble is not None:
            page = studio.accounts.get(state.account)
            failed = StudioError(state.trouble, where=page.title or page.name)
            return PagesRead(new=done.new, failed=failed)
    return PagesRead(new=done.new)


def left_of(hours: Hours, now: datetime, due: datetime | None) -> timedelta | None:
    """Working time from `now` to `due`, negative when that is over."""
    if due is None:
        return None
    return hours.working_between(now, due) if due > now else -max(hours.working_between(due, now), _INSTANT)


_INSTANT = timedelta(seconds=1)
"""Overdue by less than working time can tell: the target passed, and the unit has not worked since."""
