"""Marks under words, kept in place while the text around them changes. Places are counted in Python characters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from studio.writing.spelling import Misspelling


def changed_span(old: str, new: str) -> tuple[int, int, int]:
    """Where `new` differs from `old`: start, end in `old`, end in `new`."""
    most = min(len(old), len(new))
    start = next((n for n in range(most) if old[n] != new[n]), most)
    same = next((n for n in range(most - start) if old[-1 - n] != new[-1 - n]), most - start)
    return start, len(old) - same, len(new) - same


def moved(slips: Iterable[Misspelling], old: str, new: str) -> tuple[Misspelling, ...]:
    """`slips` of `old` as they stand in `new`; one that was touched is gone until it is looked at again."""
    start, old_end, new_end = changed_span(old, new)
    kept = []
    grown_before = new[start : start + 1].isalnum()
    grown_after = new_end > 0 and new[new_end - 1].isalnum()
    for slip in slips:
        if slip.end < start or (slip.end == start and not grown_before):
            kept.append(slip)
        elif slip.start > old_end or (slip.start == old_end and not grown_after):
            kept.append(replace(slip, start=slip.start + new_end - old_end))
    return tuple(kept)


def at(slips: Iterable[Misspelling], place: int) -> Misspelling | None:
    """The slip that `place` lies in or at the end of."""
    return next((slip for slip in slips if slip.start <= place <= slip.end), None)


def after(slips: Iterable[Misspelling], place: int) -> Misspelling | None:
    """The first slip that begins at `place` or later."""
    return next((slip for slip in slips if slip.start >= place), None)


def units(text: str, place: int) -> int:
    """`place` as Qt counts: in UTF-16 units."""
    return place if text.isascii() else len(text[:place].encode("utf-16-le")) // 2


def place_of(text: str, unit: int) -> int:
    """The other way round."""
    return unit if text.isascii() else len(text.encode("utf-16-le")[: 2 * unit].decode("utf-16-le", "ignore"))
