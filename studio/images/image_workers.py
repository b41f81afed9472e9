"""Foreign photographs are decoded, cut and covered in child processes, never in the program itself.

A file that swells, hangs, or ends its child costs one sentence and a new child. May be used from several threads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition
from types import TracebackType
from typing import Any, Self

from studio.errors import Refused
from studio.images import tasks
from studio.images.decode import Photo
from studio.images.export import ExportTarget, FittedPhoto
from studio.images.geometry import Size
from studio.images.readback import refuse_told
from studio.images.recipe import Arrangement, Recipe, Rect
from studio.phrase import Phrase
from studio.sandbox import BytesAnswer, LimitWords, Sandbox, SandboxLimits, Task
from studio.templates.card import FractionRect

LIMITS = SandboxLimits(seconds=60, megabytes=1100, answer=256 * 2**20)
"""Fifty megapixels as WebP or with transparency take about 900 MB while they are decoded."""
WORDS = LimitWords(
    large=Phrase(
        "the picture expands beyond the limit (possibly a decompression bomb); reading was stopped. Open the "
        "original, scale it down and save it as JPEG."
    ),
    long=Phrase(
        "reading the picture took more than {seconds} seconds and was stopped. Open the original and save it as JPEG."
    ),
    nested=Phrase("the content of the picture is nested too deeply; open the original and save it as JPEG."),
    damaged=Phrase("the picture is damaged or abnormal and cannot be read; open the original and save it as JPEG."),
)


@dataclass(frozen=True, slots=True)
class Pixels:
    """RGB, three bytes a pixel, row by row without gaps."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPicture:
    """What is told of a sound picture."""

    size: Size
    """Width and height in pixels of the upright picture."""
    located: bool
    """It names the place where it was taken."""


class ImageWorkers:
    """As many children as are given, each started when first needed. A context manager.

    Every method takes a picture as bytes or as a path (a large one is not sent then), and raises BadInput with one
    sentence for what cannot be read.
    """

    def __init__(self, children: int = 1, limits: SandboxLimits = LIMITS) -> None:
        self._idle = [Sandbox(limits, WORDS) for _ in range(children)]
        self._all = tuple(self._idle)
        self._saw: dict[Sandbox, str] = {}
        self._changed = Condition()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def warm(self) -> None:
        """Start a child, so that the first picture does not wait for it. Takes as long as that."""
        self.run(tasks.warm, b"")

    def size(self, photo: Photo) -> Size:
        """Width and height of the upright picture, by its header alone."""
        width, height = self.run(tasks.size, photo)
        return width, height

    def check(self, photo: Photo) -> CheckedPicture:
        """Decode it once: it is sound."""
        told = self.run(tasks.check, photo)
        return CheckedPicture(size=(told["size"][0], told["size"][1]), located=told["located"])

    def view(self, photo: Photo, recipe: Recipe, box: Size) -> Pixels:
        """The finished picture without its marks, as large as fits into `box`: for the window, not to leave."""
        return _pixels(self.run(tasks.view, photo, original=recipe.source, recipe=recipe, box=box))

    def part(self, photo: Photo, recipe: Recipe, part: Rect, scale: float) -> Pixels:
        """A part of the finished picture, in pixels of it at full size, at `scale`: for a window zoomed into it."""
        return _pixels(self.run(tasks.part, photo, original=recipe.source, recipe=recipe, part=part, scale=scale))

    def finished(self, photo: Photo, recipe: Recipe, box: Size | None = None) -> Pixels:
        """The finished picture without its marks, covered on the full original."""
        return _pixels(self.run(tasks.finished, photo, recipe=recipe, box=box))

    def filled(
        self,
        photo: Photo,
        box: Size,
        *,
        crop: FractionRect | None = None,
        redactions: Sequence[FractionRect] = (),
        focal: tuple[float, float] = (0.5, 0.4),
    ) -> Pixels:
        """The picture cut so that it fills `box`, the focal point as near to the middle as the edges allow."""
        return _pixels(self.run(tasks.filled, photo, box=box, crop=crop, redactions=tuple(redactions), focal=focal))

    def fitted(
        self,
        photo: Photo,
        *,
        max_width: int = 2048,
        max_bytes: int = 4_000_000,
        crop: FractionRect | None = None,
        redactions: Sequence[FractionRect] = (),
        format: str = "jpeg",
    ) -> FittedPhoto:
        """A clean file within the limits, covered and cut by fractions of the upright original."""
        made = self.run(
            tasks.fitted, photo, max_width=max_width, max_bytes=max_bytes, crop=crop, redactions=tuple(redactions),
            format=format,
        )  # fmt: skip
        return _file(made)

    def developed(
        self, photo: Photo, recipe: Recipe, *, box: Size | None, max_bytes: int, format: str = "jpeg"
    ) -> FittedPhoto:
        """The finished picture of a recipe without marks, as a clean file within the limits, read back."""
        return _file(self.run(tasks.developed, photo, recipe=recipe, box=box, max_bytes=max_bytes, format=format))

    def boxed(self, photo: Photo, target: ExportTarget) -> FittedPhoto:
        """The whole picture as a clean file that `target` takes."""
        return _file(self.run(tasks.boxed, photo, box=target.box, max_bytes=target.max_bytes, format=target.formats[0]))

    def long_size(self, photo: Photo) -> Size:
        """As `size`, of a picture that may be too long for everything but `pages`."""
        width, height = self.run(tasks.long, photo)
        return width, height

    def pages(self, photo: Photo) -> tuple[FittedPhoto, ...]:
        """A long screenshot as clean files that can be read, from top to bottom."""
        parcel = self.run(tasks.pages, photo)
        made, at = [], 0
        for label in parcel.label:
            size = label.pop("bytes")
            made.append(_file(BytesAnswer(label, parcel.data[at : at + size])))
            at += size
        return tuple(made)

    def collage(self, photos: Sequence[bytes], arrangement: Arrangement) -> bytes:
        """PNG bytes of finished pictures on one sheet."""
        made: bytes = self.run(tasks.collage, photos[0], others=tuple(photos[1:]), arrangement=arrangement)
        refuse_told(made)
        return made

    def badge(self, photo: Photo) -> bytes:
        """PNG bytes of a badge without metadata, its transparency kept."""
        made: bytes = self.run(tasks.badge, photo)
        refuse_told(made)
        return made

    def run(self, task: Task, photo: Photo, *, original: str = "", **options: object) -> Any:
        """What `task` answers, done by a child that is free, rather by the one that saw `original` last.

        Raises BadInput, or Refused once the workers are closed.
        """
        with self._child(original) as sandbox:
            return sandbox.run(task, photo, **options)

    def close(self) -> None:
        """End the children; what one is working on ends in a refusal."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for sandbox in self._all:
            sandbox.close()

    @contextmanager
    def _child(self, original: str) -> Iterator[Sandbox]:
        with self._changed:
            self._changed.wait_for(lambda: self._idle or self._closed)
            if self._closed:
                raise Refused("The app is closing.")
            sandbox = next((one for one in self._idle if original and self._saw.get(one) == original), self._idle[-1])
            self._idle.remove(sandbox)
            if original:
                self._saw[sandbox] = original
        try:
            yield sandbox
        finally:
            with self._changed:
                self._idle.append(sandbox)
                self._changed.notify()


def _file(parcel: BytesAnswer) -> FittedPhoto:
    made = FittedPhoto(data=parcel.data, **parcel.label)
    refuse_told(made.data)
    return made


def _pixels(parcel: BytesAnswer) -> Pixels:
    width, height = parcel.label
    return Pixels(width, height, parcel.data)
