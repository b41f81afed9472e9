"""What a practice profile holds beside its unit: documents not all of which are in force, and posts that are out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from studio.access.model import PageRole, RightsHolder
from studio.access.table import TABLE
from studio.accounts.model import Account, AccountKind, PageStatus
from studio.app.studio import Studio
from studio.clock import local_date
from studio.errors import NotFound
from studio.images.assets import AssetFacts, AssetKind
from studio.library.model import Document, Status
from studio.people.model import Person
from studio.platforms import Platform
from studio.registry import rules
from studio.registry.model import Basis, PageFile, PageIdentity, Portrait, ReportOutcome, Request, Verification
from studio.training.context import LessonContext, RoleCast
from studio.training.course_reader import FOLDER, SAMPLE
from studio.training.steps.common import PHOTO, publish, write_post

LAW = "01/2026/QĐ-MAU"
"""The sample document that the demo cites."""
LAWS = FOLDER / "law"
IN_FORCE = ("12/2025/QĐ-MAU", "13/2022/TT-MAU", "14/2026/TT-MAU")
"""Those of `LAWS` that somebody confirmed; 13/2022 lost its article 3 to 14/2026 all the same. Of the others one was
replaced, one has run out, one is suspended, one is yet to take effect."""
WRONG_HOURS = "Bộ phận một cửa làm việc cả ngày thứ Bảy, từ 07:30 đến 17:00"
"""What one of the posts that are out says, and what is wrong: see the snippet “Giờ tiếp dân” of the sample unit."""

SET_UP = "ban-giao-facebook"
"""The page whose table of rights is there already."""
LEAVER = "Cán bộ sắp chuyển công tác (mẫu)"
LEAVING = timedelta(days=28)
"""From the day on which the practice begins."""


@dataclass(frozen=True, slots=True)
class _PublishedSample:
    """A post that is out when the practice begins."""

    template: str
    fields: dict[str, object]


_OUT = (
    _PublishedSample("scam_warning", {"scam_name": "Tin nhắn giả danh ngân hàng báo khóa thẻ"}),
    _PublishedSample(
        "law_explained",
        {
            "headline": "Đăng ký tạm trú: làm ở đâu, khi nào",
            "points": ["Đăng ký khi đến ở từ 30 ngày trở lên", WRONG_HOURS],
        },
    ),
)


def lay_in(studio: Studio, cast: RoleCast) -> None:
    """Give a practice profile with its sample unit the documents and posts of the exercises."""
    studio.library.import_paths([LAWS])
    head = studio.people.get(cast.head)
    for number in IN_FORCE:
        confirm_law(studio, sample_law(studio, number), by=head)
    scene = LessonContext(services=studio, cast=cast, folder=SAMPLE)
    for each in _OUT:
        publish(scene, write_post(scene, each.template, each.fields))
    fill_access(studio, cast)


def sample_law(studio: Studio, number: str = LAW) -> Document:
    """A sample document. Raises NotFound."""
    document = studio.library.find(number)
    if document is None:
        raise NotFound("a sample document is missing; reinstall.")
    return document


def confirm_law(studio: Studio, document: Document, *, by: Person) -> None:
    """Confirm that the sample document is in force today."""
    today = local_date(studio.now())
    studio.library.confirm(document.key, by=by.name, on=today, effective_from=document.effective_from,
                           effective_to=None, status=Status.IN_FORCE, source=document.source)  # fmt: skip


def fill_access(studio: Studio, cast: RoleCast) -> None:
    """The hand-over page has a table that the head agreed to; one of its administrators is about to leave."""
    access, by = studio.access, cast.learner
    leaves = access.today + LEAVING
    people = (
        RightsHolder(id="", name=studio.people.get(cast.learner).name, person=cast.learner, post="Cán bộ kỹ thuật"),
        RightsHolder(id="", name=LEAVER, post="Cán bộ tuyên truyền", duty_end_on=leaves, duty_note="Chuyển công tác"),
    )
    for holder in people:
        right = access.assign(SET_UP, access.save_holder(holder, by).id, PageRole.FULL_ADMIN, by)
        access.confirm_mfa(right.id, cast.colleague)
    access.keep_recovery(SET_UP, "Phong bì niêm phong trong két của đơn vị", by)
    access.submit_table(SET_UP, by, cast.pin)
    asked = next(each for each in studio.signoffs.open() if (each.kind, each.subject) == (TABLE, SET_UP))
    studio.signoffs.decide(asked.id, cast.head, cast.pin, agree=True, note="Đồng ý.")


NAVY, GOLD, WHITE = "#0B2A5B", "#FFD23F", "#FFFFFF"
AVATAR_ALT = "Khiên trắng viền vàng trên nền xanh đậm"
COVER_ALT = "Nền xanh đậm với hai dải vàng ở mép dưới"
OLD = "trang-cu"
"""The account of the page that is to be handed over."""


def fill_pages(studio: Studio, cast: RoleCast) -> None:
    """Give the practice profile three page files. Raises StudioError."""
    unit = studio.directory.book().units[0]
    account = Account(
        name=OLD, kind=AccountKind.HANDOVER, platform=Platform.FACEBOOK, page_id="100000000000002",
        title=f"{unit.name} (trang cũ)", unit=unit.id,
    )  # fmt: skip
    studio.accounts.add(account)
    portraits = _portraits(studio, cast)
    old = _agreed(studio, cast, Platform.FACEBOOK, "Toàn phường", OLD)
    studio.registry.change(
        old.id, cast.learner, identity=_identity(studio, portraits, f"{unit.name} (trang cũ)", "https://www.facebook.com/trang-cu"),
        verification=_verified(studio),
    )  # fmt: skip
    studio.registry.set_status(old.id, PageStatus.ACTIVE, cast.head)
    made = _agreed(studio, cast, Platform.ZALO, "Toàn phường")
    studio.registry.change(
        made.id,
        cast.learner,
        identity=_identity(studio, portraits, f"{unit.name} – Zalo", "https://zalo.me/0000000000000000000"),
    )
    _agreed(studio, cast, Platform.FACEBOOK, "Khu phố 1")


def _agreed(studio: Studio, cast: RoleCast, platform: Platform, area: str, account: str = "") -> PageFile:
    registry, today = studio.registry, local_date(studio.now())
    paper = registry.attach("VĂN BẢN MẪU ĐỂ TẬP HUẤN\n".encode(), "van-ban-can-cu.txt")
    request = Request(
        purpose="Hướng dẫn thủ tục, cảnh báo lừa đảo và tiếp nhận câu hỏi của người dân.",
        audience="Người dân cư trú, làm việc trên địa bàn",
        platform=platform,
        why="Phần lớn người dân trên địa bàn đang dùng.",
        admins=(cast.learner, cast.colleague),
        approver=cast.colleague,
        duty=(cast.learner,),
        hours="07:30–17:00, thứ Hai đến thứ Sáu",
        reply="Trong một ngày làm việc",
        basis=Basis(number="11/2026/CV-MAU", day=today, issuer=studio.directory.book().units[0].name, file=paper),
    )
    file = registry.begin(cast.learner, area=area, account=account)
    registry.change(file.id, cast.learner, request=request)
    asked = registry.submit(file.id, cast.learner, cast.pin)
    studio.signoffs.decide(asked.id, cast.head, cast.pin, agree=True, note="Đồng ý.")
    return registry.get(file.id)


def _identity(studio: Studio, portraits: tuple[Portrait, Portrait], name: str, url: str) -> PageIdentity:
    book = studio.directory.book()
    duty = next(contact for contact in book.contacts if not contact.emergency)
    numbers = [contact.phone for contact in book.contacts if contact.emergency][:3]
    shot = studio.registry.attach(PHOTO.read_bytes(), "anh-chup-man-hinh.jpg")
    return PageIdentity(
        name=name,
        avatar=portraits[0],
        cover=portraits[1],
        owner=book.units[0].name,
        address=book.units[0].address,
        phone=duty.phone,
        email="truc@minhkhai.example.gov.vn",
        hours="07:30–17:00, thứ Hai đến thứ Sáu",
        pinned=rules.drafts("pinned")[0].text.replace("{numbers}", ", ".join(numbers)),
        house_rules=rules.drafts("house_rules")[0].text,
        privacy=rules.drafts("privacy")[0].text,
        url=url,
        screenshot=shot,
    )


def _verified(studio: Studio) -> Verification:
    registry, today = studio.registry, local_date(studio.now())
    letter = registry.attach("VĂN BẢN MẪU ĐỂ TẬP HUẤN\n".encode(), "van-ban-xac-thuc.txt")
    return Verification(
        answers={item.id: rules.HAVE for item in rules.papers(Platform.FACEBOOK)},
        letter=letter,
        letter_seen=True,
        submitted_on=today,
        case_number="MAU-2026-0000",
        outcome=ReportOutcome.GRANTED,
        badge="Dấu xác thực (mẫu)",
        decided_on=today,
        capture=registry.attach(PHOTO.read_bytes(), "dau-xac-thuc.jpg"),
    )


def _portraits(studio: Studio, cast: RoleCast) -> tuple[Portrait, Portrait]:
    """An avatar and a cover in the unit's library: shapes alone, no emblem of anybody."""
    made = []
    for kind, title, alt, data in (
        (AssetKind.BADGE, "Ảnh đại diện (mẫu)", AVATAR_ALT, _avatar()),
        (AssetKind.BACKGROUND, "Ảnh bìa (mẫu)", COVER_ALT, _cover()),
    ):
        facts = AssetFacts(kind=kind, title=title, source="Hình mẫu của chương trình", alt=alt)
        asset = studio.photo_assets.add(studio.photo_assets.consider(data, f"{title}.png"), facts, cast.learner)
        made.append(Portrait(sha256=asset.sha256, alt=alt))
    return made[0], made[1]


def _avatar() -> bytes:
    image = Image.new("RGB", (512, 512), NAVY)
    draw = ImageDraw.Draw(image)
    for inset, colour in ((0, GOLD), (18, WHITE)):
        left, top, right = 136 + inset, 116 + inset, 376 - inset
        draw.polygon([(left, top), (right, top), (right, 280), (256, 410 - inset), (left, 280)], fill=colour)
    return _png(image)


def _cover() -> bytes:
    image = Image.new("RGB", (1640, 624), NAVY)
    draw = ImageDraw.Draw(image)
    for top in (520, 556):
        draw.rectangle((0, top, 1640, top + 16), fill=GOLD)
    return _png(image)


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
