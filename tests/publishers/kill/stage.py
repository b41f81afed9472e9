"""What the killed processes work on: pages, logins and posts, of which every process makes the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from studio.accounts.logins import FacebookLogin, Login, WordPressLogin, ZaloLogin
from studio.accounts.model import Account, AccountKind
from studio.canonical import digest, sha256
from studio.outbox.context import SendContext
from studio.platforms import Platform
from studio.posts.model import NO_OPTIONS, Attachment, Bundle, Package, PlatformOptions, VideoWay
from studio.secret import Secret
from studio.store.files import FileStore
from tests.simulators.facebook.pictures import jpeg

HOLDER = "profile-1"
FAR = datetime(2100, 1, 1, tzinfo=UTC)
EVERYWHERE = 7
"""Every so many posts one goes to all pages."""
FILM = 4
"""On Facebook every so many posts one is a film: a reel and a plain video in turn."""
REELS_MOST = 75
"""A page takes thirty a day; no number up to here gives any page more. The films after them are plain videos."""
ASKS = 2
"""On Facebook every so many posts one asks for what can be done beside it; all films are among them."""
COMMENT = "Đường dây nóng của đơn vị: 113."


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Pickled into every process."""

    kind: AccountKind
    platform: Platform
    accounts: tuple[Account, ...]
    trusted: Path
    """Certificate of the authority that the servers show."""
    tokens: Mapping[str, tuple[str, ...]] = field(repr=False)
    """By account: what its login is made of, all of it made up."""

    def logins(self) -> dict[str, Login]:
        return {account.name: self._login(self.tokens[account.name]) for account in self.accounts}

    def _login(self, parts: tuple[str, ...]) -> Login:
        if self.kind is AccountKind.FACEBOOK:
            return FacebookLogin(page_token=Secret(parts[0]))
        if self.kind is AccountKind.WORDPRESS:
            return WordPressLogin(user=parts[0], password=Secret(parts[1]))
        return ZaloLogin(
            app_id=parts[0],
            secret_key=Secret(parts[1]),
            access_token=Secret(parts[2]),
            access_from=FAR - timedelta(hours=1),
            access_until=FAR,
            refresh_token=Secret(parts[3]),
            refresh_until=FAR,
            holder=HOLDER,
        )

    def names(self, number: int) -> tuple[str, ...]:
        """The accounts a post goes to."""
        if number % EVERYWHERE == 0:
            return tuple(account.name for account in self.accounts)
        return (self.accounts[number % len(self.accounts)].name,)

    def way(self, number: int) -> VideoWay | None:
        """As what the post's film goes out; None: it has none."""
        if self.kind is not AccountKind.FACEBOOK or number % FILM != FILM - 1:
            return None
        turn = number // FILM
        return VideoWay.REEL if turn % 2 == 0 and turn < 2 * REELS_MOST else VideoWay.VIDEO

    def options(self, number: int) -> PlatformOptions:
        """What the post asks for beside itself: no pin of a film, no story of a plain video or of words alone."""
        if self.kind is not AccountKind.FACEBOOK or number % ASKS != ASKS - 1:
            return NO_OPTIONS
        way = self.way(number)
        story = way is VideoWay.REEL if way is not None else pictures(number) > 0
        return PlatformOptions(first_comment=COMMENT, pinned=way is None, story=story)


class Approved:
    """The gate: every post of the stage is approved, and made when it is asked for."""

    def __init__(self, stage: Stage, files: FileStore) -> None:
        self._stage = stage
        self._files = files

    @cached_property
    def _accounts(self) -> Mapping[str, Account]:
        return {account.name: account for account in self._stage.accounts}

    def ready_to_queue(self, post_id: str, accounts: Sequence[str], now: datetime) -> tuple[SendContext, ...]:
        return tuple(self.ready(post_id, account, now) for account in accounts)

    def ready(self, post_id: str, account: str, now: datetime) -> SendContext:
        bundle = self.bundle(post_id)
        return SendContext(
            bundle=bundle, package=bundle.packages[self._stage.platform], account=self._accounts[account]
        )

    def bundle(self, post_id: str) -> Bundle:
        """``p12``: every text comes twice, as real notices do; pictures and references are a post's own."""
        number = int(post_id[1:])
        text = text_of(number)
        attachments = self._attachments(post_id, number)
        targets = [self._accounts[name] for name in self._stage.names(number)]
        package = Package(
            platform=self._stage.platform,
            text=text,
            title=text.splitlines()[0],
            attachments=attachments,
            video_way=self._stage.way(number) or VideoWay.REEL,
            options=self._stage.options(number),
        )
        return Bundle(
            post_id=post_id,
            revision=1,
            content_hash=digest(text),
            packages={self._stage.platform: package},
            targets=tuple((a.name, str(a.platform), a.page_id) for a in targets),
            publish_at=None,
            seal=digest([post_id, text, [a.sha256 for a in attachments], [a.page_id for a in targets]]),
        )

    def _attachments(self, post_id: str, number: int) -> tuple[Attachment, ...]:
        way = self._stage.way(number)
        if way is not None:
            return (self._attachment(post_id, 0, "video/mp4", film(post_id, parts=1 if way is VideoWay.REEL else 4)),)
        least = 0 if self._stage.kind is not AccountKind.ZALO else 1  # an article needs a cover
        places = range(1, least + pictures(number) + 1)
        return tuple(self._attachment(post_id, n, "image/jpeg", jpeg(f"{post_id}/{n}")) for n in places)

    def _attachment(self, post_id: str, place: int, mime: str, data: bytes) -> Attachment:
        return Attachment(
            sha256=self._files.put(data),
            name=f"{post_id}-{place}.{'mp4' if mime == 'video/mp4' else 'jpg'}",
            mime=mime,
            width=64,
            height=80,
            bytes=len(data),
            alt=f"Ảnh {place} của bài {post_id}" if mime == "image/jpeg" else "",
            origin=f"media:{post_id}-{place}",
        )


def pictures(number: int) -> int:
    return number % 3


def text_of(number: int) -> str:
    return f"Thông báo số {number // 2}/TB-CAP\n\nNgười dân đề phòng lừa đảo, cần giúp hãy gọi 113."


def film(post_id: str, *, parts: int) -> bytes:
    """So long that a plain video goes up in so many parts."""
    return b"\0\0\0\x18ftypisom" + sha256(post_id.encode()).encode() * (300 * parts)
