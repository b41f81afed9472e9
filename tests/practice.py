"""A filled practice profile, made once in a process and copied for each test: filling one takes seconds."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path

from studio.app import open_studio
from studio.app.practice import fill_practice
from studio.clock import SystemClock
from studio.config import Settings, SettingsFile
from studio.paths import Profile
from tests.profile import SetClock


def practice_profile_in(folder: Path, filled_at: datetime | None = None) -> Profile:
    """A practice profile of the test's own, as it begins; `folder` must not be there yet.

    `filled_at` is the moment it was filled, else today's. Called by a test or a fixture of its own, for then the PINs
    in it are hashed for no attacker.
    """
    return Profile(root=Path(shutil.copytree(_filled(filled_at), folder)))


@cache
def _filled(at: datetime | None) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="page-studio-practice-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    profile = Profile(root=folder / "profile")
    profile.create()
    SettingsFile(profile.settings).save(Settings(practice=True))
    studio = open_studio(profile, clock=SetClock(at) if at is not None else SystemClock())
    fill_practice(studio)
    studio.close()
    return profile.root
