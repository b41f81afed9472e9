"""The list of slips as it is read on the worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.clock import show_date
from studio.posts.model import PostFilter, PostState
from studio.slips.model import Correction, Slip, SlipKind
from studio.ui.slips.words import headline, kind_word, state_word
from studio.ui.widgets.entries import Entry

if TYPE_CHECKING:
    from studio.app.studio import Studio

OPEN, ALL = "open", "all"
OFFERED_POSTS = 60
"""Published posts, the latest, among which the one that is wrong is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The slips, the open ones first, and the titles of the posts that are reported as wrong, by id."""

    slips: tuple[Slip, ...] = ()
    titles: Mapping[str, str]

    def listed(self, filter: str) -> tuple[Slip, ...]:
        """Those that a filter lets through: `OPEN`, `ALL`, or a kind."""
        return tuple(slip for slip in self.slips if _fits(slip, filter))

    def count(self, filter: str) -> int:
        return len(self.listed(filter))


def load_register(studio: Studio) -> Register:
    slips = tuple(studio.slips.list())
    wrong = {slip.body.post for slip in slips if isinstance(slip.body, Correction)}
    return Register(slips=slips, titles={post: studio.desk.title(post) for post in wrong})


def load_published(studio: Studio) -> tuple[tuple[str, str], ...]:
    """The latest published posts, by id and title."""
    ids = studio.shelf.ids(PostFilter(states=(PostState.PUBLISHED,)), limit=OFFERED_POSTS)
    return tuple((row.id, row.title) for row in studio.shelf.rows(ids))


def entries(slips: Sequence[Slip], titles: Mapping[str, str]) -> list[Entry]:
    """The slips as lines: what it is about, its state and kind, when it changed last."""
    return [
        Entry(
            id=slip.id,
            title=headline(slip.body, titles),
            word=state_word(closed=slip.closed_at is not None),
            side=show_date(slip.changed_at.date()),
            text=f"{kind_word(slip.kind)} · {slip.code}",
        )
        for slip in slips
    ]


def _fits(slip: Slip, filter: str) -> bool:
    if filter == OPEN:
        return slip.closed_at is None
    return filter == ALL or slip.kind is SlipKind(filter)
