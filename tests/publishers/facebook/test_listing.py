"""Finding posts on a page: each page of each list, one's own alone, by reference or by the pictures they have."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from studio.accounts.logins import FacebookLogin
from studio.errors import StudioError
from studio.publishers.facebook.access import caller_of
from studio.publishers.facebook.graph import PAGE_SIZE, Endpoint, Graph, Rates
from studio.publishers.http import Http, Reply
from studio.publishers.port import Outcome, RemotePost, Unreachable
from tests.publishers.facebook.scene import NOON, OTHER_REFERENCE, REFERENCE, Odd, Scene
from tests.publishers.samples import TEXT
from tests.simulators.faults import Fault, Kind, rule

HOUR = timedelta(hours=1)


def recent(scene: Scene, reference: str = "") -> list[RemotePost]:
    return list(scene.publisher.recent(scene.account, NOON - timedelta(minutes=5), reference))


def test_hidden_shown_and_scheduled_posts_and_reels_are_listed_once_each(scene: Scene) -> None:
    references = [f"PS-ABCDEFGHIJ{n}{n}" for n in (2, 3, 4, 5)]
    shown = scene.create(scene.package("một"), references[0])
    scene.reveal(shown.remote_id, scene.package("một"), references[0])
    hidden = scene.create(scene.package("hai", "ba"), references[1])
    waiting = scene.create(scene.package(), references[2], at=NOON + HOUR)
    reel = scene.create(scene.film(b"\0\0\0\x18ftypmp42" + bytes(100)), references[3])
    found = {post.remote_id: post for post in recent(scene)}
    assert set(found) == {answer.remote_id for answer in (shown, hidden, waiting, reel)}
    assert {post.reference for post in found.values()} == set(references)
    assert [found[a.remote_id].visible for a in (shown, hidden, waiting, reel)] == [True, False, False, False]
    assert [found[a.remote_id].images for a in (shown, hidden, waiting, reel)] == [1, 2, 0, 1]
    assert found[waiting.remote_id].scheduled_for == NOON + HOUR


def test_lists_are_read_to_their_end(scene: Scene) -> None:
    for n in range(230):
        scene.by_hand(f"Bài {n}", at=NOON + timedelta(seconds=n))
    scene.clock.advance(HOUR)
    made = scene.create(scene.package())
    assert len(recent(scene)) == 231
    assert made.remote_id in {post.remote_id for post in recent(scene)}
    pages = [entry.call.query for entry in scene.calls("GET", "*/published_posts")]
    assert all(query["limit"] == "100" for query in pages)
    assert len(pages) == 2 * 3


def test_old_posts_are_neither_returned_nor_read_through(scene: Scene) -> None:
    for n in range(300):
        scene.by_hand(f"Cũ {n}", at=NOON - timedelta(days=1, seconds=n))
    scene.create(scene.package())
    assert [post.reference for post in recent(scene)] == [REFERENCE]
    assert len(scene.calls("GET", "*/published_posts")) == 1


def test_what_visitors_write_does_not_count(scene: Scene) -> None:
    scene.by_hand(f"{TEXT}\n\nMã bài: {REFERENCE}", visitor=True)
    mine = scene.by_hand(f"{TEXT}\n\nMã bài: {REFERENCE}")
    assert [post.remote_id for post in recent(scene, REFERENCE)] == [mine]


def test_a_visitors_post_is_not_read_back_as_ours(scene: Scene) -> None:
    assert scene.publisher.read_back(scene.account, scene.by_hand("Của khách", visitor=True)) is None


def test_a_post_is_known_by_its_pictures_where_the_line_was_taken_away(scene: Scene) -> None:
    made = scene.create(scene.package("một", "hai"))
    scene.server.platform.control("rewrite", {"post": made.remote_id, "message": TEXT})
    assert [post.reference for post in recent(scene, REFERENCE)] == [REFERENCE]
    assert [post.reference for post in recent(scene, OTHER_REFERENCE)] == [""]


def test_a_post_that_lists_do_not_show_yet_is_found_by_its_noted_id(scene: Scene) -> None:
    made = scene.create(scene.package())
    delayed = Fault(kind=Kind.LISTING_DELAYED, seconds=3600)
    scene.server.faults.add(rule(delayed, method="GET", path="*/feed"))
    assert recent(scene) == []
    assert [post.remote_id for post in recent(scene, REFERENCE)] == [made.remote_id]


def test_a_noted_post_counts_however_old_it_is(scene: Scene) -> None:
    made = scene.create(scene.package())
    scene.clock.advance(timedelta(days=3))
    found = scene.publisher.recent(scene.account, scene.clock.now(), REFERENCE)
    assert [post.remote_id for post in found] == [made.remote_id]


def test_a_noted_post_that_was_deleted_is_not_found(scene: Scene) -> None:
    made = scene.create(scene.package())
    scene.publisher.delete(scene.account, made.remote_id)
    assert recent(scene, REFERENCE) == []


def test_a_post_hidden_from_the_timeline_does_not_show(scene: Scene) -> None:
    made = scene.create(scene.package())
    scene.reveal(made.remote_id, scene.package())
    scene.world.posts[made.remote_id].hidden = True
    post = scene.publisher.read_back(scene.account, made.remote_id)
    assert post is not None
    assert not post.visible


def test_a_list_without_end_is_not_taken_for_read(scene: Scene) -> None:
    for n in range(2 * PAGE_SIZE + 1):
        scene.by_hand(f"Bài {n}")
    login = scene.logins.kept[scene.account.name]
    assert isinstance(login, FacebookLogin)
    graph = Graph(scene.http, Rates(scene.clock), Endpoint(), most_pages=2)
    rows = graph.rows(caller_of(scene.account, login.page_token), f"{scene.account.page_id}/feed", fields="id")
    with pytest.raises(StudioError, match="hơn 200"):
        list(rows)


def test_a_deleted_photo_is_uploaded_anew(scene: Scene) -> None:
    scene.break_once(Fault(kind=Kind.DROP_BEFORE), "POST", "*/feed")
    assert scene.create(scene.package("một", "hai")).outcome is Outcome.UNKNOWN
    scene.world.photos.clear()  # Facebook was quicker than it says
    assert scene.create(scene.package("một", "hai")).outcome is Outcome.NOT_EXECUTED
    assert scene.create(scene.package("một", "hai")).outcome is Outcome.DONE


def test_uploads_are_used_for_23_hours_and_not_longer(scene: Scene) -> None:
    scene.break_once(Fault(kind=Kind.DROP_BEFORE), "POST", "*/feed")
    scene.create(scene.package("một", "hai"))
    scene.mend()
    scene.server.forget_journal()
    scene.clock.advance(timedelta(hours=22, minutes=59))
    scene.break_once(Fault(kind=Kind.DROP_BEFORE), "POST", "*/feed")
    scene.create(scene.package("một", "hai"))
    scene.mend()
    assert scene.calls("POST", "*/photos") == []
    scene.clock.advance(timedelta(minutes=1))
    assert scene.create(scene.package("một", "hai")).outcome is Outcome.DONE
    assert len(scene.calls("POST", "*/photos")) == 2


def test_a_slow_line_ends_a_call_between_two_pictures(scene: Scene) -> None:
    class Slow(Http):
        def send(self, method: str, url: str, **parts: Any) -> Reply:
            scene.clock.advance(timedelta(seconds=100 if url.endswith("/photos") else 0))
            return super().send(method, url, **parts)

    scene.publisher = scene.another(Slow(answer_within=60.0))
    package = scene.package("một", "hai", "ba", "bốn", "năm")
    answer = scene.create(package)
    assert (answer.outcome, answer.retry_after, answer.needs_person) == (Outcome.NOT_EXECUTED, 1.0, False)
    assert "3/5" in answer.say.vi
    assert scene.create(package).outcome is Outcome.DONE
    assert len(scene.calls("POST", "*/photos")) == 5


def test_photos_that_were_posted_already_point_to_an_earlier_attempt(scene: Scene) -> None:
    first = scene.create(scene.package("một"))
    assert first.outcome is Outcome.DONE
    again = scene.create(scene.package("một"))
    assert (again.outcome, again.code) == (Outcome.UNKNOWN, "100/1366051")
    assert [post.remote_id for post in recent(scene, REFERENCE)] == [first.remote_id]
    assert len(scene.posts()) == 1


def test_pictures_that_were_posted_already_still_tell_whose_a_post_is(scene: Scene) -> None:
    scene.break_once(Fault(kind=Kind.DROP_AFTER), "POST", "*/feed")
    assert scene.create(scene.package("một")).outcome is Outcome.UNKNOWN
    assert scene.create(scene.package("một")).outcome is Outcome.UNKNOWN
    [post] = scene.posts()
    scene.server.platform.control("rewrite", {"post": post.id, "message": TEXT})
    assert [found.reference for found in recent(scene, REFERENCE)] == [REFERENCE]


def test_once_an_earlier_post_is_gone_its_pictures_go_up_anew(scene: Scene) -> None:
    first = scene.create(scene.package("một"))
    assert scene.create(scene.package("một")).outcome is Outcome.UNKNOWN
    scene.server.platform.control("remove", {"post": first.remote_id})
    assert recent(scene, REFERENCE) == []
    assert scene.create(scene.package("một")).outcome is Outcome.DONE


def test_pictures_of_a_scheduled_post_are_not_those_of_one_without_a_time(scene: Scene) -> None:
    scene.break_once(Fault(kind=Kind.DROP_BEFORE), "POST", "*/feed")
    scene.create(scene.package("một"))
    scene.mend()
    assert scene.create(scene.package("một"), at=NOON + HOUR).outcome is Outcome.DONE
    temporary = [entry.call.form.get("temporary", "") for entry in scene.calls("POST", "*/photos")]
    assert temporary == ["", "true"]


def test_a_list_that_is_too_much_at_once_is_read_in_smaller_parts(scene: Scene) -> None:
    for number in range(7):
        scene.by_hand(f"Tin số {number}")
    error = Fault(kind=Kind.ERROR, options={"code": 1, "message": "Please reduce the amount of data you're asking for"})
    scene.server.faults.add(rule(error, method="GET", path="*/published_posts", nth=(1, 2, 3)))
    found = scene.publisher.recent(scene.account, NOON)
    assert len(found) == 7
    limits = [entry.call.query["limit"] for entry in scene.calls("GET", "*/published_posts")]
    assert limits == ["100", "50", "25", "12"]


def test_a_list_that_is_too_much_by_one_row_ends(scene: Scene) -> None:
    error = Fault(kind=Kind.ERROR, options={"code": 1, "message": "Please reduce the amount of data you're asking for"})
    scene.server.faults.add(rule(error, method="GET", path="*/published_posts"))
    with pytest.raises(Unreachable, match="danh sách bài"):
        scene.publisher.recent(scene.account, NOON)
    assert [entry.call.query["limit"] for entry in scene.calls("GET", "*/published_posts")][-1] == "1"


def test_hidden_posts_are_asked_for_too(scene: Scene) -> None:
    scene.publisher.recent(scene.account, NOON)
    asked = {e.call.path.rsplit("/", 1)[1]: e.call.query.get("include_hidden") for e in scene.calls("GET", "*/*/*")}
    assert (asked["published_posts"], asked["feed"]) == ("true", "true")
    assert asked["scheduled_posts"] is None


def test_a_hidden_post_is_a_draft(scene: Scene) -> None:
    scene.create(scene.package())
    [made] = scene.calls("POST", "*/feed")
    assert (made.call.form["published"], made.call.form["unpublished_content_type"]) == ("false", "DRAFT")


@pytest.mark.parametrize("told", ["không có", "2026-13-45T99:00:00+0000", None, 0, "NaN", {}])
def test_a_post_whose_date_cannot_be_read_is_there_all_the_same(scene: Scene, told: object) -> None:
    made = scene.create(scene.package())
    row = {"id": made.remote_id, "message": f"x\n\nMã bài: {REFERENCE}", "created_time": told, "is_published": False}
    scene.publisher = scene.another(Odd("*/published_posts", json.dumps({"data": [row]}).encode()))
    assert REFERENCE in {post.reference for post in scene.publisher.recent(scene.account, NOON, REFERENCE)}
