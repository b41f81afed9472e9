"""The address by which tests in other processes drive a simulator: ``/_sim/…``. No platform has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.simulators.faults import from_json
from tests.simulators.wire import Call, Response, matches

if TYPE_CHECKING:
    from tests.simulators.server import Server

PREFIX = "/_sim/"


def covering(method: str, path: str) -> Callable[[Call], bool]:
    """Whether a call is of that method and path (as in `wire.matches`)."""
    return lambda call: method in ("*", call.method) and matches(path, call.path) is not None


def answer(server: Server, call: Call) -> Response:
    """
    GET  faults, journal?method&path&since=N, state, bugs, clock; page/{id} (HTML)
    POST faults {"rules": [...]}, clock {"advance": seconds} or {"to": ISO time}, latency {"seconds"}, reset,
         do/{action} {what the platform's `control` takes}
    DELETE faults, journal
    """
    what = call.path.removeprefix(PREFIX)
    if call.malformed:
        return Response.of({"error": call.malformed}, 400)
    page = matches("page/{id}", what)
    if call.method == "GET" and page:
        try:
            return Response.html(server.platform.page(page["id"]))
        except KeyError:
            return Response.html("<html><body>Không có trang này.</body></html>", 404)
    try:
        return Response.of(_done(server, call, what))
    except (KeyError, TypeError, ValueError) as error:
        return Response.of({"error": f"{type(error).__name__}: {error}"}, 400)


def _done(server: Server, call: Call, what: str) -> Any:
    if what == "faults":
        return _faults(server, call)
    if what == "journal":
        return _journal(server, call)
    if what == "clock":
        return _clock(server, call)
    if call.method == "GET" and what == "state":
        return server.platform.state()
    if call.method == "GET" and what == "bugs":
        return server.bugs
    if what == "latency":
        server.latency = float(call.form["seconds"])
        return {}
    if what == "reset":
        server.faults.clear()
        server.forget_journal()
        server.platform.reset()
        return {}
    action = matches("do/{action}", what)
    if action is None:
        raise KeyError(what)
    return server.platform.control(action["action"], call.form)


def _faults(server: Server, call: Call) -> Any:
    if call.method == "POST":
        server.faults.add(*(from_json(given) for given in call.form["rules"]))
    if call.method == "DELETE":
        server.faults.clear()
    return server.faults.counts()


def _journal(server: Server, call: Call) -> Any:
    if call.method == "DELETE":
        server.forget_journal()
    entries = server.journal(call.query.get("method", "*"), call.query.get("path", "*"))
    return [entry.summary() for entry in entries if entry.number > int(call.query.get("since", "0"))]


def _clock(server: Server, call: Call) -> Any:
    if call.method == "POST" and "to" in call.form:
        server.clock.set(datetime.fromisoformat(call.form["to"]))
    elif call.method == "POST":
        server.clock.advance(timedelta(seconds=float(call.form["advance"])))
    return {"now": server.clock.now().isoformat()}
