"""Ordering anew what the index found best: how closely an article answers the words, beyond how rare they are.

Pure: words, texts and the index's scores in, scores out. The weights are round and few; they were chosen on questions
of two kinds (exam questions, questions made from articles) and hold with and without marks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from studio.library import tokens

DEPTH = 60
"""Best articles of the index that are ordered anew."""
LONGEST = 40_000
"""Characters of an article that are looked at."""
COVER, PAIRS, TRIPLES, LINE, NAME, RANK, NAMED, CITED = 0.5, 0.25, 0.5, 0.25, 0.1, 0.15, 0.25, 1.0
"""What each feature, a share from 0 to 1, adds to the index's score as a share of the best one's."""
_STANDING = {
    "Hiến pháp": 1.0,
    "Bộ luật": 1.0,
    "Luật": 1.0,
    "Pháp lệnh": 1.0,
    "Nghị quyết": 0.5,
    "Nghị định": 0.5,
}
"""How high a kind of act stands: what a law says, a circular repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article found by the index, with what it is compared by."""

    score: float
    name: str
    """Of its document."""
    kind: str
    text: str
    """Heading and text, a line each paragraph."""
    named: bool = False
    """The query names its document."""
    cited: bool = False
    """The query cites the article by number."""


class Asked:
    """The words of a query, ready to be looked for in many texts."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = frozenset(words)
        self.pairs = frozenset(pairwise(words))
        self.triples = frozenset(zip(words, words[1:], words[2:], strict=False))


def scores(words: Sequence[str], candidates: Sequence[Candidate]) -> list[float]:
    """A score for each candidate, the greater the better."""
    asked, top = Asked(words), max((c.score for c in candidates), default=0.0) or 1.0
    return [candidate.score / top + _likeness(asked, candidate) for candidate in candidates]


def _likeness(asked: Asked, candidate: Candidate) -> float:
    held: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    triples: set[tuple[str, str, str]] = set()
    line = 0
    for words in tokens.lines(candidate.text[:LONGEST]):
        here = asked.words.intersection(words)
        held |= here
        line = max(line, len(here))
        if len(here) > 1:
            pairs |= asked.pairs.intersection(pairwise(words))
        if len(here) > 2:
            triples |= asked.triples.intersection(zip(words, words[1:], words[2:], strict=False))
    return (
        COVER * _share(held, asked.words)
        + PAIRS * _share(pairs, asked.pairs)
        + TRIPLES * _share(triples, asked.triples)
        + LINE * line / max(1, len(asked.words))
        + NAME * _share(asked.words.intersection(name := tokens.syllables(candidate.name)), frozenset(name))
        + RANK * _STANDING.get(candidate.kind, 0.0)
        + NAMED * candidate.named
        + CITED * candidate.cited
    )


def _share(found: Collection[object], whole: Collection[object]) -> float:
    return len(found) / len(whole) if whole else 0.0
