"""CARD_FITS: nothing on a card is cut off, a citation least of all."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.pictures.origins import where_of
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """What the painter could not fit, each problem of a card once though several sizes have it."""
    seen = set()
    for origin, report in (view.pressed or {}).items():
        for problem in report.problems:
            where = where_of(origin)
            if (where, problem) not in seen:
                seen.add((where, problem))
                yield RULE.finding(
                    where,
                    problem,
                    Phrase("Rút gọn nội dung, hoặc chọn kiểu thẻ khác.", "Shorten the text, or choose another card."),
                )


RULE = Rule(
    code="CARD_FITS",
    severity=Severity.BLOCK,
    title=Phrase("Chữ trên thẻ không bị cắt, không tràn", "No text on a card is cut off or runs over"),
    reach=Reach.EVERY,
    look=look,
)
