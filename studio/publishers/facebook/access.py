"""Whether a page token may do what it is about to do: whose it is, what it allows, how long it lasts."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from studio.accounts.logins import FacebookLogin
from studio.accounts.model import Account, Health, HealthState
from studio.accounts.sealed_logins import SealedLogins
from studio.canonical import sha256
from studio.clock import Clock, show_date
from studio.phrase import Phrase
from studio.publishers.facebook.errors import FacebookTrouble, GraphErrorKind
from studio.publishers.facebook.graph import Caller, Graph, not_meant
from studio.secret import Secret

NEEDED = ("pages_manage_posts", "pages_read_engagement")
EXPIRES_SOON = timedelta(days=14)
REMEMBERED = timedelta(minutes=1)
"""How long it counts that a token answered as its page."""
FACTS_REMEMBERED = timedelta(hours=4)
"""How long it counts what Facebook told of a good token (`debug_token`): rights, end, kind. A token that was revoked is
found sooner, for the page is asked who it is before each delivery; any answer against the token ends this at once."""
_CONNECT = Phrase("The technical officer has to connect the page under Pages.")
_TROUBLE = {
    GraphErrorKind.LOGIN: HealthState.NEEDS_LOGIN,
    GraphErrorKind.RIGHTS: HealthState.NEEDS_RIGHTS,
    GraphErrorKind.BLOCKED: HealthState.BLOCKED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenStanding:
    """What Facebook says of a token."""

    page_id: str
    title: str
    clock: datetime | None
    valid: bool = True
    person: bool = False
    """The token is a person's, not a page's."""
    app_id: str = ""
    scopes: tuple[str, ...] | None = None
    """None: Facebook did not tell."""
    expires_at: datetime | None = None
    data_access_until: datetime | None = None

    @property
    def until(self) -> datetime | None:
        """When it runs out by itself."""
        ends = [end for end in (self.expires_at, self.data_access_until) if end is not None]
        return min(ends) if ends else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenFault:
    """Why a token is not to be used."""

    state: HealthState
    say: Phrase
    step: Phrase

    def raised(self) -> FacebookTrouble:
        kind = {state: kind for kind, state in _TROUBLE.items()}.get(self.state, GraphErrorKind.LOGIN)
        return FacebookTrouble(self.say, kind=kind, code=str(self.state), step=self.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class _GoodToken:
    """What is known of a token that nothing speaks against."""

    standing: TokenStanding
    answered_at: datetime
    facts_at: datetime


class GraphAccess:
    """Hands out callers. Threads share it."""

    def __init__(self, graph: Graph, logins: SealedLogins, clock: Clock) -> None:
        self._graph = graph
        self._logins = logins
        self._clock = clock
        self._known: dict[tuple[str, str], _GoodToken] = {}
        self._lock = threading.Lock()

    def caller(self, account: Account, *also: str) -> Caller:
        """The page itself, ready to act, with the rights `also` beside those that posting needs.

        Raises FacebookTrouble: not connected, another page's token, no rights …
        """
        caller = caller_of(account, self._login(account).page_token)
        standing = self._standing(caller)
        missing = [] if standing.scopes is None else [name for name in also if name not in standing.scopes]
        fault = fault_of(standing, account.page_id, self._clock.now()) or (lacking(missing) if missing else None)
        if fault is not None:
            raise fault.raised()
        return caller

    def ask(self, account: Account) -> TokenStanding:
        """Whose token the account has, asked now; another page's is told, not raised. Raises like `caller`."""
        caller = caller_of(account, self._login(account).page_token)
        standing = self._fresh(caller)
        fault = fault_of(standing, account.page_id, self._clock.now())
        if fault is not None and fault.state is not HealthState.WRONG_PAGE:
            raise fault.raised()
        return standing

    @contextmanager
    def heeding(self, account: Account) -> Iterator[None]:
        """Whatever in this block is told against the token is the end of what was known of it."""
        try:
            yield
        except FacebookTrouble as trouble:
            if trouble.kind in _TROUBLE:
                self.forget(account)
            raise

    def forget(self, account: Account) -> None:
        """The token was refused: ask anew before the next use."""
        with self._lock:
            for key in [key for key in self._known if key[0] == account.page_id]:
                del self._known[key]

    def _login(self, account: Account) -> FacebookLogin:
        login = self._logins.load(account.name)
        if not isinstance(login, FacebookLogin):
            raise not_connected().raised()
        return login

    def _standing(self, caller: Caller) -> TokenStanding:
        known = self._of(caller)
        if known is not None and self._within(known.answered_at, REMEMBERED):
            return known.standing
        return self._fresh(caller)

    def _fresh(self, caller: Caller) -> TokenStanding:
        """Who answers to the token, asked now; the rest as it was told within the last hours."""
        known, facts_at = self._of(caller), self._clock.now()
        if known is not None and self._within(known.facts_at, FACTS_REMEMBERED):
            page_id, title, clock = who_is(self._graph, caller)
            standing = replace(known.standing, page_id=page_id, title=title, clock=clock)
            facts_at = known.facts_at
        else:
            standing = standing_of(self._graph, caller)
        now = self._clock.now()
        with self._lock:
            if fault_of(standing, caller.page, now) is None:
                self._known[_key(caller)] = _GoodToken(standing=standing, answered_at=now, facts_at=facts_at)
            else:
                self._known.pop(_key(caller), None)
        return standing

    def _of(self, caller: Caller) -> _GoodToken | None:
        with self._lock:
            return self._known.get(_key(caller))

    def _within(self, since: datetime, longest: timedelta) -> bool:
        return timedelta(0) <= self._clock.now() - since < longest


def caller_of(account: Account, token: Secret) -> Caller:
    return Caller(page=account.page_id, base_url=account.base_url, token=token)


def standing_of(graph: Graph, caller: Caller) -> TokenStanding:
    """Ask who the token is and what it may do. Raises Unreachable or FacebookTrouble."""
    page_id, title, clock = who_is(graph, caller)
    try:
        told = graph.look_at_token(caller).data.get("data")
    except FacebookTrouble as trouble:
        if trouble.kind is GraphErrorKind.LOGIN:
            raise
        told = None  # an app may forbid its tokens to look at themselves; that it works is known from `me`
    facts: Mapping[str, Any] = told if isinstance(told, dict) else {}
    scopes = facts.get("scopes")
    return TokenStanding(
        page_id=page_id,
        title=title,
        clock=clock,
        valid=facts.get("is_valid") is not False,
        person=str(facts.get("type") or "PAGE").upper() == "USER",
        app_id=str(facts.get("app_id") or ""),
        scopes=tuple(map(str, scopes)) if isinstance(scopes, list) else None,
        expires_at=moment(facts.get("expires_at")),
        data_access_until=moment(facts.get("data_access_expires_at")),
    )


def who_is(graph: Graph, caller: Caller) -> tuple[str, str, datetime | None]:
    """Id and title of the page that answers to the token, and Facebook's time. Raises Unreachable or FacebookTrouble:
    a token that is dead or revoked."""
    me = graph.read(caller, "me", fields="id,name")
    page_id, title = str(me.data.get("id") or ""), str(me.data.get("name") or "")
    if not page_id or not title:
        raise not_meant()
    return page_id, title, me.clock


def fault_of(standing: TokenStanding, page_id: str, now: datetime) -> TokenFault | None:
    """Why this token cannot serve the page `page_id`; None: it can."""
    if standing.person:
        return _person()
    if standing.page_id != page_id:
        return TokenFault(
            state=HealthState.WRONG_PAGE,
            say=Phrase(
                "The token belongs to the page “{title}” ({other}), not to {page_id}.",
                title=standing.title,
                other=standing.page_id,
                page_id=page_id,
            ),
            step=Phrase("Connect again with the token of the right page."),
        )
    if not standing.valid or (standing.until is not None and standing.until <= now):
        return TokenFault(
            state=HealthState.NEEDS_LOGIN,
            say=Phrase("The page token has expired."),
            step=_CONNECT,
        )
    missing = [] if standing.scopes is None else [name for name in NEEDED if name not in standing.scopes]
    return lacking(missing) if missing else None


def health_of(standing: TokenStanding, page_id: str, now: datetime) -> Health:
    """How the connection to `page_id` is."""
    fault = fault_of(standing, page_id, now)
    if fault is None and standing.until is not None and standing.until < now + EXPIRES_SOON:
        fault = TokenFault(
            state=HealthState.EXPIRING,
            say=Phrase("The connection works until {until}.", until=show_date(standing.until)),
            step=Phrase("Connect again before that day."),
        )
    fault = fault or TokenFault(
        state=HealthState.OK,
        say=Phrase("The page is connected and may post."),
        step=Phrase(""),
    )
    return Health(
        state=fault.state,
        checked_at=now,
        say=fault.say,
        next_step=fault.step,
        title=standing.title,
        page_id=standing.page_id,
        rights=standing.scopes or (),
        until=standing.until,
    )


def health_in_trouble(trouble: FacebookTrouble, now: datetime) -> Health:
    """What a refused look says of the connection."""
    state = _TROUBLE.get(trouble.kind, HealthState.NEEDS_LOGIN)
    return Health(state=state, checked_at=now, say=trouble.say, next_step=trouble.step)


def not_connected() -> TokenFault:
    return TokenFault(
        state=HealthState.NOT_CONNECTED,
        say=Phrase("The page is not connected."),
        step=_CONNECT,
    )


def lacking(missing: list[str]) -> TokenFault:
    """Rights or tasks that are not there."""
    return TokenFault(
        state=HealthState.NEEDS_RIGHTS,
        say=Phrase("The connection lacks: {missing}.", missing=", ".join(missing)),
        step=Phrase("An administrator of the page has to grant them to the app, then connect again."),
    )


def moment(told: object) -> datetime | None:
    """Seconds since 1970, as Facebook writes them; 0 and what cannot be read is none."""
    if isinstance(told, bool) or not isinstance(told, int | float | str):
        return None
    try:
        seconds = float(told)
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def _person() -> TokenFault:
    return TokenFault(
        state=HealthState.NEEDS_LOGIN,
        say=Phrase("The token is a person's, not a page's."),
        step=Phrase("Connect again with the page's own token."),
    )


def _key(caller: Caller) -> tuple[str, str]:
    return caller.page, sha256(f"{caller.base_url}\n{caller.token.reveal()}".encode())
