"""How tests speak to the simulated Facebook: as a program would, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any

import requests

from tests.simulators.clock import SimClock
from tests.simulators.facebook.graph import Graph
from tests.simulators.facebook.pictures import jpeg
from tests.simulators.server import Server

START = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
"""The simulated clock stands there until a test moves it."""


class Asking:
    """A running simulator and a client with the first page's token. Answers are JSON; `status` is the last one's."""

    def __init__(self, *, pages: int = 3) -> None:
        self.clock = SimClock(START)
        self.graph = Graph(self.clock, pages=pages)
        self.server = Server(self.graph, clock=self.clock)
        self.page, self.other = [*self.graph.world.pages, ""][:2]
        self.token = self.graph.page_tokens[self.page]
        self.status = 0
        self.headers: dict[str, str] = {}
        self._session = requests.Session()
        self._session.trust_env = False

    def __enter__(self) -> Asking:
        self.server.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()
        self.server.__exit__(kind, error, trace)

    def ask(self, method: str, path: str, *, token: str | None = None, **how: Any) -> Any:
        """`path` without the version; `how` as in `requests`. A token goes into the header; an empty one nowhere."""
        told = self.token if token is None else token
        headers = {**({"Authorization": f"Bearer {told}"} if told else {}), **how.pop("headers", {})}
        answer = self._session.request(
            method, f"{self.server.url}/v25.0/{path}", headers=headers, allow_redirects=False, timeout=30, **how
        )
        self.status, self.headers = answer.status_code, {k.lower(): v for k, v in answer.headers.items()}
        return answer.json()

    def get(self, path: str, token: str | None = None, **params: str) -> Any:
        return self.ask("GET", path, token=token, params=params)

    def post(self, path: str, token: str | None = None, **form: Any) -> Any:
        return self.ask("POST", path, token=token, data=form)

    def error(self, answer: Any) -> str:
        """``190/463`` or ``100``; fails when the answer is no error in Graph's envelope."""
        error = answer["error"]
        assert set(error) >= {"message", "type", "code", "fbtrace_id"}
        assert self.status >= 400
        return "/".join(str(error[name]) for name in ("code", "error_subcode") if name in error)

    def photo(self, text: str = "thẻ", *, data: bytes | None = None, **form: str) -> Any:
        """Upload a picture."""
        return self.ask(
            "POST",
            f"{self.page}/photos",
            data=form,
            files={"source": ("the.jpg", jpeg(text) if data is None else data, "image/jpeg")},
        )

    def pass_time(self, **by: float) -> None:
        self.clock.advance(timedelta(**by))

    def unix(self, **ahead: float) -> str:
        """A time as the platform takes it."""
        return str(int((self.clock.now() + timedelta(**ahead)).timestamp()))
