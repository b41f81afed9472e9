"""A real WordPress behind the faults of the simulators' server: calls pass through to it, and answers back."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from tests.simulators.wire import Call, Response
from tests.wordpress.site import Site

_NOT_FOR_THE_NEXT = frozenset({"host", "connection", "content-length", "accept-encoding"})
_MADE_ANEW = frozenset({"date", "content-length", "content-type", "connection", "transfer-encoding"})
WAIT = 60.0


class Relay:
    """A `tests.simulators.server.Platform`."""

    name = "wordpress"

    def __init__(self, site: Site) -> None:
        self._site = site

    def answer(self, call: Call) -> Response:
        if not call.complete:  # PHP's server waits for the rest and then drops it
            return Response(status=400)
        there = http.client.HTTPConnection(urlsplit(self._site.address).netloc, timeout=WAIT)
        try:
            headers = {name: value for name, value in call.headers.items() if name not in _NOT_FOR_THE_NEXT}
            query = f"?{urlencode(call.query)}" if call.query else ""
            there.request(call.method, quote(call.path) + query, body=call.body or None, headers=headers)
            told = there.getresponse()
            body = told.read()
        finally:
            there.close()
        return Response(
            status=told.status,
            body=body,
            mime=told.headers.get("Content-Type", ""),
            headers={name: value for name, value in told.headers.items() if name.lower() not in _MADE_ANEW},
        )

    def failure(self, call: Call, options: Mapping[str, Any]) -> Response:
        """The error of ``status``, ``code`` and, if given, ``message`` and ``params``, in WordPress's envelope."""
        data = {"status": options["status"], "params": options.get("params", {})}
        told = {"code": options["code"], "message": options.get("message", ""), "data": data}
        return Response.of(told, status=options["status"])

    def state(self) -> Any:
        return {}

    def control(self, action: str, given: Mapping[str, Any]) -> Any:
        raise ValueError(f"nothing to {action} here; use Site.run")

    def reset(self) -> None:
        """The site is thrown away as a whole."""

    def page(self, page_id: str) -> str:
        return ""
