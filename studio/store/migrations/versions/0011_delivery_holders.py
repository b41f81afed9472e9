"""Who keeps a post until its time, recalls, later looks, sessions; and the accounts that nothing is sent to."""

from __future__ import annotations

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, PrimaryKeyConstraint, Text, UniqueConstraint, text

revision = "0011"
down_revision = "0010"

_COLUMNS = (
    "id, post_id, post_title, account, platform, page_id, seal, reference, state, due_at, attempts, remote_id, "
    "permalink, message, message_en, lease, lease_until, fence, not_before, queued_by, created_at, updated_at, since, "
    "reason, text_sha256, image_sha256, first_sent_at, last_sent_at, absent_at, looks"
)


def upgrade() -> None:
    _deliveries()
    for name, columns, where in (
        ("ix_deliveries_unsent", ["due_at", "created_at", "id"], "state IN ('scheduled', 'waiting')"),
        ("ix_deliveries_lease", ["lease"], "lease != ''"),
        ("ix_deliveries_watch_at", ["watch_at"], "watch_at IS NOT NULL"),
    ):
        op.create_index(name, "deliveries", columns, sqlite_where=text(where))
    op.create_table(
        "account_pauses",
        Column("account", Text, primary_key=True),
        Column("since", Text, nullable=False),
        Column("vi", Text, nullable=False),
        Column("en", Text, nullable=False),
        Column("code", Text, nullable=False),
        Column("until", Text),
        sqlite_strict=True,
    )


def _deliveries() -> None:
    """The table anew: SQLite adds a column only behind the constraints."""
    texts = _COLUMNS.split(", ")
    integers = {"attempts", "fence", "looks"}
    optional = {"lease_until", "not_before", "since", "first_sent_at", "last_sent_at", "absent_at"}
    op.create_table(
        "deliveries_new",
        *(Column(name, Integer if name in integers else Text, nullable=name in optional) for name in texts),
        Column("holder", Text, nullable=False, server_default="pc"),
        Column("session", Text, nullable=False, server_default=""),
        Column("recall", Text, nullable=False, server_default=""),
        Column("watch_at", Text),
        Column("watched", Integer, nullable=False, server_default="0"),
        PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        UniqueConstraint("post_id", "seal", "account", name=op.f("uq_deliveries_post_id_seal_account")),
        CheckConstraint("fence >= 0 AND attempts >= 0", name=op.f("ck_deliveries_counts")),
        UniqueConstraint("reference", name=op.f("uq_deliveries_reference")),
        sqlite_strict=True,
    )
    op.execute(f"INSERT INTO deliveries_new ({_COLUMNS}) SELECT {_COLUMNS} FROM deliveries")  # noqa: S608
    op.drop_table("deliveries")
    op.rename_table("deliveries_new", "deliveries")
    op.create_index("ix_deliveries_state_due_at", "deliveries", ["state", "due_at"])
    op.create_index("ix_deliveries_account_remote_id", "deliveries", ["account", "remote_id"])
    op.create_index("ix_deliveries_created_at", "deliveries", [text("created_at DESC"), "id"])
