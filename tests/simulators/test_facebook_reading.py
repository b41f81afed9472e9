"""Lists, fields, comments and figures of the simulated Facebook."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.simulators.facebook.asking import Asking
from tests.simulators.faults import Fault, Kind, rule


def fill(facebook: Asking, count: int) -> list[str]:
    """So many public posts, a second apart; the newest first."""
    made = []
    for number in range(count):
        made.append(facebook.post(f"{facebook.page}/feed", message=f"Bài {number}")["id"])
        facebook.pass_time(seconds=1)
    return made[::-1]


def test_cursors_lead_through_all_posts_and_survive_a_new_and_a_deleted_one(facebook: Asking) -> None:
    made = fill(facebook, 7)
    listing = f"{facebook.page}/published_posts"
    first = facebook.get(listing, fields="id", limit="3")
    assert [post["id"] for post in first["data"]] == made[:3]
    assert "previous" not in first["paging"]
    facebook.post(f"{facebook.page}/feed", message="Bài mới")
    facebook.ask("DELETE", made[2])
    second = facebook.get(listing, fields="id", limit="3", after=first["paging"]["cursors"]["after"])
    assert [post["id"] for post in second["data"]] == made[3:6]
    third = facebook.get(listing, fields="id", limit="3", after=second["paging"]["cursors"]["after"])
    assert [post["id"] for post in third["data"]] == made[6:]
    assert "next" not in third["paging"]
    back = facebook.get(listing, fields="id", limit="2", before=third["paging"]["cursors"]["before"])
    assert [post["id"] for post in back["data"]] == made[4:6]


@pytest.mark.parametrize("params", [{"limit": "0"}, {"limit": "101"}, {"limit": "many"}, {"after": "nonsense"}])
def test_a_wrong_page_of_a_list(facebook: Asking, params: dict[str, str]) -> None:
    assert facebook.error(facebook.get(f"{facebook.page}/published_posts", **params)) == "100"


def test_an_empty_list(facebook: Asking) -> None:
    assert facebook.get(f"{facebook.page}/published_posts") == {"data": []}


def test_since_and_until(facebook: Asking) -> None:
    made = fill(facebook, 4)
    since, until = facebook.unix(seconds=-3), facebook.unix(seconds=-2)
    listed = facebook.get(f"{facebook.page}/published_posts", fields="id", since=since, until=until)
    assert [post["id"] for post in listed["data"]] == made[1:3]


def test_what_each_list_shows(facebook: Asking) -> None:
    feed = f"{facebook.page}/feed"
    public = facebook.post(feed, message="công khai")["id"]
    hidden = facebook.post(feed, message="ẩn", published="false")["id"]
    at = facebook.unix(hours=1)
    waiting = facebook.post(feed, message="hẹn", published="false", scheduled_publish_time=at)["id"]
    given = {"page": facebook.page, "message": "khách", "at": facebook.clock.now().isoformat(), "visitor": True}
    visitor = facebook.graph.control("write", given)["id"]

    def ids(path: str, fields: str) -> set[str]:
        return {post["id"] for post in facebook.get(f"{facebook.page}/{path}", fields=fields)["data"]}

    assert ids("published_posts", "id,is_published") == {public}
    assert ids("scheduled_posts", "id") == {waiting}
    assert ids("feed", "id") == {public, visitor}
    assert ids("feed", "id,is_published") == {public, visitor, hidden, waiting}


def test_a_delayed_listing_misses_what_is_new(facebook: Asking) -> None:
    facebook.server.faults.add(rule(Fault(kind=Kind.LISTING_DELAYED, seconds=300), path="*/published_posts"))
    id_ = facebook.post(f"{facebook.page}/feed", message="Mới")["id"]
    assert facebook.get(f"{facebook.page}/published_posts")["data"] == []
    assert facebook.get(id_)["id"] == id_  # reading it by its id is not late
    facebook.clock.advance(timedelta(minutes=5))
    assert len(facebook.get(f"{facebook.page}/published_posts")["data"]) == 1


def test_fields_are_judged_and_absent_values_left_out(facebook: Asking) -> None:
    id_ = facebook.post(f"{facebook.page}/feed", message="x")["id"]
    assert set(facebook.get(id_)) == {"id", "message", "created_time"}
    assert facebook.get(id_, fields="attachments,scheduled_publish_time") == {"id": id_}
    counted = facebook.get(id_, fields="comments.summary(total_count).limit(0),permalink_url")
    assert counted["comments"]["summary"] == {"total_count": 0}
    wrong = facebook.get(id_, fields="text")
    assert "nonexisting field (text)" in wrong["error"]["message"]
    for fields in ("id,,message", "id,id", "attachments{", "from{picture}", "message{x}", "id}"):
        assert facebook.error(facebook.get(id_, fields=fields)) == "100"
    assert facebook.error(facebook.get(f"{facebook.page}", fields="message")) == "100"


def test_comments_are_silently_empty_for_a_person(facebook: Asking) -> None:
    post = facebook.post(f"{facebook.page}/feed", message="x")["id"]
    for number in (1, 2):
        at = (facebook.clock.now() + timedelta(seconds=number)).isoformat()
        facebook.graph.control("comment", {"post": post, "message": f"Hỏi {number}", "at": at})
    facebook.pass_time(minutes=1)
    asked = {"fields": "id,message", "order": "reverse_chronological", "summary": "true"}
    found = facebook.get(f"{post}/comments", **asked)
    assert [comment["message"] for comment in found["data"]] == ["Hỏi 2", "Hỏi 1"]
    assert found["summary"] == {"total_count": 2}
    assert facebook.get(f"{post}/comments", token=facebook.graph.user_token) == {"data": []}
    assert facebook.status == 200
    assert facebook.error(facebook.get(f"{post}/comments", order="newest")) == "100"


@pytest.mark.parametrize(
    ("metric", "error"),
    [
        ("page_impressions", "100"),
        ("page_impressions_unique", "100"),
        ("page_fans", "100"),
        ("page_media_view,page_fan_adds", "100"),
        ("page_media_views", "100"),
        ("", "3001/1504028"),
    ],
)
def test_metrics_that_are_gone(facebook: Asking, metric: str, error: str) -> None:
    assert facebook.error(facebook.get(f"{facebook.page}/insights", metric=metric, period="day")) == error


def test_metrics_that_are_left(facebook: Asking) -> None:
    found = facebook.get(f"{facebook.page}/insights", metric="page_media_view,page_follows", period="days_28")["data"]
    assert [metric["name"] for metric in found] == ["page_media_view", "page_follows"]
    long = {"since": facebook.unix(days=-91), "until": facebook.unix()}
    assert facebook.error(facebook.get(f"{facebook.page}/insights", metric="page_follows", **long)) == "100"
    post = facebook.post(f"{facebook.page}/feed", message="x")["id"]
    assert facebook.get(f"{post}/insights", metric="post_media_view")["data"][0]["name"] == "post_media_view"


def test_rate_headers_come_with_the_use_and_tell_minutes(facebook: Asking) -> None:
    facebook.get(facebook.page)
    assert "x-business-use-case-usage" not in facebook.headers  # a single call is nothing
    facebook.graph.control("usage", {"page": facebook.page, "percent": 80})
    facebook.get(facebook.page)
    [used] = json.loads(facebook.headers["x-business-use-case-usage"])[facebook.page]
    assert (used["type"], used["call_count"], used["estimated_time_to_regain_access"]) == ("pages", 80, 0)
    facebook.graph.control("usage", {"page": facebook.page, "percent": 100})
    assert facebook.error(facebook.post(f"{facebook.page}/feed", message="x")) == "80001"
    [used] = json.loads(facebook.headers["x-business-use-case-usage"])[facebook.page]
    assert used["estimated_time_to_regain_access"] == 60
    assert facebook.graph.world.posts == {}
    assert facebook.error(facebook.get(facebook.page)) == "80001"
    [used] = json.loads(facebook.headers["x-business-use-case-usage"])[facebook.page]
    assert used["estimated_time_to_regain_access"] == 61  # calling on lengthens it
    other = facebook.graph.page_tokens[facebook.other]
    assert facebook.get(facebook.other, token=other)["id"] == facebook.other
    facebook.pass_time(minutes=61)
    assert "id" in facebook.post(f"{facebook.page}/feed", message="x")


def test_a_quiet_page_has_a_small_budget(facebook: Asking) -> None:
    facebook.graph.world.pages[facebook.page].engaged = 1
    for _ in range(4799):
        facebook.graph.limits.page_call(facebook.graph.world.pages[facebook.page], facebook.clock.now())
    assert facebook.error(facebook.get(facebook.page)) == "80001"
    facebook.pass_time(days=1, seconds=1)
    assert facebook.get(facebook.page)["id"] == facebook.page


def test_other_tokens_use_up_the_apps_budget(facebook: Asking) -> None:
    facebook.graph.control("usage", {"percent": 50})
    facebook.get("me", token=facebook.graph.user_token)
    assert json.loads(facebook.headers["x-app-usage"])["call_count"] == 50
    facebook.graph.control("usage", {"percent": 100})
    assert facebook.error(facebook.get("me", token=facebook.graph.user_token)) == "4"


def test_a_block_holds_writes_until_it_is_over(facebook: Asking) -> None:
    until = (facebook.clock.now() + timedelta(hours=4)).isoformat()
    facebook.graph.control("block", {"page": facebook.page, "until": until})
    assert facebook.error(facebook.post(f"{facebook.page}/feed", message="x")) == "368/1390008"
    assert facebook.get(facebook.page)["id"] == facebook.page
    facebook.pass_time(hours=4)
    assert "id" in facebook.post(f"{facebook.page}/feed", message="x")


@pytest.mark.parametrize(("code", "status"), [(4, 403), (17, 403), (32, 403), (613, 403), (80001, 400), (2, 503)])
def test_an_error_switched_on(facebook: Asking, code: int, status: int) -> None:
    fault = Fault(kind=Kind.ERROR, options={"code": code, "minutes": 12})
    facebook.server.faults.script("POST", "*/feed", fault)
    assert facebook.error(facebook.post(f"{facebook.page}/feed", message="x")) == str(code)
    assert facebook.status == status
    [used] = json.loads(facebook.headers["x-business-use-case-usage"])[facebook.page]
    assert used["estimated_time_to_regain_access"] == 12
    assert facebook.graph.world.posts == {}


def test_state_shows_what_came_of_it(facebook: Asking) -> None:
    facebook.photo("một", caption="Ảnh", alt_text_custom="Chữ")
    facebook.photo("hai", published="false")
    state = facebook.graph.state()
    [post] = state["pages"][0]["posts"]
    assert (post["message"], post["photos"][0]["alt"], post["published"]) == ("Ảnh", "Chữ", True)
    assert len(state["unused_photos"]) == 1
    facebook.graph.reset()
    assert facebook.graph.state()["pages"][0]["posts"] == []
    assert facebook.graph.page_tokens[facebook.page] == facebook.token
