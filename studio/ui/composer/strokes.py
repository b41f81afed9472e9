"""Where one step of undo ends and the next begins while a person types.

A step is a phrase: it ends with a pause, with another place of the post, with a jump to elsewhere in the text, with a
turn from writing to deleting or back, and at the end of a word once it holds a few. Typing Vietnamese deletes and
rewrites letters within a word, so only whole words count as a turn. Anything that is not typed is a step of its own.
"""

from __future__ import annotations

from collections.abc import Callable

PAUSE_S = 1.2
"""Seconds without a key that end a step."""
WORDS = 6
"""Words after which a step ends with the next word."""
JUMP = 24
"""Characters between two changes from which they are two places."""


class Strokes:
    """Hears of every change; `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._place = ""
        self._at = 0.0
        self._where = 0
        self._words = 0
        self._turn = 0
        """1 while words are added, -1 while they are taken away, 0 before either."""

    def cut(self) -> None:
        """The next change begins a step, whatever it is."""
        self._place = ""

    def begins(self, place: str, before: str = "", after: str = "") -> bool:
        """Whether the change of the text at `place` begins a new step; an empty place is no typing."""
        now = self._clock()
        where = _first_difference(before, after)
        words = len(after.split()) - len(before.split())
        turn = (words > 0) - (words < 0)
        ends = (
            not place
            or place != self._place
            or now - self._at > PAUSE_S
            or abs(where - self._where) > JUMP
            or abs(len(after) - len(before)) > JUMP
            or turn * self._turn < 0
            or (words > 0 and self._words >= WORDS)
        )
        self._words = max(0, words) if ends else self._words + max(0, words)
        self._turn = turn if ends else turn or self._turn
        self._place, self._at, self._where = place, now, where
        return ends


def _first_difference(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
