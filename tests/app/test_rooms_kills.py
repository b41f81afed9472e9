"""Killed while it writes, each register is whole as before or as after, and has all that it said it had kept.

A few kills in `make test`, more in `make soak`, as many as STUDIO_KILLS says where it is set.
"""

from __future__ import annotations

import faulthandler
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.outbox.storage_audit import StoredAudit
from studio.paths import Profile
from studio.people.model import Role
from studio.slips.model import TimelineDeed
from tests.app.rooms_child import DAY, PIN, work
from tests.crash_helper import said_until_killed
from tests.profile import SetClock, staffed
from tests.soak import amount

pytestmark = [pytest.mark.kill, pytest.mark.usefixtures("nursery")]

KILLS = amount(2, 30, "STUDIO_KILLS")


def require_whole(studio: Studio) -> None:
    """What belongs together was written together."""
    with closing(sqlite3.connect(studio.profile.database)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        named = set(database.execute("SELECT page, sha256 FROM page_evidence"))
        (logged,) = database.execute("SELECT count(*) FROM audit WHERE act = 'slip'").fetchone()
        (on,) = database.execute("SELECT count(*) FROM emergencies WHERE closed_at IS NULL").fetchone()
    assert on <= 1
    assert StoredAudit(studio.store).verify() == ()
    assert named == {(file.id, name) for file in studio.registry.list() for name in file.files}
    files = [studio.slips.file(slip.id) for slip in studio.slips.list()]
    assert logged == sum(len(file.entries) for file in files)
    for file in files:
        assert [line.deed for line in file.entries].count(TimelineDeed.OPENED) == 1
        assert [line.deed for line in file.entries].count(TimelineDeed.EVIDENCE) == len(file.evidence)
        assert studio.slips.intact(file.slip.id)


def require_kept(studio: Studio, what: str, number: int) -> None:
    match what:
        case "file":
            (file,) = (file for file in studio.registry.list() if file.area == f"Khu {number}")
            assert file.request.purpose == "Thông tin"
        case "agreed":
            assert studio.signoffs.standing("probe", str(number), f"{number:064x}") is not None
        case "slip":
            lines = [line.about for slip in studio.slips.list() for line in studio.slips.file(slip.id).entries]
            assert f"Lần {number}" in lines
        case "access":
            assert f"Mẫu Thứ {number}" in [each.name for each in studio.access.holders()]
        case "week":
            assert int(studio.weeks.plan(DAY).goal.split()[-1]) >= number
        case "emergency":
            assert f"Rút kinh nghiệm {number}" in [each.review for each in studio.emergency.all()]


def test_what_was_said_is_there_and_whole(tmp_path: Path) -> None:
    faulthandler.cancel_dump_traceback_later()  # many kills take longer than a test may
    profile = Profile(root=tmp_path / "profile")
    studio = open_studio(profile, clock=SetClock())
    staffed(
        studio.people,
        ("Cán Bộ", [Role.TECHNICAL, Role.AUTHOR, Role.APPROVER]),
        ("Lãnh Đạo", [Role.HEAD, Role.PUBLISHER]),
        pin=PIN,
    )
    studio.close()
    dice, first = random.Random(20261127), 0
    for _ in range(KILLS):
        said = said_until_killed(work, profile.root, first, lines=dice.randint(1, 13))
        first += 100
        again = open_studio(profile, clock=SetClock())
        require_whole(again)
        for what, number in map(str.split, said):
            require_kept(again, what, int(number))
        again.close()
