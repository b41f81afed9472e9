"""A task: something that waits for a person, why, until when, and for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio.phrase import NOTHING, Phrase


class TaskGroup(StrEnum):
    """How the list is divided, what presses most first."""

    NOW = "now"
    """It is overdue, or nobody knows what became of it."""
    DECIDE = "decide"
    """Others' work that this person may decide on."""
    POSTS = "posts"
    """Posts that wait for their next step."""
    REVIEW = "review"
    """What comes back by its day: questions, notices, news that was promised, slips, pages to be looked at."""


class TaskKind(StrEnum):
    """What is to be done. Each kind has exactly one next step."""

    REMOVE_BY_HAND = "remove_by_hand"
    """Its post was withdrawn, and only a person can take it off its page."""
    REMOVE = "remove"
    """Its post was withdrawn; the program takes it off its page on a publisher's word."""
    UNCLEAR = "unclear"
    """It may be on the page: somebody has to look."""
    FAILED = "failed"
    MISSED = "missed"
    SETTLE = "settle"
    """Approval, page, login or clock stopped it, or the page does not show what was approved."""
    HAND = "hand"
    """The package lies ready to be posted by hand."""
    OVERDUE = "overdue"
    """Questions of citizens past the unit's own target."""
    ANSWER = "answer"
    """An answer of which nobody knows what became, or that was refused."""
    APPROVE = "approve"
    WITHDRAWAL = "withdrawal"
    """Somebody asks to take a published post back."""
    SIGN = "sign"
    """Something was put before the head."""
    VERSIONS = "versions"
    """Two PCs went on with one post: a person chooses."""
    MOVE = "move"
    """A queued post is on its way to another time, and left the outbox for that."""
    QUEUE = "queue"
    """Approved, and in no outbox yet."""
    CHANGES = "changes"
    EXPIRED = "expired"
    """The approval ran out, or the planned time passed undecided."""
    LAW = "law"
    """Something was learnt of a law that the post cites."""
    TEMPLATE = "template"
    """The head sent a template of the unit's own back to whoever wrote it."""
    DRAFT = "draft"
    QUESTIONS = "questions"
    """Questions of citizens that are still in time."""
    NOTICE = "notice"
    """The department told the unit something."""
    FOLLOW_UP = "follow_up"
    """A published post promised the public that there would be more."""
    SLIP = "slip"
    """A slip is open, or a measure of one is not done."""
    IMPOSTOR = "impostor"
    """Somebody has to see whether an impostor page is still there."""
    OLD_NAME = "old_name"
    """Somebody has to search for impostors under the name of a page that ended."""


DELIVERIES = (
    TaskKind.REMOVE_BY_HAND,
    TaskKind.REMOVE,
    TaskKind.UNCLEAR,
    TaskKind.FAILED,
    TaskKind.MISSED,
    TaskKind.SETTLE,
    TaskKind.HAND,
)
"""The kinds that are about deliveries."""
GROUPS = {
    TaskGroup.NOW: (
        *DELIVERIES,
        TaskKind.OVERDUE,
        TaskKind.ANSWER,
    ),
    TaskGroup.DECIDE: (TaskKind.APPROVE, TaskKind.WITHDRAWAL, TaskKind.SIGN),
    TaskGroup.POSTS: (
        TaskKind.VERSIONS,
        TaskKind.MOVE,
        TaskKind.QUEUE,
        TaskKind.CHANGES,
        TaskKind.EXPIRED,
        TaskKind.LAW,
        TaskKind.TEMPLATE,
        TaskKind.DRAFT,
    ),
    TaskGroup.REVIEW: (
        TaskKind.QUESTIONS,
        TaskKind.NOTICE,
        TaskKind.FOLLOW_UP,
        TaskKind.SLIP,
        TaskKind.IMPOSTOR,
        TaskKind.OLD_NAME,
    ),
}
"""The kinds of each group, in the order in which they stand where no time decides."""
_GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
_PLACES = {kind: place for place, kind in enumerate(_GROUP_OF)}
_ORDER = {group: place for place, group in enumerate(TaskGroup)}
NEVER = "9999"
"""After the text of every moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One row of the list."""

    kind: TaskKind
    subject: str = ""
    """Id of what its step opens; empty: the page with all of the kind."""
    title: str = ""
    """What the thing is called; empty where nothing is written yet, and for a row that stands for several."""
    name: Phrase = NOTHING
    """The title of a thing that has none of its own."""
    reason: Phrase = NOTHING
    """Why it is here, and who brought it here."""
    due: datetime | None = None
    """When it has to be done."""
    since: datetime | None = None
    """Since when it waits."""
    count: int = 1
    """How many things it stands for: pages of one delivery, questions, posts."""
    post: str = ""
    """Id of the post that it is about."""
    mine: bool = False
    """Whether the person may do it."""
    waits_for: Phrase = NOTHING
    """For whom it waits where it is not this person's."""
    late: bool = False
    """Its time has passed."""
    more: bool = False
    """It stands for the others of its kind, which are too many to be rows."""

    @property
    def group(self) -> TaskGroup:
        return TaskGroup.NOW if self.late else _GROUP_OF[self.kind]

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.subject or ('more' if self.more else '')}:{'mine' if self.mine else 'others'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTasks:
    """The tasks of a unit as one person sees them, group by group, what is due first leading."""

    all: tuple[Task, ...] = ()

    @property
    def mine(self) -> tuple[Task, ...]:
        return tuple(task for task in self.all if task.mine)

    def of(self, *kinds: TaskKind) -> tuple[Task, ...]:
        return tuple(task for task in self.all if task.kind in kinds)


def in_order(tasks: Iterable[Task]) -> UnitTasks:
    """Group by group; in a group by due time, then by what waits longest, the latest draft before the others; a row
    for all the others of a kind last."""
    return UnitTasks(all=tuple(sorted(tasks, key=_place)))


def _place(task: Task) -> tuple[object, ...]:
    moment = task.due or (task.since if task.group is TaskGroup.NOW else None)
    since = task.since.timestamp() if task.since is not None else 0.0
    return (
        _ORDER[task.group],
        task.more,
        moment.isoformat() if moment is not None else NEVER,
        _PLACES[task.kind],
        -since if task.kind is TaskKind.DRAFT else since,
        task.id,
    )
