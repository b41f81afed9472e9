"""How people ask, put into the words of the law: short forms (CSGT), spoken words (bằng lái), question words.

The words are those of ``assets/spoken_law.yaml``. What was typed in quotation marks is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from studio.errors import BadInput
from studio.library import tokens
from studio.yamlfile import read_yaml

FILE = Path(__file__).resolve().parent.parent / "assets" / "spoken_law.yaml"
FEWEST = 2
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
        raise BadInput("thiếu “words” hoặc “asking”.", "“words” or “asking” is missing.", where=FILE.name)
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
    return kept if len(kept) >= FEWEST else list(words)


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
