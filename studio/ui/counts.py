"""The numbers the frame of the window shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.calendar.week import KIND as WEEK_PLAN
from studio.department.model import StationState
from studio.outbox.model import DeliveryState
from studio.templates.own.service import SUBJECT
from studio.ui.page_count import PageCount
from studio.worklist.model import DELIVERIES, Task, TaskGroup, TaskKind, UnitTasks

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.exchange.link_model import LinkStanding

URGENT = frozenset({DeliveryState.UNKNOWN, DeliveryState.FAILED, DeliveryState.MISSED, DeliveryState.NEEDS_ATTENTION})
"""States in which a person has to act."""
WAITING = frozenset({DeliveryState.SCHEDULED, DeliveryState.WAITING, DeliveryState.SENDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """`tasks`: what waits in the unit, as the person who is signed in sees it. `waiting`: deliveries on their way.
    `due_soon`: feedback near its target. `hub`: how it stands with the department's hub, None where none was joined.
    `department`: this is a PC of a department that joined a hub; `silent`: stations of its units of which nothing is
    heard."""

    tasks: UnitTasks = field(default_factory=UnitTasks)
    waiting: int = 0
    due_soon: int = 0
    hub: LinkStanding | None = None
    department: bool = False
    silent: int = 0

    @property
    def work(self) -> PageCount:
        """The rows of the person's own list."""
        mine = self.tasks.mine
        return PageCount(len(mine), urgent=any(task.group is TaskGroup.NOW for task in mine))

    @property
    def posts(self) -> PageCount:
        return self._of(TaskKind.LAW, TaskKind.VERSIONS)

    @property
    def approvals(self) -> PageCount:
        return self._of(TaskKind.APPROVE, TaskKind.WITHDRAWAL)

    @property
    def outbox(self) -> PageCount:
        """Deliveries that a person moves, and approved posts that are in no outbox yet."""
        return self._of(*DELIVERIES, TaskKind.QUEUE)

    @property
    def feedback(self) -> PageCount:
        """What the first queue of the desk lists; where that is empty, answers of which a person has to say what became
        of them."""
        questions = self._of(TaskKind.OVERDUE, TaskKind.QUESTIONS)
        found = questions if questions.number else self._of(TaskKind.ANSWER)
        return found._replace(soon=self.due_soon > 0)

    @property
    def page_files(self) -> PageCount:
        return self._of(TaskKind.SIGN, TaskKind.SLIP, TaskKind.IMPOSTOR, TaskKind.OLD_NAME, if_=_of_a_page)

    @property
    def stations(self) -> PageCount:
        """Those of which nothing is heard."""
        return PageCount(self.silent, urgent=self.silent > 0)

    def _of(self, *kinds: TaskKind, if_: Callable[[Task], bool] = lambda task: True) -> PageCount:
        """How many things of these kinds wait for the person; for others, where none does."""
        found = [task for task in self.tasks.of(*kinds) if if_(task)]
        mine = [task for task in found if task.mine]
        counted = mine or found
        urgent = any(task.group is TaskGroup.NOW for task in counted)
        return PageCount(sum(task.count for task in counted), urgent=urgent, duty=bool(mine))


def _of_a_page(task: Task) -> bool:
    """Whether what was put before the head is about a page, not the plan of a week or a template."""
    return not task.subject.startswith((WEEK_PLAN, SUBJECT))


def count_all(studio: Studio, person: str = "") -> Counts:
    """Count on the worker, for the person of that id."""
    deliveries = studio.outbox.counts()
    department = studio.department.usable()
    stations = studio.department.stations() if department else ()
    return Counts(
        tasks=studio.worklist.of(person),
        waiting=sum(deliveries.get(state, 0) for state in WAITING),
        due_soon=studio.feedback.items.counts().soon,
        hub=studio.hub.standing() if studio.hub.joined() is not None else None,
        department=department,
        silent=sum(station.state is StationState.SILENT for station in stations),
    )
