"""OAuth v4: consent, code for tokens, and refresh tokens that serve once."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from tests.simulators.zalo.errors import Refused
from tests.simulators.zalo.model import Access, App, Code, Grant, State


def ask_consent(state: State, fields: Mapping[str, Any]) -> App:
    """Check the address an administrator opens. Raises Refused (-14002, -14003)."""
    app = state.apps.get(fields["app_id"])
    if app is None or not app.active or app.removed:
        raise Refused(-14002)
    if fields["redirect_uri"] != app.redirect_uri:
        raise Refused(-14003)
    if app.code_challenge and fields.get("code_challenge") != app.code_challenge:
        raise Refused(-14003, "Invalid code challenge")
    return app


def consent(state: State, app_id: str, oa_id: str) -> str:
    """The administrator agrees: a code for one use within ten minutes. A new consent replaces the former grant."""
    grant = Grant(app_id=app_id, oa_id=oa_id, refresh_until=state.now())
    code = state.secret("code-")
    state.codes[code] = Code(grant=grant, until=state.later(state.settings.code_seconds))
    return code


def trade(state: State, fields: Mapping[str, Any], secret_key: str) -> dict[str, str]:
    """A code or refresh token for a new pair. Raises Refused."""
    app = state.apps.get(fields["app_id"])
    if app is None or not app.active or app.removed:
        raise Refused(-14002)
    if not hmac.compare_digest(secret_key.encode(), app.secret_key.encode()):
        raise Refused(-14004)
    grant = _by_code(state, fields, app) if fields["grant_type"] == "authorization_code" else _by_refresh(state, fields)
    return issue(state, grant)


def issue(state: State, grant: Grant) -> dict[str, str]:
    """A new pair; the former refresh token is spent, the former access token lives until its time."""
    settings = state.settings
    access = state.secret("at-")
    grant.refresh_token = state.secret("rt-")
    grant.refresh_until = state.later(settings.refresh_seconds)
    state.refresh[grant.refresh_token] = grant
    state.access[access] = Access(grant=grant, until=state.later(settings.access_seconds))
    return {"access_token": access, "refresh_token": grant.refresh_token, "expires_in": str(settings.access_seconds)}


def _by_code(state: State, fields: Mapping[str, Any], app: App) -> Grant:
    code = state.codes.pop(fields["code"], None)
    if code is None or code.until <= state.now() or code.grant.app_id != app.app_id:
        raise Refused(-14005)
    if app.code_challenge and challenge(fields.get("code_verifier", "")) != app.code_challenge:
        raise Refused(-14005, "Invalid code verifier")
    key = (app.app_id, code.grant.oa_id)
    former = state.grants.get(key)
    if former is not None:
        former.authorised = False
    state.grants[key] = code.grant
    return code.grant


def _by_refresh(state: State, fields: Mapping[str, Any]) -> Grant:
    shown = fields["refresh_token"]
    grant = state.refresh.get(shown)
    if grant is None or grant.app_id != fields["app_id"]:
        raise Refused(-118)
    if grant.refresh_token != shown:
        grant.replayed += 1
        raise Refused(-118)
    if not grant.authorised or grant.refresh_until <= state.now():
        raise Refused(-118)
    grant.refreshed += 1
    return grant


def challenge(verifier: str) -> str:
    """base64url(SHA-256(verifier)) without padding."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
