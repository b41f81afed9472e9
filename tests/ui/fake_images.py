"""Photographs in the making, of plain values: rendered here and now, kept in memory."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from studio.canonical import sha256
from studio.errors import NotFound, Refused
from studio.images.darkroom import Pixels
from studio.images.decode import open_photo, photo_size
from studio.images.export import FittedPhoto
from studio.images.geometry import Size
from studio.images.looking import DetectorResult, FoundSpot, Looked
from studio.images.recipe import Recipe, Rect, Subject, untouched
from studio.images.splitting import long_size, split
from studio.images.tasks import render, render_part
from studio.images.work import Made, PictureAnswers, Work, WorkRow
from studio.images.works import refuse_shown, refuse_unprotected
from studio.phrase import Pair, Phrase
from tests.ui.fake_data import NOW
from tests.ui.stand_in import StandIn


class FakeDarkroom(StandIn):  # type: ignore[misc]
    """Develops in the program itself."""

    def warm(self) -> None:
        pass

    def view(self, photo: bytes, recipe: Recipe, box: Size) -> Pixels:
        picture = render(photo, recipe, box)
        return Pixels(picture.width, picture.height, picture.tobytes())

    def part(self, photo: bytes, recipe: Recipe, part: Rect, scale: float) -> Pixels:
        picture = render_part(open_photo(photo), recipe, part, scale)
        return Pixels(picture.width, picture.height, picture.tobytes())

    def long_size(self, photo: bytes) -> Size:
        return long_size(photo)

    def pages(self, photo: bytes) -> Sequence[FittedPhoto]:
        return split(photo)


@dataclass
class FakeEyes(StandIn):  # type: ignore[misc]
    """See what they are told to."""

    boxes: tuple[Rect, ...] = ()
    absent: tuple[Phrase, ...] = ()

    def look(self, photo: bytes) -> Looked:
        found = tuple(FoundSpot(box=box, score=90.0) for box in self.boxes)
        return Looked(looks=(DetectorResult(by="eyes 1", subject=Subject.FACE, found=found),), absent=self.absent)


class FakeWorks(StandIn):  # type: ignore[misc]
    """`kept` are the works, `finished_files` what was made of them."""

    def __init__(self) -> None:
        self.kept: dict[str, Work] = {}
        self.originals: dict[str, bytes] = {}
        self.finished_files: dict[str, bytes] = {}
        self.answers: dict[str, PictureAnswers] = {}
        self._of: dict[str, str] = {}

    def list(self, text: str = "", *, trashed: bool = False) -> Sequence[WorkRow]:
        return tuple(
            WorkRow(
                id=work.id, title=work.title, name=work.name, original=work.original, changed_by=work.changed_by,
                changed_at=work.changed_at, covers=len(work.recipe.covers), undecided=len(work.recipe.undecided),
                trashed_at=work.trashed_at,
            )
            for work in reversed(self.kept.values())
            if text.lower() in work.title.lower() and (work.trashed_at is not None) == trashed
        )  # fmt: skip

    def open(self, data: bytes, name: str, by: str) -> Work:
        recipe = untouched(sha256(data), photo_size(data))
        work = Work(
            id=f"w{len(self.kept) + 1}", title=name.rpartition(".")[0], name=name, recipe=recipe, opened_by=by,
            opened_at=NOW, changed_by=by, changed_at=NOW,
        )  # fmt: skip
        self.originals[work.id] = data
        return self._put(work)

    def get(self, work: str) -> Work:
        if work not in self.kept:
            raise NotFound(Pair("Không có ảnh này.", "There is no such photograph."))
        return self.kept[work]

    def original(self, work: str) -> bytes:
        return self.originals[work]

    def change(self, work: str, revision: int, recipe: Recipe, by: str) -> Work:
        present = self._present(work, revision)
        return self._put(replace(present, recipe=recipe, revision=revision + 1, changed_by=by))

    def rename(self, work: str, revision: int, title: str, by: str) -> Work:
        present = self._present(work, revision)
        return self._put(replace(present, title=title, revision=revision + 1, changed_by=by))

    def clear(self, work: str, revision: int, by: str, *, cleared: bool = True) -> Work:
        present = self._present(work, revision)
        return self._put(replace(present, cleared_by=by if cleared else "", revision=revision + 1))

    def answer(self, work: str, shown: PictureAnswers, by: str) -> None:
        self.answers[work] = shown

    def shown(self, work: str) -> PictureAnswers | None:
        return self.answers.get(work)

    def finish(
        self, work: str, revision: int, by: str, *, box: Size | None = (2048, 2048), max_bytes: int = 4_000_000
    ) -> tuple[Made, bytes]:
        present = self._present(work, revision)
        refuse_unprotected(present)
        refuse_shown(present.recipe, self.shown(work))
        picture = render(self.originals[work], present.recipe, box)
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=90)
        data = buffer.getvalue()
        made = Made(
            sha256=sha256(data), work=work, recipe=present.recipe, width=picture.width, height=picture.height,
            bytes=len(data), mime="image/jpeg", by=by, at=NOW,
        )  # fmt: skip
        self.finished_files[made.sha256], self._of[made.sha256] = data, work
        return made, data

    def of_finished(self, sha256: str) -> Work | None:
        return self.kept.get(self._of.get(sha256, ""))

    def behind(self, picture: str, name: str, by: str) -> Work:
        found = self.of_finished(picture) or next((w for w in self.kept.values() if w.original == picture), None)
        return found or self.open(self.finished_files[picture], name, by)

    def kin(self, finished: str) -> frozenset[str]:
        work = self._of.get(finished)
        made = {name for name, of in self._of.items() if of == work}
        return frozenset({*made, self.kept[work].original} - {finished}) if work else frozenset()

    def throw_away(self, work: str, by: str) -> None:
        self._trash(work, NOW)

    def take_back(self, work: str, by: str) -> None:
        self._trash(work, None)

    def _trash(self, work: str, at: datetime | None) -> None:
        self._put(replace(self.get(work), trashed_at=at))

    def _present(self, work: str, revision: int) -> Work:
        present = self.get(work)
        if present.revision != revision:
            raise Refused(Pair("Ảnh vừa được sửa ở nơi khác.", "The picture was changed elsewhere."))
        return present

    def _put(self, work: Work) -> Work:
        self.kept[work.id] = work
        return work
