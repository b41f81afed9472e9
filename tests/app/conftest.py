from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.config import Settings, SettingsFile
from studio.demo import fill_sample
from studio.paths import Profile
from studio.people.model import Person, Role
from tests.profile import SetClock, quick_pins
from tests.publishers.zalo.zalo_rig import ZaloRig, still_clock
from tests.simulators.server import Server
from tests.simulators.zalo.platform import Zalo


@pytest.fixture
def rig() -> Iterator[ZaloRig]:
    clock = still_clock()
    with Server(Zalo(clock), clock=clock) as server:
        one = ZaloRig(server)
        yield one
        one.http.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with the sample unit and its people, made once."""
    profile = Profile(root=tmp_path_factory.mktemp("sample") / "profile")
    profile.create()
    SettingsFile(profile.settings).save(Settings(practice=True))
    with quick_pins():
        studio = open_studio(profile, clock=SetClock())
        fill_sample(studio)
        studio.close()
    return profile.root


@pytest.fixture
def studio(sample: Path, tmp_path: Path, clock: SetClock) -> Iterator[Studio]:
    shutil.copytree(sample, tmp_path / "profile")
    studio = open_studio(Profile(root=tmp_path / "profile"), clock=clock)
    yield studio
    studio.close()


@pytest.fixture
def lan(studio: Studio) -> Person:
    return next(person for person in studio.people.list() if Role.AUTHOR in person.roles)
