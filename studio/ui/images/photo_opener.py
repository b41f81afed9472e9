"""Bringing a photograph onto the canvas: from a file, from the clipboard, or one that is in the making."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtCore import QBuffer, QMimeData, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.images.geometry import Size
from studio.images.kinds import SUFFIXES
from studio.images.recipe import untouched
from studio.images.work import PictureAnswers, Work
from studio.ui.composer.media.media_adder import Picture, ScreenshotPaging, read_picture
from studio.ui.page import Shell

if TYPE_CHECKING:
    from studio.images.image_workers import Pixels

PROXY: Size = (2000, 1500)
"""Pixels of the copy that is edited on; what is seen closer is asked for by part."""


@dataclass(frozen=True, slots=True)
class OpenedWork:
    """A work with its original and a small copy of that."""

    work: Work
    original: bytes
    picture: Image.Image
    new: bool
    """Just begun: nobody has looked at it."""
    shown: PictureAnswers | None = None
    """What somebody answered of it."""


class PhotoOpener(QObject):
    """One photograph after the other; one that cannot be read is told and left out."""

    def __init__(
        self, shell: Shell, came: Callable[[OpenedWork], None], failed: Callable[[], None], parent: QWidget
    ) -> None:
        """`came` gets the last one; `failed` hears that none came."""
        super().__init__(parent)
        self._shell, self._came, self._failed = shell, came, failed
        self._paging = ScreenshotPaging(shell, parent)

    def files(self, paths: list[Path], by: str) -> None:
        """Begin a work for each file."""
        if not paths:
            self._failed()
            return
        path, rest = paths[0], paths[1:]

        def begun(opened: OpenedWork | None) -> None:
            if rest:
                self.files(rest, by)
            elif opened is not None:
                self._came(opened)
            else:
                self._failed()

        def read(data: bytes) -> None:
            self._take(data, path.name, by, begun, last=not rest)

        self._shell.tasks.pool(lambda _: read_picture(path), read, owner=self, failed=lambda e: self._told(e, begun))

    def data(self, data: bytes, name: str, by: str) -> None:
        """Begin a work of a picture that is no file."""
        self._take(data, name, by, lambda opened: self._came(opened) if opened else self._failed(), last=True)

    def work(self, id: str) -> None:
        """Open one that is in the making."""
        works = self._shell.studio.photo_works
        self._shell.tasks.store(
            lambda: (works.get(id), works.original(id), works.shown(id)),
            lambda found: self._develop(found[0], found[1], self._came, new=False, shown=found[2]),
            owner=self,
            failed=lambda error: self._told(error, lambda _: self._failed()),
        )

    def _take(self, data: bytes, name: str, by: str, begun: Callable[[OpenedWork | None], None], *, last: bool) -> None:
        """Begin a work; of a long picture one for each page, the first last: that is the one to begin with."""
        self._paging.ask(data, name, lambda taken: self._each(tuple(reversed(taken)), by, begun, last=last))

    def _each(
        self, pictures: Sequence[Picture], by: str, begun: Callable[[OpenedWork | None], None], *, last: bool
    ) -> None:
        if not pictures:
            begun(None)
            return
        (data, name), rest = pictures[0], pictures[1:]
        if rest:
            self._begin(data, name, by, lambda _: self._each(rest, by, begun, last=last), last=False)
        else:
            self._begin(data, name, by, begun, last=last)

    def _begin(
        self, data: bytes, name: str, by: str, begun: Callable[[OpenedWork | None], None], *, last: bool
    ) -> None:
        works = self._shell.studio.photo_works

        def kept(work: Work) -> None:
            if last:
                self._develop(work, data, begun, new=True)
            else:
                begun(None)

        self._shell.tasks.store(
            lambda: works.open(data, name, by), kept, owner=self, failed=lambda e: self._told(e, begun)
        )

    def _develop(
        self,
        work: Work,
        data: bytes,
        then: Callable[[OpenedWork], None],
        *,
        new: bool,
        shown: PictureAnswers | None = None,
    ) -> None:
        image_workers, bare = self._shell.studio.image_workers, untouched(work.recipe.source, work.recipe.size)

        def made(raw: Pixels) -> None:
            then(OpenedWork(work, data, Image.frombytes("RGB", (raw.width, raw.height), raw.rgb), new, shown))

        self._shell.tasks.pool(
            lambda _: image_workers.view(data, bare, PROXY),
            made,
            owner=self,
            failed=lambda error: self._told(error, lambda _: self._failed()),
        )

    def _told(self, error: StudioError, then: Callable[[None], None]) -> None:
        self._shell.complain(error)
        then(None)


def pictures_in(mime: QMimeData) -> list[Path]:
    """The picture files that were dropped or pasted."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in SUFFIXES]


def image_in(mime: QMimeData) -> bytes:
    """A picture of the clipboard as PNG; empty when there is none."""
    image = mime.imageData() if mime.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def qimage_of(raw: Pixels) -> QImage:
    rows = QImage(raw.rgb, raw.width, raw.height, raw.width * 3, QImage.Format.Format_RGB888)
    return rows.convertToFormat(QImage.Format.Format_RGB32)
