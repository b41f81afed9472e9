"""Days, times of day, moments and periods, all in Vietnam's time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Final, TypeVar

from studio.phrase import Phrase
from studio.templates.model import Field
from studio.templates.problems import Known, ProblemKind, Problems, Subject

_T = TypeVar("_T")
_DAY: Final = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\Z")
_TIME: Final = re.compile(r"[0-9]{2}:[0-9]{2}\Z")
_MOMENT: Final = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}\Z")


def read_date(value: object) -> date | None:
    """``2026-11-25`` as a day; None when it is no real day of the years 1900–2099."""
    return _read(value, _DAY, date.fromisoformat)


def read_time(value: object) -> time | None:
    """``08:00`` as a time of day."""
    return _read(value, _TIME, time.fromisoformat)


def read_moment(value: object) -> datetime | None:
    """``2026-11-25T08:00`` as Vietnam's time, without a zone."""
    return _read(value, _MOMENT, datetime.fromisoformat)


def check_date(field: Field, value: Any, known: Known) -> Problems:
    if read_date(value) is None:
        yield Subject(field).problem(
            ProblemKind.FORM,
            Phrase("không phải một ngày có thật.", "is not a real day."),
            Phrase("Hãy ghi năm-tháng-ngày, ví dụ 2026-11-25.", "Write year-month-day, e.g. 2026-11-25."),
        )


def check_time(field: Field, value: Any, known: Known) -> Problems:
    if read_time(value) is None:
        yield Subject(field).problem(
            ProblemKind.FORM,
            Phrase("không phải một giờ có thật.", "is not a real time of day."),
            Phrase("Hãy ghi giờ:phút theo 24 giờ, ví dụ 08:00.", "Write hours:minutes in 24 hours, e.g. 08:00."),
        )


def check_moment(field: Field, value: Any, known: Known) -> Problems:
    if read_moment(value) is None:
        yield Subject(field).problem(
            ProblemKind.FORM,
            Phrase("chưa đủ hoặc sai ngày, giờ.", "is not a complete, real day and time."),
            Phrase("Hãy ghi đủ ngày và giờ, ví dụ 2026-11-25T08:00.", "Give day and time, e.g. 2026-11-25T08:00."),
        )


def check_range(field: Field, value: Any, known: Known) -> Problems:
    """From and to, both days or both moments, in order."""
    subject = Subject(field)
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


def _read(value: object, form: re.Pattern[str], read: Callable[[str], _T]) -> _T | None:
    if not isinstance(value, str) or not form.match(value):
        return None
    try:
        return read(value)
    except ValueError:
        return None
