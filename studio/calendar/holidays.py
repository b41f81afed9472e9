"""The public holidays that come with the program (see ``assets/calendar/holidays.yaml`` for their sources)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from studio.calendar.model import DayMark, DayMarkKind
from studio.errors import BadInput
from studio.phrase import Phrase
from studio.yamlfile import Lined, at, read_yaml, refuse_unknown

HOLIDAYS = Path(__file__).resolve().parent.parent / "assets" / "calendar" / "holidays.yaml"
_KEYS = ("vi", "en", "first", "last", "lunar", "expected")


def read_holidays(path: Path = HOLIDAYS) -> tuple[DayMark, ...]:
    """In the order of the file. Raises BadInput naming the line."""
    listed = read_yaml(path).get("holidays")
    if not isinstance(listed, list):
        raise BadInput("thiếu danh sách “holidays”.", "the list “holidays” is missing.", where=path.name)
    return tuple(_mark(entry, path) for entry in listed)


def _mark(entry: object, path: Path) -> DayMark:
    if not isinstance(entry, Lined):
        raise BadInput("mỗi ngày nghỉ là một mục.", "each holiday is an entry.", where=path.name)
    refuse_unknown(entry, _KEYS, path)
    first = _day(entry, "first", path)
    last = _day(entry, "last", path) if "last" in entry else first
    if last < first:
        raise BadInput(
            "ngày cuối phải sau ngày đầu.", "the last day must follow the first.", where=at(path, entry.line)
        )
    return DayMark(
        kind=DayMarkKind.HOLIDAY,
        name=Phrase(str(entry.get("vi", "")), str(entry.get("en", ""))),
        first=first,
        last=last,
        expected=entry.get("expected") is True,
    )


def _day(entry: Lined, key: str, path: Path) -> date:
    try:
        return date.fromisoformat(str(entry[key]))
    except (KeyError, ValueError) as error:
        raise BadInput(
            f"mục “{key}” phải là ngày dạng 2026-09-02.",
            f"“{key}” must be a day such as 2026-09-02.",
            where=at(path, entry.line),
        ) from error
