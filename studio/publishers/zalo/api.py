"""Calls to Zalo for one account: the token in a header, errors in a 200 told apart from success, one renewal.

Where Zalo is: the one place that names its hosts and the versions of its interfaces.
"""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlencode

from studio.accounts.model import Account
from studio.clock import Clock
from studio.errors import StudioError
from studio.publishers.answers import foreign, foreign_read, read_call, server_trouble, write_call
from studio.publishers.http import Http, Reply
from studio.publishers.pieces import Body
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.publishers.zalo.errors import MINUTE, ZaloErrorKind, answer_of, error_of, judge
from studio.secret import Secret

OPEN = "https://openapi.zalo.me"
OAUTH = "https://oauth.zaloapp.com"

# Versions go by family: articles, uploads, broadcast and getoa are v2.0, consent and tokens v4.
GETOA = "/v2.0/oa/getoa"
MESSAGE = "/v2.0/oa/message"
QUOTA = "/v3.0/oa/quota/message"
CHATS = "/v2.0/oa/listrecentchat"
CONVERSATION = "/v2.0/oa/conversation"
CUSTOMER_SERVICE = "/v3.0/oa/message/cs"
CREATE = "/v2.0/article/create"
UPDATE = "/v2.0/article/update"
VERIFY = "/v2.0/article/verify"
DETAIL = "/v2.0/article/getdetail"
SLICE = "/v2.0/article/getslice"
REMOVE = "/v2.0/article/remove"
PREPARE_VIDEO = "/v2.0/article/upload_video/preparevideo"
VERIFY_VIDEO = "/v2.0/article/upload_video/verify"
TOKEN = "/v4/oa/access_token"  # noqa: S105 (a path)
PERMISSION = "/v4/oa/permission"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Base addresses for one account."""

    open: str
    oauth: str

    @classmethod
    def of(cls, account: Account) -> Addresses:
        """Zalo's own, or for both what the account says: a proxy of the unit's, a server to try things on."""
        return cls(open=account.base_url or OPEN, oauth=account.base_url or OAUTH)

    def consent(self, *, app_id: str, redirect: str, challenge: str, state: str) -> str:
        """The link under which an administrator of the official account consents."""
        asked = {"app_id": app_id, "redirect_uri": redirect, "code_challenge": challenge, "state": state}
        return f"{self.oauth}{PERMISSION}?{urlencode(asked)}"


UPLOAD_TIMEOUT = 300.0
"""Seconds without a byte of the answer, for a video of 50 MB over an office's line."""
RATE = -32


@dataclass(frozen=True, slots=True, kw_only=True)
class ZaloAnswer:
    """What an answer with error 0 carried."""

    data: Mapping[str, Any]
    rows: tuple[Mapping[str, Any], ...] = ()
    """Where the data is a list instead."""
    listed: bool = False
    """Whether it is one, be it empty."""
    clock: datetime | None = None


class TokenSource(Protocol):
    """Where access tokens come from; `studio.publishers.zalo.grant.Grants`."""

    def token(self, account: Account, rejected: Secret | None = None) -> Secret:
        """One to use now, another than the `rejected` one. Raises StudioError when there is none."""
        ...

    def secret_key(self, account: Account) -> Secret:
        """That of the app the token was given to. Raises StudioError."""
        ...


class ZaloApi:
    """Threads may share it."""

    def __init__(self, http: Http, tokens: TokenSource, clock: Clock) -> None:
        self._http = http
        self._tokens = tokens
        self._clock = clock
        self._lock = threading.Lock()
        self._held: dict[str, datetime] = {}
        self._proving: set[str] = set()

    def read(self, account: Account, path: str, params: Mapping[str, str] | None = None) -> ZaloAnswer:
        """GET what changes nothing. Raises Unreachable (ZaloBusy with a code) or StudioError (ZaloError)."""
        return self._told(
            account, lambda token: self._http.send("GET", _at(account, path), headers=token, params=params)
        )

    def ask(self, account: Account, path: str, body: Mapping[str, Any]) -> ZaloAnswer:
        """POST what changes nothing, such as the question what became of a token. Raises like `read`."""
        return self._told(account, lambda token: self._http.send("POST", _at(account, path), headers=token, json=body))

    def write(self, account: Account, path: str, body: Mapping[str, Any]) -> ZaloAnswer | Answer:
        """POST what changes the page: what error 0 carried, or an answer that says what is known. Raises nothing."""
        return self._done(account, lambda token: self._http.send("POST", _at(account, path), headers=token, json=body))

    def upload(self, account: Account, path: str, body: Body, content_type: str) -> ZaloAnswer | Answer:
        """POST a form with a file; like `write`."""
        return self._done(
            account,
            lambda token: self._http.send(
                "POST",
                _at(account, path),
                headers={**token, "Content-Type": content_type},
                data=body,
                answer_within=UPLOAD_TIMEOUT,
            ),
        )

    def read_with_token(self, account: Account, path: str, token: str) -> ZaloAnswer:
        """GET what became of an upload: documented as a query, sent as a header by Zalo's own sample, so both."""
        return self._told(
            account,
            lambda access: self._http.send(
                "GET", _at(account, path), headers={**access, "token": token}, params={"token": token}
            ),
        )

    def _told(self, account: Account, request: Callable[[Mapping[str, str]], Reply]) -> ZaloAnswer:
        reply = read_call(lambda: self._sent(account, request))
        if reply.status >= 500 or reply.status == 429:
            raise foreign_read(reply)
        envelope = _envelope(reply)
        if envelope is None:
            raise foreign_read(reply)
        code, message = _error(envelope)
        if code:
            raise error_of(code, message)
        listed = isinstance(envelope.get("data"), list)
        return ZaloAnswer(data=_data(envelope), rows=_rows(envelope), listed=listed, clock=reply.clock)

    def _done(self, account: Account, request: Callable[[Mapping[str, str]], Reply]) -> ZaloAnswer | Answer:
        try:
            reply = write_call(lambda: self._sent(account, request))
        except StudioError as trouble:  # of the grant: the request itself ends in a Reply or an Answer
            return nothing_sent(trouble)
        if isinstance(reply, Answer):
            return reply
        if reply.status >= 500:
            return server_trouble(reply)
        envelope = _envelope(reply)
        if envelope is None:
            return foreign(reply)
        code, message = _error(envelope)
        return answer_of(code, message) if code else ZaloAnswer(data=_data(envelope), clock=reply.clock)

    def _sent(self, account: Account, request: Callable[[Mapping[str, str]], Reply]) -> Reply:
        """One request; another only after Zalo said that it does not take the access token, or not without proof."""
        held = self._held.get(account.name)
        if held is not None and self._clock.now() < held:
            raise error_of(RATE)
        token = self._tokens.token(account)
        reply = self._counted(account, request(self._headers(account, token)))
        if _refused_as(reply) is ZaloErrorKind.TOKEN:
            token = self._tokens.token(account, rejected=token)
            reply = self._counted(account, request(self._headers(account, token)))
        if _refused_as(reply) is ZaloErrorKind.PROOF and account.name not in self._proving:
            self._proving.add(account.name)
            reply = self._counted(account, request(self._headers(account, token)))
        return reply

    def _headers(self, account: Account, token: Secret) -> dict[str, str]:
        """The bare token; for an app that insists on it (-242) also the proof that its secret key is known."""
        headers = {"access_token": token.reveal()}
        if account.name in self._proving:
            key = self._tokens.secret_key(account).reveal().encode()
            headers["appsecret_proof"] = hmac.new(key, token.reveal().encode(), hashlib.sha256).hexdigest()
        return headers

    def _counted(self, account: Account, reply: Reply) -> Reply:
        """Zalo tells how many calls are left this minute; with none, nothing is sent until the next."""
        if reply.headers.get("x-ratelimit-remain", "").strip() == "0":
            with self._lock:
                self._held[account.name] = self._clock.now() + timedelta(seconds=MINUTE)
        return reply


def nothing_sent(trouble: StudioError) -> Answer:
    """`trouble` came before anything was sent."""
    return Answer(
        outcome=Outcome.NOT_EXECUTED,
        say=trouble.phrase,
        needs_person=not isinstance(trouble, Unreachable),
        retry_after=MINUTE if getattr(trouble, "kind", None) is ZaloErrorKind.RATE else None,
        code=str(getattr(trouble, "code", "")),
    )


def _at(account: Account, path: str) -> str:
    return Addresses.of(account).open + path


def _envelope(reply: Reply) -> Mapping[str, Any] | None:
    """The answer's envelope; None when it is none of Zalo's."""
    try:
        envelope = reply.json()
    except ValueError:
        return None
    if not isinstance(envelope, Mapping) or not isinstance(envelope.get("error"), int | str):
        return None
    try:
        code = int(envelope["error"])
    except ValueError:
        return None
    return None if code == 0 and reply.status >= 400 else envelope


def _error(envelope: Mapping[str, Any]) -> tuple[int, str]:
    return int(envelope["error"]), str(envelope.get("message") or "")


def _data(envelope: Mapping[str, Any]) -> Mapping[str, Any]:
    data = envelope.get("data")
    return data if isinstance(data, Mapping) else {}


def _rows(envelope: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    data = envelope.get("data")
    return tuple(row for row in data if isinstance(row, Mapping)) if isinstance(data, list) else ()


def _refused_as(reply: Reply) -> ZaloErrorKind | None:
    """What sort of trouble an answer tells of; None when of none."""
    envelope = _envelope(reply)
    code, message = _error(envelope) if envelope is not None else (0, "")
    return judge(code, message).kind if code else None
