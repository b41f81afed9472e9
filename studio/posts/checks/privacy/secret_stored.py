"""NO_SECRET_STORED: no password, one-time code, recovery code or key stands in a field, hidden ones included."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks import mask
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.scan import Hit
from studio.posts.checks.view import TypedTexts
from studio.posts.model import Finding, Severity

_IS = r"[^\S\n]*(?::|=|là(?!\w)|is(?!\w)|–|-)[^\S\n]*[“\"'‘(]?"
SECRET = re.compile(
    r"(?:mật[^\S\n]?khẩu|password|passwd|(?<!\w)pass|(?<!\w)pwd|(?<!\w)mk)" + _IS + r"(?P<p>[^\s“”\"'’),;]{6,64})"
    r"|(?:(?<!\w)OTP|(?<!\w)PIN|mã xác (?:thực|nhận|minh))"
    + _IS
    + r"(?P<o>\d{4,8})(?![\w.,/-]*\d|[^\S\n]*(?:số|chữ|ký|kí))"
    r"|(?:mã khôi phục|mã dự phòng|recovery code|backup code)" + _IS + r"(?P<r>[A-Za-z0-9][A-Za-z0-9 -]{5,40})"
    r"|(?P<k>(?<!\w)(?:EAA[A-Za-z0-9]{24,}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|AIza[\w-]{30,}|gh[pousr]_\w{30,}"
    r"|sk-[A-Za-z0-9-]{20,})|-----BEGIN [A-Z ]*PRIVATE KEY-----|Bearer[ ][\w.~+/-]{20,})",
    re.IGNORECASE,
)


def look(view: TypedTexts) -> Iterator[Finding]:
    """Values that look like secrets; a sentence about passwords is none."""
    hidden = (Hit(piece, match) for piece in view.pieces if piece.hidden for match in SECRET.finditer(piece.text))
    for hit in (*view.public.find(SECRET), *hidden):
        groups = hit.match
        value = str(groups.group("p") or groups.group("o") or groups.group("r") or groups.group("k"))
        if groups.group("p") and not looks_secret(value):
            continue
        yield RULE.finding(
            hit.piece.where,
            Phrase("Có mật khẩu, mã xác thực hoặc khóa truy cập.", "The text holds a password, a code or a key."),
            Phrase(
                "Xóa khỏi bài và đổi ngay mật khẩu, mã đó vì coi như đã lộ.",
                "Remove it and change it at once; it must be taken as known.",
            ),
            excerpt=mask.secret(value),
        )


def looks_secret(value: str) -> bool:
    """A word of a sentence has no digit between its letters and no mark of a keyboard."""
    has_digit = any(char.isdigit() for char in value)
    has_letter = any(char.isalpha() for char in value)
    return value.isascii() and has_letter and (has_digit or any(char in "@#$%^&*!_" for char in value.rstrip("!")))


RULE = Rule(
    code="NO_SECRET_STORED",
    severity=Severity.BLOCK,
    title=Phrase("Ứng dụng không lưu mật khẩu, mã khôi phục", "No password or recovery code is stored in the app"),
    reach=Reach.EVERY,
    look=look,
)
