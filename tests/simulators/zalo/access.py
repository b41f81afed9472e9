"""Who may call: the token in its header, app, account, grant, rights, and the rate."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

from tests.simulators.zalo.errors import Refused
from tests.simulators.zalo.model import App, Grant, Oa, State


def grant_of(state: State, headers: Mapping[str, str]) -> Grant:
    """Whose token stands in `access_token`. Header names are in small letters. Raises Refused (-216, -220)."""
    access = state.access.get(headers.get("access_token", ""))
    if access is None:
        raise Refused(-216)
    if access.until <= state.now():
        raise Refused(-220)
    return access.grant


def count(state: State, app_id: str) -> None:
    """One request more in this minute. Raises Refused (-32)."""
    minute = int(state.now().timestamp() // 60)
    calls = state.calls.setdefault(app_id, {})
    if minute not in calls:
        calls.clear()
    calls[minute] = calls.get(minute, 0) + 1
    if calls[minute] > state.settings.requests_per_minute:
        raise Refused(-32)


def rate_headers(state: State, app_id: str) -> dict[str, str]:
    """What is left of this minute."""
    most = state.settings.requests_per_minute
    made = state.calls.get(app_id, {}).get(int(state.now().timestamp() // 60), 0)
    return {"X-RateLimit-Limit": str(most), "X-RateLimit-Remain": str(max(0, most - made))}


def admit(state: State, grant: Grant, headers: Mapping[str, str], permission: str) -> Oa:
    """The account behind a grant, if it may do what needs `permission`. Raises Refused."""
    app, oa = state.apps[grant.app_id], state.oas[grant.oa_id]
    for broken, code in (
        (app.removed, -219),
        (not app.active, -209),
        (not app.registered, -212),
        (not oa.exists, -205),
        (not oa.enabled, -204),
        (not grant.authorised or permission not in grant.permissions, -223),
        (permission != "info" and not oa.verified, -221),
        (permission != "info" and not oa.paid, -224),
    ):
        if broken:
            raise Refused(code)
    _prove(app, headers)
    return oa


def _prove(app: App, headers: Mapping[str, str]) -> None:
    """`appsecret_proof`: hex HMAC-SHA256 of the token by the app's secret. A wrong one never passes."""
    shown = headers.get("appsecret_proof")
    if shown is None and not app.needs_proof:
        return
    right = hmac.new(app.secret_key.encode(), headers["access_token"].encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest((shown or "").encode(), right.encode()):
        raise Refused(-242)
