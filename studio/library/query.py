"""From what a person types to a query of the full-text index that user text can never break.

Typing errors: a syllable that no document of the library holds, put right by the neighbours it stands between.

One letter too many, too few or another one is tried, marks aside. What no neighbour speaks for stays as it was typed.

The marks a person left out, put back by what stands in the library's own documents.

Each syllable typed without marks may be any syllable of the library that is it but for its marks; the most likely row
of them is found by the neighbours they have there (a Viterbi walk over pairs). Marks that were typed stay as they are.

How people ask, put into the words of the law: short forms (CSGT), spoken words (bằng lái), question words.

The words are those of ``assets/spoken_law.yaml``. What was typed in quotation marks is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import BadInput
from studio.library import tokens
from studio.text import nfc
from studio.yamlfile import read_yaml

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage_index import LibrarySearch

SHORTEST_SYLLABLE, LONGEST_SYLLABLE = 3, 8
"""Letters of a syllable that is tried; a Vietnamese one has seven at most."""
MOST_MENDED = 4
"""Unknown syllables of a query that are tried."""
_LETTERS = "abcdeghiklmnopqrstuvxy"


def mended(text: str, vocabulary: LibrarySearch) -> str:
    """`text`, which must be NFC, with its unknown syllables put right."""
    places = tokens.spans(text)
    words = [word for word, _, _ in places]
    bares = [tokens.folded(word) for word in words]
    tried = [
        w
        for w, bare in zip(words, bares, strict=True)
        if bare.isalpha() and SHORTEST_SYLLABLE <= len(bare) <= LONGEST_SYLLABLE
    ]
    rest = {tokens.folded(word) for word in set(tried) - vocabulary.holding(tried).keys()}
    unknown = rest - vocabulary.spellings(sorted(rest)).keys() if rest else set()
    parts, last = [], 0
    for at in [n for n, bare in enumerate(bares) if bare in unknown][:MOST_MENDED]:
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


FILE = Path(__file__).resolve().parent.parent / "assets" / "spoken_law.yaml"
FEWEST_SAID = 2
"""Words that must be left when question words are taken out."""
QUOTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")
_Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """`words`: what is typed → what is meant; `asking`: what only asks. Keyed by the first word without marks, the
    longest phrase first."""

    words: Mapping[str, Sequence[tuple[_Phrase, str]]]
    asking: Mapping[str, Sequence[tuple[_Phrase, str]]]


@cache
def shipped() -> Spoken:
    """The words of this version of the program. Raises BadInput when the file is damaged."""
    whole = read_yaml(FILE)
    words, asking = whole.get("words"), whole.get("asking")
    if not isinstance(words, dict) or not isinstance(asking, list):
        raise BadInput("“words” or “asking” is missing.", where=FILE.name)
    return Spoken(_by_first(words), _by_first(dict.fromkeys(asking, "")))


def in_words_of_law(text: str) -> str:
    """`text`, which must be NFC, with spoken words and short forms as the law says them."""
    places = tokens.spans(text)
    quoted = [found.span() for found in QUOTED.finditer(text)]
    words = [word for word, _, _ in places]
    bare = not any(map(tokens.is_marked, words))
    parts, last, at = [], 0, 0
    while at < len(places):
        phrase, meant = _fitting(shipped().words, words, at, bare=bare)
        start, end = places[at][1], places[at + max(1, len(phrase)) - 1][2]
        if phrase and meant != " ".join(phrase) and not any(a < end and start < b for a, b in quoted):
            parts += [text[last:start], meant]
            last = end
        at += max(1, len(phrase))
    return "".join([*parts, text[last:]])


def subject(words: Sequence[str]) -> list[str]:
    """The syllables without those that only ask; all of them when too few would be left."""
    kept, at = [], 0
    while at < len(words):
        phrase, _ = _fitting(shipped().asking, words, at)
        if not phrase:
            kept.append(words[at])
        at += max(1, len(phrase))
    return kept if len(kept) >= FEWEST_SAID else list(words)


def _fitting(
    phrases: Mapping[str, Sequence[tuple[_Phrase, str]]], words: Sequence[str], at: int, *, bare: bool = False
) -> tuple[_Phrase, str]:
    """The longest phrase that stands at `at`, and what it means; an empty one when none does.

    With `bare`, of a text without any marks, a phrase of several words may be written without them: one word alone
    (nhau, nhậu) may be too many others.
    """
    for phrase, meant in phrases.get(tokens.folded(words[at]), ()):
        typed = tuple(words[at : at + len(phrase)])
        if typed == phrase or (bare and len(phrase) > 1 and typed == tuple(map(tokens.folded, phrase))):
            return phrase, meant
    return (), ""


def _by_first(phrases: Mapping[str, str]) -> dict[str, list[tuple[_Phrase, str]]]:
    found: dict[str, list[tuple[_Phrase, str]]] = {}
    for spoken, meant in phrases.items():
        words = tuple(tokens.syllables(str(spoken)))
        found.setdefault(tokens.folded(words[0]), []).append((words, str(meant)))
    return {first: sorted(listed, key=lambda one: -len(one[0])) for first, listed in found.items()}


LONGEST_QUERY = 2000
"""Characters of a query that are looked at."""
MOST_TERMS = 160
FEWEST_TERMS = 3
"""Terms kept even if all are common, as many of them as may be walked, but one."""
SMALL = 2000
"""Articles up to which a token is never common …"""
COMMON_SYLLABLE = 0.05
COMMON_PAIR = 0.10
"""… and the shares of all articles above which a syllable or a pair is."""
LONGEST_WALK = 30_000
"""Articles that the terms of a query may hold together; the rarest terms come first."""
SCORED = 3_000
"""Articles of the rarest terms that are enough to be scored: one with none of these terms is hardly ever among the
best, and to score an article takes ten times as long as to walk past it."""
RARE = 60
"""Articles that may hold a term for it to be rare."""
EVERYWHERE = 10_000
"""Articles above which a term alone tells too little; those with it in their heading are tried first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """`row` are the syllables meant, in order; `phrases` must stand in the text as they are.

    `match` is FTS5 syntax, empty when the library holds none of the words.
    """

    match: str
    row: tuple[str, ...]
    scored: tuple[str, ...] = ()
    """FTS5 syntax for the articles worth a score, the first that finds enough; if none does, all of `match` are."""
    bare: frozenset[str] = frozenset()
    """Syllables that may be written with any marks."""
    said: tuple[str, ...] = ()
    """The syllables as they were said, where `row` puts them into the words of the law; empty where it does not."""
    rare: str = ""
    """FTS5 syntax for the terms that few articles hold: such an article is worth a look, however long it is."""
    phrases: tuple[tuple[str, ...], ...] = ()
    some: str = ""
    """`match` without what the phrases ask for; empty where nothing else was asked."""
    restored: str = ""
    """The text with its marks put back; empty when it is asked for as it was typed."""


def build_query(text: str, vocabulary: LibrarySearch, *, literal: bool = False, loose: bool = False) -> Query | None:
    """The query for `text`; None when it holds no syllable.

    Marks left out are put back, unless it is to be taken literally; words that the law says otherwise are looked for
    either way. With `loose`, a syllable typed without marks may stand for any that is it but for its marks; so may,
    always, one that the library does not know.
    """
    typed = nfc(text)[:LONGEST_QUERY]
    plain = typed if literal else mended(typed, vocabulary)
    meant = plain if literal or loose else restore(in_words_of_law(plain), vocabulary)
    words = tokens.syllables(meant) if literal else subject(tokens.syllables(meant))
    if not words:
        return None
    said = () if literal or loose else _said(plain, words, vocabulary)
    wanted = _unique([*words, *tokens.pairs(words), *said, *tokens.pairs(said)])[:MOST_TERMS]
    held = vocabulary.holding(wanted)
    bare = frozenset(
        tokens.folded(word) for word in (*words, *said) if word not in held or (loose and not tokens.is_marked(word))
    )
    phrases = tuple(p for p in (tuple(tokens.syllables(m[1])) for m in QUOTED.finditer(meant)) if p)
    counts = {**held, **_others(wanted, bare, vocabulary)}
    telling, required = _telling(counts, vocabulary.total()), _required(phrases, bare)
    return Query(
        match=_match(telling, required),
        scored=() if required else _scored(telling, counts),
        row=tuple(words),
        bare=bare,
        said=said,
        rare="" if required else _any([term for term in telling if counts[term] <= RARE]),
        phrases=phrases,
        some=_any(telling) if tokens.syllables(QUOTED.sub(" ", meant)) else "",
        restored=meant if meant != typed else "",
    )


def _said(typed: str, words: Sequence[str], vocabulary: LibrarySearch) -> tuple[str, ...]:
    """The syllables as they were typed, with their marks; none where they are `words`."""
    if in_words_of_law(typed) == typed:
        return ()
    said = subject(tokens.syllables(restore(typed, vocabulary)))
    return () if said == list(words) else tuple(said)


def any_spelling(text: str, vocabulary: LibrarySearch) -> str:
    """FTS5 syntax for every syllable of `text`, one without marks being any that is it but for its marks; empty for
    a text without a syllable."""
    words = _unique(tokens.syllables(text))
    plain = vocabulary.spellings([word for word in words if not tokens.is_marked(word)])
    ways = [list(plain.get(word, ())) if not tokens.is_marked(word) else [word] for word in words]
    return " AND ".join(f"({_any(some or [word])})" for word, some in zip(words, ways, strict=True))


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


def _others(wanted: Sequence[str], bare: frozenset[str], vocabulary: LibrarySearch) -> dict[str, int]:
    """Other spellings, with their articles, of what may be written with any marks."""
    if not bare:
        return {}
    asked = {plain for token in wanted if bare.intersection((plain := tokens.bare(token)).split("_"))}
    return {term: count for ways in vocabulary.spellings(sorted(asked)).values() for term, count in ways.items()}


def _telling(held: Mapping[str, int], total: int) -> list[str]:
    """The terms that tell articles apart, rarest first, as many as may be walked; a few of the common if all are."""
    rarest = sorted(held, key=lambda term: held[term])
    chosen, walk = [], 0
    for term in rarest:
        share = COMMON_PAIR if "_" in term else COMMON_SYLLABLE
        walk += held[term]
        if held[term] <= max(SMALL, share * total) and walk <= LONGEST_WALK:
            chosen.append(term)
    few = zip(rarest[:FEWEST_TERMS], accumulate(held[term] for term in rarest), strict=False)
    return chosen or [term for term, walked in few if walked <= LONGEST_WALK] or rarest[:1]


def _scored(telling: Sequence[str], counts: Mapping[str, int]) -> tuple[str, ...]:
    """The rarest of the terms, until they hold enough articles; nothing when all are needed for that."""
    rarest, walk = list[str](), 0
    for term in telling:
        if walk >= SCORED:
            break
        rarest.append(term)
        walk += counts[term]
    some = (_any(rarest),) if len(rarest) < len(telling) else ()
    alone = len(rarest) == 1 and walk > EVERYWHERE
    return (f"heading : {_any(rarest)}", *some) if alone else some


def _required(phrases: Sequence[Sequence[str]], bare: frozenset[str]) -> list[str]:
    """Tokens every hit must hold; one of several spellings is left to `has_phrases`."""
    every = _unique([token for phrase in phrases for token in (tokens.pairs(phrase) or phrase)])
    return [token for token in every if not bare.intersection(tokens.bare(token).split("_"))]


def _match(telling: Sequence[str], required: Sequence[str]) -> str:
    every = " AND ".join(f'"{term}"' for term in required)
    some = _any(telling)
    return f"{every} AND ({some})" if every and some else every or some


def _any(terms: Sequence[str]) -> str:
    return " OR ".join(f'"{term}"' for term in terms)


def _unique(items: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(items))
