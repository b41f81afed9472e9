"""What the plan of a week is shown with, read on the worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from studio.calendar.week import WeekView
from studio.people.model import Person
from studio.posts.model import PostState
from studio.templates.model import Template

if TYPE_CHECKING:
    from studio.app.studio import Studio

OPEN = (PostState.DRAFT, PostState.CHANGES_ASKED, PostState.IN_REVIEW, PostState.APPROVED)
MOST_DRAFTS = 20
"""Posts under way that are offered for the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRead:
    view: WeekView
    people: Sequence[Person]
    templates: Sequence[Template]
    drafts: Mapping[str, str]
    """Titles of posts under way that stand in no plan of this week, by id, the newest change first."""


def load_plan(studio: Studio, day: date) -> PlanRead:
    view = studio.weeks.view(day)
    planned = {item.post_id for item in view.plan.items}
    under_way = [post.id for post in studio.desk.list(*OPEN) if post.id not in planned][:MOST_DRAFTS]
    return PlanRead(
        view=view,
        people=tuple(studio.people.list()),
        templates=tuple(studio.catalog.all()),
        drafts={post: studio.desk.title(post) for post in under_way},
    )
