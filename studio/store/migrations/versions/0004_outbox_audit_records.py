"""Deliveries with attempts and receipts, the log of publication acts, the list of records."""

from __future__ import annotations

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text, UniqueConstraint

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _deliveries()
    op.create_table(
        "delivery_attempts",
        Column("key", Integer, primary_key=True),
        Column("delivery", Text, ForeignKey("deliveries.id"), nullable=False, index=True),
        Column("number", Integer, nullable=False),
        Column("step", Text, nullable=False),
        Column("body_sha256", Text, nullable=False),
        Column("started_at", Text, nullable=False),
        Column("finished_at", Text),
        Column("outcome", Text, nullable=False),
        Column("detail", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "delivery_receipts",
        Column("delivery", Text, ForeignKey("deliveries.id"), primary_key=True),
        Column("remote_id", Text, nullable=False),
        Column("permalink", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("verified", Integer, nullable=False),
        Column("raw", Text, nullable=False),
        Column("confirmed_by", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "worker_clock",
        Column("only", Integer, CheckConstraint("only = 1", name="one_row"), primary_key=True),
        Column("seen_at", Text, nullable=False),
        sqlite_strict=True,
    )
    _audit()
    _records()


def _deliveries() -> None:
    op.create_table(
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
        Column("due_at", Text, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("remote_id", Text, nullable=False),
        Column("permalink", Text, nullable=False),
        Column("message", Text, nullable=False),
        Column("message_en", Text, nullable=False),
        Column("lease", Text, nullable=False),
        Column("lease_until", Text),
        Column("fence", Integer, nullable=False),
        Column("not_before", Text),
        Column("queued_by", Text, nullable=False),
        Column("created_at", Text, nullable=False),
        Column("updated_at", Text, nullable=False),
        Column("since", Text),
        Column("reason", Text, nullable=False),
        Column("text_sha256", Text, nullable=False),
        Column("image_sha256", Text, nullable=False),
        Column("first_sent_at", Text),
        Column("last_sent_at", Text),
        Column("absent_at", Text),
        Column("looks", Integer, nullable=False),
        UniqueConstraint("post_id", "seal", "account"),
        CheckConstraint("fence >= 0 AND attempts >= 0", name="counts"),
        Index("ix_deliveries_state_due_at", "state", "due_at"),
        Index("ix_deliveries_account_remote_id", "account", "remote_id"),
        sqlite_strict=True,
    )


def _audit() -> None:
    op.create_table(
        "audit",
        Column("seq", Integer, primary_key=True),
        Column("at", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("act", Text, nullable=False),
        Column("post_id", Text, nullable=False, index=True),
        Column("data", Text, nullable=False),
        Column("prev_hash", Text, nullable=False),
        Column("hash", Text, nullable=False, unique=True),
        sqlite_strict=True,
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit "
            f"BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END"
        )


def _records() -> None:
    op.create_table(
        "records",
        Column("post_id", Text, primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("sha256", Text, nullable=False, index=True),
        Column("size", Integer, nullable=False),
        Column("covers", Text, nullable=False),
        Column("made_at", Text, nullable=False),
        sqlite_strict=True,
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER records_no_{verb.lower()} BEFORE {verb} ON records "
            f"BEGIN SELECT RAISE(ABORT, 'records are only added'); END"
        )
