"""Lessons played by hand in the real window of a practice profile, in a process of its own.

    python -m tests.e2e.lessons.run PROFILE REPORT [OUTLINE …]

REPORT gets, as JSON, what came of each lesson; a failure ends the process with a traceback and without one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from PySide6.QtWidgets import QApplication

from studio.app import Studio, open_studio
from studio.app.practice import fill_practice
from studio.clock import SystemClock
from studio.config import SettingsFile
from studio.paths import Profile
from studio.people.sample import LEARNER
from studio.training.context import RoleCast
from studio.ui.page_specs import PageId
from studio.ui.run import make_window
from tests.e2e.lessons import b1, c3, c4, c5, d1, d2, d3, d4, d5, e1, e2, e3
from tests.e2e.lessons.coached import Coached
from tests.e2e.lessons.course import Course, Told
from tests.e2e.lessons.deeds import sign_in
from tests.e2e.lessons.hand import Hand
from tests.profile import hash_quickly

PLAYED: Mapping[str, Callable[[Studio, Hand, Course, RoleCast], None]] = {
    "B1": b1.play,
    "D1": d1.play,
    "D2": d2.play,
    "D5": d5.play,  # of the post that B1 published
}
"""Beside the window's own coach: a lesson that looks on."""
COACHED: Mapping[str, Callable[[Studio, Hand, Coached, RoleCast], None]] = {
    "C3": c3.play,
    "C4": c4.play,
    "C5": c5.play,
    "D3": d3.play,
    "D4": d4.play,
    "E1": e1.play,
    "E2": e2.play,
    "E3": e3.play,
}
"""Led by the coach, as a learner is."""
SIZE = 1366, 768


def play(profile: Profile, outlines: list[str]) -> list[Told]:
    """Open the window on the profile, play the lessons one after the other, and close it."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    studio = open_studio(profile, clock=SystemClock())
    window = make_window(app, profile, SettingsFile(profile.settings))
    try:
        cast = fill_practice(studio)
        window.resize(*SIZE)
        window.show()
        window.load(lambda: studio, first=PageId.COMPOSER, sign_in_first=False)
        hand = Hand(window)
        hand.until(lambda: window.page is not None and window.tasks.idle, "the first page")
        hand.wake(window)
        told = []
        for outline in outlines:
            sign_in(hand, LEARNER, cast.pin)
            told.append(_play(studio, hand, outline, cast))
        return told
    finally:
        window.close()
        studio.close()


def _play(studio: Studio, hand: Hand, outline: str, cast: RoleCast) -> Told:
    if outline in COACHED:
        coached = Coached(hand, outline)
        COACHED[outline](studio, hand, coached, cast)
        return coached.end()
    course = Course(studio, hand, outline)
    PLAYED[outline](studio, hand, course, cast)
    return course.end()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("profile", type=Path)
    parser.add_argument("report", type=Path)
    parser.add_argument("outlines", nargs="*", default=list(PLAYED))
    args = parser.parse_args()
    hash_quickly()
    told = play(Profile(root=args.profile), args.outlines)
    args.report.write_text(json.dumps([asdict(one) for one in told]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
