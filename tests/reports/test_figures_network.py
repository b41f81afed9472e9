"""From a page's own answer to the cell of a month: the real readers on simulated platforms, and the real services."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from studio.accounts.model import AccountKind
from studio.publishers.facebook.figures import FacebookFigures
from studio.reports.model import Figure, FigureState, Metric
from tests.feedback.desk_rig import FACEBOOK
from tests.publishers.facebook.scene import NOON, PAGE, Scene
from tests.reports.figures_rig import FiguresRig
from tests.simulators.clock import SimClock
from tests.simulators.facebook.graph import Graph
from tests.simulators.faults import rule
from tests.simulators.server import Server


@pytest.fixture
def scene() -> Iterator[Scene]:
    clock = SimClock(NOON)
    with Server(Graph(clock, pages=1), clock=clock) as server:
        yield Scene(server)


@pytest.fixture
def rig(tmp_path: Path, scene: Scene) -> Iterator[FiguresRig]:
    made = FiguresRig(tmp_path / "profile")
    made.clock.moment = NOON
    reader = FacebookFigures(scene.http, scene.logins, scene.clock, pause=lambda _: None)
    scene.logins.kept[FACEBOOK.name] = scene.logins.kept[scene.account.name]
    page = replace(FACEBOOK, page_id=PAGE, base_url=scene.account.base_url, connected_by="i4")
    made.use({AccountKind.FACEBOOK: reader}, [page])
    yield made
    made.close()


def test_what_facebook_tells_is_what_the_month_says(rig: FiguresRig, scene: Scene) -> None:
    with scene.server.lock:
        remote = str(scene.facebook.control("write", {"page": PAGE, "message": "Bài", "at": NOON.isoformat()})["id"])
        scene.facebook.control("figures", {"post": remote, "reactions": 7, "post_media_view": 120})
        day = {"page": PAGE, "metric": "page_media_view", "ended": "2026-11-24T08:00:00+00:00", "value": 300}
        scene.facebook.control("day", day)
    rig.out("p1", NOON - timedelta(hours=2), remote=remote)
    rig.figures.look_due()
    month = rig.month()
    (row,) = month.posts
    assert row.figures[Metric.VIEWS] == Figure(told=FigureState.YES, value=120)
    assert row.figures[Metric.REACTIONS] == Figure(told=FigureState.YES, value=7)
    assert row.figures[Metric.SHARES] == Figure(told=FigureState.YES, value=0)
    assert row.figures[Metric.VIEWERS] == Figure(told=FigureState.NOT_OFFERED)
    assert rig.page()[Metric.VIEWS] == Figure(told=FigureState.YES, value=300, approximate=True), (
        "its own, with days missing"
    )
    assert month.views_by_day[date(2026, 11, 24)].value == 300


def test_a_page_that_is_down_tells_nothing_and_is_asked_again(rig: FiguresRig, scene: Scene) -> None:
    with scene.server.lock:
        remote = str(scene.facebook.control("write", {"page": PAGE, "message": "Bài", "at": NOON.isoformat()})["id"])
        scene.facebook.control("figures", {"post": remote, "reactions": 7})
    rig.out("p1", NOON - timedelta(hours=2), remote=remote)
    scene.server.faults.add(rule("html", method="GET", path=f"*/{remote}", times=1))
    rig.figures.look_due()
    assert rig.month().posts[0].figures[Metric.REACTIONS] == Figure(told=FigureState.NOT_LOOKED)
    rig.clock.forward(minutes=31)
    rig.figures.look_due()
    assert rig.month().posts[0].figures[Metric.REACTIONS].value == 7
