"""The outlines on rights are played whole: no step holds before its play, each does after it."""

from __future__ import annotations

import pytest

from studio.app import Studio
from tests.training.playing import play_outline


@pytest.mark.parametrize("outline", ["A4", "C1"])
def test_a_lesson_on_rights_is_played(studio: Studio, outline: str) -> None:
    assert play_outline(studio, outline).view.finished
