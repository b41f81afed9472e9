"""The simulated Facebook refuses what its contract does not name: that is what makes it worth testing against."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.simulators.clock import SimClock
from tests.simulators.facebook.asking import Asking
from tests.simulators.facebook.contract import Contract
from tests.simulators.facebook.graph import Graph


@pytest.mark.parametrize(
    "form",
    [
        {"mesage": "Chào"},
        {"message": "Chào", "publish": "false"},
        {"message": "Chào", "published": "yes"},
        {"message": "Chào", "published": "False"},
        {"message": "Chào", "scheduled_publish_time": "tomorrow", "published": "false"},
        {"message": "Chào", "scheduled_publish_time": "2026-11-25T10:00:00", "published": "false"},
        {"message": "Chào", "published": "false", "unpublished_content_type": "SCHEDULE"},
        {"message": "Chào", "attached_media": "123"},
        {"message": "Chào", "attached_media[0]": '{"media": "1"}'},
        {"message": "Chào", "attached_media[0]": '{"media_fbid": "1", "alt": "x"}'},
        {"message": "Chào", "attached_media[0]": "{"},
        {"message": "Chào", "attached_media[1]": '{"media_fbid": "1"}'},
        {"message": "Chào", "backdated_time_granularity": "second"},
        {"message": "Chào", "fields": "id,permalink"},
        {"message": "Chào", "fields": "id{"},
        {},
        {"message": ""},
    ],
)
def test_a_wrong_parameter_is_refused_and_nothing_happens(facebook: Asking, form: dict[str, str]) -> None:
    answer = facebook.post(f"{facebook.page}/feed", **form)
    assert facebook.error(answer) == "100"
    assert facebook.graph.world.posts == {}


@pytest.mark.parametrize(
    "body",
    [
        {"message": 5},
        {"message": "Chào", "published": 0},
        {"message": "Chào", "published": "maybe"},
        {"message": "Chào", "attached_media": {"media_fbid": "1"}},
        {"message": "Chào", "attached_media": []},
        {"message": "Chào", "attached_media": [{"media_fbid": 1}]},
        {"message": "Chào", "scheduled_publish_time": True, "published": False},
    ],
)
def test_json_is_judged_by_its_types(facebook: Asking, body: dict[str, Any]) -> None:
    assert facebook.error(facebook.ask("POST", f"{facebook.page}/feed", json=body)) == "100"


def test_json_form_and_multipart_say_the_same(facebook: Asking) -> None:
    for how in ({"json": {"message": "a", "published": False}}, {"data": {"message": "b", "published": "false"}}):
        facebook.ask("POST", f"{facebook.page}/feed", **how)
        assert facebook.status == 200
    facebook.ask("POST", f"{facebook.page}/feed", files={"message": (None, "c"), "published": (None, "0")})
    assert sorted(post.message for post in facebook.graph.world.posts.values()) == ["a", "b", "c"]
    assert not any(post.published for post in facebook.graph.world.posts.values())


def test_a_parameter_in_address_and_body_counts_as_given_twice(facebook: Asking) -> None:
    answer = facebook.ask("POST", f"{facebook.page}/feed", params={"message": "a"}, data={"message": "a"})
    assert facebook.error(answer) == "100"


def test_a_get_takes_nothing_from_its_body(facebook: Asking) -> None:
    assert facebook.error(facebook.ask("GET", facebook.page, data={"fields": "id"})) == "100"


@pytest.mark.parametrize(("path", "code"), [("100000000000001/feed", 2635), ("v12.0/100000000000001", 2635)])
def test_only_versions_that_are_served(facebook: Asking, path: str, code: int) -> None:
    answer = requests.get(
        f"{facebook.server.url}/{path}", headers={"Authorization": f"Bearer {facebook.token}"}, timeout=30
    )
    assert answer.json()["error"]["code"] == code


def test_an_unknown_path_object_or_method(facebook: Asking) -> None:
    assert facebook.error(facebook.post(f"{facebook.page}/notes", message="a")) == "2500"
    assert facebook.error(facebook.get("555")) == "100/33"
    assert facebook.error(facebook.post("555_1", message="a")) == "100/33"
    assert facebook.error(facebook.ask("DELETE", facebook.page)) == "100/33"
    photo = facebook.photo(published="false")["id"]
    assert facebook.error(facebook.post(photo, alt_text_custom="không sửa được")) == "100/33"


def test_a_malformed_body_is_told(facebook: Asking) -> None:
    answer = facebook.ask(
        "POST", f"{facebook.page}/feed", data=b'{"message": ', headers={"Content-Type": "application/json"}
    )
    assert facebook.error(answer) == "100"


def test_every_endpoint_of_the_contract_is_served() -> None:
    graph, contract = Graph(SimClock()), Contract()
    special = {"reels.upload", "oauth.token"}
    for endpoint in contract.endpoints:
        assert graph.serves(endpoint.name) is (endpoint.name not in special)
        for parameter in endpoint.parameters.values():
            assert parameter.get("of", "post") in contract.fields
