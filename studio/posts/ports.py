"""What the room of posts needs from others, in its own words. `studio.app` hands the real ones in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO, Protocol

from studio.images.video import Clip
from studio.library.model import CitationRef, CitedLaw
from studio.people.model import Person
from studio.posts.model import (
    Approval,
    CardFlaw,
    Content,
    Finding,
    FrozenBundle,
    HistoryEntry,
    Post,
    PreflightStage,
)
from studio.templates.card import CardSpec, FractionRect


class Resolve(Protocol):
    """A citation as the library knows it on a day; never raises."""

    def __call__(self, ref: CitationRef, *, on: date) -> CitedLaw: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PressedCard:
    """A card as picture bytes, with what was measured while painting. Sizes in pixels."""

    data: bytes
    width: int
    height: int
    mime: str
    contrast: Mapping[str, float] = field(default_factory=dict)
    """Worst contrast ratio by layer."""
    problems: tuple[CardFlaw, ...] = ()


class CardPress(Protocol):
    """Paints a card and encodes it within `max_bytes`. Same spec and size, same bytes."""

    def series(self, specs: Sequence[CardSpec], size: str) -> tuple[tuple[CardSpec, ...], ...]:
        """For each card those that it takes on `size`: what one has no room for stands on the next."""
        ...

    def export(self, spec: CardSpec, size: str, *, max_bytes: int) -> PressedCard: ...

    def flaws(self, spec: CardSpec, size: str) -> tuple[CardFlaw, ...]:
        """What `export` would say of the card, laid out and not painted; what nobody filled in yet apart."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedPicture:
    """A photograph made fit to leave. Sizes in pixels."""

    data: bytes
    width: int
    height: int
    mime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacesSeen:
    """Faces of one photograph."""

    boxes: tuple[FractionRect, ...] = ()
    by: str = ""
    """The detector and its version; empty: this PC has none."""


class Photos(Protocol):
    """What the room of pictures does for a post."""

    def size(self, data: bytes) -> tuple[int, int]:
        """Width and height of the upright picture. Raises BadInput unless it is a sound one of a size we take."""
        ...

    def fit(
        self,
        data: bytes,
        *,
        max_width: int,
        max_bytes: int,
        crop: FractionRect | None,
        redactions: Sequence[FractionRect],
    ) -> FittedPicture:
        """Cover, crop, scale and re-encode; no metadata stays. Same input, same bytes."""
        ...

    def faces(self, data: bytes) -> FacesSeen:
        """Where a detector sees faces in the upright picture; takes about a second the first time."""
        ...

    def leftovers(self, data: bytes) -> tuple[str, ...]:
        """Names of the metadata found in `data`; empty when clean."""
        ...

    def clip(self, file: BinaryIO) -> Clip:
        """What the video in `file` is. Raises BadInput unless it is a sound one of a size we take."""
        ...

    def clean_video(self, file: BinaryIO) -> Iterator[bytes]:
        """The video in pieces, blanked of place, time and device; nothing is re-encoded. Raises like `clip`."""
        ...

    def video_leftovers(self, file: BinaryIO) -> tuple[str, ...]:
        """Names of what a video tells of place, time and device; empty when clean."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPicture:
    """What is said of a picture already: by the unit's library, or by whoever worked on it."""

    alt: str = ""
    source: str = ""
    has_minor: bool | None = None
    """Whether somebody under 18 is in it; None: nobody was asked."""


PictureLibrary = Callable[[str], KnownPicture | None]
"""What the unit's library, or its works on photographs, know of the file with that SHA-256; None: nothing."""


class FileReader(Protocol):
    """Files by their SHA-256."""

    def open(self, name: str) -> BinaryIO:
        """To read parts of it; `check` verifies. Raises NotFound, StorageTrouble."""
        ...

    def check(self, name: str) -> None:
        """Raises like `get`, without having it in memory."""
        ...

    def get(self, name: str) -> bytes:
        """Raises NotFound, StorageTrouble, or Untrusted when the bytes are not what they were."""
        ...


class Files(FileReader, Protocol):
    """Bytes kept by their SHA-256."""

    def put(self, data: bytes) -> str: ...

    def put_pieces(self, pieces: Iterable[bytes]) -> str:
        """Keep a file of any size; one piece at a time is in memory. Raises StorageTrouble."""
        ...

    def has(self, name: str) -> bool: ...


class OtherStations(Protocol):
    """What is known of a post from other PCs."""

    def require_one(self, post_id: str) -> None:
        """Raise Refused while there are two versions of the post, or somebody withdrew it at another PC."""
        ...

    def require_sent_here(self, post_id: str) -> None:
        """Raise Refused where another PC is the one that publishes the post."""
        ...

    def writers(self, post_id: str) -> frozenset[str]:
        """Everyone who wrote at a version of the post, at whichever PC."""
        ...

    def written_by(self, person: str) -> frozenset[str]:
        """Ids of the posts at a version of which the person wrote, at whichever PC."""
        ...

    def chain(self, approval: Approval) -> tuple[HistoryEntry, ...]:
        """The history at the end of which the approval was given at another PC; empty for one that was given here."""
        ...


class NowhereElse:
    """Of a profile whose posts do not travel."""

    def require_one(self, post_id: str) -> None: ...

    def require_sent_here(self, post_id: str) -> None: ...

    def writers(self, post_id: str) -> frozenset[str]:
        return frozenset()

    def written_by(self, person: str) -> frozenset[str]:
        return frozenset()

    def chain(self, approval: Approval) -> tuple[HistoryEntry, ...]:
        return ()


NOWHERE_ELSE = NowhereElse()


class Preflight(Protocol):
    """The one registry of checks, asked at every door. Blockers first."""

    def __call__(
        self,
        post: Post,
        content: Content,
        stage: PreflightStage,
        *,
        frozen: FrozenBundle | None = None,
        approval: Approval | None = None,
        approver: Person | None = None,
    ) -> tuple[Finding, ...]:
        """`approver` is the person at the door of approval."""
        ...
