"""The works of the image studio on a real store, with people; measuring and developing are stand-ins."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from studio.canonical import sha256
from studio.images.geometry import Size
from studio.images.recipe import Recipe
from studio.images.recipe_validation import digest
from studio.images.storage import StoredWorks
from studio.images.work import FinishedPicture, PictureAnswers, Work
from studio.images.works import PhotoWorks
from studio.people.model import Role
from studio.people.service import People
from studio.people.storage import StoredPeople
from studio.posts.storage import StoredPosts
from studio.posts.storage_trash import StoredTrash
from studio.posts.trash import Trash
from studio.store.engine import Store
from studio.store.files import FileStore
from tests.profile import FAST_HASHER, SetClock, fresh_store, numbered, staffed

SIZE: Size = (400, 300)
TOGETHER, SHEET = b"together ", (2000, 3000)
"""What begins a collage, and its size."""
NOTHING = PictureAnswers(children=False, held=False, papers=False)


PIN = "73916408"


class Room:
    """Everything in `folder`; `store` continues one that is there."""

    def __init__(self, folder: Path, store: Store | None = None, *, prefix: str = "w") -> None:
        self.clock = SetClock()
        self.store = store or fresh_store(folder, self.clock)
        self.files = FileStore(folder / "files")
        self.repo = StoredWorks(self.store, self.files)
        self.people = People(StoredPeople(self.store), self.clock, ids=numbered("p"), hasher=FAST_HASHER)
        self.notes: list[tuple[str, str, Mapping[str, Any]]] = []
        self.carried: list[tuple[str, str, str]] = []
        self.works = PhotoWorks(
            self.repo,
            measure=lambda data: SHEET if data.startswith(TOGETHER) else SIZE,
            develop=develop,
            join=lambda files, arrangement: TOGETHER + b"|".join(files),
            people=self.people,
            clock=self.clock,
            ids=numbered(prefix),
            note=lambda act, by, data: self.notes.append((act, by, data)),
            carry=lambda source, picture, by: self.carried.append((source, picture, by)),
        )
        trash = StoredTrash(self.store)
        self.unneeded = trash.unneeded
        self.trash = Trash(
            trash,
            posts=StoredPosts(self.store),
            people=self.people,
            files=self.files,
            log=lambda *_, **__: None,
            clock=self.clock,
        )

    def furnish(self) -> Room:
        self.author = staffed(self.people, ("Trần Thị Soạn", [Role.AUTHOR]), pin=PIN)[0].id
        return self

    def opened(self, data: bytes, name: str) -> Work:
        """A work of which somebody said that nothing in it needs protection."""
        work = self.works.open(data, name, self.author)
        self.works.answer(work.id, NOTHING, self.author)
        return work

    def sweep(self) -> None:
        """What a start of the program does."""
        self.works.purge(self.clock.now())
        self.trash.purge(self.clock.now())


def develop(original: bytes, recipe: Recipe, *, box: Size | None, max_bytes: int) -> FinishedPicture:
    """A file that is another for every original and recipe."""
    data = b"finished " + sha256(original).encode() + digest(recipe).encode()
    return FinishedPicture(data=data, width=200, height=150, mime="image/jpeg")
