"""The main job from the command line, as a script would run it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from studio.images.readback import has_location, leftovers

pytestmark = pytest.mark.e2e


def studio(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "studio", *words],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    done = studio("demo", "--out", str(tmp_path_factory.mktemp("demo")), "--json")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer


def test_the_answer_keeps_the_contract(demo: dict[str, Any]) -> None:
    assert {"post", "content_hash", "texts", "cards", "record", "deliveries"} <= set(demo)
    assert set(demo["texts"]) == {"facebook", "zalo", "website"}
    assert [d["state"] for d in demo["deliveries"]] == ["verified", "verified"]


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
