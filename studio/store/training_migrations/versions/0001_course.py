"""What a unit changed in the outlines, the lessons that were done, certificates, and what was erased."""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "outlines",
        Column("id", Text, primary_key=True),
        Column("position", Integer),
        Column("title", Text),
        Column("hidden", Integer, nullable=False),
        Column("document", Text, nullable=False),
        Column("own", Text),
        sqlite_strict=True,
    )
    op.create_table(
        "outline_groups",
        Column("id", Text, primary_key=True),
        Column("title", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "runs",
        Column("id", Text, primary_key=True),
        Column("learner_code", Text, nullable=False),
        Column("learner_name", Text, nullable=False),
        Column("outline_id", Text, nullable=False),
        Column("outline_hash", Text, nullable=False),
        Column("mode", Text, nullable=False),
        Column("started_at", Text, nullable=False),
        Column("finished_at", Text),
        Column("seconds", Integer, nullable=False),
        Column("hints", Integer, nullable=False),
        Column("restores", Integer, nullable=False),
        Column("steps_done", Integer, nullable=False),
        Column("steps_total", Integer, nullable=False),
        Column("scenario_green", Integer, nullable=False),
        Column("quiz_right", Integer, nullable=False),
        Column("quiz_total", Integer, nullable=False),
        Column("passed", Integer),
        Column("by_step", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("ix_runs_learner_code", "runs", ["learner_code"])
    op.create_table(
        "certificates",
        Column("serial", Text, primary_key=True),
        Column("learner_code", Text, nullable=False),
        Column("body", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "erasures",
        Column("id", Integer, primary_key=True),
        Column("at", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("runs", Integer, nullable=False),
        Column("serials", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "secrets",
        Column("name", Text, primary_key=True),
        Column("value", Text, nullable=False),
        sqlite_strict=True,
    )
