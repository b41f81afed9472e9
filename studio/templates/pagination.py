"""A card that is too long for one picture: as many cards as it needs, and nothing left out.

Measured in lines of a square card at the smallest size that is read; what a size has room for beyond that makes type
and pictures larger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from studio.templates.card import CardValue
from studio.templates.layout import MORE

_ROOM = 14.0
"""Lines under a headline of one line."""
_HEADLINE, _OVER = 38, 1.25
"""Characters of a line of the headline, and the lines that each but its first takes."""
_LINE, _PAIR, _NOTE = 52, 42, 58
"""Characters of a line of an item, of a pair (it stands beside a picture or another pair), of a note."""
_APART, _LABEL, _HEADING, _PANEL = 0.25, 0.7, 1.6, 2.6
"""Lines that an item, a pair, a list and a text on a panel take beyond their own."""
_BAR = 1.0
"""Lines of the bar under what leads a card."""
_ABREAST = 3
"""Numbers to call that stand side by side; more of them take a line each."""
NUMBERS, SERIES = "contact", "series"
_DAYS = frozenset({"date", "period"})
_SIGNS = frozenset({NUMBERS, "headline", "kicker", "qr", "scheme", SERIES, "unit", "unit_short"})
"""On every card, in room of their own."""
FIRST = "first"
"""Slot of the number at which the first list of a card goes on."""
_MARKS = frozenset({"composition", "page", "status", FIRST, MORE})
PANELS = frozenset({"answer", "claim", "right", "why", "wrong"})
LEADS = frozenset({"level"})
"""What begins the first card."""
NOTES = ("features", "hours", "citation", "source")
"""What ends the last card, in order."""
_STOP = re.compile(r"(?<=[.!?;…])\s+")
_PAUSE = re.compile(r"(?<=,)\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """An item of a list, a text, or a sentence of one: what is never parted."""

    slot: str
    lines: float
    at: int = 0
    """Its number in the list, from 0."""
    headed: bool = False
    """Whether its list has a heading."""
    said: str = ""
    """The sentence, where a text is parted into sentences."""


@dataclass(frozen=True, slots=True)
class CardPage:
    """What stands on one card."""

    values: Mapping[str, CardValue]
    starts: Mapping[str, int]
    """Slot → items of its list that stand on the cards before."""


def paged(values: Mapping[str, CardValue]) -> list[CardPage]:
    """The cards that `values` need, in order."""
    pieces = pieces_of(values)
    room = _room(values)
    pages = _filled(pieces, room)
    if len(pages) > 1:
        # Of as many cards those that part the fewest lists, and of these the most even ones.
        tried = (_filled(pieces, room * share / 16) for share in range(8, 17))
        pages = min((made for made in tried if len(made) == len(pages)), key=_torn)
    first, *more = (page_of(values, page) for page in pages)
    return [first, *(replace(page, values={**page.values, MORE: MORE}) for page in more)]


def says(values: Mapping[str, CardValue]) -> bool:
    """Whether a card says something of its own: more than a headline, a day, a number to call."""
    own = {slot for slot in values if not slot.endswith("_title")} - _MARKS - _DAYS - (_SIGNS - {SERIES})
    return bool(own)


def pieces_of(values: Mapping[str, CardValue], *, apart: bool = False) -> list[Piece]:
    """What a card says, in order. Where that has no room, `apart` parts long texts into sentences, and has what each
    card repeats (a date, a period, bars, the numbers to call) on one of them."""
    if not apart:
        return list(_pieces(values, apart=False))
    once = [slot for slot in values if _once(slot, values)]
    first = [Piece(slot, _lines(str(values[slot]), _NOTE)) for slot in once if slot != NUMBERS]
    return [*first, *_pieces(values, apart=True), *(Piece(slot, 2) for slot in once if slot == NUMBERS)]


def _once(slot: str, values: Mapping[str, CardValue]) -> bool:
    if slot in (NUMBERS, SERIES):
        return True
    return isinstance(values[slot], str) and not (_parted(slot) or slot in _SIGNS | _MARKS or slot.endswith("_title"))


def _pieces(values: Mapping[str, CardValue], *, apart: bool) -> Iterator[Piece]:
    for slot, value in values.items():
        if isinstance(value, str):
            if slot in PANELS:
                said = _sentences(value) if apart else []
                if len(said) > 1:
                    yield from (Piece(slot, _lines(one, _LINE), at, said=one) for at, one in enumerate(said))
                else:
                    yield Piece(slot, _lines(value, _LINE) + _PANEL)
            elif slot in LEADS:
                yield Piece(slot, _lines(value, _LINE) + _BAR)
        elif slot not in _SIGNS:
            for at, item in enumerate(value):
                if isinstance(item, str):
                    yield Piece(slot, _lines(item, _LINE) + _APART, at, headed=True)
                else:
                    yield Piece(slot, _lines(" ".join(item), _PAIR) + _LABEL, at)
    for slot in NOTES:
        if slot not in values:
            continue
        said = _sentences(str(values[slot])) if apart and slot == "features" else []
        if len(said) > 1:
            yield from (Piece(slot, _lines(one, _NOTE), at, said=one) for at, one in enumerate(said))
        else:
            yield Piece(slot, _lines(str(values[slot]), _NOTE) + _APART)


def _room(values: Mapping[str, CardValue]) -> float:
    """Lines that a card has beside what stands on each of them."""
    room = _ROOM - _OVER * (_lines(str(values.get("headline", "")), _HEADLINE) - 1)
    numbers = values.get("contact", "")
    if not isinstance(numbers, str) and len(numbers) > _ABREAST:
        room -= len(numbers) - 2
    for slot, value in values.items():
        spoken = slot not in _SIGNS | _MARKS and not (_parted(slot) or slot.endswith("_title"))
        if isinstance(value, str) and spoken:
            room -= _lines(value, _NOTE) + _APART
    return room


def _parted(slot: str) -> bool:
    return slot in PANELS or slot in LEADS or slot in NOTES


def _lines(text: str, width: int) -> int:
    return -(-len(text) // width)


def _sentences(text: str) -> list[str]:
    """`text` after its full stops; a sentence of more than two lines after its commas as well."""
    return [
        part
        for sentence in _STOP.split(text)
        for part in (_PAUSE.split(sentence) if len(sentence) > 2 * _LINE else [sentence])
    ]


def _filled(pieces: Sequence[Piece], room: float) -> list[list[Piece]]:
    """Pieces in order, as many a page as have room."""
    pages: list[list[Piece]] = [[]]
    for piece in pieces:
        if pages[-1] and _height([*pages[-1], piece]) > room:
            pages.append([])
        pages[-1].append(piece)
    return pages


def _torn(pages: Sequence[Sequence[Piece]]) -> int:
    """How many cards begin in the middle of a list."""
    return sum(page[0].at > 0 for page in pages)


def _height(page: Sequence[Piece]) -> float:
    return sum(piece.lines for piece in page) + _HEADING * len({piece.slot for piece in page if piece.headed})


def _begun(values: Mapping[str, CardValue], page: Sequence[Piece]) -> int:
    """Items that the first list of the page has before it, on the cards before that of `values` as well."""
    lists = [slot for slot, value in values.items() if not isinstance(value, str) and slot not in _SIGNS]
    first = next((piece for piece in page if piece.slot in lists), None)
    if first is None:
        return 0
    before = int(str(values.get(FIRST, "1"))) - 1 if first.slot == lists[0] else 0
    return first.at + before


def page_of(values: Mapping[str, CardValue], page: Sequence[Piece], *, apart: bool = False) -> CardPage:
    """A card with those pieces, and the values that each card repeats."""
    starts: dict[str, int] = {}
    for piece in page:
        starts.setdefault(piece.slot, piece.at)
    said: dict[str, CardValue] = {}
    for slot, value in values.items():
        told = " ".join(piece.said for piece in page if piece.slot == slot and piece.said)
        if told:
            said[slot] = told
        elif apart and _once(slot, values):
            if slot in starts:
                said[slot] = value
        elif slot in _SIGNS or (isinstance(value, str) and (not _parted(slot) or slot in starts)):
            said[slot] = value
        elif slot in starts and not isinstance(value, str):
            said[slot] = value[starts[slot] : starts[slot] + sum(piece.slot == slot for piece in page)]
    begun = _begun(values, page)
    if begun:
        said[FIRST] = str(begun + 1)
    else:
        said.pop(FIRST, None)
    return CardPage(said, starts)
