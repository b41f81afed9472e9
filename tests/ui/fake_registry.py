"""The registry of the small studio: the real service, with plain values under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path

from studio.accounts.model import Account, PageStatus
from studio.directory.model import DirectoryBook
from studio.errors import NotPermitted
from studio.people.model import Person, Role
from studio.phrase import Pair, Phrase
from studio.platforms import Platform
from studio.registry import rules
from studio.registry.model import Basis, PageEvidence, PageFile, PageIdentity, Request, Verification
from studio.registry.service import Registry
from studio.signoffs.model import SignOff
from studio.signoffs.service import SignOffs
from tests.ui.fake_data import NOW, UNIT
from tests.ui.fake_people import FakeAccounts, FakeDirectory, FakePeople
from tests.ui.stand_in import StandIn


class Staff(StandIn):  # type: ignore[misc]
    """The people of the small studio as services ask for them."""

    def __init__(self, people: FakePeople) -> None:
        self._people = people

    def list(self) -> tuple[Person, ...]:
        return tuple(self._people.list())

    def require_active(self, person: str) -> Person:
        return self._people.people[person]

    def require(self, person: str, *roles: Role) -> Person:
        found = self._people.people[person]
        if not found.roles & set(roles):
            raise NotPermitted(Pair("chưa có vai trò cần thiết.", "the role is missing."))
        return found

    def verify_pin(self, person: str, pin: str) -> Person:
        return self._people.verify_pin(person, pin)


class SomePages(StandIn):  # type: ignore[misc]
    """`PageFileRepository`."""

    def __init__(self) -> None:
        self.files: dict[str, PageFile] = {}

    def transaction(self) -> AbstractContextManager[object]:
        return nullcontext()

    def all(self) -> tuple[PageFile, ...]:
        return tuple(sorted(self.files.values(), key=lambda file: file.changed_at, reverse=True))

    def get(self, id: str) -> PageFile | None:
        return self.files.get(id)

    def save(self, file: PageFile) -> None:
        self.files[file.id] = file

    def remove(self, id: str) -> None:
        del self.files[id]


class Shelf(StandIn):  # type: ignore[misc]
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        name = sha256(data).hexdigest()
        self.kept[name] = data
        return name

    def get(self, name: str) -> bytes:
        return self.kept[name]


class SomeSignOffs(StandIn):  # type: ignore[misc]
    """`SignOffRepository`."""

    def __init__(self) -> None:
        self.kept: dict[str, SignOff] = {}

    def transaction(self) -> AbstractContextManager[object]:
        return nullcontext()

    def get(self, id: str) -> SignOff | None:
        return self.kept.get(id)

    def of(self, kind: str, subject: str) -> tuple[SignOff, ...]:
        return tuple(one for one in reversed(self.kept.values()) if (one.kind, one.subject) == (kind, subject))

    def undecided(self) -> tuple[SignOff, ...]:
        return tuple(one for one in self.kept.values() if one.open)

    def save(self, signoff: SignOff) -> None:
        self.kept[signoff.id] = signoff


class NoRecords(StandIn):  # type: ignore[misc]
    def posts_of(self, account: str) -> Sequence[tuple[str, str]]:
        return ()

    def write(self, post: str, out: Path) -> None:
        out.write_bytes(b"PK")

    def problems(self, record: bytes) -> Sequence[Phrase]:
        return ()


class _Clock(StandIn):  # type: ignore[misc]
    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now


def _numbers(prefix: str) -> Callable[[], str]:
    numbers: Iterator[int] = count(1)
    return lambda: f"{prefix}{next(numbers)}"


class FakeRegistry(StandIn):  # type: ignore[misc]
    """`registry` and `signoffs`; `pages` holds the files, to be looked at and changed by tests."""

    def __init__(
        self,
        people: FakePeople,
        accounts: FakeAccounts,
        directory: FakeDirectory,
        *,
        empty: bool,
    ) -> None:
        self.pages, self.shelf = SomePages(), Shelf()
        clock, staff = _Clock(lambda: NOW), Staff(people)

        def note(act: str, by: str, data: Mapping[str, object]) -> None:
            """Nothing is logged here."""

        self.signoffs = SignOffs(SomeSignOffs(), staff, clock, ids=_numbers("ky-"), note=note)
        self.registry = Registry(
            self.pages,
            files=self.shelf,
            staff=staff,
            pages=_Pages(accounts),
            heads=self.signoffs,
            contacts=directory,
            records=NoRecords(),
            clock=clock,
            ids=_numbers("trang-"),
            note=note,
            scan=lambda data, name: (),
            wary=lambda text: None,
            official_mail=_official,
            pattern=lambda: "{unit}*",
            practice=False,
        )
        if not empty:
            for file in some_files(people):
                self.pages.save(file)


class _Pages(StandIn):  # type: ignore[misc]
    def __init__(self, accounts: FakeAccounts) -> None:
        self._accounts = accounts
        self.set_status = accounts.set_status

    def list(self) -> tuple[Account, ...]:
        return tuple(self._accounts.list())


def _official(address: str, book: DirectoryBook) -> bool:
    return address.endswith(".gov.vn")


def some_files(people: FakePeople) -> tuple[PageFile, ...]:
    """A page at work, and a request that was just begun."""
    first, second, *_ = people.people
    paper = PageEvidence(sha256="a" * 64, name="van-ban.pdf", at=NOW)
    request = Request(
        purpose="Hướng dẫn thủ tục, cảnh báo lừa đảo.", audience="Người dân", platform=Platform.FACEBOOK,
        why="Nhiều người dùng.", admins=(first, second), approver=second, duty=(first,), hours="07:30–17:00",
        reply="Trong một ngày", basis=Basis(number="11/MAU", day=NOW.date(), issuer=UNIT.name, file=paper),
    )  # fmt: skip
    identity = PageIdentity(
        name=f"{UNIT.name} – Fanpage", owner=UNIT.name, address="Số 1 đường Mẫu", hours="07:30–17:00",
        house_rules="Nội quy.", privacy="Thông báo.", url="https://www.facebook.com/mau", screenshot=paper,
    )  # fmt: skip
    answers = {item.id: rules.HAVE for item in rules.papers(Platform.FACEBOOK)}
    active = PageFile(
        id="trang-a", unit=UNIT.id, status=PageStatus.ACTIVE, valid_from=NOW.date(), request=request,
        identity=identity, verification=Verification(answers=answers), made_by=first, made_at=NOW, changed_at=NOW,
    )  # fmt: skip
    begun = PageFile(
        id="trang-b", unit=UNIT.id, area="Khu phố 3", request=replace(request, basis=Basis(), why=""),
        made_by=first, made_at=NOW, changed_at=NOW,
    )  # fmt: skip
    return active, begun
