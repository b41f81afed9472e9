"""HIDDEN_CHARS: no character that a reader cannot see, or that shows text in another order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import regex

from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity

HIDDEN = regex.compile(
    r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # order of writing
    r"|(?<!\p{Extended_Pictographic}\ufe0f?[\U0001f3fb-\U0001f3ff]?)\u200d|\u200d(?!\p{Extended_Pictographic})"
    r"|[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u2028\u2029\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]"
    r"|[\U000e0000-\U000e007f]"  # tags
    r"|[\p{Cc}--[\t\n\r\u0080-\u009f]]|\p{Co}|\p{Cs}|\p{Cn}"
    r"|\p{M}{4,}",
    regex.VERSION1,
)
"""Controls of order, invisible characters (joiners stay inside emoji), private, unassigned ones, stacked marks."""

UNUSUAL = re.compile(
    r"[^\t\n\r -~\u00a0-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u2bff]"
)
"""Anything else than the letters and marks that posts are made of; only a text with such needs a closer look."""


def look(view: PreflightView) -> Iterator[Finding]:
    """Every typed text, hidden fields too; then the finished texts, which also hold the directory's words."""
    found = False
    for piece in view.pieces:
        match = first_hidden(piece.raw)
        if match:
            found = True
            yield _finding(piece.where, match.group(), piece.raw[: match.start()])
    if not found:
        for platform, text in view.content.texts.items():
            match = first_hidden(text)
            if match:
                yield _finding(f"text:{platform.value}", match.group(), text[: match.start()])
                return


def first_hidden(text: str) -> regex.Match[str] | None:
    """The first hidden character of `text`."""
    return HIDDEN.search(text) if UNUSUAL.search(text) else None


def _finding(where: str, char: str, before: str) -> Finding:
    named = f"U+{ord(char[0]):04X}"
    name = unicodedata.name(char[0], "")
    return RULE.finding(
        where,
        Phrase(f"Có ký tự ẩn {named}.", f"There is a hidden character {named} {name}.".replace(" .", ".")),
        Phrase(
            "Xóa đoạn quanh chỗ này rồi gõ lại, không dán.", "Delete the words around it and type them, do not paste."
        ),
        excerpt=f"{before[-20:]}[{named}]",
    )


RULE = Rule(
    code="HIDDEN_CHARS",
    severity=Severity.BLOCK,
    title=Phrase(
        "Không có ký tự ẩn, ký tự đảo chiều chữ", "No hidden characters and none that reverse the order of text"
    ),
    reach=Reach.EVERY,
    look=look,
)
