"""NO_ALL_CAPS: no shouting, by capitals, by rows of marks or by emoji."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity

CAPITALS = regex.compile(r"(?<!\w)\p{Lu}+(?:(?:[ ,]{1,2}| [–-] )\p{Lu}+){4,}(?!\w)")
"""Five words in capitals, one after another."""
_ROMAN = frozenset("IVXLCDM")
MARKS = regex.compile(r"[!?]{3,}")
EMOJI = regex.compile(
    r"(?:\p{Extended_Pictographic}\ufe0f?(?:\u200d\p{Extended_Pictographic}\ufe0f?)*|\p{RI}{2})[\U0001f3fb-\U0001f3ff]?"
)
MOST = 5
"""Emoji a post may have."""


def look(view: PreflightView) -> Iterator[Finding]:
    """Rows of capitals and of marks where they stand, then emoji over the whole post."""
    for hit in view.public.find(CAPITALS):
        if not _is_sentence(hit.text):
            continue
        yield _finding(
            hit.piece.where,
            Phrase("Cả câu viết hoa, khó đọc.", "A whole sentence stands in capitals."),
            Phrase("Chỉ viết hoa đầu câu và tên riêng.", "Use capitals for beginnings and names only."),
            hit.text[:80],
        )
    for hit in view.public.find(MARKS):
        yield _finding(
            hit.piece.where,
            Phrase("Nhiều dấu chấm than, chấm hỏi liền nhau.", "Exclamation or question marks in a row."),
            Phrase("Dùng một dấu.", "Use one."),
            hit.text[:10],
        )
    emoji = [hit for hit in view.public.find(EMOJI) if ord(hit.text[0]) > 0x2000]
    if len(emoji) > MOST:
        yield _finding(
            emoji[MOST].piece.where,
            Phrase(f"Bài có {len(emoji)} biểu tượng cảm xúc.", f"The post has {len(emoji)} emoji."),
            Phrase(f"Giữ nhiều nhất {MOST}; trình đọc màn hình đọc từng cái.", f"Keep {MOST} at most."),
            "".join(hit.text for hit in emoji[:10]),
        )


def _is_sentence(capitals: str) -> bool:
    """Whether a row of capitals is made of words; letters in a list and Roman figures are none."""
    words = [word for word in capitals.replace(",", " ").split() if len(word) > 2 and not _ROMAN.issuperset(word)]
    return len(words) >= 3


def _finding(where: str, wrong: Phrase, remedy: Phrase, excerpt: str) -> Finding:
    return RULE.finding(where, wrong, remedy, excerpt=excerpt)


RULE = Rule(
    code="NO_ALL_CAPS",
    severity=Severity.WARN,
    title=Phrase(
        "Không viết hoa toàn bộ câu, không lạm dụng biểu tượng cảm xúc", "No all-caps sentences, no emoji overuse"
    ),
    reach=Reach.EVERY,
    look=look,
)
