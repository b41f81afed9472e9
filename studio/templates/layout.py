"""A card layout as data: layers, locks, and an explicit box per size.

Design pixels are those of the size itself (no scaling); origin top left. Layers are painted in
their order. A `stack`, `row` or `panel` flows its children inside its own explicit box, so that
little and much text both sit well; everything else stands where its box says.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Lock(StrEnum):
    """What nobody may change on a layer."""

    SELECT = "select"
    MOVE = "move"
    RESIZE = "resize"
    REMOVE = "remove"
    CONTENT = "content"
    STYLE = "style"


ALL_LOCKS = frozenset(Lock)


class Overflow(StrEnum):
    """What happens when text does not fit at its smallest size."""

    SHRINK = "shrink"
    ELLIPSIS = "ellipsis"
    ERROR = "error"


class PhotoMode(StrEnum):
    """How a card shows its photo."""

    NONE = "none"
    INSET = "inset"
    BLEED = "bleed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSize:
    """One of the five sizes: ``sq p45 link story a4``."""

    id: str
    width: int
    height: int
    unit: int = 8
    """One step of spacing in pixels (the 8-px grid at 1080 wide)."""
    margin: int = 54
    scheme: str = "screen"
    """Which half of a theme it takes: ``screen`` (dark ground) or ``paper`` (white, for printers)."""
    scale: Mapping[str, int] = field(default_factory=dict)
    """The type scale: step name → pixels."""
    qr_module: int = 4
    """Smallest allowed QR module in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFit:
    """Pixel sizes and lines a text may take in its box."""

    max_px: int
    min_px: int
    max_lines: int
    overflow: Overflow = Overflow.SHRINK
    lines_at_min: int = 0
    """Lines allowed at `min_px` before the text counts as too long; 0: `max_lines`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRole:
    """A kind of text of the family: headline, body, label …"""

    id: str
    family: str
    weight: int
    colour: str = "text"
    """Name of a theme colour."""
    leading: int = 134
    """Line height in hundredths of an em."""
    tracking: int = 0
    """Letter spacing in thousandths of an em."""
    caps: bool = False
    tabular: bool = False
    balance: bool = False
    """Break into lines of similar length instead of a full line and a rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where a layer stands on one size, in that size's own pixels."""

    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One thing that is painted, or a container that flows its children."""

    id: str
    kind: str
    slot: str | None = None
    """Name of the value it shows; None for decoration. A layer whose slot is empty is not painted."""
    text: str = ""
    """What it says when its slot is empty or it has none (a section heading)."""
    style: Mapping[str, Any] = field(default_factory=dict)
    locks: frozenset[Lock] = ALL_LOCKS
    required: bool = False
    boxes: Mapping[str, Box] = field(default_factory=dict)
    """By size id or ``size/photo mode``; a size that is missing hides the layer. Empty in a flowed child."""
    fits: Mapping[str, TextFit] = field(default_factory=dict)
    """By size id, for what holds text."""
    children: tuple[Layer, ...] = ()
    sizes: frozenset[str] = frozenset()
    """Sizes that show it; empty: all."""
    modes: frozenset[str] = frozenset()
    """Photo modes that show it; empty: all."""

    def box(self, size: str, mode: str = "none") -> Box | None:
        """The box on `size`, the one for photo mode `mode` first."""
        return self.boxes.get(f"{size}/{mode}") or self.boxes.get(size)

    def shown(self, size: str, mode: str) -> bool:
        """Whether the layer is there at all on `size` in `mode`."""
        return (not self.sizes or size in self.sizes) and (not self.modes or mode in self.modes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One card layout of a pack, the shared frame included."""

    id: str
    title_vi: str
    title_en: str
    slots: tuple[str, ...]
    layers: tuple[Layer, ...]
    sha256: str
    """Hash of all bytes that decide its pixels: its own file and the design's."""
    art: str = "shield"
    """Icon that stands in where a photo would."""
    photo: Mapping[str, PhotoMode] = field(default_factory=dict)
    """How each size shows a photo unless the card says otherwise."""
    styles: frozenset[PhotoMode] = frozenset({PhotoMode.INSET, PhotoMode.BLEED})
    """Ways of showing a photo that a card may ask for."""

    def layer(self, id: str) -> Layer | None:
        """Return the layer called `id`, at any depth, or None."""
        return _find(self.layers, id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What the layouts of a pack share: sizes, colour tokens, text roles, and a theme per template family."""

    sizes: Mapping[str, CardSize]
    colours: Mapping[str, str]
    themes: Mapping[str, Mapping[str, Any]]
    """Theme → scheme → colour role → token or ``#RRGGBB``, each with an optional ``/percent`` of opacity."""
    layouts: Mapping[str, Layout]
    roles: Mapping[str, TextRole] = field(default_factory=dict)


def _find(layers: tuple[Layer, ...], id: str) -> Layer | None:
    for layer in layers:
        if layer.id == id:
            return layer
        inner = _find(layer.children, id)
        if inner is not None:
            return inner
    return None


_HEX = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_PERCENT = re.compile(r"(100|[1-9]?[0-9])\Z")


def colour_problem(text: str, names: Container[str]) -> bool:
    """Whether `text` is no colour: one of `names` or ``#RRGGBB``, optionally with ``/percent`` of opacity."""
    name, slash, percent = text.partition("/")
    sound = bool(_HEX.match(name)) or name in names
    return not sound or (slash == "/" and not _PERCENT.match(percent))


def resolve(text: str, roles: Mapping[str, str], tokens: Mapping[str, str]) -> tuple[int, int, int, float]:
    """Red, green, blue (0…255) and opacity (0…1) of `text`: a role of the theme, a token, or hex."""
    name, _, percent = text.partition("/")
    opacity = int(percent) / 100 if percent else 1.0
    if name.startswith("#"):
        return int(name[1:3], 16), int(name[3:5], 16), int(name[5:7], 16), opacity
    # A role names a token or a colour, a token names a colour: two steps at most.
    inner = roles[name] if name in roles else tokens[name]
    red, green, blue, own = resolve(inner, {}, tokens)
    return red, green, blue, own * opacity
