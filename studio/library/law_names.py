"""Which laws of the library a text means by a name: ``Bộ luật Dân sự 2015``, ``Luật ANM``, ``BLHS``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studio.library.numbers import NAMED_KINDS
from studio.text import fold

_WORD = re.compile(r"[a-z0-9]+")
_KINDS = tuple(sorted((tuple(fold(kind).split()) for kind in NAMED_KINDS), key=len, reverse=True))
SHORTEST_BEGINNING = 2
"""Words of a name that must be typed for the rest to be guessed."""


@dataclass(frozen=True, slots=True)
class NamedDocuments:
    """Documents (keys) of one name, and how many of the words asked about belong to it."""

    keys: tuple[str, ...]
    words: int
    whole: bool = True
    """False: only the beginning of the name was typed."""


class LawNames:
    """The names of the library's laws, word by word; commas and hyphens do not count."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names`: folded name (kind and title) and key of each law."""
        self._keys: dict[tuple[str, ...], list[str]] = {}
        self._letters: dict[str, list[str]] = {}
        for name, key in names:
            words = tuple(_WORD.findall(name))
            self._keys.setdefault(words, []).append(key)
            self._letters.setdefault("".join(word[0] for word in words), []).append(key)

    def find(self, kind: str, words: Sequence[str]) -> NamedDocuments | None:
        """The longest name that `words`, after `kind`, begin with; else the names that they begin; else None."""
        own = tuple(fold(kind).split())
        for start in (own, *(other for other in _KINDS if other != own)):
            for length in range(len(words), 0, -1):
                keys = self._keys.get((*start, *words[:length]))
                if keys:
                    return NamedDocuments(tuple(keys), length)
        return self._by_letters(own, words) or self._begun(own, words)

    def bare(self, kind: str) -> NamedDocuments | None:
        """The documents called by their kind alone: the Constitution, whose title goes on."""
        own = tuple(fold(kind).split())
        keys = [key for name, found in self._keys.items() if name[: len(own)] == own for key in found]
        return NamedDocuments(tuple(keys), 0) if keys else None

    def _by_letters(self, kind: tuple[str, ...], words: Sequence[str]) -> NamedDocuments | None:
        """``BLHS``, ``Luật ANM``."""
        if not words:
            return None
        start = "".join(word[0] for word in kind)
        keys = self._letters.get(words[0]) or self._letters.get(start + words[0])
        return NamedDocuments(tuple(keys), 1) if keys and len(words[0]) > 1 else None

    def _begun(self, kind: tuple[str, ...], words: Sequence[str]) -> NamedDocuments | None:
        start = (*kind, *words)
        if len(words) < SHORTEST_BEGINNING:
            return None
        keys = [key for name, found in self._keys.items() if name[: len(start)] == start for key in found]
        return NamedDocuments(tuple(keys), len(words), whole=False) if keys else None
