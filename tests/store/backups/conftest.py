"""A profile with a head, a unit and a picture, on a PC with a keyring of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.app import Studio
from studio.directory.model import Unit
from studio.people.model import Role
from studio.secret import Secret
from tests.profile import staffed
from tests.store.backups.archives import HEAD, PIN, UNIT, Pc


@pytest.fixture
def pc(tmp_path: Path) -> Pc:
    return Pc(tmp_path / "pc")


@pytest.fixture
def studio(pc: Pc) -> Iterator[Studio]:
    """A profile with a head, a unit and a picture."""
    made = pc.open()
    staffed(made.people, (HEAD, [Role.HEAD, Role.TECHNICAL]), pin=PIN)
    made.directory.save_unit(Unit(id="", name=UNIT))
    made.files.put(b"anh" * 100_000)
    yield made
    made.close()


@pytest.fixture
def code(studio: Studio) -> Secret:
    return studio.backups.issue_code(HEAD, PIN)


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder
