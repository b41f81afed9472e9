"""NO_PRIVATE_PHONE: no citizen's telephone number, no home address."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from studio.phrase import Phrase
from studio.posts.checks import mask
from studio.posts.checks.contacts import phones
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import TypedTexts
from studio.posts.model import Finding, Severity

_LIVES = (
    r"(?:trú(?: quán)?(?: tại|[ ]?:)|ngụ(?: tại| ở)?|ở tại|sinh sống (?:tại|ở)|sống tại|HKTT(?: tại|[ ]?:)?"
    r"|chỗ ở hiện nay|hộ khẩu(?: thường trú)?(?: tại|[ ]?:)"
    r"|nhà (?:riêng|ở|của[^\d\n,.;]{1,25}) (?:tại|ở)|nhà (?:tại|ở))"
)
_PUBLIC = regex.compile(
    r"Công an|trụ sở|UBND|ủy ban|bộ phận|cơ quan|cơ sở|khách sạn|nhà văn hóa|trạm|bệnh viện|trường|mẫu|quy định|điều"
    r"|khoản|phụ lục|nghị định|thông tư|nhà nghỉ|ký túc xá",
    regex.IGNORECASE,
)
"""Words that make it the address of an office, or no address at all."""
_HOUSE = (
    r"(?:(?:số nhà|nhà số|số|căn hộ|phòng|ngõ|ngách|hẻm|kiệt|tổ(?: dân phố)?|xóm|ấp|lô)"
    r"[^\S\n]+(?:số[^\S\n]+)?[\p{Lu}]?\d+[\w/.-]*"
    r"|\d+[\w/]*[^\S\n]+(?:đường|phố|ngõ|ngách|hẻm|kiệt)(?!\w))"
)
HOME = regex.compile(rf"(?<!\w){_LIVES}(?!\w)[^\d\n.;!?]{{0,40}}?{_HOUSE}[^\n.;!?]{{0,40}}", regex.IGNORECASE)


def look(view: TypedTexts) -> Iterator[Finding]:
    """Numbers that the directory does not hold, and addresses down to the house where somebody lives."""
    yield from _phones(view)
    yield from _homes(view)


def _phones(view: TypedTexts) -> Iterator[Finding]:
    for hit, number in phones(view.public):
        if number not in view.numbers:
            yield RULE.finding(
                hit.piece.where,
                Phrase(
                    "Số điện thoại này không có trong danh bạ số công vụ.",
                    "This telephone number is not in the directory of duty numbers.",
                ),
                Phrase(
                    "Xóa số của cá nhân; nếu là số công vụ, thêm và xác nhận trong danh bạ rồi dùng lại.",
                    "Remove a private number; add a duty number to the directory, confirm it, then use it.",
                ),
                excerpt=mask.number(number, last=2),
            )


def _homes(view: TypedTexts) -> Iterator[Finding]:
    for hit in view.public.find(HOME):
        if _PUBLIC.search(hit.text):
            continue
        yield RULE.finding(
            hit.piece.where,
            Phrase("Có địa chỉ nhà riêng của người dân.", "The text gives a citizen's home address."),
            Phrase("Chỉ nêu đến phường, xã.", "Name the ward or commune at most."),
            excerpt=mask.address(hit.text.strip()),
        )


RULE = Rule(
    code="NO_PRIVATE_PHONE",
    severity=Severity.BLOCK,
    title=Phrase("Không có số điện thoại, địa chỉ nhà riêng của người dân", "No private phone number or home address"),
    reach=Reach.EVERY,
    look=look,
)
