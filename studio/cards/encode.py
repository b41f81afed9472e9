"""A painted card as bytes that a platform takes: clean, and within its limit."""

from __future__ import annotations

import io
import re

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPdfWriter

from studio.cards.contrast import view
from studio.errors import Refused

QUALITIES = (92, 89, 86, 83, 80)
"""JPEG qualities in the order they are tried."""
PDF_DPI = 300
_NAMESPACE = QUuid("{6f1c4d1e-0b7a-4c2e-9d53-2f6a1d8c7b90}")
_DATES = (
    (re.compile(rb"\(D:\d{14}"), b"(D:20000101000000"),
    (re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"), b"2000-01-01T00:00:00"),
)
"""Where Qt writes the time, and what stands there instead: of the same length, so that offsets stay right."""


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

    def __init__(self, title: str, seed: str) -> None:
        """`seed` decides the document's id: the same card gives the same file."""
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.writer = QPdfWriter(self._buffer)
        self._buffer.setParent(self.writer)  # the writer must go first, whatever order Python frees them in
        self.writer.setResolution(PDF_DPI)
        self.writer.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
        )
        self.writer.setTitle(title)
        self.writer.setCreator("Page Studio")
        self.writer.setDocumentId(QUuid.createUuidV5(_NAMESPACE, seed.encode()))

    def data(self) -> bytes:
        """The file, with its clock set to a fixed day."""
        self._buffer.close()
        made = bytes(self._buffer.data().data())
        for found, fixed in _DATES:
            made = found.sub(fixed, made)
        return made


def _too_large(size: int, limit: int) -> Refused:
    return Refused(
        f"Ảnh thẻ nặng {size:,} byte, vượt giới hạn {limit:,} byte của nền tảng; hãy dùng ảnh nền đơn giản hơn.",
        f"The card has {size:,} bytes, over the platform's limit of {limit:,}; use a plainer photo.",
    )
