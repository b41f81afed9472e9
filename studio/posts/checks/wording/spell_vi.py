"""SPELL_VI: no syllable that Vietnamese does not have, no function word typed twice, no text without its marks.

A first cut: a wrong word that is itself a syllable is not found. Names, foreign words and abbreviations are
passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.scan import ADDRESSES, Piece, Scan, Word
from studio.posts.checks.view import PreflightView
from studio.posts.checks.wording.syllable import BORROWED, DOUBLED, is_bare_syllable, is_syllable
from studio.posts.model import Finding, Severity

VIETNAMESE = frozenset("abcdđeghiklmnopqrstuvxyăâêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")
UNMARKED = 8
"""Words without any mark from which on a text counts as typed without marks."""


def look(view: PreflightView) -> Iterator[Finding]:
    """Impossible syllables and doubled words where they stand, then texts without marks."""
    scan = view.public
    for before, word in zip((None, *scan.words), scan.words, strict=False):
        if _doubled(before, word) and _prose(scan, word):
            yield _finding(
                scan.piece_at(word.start).where,
                Phrase(f"“{word.text}” bị gõ hai lần.", f"“{word.text}” stands twice."),
                Phrase("Xóa một chữ.", "Delete one."),
                f"{word.text} {word.text}",
            )
        elif _suspicious(word.text) and _prose(scan, word) and not _is_name(scan, word):
            yield _finding(
                scan.piece_at(word.start).where,
                Phrase(f"“{word.text}” không phải một tiếng Việt đúng.", f"“{word.text}” is no Vietnamese syllable."),
                Phrase("Gõ lại chữ này.", "Type it again."),
                scan.text[word.start : word.end],
            )
    for piece in scan.pieces:
        if _without_marks(piece):
            yield _finding(
                piece.where,
                Phrase("Đoạn này viết không dấu.", "This text has no diacritics."),
                Phrase("Gõ lại có dấu.", "Type it with its marks."),
                piece.text[:60],
            )


def _doubled(before: Word | None, word: Word) -> bool:
    return before is not None and word.text in DOUBLED and before.text == word.text and word.gap == " "


def _suspicious(word: str) -> bool:
    """Only words with a Vietnamese mark are judged; bare ASCII may be any language."""
    return (
        not word.isascii()
        and len(word) > 1
        and VIETNAMESE.issuperset(word)
        and word not in BORROWED
        and not is_syllable(word)
        and any(char in "aeiouyăâêôơư" or ord(char) > 0xBF for char in word.replace("đ", ""))
    )


def _prose(scan: Scan, word: Word) -> bool:
    piece = scan.piece_at(word.start)
    around = scan.text[word.start - 1 : word.start] + scan.text[word.end : word.end + 1]
    return piece.kind not in ADDRESSES and not any(char.isdigit() or char in "#@_/&" for char in around)


def _is_name(scan: Scan, word: Word) -> bool:
    """A capital, unless it merely begins a sentence and the next word is small; capitals inside are a brand's."""
    if not any(char.isupper() for char in scan.text[word.start : word.end]):
        return False
    if any(char.isupper() for char in scan.text[word.start + 1 : word.end]):
        return True
    before = scan.text[: word.start].rstrip(" “\"'(•-–")[-1:]
    after = scan.text[word.end : word.end + 2].strip()
    return before not in ("", ".", "!", "?", "\n", ":") or not after[:1].islower()


def _without_marks(piece: Piece) -> bool:
    if piece.kind in ADDRESSES or not piece.text.isascii():
        return False
    words = [word.lower() for word in piece.text.split()]
    return len(words) >= UNMARKED and sum(is_bare_syllable(word.strip(".,;:!?()")) for word in words) > 0.8 * len(words)


def _finding(where: str, wrong: Phrase, remedy: Phrase, excerpt: str) -> Finding:
    return RULE.finding(where, wrong, remedy, excerpt=excerpt)


RULE = Rule(
    code="SPELL_VI",
    severity=Severity.WARN,
    title=Phrase("Không có lỗi chính tả rõ ràng", "No obvious spelling mistakes"),
    reach=Reach.EVERY,
    look=look,
)
