"""Pictures and media for the shared exhibits."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from studio.canonical import sha256
from studio.posts.model import Media
from tests.ui.fake_data import picture
from tests.ui.fake_files import FakeFiles


@pytest.fixture
def files() -> FakeFiles:
    return FakeFiles()


@pytest.fixture
def media(files: FakeFiles) -> Media:
    """A picture of 1080 × 1350 that is kept."""
    data = picture("ẢNH")
    files.kept[sha256(data)] = data
    return Media(id="m1", sha256=sha256(data), name="cuoc-goi-la.jpg", alt="Màn hình cuộc gọi lạ")


def plain(colour: str, width: int = 200, height: int = 100) -> QImage:
    """A picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image
