"""Which documents and articles a question names while it asks for something: “theo Luật Du lịch năm 2017”."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from studio.library import tokens
from studio.library.numbers import NAMED_KINDS
from studio.text import fold

_KINDS = tuple(tuple(fold(kind).split()) for kind in sorted(NAMED_KINDS, key=len, reverse=True))
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
    kind = next((k for k in _KINDS if tuple(words[: len(k)]) == k), None)
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
