"""Connecting a WordPress site: the user's name and an application password, checked against the site itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from studio.accounts.logins import WordPressLogin, sentence
from studio.accounts.model import NOTHING_TO_DO, Account, Health, HealthState
from studio.accounts.sealed_logins import SealedLogins
from studio.clock import Clock
from studio.errors import BadInput, StudioError
from studio.phrase import Phrase
from studio.publishers.connections import Ask, ConnectionMethod, OfferedPage
from studio.publishers.http import Http
from studio.publishers.port import Unreachable
from studio.publishers.wordpress.errors import BarredApi, NeedsLogin, NeedsPerson, NeedsRights, verdicts
from studio.publishers.wordpress.rest import CONNECT, NOT_CONNECTED, RestClient, SiteIndex, WordPressUser
from studio.secret import Secret

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.publishers.storage import StoredNotes

USER, PASSWORD = "user", "password"
_PASSWORD = re.compile(r"^[A-Za-z0-9]{24}$")
WAY = ConnectionMethod(
    key="application-password",
    title=Phrase("An application password of the website"),
    steps=(
        Phrase("Log in to the site's administration (its address with /wp-admin) as a user who is Editor or Author."),
        Phrase("Open Users → Profile and scroll down to Application Passwords."),
        Phrase("Enter the name “Page Studio” and press “Add Application Password”."),
        Phrase("Copy the password of 24 characters that is shown (once only) into the field below."),
    ),
    asks=(
        Ask(
            key=USER,
            label=Phrase("User name"),
            hint=Phrase("The name used to log in to the administration."),
        ),
        Ask(
            key=PASSWORD,
            label=Phrase("Application password"),
            hint=Phrase("24 characters, with or without spaces; not the password of every day."),
            secret=True,
        ),
    ),
)
_OK = Phrase("Connected; the user may publish and upload.")
_SWITCHED_OFF = Phrase("Application passwords are switched off on this site.")
_SWITCH_ON = Phrase(
    "Ask the site's administrator to switch application passwords on (https is needed; a security plugin "
    "may have switched them off), then check again."
)
_AGAIN = Phrase("Press Check again in a few minutes.")
_STATES = MappingProxyType(
    {
        NeedsLogin: HealthState.NEEDS_LOGIN,
        NeedsRights: HealthState.NEEDS_RIGHTS,
        BarredApi: HealthState.BLOCKED,
    }
)


class WordPressConnector:
    """Connects WordPress accounts. A site's page id is its home address, see `studio.accounts.addresses`.

    An application password does not run out by time; it ends when somebody withdraws it in the user's profile.
    """

    def __init__(self, http: Http, logins: SealedLogins, notes: StoredNotes, clock: Clock) -> None:
        self._rest = RestClient(http, logins)
        self._clock = clock

    def ways(self) -> Sequence[ConnectionMethod]:
        return (WAY,)

    def connect(self, account: Account, way: str, given: Mapping[str, Secret]) -> Sequence[OfferedPage]:
        """`given`: ``user`` and ``password``. Raises BadInput (``user``, ``password``, ``base_url``), Unreachable,
        Barred."""
        login = _login(given)
        try:
            index = self._rest.index(account, login)
            if not index.takes_passwords:
                raise BarredApi(_SWITCHED_OFF, _SWITCH_ON)
            me = self._rest.me(account, login)
        except NeedsLogin as trouble:
            raise BadInput(trouble.phrase, where=PASSWORD) from trouble
        return (
            OfferedPage(page_id=index.page_id, title=index.title, login=login, health=self._told(account, index, me)),
        )

    def health(self, account: Account, logins: SealedLogins) -> Health:
        login = logins.load(account.name)
        if not isinstance(login, WordPressLogin):
            return self._health(HealthState.NOT_CONNECTED, NOT_CONNECTED, CONNECT)
        index = None
        try:
            index = self._rest.index(account, login)
            return self._told(account, index, self._rest.me(account, login))
        except NeedsPerson as trouble:
            if isinstance(trouble, NeedsLogin) and index is not None and not index.takes_passwords:
                return self._health(HealthState.NEEDS_LOGIN, _SWITCHED_OFF, _SWITCH_ON)
            return self._health(_STATES[type(trouble)], trouble.said, trouble.step)
        except Unreachable as trouble:
            return self._health(HealthState.UNREACHABLE, trouble.phrase, _AGAIN)
        except StudioError as trouble:  # a certificate, a proxy, no address
            return self._health(HealthState.UNREACHABLE, sentence(trouble.phrase), NOTHING_TO_DO)

    def _told(self, account: Account, index: SiteIndex, me: WordPressUser) -> Health:
        state, say, step = HealthState.OK, _OK, NOTHING_TO_DO
        if account.page_id and index.page_id != account.page_id:
            state = HealthState.WRONG_PAGE
            say = Phrase(
                "This address is the page {page_id} (“{title}”), not {account_page_id}.",
                page_id=index.page_id,
                title=index.title,
                account_page_id=account.page_id,
            )
            step = Phrase("Correct the address or the page id, then connect again.")
        elif me.lacks:
            named = ", ".join(me.lacks)
            state = HealthState.NEEDS_RIGHTS
            say = Phrase(
                "The user “{name}” ({roles}) lacks rights: {named}.",
                name=me.name,
                roles=", ".join(me.roles),
                named=named,
            )
            step = verdicts().steps["other_role"]
        return self._health(state, say, step, title=index.title, page_id=index.page_id, rights=me.rights)

    def _health(
        self,
        state: HealthState,
        say: Phrase,
        step: Phrase,
        *,
        title: str = "",
        page_id: str = "",
        rights: tuple[str, ...] = (),
    ) -> Health:
        return Health(
            state=state,
            checked_at=self._clock.now(),
            say=say,
            next_step=step,
            title=title,
            page_id=page_id,
            rights=rights,
        )


def _login(given: Mapping[str, Secret]) -> WordPressLogin:
    """Raises BadInput naming the key."""
    user = given.get(USER, Secret("")).reveal().strip()
    password = Secret("".join(given.get(PASSWORD, Secret("")).reveal().split()))
    if not user or ":" in user or not user.isprintable():
        raise BadInput(
            "the user name is empty or has odd characters; enter the name used to log in to the administration.",
            where=USER,
        )
    if not _PASSWORD.match(password.reveal()):
        raise BadInput(
            "this is no application password (24 letters and digits); make one in Profile → Application "
            "Passwords and copy it here.",
            where=PASSWORD,
        )
    return WordPressLogin(user=user, password=password)
