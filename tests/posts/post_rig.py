"""A whole house around the posts: the real store, people, directory, registry and templates; painter, photographs,
library and checks are small stand-ins that a test can steer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from studio.accounts.model import Account, AccountKind
from studio.accounts.service import Accounts
from studio.accounts.storage import StoredAccounts
from studio.canonical import sha256
from studio.directory.model import Contact, Unit
from studio.directory.service import Directory
from studio.directory.storage import StoredDirectory
from studio.errors import BadInput, NotFound
from studio.images.video import Clip, cleaned, read_clip, telling
from studio.library.model import CitationRef, CitedLaw
from studio.people.model import Person, Role, Vault
from studio.people.service import People
from studio.people.storage import StoredPeople
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.posts.approvals import Approvals, Terms
from studio.posts.compose import Composer
from studio.posts.drafts import DraftService, DraftTools
from studio.posts.freeze import Freezer
from studio.posts.model import Approval, CardFlaw, Content, Finding, FrozenBundle, Post, PreflightStage, Severity
from studio.posts.ports import FacesSeen, FittedPicture, PressedCard
from studio.posts.storage import StoredPosts
from studio.posts.storage_trash import StoredTrash
from studio.posts.trash import Trash
from studio.posts.workflow import Workflow
from studio.store.engine import Store
from studio.store.files import FileStore
from studio.templates.card import CardSpec, FractionRect
from studio.templates.catalog import builtin_pack
from studio.templates.layout import Design, Layout
from studio.templates.model import Template
from tests.profile import FAST_HASHER, SetClock, fresh_store, numbered, staffed
from tests.ui.stand_in import StandIn

PIN = "73916408"
FIELDS: Mapping[str, Any] = {
    "scam_name": "Giả danh cán bộ phường gọi điện yêu cầu cập nhật VNeID",
    "how": "Kẻ gian gọi điện tự xưng cán bộ phường và giục làm ngay.",
    "signs": ["Số lạ gọi điện, giục làm ngay", "Hỏi mã OTP hoặc mật khẩu"],
    "dont": ["Không bấm vào đường dẫn lạ", "Không cung cấp mã OTP"],
    "do": ["Gọi số trực ban để hỏi lại", "Đến trụ sở để được hướng dẫn"],
    "if_victim": ["Gọi ngay ngân hàng để tạm khóa tài khoản"],
    "confirmed_by": "Công an phường Ví Dụ",
    "unit_name": "cong-an-phuong-vi-du",
    "contact": "truc-ban",
    "review_on": "2027-02-25",
}


@cache
def builtin() -> tuple[Template, ...]:
    return builtin_pack().templates


class FakeTemplates(StandIn):  # type: ignore[misc]
    """The built-in templates beside a design without layers; a test may put others in their place."""

    def __init__(self) -> None:
        self.templates = {(template.id, template.version): template for template in builtin()}
        names = {binding.layout for template in builtin() for binding in template.cards}
        layouts = {
            name: Layout(id=name, title_vi=name, title_en=name, slots=(), layers=(), sha256=sha256(name.encode()))
            for name in names
        }
        self.plan = Design(sizes={}, colours={}, themes={}, layouts=layouts)

    def get(self, id: str, version: int | None = None) -> Template:
        found = [t for (name, number), t in self.templates.items() if name == id and version in (None, number)]
        if not found:
            raise NotFound(Bilingual(f"không có mẫu “{id}”.", f"there is no template “{id}”."))
        return max(found, key=lambda template: template.version)

    def design(self) -> Design:
        return self.plan


class FakePress:
    """Paints nothing: the bytes are what decides a card's pixels."""

    def __init__(self) -> None:
        self.salt = b""
        self.pressed: list[str] = []
        self.problems: tuple[CardFlaw, ...] = ()

    def series(self, specs: Sequence[CardSpec], size: str) -> tuple[tuple[CardSpec, ...], ...]:
        return tuple((spec,) for spec in specs)

    def flaws(self, spec: CardSpec, size: str) -> tuple[CardFlaw, ...]:
        return self.problems

    def export(self, spec: CardSpec, size: str, *, max_bytes: int) -> PressedCard:
        self.pressed.append(f"{spec.layout}:{size}:{max_bytes}")
        data = b"CARD" + self.salt + spec.sha256.encode() + size.encode()
        return PressedCard(
            data=data, width=1080, height=1350, mime="image/jpeg", contrast={"headline": 7.5}, problems=self.problems
        )


class FakePhotos:
    """A picture is ``PHOTO`` and anything; 1000 by 500 pixels."""

    def size(self, data: bytes) -> tuple[int, int]:
        if not data.startswith(b"PHOTO"):
            raise BadInput(Bilingual("Không đọc được ảnh.", "The picture cannot be read."))
        return (1000, 500)

    def fit(
        self,
        data: bytes,
        *,
        max_width: int,
        max_bytes: int,
        crop: FractionRect | None,
        redactions: Sequence[FractionRect],
    ) -> FittedPicture:
        fitted = b"FIT" + repr((sha256(data), max_width, crop, tuple(redactions))).encode()
        return FittedPicture(data=fitted, width=max_width, height=max_width // 2, mime="image/jpeg")

    def faces(self, data: bytes) -> FacesSeen:
        """Two beside each other in a picture that says so."""
        boxes = ((0.1, 0.1, 0.2, 0.2), (0.6, 0.1, 0.2, 0.2)) if b"FACES" in data else ()
        return FacesSeen(boxes=boxes, by="finder 1")

    def leftovers(self, data: bytes) -> tuple[str, ...]:
        return ("GPS",) if b"GPS" in data else ()

    def clip(self, file: BinaryIO) -> Clip:
        return read_clip(file)

    def clean_video(self, file: BinaryIO) -> Iterator[bytes]:
        return cleaned(file)

    def video_leftovers(self, file: BinaryIO) -> tuple[str, ...]:
        return telling(file)


@dataclass
class FakeLibrary:
    """Every document is known; `amended` changes the law behind it."""

    amended: str = ""
    asked_on: list[date] = field(default_factory=list)

    def __call__(self, ref: CitationRef, *, on: date) -> CitedLaw:
        self.asked_on.append(on)
        return CitedLaw(
            ref=ref,
            printed=f"Điều {ref.article} {ref.document}{self.amended}",
            found=True,
            article_found=True,
            validity=None,
            document_sha256=sha256((ref.document + self.amended).encode()),
        )


@dataclass
class FakePreflight:
    """Says what a test tells it to; remembers how it was asked."""

    findings: tuple[Finding, ...] = ()
    asked: list[tuple[PreflightStage, bool, str]] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None
    """What happens while the checks run."""

    def __call__(
        self,
        post: Post,
        content: Content,
        stage: PreflightStage,
        *,
        frozen: FrozenBundle | None = None,
        approval: Approval | None = None,
        approver: Person | None = None,
    ) -> tuple[Finding, ...]:
        self.asked.append((stage, frozen is not None, approver.id if approver else ""))
        self.meanwhile()
        return self.findings

    def block(self) -> None:
        self.findings = (
            Finding(
                code="NO_ID_NUMBER",
                severity=Severity.BLOCK,
                field="how",
                wrong=Bilingual("Có số căn cước.", "There is an ID number."),
                remedy=Bilingual("Xóa số đó.", "Remove it."),
            ),
        )


class PostRig:
    """Everything a post needs, in one folder."""

    def __init__(
        self,
        folder: Path,
        clock: SetClock | None = None,
        store: Store | None = None,
        ids: Callable[[], str] | None = None,
        vault: Vault | None = None,
    ) -> None:
        self.folder = folder
        self.clock = clock or SetClock()
        self.store = store or fresh_store(folder, self.clock)
        self.repo = StoredPosts(self.store)
        self.people = People(
            StoredPeople(self.store), self.clock, ids=numbered("person"), hasher=FAST_HASHER, vault=vault
        )
        self.accounts = Accounts(StoredAccounts(self.store), kinds=(AccountKind.PRACTICE, AccountKind.HANDOVER))
        self.directory = Directory(StoredDirectory(self.store))
        self.files = FileStore(folder / "files")
        self.templates, self.press, self.photos = FakeTemplates(), FakePress(), FakePhotos()
        self.library, self.preflight = FakeLibrary(), FakePreflight()
        self.composer = Composer(self.templates, book=self.directory.book, resolve=self.library, clock=self.clock)
        self.freezer = Freezer(self.press, self.photos, self.files)
        self.logged: list[tuple[str, str, str]] = []
        self.trash_repo = StoredTrash(self.store)
        self.trash = Trash(
            self.trash_repo,
            posts=self.repo,
            people=self.people,
            files=self.files,
            log=lambda act, *, at, by, post_id, data: self.logged.append((act, by, post_id)),
            clock=self.clock,
        )
        self.drafts = DraftService(
            DraftTools(
                repo=self.repo,
                people=self.people,
                accounts=self.accounts,
                templates=self.templates,
                composer=self.composer,
                files=self.files,
                photos=self.photos,
                clock=self.clock,
                ids=ids or numbered("post-"),
                trash=self.trash,
            )
        )
        self.approvals = Approvals(
            self.repo,
            people=self.people,
            accounts=self.accounts,
            composer=self.composer,
            freezer=self.freezer,
            files=self.files,
            clock=self.clock,
            terms=Terms(valid_for=timedelta(days=7), grace=timedelta(hours=24)),
        )
        self.workflow = Workflow(
            self.repo,
            people=self.people,
            composer=self.composer,
            approvals=self.approvals,
            preflight=self.preflight,
            clock=self.clock,
        )

    def furnish(self) -> PostRig:
        """People, a unit with a duty number, two pages."""
        author, approver, head, publisher = Role.AUTHOR, Role.APPROVER, Role.HEAD, Role.PUBLISHER
        staff = staffed(
            self.people,
            ("Trần Thị Soạn", [author]),
            ("Lê Văn Viết", [author]),
            ("Phạm Thị Duyệt", [approver]),
            ("Hoàng Văn Trưởng", [head]),
            ("Vũ Thị Đăng", [publisher]),
            ("Đỗ Văn Đủ", list(Role)),
            pin=PIN,
        )
        self.author, self.second, self.approver, self.head, self.publisher, self.all_roles = (p.id for p in staff)
        self.directory.save_unit(
            Unit(id="cong-an-phuong-vi-du", name="Công an phường Ví Dụ", website="https://vidu.example.gov.vn")
        )
        self.directory.save_contact(
            Contact(id="truc-ban", unit="cong-an-phuong-vi-du", label="Trực ban", phone="024 0000 0113")
        )
        for name, kind, platform, page_id in (
            ("thuc-hanh", AccountKind.PRACTICE, Platform.FACEBOOK, "phuong-vi-du"),
            ("ban-giao", AccountKind.HANDOVER, Platform.ZALO, "1000000113"),
        ):
            self.accounts.add(Account(name=name, kind=kind, platform=platform, page_id=page_id, title=name))
        return self

    def draft(self, by: str = "", template: str = "scam_warning", **changes: Any) -> Post:
        """An open draft, filled and with both pages as targets."""
        post = self.drafts.open_new(template, by or self.author)
        kept: dict[str, Any] = {"targets": ("thuc-hanh", "ban-giao"), "fields": FIELDS} | changes
        return self.drafts.edit(post.id, by or self.author, **kept)

    def in_review(self, **changes: Any) -> Post:
        return self.workflow.submit(self.draft(**changes).id, self.author, PIN)

    def approved(self, **changes: Any) -> Post:
        return self.workflow.approve(self.in_review(**changes).id, self.approver, PIN)

    def get(self, post: Post) -> Post:
        return self.drafts.get(post.id)

    def tomorrow(self, hours: float = 24) -> datetime:
        return self.clock.now() + timedelta(hours=hours)


def reworded(template: Template, **changes: Any) -> Template:
    """The same template with other bytes."""
    return replace(template, sha256=sha256(b"other"), **changes)
