"""LAW_CHECK_AGE: somebody looked up the status of a cited document not too long ago."""

from __future__ import annotations

from collections.abc import Iterator

from studio.clock import show_date
from studio.library.model import Status
from studio.phrase import Phrase
from studio.posts.checks.law.citations import cited, named
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """Documents held to be in force on a check older than the settings allow."""
    for where, law in cited(view):
        checked = law.validity.checked_on if law.validity else None
        if checked is None or law.validity is None or law.validity.status is Status.UNKNOWN:
            continue
        days = (view.today - checked).days
        if days > view.settings.law_check_days:
            yield RULE.finding(
                where,
                Phrase(
                    f"Hiệu lực của {named(law)} được kiểm tra từ {show_date(checked)}, đã {days} ngày.",
                    f"The status of {named(law)} was checked on {show_date(checked)}, {days} days ago.",
                ),
                Phrase(
                    "Tra lại và xác nhận hiệu lực trong kho văn bản.",
                    "Look the status up again and confirm it in the library.",
                ),
                excerpt=law.ref.document,
            )


RULE = Rule(
    code="LAW_CHECK_AGE",
    severity=Severity.WARN,
    title=Phrase(
        "Hiệu lực của văn bản được kiểm tra trong thời hạn quy định",
        "The status of cited documents was checked recently",
    ),
    reach=Reach.EVERY,
    look=look,
)
