"""The course and its progress over the people of the small studio: the real services, with plain values under them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any, cast

from studio.canonical import sha256
from studio.people.service import People
from studio.phrase import Phrase
from studio.training.certificates import Certificates
from studio.training.outline import OutlineChange
from studio.training.outlines import Outlines
from studio.training.progress import Progress
from studio.training.reading import shipped
from studio.training.runs import Erasure, Run
from tests.ui.fake_people import FakePeople
from tests.ui.stand_in import StandIn


class _Clock(StandIn):  # type: ignore[misc]
    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now


class SomeChanges(StandIn):  # type: ignore[misc]
    """`studio.training.storage_outlines.StoredOutlines` and the files of documents, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, OutlineChange] = {}
        self.titles: dict[str, Phrase] = {}
        self.data: dict[str, bytes] = {}

    def transaction(self) -> AbstractContextManager[object]:
        return nullcontext()

    def changes(self) -> Mapping[str, OutlineChange]:
        return dict(self.kept)

    def save(self, change: OutlineChange) -> None:
        self.kept[change.id] = change

    def remove(self, id: str) -> None:
        self.kept.pop(id, None)

    def groups(self) -> Mapping[str, Phrase]:
        return self.titles

    def save_group(self, id: str, title: Phrase) -> None:
        self.titles[id] = title

    def put(self, data: bytes) -> str:
        self.data[sha256(data)] = data
        return sha256(data)

    def get(self, name: str) -> bytes:
        return self.data[name]


class SomeRuns(StandIn):  # type: ignore[misc]
    """`studio.training.storage_progress.StoredProgress` and the shelf of certificates, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Run] = {}
        self.bodies: dict[str, Mapping[str, Any]] = {}
        self.gone: list[Erasure] = []

    def transaction(self) -> AbstractContextManager[object]:
        return nullcontext()

    def add(self, run: Run) -> None:
        self.kept[run.id] = run

    def runs(self, learner: str = "", outline: str = "") -> tuple[Run, ...]:
        found = [r for r in self.kept.values() if learner in ("", r.learner_code) and outline in ("", r.outline_id)]
        return tuple(sorted(found, key=lambda run: run.started_at, reverse=True))

    def erase(self, learner: str) -> tuple[int, tuple[str, ...]]:
        runs = [run.id for run in self.runs(learner)]
        serials = [key for key, body in self.bodies.items() if body["learner_code"] == learner]
        for key in runs:
            del self.kept[key]
        for key in serials:
            del self.bodies[key]
        return len(runs), tuple(serials)

    def add_erasure(self, erasure: Erasure) -> None:
        self.gone.insert(0, erasure)

    def erasures(self) -> tuple[Erasure, ...]:
        return tuple(self.gone)

    def secret(self, name: str, made: str) -> str:
        return "00" * 32

    def add_certificate(self, serial: str, learner: str, body: Mapping[str, Any]) -> None:
        self.bodies[serial] = body

    def certificate(self, serial: str) -> Mapping[str, Any] | None:
        return self.bodies.get(serial)

    def certificates(self, learner: str = "") -> tuple[Mapping[str, Any], ...]:
        return tuple(body for body in self.bodies.values() if learner in ("", body["learner_code"]))


class SomeCourse(StandIn):  # type: ignore[misc]
    """The three services."""

    def __init__(self, people: FakePeople, now: Callable[[], datetime], unit: Callable[[], str]) -> None:
        self.changes, self.runs, clock = SomeChanges(), SomeRuns(), _Clock(now)
        staff = cast("People", people)
        self.outlines = Outlines(self.changes, self.changes, staff, clock, shipped=shipped)
        self.progress = Progress(self.runs, staff, clock)
        self.certificates = Certificates(self.runs, self.progress, self.outlines, clock, unit=unit)
