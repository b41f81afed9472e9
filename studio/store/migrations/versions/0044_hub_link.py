"""The hub: how this station joined it, what waits to be sent, how far it was read."""

from pathlib import Path

from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    for statement in (Path(__file__).with_suffix("") / "10_link.sql").read_text(encoding="utf-8").split(";\n\n"):
        op.get_bind().exec_driver_sql(statement)
