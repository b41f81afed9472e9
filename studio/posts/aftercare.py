"""What follows a published post: what was written about it since, and the companion that is due.

A template may name another whose companion it is: whoever published that a person is missing owes the public the
news that the person was found; who told of a case owes its outcome. Such a companion comes due by itself, on the day
that the post promised, else when its template's review is due.

What whoever wrote or approved a post has to hear: the effect of a law that it cites is not what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from studio.clock import Clock, local_date, show_date
from studio.errors import Refused
from studio.library.model import Light
from studio.logbook import Logbook
from studio.posts.drafts import DraftService
from studio.posts.model import PROMISED, Answers, LawNotice, Post, PostState, RelatedPost
from studio.templates.model import FieldType, Template

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.posts.storage_aftercare import StoredAftercare, StoredLawNotices

OPEN = (
    PostState.DRAFT,
    PostState.IN_REVIEW,
    PostState.CHANGES_ASKED,
    PostState.APPROVED,
    PostState.APPROVAL_EXPIRED,
    PostState.ON_HOLD,
    PostState.QUEUED,
)
"""States in which something can still be done about it."""
CHANGED = "law_changed"
"""Action in the history of a post that somebody has to decide, or has decided, on."""

_WORST_FIRST = (Light.RED, Light.GREY, Light.AMBER, Light.GREEN)


class LawNotices:
    """Notices for persons. `person` is an id."""

    def __init__(self, repo: StoredLawNotices, clock: Clock, *, logbook: Logbook | None = None) -> None:
        self._repo = repo
        self._clock = clock
        self._logbook = logbook or Logbook()

    def tell(self, notices: Sequence[LawNotice]) -> None:
        """Keep them for whoever is concerned."""
        if notices:
            self._repo.add(notices)

    def old_checks(self) -> frozenset[tuple[str, str, date]]:
        """What was told of confirmations that grew old: post, law, day of the confirmation."""
        return self._repo.old_checks()

    def of_post(self, post_id: str) -> tuple[LawNotice, ...]:
        """What changed last of each law that the post cites, newest first."""
        return self._repo.of_post(post_id)

    def lights(self) -> Mapping[str, Light]:
        """The worst light of each open post about which something was told, by its id."""
        found: dict[str, Light] = {}
        for notice in self._repo.latest(OPEN):
            found[notice.post_id] = min(found.get(notice.post_id, notice.light), notice.light, key=_WORST_FIRST.index)
        return found

    def unseen(self, person: str) -> tuple[LawNotice, ...]:
        """What the person has to hear, newest first."""
        return self._repo.unseen(person, OPEN) if person else ()

    def seen(self, person: str, post_id: str) -> None:
        """The person has read what there is about the post. Raises NotPermitted for somebody who is not at work."""
        if not person:
            return
        person = self._logbook.who(person)
        found = self._repo.of_post(post_id)
        if found:
            self._repo.mark(person, post_id, max(notice.id for notice in found), self._clock.now())


CORRECTION = "correction"
"""Template of a correction of one's own post."""
ORIGINAL = "original"
"""Field that names the earlier post: in a correction by its address, in a companion by the day it appeared."""
POSTED_ON = "posted_on"
"""Field of a correction with that day."""
_GIVEN_UP = frozenset({PostState.REJECTED, PostState.WITHDRAWN})
_LINKABLE = frozenset({PostState.PUBLISHED, PostState.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCompanion:
    """A companion that somebody has to write: of which post, from which template, from when on."""

    post_id: str
    title: str
    companion: Template
    on: date
    overdue: bool
    """Its day has passed."""


Links = Callable[[str], Sequence[str]]
"""Addresses under which a post shows, by its id."""
Templates = Callable[[Callable[[Template], object]], Collection[Template]]
"""Those in use that are wanted: the file of each is read again."""


class Aftercare:
    """Reads what belongs together, and opens what is to follow."""

    def __init__(
        self,
        repo: StoredAftercare,
        *,
        drafts: DraftService,
        templates: Templates,
        links: Links,
        clock: Clock,
    ) -> None:
        self._repo = repo
        self._drafts = drafts
        self._templates = templates
        self._links = links
        self._clock = clock

    def about(self, post_id: str) -> tuple[RelatedPost, ...]:
        """Corrections, updates and other companions of a post, oldest first."""
        return self._repo.about(post_id)

    def original_of(self, post: Post) -> RelatedPost | None:
        """The post that this one corrects or updates; None when it names none that is here."""
        return self._repo.related(post.answers.original_post) if post.answers.original_post else None

    def due(self, *, within: timedelta = timedelta(0)) -> tuple[DueCompanion, ...]:
        """Companions whose day has come, or comes `within` that time; the longest due first."""
        return self._due(within, None)[0]

    def first_due(self, most: int) -> tuple[tuple[DueCompanion, ...], int]:
        """The `most` companions whose day came longest ago, and how many there are."""
        return self._due(timedelta(0), most)

    def _due(self, within: timedelta, most: int | None) -> tuple[tuple[DueCompanion, ...], int]:
        today = local_date(self._clock.now())
        companions = {t.companion_of: t for t in self._templates(lambda t: t.companion_of) if t.companion_of}
        follows = {of: companion.id for of, companion in companions.items()}
        days = {t.id: t.review_days for t in self._templates(lambda t: t.id in companions)}
        awaited, count = self._repo.awaited(follows, days, today, today + within, most)
        found = tuple(
            DueCompanion(
                post_id=post.id,
                title=post.title,
                companion=companions[post.template_id],
                on=post.on,
                overdue=post.on < today,
            )
            for post in awaited
        )
        return found, count

    def correct(self, post_id: str, by: str) -> Post:
        """Open the correction of a published post. Raises Refused, NotFound, NotPermitted."""
        return self.follow(post_id, CORRECTION, by)

    def amend(self, post_id: str, by: str) -> Post:
        """Open the draft that changes a published post on its pages, with the text that they show now; the one that is
        being written, where there is one. Raises Refused, NotFound, NotPermitted."""
        named = self._drafts.get(post_id)
        post = self._drafts.get(named.answers.amends) if named.answers.amends else named
        if post.state is not PostState.PUBLISHED:
            raise Refused(
                "only a post that is published and not withdrawn is changed on its pages; where one of its pages still "
                "waits, see to that first, or stop what is not sent yet."
            )
        changes = [later for later in self._drafts.amendments(post.id) if later.state not in _GIVEN_UP]
        begun = next((change for change in changes if change.state is not PostState.PUBLISHED), None)
        return begun or self._drafts.open_amendment(changes[-1] if changes else post, post.id, by)

    def follow(self, post_id: str, template_id: str, by: str) -> Post:
        """Open a draft of `template_id` about a published post: linked, for the same pages, with what both ask for."""
        earlier = self._drafts.get(post_id)
        if earlier.state not in _LINKABLE:
            raise Refused("only a published post is corrected or updated; this one is not published, edit it instead.")
        template = next(iter(self._templates(lambda t: t.id == template_id)), None)
        if template is None:
            raise Refused(
                "the templates in use have no “{template_id}”; install the latest approved pack.",
                template_id=template_id,
            )
        opened = self._drafts.open_new(template_id, by)
        return self._drafts.edit(
            opened.id,
            by,
            fields=self._shared(earlier, template),
            targets=earlier.targets,
            answers=Answers(original_post=earlier.id),
        )

    def _shared(self, earlier: Post, template: Template) -> dict[str, Any]:
        """What the earlier post answered already, and where readers find it."""
        same = {
            field.name: earlier.fields[field.name]
            for field in template.fields
            if field.name in earlier.fields and field.name not in (PROMISED, ORIGINAL, POSTED_ON)
        }
        shown = self._repo.published_at(earlier.id)
        day = local_date(shown) if shown else None
        if template.id == CORRECTION:
            named = next(iter(self._links(earlier.id)), "") or self._drafts.title(earlier.id)
        else:
            named = show_date(day) if day else ""
        written = day.isoformat() if day else ""
        first = template.field(ORIGINAL)
        told = {ORIGINAL: written if first and first.type is FieldType.DATE else named, POSTED_ON: written}
        return same | {name: value for name, value in told.items() if value and _takes(template, name, value)}


def _takes(template: Template, name: str, value: str) -> bool:
    """Whether the template has the field, and room in it."""
    field = template.field(name)
    return field is not None and (field.max is None or len(value) <= field.max)
