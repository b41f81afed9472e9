"""What every layer needs to know while it is laid out.

Theme colours as Qt colours.

What laying out a layer yields: a height, things to draw, and blocks inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtGui import QColor

from studio.cards.scene import Corners, Cut, SceneItem, moved
from studio.cards.typeset import SetText, Typesetter
from studio.cards.values import Values
from studio.errors import NotFound
from studio.templates.card import CardTouch
from studio.templates.layout import CardSize, Design, Layer, Layout, TextFit, TextRole, resolve, text_fit
from studio.templates.touch import with_breaks


class Palette:
    """The colours of one theme on one ground."""

    def __init__(self, design: Design, theme: str, composition: str, *, paper: bool = False) -> None:
        """Raises NotFound for a theme the design does not have."""
        if theme not in design.themes:
            raise NotFound("The pack has no theme “{theme}”.", theme=theme, where="design.yaml")
        schemes = design.themes[theme].schemes
        ground = "paper" if paper else composition if composition in schemes else design.grounds[composition]
        self._roles = schemes[ground]
        self._tokens = design.colours
        self._known: dict[str, QColor] = {}

    def __call__(self, name: str) -> QColor:
        """The colour called `name`: a role, a token or ``#RRGGBB``, with an optional ``/percent``."""
        found = self._known.get(name)
        if found is None:
            red, green, blue, opacity = resolve(name, self._roles, self._tokens)
            found = self._known[name] = QColor(red, green, blue)
            found.setAlphaF(opacity)
        return QColor(found)


@dataclass(slots=True)
class Block:
    """A laid-out layer. Parts and inner blocks are relative to its top left corner."""

    layer: str
    width: int
    height: int
    parts: list[SceneItem] = field(default_factory=list)
    inner: list[tuple[int, int, Block]] = field(default_factory=list)
    cramped: bool = False
    """Whether it would rather be wider."""
    over: list[Cut] = field(default_factory=list)
    """Texts longer than their limits allow."""
    cuts: list[Cut] = field(default_factory=list)
    """Texts and items that the card does not show; it says where they are."""

    def place(self, x: int, y: int, block: Block) -> None:
        """Put `block` inside, its corner at (x, y)."""
        self.inner.append((x, y, block))
        self.over += block.over
        self.cuts += block.cuts


def flatten(block: Block, x: int, y: int) -> Iterator[SceneItem]:
    """All parts of `block` standing at (x, y), outer before inner."""
    for part in block.parts:
        yield moved(part, x, y)
    for dx, dy, inner in block.inner:
        yield from flatten(inner, x + dx, y + dy)


def places(block: Block, x: int, y: int) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """Layer ids and their boxes (x, y, w, h), outer before inner."""
    yield block.layer, (x, y, block.width, block.height)
    for dx, dy, inner in block.inner:
        yield from places(inner, x + dx, y + dy)


BARE = 3
_STRIP = 14
"""Spacing steps of a photo that has to give way but is still worth showing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutContext:
    """One card on one size, and how tightly it is set at the moment."""

    layout: Layout
    layers: tuple[Layer, ...]
    """The layout's, as they are on this size in this composition."""
    fits: Mapping[str, TextFit]
    """By layer id, of those that hold text."""
    size: CardSize
    composition: str
    photo: bool
    """Whether the card has a photo of its own."""
    scene: str
    """The drawing that stands in for it."""
    values: Values
    roles: Mapping[str, TextRole]
    palette: Palette
    typesetter: Typesetter
    touch: CardTouch | None = None
    """What a person changed by hand on this size."""
    logo: str = ""
    """Hash of the second logo's file; empty where there is none."""
    share: float = 1.0
    """0: smallest text and spacing … 1: largest."""
    lead: float = 1.0
    """The same of the text that comes first, the headline."""
    items: Mapping[str, int] = field(default_factory=dict)
    """Layer → items shown of a list that has no room for all."""
    short: frozenset[str] = frozenset()
    """Layers that say where their text is instead of saying it."""
    draft: bool = False
    """Whether heights alone are asked for."""
    leading: frozenset[str] = frozenset()
    """Layers with a text in them that comes first; only they change with `lead`."""
    drafts: dict[tuple[object, ...], Block | None] = field(default_factory=dict)
    """Blocks of drafts, by all that changes while a box is solved."""
    bare: int = 0
    """How far pictures give way to long text: 1 a strip of them is kept, 2 they go, 3 what is spare goes, too."""
    tight: bool = False
    """Whether what has a second place stands there, for a text that else has no room."""
    origin: tuple[int, int] = (0, 0)
    """Where the box stands on the card that is laid out."""

    @property
    def hidden(self) -> tuple[str, ...]:
        return self.touch.hidden if self.touch else ()

    def told(self, **less: object) -> LayoutContext:
        """The same with less told on the card."""
        return replace(self, **less)  # type: ignore[arg-type]

    def broken(self, layer: Layer, text: str) -> str:
        """`text` of that layer with the line ends that a person gave it."""
        return with_breaks(self.touch, layer.id, text) if self.touch else text

    def units(self, count: float) -> int:
        """`count` steps of the spacing grid in pixels."""
        return round(count * self.size.unit)

    def spacing(self, layer: Layer, tight: str, loose: str, default: float = 0) -> int:
        """Pixels of the style value `tight`, plus up to `loose` more as the setting loosens."""
        return self.units(layer.style.get(tight, default) + layer.style.get(loose, 0) * self.share)

    def shows(self, layer: Layer) -> bool:
        return layer.id not in self.hidden and layer.style.get("tight", self.tight) == self.tight

    def role(self, layer: Layer, key: str = "role", default: str = "body") -> TextRole:
        return self.roles[layer.style.get(key, default)]

    def colour(self, layer: Layer, key: str, default: str) -> QColor:
        return self.palette(layer.style.get(key, default))

    def maybe(self, layer: Layer, key: str) -> QColor | None:
        """The colour under `key`, if the layer names one."""
        name = layer.style.get(key)
        return self.palette(name) if name else None

    def corners(self, layer: Layer, radius: float = 0) -> Corners:
        """Radii of a layer's corners: one of them is large, the sign of the family."""
        small = self.units(layer.style.get("radius", radius))
        large = self.units(layer.style["corner"]) if "corner" in layer.style else small
        at = layer.style.get("corner_at", "br")
        return tuple(large if corner == at else small for corner in ("tl", "tr", "br", "bl"))  # type: ignore[return-value]

    def fit_of(self, layer: Layer) -> TextFit:
        """Limits of the layer's text; a heading, which has none of its own, takes those of its role."""
        return self.fits.get(layer.id) or text_fit(self.role(layer).fit, self.size)

    def small(self) -> int:
        return self.size.scale["small"]

    def share_of(self, role: TextRole) -> float:
        return self.lead if role.first else self.share

    def fit(self, text: str, role: TextRole, fit: TextFit, width: int) -> SetText:
        """Set `text` at the present share."""
        return self.typesetter.fit(text, role, fit, max(1, width), self.share_of(role), draft=self.draft)

    def roomy(self, layer: Layer, default: int) -> int:
        """Height of a flexible layer that gets no more than it needs."""
        low = layer.style.get("min", default)
        if self.bare and layer.kind != "space":
            return self.units(min(low, _STRIP)) if self.bare == 1 else 0
        return self.units(low)
