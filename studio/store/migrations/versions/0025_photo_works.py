"""The works of the image studio, what was decided on each, and the files made of them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0025"
down_revision = "0024"

NO_UPDATE = (
    "CREATE TRIGGER photo_steps_no_update BEFORE UPDATE ON photo_steps "
    "BEGIN SELECT RAISE(ABORT, 'photo_steps is append-only'); END"
)
NO_DELETE = (
    "CREATE TRIGGER photo_steps_no_delete BEFORE DELETE ON photo_steps "
    "WHEN NOT EXISTS (SELECT 1 FROM photo_works WHERE id = OLD.work AND trashed_at IS NOT NULL) "
    "BEGIN SELECT RAISE(ABORT, 'photo_steps is append-only'); END"
)


def upgrade() -> None:
    op.create_table(
        "photo_works",
        Column("id", Text, primary_key=True),
        Column("title", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("original", Text, nullable=False),
        Column("recipe", Text, nullable=False),
        Column("recipe_sha256", Text, nullable=False),
        Column("covers", Integer, nullable=False),
        Column("undecided", Integer, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("opened_by", Text, nullable=False),
        Column("opened_at", Text, nullable=False),
        Column("changed_by", Text, nullable=False),
        Column("changed_at", Text, nullable=False),
        Column("cleared_by", Text, nullable=False),
        Column("trashed_at", Text),
        sqlite_strict=True,
    )
    op.create_index("ix_photo_works_original", "photo_works", ["original"])
    op.create_index("ix_photo_works_shelf", "photo_works", ["trashed_at", "changed_at"])
    op.create_table(
        "photo_steps",
        Column("work", Text, ForeignKey("photo_works.id"), primary_key=True),
        Column("seq", Integer, primary_key=True),
        Column("at", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("deed", Text, nullable=False),
        Column("about", Text, nullable=False),
        Column("facts", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "photo_finished",
        Column("id", Integer, primary_key=True),
        Column("sha256", Text, nullable=False),
        Column("work", Text, ForeignKey("photo_works.id"), nullable=False),
        Column("recipe", Text, nullable=False),
        Column("recipe_sha256", Text, nullable=False),
        Column("width", Integer, nullable=False),
        Column("height", Integer, nullable=False),
        Column("bytes", Integer, nullable=False),
        Column("mime", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("at", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_photo_finished_sha256", "photo_finished", ["sha256"])
    op.create_index("ix_photo_finished_work", "photo_finished", ["work"])
    op.execute(NO_UPDATE)
    op.execute(NO_DELETE)
