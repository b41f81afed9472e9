"""From what a person types to a query of the full-text index that user text can never break."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from studio.library import tokens
from studio.text import nfc

LONGEST = 2000
"""Characters of a query that are looked at."""
MOST_TERMS = 160
FEWEST = 3
"""Terms kept even if all are common."""
_QUOTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")


class Vocabulary(Protocol):
    """What the index knows of tokens; see `studio.library.ports.LibraryRepository`."""

    def known(self, terms: Sequence[str]) -> frozenset[str]: ...

    def common(self, terms: Sequence[str]) -> Mapping[str, int]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """`match` is FTS5 syntax; `words` are the syllables to highlight, `phrases` must stand in the text as they are."""

    match: str
    words: frozenset[str]
    bare: frozenset[str]
    """Syllables compared without marks."""
    phrases: tuple[tuple[str, ...], ...]


def build_query(text: str, vocabulary: Vocabulary) -> Query | None:
    """The query for `text`; None when it holds no syllable.

    Without any mark it asks the folded tokens. With marks, a syllable or pair that lacks them and that the library
    never writes so is asked for folded.
    """
    text = nfc(text)[:LONGEST]
    words = tokens.syllables(text)
    if not words:
        return None
    wanted = _unique([*words, *tokens.pairs(words)])[:MOST_TERMS]
    without_marks = not any(map(tokens.is_marked, words))
    bare = set(wanted) if without_marks else _bare_and_unknown(wanted, vocabulary)
    phrases = tuple(p for p in (tuple(tokens.syllables(m[1])) for m in _QUOTED.finditer(text)) if p)
    required = _unique([_asked(t, bare) for p in phrases for t in (tokens.pairs(p) or p)])
    return Query(
        match=_match(_telling([_asked(t, bare) for t in wanted], vocabulary), required),
        words=frozenset(w for w in words if w not in bare),
        bare=frozenset(tokens.folded(w) for w in words if w in bare),
        phrases=phrases,
    )


def _bare_and_unknown(wanted: list[str], vocabulary: Vocabulary) -> set[str]:
    doubtful = [t for t in wanted if not all(map(tokens.is_marked, t.split("_")))]
    return set(doubtful) - vocabulary.known(doubtful)


def has_phrases(text: str, query: Query) -> bool:
    """Whether every quoted phrase of `query` stands in `text`, syllable after syllable."""
    if not query.phrases:
        return True
    line = _line(tokens.syllables(text), query.bare)
    return all(_line(phrase, query.bare) in line for phrase in query.phrases)


def _line(words: Sequence[str], bare: frozenset[str]) -> str:
    """The words in a row, those asked for without marks without them."""
    shown = (plain if (plain := tokens.folded(word)) in bare else word for word in words)
    return f" {' '.join(shown)} "


def _telling(terms: list[str], vocabulary: Vocabulary) -> list[str]:
    common = vocabulary.common(terms)
    return [t for t in terms if t not in common] or sorted(terms, key=lambda t: common[t])[:FEWEST]


def _match(telling: list[str], required: list[str]) -> str:
    some = " OR ".join(f'"{term}"' for term in telling)
    every = " AND ".join(f'"{term}"' for term in required)
    return f"{every} AND ({some})" if every and some else every or some


def _asked(token: str, bare: set[str]) -> str:
    return tokens.FOLDED + tokens.folded(token) if token in bare else token


def _unique(items: list[str]) -> list[str]:
    return list(dict.fromkeys(items))
