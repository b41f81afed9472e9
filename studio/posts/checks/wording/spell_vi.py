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
VOWELS = VIETNAMESE - frozenset("bcdđghklmnpqrstvx")
UNMARKED = 8
"""Words without any mark from which on a text counts as typed without marks."""


def look(view: PreflightView) -> Iterator[Finding]:
    """Impossible syllables and doubled words where they stand, then texts without marks."""
    scan = view.public
    odd = frozenset(word for word in {word.text for word in scan.words if not word.text.isascii()} if suspicious(word))
    before = ""
    for word in scan.words:
        if word.text in odd and _prose(scan, word) and not _is_name(scan, word):
            yield _misspelt(scan, word)
        elif word.text == before and word.gap == " " and before in DOUBLED:
            yield _doubled(scan, word)
        before = word.text
    for piece in scan.pieces:
        if _without_marks(piece):
            yield RULE.finding(
                piece.where,
                Phrase("Đoạn này viết không dấu.", "This text has no diacritics."),
                Phrase("Gõ lại có dấu.", "Type it with its marks."),
                excerpt=piece.text[:60],
            )


def suspicious(word: str) -> bool:
    """Whether a word in lower case with a mark is Vietnamese in its letters and yet no syllable."""
    return (
        len(word) > 1
        and VIETNAMESE.issuperset(word)
        and not is_syllable(word)
        and word not in BORROWED
        and not VOWELS.isdisjoint(word)
    )


def _prose(scan: Scan, word: Word) -> bool:
    """Whether a word stands in a sentence, not in an address, a tag or a figure with its unit."""
    around = scan.text[word.start - 1 : word.start] + scan.text[word.end : word.end + 1]
    return scan.piece_at(word.start).kind not in ADDRESSES and not any(c.isdigit() or c in "#@_/&" for c in around)


def _is_name(scan: Scan, word: Word) -> bool:
    """A capital, unless it merely begins a sentence and the next word is small; capitals inside are a brand's."""
    if not any(char.isupper() for char in scan.text[word.start : word.end]):
        return False
    if any(char.isupper() for char in scan.text[word.start + 1 : word.end]):
        return True
    before = scan.text[: word.start].rstrip(" “\"'(•-–")[-1:]
    after = scan.text[word.end : word.end + 2].strip()
    return before not in ("", ".", "!", "?", "\n", ":") or not after[:1].islower()


def _misspelt(scan: Scan, word: Word) -> Finding:
    return RULE.finding(
        scan.piece_at(word.start).where,
        Phrase(f"“{word.text}” không phải một tiếng Việt đúng.", f"“{word.text}” is no Vietnamese syllable."),
        Phrase("Gõ lại chữ này.", "Type it again."),
        excerpt=scan.text[word.start : word.end],
    )


def _doubled(scan: Scan, word: Word) -> Finding:
    return RULE.finding(
        scan.piece_at(word.start).where,
        Phrase(f"“{word.text}” bị gõ hai lần.", f"“{word.text}” stands twice."),
        Phrase("Xóa một chữ.", "Delete one."),
        excerpt=f"{word.text} {word.text}",
    )


def _without_marks(piece: Piece) -> bool:
    if piece.kind in ADDRESSES or not piece.text.isascii():
        return False
    words = [word.lower() for word in piece.text.split()]
    return len(words) >= UNMARKED and sum(is_bare_syllable(word.strip(".,;:!?()")) for word in words) > 0.8 * len(words)


RULE = Rule(
    code="SPELL_VI",
    severity=Severity.WARN,
    title=Phrase("Không có lỗi chính tả rõ ràng", "No obvious spelling mistakes"),
    reach=Reach.EVERY,
    look=look,
)
