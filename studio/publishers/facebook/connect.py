"""How a technical officer connects a page: from what Facebook's own site hands out to a page token.

developers.facebook.com, Access Tokens: short-lived user token → long-lived user token (needs the app's secret, which is
used here once and not kept) → page tokens, which do not run out by time when they come from a long-lived one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from studio.accounts.logins import FacebookLogin
from studio.accounts.model import Account, Health, HealthState
from studio.accounts.sealed_logins import SealedLogins
from studio.clock import Clock
from studio.errors import BadInput, StudioError
from studio.phrase import Phrase
from studio.publishers.connections import Ask, ConnectionMethod, OfferedPage, no_such_way
from studio.publishers.facebook.access import (
    TokenStanding,
    caller_of,
    health_in_trouble,
    health_of,
    lacking,
    not_connected,
    standing_of,
)
from studio.publishers.facebook.errors import FacebookTrouble, GraphErrorKind
from studio.publishers.facebook.graph import Caller, Endpoint, Graph, Rates
from studio.publishers.http import Http
from studio.publishers.port import Unreachable
from studio.secret import Secret

TOKEN, APP, USER = "token", "app", "user"
PAGE_TOKEN, USER_TOKEN, APP_ID, APP_SECRET = "page_token", "user_token", "app_id", "app_secret"
_RIGHTS = "pages_show_list, pages_read_engagement, pages_manage_posts"
_DESK_RIGHTS = "pages_read_user_content, pages_manage_engagement, pages_messaging"
_OPEN = Phrase(
    "Log in at facebook.com with an account that has a role on the page, open developers.facebook.com/tools/explorer."
)
_CHOOSE = Phrase(
    "Choose the unit's app, add the rights {rights} (to read and answer comments and messages also "
    "{desk_rights}), press “Generate Access Token” and choose the pages.",
    rights=_RIGHTS,
    desk_rights=_DESK_RIGHTS,
)
_LIVE = Phrase(
    "In the app's dashboard see that App Mode is Live: posts of an app in Development may be seen by the "
    "app's own people alone. After the first post, open it in a browser that is not logged in to be sure."
)
_EXTEND = Phrase(
    "Open developers.facebook.com/tools/debug/accesstoken, paste the token, press “Extend Access Token” "
    "for one of 60 days."
)
_PAGE = Ask(
    key=PAGE_TOKEN,
    label=Phrase("Page token"),
    hint=Phrase("Begins with EAA…; it is no password."),
    secret=True,
)
_USER = Ask(
    key=USER_TOKEN,
    label=Phrase("User token"),
    hint=Phrase("Begins with EAA…, of one who runs the page."),
    secret=True,
)
_APP_ID = Ask(
    key=APP_ID,
    label=Phrase("App ID"),
    hint=Phrase("The number at the top of the app's dashboard."),
)
_APP_SECRET = Ask(
    key=APP_SECRET,
    label=Phrase("App secret"),
    hint=Phrase("Used once for the exchange, and not kept."),
    secret=True,
)
WAYS = (
    ConnectionMethod(
        key=APP,
        title=Phrase("App ID, app secret and user token (best)"),
        steps=(
            _OPEN,
            _CHOOSE,
            _LIVE,
            Phrase("Copy the user token; open the app's App settings → Basic for the app ID and the app secret."),
            Phrase(
                "Paste all three here; they are exchanged for page tokens that never expire; the secret is not kept."
            ),
        ),
        asks=(_APP_ID, _APP_SECRET, _USER),
    ),
    ConnectionMethod(
        key=USER,
        title=Phrase("Long-lived user token"),
        steps=(
            _OPEN,
            _CHOOSE,
            _LIVE,
            _EXTEND,
            Phrase("Paste the token of 60 days here."),
        ),
        asks=(_USER,),
    ),
    ConnectionMethod(
        key=TOKEN,
        title=Phrase("Page token"),
        steps=(
            _OPEN,
            _CHOOSE,
            _LIVE,
            _EXTEND,
            Phrase(
                "Go back to the Explorer with the long-lived token, call GET me/accounts, copy the page's access_token."
            ),
            Phrase("Paste the page's token here."),
        ),
        asks=(_PAGE,),
    ),
)
"""The recommended one first."""


LONG_LIVED = timedelta(days=1)
"""A user token that lasts longer than this is a long-lived one (hours against 60 days)."""
_MAY_POST = "CREATE_CONTENT"
_LONGEST = 6000
"""Characters of a token."""


class FacebookConnector:
    """Fulfils `studio.publishers.connections.Connector`."""

    def __init__(self, http: Http, clock: Clock, *, endpoint: Endpoint | None = None) -> None:
        self._graph = Graph(http, Rates(clock), endpoint or Endpoint())
        self._clock = clock

    def ways(self) -> Sequence[ConnectionMethod]:
        return WAYS

    def connect(self, account: Account, way: str, given: Mapping[str, Secret]) -> Sequence[OfferedPage]:
        """The pages the given login may run, that of `account` first. Each with its own health: whether it is the page
        of the account is for the caller to compare."""
        if way == TOKEN:
            return [self._by_page_token(account, _given(given, PAGE_TOKEN))]
        if way == APP:
            user = self._exchange(account, _given(given, APP_ID), _given(given, APP_SECRET), _given(given, USER_TOKEN))
            return self._pages(account, user)
        if way == USER:
            return self._pages(account, _given(given, USER_TOKEN))
        raise no_such_way(way, account, WAYS)

    def health(self, account: Account, logins: SealedLogins) -> Health:
        now = self._clock.now()
        login = logins.load(account.name)
        if not isinstance(login, FacebookLogin):
            fault = not_connected()
            return Health(state=fault.state, checked_at=now, say=fault.say, next_step=fault.step)
        try:
            standing = standing_of(self._graph, caller_of(account, login.page_token))
        except Unreachable as trouble:
            return Health(state=HealthState.UNREACHABLE, checked_at=now, say=trouble.phrase)
        except FacebookTrouble as trouble:
            return health_in_trouble(trouble, now)
        except StudioError as trouble:
            return Health(state=HealthState.UNREACHABLE, checked_at=now, say=trouble.phrase)
        return health_of(standing, account.page_id, now)

    def _by_page_token(self, account: Account, token: Secret) -> OfferedPage:
        standing = self._look(caller_of(account, token), PAGE_TOKEN)
        if standing.person:
            raise BadInput(
                "this is a person's token; give the page's, or choose the way “Long-lived user token”.",
                where=PAGE_TOKEN,
            )
        return self._found(standing, token)

    def _exchange(self, account: Account, app_id: Secret, app_secret: Secret, token: Secret) -> Secret:
        """A long-lived user token for a short-lived one. Raises BadInput naming what Facebook refused."""
        form = {
            "grant_type": "fb_exchange_token",
            "client_id": app_id.reveal(),
            "client_secret": app_secret.reveal(),
            "fb_exchange_token": token.reveal(),
        }
        try:
            data = self._graph.exchange(caller_of(account, token), form).data
        except FacebookTrouble as trouble:
            raise _exchange_refused(trouble) from None
        return _token(data)

    def _pages(self, account: Account, user: Secret) -> list[OfferedPage]:
        """Every page that the person may run, through all result pages."""
        caller = caller_of(account, user)
        owner = self._look(caller, USER_TOKEN)
        self._require_long_lived_person(owner)
        rows = self._graph.rows(caller, "me/accounts", fields="id,name,access_token,tasks")
        found = [self._page(account, row, owner) for row in rows]
        if not found:
            raise StudioError(
                "this Facebook account runs no page that the app may use; choose the pages, and pages_show_list, "
                "when granting."
            )
        return sorted(found, key=lambda page: (page.page_id != account.page_id, page.title, page.page_id))

    def _require_long_lived_person(self, owner: TokenStanding) -> None:
        if not owner.person and owner.scopes is not None:
            raise BadInput("this is a page's token; choose the way “Page token”.", where=USER_TOKEN)
        if owner.expires_at is not None and owner.expires_at - self._clock.now() < LONG_LIVED:
            raise BadInput(
                "this user token lasts for hours only, and so would the page tokens; extend it (Access Token "
                "Debugger → Extend), or choose the way with app id and secret.",
                where=USER_TOKEN,
            )

    def _page(self, account: Account, row: Mapping[str, Any], owner: TokenStanding) -> OfferedPage:
        """A page of the list: the one being connected is asked itself, the others go by their owner's rights."""
        page_id, tasks = str(row.get("id") or ""), row.get("tasks")
        token = row.get("access_token", Secret(""))  # a role without the right to act for the page gets none
        if page_id == account.page_id and token:
            standing = self._look(caller_of(account, token), USER_TOKEN)
        else:
            title = str(row.get("name") or "")
            standing = replace(owner, page_id=page_id, title=title, person=False, expires_at=None)
        found = self._found(standing, token)
        may_post = bool(token) and (not isinstance(tasks, list) or _MAY_POST in tasks)
        if not may_post and found.health.usable:
            fault = lacking([_MAY_POST])
            return replace(found, health=replace(found.health, state=fault.state, say=fault.say, next_step=fault.step))
        return found

    def _look(self, caller: Caller, key: str) -> TokenStanding:
        """What Facebook says of a token. Raises BadInput naming `key` when it does not take it."""
        try:
            return standing_of(self._graph, caller)
        except FacebookTrouble as trouble:
            if trouble.kind is GraphErrorKind.LOGIN:
                raise BadInput(trouble.phrase, where=key) from None
            raise

    def _found(self, standing: TokenStanding, token: Secret) -> OfferedPage:
        login = FacebookLogin(
            page_token=token,
            app_id=standing.app_id,
            scopes=standing.scopes or (),
            expires_at=standing.expires_at,
            data_access_until=standing.data_access_until,
        )
        health = health_of(standing, standing.page_id, self._clock.now())
        return OfferedPage(page_id=standing.page_id, title=standing.title, login=login, health=health)


def _given(given: Mapping[str, Secret], key: str) -> Secret:
    """What was filled in under `key`, without blanks around it. Raises BadInput."""
    tidy = Secret(given[key].reveal().strip()) if key in given else Secret("")
    if not _is_token(tidy.reveal()):
        raise BadInput(
            "this is empty or holds spaces or strange characters; copy it again as a whole from Facebook's site.",
            where=key,
        )
    return tidy


def _is_token(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and text.isascii() and text.isprintable() and " " not in text


def _token(data: Mapping[str, Any]) -> Secret:
    """The token that Facebook returned. Raises StudioError without one."""
    token = data.get("access_token")
    if not isinstance(token, Secret):
        raise StudioError("Facebook returned no token; check the app's rights on the page, then try again.")
    return token


def _exchange_refused(trouble: FacebookTrouble) -> StudioError:
    """Which of the three Facebook did not take, as far as it tells."""
    where = USER_TOKEN if trouble.kind is GraphErrorKind.LOGIN else APP_SECRET
    return BadInput(trouble.phrase, where=where)
