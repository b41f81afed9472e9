"""What persons record of the effect of legal documents.

What files say, and the confirmation that stands, stay where they are (days, status, check and relations of a
document) and are read as stated events, so that a new import of the file can say something else.
"""

from alembic import op
from sqlalchemy import Column, Index, Integer, Text, UniqueConstraint

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "law_events",
        Column("seq", Integer, primary_key=True),
        Column("id", Text, nullable=False),
        Column("document", Text, nullable=False),
        Column("article", Text, nullable=False),
        Column("clause", Text, nullable=False),
        Column("point", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("since", Text),
        Column("until", Text),
        Column("by_number", Text, nullable=False),
        Column("by_provision", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("checked_on", Text),
        Column("checked_by", Text, nullable=False),
        Column("recorded_at", Text, nullable=False),
        Column("status", Text, nullable=False),
        Column("text_sha256", Text, nullable=False),
        UniqueConstraint("id", name="uq_law_events_id"),
        Index("ix_law_events_document", "document"),
        sqlite_strict=True,
    )
    op.create_table(
        "law_retractions",
        Column("event", Text, primary_key=True),
        Column("at", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("reason", Text, nullable=False),
        sqlite_strict=True,
    )
    for table in ("law_events", "law_retractions"):
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'what was recorded of a law is only appended to'); END"
            )
