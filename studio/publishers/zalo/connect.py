"""How a technical officer connects a Zalo official account, and how the connection is.

How a connection to an official account is: who it says it is, what it may do, and until when.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from studio.accounts.logins import ZaloLogin, not_connected, not_looked, sentence
from studio.accounts.model import Account, Health, HealthState
from studio.accounts.sealed_logins import SealedLogins
from studio.clock import Clock, local_date, show_date, show_datetime
from studio.errors import BadInput, Refused, StudioError
from studio.phrase import Bilingual, Phrase, joined
from studio.publishers.connections import Ask, ConnectionMethod, ConsentLink, OfferedPage, no_such_way
from studio.publishers.http import Http
from studio.publishers.port import Unreachable
from studio.publishers.zalo.api import GETOA, SLICE, Addresses, ZaloApi
from studio.publishers.zalo.errors import ZaloError, ZaloErrorKind
from studio.publishers.zalo.grant import (
    ACCESS_LIFE,
    REFRESH_LIFE,
    Grants,
    NeedsConsent,
    NotConnected,
    OtherHolder,
    redeem,
)
from studio.secret import KeyringTrouble, Secret

SOON = timedelta(days=14)
"""How long before the grant or the package ends a person is asked to act."""
INFO, ARTICLE = "info", "article"
"""Rights that were tried out: to read who the account is, to manage its articles."""
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_CONSENT = Phrase("An administrator of the OA consents again; then press Connect and paste the new tokens.")
_GRANT_ARTICLES = Phrase(
    "An administrator of the OA consents again with the group “quản lý bài viết”; then press Connect."
)
_AT_ZALO = Phrase("Do as said on Zalo's side, then press Check again.")


def probed(api: ZaloApi, account: Account, now: datetime) -> Health:
    """Ask who it is, and try whether articles may be managed. Raises KeyringTrouble."""
    try:
        oa = api.read(account, GETOA).data
    except StudioError as trouble:
        return troubled(trouble, now)
    seen = Health(
        state=HealthState.OK,
        checked_at=now,
        say=_connected(oa),
        title=str(oa.get("name") or ""),
        page_id=str(oa.get("oaid") or oa.get("oa_id") or ""),
        rights=(INFO,),
    )
    try:
        api.read(account, SLICE, {"offset": "0", "limit": "1", "type": "normal"})
    except StudioError as trouble:
        worse = troubled(trouble, now)
        return replace(seen, state=worse.state, say=worse.say, next_step=worse.next_step)
    return _package_ends(replace(seen, rights=(INFO, ARTICLE)), package_until(oa), now)


def troubled(trouble: StudioError, now: datetime) -> Health:
    """What a failed look says of the connection. Raises a KeyringTrouble again: it says nothing of it."""
    if isinstance(trouble, KeyringTrouble):
        raise trouble
    if isinstance(trouble, NotConnected):
        return not_connected(now)
    if isinstance(trouble, OtherHolder):
        return Health(state=HealthState.NEEDS_LOGIN, checked_at=now, say=trouble.phrase)
    if isinstance(trouble, NeedsConsent) or (isinstance(trouble, ZaloError) and trouble.kind is ZaloErrorKind.TOKEN):
        return Health(state=HealthState.NEEDS_LOGIN, checked_at=now, say=sentence(trouble.phrase), next_step=_CONSENT)
    if isinstance(trouble, Unreachable) or not isinstance(trouble, ZaloError):
        return not_looked(trouble.phrase, now)
    state, step = (
        (HealthState.NEEDS_RIGHTS, _GRANT_ARTICLES) if trouble.code == -223 else (HealthState.BLOCKED, _AT_ZALO)
    )
    return Health(state=state, checked_at=now, say=sentence(trouble.phrase), next_step=step)


def dying(health: Health, until: datetime) -> Health:
    """The grant was refused for good; what is left is the life of the access token."""
    at = show_datetime(until)
    return replace(
        health,
        state=HealthState.EXPIRING,
        say=Phrase("The grant cannot be renewed any more; the current token is good until {at} only.", at=at),
        next_step=_CONSENT,
        until=until,
    )


def soon_over(health: Health, now: datetime) -> Health:
    """`health` with a warning when the grant ends soon. While this PC is used, each renewal moves the end on."""
    if health.until is None or health.until - now >= SOON:
        return health
    day = show_date(local_date(health.until))
    return replace(
        health,
        state=HealthState.EXPIRING,
        say=Phrase("The grant ends on {day}.", day=day),
        next_step=_CONSENT,
    )


def package_until(oa: Mapping[str, Any]) -> date | None:
    """The last day of the account's package, as getoa tells it (``31/12/2026``)."""
    found = _DAY.search(str(oa.get("package_valid_through_date") or ""))
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _package_ends(health: Health, last: date | None, now: datetime) -> Health:
    if last is None or last - local_date(now) >= SOON:
        return health
    return replace(
        health,
        state=HealthState.EXPIRING,
        say=Phrase("The OA's package ends on {last}; after that Zalo may take no posts.", last=show_date(last)),
        next_step=Phrase("Renew the package in the OA console."),
    )


def _connected(oa: Mapping[str, Any]) -> Phrase:
    verified = oa.get("is_verified") in (True, "true", 1)
    package, last = str(oa.get("package_name") or ""), package_until(oa)
    vi = "Đã kết nối; OA " + ("đã xác thực" if verified else "chưa xác thực")
    en = "Connected; the OA is " + ("verified" if verified else "not verified")
    if package:
        vi += f", {package}" + (f" đến {show_date(last)}" if last else "")
        en += f", package “{package}”" + (f" until {show_date(last)}" if last else "")
    return Phrase(
        "{what}. This PC alone holds the grant; do not connect the OA on another one.", what=Bilingual(vi, en)
    )


EXPLORER, CONSENT = "explorer", "consent"
APP_ID, SECRET_KEY, ACCESS_TOKEN, REFRESH_TOKEN = "app_id", "secret_key", "access_token", "refresh_token"
CODE, CODE_VERIFIER = "code", "code_verifier"
CALLBACK = "callback"
"""Names the address a consent link leads back to, in errors; nothing that `connect` asks for."""
_APP_ID = Ask(
    key=APP_ID,
    label=Phrase("Application ID"),
    hint=Phrase("The number in the app's settings."),
)
_SECRET_KEY = Ask(
    key=SECRET_KEY,
    label=Phrase("App secret key"),
    hint=Phrase("In the app's settings; kept in the keyring, as every renewal needs it."),
    secret=True,
)
_READY = Phrase(
    "Open developers.zalo.me and choose the unit's app; it has to be active, to have registered the "
    "Official Account API and to be linked to the OA."
)
_ONE_HOLDER = Phrase("Connect on ONE PC only: a second one with the same grant breaks that of the first.")
_TICK = Phrase(
    "An administrator of the OA agrees, with the permission group “quản lý bài viết”; to read and answer "
    "citizens' messages also with “gửi tin”."
)
WAYS = (
    ConnectionMethod(
        key=EXPLORER,
        title=Phrase("Tokens from the API Explorer (best)"),
        steps=(
            _READY,
            Phrase("Open Tools → API Explorer, choose the app and the kind “OA Access Token”, then the unit's OA."),
            _TICK,
            Phrase("Copy the access token and the refresh token; copy app id and secret key from the app's settings."),
            _ONE_HOLDER,
        ),
        asks=(
            _APP_ID,
            _SECRET_KEY,
            Ask(
                key=ACCESS_TOKEN,
                label=Phrase("OA access token"),
                hint=Phrase("Good for 25 hours; renewed by itself."),
                secret=True,
            ),
            Ask(
                key=REFRESH_TOKEN,
                label=Phrase("OA refresh token"),
                hint=Phrase("Serves once; do not use it anywhere else."),
                secret=True,
            ),
        ),
    ),
    ConnectionMethod(
        key=CONSENT,
        title=Phrase("Consent link and the code it gives"),
        steps=(
            _READY,
            Phrase(
                "Open Products → Official Account → General settings, save callback URL and code challenge, then "
                "open the consent link shown there."
            ),
            _TICK,
            Phrase(
                "The browser goes to the callback URL: copy the whole address (or its code=…) and paste it here "
                "within 10 minutes."
            ),
            _ONE_HOLDER,
        ),
        asks=(
            _APP_ID,
            _SECRET_KEY,
            Ask(
                key=CODE,
                label=Phrase("The address you were sent to, or its code"),
                hint=Phrase("Serves once, within 10 minutes."),
                secret=True,
            ),
            Ask(
                key=CODE_VERIFIER,
                label=Phrase("Code verifier"),
                hint=Phrase("43 characters, the pair of the saved code challenge; empty if the app has none."),
                secret=True,
                optional=True,
            ),
        ),
        consents=True,
    ),
)


# The pair that ties a consent to whoever asked for it (PKCE, as Zalo's PHP SDK makes it).
#
# For official accounts the challenge is saved in the developer console, so an app has one pair, not one for each login.
VERIFIER_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Pkce:
    """`challenge` is public, `verifier` (43 characters) is given with the code."""

    verifier: Secret
    challenge: str


def new_pair(random: Callable[[int], bytes] = secrets.token_bytes) -> Pkce:
    verifier = Secret(_base64url(random(VERIFIER_BYTES)))
    return Pkce(verifier=verifier, challenge=challenge_of(verifier))


def challenge_of(verifier: Secret) -> str:
    """What the console has to hold for this verifier."""
    return _base64url(hashlib.sha256(verifier.reveal().encode()).digest())


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


_TOKEN = re.compile(r"[!-~]{1,6000}")
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


class ZaloConnector:
    """Fulfils `studio.publishers.connections.Connector`. `holder`: id of this profile, the one that may refresh."""

    def __init__(
        self,
        http: Http,
        clock: Clock,
        *,
        grants: Grants,
        holder: str,
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._http = http
        self._clock = clock
        self._grants = grants
        self._holder = holder
        self._random = random

    def ways(self) -> Sequence[ConnectionMethod]:
        return WAYS

    def consent_link(self, account: Account, *, app_id: str, callback: str, pair: Pkce, state: str) -> str:
        """The link an administrator of the official account opens. The app's console has to hold `callback` and the
        pair's challenge already, or Zalo answers -14003."""
        return Addresses.of(account).consent(app_id=app_id, redirect=callback, challenge=pair.challenge, state=state)

    def consent(self, account: Account, given: Mapping[str, Secret], callback: str) -> ConsentLink:
        """A link with a new pair, or with the verifier that was given: the app's console may hold its challenge."""
        address = urlsplit(callback)
        if address.scheme not in ("https", "http") or not address.hostname or address.fragment:
            raise BadInput(
                "the callback URL is wrong; copy the whole address https://… saved in the general settings.",
                where=CALLBACK,
            )
        app_id, verifier = _app_id(given), _verifier(given)
        pair = Pkce(verifier=verifier, challenge=challenge_of(verifier)) if verifier else new_pair(self._random)
        state = base64.urlsafe_b64encode(self._random(16)).decode().rstrip("=")
        link = self.consent_link(account, app_id=app_id, callback=callback, pair=pair, state=state)
        return ConsentLink(link=link, challenge=pair.challenge, given={CODE_VERIFIER: pair.verifier})

    def connect(self, account: Account, way: str, given: Mapping[str, Secret]) -> Sequence[OfferedPage]:
        """The one account whose administrator consented."""
        if way == EXPLORER:
            login = self._pasted(given)
        elif way == CONSENT:
            login = self._redeemed(account, given)
        else:
            raise no_such_way(way, account, WAYS)
        return [self._found(account, login, ACCESS_TOKEN if way == EXPLORER else CODE)]

    def health(self, account: Account, logins: SealedLogins) -> Health:
        grants, now = self._grants, self._clock.now()
        try:
            grants.login(account)
        except (NotConnected, OtherHolder) as trouble:
            return troubled(trouble, now)
        health = probed(ZaloApi(self._http, grants, self._clock), account, now)
        if not health.usable:
            return health
        login = grants.login(account)
        if grants.is_dead(account):
            return dying(health, login.access_until)
        return soon_over(replace(health, until=login.refresh_until), now)

    def _pasted(self, given: Mapping[str, Secret]) -> ZaloLogin:
        """Zalo does not say since when pasted tokens live: a shorter life than counted shows as -220 and is renewed."""
        now = self._clock.now()
        return ZaloLogin(
            app_id=_app_id(given),
            secret_key=_given(given, SECRET_KEY),
            access_token=_given(given, ACCESS_TOKEN),
            access_from=now,
            access_until=now + ACCESS_LIFE,
            refresh_token=_given(given, REFRESH_TOKEN),
            refresh_until=now + REFRESH_LIFE,
            holder=self._holder,
        )

    def _redeemed(self, account: Account, given: Mapping[str, Secret]) -> ZaloLogin:
        """Trade the code in. It serves once, so what can be seen to be wrong is refused before."""
        app_id, secret_key = _app_id(given), _given(given, SECRET_KEY)
        code = _code(account, _given(given, CODE))
        verifier = _verifier(given)
        try:
            facts = redeem(
                self._http,
                account,
                app_id=app_id,
                secret_key=secret_key,
                code=code,
                verifier=verifier,
                clock=self._clock,
            )
        except NeedsConsent as trouble:
            raise BadInput(
                "Zalo does not take this code (used, older than 10 minutes, wrong verifier or secret key); open the "
                "consent link again for a new one (error {code}).",
                code=trouble.code,
                where=CODE,
            ) from None
        return ZaloLogin(app_id=app_id, secret_key=secret_key, holder=self._holder, **facts)

    def _found(self, account: Account, login: ZaloLogin, key: str) -> OfferedPage:
        """Whose the login is. It lies nowhere yet, so it is not renewed: a spent refresh token could not be stored."""
        now = self._clock.now()
        health = probed(ZaloApi(self._http, _TypedToken(login), self._clock), account, now)
        if health.state is HealthState.UNREACHABLE and key == CODE:
            raise Unreachable(
                "{what} The code is used up: with the network back, open the consent link again for a new one.",
                what=health.say,
            )
        if health.state is HealthState.UNREACHABLE:
            raise Unreachable(health.say)
        if health.state is HealthState.NEEDS_LOGIN:
            raise BadInput("Zalo does not take this access token; get a new pair.", where=key)
        if not health.page_id:
            raise Refused(joined(health.say, health.next_step))
        if health.usable:
            health = soon_over(replace(health, until=login.refresh_until), now)
        return OfferedPage(page_id=health.page_id, title=health.title, login=login, health=health)


class _TypedToken:
    """Fulfils `studio.publishers.zalo.api.TokenSource` with a login that was handed in."""

    def __init__(self, login: ZaloLogin) -> None:
        self._login = login

    def token(self, account: Account, rejected: Secret | None = None) -> Secret:
        if rejected is not None:
            raise NeedsConsent
        return self._login.access_token

    def secret_key(self, account: Account) -> Secret:
        return self._login.secret_key


def _given(given: Mapping[str, Secret], key: str) -> Secret:
    """What was filled in under `key`. Raises BadInput."""
    value = given.get(key) or Secret("")
    if not _TOKEN.fullmatch(value.reveal()):
        raise BadInput(
            "this is empty or holds spaces or strange characters; copy it again as a whole from Zalo's site.", where=key
        )
    return value


def _app_id(given: Mapping[str, Secret]) -> str:
    app_id = _given(given, APP_ID).reveal()
    if not app_id.isdigit():
        raise BadInput("the app id is a number; copy it from the app's settings.", where=APP_ID)
    return str(app_id)


def _verifier(given: Mapping[str, Secret]) -> Secret:
    """The verifier that was given, empty when none was. Raises BadInput."""
    verifier = given.get(CODE_VERIFIER) or Secret("")
    if verifier and not _VERIFIER.fullmatch(verifier.reveal()):
        raise BadInput(
            "the code verifier has the wrong form; give the 43 letters and digits the challenge was made of.",
            where=CODE_VERIFIER,
        )
    return verifier


def _code(account: Account, pasted: Secret) -> Secret:
    """The code out of what was pasted: itself, or the whole address the browser was sent to.

    Raises BadInput when the address names another official account, before its code is used up.
    """
    if "://" not in pasted.reveal():
        return pasted
    asked = {key: Secret(values[0]) for key, values in parse_qs(urlsplit(pasted.reveal()).query).items()}
    oa_id = asked.get("oa_id", Secret("")).reveal()
    if oa_id and account.page_id and oa_id != account.page_id:
        raise BadInput(
            "this address is of the OA {oa_id}, not {page_id}; open the consent link again and choose the OA.",
            oa_id=oa_id,
            page_id=account.page_id,
            where=CODE,
        )
    if not asked.get("code"):
        raise BadInput("this address has no code=…; copy the whole address of the browser after agreeing.", where=CODE)
    return asked["code"]
