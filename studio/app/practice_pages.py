"""The page files of the practice profile: one to be made, one to be verified, one at work that can be handed over."""

from __future__ import annotations

from studio.accounts.model import Account, AccountKind, PageStatus
from studio.app.studio import Studio
from studio.clock import local_date
from studio.platforms import Platform
from studio.registry import checklists
from studio.registry.model import Basis, Identity, Outcome, PageFile, Portrait, Request, Verification
from studio.training.plays.common import PHOTO
from studio.training.scene import Cast

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
    old = _agreed(studio, cast, Platform.FACEBOOK, "Toàn phường", OLD)
    studio.registry.change(
        old.id, cast.learner, identity=_identity(studio, f"{unit.name} (trang cũ)", "https://www.facebook.com/trang-cu"),
        verification=_verified(studio),
    )  # fmt: skip
    studio.registry.set_status(old.id, PageStatus.ACTIVE, cast.head)
    made = _agreed(studio, cast, Platform.ZALO, "Toàn phường")
    studio.registry.change(
        made.id, cast.learner, identity=_identity(studio, f"{unit.name} – Zalo", "https://zalo.me/0000000000000000000")
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


def _identity(studio: Studio, name: str, url: str) -> Identity:
    book = studio.directory.book()
    duty = next(contact for contact in book.contacts if not contact.emergency)
    numbers = [contact.phone for contact in book.contacts if contact.emergency][:3]
    shot = studio.registry.attach(PHOTO.read_bytes(), "anh-chup-man-hinh.jpg")
    return Identity(
        name=name,
        avatar=Portrait(sha256=shot.sha256, alt="Điện thoại trên bàn, màn hình hiện cuộc gọi đến"),
        cover=Portrait(sha256=shot.sha256, alt="Bàn làm việc có điện thoại, sổ ghi chép và bút"),
        owner=book.units[0].name,
        address=book.units[0].address,
        phone=duty.phone,
        email="truc@minhkhai.example.gov.vn",
        hours="07:30–17:00, thứ Hai đến thứ Sáu",
        pinned=checklists.drafts("pinned")[0].text.replace("{numbers}", ", ".join(numbers)),
        house_rules=checklists.drafts("house_rules")[0].text,
        privacy=checklists.drafts("privacy")[0].text,
        url=url,
        screenshot=shot,
    )


def _verified(studio: Studio) -> Verification:
    registry, today = studio.registry, local_date(studio.now())
    letter = registry.attach("VĂN BẢN MẪU ĐỂ TẬP HUẤN\n".encode(), "van-ban-xac-thuc.txt")
    return Verification(
        answers={item.id: checklists.HAVE for item in checklists.papers(Platform.FACEBOOK)},
        letter=letter,
        letter_seen=True,
        submitted_on=today,
        case_number="MAU-2026-0000",
        outcome=Outcome.GRANTED,
        badge="Dấu xác thực (mẫu)",
        decided_on=today,
        capture=registry.attach(PHOTO.read_bytes(), "dau-xac-thuc.jpg"),
    )
