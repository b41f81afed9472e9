"""A card's values in the form a layer needs: one text, a list, or pairs; worded for a card once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from studio.cards.wording import one_line, undrawn, wording
from studio.templates.card import CardValue

_T = TypeVar("_T")
Pairs = tuple[tuple[str, str], ...]


class Values:
    """The slots of one card. A missing slot reads as empty."""

    def __init__(self, raw: Mapping[str, CardValue]) -> None:
        self._raw = raw
        self._read: dict[tuple[str, str], object] = {}

    def text(self, slot: str | None) -> str:
        """The slot as one text; a list is joined by line feeds."""
        return self._once("text", slot, _text)

    def items(self, slot: str | None) -> tuple[str, ...]:
        """The slot as a list of one-line texts; empty items are left out."""
        return self._once("items", slot, _items)

    def pairs(self, slot: str | None) -> Pairs:
        """The slot as (label, value) pairs; a plain item has an empty label, a pair without value is left out."""
        return self._once("pairs", slot, _pairs)

    def contacts(self, slot: str | None) -> Pairs:
        """The slot as (label, phone) pairs: a list of pairs, one flat pair, or ``"label\\nphone"``."""
        return self._once("contacts", slot, _contacts)

    def undrawn(self, slot: str) -> str:
        """Signs of the slot's texts that `wording` leaves out."""
        return "".join(
            dict.fromkeys(sign for item in _parts(self._raw.get(slot, "")) for sign in undrawn(_joined(item)))
        )

    def _once(self, form: str, slot: str | None, read: Callable[[CardValue], _T]) -> _T:
        key = (form, slot or "")
        if key not in self._read:
            self._read[key] = read(self._raw.get(slot, "") if slot else "")
        return self._read[key]  # type: ignore[return-value] # `read` of the same form put it there


def _parts(value: CardValue) -> Iterable[str | tuple[str, str]]:
    return value.split("\n") if isinstance(value, str) else value


def _joined(item: str | tuple[str, str]) -> str:
    return item if isinstance(item, str) else ": ".join(part for part in item if part)


def _text(value: CardValue) -> str:
    return wording("\n".join(_joined(item) for item in _parts(value)))


def _items(value: CardValue) -> tuple[str, ...]:
    said = (one_line(_joined(item)) for item in _parts(value))
    return tuple(item for item in said if item)


def _pairs(value: CardValue) -> Pairs:
    read = (("", item) if isinstance(item, str) else (item[0], item[-1]) for item in _parts(value))
    return tuple((one_line(label), one_line(said)) for label, said in read if one_line(said))


def _contacts(value: CardValue) -> Pairs:
    flat = [item for item in _parts(value) if isinstance(item, str)]
    return _pairs(((flat[0], flat[1]),)) if len(flat) == 2 else _pairs(value)
