"""What a window does once a day, without being asked."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.app import open_studio
from studio.paths import Profile
from studio.ui import daily
from studio.ui.daily import DailyWork
from tests.practice import practice_profile_in
from tests.profile import MORNING, SetClock
from tests.ui.conftest import MakeWindow


def test_the_copy_and_the_beginning_of_practice_are_made_soon_and_again_on_the_next_day(
    make: MakeWindow, tmp_path: Path, qtbot: QtBot, after_windows: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daily, "FIRST_MS", 10)
    monkeypatch.setattr(daily, "AGAIN_MS", 2_000)  # what is asked for while it is being made would pile up
    clock = SetClock(MORNING)
    profile: Profile = practice_profile_in(tmp_path / "practice", MORNING)
    seal = profile.root / "lesson" / "beginning" / "seal"

    def is_of_today() -> bool:
        try:
            return seal.read_text(encoding="utf-8").startswith(f"{clock.now():%Y-%m-%d}")
        except OSError:  # it is being made anew
            return False

    assert is_of_today()
    clock.forward(days=1)
    studio = after_windows.enter_context(closing(open_studio(profile, clock=clock)))
    window = make(studio, load=False)
    DailyWork(window)
    window.load(lambda: studio)
    qtbot.waitUntil(is_of_today, timeout=180_000)
    qtbot.waitUntil(lambda: len(list(profile.backups.glob("*"))) == 1)
    clock.forward(days=1)
    qtbot.waitUntil(is_of_today, timeout=180_000)
    qtbot.waitUntil(lambda: len(list(profile.backups.glob("*"))) == 2)
