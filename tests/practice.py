"""A filled practice profile, made once in a run and copied for each test: filling one takes seconds."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from studio.app import open_studio
from studio.app.practice import fill_practice
from studio.clock import SystemClock
from studio.config import Settings, SettingsFile
from studio.paths import Profile
from tests.profile import SetClock
from tests.shared import made_once


def practice_profile_in(folder: Path, filled_at: datetime | None = None) -> Profile:
    """A practice profile of the test's own, as it begins; `folder` must not be there yet.

    `filled_at` is the moment it was filled, else today's. Called by a test or a fixture of its own, for then the PINs
    in it are hashed for no attacker.
    """
    name = f"practice-{filled_at:%Y-%m-%d-%H%M%S}" if filled_at is not None else "practice-today"
    filled = made_once(name, lambda root: _fill(Profile(root=root), filled_at))
    return Profile(root=Path(shutil.copytree(filled, folder)))


def _fill(profile: Profile, at: datetime | None) -> None:
    profile.create()
    SettingsFile(profile.settings).save(Settings(practice=True))
    studio = open_studio(profile, clock=SetClock(at) if at is not None else SystemClock())
    fill_practice(studio)
    studio.close()
