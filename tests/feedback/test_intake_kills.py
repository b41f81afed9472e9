"""Real processes killed while they read the pages: every text arrives, none twice. Longer with `STUDIO_KILLS=100`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from studio.feedback.model import FeedbackFilter, FeedbackQueue
from studio.publishers.practice import PracticeMessage, PracticeMessages
from tests.accounts.keyrings import NoKeyring
from tests.crash_helper import said_until_killed
from tests.feedback.desk_rig import NOW, PRACTICE, DeskRig
from tests.feedback.intake_child import read_pages

ROUNDS = int(os.environ.get("STUDIO_KILLS", "3"))
TEXTS = 160


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskRig]:
    """On a PC without a keyring, for a child has none of its parent's."""
    rig = DeskRig(tmp_path / "profile", safe=NoKeyring())
    rig.found()
    yield rig
    rig.close()


@pytest.mark.usefixtures("nursery")
def test_a_killed_reading_goes_on_and_brings_every_text_once(desk: DeskRig) -> None:
    pages = PracticeMessages(desk.profile.practice)
    for number in range(ROUNDS):
        for line in range(TEXTS):
            at = (NOW - timedelta(hours=1 / (number + 1), seconds=-line)).isoformat()
            name = f"{number:03d}-{line:03d}"
            channel = "comments" if line % 2 else "messages"
            pages.drop(
                PRACTICE.page_id,
                PracticeMessage(id=name, channel=channel, thread=name, at=at, text=f"Hỏi {name}", under="bai-1"),
            )
        said_until_killed(read_pages, desk.profile.root, lines=number % 4 + 1)
    desk.reopen()
    desk.clock.forward(minutes=1)
    while desk.feedback.intake.run().more:
        pass
    texts = []
    with desk.at_work(desk.an):
        for item in desk.feedback.items.ids(FeedbackFilter(pill=FeedbackQueue.TO_ANSWER)):
            texts += [turn.text for turn in desk.feedback.items.conversation(item, desk.an.id).turns]
    assert sorted(texts) == sorted(f"Hỏi {one:03d}-{line:03d}" for one in range(ROUNDS) for line in range(TEXTS))
