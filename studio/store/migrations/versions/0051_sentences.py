"""Sentences in both languages are JSON objects everywhere: ``{"en": …, "vi": …}``.

They were lists in the health of pages and in the intake, and two texts with U+001E between them in the attempts.
"""

from pathlib import Path

from alembic import op

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    statements = (Path(__file__).with_suffix("") / "10_sentences.sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n\n"):
        op.get_bind().exec_driver_sql(statement)
