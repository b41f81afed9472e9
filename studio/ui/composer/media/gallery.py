"""Thumbnails of the post's pictures and what their files hold, made behind the window and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from studio.errors import StudioError
from studio.posts.model import Media
from studio.ui.composer.media.frame import frame_of, ratio_name
from studio.ui.tasks import Tasks
from studio.ui.widgets.film import clip_picture, film_picture, length_words

if TYPE_CHECKING:
    from studio.posts.ports import FileReader

THUMB = 192
"""Pixels of a thumbnail's side: twice a tile."""
LARGE, UNCUT = 640, 1200
KEPT = 60
"""Pictures at most: those of one post, and some of the one before."""

Recipe = tuple[str, object, object, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryPicture:
    """What is known of one picture: a square thumbnail, what is left of it, and whether its file tells a place."""

    thumbnail: QPixmap
    whole: QPixmap
    located: bool
    shape: str
    """Ratio of its cut (``4:5``), empty where it has none of the usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A picture before any cut: as an image for the screen, and its size in pixels."""

    image: QImage
    size: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    thumbnail: QImage
    whole: QImage
    located: bool
    shape: str


def recipe(media: Media) -> Recipe:
    """What decides the looks of a picture."""
    return (media.sha256, media.crop, media.redactions, media.focal)


class Gallery(QObject):
    """`came` follows whenever a picture that was asked for is ready."""

    came = Signal()

    def __init__(self, files: FileReader, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files, self._tasks = files, tasks
        self._known: dict[Recipe, GalleryPicture] = {}
        self._asked: set[Recipe] = set()
        self._last: dict[str, GalleryPicture] = {}

    def known(self, media: Media) -> GalleryPicture | None:
        """What is known of `media`; while a new cut is made, the former one."""
        return self._known.get(recipe(media)) or self._last.get(media.sha256)

    def want(self, pictures: Iterable[Media]) -> None:
        """Make what is not there yet."""
        files = self._files
        for media in pictures:
            key = recipe(media)
            if key in self._known or key in self._asked:
                continue
            self._asked.add(key)
            self._ask(files, media)

    def want_whole(
        self,
        media: Media,
        done: Callable[[Whole], None],
        failed: Callable[[StudioError], None],
        owner: QObject,
    ) -> None:
        """The picture before any cut."""
        files = self._files
        self._tasks.pool(lambda _: make_whole(files, media), done, owner=owner, failed=failed)

    def _ask(self, files: FileReader, media: Media) -> None:
        self._tasks.pool(
            lambda _: make(files, media),
            lambda made: self._came(media, made),
            owner=self,
            failed=lambda _: self._asked.discard(recipe(media)),
        )

    def _came(self, media: Media, made: _Made) -> None:
        known = GalleryPicture(
            thumbnail=QPixmap.fromImage(made.thumbnail),
            whole=QPixmap.fromImage(made.whole),
            located=made.located,
            shape=made.shape,
        )
        self._known[recipe(media)] = known
        self._last.pop(media.sha256, None)
        self._last[media.sha256] = known
        for kept in (self._known, self._last):
            while len(kept) > KEPT:
                del kept[next(iter(kept))]  # type: ignore[arg-type]  # each with a key of its own
        self._asked.discard(recipe(media))
        self.came.emit()


def make(files: FileReader, media: Media) -> _Made:
    """On the worker. Raises StudioError when the picture cannot be read."""
    from studio.images.cutting import cover
    from studio.images.decode import photo_size
    from studio.images.readback import has_location

    if media.clip is not None:
        return _Made(
            thumbnail=film_picture(THUMB, THUMB, length_words(media.clip.seconds), small=True),
            whole=clip_picture(media.clip),
            located=False,
            shape="",
        )
    data = files.get(media.sha256)
    square = cover(data, THUMB, THUMB, crop=media.crop, redactions=media.redactions, focal=media.focal)
    return _Made(
        thumbnail=to_image(square.tobytes(), *square.size),
        whole=whole(data, media),
        located=has_location(data),
        shape=ratio_name(frame_of(media.crop, photo_size(data))) if media.crop else "",
    )


def make_whole(files: FileReader, media: Media) -> Whole:
    """The picture as it was added, for the screen. On the worker; raises StudioError."""
    from studio.images.cutting import fit_photo
    from studio.images.decode import photo_size

    data = files.get(media.sha256)
    fitted = fit_photo(data, max_width=UNCUT)
    return Whole(image=QImage.fromData(fitted.data), size=photo_size(data))


def whole(data: bytes, media: Media, width: int = LARGE) -> QImage:
    """The picture as it goes out, cut and covered, at most `width` pixels wide. On the worker."""
    from studio.images.cutting import fit_photo

    fitted = fit_photo(data, max_width=width, crop=media.crop, redactions=media.redactions)
    return QImage.fromData(fitted.data)


def to_image(rgb: bytes, width: int, height: int) -> QImage:
    """A QImage of its own from the bytes of an RGB picture."""
    return QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
