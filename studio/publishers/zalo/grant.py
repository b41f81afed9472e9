"""The grant of an official account: an access token of 25 hours, and a refresh token of three months that serves once.

A refresh token that was used is worth nothing; only the answer carries its successor. So nobody else works on the login
meanwhile, the new pair is on the disk before anything uses it, and what is stored is never blanked: while the access
token lives, it goes on being used. (Zalo, OAuth v4 of official accounts.)
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from studio.accounts.logins import ZaloLogin
from studio.accounts.model import Account
from studio.accounts.sealed_logins import SealedLogins
from studio.clock import Clock
from studio.errors import StudioError
from studio.phrase import Phrase
from studio.publishers.answers import foreign_read, read_call
from studio.publishers.http import Http, Reply
from studio.publishers.port import Unreachable
from studio.publishers.zalo.api import TOKEN, Addresses
from studio.publishers.zalo.errors import ENDED, NOT_GRANTED, ZaloErrorKind, error_of, judge, verdicts
from studio.secret import Secret

ACCESS_LIFE = timedelta(seconds=90_000)
"""What Zalo gives; counted with where an answer or a login does not say."""
REFRESH_LIFE = timedelta(days=90)
"""Three months, as Zalo says; taken short."""
PAUSE = timedelta(minutes=5)
"""After a refresh nobody answered, while the old access token serves."""
MARGIN = timedelta(seconds=60)
"""An access token this close to its end is not sent any more."""
_log = logging.getLogger(__name__)

NOT_CONNECTED = Phrase("This Zalo page is not connected; connect it in Pages.")
OTHER_HOLDER = Phrase(
    "The grant of this Zalo OA is held by another PC; two holders would break each other's. Post from that PC, or "
    "disconnect it there and connect again here."
)


class NotConnected(StudioError):
    """There is no login for the account."""


class OtherHolder(StudioError):
    """The login belongs to another profile."""


class NeedsConsent(StudioError):
    """The grant has ended; an administrator of the official account consents anew. `code` is Zalo's, 0 without one."""

    def __init__(self, say: Phrase | None = None, code: int = 0) -> None:
        said = say or judge(ENDED).say
        super().__init__(said)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class _UnsavedPair:
    """A pair that was received and could not be stored: the only copy there is."""

    used: Secret
    login: ZaloLogin


class Grants:
    """Hands out access tokens. Threads and processes may share the accounts; `holder` is this profile's id.

    One for all that speaks to Zalo in a program: a pair that could not be stored is in its memory alone.
    """

    def __init__(self, http: Http, logins: SealedLogins, clock: Clock, holder: str) -> None:
        self._http = http
        self._logins = logins
        self._clock = clock
        self._holder = holder
        self._lock = threading.Lock()
        self._unsaved: dict[str, _UnsavedPair] = {}
        self._paused: dict[str, datetime] = {}
        self._dead: dict[str, Secret] = {}
        """The refresh tokens that were refused for good."""

    def token(self, account: Account, rejected: Secret | None = None) -> Secret:
        """An access token to use now, renewed when two thirds of its life are over or when it is the `rejected` one.

        Raises NotConnected, OtherHolder, NeedsConsent, Unreachable, KeyringTrouble.
        """
        login = self.login(account)
        if not self._due(account, login, rejected):
            return login.access_token
        with self._logins.alone(account.name):
            login = self._saved(account, self.login(account))  # somebody may have renewed it while we waited
            if not self._due(account, login, rejected):
                return login.access_token
            return self._renewed(account, login, rejected).access_token

    def is_dead(self, account: Account) -> bool:
        """Whether the last refresh was refused for good: the access token serves to its end, then nothing does.

        Raises like `login`.
        """
        return self._dead.get(account.name) == self.login(account).refresh_token

    def secret_key(self, account: Account) -> Secret:
        """The app's. Raises like `login`."""
        return self.login(account).secret_key

    def login(self, account: Account) -> ZaloLogin:
        """The login as it is stored. Raises NotConnected, OtherHolder, KeyringTrouble."""
        login = self._logins.load(account.name)
        if not isinstance(login, ZaloLogin):
            raise NotConnected(NOT_CONNECTED)
        if login.holder != self._holder:
            raise OtherHolder(OTHER_HOLDER)
        return login

    def _due(self, account: Account, login: ZaloLogin, rejected: Secret | None) -> bool:
        now = self._clock.now()
        if login.access_token == rejected or not _alive(login, now) or account.name in self._unsaved:
            return True
        return now >= renew_at(login) and now >= self._paused.get(account.name, now)

    def _renewed(self, account: Account, login: ZaloLogin, rejected: Secret | None) -> ZaloLogin:
        """Trade the refresh token in, and store what came before anybody sees it."""
        try:
            if self._clock.now() >= login.refresh_until:
                raise NeedsConsent
            fresh = renew(self._http, account, login, self._clock)
        except (Unreachable, NeedsConsent) as trouble:
            return self._make_do(account, login, rejected, trouble)
        with self._lock:
            self._unsaved[account.name] = _UnsavedPair(used=login.refresh_token, login=fresh)
        return self._saved(account, login)

    def _saved(self, account: Account, stored: ZaloLogin) -> ZaloLogin:
        """Store a pair that waits for it, unless the stored one has moved on. Raises KeyringTrouble."""
        waiting = self._unsaved.get(account.name)
        if waiting is None:
            return stored
        if waiting.used == stored.refresh_token:
            self._logins.save(account.name, waiting.login)
            stored = waiting.login
        with self._lock:
            self._unsaved.pop(account.name, None)
            self._paused.pop(account.name, None)
            self._dead.pop(account.name, None)
        return stored

    def _make_do(
        self, account: Account, login: ZaloLogin, rejected: Secret | None, trouble: Unreachable | NeedsConsent
    ) -> ZaloLogin:
        """Go on with a pair that somebody stored meanwhile, or with the old access token while it lives."""
        stored = self.login(account)
        if stored.refresh_token != login.refresh_token:
            return stored
        now = self._clock.now()
        if login.access_token == rejected or not _alive(login, now):
            raise trouble
        _log.warning(
            "the grant of %s was not renewed (%s); its access token serves on", account.name, trouble.phrase.en
        )
        with self._lock:
            self._paused[account.name] = now + PAUSE
            if isinstance(trouble, NeedsConsent):
                self._dead[account.name] = login.refresh_token
        return login


def renew_at(login: ZaloLogin) -> datetime:
    """The moment from which the pair is renewed: two thirds of the access token's life."""
    began = login.access_from or login.access_until - ACCESS_LIFE
    return began + (login.access_until - began) * 2 / 3


def renew(http: Http, account: Account, login: ZaloLogin, clock: Clock) -> ZaloLogin:
    """Use the refresh token up. Raises Unreachable (it may be used up all the same) or NeedsConsent."""
    body = {
        "app_id": login.app_id,
        "grant_type": "refresh_token",
        "refresh_token": login.refresh_token.reveal(),
    }
    answer = ask_tokens(http, account, login.secret_key, body)
    return replace(login, **_pair(answer, clock.now()))


def redeem(
    http: Http, account: Account, *, app_id: str, secret_key: Secret, code: Secret, verifier: Secret, clock: Clock
) -> dict[str, Any]:
    """Trade the code of a consent for the facts of a first pair: fields of `ZaloLogin`. Raises like `renew`."""
    body = {
        "app_id": app_id,
        "grant_type": "authorization_code",
        "code": code.reveal(),
    }
    if verifier:
        body["code_verifier"] = verifier.reveal()
    return _pair(ask_tokens(http, account, secret_key, body), clock.now())


def ask_tokens(http: Http, account: Account, secret_key: Secret, body: Mapping[str, str]) -> Mapping[str, Any]:
    """Ask for a pair. Raises Unreachable on any trouble of network or server, NeedsConsent on any other answer."""
    url = Addresses.of(account).oauth + TOKEN
    headers = {"secret_key": secret_key.reveal()}
    reply = read_call(lambda: http.send("POST", url, headers=headers, data=dict(body)))
    if reply.status >= 500 or reply.status == 429 or 300 <= reply.status < 400:
        raise foreign_read(reply)
    answer = _masked(reply)
    if answer is None or not ("error" in answer or "access_token" in answer):
        raise foreign_read(reply)
    if answer.get("access_token") and answer.get("refresh_token"):
        return answer
    raise _refused(answer)


def _masked(reply: Reply) -> dict[str, Any] | None:
    """The answer with its tokens as Secrets from the first; None when it is no JSON object."""
    try:
        answer = reply.json()
    except ValueError:
        return None
    if not isinstance(answer, dict):
        return None
    return {
        key: Secret(str(value)) if key in ("access_token", "refresh_token") and value else value
        for key, value in answer.items()
    }


def _refused(answer: Mapping[str, Any]) -> StudioError:
    """Whatever Zalo says against a refresh or a code needs a person; some codes say better what for."""
    code, message = _number(answer.get("error")), str(answer.get("error_name") or answer.get("message") or "")
    verdict = judge(code, message)
    if verdict.kind is ZaloErrorKind.RATE:
        return error_of(code, message)
    if verdict.kind is ZaloErrorKind.ADMIN and verdict is not verdicts().named[NOT_GRANTED]:
        return NeedsConsent(verdict.say, code)
    ended = judge(ENDED).say
    return NeedsConsent(Phrase("{ended} (code {code})", code=code, ended=ended), code)


def _pair(answer: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    life = timedelta(seconds=max(_number(answer.get("expires_in")), 0)) or ACCESS_LIFE
    return {
        "access_token": answer["access_token"],
        "access_from": now,
        "access_until": now + life,
        "refresh_token": answer["refresh_token"],
        "refresh_until": now + REFRESH_LIFE,
    }


def _alive(login: ZaloLogin, now: datetime) -> bool:
    return now < login.access_until - MARGIN


def _number(value: object) -> int:
    """Zalo writes numbers as text at times; what is none, or no number of seconds or of an error, counts as 0."""
    try:
        number = int(str(value)[:20])
    except ValueError:
        return 0
    return number if abs(number) < 10**9 else 0
