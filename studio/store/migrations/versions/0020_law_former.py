"""Former texts of legal documents, and the unit's remarks."""

from alembic import op
from sqlalchemy import Column, Integer, LargeBinary, Text, UniqueConstraint

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "law_former",
        Column("seq", Integer, primary_key=True),
        Column("document", Text, nullable=False),
        Column("sha256", Text, nullable=False),
        Column("replaced_at", Text, nullable=False),
        Column("articles", Integer, nullable=False),
        Column("packed", LargeBinary, nullable=False),
        Column("packed_sha256", Text, nullable=False),
        UniqueConstraint("document", "sha256"),
        sqlite_strict=True,
    )
    op.create_table(
        "law_remarks",
        Column("id", Text, primary_key=True),
        Column("document", Text, nullable=False),
        Column("article", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("at", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_law_remarks_document", "law_remarks", ["document"])
