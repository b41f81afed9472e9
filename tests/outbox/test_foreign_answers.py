"""A page's answer may belong to another question: no delivery takes another one's post for its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

from studio.accounts.model import Account
from studio.outbox.model import DeliveryState
from studio.posts.model import Package
from studio.posts.ports import FileReader
from studio.publishers.port import Answer
from tests.outbox.remote import Remote
from tests.outbox.world import TEXT, World
from tests.profile import SetClock


@dataclass
class Confused(Remote):
    """Does what it is asked, and answers with the id of the first post."""

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: datetime | None = None
    ) -> Answer:
        answer = super().create(account, package, reference, files, at)
        return replace(answer, remote_id=next(iter(self.posts)), permalink="")


def confused(folder: Path) -> World:
    clock = SetClock()
    return World(folder, remote=Confused(clock), clock=clock)


@pytest.mark.parametrize("text", ["Thông báo khác.", TEXT], ids=["another text", "the same text"])
def test_both_posts_show_once_each(tmp_path: Path, text: str) -> None:
    world = confused(tmp_path)
    world.queue("p1")
    world.settle()
    second = world.queue("p2", text=text)
    world.settle()
    assert world.state(second)[0] is DeliveryState.VERIFIED
    assert len({delivery.remote_id for delivery in world.outbox.list()}) == 2
    assert len(world.remote.shown()) == 2
    assert len(world.remote.shown(second.reference)) == 1
    world.store.close()


def test_an_id_that_was_noted_already_is_given_up_at_the_look(world: World) -> None:
    """As it may lie in the store of an older version."""
    first = world.queue("p1")
    world.settle()
    world.remote.script("create", "timeout_after")
    second = world.queue("p2")
    world.outbox.run()
    stored = world.repo.get(second.id)
    assert stored.state is DeliveryState.UNKNOWN
    world.repo.update(stored, replace(stored, remote_id=world.outbox.get(first.id).remote_id))
    world.settle()
    assert world.state(second)[0] is DeliveryState.VERIFIED
    assert len(world.remote.shown(second.reference)) == 1
