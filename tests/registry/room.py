"""A small unit with its registry, and a page file filled step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from studio.accounts.model import Account, AccountKind, PageStatus
from studio.accounts.service import Accounts
from studio.accounts.storage import StoredAccounts
from studio.directory.model import Contact, Unit
from studio.directory.service import Directory
from studio.directory.storage import StoredDirectory
from studio.errors import StudioError
from studio.events import EventBus, ServiceEvent
from studio.people.model import Role
from studio.people.service import People
from studio.people.storage import StoredPeople
from studio.phrase import Bilingual, Phrase
from studio.platforms import Platform
from studio.registry import rules
from studio.registry.model import (
    Basis,
    Minutes,
    PageEvidence,
    PageFile,
    PageIdentity,
    PageTransition,
    Portrait,
    ReportOutcome,
    Request,
    Verification,
)
from studio.registry.service import Registry
from studio.registry.storage import StoredPageFiles
from studio.signoffs.service import SignOffs
from studio.signoffs.storage import StoredSignOffs
from studio.store.files import FileStore
from tests.profile import FAST_HASHER, SetClock, fresh_store, numbered, staffed

PIN = "73916408"
UNIT = "Công an phường Mẫu"
PNG = b"\x89PNG\r\n\x1a\n picture"


class SomeRecords:
    """Records of three posts of one account; `broken` ones do not verify."""

    def __init__(self) -> None:
        self.posts: list[tuple[str, str]] = [("b1", "Bài một"), ("b2", "Bài hai")]
        self.broken = False

    def posts_of(self, account: str) -> Sequence[tuple[str, str]]:
        return tuple(self.posts)

    def write(self, post: str, out: Path) -> None:
        out.write_bytes(f"record of {post}".encode())

    def problems(self, record: bytes) -> Sequence[Phrase]:
        return (Bilingual("Hỏng.", "Broken."),) if self.broken else ()


class Room:
    """The registry of a unit of three people, with what was told and noted."""

    def __init__(self, folder: Path, *, practice: bool = True) -> None:
        self.clock, self.folder = SetClock(), folder
        self.store = store = fresh_store(folder, self.clock)
        self.people = People(StoredPeople(store), self.clock, ids=numbered("p"), hasher=FAST_HASHER)
        staff = staffed(
            self.people,
            ("Người Soạn", [Role.AUTHOR, Role.TECHNICAL]),
            ("Người Duyệt", [Role.APPROVER]),
            ("Lãnh Đạo", [Role.HEAD]),
            pin=PIN,
        )
        self.asks, self.second, self.head = (person.id for person in staff)
        self.directory = Directory(StoredDirectory(store), used_by=lambda kind, thing: (), name_of=str)
        self.unit = self.directory.save_unit(Unit(id="", name=UNIT, website="https://mau.example.vn")).id
        for label, phone, emergency in (("Trực ban", "024 0000 0113", False), ("Cứu nạn", "114", True)):
            contact = Contact(id="", unit=self.unit, label=label, phone=phone, emergency=emergency)
            self.directory.save_contact(contact)
        self.accounts = Accounts(StoredAccounts(store), kinds=list(AccountKind))
        for name in ("trang-cu", "trang-moi"):
            account = Account(
                name=name, kind=AccountKind.PRACTICE, platform=Platform.FACEBOOK, page_id=name, title=name
            )
            self.accounts.add(account)
        self.heard: list[ServiceEvent] = []
        self.noted: list[Mapping[str, Any]] = []
        bus = EventBus()
        bus.listen(self.heard.append)

        def note(act: str, by: str, data: Mapping[str, Any]) -> None:
            self.noted.append({"act": act, "by": by, **data})

        self.files, self.records = FileStore(folder / "files"), SomeRecords()
        self.signoffs = SignOffs(
            StoredSignOffs(store), self.people, self.clock, ids=numbered("s"), note=note, publish=bus.tell
        )
        self.registry = Registry(
            StoredPageFiles(store),
            files=self.files,
            people=self.people,
            accounts=self.accounts,
            sign_offs=self.signoffs,
            directory=self.directory,
            records=self.records,
            clock=self.clock,
            ids=numbered("f"),
            note=note,
            scan=lambda data, name: (Bilingual("Có số.", "A number."),) if b"001" in data else (),
            wary=lambda text: Bilingual("Có số.", "A number.") if "0912" in text else None,
            official_mail=lambda address, book: address.endswith(".gov.vn"),
            pattern=lambda: "{unit}*",
            practice=practice,
            publish=bus.tell,
        )

    def evidence(self, data: bytes = PNG, name: str = "tệp.png") -> PageEvidence:
        return self.registry.attach(data, name)

    def basis(self) -> Basis:
        return Basis(number="12/MAU", day=date(2026, 11, 20), issuer=UNIT, file=self.evidence())

    def request(self) -> Request:
        return Request(
            purpose="Thông tin cho người dân.", audience="Người dân trong phường", platform=Platform.FACEBOOK,
            why="Nhiều người dùng.", admins=(self.asks, self.second), approver=self.second, duty=(self.asks,),
            hours="07:30–17:00", reply="Trong một ngày làm việc", basis=self.basis(),
        )  # fmt: skip

    def identity(self, name: str = UNIT) -> PageIdentity:
        picture = self.files.put(PNG)
        return PageIdentity(
            name=name, avatar=Portrait(sha256=picture, alt="Biểu trưng của đơn vị"),
            cover=Portrait(sha256=picture, alt="Trụ sở nhìn từ cổng chính"), owner=UNIT, address="Số 1 đường Mẫu",
            phone="024 0000 0113", email="truc@mau.gov.vn", hours="07:30–17:00",
            pinned="Nguy hiểm thì gọi ngay 114.", house_rules="Nội quy.", privacy="Thông báo.",
            url="https://www.facebook.com/mau", screenshot=self.evidence(),
        )  # fmt: skip

    def verification(self) -> Verification:
        answers = {item.id: rules.HAVE for item in rules.papers(Platform.FACEBOOK)}
        return Verification(
            answers=answers, letter=self.evidence(), letter_seen=True, submitted_on=date(2026, 11, 24),
            case_number="MAU-1", outcome=ReportOutcome.GRANTED, badge="Dấu xanh", decided_on=date(2026, 11, 25),
            capture=self.evidence(),
        )  # fmt: skip

    def transition(self, successor: str) -> PageTransition:
        return PageTransition(
            to=PageStatus.HANDED_OVER, basis=self.basis(), successor=successor,
            answers={item.id: rules.DONE for item in rules.handover_items()},
            minutes=Minutes(giver="Bên Giao", receiver="Bên Nhận", witness="Chứng Kiến", signed_on=date(2026, 11, 25)),
            watch_until=date(2027, 5, 25),
        )  # fmt: skip

    def agreed(self, **parts: Any) -> PageFile:
        """A file whose request the head agreed to."""
        self.clock.forward(minutes=1)
        file = self.registry.begin(self.asks, account=parts.pop("account", ""))
        self.registry.change(file.id, self.asks, request=self.request(), **parts)
        asked = self.registry.submit(file.id, self.asks, PIN)
        self.signoffs.decide(asked.id, self.head, PIN, agree=True)
        return self.registry.get(file.id)

    def active(self, name: str = UNIT, account: str = "trang-cu") -> PageFile:
        file = self.agreed(identity=self.identity(name), account=account)
        return self.registry.set_status(file.id, PageStatus.ACTIVE, self.head)

    def leaving(self) -> PageFile:
        """An active page with all it needs to be handed over, but the archive."""
        other = self.active(f"{UNIT} mới", "trang-moi")
        file = self.active()
        return self.registry.change(file.id, self.asks, transition=self.transition(other.id))

    def codes(self, file: PageFile) -> set[str]:
        return {gap.code for gap in self.registry.gaps(file.id)}

    def fields(self, file: PageFile, code: str) -> set[str]:
        return {gap.field for gap in self.registry.gaps(file.id) if gap.code == code}

    def told(self) -> list[str]:
        return [news.name for news in self.heard]


def without(part: Any, **changes: Any) -> Any:
    return replace(part, **changes)


def refusal(error: StudioError) -> str:
    return error.phrase.vi
