"""All tables, indexes and triggers as they stood before the first release; those that came since are in later files."""

from pathlib import Path

from alembic import op

revision = "0040"
down_revision = None


def upgrade() -> None:
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n\n")
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)
