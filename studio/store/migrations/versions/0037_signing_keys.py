"""The register of people's keys, the signatures under submissions and approvals, and when a wrong PIN was counted."""

from __future__ import annotations

from alembic import op
from sqlalchemy import REAL, Column, ForeignKey, Integer, Text

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.add_column("pin_tries", Column("uptime", REAL))
    op.create_table(
        "people_keys",
        Column("seq", Integer, primary_key=True),
        Column("at", Text, nullable=False),
        Column("act", Text, nullable=False),
        Column("person", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("roles", Text, nullable=False),
        Column("active", Integer, nullable=False),
        Column("public", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("witness", Text, nullable=False),
        Column("mac", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "post_signatures",
        Column("id", Integer, primary_key=True),
        Column("post_id", Text, ForeignKey("posts.id"), nullable=False),
        Column("revision", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("key_id", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("statement", Text, nullable=False),
        Column("signature", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_post_signatures_post_id", "post_signatures", ["post_id"])
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER post_signatures_no_{verb.lower()} BEFORE {verb} ON post_signatures "
            "BEGIN SELECT RAISE(ABORT, 'post_signatures is append-only'); END"
        )
