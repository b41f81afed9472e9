"""Killed at any moment, what was said to be kept, saved or signed is; and never half of it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from studio.store.engine import open_store
from tests.crash_helper import said_until_killed
from tests.profile import SetClock
from tests.soak import amount
from tests.templates.own.maker import make
from tests.templates.own.workshop import Workshop

KILLS = amount(5, 60, "STUDIO_KILLS")


@pytest.mark.kill
@pytest.mark.usefixtures("nursery")
def test_what_was_said_is_there_after_kills(tmp_path: Path) -> None:
    first = Workshop(tmp_path, keyring=False)
    first.in_use(first.own.begin("Mẫu", first.author))
    first.store.close()
    chance = random.Random(20261201)
    for kill in range(KILLS):
        said = said_until_killed(make, tmp_path, kill + 1, lines=chance.randrange(1, 14))
        check(tmp_path, json.loads(said[-1]))


def check(folder: Path, last: dict[str, int]) -> None:
    """Hold the store against what was said last."""
    store = open_store(folder / "studio.sqlite3", clock=SetClock())
    shop = Workshop(folder, store=store, keyring=False)
    try:
        (row,) = shop.own.all()
        assert row.draft.template["review_days"] >= last["days"]
        assert row.newest >= last.get("saved", 0)
        assert max(row.current or 0, row.candidate or 0) >= last.get("candidate", 0)
        assert (row.current or 0) >= last.get("signed", 0)
        assert shop.catalog.get(row.id).version == row.current
        assert shop.catalog.altered() == ()
        assert [one.number for one in shop.own.versions(row.id)] == list(range(1, row.newest + 1))
    finally:
        store.close()
