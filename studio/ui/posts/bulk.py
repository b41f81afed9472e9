"""Doing one thing to many posts: what it would do is told first, then each post is its own step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.phrase import Phrase
from studio.posts.model import PostRow, PostState
from studio.posts.trash import TRASHABLE

if TYPE_CHECKING:
    from studio.posts.desk import Desk
    from studio.posts.shelf import PostListing

CHUNK = 200
"""Rows read at once."""


class BulkDeed(StrEnum):
    """What can be done to many posts."""

    TRASH = "trash"
    RESTORE = "restore"

    @property
    def undo(self) -> BulkDeed:
        """What takes it back."""
        return BulkDeed.RESTORE if self is BulkDeed.TRASH else BulkDeed.TRASH


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPlan:
    """The posts that will be moved, and how many in which state will not."""

    deed: BulkDeed
    ready: tuple[str, ...]
    kept: Mapping[PostState, int] = field(default_factory=dict)

    @property
    def left(self) -> int:
        return sum(self.kept.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkOutcome:
    """What was done, and what was refused, each reason with the titles of its posts.

    `unreached` counts those not come to, because the person stopped it or an error other than a refusal did.
    """

    deed: BulkDeed
    done: tuple[str, ...]
    refused: Mapping[Phrase, tuple[str, ...]] = field(default_factory=dict)
    unreached: int = 0

    @property
    def smooth(self) -> bool:
        return not self.refused and not self.unreached


def fits(deed: BulkDeed, row: PostRow) -> bool:
    """Whether `deed` can be done to the post as it was read."""
    if deed is BulkDeed.RESTORE:
        return row.trashed_at is not None
    return row.trashed_at is None and row.state in TRASHABLE


def plan(shelf: PostListing, deed: BulkDeed, ids: Sequence[str]) -> BulkPlan:
    """Look the posts up on the worker; those that are no more are passed over."""
    ready: list[str] = []
    kept: Counter[PostState] = Counter()
    for start in range(0, len(ids), CHUNK):
        for post in shelf.rows(ids[start : start + CHUNK]):
            if fits(deed, post):
                ready.append(post.id)
            else:
                kept[post.state] += 1
    return BulkPlan(deed=deed, ready=tuple(ready), kept=dict(kept))


def carry_out(
    desk: Desk,
    shelf: PostListing,
    deed: BulkDeed,
    ids: Sequence[str],
    by: str,
    going: Callable[[int, int], bool] = lambda done, total: True,
) -> BulkOutcome:
    """Do it to each post, on the worker. `going` hears how many of how many are done and answers whether to go on.

    A refusal is part of the outcome and does not end it.
    """
    step = desk.trash if deed is BulkDeed.TRASH else desk.untrash
    done: list[str] = []
    refused: dict[Phrase, list[str]] = {}
    for place, post_id in enumerate(ids):
        if not going(place, len(ids)):
            return _outcome(deed, done, refused, len(ids) - place)
        try:
            step(post_id, by)
        except StudioError as error:
            refused.setdefault(error.phrase, []).append(_title(shelf, post_id))
        else:
            done.append(post_id)
    return _outcome(deed, done, refused, 0)


def _outcome(
    deed: BulkDeed, done: Sequence[str], refused: Mapping[Phrase, Sequence[str]], unreached: int
) -> BulkOutcome:
    return BulkOutcome(
        deed=deed,
        done=tuple(done),
        refused={reason: tuple(titles) for reason, titles in refused.items()},
        unreached=unreached,
    )


def _title(shelf: PostListing, post_id: str) -> str:
    rows = shelf.rows((post_id,))
    return rows[0].title if rows else ""
