"""Drafts of answers and replies on their way as rows; what is sealed of them lies in small tables of its own, which a
purge can write anew."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    Row,
    Text,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    text,
    tuple_,
    update,
)

from studio.canonical import canonical_json
from studio.codec import read
from studio.errors import NotFound
from studio.feedback.model import HandoverRecord, ItemState
from studio.feedback.ports import TextTable
from studio.feedback.reply_model import ReplyDraft, SentReply
from studio.feedback.storage import items
from studio.feedback.storage_texts import SealedText
from studio.library.model import CitationRef
from studio.outbox.model import LeaseLost
from studio.outbox.storage_tables import account_pauses
from studio.phrase import Phrase
from studio.store.engine import Store
from studio.store.schema_base import Flag, Json, Moment, among, table
from studio.store.statements import from_row, to_row

reply_drafts = table(
    "reply_drafts",
    Column("item", Text, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("revision", Integer, nullable=False),
    Column("way", Text, nullable=False),
    Column("canned", Text, nullable=False),
    Column("canned_version", Integer, nullable=False),
    Column("citations", Json, nullable=False),
    Column("also", Json, nullable=False),
    Column("state", Text, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("writers", Json, nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("submitted_by", Text, nullable=False),
    Column("approved_by", Text, nullable=False),
)
reply_draft_texts = table(
    "reply_draft_texts",
    Column("item", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""The slots and the approver's note, sealed."""

_ON_ITS_WAY = text("state IN ('waiting', 'sending', 'sent', 'unknown')")
replies = table(
    "replies",
    Column("id", Text, primary_key=True),
    Column("item", Text, nullable=False, index=True),
    Column("draft", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("page_id", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("way", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("canned", Text, nullable=False),
    Column("canned_version", Integer, nullable=False),
    Column("citations", Json, nullable=False),
    Column("queued_by", Text, nullable=False),
    Column("approved_by", Text, nullable=False),
    Column("approval", Integer, nullable=False),
    Column("fully", Flag, nullable=False),
    Column("answers_at", Moment, nullable=False),
    Column("queued_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("since", Moment, nullable=False),
    Column("not_before", Moment),
    Column("lease", Text, nullable=False),
    Column("lease_until", Moment),
    Column("fence", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("looks", Integer, nullable=False),
    Column("first_sent_at", Moment),
    Column("last_sent_at", Moment),
    Column("absent_at", Moment),
    Column("looked_at", Moment),
    Column("sent_at", Moment),
    Column("verified_at", Moment),
    Column("asks", Flag, nullable=False),
    Column("vouched_by", Text, nullable=False),
    Column("remote", Text, nullable=False),
    Column("vi", Text, nullable=False),
    Column("en", Text, nullable=False),
    CheckConstraint("fence >= 0 AND attempts >= 0", name="counts"),
    Index("uq_replies_draft", "draft", "item", unique=True),
    Index("uq_replies_on_its_way", "item", unique=True, sqlite_where=_ON_ITS_WAY),
    Index("ix_replies_unsettled", "queued_at", "id", sqlite_where=_ON_ITS_WAY),
    Index("ix_replies_remote", "account", "remote", sqlite_where=text("remote != ''")),
)
"""Of one item one reply at most is on its way; a draft is queued once."""
reply_letters = table(
    "reply_letters",
    Column("reply", Text, primary_key=True),
    Column("item", Text, nullable=False, index=True),
    Column("key", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""Thread and text, sealed."""
SEALED = (TextTable(reply_draft_texts.name, "item"), TextTable(reply_letters.name, "item"))
GONE_UNSENT = Phrase("The item's text was purged before the reply left; nothing of it was sent.")
GONE_IN_DOUBT = Phrase("The item's text was purged, so the app cannot look for the reply any more; look at the page.")

row = replies.c
_FIXED = frozenset({"id", "item", "draft", "queued_at"})
_UPDATE = (
    update(replies)
    .where(
        row.id == bindparam("old_id"),
        row.state == bindparam("old_state"),
        row.lease == bindparam("old_lease"),
        row.fence == bindparam("old_fence"),
    )
    .values({column.name: bindparam(column.name) for column in row if column.name not in _FIXED})
)
_now = bindparam("now", type_=Moment)
_free = or_(row.lease.in_(bindparam("free", expanding=True)), row.lease_until <= _now)
_others = and_(row.lease != "", row.lease.not_in(bindparam("free", expanding=True)), row.lease_until > _now)
_unpaused = or_(row.not_before.is_(None), row.not_before <= _now)
_busy = select(row.account).where(_ON_ITS_WAY, _others)
_paused = select(account_pauses.c.account).where(or_(account_pauses.c.until.is_(None), account_pauses.c.until > _now))
_doubtful = (
    select(row.account)
    .where(_ON_ITS_WAY, row.state == "unknown")
    .group_by(row.account)
    .having(func.count() >= bindparam("doubts_most"))
)
_looked_at = and_(_ON_ITS_WAY, row.state != "waiting", ~and_(row.state == "unknown", row.asks == 1))
_sent = and_(
    _ON_ITS_WAY,
    row.state == "waiting",
    *(row.account.not_in(accounts) for accounts in (_paused, _doubtful)),
)
_CLAIMS = tuple(
    (
        select(row.id)
        .where(wanted, _unpaused, _free, row.account.not_in(_busy))
        .order_by(row.queued_at, row.id)
        .limit(1),
        select(replies).where(wanted, _unpaused, _free, row.account.not_in(_busy), row.id == bindparam("wanted")),
    )
    for wanted in (_looked_at, _sent)
)
"""What may be on a page already comes first. An account is served by one worker at a time."""
_CLAIM_ONE = select(replies).where(row.id == bindparam("wanted"), _free, row.account.not_in(_busy))
_ASKS = select(replies).where(_ON_ITS_WAY, row.state == "unknown", row.asks == 1)
_later = replies.alias()
_newest = ~exists().where(
    _later.c.item == row.item, tuple_(_later.c.queued_at, _later.c.id) > tuple_(row.queued_at, row.id)
)
_owed = select(items.c.id).where(
    items.c.closed_at.is_(None), items.c.state.in_([ItemState.NEW.value, ItemState.ANSWERING.value])
)
_REFUSED = select(replies).where(row.item.in_(_owed), row.state == "refused", _newest)
"""Read from the open items, of which there are few."""
_LATEST = select(replies).where(among(row.item)).order_by(row.queued_at, row.id)
_OF_ITEM = select(replies).where(row.item == bindparam("of")).order_by(row.queued_at, row.id)


class StoredReplies:
    """Keeps drafts and replies; every write of a reply names what it read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    # Drafts

    def draft(self, item: str) -> tuple[ReplyDraft, SealedText] | None:
        """The draft without its slots, and these sealed."""
        texts = reply_draft_texts.c
        with self._store.reading():
            found = self._store.one(select(reply_drafts).where(reply_drafts.c.item == item))
            sealed = self._store.one(select(texts.key, texts.sealed).where(texts.item == item))
        return None if found is None or sealed is None else (_draft(found), from_row(SealedText, sealed))

    def put_draft(self, draft: ReplyDraft, sealed: SealedText | None = None) -> None:
        """Replace the item's draft; its slots too where `sealed` is given."""
        values = {name: value for name, value in to_row(draft).items() if name in reply_drafts.c}
        with self._store.write():
            self._store.put(reply_drafts, values)
            if sealed is not None:
                self._store.put(reply_draft_texts, {"item": draft.item, **to_row(sealed)})

    def drop_draft(self, item: str) -> None:
        with self._store.write():
            self._store.do(delete(reply_draft_texts).where(reply_draft_texts.c.item == item))
            self._store.do(delete(reply_drafts).where(reply_drafts.c.item == item))

    def submitted(self) -> tuple[str, ...]:
        """Items whose draft waits for an approver, the oldest first."""
        waiting = select(reply_drafts.c.item).where(reply_drafts.c.state == "submitted")
        return tuple(self._store.scalars(waiting.order_by(reply_drafts.c.saved_at)))

    # Replies

    def add(self, reply: SentReply, sealed: SealedText) -> None:
        with self._store.write():
            self._store.do(insert(replies), to_row(reply))
            self.put_letter(reply, sealed)

    def get(self, reply: str) -> SentReply:
        """Raises NotFound."""
        found = self._store.one(select(replies).where(row.id == reply))
        if found is None:
            raise NotFound("there is no such reply; open the item again.")
        return _reply(found)

    def of_item(self, item: str) -> tuple[SentReply, ...]:
        """Oldest first."""
        return tuple(map(_reply, self._store.all(_OF_ITEM, {"of": item})))

    def of_draft(self, draft: str, item: str) -> SentReply | None:
        found = self._store.one(select(replies).where(row.draft == draft, row.item == item))
        return None if found is None else _reply(found)

    def letter(self, reply: str) -> SealedText | None:
        """The sealed letter; None once it was purged."""
        texts = reply_letters.c
        found = self._store.one(select(texts.key, texts.sealed).where(texts.reply == reply))
        return None if found is None else from_row(SealedText, found)

    def put_letter(self, reply: SentReply, sealed: SealedText) -> None:
        self._store.put(reply_letters, {"reply": reply.id, "item": reply.item, **to_row(sealed)})

    def update(self, before: SentReply, after: SentReply) -> SentReply:
        """Write `after` where the row still has the state, lease and fence of `before`. Raises LeaseLost."""
        still = {"old_id": before.id, "old_state": before.state, "old_lease": before.lease, "old_fence": before.fence}
        values = {name: value for name, value in to_row(after).items() if name not in _FIXED}
        if self._store.do(_UPDATE, still | values) != 1:
            raise LeaseLost(before.id)
        return after

    def owners(self, account: str, remotes: Collection[str]) -> dict[str, str]:
        """Of these digests of page's ids those that a reply of the account has, with its id."""
        found = select(row.remote, row.id).where(
            row.account == account, row.remote.in_(list(remotes)), row.remote != ""
        )
        return {each.remote: each.id for each in self._store.all(found)}

    def in_doubt(self, account: str) -> tuple[SentReply, ...]:
        """Replies of the account that may be on the page without our knowing under which id."""
        doubtful = select(replies).where(
            _ON_ITS_WAY, row.account == account, row.remote == "", row.state.in_(("sending", "unknown"))
        )
        return tuple(map(_reply, self._store.all(doubtful)))

    def unsettled(self) -> tuple[SentReply, ...]:
        """Every reply on its way, the oldest first."""
        query = select(replies).where(_ON_ITS_WAY).order_by(row.queued_at, row.id)
        return tuple(map(_reply, self._store.all(query)))

    def asking(self) -> tuple[SentReply, ...]:
        """Those that wait for a person, the oldest first: doubtful ones that no look settles, and the latest of an item
        that is still to be answered, where the page refused it."""
        found = (*self._store.all(_ASKS), *self._store.all(_REFUSED))
        return tuple(sorted(map(_reply, found), key=lambda reply: (reply.queued_at, reply.id)))

    def latest(self, of: Collection[str]) -> dict[str, SentReply]:
        """By item the latest reply of each of these that has one."""
        found = self._store.all(_LATEST, {"among": canonical_json(sorted(of)).decode()})
        return {each.item: _reply(each) for each in found}

    # What a purge takes

    def tables(self) -> tuple[TextTable, ...]:
        return SEALED

    def forget(self, items: Collection[str]) -> None:
        """Drafts of these items go, and what is on its way stops: what waited was never sent; of the rest nobody can
        look any more what became of it. Whoever works on one finds that out by its fence."""
        wanted = {"among": canonical_json(sorted(items)).decode()}
        now = self._store.now()
        with self._store.write():
            self._store.do(delete(reply_drafts).where(among(reply_drafts.c.item)), wanted)
            for states, after, asks, said in (
                (("waiting",), "refused", False, GONE_UNSENT),
                (("sending", "sent", "unknown"), "unknown", True, GONE_IN_DOUBT),
            ):
                stopped = update(replies).where(among(row.item), row.state.in_(states)).values(
                    state=after, asks=asks, vi=said.vi, en=said.en, since=now, updated_at=now,
                    lease="", lease_until=None, fence=row.fence + 1,
                )  # fmt: skip
                self._store.do(stopped, wanted)

    # Claims

    def leases(self) -> frozenset[str]:
        """Every lease written in a reply."""
        return frozenset(self._store.scalars(select(row.lease).where(_ON_ITS_WAY, row.lease != "").distinct()))

    def claim(
        self, now: datetime, *, lease: str, span: timedelta, dead: Collection[str], doubts_most: int
    ) -> SentReply | None:
        """Lease the next reply that wants work: looks first, then the earliest queued."""
        facts = {"now": now, "free": ["", lease, *dead], "doubts_most": doubts_most}
        for first, whole in _CLAIMS:
            while True:
                found = self._store.scalar(first, facts)
                if found is None:
                    break
                leased = self._lease(whole, {**facts, "wanted": found}, lease, now + span)
                if leased is not None:  # else another worker was quicker
                    return leased
        return None

    def claim_one(
        self, reply: str, now: datetime, *, lease: str, span: timedelta, dead: Collection[str]
    ) -> SentReply | None:
        """Lease this one, whatever its pause; None while another worker serves its account."""
        facts = {"now": now, "free": ["", lease, *dead], "wanted": reply}
        return self._lease(_CLAIM_ONE, facts, lease, now + span)

    def _lease(self, wanted: Any, facts: dict[str, Any], lease: str, until: datetime) -> SentReply | None:
        with self._store.write() as tx:
            taken = tx.execute(wanted, facts).one_or_none()
            if taken is None:
                return None
            found = _reply(taken)
            return self.update(found, replace(found, lease=lease, lease_until=until, fence=found.fence + 1))

    def any_waits(self) -> bool:
        """Whether anything is on its way: an idle round asks no more than this."""
        return self._store.scalar(select(row.id).where(_ON_ITS_WAY).limit(1)) is not None


def _draft(found: Row[Any]) -> ReplyDraft:
    return from_row(
        ReplyDraft,
        found,
        citations=_refs(found.citations),
        also=tuple(found.also),
        writers=tuple(found.writers),
    )


def _reply(found: Row[Any]) -> SentReply:
    return from_row(SentReply, found, citations=_refs(found.citations))


def _refs(told: Any) -> tuple[CitationRef, ...]:
    return tuple(read(CitationRef, one) for one in told)


handovers = table(
    "feedback_handovers",
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("item", Text, nullable=False, unique=True),
    Column("account", Text, nullable=False),
    Column("category", Text),
    Column("receiver", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("called_at", Moment, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("by", Text, nullable=False),
)


class StoredHandovers:
    """Keeps a record an item, for good."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def save(self, record: HandoverRecord) -> None:
        """Add it, or put it in the place of that of the same item."""
        self._store.put(handovers, to_row(record), by="item")

    def of_item(self, item: str) -> HandoverRecord | None:
        row = self._store.one(select(handovers).where(handovers.c.item == item))
        return None if row is None else from_row(HandoverRecord, row)
