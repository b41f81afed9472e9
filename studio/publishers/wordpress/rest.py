"""Requests to one WordPress site's REST API, with the login in the header.

A site with plain permalinks has its API under ``?rest_route=``; which of the two it is, the first request finds out.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from studio.accounts.addresses import page_id_of
from studio.accounts.logins import WordPressLogin
from studio.accounts.model import Account
from studio.accounts.sealed_logins import SealedLogins
from studio.errors import BadInput, StudioError
from studio.phrase import Phrase
from studio.publishers.answers import foreign_read, read_call, write_call
from studio.publishers.http import Http, Reply
from studio.publishers.port import Answer, Unreachable
from studio.publishers.wordpress.errors import BarredApi, NeedsLogin, fault_of, judge_read, not_begun
from studio.secret import Secret

API = "wp/v2"
NEEDED = ("publish_posts", "edit_published_posts", "delete_published_posts", "upload_files")
"""Capabilities of WordPress that publishing, correcting and withdrawing need; Author and Editor have them."""

LONGEST_WAIT = 3600.0
"""Seconds for which a site is left alone at most, whatever it asks for."""
_OF_INDEX = "name,home,url,namespaces,authentication"
"""The whole index names every route of the site, some 200 kB."""
NOT_CONNECTED = Phrase("The website is not connected.")
CONNECT = Phrase("The technical officer opens Pages, presses Connect and follows the steps.")
_MOVED = Phrase("The website sends on to another address ({host}).")
_CORRECT = Phrase("Correct the address of this page.")
_NO_WORDPRESS = Phrase("This address does not answer as a WordPress site.")
_CHECK = Phrase("Check the address, or ask the site's administrator to switch the REST API on (/wp-json/).")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteIndex:
    """What a site says of itself."""

    title: str
    page_id: str
    takes_passwords: bool
    """Whether application passwords are switched on; WordPress does so on https alone."""
    clock: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPressUser:
    """The user whose login it is."""

    id: int
    name: str
    roles: tuple[str, ...]
    rights: tuple[str, ...]
    """Those of NEEDED that the user has."""

    @property
    def lacks(self) -> tuple[str, ...]:
        return tuple(right for right in NEEDED if right not in self.rights)


@dataclass(frozen=True, slots=True, kw_only=True)
class RestAnswer:
    """An answer to a read."""

    value: Any
    pages: int
    """How many pages a list has."""
    total: int | None
    """How many rows, where the site tells."""
    clock: datetime | None


class RestClient:
    """Serves every WordPress account; keeps nothing but where each site has its API."""

    def __init__(self, http: Http, logins: SealedLogins) -> None:
        self._http = http
        self._logins = logins
        self._plain: dict[str, bool] = {}

    def index(self, account: Account, login: WordPressLogin | None = None) -> SiteIndex:
        """Ask the site who it is, with the login: some sites tell nothing to strangers.

        Raises Unreachable, NeedsLogin, or Barred when it is no WordPress site or hides its API.
        """
        base, headers, first = _base(account), _headers(login or self._login(account)), None
        for plain in (False, True):
            reply = read_call(partial(self._send, "GET", base, plain, "/", {"_fields": _OF_INDEX}, headers=headers))
            told = _json(reply)
            if isinstance(told, dict) and API in _list(told.get("namespaces")):
                self._plain[base] = plain
                return _index(told, reply)
            _raise_if_told(reply)
            first = first or reply
        raise _no_site(first)

    def me(self, account: Account, login: WordPressLogin | None = None) -> WordPressUser:
        """Ask whose login it is; `login` instead of the stored one. Raises NeedsLogin, Unreachable, …"""
        fields = "id,name,roles,capabilities"
        got = self.get(account, "/users/me", {"context": "edit", "_fields": fields}, login=login)
        told = got.value if got is not None and isinstance(got.value, dict) else {}
        held = told.get("capabilities")
        held = held if isinstance(held, dict) else {}
        return WordPressUser(
            id=number if isinstance(number := told.get("id"), int) else 0,
            name=str(told.get("name", "")),
            roles=tuple(map(str, _list(told.get("roles")))),
            rights=tuple(right for right in NEEDED if held.get(right)),
        )

    def get(
        self,
        account: Account,
        route: str,
        params: Mapping[str, str],
        *,
        absent: tuple[str, ...] = (),
        login: WordPressLogin | None = None,
        api: str = API,
    ) -> RestAnswer | None:
        """Read `route` of `api`; None when the site answers with one of the codes in `absent`. Raises StudioError."""
        login = login or self._login(account)
        base, headers = _base(account), _headers(login)
        plain = self._where(account, base, login)
        reply = read_call(lambda: self._send("GET", base, plain, f"/{api}{route}", params, headers=headers))
        value = _json(reply)
        if reply.status == 200 and value is not None:
            return RestAnswer(value=value, pages=_pages(reply), total=_count(reply, "x-wp-total"), clock=reply.clock)
        fault = fault_of(reply)
        if fault is not None and fault.code in absent:
            return None
        if fault is None:
            self._plain.pop(base, None)  # it may have changed its permalinks
        trouble = judge_read(reply) if reply.status >= 400 else foreign_read(reply)
        if isinstance(trouble, Unreachable) and reply.retry_after is not None:
            trouble.seconds = min(reply.retry_after, LONGEST_WAIT)
        raise trouble

    def write(self, account: Account, method: str, route: str, **what: Any) -> Reply | Answer:
        """Make a request that may change the site, with `json`, `data`, `files`, `params` or further `headers`.

        An Answer says what is known when no reply came; what fails before anything is sent is NOT_EXECUTED.
        """
        begun = not_begun(lambda: self._begin(account))
        if isinstance(begun, Answer):
            return begun
        base, headers, plain = begun
        params = what.pop("params", {})
        headers |= what.pop("headers", {})
        return write_call(lambda: self._send(method, base, plain, f"/{API}{route}", params, headers=headers, **what))

    def _begin(self, account: Account) -> tuple[str, dict[str, str], bool]:
        base, login = _base(account), self._login(account)
        return base, _headers(login), self._where(account, base, login)

    def _where(self, account: Account, base: str, login: WordPressLogin) -> bool:
        """Whether the API of this site is under ``?rest_route=``."""
        known = self._plain.get(base)
        if known is None:
            self.index(account, login)
            known = self._plain[base]
        return known

    def _login(self, account: Account) -> WordPressLogin:
        login = self._logins.load(account.name)
        if not isinstance(login, WordPressLogin):
            raise NeedsLogin(NOT_CONNECTED, CONNECT)
        return login

    def _send(self, method: str, base: str, plain: bool, route: str, params: Mapping[str, str], **what: Any) -> Reply:
        if plain:
            return self._http.send(method, f"{base}/", params={"rest_route": route, **params}, **what)
        return self._http.send(method, f"{base}/wp-json{route}", params=params, **what)


def _base(account: Account) -> str:
    if not account.base_url:
        raise BadInput(
            "the page “{title}” has no website address; enter it as https://host.",
            title=account.title,
            where="base_url",
        )
    return account.base_url.rstrip("/")


def _headers(login: WordPressLogin) -> dict[str, str]:
    pair = f"{login.user}:{login.password.reveal()}".encode()
    code = Secret(base64.b64encode(pair).decode("ascii"))
    return {"Authorization": code.reveal("Basic "), "Accept": "application/json"}


def _list(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []


def _json(reply: Reply) -> Any:
    """The reply's JSON, or None where it is none."""
    try:
        return reply.json()
    except ValueError:
        return None


def is_json(reply: Reply) -> bool:
    return _json(reply) is not None


def _pages(reply: Reply) -> int:
    told = _count(reply, "x-wp-totalpages")
    return 1 if told is None else told


def _count(reply: Reply, header: str) -> int | None:
    told = reply.headers.get(header, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else None


def _index(told: Mapping[str, Any], reply: Reply) -> SiteIndex:
    offered = told.get("authentication")
    return SiteIndex(
        title=str(told.get("name", "")),
        page_id=page_id_of(str(told.get("home") or told.get("url") or "")),
        takes_passwords=isinstance(offered, dict) and "application-passwords" in offered,
        clock=reply.clock,
    )


def _raise_if_told(reply: Reply) -> None:
    """Go on looking only where the answer leaves it open whether there is an API at all."""
    if reply.status >= 500 or reply.status == 429:
        raise Unreachable("The website's server is in trouble (code {status}).", status=reply.status)
    if reply.status in (401, 403):
        raise judge_read(reply)
    if 300 <= reply.status < 400:
        host = urlsplit(reply.headers.get("location", "")).hostname or ""
        raise BarredApi(_MOVED.format(host=host), _CORRECT)


def _no_site(reply: Reply | None) -> StudioError:
    if reply is not None and reply.status == 200:
        return foreign_read(reply)
    return BarredApi(_NO_WORDPRESS, _CHECK)
