"""TONE_MARKS: one post puts the tone mark of open oa, oe, uy in one place (*hòa, thủy* or *hoà, thuỷ*)."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.writing.tones import ways


def look(view: PreflightView) -> Iterator[Finding]:
    """One finding, at the first word that stands apart."""
    scan = view.public
    old, new = ways(scan.text)
    if not old or not new:
        return
    rare, usual = (old[0], new[0]) if len(new) > len(old) else (new[0], old[0])
    odd, like = (scan.text[word.start : word.end] for word in (rare, usual))
    yield RULE.finding(
        scan.piece_at(rare.start).where,
        Phrase(f"Dấu đặt hai kiểu: “{odd}” và “{like}”.", f"Tone marks stand in two ways: “{odd}” and “{like}”."),
        Phrase("Bấm chuột phải, chọn “Chuẩn hóa dấu”.", "Right-click and choose “Put tone marks in order”."),
        excerpt=odd,
    )


RULE = Rule(
    code="TONE_MARKS",
    severity=Severity.INFO,
    title=Phrase("Dấu thanh đặt theo một kiểu", "Tone marks stand in one way"),
    reach=Reach.EVERY,
    look=look,
)
