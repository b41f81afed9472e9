"""Ordering anew what the index found best: how closely an article answers the words, beyond how rare they are.

Pure: words, texts and the index's scores in, scores out. The weights are round and few; they were chosen on questions
of two kinds (exam questions, questions made from articles) and hold with and without marks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from studio.library import tokens
from studio.library.job import is_of_job
from studio.library.sought import Sought, Wording, share

DEPTH = 100
"""Best articles of the index that are ordered anew."""
LONGEST = 40_000
"""Characters of an article that are looked at."""
COVER, PAIRS, TRIPLES, LINE, NAME, RANK, NAMED, CITED = 0.5, 0.25, 0.5, 0.25, 0.1, 0.35, 0.4, 1.0
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
_DECREE, _OF_JOB = "Nghị định", 0.9
"""A decree of this job stands nearly as high as a law: it says what is fined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankCandidate:
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


def scores(sought: Sought, candidates: Sequence[RankCandidate]) -> list[float]:
    """A score for each candidate, the greater the better; of several wordings the one counts that it answers best."""
    top = max((c.score for c in candidates), default=0.0) or 1.0
    return [candidate.score / top + _likeness(sought, candidate) for candidate in candidates]


def _likeness(sought: Sought, candidate: RankCandidate) -> float:
    lines = set(sought.lines(candidate.text[:LONGEST]))
    held = 0
    for here in lines:
        held |= here
    return (
        max(_closeness(wording, held, lines, candidate.name) for wording in sought.wordings)
        + RANK * _standing(candidate)
        + NAMED * candidate.named
        + CITED * candidate.cited
    )


def _standing(candidate: RankCandidate) -> float:
    if candidate.kind == _DECREE and is_of_job(candidate.name):
        return _OF_JOB
    return _STANDING.get(candidate.kind, 0.0)


def _closeness(wording: Wording, held: int, lines: Collection[int], name: str) -> float:
    """How much of one wording the article holds altogether, and in one line."""
    return (
        COVER * share(held, wording.words)
        + PAIRS * share(held, wording.pairs)
        + TRIPLES * share(held, wording.triples)
        + LINE * share(max(lines, key=lambda here: (here & wording.words).bit_count()), wording.words)
        + NAME * _named_by(wording, name)
    )


def _named_by(wording: Wording, name: str) -> float:
    """How much of the name the query holds."""
    words = _different(name)
    return len(words & wording.different) / len(words) if words else 0.0


@lru_cache(maxsize=8192)
def _different(name: str) -> frozenset[str]:
    return frozenset(tokens.syllables(name))
