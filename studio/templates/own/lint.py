"""What is wrong with a template before anybody writes a post with it: looked at with little, usual and much data, on
every card and size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from studio.errors import StudioError
from studio.phrase import Bilingual, Phrase
from studio.templates.bind import BoundCard, bind_cards
from studio.templates.card import CardSpec, PhotoRef, part_words, size_words
from studio.templates.contrast import READABLE
from studio.templates.fields import KnownReferences, item_limit
from studio.templates.kinds import Limits
from studio.templates.kinds_references import PHOTO
from studio.templates.layout import Design, Layer
from studio.templates.model import Template
from studio.templates.own.document import UNUSABLE
from studio.templates.own.model import TemplateDocument
from studio.templates.own.samples import (
    AMOUNTS,
    MOST_ITEMS,
    MOST_LETTERS,
    Amount,
    media_of,
    sample,
    sample_book,
    sample_cite,
)
from studio.templates.values import display, validate_field

_LEGAL: Final = ("citation", "source", "unit", "contact")
"""Parts of a card that law or duty asks for: nobody writes them anew or leaves them out on one card."""
_OPEN: Final = ("content", "remove")
_HIDING: Final = frozenset({"slot", "only", "kind"})
"""What would make of a part that all cards share another one, or hide it."""
_PHONE: Final = ("sq", "p45", "link", "story")
"""Sizes that are looked at on the telephone that would have to scan them."""


_MOST_PICTURES: Final = 10
"""Of one post on Facebook and Zalo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLooked:
    """What was seen when a card was painted."""

    contrast: Mapping[str, float]
    """Worst ratio by layer."""
    shown: frozenset[str]
    """Slots of which something can be read."""
    cut: Mapping[str, Phrase]
    """By slot: what is cut or left out."""


Look = Callable[[Design, CardSpec, str, bool], CardLooked]
"""Lays a card of a design out in a size; asked to, paints it and measures its contrast, too. Raises StudioError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRemark:
    """One thing to be mended; one that `stops` keeps the template from the head."""

    about: str
    """``fields``, ``text``, ``contrast``, ``qr``, ``overflow``, ``sizes``, ``locks`` or ``limits``."""
    phrase: Phrase
    stops: bool = True
    field: str = ""
    card: str = ""
    size: str = ""


def lint(document: TemplateDocument, template: Template, design: Design, look: Look) -> tuple[TemplateRemark, ...]:
    """Every remark, those that stop first. Takes seconds: each card is painted on each size, unless a field may be
    longer than any post."""
    found = [*_locks(document, design), *_outside(document, design), *_qr(document)]
    vast = [*_vast(template)]
    found += vast or [*_samples(template), *_crowded(template, design)]
    for amount in () if vast else Amount:
        for card, spec in cards_of(template, design, amount):
            for size in design.sizes:
                found += _looked(template, design, card, spec, size, amount, look)
    told = {(one.about, one.field, one.card, one.size, one.phrase.en): one for one in found}
    return tuple(sorted(told.values(), key=lambda one: not one.stops))


def cards_of(template: Template, design: Design, amount: Amount) -> Iterator[tuple[BoundCard, CardSpec]]:
    """Every card of the template filled with sample data, with a photo where it can have one."""
    fields = sample(template, amount)
    values = display(template, fields, sample_book(), sample_cite)
    chosen = template.card_ids
    for card in bind_cards(template, values, fields=fields, media=media_of(template, fields), chosen=chosen):
        layout = design.layouts[card.layout]
        yield (
            card,
            CardSpec(
                layout=card.layout,
                layout_sha256=layout.sha256,
                theme=template.colours,
                values=design.headed(card.values),
                photo=PhotoRef(sha256=PHOTO) if card.photo else None,
            ),
        )


def _vast(template: Template) -> Iterator[TemplateRemark]:
    """Fields that may be longer than a post can be."""
    for field in template.fields:
        limits = field.kind.limits
        letters = field.max if limits is Limits.CHARACTERS else field.item_max
        items = field.max if limits is Limits.ITEMS else None
        if (letters or 0) > MOST_LETTERS:
            phrase = Phrase(
                "“{label}” may have {n} characters, more than a post has room for; allow {most} at most.",
                label=field.label,
                n=letters,
                most=MOST_LETTERS,
            )
            yield TemplateRemark(about="limits", phrase=phrase, field=field.name)
        if (items or 0) > MOST_ITEMS:
            phrase = Phrase(
                "“{label}” may have {n} items, more than a post has room for; allow {most} at most.",
                label=field.label,
                n=items,
                most=MOST_ITEMS,
            )
            yield TemplateRemark(about="limits", phrase=phrase, field=field.name)


def _crowded(template: Template, design: Design) -> Iterator[TemplateRemark]:
    """Cards that take more pictures than a post has, filled with as much as their fields allow."""
    made = [card for card, _ in cards_of(template, design, Amount.MAXIMAL)]
    for name, count in Counter(card.id for card in made).items():
        if count > _MOST_PICTURES:
            first = next(card for card in made if card.id == name)
            layout = design.layouts[first.layout]
            phrase = Phrase(
                "{title}: with as much as its fields allow it takes {n} pictures, and a post has {most} at most.",
                title=Bilingual(layout.title_vi, layout.title_en),
                n=count,
                most=_MOST_PICTURES,
            )
            yield TemplateRemark(about="limits", phrase=phrase, card=name, field=_longest(template, first))


def _longest(template: Template, card: BoundCard) -> str:
    """The list on the card that may be longest."""
    fields = [field for name in card.sources.values() if (field := template.field(name)) and field.kind.several]
    return max(fields, key=lambda field: (field.max or 0) * item_limit(field)).name if fields else ""


def _samples(template: Template) -> Iterator[TemplateRemark]:
    """Fields that no value can fill."""
    book = sample_book()
    known = KnownReferences(
        media=frozenset(f"{PHOTO}{n or ''}" for n in range(60)),
        contacts=frozenset(contact.id for contact in book.contacts),
        units=frozenset(unit.id for unit in book.units),
    )
    values = sample(template, Amount.MAXIMAL)
    for field in template.fields:
        for problem in validate_field(field, values.get(field.name), known=known):
            yield TemplateRemark(about="fields", phrase=problem.phrase, field=field.name, stops=False)


def _looked(
    template: Template, design: Design, card: BoundCard, spec: CardSpec, size: str, amount: Amount, look: Look
) -> Iterator[TemplateRemark]:
    try:
        seen = look(design, spec, size, amount is Amount.TYPICAL)
    except StudioError as error:
        yield TemplateRemark(about="sizes", phrase=error.phrase, card=card.id, size=size)
        return
    except UNUSABLE as error:
        phrase = Phrase("{box}: the card cannot be painted ({what}).", box=size_words(size), what=type(error).__name__)
        yield TemplateRemark(about="sizes", phrase=phrase, card=card.id, size=size)
        return
    layout = design.layouts[card.layout]
    title, box = Bilingual(layout.title_vi, layout.title_en), size_words(size)
    for slot, said in seen.cut.items():
        yield _carried(template, card, slot, size, amount, said)
    if "headline" in card.values and "headline" not in seen.shown:
        phrase = Phrase("{title}, {box}: the headline cannot be seen.", title=title, box=box)
        yield TemplateRemark(about="sizes", phrase=phrase, card=card.id, size=size)
    for layer, ratio in seen.contrast.items():
        if ratio < READABLE:
            yield TemplateRemark(
                about="contrast",
                phrase=Phrase(
                    "{title}, {box}: “{part}” is hard to read on its ground (contrast {ratio:.1f}, at least 4.5).",
                    title=title,
                    box=box,
                    part=part_words(layer),
                    ratio=ratio,
                ),
                card=card.id,
                size=size,
            )


def _carried(template: Template, card: BoundCard, slot: str, size: str, amount: Amount, said: Phrase) -> TemplateRemark:
    """A text that has no room: where one field fills it and is as long as it may be, its limit is what is wrong."""
    name = card.sources.get(slot, "")
    field = template.field(name) if name else None
    if field is None or amount is not Amount.MAXIMAL:
        phrase = Phrase("{said} ({amount})", said=said, amount=AMOUNTS[amount])
        return TemplateRemark(about="overflow", phrase=phrase, card=card.id, size=size, field=name)
    phrase = Phrase("“{label}” may be longer than the card has room for: {said}", label=field.label, said=said)
    return TemplateRemark(about="limits", phrase=phrase, card=card.id, size=size, field=name)


def _layers(layout: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every layer of a layout's file, at any depth, whatever the design calls its parts."""
    stack: list[Any] = [layout]
    while stack:
        value = stack.pop()
        if isinstance(value, Mapping):
            if "kind" in value:
                yield value
            stack += value.values()
        elif isinstance(value, list):
            stack += value


def _patches(layout: Mapping[str, Any], design: Design) -> Iterator[tuple[Layer, Mapping[str, Any]]]:
    """What the layout says otherwise of the layers that all cards share."""
    frame = next(iter(design.layouts.values()), None)
    patches = layout.get("frame")
    for name, patch in patches.items() if isinstance(patches, Mapping) else ():
        layer = frame.layer(str(name)) if frame is not None else None
        if layer is not None and isinstance(patch, Mapping):
            yield layer, patch


def _sizes(layer: Mapping[str, Any], known: Iterable[str]) -> list[str]:
    """Those of the `known` sizes on which the layer may show: a spot is a size, a composition, or both."""
    spots = [str(spot).partition("/")[0] for spot in layer.get("only") or ()]
    named = [size for size in known if size in spots]
    return named if spots and all(spot in (*_PHONE, "a4") for spot in spots) else list(known)


def _locks(document: TemplateDocument, design: Design) -> Iterator[TemplateRemark]:
    for name, layout in document.layouts.items():
        own = [(str(layer.get("slot")), layer, False) for layer in _layers(layout)]
        frame = [(str(layer.slot), patch, bool(_HIDING & set(patch))) for layer, patch in _patches(layout, design)]
        for slot, layer, hidden in (*own, *frame):
            opened = [lock for lock in layer.get("unlocked") or () if lock in _OPEN]
            if slot in _LEGAL and (opened or hidden):
                part = part_words(slot)
                phrase = Phrase("“{part}” has to be locked: it may neither be left out nor reworded.", part=part)
                yield TemplateRemark(about="locks", phrase=phrase, card=name)


def _qr(document: TemplateDocument) -> Iterator[TemplateRemark]:
    for name, layout in document.layouts.items():
        for layer in _layers(layout):
            if layer["kind"] == "qr" and _sizes(layer, _PHONE):
                phrase = Phrase(
                    "A QR code on a phone's picture cannot be scanned by that phone; keep it for the A4 sheet."
                )
                yield TemplateRemark(about="qr", phrase=phrase, card=name, stops=False)


def _outside(document: TemplateDocument, design: Design) -> Iterator[TemplateRemark]:
    """Boxes that do not lie in their picture, and layers with boxes for some sizes alone."""
    for name, layout in document.layouts.items():
        for layer in _layers(layout):
            boxes = layer.get("boxes")
            if not isinstance(boxes, Mapping) or not boxes:
                continue
            named = {str(key).partition("/")[0] for key in boxes}
            for size in (one for one in _sizes(layer, design.sizes) if one not in named):
                yield _box_remark(name, size, layer, Phrase("has no box on this size"))
            yield from _not_inside(name, layer, boxes, design)
        for shared, patch in _patches(layout, design):
            if isinstance(patch.get("boxes"), Mapping):
                yield from _not_inside(name, {"id": shared.id, "slot": shared.slot}, patch["boxes"], design)


def _not_inside(
    name: str, layer: Mapping[str, Any], boxes: Mapping[str, Any], design: Design
) -> Iterator[TemplateRemark]:
    for key, box in boxes.items():
        size = str(key).partition("/")[0]
        whole = design.sizes.get(size)
        if whole is not None and not _inside(box, whole.width, whole.height):
            yield _box_remark(name, size, layer, Phrase("lies outside the picture"))


def _box_remark(name: str, size: str, layer: Mapping[str, Any], what: Phrase) -> TemplateRemark:
    part = part_words(str(layer.get("slot") or layer.get("id")))
    phrase = Phrase("{box}: “{part}” {what}.", box=size_words(size), part=part, what=what)
    return TemplateRemark(about="sizes", phrase=phrase, card=name, size=size)


def _inside(box: Any, width: int, height: int) -> bool:
    if not isinstance(box, list) or len(box) != 4 or not all(isinstance(one, int) for one in box):
        return False
    x, y, w, h = map(int, box)
    return x >= 0 and y >= 0 and w >= 1 and h >= 1 and x + w <= width and y + h <= height
