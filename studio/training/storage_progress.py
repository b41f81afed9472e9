"""Lessons that were done, certificates and erasures, kept in the course's own store."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Column, Index, Integer, Text, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or

from studio.store.course import CourseStore
from studio.store.schema_base import Flag, Json, Moment, course_metadata, table
from studio.store.statements import from_row, to_row
from studio.training.runs import Erasure, Run

runs = table(
    "runs",
    Column("id", Text, primary_key=True),
    Column("learner_code", Text, nullable=False),
    Column("learner_name", Text, nullable=False),
    Column("outline_id", Text, nullable=False),
    Column("outline_hash", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("seconds", Integer, nullable=False),
    Column("hints", Integer, nullable=False),
    Column("restores", Integer, nullable=False),
    Column("steps_done", Integer, nullable=False),
    Column("steps_total", Integer, nullable=False),
    Column("scenario_green", Flag, nullable=False),
    Column("quiz_right", Integer, nullable=False),
    Column("quiz_total", Integer, nullable=False),
    Column("passed", Flag),
    Column("by_step", Json, nullable=False),
    of=course_metadata,
)
Index("ix_runs_learner_code", runs.c.learner_code)
certificates = table(
    "certificates",
    Column("serial", Text, primary_key=True),
    Column("learner_code", Text, nullable=False),
    Column("body", Json, nullable=False),
    of=course_metadata,
)
erasures = table(
    "erasures",
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("runs", Integer, nullable=False),
    Column("serials", Json, nullable=False),
    of=course_metadata,
)
secrets = table(
    "secrets",
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    of=course_metadata,
)


class StoredProgress:
    """Where runs are kept."""

    def __init__(self, store: CourseStore) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def add(self, run: Run) -> None:
        """Keep a run; one of that id is replaced."""
        self._store.put(runs, to_row(run))

    def runs(self, learner: str = "", outline: str = "") -> tuple[Run, ...]:
        """Newest first."""
        query = select(runs).order_by(runs.c.started_at.desc(), runs.c.id)
        if learner:
            query = query.where(runs.c.learner_code == learner)
        if outline:
            query = query.where(runs.c.outline_id == outline)
        return tuple(from_row(Run, row) for row in self._rows(query))

    def erase(self, learner: str) -> tuple[int, tuple[str, ...]]:
        """Delete what there is of a learner, so that nothing stays in the file: number of runs, serials."""
        with self._store.write() as connection:
            connection.exec_driver_sql("PRAGMA secure_delete=ON")  # nothing of it stays in free pages of the file
            gone = connection.execute(delete(runs).where(runs.c.learner_code == learner)).rowcount
            mine = delete(certificates).where(certificates.c.learner_code == learner).returning(certificates.c.serial)
            serials = sorted(connection.execute(mine).scalars())
        return gone, tuple(serials)

    def add_erasure(self, erasure: Erasure) -> None:
        self._store.do(insert(erasures).values(to_row(erasure)))

    def erasures(self) -> tuple[Erasure, ...]:
        """Newest first."""
        rows = self._rows(select(erasures).order_by(erasures.c.id.desc()))
        return tuple(from_row(Erasure, row) for row in rows)

    # Certificates

    def secret(self, name: str, made: str) -> str:
        """The secret of that name; `made` becomes it when there is none."""
        with self._store.write() as connection:
            connection.execute(insert_or(secrets).values(name=name, value=made).on_conflict_do_nothing())
            return str(connection.execute(select(secrets.c.value).where(secrets.c.name == name)).scalar_one())

    def add_certificate(self, serial: str, learner: str, body: Mapping[str, Any]) -> None:
        self._store.do(insert(certificates).values(serial=serial, learner_code=learner, body=dict(body)))

    def certificate(self, serial: str) -> Mapping[str, Any] | None:
        found = self._rows(select(certificates.c.body).where(certificates.c.serial == serial))
        return found[0].body if found else None

    def certificates(self, learner: str = "") -> tuple[Mapping[str, Any], ...]:
        query = select(certificates.c.body).order_by(certificates.c.serial.desc())
        if learner:
            query = query.where(certificates.c.learner_code == learner)
        return tuple(row.body for row in self._rows(query))

    def _rows(self, query: Any) -> list[Any]:
        if not self._store.exists:
            return []
        return list(self._store.all(query))
