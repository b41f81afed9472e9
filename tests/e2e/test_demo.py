"""The main job from the command line, as a script would run it; and killed at random moments, when what was promised
before the kill holds after it.

One kill in `make test`, many in `make soak`, as many as STUDIO_KILLS says where it is set; STUDIO_SEED draws others.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from studio.app import Studio, open_studio
from studio.images.readback import has_location, leftovers
from studio.outbox.model import DeliveryState
from studio.paths import Profile
from studio.people.sample import AUTHOR
from studio.posts.model import PostState
from tests.soak import amount

pytestmark = pytest.mark.e2e

KILLS = amount(1, 50, "STUDIO_KILLS")
SEED = int(os.environ.get("STUDIO_SEED", "20261125"))
STANDING = {PostState.APPROVED, PostState.QUEUED, PostState.PUBLISHED}


def studio(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "studio", *words],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        umask=0o022,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What it answered, what it told meanwhile, and how long it took."""
    place = tmp_path_factory.mktemp("demo")
    began = time.monotonic()
    done = studio("demo", "--out", str(place / "ra"), "--profile", str(place / "hồ sơ"), "--json")
    seconds = time.monotonic() - began
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer | {"told": done.stderr.splitlines(), "seconds": seconds}


def test_the_answer_keeps_the_contract(demo: dict[str, Any]) -> None:
    assert {"post", "content_hash", "texts", "cards", "record", "deliveries"} <= set(demo)
    assert set(demo["texts"]) == {"facebook", "zalo", "website"}
    assert [d["state"] for d in demo["deliveries"]] == ["verified", "verified"]


def test_it_fills_the_profile_it_is_given_once_and_no_other(demo: dict[str, Any]) -> None:
    profile = Path(demo["profile"])
    assert (profile.name, (profile / "studio.sqlite3").is_file()) == ("hồ sơ", True)
    assert not (profile.with_name("ra") / "profile").exists()
    again = studio("demo", "--out", str(profile.with_name("ra")), "--profile", str(profile), "--no-window")
    assert again.returncode == 1
    assert "bộ dữ liệu mới" in again.stderr


def test_nothing_that_it_writes_is_readable_by_others(demo: dict[str, Any]) -> None:
    made = [path for path in Path(demo["profile"]).parent.rglob("*") if path.is_file()]
    assert [path for path in made if path.stat().st_mode & 0o077] == []


def test_what_leaves_is_clean_and_the_right_size(demo: dict[str, Any]) -> None:
    sizes = set()
    for path in demo["cards"]:
        data = Path(path).read_bytes()
        assert leftovers(data) == ()
        assert not has_location(data)
        with Image.open(io.BytesIO(data)) as card:
            sizes.add(card.size)
    assert sizes == {(1080, 1080), (1080, 1350), (1200, 630), (1080, 1920), (2480, 3508)}


def test_the_record_checks_itself_without_the_application(demo: dict[str, Any], tmp_path: Path) -> None:
    record = Path(demo["record"])
    alone = tmp_path / "alone"
    alone.mkdir()
    assert studio("record", "verify", str(record), "--profile", demo["profile"]).returncode == 0
    damaged = bytearray(record.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (alone / "damaged.zip").write_bytes(damaged)
    refused = studio("record", "verify", str(alone / "damaged.zip"), "--profile", demo["profile"])
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr


def test_the_profile_goes_on_from_the_command_line(demo: dict[str, Any]) -> None:
    place = ("--as", "Chỉ huy duyệt bài (mẫu)", "--pin-stdin", "--profile", demo["profile"], "--json")
    pin = "739204\n"
    assert studio("posts", "list", "--profile", demo["profile"]).returncode == 1, "nothing is shown to who gives no PIN"
    posts = json.loads(studio("posts", "list", *place, stdin=pin).stdout)
    assert next(post["state"] for post in posts if post["id"] == demo["post"]) == "published"
    shown = json.loads(studio("posts", "show", demo["post"][:8], *place, stdin=pin).stdout)
    assert shown["content_hash"] == demo["content_hash"]
    before = json.loads(studio("outbox", "list", *place, stdin=pin).stdout)
    assert len([each for each in before if each["post"] == demo["post"]]) == 2
    again = studio("publish", demo["post"], "--to", "trang-thuc-hanh", *place, stdin=pin)
    assert again.returncode in (0, 1)
    assert len(json.loads(studio("outbox", "list", *place, stdin=pin).stdout)) == len(before)


def test_the_lessons_of_the_demo_can_be_begun(demo: dict[str, Any]) -> None:
    played = studio("training", "play", "D2", "--auto", "--profile", demo["profile"], "--json")
    assert played.returncode == 0, played.stderr
    assert json.loads(played.stdout)["steps_failed"] == []


def test_a_wrong_pin_is_one_sentence(demo: dict[str, Any]) -> None:
    words = ("approve", demo["post"], "--as", "Chỉ huy duyệt bài (mẫu)", "--pin-stdin")
    done = studio(*words, "--profile", demo["profile"], stdin="000000\n")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1


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
        return steps_in(process.stderr)


def steps_in(told: Iterable[str]) -> set[int]:
    return {int(found[1]) for line in told if (found := re.match(r"(\d)\. ", line))}


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
        posts = studio.drafts.list()
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


@pytest.mark.kill
def test_a_killed_demo_loses_nothing_and_doubles_nothing(demo: dict[str, Any], tmp_path: Path) -> None:
    assert steps_in(demo["told"]) == set(range(1, 9))
    chance = random.Random(SEED)
    reached: list[int] = []
    for number in range(KILLS):
        out = tmp_path / f"kill-{number}"
        process = start(out)
        try:
            process.wait(chance.uniform(0.3, 1.0) * demo["seconds"])
        except subprocess.TimeoutExpired:
            process.kill()
        steps = steps_said(process)
        process.wait(300)
        reached.append(max(steps, default=0))
        if (out / "profile" / "studio.sqlite3").exists():
            check(Profile(root=out / "profile"), steps)
    print(f"\n{KILLS} kills; last step reached: {sorted(reached)}")
