"""The page files of the practice profile: one to be made, one to be verified, one at work that can be handed over."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from studio.accounts.model import Account, AccountKind, PageStatus
from studio.app.studio import Studio
from studio.clock import local_date
from studio.images.assets import AssetFacts, AssetKind
from studio.platforms import Platform
from studio.registry import rules
from studio.registry.model import Basis, PageFile, PageIdentity, Portrait, ReportOutcome, Request, Verification
from studio.training.scene import Cast
from studio.training.steps.common import PHOTO

NAVY, GOLD, WHITE = "#0B2A5B", "#FFD23F", "#FFFFFF"
AVATAR_ALT = "Khiên trắng viền vàng trên nền xanh đậm"
COVER_ALT = "Nền xanh đậm với hai dải vàng ở mép dưới"
OLD = "trang-cu"
"""The account of the page that is to be handed over."""


def fill_pages(studio: Studio, cast: Cast) -> None:
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


def _agreed(studio: Studio, cast: Cast, platform: Platform, area: str, account: str = "") -> PageFile:
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


def _portraits(studio: Studio, cast: Cast) -> tuple[Portrait, Portrait]:
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
