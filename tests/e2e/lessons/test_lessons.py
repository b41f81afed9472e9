"""Lessons done by hand in the real window, on a real screen: each step turns green by what was done there alone.

Two of them in `make test`, four in `make soak`; `STUDIO_OUTLINES=C3,C4` plays these, of all that `run.PLAYED` and
`run.COACHED` have.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.config import Settings, SettingsFile
from studio.paths import Profile
from studio.training.course_reader import shipped
from tests.e2e.rig.screen import PATIENCE, Screen, missing, screen, until
from tests.soak import SOAK

USUAL = ("B1", "D1", "D2", "D5") if SOAK else ("B1", "D5")
"""D5 corrects the post that B1 published."""
OUTLINES = tuple(os.environ["STUDIO_OUTLINES"].split(",")) if "STUDIO_OUTLINES" in os.environ else USUAL
AT_MOST = 30 * PATIENCE
"""Seconds for all of them on a busy machine; alone it is well below a minute."""

pytestmark = [pytest.mark.soak, pytest.mark.e2e, pytest.mark.skipif(bool(missing()), reason=missing())]


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Screen]:
    with screen(tmp_path / "screen") as made:
        yield made


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(root=tmp_path / "profile")
    made.create()
    SettingsFile(made.settings).save(Settings(practice=True, lock_minutes=0))
    return made


def test_each_step_turns_green_by_what_is_done_in_the_window(shown: Screen, profile: Profile, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    words = [str(profile.root), str(report), *OUTLINES]
    process = shown.python("tests.e2e.lessons.run", *words, log="lessons.log")
    until(lambda: process.poll() is not None, "the end of the lessons", patience=AT_MOST)
    log = (shown.folder / "lessons.log").read_text(encoding="utf-8", errors="replace")
    assert process.returncode == 0, log[-3000:]
    told = {one["outline"]: one for one in json.loads(report.read_text(encoding="utf-8"))}
    for name in OUTLINES:
        outline = shipped().outline(name)
        assert outline is not None
        assert told[name]["green"] == [outline.key(step.number) for step in outline.steps]
        assert len(told[name]["lit"]) >= len(outline.steps) - 1, "where the lesson lights a control, it was in sight"
    print({name: one["seconds"] for name, one in told.items()})
