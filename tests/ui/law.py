"""Law for the tests of the window: other editions of the document that the unit at work has."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from studio.clock import local_date
from studio.library.model import Document, Status
from tests.ui.preparation import edition
from tests.ui.unit import NOW, Unit

OTHER = "20/2024/NĐ-CP"
"""A number that the unit at work has no document of."""


def law_file(path: Path, *lines: str, **changes: object) -> Path:
    """A file as libraries exchange them: one document, and `lines` after it."""
    path.write_text("\n".join([json.dumps(edition(**changes)), *lines]), encoding="utf-8")
    return path


def say(unit: Unit, number: str, status: Status) -> Document:
    """The head says of the document what holds."""
    with unit.at_work(unit.head):
        return unit.studio.library.confirm(
            number,
            by=unit.head.name,
            on=local_date(NOW),
            effective_from=date(2023, 7, 1),
            effective_to=None,
            status=status,
            source="Công báo (mẫu)",
        )


def bring_in(unit: Unit, folder: Path, number: str = OTHER, **changes: object) -> Document:
    """A document of which nobody has said yet whether it is in force."""
    with unit.at_work(unit.author):
        unit.studio.library.import_paths([law_file(folder / "van-ban.jsonl", number=number, **changes)])
    found = unit.studio.library.find(number)
    assert found is not None
    return found
