"""The hub and the shared folder: what waits to be sent, how far they were read."""

from pathlib import Path

from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    for subject in sorted(Path(__file__).with_suffix("").glob("*.sql")):
        for statement in subject.read_text(encoding="utf-8").split(";\n\n"):
            op.get_bind().exec_driver_sql(statement)
