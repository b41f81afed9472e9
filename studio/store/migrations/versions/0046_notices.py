"""Notices: numbers that no two PCs give, notices that were taken back; PCs whose access was taken away."""

from pathlib import Path

from alembic import op

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    for statement in (Path(__file__).with_suffix("") / "10_notices.sql").read_text(encoding="utf-8").split(";\n\n"):
        op.get_bind().exec_driver_sql(statement)
