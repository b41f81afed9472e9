"""NO_ENGAGEMENT_BAIT: no begging for reactions, no gifts for shares."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.lexicon import Lexicon
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.checks.wording.reporting import told
from studio.posts.model import Finding, Severity

LEXICON = Lexicon.load("engagement")


def look(view: PreflightView) -> Iterator[Finding]:
    """Terms of the list that the page itself says; a warning may describe a scammer's bait."""
    for found in LEXICON.find(view.public):
        if told(view.public, found.start):
            continue
        wrong = Phrase(f"“{found.text}” là câu tương tác.", f"“{found.text}” is engagement bait.")
        yield RULE.finding(found.piece.where, wrong, found.term.instead or wrong, excerpt=found.text)


RULE = Rule(
    code="NO_ENGAGEMENT_BAIT",
    severity=Severity.BLOCK,
    title=Phrase("Không câu tương tác, không yêu cầu chia sẻ để nhận thưởng", "No engagement bait, no 'share to win'"),
    reach=Reach.EVERY,
    look=look,
)
