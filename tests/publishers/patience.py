"""A client of little patience, where the server is to have no end."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from studio.publishers.http import Http, Reply
from tests.simulators.faults import ENDLESS
from tests.simulators.server import FOREVER, Server

BRIEFLY = 0.05
"""Seconds for the whole of an answer that has no end."""


class Impatient(Http):
    """Waits but a moment for an answer that never ends, and then until what it tells of has happened; else for ever."""

    def __init__(self, server: Server) -> None:
        super().__init__(connect_within=FOREVER, answer_within=FOREVER, trust=server.trust)
        self._server = server

    def send(self, method: str, url: str, *, answer_within: float | None = None, **parts: Any) -> Reply:
        fault = self._server.faults.coming(method, urlsplit(url).path)
        if fault is None or fault.kind not in ENDLESS:
            return super().send(method, url, answer_within=answer_within, **parts)
        held = self._server.held
        try:
            return super().send(method, url, answer_within=BRIEFLY, **parts)
        finally:
            self._server.wait_until_held(held + 1)
