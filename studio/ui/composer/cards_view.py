"""Cards for the screen: the one painter of cards, at the size of a preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from studio.cards.renderer import CardRenderer
from studio.templates.card import CardSpec
from studio.templates.layout import Design

if TYPE_CHECKING:
    from studio.posts.ports import FileReader


class CardView:
    """Paints cards of the design in use. `use` is called on the window's thread, `picture` on the pool."""

    def __init__(self, files: FileReader) -> None:
        self._files = files
        self._renderer: CardRenderer | None = None

    def use(self, design: Design) -> None:
        """Paint cards of `design` from now on. Raises FontsMissing."""
        if self._renderer is None or self._renderer.design != design:
            self._renderer = CardRenderer(design, self._files.get)

    def series(self, specs: Sequence[CardSpec], size: str) -> tuple[tuple[CardSpec, ...], ...]:
        """For each card those that it takes on `size`; on the pool. Raises as `picture` does."""
        renderer = self._renderer
        if renderer is None or size not in renderer.design.sizes:
            return tuple((spec,) for spec in specs)
        return renderer.series(specs, size)

    def picture(self, spec: CardSpec, size: str, width: int) -> QImage:
        """The card at `width` pixels across; a null image before a design is in use. Raises NotFound, Untrusted."""
        renderer = self._renderer
        if renderer is None or size not in renderer.design.sizes:
            return QImage()
        whole = renderer.design.sizes[size]
        share = width / whole.width
        image = QImage(width, round(whole.height * share), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(share, share)
        renderer.paint(painter, spec, size)
        painter.end()
        return image

    def layers(self, spec: CardSpec, size: str) -> Mapping[str, QRect]:
        """Where each layer stands on the card, in its own pixels; on the pool. Raises as `picture` does."""
        return self._renderer.scene(spec, size).layers if self._renderer is not None else {}

    def size(self, size: str) -> tuple[int, int]:
        """Width and height of a card in its own pixels."""
        box = self._renderer.design.sizes[size] if self._renderer is not None else None
        return (box.width, box.height) if box is not None else (1, 1)

    def file(self, sha256: str) -> bytes:
        """The stored picture. Raises what the file store raises."""
        return self._files.get(sha256)
