"""All lessons are played against the real services, each step by its own play, and nothing leaves the PC meanwhile."""

from __future__ import annotations

import faulthandler
import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.accounts.model import AccountKind
from studio.app import Studio
from studio.events import ServiceEvent
from studio.training.course_reader import shipped
from studio.training.lesson_recorder import DEEDS
from studio.training.outline import Outline, OutlineStep
from tests.soak import SOAK
from tests.training.connecting import connections
from tests.training.playing import play_outline

OUTLINES = shipped().outlines
ALONE = ("unshare", "-rn")
"""Runs a command where there is no network but its own."""


@pytest.mark.parametrize("outline", OUTLINES, ids=lambda outline: outline.id)
def test_every_step_becomes_done_by_its_play_and_not_before(
    studio: Studio, outline: Outline, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[ServiceEvent] = []
    studio.events.listen(heard.append)
    with connections() as opened, caplog.at_level(logging.ERROR):
        view = play_outline(studio, outline.id).view
    assert view.finished
    assert [step.number for step in outline.steps if not _recordable(step, heard)] == [], "a recorder would miss it"
    assert [record.getMessage() for record in caplog.records] == [], "no predicate and no play fails within"
    assert opened == []


def _recordable(step: OutlineStep, heard: list[ServiceEvent]) -> bool:
    """Whether what was told would have become this step, where a trainer's recorder knows it at all."""
    deeds = [deed for deed in DEEDS if deed.done_when == step.done_when]
    return not deeds or any(deed.fits(news) for deed in deeds for news in heard)


def test_playing_all_changes_nothing_in_the_profile(studio: Studio) -> None:
    def state() -> tuple[object, ...]:
        services = (studio.drafts, studio.people, studio.outbox, studio.accounts)
        return (*(service.list() for service in services), studio.signoffs.open(), *shown(studio))

    before = state()
    played = studio.lessons.play_all(["B1", "D4"])
    assert (played.steps_played, played.steps_failed) == (16, ())
    assert state() == before


def shown(studio: Studio) -> Iterator[object]:
    """What the practice pages show."""
    pages = [account.name for account in studio.accounts.list() if account.kind is AccountKind.PRACTICE]
    return (studio.practice_pages.posts(page) for page in pages)


def _alone() -> bool:
    if shutil.which(ALONE[0]) is None:
        return False
    return subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.soak
@pytest.mark.skipif(not _alone(), reason="needs Linux and the right to make a network namespace (unshare -rn)")
def test_lessons_are_played_by_the_command_and_no_packet_is_seen(tmp_path: Path) -> None:
    """One of each group; in `make soak` all."""
    faulthandler.cancel_dump_traceback_later()  # it takes longer than a test may
    wanted = OUTLINES if SOAK else tuple({outline.group: outline for outline in OUTLINES}.values())
    words = ["--all"] if SOAK else [outline.id for outline in wanted]
    command = ["-m", "studio", "--profile", str(tmp_path / "profile"), "--json", "training", "play", *words, "--auto"]
    listening = [*ALONE, sys.executable, "-m", "tests.training.listening", sys.executable, *command]
    run = subprocess.run(listening, capture_output=True, text=True, check=True)
    told = json.loads(run.stdout)
    played = json.loads(told["out"])
    assert played["steps_failed"] == []
    assert played["steps_played"] == sum(len(outline.steps) for outline in wanted)
    assert played["lessons"] == [outline.id for outline in wanted]
    assert told["code"] == 0
    assert told["packets"] == 0
    assert told["control"] > 0, "a packet would have been seen"


def test_the_lessons_have_147_steps() -> None:
    """As the guide to the training says."""
    assert sum(len(outline.steps) for outline in OUTLINES) == 147
