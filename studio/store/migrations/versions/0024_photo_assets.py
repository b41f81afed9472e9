"""The library of the unit's pictures, and the consents of people in pictures."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Text

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "photo_assets",
        *(Column(name, Text, nullable=False, primary_key=name == "sha256") for name in ("sha256", "name", "kind")),
        *(Column(name, Text, nullable=False) for name in ("title", "source", "rights", "alt", "tags")),
        *(Column(name, Text) for name in ("valid_from", "valid_until")),
        *(Column(name, Integer, nullable=False) for name in ("width", "height")),
        *(Column(name, Text, nullable=False) for name in ("print", "print_by", "searched", "added_by", "added_at")),
        sqlite_strict=True,
    )
    op.create_table(
        "photo_thumbs",
        Column("sha256", Text, primary_key=True),
        Column("jpeg", LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "photo_consents",
        Column("id", Text, primary_key=True),
        Column("who", Text, nullable=False),
        Column("purpose", Text, nullable=False),
        Column("given_on", Text, nullable=False),
        Column("until", Text),
        Column("filed", Text, nullable=False),
        Column("minor", Integer, nullable=False),
        Column("guardian", Text, nullable=False),
        Column("withdrawn_on", Text),
        Column("added_by", Text, nullable=False),
        Column("added_at", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "photo_consent_pictures",
        Column("consent", Text, ForeignKey("photo_consents.id", ondelete="CASCADE"), primary_key=True),
        Column("sha256", Text, primary_key=True),
        sqlite_strict=True,
    )
    op.create_index("ix_photo_consent_pictures_sha256", "photo_consent_pictures", ["sha256"])
