"""Who calls: tokens, where they were put, what they allow."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.simulators.facebook.errors import GraphError, invalid, unknown_object
from tests.simulators.facebook.model import Page, Token, World
from tests.simulators.wire import Call

SHORT = timedelta(hours=1, minutes=30)
LONG = timedelta(seconds=5183944)
"""What `expires_in` tells for a long-lived user token: some 60 days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """`token` is None for the app itself."""

    token: Token | None
    place: str
    """``header Bearer``, ``header OAuth``, ``query`` or ``body``."""

    @property
    def kind(self) -> str:
        return self.token.kind if self.token else "app"


def found_token(call: Call) -> tuple[str, str]:
    """The token and where it was; both empty without one. Raises GraphError when there are several."""
    places: list[tuple[str, str]] = []
    scheme, _, value = call.headers.get("authorization", "").partition(" ")
    if scheme in ("Bearer", "OAuth"):
        places.append((value.strip(), f"header {scheme}"))
    for place, given in (("query", call.query), ("body", call.form)):
        if "access_token" in given:
            places.append((str(given["access_token"]), place))
    if len(places) > 1:
        raise invalid("The token is given twice")
    return places[0] if places else ("", "")


def found_place(call: Call) -> str:
    """Where the token was, for the journal: ``none``, ``several``, or as in `Caller.place`."""
    try:
        return found_token(call)[1] or "none"
    except GraphError:
        return "several"


def identify(world: World, call: Call) -> Caller:
    """Raises GraphError when there is no token or it is dead."""
    value, place = found_token(call)
    if not value:
        raise GraphError(104, "(#104) An access token is required to request this resource.")
    if value == f"{world.app.id}|{world.app.secret}":
        return Caller(token=None, place=place)
    token = alive(world, value, call.at)
    _proof(world, call, value)
    return Caller(token=token, place=place)


def alive(world: World, value: str, now: datetime) -> Token:
    """Raises GraphError 190 with the subcode that says why not."""
    token = world.tokens.get(value)
    if token is None:
        raise GraphError(190, "Invalid OAuth access token - Cannot parse access token")
    if token.trouble:
        raise GraphError(190, subcode=token.trouble)
    if token.expires and token.expires <= now:
        raise GraphError(190, subcode=463)
    if token.kind == "page" and not world.pages[token.page_id].tasks:
        raise GraphError(190, subcode=492)
    return token


def _proof(world: World, call: Call, value: str) -> None:
    given = call.query.get("appsecret_proof") or call.form.get("appsecret_proof")
    if given is None and not world.app.require_proof:
        return
    right = hmac.new(world.app.secret.encode(), value.encode(), hashlib.sha256).hexdigest()
    if given is None:
        raise GraphError(100, "API calls from the server require an appsecret_proof argument")
    if given != right:
        raise GraphError(100, "Invalid appsecret_proof provided in the API argument")


def permit(caller: Caller, *scopes: str) -> None:
    """Raises GraphError 10 or 200 when one of them is missing."""
    held = caller.token.scopes if caller.token else set()
    for scope in scopes:
        if caller.token and scope in caller.token.lapsed:
            raise GraphError(10)
        if scope not in held:
            raise GraphError(200, f"(#200) Requires {scope} permission to manage the object")


def act_for(caller: Caller, page: Page) -> None:
    """Raises GraphError unless the call is made as this very page by someone who may create content there."""
    if caller.kind != "page":
        raise GraphError(1705)
    assert caller.token is not None
    if caller.token.page_id != page.id:
        raise GraphError(200, "(#200) The token is for another Page; it does not act for this one")
    permit(caller, "pages_manage_posts", "pages_read_engagement")
    if "CREATE_CONTENT" not in page.tasks:
        raise GraphError(200, "(#200) The user must have the task CREATE_CONTENT on the Page")


def may_read(caller: Caller, page: Page) -> None:
    """Raises GraphError when the caller has nothing to do with that page."""
    if caller.kind == "page" and caller.token and caller.token.page_id != page.id:
        raise unknown_object()
    if caller.kind == "app":
        raise unknown_object()
    permit(caller, "pages_read_engagement")


def issue(world: World, kind: str, page_id: str = "", *, expires: datetime | None = None, long: bool = False) -> Token:
    """A new made-up token."""
    number = world.number()
    tail = hashlib.sha256(f"{kind}{page_id}{number}".encode()).hexdigest()[:40]
    token = Token(
        value=f"EAAsim{kind.title()}{tail}",
        kind=kind,
        app_id=world.app.id,
        user_id=world.user.id,
        page_id=page_id,
        expires=expires,
        long_lived=long,
    )
    world.tokens[token.value] = token
    return token


def page_token(world: World, page: Page, by: Token) -> Token:
    """The token of that page for the holder of `by`: the same at each call; as long-lived as `by`."""
    for token in world.tokens.values():
        if (
            token.kind == "page"
            and token.page_id == page.id
            and token.long_lived == by.long_lived
            and not token.trouble
        ):
            return token
    token = issue(world, "page", page.id, expires=None if by.long_lived else by.expires, long=by.long_lived)
    token.scopes = set(by.scopes)
    return token


def oauth(world: World, given: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The answer of ``/oauth/access_token``."""
    if given["client_id"] != world.app.id or given["client_secret"] != world.app.secret:
        raise GraphError(1, "Error validating client secret.")
    if given.get("grant_type") == "fb_exchange_token":
        old = alive(world, given.get("fb_exchange_token", ""), now)
        fresh = issue(world, "user", expires=now + LONG, long=True)
        fresh.scopes = set(old.scopes)
        return {"access_token": fresh.value, "token_type": "bearer", "expires_in": int(LONG.total_seconds())}
    target = world.codes.get(given.get("code", ""))
    if target is None:
        raise invalid("This authorization code has been used or is not valid")
    if given.get("redirect_uri") != target:
        raise invalid("Error validating verification code: redirect_uri differs from the one of the dialog")
    del world.codes[given["code"]]
    fresh = issue(world, "user", expires=now + SHORT)
    return {"access_token": fresh.value, "token_type": "bearer", "expires_in": int(SHORT.total_seconds())}


def debug(world: World, caller: Caller, value: str, now: datetime) -> dict[str, Any]:
    """The answer of ``/debug_token``: for the app, or for the token itself."""
    if caller.kind != "app" and (caller.token is None or caller.token.value != value):
        raise invalid("You must provide an app access token, or the token itself")
    token = world.tokens.get(value)
    try:
        token = alive(world, value, now)
        trouble: dict[str, Any] = {}
    except GraphError as error:
        trouble = {"error": {"code": error.code, "message": str(error), "subcode": error.subcode}}
    if token is None:
        return {"data": {"is_valid": False, "scopes": [], **trouble}}
    return {
        "data": {
            "app_id": token.app_id,
            "type": token.kind.upper(),
            "application": world.app.name,
            "is_valid": not trouble,
            "expires_at": int(token.expires.timestamp()) if token.expires else 0,
            "data_access_expires_at": int((now + timedelta(days=90)).timestamp()),
            "scopes": sorted(token.scopes),
            "user_id": token.user_id,
            **({"profile_id": token.page_id} if token.page_id else {}),
            **trouble,
        }
    }
