"""The outlines that are answered on checklists are played whole: no step holds before its play, each does after it."""

from __future__ import annotations

import pytest

from studio.app import Studio
from tests.training.playing import play_outline


@pytest.mark.parametrize("outline", ["B2", "B3", "B4"])
def test_a_lesson_of_checklists_is_played(studio: Studio, outline: str) -> None:
    assert play_outline(studio, outline).view.finished


def test_the_report_is_answered_up_to_its_archive(studio: Studio) -> None:
    assert play_outline(studio, "C5", steps=5).view.now == 5
