"""One post to many pages costs each page the same, however many they are: counted in statements, rows and calls.

The way is a person's: `Studio.publish`, as the window's dialog and the command line call it, and the workers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from studio.app import Studio
from studio.outbox.model import DeliveryState
from tests.fleet import PIN, Approved, Fleet
from tests.publishers.facebook.scene import NOON
from tests.simulators.clock import SimClock
from tests.simulators.facebook.graph import Graph
from tests.simulators.server import Server

SIZES = (1, 4, 8, 16)
"""Pages of each post; the first is sent before anything is counted, for it reads what all others then know."""
CALLS = 11
"""Of the platform for one post with two pictures on a page not asked before: who it is and its token's standing, its
three lists, two pictures, the post, its reveal, the look that verifies it and the look for a double."""
SLACK = 1.05
QUEUING = 10
"""Statements that one more page may add to queuing: the look at the page, its delivery, the line in the log."""
READS_OF_PAGES = 16
"""Of one delivery: two gates, each with the registry as one text and the page; and the page by name at each step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one act took: SQL statements, those of them that read the registry of pages, rows, calls of a platform."""

    statements: int
    registry: int
    rows: int
    calls: int


class Meter:
    """Counts what the store and the simulated platform are asked."""

    def __init__(self, studio: Studio, server: Server) -> None:
        self._server = server
        self._statements: list[str] = []
        self._rows = 0
        event.listen(studio.store.engine, "before_cursor_execute", self._executed)
        event.listen(studio.store.engine, "checkout", self._lent)

    def of(self, act: Callable[[], object]) -> Cost:
        self._statements.clear()
        self._rows = 0
        self._server.forget_journal()
        act()
        return Cost(
            statements=len(self._statements),
            registry=sum("FROM accounts" in " ".join(statement.split()) for statement in self._statements),
            rows=self._rows,
            calls=len(self._server.journal()),
        )

    def _executed(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self._statements.append(statement)

    def _lent(self, connection: Any, *_: Any) -> None:
        def counted(_cursor: Any, row: Any) -> Any:
            self._rows += 1
            return row

        connection.row_factory = counted


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    fleet: Fleet
    studio: Studio
    server: Server
    meter: Meter

    def queue(self, post: Approved) -> None:
        self.studio.publish(post.id, post.pages, self.fleet.publisher.id, PIN)

    def send(self, post: Approved) -> None:
        """By one worker, so that nobody idle looks for work meanwhile; then what a run does at its end."""
        while self.studio.outbox.run_once() is not None:
            pass
        self.studio.outbox.run()


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    clock = SimClock(NOON)
    with Server(Graph(clock, pages=sum(SIZES)), clock=clock) as server:
        fleet = Fleet(tmp_path, clock, facebook=server.platform.state(), url=server.url, sizes=SIZES)
        studio = fleet.opened()
        yield City(fleet=fleet, studio=studio, server=server, meter=Meter(studio, server))
        studio.close()


def test_each_page_costs_the_same(city: City) -> None:
    first, *posts = city.fleet.posts
    city.queue(first)
    city.send(first)
    costs = [(city.meter.of(partial(city.queue, post)), city.meter.of(partial(city.send, post))) for post in posts]
    queued, sent = zip(*costs, strict=True)
    for post in posts:
        states = [delivery.state for delivery in city.studio.outbox.of_post(post.id)]
        assert states == [DeliveryState.VERIFIED] * len(post.pages)
    for act in (queued, sent):
        for few, some, many in zip(*map(astuple, act), strict=True):
            assert many - some <= 2 * (some - few) * SLACK, "twice as many more pages cost twice as much more"
    *_, pages = (len(post.pages) for post in posts)
    assert queued[-1].statements - queued[-2].statements <= QUEUING * pages / 2
    assert queued[-1].calls == 0
    assert sent[-1].calls == CALLS * pages
    assert sent[-1].registry <= READS_OF_PAGES * pages
