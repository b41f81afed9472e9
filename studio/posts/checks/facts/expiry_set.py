"""EXPIRY_SET: a post that will grow old says when it is looked at again, and is not old already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from studio.clock import show_date
from studio.phrase import Phrase
from studio.posts.checks.privacy.exceptions import LONGEST
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity

ENDS = ("expires_on", "review_on", "followup_on")
"""Fields in which the templates take the day."""


def look(view: PreflightView) -> Iterator[Finding]:
    """No day, a day already past, or a search for a person that would stay too long."""
    expires, where = view.content.expires_on, _where(view)
    if expires is None:
        if view.asks(RULE.code):
            yield RULE.finding(
                where,
                Phrase("Bài chưa có ngày hết hạn hoặc ngày rà soát.", "The post has no expiry or review date."),
                Phrase("Chọn ngày.", "Choose the day."),
            )
    elif expires < view.on:
        yield RULE.finding(
            where,
            Phrase(
                f"Bài hết hạn ngày {show_date(expires)}, trước ngày đăng {show_date(view.on)}.",
                f"The post ends on {show_date(expires)}, before it is posted on {show_date(view.on)}.",
            ),
            Phrase("Sửa ngày hết hạn, hoặc không đăng bài đã hết hạn.", "Correct the day, or do not post it."),
            severity=Severity.BLOCK,
        )
    elif view.template.check_exceptions and expires > view.on + timedelta(days=LONGEST):
        yield _too_long(where, view.on + timedelta(days=LONGEST))


def _where(view: PreflightView) -> str:
    return next((name for name in ENDS if view.template.field(name)), "")


def _too_long(where: str, latest: date) -> Finding:
    return RULE.finding(
        where,
        Phrase(f"Bài có ảnh người chỉ được để tối đa {LONGEST} ngày.", f"Such a post stays {LONGEST} days at most."),
        Phrase(
            f"Chọn ngày không sau {show_date(latest)}; gia hạn phải duyệt lại.",
            f"Choose a day up to {show_date(latest)}; an extension is approved anew.",
        ),
        severity=Severity.BLOCK,
    )


RULE = Rule(
    code="EXPIRY_SET",
    severity=Severity.WARN,
    title=Phrase("Có ngày hết hạn hoặc ngày rà soát lại", "An expiry or review date is set"),
    reach=Reach.EVERY,
    look=look,
)
