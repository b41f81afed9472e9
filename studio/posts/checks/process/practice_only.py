"""PRACTICE_ONLY: an exercise stays on this PC, and a real post carries no sign of one."""

from __future__ import annotations

from collections.abc import Iterator

from studio.accounts.model import Account, AccountKind
from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity

OFFLINE = frozenset({AccountKind.PRACTICE, AccountKind.HANDOVER})
"""Kinds whose posts never leave the PC by themselves."""


def look(view: PreflightView) -> Iterator[Finding]:
    """Targets of an exercise, then marks of an exercise on what a real page would show."""
    exercise = view.post.practice or view.settings.practice
    marked = view.content.practice or any(card.spec.practice for card in view.content.cards)
    for account in view.accounts:
        if exercise:
            yield from _exercise(account)
        elif marked and account.kind is not AccountKind.PRACTICE:
            yield RULE.finding(
                "targets",
                Phrase(
                    f"Thẻ có chữ THỰC HÀNH mà đăng lên trang thật “{account.title}”.",
                    f"The cards are marked as an exercise but would go to the real page “{account.title}”.",
                ),
                Phrase("Soạn lại bài trong hồ sơ làm việc thật.", "Write the post in the real profile."),
                severity=Severity.BLOCK,
            )


def _exercise(account: Account) -> Iterator[Finding]:
    if account.kind not in OFFLINE:
        yield RULE.finding(
            "targets",
            Phrase(
                f"Bài thực hành không được đăng lên “{account.title}”.",
                f"An exercise may not go to “{account.title}”.",
            ),
            Phrase("Chọn trang thực hành.", "Choose a practice page."),
            excerpt=account.name,
            severity=Severity.BLOCK,
        )
    elif account.kind is AccountKind.HANDOVER:
        yield RULE.finding(
            "targets",
            Phrase(
                f"Bài thực hành sẽ được xuất ra thư mục bàn giao cho “{account.title}”.",
                f"The exercise will be exported to the hand-over folder for “{account.title}”.",
            ),
            Phrase("Chỉ để tập thao tác; không đăng thư mục này lên trang thật.", "For training; do not post it."),
            excerpt=account.name,
        )


RULE = Rule(
    code="PRACTICE_ONLY",
    severity=Severity.INFO,
    title=Phrase(
        "Bài tập chỉ đăng lên trang thực hành, không ra mạng", "Exercise is published to the practice page only"
    ),
    reach=Reach.EVERY,
    look=look,
)
