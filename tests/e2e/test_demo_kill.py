"""The demo killed at random moments: what was promised before the kill holds after it.

One kill in `make test`, many in `make soak`, as many as STUDIO_KILLS says where it is set; STUDIO_SEED draws others.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.demo import AUTHOR
from studio.outbox.model import DeliveryState
from studio.paths import Profile
from studio.posts.model import PostState
from tests.soak import amount

pytestmark = pytest.mark.kill

KILLS = amount(1, 50, "STUDIO_KILLS")
SEED = int(os.environ.get("STUDIO_SEED", "20261125"))
STANDING = {PostState.APPROVED, PostState.QUEUED, PostState.PUBLISHED}


class LaterClock:
    """The PC's clock, set forward by what the test asks for."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


def start(out: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "studio", "demo", "--out", str(out), "--no-window", "--lang", "en"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


def steps_said(process: subprocess.Popen[str]) -> set[int]:
    """The numbered steps that the demo acknowledged before it ended."""
    assert process.stderr is not None
    with process.stderr:
        return {int(found[1]) for line in process.stderr if (found := re.match(r"(\d)\. ", line))}


def settle(studio: Studio, clock: LaterClock) -> None:
    """Let the outbox work until nothing moves by itself, looking again after its waiting time."""
    studio.outbox.seen()
    for _ in range(6):
        studio.outbox.run(until_idle=True)
        clock.ahead += timedelta(minutes=12)


def check(profile: Profile, steps: set[int]) -> None:
    clock = LaterClock()
    studio = open_studio(profile, clock=clock)
    try:
        posts = studio.desk.list()
        if 6 in steps:
            assert [post.state for post in posts if post.state in STANDING], "an approved post was lost"
        for post in posts:
            assert studio.workflow.verify_history(post.id) == ()
            if post.state in STANDING:
                studio.workflow.valid_approval(post.id)
        authors = {person.id for person in studio.people.list() if person.name == AUTHOR}
        ours = [post for post in posts if post.author in authors]  # those of the lessons were out before
        ids, titles = {post.id for post in ours}, {studio.content(post).title for post in ours}
        queued = {d.account: d.state for d in studio.outbox.list() if d.post_id in ids}
        settle(studio, clock)
        there = studio.practice_pages.posts("trang-thuc-hanh") if queued else ()
        shown = [post for post in there if post.title in titles]
        assert len(shown) == len({post.remote_id for post in shown}) <= 1, "published twice"
        if "trang-thuc-hanh" in queued:
            states = {d.account: d.state for d in studio.outbox.list() if d.post_id in ids}
            assert states["trang-thuc-hanh"] is DeliveryState.VERIFIED, "a queued item was lost"
            assert len(shown) == 1
        if 7 in steps:
            assert len(shown) == 1
    finally:
        studio.close()


def test_a_killed_demo_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    began = time.monotonic()
    whole = start(tmp_path / "whole")
    said = steps_said(whole)
    assert whole.wait(300) == 0
    assert said == set(range(1, 9))
    lasting = time.monotonic() - began
    chance = random.Random(SEED)
    reached: list[int] = []
    for number in range(KILLS):
        out = tmp_path / f"kill-{number}"
        process = start(out)
        try:
            process.wait(chance.uniform(0.3, 1.0) * lasting)
        except subprocess.TimeoutExpired:
            process.kill()
        steps = steps_said(process)
        process.wait(300)
        reached.append(max(steps, default=0))
        if (out / "profile" / "studio.sqlite3").exists():
            check(Profile(root=out / "profile"), steps)
    print(f"\n{KILLS} kills; last step reached: {sorted(reached)}")
