"""The lists of words that checks of answers know besides those of posts: ``words/*.yaml`` beside this file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from studio.posts.checks.lexicon import Lexicon, read_words
from studio.text import nfc

FOLDER = Path(__file__).parent / "words"
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")


def lexicon(name: str) -> Lexicon:
    """The list ``words/NAME.yaml``, ready to be looked up."""
    return Lexicon.load(name, FOLDER)


def listed(name: str, group: str) -> tuple[str, ...]:
    """The terms of one group of ``words/NAME.yaml``."""
    return tuple(read_words(name, FOLDER)[group])


def any_of(terms: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the terms as whole words, whatever the case; the longest first."""
    ordered = sorted((re.escape(term) for term in terms), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)", re.IGNORECASE)


def sentences(text: str) -> Sequence[str]:
    """The sentences of a text, one a line."""
    return [part.strip() for part in _SENTENCE_END.split(nfc(text)) if part.strip()]
