"""Everything the review of one post shows, read on a worker in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from studio.posts.compare import Comparison, PictureChange
from studio.posts.model import Comment, Media, Post, PostState
from studio.posts.workflow import asked
from studio.ui.review.pictures import treated
from studio.ui.review.sheet import ReviewSheet, load_sheet

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.exchange.model import TravelState


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed since one person's last look.

    `seen` is the revision of that look, None for whoever never looked; `comparison` is None when nothing changed.
    """

    published: bool = False
    """Compared with what shows on the pages, which this post is to change, and not with a look."""
    seen: int | None = None
    comparison: Comparison | None = None
    images: Mapping[str, tuple[QImage, QImage]] = field(default_factory=dict)
    """Before and after, by media id; null where there is none."""

    @property
    def count(self) -> int:
        return len(self.comparison.changes) + len(self.comparison.pictures) if self.comparison else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewData:
    """A post under review. `photos` are its own pictures as their recipes leave them, by media id."""

    sheet: ReviewSheet
    comments: tuple[Comment, ...]
    since: Since
    photos: Mapping[str, QImage]
    shown_at: tuple[tuple[str, str], ...] = ()
    """Account and address of each page that shows the post, where somebody asks to take it back."""
    travels: TravelState | None = None
    """How it stands between PCs; None for one that never travelled."""
    person: str = ""
    """Id of the person it was read for, or empty."""


def load_case(studio: Studio, post_id: str, person: str) -> ReviewData:
    """Read a case for `person` (an id, or empty). Raises StudioError."""
    sheet = load_sheet(studio, post_id)
    asks = asked(sheet.history) is not None
    return ReviewData(
        shown_at=tuple((d.account, d.permalink) for d in studio.outbox.of_post(post_id) if asks and d.permalink),
        sheet=sheet,
        comments=tuple(studio.reviews.comments(sheet.post.id)),
        since=load_published(studio, sheet.post) or load_since(studio, sheet.post.id, person),
        travels=studio.exchange.standing(sheet.post.id),
        photos={media.id: treated(studio.files, media) for media in sheet.post.media},
        person=person,
    )


def load_published(studio: Studio, post: Post) -> Since | None:
    """What a change of a published post changes on its pages; None for any other post. Raises StudioError."""
    if not post.answers.amends or post.state is PostState.PUBLISHED:
        return None
    changes = [one for one in studio.drafts.amendments(post.answers.amends) if one.state is PostState.PUBLISHED]
    shown = changes[-1] if changes else studio.drafts.get(post.answers.amends)
    found = studio.comparing.beside(shown, post)
    return Since(
        published=True,
        seen=shown.revision,
        comparison=found,
        images={change.media_id: _pair(studio, change) for change in found.pictures},
    )


def load_since(studio: Studio, post_id: str, person: str) -> Since:
    """What changed since the person's last look. Raises StudioError."""
    seen = studio.reviews.seen(post_id, person) if person else None
    if seen is None:
        return Since()
    found = studio.reviews.since(post_id, person)
    images = {change.media_id: _pair(studio, change) for change in found.pictures} if found else {}
    return Since(seen=seen, comparison=found, images=images)


def _pair(studio: Studio, change: PictureChange) -> tuple[QImage, QImage]:
    def image(media: Media | None) -> QImage:
        return treated(studio.files, media) if media else QImage()

    return image(change.before), image(change.after)
