"""The words of a query, compiled once to be found in many texts: as runs of words that follow one another as asked."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from studio.library import tokens
from studio.text import fold

_MARKED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_FIRST = re.compile(r"\[[^]]*\]|\\?.", re.DOTALL)
"""The first letter of a word's pattern: a set of letters, an escaped one or a plain one."""
_WITH_MARKS = {plain: f"[{plain}{''.join(c for c in _MARKED if fold(c) == plain)}]" for plain in set(fold(_MARKED))}


class WordRun(NamedTuple):
    """Words of the query that follow one another in a text, blanks and punctuation aside."""

    start: int
    end: int
    held: int
    """What of the query it holds, a bit each; see the masks of `Sought`."""


class Wording(NamedTuple):
    """One way to ask. `words`, `pairs` and `triples` are masks: the bits of the different words of the query, of its
    pairs and of its triples of neighbouring words."""

    words: int
    pairs: int
    triples: int
    different: frozenset[str]


class Sought:
    """What is looked for, in one wording or several; `words` is the mask of the words of all."""

    def __init__(self, row: Sequence[str], bare: frozenset[str] = frozenset(), *, said: Sequence[str] = ()) -> None:
        """`row` are the syllables of the query, `said` the same otherwise; one that is in `bare` without its marks may
        be written with any."""
        self._holds = _Holds(bare)
        self.wordings = tuple(self._wording(self._holds.meant(one)) for one in (row, said) if one or one is row)
        self.words = 0
        for wording in self.wordings:
            self.words |= wording.words
        self._runs = _pattern(sorted(frozenset().union(*(wording.different for wording in self.wordings))), bare)

    def _wording(self, words: Sequence[str]) -> Wording:
        return Wording(
            words=self._holds.numbered(words),
            pairs=self._holds.numbered(pairwise(words)),
            triples=self._holds.numbered(zip(words, words[1:], words[2:], strict=False)),
            different=frozenset(words),
        )

    def runs(self, text: str) -> list[WordRun]:
        """The runs of `text`, which must be NFC and is one line."""
        return [WordRun(*m.span(), self._holds[m[0]]) for m in self._runs.finditer(tokens.lowered(text))]

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
    """Finds the runs in a line of lower-case text; without words, nothing.

    The words are grouped by their first letter, and that a word begins there is asked after it: `re` then skips to one
    of these letters, a quarter faster than asking at each place whether a word begins.
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        for way in [_any_marks(word)] if word in bare else map(re.escape, tokens.written(word)):
            first = _FIRST.match(way)
            assert first is not None  # noqa: S101 - no word is empty
            rests.setdefault(first[0], []).append(way[first.end() :])
    begins = [rf"{first}(?<![^\W_]{first})(?:{'|'.join(rest)})" for first, rest in rests.items()]
    others = [rf"{first}(?:{'|'.join(rest)})" for first, rest in rests.items()]
    first_word, next_word = (rf"(?:{'|'.join(ways) or '(?!)'})(?![^\W_])" for ways in (begins, others))
    return re.compile(rf"{first_word}(?:[\W_]+{next_word})*")


def _any_marks(word: str) -> str:
    return "".join(_WITH_MARKS.get(letter, re.escape(letter)) for letter in word)
