"""The pictures of a preview: the same cards and photos that go out, at the size of a phone's screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from studio.errors import StudioError
from studio.platforms import Platform
from studio.posts.limits import LIMITS, VIDEO_LIMITS, loose_photos, video_of
from studio.posts.model import Content, Media
from studio.templates.card import CardSpec
from studio.ui.composer.media.gallery import recipe, whole
from studio.ui.tasks import Tasks, Ticket
from studio.ui.widgets.film import film_on, length_words

if TYPE_CHECKING:
    from studio.posts.ports import FileReader

WIDTH = 720
"""Pixels across: twice a phone's screen."""
KEPT_BYTES = 32_000_000
"""Of pictures made before: those of a post on all its platforms."""

Paint = Callable[[CardSpec, str, int], QImage]
"""Paints a card of that size (``p45`` …) at so many pixels across. Called on the pool."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPictures:
    """What goes with the text on one platform, in order."""

    platform: Platform
    images: tuple[QImage, ...]
    alts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """How many cards, and how many photos that no card shows, go to a platform."""

    cards: int
    photos: int


def _shown(content: Content, platform: Platform, video: Media | None, beside: Sequence[str]) -> _Shown:
    """As `studio.posts.freeze` has it: all of them, or beside a video its cover where the platform takes one."""
    if video is None:
        return _Shown(cards=len(content.cards), photos=len(beside))
    covered = VIDEO_LIMITS[platform].covered
    return _Shown(cards=int(covered and not beside), photos=int(covered and bool(beside)))


class PictureMaker(QObject):
    """Makes the pictures of the platform in sight; what was made is kept by what decides its pixels."""

    came = Signal(object)
    """The `PreviewPictures` asked for."""

    def __init__(self, files: FileReader, paint: Paint, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files, self._paint, self._tasks = files, paint, tasks
        self._made: dict[object, QImage] = {}
        self._running: Ticket | None = None
        self._next: tuple[Content, Platform] | None = None

    def want(self, content: Content, platform: Platform) -> None:
        """Make what `content` shows on `platform`, after what is being made; of several wishes the last one counts.

        What is under way is finished: whoever types fast would otherwise never see a picture.
        """
        if self._running is not None:
            self._next = content, platform
            return
        made = dict(self._made)
        self._running = self._tasks.pool(
            lambda ticket: self._make(content, platform, made, ticket),
            self._came,
            owner=self,
            failed=lambda _: self._go_on(),
        )

    def _make(
        self, content: Content, platform: Platform, made: dict[object, QImage], ticket: Ticket
    ) -> tuple[PreviewPictures, dict[object, QImage]]:
        """On the pool. `made` is this run's own copy; what it uses moves to its end."""
        size = LIMITS[platform].card_size
        images: list[QImage] = []
        alts: list[str] = []
        video = video_of(content.media)
        beside = loose_photos(content)
        shown = _shown(content, platform, video, beside)
        for card in content.cards[: shown.cards]:
            key: object = (card.spec.sha256, size)
            if not ticket.cancelled:
                made[key] = made.pop(key) if key in made else self._card(card.spec, size)
            images.append(made.get(key, QImage()))
            alts.append(card.alt)
        loose = set(beside[: shown.photos])
        for media in content.media:
            if media.id in loose:
                key = recipe(media)
                if not ticket.cancelled:
                    made[key] = made.pop(key) if key in made else self._photo(media)
                images.append(made.get(key, QImage()))
                alts.append(media.alt)
        if video is not None and video.clip is not None:
            cover = images[0] if images else None
            clip = video.clip
            film = film_on(platform, clip.width, clip.height, length_words(clip.seconds), cover)
            images, alts = [film, *images], [video.alt, *alts]
        return PreviewPictures(platform=platform, images=tuple(images), alts=tuple(alts)), made

    def _card(self, spec: CardSpec, size: str) -> QImage:
        try:
            return self._paint(spec, size, WIDTH)
        except StudioError:
            return QImage()

    def _photo(self, media: Media) -> QImage:
        try:
            return whole(self._files.get(media.sha256), media, WIDTH)
        except StudioError:
            return QImage()

    def _came(self, result: tuple[PreviewPictures, dict[object, QImage]]) -> None:
        pictures, made = result
        while len(made) > len(pictures.images) and sum(image.sizeInBytes() for image in made.values()) > KEPT_BYTES:
            del made[next(iter(made))]
        self._made = made
        self.came.emit(pictures)
        self._go_on()

    def _go_on(self) -> None:
        self._running = None
        if self._next is not None:
            wish, self._next = self._next, None
            self.want(*wish)
