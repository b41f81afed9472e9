"""A loopback web server around one simulated platform: journal, faults, a simulated clock, a control address for tests.

In-process as a context manager, or as a process of its own (`tests.simulators.apart`) that outlives a killed client.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import ssl
import struct
import threading
import time
import traceback
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Protocol

from tests.simulators import control
from tests.simulators.authority import Authority
from tests.simulators.clock import SimClock
from tests.simulators.faults import ENDLESS, HANDSHAKE, Fault, FaultSwitch, Kind
from tests.simulators.wire import Call, Response, read_call

REMEMBERED = 500
"""Answers that are kept for duplicates."""
LARGEST_BODY = 512 * 2**20
IDLE = 60.0
"""Seconds after which a silent connection is closed."""
LOOK_UP_S = 0.05
"""How often a silent connection asks whether the server closes."""
FOREVER = 60.0
"""Seconds that nothing takes, however busy the machine."""
_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Reading whom the system trusts takes longer than most tests speak to a server."""


class Platform(Protocol):
    """What a simulator is. Every method runs under one lock, so state needs none of its own."""

    name: str

    def answer(self, call: Call) -> Response:
        """Serve one request; also one with `malformed` set or not `complete`."""
        ...

    def failure(self, call: Call, options: Mapping[str, Any]) -> Response:
        """The platform's own error for a fault of kind ``error``."""
        ...

    def state(self) -> Any:
        """Everything it holds, as JSON."""
        ...

    def control(self, action: str, given: Mapping[str, Any]) -> Any:
        """Something a test does behind the scenes, such as deleting a post as a person would. Returns JSON."""
        ...

    def reset(self) -> None:
        """Forget everything but the pages and logins it started with."""
        ...

    def page(self, page_id: str) -> str:
        """A page as a visitor sees it, in HTML."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the journal."""

    number: int
    call: Call
    fault: Kind | None
    executed: bool
    """Whether the platform saw it."""
    status: int | None
    """Of the answer; None when none went out."""
    notes: Mapping[str, Any]

    def summary(self) -> dict[str, Any]:
        """As JSON, without bodies."""
        call = self.call
        return {
            "number": self.number,
            "at": call.at.isoformat(),
            "method": call.method,
            "path": call.path,
            "query": dict(call.query),
            "form": dict(call.form),
            "files": {name: len(file.data) for name, file in call.files.items()},
            "body_bytes": len(call.body),
            "complete": call.complete,
            "fault": self.fault,
            "executed": self.executed,
            "status": self.status,
            "notes": dict(self.notes),
        }


class Server:
    """Serves `platform` on 127.0.0.1 while the context lasts, over https where there is an `authority`.

    `latency`: seconds every answer takes at least.
    """

    def __init__(
        self,
        platform: Platform,
        *,
        clock: SimClock,
        port: int = 0,
        latency: float = 0.0,
        keep_bodies: bool = True,
        authority: Authority | None = None,
    ) -> None:
        self.platform = platform
        self.authority = authority
        self.clock = clock
        self.latency = latency
        self.faults = FaultSwitch()
        self.bugs: list[str] = []
        """Tracebacks of the simulator itself; leaving the context raises when there are any."""
        self._keep_bodies = keep_bodies
        self._journal: list[Entry] = []
        self._answers: OrderedDict[object, Response] = OrderedDict()
        """The newest whole answer by method, address and login, for duplicates."""
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._turn = threading.Condition()
        self._held = 0
        self._sockets: set[socket.socket] = set()
        self._http = _Http(("127.0.0.1", port), _handler(self))
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), name=f"sim-{platform.name}")

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def url(self) -> str:
        """``http://127.0.0.1:PORT`` or the same with https, without a slash at the end."""
        return f"http{'s' if self.authority else ''}://127.0.0.1:{self.port}"

    @property
    def trust(self) -> ssl.SSLContext:
        """What a client needs to believe this server: its authority alone, nobody where it speaks http."""
        return self.authority.client_side if self.authority else _NOBODY

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if error is None and self.bugs:
            raise AssertionError("the simulator broke:\n" + "\n".join(self.bugs))

    def close(self) -> None:
        self._closing.set()
        self._http.shutdown()
        self._thread.join()
        with self._lock:
            for open_one in self._sockets:
                _shut(open_one)
        self._http.server_close()  # waits for the threads of the connections

    def wait(self) -> None:
        """Serve until the process ends."""
        self._thread.join()

    def journal(self, method: str = "*", path: str = "*") -> list[Entry]:
        """What came, oldest first, control calls left out."""
        covers = control.covering(method, path)
        with self._lock:
            return [entry for entry in self._journal if covers(entry.call)]

    def forget_journal(self) -> None:
        with self._lock:
            self._journal.clear()

    @property
    def lock(self) -> threading.RLock:
        """Held while the platform answers; hold it to look into its state."""
        return self._lock

    # one request

    def await_request(self, connection: socket.socket) -> bool:
        """Whether something arrives before the server closes and within IDLE seconds.

        It looks up now and then, for under Wine a connection that is shut down wakes nobody who waits for it.
        """
        end = time.monotonic() + IDLE
        with selectors.DefaultSelector() as selector:
            selector.register(connection, selectors.EVENT_READ)
            while not self._closing.is_set() and time.monotonic() < end:
                if selector.select(LOOK_UP_S):
                    return True
        return False

    def serve(self, call: Call, fault: Fault | None) -> Response | None:
        """The answer to `call` under `fault`; None: the line is closed without one."""
        executed = fault is None or fault.commits
        with self._lock:
            answer = self._asked(call, fault) if executed else None
        slow = fault.seconds if fault and fault.kind is Kind.SLOW else 0.0
        self._pause(self.latency + slow, endless=fault is not None and fault.kind in ENDLESS)
        answer = self._spoilt(call, fault, answer) if fault else answer
        self._note(call, fault, executed, answer)
        return answer

    def _asked(self, call: Call, fault: Fault | None) -> Response:
        if fault and fault.kind is Kind.LISTING_DELAYED:
            call = replace(call, listing_delay=fault.seconds)
        try:
            return self.platform.answer(call)
        except Exception:  # noqa: BLE001 (boundary: a bug of the simulator, shown when its context is left)
            self.bugs.append(traceback.format_exc())
            return Response(status=599, body=b"the simulator broke")

    def _spoilt(self, call: Call, fault: Fault, answer: Response | None) -> Response | None:
        kind = fault.kind
        if kind in _WITHOUT_AN_ANSWER:
            return None
        if kind is Kind.HTML:
            return Response.html("<html><body><h1>Sorry, something went wrong.</h1></body></html>", fault.status)
        if kind is Kind.STATUS:
            told = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
            return Response(status=fault.status, headers=told)
        if kind is Kind.REDIRECT:
            return Response(status=302, headers={"Location": f"{self.url}/moved"})
        if kind is Kind.PORTAL:
            return Response.html("<html><body><form>Đăng nhập Wi-Fi để tiếp tục</form></body></html>")
        if kind is Kind.ERROR:
            with self._lock:
                return self.platform.failure(call, fault.options)
        if kind is Kind.TRUNCATED and answer:
            return replace(answer, body=answer.body[: len(answer.body) // 2])
        if kind is Kind.DUPLICATE and answer:
            return self._earlier(call, answer)
        return answer

    def _earlier(self, call: Call, answer: Response) -> Response:
        """The answer that went out before to a call like this; `answer` is kept for the next one."""
        login = call.headers.get("authorization") or call.headers.get("access_token")
        key = (call.method, call.path, tuple(sorted(call.query.items())), login)
        with self._lock:
            found = self._answers.pop(key, answer)
            self._answers[key] = answer
            if len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
            return found

    @property
    def held(self) -> int:
        """How many answers were held back so far."""
        with self._turn:
            return self._held

    def wait_until_held(self, number: int) -> None:
        """Until so many answers were held back: what they tell of has happened. Raises TimeoutError."""
        with self._turn:
            if not self._turn.wait_for(lambda: self._held >= number, FOREVER):
                raise TimeoutError(f"held back {self._held} answers instead of {number}")

    def _pause(self, seconds: float, *, endless: bool) -> None:
        if seconds or endless:
            with self._turn:
                self._held += 1
                self._turn.notify_all()
        if seconds:
            self._closing.wait(seconds)

    def _note(self, call: Call, fault: Fault | None, executed: bool, answer: Response | None) -> None:
        kept = call if self._keep_bodies else replace(call, body=b"", files={})
        with self._lock:
            self._journal.append(
                Entry(
                    number=len(self._journal) + 1,
                    call=kept,
                    fault=fault.kind if fault else None,
                    executed=executed,
                    status=answer.status if answer else None,
                    notes=answer.notes if answer else {},
                )
            )
        if fault is None and answer:
            self._earlier(call, answer)

    # its connections

    def opened(self, connection: socket.socket) -> None:
        with self._lock:
            self._sockets.add(connection)

    def closed(self, connection: socket.socket) -> None:
        with self._lock:
            self._sockets.discard(connection)

    def pace(self, seconds: float) -> bool:
        """Let so many seconds pass; False when the server closes."""
        return not self._closing.wait(seconds)

    def secured(self, connection: socket.socket) -> socket.socket:
        """The connection with TLS on it, where the server has that. Raises OSError when that did not come about."""
        fault = self.faults.choose(HANDSHAKE, "/")
        if fault is not None:
            self._spoil_handshake(connection, fault)
        if self.authority is None:
            return connection
        connection.settimeout(IDLE)
        return self.authority.server_side.wrap_socket(connection, server_side=True)

    def _spoil_handshake(self, connection: socket.socket, fault: Fault) -> None:
        connection.recv(1)
        record = b"\x16\x03\x03\x40\x00" + bytes(0x4000)
        for byte in record if fault.kind is Kind.DRIP_HANDSHAKE else b"":
            connection.sendall(bytes([byte]))
            if not self.pace(fault.seconds):
                break
        raise ConnectionAbortedError("as the fault has it")


_WITHOUT_AN_ANSWER = frozenset(
    {Kind.DROP_BEFORE, Kind.DROP_AFTER, Kind.RESET_BEFORE, Kind.RESET_AFTER, Kind.CUT_BODY, Kind.ALERT, Kind.DAMAGED}
)


class _Http(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a handshake that was broken off."""


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    """The class the standard library wants, bound to `server`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = IDLE
        disable_nagle_algorithm = True

        def setup(self) -> None:
            server.opened(self.request)
            try:
                self.request = server.secured(self.request)
            finally:
                server.closed(self.request)
            super().setup()
            server.opened(self.connection)

        def finish(self) -> None:
            server.closed(self.connection)
            with contextlib.suppress(OSError):  # the other side is gone
                super().finish()
            self.connection.close()  # with TLS it is another one than the server closes

        def handle_one_request(self) -> None:
            if server.await_request(self.connection):
                super().handle_one_request()
            else:
                self.close_connection = True

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:  # the other side was killed, or this one closes
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing; the journal has it."""

        def _any(self) -> None:
            _one_request(server, self)

        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = _any  # noqa: N815

    return Handler


def _one_request(server: Server, handler: BaseHTTPRequestHandler) -> None:
    headers = {name.lower(): value for name, value in handler.headers.items()}
    now = server.clock.now()
    path = handler.path.partition("?")[0]
    if path.startswith(control.PREFIX):
        body, complete = _body(handler, headers, None)
        call = read_call(handler.command, handler.path, headers, body, complete=complete, at=now)
        with server.lock:
            _send(handler, control.answer(server, call), now)
        return
    fault = server.faults.choose(handler.command, path)
    body, complete = _body(handler, headers, fault.bytes if fault and fault.kind is Kind.CUT_BODY else None)
    call = read_call(handler.command, handler.path, headers, body, complete=complete, at=now)
    answer = server.serve(call, fault)
    if answer is None or not complete:
        _break_off(handler, fault)
    elif fault and fault.kind in _IN_THE_ANSWER:
        _send_spoilt(server, handler, fault, *_written(answer, now))
    else:
        _send(handler, answer, now)


_IN_THE_ANSWER = frozenset(
    {Kind.CUT_ANSWER, Kind.CUT_HEADERS, Kind.TRAILING, Kind.DRIP_HEAD, Kind.DRIP_BODY, Kind.CONTINUE}
)
_FALSE = b'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{"false":1}'
_GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"
_LAST_WORDS = {Kind.ALERT: b"\x15\x03\x03\x00\x02\x02\x28", Kind.DAMAGED: b"\x17\x03\x03\x00\x40" + b"?" * 64}


def _send_spoilt(server: Server, handler: BaseHTTPRequestHandler, fault: Fault, head: bytes, body: bytes) -> None:
    """The answer as far as the fault lets it through."""
    write, kind = handler.wfile.write, fault.kind
    if kind is Kind.TRAILING:
        write(head + body + _FALSE)
        return
    if kind is Kind.CUT_ANSWER:
        write(head + body[: len(body) // 2])
    elif kind is Kind.CUT_HEADERS:
        write(head[: len(head) // 2])
    elif kind is Kind.CONTINUE:
        write(_GO_ON)
        told = 1
        while told != fault.bytes and server.pace(fault.seconds):
            write(_GO_ON)
            told += 1
    else:
        at_once, slowly = (head, body) if kind is Kind.DRIP_BODY else (b"", head + body)
        write(at_once)
        for byte in slowly:
            write(bytes([byte]))
            if not server.pace(fault.seconds):
                break
    _hang_up(handler, reset=False)


def _break_off(handler: BaseHTTPRequestHandler, fault: Fault | None) -> None:
    """No answer; over TLS there may be a last word that is none."""
    kind = fault.kind if fault else None
    line = handler.connection
    if isinstance(line, ssl.SSLSocket) and kind in _LAST_WORDS:
        socket.socket.sendall(line, _LAST_WORDS[kind])  # past the TLS that lies on it
    _hang_up(handler, reset=kind in (Kind.RESET_BEFORE, Kind.RESET_AFTER))


def _body(handler: BaseHTTPRequestHandler, headers: Mapping[str, str], at_most: int | None) -> tuple[bytes, bool]:
    """The body, and whether all of it came."""
    if "transfer-encoding" in headers:
        return b"", False  # no platform we simulate documents it
    told = headers.get("content-length", "0")
    length = int(told) if told.isdigit() else 0
    if length > LARGEST_BODY:
        return b"", False
    wanted = length if at_most is None else min(length, at_most)
    found = bytearray()
    try:
        while len(found) < wanted:
            piece = handler.rfile.read1(min(65536, wanted - len(found)))
            if not piece:
                break
            found += piece
    except OSError:
        pass
    return bytes(found), len(found) == length and at_most is None


def _send(handler: BaseHTTPRequestHandler, answer: Response, now: datetime) -> None:
    """One write for the whole answer: head and body apart would wait for each other."""
    handler.wfile.write(b"".join(_written(answer, now)))


def _written(answer: Response, now: datetime) -> tuple[bytes, bytes]:
    """Head and body, as they go over the line."""
    head = [f"HTTP/1.1 {answer.status} {'OK' if answer.status < 400 else 'Error'}"]
    told = {name.lower() for name in answer.headers}
    head += [] if "date" in told else [f"Date: {format_datetime(now, usegmt=True)}"]
    head += [f"Content-Length: {len(answer.body)}"]
    head += [f"Content-Type: {answer.mime}"] if answer.body else []
    head += [f"{name}: {value}" for name, value in answer.headers.items()]
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n", answer.body


def _hang_up(handler: BaseHTTPRequestHandler, *, reset: bool) -> None:
    handler.close_connection = True
    if reset:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
    else:
        _shut(handler.connection)


def _shut(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it is closed already
        connection.shutdown(socket.SHUT_RDWR)
