"""What a lesson sees: the services of the practice profile, who plays which part, and what happened since it began.

A predicate looks at a scene and answers whether its step is done; a play does a step as a person would, at the
services' own doors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from studio.access.service import Access
from studio.accounts.service import Accounts
from studio.calendar.emergency import Emergencies
from studio.calendar.service import Calendar
from studio.calendar.weeks import Weeks
from studio.config import Settings
from studio.directory.service import Directory
from studio.events import EventBus, ServiceEvent
from studio.feedback.desk import Feedback
from studio.images.asset_library import PhotoAssets
from studio.images.consents import PhotoConsents
from studio.images.detection import DetectionReport
from studio.images.works import PhotoWorks
from studio.library.service import Library
from studio.outbox.records import Records
from studio.outbox.service import Outbox
from studio.people.service import People
from studio.phrase import Phrase
from studio.posts.aftercare import Aftercare
from studio.posts.compose import Composer
from studio.posts.drafts import DraftService
from studio.posts.model import Bundle, Content, Finding, Post, PreflightStage
from studio.posts.previews import Previews
from studio.posts.workflow import Workflow
from studio.registry.service import Registry
from studio.reports.figures import PageFigures
from studio.reports.service import Reports
from studio.signoffs.service import SignOffs
from studio.slips.service import Slips
from studio.training.outline import OutlineStep
from studio.training.places import ControlPlace


class MonthReports(Protocol):
    """What is counted of a month, and what is reported of it."""

    @property
    def figures(self) -> PageFigures: ...

    @property
    def reports(self) -> Reports: ...


class Services(Protocol):
    """The part of `studio.app.Studio` that lessons work with."""

    @property
    def settings(self) -> Settings: ...

    @property
    def events(self) -> EventBus: ...

    @property
    def people(self) -> People: ...

    @property
    def directory(self) -> Directory: ...

    @property
    def accounts(self) -> Accounts: ...

    @property
    def registry(self) -> Registry: ...

    @property
    def signoffs(self) -> SignOffs: ...

    @property
    def access(self) -> Access: ...

    @property
    def slips(self) -> Slips: ...

    @property
    def library(self) -> Library: ...

    @property
    def composer(self) -> Composer: ...

    @property
    def drafts(self) -> DraftService: ...

    @property
    def workflow(self) -> Workflow: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def records(self) -> Records: ...

    @property
    def previews(self) -> Previews: ...

    @property
    def calendar(self) -> Calendar: ...

    @property
    def weeks(self) -> Weeks: ...

    @property
    def emergency(self) -> Emergencies: ...

    @property
    def aftercare(self) -> Aftercare: ...

    @property
    def feedback(self) -> Feedback: ...

    @property
    def reports(self) -> MonthReports: ...

    @property
    def photo_works(self) -> PhotoWorks: ...

    @property
    def photo_assets(self) -> PhotoAssets: ...

    @property
    def photo_consents(self) -> PhotoConsents: ...

    def now(self) -> datetime: ...

    def find_to_cover(self, photo: bytes) -> DetectionReport: ...

    def content(self, post: Post) -> Content: ...

    def findings(self, post: Post, stage: PreflightStage) -> Sequence[Finding]: ...

    def bundle(self, post: Post) -> Bundle: ...

    def export_record(self, post_id: str, out: Path) -> Path: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCast:
    """Who plays which part, by id: of the sample people in a play, whoever signed in otherwise."""

    learner: str
    """Writes and asks: author, technical officer."""
    colleague: str
    """The second person: approver, publisher."""
    head: str
    """Head of the unit."""
    trainer: str = ""
    pin: str = ""
    """Of the sample people, for plays; never that of a person."""


def _unheard(item: str, value: object, /) -> None:
    """For scenes that only look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonContext:
    """One look at the state of things. `heard` is what was told since the lesson began, oldest first; `answers` are
    those of the step's own checklist, by item (see `studio.training.checklist` for their values)."""

    services: Services
    cast: RoleCast
    folder: Path
    """The lesson's own: a play may put files here, and finds the sample material in it (``photo/cuoc-goi-la.jpg``,
    ``law/…``, ``posts/…``)."""
    heard: tuple[ServiceEvent, ...] = ()
    step_from: int = 0
    """Index into `heard` at which the present step began."""
    step: OutlineStep | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    earlier: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    """Answers of the outline's earlier steps, by the step's number: which message was chosen, say."""
    answer: Callable[[str, object], None] = _unheard
    """How a play answers an item of the present step: `Lesson.answer`."""

    def told(self, name: str, **facts: str) -> bool:
        """Whether this was told since the lesson began, with these facts among its own."""
        return any(news.name == name and facts.items() <= news.facts.items() for news in self.heard)

    def last(self, fact: str) -> str:
        """The value of `fact` in the latest news that has it (``post``, ``work``, ``slip`` …): what the lesson is
        about just now; empty when nothing told of any."""
        return next((news.facts[fact] for news in reversed(self.heard) if fact in news.facts), "")


Predicate = Callable[[LessonContext], bool]
Play = Callable[[LessonContext], None]
Remark = Callable[[LessonContext], Phrase | None]
"""What a learner is told who did part of a step, or something else, and may wonder why it is not done; None where there
is nothing to say. Only where neither the step's words nor the page itself say it."""


def told(name: str, **facts: str) -> Predicate:
    """Done when that was told since the lesson began."""
    return lambda scene: scene.told(name, **facts)


@dataclass(frozen=True, slots=True)
class LessonStep:
    """All that a step of a shipped procedure is beside its words."""

    done: Predicate
    play: Play
    """Does it at the services' doors, so what it may do a person may do."""
    at: ControlPlace
    narrow: bool = field(default=False, kw_only=True)
    """Its outline means something of its own by what it waits for; outlines of a unit do not mean that."""
    needs: tuple[int, ...] | None = field(default=None, kw_only=True)
    """The steps of its outline that go before it where an outline of a unit waits for the same; None where that is not
    played so (see `studio.training.replay`)."""
    remark: Remark | None = field(default=None, kw_only=True)


FindRecord = Callable[[str, OutlineStep], LessonStep | None]
"""By the key of the step."""
