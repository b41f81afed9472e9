"""A profile with one page on each platform, its real logins, store and log, and the simulated platforms."""

from __future__ import annotations

import io
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast

from studio.accounts.addresses import page_id_of
from studio.accounts.logins import ZaloLogin
from studio.accounts.model import Account, AccountKind
from studio.accounts.sealed_logins import SealedLogins
from studio.accounts.service import Accounts
from studio.accounts.storage import StoredAccounts, StoredHealth, StoredLogins
from studio.app import Studio
from studio.cli.accounts import connect
from studio.cli.console import Console
from studio.paths import Profile
from studio.people.model import Role
from studio.people.service import People
from studio.people.storage import StoredPeople
from studio.platforms import Platform
from studio.publishers.connections import Connections, Connector
from studio.publishers.facebook.connect import FacebookConnector
from studio.publishers.facebook.publisher import FacebookPublisher
from studio.publishers.http import Http
from studio.publishers.port import Publisher
from studio.publishers.storage import StoredNotes
from studio.publishers.wordpress.connect import WordPressConnector
from studio.publishers.wordpress.publisher import WordPressPublisher
from studio.publishers.zalo.broadcast import Broadcasts
from studio.publishers.zalo.connect import ZaloConnector
from studio.publishers.zalo.grant import Grants
from studio.publishers.zalo.images import UnitHost
from studio.publishers.zalo.publisher import ZaloPublisher
from studio.publishers.zalo.storage import StoredBroadcasts
from studio.redaction import Redactor
from studio.secret import Secret
from studio.store.engine import open_store
from tests.accounts.keyrings import MemoryKeyring, keychain
from tests.e2e.rig.website import Website
from tests.profile import FAST_HASHER, SetClock, numbered, staffed
from tests.simulators.clock import SimClock
from tests.simulators.facebook.graph import Graph
from tests.simulators.server import Server
from tests.simulators.zalo.oauth import challenge
from tests.simulators.zalo.platform import APP, Zalo

PIN, BY = "73920461", "Kỹ thuật"
USER = "bien-tap"
FACEBOOK, OTHER, ZALO, WEBSITE = "fb", "fb-khac", "zalo", "web"


class Office:
    """`secrets`: what the platforms are told to take, by name. `pause` of every publisher moves the clock."""

    def __init__(self, folder: Path, secrets: Mapping[str, str], stack: ExitStack, redactor: Redactor) -> None:
        self.secrets, self.clock, self.redact = secrets, SetClock(), redactor
        platforms = SimClock(source=self.clock)
        self.profile = Profile(root=folder / "profile")
        self.profile.create()
        self.graph, self.zalo = Graph(platforms, pages=2), Zalo(platforms)
        self.website = Website(USER, secrets["wordpress password"])
        self.servers = {
            kind: stack.enter_context(Server(platform, clock=platforms))
            for kind, platform in (
                (AccountKind.FACEBOOK, self.graph),
                (AccountKind.ZALO, self.zalo),
                (AccountKind.WORDPRESS, self.website),
            )
        }
        self._take_secrets()
        self.store = open_store(self.profile.database, clock=self.clock)
        stack.callback(self.store.close)
        self.people = People(StoredPeople(self.store), self.clock, ids=numbered("p"), hasher=FAST_HASHER)
        staffed(self.people, (BY, [Role.TECHNICAL, Role.PUBLISHER, Role.HEAD]), pin=PIN)
        self.accounts = Accounts(StoredAccounts(self.store), kinds=tuple(AccountKind))
        self._add_accounts()
        chain = keychain(MemoryKeyring())
        stack.callback(chain.close)
        repo = StoredLogins(self.store, numbered("profile"))
        self.logins = SealedLogins(repo, chain, folder / "profile" / "locks", hide=redactor.hide)
        self.http = Http(connect_within=30, answer_within=60)
        stack.callback(self.http.close)
        self.noted: list[tuple[object, ...]] = []
        self.spent: dict[str, str] = {}
        """Codes that were traded in, by a name."""
        self._open_rooms()

    def _take_secrets(self) -> None:
        """Let the platforms know the canaries as theirs."""
        world = self.graph.world
        world.app.secret = self.secrets["facebook app secret"]
        for name, former in (
            ("facebook user token", self.graph.user_token),
            ("facebook page token", self.graph.page_tokens[self._pages[0]]),
            ("facebook other page's token", self.graph.page_tokens[self._pages[1]]),
        ):
            token = world.tokens.pop(former)
            token.value = self.secrets[name]
            world.tokens[token.value] = token
        app = self.zalo.sim.apps[APP]
        app.secret_key = self.secrets["zalo secret key"]
        app.code_challenge = challenge(self.secrets["zalo code verifier"])
        self.zalo.sim.settings.token_prefix = self.secrets["zalo prefix"]
        self.new_zalo_pair()

    @property
    def oa_id(self) -> str:
        return next(iter(self.zalo.pairs))

    @property
    def _pages(self) -> list[str]:
        return list(self.graph.world.pages)

    def _add_accounts(self) -> None:
        page = Account(
            name=FACEBOOK,
            kind=AccountKind.FACEBOOK,
            platform=Platform.FACEBOOK,
            page_id=self._pages[0],
            title="Công an xã Mẫu",
            base_url=self.servers[AccountKind.FACEBOOK].url,
        )
        self.accounts.add(page)
        self.accounts.add(replace(page, name=OTHER, page_id=self._pages[1], title="Trang khác"))
        url = self.servers[AccountKind.ZALO].url
        zalo = replace(page, name=ZALO, kind=AccountKind.ZALO, platform=Platform.ZALO, page_id=self.oa_id, base_url=url)
        site = self.servers[AccountKind.WORDPRESS].url
        self.accounts.add(
            replace(
                page,
                name=WEBSITE,
                kind=AccountKind.WORDPRESS,
                platform=Platform.WEBSITE,
                page_id=page_id_of(site),
                base_url=site,
            )
        )
        self.accounts.add(replace(zalo, image_host=WEBSITE))

    def _open_rooms(self) -> None:
        notes = StoredNotes(self.store, self.clock)
        website = WordPressPublisher(self.http, self.logins, notes, self.clock)
        grants = Grants(self.http, self.logins, self.clock, self.logins.holder)
        host = UnitHost(self.http, website=self.accounts.get, upload=website.media_upload)
        self.publishers: dict[AccountKind, Publisher] = {
            AccountKind.FACEBOOK: FacebookPublisher(self.http, self.logins, notes, self.clock, pause=self.pause),
            AccountKind.WORDPRESS: website,
            AccountKind.ZALO: ZaloPublisher(
                http=self.http,
                grants=grants,
                notes=notes,
                clock=self.clock,
                host=host,
                pause=self.pause,
            ),
        }
        self.broadcasts = Broadcasts(
            http=self.http,
            grants=grants,
            clock=self.clock,
            log=StoredBroadcasts(self.store),
            people=self.people,
        )
        connectors: dict[AccountKind, Connector] = {
            AccountKind.FACEBOOK: FacebookConnector(self.http, self.clock),
            AccountKind.WORDPRESS: WordPressConnector(self.http, self.logins, notes, self.clock),
            AccountKind.ZALO: ZaloConnector(self.http, self.clock, grants=grants, holder=self.logins.holder),
        }
        self.connections = Connections(
            connectors,
            self.accounts,
            self.logins,
            StoredHealth(self.store),
            self.people,
            self.clock,
            lambda *note: self.noted.append(note),
            hide=self.redact.hide,
        )

    def pause(self, seconds: float) -> None:
        self.clock.forward(seconds=seconds)

    # what the flows do

    def connect(self, account: str, way: str, **given: str) -> str:
        """As the window does. Returns the state of health."""
        secrets = {key: Secret(value) for key, value in given.items()}
        return self.connections.connect(account, way, secrets, BY, PIN).state.value

    def connect_by_command(self, account: str, way: str, *lines: str) -> str:
        """As `studio accounts connect --secret-stdin --pin-stdin` does; `lines` of standard input after the PIN."""
        out, err = io.StringIO(), io.StringIO()
        source = io.StringIO("".join(f"{line}\n" for line in lines))
        console = Console(language="vi", json=True, pin_stdin=True, out=out, err=err, source=source)
        rooms = cast("Studio", self)  # it needs the people and the connections
        words = Namespace(name=account, way=way, secret_stdin=True, person=self.people.get(BY), pin=PIN)
        state = connect(rooms, words, console).state.value
        return f"{state} {out.getvalue()}{err.getvalue()}"

    def new_zalo_pair(self) -> dict[str, str]:
        """A pair as Zalo's API Explorer gives it."""
        found: dict[str, str] = self.zalo.control("explorer", {"oa_id": self.oa_id})
        return found

    def hold_zalo(self) -> str:
        """Keep a fresh grant, whatever became of the former."""
        pair, now = self.new_zalo_pair(), self.clock.now()
        login = ZaloLogin(
            app_id=APP,
            secret_key=Secret(self.secrets["zalo secret key"]),
            access_token=Secret(pair["access_token"]),
            access_from=now,
            access_until=now + timedelta(seconds=int(pair["expires_in"])),
            refresh_token=Secret(pair["refresh_token"]),
            refresh_until=now + timedelta(days=90),
            holder=self.logins.holder,
        )
        self.logins.save(ZALO, login)
        return "kept"

    def minted(self) -> dict[str, str]:
        """Every token that the platforms have given out, by a name."""
        tokens = [*self.graph.world.tokens, *self.zalo.sim.access, *self.zalo.sim.refresh, *self.zalo.sim.codes]
        return self.spent | {f"minted {number}": token for number, token in enumerate(tokens)}


@contextmanager
def opened(folder: Path, secrets: Mapping[str, str], redactor: Redactor) -> Iterator[Office]:
    with ExitStack() as stack:
        yield Office(folder, secrets, stack, redactor)
