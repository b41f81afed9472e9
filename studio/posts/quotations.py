"""What a post quotes of a law: words in quotation marks, told apart from the unit's own explanation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from studio.text import squeeze

SHORTEST = 12
"""Characters from which words in quotation marks are a quotation, not a name or a doubtful word."""
_MARKER = re.compile(r"^\s*(?:\d{1,3}[a-zđ]?\.|[a-zđ]\d?\))\s+")
_SENTENCE = re.compile(r"[^.;!?]+(?:\.(?=\w)[^.;!?]*)*")
MOST = 150
"""Characters of a place of the law that is quoted whole; of a longer one its first sentence is."""
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")


def quotations(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The quotations in the texts of a post's fields."""
    found = (squeeze(match.group(1)) for text in _texts(fields.values()) for match in _QUOTED.finditer(text))
    return tuple(text for text in found if len(text) >= SHORTEST)


def explains(fields: Mapping[str, Any]) -> bool:
    """Whether some text of the fields stands outside quotation marks."""
    return any(len(squeeze(_QUOTED.sub("", text))) >= SHORTEST for text in _texts(fields.values()))


def is_verbatim(quotation: str, law: Iterable[str]) -> bool:
    """Whether one of the places of the law has the very words; how they are spaced and how they end apart."""
    words = _plain(quotation)
    return bool(words) and any(words in _plain(text) for text in law)


def as_quotation(law: str) -> str:
    """A place of the law, such as a clause, to be put into a text: its own number left out, in quotation marks."""
    words = squeeze(_MARKER.sub("", law))
    if len(words) > MOST:
        first = _SENTENCE.match(words)
        words = first.group() if first else words
    return f"“{words.rstrip('.;:, ').replace('“', '‘').replace('”', '’')}”"


def _plain(text: str) -> str:
    return squeeze(text).rstrip(".;:,… ").casefold()


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from _texts(value.values())
        elif isinstance(value, (list, tuple)):
            yield from _texts(value)
