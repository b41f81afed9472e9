"""SOURCE_GIVEN: pictures and figures say where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.pictures.naming import called
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.templates.model import FieldType

NAMES = ("source", "confirmed_by", "basis", "citation")
"""Fields in which the templates take a source."""


STATISTIC = re.compile(
    r"(?<![\w.,/])\d[\d.,]*[^\S\n]?%|(?<!\w)(?:tăng|giảm)[^\S\n]+(?:khoảng |gần |hơn )?"
    r"\d[\d.,]*[^\S\n]+(?:vụ|lần|trường hợp|lượt|điểm)"
    r"|(?<![\w.,/])\d[\d.,]*[^\S\n]+(?:vụ|người chết|người bị thương|người thiệt mạng|tỷ đồng|tỉ đồng)(?!\w)"
)
"""A figure that people will repeat."""
STATED = re.compile(
    r"(?<!\w)(?:nguồn|theo (?:số liệu|thống kê|báo cáo|thông tin|quy định|điều|luật|nghị định))(?!\w)", re.IGNORECASE
)


def look(view: PreflightView) -> Iterator[Finding]:
    """Pictures without a source, and figures of a post that names no source at all."""
    for media in view.post.media:
        if not media.source.strip():
            yield RULE.finding(
                f"media:{media.id}",
                Phrase(f"{called(media).vi} chưa ghi nguồn.", f"{called(media).en} has no source."),
                Phrase("Ghi ai chụp hoặc lấy từ đâu.", "State who took it or where it comes from."),
            )
    if states_source(view) or STATED.search(view.public.text):
        return
    for hit in view.public.find(STATISTIC):
        yield RULE.finding(
            hit.piece.where,
            Phrase("Số liệu chưa có nguồn.", "A figure has no source."),
            Phrase("Ghi nguồn và kỳ số liệu.", "State the source and the period."),
            excerpt=hit.text,
        )


def _filled(value: object) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def states_source(view: PreflightView) -> bool:
    """Whether a reader can tell whose figures these are and for what time: a source, or the unit and a period."""
    named = any(_filled(view.fields.get(name)) for name in NAMES)
    period = any(_filled(view.fields.get(name)) for name in view.names_of(FieldType.DATERANGE))
    unit = any(_filled(view.fields.get(name)) for name in view.names_of(FieldType.UNIT_REF))
    return named or (period and unit)


RULE = Rule(
    code="SOURCE_GIVEN",
    severity=Severity.WARN,
    title=Phrase("Ảnh, số liệu có ghi nguồn", "Images and figures carry a source"),
    reach=Reach.EVERY,
    look=look,
)
