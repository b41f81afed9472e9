"""Comments and messages on the simulated Facebook: what it takes, and what it refuses as the real one does."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.simulators.facebook import access
from tests.simulators.facebook.asking import START, Asking

PERSON = "900000000000001"


@pytest.fixture
def asked(facebook: Asking) -> str:
    """A comment below a post of the page."""
    post = facebook.post(f"{facebook.page}/feed", message="Bài")["id"]
    given = {"post": post, "message": "Làm thẻ ở đâu?", "at": START.isoformat()}
    return str(facebook.graph.control("comment", given)["id"])


def send(facebook: Asking, to: dict[str, str], text: str = "Chào", **more: str) -> object:
    form = {"recipient": json.dumps(to), "messaging_type": "RESPONSE", "message": json.dumps({"text": text})}
    return facebook.post(f"{facebook.page}/messages", **{**form, **more})


def test_replies_have_two_levels_and_an_edit_is_another_call(facebook: Asking, asked: str) -> None:
    first = facebook.post(f"{asked}/comments", message="Ở một cửa", fields="id,parent{id}")
    assert first["parent"] == {"id": asked}
    deeper = facebook.post(f"{first['id']}/comments", message="Mời đến", fields="id,parent{id}")
    assert deeper["parent"] == {"id": asked}
    assert facebook.post(asked, message="đổi lời người dân") == {"success": True}
    assert facebook.get(asked)["message"] == "đổi lời người dân"
    below = facebook.get(f"{asked}/comments", filter="stream", fields="id")
    assert [one["id"] for one in below["data"]] == [first["id"], deeper["id"]]


def test_hiding_is_for_others_comments_alone(facebook: Asking, asked: str) -> None:
    assert facebook.post(asked, is_hidden="true") == {"success": True}
    assert facebook.get(asked, fields="is_hidden")["is_hidden"] is True
    own = facebook.post(f"{asked}/comments", message="Ở một cửa")["id"]
    assert facebook.error(facebook.post(own, is_hidden="true")) == "100"


def test_a_person_sees_nothing_and_may_do_nothing(facebook: Asking, asked: str) -> None:
    user = access.issue(facebook.graph.world, "user", long=True).value
    post = facebook.graph.world.comment(asked).under  # type: ignore[union-attr]
    assert facebook.get(f"{post}/comments", user, summary="true") == {"data": []}
    assert facebook.error(facebook.post(f"{asked}/comments", user, message="x")) == "1705"
    facebook.graph.world.tokens[facebook.token].scopes -= {"pages_manage_engagement"}
    assert facebook.error(facebook.post(f"{asked}/comments", message="x")) == "200"


def test_messages_within_their_window(facebook: Asking) -> None:
    given = {"page": facebook.page, "person": PERSON, "text": "Trực mấy giờ?", "at": START.isoformat()}
    key = facebook.graph.control("chat", given)["conversation"]
    answer = send(facebook, {"id": PERSON})
    assert answer["recipient_id"] == PERSON  # type: ignore[index]
    listed = facebook.get(f"{facebook.page}/conversations", fields="id,messages{id,from{id}}", platform="MESSENGER")
    assert [one["id"] for one in listed["data"]] == [key]
    lines = facebook.get(f"{key}/messages", fields="id,message")["data"]
    assert [one["message"] for one in lines] == ["Chào", "Trực mấy giờ?"]
    facebook.clock.advance(timedelta(hours=24, seconds=1))
    assert facebook.error(send(facebook, {"id": PERSON})) == "10/2018278"
    assert facebook.error(send(facebook, {"id": "900000000000077"})) == "100"


def test_one_private_reply_to_a_comment_within_a_week(facebook: Asking, asked: str) -> None:
    assert send(facebook, {"comment_id": asked})["message_id"]  # type: ignore[index]
    assert facebook.error(send(facebook, {"comment_id": asked})) == "10900"
    post = facebook.graph.world.comment(asked).under  # type: ignore[union-attr]
    given = {"post": post, "message": "Muộn", "at": (START - timedelta(days=8)).isoformat()}
    late = facebook.graph.control("comment", given)["id"]
    assert facebook.error(send(facebook, {"comment_id": late})) == "10903"


@pytest.mark.parametrize(
    "form",
    [
        {"recipient": "5"},
        {"recipient": '{"phone_number": "1"}'},
        {"message": '{"text": ""}'},
        {"message": '{"text": "a", "quick_replies": []}'},
        {"message": json.dumps({"text": "d" * 2001})},
        {"messaging_type": "REPLY"},
        {"tag": "X"},
    ],
)
def test_a_wrong_message_is_refused(facebook: Asking, form: dict[str, str]) -> None:
    given = {"page": facebook.page, "person": PERSON, "text": "Trực mấy giờ?", "at": START.isoformat()}
    facebook.graph.control("chat", given)
    assert facebook.error(send(facebook, {"id": PERSON}, **form)) == "100"
