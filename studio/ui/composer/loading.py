"""What the editor needs to open a post, read on the worker in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.clock import VIETNAM, local
from studio.directory.model import DirectoryBook
from studio.posts.model import Post
from studio.templates.layout import Design
from studio.templates.model import Template
from studio.ui.composer.saving import Steps, steps_at
from studio.ui.composer.side.standing import PostStanding, read_standing
from studio.ui.composer.summaries import Summary, has_original, originals

if TYPE_CHECKING:
    from studio.app.studio import Studio

MORNING = time(8)
"""When a post that is begun for a day is planned, until its author says otherwise."""
AHEAD = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostReferences:
    """What a post may name: pages and directory."""

    accounts: tuple[Account, ...]
    book: DirectoryBook

    @property
    def units(self) -> dict[str, str]:
        """Names of the units by id, in the order of the directory."""
        return {unit.id: unit.name for unit in self.book.units}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPost:
    """A post with everything around it."""

    post: Post
    template: Template
    design: Design
    around: PostReferences
    steps: Steps
    standing: PostStanding
    originals: tuple[Summary, ...]


def read_around(studio: Studio) -> PostReferences:
    """On the worker."""
    return PostReferences(accounts=tuple(studio.accounts.list()), book=studio.directory.book())


def open_post(studio: Studio, post_id: str, by: str) -> OpenedPost:
    """On the worker. Raises StudioError: no such post, or its template is not what it was."""
    post = studio.desk.get(post_id)
    template = studio.catalog.get(post.template_id, post.template_version)
    return OpenedPost(
        post=post,
        template=template,
        design=studio.catalog.design(),
        around=read_around(studio),
        steps=steps_at(studio.desk, post),
        standing=read_standing(studio, post.id, by),
        originals=originals(studio, template, post.answers.original_post) if has_original(template) else (),
    )


def hour_on(day: date, now: datetime) -> datetime:
    """The morning of `day`; where that is past or near, the next full hour that leaves an hour for writing."""
    morning = datetime.combine(day, MORNING, VIETNAM)
    if morning >= now + AHEAD:
        return morning
    return (local(now) + 2 * AHEAD).replace(minute=0, second=0, microsecond=0)


def begin_post(studio: Studio, template_id: str, by: str, planned: datetime | None) -> Post:
    """On the worker: a blank draft of the template, for that moment where one was chosen."""
    post = studio.desk.open_new(template_id, by)
    return post if planned is None else studio.desk.edit(post.id, by, publish_at=planned)
