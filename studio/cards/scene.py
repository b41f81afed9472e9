"""A card as a flat list of things to draw, in whole pixels: what layout decides and painting obeys."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor

from studio.cards.typeset import SetText
from studio.phrase import Phrase

_P = TypeVar("_P", bound="SceneItem")
Corners = tuple[int, int, int, int]
"""Radii of a rectangle: top left, top right, bottom right, bottom left."""
SQUARE: Corners = (0, 0, 0, 0)
SHORTEN = Phrase("Shorten the text, or choose another card.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneItem:
    """Something to draw. Coordinates are pixels of the card, of the enclosing block while it is laid out."""

    layer: str
    x: int
    y: int
    w: int
    h: int

    @property
    def rect(self) -> QRect:
        return QRect(self.x, self.y, self.w, self.h)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate(SceneItem):
    """A filled rectangle. `edge` is a bar along the left side."""

    fill: QColor | None = None
    line: QColor | None = None
    line_px: int = 0
    corners: Corners = SQUARE
    edge: QColor | None = None
    edge_px: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fade(SceneItem):
    """A linear gradient; stops are (0…1, colour), downwards unless `across`."""

    stops: tuple[tuple[float, QColor], ...]
    across: bool = False
    slant: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Polygon(SceneItem):
    """A filled polygon; points relative to x, y."""

    points: tuple[tuple[int, int], ...]
    fill: QColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke(SceneItem):
    """A line through points relative to x, y; corners rounded by `bend` pixels."""

    points: tuple[tuple[int, int], ...]
    colour: QColor
    px: int
    bend: int = 0
    dash: tuple[float, float] | None = None
    arrow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Disc(SceneItem):
    """An ellipse in the rectangle."""

    fill: QColor | None = None
    line: QColor | None = None
    line_px: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon(SceneItem):
    """A shipped icon, tinted; a large one is drawn with thin strokes."""

    name: str
    colour: QColor
    thin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo(SceneItem):
    """The card's photo, filling the rectangle or, where it is `whole`, standing in it uncut; without one the drawing
    `scene`."""

    corners: Corners = SQUARE
    line: QColor | None = None
    line_px: int = 0
    scene: str = ""
    clear: int = 0
    """Rows from the top on which the subject of that drawing does not stand."""
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgePart(SceneItem):
    """The unit's badge, or the neutral one, or the second logo, fitted into the rectangle."""

    logo: str = ""
    """Hash of the second logo's file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Qr(SceneItem):
    """A QR code centred in a tile. `rows` are strings of 0 and 1 without quiet zone."""

    rows: tuple[str, ...]
    module: int
    fill: QColor
    colour: QColor
    radius: int = 0
    line: QColor | None = None
    line_px: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart(SceneItem):
    """Set text. `slot` says whose value it shows, empty for fixed wording."""

    text: SetText
    colour: QColor
    slot: str = ""
    centred: bool = False
    right: bool = False
    struck: tuple[tuple[int, int, int], ...] = ()
    """Words that are struck out: the line, and where on it they begin and end."""

    def line_rect(self, line: int) -> QRect:
        """The box of one line: natural width, one leading high (the rise for the first)."""
        made = self.text
        x = self.x + self.indent(line)
        top = self.baseline(line - 1) + made.drop if line else self.y
        return QRect(x, top, made.widths[line], self.baseline(line) + made.drop - top)

    def indent(self, line: int) -> int:
        spare = self.w - self.text.widths[line]
        return spare // 2 if self.centred else spare if self.right else 0

    def baseline(self, line: int) -> int:
        return self.y + self.text.rise + line * self.text.leading


@dataclass(frozen=True, slots=True, kw_only=True)
class CardProblem:
    """Why a card may not be published as it is."""

    layer: str
    phrase: Phrase
    remedy: Phrase = SHORTEN
    excerpt: str = ""
    """The text that is meant."""
    slot: str = ""
    """Whose value it is."""
    item: int = 0
    """1, 2, 3 … within a list; 0 for a single text."""
    stops: bool = True
    """False: the card tells as much without it."""
    missing: bool = False
    """Whether nothing was filled in yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A text that a card does not show, or that is too long for it."""

    layer: str
    slot: str
    """Whose value it is; empty for fixed wording."""
    said: str
    """The whole text."""
    item: int = 0
    """1, 2, 3 … within a list; 0 for a single text."""
    decoration: bool = False
    """Whether the card tells as much without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A laid-out card: ground first, then all text, then what covers everything."""

    width: int
    height: int
    ground: tuple[SceneItem, ...]
    texts: tuple[TextPart, ...]
    cover: tuple[SceneItem, ...] = ()
    problems: tuple[CardProblem, ...] = ()
    cuts: tuple[Cut, ...] = ()
    """Texts and items that are not shown; the card says where they are."""
    undrawn: tuple[tuple[str, str], ...] = ()
    """Slots, and the signs in their texts that no card can draw: emoji, marks piled up on one letter."""
    layers: dict[str, QRect] = field(default_factory=dict)
    """Where each layer came to stand, for handles and accessibility."""


def moved(part: _P, dx: int, dy: int) -> _P:
    """`part` shifted by (dx, dy)."""
    return replace(part, x=part.x + dx, y=part.y + dy)
