"""NO_ID_NUMBER: no number that identifies a person, a card or an account."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks import mask
from studio.posts.checks.identity import identifiers
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import TypedTexts
from studio.posts.model import Finding, Severity


def look(view: TypedTexts) -> Iterator[Finding]:
    """Identifying numbers in the typed texts, shown masked."""
    for kind, number, hit in identifiers(view.public):
        yield RULE.finding(
            hit.piece.where,
            Phrase(f"Trong bài có {kind.vi}.", f"The text contains {kind.en}."),
            Phrase(
                "Xóa số này; nếu cần nhắc đến, che bớt chữ số.",
                "Remove the number; if it must be mentioned, cover most of its digits.",
            ),
            excerpt=mask.number(number),
        )


RULE = Rule(
    code="NO_ID_NUMBER",
    severity=Severity.BLOCK,
    title=Phrase(
        "Không có số định danh cá nhân, số thẻ, tài khoản ngân hàng", "No personal ID, card or bank account number"
    ),
    reach=Reach.EVERY,
    look=look,
)
