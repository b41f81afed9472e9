"""The smallest platform: it tells what it was asked, and can be made to give any answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from tests.simulators.wire import Call, Response


class Echo:
    """A `tests.simulators.server.Platform`. `headers` go with every answer."""

    name = "echo"

    def __init__(self, headers: Mapping[str, str] | None = None) -> None:
        self.headers = dict(headers or {})
        self.executed = 0
        """Requests that came whole and were carried out."""

    def answer(self, call: Call) -> Response:
        self.executed += call.complete
        told = {"path": call.path, "query": dict(call.query), "form": dict(call.form), "headers": dict(call.headers)}
        told["sha256"] = hashlib.sha256(call.body).hexdigest()
        return Response.of(told, headers=self.headers)

    def failure(self, call: Call, options: Mapping[str, Any]) -> Response:
        return Response.of(dict(options), status=400)

    def state(self) -> Any:
        return {}

    def control(self, action: str, given: Mapping[str, Any]) -> Any:
        raise ValueError(action)

    def reset(self) -> None:
        self.executed = 0

    def page(self, page_id: str) -> str:
        return ""
