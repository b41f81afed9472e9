"""NO_DEGRADING: no word that looks down on people."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.lexicon import Lexicon
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity

LEXICON = Lexicon.load("degrading")


def look(view: PreflightView) -> Iterator[Finding]:
    """Terms of the list, quoted ones too: the page repeats them."""
    for found in LEXICON.find(view.public):
        wrong = Phrase(f"“{found.text}” hạ thấp, kỳ thị con người.", f"“{found.text}” looks down on people.")
        yield RULE.finding(found.piece.where, wrong, found.term.instead or wrong, excerpt=found.text)


RULE = Rule(
    code="NO_DEGRADING",
    severity=Severity.WARN,
    title=Phrase("Không dùng từ ngữ hạ thấp, kỳ thị", "No degrading or stigmatising words"),
    reach=Reach.EVERY,
    look=look,
)
