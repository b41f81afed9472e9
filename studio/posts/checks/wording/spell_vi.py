"""SPELL_VI: nothing written wrong, as the speller of the editor sees it too, and no text without its marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.scan import ADDRESSES, Piece
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.writing.spelling import Slip, SlipKind, Speller, is_unmarked


def look(view: PreflightView) -> Iterator[Finding]:
    """Slips where they stand, then texts without marks."""
    speller = Speller(view.words)
    pieces = [piece for piece in view.public.pieces if piece.kind not in ADDRESSES]
    for piece in pieces:
        for slip in _slips(view.words, piece.text):
            yield _misspelt(piece, slip, speller)
    for piece in pieces:
        if is_unmarked(piece.text):
            yield RULE.finding(
                piece.where,
                Phrase("Đoạn này viết không dấu.", "This text has no diacritics."),
                Phrase("Gõ lại có dấu.", "Type it with its marks."),
                excerpt=piece.text[:60],
            )


@lru_cache(maxsize=512)
def _slips(own: frozenset[str], text: str) -> tuple[Slip, ...]:
    """Remembered: the texts of a post are judged at every gate that it passes."""
    return Speller(own).misspelt(text)


def _misspelt(piece: Piece, slip: Slip, speller: Speller) -> Finding:
    return RULE.finding(piece.where, _wrong(slip), _remedy(slip, speller), excerpt=piece.text[slip.start : slip.end])


def _wrong(slip: Slip) -> Phrase:
    word = slip.word.lower()
    match slip.kind:
        case SlipKind.SYLLABLE:
            return Phrase(f"“{word}” không phải một tiếng Việt đúng.", f"“{word}” is no Vietnamese syllable.")
        case SlipKind.JOINED:
            return Phrase(f"“{word}” viết dính liền.", f"“{word}” lacks a blank.")
        case SlipKind.DOUBLED:
            once = slip.right.lower()
            return Phrase(f"“{once}” bị gõ hai lần.", f"“{once}” stands twice.")
        case SlipKind.WORD:
            return Phrase(f"“{word}” thường bị viết nhầm.", f"“{word}” is a common misspelling.")


def _remedy(slip: Slip, speller: Speller) -> Phrase:
    match slip.kind:
        case SlipKind.JOINED:
            return Phrase("Thêm dấu cách.", "Put the blank in.")
        case SlipKind.DOUBLED:
            return Phrase("Xóa một chữ.", "Delete one.")
        case SlipKind.WORD:
            return Phrase(f"Viết “{slip.right}”.", f"Write “{slip.right}”.")
        case SlipKind.SYLLABLE:
            meant = next(iter(speller.suggest(slip.word.lower())), "")
            if not meant:
                return Phrase("Gõ lại chữ này.", "Type it again.")
            return Phrase(f"Gõ lại chữ này; có thể là “{meant}”.", f"Type it again; it may be “{meant}”.")


RULE = Rule(
    code="SPELL_VI",
    severity=Severity.WARN,
    title=Phrase("Không có lỗi chính tả rõ ràng", "No obvious spelling mistakes"),
    reach=Reach.EVERY,
    look=look,
)
