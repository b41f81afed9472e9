"""A filled practice profile whose clock stands still, and the way to play an outline in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.app.practice import fill_practice, practice_profile
from studio.config import Settings, SettingsFile
from studio.paths import Profile
from tests.profile import SetClock


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice profile as it begins, made once."""
    profile = Profile(root=tmp_path_factory.mktemp("practice") / "profile")
    profile.create()
    SettingsFile(profile.settings).save(Settings(practice=True))
    studio = open_studio(practice_profile(profile), clock=SetClock())
    fill_practice(studio)
    studio.close()
    return profile.root


@pytest.fixture
def studio(filled: Path, tmp_path: Path, clock: SetClock) -> Iterator[Studio]:
    """The services of a filled practice profile of its own."""
    shutil.copytree(filled, tmp_path / "profile")
    studio = open_studio(Profile(root=tmp_path / "profile"), clock=clock)
    yield studio
    studio.close()
