"""Ordering anew what the index found best: how closely an article answers the words, beyond how rare they are.

Pure: words, texts and the index's scores in, scores out. The weights are round and few; they were chosen on questions
of two kinds (exam questions, questions made from articles) and hold with and without marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from studio.library import tokens
from studio.library.sought import Sought, share

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


def scores(sought: Sought, candidates: Sequence[Candidate]) -> list[float]:
    """A score for each candidate, the greater the better."""
    top = max((c.score for c in candidates), default=0.0) or 1.0
    return [candidate.score / top + _likeness(sought, candidate) for candidate in candidates]


def _likeness(sought: Sought, candidate: Candidate) -> float:
    held, line = 0, 0.0
    for here in sought.lines(candidate.text[:LONGEST]):
        held |= here
        line = max(line, share(here, sought.words))
    return (
        COVER * share(held, sought.words)
        + PAIRS * share(held, sought.pairs)
        + TRIPLES * share(held, sought.triples)
        + LINE * line
        + NAME * _named_by(sought, candidate.name)
        + RANK * _STANDING.get(candidate.kind, 0.0)
        + NAMED * candidate.named
        + CITED * candidate.cited
    )


def _named_by(sought: Sought, name: str) -> float:
    """How much of the name the query holds."""
    words = _different(name)
    return len(words & sought.different) / len(words) if words else 0.0


@lru_cache(maxsize=1024)
def _different(name: str) -> frozenset[str]:
    return frozenset(tokens.syllables(name))
