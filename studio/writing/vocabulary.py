"""What the spelling check knows: the syllables in use, and words that are often written wrong.

Two lists make up the syllables, both beside the other assets in ``assets/spelling``:

- ``unicode.txt`` is read out of the Unihan database and the Common Locale Data Repository of the Unicode Consortium,
  under the Unicode License V3, which lets it ship with its notice. About 4,950 syllables.
- ``own.txt`` was written for this project: about 1,450 more.

The Vietnamese dictionaries for Hunspell, Aspell and their kin are not used: all of them go back to one word list under
the GPL. ``confusions.txt`` (*xử dụng*, *sát nhập*, *chia sẽ*) was written for this project too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from studio.writing.tokens import ASSETS, has_tone, key_of


class MisspeltPhrase(NamedTuple):
    """A wrong spelling word by word, with the right one; None: these words are right here, look no closer."""

    keys: tuple[str, ...]
    right: str | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lists, ready to be asked."""

    rank: Mapping[str, int]
    """Syllables in use; the lower the number the more often it is met."""
    phrases: Mapping[str, tuple[MisspeltPhrase, ...]]
    """Wrong spellings by their first word, the longest first."""

    def match(self, keys: tuple[str, ...]) -> MisspeltPhrase | None:
        """The longest entry that `keys` begins with."""
        for phrase in self.phrases.get(keys[0], ()):
            if keys[: len(phrase.keys)] == phrase.keys:
                return phrase
        return None

    def halves(self, key: str) -> tuple[str, str] | None:
        """The two syllables that `key` is made of, if it is and bears a tone; loan words seldom bear one."""
        if not has_tone(key):
            return None
        pairs = ((key[:at], key[at:]) for at in range(2, len(key) - 1))
        found = [pair for pair in pairs if all(key_of(half) in self.rank for half in pair)]
        return min(found, key=lambda pair: sum(self.rank[key_of(half)] for half in pair), default=None)


LONGEST = 5
"""Words in the longest entry of the list of confusions."""


@cache
def vocabulary() -> Vocabulary:
    """The lists as shipped, read once."""
    words = chain(_syllables("own.txt"), _syllables("unicode.txt"))
    rank: dict[str, int] = {}
    for word in words:
        rank.setdefault(key_of(word), len(rank))
    return Vocabulary(rank, _by_first(_confusions(_lines("confusions.txt"))))


def _lines(name: str) -> list[str]:
    lines = (ASSETS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _syllables(name: str) -> Iterator[str]:
    return (word for line in _lines(name) for word in line.split())


def _confusions(lines: Iterable[str]) -> Iterator[MisspeltPhrase]:
    """``đúng: sai, sai`` gives two entries, ``~ đúng`` one of words to leave alone."""
    for line in lines:
        if line.startswith("~"):
            yield MisspeltPhrase(_keys(line[1:]), None)
            continue
        right, _, wrong = line.partition(":")
        for spelling in wrong.split(","):
            yield MisspeltPhrase(_keys(spelling), right.strip())


def _keys(text: str) -> tuple[str, ...]:
    return tuple(key_of(word) for word in text.split())


def _by_first(phrases: Iterable[MisspeltPhrase]) -> dict[str, tuple[MisspeltPhrase, ...]]:
    found: dict[str, list[MisspeltPhrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.keys[0], []).append(phrase)
    return {first: tuple(sorted(group, key=lambda p: -len(p.keys))) for first, group in found.items()}
