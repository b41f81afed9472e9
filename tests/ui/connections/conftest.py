"""The pages of the unit at work on simulated platforms, one in each state of its connection."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from studio.accounts.model import Account, AccountKind, PageStatus
from studio.accounts.sealed_logins import SealedLogins
from studio.accounts.storage import StoredHealth, StoredLogins
from studio.app import Studio
from studio.outbox.audit import Act
from studio.people.model import Person, Role
from studio.platforms import Platform
from studio.publishers.connections import Connections
from studio.publishers.facebook import connect as facebook
from studio.publishers.facebook.connect import FacebookConnector
from studio.publishers.facebook.graph import Endpoint
from studio.publishers.wordpress.connect import WordPressConnector
from studio.publishers.zalo import connect as zalo
from studio.publishers.zalo.connect import ZaloConnector
from studio.publishers.zalo.grant import Grants
from studio.secret import Secret
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.pages.page import PagesPage
from tests.accounts.keyrings import MemoryKeyring, keychain
from tests.profile import joined, numbered
from tests.publishers.facebook.scene import OTHER_PAGE, PAGE, MemoryNotes, Scene
from tests.publishers.zalo.zalo_rig import ZaloRig
from tests.simulators.clock import SimClock
from tests.simulators.facebook import access
from tests.simulators.facebook.graph import Graph
from tests.simulators.facebook.model import Token
from tests.simulators.server import Server
from tests.simulators.zalo.platform import APP, SECRET_KEY, Zalo
from tests.ui.conftest import show
from tests.ui.unit import NOW, PIN, POLICE, Unit

Idle = Callable[[], None]
GOOD, BROKEN, EXPIRING, NEW, MERGED = (
    "facebook-minh-khai",
    "facebook-an-toan",
    "zalo-minh-khai",
    "web-minh-khai",
    "facebook-cu",
)
"""Connected; with a login that came to an end; with one that soon will; never connected; no more in use."""
WEBSITE = Account(
    name=NEW,
    kind=AccountKind.WORDPRESS,
    platform=Platform.WEBSITE,
    page_id="minhkhai.example.gov.vn",
    title="Trang tin Công an phường Minh Khai",
    unit=POLICE.id,
    base_url="https://minhkhai.example.gov.vn",
)
THIRD_PAGE = "100000000000003"
"""The login runs it, and it is not registered."""
DAYS = 85
"""Since the grant on Zalo, which lasts ninety."""


@pytest.fixture
def platform() -> Iterator[Scene]:
    """Facebook with three pages."""
    clock = SimClock(NOW)
    with Server(Graph(clock, pages=3), clock=clock) as server:
        scene = Scene(server)
        yield scene
        scene.http.close()


@pytest.fixture
def oa() -> Iterator[ZaloRig]:
    """An official account on Zalo."""
    clock = SimClock(NOW)
    with Server(Zalo(clock), clock=clock) as server:
        rig = ZaloRig(server)
        yield rig
        rig.http.close()


@pytest.fixture
def technician(unit: Unit) -> Person:
    """Looks after the pages."""
    with unit.at_work(unit.head):
        return joined(unit.studio.people, "Lý Thị Kỹ Thuật", [Role.TECHNICAL], PIN)


@pytest.fixture
def studio(
    unit: Unit, platform: Scene, oa: ZaloRig, technician: Person, tmp_path: Path, after_windows: ExitStack
) -> Studio:
    made = replace(unit.studio, connections=connections(unit, platform, oa, tmp_path, after_windows))
    with unit.at_work(unit.head):
        for page in pages(platform, oa):
            made.accounts.add(page)
        made.accounts.set_status(MERGED, PageStatus.MERGED, GOOD)
    connect(unit, made, platform, oa, technician)
    return made


def connections(unit: Unit, platform: Scene, oa: ZaloRig, folder: Path, after: ExitStack) -> Connections:
    """As the program puts them together, over the simulated platforms and a keyring in memory."""
    studio, clock, chain = unit.studio, unit.clock, keychain(MemoryKeyring())
    after.callback(chain.close)
    logins = SealedLogins(StoredLogins(studio.store, numbered("profile")), chain, folder / "locks")
    zalo_pages = ZaloConnector(oa.http, clock, grants=Grants(oa.http, logins, clock, "profile-1"), holder="profile-1")

    def note(act: str, account: str, by: str, facts: Mapping[str, Any]) -> None:
        studio.audit.append(at=clock.now(), by=by, act=Act(act), data={"account": account, **facts})

    return Connections(
        {
            AccountKind.FACEBOOK: FacebookConnector(platform.http, clock, endpoint=Endpoint(base=platform.server.url)),
            AccountKind.ZALO: zalo_pages,
            AccountKind.WORDPRESS: WordPressConnector(platform.http, logins, MemoryNotes(platform.clock), clock),
        },
        studio.accounts,
        logins,
        StoredHealth(studio.store),
        studio.people,
        clock,
        note,
        consenters={AccountKind.ZALO: zalo_pages.consent},
        well=studio.outbox.account_is_well,
    )


def pages(platform: Scene, oa: ZaloRig) -> tuple[Account, ...]:
    def facebook_page(name: str, page_id: str, title: str) -> Account:
        return replace(platform.account, name=name, page_id=page_id, title=title, unit=POLICE.id)

    return (
        facebook_page(GOOD, PAGE, "Công an phường Minh Khai"),
        facebook_page(BROKEN, OTHER_PAGE, "Minh Khai an toàn"),
        facebook_page(MERGED, "100000000000009", "Công an Minh Khai (trang cũ)"),
        replace(oa.account, name=EXPIRING, title="Công an phường Minh Khai (Zalo)", image_host="", unit=POLICE.id),
        WEBSITE,
    )


def connect(unit: Unit, studio: Studio, platform: Scene, oa: ZaloRig, technician: Person) -> None:
    """The login of one page ends later, that of another soon will."""
    pair = oa.zalo.pairs[oa.oa_id]
    given = {
        zalo.APP_ID: APP,
        zalo.SECRET_KEY: SECRET_KEY,
        zalo.ACCESS_TOKEN: pair["access_token"],
        zalo.REFRESH_TOKEN: pair["refresh_token"],
    }
    good, broken = page_token(platform, PAGE), page_token(platform, OTHER_PAGE)
    with unit.at_work(technician):
        for name, token in ((GOOD, good), (BROKEN, broken)):
            studio.connections.connect(
                name, facebook.TOKEN, {facebook.PAGE_TOKEN: Secret(token.value)}, technician.id, PIN
            )
        unit.clock.forward(days=-DAYS)
        secrets = {key: Secret(value) for key, value in given.items()}
        studio.connections.connect(EXPIRING, zalo.EXPLORER, secrets, technician.id, PIN)
        unit.clock.forward(days=DAYS)
    broken.trouble = 460
    studio.connections.check(BROKEN)


def page_token(platform: Scene, page_id: str) -> Token:
    return access.issue(platform.world, "page", page_id, long=True)


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> PagesPage:
    shown = show(window, qtbot, PageId.PAGES)
    assert isinstance(shown, PagesPage)
    return shown
