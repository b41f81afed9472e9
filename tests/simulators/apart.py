"""A simulator as a process of its own: its state outlives a killed client, and several processes may talk to it."""

from __future__ import annotations

import contextlib
import http.client
import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.simulators.authority import Authority
from tests.simulators.faults import Rule, as_json

ROOT = Path(__file__).resolve().parent.parent.parent

TRIES = 50
"""Of connecting, while connections are struck by dice."""
CONNECTED_WITHIN = 2.0
"""Seconds; a handshake that takes longer was struck by a rule."""
ANSWERED_WITHIN = 60.0
"""Seconds; what is asked for may be much."""


class Control:
    """The control address of a running simulator."""

    def __init__(self, url: str, authority: Authority | None = None) -> None:
        self.url = url
        self._authority = authority

    def ask(self, method: str, what: str, given: Mapping[str, Any] | None = None, query: str = "") -> Any:
        """One control call; `query` is encoded. Raises ValueError with what the simulator says against it."""
        line = self._connected()
        try:
            body, headers = (None, {}) if given is None else (json.dumps(given), {"Content-Type": "application/json"})
            line.request(method, f"/_sim/{what}?{query}", body, headers)
            answer = line.getresponse()
            found = json.loads(answer.read())
        finally:
            line.close()
        if answer.status != 200:
            raise ValueError(found)
        return found

    def _connected(self) -> http.client.HTTPConnection:
        """A connection that stands: rules that strike handshakes strike this address, too."""
        for _ in range(TRIES):
            line = self._line(CONNECTED_WITHIN)
            with contextlib.suppress(OSError):
                line.connect()
                line.sock.settimeout(ANSWERED_WITHIN)
                return line
            line.close()
        return self._line(ANSWERED_WITHIN)

    def _line(self, timeout: float) -> http.client.HTTPConnection:
        host = urlsplit(self.url).netloc
        if self._authority is None:
            return http.client.HTTPConnection(host, timeout=timeout)
        return http.client.HTTPSConnection(host, timeout=timeout, context=self._authority.client_side)

    def faults(self, *rules: Rule) -> None:
        self.ask("POST", "faults", {"rules": [as_json(rule) for rule in rules]})

    def no_faults(self) -> None:
        self.ask("DELETE", "faults")

    def hits(self) -> int:
        """How often the present rules struck."""
        return sum(int(counted["hits"]) for counted in self.ask("GET", "faults"))

    def journal(self, method: str = "*", path: str = "*") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ask("GET", "journal", query=urlencode({"method": method, "path": path}))
        return found

    def state(self) -> Any:
        return self.ask("GET", "state")

    def bugs(self) -> list[str]:
        """Tracebacks of the simulator itself."""
        found: list[str] = self.ask("GET", "bugs")
        return found

    def advance(self, by: timedelta) -> datetime:
        """Move its clock on; returns its time."""
        return datetime.fromisoformat(self.ask("POST", "clock", {"advance": by.total_seconds()})["now"])

    def do(self, action: str, **given: Any) -> Any:
        return self.ask("POST", f"do/{action}", given)


class Apart:
    """Runs ``python -m tests.simulators NAME …`` while the context lasts; the value of the context is its Control."""

    def __init__(self, name: str, *arguments: str, authority: Authority | None = None) -> None:
        secured = ("--authority", str(authority.certificate), str(authority.chain)) if authority else ()
        self._command = [sys.executable, "-m", "tests.simulators", name, "--announce", *secured, *arguments]
        self._authority = authority

    def __enter__(self) -> Control:
        self._process = subprocess.Popen(self._command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        assert self._process.stdout is not None
        told = self._process.stdout.readline()
        if not told:
            self._end()
            raise RuntimeError(f"the simulator did not start: {' '.join(self._command)}")
        return Control(json.loads(told)["url"], self._authority)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
