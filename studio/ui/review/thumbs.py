"""The first finished picture of a post, small, before its line in a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from studio.errors import StudioError
from studio.ui.review.sheet import preview_image

if TYPE_CHECKING:
    from studio.app.studio import Studio

HEIGHT = 126
"""Pixels of a picture as it is kept: three times what is shown."""


def load_thumbs(studio: Studio, posts: Sequence[str]) -> dict[str, QImage]:
    """The first finished picture of each post; a null image where there is none. On the pool."""
    return {post: _thumb(studio, post) for post in posts}


def _thumb(studio: Studio, post_id: str) -> QImage:
    try:
        frozen = studio.workflow.frozen(post_id)
    except StudioError:
        return QImage()
    packages = frozen.bundle.packages.values() if frozen is not None else ()
    pictures = (one.sha256 for package in packages for one in package.attachments if not one.is_video)
    first = next(pictures, "")
    if not first:
        return QImage()
    return preview_image(studio.files, first).scaledToHeight(HEIGHT, Qt.TransformationMode.SmoothTransformation)


class PostThumbs(QObject):
    """The pictures known so far. `wanted` carries the ids of posts whose picture is not; `came` follows the answer."""

    wanted = Signal(list)
    came = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._known: dict[str, QPixmap] = {}
        self._of: dict[str, datetime | None] = {}
        self._missing: dict[str, None] = {}
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask)

    def of(self, post: str, at: datetime | None = None) -> QPixmap:
        """The picture of a post, null where none is known. It is asked for once for each `at`, the post's last
        change."""
        if post not in self._of or self._of[post] != at:
            self._of[post] = at
            self._missing[post] = None
            if not self._asking.isActive():
                self._asking.start()
        return self._known.get(post, QPixmap())

    def show(self, images: Mapping[str, QImage]) -> None:
        self._known |= {post: QPixmap.fromImage(image) for post, image in images.items()}
        self.came.emit()

    def _ask(self) -> None:
        wanted, self._missing = list(self._missing), {}
        self.wanted.emit(wanted)
