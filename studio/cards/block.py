"""What laying out a layer yields: a height, things to draw, and blocks inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from studio.cards.scene import Cut, SceneItem, moved


@dataclass(slots=True)
class Block:
    """A laid-out layer. Parts and inner blocks are relative to its top left corner."""

    layer: str
    width: int
    height: int
    parts: list[SceneItem] = field(default_factory=list)
    inner: list[tuple[int, int, Block]] = field(default_factory=list)
    over: list[Cut] = field(default_factory=list)
    """Texts longer than their limits allow."""
    cuts: list[Cut] = field(default_factory=list)
    """Texts that were cut with “…”."""

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
