"""Codes: the same content on the same page has the same one, whatever the account is called and what was forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import BadInput, Refused
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.outbox.queue import code_of
from studio.platforms import Platform
from studio.posts.model import Package
from tests.outbox.world import PIN, TEXT, AccountBook, World, page

ASKED = (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
SAME_PAGE = "1234567"


def package(text: str = TEXT, platform: Platform = Platform.FACEBOOK) -> Package:
    return Package(platform=platform, text=text, title="Cảnh báo", attachments=())


def called(name: str) -> AccountBook:
    return AccountBook(page(name, page_id=SAME_PAGE))


@pytest.fixture
def forgotten(tmp_path: Path) -> Iterator[tuple[World, World]]:
    """A profile that sent the post, and one on the same page that knows nothing of it and calls the page otherwise."""
    for name in ("lost", "anew"):
        (tmp_path / name).mkdir()
    lost = World(tmp_path / "lost", accounts=called("trang-cu"))
    lost.queue()
    lost.outbox.run()
    lost.clock.forward(days=1)
    anew = World(tmp_path / "anew", accounts=called("trang-moi"), remote=lost.remote, clock=lost.clock)
    yield lost, anew
    for built in (lost, anew):
        built.store.close()


def test_a_code_follows_from_what_goes_where() -> None:
    one = code_of("p1", package(), SAME_PAGE)
    assert one == code_of("p1", package(), SAME_PAGE)
    assert one.startswith("PS-")
    assert len(one) == 15
    others = [
        code_of("p2", package(), SAME_PAGE),
        code_of("p1", package("Khác."), SAME_PAGE),
        code_of("p1", package(platform=Platform.ZALO), SAME_PAGE),
        code_of("p1", package(), "7654321"),
    ]
    assert len({one, *others}) == 5


def test_a_forgotten_post_is_found_under_another_name_of_its_page(forgotten: tuple[World, World]) -> None:
    lost, anew = forgotten
    delivery = anew.queue()
    anew.outbox.run()
    assert anew.state(delivery) == (DeliveryState.VERIFIED, Attention.NONE)
    assert lost.remote.count("create") == 1
    assert len(lost.remote.shown()) == 1


def written_anew(world: World) -> Delivery:
    """The same notice, typed again: a post of another id."""
    return world.queue("p2", text=TEXT, images=1)


def test_the_same_text_under_an_unknown_code_asks_once(forgotten: tuple[World, World]) -> None:
    lost, anew = forgotten
    delivery = written_anew(anew)
    anew.settle(48)
    assert anew.state(delivery) == ASKED
    theirs = lost.outbox.list()[0]
    assert theirs.reference in anew.outbox.get(delivery.id).message
    assert [post.remote_id for post in anew.outbox.candidates(delivery.id)] == [theirs.remote_id]
    assert lost.remote.count("create") == 1


def test_chosen_its_code_becomes_ours(forgotten: tuple[World, World]) -> None:
    lost, anew = forgotten
    delivery = written_anew(anew)
    anew.outbox.run()
    theirs = lost.outbox.list()[0]
    anew.outbox.choose(delivery.id, theirs.remote_id, "cb-dang", PIN)
    anew.settle()
    anew.clock.forward(hours=2)
    anew.outbox.run()
    found = anew.outbox.get(delivery.id)
    assert (found.state, found.reference, found.watched) == (DeliveryState.VERIFIED, theirs.reference, 1)
    assert lost.remote.count("create") == 1


def test_sent_all_the_same_it_goes_out_once_more(forgotten: tuple[World, World]) -> None:
    lost, anew = forgotten
    delivery = written_anew(anew)
    anew.outbox.run()
    anew.outbox.retry(delivery.id, "cb-dang", PIN)
    anew.settle()
    assert anew.state(delivery)[0] is DeliveryState.VERIFIED
    assert len(lost.remote.shown(delivery.reference)) == 1
    assert len(lost.remote.shown()) == 2


def test_looked_at_again_the_question_stays(forgotten: tuple[World, World]) -> None:
    _, anew = forgotten
    delivery = written_anew(anew)
    anew.outbox.run()
    anew.clock.forward(hours=2)
    anew.outbox.reconcile(delivery.id)
    anew.settle(48)
    assert anew.state(delivery) == ASKED


def test_a_hidden_copy_that_nobody_will_show_is_no_reason_to_ask(forgotten: tuple[World, World]) -> None:
    lost, anew = forgotten
    for key, post in lost.remote.posts.items():
        lost.remote.posts[key] = replace(post, visible=False)
    delivery = written_anew(anew)
    anew.settle()
    assert anew.state(delivery)[0] is DeliveryState.VERIFIED


def test_one_that_the_page_will_show_by_itself_asks(forgotten: tuple[World, World]) -> None:
    lost, anew = forgotten
    later = anew.clock.now() + timedelta(days=2)
    for key, post in lost.remote.posts.items():
        lost.remote.posts[key] = replace(post, visible=False, scheduled_for=later)
    delivery = written_anew(anew)
    anew.outbox.run()
    assert anew.state(delivery) == ASKED


def test_a_text_that_was_copied_from_another_page_with_its_code_asks(tmp_path: Path) -> None:
    world = World(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    first = world.queue("p1", "trang-a")
    world.outbox.run()
    theirs = world.remote.posts[world.outbox.get(first.id).remote_id]
    world.remote.posts["id-trang-b_77"] = replace(theirs, remote_id="id-trang-b_77")
    second = world.queue("p2", "trang-b")
    world.settle(48)
    assert world.state(second) == ASKED
    world.outbox.choose(second.id, "id-trang-b_77", "cb-dang", PIN)
    world.settle()
    assert world.state(second) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)
    assert world.outbox.get(second.id).reference == second.reference
    world.outbox.accept(second.id, "cb-dang", PIN)
    assert world.state(second)[0] is DeliveryState.VERIFIED
    assert world.remote.count("create") == 1
    world.store.close()


def test_a_post_under_another_deliverys_code_cannot_be_chosen(world: World) -> None:
    first = world.queue()
    world.outbox.run()
    theirs = world.remote.posts[world.outbox.get(first.id).remote_id]
    world.remote.posts["id-trang-phuong_77"] = replace(theirs, remote_id="id-trang-phuong_77")
    world.approved("p2", text="Thông báo khác.")
    made = world.gate.ready("p2", "trang-phuong", world.clock.now())
    by_hand = world.remote.create(made.account, made.package, "", world.files).remote_id
    world.remote.reveal(made.account, by_hand, made.package, "", world.files)
    second = world.outbox.enqueue("p2", ["trang-phuong"], "cb-dang", PIN)[0]
    world.outbox.run()
    assert world.state(second) == ASKED
    with pytest.raises(BadInput):
        world.outbox.choose(second.id, "id-trang-phuong_77", "cb-dang", PIN)


def test_a_page_under_another_name_is_not_sent_the_post_again(world: World) -> None:
    """Its account was removed and added anew, the post approved for that name."""
    world.queue()
    world.outbox.run()
    renamed = page("trang-moi", page_id="id-trang-phuong")
    world.accounts.accounts = {renamed.name: renamed}
    world.approved()
    with pytest.raises(Refused, match="“trang-phuong”"):
        world.outbox.enqueue("p1", ["trang-moi"], "cb-dang", PIN)
    assert world.remote.count("create") == 1


def test_what_was_cancelled_under_the_old_name_is_taken_up_again(world: World) -> None:
    old = world.queue()
    world.outbox.cancel(old.id, "cb-dang")
    renamed = page("trang-moi", page_id="id-trang-phuong")
    world.accounts.accounts = {renamed.name: renamed}
    new = world.queue()
    assert (new.id, new.account, new.reference) == (old.id, "trang-moi", old.reference)
    world.outbox.run()
    assert world.state(new)[0] is DeliveryState.VERIFIED
    assert world.remote.count("create") == 1


def test_two_names_of_one_page_cannot_both_be_chosen(tmp_path: Path) -> None:
    accounts = AccountBook(page("trang-a", page_id=SAME_PAGE), page("trang-b", page_id=SAME_PAGE))
    world = World(tmp_path, accounts=accounts)
    world.approved()
    with pytest.raises(Refused, match="cùng một trang"):
        world.outbox.enqueue("p1", ["trang-a", "trang-b"], "cb-dang", PIN)
    world.outbox.enqueue("p1", ["trang-a"], "cb-dang", PIN)
    with pytest.raises(Refused, match="“trang-a”"):
        world.outbox.enqueue("p1", ["trang-b"], "cb-dang", PIN)
    assert len(world.outbox.list()) == 1
    world.store.close()


def test_approved_anew_for_another_time_it_keeps_its_row_and_code(world: World) -> None:
    old = world.queue()
    bundle = world.gate.bundles["p1"]
    world.gate.bundles["p1"] = replace(bundle, seal="another seal: the time or a target changed")
    new = world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)[0]
    assert (new.id, new.reference, new.seal) == (old.id, old.reference, world.gate.bundles["p1"].seal)
    world.outbox.run()
    assert len(world.remote.shown()) == 1


def test_an_older_version_taken_up_again_makes_the_newer_one_give_way(world: World) -> None:
    first = world.queue()
    second = world.queue(text=TEXT + " Bản sửa.")
    again = world.queue()
    assert again.id == first.id
    assert world.outbox.get(second.id).state is DeliveryState.CANCELLED
    world.outbox.run()
    assert [post.text for post in world.remote.shown()] == [TEXT]


def test_a_page_id_that_was_changed_leaves_the_former_page_alone(world: World) -> None:
    """What is on the page that the name stood for before is no version on the present one."""
    old = world.queue()
    world.outbox.run()
    world.accounts.accounts["trang-phuong"] = page(page_id="id-khac")
    new = world.queue()
    assert new.id != old.id
    world.outbox.run()
    assert [post.remote_id.partition("_")[0] for post in world.remote.shown()] == ["id-trang-phuong", "id-khac"]
