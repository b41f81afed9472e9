"""Filling card layouts with what a post says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from studio.templates.card import CardValue
from studio.templates.compiled_text import items_of, text_of
from studio.templates.model import (
    CardBinding,
    CompiledCard,
    FieldPairsSlot,
    LinesSlot,
    ListSlot,
    Slot,
    Template,
    TextPairsSlot,
)
from studio.templates.pagination import paged
from studio.templates.texts import program_of
from studio.text import graphemes, length

_NAMED: Final = re.compile(r"{{\s*(\w+)")
_COUNTER: Final = "loop"
ALT_MAX: Final = 300
"""Characters of an alternative text: what screen readers and platforms take well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundCard:
    """One card to be painted, before its photo is looked up in the post."""

    id: str
    layout: str
    key: str = ""
    """The card in its post: its id, and ``#n`` from the second of a set on."""
    values: Mapping[str, CardValue]
    photo: str | None
    """Id of a media item of the post."""
    alt: str
    sources: Mapping[str, str] = field(default_factory=dict)
    """Slot → the one field that fills it; ``facts#2`` for the second of lines or pairs that the template words."""
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Slot → items of its field that the template does not put on the card."""


def bind_cards(
    template: Template,
    values: Mapping[str, Any],
    *,
    fields: Mapping[str, Any],
    media: Sequence[str] = (),
    chosen: Sequence[str] = (),
) -> tuple[BoundCard, ...]:
    """The cards of a post, in order, numbered ``n/N`` where there are several.

    `values` are display values, `fields` the raw ones (for pictures), `media` the ids of the post's pictures.
    `chosen` names cards by `CardBinding.id`; empty takes the first that can be filled. Pure; never raises.
    """
    usable = [card for card in program_of(template).cards if _filled(card.binding, values, fields, media)]
    wanted = list(chosen) or [card.binding.id for card in usable[:1]]
    cards = [
        bound
        for name in wanted
        for card in usable
        if card.binding.id == name
        for whole in _expanded(card, values, _photo(card.binding, fields, media))
        for bound in _paged(whole)
    ]
    cards = _keyed(cards)
    if len(cards) < 2:
        return tuple(cards)
    return tuple(
        replace(card, values={"page": f"{n}/{len(cards)}"} | dict(card.values)) for n, card in enumerate(cards, 1)
    )


def _keyed(cards: Sequence[BoundCard]) -> list[BoundCard]:
    seen: Counter[str] = Counter()
    keyed = []
    for card in cards:
        seen[card.id] += 1
        keyed.append(replace(card, key=card.id if seen[card.id] == 1 else f"{card.id}#{seen[card.id]}"))
    return keyed


def _filled(binding: CardBinding, values: Mapping[str, Any], fields: Mapping[str, Any], media: Sequence[str]) -> bool:
    if binding.needs is not None and binding.needs == binding.photo:
        return _photo(binding, fields, media) is not None
    return binding.needs is None or bool(text_of(values.get(binding.needs)) or items_of(values.get(binding.needs)))


def _expanded(card: CompiledCard, values: Mapping[str, Any], photo: str | None) -> list[BoundCard]:
    binding = card.binding
    if binding.repeat is None:
        return [_bound(card, values, photo, card.alt.render(values))]
    alts = items_of(values.get(binding.alt_list)) if binding.alt_list else []
    cards = []
    for n, item in enumerate(items_of(values.get(binding.repeat))):
        here = {**values, "item": item, "loop": {"index": str(n + 1)}}
        alt = text_of(alts[n]) if n < len(alts) else card.alt.render(here)
        cards.append(_bound(card, here, photo, alt))
    return cards


def _paged(card: BoundCard) -> list[BoundCard]:
    """The card, or the cards that it needs."""
    pages = paged(card.values)
    if len(pages) == 1:
        return [card]
    return [
        replace(
            card,
            values=page.values,
            sources=dict(_moved(card.sources, page.starts)),
            alt=part_alt(card.alt, n, len(pages)),
            left_out=card.left_out if n == len(pages) else {},
        )
        for n, page in enumerate(pages, 1)
    ]


def _moved(sources: Mapping[str, str], starts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The fields behind the items of a card that begins in the middle of a list."""
    for name, source in sources.items():
        slot, mark, at = name.partition("#")
        moved = int(at) - starts.get(slot, 0) if mark else 1
        if moved > 0:
            yield f"{slot}#{moved}" if mark else slot, source


def _bound(card: CompiledCard, values: Mapping[str, Any], photo: str | None, alt: str) -> BoundCard:
    filled = {slot: content.fill(values) for slot, content in card.slots.items()}
    left_out = {slot: rest for slot, content in card.slots.items() if (rest := content.left_out(values))}
    return BoundCard(
        id=card.binding.id,
        layout=card.binding.layout,
        values={slot: value for slot, value in filled.items() if value},
        photo=photo,
        alt=_short(" ".join(alt.split())),
        sources={
            slot: name for slot, content in card.slots.items() for slot, name in _sources(card, slot, content, values)
        },
        left_out=left_out,
    )


def _sources(card: CompiledCard, slot: str, content: Slot, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Which field fills the slot, or each of its pairs, where it is one field alone."""
    if isinstance(content, ListSlot | FieldPairsSlot):
        yield slot, content.field
        return
    raw = card.binding.values[slot]
    texts: dict[str, object] = {}
    if isinstance(raw, str):
        texts = {slot: raw}
    elif isinstance(content, TextPairsSlot | LinesSlot):
        worded: Any = raw["pairs" if isinstance(content, TextPairsSlot) else "lines"]
        texts = {f"{slot}#{at}": worded[n] for at, n in enumerate(content.shown(values), 1)}
    for name, text in texts.items():
        named = set(_NAMED.findall(str(text))) - {_COUNTER}
        if len(named) == 1:
            only = named.pop()
            yield name, card.binding.repeat or only if only == "item" else only


def part_alt(alt: str, number: int, count: int) -> str:
    """The alternative text of one of several pictures that a card takes."""
    return _short(f"{alt} Phần {number}/{count}.") if count > 1 else alt


def _short(alt: str) -> str:
    """At most `ALT_MAX` characters, ending at a word; the whole content is in the post's text."""
    if length(alt) <= ALT_MAX:
        return alt
    return "".join(graphemes(alt)[: ALT_MAX - 1]).rpartition(" ")[0].rstrip(" ,;:.–") + "…"


def _photo(binding: CardBinding, fields: Mapping[str, Any], media: Sequence[str]) -> str | None:
    """The picture of the bound field, or the post's first; None when the post has no such picture."""
    if binding.photo is None:
        return None
    if binding.photo == "media":
        return next(iter(media), None)
    value = fields.get(binding.photo)
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, str) and first in media else None
