"""A unit at work, on the real services, for the tests of the composer."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import studio
from studio.accounts.model import Account, AccountKind, PageStatus
from studio.app import open_studio
from studio.app.studio import Studio
from studio.directory.model import Contact, Unit
from studio.paths import Profile
from studio.people.model import Person, Role
from studio.people.present import SignedIn
from studio.platforms import Platform
from studio.posts.model import Answers, Post
from studio.templates.model import FieldType, Template
from tests.profile import SetClock, numbered, staffed
from tests.sample_fields import sample
from tests.shared import made_once

PIN = "73916408"
UNIT = "ca-minh-khai"
PHOTO = Path(studio.__file__).parent / "assets" / "sample" / "photo" / "cuoc-goi-la.jpg"
CONTACTS = (
    ("truc-ban", "Trực ban", "024 0000 0113", date(2026, 11, 2)),
    ("mot-cua", "Bộ phận một cửa", "024 0000 0120", None),
    ("ho-tro-tre-em", "Hỗ trợ trẻ em", "024 0000 0111", date(2026, 3, 2)),
)
PAGES = (
    ("thuc-hanh", AccountKind.PRACTICE, Platform.FACEBOOK, "thuc-hanh", "Công an phường Minh Khai"),
    ("ban-giao-zalo", AccountKind.HANDOVER, Platform.ZALO, "900000001", "CA phường Minh Khai (Zalo OA)"),
    ("ban-giao-web", AccountKind.HANDOVER, Platform.WEBSITE, "minhkhai.example", "Trang thông tin phường"),
    ("ban-giao-cu", AccountKind.HANDOVER, Platform.FACEBOOK, "100000000009", "Công an phường Yên Sơn (cũ)"),
)
CONFIRMED = Answers(not_restricted=True, no_victim_identity=True, has_minor=False)


AUTHOR, APPROVER = "Nguyễn Văn An", "Trần Thị Bình"


def _furnish(folder: Path) -> None:
    """A profile with people, a unit, numbers and pages."""
    studio = open_studio(Profile(root=folder), clock=SetClock(), ids=numbered("made-"))
    staffed(
        studio.people, (AUTHOR, [Role.AUTHOR, Role.PUBLISHER]), (APPROVER, [Role.APPROVER, Role.PUBLISHER]), pin=PIN
    )
    studio.directory.save_unit(
        Unit(
            id=UNIT,
            name="Công an phường Minh Khai",
            short_name="CAP Minh Khai",
            address="Số 1 đường Mẫu, phường Minh Khai",
            website="https://minhkhai.congan.example.gov.vn",
        )
    )
    for key, label, phone, day in CONTACTS:
        by = APPROVER if day else ""
        studio.directory.save_contact(
            Contact(id=key, unit=UNIT, label=label, phone=phone, verified_on=day, verified_by=by)
        )
    for name, kind, platform, page_id, title in PAGES:
        studio.accounts.add(Account(name=name, kind=kind, platform=platform, page_id=page_id, title=title))
    studio.accounts.set_status("ban-giao-cu", PageStatus.HANDED_OVER)
    studio.close()


class ComposerRig:
    """The services over a profile of the test's own, with two people whose PINs are given."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(made_once("composer", _furnish), folder, dirs_exist_ok=True)
        self.clock = SetClock()
        self.studio: Studio = open_studio(Profile(root=folder), clock=self.clock, ids=numbered("id-"))
        people = self.studio.people
        named = {person.name: person for person in people.list()}
        self.author, self.approver = (people.verify_pin(named[name], PIN) for name in (AUTHOR, APPROVER))

    def proof(self, person: Person) -> SignedIn:
        """What the PIN of one of the two proves."""
        return self.studio.people.sign_in(person, PIN)

    def template(self, template_id: str = "scam_warning") -> Template:
        return self.studio.catalog.get(template_id)

    def fields(self, template_id: str = "scam_warning") -> dict[str, Any]:
        """Typical content, with the unit and the numbers of this rig."""
        filled = sample(self.template(template_id), "typical")
        for field in self.template(template_id).fields:
            if field.type is FieldType.UNIT_REF:
                filled[field.name] = UNIT
            elif field.type is FieldType.CONTACT_REF and field.name in filled:
                several = isinstance(filled[field.name], list)
                filled[field.name] = ["truc-ban", "ho-tro-tre-em"] if several else "truc-ban"
        return filled

    def draft(
        self, template_id: str = "scam_warning", *, fields: Mapping[str, Any] | None = None, **changes: Any
    ) -> Post:
        """A draft with typical content; `changes` as `DraftService.edit` takes them."""
        drafts, by = self.studio.drafts, self.author.id
        post = drafts.open_new(template_id, by)
        kept: dict[str, Any] = {"targets": ("thuc-hanh", "ban-giao-zalo")} | changes
        return drafts.edit(post.id, by, fields=self.fields(template_id) if fields is None else fields, **kept)

    def with_photo(self, post: Post) -> Post:
        return self.studio.drafts.add_media(post.id, PHOTO.read_bytes(), PHOTO.name, self.author.id)

    def stored(self, post: Post) -> Post:
        """The post as it is on the disk."""
        return self.studio.drafts.get(post.id)
