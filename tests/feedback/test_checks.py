"""Every check of an answer, with answers that it lets pass and answers that it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from studio.directory.model import Contact, DirectoryBook, Unit
from studio.feedback.model import Category, FeedbackItem, Origin
from studio.feedback.reply_checks.registry import ALL, inspect
from studio.feedback.reply_checks.view import ReplyView
from studio.feedback.reply_model import ReplyDraft
from studio.library.citation_lint import TextCitation
from studio.library.model import CitationRef, CitedLaw, Status, Validity
from studio.phrase import Bilingual
from studio.posts.model import Severity
from studio.publishers.inbox import ReplyWay, ReplyWindow
from tests.profile import MORNING

TODAY = date(2026, 11, 25)


def contact(label: str, phone: str, *, emergency: bool = False, verified: date | None = TODAY) -> Contact:
    return Contact(id=label, unit="u", label=label, phone=phone, emergency=emergency, verified_on=verified)


BOOK = DirectoryBook(
    units=(Unit(id="u", name="Công an phường Minh Khai", website="https://minhkhai.example.gov.vn"),),
    contacts=(
        contact("Trực ban", "024 0000 0113"),
        contact("Bộ phận một cửa", "024 0000 0120", verified=None),
        contact("Cảnh sát", "113", emergency=True),
        contact("Chữa cháy", "114", emergency=True),
        contact("Tiếp dân", "024 0000 0130", verified=TODAY - timedelta(days=400)),
    ),
)
GOOD = ReplyDraft(
    item="i1",
    way=ReplyWay.PUBLIC,
    greeting="Chào bạn, cảm ơn bạn đã gửi câu hỏi.",
    answer="Khi làm lại căn cước bị mất, bạn mang theo giấy tờ tùy thân; thời hạn giải quyết là 07 ngày làm việc.",
    next_step="Bạn đến bộ phận một cửa trong giờ hành chính, hoặc gọi trực ban 024 0000 0113.",
    thanks="Trân trọng cảm ơn bạn.",
)
ITEM = FeedbackItem(
    id="i1",
    account="trang",
    origin=Origin.COMMENT,
    received_at=MORNING - timedelta(hours=1),
    taken_in_at=MORNING - timedelta(minutes=50),
    heard_at=MORNING - timedelta(hours=1),
    asked_at=MORNING - timedelta(hours=1),
    category=Category.PROCEDURE,
    topic="identity_card",
)


def law(status: Status, *, found: bool = True, article: bool = True, number: str = "05/2025/TT-MAU") -> CitedLaw:
    standing = Validity(status=status, on=TODAY, reason_vi="", reason_en="")
    return CitedLaw(
        ref=CitationRef(document=number, article="2"),
        printed=f"Điều 2 Thông tư số {number}",
        found=found,
        article_found=article,
        validity=standing if found else None,
        document_sha256="",
        missing="" if article else "Điều 2",
    )


def typed(status: Status, *, told: bool = False) -> TextCitation:
    standing = Validity(status=status, on=TODAY, reason_vi="", reason_en="")
    return TextCitation(
        where="answer",
        start=0,
        written="Thông tư 01/2019/TT-MAU",
        offered="",
        printed="Thông tư số 01/2019/TT-MAU",
        validity=standing,
        told=told,
    )


FORCE = law(Status.IN_FORCE)
OPEN = (
    ReplyWindow(way=ReplyWay.PUBLIC, until=None),
    ReplyWindow(way=ReplyWay.PRIVATE, until=MORNING + timedelta(days=2)),
)


def view(*, item: dict[str, Any] | None = None, **changes: Any) -> ReplyView:
    """A view of the good answer with these slots, or other fields of the view, changed."""
    slots = {name: changes.pop(name) for name in tuple(changes) if name in ReplyDraft.__dataclass_fields__}
    facts: dict[str, Any] = {"laws": (FORCE,), "windows": OPEN, "longest": 8000, "now": MORNING, "book": BOOK}
    return ReplyView(draft=replace(GOOD, **slots), item=replace(ITEM, **(item or {})), **(facts | changes))


B, W, INFO = Severity.BLOCK, Severity.WARN, Severity.INFO
REPORT = {"category": Category.SECURITY_REPORT}
WRONG: list[tuple[str, Severity, dict[str, Any]]] = [
    ("REPLY_COMPLETE", B, {"answer": "  "}),
    ("REPLY_COMPLETE", B, {"next_step": ""}),
    ("REPLY_COMPLETE", W, {"greeting": ""}),
    ("REPLY_COMPLETE", W, {"thanks": ""}),
    ("REPLY_COMPLETE", W, {"next_step": "Bạn cứ chờ nhé."}),
    ("REPLY_NO_PII", B, {"answer": "Chào chị Nguyễn Thị Thử, hồ sơ của chị đã xong, mời chị đến lấy."}),
    ("REPLY_NO_PII", B, {"answer": "Số căn cước 000085000011 của bạn đã được cập nhật trên hệ thống rồi."}),
    ("REPLY_NO_PII", B, {"answer": "Chúng tôi sẽ gọi lại cho bạn theo số 0900 000 011 trong sáng mai."}),
    ("REPLY_NO_PII", B, {"answer": "Mã hồ sơ HS-2026-000015 của bạn đang chờ bổ sung giấy tờ."}),
    ("REPLY_NO_PII", B, {"answer": "Xe biển số 29A-123.45 của bạn đã được sang tên, mời bạn đến lấy."}),
    ("REPLY_NO_PII", W, {"way": ReplyWay.PRIVATE, "answer": "Mã hồ sơ HS-2026-000015 của bạn đã có kết quả."}),
    ("REPLY_COURTEOUS", B, {"answer": "Đọc kỹ rồi hãy hỏi, thủ tục đăng trên trang từ tuần trước."}),
    ("REPLY_COURTEOUS", B, {"answer": "Thằng đó không thuộc địa bàn của phường, bạn hỏi nơi khác."}),
    ("REPLY_COURTEOUS", W, {"thanks": "Cảm ơn bạn đã hỏi!!!"}),
    ("REPLY_COURTEOUS", W, {"answer": "ĐỀ NGHỊ BẠN MANG ĐỦ GIẤY TỜ khi đến làm thủ tục tại phường."}),
    ("REPLY_COURTEOUS", W, {"answer": "Bạn ko cần mang theo giấy tờ nào khác khi đến làm thủ tục."}),
    ("REPLY_CITATION_IN_FORCE", B, {"laws": (law(Status.EXPIRED),)}),
    ("REPLY_CITATION_IN_FORCE", B, {"laws": (law(Status.UNKNOWN),)}),
    ("REPLY_CITATION_IN_FORCE", B, {"laws": (law(Status.IN_FORCE, article=False),)}),
    ("REPLY_CITATION_IN_FORCE", B, {"laws": (law(Status.IN_FORCE, found=False),)}),
    ("REPLY_CITATION_IN_FORCE", B, {"typed": (typed(Status.EXPIRED),)}),
    ("REPLY_CITATION_IN_FORCE", W, {"answer": "Theo Nghị định 30/2020/NĐ-CP, bạn mang theo giấy tờ tùy thân."}),
    ("REPLY_CITATION_PRESENT", W, {"laws": ()}),
    ("REPLY_NOT_NOTED_ALONE", B, {"answer": "Trang đã ghi nhận ý kiến của bạn."}),
    ("REPLY_NOT_NOTED_ALONE", B, {"answer": "Chúng tôi xin tiếp thu và sẽ xem xét."}),
    ("REPLY_NO_CODES", B, {"next_step": "Bạn gửi ảnh căn cước hai mặt vào tin nhắn của trang."}),
    ("REPLY_NO_CODES", B, {"next_step": "Vui lòng cung cấp mã OTP vừa nhận được để trang hỗ trợ."}),
    ("REPLY_NO_CODES", B, {"next_step": "Cho xin số tài khoản để bộ phận một cửa hoàn phí."}),
    ("REPLY_NO_SECRET", B, {"answer": "Đăng nhập bằng mật khẩu: Matkhau@123 để tra hồ sơ của bạn."}),
    ("REPLY_NO_SECRET", B, {"answer": "Nội dung này theo tài liệu nội bộ của đơn vị, bạn thông cảm."}),
    ("REPLY_NO_PROMISE", B, {"answer": "Chúng tôi chắc chắn sẽ bắt người lấy xe của bạn trong tuần này."}),
    ("REPLY_NO_PROMISE", W, {"answer": "Chúng tôi cam kết sẽ trả lời mọi câu hỏi của người dân."}),
    ("REPLY_INNOCENCE", B, {"answer": "Kẻ trộm lấy xe của bạn đã được nhận ra qua máy quay."}),
    ("REPLY_INNOCENCE", W, {"item": REPORT, "answer": "Tội phạm này đã được nhắc nhiều lần trên trang."}),
    ("REPLY_NO_CASE_DETAIL", B, {"item": REPORT, "answer": "Vụ này tổ công tác đang xác minh, nghi phạm ở gần đó."}),
    ("REPLY_NO_CASE_DETAIL", W, {"item": REPORT, "way": ReplyWay.PRIVATE, "answer": "Đơn vị đang điều tra vụ này."}),
    ("REPLY_LENGTH", B, {"longest": 100}),
    ("REPLY_LENGTH", INFO, {"answer": "Bạn mang theo giấy tờ tùy thân. " * 50}),
    ("REPLY_WINDOW", B, {"way": ReplyWay.PRIVATE, "windows": OPEN[:1]}),
    ("REPLY_WINDOW", B, {"windows": ()}),
    (
        "REPLY_WINDOW",
        B,
        {"way": ReplyWay.PRIVATE, "windows": (ReplyWindow(way=ReplyWay.PRIVATE, until=MORNING),)},
    ),
    (
        "REPLY_WINDOW",
        W,
        {
            "way": ReplyWay.PRIVATE,
            "windows": (ReplyWindow(way=ReplyWay.PRIVATE, until=MORNING + timedelta(minutes=20)),),
        },
    ),
    ("REPLY_CONFLICT", B, {"item": {"concerns": "p7"}, "answering": ("p7",)}),
    ("REPLY_CANNED_CURRENT", B, {"canned_trouble": Bilingual("Mẫu đã hết hạn.", "It has expired.")}),
    ("REPLY_URGENT_NAMES_NUMBER", B, {"item": {"category": Category.URGENT}}),
    ("REPLY_PLACES_FILLED", B, {"open_places": (("next_step", "hotline"),)}),
    ("REPLY_HOTLINE_VERIFIED", B, {"next_step": "Bạn gọi bộ phận một cửa 024 0000 0120 trong giờ hành chính."}),
    ("REPLY_HOTLINE_VERIFIED", W, {"next_step": "Bạn gọi bộ phận tiếp dân 024 0000 0130 trong giờ hành chính."}),
    ("REPLY_HOTLINE_VERIFIED", B, {"next_step": "Bạn gọi tổng đài 1900 1234 trong giờ hành chính."}),
    ("LINK_OFFICIAL", B, {"answer": "Bạn xem hướng dẫn đầy đủ tại https://lam-can-cuoc-nhanh.example.com nhé."}),
    ("LINK_OFFICIAL", W, {"answer": "Bạn xem hướng dẫn đầy đủ tại https://www.facebook.com/trang-mau của đơn vị."}),
    ("REPLY_FORMAL_ROUTE", W, {"item": {"category": Category.COMPLAINT}, "next_step": "Bạn chờ đến ngày mai."}),
    ("REPLY_IN_TARGET", W, {"item": {"reply_due": MORNING - timedelta(hours=2)}}),
]
RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("REPLY_COMPLETE", {}),
    ("REPLY_COMPLETE", {"item": {"category": Category.THANKS}, "next_step": ""}),
    ("REPLY_NO_PII", {"answer": "Chào chị, hồ sơ của chị đã xong; giờ tiếp dân từ 07:30 đến 17:00 các ngày làm việc."}),
    ("REPLY_COURTEOUS", {"answer": "Rất tiếc vì bạn phải chờ lâu! Mong bạn thông cảm; phường đã mở thêm một bàn."}),
    ("REPLY_COURTEOUS", {"answer": "Bạn đến UBND phường hoặc dùng ứng dụng VNeID để nộp hồ sơ."}),
    ("REPLY_CITATION_IN_FORCE", {"answer": "Theo Điều 2 Thông tư số 05/2025/TT-MAU, bạn mang giấy tờ tùy thân."}),
    ("REPLY_CITATION_PRESENT", {"laws": (), "item": {"category": Category.THANKS}}),
    (
        "REPLY_NOT_NOTED_ALONE",
        {"answer": "Trang đã ghi nhận ý kiến của bạn; từ thứ Hai phường mở thêm một bàn tiếp nhận hồ sơ buổi sáng."},
    ),
    (
        "REPLY_NO_CODES",
        {"answer": "Công an không bao giờ yêu cầu bạn cung cấp mã OTP hay số tài khoản qua mạng."},
    ),
    ("REPLY_NO_CODES", {"answer": "Bạn đừng gửi ảnh căn cước cho bất kỳ ai qua mạng; hãy mang bản gốc khi đến."}),
    ("REPLY_NO_SECRET", {"answer": "Bạn nên đổi mật khẩu và không dùng lại mật khẩu cũ ở nơi khác."}),
    ("REPLY_NO_PROMISE", {"answer": "Hồ sơ được giải quyết trong 07 ngày làm việc; bộ phận một cửa sẽ báo kết quả."}),
    ("REPLY_INNOCENCE", {"answer": "Kẻ gian thường giả danh ngân hàng; bạn không làm theo lời người lạ."}),
    ("REPLY_NO_CASE_DETAIL", {"item": REPORT, "answer": "Tin của bạn đã chuyển đến nơi tiếp nhận có thẩm quyền."}),
    ("REPLY_NO_CASE_DETAIL", {"answer": "Hồ sơ đang xác minh nơi ở nên cần thêm hai ngày làm việc."}),
    ("REPLY_LENGTH", {}),
    ("REPLY_WINDOW", {}),
    ("REPLY_WINDOW", {"way": ReplyWay.PRIVATE}),
    ("REPLY_CONFLICT", {"item": {"concerns": "p7"}, "answering": ("p1", "p2")}),
    ("REPLY_CANNED_CURRENT", {}),
    (
        "REPLY_URGENT_NAMES_NUMBER",
        {"item": {"category": Category.URGENT}, "answer": "Bạn hãy ra nơi an toàn và gọi ngay 114."},
    ),
    ("REPLY_PLACES_FILLED", {}),
    ("REPLY_HOTLINE_VERIFIED", {}),
    ("LINK_OFFICIAL", {"answer": "Bạn nộp hồ sơ trên https://dichvucong.gov.vn hoặc xem minhkhai.example.gov.vn."}),
    (
        "REPLY_FORMAL_ROUTE",
        {"item": {"category": Category.COMPLAINT}, "next_step": "Bạn gửi đơn tại phòng tiếp công dân, trụ sở phường."},
    ),
    (
        "REPLY_IN_TARGET",
        {"item": {"reply_due": MORNING - timedelta(hours=2)}, "greeting": "Chào bạn, xin lỗi bạn vì trả lời chậm."},
    ),
]


@pytest.mark.parametrize(("code", "severity", "changes"), WRONG, ids=[f"{w[0]}-{n}" for n, w in enumerate(WRONG)])
def test_what_is_wrong_is_found(code: str, severity: Severity, changes: dict[str, Any]) -> None:
    found = [finding for finding in inspect(view(**changes)) if finding.code == code]
    assert [finding.severity for finding in found][:1] == [severity]
    assert all(finding.title.vi and finding.title.en and finding.fix.vi and finding.fix.en for finding in found)


@pytest.mark.parametrize(("code", "changes"), RIGHT, ids=[f"{r[0]}-{n}" for n, r in enumerate(RIGHT)])
def test_what_is_right_is_let_pass(code: str, changes: dict[str, Any]) -> None:
    assert [finding for finding in inspect(view(**changes)) if finding.code == code] == []


def test_a_good_answer_has_nothing_against_it() -> None:
    assert inspect(view()) == ()


def test_every_rule_has_a_right_and_a_wrong_case() -> None:
    codes = {rule.code for rule in ALL}
    assert codes == {case[0] for case in WRONG} == {case[0] for case in RIGHT}
    assert len(codes) == len(ALL)


def test_personal_data_is_masked_in_what_a_finding_shows() -> None:
    found = inspect(view(answer="Chúng tôi sẽ gọi lại cho bạn theo số 0900 000 011 trong sáng mai."))
    assert all("000 011" not in f.excerpt and "000011" not in f.excerpt for f in found if f.code == "REPLY_NO_PII")
