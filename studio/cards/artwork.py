"""Icons, badge and photo of a card, from the shipped folders and the file store."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from studio.errors import BadInput, StudioError
from studio.images.cutting import cover
from studio.templates.card import PhotoRef

Files = Callable[[str], bytes]
_PHOTOS = 6
"""Decoded photos kept: one card on its five sizes and a spare."""


class Artwork:
    """Loads pictures for the painter. Safe to use from several threads."""

    def __init__(self, folder: Path, files: Files) -> None:
        """`folder` holds ``icons/`` and ``badge/``; `files` returns the bytes stored under a hash."""
        self._folder = folder
        self._files = files
        self._svgs: dict[str, str] = {}
        self._photos: OrderedDict[tuple[PhotoRef, int, int], QImage] = OrderedDict()
        self._lock = Lock()

    def icon(self, painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
        """Paint a shipped icon in `colour`."""
        tinted = self._svg(name).replace("currentColor", colour.name())
        painter.save()
        painter.setOpacity(painter.opacity() * colour.alphaF())
        QSvgRenderer(QByteArray(tinted.encode())).render(painter, rect)
        painter.restore()

    def badge(self, painter: QPainter, sha256: str | None, rect: QRectF) -> None:
        """Paint the unit's badge, or the neutral one, as large as `rect` takes. Raises BadInput."""
        data = self._files(sha256) if sha256 else (self._folder / "badge" / "neutral.svg").read_bytes()
        if b"<svg" in data[:2000]:
            drawing = QSvgRenderer(QByteArray(data))
            if not drawing.isValid():
                raise _bad_badge()
            size = drawing.viewBoxF().size()
            drawing.render(painter, _inside(rect, size.width(), size.height()))
            return
        image = QImage.fromData(QByteArray(data))
        if image.isNull():
            raise _bad_badge()
        painter.drawImage(_inside(rect, image.width(), image.height()), image)

    def photo(self, ref: PhotoRef, width: int, height: int) -> QImage:
        """The photo filling ``width`` × ``height`` pixels. Raises BadInput or what the file store raises."""
        key = (ref, width, height)
        with self._lock:
            found = self._photos.get(key)
            if found is not None:
                self._photos.move_to_end(key)
                return found
        made = _qimage(ref, self._files(ref.sha256), width, height)
        with self._lock:
            self._photos[key] = made
            while len(self._photos) > _PHOTOS:
                self._photos.popitem(last=False)
        return made

    def _svg(self, name: str) -> str:
        if name not in self._svgs:
            path = self._folder / "icons" / f"{name}.svg"
            try:
                self._svgs[name] = path.read_text(encoding="utf-8")
            except OSError:
                raise StudioError(
                    "thiếu biểu tượng của chương trình; hãy cài lại.",
                    "an icon of the program is missing; install it again.",
                    where=path.name,
                ) from None
        return self._svgs[name]


def _qimage(ref: PhotoRef, data: bytes, width: int, height: int) -> QImage:
    picture = cover(data, width, height, crop=ref.crop, redactions=ref.redactions, focal=ref.focal, zoom=ref.zoom)
    pixels = picture.tobytes("raw", "BGRX")
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def _inside(rect: QRectF, width: float, height: float) -> QRectF:
    """The largest rectangle of the given proportions in the middle of `rect`."""
    scale = min(rect.width() / max(width, 1.0), rect.height() / max(height, 1.0))
    w, h = width * scale, height * scale
    return QRectF(rect.x() + (rect.width() - w) / 2, rect.y() + (rect.height() - h) / 2, w, h)


def _bad_badge() -> BadInput:
    return BadInput(
        "Không đọc được phù hiệu của đơn vị; hãy chọn lại tệp SVG hoặc PNG trong danh bạ.",
        "The unit's badge cannot be read; choose an SVG or PNG file again in the directory.",
    )
