"""The room of access on a store of its own, with three people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from studio.access.model import PageRole, Right, RightsHolder
from studio.access.service import Access
from studio.access.storage import StoredAccess
from studio.events import EventBus, ServiceEvent
from studio.people.model import Role
from studio.people.service import People
from studio.people.storage import StoredPeople
from studio.posts.checks.plain import secret
from studio.signoffs.service import SignOffs
from studio.signoffs.storage import StoredSignOffs
from studio.store.engine import Store, open_store
from tests.profile import SetClock, staffed

PIN = "73920408"
PAGE = "trang"


@dataclass
class Room:
    store: Store
    clock: SetClock
    people: People
    signoffs: SignOffs
    access: Access
    officer: str
    head: str
    author: str
    heard: list[ServiceEvent] = field(default_factory=list)
    log: list[tuple[str, str, Mapping[str, Any]]] = field(default_factory=list)

    def holder(self, name: str, person: str = "") -> RightsHolder:
        known = next((each for each in self.access.holders() if each.name == name), None)
        return known or self.access.save_holder(RightsHolder(id="", name=name, person=person), self.officer)

    def give(self, name: str, role: PageRole = PageRole.FULL_ADMIN) -> Right:
        return self.access.assign(PAGE, self.holder(name).id, role, self.officer)

    def agree(self, kind: str, subject: str) -> None:
        asked = next(each for each in self.signoffs.open() if (each.kind, each.subject) == (kind, subject))
        self.signoffs.decide(asked.id, self.head, PIN, agree=True)

    def set_up(self) -> tuple[Right, Right]:
        """Two administrators, guarded, agreed to."""
        rights = self.give("Lê Văn Mẫu"), self.give("Trần Thị Thử")
        for right in rights:
            self.access.confirm_mfa(right.id, self.officer)
        self.access.submit_table(PAGE, self.officer, PIN)
        self.agree("access_table", PAGE)
        return rights


def make_room(path: Path, ids: Callable[[], str]) -> Room:
    clock = SetClock()
    store = open_store(path / "a.sqlite3", clock=clock)
    bus = EventBus()
    people = People(StoredPeople(store), clock, ids=ids)
    log: list[tuple[str, str, Mapping[str, Any]]] = []

    def note(act: str, by: str, data: Mapping[str, Any]) -> None:
        log.append((act, by, data))

    signoffs = SignOffs(StoredSignOffs(store), people, clock, ids=ids, note=note, publish=bus.tell)
    access = Access(StoredAccess(store), people, signoffs, clock, ids=ids, scan=secret, note=note, publish=bus.tell)
    officer, head, author = staffed(
        people,
        ("Cán bộ kỹ thuật", {Role.TECHNICAL}),
        ("Lãnh đạo", {Role.HEAD}),
        ("Người soạn", {Role.AUTHOR}),
        pin=PIN,
    )
    room = Room(
        store=store,
        clock=clock,
        people=people,
        signoffs=signoffs,
        access=access,
        officer=officer.id,
        head=head.id,
        author=author.id,
        log=log,
    )
    bus.listen(room.heard.append)
    return room
