"""Posting by hand: package ready, a person posts it, brings the link, and it counts on their word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.accounts.model import AccountKind
from studio.errors import BadInput, NotPermitted, Refused, StorageTrouble
from studio.outbox import messages
from studio.outbox.model import Attention, Delivery, DeliveryState, Stand, UnsureLink, stand_of
from studio.phrase import Bilingual
from studio.publishers.handover import HandoverPublisher
from tests.outbox.outbox_rig import PIN, AccountBook, OutboxRig, page

LINK = "https://www.facebook.com/id-trang-tay/posts/1"


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[OutboxRig]:
    accounts = AccountBook(page("trang-tay", kind=AccountKind.HANDOVER), page("trang-may"))
    built = OutboxRig(tmp_path, accounts=accounts)
    built.publishers[AccountKind.HANDOVER] = HandoverPublisher(tmp_path / "exports", built.clock)
    yield built
    built.store.close()


def test_the_package_waits_for_a_person(rig: OutboxRig) -> None:
    delivery = rig.queue("p1", "trang-tay")
    rig.outbox.run()
    waiting = rig.outbox.get(delivery.id)
    assert (waiting.state, waiting.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.HAND)
    assert waiting.message.startswith("Chờ đăng tay")
    assert (rig.folder / "exports" / waiting.remote_id / "HUONG-DAN.txt").exists()
    assert rig.posts.states["p1"] == "queued"
    assert rig.outbox.stale(rig.clock.now()) == ()


def test_i_posted_it_here_is_the_link(rig: OutboxRig) -> None:
    delivery = rig.queue("p1", "trang-tay")
    rig.outbox.run()
    done = rig.outbox.confirm_by_hand(delivery.id, LINK, "cb-dang")
    assert (done.state, done.permalink) == (DeliveryState.VERIFIED, LINK)
    assert "Cán bộ đăng" in done.message
    receipt = rig.outbox.receipt(delivery.id)
    assert receipt is not None
    assert (receipt.confirmed_by, receipt.verified) == ("Cán bộ đăng", False), "nobody read it back"
    assert rig.posts.states["p1"] == "published"
    entry = rig.audit.entries("p1")[-1]
    assert (entry.act, entry.by, entry.data["permalink"]) == ("confirmed_by_hand", "cb-dang", LINK)
    with pytest.raises(Refused):
        rig.outbox.confirm_by_hand(delivery.id, LINK, "cb-dang")


def test_with_a_page_that_publishes_itself_both_are_needed(rig: OutboxRig) -> None:
    rig.approved()
    rig.outbox.enqueue("p1", ["trang-tay", "trang-may"], "cb-dang", PIN)
    rig.outbox.run()
    by_hand = next(d for d in rig.outbox.list() if d.account == "trang-tay")
    assert rig.posts.states["p1"] == "queued"
    rig.outbox.confirm_by_hand(by_hand.id, LINK, "cb-dang")
    assert rig.posts.states["p1"] == "published"


@pytest.mark.parametrize("link", ["", "https://zalo.me/s/abc", "https://www.facebook.com/"])
def test_a_wrong_link_changes_nothing(rig: OutboxRig, link: str) -> None:
    delivery = rig.queue("p1", "trang-tay")
    rig.outbox.run()
    with pytest.raises(BadInput):
        rig.outbox.confirm_by_hand(delivery.id, link, "cb-dang")
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HAND)


def test_one_link_stands_for_one_post(rig: OutboxRig) -> None:
    first = rig.queue("p1", "trang-tay")
    second = rig.queue("p2", "trang-tay", text="Thông báo lịch tiếp dân.")
    rig.outbox.run()
    rig.outbox.confirm_by_hand(first.id, LINK, "cb-dang")
    with pytest.raises(BadInput, match="bài khác"):
        rig.outbox.confirm_by_hand(second.id, LINK, "cb-dang")


def test_only_a_publisher_may(rig: OutboxRig) -> None:
    delivery = rig.queue("p1", "trang-tay")
    rig.outbox.run()
    with pytest.raises(NotPermitted):
        rig.outbox.confirm_by_hand(delivery.id, LINK, "cb-duyet")


def test_not_posted_after_all(rig: OutboxRig) -> None:
    delivery = rig.queue("p1", "trang-tay")
    rig.outbox.run()
    rig.outbox.cancel(delivery.id, "cb-dang")
    assert rig.state(delivery)[0] is DeliveryState.CANCELLED
    assert rig.posts.states["p1"] == "approved"


@pytest.fixture
def claimed(rig: OutboxRig) -> Delivery:
    """Posted by a person, who brought the link."""
    delivery = rig.queue("p1", "trang-tay")
    rig.outbox.run()
    return rig.outbox.confirm_by_hand(delivery.id, LINK, "cb-dang")


def test_a_persons_word_is_not_called_verified(rig: OutboxRig, claimed: Delivery) -> None:
    assert stand_of(claimed, withdrawn=False) is Stand.CLAIMED
    by_itself = rig.queue("p2", "trang-may")
    rig.outbox.run()
    assert stand_of(rig.outbox.get(by_itself.id), withdrawn=False) is Stand.VERIFIED


def test_nothing_counts_as_removed_that_nobody_removed(rig: OutboxRig, claimed: Delivery) -> None:
    assert stand_of(claimed, withdrawn=True) is Stand.REMOVE_BY_HAND
    with pytest.raises(Refused, match="Tôi đã gỡ"):
        rig.outbox.withdraw(claimed.id, "cb-dang", PIN, "đăng nhầm ảnh")
    told = rig.outbox.withdraw_post("p1", "cb-dang", PIN)
    assert [(d.state, d.permalink) for d in told] == [(DeliveryState.VERIFIED, LINK)]
    assert "Tôi đã gỡ" in told[0].message
    assert "Đã gỡ" not in told[0].message


def test_a_named_person_confirms_that_they_removed_it(rig: OutboxRig, claimed: Delivery) -> None:
    with pytest.raises(NotPermitted):
        rig.outbox.confirm_removed(claimed.id, "cb-dang", "000000")
    with pytest.raises(NotPermitted):
        rig.outbox.confirm_removed(claimed.id, "cb-duyet", PIN)
    done = rig.outbox.confirm_removed(claimed.id, "cb-dang", PIN)
    assert (done.state, done.permalink) == (DeliveryState.WITHDRAWN, LINK)
    assert done.message.startswith("Cán bộ đăng xác nhận đã tự gỡ")
    entry = rig.audit.entries("p1")[-1]
    assert (entry.act, entry.by, entry.data["by_hand"]) == ("withdrawn", "cb-dang", True)
    assert (entry.data["why"], entry.data["permalink"]) == ("số điện thoại sai", LINK)


@pytest.mark.parametrize("withdrawer", [None, "cb-dang"])
def test_not_before_somebody_else_withdrew_it(rig: OutboxRig, claimed: Delivery, withdrawer: str | None) -> None:
    rig.posts.withdrawer = withdrawer
    with pytest.raises(Refused, match="chưa được duyệt gỡ"):
        rig.outbox.confirm_removed(claimed.id, "cb-dang", PIN)


def test_what_the_program_posted_is_not_removed_on_a_word(rig: OutboxRig) -> None:
    delivery = rig.queue("p1", "trang-may")
    rig.outbox.run()
    with pytest.raises(Refused, match="Gỡ bài"):
        rig.outbox.confirm_removed(delivery.id, "cb-dang", PIN)
    assert len(rig.remote.shown()) == 1


def test_a_post_accepted_as_it_is_is_removed_from_its_page(rig: OutboxRig) -> None:
    delivery = rig.queue("p1", "trang-may")
    rig.remote.rewrite = lambda text: text + " (trang thêm)"
    rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)
    accepted = rig.outbox.accept(delivery.id, "cb-dang", PIN)
    assert stand_of(accepted, withdrawn=False) is Stand.CLAIMED
    assert stand_of(accepted, withdrawn=True) is Stand.REMOVAL_DUE
    assert rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "sai").state is DeliveryState.WITHDRAWN
    assert rig.remote.posts == {}


def test_what_was_gone_is_noted_as_gone(rig: OutboxRig) -> None:
    delivery = rig.queue("p1", "trang-may")
    rig.outbox.run()
    rig.remote.posts.clear()
    for _ in range(2):
        rig.clock.forward(hours=1)
        rig.outbox.run()
    done = rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "sai")
    assert (done.state, done.message) == (DeliveryState.WITHDRAWN, messages.NOTED_GONE.vi)


def test_a_copy_that_was_only_hidden_is_removed_not_noted(rig: OutboxRig) -> None:
    delivery = rig.queue("p1", "trang-may")
    rig.outbox.run()
    key, post = next(iter(rig.remote.posts.items()))
    rig.remote.posts[key] = replace(post, visible=False)
    rig.clock.forward(hours=2)
    rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "sai")
    assert rig.remote.posts == {}


@pytest.mark.parametrize(
    ("link", "said", "page_in_link"),
    [
        ("https://www.facebook.com/trang-khac/posts/1", "trang-khac", "trang-khac"),
        ("https://www.facebook.com/permalink.php?story_fbid=1&id=100099", "100099", "100099"),
        ("https://www.facebook.com/share/p/1AbC", "không cho biết", "?"),
    ],
)
def test_a_link_of_another_page_is_taken_in_so_many_words_only(
    rig: OutboxRig, link: str, said: str, page_in_link: str
) -> None:
    delivery = rig.queue("p1", "trang-tay")
    rig.outbox.run()
    with pytest.raises(UnsureLink, match=said):
        rig.outbox.confirm_by_hand(delivery.id, link, "cb-dang")
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HAND)
    done = rig.outbox.confirm_by_hand(delivery.id, link, "cb-dang", sure=True)
    assert done.permalink == link
    assert rig.audit.entries("p1")[-1].data["page_in_link"] == page_in_link


@pytest.mark.parametrize("form", ["id-trang-tay/posts/1", "permalink.php?story_fbid=1&id=id-trang-tay"])
def test_a_link_that_names_the_page_needs_no_more(rig: OutboxRig, form: str) -> None:
    delivery = rig.queue("p1", "trang-tay")
    rig.outbox.run()
    rig.outbox.confirm_by_hand(delivery.id, "https://www.facebook.com/" + form, "cb-dang")
    assert "page_in_link" not in rig.audit.entries("p1")[-1].data


def test_a_disk_that_failed_after_the_package_was_made(rig: OutboxRig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its answer was never written: in doubt, found in the list of packages, and waits for the person as before."""
    delivery = rig.queue("p1", "trang-tay")

    def full(*_: object, **__: object) -> None:
        raise StorageTrouble(Bilingual("ổ đĩa đã đầy.", "the disk is full."))

    with monkeypatch.context() as patch:
        patch.setattr(rig.repo, "end_attempt", full)
        with pytest.raises(StorageTrouble):
            rig.outbox.run()
    rig.settle()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HAND)
    assert len(list((rig.folder / "exports").glob("*.zip"))) == 1
