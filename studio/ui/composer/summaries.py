"""Posts as lists show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from studio.clock import local_date
from studio.posts.model import Post, PostState
from studio.templates.model import Template
from studio.ui.composer.ports import ComposerStudio


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


def unfinished(studio: ComposerStudio) -> tuple[Summary, ...]:
    """Posts to go on with, the newest change first. On the worker."""
    titles = studio.desk.titles()
    return tuple(_summary(post, titles) for post in studio.desk.list(*UNFINISHED))


def originals(studio: ComposerStudio, template: Template) -> tuple[Summary, ...]:
    """Published posts that a post of `template` may belong to. On the worker."""
    titles = studio.desk.titles()
    published = studio.desk.list(PostState.PUBLISHED)
    of = template.companion_of
    return tuple(_summary(post, titles) for post in published if of is None or post.template_id == of)


def has_original(template: Template) -> bool:
    """Whether posts of `template` belong to an earlier one."""
    return template.companion_of is not None or "CORRECTION_LINKED" in template.required_checks


def _summary(post: Post, titles: Mapping[str, str]) -> Summary:
    return Summary(
        id=post.id,
        title=titles.get(post.id, ""),
        template_id=post.template_id,
        state=post.state,
        changed=post.updated_at,
    )
