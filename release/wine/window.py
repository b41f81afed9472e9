"""The window of the Windows tree on a real screen under Wine: photographed, and used by keys and clicks.

Texts are typed without their Vietnamese marks: Wine has no Telex, and Windows' own is tried on a PC (`first-pc.ps1`).
No picture is added, for Windows' dialog for files is not Qt's, and what reads the window does not see into it.
"""

from __future__ import annotations

import subprocess
import traceback
from collections.abc import Callable
from pathlib import Path

from PIL import ImageGrab

from release.place import fresh
from release.wine.bench import Bench, windows
from release.wine.results import Outcome, Result
from studio.people.sample import APPROVER, AUTHOR
from studio.text import fold
from tests.e2e.rig import job
from tests.e2e.rig.hands import Mouse
from tests.e2e.rig.person import Person
from tests.e2e.rig.screen import PATIENCE, Screen, end, until

PAGE = "Minh Khai.*trang-thuc-hanh"
PREPARE = """
import sys
from pathlib import Path
from studio.app import open_studio
from studio.clock import SystemClock
from studio.demo import fill_sample, new_profile
studio = open_studio(new_profile(Path(sys.argv[1])), clock=SystemClock())
fill_sample(studio)
studio.close()
"""
PREPARE_S = 600.0


class Typist(Person):
    """Types each text without its marks."""

    def write(self, text: str, keys: str = "", *, latin: bool = False) -> None:
        super().write(fold(text), latin=True)


def try_window(bench: Bench, screen: Screen, folder: Path) -> tuple[Result, ...]:
    """Write a post, hand it in, approve it and publish it to the practice page; every stage is a test.

    Photographs of the screen and what the window said lie in `folder` afterwards.
    """
    place = fresh(folder / "Hồ sơ thử")
    if bench.python("-c", PREPARE, windows(place), log="window-profile", patience=PREPARE_S) != 0:
        return (Result("window::prepared", Outcome.FAILED, "see window-profile.log"),)
    profile, sight = place / "profile", folder / "sight.json"
    sight.unlink(missing_ok=True)
    started = bench.start("-m", "tests.e2e.rig.window", windows(profile), windows(sight), "--mouse", log="window")
    hands = Mouse(Typist(screen, sight))
    stages: dict[str, Callable[[], object]] = {
        "opened": lambda: job.arrive(hands.person),
        "signed in": lambda: job.sign_in(hands, AUTHOR),
        "written": lambda: write(hands),
        "handed in": lambda: job.submit(hands, AUTHOR),
        "approved": lambda: job.approve(hands, APPROVER, queue=True),
        "published": lambda: until(lambda: published(profile), "the post on the practice page", patience=3 * PATIENCE),
    }
    told: list[Result] = []
    try:
        for name, stage in stages.items():
            try:
                stage()
            except (TimeoutError, AssertionError) as error:
                (folder / f"{name}.txt").write_text(traceback.format_exc(), encoding="utf-8")
                told.append(Result(f"window::{name}", Outcome.FAILED, " ".join(str(error).split())))
                break
            told.append(Result(f"window::{name}", Outcome.PASSED))
            photograph(screen, folder / f"{len(told)}-{name.replace(' ', '-')}.png")
        else:
            told.append(_closed(hands, started))
    finally:
        photograph(screen, folder / "last.png")
        end(started)
    return tuple(told)


def write(hands: Mouse) -> None:
    """A post without pictures, everything answered, for the practice page."""
    job.write(hands, None, [PAGE])


def published(profile: Path) -> bool:
    """Whether the practice page shows a post."""
    return any(profile.glob("practice/*/posts/*/post.json"))


def photograph(screen: Screen, path: Path) -> None:
    """Keep what is to be seen on the screen."""
    ImageGrab.grab(xdisplay=screen.env["DISPLAY"]).save(path)


def _closed(hands: Mouse, started: subprocess.Popen[bytes]) -> Result:
    hands.person.press("alt+F4")
    try:
        code = started.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return Result("window::closed", Outcome.FAILED, "the program did not end")
    return Result("window::closed", Outcome.PASSED if code == 0 else Outcome.FAILED, f"exit code {code}")
