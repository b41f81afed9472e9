"""Posts as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from studio.clock import local_date
from studio.posts.model import PostFilter, PostRow, PostState
from studio.templates.model import Template

if TYPE_CHECKING:
    from studio.app.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One post: its title, or an empty text where nothing is written yet."""

    id: str
    title: str
    template_id: str
    state: PostState
    changed: datetime

    @property
    def day(self) -> date:
        """The day of the last change, in Vietnam."""
        return local_date(self.changed)


UNFINISHED = (
    PostState.DRAFT,
    PostState.CHANGES_ASKED,
    PostState.REJECTED,
    PostState.APPROVAL_EXPIRED,
    PostState.IN_REVIEW,
    PostState.APPROVED,
    PostState.ON_HOLD,
)
"""States of posts that are not over yet."""
MOST_UNFINISHED = 50
MOST_ORIGINALS = 200


def unfinished(studio: Studio) -> tuple[Summary, ...]:
    """Posts to go on with, the newest change first; the list of posts has the others. On the worker."""
    return _newest(studio, PostFilter(states=UNFINISHED), MOST_UNFINISHED)


def originals(studio: Studio, template: Template, chosen: str = "") -> tuple[Summary, ...]:
    """Published posts that a post of `template` may belong to, the newest first, and the one it belongs to already.

    On the worker.
    """
    published = PostFilter(states=(PostState.PUBLISHED,), template=template.companion_of or "")
    newest = _newest(studio, published, MOST_ORIGINALS)
    if not chosen or any(summary.id == chosen for summary in newest):
        return newest
    return (*newest, *map(_summary, studio.listing.rows((chosen,))))


def has_original(template: Template) -> bool:
    """Whether posts of `template` belong to an earlier one."""
    return template.companion_of is not None or "CORRECTION_LINKED" in template.required_checks


def last_targets(studio: Studio, author: str, besides: str) -> tuple[str, ...]:
    """The pages of the post that the author changed last, `besides` apart. On the worker."""
    rows = studio.listing.rows(studio.listing.ids(PostFilter(author=author), limit=MOST_UNFINISHED))
    return next((row.targets for row in rows if row.id != besides and row.targets), ())


def _newest(studio: Studio, wanted: PostFilter, most: int) -> tuple[Summary, ...]:
    return tuple(_summary(row) for row in studio.listing.rows(studio.listing.ids(wanted, limit=most)))


def _summary(row: PostRow) -> Summary:
    return Summary(id=row.id, title=row.title, template_id=row.template_id, state=row.state, changed=row.changed_at)
