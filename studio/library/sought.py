"""The words of a query, compiled once to be found in many texts: as runs of words that follow one another as asked."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from studio.library import tokens
from studio.text import fold

_MARKED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_WITH_MARKS = {plain: f"[{plain}{''.join(c for c in _MARKED if fold(c) == plain)}]" for plain in set(fold(_MARKED))}


class Run(NamedTuple):
    """Words of the query that follow one another in a text, blanks and punctuation aside."""

    start: int
    end: int
    held: int
    """What of the query it holds, a bit each; see the masks of `Sought`."""


class Sought:
    """What is looked for. `words`, `pairs` and `triples` are masks: the bits of the different words of the query, of
    its pairs and of its triples of neighbouring words."""

    def __init__(self, row: Sequence[str], bare: frozenset[str] = frozenset()) -> None:
        """`row` are the syllables of the query; one that is in `bare` without its marks may be written with any."""
        self._holds = _Holds(bare)
        words = self._holds.meant(row)
        self.different = frozenset(words)
        self.words = self._holds.numbered(words)
        self.pairs = self._holds.numbered(pairwise(words))
        self.triples = self._holds.numbered(zip(words, words[1:], words[2:], strict=False))
        self._runs = _pattern(sorted(self.different), bare)

    def runs(self, text: str) -> list[Run]:
        """The runs of `text`, which must be NFC and is one line."""
        return [Run(*m.span(), self._holds[m[0]]) for m in self._runs.finditer(tokens.lowered(text))]

    def lines(self, text: str) -> Iterator[int]:
        """What each line of `text`, which must be NFC, holds of the query."""
        for line in tokens.lowered(text).split("\n"):
            held = 0
            for run in self._runs.findall(line):
                held |= self._holds[run]
            yield held


class _Holds(dict[str, int]):
    """What a run holds of the query; each is worked out once, for the same few come again and again."""

    def __init__(self, bare: frozenset[str]) -> None:
        self._bare = bare
        self._bits: dict[Hashable, int] = {}

    def __missing__(self, run: str) -> int:
        words = self.meant(tokens.syllables(run))
        held = 0
        for one in (*words, *pairwise(words), *zip(words, words[1:], words[2:], strict=False)):
            held |= self._bits.get(one, 0)
        self[run] = held
        return held

    def meant(self, words: Sequence[str]) -> list[str]:
        """The words, those that may have any marks without them."""
        return [plain if self._bare and (plain := tokens.folded(word)) in self._bare else word for word in words]

    def numbered(self, items: Iterable[Hashable]) -> int:
        """A bit for each different item; the mask of them all."""
        mask = 0
        for item in items:
            mask |= self._bits.setdefault(item, 1 << len(self._bits))
        return mask


def share(held: int, mask: int) -> float:
    """How much of `mask` is held, from 0 to 1."""
    return (held & mask).bit_count() / mask.bit_count() if mask else 0.0


def _pattern(words: Sequence[str], bare: frozenset[str]) -> re.Pattern[str]:
    """Finds the runs in a line of lower-case text; without words, nothing."""
    ways = [_any_marks(word) if word in bare else re.escape(way) for word in words for way in tokens.written(word)]
    word = rf"(?:{'|'.join(ways) or '(?!)'})(?![^\W_])"
    return re.compile(rf"(?<![^\W_]){word}(?:[\W_]+{word})*")


def _any_marks(word: str) -> str:
    return "".join(_WITH_MARKS.get(letter, re.escape(letter)) for letter in word)
