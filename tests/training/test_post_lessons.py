"""The outlines on posts and photographs, played: each step is open before it is done, and done after."""

from __future__ import annotations

import pytest

from studio.app import Studio
from tests.training.playing import play_outline


@pytest.mark.parametrize("outline", ["B1", "D1", "D2", "D3", "D4"])
def test_each_step_is_open_and_then_done(studio: Studio, outline: str) -> None:
    assert play_outline(studio, outline).view.finished
