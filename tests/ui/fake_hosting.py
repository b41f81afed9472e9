"""The categories of a website, and pictures that a person puts at an address, of plain values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from studio.accounts.model import Account, AccountKind, Category
from studio.errors import BadInput, NotPermitted, StudioError
from studio.phrase import Pair
from tests.ui.fake_data import PIN
from tests.ui.fake_people import FakeAccounts
from tests.ui.stand_in import StandIn

CATEGORIES = tuple(
    Category(id=number, name=name)
    for number, name in enumerate(("An ninh trật tự", "Cảnh báo lừa đảo", "Tin hoạt động"), start=3)
)


class FakeCategories(StandIn):  # type: ignore[misc]
    """`there` is what the site has; `trouble` is raised when it is asked."""

    def __init__(self, accounts: FakeAccounts) -> None:
        self._accounts = accounts
        self.there = CATEGORIES
        self.trouble: StudioError | None = None
        self.chosen_by: list[str] = []

    def has(self, kind: AccountKind) -> bool:
        return kind is AccountKind.WORDPRESS

    def on_site(self, account: str) -> Sequence[Category]:
        if self.trouble is not None:
            raise self.trouble
        return self.there

    def choose(self, account: str, wanted: Collection[str | int], by: str, pin: str) -> Account:
        if pin != PIN:
            raise NotPermitted(Pair("PIN chưa đúng; còn 4 lần thử.", "the PIN is wrong; 4 tries are left."))
        self.chosen_by.append(by)
        chosen = tuple(category for category in self.on_site(account) if category.id in wanted)
        self._accounts.accounts[account] = replace(self._accounts.accounts[account], categories=chosen)
        return self._accounts.accounts[account]


@dataclass(frozen=True)
class FakePicture(StandIn):  # type: ignore[misc]
    name: str
    url: str
    picture: str
    data: bytes


PICTURES = tuple(
    FakePicture(name, f"https://congan.example.gov.vn/anh/{name}", picture, b"\xff\xd8" + name.encode())
    for name, picture in (
        ("ps-41d2c8a09f3b77e1.png", "the-canh-bao.png"),
        ("ps-9ab0c3d4e5f60718.jpg", "cuoc-goi-la.jpg"),
    )
)


class FakeHandPictures(StandIn):  # type: ignore[misc]
    """`lacks` are those not in place; `pages` the names of accounts that need it."""

    def __init__(self) -> None:
        self.pages: frozenset[str] = frozenset()
        self.lacks: tuple[FakePicture, ...] = PICTURES
        self.looks = 0

    def needed(self, account: Account) -> bool:
        return account.name in self.pages

    def of(self, post_id: str) -> Sequence[FakePicture]:
        return PICTURES

    def write(self, post_id: str, folder: Path) -> Sequence[Path]:
        if not folder.is_dir():
            raise BadInput(
                Pair("không ghi được vào thư mục này.", "the folder cannot be written to."), where=str(folder)
            )
        for picture in PICTURES:
            (folder / picture.name).write_bytes(picture.data)
        return [folder / picture.name for picture in PICTURES]

    def missing(self, post_id: str) -> Sequence[FakePicture]:
        self.looks += 1
        return self.lacks
