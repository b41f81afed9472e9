"""Pictures and media for the shared exhibits."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from studio.posts.model import Media
from studio.store.files import FileStore


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files")


@pytest.fixture
def media(files: FileStore) -> Media:
    """A picture of 1080 × 1350 that is kept."""
    kept = files.put(png(plain("#0B2A5B", 1080, 1350)))
    return Media(id="m1", sha256=kept, name="cuoc-goi-la.jpg", alt="Màn hình cuộc gọi lạ")


def plain(colour: str, width: int = 200, height: int = 100) -> QImage:
    """A picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
