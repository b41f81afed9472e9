"""From what a person types to a query of the full-text index that user text can never break."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from studio.library import tokens
from studio.text import nfc

LONGEST = 2000
"""Characters of a query that are looked at."""
MOST_TERMS = 160
COMMON_SYLLABLE = 0.05
COMMON_PAIR = 0.10
"""Shares of all articles above which a term tells nothing …"""
SMALL = 2000
"""… unless it is in no more articles than this."""
FEWEST = 3
"""Terms kept even if all are common."""
_QUOTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")

Frequency = Callable[[Sequence[str]], Mapping[str, int]]
"""In how many articles each of the given tokens stands; tokens in none are missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """`match` is FTS5 syntax; `words` are the syllables to highlight, `phrases` must stand in the text as they are."""

    match: str
    words: frozenset[str]
    bare: frozenset[str]
    """Syllables compared without marks."""
    phrases: tuple[tuple[str, ...], ...]


def build_query(text: str, frequency: Frequency, articles: int) -> Query | None:
    """The query for `text`; None when it holds no syllable that the library knows.

    Without any mark it asks the folded index. With marks, a syllable or pair that the library never writes so is
    asked for without them.
    """
    text = nfc(text)[:LONGEST]
    words = tokens.syllables(text)
    if not words:
        return None
    phrases = tuple(p for p in (tuple(tokens.syllables(m[1])) for m in _QUOTED.finditer(text)) if p)
    without_marks = not any(map(tokens.is_marked, words))
    wanted = _unique([*words, *tokens.pairs(words)])[:MOST_TERMS]
    known = dict(frequency([*wanted, *map(_fold_token, wanted)]))
    chosen = _unique([_fold_token(t) if without_marks or t not in known else t for t in wanted])
    telling = _telling([t for t in chosen if t in known], known, articles)
    required = _unique([_as_chosen(t, chosen) for p in phrases for t in (tokens.pairs(p) or p)])
    if not telling and not required:
        return None
    return Query(
        match=_match(telling, required),
        words=frozenset(w for w in words if not without_marks and w in chosen),
        bare=frozenset(tokens.folded(w) for w in words if without_marks or w not in chosen),
        phrases=phrases if not without_marks else tuple(tuple(map(tokens.folded, p)) for p in phrases),
    )


def has_phrases(text: str, query: Query) -> bool:
    """Whether every quoted phrase of `query` stands in `text`, syllable after syllable."""
    if not query.phrases:
        return True
    words = tokens.syllables(text)
    if not query.words:
        words = [tokens.folded(word) for word in words]
    line = f" {' '.join(words)} "
    return all(f" {' '.join(phrase)} " in line for phrase in query.phrases)


def _telling(terms: list[str], known: Mapping[str, int], articles: int) -> list[str]:
    kept = [t for t in terms if known[t] <= max(SMALL, articles * (COMMON_PAIR if _is_pair(t) else COMMON_SYLLABLE))]
    return kept or sorted(terms, key=lambda t: known[t])[:FEWEST]


def _match(telling: list[str], required: list[str]) -> str:
    some = " OR ".join(f'"{term}"' for term in telling)
    every = " AND ".join(f'"{term}"' for term in required)
    return f"{every} AND ({some})" if every and some else every or some


def _fold_token(token: str) -> str:
    return tokens.FOLDED + tokens.folded(token)


def _as_chosen(token: str, chosen: Sequence[str]) -> str:
    return token if token in chosen else _fold_token(token)


def _is_pair(token: str) -> bool:
    return "_" in token.removeprefix(tokens.FOLDED)


def _unique(items: list[str]) -> list[str]:
    return list(dict.fromkeys(items))
