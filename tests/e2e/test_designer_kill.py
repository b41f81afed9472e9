"""The real window killed at random moments while a template is designed: the last two seconds are missing at most.

A few kills in `make test`, 60 in `make soak`, as many as STUDIO_KILLS says where it is set. The draft goes on from life
to life.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.app import open_studio
from studio.clock import SystemClock
from studio.crash import FAULTS_NAME
from studio.demo import fill_sample, new_profile
from studio.paths import Profile
from studio.people.sample import AUTHOR
from tests.e2e.rig.ledger import Draft, Entry, read_ledger
from tests.e2e.rig.lives import live, loss
from tests.e2e.rig.screen import Screen, missing, screen
from tests.e2e.rig.template_typist import design
from tests.soak import amount

KILLS = amount(2, 60, "STUDIO_KILLS")
SEED = int(os.environ.get("STUDIO_SEED", "20261202"))
LATEST = 2.0
"""Seconds of work that a kill may take, where the machine itself has no hitches."""

pytestmark = [pytest.mark.kill, pytest.mark.e2e, pytest.mark.skipif(bool(missing()), reason=missing())]


@pytest.fixture(autouse=True)
def nothing_waits_for_the_disk() -> None:
    """Here everything does: the hitches of the disk are measured."""


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Screen]:
    with screen(tmp_path / "screen") as made:
        yield made


def laid_out(folder: Path) -> tuple[Profile, str, str]:
    """A sample profile with a template that was just begun: its id, and its author's."""
    studio = open_studio(new_profile(folder), clock=SystemClock())
    try:
        fill_sample(studio)
        author = next(person.id for person in studio.people.list() if person.name == AUTHOR)
        return studio.profile, studio.own_templates.begin("Tạm ngừng cấp điện", author).id, author
    finally:
        studio.close()


def stored(profile: Profile, template: str) -> Draft:
    """The draft as the next start finds it."""
    studio = open_studio(profile, clock=SystemClock())
    try:
        return design(studio.own_templates.get(template).draft)
    finally:
        studio.close()


def test_a_killed_designer_loses_two_seconds_of_work_at_most(tmp_path: Path, shown: Screen) -> None:
    chance = random.Random(SEED)
    profile, template, author = laid_out(tmp_path)
    before, losses, hitches, changes = stored(profile, template), [], [], 0
    for number in range(KILLS):
        ledger = tmp_path / f"life-{number}.jsonl"
        words = [str(profile.root), template, author, str(ledger), str(chance.randrange(1 << 30))]
        killed, hitched = live(
            shown, "tests.e2e.rig.template_typist", words, ledger, profile.logs / FAULTS_NAME, chance.uniform(0.2, 5.0)
        )
        entries = read_ledger(ledger)
        assert entries[0].draft == before, f"life {number} does not begin with what was stored"
        before = stored(profile, template)
        lost = loss([Entry(at=entries[0].at, draft=entries[0].draft), *entries], before, killed)
        changes += len(entries)
        losses.append(lost)
        hitches.append(hitched)
        assert lost <= LATEST + hitched, f"life {number}: {lost:.2f} s of work are missing ({hitched:.2f} s of hitch)"
    print(
        f"\n{KILLS} kills, {changes} changes; lost: nothing {losses.count(0.0)} times, median "
        f"{sorted(losses)[len(losses) // 2] * 1000:.0f} ms, worst {max(losses) * 1000:.0f} ms; "
        f"longest hitch of the machine {max(hitches) * 1000:.0f} ms"
    )
