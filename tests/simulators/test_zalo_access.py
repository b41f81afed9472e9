"""Who may call the simulated Zalo: OAuth v4 with tokens that serve once, rights, quotas, rate, broadcasts."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from tests.simulators.apart import Apart
from tests.simulators.clock import SimClock
from tests.simulators.faults import Fault, Kind, rule
from tests.simulators.server import Server
from tests.simulators.zalo.platform import APP, REDIRECT, SECRET_KEY, VERIFIER, Zalo
from tests.simulators.zalo_samples import JPEG, Oa

NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
GETOA = "/v2.0/oa/getoa"


@pytest.fixture
def clock() -> SimClock:
    return SimClock(NOON)


@pytest.fixture
def oa(clock: SimClock) -> Iterator[Oa]:
    with requests.Session() as session, Server(Zalo(clock, accounts=2), clock=clock) as server:
        session.trust_env = False
        yield Oa(server, session)


def by_code(oa: Oa, **changes: str) -> dict[str, str]:
    code = oa.zalo.control("consent", {"oa_id": oa.id})["code"]
    return {"app_id": APP, "grant_type": "authorization_code", "code": code, "code_verifier": VERIFIER} | changes


def test_a_code_serves_once_within_ten_minutes(oa: Oa, clock: SimClock) -> None:
    form = by_code(oa)
    given = oa.token(form)
    assert given["expires_in"] == "90000"
    assert oa.call("GET", GETOA, headers={"access_token": given["access_token"]})["data"]["oaid"] == oa.id
    assert oa.token(form)["error"] != 0
    late = by_code(oa)
    clock.advance(timedelta(minutes=10))
    assert oa.token(late)["error"] != 0


def test_a_code_needs_its_verifier_and_the_secret_key(oa: Oa) -> None:
    assert oa.token(by_code(oa, code_verifier="x" * 43))["error_name"] == "Invalid code verifier"
    form = by_code(oa)
    assert oa.token({name: form[name] for name in form if name != "code_verifier"})["error"] != 0
    assert oa.token(by_code(oa), secret_key="wrong")["error_name"] == "Invalid secret key"
    assert oa.call("POST", "/v4/oa/access_token", data=by_code(oa), headers={})["error_name"] == "Invalid secret key"
    assert oa.token(by_code(oa, app_id="1"))["error"] == -14002
    oa.zalo.control("app", {"code_challenge": ""})
    form = by_code(oa)
    assert oa.token({name: form[name] for name in form if name != "code_verifier"})["expires_in"] == "90000"


def test_a_refresh_token_serves_once_and_rotates(oa: Oa) -> None:
    first = oa.pair["refresh_token"]
    second = oa.refresh(first)
    assert {second["refresh_token"], second["access_token"]}.isdisjoint(oa.pair.values())
    assert oa.refresh(first)["error"] == -118
    assert oa.refresh(second["refresh_token"])["expires_in"] == "90000"
    assert oa.call("GET", GETOA)["error"] == 0  # the former access token lives until its time
    grant = oa.zalo.state()["grants"][0]
    assert (grant["refreshed"], grant["replayed"]) == (2, 1)


def test_a_refresh_token_lives_three_months_and_dies_with_a_new_consent(oa: Oa, clock: SimClock) -> None:
    other = Oa(oa.server, oa.session, 1)
    oa.token(by_code(oa))
    assert oa.refresh(oa.pair["refresh_token"])["error"] == -118
    clock.advance(timedelta(days=90))
    assert other.refresh(other.pair["refresh_token"])["error"] == -118
    assert other.refresh("rt-never-given")["error"] == -118


TOKEN_FORMS: list[tuple[dict[str, str], str]] = [
    ({"grant_type": "password"}, "grant_type"),
    ({"grant_type": "refresh_token"}, "app_id"),
    ({"grant_type": "refresh_token", "app_id": APP}, "refresh_token"),
    ({"grant_type": "refresh_token", "app_id": APP, "refresh_token": "x", "scope": "y"}, "scope"),
    ({"grant_type": "authorization_code", "app_id": APP}, "code"),
    ({"grant_type": "authorization_code", "app_id": APP, "code": "x", "code_verifier": "short"}, "code_verifier"),
]


@pytest.mark.parametrize(("form", "field"), TOKEN_FORMS)
def test_a_broken_token_request_is_refused_by_field(oa: Oa, form: dict[str, str], field: str) -> None:
    assert oa.token(form)["error_name"] == f"{field} is invalid!"


def test_the_secret_key_and_the_form_stay_out_of_address_and_json(oa: Oa) -> None:
    form = {"app_id": APP, "grant_type": "refresh_token", "refresh_token": oa.pair["refresh_token"]}
    told = {"headers": {"secret_key": SECRET_KEY}}
    assert oa.call("POST", "/v4/oa/access_token", params=form, **told)["error"] == -201
    assert oa.call("POST", "/v4/oa/access_token", json=form, **told)["error_name"] == "Content-Type is invalid!"
    assert oa.token(form | {"secret_key": SECRET_KEY})["error_name"] == "secret_key is invalid!"
    assert oa.refresh(oa.pair["refresh_token"])["expires_in"]  # none of these spent it


def test_consent_knows_its_callback(oa: Oa) -> None:
    path = "/v4/oa/permission"
    challenge = oa.zalo.sim.apps[APP].code_challenge
    right = {"app_id": APP, "redirect_uri": REDIRECT, "code_challenge": challenge, "state": "s"}
    assert oa.call("GET", path, params=right | {"redirect_uri": "http://localhost:1/"})["error"] == -14003
    assert oa.call("GET", path, params=right | {"app_id": "1"})["error"] == -14002
    page = oa.session.get(oa.server.url + path, params=right).text
    link = page.split("href='")[1].split("'")[0].replace("&amp;", "&")
    callback = oa.session.get(oa.server.url + link).text
    assert f"{REDIRECT}?code=" in callback
    assert f"oa_id={oa.id}" in callback
    oa.zalo.control("app", {"active": False})
    assert oa.call("GET", path, params=right)["error"] == -14002
    assert oa.refresh(oa.pair["refresh_token"])["error"] == -14002


def test_the_token_stands_in_its_header_alone(oa: Oa) -> None:
    token = oa.pair["access_token"]
    for headers, query in (
        ({}, {}),
        ({"access_token": "at-none"}, {}),
        ({"access_token": f"Bearer {token}"}, {}),
        ({"Authorization": f"Bearer {token}"}, {}),
        ({}, {"access_token": token}),
    ):
        assert oa.call("GET", GETOA, headers=headers, params=query)["error"] == -216
    assert oa.call("GET", GETOA, params={"access_token": token})["message"] == "access_token is invalid!"


def test_an_access_token_runs_out_after_25_hours(oa: Oa, clock: SimClock) -> None:
    clock.advance(timedelta(seconds=89_999))
    assert oa.call("GET", GETOA)["error"] == 0
    clock.advance(timedelta(seconds=1))
    assert oa.call("GET", GETOA)["error"] == -220
    fresh = oa.refresh(oa.pair["refresh_token"])["access_token"]
    assert oa.call("GET", GETOA, headers={"access_token": fresh})["error"] == 0
    oa.zalo.control("expire", {"oa_id": oa.id})
    assert oa.call("GET", GETOA, headers={"access_token": fresh})["error"] == -220


CLOSED: list[tuple[str, dict[str, Any], int]] = [
    ("app", {"removed": True}, -219),
    ("app", {"active": False}, -209),
    ("app", {"registered": False}, -212),
    ("oa", {"exists": False}, -205),
    ("oa", {"enabled": False}, -204),
    ("oa", {"verified": False}, -221),
    ("oa", {"paid": False}, -224),
    ("grant", {"authorised": False}, -223),
    ("grant", {"permissions": ["info", "message"]}, -223),
    ("app", {"needs_proof": True}, -242),
]


@pytest.mark.parametrize(("action", "changes", "code"), CLOSED)
def test_a_closed_door_says_which(oa: Oa, action: str, changes: dict[str, Any], code: int) -> None:
    article = oa.article()
    oa.zalo.control(action, changes if action == "app" else {"oa_id": oa.id} | changes)
    found = oa.post("create", article)
    assert found["error"] == code
    assert "quota" not in found["message"]
    assert oa.zalo.state()["jobs"] == []


def test_a_proof_has_to_be_right_even_where_none_is_asked_for(oa: Oa) -> None:
    proof = hmac.new(SECRET_KEY.encode(), oa.pair["access_token"].encode(), hashlib.sha256).hexdigest()
    assert oa.call("GET", GETOA, headers=oa.headers | {"appsecret_proof": proof})["error"] == 0
    assert oa.call("GET", GETOA, headers=oa.headers | {"appsecret_proof": "0" * 64})["error"] == -242


def test_quotas_end(oa: Oa) -> None:
    oa.zalo.control("oa", {"oa_id": oa.id, "articles_left": 1, "uploads_left": 1})
    made = oa.publish()
    full = oa.post("create", oa.article())
    assert (full["error"], full["message"]) == (-223, "Your OA has reach the limit quota create article")
    oa.finish(oa.post("update", oa.article(id=made, status="show")))  # an update costs nothing
    image = {"files": {"file": ("a.jpg", JPEG, "image/jpeg")}}
    assert oa.call("POST", "/v2.0/oa/upload/image", **image)["data"]["attachment_id"]
    assert oa.call("POST", "/v2.0/oa/upload/image", **image)["error"] == -211


def test_message_pictures_are_checked(oa: Oa) -> None:
    big = {"file": ("a.jpg", JPEG + bytes(1_048_576), "image/jpeg")}
    assert oa.call("POST", "/v2.0/oa/upload/image", files=big)["error"] == -210
    assert oa.call("POST", "/v2.0/oa/upload/image", files={"file": ("a.jpg", b"GIF89a")})["error"] == -201


def test_the_rate_is_told_and_kept(oa: Oa, clock: SimClock) -> None:
    oa.zalo.control("settings", {"requests_per_minute": 2})
    told = [oa.session.get(oa.server.url + GETOA, headers=oa.headers) for _ in range(3)]
    assert [one.headers["X-RateLimit-Limit"] for one in told] == ["2"] * 3
    assert [one.headers["X-RateLimit-Remain"] for one in told] == ["1", "0", "0"]
    assert [one.json()["error"] for one in told] == [0, 0, -32]
    clock.advance(timedelta(minutes=1))
    assert oa.call("GET", GETOA)["error"] == 0


def test_standards_are_the_platforms(oa: Oa) -> None:
    oa.zalo.control("oa", {"oa_id": oa.id, "refused_words": ["cờ bạc"]})
    assert oa.post("create", oa.article(title="Cờ bạc"))["error"] == -248


def broadcast(article: str, **changes: Any) -> dict[str, Any]:
    element = {"media_type": "article", "attachment_id": article} | changes
    payload = {"template_type": "media", "elements": [element]}
    return {"recipient": {"target": {}}, "message": {"attachment": {"type": "template", "payload": payload}}}


def send(oa: Oa, body: dict[str, Any]) -> dict[str, Any]:
    return oa.call("POST", "/v2.0/oa/message", json=body)


def test_a_broadcast_goes_out_by_day_while_the_quota_lasts_and_is_listed_nowhere(oa: Oa, clock: SimClock) -> None:
    oa.zalo.control("oa", {"oa_id": oa.id, "broadcasts_left": 2})
    made = oa.publish(status="show")
    before = oa.get("getslice", offset=0, limit=10, type="normal")["data"]
    first, second = send(oa, broadcast(made)), send(oa, broadcast(made))
    assert first["data"]["message_id"] != second["data"]["message_id"]  # nothing protects from sending twice
    assert send(oa, broadcast(made))["error"] == -211
    assert oa.get("getslice", offset=0, limit=10, type="normal")["data"] == before
    assert [one["article"] for one in oa.zalo.state()["broadcasts"]] == [made, made]
    assert first["data"]["message_id"] not in oa.seen()


@pytest.mark.parametrize(("hour", "error"), [(5, -234), (6, 0), (21, 0), (22, -234)])
def test_nights_are_silent(oa: Oa, clock: SimClock, hour: int, error: int) -> None:
    made = oa.publish(status="show")
    clock.set(NOON.replace(hour=0) + timedelta(hours=hour - 7))  # UTC+7
    fresh = oa.refresh(oa.pair["refresh_token"])["access_token"]
    oa.headers = {"access_token": fresh}
    assert send(oa, broadcast(made))["error"] == error


def test_a_broken_broadcast_is_refused_by_field(oa: Oa) -> None:
    made, hidden = oa.publish(status="show"), oa.publish()
    element = "message.attachment.payload.elements[0]"
    assert send(oa, broadcast(hidden))["message"] == f"{element}.attachment_id is invalid!"
    assert send(oa, broadcast("ar-none"))["message"] == f"{element}.attachment_id is invalid!"
    assert send(oa, broadcast(made, media_id=made))["message"] == f"{element}.media_id is invalid!"
    assert send(oa, broadcast(made, media_type="image"))["message"] == f"{element}.media_type is invalid!"
    wrong = broadcast(made)
    wrong["recipient"] = {"user_id": "1"}
    assert send(oa, wrong)["message"] == "recipient.user_id is invalid!"
    wrong["recipient"] = {"target": {"ages": "all"}}
    assert send(oa, wrong)["message"] == "recipient.target.ages is invalid!"
    for target in ({"ages": 0}, {"ages": "0,1"}, {"ages": [0, 1], "gender": 1, "platform": "1"}):
        assert send(oa, broadcast(made) | {"recipient": {"target": target}})["error"] == 0


def test_the_quota_can_be_asked_for(oa: Oa) -> None:
    path = "/v3.0/oa/quota/message"
    send(oa, broadcast(oa.publish(status="show")))
    found = oa.call("POST", path, json={"quota_owner": "OA", "quota_type": "sub_quota"})["data"]
    assert [(one["product_type"], one["total"], one["remain"]) for one in found] == [("broadcast", 4, 3)]
    assert oa.call("POST", path, json={"quota_owner": "OA", "product_type": "cs"})["data"] == []
    assert oa.call("POST", path, json={"quota_owner": "ME"})["message"] == "quota_owner is invalid!"


def test_the_kind_of_body_matters(oa: Oa) -> None:
    url = "/v2.0/article/verify"
    assert oa.call("POST", url, data={"token": "x"})["message"] == "Content-Type is invalid!"
    told = {"headers": oa.headers | {"Content-Type": "application/json"}}
    assert oa.call("POST", url, data=b'{"token": ', **told)["message"] == "body is invalid!"
    assert oa.call("POST", url, json={"token": "x"}, params={"token": "x"})["message"] == "token is invalid!"
    assert oa.session.get(oa.server.url + url, headers=oa.headers).status_code == 404


def test_faults_speak_zalos_language(oa: Oa) -> None:
    error = Fault(kind=Kind.ERROR, options={"code": -32})
    oa.server.faults.script("*", "*", error, error)
    assert oa.call("GET", GETOA) == {"error": -32, "message": "Your application reached limit call api"}
    assert oa.refresh(oa.pair["refresh_token"])["error_reason"] == "Your application reached limit call api"
    assert oa.refresh(oa.pair["refresh_token"])["expires_in"] == "90000"


def test_an_answer_lost_after_the_refresh_has_spent_the_token(oa: Oa) -> None:
    oa.server.faults.add(rule(Kind.DROP_AFTER, path="/v4/*", nth=(1,)))
    with pytest.raises(requests.ConnectionError):
        oa.refresh(oa.pair["refresh_token"])
    assert oa.refresh(oa.pair["refresh_token"])["error"] == -118


def test_a_reset_gives_the_same_ids_and_tokens(oa: Oa) -> None:
    oa.publish()
    oa.refresh(oa.pair["refresh_token"])
    oa.zalo.reset()
    assert oa.zalo.pairs[oa.id] == oa.pair
    assert oa.zalo.state()["articles"] == []


def test_the_explorer_gives_a_pair_and_takes_named_tokens(oa: Oa) -> None:
    named = oa.zalo.control("explorer", {"oa_id": oa.id, "access_token": "mine", "refresh_token": "my-refresh"})
    assert (named["access_token"], named["refresh_token"]) == ("mine", "my-refresh")
    assert oa.call("GET", GETOA, headers={"access_token": "mine"})["error"] == 0
    assert oa.refresh("my-refresh")["expires_in"] == "90000"


def test_it_runs_as_a_process_of_its_own() -> None:
    with Apart("zalo", "--accounts", "2", "--seed", "7") as control, requests.Session() as session:
        session.trust_env = False
        told = control.state()
        assert [oa["name"] for oa in told["oas"]] == ["Công an xã Mẫu 1", "Công an xã Mẫu 2"]
        oa_id = told["oas"][0]["oa_id"]
        pair = control.do("explorer", oa_id=oa_id)
        found = session.get(control.url + GETOA, headers={"access_token": pair["access_token"]}, timeout=60)
        assert found.json()["data"]["oaid"] == oa_id
        assert json.dumps(control.state()).count(pair["refresh_token"]) == 0
        assert control.bugs() == []
