"""The pictures that one card takes on one size: what the first has no room for stands on the next.

Measured on the card itself. The first keeps its photo; those after it are built as a list, or over the whole width,
whichever carries more, and have none. Of two that carry as much, the one whose headline is read with ease is taken. The
photo of the first gives way where that keeps a list, or an answer and its citation, on one picture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from studio.templates.card import CardSpec
from studio.templates.layout import MORE, Composition
from studio.templates.pagination import LEADS, NOTES, NUMBERS, PANELS, Piece, page_of, pieces_of, says

Asked = Callable[[CardSpec], bool]
_AFTER = (Composition.LIST, Composition.PLAIN)


def series_of(spec: CardSpec, size: str, suits: Asked, easy: Asked, pictured: Asked) -> tuple[CardSpec, ...]:
    """The cards that `spec` takes on `size`, in order; the card itself where it has room, or where nothing helps.

    `suits` says whether all that a card says has room, `easy` whether it shows its photo or a headline that is large
    enough for a phone, `pictured` whether it shows its photo.
    """
    other = _other(spec, size)
    if suits(spec):
        return (spec,) if easy(spec) else (next((one for one in other if suits(one) and easy(one)), spec),)
    whole = [one for one in other if spec.photo is None and suits(one)]
    if whole:
        return (next(filter(easy, whole), whole[0]),)
    chosen = spec in other
    after = tuple(replace(one, photo=one.photo if chosen else None, values={**one.values, MORE: MORE}) for one in other)

    def parted(first: tuple[CardSpec, ...]) -> tuple[CardSpec, ...]:
        for apart in (False, True):
            made = _CardSplit(pieces_of(spec.values, apart=apart), first, after, apart, suits, easy).cards()
            if made:
                return made
        return ()

    def faults(cards: Sequence[CardSpec]) -> int:
        bare = [card for card in cards if not says(card.values) and not pictured(card)]
        return len(bare) + _torn(cards)

    made = parted((spec,))
    if made and not faults(made):
        return made
    other_made = parted(other)
    if other_made and (not made or (len(other_made) <= len(made) and faults(other_made) < faults(made))):
        made = other_made
    if faults(made) and not any(map(pictured, made)):
        # Rather a headline that is smaller than a picture that says nothing of its own.
        made = next(((one,) for one in after if suits(one)), made)
    return made or (spec,)


def _torn(cards: Sequence[CardSpec]) -> bool:
    """Whether a list of sentences, or an answer and what it rests on, stands on two of the cards."""
    items = [
        slot
        for card in cards
        for slot, value in card.values.items()
        if not isinstance(value, str) and all(isinstance(item, str) for item in value)
    ]
    return len(set(items)) < len(items) or any(
        "citation" in card.values and not card.values.keys() & PANELS
        for card in cards
        if any(one.values.keys() & PANELS for one in cards)
    )


def _other(spec: CardSpec, size: str) -> tuple[CardSpec, ...]:
    """How a card may be built that has no room as its layout builds it, or goes on from another; what a person chose
    for that size holds for all. The first knows the photo that it does not show, so that this can be told."""
    touch = spec.touch(size)
    if touch is not None and touch.composition:
        return (spec,)
    return tuple(replace(spec, built=built.value) for built in _AFTER)


def _breaks(rest: Sequence[Piece], count: int) -> list[int]:
    """Where a card would better end than after `count` pieces, the best first."""
    if count < len(rest) and rest[count].slot == NUMBERS:
        return _before_numbers(rest, count)
    if count == len(rest) or (rest[count].slot not in NOTES and not rest[count].at):
        return []
    starts = [at for at in range(count, 0, -1) if _listed(rest[at]) and not rest[at].at]
    last = next((at for at in range(count, 0, -1) if _listed(rest[at])), 0)
    half = last - rest[last].at + (rest[last].at + 2) // 2 if last else 0
    return [at for at in (*starts, half) if 0 < at < count]


def _before_numbers(rest: Sequence[Piece], count: int) -> list[int]:
    """Where the first `count` pieces may be parted, the best first, for the numbers to call to stand with something
    that is said: with the notes, with the last list or text, with half of it, with its end."""
    noted = next((at for at in range(count, 0, -1) if rest[at - 1].slot not in NOTES), 0)
    if 0 < noted < count:
        return [noted]
    last = next((at for at in range(count, 0, -1) if rest[at - 1].slot != rest[count - 1].slot), 0)
    return [at for at in (last, (last + count + 1) // 2, count - 1) if 0 < at < count]


def _listed(piece: Piece) -> bool:
    """Whether it is an item of a list."""
    return piece.headed or not (piece.slot in NOTES or piece.slot in PANELS or piece.slot in LEADS or piece.said)


@dataclass(frozen=True, slots=True)
class _CardSplit:
    """The pieces of a card, and how the first and all others that carry them may be built."""

    pieces: Sequence[Piece]
    first: Sequence[CardSpec]
    after: Sequence[CardSpec]
    apart: bool
    suits: Asked
    easy: Asked

    def cards(self) -> tuple[CardSpec, ...]:
        """As few as carry all; none where one piece alone has no room."""
        made: list[CardSpec] = []
        rest = list(self.pieces)
        while rest:
            kinds = self.after if made else self.first
            counts = [self._most(rest, kind) for kind in kinds]
            count = max(counts)
            if not count:
                return ()
            widest = [kind for kind, most in zip(kinds, counts, strict=True) if most == count]
            if all(piece.slot == NUMBERS for piece in rest[:count]):
                widest.reverse()  # A list would have nothing beside its headline.
            kind = next((one for one in widest if self.easy(self._card(one, rest[:count]))), widest[0])
            count = self._parted(rest, count, kind)
            made.append(self._card(kind, rest[:count]))
            rest = rest[count:]
        return tuple(made)

    def _most(self, rest: Sequence[Piece], kind: CardSpec) -> int:
        """How many of `rest` one card carries."""
        low, high = 0, len(rest) + 1
        while low < high - 1:
            middle = (low + high) // 2
            if self.suits(self._card(kind, rest[:middle])):
                low = middle
            else:
                high = middle
        return low

    def _parted(self, rest: Sequence[Piece], count: int, kind: CardSpec) -> int:
        """`count`, or so many less that one more card carries what remains in whole lists, or half of a long one, and
        not a source or a number to call alone."""
        for fewer in _breaks(rest, count):
            if self.suits(self._card(kind, rest[:fewer])) and any(
                self.suits(self._card(after, rest[fewer:])) for after in self.after
            ):
                return fewer
        return count

    def _card(self, kind: CardSpec, pieces: Sequence[Piece]) -> CardSpec:
        return replace(kind, values=page_of(kind.values, pieces, apart=self.apart).values)


def numbered(series: Sequence[Sequence[CardSpec]]) -> tuple[tuple[CardSpec, ...], ...]:
    """The same cards with their place among all of them, where a card takes several."""
    total = sum(map(len, series))
    if total == len(series):
        return tuple(map(tuple, series))
    places = iter(range(1, total + 1))
    return tuple(
        tuple(replace(one, values={**one.values, "page": f"{next(places)}/{total}"}) for one in cards)
        for cards in series
    )
