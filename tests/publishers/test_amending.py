"""A published post is changed on the simulated Facebook and Zalo: what the page shows afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.outbox.outbox_rig import AccountBook
from tests.profile import SetClock
from tests.publishers.amending import Cases, Line, Stage
from tests.publishers.facebook.scene import Scene
from tests.publishers.zalo.zalo_rig import ZaloRig as ZaloWorld
from tests.simulators.clock import SimClock
from tests.simulators.facebook.graph import Graph
from tests.simulators.facebook.pictures import jpeg as facebook_jpeg
from tests.simulators.server import Server
from tests.simulators.zalo.platform import Zalo


@pytest.fixture(params=["facebook", "zalo"])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    clock = SetClock()
    build = {"facebook": facebook, "zalo": zalo}[request.param]
    with ExitStack() as stack:
        built = build(stack, tmp_path, clock)
        stack.callback(built.line.store.close)
        yield built


def facebook(stack: ExitStack, folder: Path, clock: SetClock) -> Stage:
    time = SimClock(source=clock)
    server = stack.enter_context(Server(Graph(time, pages=3), clock=time))
    scene = Scene(server)
    line = Line(
        folder,
        remote=scene.publisher,
        accounts=AccountBook(scene.account),
        clock=clock,
        paint=lambda post_id, number: facebook_jpeg(f"{post_id}-{number}"),
    )

    def shown() -> list[str]:
        return [post.message for post in scene.posts() if post.visible]

    stack.callback(scene.http.close)
    return Stage(line, server, scene.account, shown, ("POST", "/v*/*_*"))


def zalo(stack: ExitStack, folder: Path, clock: SetClock) -> Stage:
    time = SimClock(source=clock)
    server = stack.enter_context(Server(Zalo(time), clock=time))
    rig = ZaloWorld(server)
    rig.publisher = rig.another()
    line = Line(folder, remote=rig.publisher, accounts=AccountBook(rig.account), clock=clock)

    def shown() -> list[str]:
        articles = rig.zalo.sim.articles.values()
        return [json.dumps(article.fields, ensure_ascii=False) for article in articles if article.shown]

    stack.callback(rig.http.close)
    return Stage(line, server, rig.account, shown, ("POST", "/v2.0/article/update"))


class TestAmending(Cases):
    pass
