"""The way of a post on a Facebook page: made hidden, shown, changed, taken down, and read back at every step."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio.errors import StudioError
from studio.posts.limits import LIMITS
from studio.publishers.facebook.errors import FacebookTrouble
from studio.publishers.facebook.graph import Endpoint
from studio.publishers.facebook.publisher import FacebookPublisher
from studio.publishers.pieces import REFERENCE_LENGTH, shows, text_sha256
from studio.publishers.port import Outcome, Unreachable
from tests.publishers.facebook.scene import NOON, OTHER_PAGE, OTHER_REFERENCE, PAGE, REFERENCE, Scene
from tests.publishers.samples import TEXT

FEED = "*/feed"


def test_the_page_says_who_it_is_and_what_time_it_has(scene: Scene) -> None:
    identity = scene.publisher.identity(scene.account)
    assert (identity.page_id, identity.title) == (PAGE, "Công an phường Mẫu 1")
    assert identity.clock == NOON


def test_a_text_is_made_hidden_and_then_shown(scene: Scene) -> None:
    package = scene.package()
    made = scene.create(package)
    assert made.outcome is Outcome.DONE
    [post] = scene.posts()
    assert (made.remote_id, post.visible) == (post.id, False)
    assert post.message == f"{TEXT}\n\nMã bài: {REFERENCE}"

    shown = scene.reveal(made.remote_id, package)
    assert shown.outcome is Outcome.DONE
    assert shown.permalink == f"https://www.facebook.com/{post.id}"
    assert [post.visible for post in scene.posts()] == [True]


def test_what_is_read_back_comes_without_the_reference_line(scene: Scene) -> None:
    package = scene.package("một", "hai")
    made = scene.create(package)
    post = scene.publisher.read_back(scene.account, made.remote_id)
    assert post is not None
    assert (post.reference, post.text, post.images, post.visible) == (REFERENCE, TEXT, 2, False)
    assert shows(post, text=text_sha256(TEXT), pictures=[a.sha256 for a in package.attachments])
    scene.reveal(made.remote_id, package)
    post = scene.publisher.read_back(scene.account, made.remote_id)
    assert post is not None
    assert post.visible
    assert post.permalink == f"https://www.facebook.com/{made.remote_id}"


def test_revealing_twice_changes_nothing_and_sends_nothing_more(scene: Scene) -> None:
    package = scene.package()
    made = scene.create(package)
    first, again = scene.reveal(made.remote_id, package), scene.reveal(made.remote_id, package)
    assert (first.outcome, again.outcome) == (Outcome.DONE, Outcome.DONE)
    assert first.permalink == again.permalink
    assert len(scene.calls("POST", f"*/{made.remote_id}")) == 1


def test_what_was_made_a_moment_ago_is_shown_without_a_look(scene: Scene) -> None:
    package = scene.package("một")
    made = scene.create(package)
    scene.server.forget_journal()
    shown = scene.reveal(made.remote_id, package)
    assert [entry.call.method for entry in scene.calls()] == ["POST"]
    assert (shown.permalink, made.permalink) == (f"https://www.facebook.com/{made.remote_id}",) * 2


@pytest.mark.parametrize("why", ["later", "restarted", "clock went back", "another delivery"])
def test_all_else_is_looked_at_before_it_is_shown(scene: Scene, why: str) -> None:
    package = scene.package("một")
    made = scene.create(package)
    if why == "restarted":
        scene.publisher = scene.another()
    elif why != "another delivery":
        scene.clock.advance(timedelta(minutes=2 if why == "later" else -1))
    scene.server.forget_journal()
    answer = scene.reveal(made.remote_id, package, OTHER_REFERENCE if why == "another delivery" else REFERENCE)
    assert scene.calls("GET", f"*/{made.remote_id}") != []
    assert (answer.outcome is Outcome.DONE) is (why != "another delivery")
    assert scene.posts()[0].published is (why != "another delivery")


def test_a_link_goes_along_where_there_is_no_picture(scene: Scene) -> None:
    scene.create(scene.package(link="https://congan.example.gov.vn/canh-bao"))
    scene.create(scene.package("một", link="https://congan.example.gov.vn/canh-bao"), OTHER_REFERENCE)
    with_picture, with_link = scene.posts()
    assert (with_link.link, with_picture.link) == ("https://congan.example.gov.vn/canh-bao", "")


@pytest.mark.parametrize("names", [("một",), ("một", "hai", "ba")])
def test_pictures_go_up_in_order_with_their_descriptions(scene: Scene, names: tuple[str, ...]) -> None:
    package = scene.package(*names)
    made = scene.create(package)
    [post] = scene.posts()
    photos = [scene.world.photos[id_] for id_ in post.photos]
    assert [photo.sha256 for photo in photos] == [a.sha256 for a in package.attachments]
    assert [photo.alt for photo in photos] == [f"Ảnh {name}" for name in names]
    assert not post.visible
    assert all(not entry.call.form.get("temporary") for entry in scene.calls("POST", "*/photos"))
    assert scene.reveal(made.remote_id, package).outcome is Outcome.DONE


def test_the_page_itself_keeps_a_post_until_its_time(scene: Scene) -> None:
    at = NOON + timedelta(hours=2)
    made = scene.create(scene.package("một", "hai"), at=at)
    assert made.outcome is Outcome.DONE
    post = scene.publisher.read_back(scene.account, made.remote_id)
    assert post is not None
    assert (post.visible, post.scheduled_for, post.images) == (False, at, 2)
    scene.clock.set(at)
    scene.facebook.world.tick(at)
    post = scene.publisher.read_back(scene.account, made.remote_id)
    assert post is not None
    assert (post.visible, post.scheduled_for) == (True, None)


@pytest.mark.parametrize("ahead", [timedelta(minutes=10), timedelta(days=29, seconds=1), timedelta(hours=-1)])
def test_a_time_out_of_range_is_refused_before_anything_leaves(scene: Scene, ahead: timedelta) -> None:
    answer = scene.create(scene.package("một"), at=NOON + ahead)
    assert answer.outcome is Outcome.REFUSED
    assert "15 phút đến 29 ngày" in answer.say.vi
    assert scene.calls() == []


def test_a_time_that_was_in_range_when_the_outbox_looked_still_passes(scene: Scene) -> None:
    soonest = scene.publisher.capabilities(scene.account).server_schedule
    assert soonest is not None
    scene.clock.advance(timedelta(minutes=2))
    assert scene.create(scene.package("một"), at=NOON + soonest.soonest).outcome is Outcome.DONE


def test_a_text_too_long_with_its_reference_is_refused_before_anything_leaves(scene: Scene) -> None:
    most = LIMITS[scene.account.platform].text_max - REFERENCE_LENGTH
    assert scene.create(scene.package(text="a" * (most + 1))).outcome is Outcome.REFUSED
    assert scene.calls() == []
    assert scene.create(scene.package(text="a" * most)).outcome is Outcome.DONE


def test_the_text_of_a_post_is_replaced_and_keeps_its_reference(scene: Scene) -> None:
    made = scene.create(scene.package("một"))
    changed = scene.package("một", text="Đính chính: sáng mai, không phải chiều mai.")
    for _ in range(2):
        answer = scene.publisher.edit(scene.account, made.remote_id, changed, REFERENCE, scene.files)
        assert answer.outcome is Outcome.DONE
    post = scene.publisher.read_back(scene.account, made.remote_id)
    assert post is not None
    assert (post.text, post.reference, post.images) == (changed.text, REFERENCE, 1)


def test_a_post_of_another_app_cannot_be_changed(scene: Scene) -> None:
    answer = scene.publisher.edit(scene.account, scene.by_hand("Tay"), scene.package(), REFERENCE, scene.files)
    assert answer.outcome is Outcome.NOT_EXECUTED
    assert answer.needs_person


def test_a_post_is_taken_down_and_one_that_is_gone_counts_as_taken_down(scene: Scene) -> None:
    made = scene.create(scene.package("một"))
    first = scene.publisher.delete(scene.account, made.remote_id)
    assert (first.outcome, scene.posts()) == (Outcome.DONE, [])
    assert scene.publisher.delete(scene.account, made.remote_id).outcome is Outcome.DONE
    assert scene.publisher.read_back(scene.account, made.remote_id) is None


def test_a_hidden_post_that_is_gone_is_not_revealed(scene: Scene) -> None:
    made = scene.create(scene.package())
    scene.server.platform.control("remove", {"post": made.remote_id})
    assert scene.reveal(made.remote_id, scene.package()).outcome is Outcome.NOT_EXECUTED


def test_another_deliverys_post_is_not_revealed(scene: Scene) -> None:
    made = scene.create(scene.package())
    assert scene.reveal(made.remote_id, scene.package(), OTHER_REFERENCE).outcome is Outcome.REFUSED
    assert [post.visible for post in scene.posts()] == [False]


@pytest.mark.parametrize(
    "odd", ["me/accounts", "../v26.0/me", "1_2?fields=access_token", "100000000000001_1#x", "không", ""]
)
def test_an_odd_id_is_no_post_and_no_way_to_anything_else(scene: Scene, odd: str) -> None:
    assert scene.publisher.read_back(scene.account, odd) is None
    assert scene.publisher.delete(scene.account, odd).outcome is Outcome.REFUSED
    assert scene.reveal(odd, scene.package()).outcome is Outcome.REFUSED
    answer = scene.publisher.edit(scene.account, odd, scene.package(), REFERENCE, scene.files)
    assert answer.outcome is Outcome.REFUSED
    assert scene.calls() == []


# Whose token it is


def test_a_token_of_another_page_is_told(scene: Scene) -> None:
    scene.connect(OTHER_PAGE)
    assert scene.publisher.identity(scene.account).page_id == OTHER_PAGE


def test_a_token_of_another_page_is_never_used(scene: Scene) -> None:
    made = scene.create(scene.package())
    scene.connect(OTHER_PAGE)
    scene.server.forget_journal()
    package = scene.package("một")
    answers = [
        scene.create(package, OTHER_REFERENCE),
        scene.reveal(made.remote_id, package),
        scene.publisher.edit(scene.account, made.remote_id, package, REFERENCE, scene.files),
        scene.publisher.delete(scene.account, made.remote_id),
    ]
    for answer in answers:
        assert (answer.outcome, answer.needs_person, answer.code) == (Outcome.NOT_EXECUTED, True, "wrong_page")
        assert "Công an phường Mẫu 2" in answer.say.vi
    with pytest.raises(FacebookTrouble):
        scene.publisher.read_back(scene.account, made.remote_id)
    with pytest.raises(FacebookTrouble):
        scene.publisher.recent(scene.account, NOON)
    paths = {(entry.call.method, entry.call.path) for entry in scene.calls()}
    assert paths == {("GET", "/v25.0/me"), ("POST", "/v25.0/debug_token")}


def test_a_page_that_was_never_connected_asks_for_it(scene: Scene) -> None:
    scene.logins.forget(scene.account.name)
    answer = scene.create(scene.package())
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert "kết nối trang ở mục Trang" in answer.say.vi
    with pytest.raises(StudioError, match="chưa được kết nối"):
        scene.publisher.identity(scene.account)
    assert scene.calls() == []


@pytest.mark.parametrize(("trouble", "step"), [(460, "page token"), (459, "đăng nhập facebook.com"), (492, "vai trò")])
def test_a_dead_token_says_what_to_do(scene: Scene, trouble: int, step: str) -> None:
    scene.connect(PAGE, trouble=trouble)
    with pytest.raises(FacebookTrouble, match=step) as told:
        scene.publisher.identity(scene.account)
    assert told.value.code == f"190/{trouble}"
    answer = scene.create(scene.package())
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)


def test_a_missing_right_is_told_before_anything_is_sent(scene: Scene) -> None:
    scene.connect(PAGE, scopes={"pages_read_engagement", "pages_show_list"})
    with pytest.raises(FacebookTrouble, match="pages_manage_posts"):
        scene.publisher.identity(scene.account)
    answer = scene.create(scene.package("một"))
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert scene.calls("POST", "*/photos") == []


def test_an_app_that_wants_its_secret_with_each_call_is_told(scene: Scene) -> None:
    scene.server.platform.control("require_proof", {})
    answer = scene.create(scene.package("một"))
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert "Require App Secret" in answer.say.vi


def test_a_version_that_is_not_served_any_more_asks_for_an_update(scene: Scene) -> None:
    publisher = FacebookPublisher(
        scene.http, scene.logins, scene.notes, scene.clock, endpoint=Endpoint(version="v12.0")
    )
    answer = publisher.create(scene.account, scene.package(), REFERENCE, scene.files)
    assert (answer.outcome, answer.needs_person, answer.code) == (Outcome.NOT_EXECUTED, True, "2635")
    assert "cập nhật Page Studio" in answer.say.vi


def asked(scene: Scene) -> list[str]:
    """What of the token was looked at since the journal was forgotten."""
    names = [entry.call.path.rpartition("/")[2] for entry in scene.calls()]
    return [name for name in names if name in ("me", "debug_token")]


def test_who_a_token_is_counts_a_minute_and_what_it_may_do_for_hours(scene: Scene) -> None:
    scene.create(scene.package())
    scene.server.forget_journal()
    scene.clock.advance(timedelta(seconds=59))
    scene.create(scene.package(), OTHER_REFERENCE)
    assert asked(scene) == []
    scene.clock.advance(timedelta(seconds=1))
    scene.create(scene.package(), "PS-ABCDEFGHIJ44")
    scene.publisher.identity(scene.account)
    assert asked(scene) == ["me", "me"]
    scene.server.forget_journal()
    scene.clock.advance(timedelta(hours=4))
    scene.publisher.identity(scene.account)
    assert asked(scene) == ["me", "debug_token"]


def test_another_token_of_the_page_is_looked_at_anew(scene: Scene) -> None:
    scene.publisher.identity(scene.account)
    scene.connect(PAGE)
    scene.server.forget_journal()
    scene.publisher.identity(scene.account)
    assert asked(scene) == ["me", "debug_token"]


def test_a_clock_that_went_back_makes_nothing_count_longer(scene: Scene) -> None:
    scene.publisher.identity(scene.account)
    scene.clock.advance(timedelta(minutes=-5))
    scene.server.forget_journal()
    scene.publisher.identity(scene.account)
    assert asked(scene) == ["me", "debug_token"]


def test_a_token_that_is_revoked_meanwhile_is_found_at_the_next_greeting(scene: Scene) -> None:
    token = scene.connect(PAGE)
    scene.publisher.identity(scene.account)
    token.trouble = 460
    with pytest.raises(FacebookTrouble, match="page token"):
        scene.publisher.identity(scene.account)
    token.trouble = 0
    scene.server.forget_journal()
    scene.publisher.identity(scene.account)
    assert asked(scene) == ["me", "debug_token"], "nothing of before counts any more"


def test_a_token_that_ends_by_itself_meanwhile_is_not_used(scene: Scene) -> None:
    token = scene.connect(PAGE, expires=NOON + timedelta(hours=1))
    assert scene.create(scene.package()).outcome is Outcome.DONE
    scene.clock.advance(timedelta(hours=1))
    token.expires = None  # however Facebook would answer
    scene.server.forget_journal()
    assert scene.create(scene.package(), OTHER_REFERENCE).needs_person
    assert scene.calls("POST", FEED) == []


@pytest.mark.parametrize("door", ["create", "recent", "read_back"])
def test_a_right_that_was_taken_away_stops_at_the_call_that_needs_it(scene: Scene, door: str) -> None:
    token = scene.connect(PAGE)
    made = scene.create(scene.package())
    token.scopes = {"pages_show_list"}
    scene.clock.advance(timedelta(minutes=2))
    if door == "create":
        answer = scene.create(scene.package("một"), OTHER_REFERENCE)
        assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    else:
        arguments = {"recent": (NOON,), "read_back": (made.remote_id,)}[door]
        with pytest.raises(FacebookTrouble):
            getattr(scene.publisher, door)(scene.account, *arguments)
    token.scopes = {"pages_read_engagement", "pages_manage_posts"}
    scene.server.forget_journal()
    scene.publisher.identity(scene.account)
    assert asked(scene) == ["me", "debug_token"]
    assert len(scene.posts()) == 1


def test_a_token_that_died_meanwhile_stops_at_once(scene: Scene) -> None:
    token = scene.connect(PAGE)
    made = scene.create(scene.package())
    token.trouble = 460
    answer = scene.publisher.delete(scene.account, made.remote_id)
    assert (answer.outcome, answer.needs_person, answer.code) == (Outcome.NOT_EXECUTED, True, "190/460")
    scene.server.forget_journal()
    scene.create(scene.package())
    assert [entry.call.path for entry in scene.calls()] == ["/v25.0/me"], "it is asked anew before the next use"


def test_tokens_stand_in_the_header_alone(scene: Scene) -> None:
    package = scene.package("một", "hai")
    scene.publisher.identity(scene.account)
    made = scene.create(package)
    scene.reveal(made.remote_id, package)
    scene.publisher.recent(scene.account, NOON, REFERENCE)
    scene.publisher.edit(scene.account, made.remote_id, package, REFERENCE, scene.files)
    scene.publisher.delete(scene.account, made.remote_id)
    tokens = set(scene.world.tokens)
    entries = scene.calls()
    assert len(entries) > 10
    for entry in entries:
        address = entry.call.path + " ".join(entry.call.query.values())
        assert not any(token in address for token in tokens)
        assert entry.notes["token_in"] == "header Bearer"
        assert "/v25.0/" in entry.call.path


# Limits


def test_a_page_close_to_its_limit_sends_nothing(scene: Scene) -> None:
    scene.publisher.identity(scene.account)
    scene.server.platform.control("usage", {"page": PAGE, "percent": 96})
    scene.publisher.read_back(scene.account, scene.by_hand("Tay"))  # brings the header
    scene.server.forget_journal()
    answer = scene.create(scene.package("một"))
    assert answer.outcome is Outcome.NOT_EXECUTED
    assert answer.retry_after is not None
    assert answer.retry_after > 0
    with pytest.raises(Unreachable):
        scene.publisher.recent(scene.account, NOON)
    scene.clock.advance(timedelta(minutes=2))  # the token would be looked at again
    answer = scene.publisher.delete(scene.account, "100000000000001_1")
    assert (answer.outcome, answer.retry_after, answer.needs_person) == (Outcome.NOT_EXECUTED, 480.0, False)
    assert scene.calls() == []


def test_a_busy_page_is_called_more_slowly(scene: Scene) -> None:
    scene.server.platform.control("usage", {"page": PAGE, "percent": 85})
    assert scene.create(scene.package("một")).outcome is Outcome.DONE
    assert scene.pauses != []
    assert all(pause == 2.5 for pause in scene.pauses)


def test_a_limit_that_is_hit_stops_the_page_as_long_as_facebook_says(scene: Scene) -> None:
    scene.publisher.identity(scene.account)
    scene.server.platform.control("usage", {"page": PAGE, "percent": 100})
    answer = scene.create(scene.package())
    assert (answer.outcome, answer.code, answer.needs_person) == (Outcome.NOT_EXECUTED, "80001", False)
    assert answer.retry_after == 3600.0
    scene.server.forget_journal()
    assert scene.create(scene.package()).outcome is Outcome.NOT_EXECUTED
    assert scene.calls() == []


def test_one_page_at_its_limit_does_not_stop_another(scene: Scene) -> None:
    scene.server.platform.control("usage", {"page": OTHER_PAGE, "percent": 100})
    assert scene.create(scene.package()).outcome is Outcome.DONE


def test_a_blocked_page_waits_for_a_person(scene: Scene) -> None:
    until = NOON + timedelta(hours=6)
    scene.server.platform.control("block", {"page": PAGE, "until": until.isoformat()})
    answer = scene.create(scene.package("một"))
    assert (answer.outcome, answer.needs_person, answer.code) == (Outcome.NOT_EXECUTED, True, "368/1390008")


# Addresses


def test_without_an_address_of_its_own_an_account_is_facebooks() -> None:
    endpoint = Endpoint()
    assert endpoint.base == "https://graph.facebook.com"
    assert endpoint.upload == "https://rupload.facebook.com"
