"""Thumbnails of the post's pictures and what their files hold, made behind the window and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from studio.errors import StudioError
from studio.posts.model import Media
from studio.templates.card import FractionRect
from studio.ui.tasks import Tasks
from studio.ui.widgets.video_placeholder import clip_picture, film_picture, length_words

if TYPE_CHECKING:
    from studio.posts.ports import FileReader


THUMB = 192
"""Pixels of a thumbnail's side: twice a tile."""
LARGE, UNCUT = 640, 1200
KEPT = 60
"""Pictures at most: those of one post, and some of the one before."""

Recipe = tuple[str, object, object, object]


LEAST = 32.0
"""Pixels of the picture that a crop keeps at least on each side."""
RATIOS = {"1:1": 1.0, "4:5": 0.8, "1.91:1": 1.91, "16:9": 16 / 9}
"""Width to height of what the platforms show."""
NEAR = 0.015
"""Relative difference up to which a crop has a ratio."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CropFrame:
    """A box inside a picture of `width` × `height` pixels."""

    x: float
    y: float
    w: float
    h: float
    width: int
    height: int

    @property
    def whole(self) -> bool:
        """Whether nothing is cut away."""
        return self.w >= self.width - 0.5 and self.h >= self.height - 0.5

    @property
    def fraction(self) -> FractionRect | None:
        """The crop as it is stored; None for the whole picture."""
        if self.whole:
            return None
        x, y = round(self.x / self.width, 6), round(self.y / self.height, 6)
        return (x, y, min(1 - x, round(self.w / self.width, 6)), min(1 - y, round(self.h / self.height, 6)))

    def moved(self, dx: float, dy: float) -> CropFrame:
        """Moved by so many pixels, as far as the picture reaches."""
        x = min(max(0.0, self.x + dx), self.width - self.w)
        y = min(max(0.0, self.y + dy), self.height - self.h)
        return replace(self, x=x, y=y)

    def pulled(self, handle: str, dx: float, dy: float, ratio: float | None = None) -> CropFrame:
        """With a handle (letters of ``n s w e``) pulled by so many pixels; the opposite side stays where it is."""
        left, right, top, bottom = self.x, self.x + self.w, self.y, self.y + self.h
        if "w" in handle:
            left = min(max(0.0, left + dx), right - LEAST)
        if "e" in handle:
            right = max(min(float(self.width), right + dx), left + LEAST)
        if "n" in handle:
            top = min(max(0.0, top + dy), bottom - LEAST)
        if "s" in handle:
            bottom = max(min(float(self.height), bottom + dy), top + LEAST)
        box = replace(self, x=left, y=top, w=right - left, h=bottom - top)
        return box if ratio is None else box._shaped(handle, ratio)

    def shaped(self, ratio: float) -> CropFrame:
        """The largest box of that ratio in the picture, as near to the middle of this one as it fits."""
        w = min(float(self.width), self.height * ratio)
        h = w / ratio
        return replace(self, w=w, h=h, x=0.0, y=0.0).moved(
            self.x + self.w / 2 - w / 2,
            self.y + self.h / 2 - h / 2,
        )

    def _shaped(self, handle: str, ratio: float) -> CropFrame:
        """This box in that ratio, anchored at the side opposite to the handle."""
        w, h = self.w, self.h
        if handle in ("n", "s"):
            w = h * ratio
        elif handle in ("w", "e"):
            h = w / ratio
        elif w / h > ratio:
            w = h * ratio
        else:
            h = w / ratio
        room_w = self.x + self.w if "w" in handle else self.width - self.x
        room_h = self.y + self.h if "n" in handle else self.height - self.y
        share = min(1.0, room_w / w, room_h / h)
        w, h = w * share, h * share
        x = self.x + self.w - w if "w" in handle else self.x
        y = self.y + self.h - h if "n" in handle else self.y
        return replace(self, x=x, y=y, w=w, h=h)


def frame_of(crop: FractionRect | None, size: tuple[int, int]) -> CropFrame:
    """The frame of a stored crop; None is the whole picture of `size`."""
    width, height = size
    x, y, w, h = crop or (0.0, 0.0, 1.0, 1.0)
    return CropFrame(x=x * width, y=y * height, w=w * width, h=h * height, width=width, height=height)


def ratio_name(frame: CropFrame) -> str:
    """``4:5`` and the like; empty where the frame has none of the usual ratios."""
    share = frame.w / frame.h if frame.h else 0.0
    return next((name for name, ratio in RATIOS.items() if abs(share / ratio - 1) <= NEAR), "")


def focal_after(
    focal: tuple[float, float], before: FractionRect | None, after: FractionRect | None
) -> tuple[float, float]:
    """The same point of the picture as a fraction of another crop, at its edge where it lies outside."""
    bx, by, bw, bh = before or (0.0, 0.0, 1.0, 1.0)
    ax, ay, aw, ah = after or (0.0, 0.0, 1.0, 1.0)
    x, y = (bx + focal[0] * bw - ax) / aw, (by + focal[1] * bh - ay) / ah
    return round(min(1.0, max(0.0, x)), 3), round(min(1.0, max(0.0, y)), 3)


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
    from studio.images.crop import cover
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
    from studio.images.crop import fit_photo
    from studio.images.decode import photo_size

    data = files.get(media.sha256)
    fitted = fit_photo(data, max_width=UNCUT)
    return Whole(image=QImage.fromData(fitted.data), size=photo_size(data))


def whole(data: bytes, media: Media, width: int = LARGE) -> QImage:
    """The picture as it goes out, cut and covered, at most `width` pixels wide. On the worker."""
    from studio.images.crop import fit_photo

    fitted = fit_photo(data, max_width=width, crop=media.crop, redactions=media.redactions)
    return QImage.fromData(fitted.data)


def to_image(rgb: bytes, width: int, height: int) -> QImage:
    """A QImage of its own from the bytes of an RGB picture."""
    return QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
