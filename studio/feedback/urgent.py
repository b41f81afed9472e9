"""Signs that something is happening now: shown to the officer with the numbers to call, decided by nobody but people.

The words are ``words/urgent.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from studio.feedback.wordlists import FoldedReading, WordGroup, read_list, read_text, without
from studio.phrase import Bilingual, Phrase


class SignKind(StrEnum):
    """What a sign speaks of; the most pressing first."""

    FIRE = "fire"
    GAS = "gas"
    DISASTER = "disaster"
    VIOLENCE = "violence"
    HELD = "held"
    BREAK_IN = "break_in"
    SELF_HARM = "self_harm"
    CHILD = "child"
    INJURY = "injury"
    HELP = "help"
    """A call for help that does not say what happens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentSign:
    """``text[start:end]`` speaks of something that is happening now."""

    start: int
    end: int
    kind: SignKind


@dataclass(frozen=True, slots=True)
class _Kind:
    name: Phrase
    call: tuple[str, ...]
    words: WordGroup


def urgent_signs(text: str) -> tuple[UrgentSign, ...]:
    """The signs in a citizen's text, in the order they stand there; where two kinds overlap, the more pressing one."""
    return signs_in(read_text(text))


def signs_in(reading: FoldedReading) -> tuple[UrgentSign, ...]:
    """The signs in a text that was read already."""
    harmless, kinds = _lists()
    sifted = without(reading, harmless)
    found: list[UrgentSign] = []
    for kind in SignKind:
        for start, end in kinds[kind].words.spans(sifted):
            first, last = reading.place(start, end)
            if not any(first < other.end and other.start < last for other in found):
                found.append(UrgentSign(start=first, end=last, kind=kind))
    return tuple(sorted(found, key=lambda sign: sign.start))


def sign_name(kind: SignKind) -> Phrase:
    """What a sign is called beside the text."""
    return _lists()[1][kind].name


def numbers_to_call(signs: Iterable[UrgentSign]) -> tuple[str, ...]:
    """The emergency numbers for these signs, most pressing first; 113 where the signs do not say."""
    kinds = {sign.kind for sign in signs}
    listed = (number for kind in SignKind if kind in kinds for number in _lists()[1][kind].call)
    return tuple(dict.fromkeys(listed)) or ("113",)


@cache
def _lists() -> tuple[WordGroup, Mapping[SignKind, _Kind]]:
    data = read_list("urgent")
    return WordGroup(data["harmless"]), {
        SignKind(name): _Kind(
            name=Bilingual(entry["vi"], entry["en"]), call=tuple(entry["call"]), words=WordGroup(entry["terms"])
        )
        for name, entry in data["kinds"].items()
    }
