"""What the unit rules about its queue, and moves of queued posts that are not finished."""

from pathlib import Path

from alembic import op

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    for statement in (Path(__file__).with_suffix("") / "10_moves.sql").read_text(encoding="utf-8").split(";\n\n"):
        op.get_bind().exec_driver_sql(statement)
