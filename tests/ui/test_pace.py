"""Nobody looks for garbage while the window comes up, and later not among what came up with it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import pytest

from studio.ui.run import SWITCH_S, settled, starting


@pytest.fixture(autouse=True)
def nothing_is_frozen() -> Iterator[None]:
    """Begin as the program does: the run of the tests has frozen what was loaded to collect them."""
    assert gc.isenabled()
    gc.unfreeze()
    yield
    gc.collect()
    gc.freeze()


def test_garbage_waits_until_the_profile_is_open() -> None:
    with starting():
        assert not gc.isenabled()
        settled()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0


def test_threads_hand_over_sooner_while_there_is_a_window() -> None:
    before = sys.getswitchinterval()
    with starting():
        assert sys.getswitchinterval() == pytest.approx(SWITCH_S)
    assert sys.getswitchinterval() == before


def test_all_is_as_before_when_the_window_is_gone_even_by_an_error() -> None:
    @starting()
    def fail() -> None:
        settled()
        raise ValueError("gone")

    with pytest.raises(ValueError, match="gone"):
        fail()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
