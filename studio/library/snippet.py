"""The piece of an article that shows best why it was found, and the matched words in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studio.library.sought import Sought, WordRun

LENGTH = 240
"""Characters of a snippet, about three lines."""
DENSE = 100
"""Characters at its beginning in which the most different matches are to stand: a narrow list shows no more."""
LONGEST = 40_000
"""Characters of a text that are looked at."""
_ELLIPSIS = "…"
_PHRASE = re.compile(r"[^\W_]+(?:\s+[^\W_]+)*")


def snippet(text: str, sought: Sought, length: int = LENGTH) -> tuple[str, tuple[tuple[int, int], ...]]:
    """(plain text, spans of matched words) of the window of `text` that begins with the most different matches.

    Neighbouring words are one span, so that a phrase is marked whole.
    """
    flat = text.replace("\n", " ")
    runs = sought.runs(flat[:LONGEST])
    start = _best_start(runs, sought.words, min(DENSE, length)) if len(flat) > length else 0
    start = _word_start(flat, start - min(DENSE, length) // 4)
    end = len(flat) if len(flat) - start <= length else _word_end(flat, start, start + length)
    head, tail = (_ELLIPSIS if start > 0 else ""), (_ELLIPSIS if end < len(flat) else "")
    shift = len(head) - start
    spans = tuple((a + shift, b + shift) for a, b in _shown(runs, flat, start, end))
    return head + flat[start:end] + tail, spans


def _best_start(runs: Sequence[WordRun], words: int, length: int) -> int:
    """Start of the run from which on `length` characters hold the most different words."""
    best, start = 0, 0
    for first, run in enumerate(runs):
        held = 0
        for n in range(first, len(runs)):
            if runs[n].start >= run.start + length:
                break
            held |= runs[n].held
        count = (held & words).bit_count()
        if count > best:
            best, start = count, run.start
    return start


def _shown(runs: Sequence[WordRun], flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the matched phrases between `start` and `end`."""
    for run in runs:
        if run.start < end and run.end > start:
            yield from (m.span() for m in _PHRASE.finditer(flat, max(run.start, start), min(run.end, end)))


def _word_start(flat: str, near: int) -> int:
    """Where the next word begins."""
    return flat.find(" ", near) + 1 or near if near > 0 else 0


def _word_end(flat: str, start: int, near: int) -> int:
    """Where the last whole word before `near` ends."""
    blank = max(flat.rfind(" ", start, near + 1), start)
    return blank if blank > start else near
