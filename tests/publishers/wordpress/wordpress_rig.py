"""A publisher at work on a real WordPress, and what a test wants to know of that."""

from __future__ import annotations

import io
import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from PIL import Image

from studio.accounts.addresses import page_id_of
from studio.accounts.logins import Login, WordPressLogin
from studio.accounts.model import Account, AccountKind
from studio.clock import SystemClock
from studio.platforms import Platform
from studio.posts.model import Attachment, Package
from studio.publishers.http import Http
from studio.publishers.port import Answer, RemotePost
from studio.publishers.storage import Note
from studio.publishers.wordpress.publisher import WordPressPublisher
from studio.secret import Secret
from tests.films import film
from tests.publishers import samples
from tests.simulators.server import Server
from tests.ui.stand_in import StandIn
from tests.wordpress.site import Site

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


class MemoryNotes(StandIn):  # type: ignore[misc]
    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Note]] = {}

    def of(self, reference: str) -> dict[str, Note]:
        return dict(self.kept.get(reference, {}))

    def put(self, reference: str, key: str, value: str) -> None:
        self.kept.setdefault(reference, {})[key] = Note(value=value, at=datetime(2026, 11, 25, tzinfo=UTC))

    def drop(self, reference: str, *keys: str) -> None:
        there = self.kept.get(reference, {})
        for key in keys or tuple(there):
            there.pop(key, None)


class MemoryLogins(StandIn):  # type: ignore[misc]
    def __init__(self, kept: Mapping[str, Login] | None = None) -> None:
        self.kept = dict(kept or {})

    def load(self, account: str) -> Login | None:
        return self.kept.get(account)

    def save(self, account: str, login: Login) -> None:
        self.kept[account] = login

    def forget(self, account: str) -> None:
        self.kept.pop(account, None)

    @contextmanager
    def alone(self, account: str) -> Iterator[None]:
        yield


@dataclass
class WordPressRig:
    """`account` reaches the site through `server`, which can go wrong on the way."""

    site: Site
    server: Server
    http: Http
    clock: SystemClock = field(default_factory=SystemClock)
    files: samples.Files = field(default_factory=samples.Files)
    notes: MemoryNotes = field(default_factory=MemoryNotes)
    logins: MemoryLogins = field(default_factory=MemoryLogins)

    def __post_init__(self) -> None:
        self.account: Account = samples.account(
            AccountKind.WORDPRESS,
            Platform.WEBSITE,
            base_url=self.server.url,
            page_id=page_id_of(self.site.address),
        )
        self.log_in("editor")
        self.publisher = self.restarted()

    def log_in(self, role: str) -> None:
        self.logins.save(self.account.name, login_of(self.site, role))

    def restarted(self) -> WordPressPublisher:
        """The publisher as the next process has it."""
        self.publisher = WordPressPublisher(self.http, self.logins, self.notes, self.clock)
        return self.publisher

    def reference(self) -> str:
        """A new one; the site is shared by all tests of this process."""
        return "PS-" + "".join(secrets.choice(LETTERS) for _ in range(12))

    def package(self, *, images: int = 2, **changes: Any) -> Package:
        attachments = tuple(self.picture(number) for number in range(1, images + 1))
        return replace(
            Package(platform=Platform.WEBSITE, text=samples.TEXT, title=samples.TITLE, attachments=attachments),
            **changes,
        )

    def picture(self, number: int, data: bytes = b"", name: str = "") -> Attachment:
        data = data or jpeg(number)
        return Attachment(
            sha256=self.files.put(data),
            name=name or f"{number:02d}-alert.jpg",
            mime="image/jpeg",
            width=80,
            height=60,
            bytes=len(data),
            alt=f"Thẻ “cảnh báo” <{number}>",
            origin=f"card:alert-{number}:link",
        )

    def film(self, data: bytes = b"") -> Attachment:
        data = data or film(size=300_000)
        return Attachment(
            sha256=self.files.put(data),
            name="02-m1.mp4",
            mime="video/mp4",
            width=720,
            height=1280,
            bytes=len(data),
            alt="Cán bộ hướng dẫn người dân tại bộ phận một cửa",
            origin="media:m1",
        )

    def create(self, package: Package, reference: str, at: datetime | None = None) -> Answer:
        return self.publisher.create(self.account, package, reference, self.files, at)

    def reveal(self, answer: Answer, package: Package, reference: str) -> Answer:
        return self.publisher.reveal(self.account, answer.remote_id, package, reference, self.files)

    def edit(self, answer: Answer, package: Package, reference: str) -> Answer:
        return self.publisher.edit(self.account, answer.remote_id, package, reference, self.files)

    def back(self, answer: Answer) -> RemotePost | None:
        return self.publisher.read_back(self.account, answer.remote_id)

    def slug(self, reference: str) -> str:
        """That of a post with the title of the samples."""
        return f"canh-bao-gia-danh-cong-an-goi-dien-yeu-cau-chuyen-tien-{reference.lower()}"

    def slugs(self, reference: str, kind: str = "post") -> list[str]:
        """What the site's database holds under a reference, as ``slug status``."""
        told = self.site.run(
            f"echo json_encode(page_studio_slugs({json.dumps(kind)}, {json.dumps(reference.lower())}));"
        )
        found: list[str] = json.loads(told)
        return found

    def paths(self, method: str = "*", path: str = "*") -> list[str]:
        """What was asked of the site, without the API's beginning."""
        return [entry.call.path.removeprefix("/wp-json/wp/v2") for entry in self.server.journal(method, path)]


def login_of(site: Site, role: str) -> WordPressLogin:
    user = site.users[role]
    return WordPressLogin(user=user.name, password=Secret(user.password))


def jpeg(number: int, size: tuple[int, int] = (80, 60)) -> bytes:
    """A picture of its own for every number."""
    held = io.BytesIO()
    Image.new("RGB", size, (number * 37 % 256, number * 11 % 256, 90)).save(held, "JPEG")
    return held.getvalue()
