"""The platforms of the kill tests: started, made unreliable, and asked by their own records what visitors see."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from studio.accounts.addresses import page_id_of
from studio.accounts.model import Account, AccountKind
from studio.platforms import Platform
from tests.publishers.kill.stage import Stage
from tests.simulators.apart import Apart, Control
from tests.simulators.authority import authority
from tests.simulators.clock import SimClock
from tests.simulators.faults import HANDSHAKE, Fault, Kind, Rule, rule
from tests.simulators.server import Server
from tests.simulators.zalo.platform import APP, SECRET_KEY
from tests.wordpress.relay import Relay
from tests.wordpress.site import Site
from tests.wordpress.site import wordpress as site_in

PAGES = 5
SITES = 2
_CODE = re.compile(r"Mã bài:\s*(PS-[A-Z2-7]{12})")


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A post as the platform's own records have it."""

    page: str
    reference: str
    pictures: int
    """Or its video."""
    public: bool
    comments: int = 0
    stories: int = 0
    """Of its first picture, or its video."""


class Remote(Protocol):
    stage: Stage

    def break_down(self, seed: int) -> None:
        """From now on every tenth call goes wrong, and every twentieth connection."""
        ...

    def be_good(self) -> None: ...

    def struck(self) -> int:
        """Faults so far."""
        ...

    def seen(self) -> Sequence[Seen]: ...

    def bugs(self) -> list[str]: ...


def troubles(seed: int, *own: Fault) -> tuple[Rule, ...]:
    """Every tenth call goes wrong, in any way there is; `own` are the platform's own errors."""
    line = (
        Fault(kind=Kind.DROP_BEFORE),
        Fault(kind=Kind.DROP_AFTER),
        Fault(kind=Kind.DROP_AFTER),
        Fault(kind=Kind.RESET_BEFORE),
        Fault(kind=Kind.RESET_AFTER),
        Fault(kind=Kind.CUT_BODY, bytes=40),
        Fault(kind=Kind.CUT_ANSWER),
        Fault(kind=Kind.TRUNCATED),
        Fault(kind=Kind.SLOW, seconds=1.5),
        Fault(kind=Kind.HTML),
        Fault(kind=Kind.HTML, status=502, commit=True),
        Fault(kind=Kind.STATUS, status=504, commit=True),
        Fault(kind=Kind.STATUS, status=503, retry_after="1"),
        Fault(kind=Kind.STATUS, status=429, retry_after="1"),
        Fault(kind=Kind.REDIRECT),
        Fault(kind=Kind.PORTAL),
        Fault(kind=Kind.DUPLICATE),
        Fault(kind=Kind.CUT_HEADERS),
        Fault(kind=Kind.TRAILING),
        Fault(kind=Kind.DRIP_HEAD, seconds=0.05),
        Fault(kind=Kind.DRIP_BODY, seconds=0.05),
        Fault(kind=Kind.CONTINUE, seconds=0.02),
        Fault(kind=Kind.ALERT),
        Fault(kind=Kind.DAMAGED),
    )
    handshakes = (Fault(kind=Kind.CUT_HANDSHAKE), Fault(kind=Kind.DRIP_HANDSHAKE, seconds=0.05))
    return (
        rule(*line, *own, probability=0.1, seed=seed),
        rule(*handshakes, method=HANDSHAKE, probability=0.05, seed=seed + 2),
        rule(Fault(kind=Kind.LISTING_DELAYED, seconds=0.5), method="GET", probability=0.1, seed=seed + 1),
    )


class _Simulated:
    def __init__(self, control: Control, stage: Stage, own: Sequence[Fault]) -> None:
        self.control = control
        self.stage = stage
        self._own = own

    def break_down(self, seed: int) -> None:
        self.control.faults(*troubles(seed, *self._own))

    def be_good(self) -> None:
        self.control.no_faults()

    def struck(self) -> int:
        return self.control.hits()

    def bugs(self) -> list[str]:
        return self.control.bugs()


class Facebook(_Simulated):
    def seen(self) -> Sequence[Seen]:
        found: list[Seen] = []
        for page in self.control.state()["pages"]:
            stories = Counter(page["stories"])
            for post in (post for post in page["posts"] if not post["video"]):
                [first, *_] = [photo["sha256"] for photo in post["photos"]] or [""]
                seen = _seen(page["id"], post["message"], len(post["photos"]), post["published"])
                found.append(replace(seen, comments=len(post["comments"]), stories=stories[first]))
            for film in (film for film in (*page["reels"], *page["videos"]) if film["state"]):
                seen = _seen(page["id"], film["description"], 1, film["state"] == "PUBLISHED")
                found.append(replace(seen, comments=len(film["comments"]), stories=stories[film["sha256"]]))
        return found


class Zalo(_Simulated):
    def seen(self) -> Sequence[Seen]:
        return [
            _seen(
                article["oa_id"],
                json.dumps(article["fields"], ensure_ascii=False),
                sum(part["type"] == "image" for part in article["fields"]["body"]),
                article["shown"],
            )
            for article in self.control.state()["articles"]
            if not article["removed"]
        ]


class WordPress:
    """A real site behind a line with faults."""

    def __init__(self, sites: Sequence[Site], servers: Sequence[Server], stage: Stage) -> None:
        self.sites = sites
        self._servers = servers
        self.stage = stage

    def break_down(self, seed: int) -> None:
        for number, server in enumerate(self._servers):
            server.faults.add(*troubles(seed + number))

    def be_good(self) -> None:
        for server in self._servers:
            server.faults.clear()

    def struck(self) -> int:
        return sum(server.faults.hits() for server in self._servers)

    def bugs(self) -> list[str]:
        return [bug for server in self._servers for bug in server.bugs]

    def seen(self) -> Sequence[Seen]:
        found = []
        for account, site in zip(self.stage.accounts, self.sites, strict=True):
            rows = json.loads(
                site.run(
                    'global $wpdb; echo json_encode($wpdb->get_results("SELECT post_name, post_status, post_content '
                    "FROM {$wpdb->posts} WHERE post_type = 'post' AND post_status <> 'auto-draft'\"));"
                )
            )
            for row in rows:
                code = re.search(r"(?:^|-)(ps-[a-z2-7]{12})", row["post_name"])
                if code:
                    pictures = row["post_content"].count("<img")
                    public = row["post_status"] == "publish"
                    found.append(
                        Seen(page=account.page_id, reference=code.group(1).upper(), pictures=pictures, public=public)
                    )
        return found


def _seen(page: str, text: str, pictures: int, public: bool) -> Seen:
    found = _CODE.search(text)
    return Seen(page=page, reference=found.group(1) if found else "", pictures=pictures, public=public)


@contextmanager
def facebook(folder: Path) -> Iterator[Facebook]:
    own = [Fault(kind=Kind.ERROR, commit=commit, options={"code": code}) for code in (1, 2) for commit in (False, True)]
    secured = authority(folder)
    with Apart("facebook", "--pages", str(PAGES), authority=secured) as control:
        pages = control.state()["pages"]
        accounts = [_account(AccountKind.FACEBOOK, Platform.FACEBOOK, page["id"], control.url) for page in pages]
        tokens = {account.name: (page["token"],) for account, page in zip(accounts, pages, strict=True)}
        stage = Stage(
            kind=AccountKind.FACEBOOK,
            platform=Platform.FACEBOOK,
            accounts=tuple(accounts),
            tokens=tokens,
            trusted=secured.certificate,
        )
        yield Facebook(control, stage, own)


@contextmanager
def zalo(folder: Path) -> Iterator[Zalo]:
    own = [Fault(kind=Kind.ERROR, options={"code": -32}), Fault(kind=Kind.ERROR, commit=True, options={"code": -200})]
    secured = authority(folder)
    with Apart("zalo", "--accounts", str(PAGES), authority=secured) as control:
        control.do("settings", requests_per_minute=10**9)
        ids = [oa["oa_id"] for oa in control.state()["oas"]]
        accounts = [_account(AccountKind.ZALO, Platform.ZALO, id_, control.url, image_host="trang-web") for id_ in ids]
        tokens = {}
        for account in accounts:
            pair = control.do("explorer", oa_id=account.page_id)
            tokens[account.name] = (APP, SECRET_KEY, pair["access_token"], pair["refresh_token"])
        stage = Stage(
            kind=AccountKind.ZALO,
            platform=Platform.ZALO,
            accounts=tuple(accounts),
            tokens=tokens,
            trusted=secured.certificate,
        )
        yield Zalo(control, stage, own)


@contextmanager
def wordpress(folder: Path) -> Iterator[WordPress]:
    """`SITES` of them, each with its own database."""
    with ExitStack() as stack:
        secured = authority(folder)
        sites, servers, accounts, tokens = [], [], [], {}
        for number in range(SITES):
            home = folder / f"wp{number}"
            home.mkdir()
            site = stack.enter_context(site_in(home))
            server = stack.enter_context(Server(Relay(site), clock=SimClock(), keep_bodies=False, authority=secured))
            account = _account(AccountKind.WORDPRESS, Platform.WEBSITE, page_id_of(site.address), server.url)
            user = site.users["editor"]
            tokens[account.name] = (user.name, user.password)
            sites.append(site)
            servers.append(server)
            accounts.append(account)
        stage = Stage(
            kind=AccountKind.WORDPRESS,
            platform=Platform.WEBSITE,
            accounts=tuple(accounts),
            tokens=tokens,
            trusted=secured.certificate,
        )
        yield WordPress(sites, servers, stage)


def _account(kind: AccountKind, platform: Platform, page_id: str, url: str, image_host: str = "") -> Account:
    return Account(
        name=f"trang-{page_id}".lower().replace("_", "-").replace(".", "-"),
        kind=kind,
        platform=platform,
        page_id=page_id,
        title=f"Công an {page_id}",
        base_url=url,
        image_host=image_host,
    )
