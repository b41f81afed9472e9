"""HOTLINE_PRESENT: the finished text of every platform gives a number of the directory."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.contacts import known_in
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.templates.model import FieldType


def look(view: PreflightView) -> Iterator[Finding]:
    """Texts in which no number of the directory stands."""
    for platform, text in view.content.texts.items():
        if not any(known_in(text, view.numbers)):
            names = view.names_of(FieldType.CONTACT_REF)
            yield RULE.finding(
                names[0] if names else f"text:{platform.value}",
                Phrase(
                    "Bài không có số điện thoại nào của danh bạ đã xác nhận.",
                    "The post gives no number of the confirmed directory.",
                ),
                Phrase(
                    "Chọn số liên hệ trong danh bạ, hoặc thêm số khẩn cấp vào danh bạ.",
                    "Choose a contact from the directory, or add the emergency numbers to it.",
                ),
            )
            return


RULE = Rule(
    code="HOTLINE_PRESENT",
    severity=Severity.BLOCK,
    title=Phrase(
        "Có số điện thoại khẩn cấp hoặc đường dây nóng phù hợp", "A suitable emergency number / hotline is present"
    ),
    reach=Reach.ASKED,
    look=look,
)
