"""DATETIME_COMPLETE: a reader knows the hour, the day, the month, the year and the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.templates.model import Field, FieldType

DAY_MONTH = re.compile(
    r"(?<!\w)ngày[^\S\n]+(?:\d{1,2}[/.-]\d{1,2}(?![/.\d-]|\w)|\d{1,2}[^\S\n]+tháng[^\S\n]+\d{1,2}(?![^\S\n]*(?:năm|[/.-])|\d))",
    re.IGNORECASE,
)
"""A day and a month without the year."""
RELATIVE = re.compile(
    r"(?<!\w)(?:hôm nay|hôm qua|hôm kia|(?:sáng|trưa|chiều|tối|đêm)[^\S\n]+(?:nay|mai|qua)|ngày mai|ngày kia"
    r"|(?:tuần|tháng)[^\S\n]+(?:tới|sau|này|trước))(?!\w)",
    re.IGNORECASE,
)
"""Words that mean another day to whoever reads the post later."""
_LETTERS = re.compile(r"[^\W\d_]")


def look(view: PreflightView) -> Iterator[Finding]:
    """Times without an hour, places that name nothing, then days in the text that lack a year."""
    for field in view.template.fields:
        yield from _field(field, view.fields.get(field.name))
    for pattern, finding in ((DAY_MONTH, _no_year), (RELATIVE, _relative)):
        for hit in view.public.find(pattern):
            if not view.public.reported(hit.match.start()):
                yield finding(hit.piece.where, hit.text)


def _field(field: Field, value: Any) -> Iterator[Finding]:
    if value in (None, "", {}):
        return
    if field.type is FieldType.DATETIME and not _has_hour(value):
        yield _no_hour(field.name, str(value))
    elif field.type is FieldType.DATERANGE and isinstance(value, dict):
        yield from _range(field.name, value)
    elif field.type is FieldType.PLACE and len(_LETTERS.findall(str(value))) < 3:
        yield RULE.finding(
            field.name,
            Phrase("Địa điểm chưa rõ.", "The place is not clear."),
            Phrase(
                "Ghi số nhà, đường hoặc địa danh, phường, xã.", "Name the house and street or landmark, and the ward."
            ),
            excerpt=str(value),
        )


def _range(name: str, value: dict[Any, Any]) -> Iterator[Finding]:
    begin, end = _moment(value.get("from")), _moment(value.get("to"))
    missing = [str(value.get(side)) for side in ("from", "to") if value.get(side) and not _has_hour(value[side])]
    if missing:
        yield _no_hour(name, missing[0])
    if begin and end and end < begin:
        yield RULE.finding(
            name,
            Phrase("Thời gian kết thúc trước khi bắt đầu.", "It ends before it begins."),
            Phrase("Kiểm tra lại ngày giờ bắt đầu, kết thúc.", "Check the begin and the end again."),
        )


def _moment(value: Any) -> datetime | date | None:
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None) if isinstance(value, str) else None
    except ValueError:
        return None


def _has_hour(value: Any) -> bool:
    return not isinstance(value, date) and "T" in str(value).replace(" ", "T")


def _no_hour(name: str, text: str) -> Finding:
    return RULE.finding(
        name,
        Phrase("Thời gian chưa có giờ.", "The time has no hour."),
        Phrase("Ghi đủ giờ, ngày, tháng, năm.", "Give hour, day, month and year."),
        excerpt=text,
    )


def _no_year(where: str, text: str) -> Finding:
    return RULE.finding(
        where,
        Phrase("Ngày chưa có năm.", "A date has no year."),
        Phrase("Ghi đủ ngày, tháng, năm.", "Give day, month and year."),
        excerpt=text,
        severity=Severity.WARN,
    )


def _relative(where: str, text: str) -> Finding:
    return RULE.finding(
        where,
        Phrase(f"“{text}” đổi nghĩa khi bài được đọc vào ngày khác.", f"“{text}” means another day to a later reader."),
        Phrase("Ghi ngày cụ thể.", "Give the date."),
        excerpt=text,
        severity=Severity.WARN,
    )


RULE = Rule(
    code="DATETIME_COMPLETE",
    severity=Severity.BLOCK,
    title=Phrase(
        "Thời gian ghi đủ giờ, ngày, tháng, năm; địa điểm rõ", "Time has hour, day, month, year; place is clear"
    ),
    reach=Reach.ASKED,
    look=look,
)
