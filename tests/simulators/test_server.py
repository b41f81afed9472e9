"""The server every simulator stands on: strict reading, faults at their place, a journal, a clock, an end."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.simulators.apart import Control
from tests.simulators.clock import SimClock
from tests.simulators.faults import Fault, Kind, as_json, from_json, rule
from tests.simulators.server import Server
from tests.simulators.wire import Call, Response, matches

NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


class Echo:
    """Counts what it is asked and says it back."""

    name = "echo"

    def __init__(self) -> None:
        self.seen: list[Call] = []

    def answer(self, call: Call) -> Response:
        self.seen.append(call)
        if call.path == "/bug":
            raise ZeroDivisionError
        if call.malformed:
            return Response.of({"malformed": call.malformed}, 400)
        return Response.of({"number": len(self.seen), "form": dict(call.form), "delay": call.listing_delay})

    def failure(self, call: Call, options: Mapping[str, Any]) -> Response:
        return Response.of({"error": options["code"]}, 400)

    def state(self) -> Any:
        return {"seen": len(self.seen)}

    def control(self, action: str, given: Mapping[str, Any]) -> Any:
        return {"did": action, "with": dict(given)}

    def reset(self) -> None:
        self.seen.clear()

    def page(self, page_id: str) -> str:
        if page_id != "1":
            raise KeyError(page_id)
        return "<html>Một</html>"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(Echo(), clock=SimClock(NOON)) as running:
        yield running


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as found:
        found.trust_env = False
        yield found


def seen(server: Server) -> int:
    return int(server.platform.state()["seen"])


def test_forms_json_and_multipart_arrive_as_they_were_sent(server: Server, session: requests.Session) -> None:
    text = "Đường dây nóng 🙂\r\n--x"
    picture = bytes(range(256)) * 3 + b"\r\n"
    assert session.post(f"{server.url}/a", data={"message": text}).json()["form"] == {"message": text}
    assert session.post(f"{server.url}/a", json={"n": 1, "l": [{"a": None}]}).json()["form"] == {
        "n": 1,
        "l": [{"a": None}],
    }
    session.post(f"{server.url}/a", data={"caption": text}, files={"source": ("ảnh 1.jpg", picture, "image/jpeg")})
    call = server.journal()[-1].call
    assert call.form == {"caption": text}
    assert call.files["source"].data == picture
    assert call.files["source"].filename == "ảnh 1.jpg"
    assert call.files["source"].mime == "image/jpeg"


@pytest.mark.parametrize(
    ("mime", "body"),
    [
        ("application/json", b'{"a": 1, "a": 2}'),
        ("application/json", b"[1]"),
        ("application/json", b'{"a": '),
        ("application/x-www-form-urlencoded", b"a=1&a=2"),
        ("application/x-www-form-urlencoded", b"a=%FF"),
        ("application/x-www-form-urlencoded", b"a"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--\r\n"),
        ("multipart/form-data", b"--x--"),
    ],
)
def test_what_is_malformed_is_told(server: Server, session: requests.Session, mime: str, body: bytes) -> None:
    answer = session.post(f"{server.url}/a", data=body, headers={"Content-Type": mime})
    assert answer.status_code == 400
    assert answer.json()["malformed"]


@pytest.mark.parametrize(
    ("kind", "executed"),
    [
        (Kind.DROP_BEFORE, False),
        (Kind.RESET_BEFORE, False),
        (Kind.DROP_AFTER, True),
        (Kind.RESET_AFTER, True),
        (Kind.CUT_ANSWER, True),
    ],
)
def test_a_broken_line_gives_no_answer(server: Server, session: requests.Session, kind: Kind, executed: bool) -> None:
    server.faults.script("POST", "/a", kind)
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        session.post(f"{server.url}/a", data={"x": "1"})
    assert seen(server) == executed
    assert session.post(f"{server.url}/a", data={"x": "1"}).status_code == 200


@pytest.mark.parametrize(
    ("fault", "status", "executed"),
    [
        (Fault(kind=Kind.HTML), 500, False),
        (Fault(kind=Kind.HTML, status=502, commit=True), 502, True),
        (Fault(kind=Kind.STATUS, status=503), 503, False),
        (Fault(kind=Kind.PORTAL), 200, False),
        (Fault(kind=Kind.REDIRECT), 302, False),
        (Fault(kind=Kind.TRUNCATED), 200, True),
        (Fault(kind=Kind.ERROR, options={"code": 368}), 400, False),
    ],
)
def test_a_wrong_answer_comes_with_its_status(
    server: Server, session: requests.Session, fault: Fault, status: int, executed: bool
) -> None:
    server.faults.add(rule(fault))
    answer = session.post(f"{server.url}/a", data={"x": "1"}, allow_redirects=False)
    assert answer.status_code == status
    assert seen(server) == executed
    if fault.kind is Kind.ERROR:
        assert answer.json() == {"error": 368}
    else:
        with pytest.raises(ValueError):
            answer.json()


def test_retry_after_goes_out_as_it_stands(server: Server, session: requests.Session) -> None:
    server.faults.script(
        "GET", "*", Fault(kind=Kind.STATUS, status=429, retry_after="120"), Fault(kind=Kind.STATUS, retry_after="soon")
    )
    assert session.get(f"{server.url}/a").headers["Retry-After"] == "120"
    assert session.get(f"{server.url}/a").headers["Retry-After"] == "soon"
    assert "Retry-After" not in session.get(f"{server.url}/a").headers


def test_a_duplicate_answer_is_that_of_the_call_before(server: Server, session: requests.Session) -> None:
    server.faults.add(rule("duplicate", path="/a", nth=(2,)))
    numbers = [session.get(f"{server.url}/a").json()["number"] for _ in range(3)]
    assert numbers == [1, 1, 3]


def test_a_duplicate_answer_is_never_that_of_another_login_or_address(
    server: Server, session: requests.Session
) -> None:
    session.get(f"{server.url}/a?x=1", headers={"Authorization": "Bearer one"})
    server.faults.add(rule("duplicate"))
    asked = [("/a?x=1", "two"), ("/a?x=2", "one"), ("/b?x=1", "one"), ("/a?x=1", "one")]
    numbers = [
        session.get(server.url + address, headers={"Authorization": f"Bearer {login}"}).json()["number"]
        for address, login in asked
    ]
    assert numbers == [2, 3, 4, 1]


def test_slow_is_answered_after_it_happened_and_ends_with_the_server() -> None:
    with Server(Echo(), clock=SimClock(NOON)) as server:
        server.faults.script("GET", "*", Fault(kind=Kind.SLOW, seconds=600))
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        line.request("GET", "/a")
        server.wait_until_held(1)
        line.sock.settimeout(0.2)
        with pytest.raises(TimeoutError):
            line.getresponse()
        line.close()
        assert seen(server) == 1


def test_a_body_cut_off_shows_what_came(server: Server) -> None:
    server.faults.script("POST", "/film", Fault(kind=Kind.CUT_BODY, bytes=10))
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    line.request("POST", "/film", b"x" * 40, {"Content-Type": "application/octet-stream"})
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        line.getresponse()
    line.close()
    entry = server.journal()[-1]
    assert (entry.call.body, entry.call.complete, entry.status) == (b"x" * 10, False, None)


def test_a_rule_strikes_where_and_as_often_as_it_says(server: Server) -> None:
    switch = server.faults
    switch.add(rule("drop_before", method="POST", path="/{v}/{page}/feed", every=2, times=2))
    struck = [switch.choose("POST", "/v25.0/1/feed") is not None for _ in range(8)]
    assert struck == [False, True, False, True, False, False, False, False]
    assert switch.choose("GET", "/v25.0/1/feed") is None
    assert switch.choose("POST", "/v25.0/1/photos") is None
    assert switch.hits() == 2


def test_dice_with_the_same_seed_strike_alike() -> None:
    runs = []
    for _ in range(2):
        switch = Server(Echo(), clock=SimClock(NOON))
        with switch as server:
            server.faults.add(rule("drop_before", "drop_after", probability=0.3, seed=7))
            found = [server.faults.choose("GET", "/a") for _ in range(200)]
            runs.append([fault.kind if fault else None for fault in found])
    assert runs[0] == runs[1]
    assert {None, Kind.DROP_BEFORE, Kind.DROP_AFTER} == set(runs[0])
    assert 30 < sum(kind is not None for kind in runs[0]) < 90


def test_a_rule_survives_its_way_as_json() -> None:
    given = rule(Fault(kind=Kind.ERROR, options={"code": 4}), Kind.SLOW, method="GET", nth=(1, 3), seed=5)
    assert from_json(json.loads(json.dumps(as_json(given)))) == given


def test_another_process_drives_it_through_the_control_address(server: Server, session: requests.Session) -> None:
    outside = Control(server.url)
    outside.faults(rule(Fault(kind=Kind.LISTING_DELAYED, seconds=30), path="/list"))
    assert session.get(f"{server.url}/list").json()["delay"] == 30
    assert outside.hits() == 1
    outside.no_faults()
    assert session.get(f"{server.url}/list").json()["delay"] == 0
    assert [line["path"] for line in outside.journal(path="/list")] == ["/list", "/list"]
    assert outside.state() == {"seen": 2}
    assert outside.advance(timedelta(hours=2)) == NOON + timedelta(hours=2)
    assert session.get(f"{server.url}/a").headers["Date"] == "Wed, 25 Nov 2026 07:00:00 GMT"
    assert outside.do("hide", post="1") == {"did": "hide", "with": {"post": "1"}}
    outside.ask("POST", "reset")
    assert outside.state() == {"seen": 0}
    assert outside.journal() == []
    with pytest.raises(ValueError, match="nonsense"):
        outside.ask("GET", "nonsense")
    assert "Một" in session.get(f"{server.url}/_sim/page/1").text
    assert session.get(f"{server.url}/_sim/page/2").status_code == 404


def test_a_bug_of_the_simulator_fails_the_test_that_met_it(session: requests.Session) -> None:
    with pytest.raises(AssertionError, match="ZeroDivisionError"), Server(Echo(), clock=SimClock(NOON)) as server:
        assert session.get(f"{server.url}/bug").status_code == 599


def test_only_loopback_can_reach_it(server: Server) -> None:
    assert urlsplit(server.url).hostname == "127.0.0.1"


def test_patterns_of_paths() -> None:
    assert matches("/{v}/{page}/feed", "/v25.0/1/feed") == {"v": "v25.0", "page": "1"}
    assert matches("/{v}/{page}", "/v25.0/1/feed") is None
    assert matches("*/feed", "/v25.0/1/feed") == {}
    assert matches("/a.b", "/axb") is None
