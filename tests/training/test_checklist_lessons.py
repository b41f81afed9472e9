"""An outline that is answered on checklists, up to its last step; `test_play_all` plays them whole."""

from __future__ import annotations

from studio.app import Studio
from tests.training.playing import play_outline


def test_the_report_is_answered_up_to_its_archive(studio: Studio) -> None:
    assert play_outline(studio, "C5", steps=5).view.now == 5
