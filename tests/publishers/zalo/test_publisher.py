"""The way of a post on Zalo: hidden, kept, shown, read back, changed, taken down."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from studio.errors import StudioError
from studio.publishers.pieces import shows, text_sha256
from studio.publishers.port import Outcome, Unreachable
from studio.publishers.zalo.publisher import ID, TOKEN
from tests.publishers.zalo.world import NOON, REFERENCE, TEXT, TITLE, World
from tests.simulators.faults import Fault, Kind, rule


def created(world: World) -> str:
    answer = world.publisher.create(world.account, world.package(), REFERENCE, world.files)
    assert answer.outcome is Outcome.DONE, answer
    return answer.remote_id


def test_it_says_what_it_can(world: World) -> None:
    can = world.publisher.capabilities(world.account)
    assert can.hidden_then_reveal
    assert can.can_list
    assert can.can_delete
    assert can.can_edit
    assert can.server_schedule is None
    assert not can.by_hand


def test_the_account_tells_who_it_is(world: World) -> None:
    identity = world.publisher.identity(world.account)
    assert (identity.page_id, identity.title) == (world.oa_id, "Công an xã Mẫu 1")
    assert identity.clock == NOON


def test_a_create_leaves_a_hidden_article_with_everything_in_it(world: World) -> None:
    remote_id = created(world)
    (article,) = world.articles
    assert not article["shown"]
    fields = article["fields"]
    assert fields["title"] == TITLE
    assert fields["author"] == world.account.title
    assert fields["description"] == "Người dân không làm theo lời kẻ gian. Hãy gọi 113 hoặc 024 0000 0001."
    assert [part["type"] for part in fields["body"]] == ["text", "text", "image", "image", "text"]
    assert fields["body"][-1]["content"] == f"Mã bài: {REFERENCE}"
    assert [part["caption"] for part in fields["body"][2:4]] == ["Ảnh 01-alert.jpg", "Ảnh 02-alert.jpg"]
    assert fields["cover"] == {"cover_type": "photo", "photo_url": fields["body"][2]["url"], "status": "hide"}
    noted = world.notes.of(REFERENCE)
    assert noted[ID].value == remote_id
    assert TOKEN in noted
    assert len([key for key in noted if key.startswith("image:")]) == 2


def test_no_secret_is_in_an_address(world: World) -> None:
    created(world)
    token = world.login.access_token.reveal()
    for entry in world.server.journal():
        assert token not in str(entry.call.query)
        assert "access_token" not in entry.call.query


def test_shown_it_reads_back_as_approved(world: World) -> None:
    remote_id, package = created(world), world.package()
    answer = world.publisher.reveal(world.account, remote_id, package, REFERENCE, world.files)
    assert answer.outcome is Outcome.DONE
    assert [article["id"] for article in world.shown] == [remote_id]
    post = world.publisher.read_back(world.account, remote_id)
    assert post is not None
    assert post.visible
    assert post.reference == REFERENCE
    assert post.created_at == NOON
    assert post.permalink.endswith(f"/s/{remote_id}")
    assert shows(post, text=text_sha256(TEXT), pictures=[a.sha256 for a in package.attachments])


def test_showing_it_again_changes_nothing(world: World) -> None:
    remote_id, package = created(world), world.package()
    for _ in range(2):
        answer = world.publisher.reveal(world.account, remote_id, package, REFERENCE, world.files)
        assert answer.outcome is Outcome.DONE
    assert world.calls("/v2.0/article/update") == 1
    assert len(world.uploads) == 2


def test_what_was_removed_cannot_be_shown(world: World) -> None:
    remote_id = created(world)
    world.do("remove", id=remote_id)
    answer = world.publisher.reveal(world.account, remote_id, world.package(), REFERENCE, world.files)
    assert answer.outcome is Outcome.UNKNOWN
    assert world.articles == []


def test_an_article_with_another_code_is_left_alone(world: World) -> None:
    remote_id = created(world)
    answer = world.publisher.reveal(world.account, remote_id, world.package(), "PS-ZZZZZZZZZZ22", world.files)
    assert answer.outcome is Outcome.REFUSED
    assert REFERENCE in answer.say.vi
    assert world.shown == []


def test_showing_sets_right_what_somebody_changed_at_the_console(world: World) -> None:
    remote_id, package = created(world), world.package()
    right = world.articles[0]["fields"]
    world.zalo.pictures.files["khac.jpg"] = b"\xff\xd8\xff another picture"
    other = f"{world.server.url}/images/khac.jpg"
    body = [part | ({"url": other} if part["type"] == "image" else {}) for part in right["body"]]
    world.do("edit", id=remote_id, title="Khác", body=body)
    world.publisher.reveal(world.account, remote_id, package, REFERENCE, world.files)
    shown = {name: value for name, value in world.shown[0]["fields"].items() if name != "id"}
    assert shown == right | {"status": "show"}


def test_a_picture_that_vanished_before_the_post_is_shown_is_put_there_again(world: World) -> None:
    remote_id, package = created(world), world.package()
    world.zalo.pictures.files.clear()
    answer = world.publisher.reveal(world.account, remote_id, package, REFERENCE, world.files)
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, "-201")
    assert "cover.photo_url" in answer.say.vi
    answer = world.publisher.reveal(world.account, remote_id, package, REFERENCE, world.files)
    assert answer.outcome is Outcome.DONE


def test_showing_needs_no_look_at_the_pictures(world: World) -> None:
    remote_id = created(world)
    before = world.calls("/images/*")
    world.another().reveal(world.account, remote_id, world.package(), REFERENCE, world.files)
    assert world.calls("/images/*") == before


@pytest.mark.parametrize("show", [True, False])
def test_an_edit_replaces_the_text_and_keeps_whether_it_shows(world: World, show: bool) -> None:
    remote_id = created(world)
    if show:
        world.publisher.reveal(world.account, remote_id, world.package(), REFERENCE, world.files)
    better = world.package(text=TEXT + "\n\nĐính chính: gọi 113.")
    for _ in range(2):
        answer = world.publisher.edit(world.account, remote_id, better, REFERENCE, world.files)
        assert answer.outcome is Outcome.DONE
    post = world.publisher.read_back(world.account, remote_id)
    assert post is not None
    assert post.visible == show
    assert shows(post, text=text_sha256(better.text), pictures=[a.sha256 for a in better.attachments])
    assert len(world.articles) == 1
    assert len(world.uploads) == 2


def test_taking_it_down_twice_is_done_twice(world: World) -> None:
    remote_id = created(world)
    assert world.publisher.delete(world.account, remote_id).outcome is Outcome.DONE
    assert world.articles == []
    assert world.publisher.delete(world.account, remote_id).outcome is Outcome.DONE
    assert world.publisher.read_back(world.account, remote_id) is None


def test_the_list_is_read_through_its_pages_down_to_the_time(world: World) -> None:
    since = NOON
    for number in range(3):
        world.do("write", oa_id=world.oa_id, title=f"Cũ {number}")
    world.clock.advance(timedelta(hours=1))
    mine = created(world)
    for number in range(25):
        world.do("write", oa_id=world.oa_id, title=f"Mới {number}")
    posts = world.another().recent(world.account, since + timedelta(minutes=1), REFERENCE)
    assert len(posts) == 26
    assert [post.remote_id for post in posts if post.reference == REFERENCE] == [mine]
    assert len(world.server.journal(path="/v2.0/article/getslice")) == 4  # three pages of articles, one of videos


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("most", [0, 4])
@pytest.mark.parametrize("order", ["newest", "oldest", "mixed"])
def test_an_article_is_found_wherever_the_list_has_it(world: World, order: str, most: int, total: bool) -> None:
    """Nothing is noted any more, and the list comes as it likes."""
    for number in range(12):
        world.do("write", oa_id=world.oa_id, title=f"Cũ {number}")
        world.clock.advance(timedelta(minutes=1))
    since = world.clock.now()
    mine = created(world)
    for number in range(23):
        world.clock.advance(timedelta(minutes=1))
        world.do("write", oa_id=world.oa_id, title=f"Mới {number}")
    world.notes.kept.clear()
    world.do("settings", listing_order=order, listing_most=most, listing_total=total)
    posts = world.another().recent(world.account, since, REFERENCE)
    assert len(posts) == 24
    assert [post.remote_id for post in posts if post.reference == REFERENCE] == [mine]


def test_a_title_that_somebody_changed_is_noticed(world: World) -> None:
    remote_id, package = created(world), world.package()
    world.publisher.reveal(world.account, remote_id, package, REFERENCE, world.files)
    hashes = [a.sha256 for a in package.attachments]
    post = world.publisher.read_back(world.account, remote_id)
    assert post is not None
    assert shows(post, text=text_sha256(TEXT), pictures=hashes, title=TITLE)
    world.do("edit", id=remote_id, title="TIN VUI")
    post = world.publisher.read_back(world.account, remote_id)
    assert post is not None
    assert not shows(post, text=text_sha256(TEXT), pictures=hashes, title=TITLE)


def test_an_old_post_is_found_by_what_is_noted(world: World) -> None:
    mine = created(world)
    world.clock.advance(timedelta(days=30))
    posts = world.publisher.recent(world.account, world.clock.now(), REFERENCE)
    assert [post.remote_id for post in posts] == [mine]
    assert world.publisher.recent(world.account, world.clock.now(), "PS-ZZZZZZZZZZ22") == []


def test_while_zalo_works_on_it_nobody_says_that_it_is_absent(world: World) -> None:
    world.do("settings", processing_polls=20)
    answer = world.publisher.create(world.account, world.package(), REFERENCE, world.files)
    assert answer.outcome is Outcome.UNKNOWN
    assert (world.pauses, answer.code) == ([2.0, 4.0, 8.0, 16.0, 30.0], "-214")
    with pytest.raises(Unreachable):
        world.publisher.recent(world.account, NOON, REFERENCE)
    world.do("settings", processing_polls=0)
    with world.server.lock:
        next(iter(world.zalo.sim.jobs.values())).polls = 0
    (post,) = world.publisher.recent(world.account, NOON, REFERENCE)
    assert (post.reference, post.visible) == (REFERENCE, False)
    again = world.another().create(world.account, world.package(), REFERENCE, world.files)
    assert (again.outcome, again.remote_id) == (Outcome.DONE, post.remote_id)
    assert len(world.articles) == 1


def test_a_second_create_of_a_finished_one_makes_no_second_article(world: World) -> None:
    first = created(world)
    assert created(world) == first
    assert len(world.articles) == 1


def test_what_a_person_removed_may_be_made_anew(world: World) -> None:
    first = created(world)
    world.do("remove", id=first)
    assert world.publisher.recent(world.account, NOON, REFERENCE) == []
    assert created(world) != first
    assert len(world.articles) == 1


def test_an_article_that_zalo_could_not_make_is_refused_and_may_be_tried_again(world: World) -> None:
    world.do("settings", next_job_fails=-248)
    answer = world.publisher.create(world.account, world.package(), REFERENCE, world.files)
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, "-248")
    assert world.articles == []
    assert created(world)


def test_a_time_is_refused(world: World) -> None:
    answer = world.publisher.create(world.account, world.package(), REFERENCE, world.files, at=NOON)
    assert answer.outcome is Outcome.REFUSED
    assert world.server.journal() == []


@pytest.mark.parametrize("title", ["", "x" * 151])
def test_a_title_that_does_not_fit_is_refused_before_anything_is_sent(world: World, title: str) -> None:
    answer = world.publisher.create(world.account, world.package(title=title), REFERENCE, world.files)
    assert answer.outcome is Outcome.REFUSED
    assert "150" in answer.say.vi
    assert world.server.journal() == []


def test_without_a_picture_there_is_no_cover(world: World) -> None:
    answer = world.publisher.create(world.account, world.package(images=0), REFERENCE, world.files)
    assert answer.outcome is Outcome.REFUSED
    assert "ảnh bìa" in answer.say.vi
    assert world.server.journal() == []


@pytest.mark.parametrize(("change", "said"), [({"bytes": 1_000_001}, "1 MB"), ({"mime": "image/webp"}, "image/webp")])
def test_a_picture_zalo_does_not_take_is_named(world: World, change: dict[str, object], said: str) -> None:
    package = world.package()
    bad = replace(package.attachments[1], **change)  # type: ignore[arg-type]
    package = replace(package, attachments=(package.attachments[0], bad))
    answer = world.publisher.create(world.account, package, REFERENCE, world.files)
    assert answer.outcome is Outcome.REFUSED
    assert bad.name in answer.say.vi
    assert said in answer.say.vi


def test_an_account_that_names_nobody_is_not_trusted(world: World) -> None:
    with world.server.lock:
        world.zalo.sim.oas[world.oa_id].oa_id = ""
    with pytest.raises(StudioError):
        world.publisher.identity(world.account)


def test_what_is_removed_while_it_is_being_shown_is_in_doubt(world: World) -> None:
    """The outbox then looks, and tells that it is gone."""
    remote_id = created(world)
    words = {"code": -201, "message": "id is invalid!"}
    world.server.faults.add(rule(Fault(kind=Kind.ERROR, options=words), path="/v2.0/article/update"))
    world.server.faults.add(rule(Fault(kind=Kind.ERROR, options=words), path="/v2.0/article/getdetail", nth=(2,)))
    answer = world.publisher.reveal(world.account, remote_id, world.package(), REFERENCE, world.files)
    assert answer.outcome is Outcome.UNKNOWN
    assert "không còn" in answer.say.vi
