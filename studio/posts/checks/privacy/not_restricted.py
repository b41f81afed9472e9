"""NOT_RESTRICTED: nothing secret or internal goes out.

Stamps are printed in capitals; the same syllables inside ordinary words, or in a scammer's story told in small
letters, are none.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.text import fold, nfc

MARKING = regex.compile(
    r"(?<![\w#])(?:TUYỆT[ -]MẬT|TỐI[ -]MẬT|(?<!\b(?:BÍ|BẢO|THÂN|CƠ|HỘI|MẬN|ĐƯỜNG|TÚI|DỊCH|RỈ|ỐNG|THÁM)[ -])MẬT"
    r"(?![ -](?:KHẨU|ONG|MÃ|THƯ|VỤ|ĐỘ|PHỤC|BÁO|DANH|NGỌT|MÍA|GẤU|THIẾT|ĐÀM|LỆNH|HIỆU|ƯỚC|THÁM|VÀO)\b))(?!\w)"
    r"|(?i:(?<!\w)(?:chỉ )?lưu hành nội bộ(?!\w)|(?<!\w)tài liệu (?:mật|nội bộ)(?!\w)|(?<!\w)độ mật[ ]?:)"
    r"|(?-i:KHÔNG PHỔ BIẾN|NỘI BỘ NGÀNH)"
)
_IN_NAME = regex.compile(
    r"(?<![a-z])(?:tuyet|toi)[ _-]?mat(?![a-z])|luu[ _-]?hanh[ _-]?noi[ _-]?bo"
    r"|tai[ _-]?lieu[ _-]?(?:mat|noi[ _-]?bo)(?![a-z])"
)


def look(view: PreflightView) -> Iterator[Finding]:
    """The mandatory confirmation, then markings in texts and in names of pictures."""
    if not view.post.answers.not_restricted:
        yield _unconfirmed()
    for hit in view.public.find(MARKING):
        if not view.public.reported(hit.match.start()):
            yield _marked(hit.piece.where, hit.text)
    for media in view.post.media:
        if MARKING.search(nfc(media.name)) or _IN_NAME.search(fold(media.name)):
            yield _marked(f"media:{media.id}", media.name)


def _unconfirmed() -> Finding:
    return RULE.finding(
        "answers:not_restricted",
        Phrase(
            "Chưa xác nhận bài không có nội dung mật, nội bộ.",
            "Nobody confirmed that nothing here is secret or internal.",
        ),
        Phrase("Đọc lại chữ và ảnh, rồi đánh dấu xác nhận.", "Read text and pictures again, then tick to confirm."),
    )


def _marked(where: str, excerpt: str) -> Finding:
    return RULE.finding(
        where,
        Phrase("Có dấu hiệu tài liệu mật hoặc nội bộ.", "There is the marking of a secret or internal document."),
        Phrase(
            "Dừng soạn, báo người phụ trách bảo vệ bí mật nhà nước; không đăng tài liệu này.",
            "Stop, tell the officer in charge of state secrets; this material is not to be posted.",
        ),
        excerpt=excerpt,
    )


RULE = Rule(
    code="NOT_RESTRICTED",
    severity=Severity.BLOCK,
    title=Phrase("Không có dấu hiệu tài liệu mật, nội bộ", "No sign of restricted or internal material"),
    reach=Reach.EVERY,
    look=look,
)
