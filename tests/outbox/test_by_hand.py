"""Posting by hand: package ready, a person posts it, brings the link, and it counts on their word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.accounts.model import AccountKind
from studio.errors import BadInput, NotPermitted, Refused, StorageTrouble
from studio.outbox.model import Attention, DeliveryState
from studio.publishers.handover import HandoverPublisher
from tests.outbox.world import PIN, AccountBook, World, page

LINK = "https://www.facebook.com/id-trang-tay/posts/1"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    accounts = AccountBook(page("trang-tay", kind=AccountKind.HANDOVER), page("trang-may"))
    built = World(tmp_path, accounts=accounts)
    built.publishers[AccountKind.HANDOVER] = HandoverPublisher(tmp_path / "exports", built.clock)
    yield built
    built.store.close()


def test_the_package_waits_for_a_person(world: World) -> None:
    delivery = world.queue("p1", "trang-tay")
    world.outbox.run()
    waiting = world.outbox.get(delivery.id)
    assert (waiting.state, waiting.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.HAND)
    assert waiting.message.startswith("Chờ đăng tay")
    assert (world.folder / "exports" / waiting.remote_id / "HUONG-DAN.txt").exists()
    assert world.posts.states["p1"] == "queued"
    assert world.outbox.stale(world.clock.now()) == ()


def test_i_posted_it_here_is_the_link(world: World) -> None:
    delivery = world.queue("p1", "trang-tay")
    world.outbox.run()
    done = world.outbox.confirm_by_hand(delivery.id, LINK, "cb-dang")
    assert (done.state, done.permalink) == (DeliveryState.VERIFIED, LINK)
    assert "Cán bộ đăng" in done.message
    receipt = world.outbox.receipt(delivery.id)
    assert receipt is not None
    assert (receipt.confirmed_by, receipt.verified) == ("Cán bộ đăng", False), "nobody read it back"
    assert world.posts.states["p1"] == "published"
    entry = world.audit.entries("p1")[-1]
    assert (entry.act, entry.by, entry.data["permalink"]) == ("confirmed_by_hand", "cb-dang", LINK)
    with pytest.raises(Refused):
        world.outbox.confirm_by_hand(delivery.id, LINK, "cb-dang")


def test_with_a_page_that_publishes_itself_both_are_needed(world: World) -> None:
    world.approved()
    world.outbox.enqueue("p1", ["trang-tay", "trang-may"], "cb-dang", PIN)
    world.outbox.run()
    by_hand = next(d for d in world.outbox.list() if d.account == "trang-tay")
    assert world.posts.states["p1"] == "queued"
    world.outbox.confirm_by_hand(by_hand.id, LINK, "cb-dang")
    assert world.posts.states["p1"] == "published"


@pytest.mark.parametrize("link", ["", "https://zalo.me/s/abc", "https://www.facebook.com/"])
def test_a_wrong_link_changes_nothing(world: World, link: str) -> None:
    delivery = world.queue("p1", "trang-tay")
    world.outbox.run()
    with pytest.raises(BadInput):
        world.outbox.confirm_by_hand(delivery.id, link, "cb-dang")
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HAND)


def test_one_link_stands_for_one_post(world: World) -> None:
    first = world.queue("p1", "trang-tay")
    second = world.queue("p2", "trang-tay", text="Thông báo lịch tiếp dân.")
    world.outbox.run()
    world.outbox.confirm_by_hand(first.id, LINK, "cb-dang")
    with pytest.raises(BadInput, match="bài khác"):
        world.outbox.confirm_by_hand(second.id, LINK, "cb-dang")


def test_only_a_publisher_may(world: World) -> None:
    delivery = world.queue("p1", "trang-tay")
    world.outbox.run()
    with pytest.raises(NotPermitted):
        world.outbox.confirm_by_hand(delivery.id, LINK, "cb-duyet")


def test_not_posted_after_all(world: World) -> None:
    delivery = world.queue("p1", "trang-tay")
    world.outbox.run()
    world.outbox.cancel(delivery.id, "cb-dang")
    assert world.state(delivery)[0] is DeliveryState.CANCELLED
    assert world.posts.states["p1"] == "approved"


def test_removed_by_hand_is_withdrawn_on_their_word(world: World) -> None:
    delivery = world.queue("p1", "trang-tay")
    world.outbox.run()
    world.outbox.confirm_by_hand(delivery.id, LINK, "cb-dang")
    world.outbox.withdraw(delivery.id, "cb-dang", PIN, "đăng nhầm ảnh")
    assert world.state(delivery)[0] is DeliveryState.WITHDRAWN


def test_a_disk_that_failed_after_the_package_was_made(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its answer was never written: in doubt, found in the list of packages, and waits for the person as before."""
    delivery = world.queue("p1", "trang-tay")

    def full(*_: object, **__: object) -> None:
        raise StorageTrouble("ổ đĩa đã đầy.", "the disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(world.repo, "end_attempt", full)
        with pytest.raises(StorageTrouble):
            world.outbox.run()
    world.settle()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HAND)
    assert len(list((world.folder / "exports").glob("*.zip"))) == 1
