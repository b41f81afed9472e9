"""Two texts in one, word by word: what stayed, what was added, what was removed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

import regex

Kind = Literal["same", "added", "removed"]
LONGEST = 600
"""Units of what differs, both sides together, that are compared one by one; longer texts go by sentences first."""
_UNITS = regex.compile(r"\w(?:\w|\p{M})*|\s+|\X")
"""Words with their marks, runs of blanks, and every other sign as a person sees it."""
_SENTENCES = regex.compile(r"(?:[^.!?…;\n]|[.!?…;](?!\s))*(?:[.!?…;](?=\s)\s*|\n+|$)(?<=.)", regex.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffPiece:
    """A stretch of text; the same and the removed ones make the old text, the same and the added ones the new."""

    kind: Kind
    text: str


def word_diff(old: str, new: str) -> tuple[DiffPiece, ...]:
    """`old` and `new` as pieces; where both differ, the removed piece comes first."""
    return tuple(
        DiffPiece(kind=kind, text="".join(text for _, text in run))
        for kind, run in groupby(_calmed(list(_pieces(_units(old), _units(new)))), key=lambda piece: piece[0])
    )


Told = tuple[Kind, str]


def _units(text: str) -> list[str]:
    return _UNITS.findall(text)


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Told]:
    """The common beginning and end are set aside first: an edit of a long text is mostly in one place."""
    head = _common(old, new)
    begin, old, new = old[:head], old[head:], new[head:]
    tail = _common(old[::-1], new[::-1])
    old, new, end = old[: len(old) - tail], new[: len(new) - tail], old[len(old) - tail :]
    yield from (("same", unit) for unit in begin)
    yield from _by_words(old, new) if len(old) + len(new) <= LONGEST else _by_sentences(old, new)
    yield from (("same", unit) for unit in end)


def _by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Told]:
    for op, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            yield from (("same", unit) for unit in old[i:j])
        else:
            yield from _exchanged(old[i:j], new[k:m])


def _by_sentences(old: Sequence[str], new: Sequence[str]) -> Iterator[Told]:
    """Sentences that stayed first, then word by word between them as far as that is quickly done."""
    was, now = _SENTENCES.findall("".join(old)), _SENTENCES.findall("".join(new))
    for op, i, j, k, m in SequenceMatcher(None, was, now, autojunk=len(was) + len(now) > LONGEST).get_opcodes():
        before, after = _units("".join(was[i:j])), _units("".join(now[k:m]))
        if op == "equal":
            yield from (("same", unit) for unit in before)
        elif j - i == m - k and j - i > 1:
            for one, other in zip(was[i:j], now[k:m], strict=True):
                yield from _between(_units(one), _units(other))
        else:
            yield from _between(before, after)


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[Told]:
    yield from _by_words(old, new) if len(old) + len(new) <= LONGEST else _exchanged(old, new)


def _exchanged(old: Sequence[str], new: Sequence[str]) -> Iterator[Told]:
    yield from (("removed", unit) for unit in old)
    yield from (("added", unit) for unit in new)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _calmed(pieces: list[Told]) -> Iterator[Told]:
    """A blank alone between two changes belongs to them: three words exchanged read as one change, not as three."""
    runs = [(kind, [text for _, text in run]) for kind, run in groupby(pieces, key=lambda piece: piece[0])]
    removed: list[str] = []
    added: list[str] = []
    for place, (kind, texts) in enumerate(runs):
        blank = "".join(texts)
        between = 0 < place < len(runs) - 1 and blank.isspace() and "\n" not in blank
        if kind == "same" and not (between and removed and added):
            yield from _exchanged(removed, added)
            removed, added = [], []
            yield from ((kind, text) for text in texts)
            continue
        if kind != "added":
            removed += texts
        if kind != "removed":
            added += texts
    yield from _exchanged(removed, added)
