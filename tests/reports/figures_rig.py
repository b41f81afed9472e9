"""A unit whose pages are counted: real services over a real profile, deliveries as the outbox leaves them.

Today is 25/11/2026, 09:00 in Vietnam. `rig.out` puts a published post on a page, `rig.enter` what a person reads off a
picture of the page's figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from studio.accounts.model import Account, AccountKind
from studio.clock import VIETNAM
from studio.errors import StudioError
from studio.feedback.figures import Period
from studio.outbox.model import Delivery, DeliveryState, Receipt
from studio.outbox.storage import StoredOutbox
from studio.people.present import by_itself
from studio.platforms import Platform
from studio.publishers.figures import TellsFigures
from studio.publishers.registry import FigureReaders
from studio.reports.figures import PageFigures
from studio.reports.model import Figure, Metric, MonthFigures
from studio.reports.observations import EnteredFigure
from studio.reports.storage_figures import StoredFigures
from studio.reports.storage_posts import StoredPostsOut
from tests.accounts.keyrings import MemorySafe
from tests.feedback.desk_rig import FACEBOOK, DeskRig

PNG = b"\x89PNG\r\n\x1a\n" + b"a picture"
ZALO = Account(
    name="trang-zalo",
    kind=AccountKind.ZALO,
    platform=Platform.ZALO,
    page_id="2000000002",
    title="Công an phường Minh Khai",
    base_url="https://openapi.zalo.me",
)
SOURCE = "Meta Business Suite, chụp 25/11"


class TellingPlatform:
    """`studio.publishers.figures.FigureReader` as a test has it: what it tells, what it is asked, how it fails."""

    def __init__(self) -> None:
        self.pages: dict[str, TellsFigures] = {}
        self.posts: dict[str, TellsFigures] = {}
        self.asked: list[str] = []
        self.trouble: dict[str, StudioError] = {}
        """By account."""

    def of_page(self, account: Account, since: date, until: date) -> TellsFigures:
        self._heard(account, f"{account.name} {since}..{until}")
        return self.pages.get(account.name, TellsFigures())

    def of_posts(self, account: Account, remote_ids: Sequence[str]) -> Mapping[str, TellsFigures]:
        for remote in remote_ids:
            self._heard(account, remote)
        return {remote: self.posts[remote] for remote in remote_ids if remote in self.posts}

    def _heard(self, account: Account, what: str) -> None:
        if account.name in self.trouble:
            raise self.trouble[account.name]
        self.asked.append(what)


class FiguresRig:
    """One profile; `figures` is the service. `again`: the profile is there, and is opened once more."""

    def __init__(self, root: Path, *, again: bool = False) -> None:
        self.desk = DeskRig(root, safe=MemorySafe())
        if not again:
            self.desk.found()
            with self.desk.at_work(self.desk.cuong):
                self.desk.studio.connections.add(ZALO, self.desk.cuong.id)
        self.clock = self.desk.clock
        self.store = self.desk.studio.store
        self.repo = StoredFigures(self.store, self.desk.studio.files)
        self.told: list[str] = []
        self.platform = TellingPlatform()
        self.figures = self._made(dict.fromkeys(AccountKind, self.platform), self._accounts)

    def use(self, readers: FigureReaders, pages: Sequence[Account]) -> None:
        """Let the service ask through these, for these pages."""
        self.figures = self._made(readers, lambda: pages)

    def _made(self, readers: FigureReaders, accounts: Callable[[], Sequence[Account]]) -> PageFigures:
        return PageFigures(
            self.repo,
            StoredPostsOut(self.store),
            self.desk.studio.people,
            self.clock,
            readers=readers,
            accounts=accounts,
            feedback=lambda month: self.desk.feedback.statistics.of(Period.MONTH, month),
            practice=False,
            note=self._note,
            publish=lambda name, /, **facts: self.told.append(name),
        )

    def _accounts(self) -> Sequence[Account]:
        """Every page is connected, but for practice."""
        return [
            one if one.kind is AccountKind.PRACTICE else replace(one, connected_by="i4")
            for one in self.desk.studio.accounts.list()
        ]

    def _note(self, act: str, by: str, data: object) -> None:
        self.told.append(f"{act} by {by}")

    def close(self) -> None:
        self.desk.close()

    def out(
        self,
        post: str,
        at: datetime,
        *,
        page: str = FACEBOOK.name,
        state: DeliveryState = DeliveryState.VERIFIED,
        remote: str = "",
    ) -> str:
        """Put a post on a page as out since `at`; returns the reference of its delivery."""
        reference = f"ref-{post}-{page}"
        delivery = Delivery(
            id=f"d-{post}-{page}", post_id=post, post_title=f"Bài {post}", account=page,
            platform=Platform.ZALO if page == ZALO.name else Platform.FACEBOOK, page_id="1", seal="s",
            reference=reference, state=state, due_at=at, created_at=at, updated_at=at, last_sent_at=at,
            remote_id=remote or f"1_{post}",
        )  # fmt: skip
        with by_itself("a test fills the outbox"):
            outbox = StoredOutbox(self.store)
            outbox.add(delivery)
            outbox.save_receipt(
                Receipt(delivery=delivery.id, remote_id=delivery.remote_id, permalink="", at=at, verified=True, raw="")
            )
        return reference

    def enter(
        self, post: str, value: int, metric: Metric = Metric.VIEWS, *, page: str = FACEBOOK.name, on: date | None = None
    ) -> None:
        """A person reads one number off a picture."""
        with self.desk.at_work(self.desk.an):
            self.figures.enter(
                [EnteredFigure(page=page, post=post, metric=metric, value=value)],
                capture=PNG,
                source=SOURCE,
                by=self.desk.an.id,
                on=on,
            )

    def month(self, day: date = date(2026, 11, 1)) -> MonthFigures:
        return self.figures.of_month(day)

    def page(self, name: str = FACEBOOK.name, day: date = date(2026, 11, 1)) -> dict[Metric, Figure]:
        return dict(next(row for row in self.month(day).pages if row.page == name).figures)


def there(day: int, hour: int = 9, minute: int = 0, second: int = 0, *, month: int = 11) -> datetime:
    """A moment of 2026 in Vietnam."""
    return datetime(2026, month, day, hour, minute, second, tzinfo=VIETNAM).astimezone(UTC)
