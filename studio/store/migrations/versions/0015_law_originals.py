"""Which file each legal document was read from."""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "law_originals",
        Column("document", Text, primary_key=True),
        Column("sha256", Text, primary_key=True),
        Column("name", Text, nullable=False),
        Column("size", Integer, nullable=False),
        Column("read_as", Text, nullable=False),
        Column("taken_at", Text, nullable=False),
        Column("taken_by", Text, nullable=False),
        Column("scanned", Integer, nullable=False),
        Column("pages", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_law_originals_sha256", "law_originals", ["sha256"])
