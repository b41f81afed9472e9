"""The PC that a profile sends from. A copy on another PC, or in another folder, asks a person before it may send:
two of them would each publish the same posts.

One run of the program, and what it does not send before a person has seen it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.errors import Refused
from studio.machine import Machine, is_same
from studio.outbox import messages
from studio.outbox.audit import Act
from studio.outbox.model import Binding, Delivery
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Phrase

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.outbox.storage_audit import StoredAudit
    from studio.outbox.storage_home import StoredHome


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueSession:
    """`id` is written into every delivery that a person queues or sends again meanwhile."""

    id: str
    began_at: datetime


@dataclass(slots=True, kw_only=True)
class Watchfulness:
    """What the workers of this run know together: whether the queue was seen, and how far the clocks are apart.

    Each field is replaced as a whole, so that threads may share it.
    """

    session: QueueSession | None = None
    """None: nothing is withheld."""
    seen: bool = False
    apart: dict[str, timedelta] = field(default_factory=dict)
    """By account, how far this PC's clock was ahead of the page's at the last greeting."""

    @property
    def session_id(self) -> str:
        return self.session.id if self.session else ""

    @property
    def began(self) -> datetime | None:
        """Deliveries that were due before this and queued by another run are withheld; None: none are."""
        return None if self.session is None or self.seen else self.session.began_at

    def withholds(self, delivery: Delivery) -> bool:
        """Whether nothing of `delivery` may become public before a person has seen the queue."""
        began = self.began
        return began is not None and delivery.due_at < began and delivery.session != self.session_id

    def greeted(self, account: str, apart: timedelta) -> None:
        self.apart = self.apart | {account: apart}


PROGRAM = "program"
DECIDERS = (Role.TECHNICAL, Role.HEAD)


class HomeStanding(StrEnum):
    """What this profile is on the PC at hand."""

    HOME = "home"
    FOUND = "found"
    """It was used elsewhere, and nobody has said yet what it is here."""
    COPY = "copy"
    """A person said that it is a copy: it can be read, and sends nothing."""


class ProfileKind(StrEnum):
    """What a person may say that a profile found elsewhere is."""

    MOVED = "moved"
    """The other one is not used any more."""
    COPY = "copy"


class Home:
    """Asked by every service before anything leaves or is decided about what left.

    Without a `machine` it is at home everywhere. `holds` tells whether a folder holds a profile still: one whose former
    folder is empty was moved, not copied.
    """

    def __init__(
        self,
        repo: StoredHome,
        *,
        machine: Machine | None,
        place: Path,
        holds: Callable[[Path], bool],
        people: People,
        audit: StoredAudit,
        clock: Clock,
    ) -> None:
        self._repo = repo
        self._machine = machine
        self._place = str(place.resolve())
        self._holds = holds
        self._people = people
        self._audit = audit
        self._clock = clock

    def settle(self) -> HomeStanding:
        """At the start: a new profile is at home here; one that was moved within this PC stays so."""
        machine = self._machine
        if machine is None:
            return HomeStanding.HOME
        bound = self._repo.binding()
        if bound is None:
            self._repo.bind(self._here(machine))
        elif is_same(bound.marks, machine.marks) and not bound.copy:
            if bound.place != self._place and not self._holds(Path(bound.place)):
                self._note(replace(self._here(machine), by=bound.by), PROGRAM, ProfileKind.MOVED, bound)
            elif bound.place == self._place and (bound.marks, bound.machine) != (machine.marks, machine.name):
                self._repo.bind(replace(bound, marks=machine.marks, machine=machine.name))
        return self.standing()

    def standing(self) -> HomeStanding:
        bound = self._repo.binding() if self._machine is not None else None
        if bound is None or self._machine is None:
            return HomeStanding.HOME
        if not is_same(bound.marks, self._machine.marks) or bound.place != self._place:
            return HomeStanding.FOUND
        return HomeStanding.COPY if bound.copy else HomeStanding.HOME

    def trouble(self) -> Phrase | None:
        """Why nothing may leave from here, and what to do; None at home."""
        standing, bound = self.standing(), self._repo.binding()
        if standing is HomeStanding.HOME or bound is None or self._machine is None:
            return None
        if standing is HomeStanding.COPY:
            return messages.is_a_copy(bound.original, bound.by, bound.at)
        if is_same(bound.marks, self._machine.marks):
            return messages.in_another_folder(bound.place, self._place)
        return messages.on_another_pc(bound.machine, self._machine.name)

    def require(self) -> None:
        """Raises Refused anywhere but at home."""
        trouble = self.trouble()
        if trouble is not None:
            raise Refused(trouble)

    def decide(self, kind: ProfileKind, by: str, pin: str) -> HomeStanding:
        """A person says what the profile is here; logged. Raises NotPermitted, or Refused when nobody asks."""
        person = self._people.require(self._people.verify_pin(by, pin).id, *DECIDERS)
        with self._repo.transaction():
            bound, machine = self._repo.binding(), self._machine
            if bound is None or machine is None or self.standing() is HomeStanding.HOME:
                raise Refused(messages.AT_HOME)
            copy = kind is ProfileKind.COPY
            original = bound.original or bound.machine
            here = replace(self._here(machine), copy=copy, original=original if copy else "", by=person.name)
            self._note(here, person.id, kind, bound)
        return self.standing()

    def _here(self, machine: Machine) -> Binding:
        return Binding(machine=machine.name, marks=machine.marks, place=self._place, at=self._clock.now())

    def _note(self, here: Binding, by: str, kind: ProfileKind, before: Binding) -> None:
        with self._repo.transaction():
            self._repo.bind(here)
            facts = {"kind": str(kind), "machine": here.machine, "before": before.machine}
            self._audit.append(at=here.at, by=by, act=Act.MACHINE, data=facts)
