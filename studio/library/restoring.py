"""The marks a person left out, put back by what stands in the library's own documents.

Each syllable typed without marks may be any syllable of the library that is it but for its marks; the most likely row
of them is found by the neighbours they have there (a Viterbi walk over pairs). Marks that were typed stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from typing import TYPE_CHECKING

from studio.library import tokens

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage_search import LibrarySearch

MOST_WORDS = 120
"""Words of a query that are looked at; those after them stay as typed."""
MOST_SPELLINGS = 16
"""Ways to write one syllable that are tried, the most frequent."""
_LONELY = 1.0
"""How many articles the frequency of a syllable alone weighs, against those that hold the pair."""
_TYPED_RIGHT = log(20)
"""How much likelier a syllable without marks is meant so, in a text whose writer does type marks."""


def restore(text: str, library: LibrarySearch) -> str:
    """`text`, which must be NFC, with the marks that were most likely meant; the same text when nothing is better."""
    places = tokens.spans(text)[:MOST_WORDS]
    typed = [word for word, _, _ in places]
    meant = likeliest(typed, library)
    parts, last = [], 0
    for (word, start, end), new in zip(places, meant, strict=True):
        if new != word:
            parts += [text[last:start], _cased(new, text[start:end])]
            last = end
    return "".join([*parts, text[last:]])


def likeliest(typed: Sequence[str], library: LibrarySearch) -> list[str]:
    """For each syllable the one most likely meant."""
    if all(map(tokens.is_marked, typed)):
        return list(typed)
    bares = [tokens.folded(word) for word in typed]
    known = library.spellings([*dict.fromkeys([*bares, *tokens.pairs(bares)])])
    trusted = _TYPED_RIGHT if any(map(tokens.is_marked, typed)) else 0.0
    ways = [_ways(word, known.get(plain, {})) for word, plain in zip(typed, bares, strict=True)]
    return _best_row(ways, [known.get(pair, {}) for pair in tokens.pairs(bares)], typed, trusted)


def _ways(word: str, known: Mapping[str, int]) -> dict[str, int]:
    """The syllables that `word` may stand for, with the number of articles that hold them."""
    if tokens.is_marked(word) or not known:
        return {word: known.get(word, 0)}
    return dict(sorted(known.items(), key=lambda item: -item[1])[:MOST_SPELLINGS])


def _best_row(
    ways: Sequence[Mapping[str, int]], joined: Sequence[Mapping[str, int]], typed: Sequence[str], trusted: float
) -> list[str]:
    """The way through `ways` whose syllables follow one another most often; `joined` are the pairs between them."""
    steps: list[dict[str, str]] = []
    scores: dict[str, float] = {"": 0.0}
    for place, choices in enumerate(ways):
        pairs = joined[place - 1] if place else {}
        before = ways[place - 1] if place else {"": 0}
        whole = sum(choices.values()) + 1
        best: dict[str, tuple[float, str]] = {}
        for word, count in choices.items():
            alone = _LONELY * (count + 0.5) / whole
            best[word] = max(
                (score + log((pairs.get(f"{last}_{word}", 0) + alone) / (before[last] + _LONELY)), last)
                for last, score in scores.items()
            )
        scores = {word: score + trusted * (word == typed[place]) for word, (score, _) in best.items()}
        steps.append({word: last for word, (_, last) in best.items()})
    row = [max(scores, key=lambda word: scores[word])] if ways else []
    for step in reversed(steps[1:]):
        row.append(step[row[-1]])
    return row[::-1]


def _cased(word: str, like: str) -> str:
    """`word` in capitals where `like` has them."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word.capitalize() if like[:1].isupper() else word
