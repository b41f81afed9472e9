"""The piece of an article that shows best why it was found, and the matched words in it."""

from __future__ import annotations

from collections.abc import Sequence

from studio.library import tokens
from studio.library.query import Query

LENGTH = 240
"""Characters of a snippet, about three lines."""
DENSE = 100
"""Characters at its beginning in which the most different matches are to stand: a narrow list shows no more."""
AROUND = 1500
"""Characters of a text that is looked through word by word."""
_ELLIPSIS = "…"


def snippet(text: str, query: Query | None, length: int = LENGTH) -> tuple[str, tuple[tuple[int, int], ...]]:
    """(plain text, spans of matched words) of the window of `text` that begins with the most different matches."""
    flat = text.replace("\n", " ")
    hits = _matched(text, flat, query) if query is not None else []
    start = _best_start(hits, min(DENSE, length))
    start = _word_start(flat, start - min(DENSE, length) // 4)
    end = len(flat) if len(flat) - start <= length else _word_end(flat, start, start + length)
    head, tail = (_ELLIPSIS if start > 0 else ""), (_ELLIPSIS if end < len(flat) else "")
    shift = len(head) - start
    spans = [(a + shift, b + shift) for _, a, b in hits if a >= start and b <= end]
    return head + flat[start:end] + tail, _joined(spans, flat, shift)


def _matched(text: str, flat: str, query: Query) -> list[tuple[str, int, int]]:
    """Matched words of `flat`; of a long text those around the line with the most different ones."""
    begin, end = (0, len(flat)) if len(flat) <= AROUND else _around_best_line(text, query)
    found = tokens.spans(flat[begin:end])
    return [(word, a + begin, b + begin) for word, a, b in found if _matches(word, query)]


def _around_best_line(text: str, query: Query) -> tuple[int, int]:
    best, place, at = -1, (0, 0), 0
    for line, words in zip(text.split("\n"), tokens.lines(text), strict=True):
        matches = len({word for word in words if _matches(word, query)})
        if matches > best:
            best, place = matches, (at, at + len(line))
        at += len(line) + 1
    return max(0, place[0] - LENGTH), place[1] + LENGTH


def _matches(word: str, query: Query) -> bool:
    return word in query.words or (bool(query.bare) and tokens.folded(word) in query.bare)


def _best_start(hits: Sequence[tuple[str, int, int]], length: int) -> int:
    """Start of the hit whose following `length` characters hold the most different matched words."""
    best, start, right = 0, 0, 0
    inside: dict[str, int] = {}
    for left, (word, begin, _) in enumerate(hits):
        while right < len(hits) and hits[right][2] <= begin + length:
            inside[hits[right][0]] = inside.get(hits[right][0], 0) + 1
            right += 1
        if len(inside) > best:
            best, start = len(inside), begin
        if right > left:
            inside[word] -= 1
            if not inside[word]:
                del inside[word]
        else:
            right = left + 1
    return start


def _word_start(flat: str, near: int) -> int:
    """Where the next word begins."""
    return flat.find(" ", near) + 1 or near if near > 0 else 0


def _word_end(flat: str, start: int, near: int) -> int:
    """Where the last whole word before `near` ends."""
    blank = max(flat.rfind(" ", start, near + 1), start)
    return blank if blank > start else near


def _joined(spans: Sequence[tuple[int, int]], flat: str, shift: int) -> tuple[tuple[int, int], ...]:
    """Neighbouring words as one span, so that a phrase is marked whole."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and flat[joined[-1][1] - shift : start - shift].isspace():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
