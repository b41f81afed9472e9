"""NO_PERSONA: a post speaks for the official page, never as a private person."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.lexicon import Lexicon
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.checks.wording.reporting import told
from studio.posts.model import Finding, Severity

LEXICON = Lexicon.load("persona")


def look(view: PreflightView) -> Iterator[Finding]:
    """First-person phrases that are the page's own; a quoted citizen or a scammer's line is not."""
    for found in LEXICON.find(view.public):
        if told(view.public, found.start):
            continue
        wrong = Phrase(f"“{found.text}” là giọng cá nhân.", f"“{found.text}” speaks as a private person.")
        yield RULE.finding(found.piece.where, wrong, found.term.instead or wrong, excerpt=found.text)


RULE = Rule(
    code="NO_PERSONA",
    severity=Severity.BLOCK,
    title=Phrase("Bài, trả lời đứng tên trang chính thức", "Posts and replies are signed by the official page"),
    reach=Reach.EVERY,
    look=look,
)
