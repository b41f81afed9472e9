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
from tests.outbox.outbox_rig import TEXT, OutboxRig
from tests.outbox.remote import Remote
from tests.profile import SetClock


@dataclass
class Confused(Remote):
    """Does what it is asked, and answers with the id of the first post."""

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: datetime | None = None
    ) -> Answer:
        answer = super().create(account, package, reference, files, at)
        return replace(answer, remote_id=next(iter(self.posts)), permalink="")


def confused(folder: Path) -> OutboxRig:
    clock = SetClock()
    return OutboxRig(folder, remote=Confused(clock), clock=clock)


@pytest.mark.parametrize("text", ["Thông báo khác.", TEXT], ids=["another text", "the same text"])
def test_both_posts_show_once_each(tmp_path: Path, text: str) -> None:
    rig = confused(tmp_path)
    rig.queue("p1")
    rig.settle()
    second = rig.queue("p2", text=text)
    rig.settle()
    assert rig.state(second)[0] is DeliveryState.VERIFIED
    assert len({delivery.remote_id for delivery in rig.outbox.list()}) == 2
    assert len(rig.remote.shown()) == 2
    assert len(rig.remote.shown(second.reference)) == 1
    rig.store.close()


def test_an_id_that_was_noted_already_is_given_up_at_the_look(rig: OutboxRig) -> None:
    """As it may lie in the store of an older version."""
    first = rig.queue("p1")
    rig.settle()
    rig.remote.script("create", "timeout_after")
    second = rig.queue("p2")
    rig.outbox.run()
    stored = rig.repo.get(second.id)
    assert stored.state is DeliveryState.UNKNOWN
    rig.repo.update(stored, replace(stored, remote_id=rig.outbox.get(first.id).remote_id))
    rig.settle()
    assert rig.state(second)[0] is DeliveryState.VERIFIED
    assert len(rig.remote.shown(second.reference)) == 1
