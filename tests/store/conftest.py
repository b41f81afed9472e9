"""A short chain of migrations of its own, and a clock that stands still until moved."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio.store.migrate import MIGRATIONS

FIRST = """
import sqlalchemy as sa
from alembic import op
revision = "0001"
down_revision = None
def upgrade():
    op.create_table("notes", sa.Column("id", sa.Integer, primary_key=True),
                    sa.Column("text", sa.Text, nullable=False, unique=True), sqlite_strict=True)
"""


class SetClock:
    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


class Chain:
    """A migrations folder in which a test writes its own versions."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "versions").mkdir(parents=True)
        shutil.copy(MIGRATIONS / "env.py", root / "env.py")
        self.add(1, FIRST)

    def add(self, number: int, source: str) -> None:
        (self.root / "versions" / f"{number:04d}_step.py").write_text(source, encoding="utf-8")

    def add_second(self, body: str) -> None:
        lines = "\n    ".join(body.strip().splitlines())
        head = 'import os\nimport sqlalchemy as sa\nfrom alembic import op\nrevision = "0002"\ndown_revision = "0001"\n'
        self.add(2, f"{head}def upgrade():\n    {lines}\n")


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 11, 25, 1, 30, tzinfo=UTC))


@pytest.fixture
def chain(tmp_path: Path) -> Chain:
    return Chain(tmp_path / "migrations")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "Hồ sơ 100% #1" / "studio.sqlite3"
