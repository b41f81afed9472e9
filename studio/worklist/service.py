"""Collects what waits for a person from all rooms: one list, from which rows and badges come.

Each kind of task has a few rows at most: what goes beyond `MOST` is one row that says how many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from studio.access.service import SLIP as ACCESS_SLIP
from studio.access.service import Access
from studio.access.table import TABLE
from studio.accounts.service import Accounts
from studio.calendar.week import KIND as WEEK_PLAN
from studio.clock import VIETNAM, Clock, local_date, show_datetime
from studio.department.service import Department
from studio.exchange.service import Exchange
from studio.feedback.desk import Feedback
from studio.feedback.model import FeedbackFilter, FeedbackQueue
from studio.feedback.settings import DESK
from studio.outbox.model import Attention, DeliveryState, PublicationProof
from studio.outbox.rescheduler import STEP_ROLES, MoveStep, Rescheduler
from studio.people.model import Person, Role
from studio.people.service import People
from studio.phrase import NOTHING, Bilingual, Phrase, joined
from studio.posts.aftercare import Aftercare, LawNotices
from studio.posts.model import HistoryEntry, PostState
from studio.posts.transitions import RULES, Action
from studio.posts.workflow import PROGRAM, Workflow
from studio.registry.service import REQUEST, Registry
from studio.signoffs.model import SignOff
from studio.signoffs.service import SignOffs
from studio.slips.model import (
    Clarification,
    Correction,
    CorrectiveMeasure,
    Impostor,
    Incident,
    Slip,
    SlipKind,
    look_due,
)
from studio.slips.service import Slips
from studio.templates.kinds_texts import defang
from studio.templates.own.model import TemplateRow
from studio.templates.own.service import SUBJECT, OwnTemplates
from studio.worklist.model import Task, TaskKind, UnitTasks, in_order

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.worklist.storage import PostOwners, StoredTasks, UnfinishedPost, WaitingDeliveries

MOST = 10
"""Rows of one kind; the others are one row together."""
LOOKED_AT = 200
"""Posts of one state among which the most pressing ones are looked for."""
KEEPERS = frozenset({Role.TECHNICAL, Role.HEAD})
"""They are reminded of every slip and file; others of those that they began."""
PUBLISHERS = RULES[Action.QUEUE].roles
AUTHORS = RULES[Action.EDIT].roles
FOR_PUBLISHER = Phrase("for whoever publishes")
FOR_APPROVER = Phrase("for an approver")
FOR_HEAD = Phrase("for the head")
FOR_DESK = Phrase("for the feedback desk")
FOR_AUTHOR = Phrase("for an author")
FOR_KEEPER = Phrase("for the technical officer or the head")
_READ: Mapping[PostState, int] = {
    PostState.IN_REVIEW: LOOKED_AT,
    PostState.APPROVED: LOOKED_AT,
    PostState.CHANGES_ASKED: MOST,
    PostState.APPROVAL_EXPIRED: MOST,
    PostState.DRAFT: MOST,
}
"""Posts that are read of each state."""
_WRITTEN_AFTER = {TaskKind.CHANGES: Action.ASK_CHANGES, TaskKind.EXPIRED: Action.EXPIRE}
"""What brought a post back to who wrote it."""
_SIGNED: Mapping[str, Phrase] = {
    REQUEST: Phrase("Request for a page"),
    TABLE: Phrase("Table of rights"),
    ACCESS_SLIP: Phrase("Rights request"),
    WEEK_PLAN: Phrase("Plan of the week"),
}
_STOPPED: Mapping[DeliveryState, TaskKind] = {
    DeliveryState.UNKNOWN: TaskKind.UNCLEAR,
    DeliveryState.FAILED: TaskKind.FAILED,
    DeliveryState.MISSED: TaskKind.MISSED,
}
_SLIPS: Mapping[SlipKind, Phrase] = {
    SlipKind.IMPOSTOR: Phrase("Impostor page"),
    SlipKind.INCIDENT: Phrase("Incident"),
    SlipKind.CORRECTION: Phrase("Error in a post"),
    SlipKind.CLARIFICATION: Phrase("Claim to clear up"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """The services that are asked."""

    people: People
    accounts: Accounts
    workflow: Workflow
    rescheduler: Rescheduler
    laws: LawNotices
    aftercare: Aftercare
    feedback: Feedback
    signoffs: SignOffs
    access: Access
    registry: Registry
    slips: Slips
    exchange: Exchange
    department: Department
    templates: OwnTemplates


class Worklist:
    """Reads only: whoever takes a step takes it in the room of the thing."""

    def __init__(self, repo: StoredTasks, rooms: Rooms, clock: Clock) -> None:
        self._repo = repo
        self._rooms = rooms
        self._clock = clock

    def of(self, person: str) -> UnitTasks:
        """What waits in the unit, as the person of that id sees it; nobody can do any of it."""
        with self._repo.reading():
            people = {one.id: one for one in self._rooms.people.list()}
            who = people.get(person)
            asked = _WorklistRequest(
                repo=self._repo,
                rooms=self._rooms,
                now=self._clock.now(),
                person=who if who is not None and who.works_here else None,
                names={one.id: one.name for one in people.values()},
            )
            return in_order(_capped(asked.all()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _WorklistRequest:
    """One asking: who asks, and when."""

    repo: StoredTasks
    rooms: Rooms
    now: datetime
    person: Person | None
    names: Mapping[str, str]

    def all(self) -> Iterator[Task]:
        yield from self.deliveries()
        yield from self.questions()
        posts = self.repo.posts(_READ, self.id if self.may(AUTHORS) else "")
        yield from self.to_approve(posts[PostState.IN_REVIEW])
        yield from self.withdrawals()
        yield from self.signoffs()
        yield from self.templates()
        yield from self.to_queue(posts[PostState.APPROVED])
        yield from self.written(TaskKind.CHANGES, posts[PostState.CHANGES_ASKED])
        yield from self.written(TaskKind.EXPIRED, posts[PostState.APPROVAL_EXPIRED])
        yield from self.written(TaskKind.DRAFT, posts[PostState.DRAFT])
        yield from self.changed_laws()
        yield from self.versions()
        yield from self.moves()
        yield from self.notices()
        yield from self.follow_ups()
        yield from self.register()

    # Who may

    @property
    def id(self) -> str:
        return self.person.id if self.person is not None else ""

    def may(self, roles: Iterable[Role]) -> bool:
        return self.person is not None and bool(self.person.roles.intersection(roles))

    def name(self, id: str) -> str:
        return self.names.get(id, id)

    def owned(self, task: Task, mine: bool, waits_for: Phrase) -> Task:
        """`task` as this person's, or as one that `waits_for` somebody else; late once its time has passed."""
        late = task.due is not None and task.due < self.now
        return replace(task, mine=mine, late=late, waits_for=NOTHING if mine else waits_for)

    # Deliveries

    def deliveries(self) -> Iterator[Task]:
        waiting = [*self.repo.urgent(), *self.repo.removals()]
        pages = {page.name: page.title or page.name for page in self.rooms.accounts.list()} if waiting else {}
        told = self.repo.said_last([one.post for one in waiting if _removed(one)], str(Action.WITHDRAW))
        mine = self.may(PUBLISHERS)
        for one in waiting:
            where: Phrase = Bilingual(*[pages.get(one.account, one.account)] * 2)
            if one.count > 1:
                where = Phrase("{n} page", many="{n} pages", n=one.count)
            task = Task(
                kind=_kind_of(one),
                subject=one.first,
                title=one.title,
                reason=self._why_removed(where, told.get(one.post))
                if _removed(one)
                else Phrase("{page}: {message}", page=where, message=one.message),
                since=told[one.post].at if one.post in told and _removed(one) else one.since,
                count=one.count,
                post=one.post,
            )
            yield self.owned(task, mine, FOR_PUBLISHER)

    def _why_removed(self, where: Phrase, line: HistoryEntry | None) -> Phrase:
        if line is None:
            return Phrase("Withdrawn, and still on: {page}", page=where)
        return Phrase(
            "{name} withdrew it: {why} · still on: {page}", name=self.name(line.by), why=line.note, page=where
        )

    # Feedback

    def questions(self) -> Iterator[Task]:
        items, mine = self.rooms.feedback.items, self.may(DESK)
        counts = items.counts()
        for kind, pill, count in (
            (TaskKind.OVERDUE, FeedbackQueue.OVERDUE, counts.overdue),
            (TaskKind.QUESTIONS, FeedbackQueue.TO_ANSWER, counts.to_answer - counts.overdue),
        ):
            if count > 0:
                ids = items.ids(FeedbackFilter(pill=pill))
                first = items.get(ids[0 if pill is FeedbackQueue.OVERDUE else counts.overdue])
                task = Task(
                    kind=kind,
                    subject=first.id,
                    name=Phrase("{n} question past its time", many="{n} questions past their time", n=count)
                    if kind is TaskKind.OVERDUE
                    else Phrase("{n} question to answer", many="{n} questions to answer", n=count),
                    reason=Phrase("By the target that the unit set itself"),
                    due=first.due_at,
                    count=count,
                )
                yield self.owned(task, mine, FOR_DESK)
        for sent in self.rooms.feedback.replies.asking():
            task = Task(
                kind=TaskKind.ANSWER,
                subject=sent.item,
                name=Phrase("Answer to a citizen"),
                reason=Phrase("It may not be there: check, or send it again"),
            )
            yield self.owned(task, mine, FOR_DESK)

    # Decisions

    def to_approve(self, found: PostOwners) -> Iterator[Task]:
        posts = sorted((*found.own.first, *found.others.first), key=_pressing)
        count = found.own.count + found.others.count
        decidable = self.rooms.workflow.decidable(self.id) if self.person is not None and count else frozenset()
        sides = {True: len(decidable), False: count - len(decidable)}
        shown = [post for mine in sides for post in [post for post in posts if (post.id in decidable) is mine][:MOST]]
        lines = self.repo.said_last([post.id for post in shown], str(Action.SUBMIT))
        for post in shown:
            line = lines.get(post.id)
            task = Task(
                kind=TaskKind.APPROVE,
                subject=post.id,
                title=post.title,
                reason=Phrase(
                    "{name} submitted it {when} · for {n} page",
                    many="{name} submitted it {when} · for {n} pages",
                    name=self.name(line.by if line is not None else post.author),
                    when=show_datetime(line.at if line is not None else post.changed_at),
                    n=post.pages,
                ),
                due=post.planned,
                since=line.at if line is not None else post.changed_at,
                post=post.id,
            )
            yield self.owned(task, post.id in decidable, FOR_APPROVER)
        unread = {
            mine: number - sum((post.id in decidable) is mine for post in shown) for mine, number in sides.items()
        }
        yield from self._others(TaskKind.APPROVE, unread, FOR_APPROVER)

    def _others(self, kind: TaskKind, counts: Mapping[bool, int], waits_for: Phrase) -> Iterator[Task]:
        """One row each for this person's and for others' that were not read."""
        for mine, count in counts.items():
            if count:
                yield self.owned(Task(kind=kind, count=count, more=True), mine, waits_for)

    def withdrawals(self) -> Iterator[Task]:
        asked = self.rooms.workflow.withdrawals_asked()
        posts = self.repo.those([line.post_id for line in asked])
        for line in asked:
            title = posts[line.post_id].title if line.post_id in posts else ""
            task = Task(
                kind=TaskKind.WITHDRAWAL,
                subject=line.post_id,
                title=title,
                reason=Phrase(
                    "{name} requests its removal: {why} · the person who asks does not decide",
                    name=self.name(line.by),
                    why=line.note,
                ),
                since=line.at,
                post=line.post_id,
            )
            deciders = self.rooms.workflow.withdrawal_deciders(line.post_id)
            names = ", ".join(one.name for one in deciders)
            mine = self.id in {one.id for one in deciders}
            yield self.owned(task, mine, Phrase("waits for {name}", name=names) if names else FOR_APPROVER)

    def signoffs(self) -> Iterator[Task]:
        for one in self.rooms.signoffs.open():
            task = Task(
                kind=TaskKind.SIGN,
                subject=f"{one.kind}:{self._signed(one)}",
                name=_SIGNED.get(one.kind, Phrase("For the head to approve")),
                reason=joined(
                    Phrase("{name} submitted it to the head", name=self.name(one.by)),
                    Bilingual(one.note, one.note),
                    by=" · ",
                ),
                since=one.at,
            )
            yield self.owned(task, self.may({Role.HEAD}) and one.by != self.id, FOR_HEAD)

    def _signed(self, one: SignOff) -> str:
        """What is opened for it: of a slip on rights the page that it is about."""
        return self.rooms.access.slip(one.subject).page if one.kind == ACCESS_SLIP else one.subject

    def templates(self) -> Iterator[Task]:
        """The unit's own templates: candidates that wait for the head's signature, and what the head sent back."""
        own = self.rooms.templates
        for row in own.all():
            if row.candidate is not None:
                waits = self._template(TaskKind.SIGN, row, f"{SUBJECT}:{row.id}", by=row.candidate_by)
                told = replace(waits, since=own.version(row.id, row.candidate).at)
                yield self.owned(told, self.may({Role.HEAD}) and self.id not in own.writers(row), FOR_HEAD)
            elif row.returned:
                back = self._template(TaskKind.TEMPLATE, row, row.id, note=row.note)
                author = row.draft_by == self.id != ""
                yield self.owned(back, author, Phrase("for {name}", name=self.name(row.draft_by)))

    def _template(self, kind: TaskKind, row: TemplateRow, subject: str, *, by: str = "", note: str = "") -> Task:
        said = (
            Phrase("The head returned it: “{why}”", why=note)
            if note
            else Phrase("{name} submitted it to the head", name=self.name(by))
        )
        name = Phrase("Template {code}: {title}", code=row.code, title=row.title)
        return Task(kind=kind, subject=subject, name=name, reason=said)

    # Posts

    def to_queue(self, found: PostOwners) -> Iterator[Task]:
        posts, mine = sorted((*found.own.first, *found.others.first), key=_pressing)[:MOST], self.may(PUBLISHERS)
        ends = self.repo.approved_until([post.id for post in posts])
        for post in posts:
            end = ends.get(post.id)
            task = Task(
                kind=TaskKind.QUEUE,
                subject=post.id,
                title=post.title,
                reason=_planned(Phrase("Approved, not in the outbox yet"), post, end),
                due=post.planned or end,
                post=post.id,
            )
            yield self.owned(task, mine, FOR_PUBLISHER)
        unread = found.own.count + found.others.count - len(posts)
        yield from self._others(TaskKind.QUEUE, {mine: unread}, FOR_PUBLISHER)

    def written(self, kind: TaskKind, found: PostOwners) -> Iterator[Task]:
        """Posts that their authors have to go on with."""
        for mine, posts in ((True, found.own), (False, found.others)):
            action = _WRITTEN_AFTER.get(kind)
            lines = self.repo.said_last([post.id for post in posts.first], str(action)) if action else {}
            for post in posts.first:
                task = Task(
                    kind=kind,
                    subject=post.id,
                    title=post.title,
                    reason=self._why_written(kind, post, lines.get(post.id)),
                    since=lines[post.id].at if post.id in lines else post.changed_at,
                    post=post.id,
                )
                yield self.owned(task, mine, Phrase("for {name}", name=self.name(post.author)))
            yield from self._others(kind, {mine: posts.count - len(posts.first)}, FOR_AUTHOR)

    def _why_written(self, kind: TaskKind, post: UnfinishedPost, line: HistoryEntry | None) -> Phrase:
        if kind is TaskKind.DRAFT:
            return Phrase("Draft · saved {when}", when=show_datetime(post.changed_at))
        if line is None or line.by == PROGRAM:
            return Phrase("The approval expired: submit it again")
        return Phrase("{name}: “{why}”", name=self.name(line.by), why=line.note)

    def changed_laws(self) -> Iterator[Task]:
        by_post: dict[str, Task] = {}
        for notice in self.rooms.laws.unseen(self.id):
            if notice.post_id not in by_post:
                by_post[notice.post_id] = Task(
                    kind=TaskKind.LAW,
                    subject=notice.post_id,
                    title=notice.title,
                    reason=Phrase("{law}: {say}", law=notice.law, say=notice.say),
                    since=notice.at,
                    post=notice.post_id,
                    mine=True,
                )
        yield from by_post.values()

    def versions(self) -> Iterator[Task]:
        for standing in self.rooms.exchange.divided():
            task = Task(
                kind=TaskKind.VERSIONS,
                subject=standing.post,
                title=standing.title,
                reason=Phrase("Two PCs went on with it; it waits until one version is chosen"),
                post=standing.post,
            )
            yield self.owned(task, self.may(AUTHORS), FOR_AUTHOR)

    def moves(self) -> Iterator[Task]:
        """Moves to another time that wait for the pages or for their author; what waits to be approved or queued is
        listed as every such post."""
        found = [one for one in self.rooms.rescheduler.unfinished() if one.step in (MoveStep.CANCEL, MoveStep.TIME)]
        posts = self.repo.those([one.move.post_id for one in found])
        for one in found:
            roles = STEP_ROLES[one.step]
            task = Task(
                kind=TaskKind.MOVE,
                subject=one.move.post_id,
                title=posts[one.move.post_id].title if one.move.post_id in posts else "",
                reason=Phrase(
                    "{name} moves it from {was} to {to}; it is not queued until that is done",
                    name=self.name(one.move.by),
                    was=show_datetime(one.move.was),
                    to=show_datetime(one.move.to),
                ),
                due=one.move.to,
                since=one.move.at,
                post=one.move.post_id,
            )
            yield self.owned(task, self.may(roles), FOR_AUTHOR if one.step is MoveStep.TIME else FOR_PUBLISHER)

    # What comes back by its day

    def notices(self) -> Iterator[Task]:
        for one in self.rooms.department.for_me():
            if one.waits or one.asks_for_post(self.now):
                task = Task(
                    kind=TaskKind.NOTICE,
                    subject=one.notice.id,
                    name=Phrase("Notice {number} of the department", number=one.notice.number),
                    reason=Bilingual(*[" ".join(one.notice.text.split())] * 2),
                    due=one.notice.due,
                )
                yield self.owned(task, self.person is not None, NOTHING)

    def follow_ups(self) -> Iterator[Task]:
        mine = self.may(AUTHORS)
        found, count = self.rooms.aftercare.first_due(MOST)
        for due in found:
            task = Task(
                kind=TaskKind.FOLLOW_UP,
                subject=f"{due.companion.id}:{due.post_id}",
                title=due.title,
                reason=Phrase("The public was promised: {what}", what=due.companion.title),
                due=_end_of(due.on),
                post=due.post_id,
            )
            yield self.owned(task, mine, FOR_AUTHOR)
        yield from self._others(TaskKind.FOLLOW_UP, {mine: count - len(found)}, FOR_AUTHOR)

    def register(self) -> Iterator[Task]:
        """Slips, and files of pages whose old name is watched."""
        today, keeps = local_date(self.now), self.may(KEEPERS)
        for slip in self.rooms.slips.list():
            if slip.closed_at is None:
                yield from self._slip(slip, today)
        for file in self.rooms.registry.to_watch(today):
            task = Task(
                kind=TaskKind.OLD_NAME,
                subject=file.id,
                title=file.identity.name or file.area,
                reason=Phrase("The page ended; somebody searches for impostors under its old name"),
            )
            yield self.owned(task, keeps or file.made_by == self.id != "", FOR_KEEPER)

    def _slip(self, slip: Slip, today: date) -> Iterator[Task]:
        keeps, body = self.may(KEEPERS), slip.body
        owners = {measure.owner for measure in _undone(slip)}
        days = [measure.due for measure in _undone(slip) if keeps or measure.owner == self.id]
        task = Task(
            kind=TaskKind.SLIP,
            subject=slip.id,
            name=Phrase("{kind} {code}", kind=_SLIPS[slip.kind], code=slip.code),
            reason=Bilingual(*[_about(slip)] * 2),
            due=_end_of(min(days)) if days else None,
            since=slip.opened_at,
        )
        if isinstance(body, Impostor):
            if not look_due(slip, today):
                return
            task = replace(task, kind=TaskKind.IMPOSTOR, since=body.looked_at or slip.opened_at)
        yield self.owned(task, keeps or self.id in {slip.opened_by, *owners}, FOR_KEEPER)


def _kind_of(one: WaitingDeliveries) -> TaskKind:
    if _removed(one):
        return TaskKind.REMOVE_BY_HAND if one.vouched is PublicationProof.LINK else TaskKind.REMOVE
    if one.state is DeliveryState.NEEDS_ATTENTION:
        by_reason = {Attention.HAND: TaskKind.HAND, Attention.DOUBT: TaskKind.UNCLEAR}
        return by_reason.get(one.reason, TaskKind.SETTLE)
    return _STOPPED[one.state]


def _removed(one: WaitingDeliveries) -> bool:
    """Whether it is to be taken off its page."""
    return one.state is DeliveryState.VERIFIED


def _pressing(post: UnfinishedPost) -> tuple[bool, datetime, datetime]:
    """The earliest planned first, then what was changed longest ago."""
    return post.planned is None, post.planned or post.changed_at, post.changed_at


def _planned(said: Phrase, post: UnfinishedPost, end: datetime | None) -> Phrase:
    planned = Phrase("planned for {when}", when=show_datetime(post.planned)) if post.planned else NOTHING
    ends = Phrase("the approval holds until {when}", when=show_datetime(end)) if end and not post.planned else NOTHING
    return joined(said, planned, ends, by=" · ")


def _undone(slip: Slip) -> tuple[CorrectiveMeasure, ...]:
    measures = slip.body.measures if isinstance(slip.body, Incident) else ()
    return tuple(measure for measure in measures if measure.done_on is None)


def _about(slip: Slip) -> str:
    """What the slip is about, in its own words."""
    match slip.body:
        case Impostor(address=address):
            return defang(address)
        case Incident(signs=signs):
            return signs
        case Correction(error=error):
            return error
        case Clarification(claim=claim):
            return claim


def _end_of(day: date) -> datetime:
    """When a day in Vietnam is over: a thing that is due on it is late from then on."""
    return datetime.combine(day + timedelta(days=1), time.min, VIETNAM)


def _capped(tasks: Iterable[Task]) -> Iterator[Task]:
    """The first of each kind, and one for all its others; this person's apart from those of others."""
    alike: dict[tuple[TaskKind, bool], list[Task]] = {}
    for task in in_order(tasks).all:
        alike.setdefault((task.kind, task.mine), []).append(task)
    for found in alike.values():
        rows = [task for task in found if not task.more]
        rest = [*rows[MOST:], *(task for task in found if task.more)]
        yield from rows[:MOST]
        if rest:
            count = sum(task.count for task in rest)
            yield replace(
                rest[-1],
                subject="",
                title="",
                name=NOTHING,
                reason=NOTHING,
                due=None,
                since=None,
                late=rest[0].late,
                count=count,
                post="",
                more=True,
            )
