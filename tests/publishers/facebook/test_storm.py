"""Many faults at once, at every call, by dice: in the end each delivery shows once, and nothing else shows.

Who drives the publisher here does what the outbox does: looks, adopts, creates what a look does not find, reveals.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from studio.posts.model import Package
from studio.publishers.port import Answer, Outcome, Unreachable
from tests.publishers.facebook.scene import NOON, PAGE, Scene
from tests.simulators.faults import Fault, Kind, rule

KINDS = (
    Kind.DROP_BEFORE,
    Kind.DROP_AFTER,
    Kind.RESET_BEFORE,
    Kind.RESET_AFTER,
    Kind.HTML,
    Kind.TRUNCATED,
    Kind.CUT_ANSWER,
    Kind.REDIRECT,
    Kind.PORTAL,
    Kind.DUPLICATE,
)
STORM = (
    *(Fault(kind=kind) for kind in KINDS),
    Fault(kind=Kind.CUT_BODY, bytes=60),
    Fault(kind=Kind.STATUS, status=500, commit=True),
    Fault(kind=Kind.STATUS, status=429, retry_after="30"),
    Fault(kind=Kind.ERROR, options={"code": 2}, commit=True),
    Fault(kind=Kind.ERROR, options={"code": 80001, "minutes": 1}),
)
ENOUGH = 400
"""Steps after which a delivery that has not arrived never will."""


class Delivery:
    """One post on its way. `step` does one thing; True when it shows."""

    def __init__(self, scene: Scene, package: Package, reference: str) -> None:
        self._scene = scene
        self.package = package
        self.reference = reference
        self.remote_id = ""

    def step(self) -> bool:
        try:
            return self._reveal() if self.remote_id else self._create()
        except Unreachable:
            self._scene.clock.advance(timedelta(minutes=1))
            return False

    def _create(self) -> bool:
        found = self._scene.publisher.recent(self._scene.account, NOON - timedelta(minutes=5), self.reference)
        ours = [post for post in found if post.reference == self.reference]
        if ours:
            self.remote_id = ours[0].remote_id
            return False
        answer = self._scene.create(self.package, self.reference)
        self._check(answer)
        self.remote_id = answer.remote_id
        return False

    def _reveal(self) -> bool:
        answer = self._scene.reveal(self.remote_id, self.package, self.reference)
        self._check(answer)
        if answer.outcome is not Outcome.DONE:
            return False
        post = self._scene.publisher.read_back(self._scene.account, self.remote_id)
        return post is not None and post.visible

    def _check(self, answer: Answer) -> None:
        assert answer.outcome is not Outcome.REFUSED, answer
        assert not answer.needs_person, answer
        assert bool(answer.remote_id) is (answer.outcome is Outcome.DONE)
        if answer.retry_after:
            self._scene.clock.advance(timedelta(seconds=answer.retry_after))


def shown(scene: Scene) -> Iterator[str]:
    """Texts that a visitor of the page sees."""
    with scene.server.lock:
        yield from (post.message for post in scene.world.posts_of(PAGE) if post.visible)
        yield from (reel.description for reel in scene.world.reels_of(PAGE) if reel.state == "PUBLISHED")


@pytest.mark.parametrize("seed", range(8))
def test_each_delivery_shows_once(scene: Scene, seed: int) -> None:
    film = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 4
    packages = [scene.package(), scene.package("một", "hai"), scene.film(film), scene.package("ba")]
    deliveries = [Delivery(scene, package, f"PS-ABCDEFGH{n}IJK") for n, package in enumerate(packages, start=2)]
    # each kind of call has a memory of its own for answers that are repeated; the last one mixes them all up
    for path in ("*/photos", "*/feed", "*/video_reels", "*"):
        scene.server.faults.add(rule(*STORM, path=path, probability=0.15, seed=seed))
    arrived: set[str] = set()
    for step in range(ENOUGH):
        waiting = [delivery for delivery in deliveries if delivery.reference not in arrived]
        if not waiting:
            break
        delivery = waiting[step % len(waiting)]
        if delivery.step():
            arrived.add(delivery.reference)
    assert len(arrived) == len(deliveries)
    scene.mend()
    assert sorted(text[-15:] for text in shown(scene)) == [delivery.reference for delivery in deliveries]
    with scene.server.lock:
        visible = [post for post in scene.world.posts_of(PAGE) if post.visible]
        pictures = {post.message[-15:]: [scene.world.photos[id_].sha256 for id_ in post.photos] for post in visible}
    wanted = {d.reference: [a.sha256 for a in d.package.attachments] for d in deliveries if d is not deliveries[2]}
    assert pictures == wanted
