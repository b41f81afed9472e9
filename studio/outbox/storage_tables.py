"""The tables of the outbox, and the conditions that several of its subjects share."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    exists,
    func,
    select,
    text,
)

from studio.posts.storage_tables import posts
from studio.store.engine import Store
from studio.store.schema_base import Flag, Json, Moment, table

deliveries = table(
    "deliveries",
    Column("id", Text, primary_key=True),
    Column("post_id", Text, nullable=False),
    Column("post_title", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("page_id", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("reference", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("remote_id", Text, nullable=False),
    Column("permalink", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("message_en", Text, nullable=False),
    Column("lease", Text, nullable=False),
    Column("lease_until", Moment),
    Column("fence", Integer, nullable=False),
    Column("not_before", Moment),
    Column("queued_by", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("since", Moment),
    Column("reason", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("image_sha256", Json, nullable=False),
    Column("first_sent_at", Moment),
    Column("last_sent_at", Moment),
    Column("absent_at", Moment),
    Column("looks", Integer, nullable=False),
    Column("holder", Text, nullable=False, server_default="pc"),
    Column("session", Text, nullable=False, server_default=""),
    Column("recall", Text, nullable=False, server_default=""),
    Column("watch_at", Moment),
    Column("watched", Integer, nullable=False, server_default="0"),
    Column("vouched", Text, nullable=False, server_default=""),
    Column("amends", Text, nullable=False, server_default=""),
    UniqueConstraint("post_id", "seal", "account"),
    CheckConstraint("fence >= 0 AND attempts >= 0", name="counts"),
    Index("ix_deliveries_state_due_at", "state", "due_at"),
    Index("ix_deliveries_account_remote_id", "account", "remote_id"),
    Index("ix_deliveries_page_id", "page_id"),
    Index("ix_deliveries_created_at", text("created_at DESC"), "id"),
    Index("ix_deliveries_unsent", "due_at", "created_at", "id", sqlite_where=text("state IN ('scheduled', 'waiting')")),
    Index("ix_deliveries_last_sent_at", "last_sent_at", sqlite_where=text("last_sent_at IS NOT NULL")),
    Index("ix_deliveries_lease", "lease", sqlite_where=text("lease != ''")),
    Index("ix_deliveries_amends", "amends", sqlite_where=text("amends != ''")),
    Index("ix_deliveries_watch_at", "watch_at", sqlite_where=text("watch_at IS NOT NULL")),
)

attempts = table(
    "delivery_attempts",
    Column("key", Integer, primary_key=True),
    Column("delivery", Text, ForeignKey("deliveries.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("body_sha256", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("outcome", Text, nullable=False),
    Column("detail", Json, nullable=False),
)

receipts = table(
    "delivery_receipts",
    Column("delivery", Text, ForeignKey("deliveries.id"), primary_key=True),
    Column("remote_id", Text, nullable=False),
    Column("permalink", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("verified", Flag, nullable=False),
    Column("raw", Text, nullable=False),
    Column("confirmed_by", Text, nullable=False),
)

worker_clock = table(
    "worker_clock",
    Column("only", Integer, CheckConstraint("only = 1", name="one_row"), primary_key=True),
    Column("seen_at", Moment, nullable=False),
)

account_pauses = table(
    "account_pauses",
    Column("account", Text, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("vi", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("until", Moment),
)

EVER = datetime(1, 1, 2, tzinfo=UTC)
"""Before any due time: a session that withholds nothing began then."""
row = deliveries.c
unsent = text("deliveries.state IN ('scheduled', 'waiting')")  # as the partial index has it, or it is not used
held = and_(row.state == "scheduled", row.remote_id != "")
to_hand_over = and_(row.holder == "platform", row.remote_id == "")
withheld = and_(row.due_at < bindparam("began", type_=Moment), row.session != bindparam("session"))


of_posts = (
    select(func.count())
    .where(row.post_id == posts.c.id, row.state == "verified", posts.c.state == "withdrawn")
    .scalar_subquery()
    .label("removals_due"),
    exists().where(row.post_id == posts.c.id, row.state == "verified", row.vouched != "").label("claimed"),
)
"""What the list of posts tells of their deliveries: see `studio.posts.model.PostRow`."""


class OutboxRows:
    """A subject of the outbox in one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
