"""From a card's values to a scene: every layer in its box, in painting order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import segno
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor

from studio.cards.draw import photo_block
from studio.cards.flow import EASY, MEASURES, briefly, fits, measure, solve
from studio.cards.layout_context import Block, LayoutContext, flatten, places
from studio.cards.leaf_text import lockup
from studio.cards.scene import CardProblem, Fade, Photo, Plate, Polygon, Qr, Scene, SceneItem, TextPart
from studio.phrase import Phrase
from studio.templates.card import item_words, part_words, size_words
from studio.templates.layer_kinds import CONTAINERS, FLEXIBLE
from studio.templates.layout import Box, Composition, Layer

_LEAST = 24
"""Pixels."""
_STRIPE, _SLANT = 72, 8
"""Percent of the stripe's first colour, and pixels by which the second begins aslant."""


def followed(layer: Layer, where: Mapping[str, QRect]) -> QRect | None:
    """The first of the layers that `layer` follows which is on the card."""
    return next((where[name] for name in layer.style.get("follow", ()) if name in where), None)


def grounded_photo(layer: Layer, box: Box, st: LayoutContext, where: Mapping[str, QRect]) -> Photo:
    """The photo from the box's top to where the text starts, and the steps further that `follow` says."""
    height = box.h
    for name, steps in layer.style.get("follow", {}).items():
        if name in where:
            height = where[name].top() + st.units(steps) - box.y
            break
    return Photo(
        layer=layer.id, x=box.x, y=box.y, w=box.w, h=max(_LEAST, min(box.h, height)), corners=st.corners(layer),
        scene=st.scene, clear=st.units(layer.style.get("clear", 0)),
    )  # fmt: skip


def veil(layer: Layer, box: Box, st: LayoutContext, where: Mapping[str, QRect]) -> list[SceneItem]:
    """Colour that thickens towards a side: from `from` to `to` percent over `ramp`, opaque after `tail`.

    It reaches `to` where the layer it follows stands, or after its `full` percent are left.
    """
    side = layer.style.get("side", "bottom")
    across = side in ("left", "right")
    length = box.w if across else box.h
    reach = length * (100 - layer.style.get("full", 0)) // 100
    if "follow" in layer.style:
        text = followed(layer, where)
        if text is None:
            return []
        reach = box.x + box.w - text.right() if across else text.top() - box.y
    stops = _stops(layer, st, length, max(0.0, min(1.0, reach / length)))
    if side in ("top", "left"):
        stops = [(1 - at, share) for at, share in reversed(stops)]
    colour = st.colour(layer, "fill", "scrim")
    return [
        Fade(layer=layer.id, x=box.x, y=box.y, w=box.w, h=box.h, across=across,
             stops=tuple((at, _with_alpha(colour, share)) for at, share in stops))
    ]  # fmt: skip


def _stops(layer: Layer, st: LayoutContext, length: int, full: float) -> list[tuple[float, float]]:
    """Positions along the way (0…1) and opacities."""
    strong, weak = layer.style.get("to", 92) / 100, layer.style.get("from", 0) / 100
    start = max(0.0, full - st.units(layer.style["ramp"]) / length) if "ramp" in layer.style else 0.0
    stops = [(start, weak), ((start + full) / 2, weak + (strong - weak) * 0.62), (full, strong)]
    if "tail" in layer.style:
        return [*stops, (min(1.0, full + st.units(layer.style["tail"]) / length), 1.0), (1.0, 1.0)]
    return [*stops, (1.0, strong)]


def _with_alpha(colour: QColor, share: float) -> QColor:
    faded = QColor(colour)
    faded.setAlphaF(share)
    return faded


QUIET = 4
"""Modules of quiet zone the standard asks for."""
_LEVELS = ("m", "l")


class UrlTooLong(Exception):
    """No QR code of this address has modules large enough for the tile."""

    def __init__(self, url: str, most: int) -> None:
        super().__init__(url)
        self.phrase = Phrase(
            "The link has {n} characters and its QR code would be too small to scan; use a short link (at most "
            "{most} characters).",
            n=len(url),
            most=most,
        )


@lru_cache(maxsize=32)
def qr_rows(url: str, side: int, smallest: int) -> tuple[tuple[str, ...], int]:
    """Rows of ``0``/``1`` and the module size in pixels for a tile of `side` pixels.

    Better error correction first, where modules stay at least `smallest` pixels. Raises UrlTooLong.
    """
    for level in _LEVELS:
        try:
            code = segno.make_qr(url, error=level, boost_error=False)
        except segno.DataOverflowError:
            continue
        rows = tuple("".join(str(int(bool(bit))) for bit in row) for row in code.matrix)
        module = side // (len(rows) + 2 * QUIET)
        if module >= smallest:
            return rows, module
    raise UrlTooLong(url, _most(side, smallest))


def _most(side: int, smallest: int) -> int:
    """Characters (ASCII bytes) the largest allowed version holds at the lowest correction."""
    most = 0
    for length in range(8, 160, 2):
        if len(segno.make_qr("u" * length, error="l", boost_error=False).matrix) + 2 * QUIET > side // smallest:
            break
        most = length
    return most


@dataclass(frozen=True, slots=True)
class _PlacedLayer:
    """A flowed layer with everything in it, in card coordinates."""

    parts: tuple[SceneItem, ...]
    block: Block
    box: Box
    fits: bool


def arrange(st: LayoutContext) -> Scene:
    """Lay out all layers of the setting's layout."""
    qr, problems = _qr(st)
    flowed = {layer.id: _flow(layer, box, st) for layer, box in _boxed(st) if _flows(layer)}
    parts: list[SceneItem] = []
    layers = _where(flowed)
    for layer, box in _boxed(st):
        placed = flowed.get(layer.id)
        if placed is not None:
            parts += placed.parts
            problems += _too_long(placed, st)
        else:
            made = _fixed(layer, box, st, layers, qr)
            parts += made
            layers |= {part.layer: part.rect for part in made}
    problems += [*_missing(st.layers, st), *_unknown(parts, st)]
    return Scene(
        width=st.size.width,
        height=st.size.height,
        ground=tuple(part for part in parts if not isinstance(part, TextPart)),
        texts=tuple(part for part in parts if isinstance(part, TextPart)),
        problems=tuple(problems),
        cuts=tuple(dict.fromkeys(cut for placed in flowed.values() for cut in placed.block.cuts)),
        undrawn=tuple((slot, signs) for slot in _slots(st.layers, st) if (signs := st.values.undrawn(slot))),
        layers=layers,
    )


def _flows(layer: Layer) -> bool:
    """Whether a layer's content is laid out in its box; what follows another layer can only come after it."""
    return layer.kind in MEASURES and "follow" not in layer.style


def _boxed(st: LayoutContext) -> list[tuple[Layer, Box]]:
    shown = ((layer, layer.box(st.size.id, st.composition)) for layer in st.layers if st.shows(layer))
    return [(layer, box) for layer, box in shown if box is not None]


def _flow(layer: Layer, box: Box, st: LayoutContext) -> _PlacedLayer:
    here = replace(st, origin=(box.x, box.y))
    if layer.kind in CONTAINERS:
        block, suits = solve(layer, box.w, box.h, here)
    else:
        found = measure(layer, box.w, box.h if layer.kind in FLEXIBLE else 0, here)
        block = found or Block(layer.id, box.w, 0)
        suits = block.height <= box.h
    return _PlacedLayer(tuple(flatten(block, box.x, box.y)), block, box, suits)


def comfortable(st: LayoutContext) -> bool:
    """Whether all that the card says has room as the composition is meant to look; a photo of the author's is not given
    up for less than that a text would be left out."""
    kept = st.photo and Composition(st.composition).pictured
    easy = 0.0 if kept else EASY
    brief = kept and st.size.width > st.size.height
    return all(
        fits(layer, box.w, box.h, replace(briefly(layer, st) if brief else st, origin=(box.x, box.y)), easy, easy)
        for layer, box in _boxed(st)
        if layer.kind in CONTAINERS
    )


def _qr(st: LayoutContext) -> tuple[Qr | None, list[CardProblem]]:
    """The QR tile: of several addresses, one a line, the first that is short enough."""
    layer, box = next(((item, at) for item, at in _boxed(st) if item.kind == "qr"), (None, None))
    urls = st.values.items(layer.slot) if layer else ()
    if layer is None or box is None or not urls:
        return None, []
    problems = []
    for url in urls:
        try:
            rows, module = qr_rows(url, min(box.w, box.h), st.size.qr_module)
        except UrlTooLong as trouble:
            problems.append(CardProblem(layer=layer.id, phrase=trouble.phrase))
            continue
        tile = Qr(
            layer=layer.id, x=box.x, y=box.y, w=box.w, h=box.h, rows=rows, module=module,
            fill=st.colour(layer, "fill", "white"), colour=st.colour(layer, "colour", "ink"),
            radius=st.units(layer.style.get("radius", 1)), line=st.maybe(layer, "line"), line_px=max(2, st.units(0.25)),
        )  # fmt: skip
        return tile, []
    return None, problems[:1]


def _fixed(layer: Layer, box: Box, st: LayoutContext, where: Mapping[str, QRect], qr: Qr | None) -> list[SceneItem]:
    """Decoration, badge and QR: what stands exactly where its box says."""
    at = {"layer": layer.id, "x": box.x, "y": box.y, "w": box.w, "h": box.h}
    match layer.kind:
        case "ground":
            stops = ((0.0, st.colour(layer, "from", "ground")), (1.0, st.colour(layer, "to", "ground_to")))
            return [Fade(**at, stops=stops, slant=True)]  # type: ignore[arg-type]
        case "rect":
            return [Plate(**at, fill=st.colour(layer, "fill", "accent"), corners=st.corners(layer))]  # type: ignore[arg-type]
        case "stripe":
            return _stripe(layer, box, st)
        case "lockup":
            return lockup(layer, box, st)
        case "scrim":
            return veil(layer, box, st, where)
        case "photo":
            alone = photo_block(layer, box.w, box.h, st) if "empty" in layer.style and not st.photo else None
            return list(flatten(alone, box.x, box.y)) if alone else [grounded_photo(layer, box, st, where)]
        case "qr":
            return [qr] if qr is not None else []
        case _:
            raise ValueError(layer.kind)


def _stripe(layer: Layer, box: Box, st: LayoutContext) -> list[SceneItem]:
    """The foot of every card: the family's two colours, cut aslant."""
    cut, first, second = (
        box.w * _STRIPE // 100,
        st.colour(layer, "fill", "accent"),
        st.colour(layer, "second", "second"),
    )
    edge = ((cut - _SLANT // 2, box.h), (cut + _SLANT // 2, 0), (box.w, 0), (box.w, box.h))
    return [
        Plate(layer=layer.id, x=box.x, y=box.y, w=box.w, h=box.h, fill=first),
        Polygon(layer=layer.id, x=box.x, y=box.y, w=box.w, h=box.h, fill=second, points=edge),
    ]


def _where(flowed: Mapping[str, _PlacedLayer]) -> dict[str, QRect]:
    """Where each flowed layer came to stand."""
    return {
        name: QRect(*at) for placed in flowed.values() for name, at in places(placed.block, placed.box.x, placed.box.y)
    }


def _too_long(placed: _PlacedLayer, st: LayoutContext) -> list[CardProblem]:
    problems, size = [], size_words(st.size.id)
    for cut in dict.fromkeys(placed.block.over):
        part = item_words(cut.slot or cut.layer, cut.item)
        problems.append(
            CardProblem(
                layer=cut.layer,
                slot=cut.slot,
                item=cut.item,
                excerpt=cut.said,
                phrase=Phrase("{part} is too long for the {size} card; shorten it.", part=part, size=size),
            )
        )
    if not placed.fits and not problems:
        problems.append(
            CardProblem(
                layer=placed.block.layer,
                phrase=Phrase("The content does not fit the {size} card; shorten the longest texts.", size=size),
            )
        )
    return problems


def _slots(layers: Iterable[Layer], st: LayoutContext) -> Iterator[str]:
    """Slots that the card shows, each once."""
    shown = (layer for layer in layers if st.shows(layer))
    yield from dict.fromkeys(slot for layer in shown for slot in (layer.slot, *_slots(layer.children, st)) if slot)


def _missing(layers: Iterable[Layer], st: LayoutContext) -> list[CardProblem]:
    """Required layers that have nothing to show."""
    problems = []
    for layer in layers:
        if layer.required and layer.slot and st.shows(layer) and not st.values.text(layer.slot):
            part = part_words(layer.slot)
            phrase = Phrase("The card lacks its part “{part}”; fill the field it comes from.", part=part)
            problems.append(CardProblem(layer=layer.id, phrase=phrase, missing=True))
        problems += _missing(layer.children, st)
    return problems


def _unknown(parts: Iterable[SceneItem], st: LayoutContext) -> list[CardProblem]:
    """Characters that no shipped font can draw."""
    problems = []
    for part in parts:
        if isinstance(part, TextPart) and (strange := st.typesetter.unknown("".join(part.text.lines))):
            phrase = Phrase("The fonts of cards have no “{strange}”; remove it.", strange=strange)
            problems.append(CardProblem(layer=part.layer, phrase=phrase))
    return problems
