"""Which post another belongs to, and when the public was promised to hear more."""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from studio.store.packing import unpack

revision = "0009"
down_revision = "0008"

_HEADS = sa.text(
    "SELECT posts.id, head.body, head.packed, base.body AS whole FROM posts "
    "JOIN revisions AS head ON head.post_id = posts.id AND head.number = posts.revision "
    "LEFT JOIN revisions AS base ON base.post_id = head.post_id AND base.number = head.base"
)


def upgrade() -> None:
    op.create_table(
        "post_links",
        sa.Column("post_id", sa.Text, sa.ForeignKey("posts.id"), primary_key=True),
        sa.Column("original", sa.Text, nullable=False),
        sa.Column("followup_on", sa.Text),
        sa.Index("ix_post_links_original", "original"),
        sqlite_strict=True,
    )
    connection = op.get_bind()
    insert = sa.text("INSERT INTO post_links VALUES (:id, :original, :followup_on)")
    for values in list(_told(connection)):
        connection.execute(insert, values)


def _told(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    for row in connection.execute(_HEADS):
        try:
            post = json.loads(unpack(row.packed, row.whole or "") if row.packed is not None else row.body)
        except (ValueError, TypeError):  # damaged: it is told of when it is read
            continue
        original = post.get("answers", {}).get("original_post") or ""
        promised = post.get("fields", {}).get("followup_on")
        promised = promised if _is_day(promised) else None
        if original or promised:
            yield {"id": row.id, "original": original, "followup_on": promised}


def _is_day(value: object) -> bool:
    return isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-"
