"""Tokens on the simulated Facebook: where they may stand, what they open, how they die, how one gets them."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.simulators.facebook.asking import Asking

REDIRECT = "http://localhost:8765/callback"


def exchange(facebook: Asking, **given: str) -> Any:
    app = facebook.graph.world.app
    return facebook.ask(
        "POST", "oauth/access_token", token="", data={"client_id": app.id, "client_secret": app.secret, **given}
    )


@pytest.mark.parametrize(
    ("how", "place"),
    [
        ({"headers": {"Authorization": "Bearer {}"}}, "header Bearer"),
        ({"headers": {"Authorization": "OAuth {}"}}, "header OAuth"),
        ({"params": {"access_token": "{}"}}, "query"),
        ({"data": {"access_token": "{}"}}, "body"),
    ],
)
def test_the_journal_tells_where_the_token_was(facebook: Asking, how: dict[str, dict[str, str]], place: str) -> None:
    filled = {key: {n: v.format(facebook.token) for n, v in values.items()} for key, values in how.items()}
    facebook.ask("POST", f"{facebook.page}/feed", token="", **{"params": {}, **filled, "json": None})
    entry = facebook.server.journal()[-1]
    assert entry.notes["token_in"] == place
    assert entry.notes["endpoint"] == "feed.create"
    assert entry.notes["error"] == "100"  # there is no text, but the token was good


def test_no_token_two_tokens_and_an_unknown_one(facebook: Asking) -> None:
    assert facebook.error(facebook.get("me", token="")) == "104"
    assert facebook.error(facebook.get("me", access_token=facebook.token)) == "100"
    assert facebook.error(facebook.get("me", token="EAAsimNothing")) == "190"
    assert facebook.status == 401


@pytest.mark.parametrize(
    ("trouble", "subcode"),
    [
        ("app_removed", 458),
        ("checkpoint", 459),
        ("password", 460),
        ("expired", 463),
        ("unconfirmed", 464),
        ("invalid", 467),
        ("role", 492),
    ],
)
def test_a_dead_token_says_why(facebook: Asking, trouble: str, subcode: int) -> None:
    facebook.graph.control("token", {"token": facebook.token, "trouble": trouble})
    assert facebook.error(facebook.post(f"{facebook.page}/feed", message="x")) == f"190/{subcode}"
    debugged = facebook.get("debug_token", token=_app(facebook), input_token=facebook.token)
    assert debugged["data"]["is_valid"] is False
    assert debugged["data"]["error"]["subcode"] == subcode
    facebook.graph.control("token", {"token": facebook.token})
    assert "id" in facebook.post(f"{facebook.page}/feed", message="x")


def _app(facebook: Asking) -> str:
    return f"{facebook.graph.world.app.id}|{facebook.graph.world.app.secret}"


def test_the_chain_from_a_code_to_a_page_token(facebook: Asking) -> None:
    code = facebook.graph.control("code", {"redirect_uri": REDIRECT})["code"]
    assert facebook.error(exchange(facebook, code=code, redirect_uri="http://localhost:1/other")) == "100"
    short = exchange(facebook, code=code, redirect_uri=REDIRECT)
    assert short["expires_in"] < 7200
    assert facebook.error(exchange(facebook, code=code, redirect_uri=REDIRECT)) == "100"  # it serves once
    long = exchange(facebook, grant_type="fb_exchange_token", fb_exchange_token=short["access_token"])
    assert long["expires_in"] == 5183944
    accounts = facebook.get("me/accounts", token=long["access_token"], fields="id,name,access_token,tasks")
    page = accounts["data"][0]
    assert page["id"] == facebook.page
    assert "CREATE_CONTENT" in page["tasks"]
    facebook.pass_time(days=61)
    assert facebook.error(facebook.get("me", token=short["access_token"])) == "190/463"
    assert facebook.error(facebook.get("me", token=long["access_token"])) == "190/463"
    assert facebook.get("me", token=page["access_token"])["id"] == facebook.page  # of a long-lived one: no end


def test_a_page_token_of_a_short_lived_one_ends_with_it(facebook: Asking) -> None:
    code = facebook.graph.control("code", {"redirect_uri": REDIRECT})["code"]
    short = exchange(facebook, code=code, redirect_uri=REDIRECT)["access_token"]
    page = facebook.get(facebook.page, token=short, fields="access_token")["access_token"]
    assert page != facebook.token
    facebook.pass_time(hours=2)
    assert facebook.error(facebook.get("me", token=page)) == "190/463"


def test_a_wrong_app_secret_and_a_wrong_code(facebook: Asking) -> None:
    assert facebook.error(exchange(facebook, client_secret="wrong", code="x", redirect_uri=REDIRECT)) == "1"
    assert facebook.error(exchange(facebook, code="AQsimWrong", redirect_uri=REDIRECT)) == "100"
    assert facebook.error(exchange(facebook, grant_type="authorization_code")) == "100"


def test_debug_token_for_the_app_and_for_the_token_itself(facebook: Asking) -> None:
    for token in (_app(facebook), facebook.token):
        told = facebook.get("debug_token", token=token, input_token=facebook.token)["data"]
        assert (told["type"], told["is_valid"], told["expires_at"]) == ("PAGE", True, 0)
        assert told["profile_id"] == facebook.page
        assert "pages_manage_posts" in told["scopes"]
    other = facebook.get("debug_token", token=facebook.graph.user_token, input_token=facebook.token)
    assert facebook.error(other) == "100"
    assert facebook.get("debug_token", token=_app(facebook), input_token="EAAx")["data"]["is_valid"] is False


def test_a_post_with_method_get_keeps_secrets_out_of_the_address(facebook: Asking) -> None:
    told = facebook.post("debug_token", input_token=facebook.token, method="get")["data"]
    assert (told["is_valid"], told["profile_id"]) == (True, facebook.page)
    call = facebook.server.journal()[-1].call
    assert (call.method, dict(call.query)) == ("POST", {})
    assert facebook.error(facebook.post("debug_token", input_token=facebook.token)) == "100/33"
    assert facebook.error(facebook.post("debug_token", input_token=facebook.token, method="got")) == "100/33"
    assert facebook.error(facebook.post(f"{facebook.page}/feed", message="x", method="post")) == "100"


def test_me_is_who_calls(facebook: Asking) -> None:
    assert facebook.get("me", fields="id,name") == {"id": facebook.page, "name": "Công an phường Mẫu 1"}
    assert facebook.get("me", token=facebook.graph.user_token)["id"] == facebook.graph.world.user.id
    assert facebook.error(facebook.get("me/accounts")) == "100/33"  # a page has none
    granted = facebook.get("me/permissions", token=facebook.graph.user_token)["data"]
    assert {"permission": "pages_manage_posts", "status": "granted"} in granted


def test_a_page_token_acts_for_its_own_page_only(facebook: Asking) -> None:
    assert facebook.error(facebook.post(f"{facebook.other}/feed", message="x")) == "200"
    other = facebook.graph.page_tokens[facebook.other]
    post = facebook.post(f"{facebook.page}/feed", message="x")["id"]
    assert facebook.error(facebook.post(post, token=other, message="y")) == "200"
    assert facebook.error(facebook.ask("DELETE", post, token=other)) == "200"
    assert facebook.error(facebook.get(post, token=other)) == "100/33"
    assert facebook.error(facebook.get(f"{facebook.page}/feed", token=other)) == "100/33"
    assert facebook.get(post)["message"] == "x"


def test_a_photo_of_another_page_cannot_be_attached(facebook: Asking) -> None:
    photo = facebook.photo(published="false")["id"]
    answer = facebook.ask(
        "POST",
        f"{facebook.other}/feed",
        token=facebook.graph.page_tokens[facebook.other],
        json={"message": "x", "attached_media": [{"media_fbid": photo}]},
    )
    assert facebook.error(answer) == "100/33"


def test_a_user_token_is_a_person_and_not_the_page(facebook: Asking) -> None:
    assert (
        facebook.error(facebook.post(f"{facebook.page}/feed", token=facebook.graph.user_token, message="x")) == "1705"
    )


def test_missing_and_lapsed_permissions(facebook: Asking) -> None:
    facebook.graph.control("token", {"token": facebook.token, "scopes": ["pages_read_engagement"]})
    answer = facebook.post(f"{facebook.page}/feed", message="x")
    assert facebook.error(answer) == "200"
    assert "pages_manage_posts" in answer["error"]["message"]
    facebook.graph.control("token", {"token": facebook.token, "lapsed": "pages_manage_posts"})
    assert facebook.error(facebook.post(f"{facebook.page}/feed", message="x")) == "10"


def test_tasks_and_a_lost_role(facebook: Asking) -> None:
    facebook.graph.control("tasks", {"page": facebook.page, "tasks": ["ANALYZE"]})
    assert facebook.error(facebook.post(f"{facebook.page}/feed", message="x")) == "200"
    facebook.graph.control("tasks", {"page": facebook.page, "tasks": []})
    assert facebook.error(facebook.post(f"{facebook.page}/feed", message="x")) == "190/492"
    listed = facebook.get("me/accounts", token=facebook.graph.user_token)["data"]
    assert facebook.page not in [page["id"] for page in listed]


def test_appsecret_proof(facebook: Asking) -> None:
    right = hmac.new(facebook.graph.world.app.secret.encode(), facebook.token.encode(), hashlib.sha256).hexdigest()
    assert facebook.get("me", appsecret_proof=right)["id"] == facebook.page
    assert facebook.error(facebook.get("me", appsecret_proof="0" * 64)) == "100"
    facebook.graph.control("require_proof", {})
    assert facebook.error(facebook.get("me")) == "100"
    assert facebook.get("me", appsecret_proof=right)["id"] == facebook.page


def test_a_list_of_187_pages_is_read_to_the_end_and_its_next_address_carries_the_token() -> None:
    with Asking(pages=187) as facebook:
        token, rounds = facebook.graph.user_token, 0
        found: list[dict[str, str]] = []
        after: dict[str, str] = {}
        while True:
            answer = facebook.get("me/accounts", token=token, fields="id,access_token", limit="100", **after)
            found += answer["data"]
            rounds += 1
            if "next" not in answer["paging"]:
                break
            assert f"access_token={token}" in urlsplit(answer["paging"]["next"]).query  # a trap: it is not to be used
            after = {"after": answer["paging"]["cursors"]["after"]}
        assert rounds == 2
        assert len({page["id"] for page in found}) == len({page["access_token"] for page in found}) == 187
        assert facebook.error(facebook.get("me/accounts", token=token, limit="101")) == "100"
