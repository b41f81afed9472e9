"""Fields of days, times of day, moments and periods, all in Vietnam's time: what is wrong, and how they read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Final, TypeVar

from studio.clock import show_date as day_of
from studio.phrase import Phrase
from studio.templates.fields import Check, FieldSpec, FieldSubject, KnownReferences, ProblemKind, Problems, clean

_T = TypeVar("_T")
_DAY: Final = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\Z")
_TIME: Final = re.compile(r"[0-9]{2}:[0-9]{2}\Z")
_MOMENT: Final = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}\Z")


def _read(value: object, form: re.Pattern[str], read: Callable[[str], _T]) -> _T | None:
    if not isinstance(value, str) or not form.match(value):
        return None
    try:
        return read(value)
    except ValueError:
        return None


def read_date(value: object) -> date | None:
    """``2026-11-25`` as a day; None when it is no real day of the years 1900–2099."""
    return _read(value, _DAY, date.fromisoformat)


def read_time(value: object) -> time | None:
    """``08:00`` as a time of day."""
    return _read(value, _TIME, time.fromisoformat)


def read_moment(value: object) -> datetime | None:
    """``2026-11-25T08:00`` as Vietnam's time, without a zone."""
    return _read(value, _MOMENT, datetime.fromisoformat)


def _real(read: Callable[[object], object | None], wrong: Phrase, remedy: Phrase) -> Check:
    """A check that `read` understands the value."""

    def check(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
        if read(value) is None:
            yield FieldSubject(field).problem(ProblemKind.FORM, wrong, remedy)

    return check


check_date: Final = _real(
    read_date,
    Phrase("không phải một ngày có thật.", "is not a real day."),
    Phrase("Hãy ghi năm-tháng-ngày, ví dụ 2026-11-25.", "Write year-month-day, e.g. 2026-11-25."),
)
check_time: Final = _real(
    read_time,
    Phrase("không phải một giờ có thật.", "is not a real time of day."),
    Phrase("Hãy ghi giờ:phút theo 24 giờ, ví dụ 08:00.", "Write hours:minutes in 24 hours, e.g. 08:00."),
)
check_moment: Final = _real(
    read_moment,
    Phrase("chưa đủ hoặc sai ngày, giờ.", "is not a complete, real day and time."),
    Phrase("Hãy ghi đủ ngày và giờ, ví dụ 2026-11-25T08:00.", "Give day and time, e.g. 2026-11-25T08:00."),
)


def check_range(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
    """From and to, both days or both moments, in order."""
    subject = FieldSubject(field)
    if not isinstance(value, dict) or value.keys() != {"from", "to"}:
        yield subject.problem(
            ProblemKind.FORM,
            Phrase("cần lúc bắt đầu và lúc kết thúc.", "needs a beginning and an end."),
            Phrase("Hãy điền cả hai (from và to).", "Fill in both (from and to)."),
        )
        return
    days = read_date(value["from"]), read_date(value["to"])
    moments = read_moment(value["from"]), read_moment(value["to"])
    ends = days if None not in days else moments
    if ends[0] is None or ends[1] is None:
        yield subject.problem(
            ProblemKind.FORM,
            Phrase("có mốc chưa đủ hoặc không có thật.", "has an end that is incomplete or not real."),
            Phrase(
                "Hãy ghi hai mốc cùng kiểu, ví dụ 2026-11-25 hoặc 2026-11-25T08:00.",
                "Write both ends alike, e.g. 2026-11-25 or 2026-11-25T08:00.",
            ),
        )
    elif ends[0] > ends[1]:
        yield subject.problem(
            ProblemKind.FORM,
            Phrase("kết thúc trước khi bắt đầu.", "ends before it begins."),
            Phrase("Hãy kiểm tra lại hai mốc thời gian.", "Check both ends."),
        )


def show_date(value: Any) -> str:
    day = read_date(value)
    return day_of(day) if day else clean(value)


def show_moment(value: Any) -> str:
    moment = read_moment(value)
    return _moment_text(moment) if moment else clean(value)


def show_range(value: Any) -> str:
    if not isinstance(value, dict):
        return clean(value)
    first, last = value.get("from"), value.get("to")
    days, moments = (read_date(first), read_date(last)), (read_moment(first), read_moment(last))
    for start, end in (days, moments):
        if start is not None and end is not None:
            return _range_text(start, end)
    return " – ".join(text for text in (clean(first), clean(last)) if text)


def _moment_text(moment: datetime) -> str:
    """``08:00 ngày 25/11/2026``."""
    return f"{moment:%H:%M} ngày {day_of(moment.date())}"


def _range_text(first: date | datetime, last: date | datetime) -> str:
    """``từ 22:00 ngày 25/11/2026 đến 05:00 ngày 26/11/2026``, shorter within one day."""
    if isinstance(first, datetime) and isinstance(last, datetime):
        if first.date() == last.date():
            return f"từ {first:%H:%M} đến {last:%H:%M} ngày {day_of(last.date())}"
        return f"từ {_moment_text(first)} đến {_moment_text(last)}"
    if first == last:
        return f"ngày {day_of(first)}"
    return f"từ ngày {day_of(first)} đến ngày {day_of(last)}"
