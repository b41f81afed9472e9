"""Of every request it is known whether it can have arrived, and every one of them ends."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import os
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio.publishers.http import ConnectFailure, Http, LostAnswer, NotSent, Reply
from tests.publishers.echo import Echo
from tests.publishers.patience import BRIEFLY, Impatient
from tests.publishers.schemes import each_scheme
from tests.simulators.authority import Authority, authority
from tests.simulators.clock import SimClock
from tests.simulators.faults import HANDSHAKE, Fault, Kind, rule
from tests.simulators.server import FOREVER, Server

ANSWERED = [
    Kind.DROP_AFTER,
    Kind.RESET_AFTER,
    Kind.CUT_HEADERS,
    Kind.CUT_ANSWER,
    Kind.DRIP_HEAD,
    Kind.DRIP_BODY,
    Kind.CONTINUE,
    Kind.ALERT,
    Kind.DAMAGED,
]


@pytest.fixture
def server(secured: Authority | None) -> Iterator[Server]:
    with Server(Echo(), clock=SimClock(datetime(2026, 11, 25, 5, 0, tzinfo=UTC)), authority=secured) as running:
        yield running


@pytest.fixture
def http(server: Server) -> Iterator[Http]:
    line = Impatient(server)
    yield line
    line.close()


def executed(server: Server) -> int:
    assert isinstance(server.platform, Echo)
    return server.platform.executed


# after the connection stood


@each_scheme
@pytest.mark.parametrize("kind", ANSWERED)
@pytest.mark.parametrize("kept", [True, False], ids=["kept-alive", "new"])
def test_what_breaks_after_the_request_left_is_lost_and_never_unsent(
    server: Server, http: Http, kind: Kind, kept: bool
) -> None:
    if kept:
        http.send("GET", f"{server.url}/before")
    server.faults.script("POST", "/post", Fault(kind=kind, seconds=0.02))
    before = executed(server)
    with pytest.raises(LostAnswer):
        http.send("POST", f"{server.url}/post", json={"message": "Thông báo"})
    assert executed(server) == before + 1, "it was public all the same"
    assert http.send("GET", f"{server.url}/after").status == 200


@each_scheme
@pytest.mark.parametrize("size", [4_000_000, 20_000_000])
@pytest.mark.parametrize("part", [0.01, 0.5, 0.99])
@pytest.mark.parametrize("kind", [Kind.CUT_BODY])
def test_an_upload_that_breaks_off_says_nothing_of_certificates(
    server: Server, http: Http, size: int, part: float, kind: Kind
) -> None:
    server.faults.script("POST", "/film", Fault(kind=kind, bytes=int(size * part)))
    with pytest.raises(LostAnswer):
        http.send("POST", f"{server.url}/film", data=bytes(size))


@each_scheme
def test_bytes_behind_the_answer_are_not_the_next_one(server: Server, http: Http) -> None:
    server.faults.script("GET", "/one", Kind.TRAILING)
    assert http.send("GET", f"{server.url}/one").json()["path"] == "/one"
    assert http.send("GET", f"{server.url}/two").json()["path"] == "/two"


@each_scheme
def test_bytes_arrive_as_they_were_sent(server: Server, http: Http) -> None:
    data = os.urandom(300_000)
    told = http.send("POST", f"{server.url}/x?a=1", data=data, params={"b": "hai ba", "c": "đ&="})
    assert told.json()["sha256"] == hashlib.sha256(data).hexdigest()
    assert told.json()["query"] == {"a": "1", "b": "hai ba", "c": "đ&="}
    form = http.send("POST", f"{server.url}/x", data={"message": "Chào & hẹn", "n": "1"})
    assert form.json()["form"] == {"message": "Chào & hẹn", "n": "1"}
    assert http.send("POST", f"{server.url}/x", json={"m": ["đ", 1, None]}).json()["form"] == {"m": ["đ", 1, None]}


def test_an_answer_without_an_end_is_given_up(server: Server, http: Http, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.publishers.http.LONGEST_ANSWER", 10)
    with pytest.raises(LostAnswer, match="too long"):
        http.send("GET", f"{server.url}/x")


# before it stood


@pytest.mark.parametrize("kind", [Kind.CUT_HANDSHAKE, Kind.DRIP_HANDSHAKE])
def test_a_handshake_that_fails_left_nothing_and_blames_no_certificate(own_authority: Authority, kind: Kind) -> None:
    with Server(Echo(), clock=SimClock(), authority=own_authority) as server:
        server.faults.add(rule(Fault(kind=kind, seconds=0.02), method=HANDSHAKE, nth=(1,)))
        http = Http(connect_within=0.2 if kind is Kind.DRIP_HANDSHAKE else FOREVER, trust=server.trust)
        with pytest.raises(NotSent) as unsent:
            http.send("POST", f"{server.url}/post", json={})
        assert unsent.value.why in (ConnectFailure.NETWORK, ConnectFailure.HANDSHAKE)
        assert server.journal() == []
        http.close()


def test_a_server_that_speaks_no_tls_is_told_apart(own_authority: Authority) -> None:
    with Server(Echo(), clock=SimClock()) as server:
        http = Http(trust=own_authority.client_side, connect_within=FOREVER)
        with pytest.raises(NotSent) as unsent:
            http.send("POST", server.url.replace("http:", "https:"), json={})
        assert unsent.value.why is ConnectFailure.HANDSHAKE


@pytest.mark.parametrize("what", ["stranger", "ended", "another-host"])
def test_a_certificate_that_is_not_valid_left_nothing(tmp_path: Path, what: str) -> None:
    shown = authority(tmp_path, "127.0.0.9" if what == "another-host" else "127.0.0.1", ended=what == "ended")
    with Server(Echo(), clock=SimClock(), authority=shown) as server:
        http = Http(trust=None if what == "stranger" else server.trust, connect_within=FOREVER)
        with pytest.raises(NotSent) as unsent:
            http.send("POST", f"{server.url}/post", json={})
        assert unsent.value.why is ConnectFailure.CERTIFICATE
        assert server.journal() == []


def test_nobody_listening_and_no_such_name_left_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    http = Http(connect_within=FOREVER)
    for url in (f"http://127.0.0.1:{port}/", "https://không-có.invalid/", "http://a..b/"):
        with pytest.raises(NotSent) as unsent:
            http.send("POST", url, json={})
        assert unsent.value.why is ConnectFailure.NETWORK


def test_a_name_that_is_not_resolved_in_time_left_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [never.wait(FOREVER)][:0])
    try:
        with pytest.raises(NotSent):
            Http(connect_within=BRIEFLY).send("GET", "https://cham.example/")
    finally:
        never.set()


def test_a_server_that_takes_no_byte_of_an_upload_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        http = Http(answer_within=0.2)
        with pytest.raises(LostAnswer):
            http.send("POST", f"http://127.0.0.1:{deaf.getsockname()[1]}/film", data=bytes(64 * 2**20))


# what the environment says


def test_the_environment_chooses_neither_whom_to_believe_nor_the_way(
    own_authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, str(own_authority.certificate))
    with Server(Echo(), clock=SimClock(), authority=own_authority) as server:
        with pytest.raises(NotSent) as unsent:
            Http(connect_within=FOREVER).send("GET", server.url)
        assert unsent.value.why is ConnectFailure.CERTIFICATE
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with Server(Echo(), clock=SimClock()) as server:
        assert Http().send("GET", server.url).status == 200


def test_no_cookie_is_replayed_and_no_redirect_followed() -> None:
    with Server(Echo({"Set-Cookie": "seen=1; Path=/"}), clock=SimClock()) as server:
        http = Http()
        server.faults.script("GET", "/", None, None, Kind.REDIRECT)
        for _ in range(2):
            assert "cookie" not in http.send("GET", f"{server.url}/").json()["headers"]
        assert http.send("GET", f"{server.url}/").status == 302
        assert len(server.journal()) == 3
        http.close()


# through the office's proxy


class Proxy:
    """Answers CONNECT with `status`, and with 200 passes bytes on; `drip`: seconds between the bytes of its answer."""

    def __init__(self, status: str = "200 OK", drip: float = 0.0) -> None:
        self.status, self.drip = status, drip
        self.heads: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Proxy:
        self._run(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join()

    @property
    def url(self) -> str:
        return f"http://can-bo:mat%20khau@127.0.0.1:{self._listening.getsockname()[1]}"

    def _run(self, work: Callable[..., None], *given: socket.socket) -> None:
        thread = threading.Thread(target=work, args=given)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._run(self._serve, self._listening.accept()[0])

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            head = client.recv(65536).decode()
            self.heads.append(head)
            answer = f"HTTP/1.1 {self.status}\r\n\r\n".encode()
            for byte in answer if self.drip else b"":
                client.sendall(bytes([byte]))
                self._over.wait(self.drip)
            if not self.drip:
                client.sendall(answer)
            if self.status.startswith("200"):
                host, _, port = head.split()[1].partition(":")
                with socket.create_connection((host, int(port))) as there:
                    self._run(self._pass, there, client)
                    self._pass(client, there)

    def _pass(self, here: socket.socket, there: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := here.recv(65536):
                there.sendall(piece)
            there.shutdown(socket.SHUT_RDWR)


def test_the_proxy_of_the_settings_is_the_way(own_authority: Authority) -> None:
    with Server(Echo(), clock=SimClock(), authority=own_authority) as server, Proxy() as proxy:
        http = Http(proxy=proxy.url, trust=server.trust, connect_within=FOREVER)
        told = http.send("POST", f"{server.url}/post", data=b"x" * 100_000)
        assert told.json()["sha256"] == hashlib.sha256(b"x" * 100_000).hexdigest()
        assert proxy.heads[0].startswith(f"CONNECT 127.0.0.1:{server.port} ")
        assert base64.b64encode(b"can-bo:mat khau").decode() in proxy.heads[0]
        assert "proxy-authorization" not in told.json()["headers"]
        http.close()


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("407 Proxy Authentication Required", ConnectFailure.PROXY),
        ("403 Forbidden", ConnectFailure.PROXY),
        ("502 Bad Gateway", ConnectFailure.NETWORK),
    ],
)
def test_what_the_proxy_refuses_left_nothing(own_authority: Authority, status: str, why: ConnectFailure) -> None:
    with Server(Echo(), clock=SimClock(), authority=own_authority) as server, Proxy(status) as proxy:
        with pytest.raises(NotSent) as unsent:
            Http(proxy=proxy.url, trust=server.trust, connect_within=FOREVER).send("POST", server.url, json={})
        assert unsent.value.why is why


def test_a_proxy_that_drips_or_is_not_there_left_nothing(own_authority: Authority) -> None:
    with Proxy(drip=0.02) as proxy:
        gone = proxy.url
        with pytest.raises(NotSent) as unsent:
            Http(proxy=proxy.url, trust=own_authority.client_side, connect_within=0.1).send("GET", "https://a.example/")
        assert unsent.value.why is ConnectFailure.PROXY
    with pytest.raises(NotSent) as unsent:
        Http(proxy=gone, connect_within=FOREVER).send("GET", "https://a.example/")
    assert unsent.value.why is ConnectFailure.PROXY


# what an answer says


def reply(body: bytes = b"{}", **headers: str) -> Reply:
    return Reply(status=200, headers={name.replace("_", "-"): value for name, value in headers.items()}, body=body)


NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("Wed, 25 Nov 2026 05:00:00 GMT", NOON),
        ("Wed, 25 Nov 2026 05:00:00 -0000", NOON),
        ("Wed, 25 Nov 2026 12:00:00 +0700", NOON),
        ("Wed, 25 Nov 2026 05:00:00", NOON),
        ("Wed, 31 Feb 2026 05:00:00 GMT", None),
        ("Wed, 25 Nov 99999 05:00:00 GMT", None),
        ("Wed, 25 Nov 2026 05:00:00 +9999999999", None),
        ("", None),
        ("hôm nay", None),
    ],
)
def test_a_date_is_a_moment_or_nothing(told: str, moment: datetime | None) -> None:
    assert reply(date=told).clock == moment


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120.0),
        ("-5", 0.0),
        ("nan", float("inf")),
        ("inf", float("inf")),
        ("-inf", 0.0),
        ("", float("inf")),
        ("mai", float("inf")),
        ("Wed, 25 Nov 2026 05:02:00 GMT", 120.0),
        ("Wed, 25 Nov 2026 04:00:00 GMT", 0.0),
        ("Wed, 25 Nov 2026 05:02:00 -0000", 120.0),
    ],
)
def test_a_wait_is_a_number_of_seconds(told: str, seconds: float) -> None:
    assert reply(date="Wed, 25 Nov 2026 05:00:00 GMT", retry_after=told).retry_after == seconds


def test_without_the_header_no_wait_is_asked_for() -> None:
    assert reply().retry_after is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"{",
        b"<html>",
        b"NaN",
        b'{"a": Infinity}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
        b'{"a": "\\ud800"}',
        b'{"\\udfff": 1}',
        b"[" * 100_000,
        b"1" * 100_000,
    ],
    ids=range(12),
)
def test_what_is_no_json_of_numbers_and_characters_is_none(body: bytes) -> None:
    with pytest.raises(ValueError):
        reply(body).json()


def test_a_body_is_not_shown() -> None:
    shown = repr(reply(b'{"access_token": "tell-nobody"}'))
    assert "status=200" in shown
    assert "tell-nobody" not in shown
