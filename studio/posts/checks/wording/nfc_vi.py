"""NFC_VI: Vietnamese letters are precomposed Unicode, and no text comes from an old font encoding.

Three things are told apart: letters that are decomposed (repairable as they are), text of the fonts before Unicode
(TCVN3 *C«ng an*, VNI *Coâng an*), and Unicode that was read in the wrong encoding (*CÃ´ng an*, *C?ng an*).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.scan import ADDRESSES
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.text import nfc
from studio.writing.legacy import SIGNS, legacy_text


def look(view: PreflightView) -> Iterator[Finding]:
    """Typed texts; then the finished texts, which also hold the directory's words."""
    found = [*_decomposed_pieces(view), *_legacy_pieces(view)]
    yield from found or _finished(view)


def _decomposed_pieces(view: PreflightView) -> Iterator[Finding]:
    for piece in view.pieces:
        if piece.text != piece.raw:
            yield _decomposed(piece.where, piece.raw)


def _legacy_pieces(view: PreflightView) -> Iterator[Finding]:
    """The joined text has fewer ends than its pieces: when it shows no sign, none of them does."""
    if not any(pattern.search(view.public.text) for pattern in SIGNS):
        return
    for piece in view.public.pieces:
        sign = None if piece.kind in ADDRESSES or piece.text != piece.raw else legacy_text(piece.text)
        if sign:
            yield _legacy(piece.where, sign)


def _finished(view: PreflightView) -> Iterator[Finding]:
    for platform, text in view.content.texts.items():
        if not unicodedata.is_normalized("NFC", text):
            yield _decomposed(f"text:{platform.value}", text)
            return


def _decomposed(where: str, text: str) -> Finding:
    odd = next((word for word in text.split() if nfc(word) != word), "")
    return RULE.finding(
        where,
        Phrase("Chữ có dấu chưa ở dạng dựng sẵn (NFC).", "Letters with marks are not precomposed (NFC)."),
        Phrase("Gõ lại chữ này, hoặc bấm “Chuẩn hóa”.", "Type the word again, or normalise it."),
        excerpt=nfc(odd)[:40],
    )


def _legacy(where: str, sign: str) -> Finding:
    return RULE.finding(
        where,
        Phrase("Chữ bị lỗi phông hoặc dùng bảng mã cũ.", "The text is garbled or in an old encoding."),
        Phrase(
            "Chuyển sang Unicode (bảng mã cũ: TCVN3, VNI), hoặc gõ lại.",
            "Convert it to Unicode (from TCVN3 or VNI), or type it again.",
        ),
        excerpt=sign,
    )


RULE = Rule(
    code="NFC_VI",
    severity=Severity.BLOCK,
    title=Phrase(
        "Dấu tiếng Việt chuẩn Unicode dựng sẵn (NFC), không lỗi phông",
        "Vietnamese diacritics are Unicode NFC with no legacy-font text",
    ),
    reach=Reach.EVERY,
    look=look,
)
