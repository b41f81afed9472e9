"""Adjusting a card by hand, within what the locks of its layout allow. Every door passes here; so does the painter.

Three things may be unlocked on a layer: the ``content`` of a photo (which part of it shows, and how near), the
``style`` of a text (where its lines end), and to ``remove`` what is not required.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from studio.errors import BadInput, NotFound, Refused, StudioError
from studio.phrase import Bilingual, Phrase
from studio.templates.card import CardTouch, part_words
from studio.templates.layout import Design, Layer, Layout, Lock
from studio.templates.model import Template

NEAREST = 4.0
"""The most a photo is enlarged: beyond it a phone's photo turns coarse."""
MOST_LINES = 12


def photo_movable(layout: Layout) -> bool:
    """Whether a person may choose what of the photo shows."""
    return any(_is_photo(layer) and Lock.CONTENT not in layer.locks for layer in layers_of(layout))


def hideable(layout: Layout) -> tuple[Layer, ...]:
    """Layers that a person may leave out."""
    return tuple(layer for layer in layers_of(layout) if Lock.REMOVE not in layer.locks and not layer.required)


def breakable(layout: Layout) -> tuple[Layer, ...]:
    """Texts whose lines a person may break."""
    return tuple(layer for layer in layers_of(layout) if layer.kind == "text" and Lock.STYLE not in layer.locks)


def layers_of(layout: Layout) -> Iterator[Layer]:
    """Every layer, at any depth."""
    stack = list(reversed(layout.layers))
    while stack:
        layer = stack.pop()
        yield layer
        stack += reversed(layer.children)


def guard(layout: Layout, touch: CardTouch) -> None:
    """Raises Refused naming the lock that forbids it, NotFound for an unknown layer, BadInput for a bad value."""
    if (touch.focal is not None or touch.zoom != 1.0) and not photo_movable(layout):
        raise Refused(
            "the photo on the card “{title}” is a fixed part of the approved template.",
            title=Bilingual(layout.title_vi, layout.title_en),
        )
    if touch.focal is not None and not all(0.0 <= part <= 1.0 for part in touch.focal):
        raise BadInput("the focal point has to lie in the photo.", where="cards")
    if not 1.0 <= touch.zoom <= NEAREST:  # a NaN is outside as well
        raise BadInput("the photo can be enlarged from 1 to {nearest:g} times.", nearest=NEAREST, where="cards")
    if touch.composition and touch.composition not in layout.compositions:
        raise NotFound(
            "“{title}” has no part “{name}”.",
            name=touch.composition,
            title=Bilingual(layout.title_vi, layout.title_en),
        )
    for name in touch.hidden:
        _unlocked(layout, name, hideable(layout), Phrase("hidden"))
    for name, lines in touch.breaks:
        _unlocked(layout, name, breakable(layout), Phrase("broken into lines"))
        if not 1 < len(lines) <= MOST_LINES or not all(line.strip() for line in lines):
            raise BadInput(
                "a text on a card can be broken into 2 to {most_lines} lines, none of them empty.",
                most_lines=MOST_LINES,
                where="cards",
            )


def kept(layout: Layout, touches: Sequence[CardTouch]) -> tuple[CardTouch, ...]:
    """Those that the layout allows: it may be another than the one they were made for."""
    return tuple(touch for touch in touches if _allowed(layout, touch))


def known_touches(design: Design, template: Template, touches: Sequence[CardTouch]) -> tuple[CardTouch, ...]:
    """`touches` as a post holds them: each allowed, once a card and size, those that change nothing left out.

    Raises what `guard` raises, BadInput for a card or size that there is not.
    """
    found: dict[tuple[str, str], CardTouch] = {}
    for touch in touches:
        layouts = _layouts(design, template, touch.card.partition("#")[0])
        if not layouts or touch.size not in design.sizes:
            raise BadInput(
                "the template has no card “{card}” of the size “{size}”.",
                card=touch.card,
                size=touch.size,
                where="cards",
            )
        tidy = replace(touch, hidden=tuple(sorted(set(touch.hidden))), breaks=tuple(sorted(dict(touch.breaks).items())))
        if not any(kept(layout, [tidy]) for layout in layouts):
            guard(layouts[0], tidy)
        found[touch.card, touch.size] = tidy
    return tuple(touch for _, touch in sorted(found.items()) if not touch.plain)


def put(touches: Sequence[CardTouch], touch: CardTouch) -> tuple[CardTouch, ...]:
    """`touches` with `touch` instead of the one for the same card and size."""
    others = (one for one in touches if (one.card, one.size) != (touch.card, touch.size))
    return (*others, *(() if touch.plain else (touch,)))


def with_breaks(touch: CardTouch, layer: str, text: str) -> str:
    """`text` with the line ends that a person gave it; untouched when it says other words by now."""
    lines = dict(touch.breaks).get(layer)
    if lines is None or " ".join(text.split()) != " ".join(" ".join(lines).split()):
        return text
    return _cut(text, [len(line.split()) for line in lines])


def _cut(text: str, counts: Sequence[int]) -> str:
    """`text` broken after so many words each; the blanks inside a line stay what they are."""
    lines, rest = [], text.replace("\n", " ")
    for count in counts[:-1]:
        at = 0
        for _ in range(count):
            while at < len(rest) and rest[at].isspace():
                at += 1
            while at < len(rest) and not rest[at].isspace():
                at += 1
        lines.append(rest[:at].strip())
        rest = rest[at:].strip()
    return "\n".join([*lines, rest])


def _allowed(layout: Layout, touch: CardTouch) -> bool:
    try:
        guard(layout, touch)
    except StudioError:
        return False
    return True


def _layouts(design: Design, template: Template, card: str) -> list[Layout]:
    """The layouts of the cards that are chosen by that name; a set has several."""
    names = dict.fromkeys(binding.layout for binding in template.cards if binding.id == card)
    return [design.layouts[name] for name in names if name in design.layouts]


def _is_photo(layer: Layer) -> bool:
    return layer.kind == "photo"


def _unlocked(layout: Layout, name: str, free: Sequence[Layer], deed: Phrase) -> None:
    if layout.layer(name) is None:
        raise NotFound("“{title}” has no part “{name}”.", name=name, title=Bilingual(layout.title_vi, layout.title_en))
    if all(layer.id != name for layer in free):
        part = part_words(name)
        raise Refused(
            "“{part}” is locked and cannot be {deed}: it is a fixed part of the approved template.",
            part=part,
            deed=deed,
        )
