"""Small fittings between rooms that must not know each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from studio.canonical import sha256
from studio.cards.renderer import CardRenderer
from studio.images.decode import open_photo, photo_size
from studio.images.fit import fit_photo
from studio.images.metadata import leftovers
from studio.posts.ports import FittedPicture, PressedCard
from studio.templates.card import CardSpec, FractionRect
from studio.templates.layout import Design


class Press:
    """The card painter as the room of posts knows it. Qt is started when the first card is pressed."""

    def __init__(self, design: Callable[[], Design], read: Callable[[str], bytes]) -> None:
        self._design = design
        self._read = read
        self._renderers: dict[int, CardRenderer] = {}

    def renderer(self) -> CardRenderer:
        """The painter for the design now approved. Raises Untrusted when a layout file was altered."""
        design = self._design()
        if id(design) not in self._renderers:
            self._renderers = {id(design): CardRenderer(design, self._read)}
        return self._renderers[id(design)]

    def export(self, spec: CardSpec, size: str, *, max_bytes: int) -> PressedCard:
        made = self.renderer().export(spec, size, max_bytes=max_bytes)
        return PressedCard(
            data=made.data,
            width=made.width,
            height=made.height,
            mime=made.mime,
            contrast=dict(made.contrast),
            problems=tuple(problem.phrase for problem in made.problems),
        )


class PhotoDesk:
    """The room of pictures as the room of posts knows it."""

    def size(self, data: bytes) -> tuple[int, int]:
        open_photo(data, near=(64, 64))  # decoding shows that it is sound
        return photo_size(data)

    def fit(
        self,
        data: bytes,
        *,
        max_width: int,
        max_bytes: int,
        crop: FractionRect | None,
        redactions: Sequence[FractionRect],
    ) -> FittedPicture:
        made = fit_photo(data, max_width=max_width, max_bytes=max_bytes, crop=crop, redactions=redactions)
        return FittedPicture(data=made.data, width=made.width, height=made.height, mime=made.mime)

    def leftovers(self, data: bytes) -> tuple[str, ...]:
        return leftovers(data)


TRIED_OUT, LEAST_TRIED_OUT = 24_000_000, 60
"""Bytes of pictures kept in memory, and how many are kept whatever they weigh: the cards and photos of one post."""


class Overlay:
    """A file store that keeps what is new in memory, the latest of it: for a post that is only tried out."""

    def __init__(self, get: Callable[[str], bytes], has: Callable[[str], bool]) -> None:
        self._get = get
        self._has = has
        self._new: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        name = sha256(data)
        self._new.pop(name, None)
        self._new[name] = data
        # A window that looks at drafts all day must not keep every picture it ever painted.
        while len(self._new) > LEAST_TRIED_OUT and sum(map(len, self._new.values())) > TRIED_OUT:
            del self._new[next(iter(self._new))]
        return name

    def get(self, name: str) -> bytes:
        return self._new[name] if name in self._new else self._get(name)

    def has(self, name: str) -> bool:
        return name in self._new or self._has(name)
