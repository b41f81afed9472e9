"""Whether a text says something, and whether it is about the message at hand.

It is no understanding: syllables of the language are counted, and words in common. It tells what was typed to fill a
box from what somebody wrote to a citizen; whether the advice is good is the trainer's to see. English is taken too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from studio.phrase import Language
from studio.text import fold
from studio.training.reading import FOLDER
from studio.writing.tokens import vocabulary
from studio.yamlfile import read_yaml

COMMON = FOLDER / "common_words.yaml"

REAL_SHARE = 0.6
"""Of the words of a text, how many have to be words."""
VARIED_SHARE = 0.5
"""Of the words of a text, how many have to differ."""
KEPT_SHARE, KEPT_LEAST = 0.3, 3
"""Of the words that make a question what it is, how many have to stand in it when it is put anew."""
COMMON_LEAST = 2
"""Words that an answer has to share with what it answers."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH_LEAST = 0.2
"""Of the words of an English text, how many are among the commonest."""


def words_of(text: str) -> list[str]:
    """Its words in small letters, without addresses and numbers."""
    return [word.lower() for word in _WORD.findall(_ADDRESS.sub(" ", text))]


def says_something(text: str, least: int) -> bool:
    """Whether the text has `least` words or more, most of them words and not the same again and again."""
    words = words_of(text)
    varied = len(set(words))
    return varied >= least and varied >= VARIED_SHARE * len(words) and _in_a_language(words)


def keeps_question(text: str, asked: str, left_out: Collection[str]) -> bool:
    """Whether `text` still asks what `asked` does, without the parts that were `left_out`."""
    for part in left_out:
        asked = asked.replace(part, " ")
    wanted = _telling(words_of(asked))
    kept = wanted & _telling(words_of(text))
    return len(kept) >= min(KEPT_LEAST, len(wanted)) and len(kept) >= KEPT_SHARE * len(wanted)


def is_about(text: str, subjects: Iterable[str]) -> bool:
    """Whether the text takes up at least two words of its subjects: the message, the procedure asked about."""
    wanted = _telling(word for subject in subjects for word in words_of(subject))
    return len(wanted & _telling(words_of(text))) >= min(COMMON_LEAST, len(wanted))


def _telling(words: Iterable[str]) -> set[str]:
    return {fold(word) for word in words if word not in _common("vi")}


def _in_a_language(words: list[str]) -> bool:
    real = sum(fold(word) in _syllables() for word in words)
    english = sum(word in _common("en") for word in words)
    return real >= REAL_SHARE * len(words) or english >= max(1, _ENGLISH_LEAST * len(words))


@cache
def _syllables() -> frozenset[str]:
    """Those of the language without their marks: not everybody types them. Single letters are nobody's word."""
    return frozenset(word for word in map(fold, vocabulary().rank) if len(word) > 1) | {"o", "u", "y"}


@cache
def _common(language: Language) -> frozenset[str]:
    """Words that stand in any text of the language; what a message is about is in the others."""
    return frozenset(str(read_yaml(COMMON)[language]).split())
