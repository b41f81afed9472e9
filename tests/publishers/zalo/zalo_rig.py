"""An official account on the simulated Zalo, with everything a publisher needs kept in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from studio.accounts.logins import Login, ZaloLogin
from studio.accounts.model import Account, AccountKind
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.posts.model import Attachment, Package
from studio.publishers.http import Http
from studio.publishers.storage import Note
from studio.publishers.zalo.api import ZaloApi
from studio.publishers.zalo.grant import Grants
from studio.publishers.zalo.images import UnitHost
from studio.publishers.zalo.publisher import ZaloPublisher
from studio.secret import KeyringTrouble, Secret
from tests.publishers.samples import Files
from tests.simulators.clock import SimClock
from tests.simulators.server import FOREVER, Server
from tests.simulators.zalo.platform import APP, SECRET_KEY, Zalo
from tests.ui.stand_in import StandIn

NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
HOLDER = "profile-1"
REFERENCE = "PS-ABCDEFGHIJ23"
TITLE = "CẢNH BÁO: giả danh công an gọi điện yêu cầu chuyển tiền"
TEXT = f"{TITLE}\n\nNgười dân không làm theo lời kẻ gian.\nHãy gọi 113 hoặc 024 0000 0001."
JPEG = b"\xff\xd8\xff\xe0 picture %d"
MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(60)


class MemoryLogins(StandIn):  # type: ignore[misc]
    """As `studio.accounts.sealed_logins.SealedLogins`, in memory. Saves fail while `fails` is set."""

    def __init__(self) -> None:
        self._kept: dict[str, Login] = {}
        self._turn = threading.RLock()
        self.fails = False
        self.saves = 0

    def load(self, account: str) -> Login | None:
        return self._kept.get(account)

    def save(self, account: str, login: Login) -> None:
        if self.fails:
            raise KeyringTrouble(Bilingual("kho khóa đang bị khóa.", "the keyring is locked."))
        self.saves += 1
        self._kept[account] = login

    def forget(self, account: str) -> None:
        self._kept.pop(account, None)

    @contextmanager
    def alone(self, account: str) -> Iterator[None]:
        with self._turn:
            yield


class MemoryNotes(StandIn):  # type: ignore[misc]
    """As `studio.publishers.storage.StoredNotes`, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Note]] = {}

    def of(self, reference: str) -> dict[str, Note]:
        return dict(self.kept.get(reference, {}))

    def put(self, reference: str, key: str, value: str) -> None:
        self.kept.setdefault(reference, {})[key] = Note(value=value, at=NOON)

    def drop(self, reference: str, *keys: str) -> None:
        for key in keys or tuple(self.kept.get(reference, {})):
            self.kept.get(reference, {}).pop(key, None)


class ZaloRig:
    """One official account, connected. `pauses` are what was waited, in seconds; the clock moves with them."""

    def __init__(self, server: Server) -> None:
        assert isinstance(server.platform, Zalo)
        self.server, self.zalo, self.clock = server, server.platform, server.clock
        self.oa_id = next(iter(self.zalo.pairs))
        self.account = Account(
            name="zalo-xa",
            kind=AccountKind.ZALO,
            platform=Platform.ZALO,
            page_id=self.oa_id,
            title="Công an xã Mẫu",
            base_url=server.url,
            image_host="trang-web",
        )
        self.logins, self.notes = MemoryLogins(), MemoryNotes()
        self.files = Files()
        self.pauses: list[float] = []
        self.uploads: list[str] = []
        self.connect()
        self.speak_through(Http(answer_within=FOREVER, trust=server.trust))

    def speak_through(self, http: Http) -> None:
        self.http = http
        self.host = UnitHost(http, website=lambda name: self.account, upload=self.upload)
        self.publisher = self.another()

    def another(self) -> ZaloPublisher:
        """A publisher as a new start of the program has it."""
        return ZaloPublisher(
            http=self.http,
            grants=self.grants(),
            notes=self.notes,
            clock=self.clock,
            host=self.host,
            pause=self.pause,
        )

    def grants(self) -> Grants:
        return Grants(self.http, self.logins, self.clock, HOLDER)

    def api(self) -> ZaloApi:
        return ZaloApi(self.http, self.grants(), self.clock)

    def connect(self, **changes: Any) -> ZaloLogin:
        pair, now = self.zalo.pairs[self.oa_id], self.clock.now()
        login = ZaloLogin(
            app_id=APP,
            secret_key=Secret(SECRET_KEY),
            access_token=Secret(pair["access_token"]),
            access_from=now,
            access_until=now + timedelta(seconds=90_000),
            refresh_token=Secret(pair["refresh_token"]),
            refresh_until=now + timedelta(days=90),
            holder=HOLDER,
        )
        login = replace(login, **changes)
        self.logins.save(self.account.name, login)
        return login

    @property
    def login(self) -> ZaloLogin:
        found = self.logins.load(self.account.name)
        assert isinstance(found, ZaloLogin)
        return found

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.clock.advance(timedelta(seconds=seconds))

    def upload(self, account: Account, name: str, data: bytes, mime: str) -> str:
        """The media library of the unit's website."""
        self.uploads.append(name)
        self.zalo.pictures.files[name] = data
        return f"{self.server.url}/images/{name}"

    def package(self, *, images: int = 2, text: str = TEXT, title: str = TITLE, video: bool = False) -> Package:
        attachments = [
            self._attachment(JPEG % number, f"{number:02d}-alert.jpg", "image/jpeg") for number in range(1, images + 1)
        ]
        if video:
            attachments.append(self._attachment(MP4, "phim.mp4", "video/mp4"))
        return Package(platform=Platform.ZALO, text=text, title=title, attachments=tuple(attachments))

    def _attachment(self, data: bytes, name: str, mime: str) -> Attachment:
        return Attachment(
            sha256=self.files.put(data),
            name=name,
            mime=mime,
            width=1080,
            height=1350,
            bytes=len(data),
            alt=f"Ảnh {name}",
            origin="card:alert:p45",
        )

    # what is on Zalo

    @property
    def articles(self) -> list[dict[str, Any]]:
        """Those that are there, hidden ones too."""
        with self.server.lock:
            found: list[dict[str, Any]] = self.zalo.state()["articles"]
        return [article for article in found if not article["removed"]]

    @property
    def shown(self) -> list[dict[str, Any]]:
        return [article for article in self.articles if article["shown"]]

    def do(self, action: str, **given: Any) -> Any:
        with self.server.lock:
            return self.zalo.control(action, given)

    def calls(self, path: str) -> int:
        return len(self.server.journal(path=path))


def still_clock() -> SimClock:
    return SimClock(NOON)
