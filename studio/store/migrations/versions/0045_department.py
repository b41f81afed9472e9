"""The department: stations, calls, notices, receipts, ends of logs, reports that do not count yet."""

from pathlib import Path

from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    for statement in (Path(__file__).with_suffix("") / "10_department.sql").read_text(encoding="utf-8").split(";\n\n"):
        op.get_bind().exec_driver_sql(statement)
