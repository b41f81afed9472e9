"""Connecting pages and looking after the connections: the one place where a login meets the page it is for.

Into which categories of a website an account's posts go: read from the site, chosen by the technical officer.

How a person connects a page: what a platform asks for, and what comes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from studio.accounts.logins import (
    Login,
    aged,
    another_page,
    keyring_trouble,
    needs_no_login,
    not_connected,
    not_looked,
    secrets_of,
    sentence,
)
from studio.accounts.model import NOTHING_TO_DO, Account, AccountKind, Health, HealthState, PageStatus, SiteCategory
from studio.accounts.rules import ENDED
from studio.accounts.sealed_logins import SealedLogins
from studio.accounts.service import STATUS_NAMES, Accounts
from studio.clock import Clock
from studio.errors import BadInput, Refused, StudioError
from studio.people.model import Person, Role
from studio.people.present import by_itself
from studio.people.service import People
from studio.phrase import Bilingual, Phrase, joined
from studio.platforms import Platform
from studio.publishers import answers
from studio.publishers.answers import read
from studio.secret import KeyringTrouble, Secret

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.accounts.storage import StoredHealth


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing a way of connecting asks for."""

    key: str
    label: Phrase
    hint: Phrase
    secret: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionMethod:
    """One way to connect, such as "the page token" or "the app's id and secret, and a user token"."""

    key: str
    title: Phrase
    steps: tuple[Phrase, ...]
    """What to do on the platform's own site, in order."""
    asks: tuple[Ask, ...]
    consents: bool = False
    """Whether `Consent` makes a link for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedPage:
    """A page the given login may run."""

    page_id: str
    title: str
    login: Login
    health: Health


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLink:
    """A link under which a page's administrator consents, and what belongs to the code that it yields."""

    link: str
    challenge: str
    """Public half of the pair, saved on the platform's site before the link is opened."""
    given: Mapping[str, Secret]
    """Goes into `Connector.connect` with the code, by `Ask.key`."""


Consent = Callable[[Account, Mapping[str, Secret], str], ConsentLink]
"""Makes the consent link of a page, of what was given so far (see `Connector.connect`) and the callback address.

Nothing is asked of the platform. Raises BadInput naming the key."""


class Connector(Protocol):
    """Connects accounts of one kind and reads back how they are."""

    def ways(self) -> Sequence[ConnectionMethod]:
        """The recommended one first."""
        ...

    def connect(self, account: Account, way: str, given: Mapping[str, Secret]) -> Sequence[OfferedPage]:
        """Trade what was given for logins, and read back whose they are. Nothing is stored.

        `given` is by `Ask.key`, whether it is secret or not. What serves once (an app's secret) is not in the result.
        Raises BadInput naming the key, Unreachable, or StudioError with what to do.
        """
        ...

    def health(self, account: Account, logins: SealedLogins) -> Health:
        """Read back identity, rights and expiry now. Raises KeyringTrouble; everything else is a state of health."""
        ...


def no_such_way(way: str, account: Account, ways: Sequence[ConnectionMethod]) -> BadInput:
    """What to raise when `way` is none of `ways`."""
    keys = ", ".join(one.key for one in ways) or "–"
    return BadInput(
        "there is no way “{way}” to connect a {kind} page; choose: {keys}.",
        way=way,
        kind=account.kind,
        keys=keys,
        where="way",
    )


LONGEST_VALUE = 20_000
"""Characters; a page token has up to some 6,000."""


def checked(way: ConnectionMethod, given: Mapping[str, Secret]) -> dict[str, Secret]:
    """What was given, without blanks around it and without what was left empty. Raises BadInput naming the key."""
    asks = {ask.key: ask for ask in way.asks}
    values: dict[str, Secret] = {}
    for key, secret in given.items():
        if key not in asks:
            raise BadInput(
                "this way of connecting does not ask for it; fill in: {asks}.", asks=", ".join(asks), where=key
            )
        tidy = Secret(secret.reveal().strip())  # never bare in a frame that raises: tracebacks may show its variables
        if not _fits(tidy):
            raise BadInput(
                "“{label}” has odd characters or is too long; copy exactly one line.", label=asks[key].label, where=key
            )
        if tidy:
            values[key] = tidy
    for ask in way.asks:
        if not ask.optional and ask.key not in values:
            raise BadInput(
                joined(Phrase("“{label}” is missing.", label=ask.label), ask.hint),
                where=ask.key,
            )
    return values


def _fits(secret: Secret) -> bool:
    return len(secret.reveal()) <= LONGEST_VALUE and secret.reveal().isprintable()


MAY_CONNECT = (Role.TECHNICAL, Role.HEAD)
STORED = (HealthState.OK, HealthState.EXPIRING, HealthState.BLOCKED, HealthState.UNREACHABLE)
"""With another state read back at connecting, the login is of no use and the former one stays."""
CONNECTED, DISCONNECTED = "connected", "disconnected"
ADDED, STATUS, REMOVED = "page_added", "page_status", "page_removed"
REFUSED, WRONG_PAGE = "refused", "wrong_page"
"""Acts, as `studio.outbox.audit.Act` names them."""

Note = Callable[[str, str, str, Mapping[str, Any]], None]
"""Logs an act, the account's name, a person's id (or ``worker``), and facts without secrets."""
WORKER = "worker"


def _unheard(told: str) -> None:
    return None


class Connections:
    """Every page's connection. Threads may share it; nothing here belongs on the window's thread.

    A login, who gave it and the entry in the log are written in one transaction: all of them or none.

    `hide` is told each secret a person gives, before it is used; `well` the name of each page that was found usable, so
    that what waits for it may go on.
    """

    def __init__(
        self,
        connectors: Mapping[AccountKind, Connector],
        accounts: Accounts,
        logins: SealedLogins,
        health: StoredHealth,
        people: People,
        clock: Clock,
        note: Note,
        *,
        consenters: Mapping[AccountKind, Consent] = MappingProxyType({}),
        hide: Callable[[str], None] = _unheard,
        well: Callable[[str], object] = _unheard,
    ) -> None:
        self._connectors = connectors
        self._accounts = accounts
        self._logins = logins
        self._health = health
        self._people = people
        self._clock = clock
        self._note = note
        self._consenters = consenters
        self._hide = hide
        self._well = well

    def ways(self, account: str) -> Sequence[ConnectionMethod]:
        """How this page can be connected, the recommended way first; none for a page that needs no login."""
        return self.ways_of(self._accounts.get(account).kind)

    def ways_of(self, kind: AccountKind) -> Sequence[ConnectionMethod]:
        connector = self._connectors.get(kind)
        return () if connector is None else connector.ways()

    def consent(self, account: str, way: str, given: Mapping[str, Secret], callback: str) -> ConsentLink:
        """A consent link for a way that has one; `given` may lack what only the link yields. Nothing is stored.

        Raises BadInput naming what is missing or wrong, Refused.
        """
        page = self._connectable(account)
        consenter = self._consenters.get(page.kind)
        if consenter is None or not any(one.key == way and one.consents for one in self.ways_of(page.kind)):
            raise Refused(
                "the way “{way}” has no consent link; fill in what it asks for and connect.", way=way, where=account
            )
        consent = consenter(page, given, callback)
        for secret in consent.given.values():
            self._hide(secret.reveal())
        return consent

    def connect(self, account: str, way: str, given: Mapping[str, Secret], by: str, pin: str) -> Health:
        """Connect a registered page with what `way` asks for (by `Ask.key`); returns how it is now.

        Raises NotPermitted (not the technical officer or the head, wrong PIN), BadInput naming what is missing,
        Refused (another page's login, missing rights), Unreachable, KeyringTrouble. The former login then stays.
        """
        person = self._verified(by, pin)
        page = self._connectable(account)
        return self._take(page, self._found(page, way, given), person)

    def pages(
        self, kind: AccountKind, way: str, given: Mapping[str, Secret], base_url: str = ""
    ) -> Sequence[OfferedPage]:
        """What such a login may run, so that many pages can be registered at once. Nothing is stored.

        Raises as `connect`.
        """
        nobody = Account(
            name="",
            kind=kind,
            platform=kind.platform or Platform.WEBSITE,
            page_id="",
            title="",
            base_url=base_url,
        )
        return self._found(nobody, way, given)

    def take(self, chosen: Mapping[str, OfferedPage], by: str, pin: str) -> Mapping[str, Health]:
        """Connect several registered pages, by name, with what `pages` found; each is stored or not by itself.

        A page that could not be taken has the reason as its health. Raises NotPermitted, NotFound, Refused, before
        anything is stored.
        """
        person = self._verified(by, pin)
        pages = {name: self._connectable(name) for name in chosen}
        return {name: self._taken(page, chosen[name], person) for name, page in pages.items()}

    @by_itself("what a page answers is noted, whoever asks")
    def check(self, account: str) -> Health:
        """Look now how a page's connection is, and keep the answer. Raises NotFound, Refused in a practice profile."""
        return self._checked(self._accounts.get(account))

    @by_itself("what a page answers is noted, whoever asks")
    def check_all(self, going: Callable[[], bool] = lambda: True) -> Mapping[str, Health]:
        """Look at every page that needs a login and may be posted to, for as long as `going`."""
        found: dict[str, Health] = {}
        for page in self._accounts.list():
            if not going():
                break
            if page.kind in self._connectors and page.status not in ENDED:
                found[page.name] = self._checked(page)
        return found

    def disconnect(self, account: str, by: str, pin: str) -> None:
        """Forget a page's login on this PC. It stays valid on the platform until it is withdrawn there."""
        person = self._verified(by, pin)
        page = self._accounts.get(account)

        def noted() -> None:
            self._accounts.connected(page.name, "", None)
            self._health.note(page.name, not_connected(self._clock.now()))
            self._note(DISCONNECTED, page.name, person.id, {"page_id": page.page_id})

        with self._logins.alone(page.name):
            self._logins.forget(page.name, noted)

    def add(self, page: Account, by: str) -> Account:
        """Register a page. Raises NotPermitted, and as `Accounts.add`."""
        person = self._people.require(by, *MAY_CONNECT)
        with self._accounts.transaction():
            page = self._accounts.add(page)
            self._note(ADDED, page.name, person.id, {"page_id": page.page_id, "kind": page.kind.value})
        return page

    def set_status(self, account: str, status: PageStatus, successor: str, by: str, pin: str) -> Account:
        """Note that a page was handed over, merged, closed …, and which took over. Raises NotPermitted, and as
        `Accounts.set_status`."""
        person = self._verified(by, pin)
        with self._accounts.transaction():
            page = self._accounts.set_status(account, status, successor)
            facts = {"page_id": page.page_id, "status": page.status.value, "successor": page.successor}
            self._note(STATUS, page.name, person.id, facts)
        return page

    def remove(self, account: str, by: str, pin: str) -> None:
        """Take a page off the list, with its login and its health. Raises as `Accounts.remove`; then all stays."""
        person = self._verified(by, pin)
        page = self._accounts.get(account)

        def noted() -> None:
            self._accounts.remove(page.name)
            self._health.drop(page.name)
            self._note(REMOVED, page.name, person.id, {"page_id": page.page_id, "kind": page.kind.value})

        with self._logins.alone(page.name):
            self._logins.forget(page.name, noted)

    def all(self) -> Mapping[str, Health]:
        """How each page that needs a login was at the last look, by name; what ran out since counts as run out."""
        known, now = self._health.all(), self._clock.now()
        return {
            page.name: aged(known[page.name], now) if page.name in known else not_connected(now)
            for page in self._accounts.list()
            if page.kind in self._connectors
        }

    def _checked(self, page: Account) -> Health:
        connector = self._connectors.get(page.kind)
        if connector is None:
            _require_local(page)
            return needs_no_login(page, self._clock.now())
        former = self._health.all().get(page.name)
        health = self._judged(page, self._looked(connector, page), former)
        if health.state is HealthState.WRONG_PAGE and (former is None or former.state is not HealthState.WRONG_PAGE):
            self._note(WRONG_PAGE, page.name, WORKER, {"expected": page.page_id, "found": [health.page_id]})
        self._keep(page, health)
        return health

    def _keep(self, page: Account, health: Health) -> None:
        self._health.note(page.name, health)
        if health.usable:
            self._well(page.name)

    def _verified(self, by: str, pin: str) -> Person:
        return self._people.require(self._people.verify_pin(by, pin).id, *MAY_CONNECT)

    def _connectable(self, account: str) -> Account:
        page = self._accounts.get(account)
        if page.kind not in self._connectors:
            _require_local(page)
            raise Refused("a {kind} page needs no connection; it can be used as it is.", kind=page.kind, where=account)
        if page.status in ENDED:
            status = STATUS_NAMES[page.status]
            raise Refused(
                "the page “{title}” is {status} and is not connected; change its status if that is wrong.",
                title=page.title,
                status=status,
                where=account,
            )
        return page

    def _found(self, page: Account, way: str, given: Mapping[str, Secret]) -> Sequence[OfferedPage]:
        ways = {one.key: one for one in self.ways_of(page.kind)}
        if way not in ways:
            raise no_such_way(way, page, tuple(ways.values()))
        values = checked(ways[way], given)
        for ask in ways[way].asks:
            if ask.secret and ask.key in values:
                self._hide(values[ask.key].reveal())
        connector = self._connectors[page.kind]
        found = answers.read(lambda: connector.connect(page, way, values))
        for secret in (secret for one in found for secret in secrets_of(one.login)):
            self._hide(secret)
        return found

    def _own(self, page: Account, found: Sequence[OfferedPage], person: Person) -> OfferedPage:
        """That of the very page; a login of others only is refused and logged."""
        for one in found:
            if one.page_id == page.page_id:
                return one
        self._note(
            WRONG_PAGE, page.name, person.id, {"expected": page.page_id, "found": [one.page_id for one in found]}
        )
        others = ", ".join(f"“{one.title}” ({one.page_id})" for one in found[:3]) + (" …" if len(found) > 3 else "")
        raise Refused(
            "this access token is not of the page {page_id}{what}; nothing was stored. Get the token of the right "
            "page, or correct the registered page id if it is wrong.",
            page_id=page.page_id,
            what=Phrase(" but of {others}", others=others) if others else "",
            where=page.name,
        )

    def _take(self, page: Account, candidates: Sequence[OfferedPage], person: Person) -> Health:
        found = self._own(page, candidates, person)
        health = found.health
        if health.state not in STORED:
            self._note(REFUSED, page.name, person.id, {"page_id": page.page_id, "state": health.state.value})
            raise Refused(
                joined(health.say, health.next_step),
                where=page.name,
            )

        def noted() -> None:
            facts = {"page_id": page.page_id, "state": health.state.value, "rights": list(health.rights)}
            self._accounts.connected(page.name, person.id, self._clock.now())
            self._health.note(page.name, health)
            self._note(CONNECTED, page.name, person.id, facts)

        with self._logins.alone(page.name):
            self._logins.save(page.name, found.login, noted)
        if health.usable:
            self._well(page.name)
        return health

    def _taken(self, page: Account, found: OfferedPage, person: Person) -> Health:
        """As `_take`; what went wrong is the health of this page and keeps no other from being connected."""
        try:
            return self._take(page, [found], person)
        except KeyringTrouble as trouble:
            return keyring_trouble(trouble, self._clock.now())
        except Refused as refusal:
            state = HealthState.WRONG_PAGE if found.page_id != page.page_id else found.health.state
            return replace(found.health, state=state, say=sentence(refusal.phrase), next_step=NOTHING_TO_DO)

    def _looked(self, connector: Connector, page: Account) -> Health:
        try:
            return answers.read(lambda: connector.health(page, self._logins))
        except KeyringTrouble as trouble:
            return keyring_trouble(trouble, self._clock.now())
        except StudioError as trouble:
            return not_looked(trouble.phrase, self._clock.now())

    def _judged(self, page: Account, health: Health, former: Health | None) -> Health:
        """The connector's word, held against what the account says; silence takes nothing away that was known."""
        if health.page_id and health.page_id != page.page_id:
            return another_page(health, page)
        if health.state is HealthState.UNREACHABLE and former is not None and not health.page_id:
            return replace(health, title=former.title, page_id=former.page_id, rights=former.rights, until=former.until)
        return aged(health, self._clock.now())


def _require_local(page: Account) -> None:
    """Nothing here connects to a platform: the page was registered when the profile was one of real work."""
    if not page.kind.local:
        raise Refused("a practice workspace connects to no platform; use a practice page.", where=page.name)


CHOSEN = "page_categories"
"""Act, as `studio.outbox.audit.Act` names it."""


ReadCategories = Callable[[Account], Sequence[SiteCategory]]
"""Every category the site of a page has, by name. Raises StudioError."""


class CategoryChoice:
    """`sites` has what reads the categories of each kind of account; a practice profile has none."""

    def __init__(
        self, sites: Callable[[AccountKind], ReadCategories | None], accounts: Accounts, people: People, note: Note
    ) -> None:
        self._sites = sites
        self._accounts = accounts
        self._people = people
        self._note = note

    def has(self, kind: AccountKind) -> bool:
        """Whether pages of that kind have categories."""
        return kind is AccountKind.WORDPRESS

    def on_site(self, account: str) -> Sequence[SiteCategory]:
        """What the site has now; those chosen are `Account.categories`. Raises NotFound, Refused, Unreachable, and as
        the site's publisher does."""
        page = self._accounts.get(account)
        site = self._sites(page.kind)
        if site is None:
            raise Refused("a {kind} page has no categories; choose a WordPress page.", kind=page.kind, where=account)
        return tuple(read(lambda: site(page)))

    def choose(self, account: str, wanted: Collection[str | int], by: str, pin: str) -> Account:
        """Send the page's posts into these categories, by id or name; none: the site's default one.

        Raises NotPermitted (not the technical officer or the head, wrong PIN), BadInput naming what the site does not
        have, and as `on_site`.
        """
        person = self._people.require(self._people.verify_pin(by, pin).id, *MAY_CONNECT)
        chosen = _among(self.on_site(account), wanted)
        with self._accounts.transaction():
            page = self._accounts.set_categories(account, chosen)
            facts: Mapping[str, Any] = {"page_id": page.page_id, "categories": [c.name for c in chosen]}
            self._note(CHOSEN, page.name, person.id, facts)
        return page


def _among(there: Sequence[SiteCategory], wanted: Collection[str | int]) -> tuple[SiteCategory, ...]:
    found: dict[int, SiteCategory] = {}
    for asked in wanted:
        word = str(asked).strip()
        fits = [c for c in there if str(c.id) == word] or [c for c in there if c.name.casefold() == word.casefold()]
        if len(fits) != 1:
            names = ", ".join(f"{c.name} ({c.id})" for c in there[:20])
            vi, en = ("nhiều chuyên mục tên", "several categories") if fits else ("không có chuyên mục", "no category")
            raise BadInput(
                "the site has {what} “{word}”; choose by id: {names}.",
                word=word,
                names=names,
                what=Bilingual(vi, en),
                where="categories",
            )
        found[fits[0].id] = fits[0]
    return tuple(found.values())
