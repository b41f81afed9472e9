"""Which laws of the library a text means by a name: ``Bộ luật Dân sự 2015``, ``Luật ANM``, ``BLHS``.

Which documents and articles a question names while it asks for something: “theo Luật Du lịch năm 2017”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from studio.library import tokens
from studio.library.numbers import NAMED_KINDS
from studio.text import fold

_KIND_WORDS = tuple(tuple(fold(kind).split()) for kind in sorted(NAMED_KINDS, key=len, reverse=True))
_CONSTITUTION = ("hien", "phap")
_ARTICLE = re.compile(r"\bdieu\s+(\d{1,4}[a-z]?\d?)\b")
_YEAR = re.compile(r"(?:19|20)\d{2}$")
_FEWEST = 2
"""Words of a name, the kind among them; “luật” alone names nothing."""


class NamedLaw(NamedTuple):
    """A law by its folded name; `year` of issue, empty when unknown."""

    key: str
    name: str
    year: str


NamedFrom = Callable[[str], Sequence[NamedLaw]]
"""The laws of the library whose folded name begins with a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLaws:
    """`documents` are keys; `articles` the numbers cited anywhere in the question."""

    documents: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()


def named_laws(text: str, named_from: NamedFrom) -> NamedLaws:
    """What `text` names; marks aside."""
    words = [tokens.folded(word) for word in tokens.syllables(text)]
    documents: set[str] = set()
    place = 0
    while place < len(words):
        found, length = _law_at(words[place:], named_from)
        documents |= found
        place += max(1, length)
    return NamedLaws(documents=frozenset(documents), articles=frozenset(_ARTICLE.findall(" ".join(words))))


def _law_at(words: Sequence[str], named_from: NamedFrom) -> tuple[set[str], int]:
    """The laws whose name begins `words`, the longest name alone, and its length; a year behind it chooses."""
    kind = next((k for k in _KIND_WORDS if tuple(words[: len(k)]) == k), None)
    if kind == _CONSTITUTION:  # its kind is its name
        return _of_year(list(named_from(" ".join(kind))), words[len(kind) :]), len(kind)
    if kind is None or len(words) <= len(kind):
        return set(), 0
    known = [(one, tokens.syllables(one.name)) for one in named_from(" ".join(words[: len(kind) + 1]))]
    fitting = [(one, len(name)) for one, name in known if len(name) >= _FEWEST and name == list(words[: len(name)])]
    longest = max((length for _, length in fitting), default=0)
    same = [one for one, length in fitting if length == longest]
    return _of_year(same, words[longest:]), longest


def _of_year(same: Sequence[NamedLaw], following: Sequence[str]) -> set[str]:
    """The keys of laws of one name; of those of the year that follows the name, where it does."""
    rest = [word for word in following[:2] if word != "nam"]
    if rest and _YEAR.match(rest[0]):
        same = [one for one in same if one.year == rest[0]] or same
    return {one.key for one in same}


_WORD = re.compile(r"[a-z0-9]+")
_KINDS = tuple(sorted((tuple(fold(kind).split()) for kind in NAMED_KINDS), key=len, reverse=True))
SHORTEST_BEGINNING = 2
"""Words of a name that must be typed for the rest to be guessed."""


@dataclass(frozen=True, slots=True)
class NamedDocuments:
    """Documents (keys) of one name, and how many of the words asked about belong to it."""

    keys: tuple[str, ...]
    words: int
    whole: bool = True
    """False: only the beginning of the name was typed."""


class LawNames:
    """The names of the library's laws, word by word; commas and hyphens do not count."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names`: folded name (kind and title) and key of each law."""
        self._keys: dict[tuple[str, ...], list[str]] = {}
        self._letters: dict[str, list[str]] = {}
        for name, key in names:
            words = tuple(_WORD.findall(name))
            self._keys.setdefault(words, []).append(key)
            self._letters.setdefault("".join(word[0] for word in words), []).append(key)

    def find(self, kind: str, words: Sequence[str]) -> NamedDocuments | None:
        """The longest name that `words`, after `kind`, begin with; else the names that they begin; else None."""
        own = tuple(fold(kind).split())
        for start in (own, *(other for other in _KINDS if other != own)):
            for length in range(len(words), 0, -1):
                keys = self._keys.get((*start, *words[:length]))
                if keys:
                    return NamedDocuments(tuple(keys), length)
        return self._by_letters(own, words) or self._begun(own, words)

    def bare(self, kind: str) -> NamedDocuments | None:
        """The documents called by their kind alone: the Constitution, whose title goes on."""
        own = tuple(fold(kind).split())
        keys = [key for name, found in self._keys.items() if name[: len(own)] == own for key in found]
        return NamedDocuments(tuple(keys), 0) if keys else None

    def _by_letters(self, kind: tuple[str, ...], words: Sequence[str]) -> NamedDocuments | None:
        """``BLHS``, ``Luật ANM``."""
        if not words:
            return None
        start = "".join(word[0] for word in kind)
        keys = self._letters.get(words[0]) or self._letters.get(start + words[0])
        return NamedDocuments(tuple(keys), 1) if keys and len(words[0]) > 1 else None

    def _begun(self, kind: tuple[str, ...], words: Sequence[str]) -> NamedDocuments | None:
        start = (*kind, *words)
        if len(words) < SHORTEST_BEGINNING:
            return None
        keys = [key for name, found in self._keys.items() if name[: len(start)] == start for key in found]
        return NamedDocuments(tuple(keys), len(words), whole=False) if keys else None
