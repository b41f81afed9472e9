"""The way of a post on Zalo: hidden, kept, shown, read back, changed, taken down."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from studio.errors import StudioError
from studio.publishers.pieces import shows, text_sha256
from studio.publishers.port import Outcome, Unreachable
from studio.publishers.zalo.publisher import ID, TOKEN
from tests.publishers.zalo.zalo_rig import NOON, REFERENCE, TEXT, TITLE, ZaloRig
from tests.simulators.faults import Fault, Kind, rule


def created(rig: ZaloRig) -> str:
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    assert answer.outcome is Outcome.DONE, answer
    return answer.remote_id


def test_it_says_what_it_can(rig: ZaloRig) -> None:
    can = rig.publisher.capabilities(rig.account)
    assert can.hidden_then_reveal
    assert can.can_list
    assert can.can_delete
    assert can.can_edit
    assert can.server_schedule is None
    assert not can.by_hand


def test_the_account_tells_who_it_is(rig: ZaloRig) -> None:
    identity = rig.publisher.identity(rig.account)
    assert (identity.page_id, identity.title) == (rig.oa_id, "Công an xã Mẫu 1")
    assert identity.clock == NOON


def test_a_create_leaves_a_hidden_article_with_everything_in_it(rig: ZaloRig) -> None:
    remote_id = created(rig)
    (article,) = rig.articles
    assert not article["shown"]
    fields = article["fields"]
    assert fields["title"] == TITLE
    assert fields["author"] == rig.account.title
    assert fields["description"] == "Người dân không làm theo lời kẻ gian. Hãy gọi 113 hoặc 024 0000 0001."
    assert [part["type"] for part in fields["body"]] == ["text", "text", "image", "image", "text"]
    assert fields["body"][-1]["content"] == f"Mã bài: {REFERENCE}"
    assert [part["caption"] for part in fields["body"][2:4]] == ["Ảnh 01-alert.jpg", "Ảnh 02-alert.jpg"]
    assert fields["cover"] == {"cover_type": "photo", "photo_url": fields["body"][2]["url"], "status": "hide"}
    noted = rig.notes.of(REFERENCE)
    assert noted[ID].value == remote_id
    assert TOKEN in noted
    assert len([key for key in noted if key.startswith("image:")]) == 2


def test_no_secret_is_in_an_address(rig: ZaloRig) -> None:
    created(rig)
    token = rig.login.access_token.reveal()
    for entry in rig.server.journal():
        assert token not in str(entry.call.query)
        assert "access_token" not in entry.call.query


def test_shown_it_reads_back_as_approved(rig: ZaloRig) -> None:
    remote_id, package = created(rig), rig.package()
    answer = rig.publisher.reveal(rig.account, remote_id, package, REFERENCE, rig.files)
    assert answer.outcome is Outcome.DONE
    assert [article["id"] for article in rig.shown] == [remote_id]
    post = rig.publisher.read_back(rig.account, remote_id)
    assert post is not None
    assert post.visible
    assert post.reference == REFERENCE
    assert post.created_at == NOON
    assert post.permalink.endswith(f"/s/{remote_id}")
    assert shows(post, text=text_sha256(TEXT), pictures=[a.sha256 for a in package.attachments])


def test_showing_it_again_changes_nothing(rig: ZaloRig) -> None:
    remote_id, package = created(rig), rig.package()
    for _ in range(2):
        answer = rig.publisher.reveal(rig.account, remote_id, package, REFERENCE, rig.files)
        assert answer.outcome is Outcome.DONE
    assert rig.calls("/v2.0/article/update") == 1
    assert len(rig.uploads) == 2


def test_what_was_removed_cannot_be_shown(rig: ZaloRig) -> None:
    remote_id = created(rig)
    rig.do("remove", id=remote_id)
    answer = rig.publisher.reveal(rig.account, remote_id, rig.package(), REFERENCE, rig.files)
    assert answer.outcome is Outcome.UNKNOWN
    assert rig.articles == []


def test_an_article_with_another_code_is_left_alone(rig: ZaloRig) -> None:
    remote_id = created(rig)
    answer = rig.publisher.reveal(rig.account, remote_id, rig.package(), "PS-ZZZZZZZZZZ22", rig.files)
    assert answer.outcome is Outcome.REFUSED
    assert REFERENCE in answer.say.vi
    assert rig.shown == []


def test_showing_sets_right_what_somebody_changed_at_the_console(rig: ZaloRig) -> None:
    remote_id, package = created(rig), rig.package()
    right = rig.articles[0]["fields"]
    rig.zalo.pictures.files["khac.jpg"] = b"\xff\xd8\xff another picture"
    other = f"{rig.server.url}/images/khac.jpg"
    body = [part | ({"url": other} if part["type"] == "image" else {}) for part in right["body"]]
    rig.do("edit", id=remote_id, title="Khác", body=body)
    rig.publisher.reveal(rig.account, remote_id, package, REFERENCE, rig.files)
    shown = {name: value for name, value in rig.shown[0]["fields"].items() if name != "id"}
    assert shown == right | {"status": "show"}


def test_a_picture_that_vanished_before_the_post_is_shown_is_put_there_again(rig: ZaloRig) -> None:
    remote_id, package = created(rig), rig.package()
    rig.zalo.pictures.files.clear()
    answer = rig.publisher.reveal(rig.account, remote_id, package, REFERENCE, rig.files)
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, "-201")
    assert "cover.photo_url" in answer.say.vi
    answer = rig.publisher.reveal(rig.account, remote_id, package, REFERENCE, rig.files)
    assert answer.outcome is Outcome.DONE


def test_showing_needs_no_look_at_the_pictures(rig: ZaloRig) -> None:
    remote_id = created(rig)
    before = rig.calls("/images/*")
    rig.another().reveal(rig.account, remote_id, rig.package(), REFERENCE, rig.files)
    assert rig.calls("/images/*") == before


@pytest.mark.parametrize("show", [True, False])
def test_an_edit_replaces_the_text_and_keeps_whether_it_shows(rig: ZaloRig, show: bool) -> None:
    remote_id = created(rig)
    if show:
        rig.publisher.reveal(rig.account, remote_id, rig.package(), REFERENCE, rig.files)
    better = rig.package(text=TEXT + "\n\nĐính chính: gọi 113.")
    for _ in range(2):
        answer = rig.publisher.edit(rig.account, remote_id, better, REFERENCE, rig.files)
        assert answer.outcome is Outcome.DONE
    post = rig.publisher.read_back(rig.account, remote_id)
    assert post is not None
    assert post.visible == show
    assert shows(post, text=text_sha256(better.text), pictures=[a.sha256 for a in better.attachments])
    assert len(rig.articles) == 1
    assert len(rig.uploads) == 2


def test_taking_it_down_twice_is_done_twice(rig: ZaloRig) -> None:
    remote_id = created(rig)
    assert rig.publisher.delete(rig.account, remote_id).outcome is Outcome.DONE
    assert rig.articles == []
    assert rig.publisher.delete(rig.account, remote_id).outcome is Outcome.DONE
    assert rig.publisher.read_back(rig.account, remote_id) is None


def test_the_list_is_read_through_its_pages_down_to_the_time(rig: ZaloRig) -> None:
    since = NOON
    for number in range(3):
        rig.do("write", oa_id=rig.oa_id, title=f"Cũ {number}")
    rig.clock.advance(timedelta(hours=1))
    mine = created(rig)
    for number in range(25):
        rig.do("write", oa_id=rig.oa_id, title=f"Mới {number}")
    posts = rig.another().recent(rig.account, since + timedelta(minutes=1), REFERENCE)
    assert len(posts) == 26
    assert [post.remote_id for post in posts if post.reference == REFERENCE] == [mine]
    assert len(rig.server.journal(path="/v2.0/article/getslice")) == 4  # three pages of articles, one of videos


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("most", [0, 4])
@pytest.mark.parametrize("order", ["newest", "oldest", "mixed"])
def test_an_article_is_found_wherever_the_list_has_it(rig: ZaloRig, order: str, most: int, total: bool) -> None:
    """Nothing is noted any more, and the list comes as it likes."""
    for number in range(12):
        rig.do("write", oa_id=rig.oa_id, title=f"Cũ {number}")
        rig.clock.advance(timedelta(minutes=1))
    since = rig.clock.now()
    mine = created(rig)
    for number in range(23):
        rig.clock.advance(timedelta(minutes=1))
        rig.do("write", oa_id=rig.oa_id, title=f"Mới {number}")
    rig.notes.kept.clear()
    rig.do("settings", listing_order=order, listing_most=most, listing_total=total)
    posts = rig.another().recent(rig.account, since, REFERENCE)
    assert len(posts) == 24
    assert [post.remote_id for post in posts if post.reference == REFERENCE] == [mine]


def test_a_title_that_somebody_changed_is_noticed(rig: ZaloRig) -> None:
    remote_id, package = created(rig), rig.package()
    rig.publisher.reveal(rig.account, remote_id, package, REFERENCE, rig.files)
    hashes = [a.sha256 for a in package.attachments]
    post = rig.publisher.read_back(rig.account, remote_id)
    assert post is not None
    assert shows(post, text=text_sha256(TEXT), pictures=hashes, title=TITLE)
    rig.do("edit", id=remote_id, title="TIN VUI")
    post = rig.publisher.read_back(rig.account, remote_id)
    assert post is not None
    assert not shows(post, text=text_sha256(TEXT), pictures=hashes, title=TITLE)


def test_an_old_post_is_found_by_what_is_noted(rig: ZaloRig) -> None:
    mine = created(rig)
    rig.clock.advance(timedelta(days=30))
    posts = rig.publisher.recent(rig.account, rig.clock.now(), REFERENCE)
    assert [post.remote_id for post in posts] == [mine]
    assert rig.publisher.recent(rig.account, rig.clock.now(), "PS-ZZZZZZZZZZ22") == []


def test_while_zalo_works_on_it_nobody_says_that_it_is_absent(rig: ZaloRig) -> None:
    rig.do("settings", processing_polls=20)
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    assert answer.outcome is Outcome.UNKNOWN
    assert (rig.pauses, answer.code) == ([2.0, 4.0, 8.0, 16.0, 30.0], "-214")
    with pytest.raises(Unreachable):
        rig.publisher.recent(rig.account, NOON, REFERENCE)
    rig.do("settings", processing_polls=0)
    with rig.server.lock:
        next(iter(rig.zalo.sim.jobs.values())).polls = 0
    (post,) = rig.publisher.recent(rig.account, NOON, REFERENCE)
    assert (post.reference, post.visible) == (REFERENCE, False)
    again = rig.another().create(rig.account, rig.package(), REFERENCE, rig.files)
    assert (again.outcome, again.remote_id) == (Outcome.DONE, post.remote_id)
    assert len(rig.articles) == 1


def test_a_second_create_of_a_finished_one_makes_no_second_article(rig: ZaloRig) -> None:
    first = created(rig)
    assert created(rig) == first
    assert len(rig.articles) == 1


def test_what_a_person_removed_may_be_made_anew(rig: ZaloRig) -> None:
    first = created(rig)
    rig.do("remove", id=first)
    assert rig.publisher.recent(rig.account, NOON, REFERENCE) == []
    assert created(rig) != first
    assert len(rig.articles) == 1


def test_an_article_that_zalo_could_not_make_is_refused_and_may_be_tried_again(rig: ZaloRig) -> None:
    rig.do("settings", next_job_fails=-248)
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, "-248")
    assert rig.articles == []
    assert created(rig)


def test_a_time_is_refused(rig: ZaloRig) -> None:
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files, at=NOON)
    assert answer.outcome is Outcome.REFUSED
    assert rig.server.journal() == []


@pytest.mark.parametrize("title", ["", "x" * 151])
def test_a_title_that_does_not_fit_is_refused_before_anything_is_sent(rig: ZaloRig, title: str) -> None:
    answer = rig.publisher.create(rig.account, rig.package(title=title), REFERENCE, rig.files)
    assert answer.outcome is Outcome.REFUSED
    assert "150" in answer.say.vi
    assert rig.server.journal() == []


def test_without_a_picture_there_is_no_cover(rig: ZaloRig) -> None:
    answer = rig.publisher.create(rig.account, rig.package(images=0), REFERENCE, rig.files)
    assert answer.outcome is Outcome.REFUSED
    assert "ảnh bìa" in answer.say.vi
    assert rig.server.journal() == []


@pytest.mark.parametrize(("change", "said"), [({"bytes": 1_000_001}, "1 MB"), ({"mime": "image/webp"}, "image/webp")])
def test_a_picture_zalo_does_not_take_is_named(rig: ZaloRig, change: dict[str, object], said: str) -> None:
    package = rig.package()
    bad = replace(package.attachments[1], **change)  # type: ignore[arg-type]
    package = replace(package, attachments=(package.attachments[0], bad))
    answer = rig.publisher.create(rig.account, package, REFERENCE, rig.files)
    assert answer.outcome is Outcome.REFUSED
    assert bad.name in answer.say.vi
    assert said in answer.say.vi


def test_an_account_that_names_nobody_is_not_trusted(rig: ZaloRig) -> None:
    with rig.server.lock:
        rig.zalo.sim.oas[rig.oa_id].oa_id = ""
    with pytest.raises(StudioError):
        rig.publisher.identity(rig.account)


def test_what_is_removed_while_it_is_being_shown_is_in_doubt(rig: ZaloRig) -> None:
    """The outbox then looks, and tells that it is gone."""
    remote_id = created(rig)
    words = {"code": -201, "message": "id is invalid!"}
    rig.server.faults.add(rule(Fault(kind=Kind.ERROR, options=words), path="/v2.0/article/update"))
    rig.server.faults.add(rule(Fault(kind=Kind.ERROR, options=words), path="/v2.0/article/getdetail", nth=(2,)))
    answer = rig.publisher.reveal(rig.account, remote_id, rig.package(), REFERENCE, rig.files)
    assert answer.outcome is Outcome.UNKNOWN
    assert "không còn" in answer.say.vi
