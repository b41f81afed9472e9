"""The words of a query, compiled once to be found in many texts: as runs of words that follow one another as asked.

Finding a document by what people call it: its number, part of it, or its name.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from studio.library import tokens
from studio.library.law_names import LawNames
from studio.library.model import Document
from studio.library.numbers import NAMED_KINDS, LooseNumber, kind_of_number, number_key, read_loose, symbol_of
from studio.text import fold, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage import StoredLibrary

_YEAR = re.compile(r"^(.*?\S)\s+(?:nam\s+)?((?:19|20)\d{2})$")


def candidates(repo: StoredLibrary, text: str) -> tuple[Document, ...]:
    """Every document that `text` may mean, best first: the exact number alone, else loose numbers, else names."""
    exact = repo.document(number_key(text)) if text.strip() else None
    if exact is not None:
        return (exact,)
    loose = read_loose(text)
    if loose is not None:
        return tuple(d for d in repo.numbered(loose.start) if _fits(d, loose))
    return _by_name(repo, squeeze(fold(text)))


def the_document(repo: StoredLibrary, text: str) -> Document | None:
    """The one document `text` means; None when there is none or more than one."""
    found = candidates(repo, text)
    return found[0] if len(found) == 1 else None


def _fits(document: Document, loose: LooseNumber) -> bool:
    if loose.symbol:
        return symbol_of(document.key).startswith(loose.symbol)
    if not loose.kind:
        return True
    told = kind_of_number(document.number)
    return loose.kind == document.type or (told is not None and told.name == loose.kind)


def _by_name(repo: StoredLibrary, name: str) -> tuple[Document, ...]:
    """Documents of that name or its first letters (``BLHS``), or of that name and year; the newest first."""
    found = repo.named(name) or _laws(repo, name)
    dated = _YEAR.match(name)
    if not found and dated:
        same = repo.named(dated[1]) or _laws(repo, dated[1])
        found = tuple(d for d in same if d.issued_on is not None and d.issued_on.year == int(dated[2]))
    return tuple(sorted(found, key=lambda d: d.issued_on or date.min, reverse=True))


def _laws(repo: StoredLibrary, name: str) -> tuple[Document, ...]:
    kind = next((k for k in sorted(NAMED_KINDS, key=len, reverse=True) if f"{name} ".startswith(f"{fold(k)} ")), "")
    words = re.findall(r"[a-z0-9]+", name[len(kind) :])
    named = LawNames(repo.names()).find(kind, words) if words else None
    if named is None or not named.whole or named.words < len(words):
        return ()
    return tuple(repo.with_keys(named.keys).values())


_MARKED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_FIRST = re.compile(r"\[[^]]*\]|\\?.", re.DOTALL)
"""The first letter of a word's pattern: a set of letters, an escaped one or a plain one."""
_WITH_MARKS = {plain: f"[{plain}{''.join(c for c in _MARKED if fold(c) == plain)}]" for plain in set(fold(_MARKED))}


class WordRun(NamedTuple):
    """Words of the query that follow one another in a text, blanks and punctuation aside."""

    start: int
    end: int
    held: int
    """What of the query it holds, a bit each; see the masks of `SearchTerms`."""


class Wording(NamedTuple):
    """One way to ask. `words`, `pairs` and `triples` are masks: the bits of the different words of the query, of its
    pairs and of its triples of neighbouring words."""

    words: int
    pairs: int
    triples: int
    different: frozenset[str]


class SearchTerms:
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
