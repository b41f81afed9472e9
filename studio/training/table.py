"""A class as a table for a spreadsheet, and read back from it without loss.

No cell begins a formula: what would is led by an apostrophe, which reading takes off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from studio.clock import VIETNAM
from studio.errors import BadInput
from studio.training.runs import Run, StepTrouble

COLUMNS: Mapping[str, str] = {
    "learner_code": "Mã học viên",
    "learner_name": "Tên hiển thị",
    "outline_id": "Đề cương",
    "outline_hash": "Mã phiên bản",
    "mode": "Chế độ",
    "started_at": "Bắt đầu",
    "finished_at": "Kết thúc",
    "seconds": "Số giây",
    "steps_done": "Bước đã làm",
    "steps_total": "Tổng số bước",
    "hints": "Gợi ý",
    "restores": "Đặt lại",
    "scenario_green": "Đạt tình huống",
    "quiz_right": "Câu đúng",
    "quiz_total": "Tổng số câu",
    "passed": "Kết quả",
    "by_step": "Gợi ý, đặt lại theo bước",
    "id": "Mã lượt học",
}
"""The heading of each field of a run."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_YES, _NO = "đạt", "không đạt"


def to_csv(runs: Sequence[Run]) -> bytes:
    """One line a run, in the order given; UTF-8 with a mark, so that a spreadsheet reads the accents."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS.values())
    writer.writerows([_safe(_shown(getattr(run, name))) for name in COLUMNS] for run in runs)
    return text.getvalue().encode("utf-8-sig")


def from_csv(data: bytes, where: str) -> tuple[Run, ...]:
    """The runs of such a file, in its order. `where` names it. Raises BadInput naming the line."""
    try:
        lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _wrong(where, 1) from error
    if not lines or lines[0] != list(COLUMNS.values()):
        raise _wrong(where, 1)
    return tuple(_runs(lines[1:], where))


def _runs(lines: Sequence[Sequence[str]], where: str) -> Iterator[Run]:
    for number, line in enumerate(lines, 2):
        if len(line) != len(COLUMNS):
            raise _wrong(where, number)
        cells = dict(zip(COLUMNS, map(_bare, line), strict=True))
        try:
            yield Run(**{name: _READ.get(name, str)(cell) for name, cell in cells.items()})
        except ValueError as error:
            raise _wrong(where, number) from error


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _bare(cell: str) -> str:
    return cell.removeprefix("'")


def _shown(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _YES if value else _NO
        case datetime():
            return value.astimezone(VIETNAM).isoformat()
        case Mapping():
            return "; ".join(f"{step}: {each.hints}/{each.restores}" for step, each in value.items())
        case _:
            return str(value)


def _flag(cell: str) -> bool:
    if cell not in (_YES, _NO):
        raise ValueError(cell)
    return cell == _YES


def _moment(cell: str) -> datetime:
    moment = datetime.fromisoformat(cell)
    if moment.tzinfo is None:
        raise ValueError(cell)
    return moment


def _troubles(cell: str) -> dict[int, StepTrouble]:
    found = {}
    for part in filter(None, cell.split("; ")):
        step, _, counts = part.partition(": ")
        hints, _, restores = counts.partition("/")
        found[int(step)] = StepTrouble(hints=int(hints), restores=int(restores))
    return found


_READ: Mapping[str, Callable[[str], Any]] = {
    "started_at": _moment,
    "finished_at": lambda cell: _moment(cell) if cell else None,
    "passed": lambda cell: _flag(cell) if cell else None,
    "scenario_green": _flag,
    "by_step": _troubles,
    **dict.fromkeys(("seconds", "steps_done", "steps_total", "hints", "restores", "quiz_right", "quiz_total"), int),
}


def _wrong(where: str, line: int) -> BadInput:
    return BadInput(
        "the file is no table of results as Page Studio exports it, or was changed; export it again.",
        where=f"{where}:{line}",
    )
