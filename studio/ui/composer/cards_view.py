"""Cards for the screen: the one painter of cards, at the size of a preview."""

from __future__ import annotations

from PySide6.QtGui import QImage, QPainter

from studio.cards.renderer import CardRenderer
from studio.templates.card import CardSpec
from studio.templates.layout import Design
from studio.ui.ports.files import FilesPort


class CardView:
    """Paints cards of the design in use. `use` is called on the window's thread, `picture` on the pool."""

    def __init__(self, files: FilesPort) -> None:
        self._files = files
        self._renderer: CardRenderer | None = None

    def use(self, design: Design) -> None:
        """Paint cards of `design` from now on. Raises FontsMissing."""
        if self._renderer is None or self._renderer.design != design:
            self._renderer = CardRenderer(design, self._files.get)

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
