from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.clock import local_date
from tests.accounts.keyrings import MemorySafe, NoKeyring
from tests.feedback.answering import AnswerRig, ThreadPage
from tests.feedback.desk_rig import NOW, ON_DUTY, DeskRig
from tests.profile import quick_pins


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskRig]:
    """A unit with a feedback desk: see `tests.feedback.desk_rig`."""
    rig = DeskRig(tmp_path / "profile", safe=MemorySafe())
    rig.found()
    yield rig
    rig.close()


@pytest.fixture
def confirmed(desk: DeskRig) -> DeskRig:
    """The same, with its duty number confirmed."""
    with desk.at_work(desk.cuong):
        desk.studio.directory.verify_contact(ON_DUTY.id, by=desk.cuong.id, on=local_date(NOW))
    return desk


@pytest.fixture(scope="session")
def staffed_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of a unit without a keyring, to be copied."""
    root = tmp_path_factory.mktemp("desk") / "profile"
    with quick_pins():
        rig = DeskRig(root, safe=NoKeyring())
        rig.found()
        with rig.at_work(rig.cuong):
            rig.studio.directory.verify_contact(ON_DUTY.id, by=rig.cuong.id, on=local_date(NOW))
        rig.close()
    return root


@pytest.fixture
def answers(staffed_desk: Path, tmp_path: Path) -> Iterator[AnswerRig]:
    """The replies of a unit over a page in memory: see `tests.feedback.answering`."""
    rig = DeskRig(Path(shutil.copytree(staffed_desk, tmp_path / "profile")), safe=NoKeyring())
    yield AnswerRig(rig, ThreadPage(rig.clock.now))
    rig.close()
