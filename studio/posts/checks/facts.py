"""Rules on what a reader relies on: times, places, sources, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from studio.clock import show_date
from studio.phrase import Phrase
from studio.posts.checks.consent import LONGEST
from studio.posts.checks.rule import PreflightView, Reach, rule
from studio.posts.model import Finding, Severity
from studio.templates.model import Field, FieldType
from studio.text import fold, squeeze

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


@rule(
    "DATETIME_COMPLETE",
    Severity.BLOCK,
    Phrase("Time has hour, day, month, year; place is clear"),
    reach=Reach.ASKED,
)
def datetime_complete(view: PreflightView) -> Iterator[Finding]:
    """A reader knows the hour, the day, the month, the year and the place.

    Times without an hour, places that name nothing, then days in the text that lack a year.
    """
    for field in view.template.fields:
        yield from _time_or_place(field, view.fields.get(field.name))
    for pattern, finding in ((DAY_MONTH, _no_year), (RELATIVE, _relative_day)):
        for hit in view.public.find(pattern):
            if not view.public.reported(hit.match.start()):
                yield finding(hit.piece.where, hit.text)


def _time_or_place(field: Field, value: Any) -> Iterator[Finding]:
    if value in (None, "", {}):
        return
    if field.type is FieldType.DATETIME and not _has_hour(value):
        yield _no_hour(field.name, str(value))
    elif field.type is FieldType.DATERANGE and isinstance(value, dict):
        yield from _range(field.name, value)
    elif field.type is FieldType.PLACE and len(_LETTERS.findall(str(value))) < 3:
        yield datetime_complete.finding(
            field.name,
            Phrase("The place is not clear."),
            Phrase("Name the house and street or landmark, and the ward."),
            excerpt=str(value),
        )


def _range(name: str, value: dict[Any, Any]) -> Iterator[Finding]:
    begin, end = _moment(value.get("from")), _moment(value.get("to"))
    missing = [str(value.get(side)) for side in ("from", "to") if value.get(side) and not _has_hour(value[side])]
    if missing:
        yield _no_hour(name, missing[0])
    if begin and end and end < begin:
        yield datetime_complete.finding(
            name,
            Phrase("It ends before it begins."),
            Phrase("Check the begin and the end again."),
        )


def _moment(value: Any) -> datetime | date | None:
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None) if isinstance(value, str) else None
    except ValueError:
        return None


def _has_hour(value: Any) -> bool:
    return not isinstance(value, date) and "T" in str(value).replace(" ", "T")


def _no_hour(name: str, text: str) -> Finding:
    return datetime_complete.finding(
        name,
        Phrase("The time has no hour."),
        Phrase("Give hour, day, month and year."),
        excerpt=text,
    )


def _no_year(where: str, text: str) -> Finding:
    return datetime_complete.finding(
        where,
        Phrase("A date has no year."),
        Phrase("Give day, month and year."),
        excerpt=text,
        severity=Severity.WARN,
    )


def _relative_day(where: str, text: str) -> Finding:
    return datetime_complete.finding(
        where,
        Phrase("“{text}” means another day to a later reader.", text=text),
        Phrase("Give the date."),
        excerpt=text,
        severity=Severity.WARN,
    )


ENDS = ("expires_on", "review_on", "followup_on")
"""Fields in which the templates take the day."""


@rule("EXPIRY_SET", Severity.WARN, Phrase("An expiry or review date is set"))
def expiry_set(view: PreflightView) -> Iterator[Finding]:
    """A post that will grow old says when it is looked at again, and is not old already.

    No day, a day already past, or a search for a person that would stay too long.
    """
    expires, where = view.content.expires_on, _end_field(view)
    if expires is None:
        if view.asks(expiry_set.code):
            yield expiry_set.finding(
                where,
                Phrase("The post has no expiry or review date."),
                Phrase("Choose the day."),
            )
    elif expires < view.on:
        yield expiry_set.finding(
            where,
            Phrase(
                "The post ends on {expires}, before it is posted on {on}.",
                expires=show_date(expires),
                on=show_date(view.on),
            ),
            Phrase("Correct the day, or do not post it."),
            severity=Severity.BLOCK,
        )
    elif view.template.check_exceptions and expires > view.on + timedelta(days=LONGEST):
        yield _too_long(where, view.on + timedelta(days=LONGEST))


def _end_field(view: PreflightView) -> str:
    return next((name for name in ENDS if view.template.field(name)), "")


def _too_long(where: str, latest: date) -> Finding:
    return expiry_set.finding(
        where,
        Phrase("Such a post stays {longest} days at most.", longest=LONGEST),
        Phrase("Choose a day up to {latest}; an extension is approved again.", latest=show_date(latest)),
        severity=Severity.BLOCK,
    )


SOURCES = ("source", "confirmed_by", "basis", "citation")
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


@rule("SOURCE_GIVEN", Severity.WARN, Phrase("Images and figures carry a source"))
def source_given(view: PreflightView) -> Iterator[Finding]:
    """Pictures and figures say where they come from.

    Pictures without a source, and figures of a post that names no source at all.
    """
    for media in view.post.media:
        if not media.source.strip():
            yield source_given.on_picture(
                media,
                Phrase("{it} has no source."),
                Phrase("State who took it or where it comes from."),
            )
    if states_source(view) or STATED.search(view.public.text):
        return
    for hit in view.public.find(STATISTIC):
        yield source_given.at(
            hit,
            Phrase("A figure has no source."),
            Phrase("State the source and the period."),
        )


def _filled(value: object) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def states_source(view: PreflightView) -> bool:
    """Whether a reader can tell whose figures these are and for what time: a source, or the unit and a period."""
    named = any(_filled(view.fields.get(name)) for name in SOURCES)
    period = any(_filled(view.fields.get(name)) for name in view.names_of(FieldType.DATERANGE))
    unit = any(_filled(view.fields.get(name)) for name in view.names_of(FieldType.UNIT_REF))
    return named or (period and unit)


NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\d)|\d+")
TOTAL = re.compile(r"^(?:tong(?: so| cong)?|cong)(?!\w)")


@rule(
    "NUMBERS_TRACEABLE",
    Severity.BLOCK,
    Phrase("Report figures trace back to records and are not double-counted"),
    reach=Reach.ASKED,
)
def numbers_traceable(view: PreflightView) -> Iterator[Finding]:
    """Figures are figures, are counted once, add up, and say for what time they hold.

    The figures of every key/value field.
    """
    for name in view.names_of(FieldType.KV_LIST):
        figures = _figures(view.fields.get(name))
        if figures:
            yield from _single_figures(name, figures)
            yield from _total(name, figures)
            if not states_source(view):
                yield numbers_traceable.finding(
                    name,
                    Phrase("The figures name no source and no period."),
                    Phrase("Name the source, or fill in unit and period."),
                )


def _figures(value: object) -> list[tuple[str, str]]:
    items = value if isinstance(value, list | tuple) else ()
    return [(str(i.get("key", "")), str(i.get("value", ""))) for i in items if isinstance(i, dict)]


def _single_figures(name: str, figures: list[tuple[str, str]]) -> Iterator[Finding]:
    seen = set()
    for key, value in figures:
        if not NUMBER.search(value):
            yield numbers_traceable.finding(
                name,
                Phrase("“{key}” has no number.", key=key),
                Phrase("Fill in the number from the unit's records."),
                excerpt=value,
            )
        folded = fold(squeeze(key))
        if folded in seen:
            yield numbers_traceable.finding(
                name,
                Phrase("“{key}” appears twice and may be counted twice.", key=key),
                Phrase("Keep one line."),
                excerpt=key,
            )
        seen.add(folded)


def _total(name: str, figures: list[tuple[str, str]]) -> Iterator[Finding]:
    """Where one line is called the total of at least two others in the same unit, it is their sum."""
    totals = [(key, value) for key, value in figures if TOTAL.match(fold(key))]
    rest = [value for key, value in figures if not TOTAL.match(fold(key))]
    if len(totals) != 1 or len(rest) < 2 or len({_unit(value) for _, value in figures}) != 1:
        return
    stated, counted = _number(totals[0][1]), [_number(value) for value in rest]
    if stated is None or any(n is None for n in counted):
        return
    total = sum(n for n in counted if n is not None)
    if stated != total:
        yield numbers_traceable.finding(
            name,
            Phrase(
                "“{totals}” says {stated} but the lines add up to {total}.",
                totals=totals[0][0],
                stated=stated,
                total=total,
            ),
            Phrase("Compare with the original records."),
            excerpt=totals[0][1],
        )


def _number(text: str) -> int | None:
    found = NUMBER.findall(text)
    return int(found[0].replace(".", "")) if len(found) == 1 else None


def _unit(text: str) -> str:
    return squeeze(NUMBER.sub("", text)).lower()
