"""A police unit with its posts, as the window's tests know it. Everything is made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from studio.accounts.model import Account, AccountKind
from studio.canonical import sha256
from studio.directory.model import Contact, DirectoryBook, Unit
from studio.library.model import Article, CitationRef, CitedLaw, Document, Status, Validity
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.people.model import Person, Role
from studio.phrase import Pair
from studio.platforms import Platform
from studio.posts.model import (
    Attachment,
    Bundle,
    Content,
    Finding,
    HistoryEntry,
    Package,
    Post,
    PostState,
    Severity,
)
from studio.templates.model import Field, FieldType, Template

NOW = datetime(2026, 11, 24, 3, 42, tzinfo=UTC)
PIN = "246810"
UNIT = Unit(id="minh-khai", name="Công an phường Minh Khai", short_name="CAP Minh Khai", address="Số 1 đường Mẫu")
CONTACTS = (
    Contact(
        id="truc-ban",
        unit="minh-khai",
        label="Trực ban",
        phone="024 0000 0113",
        hours="24/24 giờ",
        verified_on=date(2026, 11, 2),
        verified_by="Trần Thị Bình",
    ),
    Contact(id="mot-cua", unit="minh-khai", label="Bộ phận một cửa", phone="024 0000 0120", hours="07:30–17:00"),
)
BOOK = DirectoryBook(units=(UNIT,), contacts=CONTACTS)
AUTHOR = Person(id="p-an", name="Nguyễn Văn An", roles=frozenset({Role.AUTHOR, Role.PUBLISHER}), pin_hash="x")
APPROVER = Person(id="p-binh", name="Trần Thị Bình", roles=frozenset({Role.APPROVER, Role.PUBLISHER}), pin_hash="x")
HEAD = Person(id="p-cuong", name="Lê Quốc Cường", roles=frozenset({Role.HEAD, Role.AUTHOR}), pin_hash="x")
PEOPLE = (AUTHOR, APPROVER, HEAD)
PRACTICE = Account(
    name="trang-thuc-hanh",
    kind=AccountKind.PRACTICE,
    platform=Platform.FACEBOOK,
    page_id="thuc-hanh",
    title="Công an phường Minh Khai",
    unit="minh-khai",
)
HANDOVER = Account(
    name="ban-giao-zalo",
    kind=AccountKind.HANDOVER,
    platform=Platform.ZALO,
    page_id="oa-0900000001",
    title="CA phường Minh Khai (Zalo OA)",
    unit="minh-khai",
)
ACCOUNTS = (PRACTICE, HANDOVER)

TEXT = """CẢNH BÁO: Giả danh cán bộ phường gọi điện yêu cầu cập nhật VNeID

Kẻ gian gọi điện tự xưng cán bộ phường, nói dữ liệu cư trú bị lỗi và giục làm ngay. Sau đó gửi đường dẫn cài một ứng \
dụng giống VNeID. Cài xong, điện thoại bị chiếm quyền và tiền trong tài khoản bị chuyển đi.

Dấu hiệu nhận biết:
• Số lạ gọi điện, giục làm ngay trong vài phút
• Gửi đường dẫn cài ứng dụng ngoài kho chính thức
• Hỏi mã OTP, mật khẩu hoặc ảnh giấy tờ

Không làm: bấm vào đường dẫn lạ, cung cấp mã OTP cho bất kỳ ai.
Trực ban Công an phường: 024 0000 0113

#CảnhBáoLừaĐảo #AnToànTrênMạng"""

TEMPLATE = Template(
    id="scam_warning",
    code="CB-03",
    version=4,
    title=Pair("Cảnh báo lừa đảo", "Scam warning"),
    when=Pair("Thủ đoạn lừa đảo mới hoặc đang nhiều người gặp", "A new or frequent scam"),
    theme="warning",
    approval="approver",
    review_days=90,
    fields=(
        Field(name="scam_name", label=Pair("Thủ đoạn", "Scam"), type=FieldType.TEXT, required=True, max=80),
        Field(name="contact", label=Pair("Số trực ban", "Duty line"), type=FieldType.CONTACT_REF, required=True),
    ),
    bodies=dict.fromkeys(Platform, ""),
    hashtags=("CảnhBáoLừaĐảo",),
    required_checks=(),
    forbidden=(),
    cards=(),
    sha256="0" * 64,
    pack="builtin@1",
)

TITLES = (
    "Giả danh cán bộ phường gọi điện yêu cầu cập nhật VNeID",
    "Lịch làm căn cước lưu động tại tổ dân phố 4, từ ngày 02/12 đến ngày 05/12/2026",
    "Tạm dừng tiếp công dân sáng 26/11/2026",
    "Mời họp tổ dân phố số 7 về phòng cháy, chữa cháy mùa hanh khô",
    "Kết quả tiếp nhận vũ khí, vật liệu nổ tự nguyện giao nộp tháng 11",
)


def post(number: int, state: PostState, *, hours_ago: int = 2, publish_at: datetime | None = None) -> Post:
    """Post `number` (from 0) in `state`."""
    at = NOW - timedelta(hours=hours_ago)
    return Post(
        id=f"bai-{number}",
        revision=3,
        template_id=TEMPLATE.id,
        template_version=4,
        template_sha256=TEMPLATE.sha256,
        targets=tuple(account.name for account in ACCOUNTS),
        publish_at=publish_at,
        author=AUTHOR.id,
        editors=(AUTHOR.id, HEAD.id) if number % 2 else (AUTHOR.id,),
        state=state,
        created_at=at - timedelta(hours=1),
        updated_at=at,
    )


POSTS = (
    post(0, PostState.IN_REVIEW),
    post(1, PostState.IN_REVIEW, hours_ago=5, publish_at=datetime(2026, 11, 30, 1, 0, tzinfo=UTC)),
    post(2, PostState.APPROVED, hours_ago=7),
    post(3, PostState.ON_HOLD, hours_ago=26),
    post(4, PostState.PUBLISHED, hours_ago=50),
)

LAW = CitedLaw(
    ref=CitationRef(document="13/2023/nd-cp", article="5", clause="1"),
    printed="khoản 1 Điều 5 Nghị định số 13/2023/NĐ-CP ngày 17/4/2023 của Chính phủ",
    found=True,
    article_found=True,
    validity=Validity(
        status=Status.IN_FORCE,
        on=date(2026, 11, 24),
        reason_vi="Đã có hiệu lực từ ngày 01/7/2023, chưa có văn bản thay thế trong kho.",
        reason_en="In force since 01/07/2023; no replacing document in the library.",
        checked_on=date(2026, 10, 12),
    ),
    document_sha256="1" * 64,
)
FINDINGS = (
    Finding(
        code="HOTLINE_CURRENT",
        severity=Severity.WARN,
        field="contact",
        wrong=Pair("Số trực ban được xác nhận cách đây 85 ngày.", "The duty number was last confirmed 85 days ago."),
        remedy=Pair("Hãy gọi thử rồi bấm “Vẫn đúng” trong danh bạ.", "Call it, then confirm it in the directory."),
    ),
    Finding(
        code="READABILITY",
        severity=Severity.INFO,
        field="text:facebook",
        wrong=Pair("Có một câu dài 42 tiếng.", "One sentence has 42 words."),
        remedy=Pair("Hãy tách làm hai câu nếu được.", "Split it in two if you can."),
        excerpt="Sau đó gửi đường dẫn cài một ứng dụng giống VNeID…",
    ),
)


@cache
def picture(title: str, width: int = 1080, height: int = 1350, colour: str = "#0B2A5B") -> bytes:
    """A PNG that stands in for a card."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    ground = QLinearGradient(0, 0, width, height)
    ground.setColorAt(0, QColor(colour))
    ground.setColorAt(1, QColor("#123B7A"))
    painter = QPainter(image)
    painter.fillRect(image.rect(), ground)
    font = painter.font()
    font.setPixelSize(64)
    painter.setFont(font)
    painter.setPen(QColor("#FFD23F"))
    painter.drawText(image.rect().adjusted(80, 80, -80, -80), 0x1000, title)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def attachment(data: bytes, name: str, alt: str) -> Attachment:
    return Attachment(
        sha256=sha256(data), name=name, mime="image/png", width=1080, height=1350, bytes=len(data), alt=alt, origin=name
    )


def content_of(one: Post) -> Content:
    title = TITLES[int(one.id.removeprefix("bai-")) % len(TITLES)]
    text = TEXT.replace(TITLES[0], title)
    return Content(
        post_id=one.id,
        revision=one.revision,
        template_id=one.template_id,
        template_version=one.template_version,
        template_sha256=one.template_sha256,
        title=title,
        texts=dict.fromkeys(Platform, text),
        cards=(),
        media=(),
        citations=(LAW,),
        hashtags=("#CảnhBáoLừaĐảo",),
        expires_on=date(2027, 2, 22),
        content_hash="2" * 64,
    )


def bundle_of(one: Post, attachments: tuple[Attachment, ...], targets: Sequence[Account] = ()) -> Bundle:
    """For the pages given, else for both that every studio has."""
    content = content_of(one)
    packages = {
        platform: Package(platform=platform, text=content.texts[platform], title=content.title, attachments=attachments)
        for platform in Platform
    }
    return Bundle(
        post_id=one.id,
        revision=one.revision,
        content_hash=content.content_hash,
        packages=packages,
        targets=tuple((a.name, a.platform.value, a.page_id) for a in targets or ACCOUNTS),
        publish_at=one.publish_at,
        seal="3" * 64,
    )


def history_of(one: Post) -> tuple[HistoryEntry, ...]:
    steps = (
        ("open", AUTHOR.id, None, PostState.DRAFT, ""),
        ("submit", AUTHOR.id, PostState.DRAFT, PostState.IN_REVIEW, "Nhờ chị duyệt trong buổi sáng."),
    )
    return tuple(
        HistoryEntry(
            post_id=one.id,
            at=one.created_at + timedelta(minutes=20 * number),
            by=by,
            action=action,
            from_state=before,
            to_state=after,
            note=note,
            seq=number,
        )
        for number, (action, by, before, after, note) in enumerate(steps, 1)
    )


def delivery(number: int, title: str, account: Account, state: DeliveryState, **changes: object) -> Delivery:
    due = datetime(2026, 11, 25, 1, 0, tzinfo=UTC) - timedelta(hours=11 * number)
    made = Delivery(
        id=f"gui-{number}",
        post_id="bai-4",
        post_title=title,
        account=account.name,
        platform=account.platform.value,
        page_id=account.page_id,
        seal="3" * 64,
        reference=f"PS-4K7QX2M9{number:04d}",
        state=state,
        due_at=due,
        created_at=due,
        updated_at=due,
        queued_by=APPROVER.id,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


DELIVERIES = (
    delivery(
        0, "Cảnh báo giả danh cán bộ cập nhật VNeID", PRACTICE, DeliveryState.SCHEDULED, message="Đã vào hộp gửi."
    ),
    delivery(
        1,
        "Lịch làm căn cước lưu động tổ dân phố 4",
        HANDOVER,
        DeliveryState.NEEDS_ATTENTION,
        reason=Attention.HAND,
        message="Gói bài đã sẵn sàng: mở thư mục, đăng tay rồi dán liên kết.",
        message_en="The package is ready: open the folder, post it by hand, then paste the link.",
    ),
    delivery(
        2,
        "Thông báo tạm dừng tiếp công dân ngày 20/11",
        PRACTICE,
        DeliveryState.VERIFIED,
        attempts=1,
        permalink="practice://thuc-hanh/1",
        message="Đã đọc lại từ trang: đúng bản đã duyệt.",
    ),
    delivery(
        3,
        "Hướng dẫn đăng ký tạm trú qua Cổng dịch vụ công",
        PRACTICE,
        DeliveryState.UNKNOWN,
        attempts=1,
        message="Chưa rõ bài đã lên trang hay chưa; sẽ xem lại trên trang, không tự gửi lại.",
        message_en="It is not known whether the post is on the page; it will be looked for, not sent again.",
    ),
    delivery(
        4,
        "Tuyên truyền phòng cháy mùa hanh khô",
        HANDOVER,
        DeliveryState.FAILED,
        attempts=1,
        message="Trang từ chối: ảnh lớn hơn mức cho phép.",
        message_en="The page refused: a picture is too large.",
    ),
    delivery(5, "Cảnh báo bẫy việc nhẹ lương cao", PRACTICE, DeliveryState.VERIFIED, attempts=1),
    delivery(6, "Kết quả tuần tra đêm 21/11", HANDOVER, DeliveryState.VERIFIED, attempts=1),
    delivery(7, "Thu hồi vũ khí, vật liệu nổ tự nguyện", PRACTICE, DeliveryState.MISSED),
    delivery(8, "Mời họp tổ dân phố số 7", HANDOVER, DeliveryState.WAITING),
    delivery(9, "Cảnh báo lừa đảo mua vé tàu Tết", PRACTICE, DeliveryState.SENT, attempts=1),
    delivery(10, "Thông tin luồng giao thông phố Minh Khai", PRACTICE, DeliveryState.CANCELLED),
)

DOCUMENT = Document(
    key="13/2023/nd-cp",
    number="13/2023/NĐ-CP",
    type="Nghị định",
    title="Quy định về văn bản mẫu dùng để thử chương trình",
    issuer="Chính phủ",
    issued_on=date(2023, 4, 17),
    effective_from=date(2023, 7, 1),
    stated_status=Status.UNKNOWN,
)
ARTICLES = tuple(
    Article(
        id=f"d13-{number}",
        document=DOCUMENT.key,
        number=str(number),
        heading=heading,
        path="Chương I. Quy định chung" if number < 4 else "Chương II. Quyền và nghĩa vụ",
        text=f"1. Nội dung mẫu của điều {number}, dùng để thử chương trình.\n2. Mỗi người được thông báo trước khi "
        "thông tin của mình được sử dụng.\n3. Việc sử dụng phải đúng mục đích đã nêu.",
        position=number,
    )
    for number, heading in enumerate(
        (
            "Phạm vi điều chỉnh",
            "Đối tượng áp dụng",
            "Giải thích từ ngữ",
            "Quyền được biết",
            "Quyền đồng ý",
            "Nghĩa vụ của cơ quan",
        ),
        1,
    )
)
