"""A page on the simulated Facebook, with everything a publisher needs kept in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from studio.accounts.logins import FacebookLogin, Login
from studio.accounts.model import AccountKind
from studio.platforms import Platform
from studio.posts.model import Attachment, Package
from studio.publishers.facebook.publisher import FacebookPublisher
from studio.publishers.http import Http, Reply
from studio.publishers.port import Answer
from studio.publishers.storage import Note
from studio.secret import Secret
from tests.publishers.patience import Impatient
from tests.publishers.samples import TEXT, TITLE, Files, account
from tests.simulators.clock import SimClock
from tests.simulators.facebook import access
from tests.simulators.facebook.graph import Graph
from tests.simulators.facebook.model import Post, Token
from tests.simulators.facebook.pictures import jpeg
from tests.simulators.faults import ENDLESS, Fault, rule
from tests.simulators.server import Entry, Server
from tests.simulators.wire import matches
from tests.ui.stand_in import StandIn

NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
REFERENCE = "PS-ABCDEFGHIJ23"
OTHER_REFERENCE = "PS-ABCDEFGHIJ77"
PAGE, OTHER_PAGE = "100000000000001", "100000000000002"
FOREVER = 60.0
"""Seconds by which a slow answer is late; the simulator gives up waiting when it is closed."""


class Odd(Http):
    """Hands `body` on instead of the answer of one endpoint, as something in between may that repeats another one."""

    def __init__(self, path: str, body: bytes) -> None:
        super().__init__(answer_within=FOREVER)
        self._path = path
        self._body = body

    def send(self, method: str, url: str, **parts: Any) -> Reply:
        reply = super().send(method, url, **parts)
        return replace(reply, body=self._body) if matches(self._path, urlsplit(url).path) is not None else reply


class MemoryLogins(StandIn):  # type: ignore[misc]
    """As `studio.accounts.sealed_logins.SealedLogins`, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Login] = {}
        self._turn = threading.RLock()

    def load(self, account: str) -> Login | None:
        return self.kept.get(account)

    def save(self, account: str, login: Login) -> None:
        self.kept[account] = login

    def forget(self, account: str) -> None:
        self.kept.pop(account, None)

    @contextmanager
    def alone(self, account: str) -> Iterator[None]:
        with self._turn:
            yield


class MemoryNotes(StandIn):  # type: ignore[misc]
    """As `studio.publishers.storage.StoredNotes`, in memory."""

    def __init__(self, clock: SimClock) -> None:
        self.kept: dict[str, dict[str, Note]] = {}
        self._clock = clock

    def of(self, reference: str) -> dict[str, Note]:
        return dict(self.kept.get(reference, {}))

    def put(self, reference: str, key: str, value: str) -> None:
        self.kept.setdefault(reference, {})[key] = Note(value=value, at=self._clock.now())

    def drop(self, reference: str, *keys: str) -> None:
        for key in keys or tuple(self.kept.get(reference, {})):
            self.kept.get(reference, {}).pop(key, None)


class Scene:
    """One page, connected, with a standing clock. `pauses`: seconds a publisher let pass before a call."""

    def __init__(self, server: Server) -> None:
        assert isinstance(server.platform, Graph)
        self.server, self.facebook, self.clock = server, server.platform, server.clock
        self.world = self.facebook.world
        self.account = account(AccountKind.FACEBOOK, page_id=PAGE, base_url=server.url)
        self.http = Http(answer_within=FOREVER, trust=server.trust)
        self.logins, self.notes, self.files = MemoryLogins(), MemoryNotes(self.clock), Files()
        self.pauses: list[float] = []
        self.connect(PAGE)
        self.publisher = self.another()

    def another(self, http: Http | None = None) -> FacebookPublisher:
        """A publisher as a new start of the program has it."""
        return FacebookPublisher(http or self.http, self.logins, self.notes, self.clock, pause=self.pauses.append)

    def break_once(self, fault: Fault, method: str, path: str, nth: int = 1) -> None:
        """Let that call of the endpoint go wrong; a slow answer meets a client of little patience."""
        self.server.faults.add(rule(fault, method=method, path=path, nth=(nth,)))
        if fault.kind in ENDLESS:
            self.publisher = self.another(Impatient(self.server))

    def mend(self) -> None:
        """From now on everything works, for a program that was started anew."""
        self.server.faults.clear()
        self.publisher = self.another()

    def connect(self, page_id: str, **changes: Any) -> Token:
        """Give the account a new token of that page; `changes` as of `Token`."""
        token = access.issue(self.world, "page", page_id, long=True)
        for name, value in changes.items():
            setattr(token, name, value)
        self.logins.save(self.account.name, FacebookLogin(page_token=Secret(token.value)))
        return token

    def picture(self, name: str, alt: str = "") -> Attachment:
        data = jpeg(name)
        return Attachment(
            sha256=self.files.put(data),
            name=f"{name}.jpg",
            mime="image/jpeg",
            width=64,
            height=80,
            bytes=len(data),
            alt=alt,
            origin=f"media:{name}",
        )

    def video(self, data: bytes) -> Attachment:
        return Attachment(
            sha256=self.files.put(data),
            name="phim.mp4",
            mime="video/mp4",
            width=1080,
            height=1920,
            bytes=len(data),
            alt="",
            origin="media:v1",
        )

    def package(self, *pictures: str, text: str = TEXT, link: str = "", title: str = TITLE) -> Package:
        attachments = tuple(self.picture(name, f"Ảnh {name}") for name in pictures)
        return Package(platform=Platform.FACEBOOK, text=text, title=title, attachments=attachments, link=link)

    def film(self, data: bytes) -> Package:
        return replace(self.package(), attachments=(self.video(data),))

    # what is done

    def create(self, package: Package, reference: str = REFERENCE, at: datetime | None = None) -> Answer:
        return self.publisher.create(self.account, package, reference, self.files, at)

    def reveal(self, remote_id: str, package: Package, reference: str = REFERENCE) -> Answer:
        return self.publisher.reveal(self.account, remote_id, package, reference, self.files)

    def by_hand(self, message: str, *, at: datetime | None = None, visitor: bool = False) -> str:
        """A post that somebody wrote on facebook.com; its id."""
        moment = (at or self.clock.now()).isoformat()
        given = {"page": PAGE, "message": message, "at": moment, "visitor": visitor}
        return str(self.server.platform.control("write", given)["id"])

    def complete(self, remote_id: str, package: Package, reference: str = REFERENCE) -> Answer:
        return self.publisher.complete(self.account, remote_id, package, reference, self.files)

    def end_story(self, reference: str = REFERENCE) -> Answer:
        return self.publisher.end_story(self.account, reference)

    # what is there

    def posts(self, page_id: str = PAGE) -> list[Post]:
        with self.server.lock:
            return self.world.posts_of(page_id)

    def calls(self, method: str = "*", path: str = "*") -> list[Entry]:
        return self.server.journal(method, path)
