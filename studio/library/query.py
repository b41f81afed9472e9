"""From what a person types to a query of the full-text index that user text can never break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from studio.library import tokens
from studio.library.mending import mended
from studio.library.restoring import restore
from studio.library.spoken import QUOTED, in_words_of_law, subject
from studio.text import nfc

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage_search import LibrarySearch

LONGEST = 2000
"""Characters of a query that are looked at."""
MOST_TERMS = 160
FEWEST = 3
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
    typed = nfc(text)[:LONGEST]
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
    few = zip(rarest[:FEWEST], accumulate(held[term] for term in rarest), strict=False)
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
