"""Posts between PCs: the items that are kept, the PCs whose items count."""

from pathlib import Path

from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    for statement in (Path(__file__).with_suffix("") / "10_items.sql").read_text(encoding="utf-8").split(";\n\n"):
        op.get_bind().exec_driver_sql(statement)
