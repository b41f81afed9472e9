"""Typing errors: a syllable that no document of the library holds, put right by the neighbours it stands between.

One letter too many, too few or another one is tried, marks aside. What no neighbour speaks for stays as it was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from studio.library import tokens

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage_search import LibrarySearch

SHORTEST, LONGEST = 3, 8
"""Letters of a syllable that is tried; a Vietnamese one has seven at most."""
MOST = 4
"""Unknown syllables of a query that are tried."""
_LETTERS = "abcdeghiklmnopqrstuvxy"


def mended(text: str, vocabulary: LibrarySearch) -> str:
    """`text`, which must be NFC, with its unknown syllables put right."""
    places = tokens.spans(text)
    words = [word for word, _, _ in places]
    bares = [tokens.folded(word) for word in words]
    tried = [w for w, bare in zip(words, bares, strict=True) if bare.isalpha() and SHORTEST <= len(bare) <= LONGEST]
    rest = {tokens.folded(word) for word in set(tried) - vocabulary.holding(tried).keys()}
    unknown = rest - vocabulary.spellings(sorted(rest)).keys() if rest else set()
    parts, last = [], 0
    for at in [n for n, bare in enumerate(bares) if bare in unknown][:MOST]:
        better = _likeliest(words, at, vocabulary)
        if better:
            parts += [text[last : places[at][1]], better]
            last = places[at][2]
    return "".join([*parts, text[last:]])


def _likeliest(words: Sequence[str], at: int, vocabulary: LibrarySearch) -> str:
    """The syllable one letter away that stands most often beside these neighbours; empty when none does."""
    ways = vocabulary.spellings(sorted(one_letter_away(tokens.folded(words[at]))))
    near = [word for known in ways.values() for word in known]
    around = {word: _pairs(words, at, word) for word in near}
    held = vocabulary.holding([pair for pairs in around.values() for pair in pairs])
    scores = {word: sum(held.get(pair, 0) for pair in pairs) for word, pairs in around.items()}
    as_typed = one_letter_away(words[at])  # with the marks that were typed, of the other letters
    best = max(scores, key=lambda word: (word in as_typed and scores[word] > 0, scores[word], word), default="")
    return best if scores.get(best) else ""


def _pairs(words: Sequence[str], at: int, word: str) -> list[str]:
    return tokens.pairs([*words[max(0, at - 1) : at], word, *words[at + 1 : at + 2]])


def one_letter_away(word: str) -> set[str]:
    """The words made of `word` by leaving out, changing, exchanging or adding one letter."""
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    less = {a + b[1:] for a, b in cuts if b}
    turned = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    other = {a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS}
    more = {a + letter + b for a, b in cuts for letter in _LETTERS}
    return (less | turned | other | more) - {word, ""}
