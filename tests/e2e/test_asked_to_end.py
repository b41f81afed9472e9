"""A window that the system ends while somebody writes: asked to, it keeps every letter and has not crashed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from studio.app import open_studio
from studio.clock import SystemClock
from studio.demo import fill_sample, new_profile
from studio.paths import Profile
from studio.people.sample import AUTHOR

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal")

PATIENCE = 120


def live(profile: Profile, post: str, person: str, sign: signal.Signals, words: str) -> tuple[int, str]:
    """Let the window be written in and ended; how it ended, and what it told when it began."""
    command = [sys.executable, "-m", "tests.e2e.rig.leaver", str(profile.root), post, person, str(int(sign)), words]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, env=environment, check=False, capture_output=True, encoding="utf-8", timeout=PATIENCE
    )
    return done.returncode, done.stdout.strip()


def test_asked_to_end_it_keeps_what_was_typed_and_tells_of_no_crash(tmp_path: Path) -> None:
    studio = open_studio(new_profile(tmp_path), clock=SystemClock())
    fill_sample(studio)
    author = next(person.id for person in studio.people.list() if person.name == AUTHOR)
    post = studio.drafts.open_new("scam_warning", author).id
    profile = studio.profile
    studio.close()

    assert live(profile, post, author, signal.SIGTERM, "Gia danh can bo goi dien") == (0, "")
    assert live(profile, post, author, signal.SIGKILL, "") == (-signal.SIGKILL, ""), "nothing is told after an end"
    ended, told = live(profile, post, author, signal.SIGTERM, "")
    assert ended == 0
    assert "bị tắt đột ngột" in told, "after a kill it is told, and so would a crash be"

    studio = open_studio(profile, clock=SystemClock())
    texts = [str(value) for value in studio.drafts.get(post).fields.values()]
    studio.close()
    assert "Gia danh can bo goi dien" in texts
