"""Reports: their tables and triggers, one file a subject."""

from pathlib import Path

from alembic import op

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    for subject in sorted(Path(__file__).with_suffix("").glob("*.sql")):
        for statement in subject.read_text(encoding="utf-8").split(";\n\n"):
            op.get_bind().exec_driver_sql(statement)
