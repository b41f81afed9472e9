"""The real window killed at random moments while a post is written: at most the last two seconds of typing are missing.

A few kills in `make test`, 100 in `make soak`, as many as STUDIO_KILLS says where it is set. The post goes on from
life to life, so that every start after a kill is tested, too.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from studio.app import Studio, open_studio
from studio.clock import SystemClock
from studio.crash import FAULTS_NAME
from studio.demo import fill_sample, new_profile
from studio.errors import Refused
from studio.paths import Profile
from studio.people.sample import AUTHOR
from studio.posts.model import Post
from tests.e2e.rig.ledger import Draft, Entry, draft_of, read_ledger
from tests.e2e.rig.lives import live, loss
from tests.e2e.rig.screen import Screen, missing, screen
from tests.e2e.rig.typist import TEXTS
from tests.soak import amount

KILLS = amount(2, 100, "STUDIO_KILLS")
SEED = int(os.environ.get("STUDIO_SEED", "20261125"))
LATEST = 2.0
"""Seconds of typing that a kill may take, where the machine itself has no hitches."""
LIVES = 20
"""Kills that one post is put through."""
TEMPLATES = ("scam_warning", "school_safety", "procedure_guide", "qa_post")

pytestmark = [pytest.mark.kill, pytest.mark.e2e, pytest.mark.skipif(bool(missing()), reason=missing())]


@pytest.fixture(autouse=True)
def nothing_waits_for_the_disk() -> None:
    """Here everything does: the hitches of the disk are measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A post to be written on, and where."""

    profile: Profile
    post: str
    author: str
    names: tuple[str, ...]
    """Fields that hold what a person wrote."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with screen(tmp_path_factory.mktemp("screen")) as made:
        yield made


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("pictures")
    paths = []
    for number, colour in enumerate(("navy", "darkred", "darkgreen")):
        paths.append(folder / f"anh-{number + 1}.jpg")
        Image.new("RGB", (900 + 100 * number, 700), colour).save(paths[-1])
    return [str(path) for path in paths]


def opened(profile: Profile) -> Studio:
    return open_studio(profile, clock=SystemClock())


def lay_out(folder: Path, template_id: str) -> Desk:
    """A sample profile with a blank post of the template."""
    studio = opened(new_profile(folder))
    try:
        fill_sample(studio)
        author = next(person.id for person in studio.people.list() if person.name == AUTHOR)
        template = studio.catalog.get(template_id)
        names = tuple(field.name for field in template.fields if field.type.value in TEXTS)
        post = studio.drafts.open_new(template_id, author)
        return Desk(profile=studio.profile, post=post.id, author=author, names=names)
    finally:
        studio.close()


def walk_back(studio: Studio, desk: Desk) -> int:
    """Undo everything and redo it; returns the steps. Fails unless that leads to the blank post and back again."""
    whole = draft_of(studio.drafts.get(desk.post), desk.names)
    steps = 0
    try:
        while True:
            studio.drafts.undo(desk.post, desk.author)
            steps += 1
    except Refused:
        pass
    assert draft_of(studio.drafts.get(desk.post), desk.names) == Draft(), "undo does not lead to the beginning"
    for _ in range(steps):
        studio.drafts.redo(desk.post, desk.author)
    assert draft_of(studio.drafts.get(desk.post), desk.names) == whole, "redo does not lead back"
    return steps


def was_undone(studio: Studio, desk: Desk, entries: list[Entry]) -> bool:
    """Whether the kill fell into an undo that is stored and was not to be seen yet: redone, it leads to what was."""
    if not entries or entries[-1].doing != "undo":
        return False
    try:
        again = studio.drafts.redo(desk.post, desk.author)
    except Refused:
        return False
    studio.drafts.undo(desk.post, desk.author)
    return draft_of(again, desk.names) == entries[-1].draft


def read_back(desk: Desk, entries: list[Entry], before: Draft, killed: float) -> tuple[float, Draft, int]:
    """Open the profile as a reader. Returns the loss in seconds, the stored draft, and how many steps can be undone."""
    studio = opened(desk.profile)
    try:
        post: Post = studio.drafts.get(desk.post)
        stored = draft_of(post, desk.names)
        for media in post.media:
            studio.files.get(media.sha256)  # every picture that is named is there, whole
        start = Entry(at=entries[0].at if entries else killed, draft=before)
        lost = 0.0 if was_undone(studio, desk, entries) else loss([start, *entries], stored, killed)
        return lost, stored, walk_back(studio, desk)
    finally:
        studio.close()


def test_a_killed_window_loses_two_seconds_of_typing_at_most(
    tmp_path: Path, shown: Screen, pictures: list[str]
) -> None:
    chance = random.Random(SEED)
    losses: list[float] = []
    hitches: list[float] = []
    steps = typed = 0
    for number in range(KILLS):
        if number % LIVES == 0:
            desk = lay_out(tmp_path / f"profile-{number}", TEMPLATES[number // LIVES % len(TEMPLATES)])
            before = Draft()
        seconds = chance.uniform(0.2, 4.0) if chance.random() < 0.9 else -chance.uniform(0.2, 1.5)
        ledger = tmp_path / f"life-{number}.jsonl"
        words = [str(desk.profile.root), desk.post, desk.author, str(ledger), str(chance.randrange(1 << 30)), *pictures]
        killed, hitched = live(shown, "tests.e2e.rig.typist", words, ledger, desk.profile.logs / FAULTS_NAME, seconds)
        entries = read_ledger(ledger)
        if entries:
            assert entries[0].draft == before, f"life {number} does not begin with what was stored"
        lost, before, steps = read_back(desk, entries, before, killed)
        typed += len(entries)
        losses.append(lost)
        hitches.append(hitched)
        assert lost <= LATEST + hitched, f"life {number}: {lost:.2f} s of typing are missing ({hitched:.2f} s of hitch)"
    worst, middle = max(losses) * 1000, sorted(losses)[len(losses) // 2] * 1000
    print(
        f"\n{KILLS} kills, {typed} changes, {steps} steps undone and redone after the last; lost: nothing "
        f"{losses.count(0.0)} times, median {middle:.0f} ms, worst {worst:.0f} ms; "
        f"longest hitch of the machine {max(hitches) * 1000:.0f} ms"
    )
