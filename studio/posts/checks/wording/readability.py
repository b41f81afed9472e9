"""READABILITY: short sentences, and abbreviations that readers know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.lexicon import read_words
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.scan import ADDRESSES, Piece
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity

KNOWN = frozenset(read_words("abbreviations")["known"])
LONGEST = 45
"""Syllables of one sentence; a Vietnamese word has about one and a half."""
AVERAGE = 28
"""Syllables a sentence, over a text of at least three."""
TOO_MANY = 2
"""Unexplained abbreviations a post may have."""

_SENTENCE = re.compile(r"[^.!?…;\n]+(?:\.(?=\w)[^.!?…;\n]*)*")
_SYLLABLE = re.compile(r"[^\W_]+")
_ABBREVIATION = re.compile(r"(?<![\w/.-])[A-ZĐÂĂÊÔƠƯ]{2,6}(?![\w/-])")


def look(view: PreflightView) -> Iterator[Finding]:
    """Long sentences, a long average, then abbreviations over the whole post."""
    for piece in view.public.pieces:
        if piece.kind not in ADDRESSES:
            yield from _sentences(piece)
    yield from _abbreviations(view)


def _sentences(piece: Piece) -> Iterator[Finding]:
    lengths = [(len(_SYLLABLE.findall(m.group())), m.group().strip()) for m in _SENTENCE.finditer(piece.text)]
    longest = max(lengths, default=(0, ""))
    if longest[0] > LONGEST:
        yield RULE.finding(
            piece.where,
            Phrase(f"Câu dài {longest[0]} tiếng.", f"A sentence has {longest[0]} syllables."),
            Phrase(f"Tách thành câu ngắn, dưới {LONGEST} tiếng.", f"Split it; keep below {LONGEST} syllables."),
            excerpt=longest[1][:80],
        )
    elif len(lengths) >= 3 and sum(n for n, _ in lengths) > AVERAGE * len(lengths):
        yield RULE.finding(
            piece.where,
            Phrase("Các câu đều dài, khó đọc.", "The sentences are all long and hard to read."),
            Phrase("Tách bớt câu, mỗi câu một ý.", "Split some; one thought a sentence."),
        )


def _abbreviations(view: PreflightView) -> Iterator[Finding]:
    first = {hit.text: hit.piece for hit in reversed(list(view.public.find(_ABBREVIATION)))}
    found = {
        word: piece
        for word, piece in sorted(first.items())
        if word not in KNOWN and f"({word})" not in view.public.text and not _in_capitals(piece, word)
    }
    if len(found) > TOO_MANY:
        names = ", ".join(found)
        yield RULE.finding(
            next(iter(found.values())).where,
            Phrase(f"Nhiều chữ viết tắt chưa giải thích: {names}.", f"Unexplained abbreviations: {names}."),
            Phrase("Viết đầy đủ ở lần đầu, chữ tắt để trong ngoặc.", "Write them in full first, then in brackets."),
            excerpt=names,
        )


def _in_capitals(piece: Piece, word: str) -> bool:
    """Whether the word stands in a line of capitals, where every word looks like an abbreviation."""
    line = next((line for line in piece.text.splitlines() if word in line), "")
    return len(line.split()) > 1 and line.upper() == line


RULE = Rule(
    code="READABILITY",
    severity=Severity.WARN,
    title=Phrase("Câu ngắn, dễ hiểu; ít viết tắt", "Short, plain sentences; few abbreviations"),
    reach=Reach.ASKED,
    look=look,
)
