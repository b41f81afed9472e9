"""A published post is changed: the same cases on every platform, told by what the platform itself shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from studio.accounts.model import Account
from studio.canonical import digest
from studio.outbox import messages
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.posts.model import Attachment
from tests.outbox.outbox_rig import PIN, TEXT
from tests.outbox.outbox_rig import OutboxRig as Outbox
from tests.publishers.wordpress.wordpress_rig import jpeg
from tests.simulators.faults import rule
from tests.simulators.server import Server

NEW = TEXT.replace("113", "0292 3812 345")


@dataclass
class Line(Outbox):
    """The outbox on one page of a platform, with pictures that the platform takes."""

    paint: Callable[[str, int], bytes] = field(default=lambda post_id, number: jpeg(number))

    def picture(self, post_id: str, number: int) -> Attachment:
        data = self.paint(post_id, number)
        return Attachment(
            sha256=self.files.put(data),
            name=f"{number:02d}-alert.jpg",
            mime="image/jpeg",
            width=64,
            height=80,
            bytes=len(data),
            alt="",
            origin=f"card:alert-{number}:p45",
        )

    def change(self, text: str = NEW, *, images: int = 1) -> Delivery:
        self.approved("p2", text=text, images=images)
        bundle, made = self.gate.bundles["p2"], self.gate.bundles["p1"]
        packages = {
            platform: replace(package, attachments=made.packages[platform].attachments[:images])
            for platform, package in bundle.packages.items()
        }
        self.gate.bundles["p2"] = replace(bundle, packages=packages, seal=digest([text, images]))
        self.gate.amends["p2"] = "p1"
        return self.outbox.enqueue("p2", tuple(self.accounts.accounts), "cb-dang", PIN)[0]


@dataclass
class Stage:
    """`shown`: the texts that the page shows to everybody, read from the platform itself."""

    line: Line
    server: Server
    account: Account
    shown: Callable[[], list[str]]
    edit: tuple[str, str]
    """Method and path of the call that changes a post."""


def published(stage: Stage) -> Delivery:
    stage.line.posts.withdrawer = None
    delivery = stage.line.queue("p1")
    stage.line.settle()
    found = stage.line.outbox.get(delivery.id)
    assert found.state is DeliveryState.VERIFIED, found.message
    return found


def one_shown(stage: Stage) -> str:
    texts = stage.shown()
    assert len(texts) == 1, texts
    return texts[0]


class Cases:
    """Subclassed beside a fixture `stage`."""

    def test_the_page_shows_the_new_number_in_the_same_post(self, stage: Stage) -> None:
        first = published(stage)
        assert "hãy gọi 113" in one_shown(stage)
        change = stage.line.change()
        stage.line.settle()
        found = stage.line.outbox.get(change.id)
        assert (found.state, found.message) == (DeliveryState.VERIFIED, messages.AMENDED.vi), found.message
        assert found.remote_id == first.remote_id
        text = one_shown(stage)
        assert "0292 3812 345" in text
        assert "113" not in text.replace(first.reference, "")

    @pytest.mark.parametrize("fault", ["drop_before", "drop_after", "cut_answer"])
    def test_a_lost_answer_is_settled_by_a_look(self, stage: Stage, fault: str) -> None:
        published(stage)
        change = stage.line.change()
        method, path = stage.edit
        stage.server.faults.add(rule(fault, method=method, path=path, nth=(1,)))
        stage.line.outbox.run_once()
        stage.server.faults.clear()
        steps = [a.step for a in stage.line.outbox.attempts(change.id)]
        assert "edit" in steps, stage.line.outbox.get(change.id).message
        stage.line.settle()
        assert stage.line.outbox.get(change.id).message == messages.AMENDED.vi
        assert "0292 3812 345" in one_shown(stage)

    def test_what_somebody_changed_on_the_page_is_not_written_over(self, stage: Stage) -> None:
        first = published(stage)
        package = replace(stage.line.gate.bundles["p1"].packages[stage.account.platform], text="Ai đó đã sửa bài này.")
        stage.line.remote.edit(stage.account, first.remote_id, package, first.reference, stage.line.files)
        change = stage.line.change()
        stage.line.settle(hours=1)
        assert stage.line.state(change) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
        assert "Ai đó đã sửa bài này." in one_shown(stage)

    def test_a_withdrawal_takes_the_changed_post_off(self, stage: Stage) -> None:
        first = published(stage)
        change = stage.line.change()
        stage.line.settle()
        stage.line.posts.withdrawer = "cb-duyet"
        assert stage.line.outbox.withdraw_post("p1", "cb-dang", PIN)[0].state is DeliveryState.WITHDRAWN
        assert stage.shown() == []
        assert {stage.line.state(d)[0] for d in (first, change)} == {DeliveryState.WITHDRAWN}
