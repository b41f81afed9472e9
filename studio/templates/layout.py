"""A card layout as data: layers, locks, and an explicit box per size.

Design pixels are those of the size itself (no scaling); origin top left.
"""

from __future__ import annotations

from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSize:
    """One of the five sizes: ``sq p45 link story a4``."""

    id: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFit:
    """Pixel sizes and lines a text may take in its box."""

    max_px: int
    min_px: int
    max_lines: int
    overflow: Overflow = Overflow.SHRINK


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where a layer stands on one size, in that size's own pixels."""

    x: int
    y: int
    w: int
    h: int
    fit: TextFit | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One thing that is painted. `kind`: rect, gradient, photo, text, list, icon, badge, qr, watermark …"""

    id: str
    kind: str
    slot: str | None = None
    """Name of the value it shows; None for decoration. A layer whose slot is empty is not painted."""
    style: Mapping[str, Any] = field(default_factory=dict)
    locks: frozenset[Lock] = ALL_LOCKS
    required: bool = False
    boxes: Mapping[str, Box] = field(default_factory=dict)
    """By size id; a size that is missing hides the layer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One card layout of a pack."""

    id: str
    title_vi: str
    title_en: str
    slots: tuple[str, ...]
    layers: tuple[Layer, ...]
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What the layouts of a pack share: sizes, colour tokens, and a theme per template family."""

    sizes: Mapping[str, CardSize]
    colours: Mapping[str, str]
    themes: Mapping[str, Mapping[str, Any]]
    layouts: Mapping[str, Layout]
