"""A painted card as bytes that a platform takes: clean, and within its limit."""

from __future__ import annotations

import io
import re

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPdfWriter

from studio.cards.contrast import view
from studio.errors import Refused

QUALITIES = (92, 89, 86, 83, 80)
"""JPEG qualities in the order they are tried."""
PDF_DPI = 300
_DATED = re.compile(rb"\(D:\d{14}[^)]*\)")


def jpeg(image: QImage, max_bytes: int) -> bytes:
    """A JPEG with full colour resolution (4:4:4) and no metadata. Raises Refused when even quality 80 is too large."""
    pixels = view(image)
    for quality in QUALITIES:
        buffer = io.BytesIO()
        pixels.save(buffer, "JPEG", quality=quality, subsampling=0)
        if buffer.tell() <= max_bytes:
            return buffer.getvalue()
    raise _too_large(buffer.tell(), max_bytes)


def png(image: QImage, max_bytes: int) -> bytes:
    """A PNG without metadata. Raises Refused when it is larger than `max_bytes`."""
    buffer = io.BytesIO()
    Image.Image.copy(view(image)).save(buffer, "PNG", compress_level=6)
    if buffer.tell() > max_bytes:
        raise _too_large(buffer.tell(), max_bytes)
    return buffer.getvalue()


class PdfPage:
    """One A4 page at 300 dots an inch, without borders of its own; paint on `writer`, then take `data`."""

    def __init__(self, title: str) -> None:
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.writer = QPdfWriter(self._buffer)
        self.writer.setResolution(PDF_DPI)
        self.writer.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
        )
        self.writer.setTitle(title)
        self.writer.setCreator("Page Studio")

    def data(self) -> bytes:
        """The file, with its clock set to zero so that the same card gives the same bytes."""
        self._buffer.close()
        return _DATED.sub(_undated, bytes(self._buffer.data().data()))


def _undated(found: re.Match[bytes]) -> bytes:
    """A date of the same length: offsets inside the file stay right."""
    return re.sub(rb"\d", b"0", found.group()).replace(b"(D:00000000", b"(D:20000101", 1)


def _too_large(size: int, limit: int) -> Refused:
    return Refused(
        f"Ảnh thẻ nặng {size:,} byte, vượt giới hạn {limit:,} byte của nền tảng; hãy dùng ảnh nền đơn giản hơn.",
        f"The card has {size:,} bytes, over the platform's limit of {limit:,}; use a plainer photo.",
    )
