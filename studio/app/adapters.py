"""Small fittings between rooms that must not know each other.

Pictures of kept files, made in the child that reads hostile ones.

Copies of kept files for a program of the PC that wants a name with an ending: a video for its player.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from studio.canonical import sha256
from studio.errors import BadInput, StorageTrouble
from studio.file_preview import FilePreview, is_pdf, text_of
from studio.images.detection import look
from studio.images.image_workers import ImageWorkers
from studio.images.readback import leftovers
from studio.images.recipe import Subject
from studio.images.video import Clip, cleaned, read_clip, telling
from studio.posts.model import CardFlaw
from studio.posts.ports import FacesSeen, Files, FittedPicture, PressedCard
from studio.publishers.pieces import copy
from studio.store.files import FileStore
from studio.templates.card import CardSpec, FractionRect
from studio.templates.layout import Design

if TYPE_CHECKING:  # painters and readers are no part of a start
    from studio.cards.renderer import CardRenderer
    from studio.cards.scene import CardProblem

SIDE, BYTES = 640, 200_000
"""Pixels of the longer side, and bytes, of a glimpse."""


def glimpse(data: bytes, image_workers: ImageWorkers) -> FilePreview:
    """What `data` shows; nothing for a file that is neither picture, PDF nor text, or that its reader refuses."""
    try:
        if is_pdf(data):
            from studio.library.importers import pdf

            return FilePreview(picture=image_workers.run(pdf.first_page, data, side=SIDE))
        text = text_of(data)
        return FilePreview(text=text) if text else FilePreview(picture=_picture(data, image_workers))
    except BadInput:
        return FilePreview()


def _picture(data: bytes, image_workers: ImageWorkers) -> bytes:
    return image_workers.fitted(data, max_width=SIDE, max_bytes=BYTES).data


class ViewedCopies:
    """The copies lie in a folder of this user's alone and go with the program."""

    def __init__(self, files: FileStore) -> None:
        self._files = files
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def copy(self, sha256: str, name: str) -> Path:
        """A copy of the file with the ending of `name`. Raises NotFound, Untrusted, StorageTrouble."""
        # A player on Windows may still hold a copy when the program ends: it stays for the system to clear.
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="page-studio-", ignore_cleanup_errors=True)
        path = Path(self._folder.name) / f"{sha256[:16]}{Path(name).suffix.lower()}"
        if path.exists():
            return path
        try:
            copy(self._files, sha256, path)
        except OSError as error:
            raise StorageTrouble(
                "no copy to look at can be made; check the free space of the disk.", where=str(path.parent)
            ) from error
        return path

    def close(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


class Press:
    """The card painter as the room of posts knows it. Qt is started when the first card is pressed."""

    def __init__(self, design: Callable[[], Design], read: Callable[[str], bytes]) -> None:
        self._design = design
        self._read = read
        self._renderers: dict[int, CardRenderer] = {}

    def renderer(self) -> CardRenderer:
        """The painter for the design now approved. Raises Untrusted when a layout file was altered."""
        from studio.cards.renderer import CardRenderer

        design = self._design()
        if id(design) not in self._renderers:
            self._renderers = {id(design): CardRenderer(design, self._read)}
        return self._renderers[id(design)]

    def series(self, specs: Sequence[CardSpec], size: str) -> tuple[tuple[CardSpec, ...], ...]:
        return self.renderer().series(specs, size)

    def export(self, spec: CardSpec, size: str, *, max_bytes: int) -> PressedCard:
        made = self.renderer().export(spec, size, max_bytes=max_bytes)
        return PressedCard(
            data=made.data,
            width=made.width,
            height=made.height,
            mime=made.mime,
            contrast=dict(made.contrast),
            problems=tuple(_flaw(problem) for problem in made.problems),
        )

    def flaws(self, spec: CardSpec, size: str) -> tuple[CardFlaw, ...]:
        problems = self.renderer().problems(spec, size)
        return tuple(_flaw(problem) for problem in problems if not problem.missing)


def _flaw(problem: CardProblem) -> CardFlaw:
    return CardFlaw(
        wrong=problem.phrase,
        remedy=problem.remedy,
        excerpt=problem.excerpt,
        slot=problem.slot,
        item=problem.item,
        stops=problem.stops,
    )


_LOOKS = 500
"""Photographs whose faces are remembered, by the file's hash."""


class PhotoDesk:
    """The room of pictures as the room of posts knows it. Photographs are decoded in a child process."""

    def __init__(self, image_workers: ImageWorkers) -> None:
        self._image_workers = image_workers
        self._faces: dict[str, FacesSeen] = {}

    def size(self, data: bytes) -> tuple[int, int]:
        return self._image_workers.check(data).size  # decoding shows that it is sound

    def fit(
        self,
        data: bytes,
        *,
        max_width: int,
        max_bytes: int,
        crop: FractionRect | None,
        redactions: Sequence[FractionRect],
    ) -> FittedPicture:
        made = self._image_workers.fitted(
            data, max_width=max_width, max_bytes=max_bytes, crop=crop, redactions=redactions
        )
        return FittedPicture(data=made.data, width=made.width, height=made.height, mime=made.mime)

    def faces(self, data: bytes) -> FacesSeen:
        name = sha256(data)
        if name not in self._faces:
            self._faces[name] = self._seen(data)
            while len(self._faces) > _LOOKS:
                del self._faces[next(iter(self._faces))]
        return self._faces[name]

    def _seen(self, data: bytes) -> FacesSeen:
        (width, height), looked = self._image_workers.check(data).size, look(self._image_workers, data, (Subject.FACE,))
        boxes = [one.box for seen in looked.looks for one in seen.found]
        return FacesSeen(
            boxes=tuple((x / width, y / height, w / width, h / height) for x, y, w, h in boxes),
            by=looked.looks[0].by if looked.looks else "",
        )

    def leftovers(self, data: bytes) -> tuple[str, ...]:
        return leftovers(data)

    def clip(self, file: BinaryIO) -> Clip:
        return read_clip(file)

    def clean_video(self, file: BinaryIO) -> Iterator[bytes]:
        return cleaned(file)

    def video_leftovers(self, file: BinaryIO) -> tuple[str, ...]:
        return telling(file)


TRIED_OUT, LEAST_TRIED_OUT = 24_000_000, 60
"""Bytes of pictures kept in memory, and how many are kept whatever they weigh: the cards and photos of one post."""


class FileOverlay:
    """A file store that keeps what is new in memory, the latest of it: for a post that is only tried out.

    A file that comes in pieces is too large for that: the last one lies in a file of the system's, gone at the end.
    """

    def __init__(self, below: Files) -> None:
        self._below = below
        self._new: dict[str, bytes] = {}
        self._large: tuple[str, Path] | None = None
        self._aside: tempfile.TemporaryDirectory[str] | None = None

    def put(self, data: bytes) -> str:
        name = sha256(data)
        self._new.pop(name, None)
        self._new[name] = data
        # A window that looks at drafts all day must not keep every picture it ever painted.
        while len(self._new) > LEAST_TRIED_OUT and sum(map(len, self._new.values())) > TRIED_OUT:
            del self._new[next(iter(self._new))]
        return name

    def put_pieces(self, pieces: Iterable[bytes]) -> str:
        self._aside = self._aside or tempfile.TemporaryDirectory(prefix="page-studio-")
        path, digest = Path(self._aside.name) / "large", hashlib.sha256()
        with path.open("wb") as file:
            for piece in pieces:
                digest.update(piece)
                file.write(piece)
        self._large = digest.hexdigest(), path
        return self._large[0]

    def get(self, name: str) -> bytes:
        if self._large and name == self._large[0]:
            return self._large[1].read_bytes()
        return self._new[name] if name in self._new else self._below.get(name)

    def open(self, name: str) -> BinaryIO:
        if self._large and name == self._large[0]:
            return self._large[1].open("rb")
        return io.BytesIO(self._new[name]) if name in self._new else self._below.open(name)

    def check(self, name: str) -> None:
        if not self._is_new(name):
            self._below.check(name)

    def has(self, name: str) -> bool:
        return self._is_new(name) or self._below.has(name)

    def close(self) -> None:
        """Forget what lies aside."""
        self._large = None
        if self._aside is not None:
            self._aside.cleanup()
            self._aside = None

    def _is_new(self, name: str) -> bool:
        return name in self._new or (self._large is not None and name == self._large[0])
