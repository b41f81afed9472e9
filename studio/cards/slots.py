"""Reading a card's values in the form a layer needs: one text, a list, or pairs."""

from __future__ import annotations

from collections.abc import Mapping

from studio.cards.wording import one_line, wording
from studio.templates.card import CardValue


def text_of(values: Mapping[str, CardValue], slot: str | None) -> str:
    """The slot as one text; a list is joined by line feeds."""
    value = values.get(slot, "") if slot else ""
    if isinstance(value, str):
        return wording(value)
    return wording("\n".join(item if isinstance(item, str) else ": ".join(p for p in item if p) for item in value))


def items_of(values: Mapping[str, CardValue], slot: str | None) -> tuple[str, ...]:
    """The slot as a list of one-line texts; empty items are left out."""
    value = values.get(slot, "") if slot else ""
    parts = value.split("\n") if isinstance(value, str) else value
    said = (one_line(item if isinstance(item, str) else ": ".join(p for p in item if p)) for item in parts)
    return tuple(item for item in said if item)


def pairs_of(values: Mapping[str, CardValue], slot: str | None) -> tuple[tuple[str, str], ...]:
    """The slot as (label, value) pairs; a plain item has an empty label, a pair without value is left out."""
    value = values.get(slot, "") if slot else ""
    parts = value.split("\n") if isinstance(value, str) else value
    read = (("", item) if isinstance(item, str) else (item[0], item[-1]) for item in parts)
    return tuple((one_line(label), one_line(said)) for label, said in read if one_line(said))


def contacts_of(values: Mapping[str, CardValue], slot: str | None) -> tuple[tuple[str, str], ...]:
    """The slot as (label, phone) pairs: a list of pairs, one flat pair, or ``"label\\nphone"``."""
    value = values.get(slot, "") if slot else ""
    flat = value.split("\n") if isinstance(value, str) else value
    if len(flat) == 2 and all(isinstance(item, str) for item in flat):
        return pairs_of({"contact": ((str(flat[0]), str(flat[1])),)}, "contact")
    return pairs_of(values, slot)
