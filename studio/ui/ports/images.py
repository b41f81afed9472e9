"""What the window asks of photographs in the making; see `studio.ui.ports`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from studio.images.export import FittedPhoto
    from studio.images.geometry import Size
    from studio.images.recipe import Recipe, Rect
    from studio.images.work import Made, Shown, Work, WorkRow


class RawPicture(Protocol):
    """RGB, three bytes a pixel, row by row without gaps."""

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...

    @property
    def rgb(self) -> bytes: ...


class DarkroomPort(Protocol):
    """Foreign pictures are decoded in a child process. Takes its time: for the pool, not for the window's thread."""

    def warm(self) -> None:
        """Start the child, so that the first picture does not wait for it."""
        ...

    def view(self, photo: bytes, recipe: Recipe, box: Size) -> RawPicture:
        """The picture as the recipe leaves it, without marks, as large as fits into `box`."""
        ...

    def part(self, photo: bytes, recipe: Recipe, part: Rect, scale: float) -> RawPicture:
        """A part of it, given in its pixels at full size."""
        ...

    def long_size(self, photo: bytes) -> Size:
        """Width and height, also of a picture that is too long for everything but `pages`. Raises BadInput."""
        ...

    def pages(self, photo: bytes) -> Sequence[FittedPhoto]:
        """A long screenshot as clean files that can be read, from top to bottom. Raises BadInput."""
        ...


class PhotoWorksPort(Protocol):
    """Photographs with what is done to them. `revision` is the one the change was made on: another one is refused."""

    def list(self, text: str = "", *, trashed: bool = False) -> Sequence[WorkRow]:
        """The latest change first."""
        ...

    def open(self, data: bytes, name: str, by: str) -> Work:
        """Keep an original and begin a work on it."""
        ...

    def get(self, work: str) -> Work: ...

    def original(self, work: str) -> bytes: ...

    def change(self, work: str, revision: int, recipe: Recipe, by: str) -> Work: ...

    def rename(self, work: str, revision: int, title: str, by: str) -> Work: ...

    def clear(self, work: str, revision: int, by: str, *, cleared: bool = True) -> Work:
        """Confirm that nobody else is to be protected, or take that back."""
        ...

    def answer(self, work: str, shown: Shown, by: str) -> None:
        """Keep what a person says is in the picture."""
        ...

    def shown(self, work: str) -> Shown | None: ...

    def finish(
        self, work: str, revision: int, by: str, *, box: Size | None = ..., max_bytes: int = ...
    ) -> tuple[Made, bytes]:
        """Make the file that may leave; refused while something is undecided."""
        ...

    def of_finished(self, sha256: str) -> Work | None:
        """The work that a finished file was made of."""
        ...

    def behind(self, picture: str, name: str, by: str) -> Work:
        """The work to edit a picture of a post in; a new one where there is none."""
        ...

    def kin(self, finished: str) -> frozenset[str]:
        """The other files of the work that made this one, its original among them."""
        ...

    def throw_away(self, work: str, by: str) -> None: ...

    def take_back(self, work: str, by: str) -> None: ...
