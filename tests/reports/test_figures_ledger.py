"""The old ledger: its totals are kept as they are, with their paper, and no month ever meets them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from studio.errors import BadInput, NotPermitted
from studio.reports.model import Metric
from studio.reports.observations import LedgerColumn
from tests.reports.figures_rig import FiguresRig, there

TOTALS = {
    LedgerColumn.POSTS: 23_200,
    LedgerColumn.REACTIONS: 4_700_000,
    LedgerColumn.VIEWS: 14_400_000,
    LedgerColumn.COMMENT_ANSWERS: 481_000,
    LedgerColumn.MESSAGE_ANSWERS: 4_800,
}
"""Of the department's first years; how they lie on the pages is invented."""
HEAD = ("Trang", "Số bài", "Lượt thích", "Lượt xem", "Trả lời bình luận", "Trả lời tin nhắn")
PAGES = 187


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[FiguresRig]:
    made = FiguresRig(tmp_path / "profile")
    yield made
    made.close()


def shares(total: int, chance: random.Random) -> list[int]:
    """A total laid on the pages in uneven parts."""
    cuts = sorted(chance.randrange(total + 1) for _ in range(PAGES - 1))
    return [after - before for before, after in zip([0, *cuts], [*cuts, total], strict=True)]


def department() -> list[tuple[object, ...]]:
    chance = random.Random(187)
    columns = [shares(total, chance) for total in TOTALS.values()]
    return [(f"Trang {n:03d}", *numbers) for n, numbers in enumerate(zip(*columns, strict=True), start=1)]


def dotted(number: object) -> str:
    return f"{number:,}".replace(",", ".") if isinstance(number, int) else str(number)


def as_csv(rows: list[tuple[object, ...]], path: Path, *, head: tuple[str, ...] = HEAD) -> Path:
    path.write_text("\n".join(";".join(map(dotted, row)) for row in (head, *rows)), encoding="utf-8-sig")
    return path


def as_xlsx(rows: list[tuple[object, ...]], path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Sổ")
        book.add_worksheet("Khác").write_row(0, 0, ["Trang", "Lượt xem"])
        for number, row in enumerate((HEAD, *rows)):
            sheet.write_row(number, 0, row)
    return path


def take(rig: FiguresRig, path: Path) -> None:
    with rig.desk.at_work(rig.desk.an):
        rig.figures.take_ledger(path, rig.desk.an.id)


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_the_ledger_of_the_departments_first_years_is_what_it_was(
    rig: FiguresRig, tmp_path: Path, write: object
) -> None:
    path = write(department(), tmp_path / f"so.{'csv' if write is as_csv else 'xlsx'}")  # type: ignore[operator]
    take(rig, path)
    ledger = rig.figures.ledger()
    assert ledger is not None
    assert len(ledger.rows) == PAGES
    assert {counted: ledger.total(counted) for counted in LedgerColumn} == TOTALS
    assert {row.page: row.totals[LedgerColumn.VIEWS] for row in ledger.rows} == {row[0]: row[3] for row in department()}
    assert rig.desk.studio.files.get(ledger.paper.sha256) == path.read_bytes()
    assert (ledger.paper.by, ledger.paper.told) == (rig.desk.an.id, path.name)


def test_no_month_and_no_day_meets_the_ledger(rig: FiguresRig, tmp_path: Path) -> None:
    rig.out("p1", there(25, 8))
    rig.enter("p1", 12)
    before = [rig.figures.of_month(date(2026, month, 1)) for month in (10, 11, 12)]
    take(rig, as_csv(department(), tmp_path / "so.csv"))
    assert [rig.figures.of_month(date(2026, month, 1)) for month in (10, 11, 12)] == before
    assert before[1].total[Metric.VIEWS].value == 12


def test_an_empty_cell_is_no_zero_and_a_later_ledger_replaces_the_first(rig: FiguresRig, tmp_path: Path) -> None:
    take(rig, as_csv([("Trang 001", 5, 6, 7, 8, 9)], tmp_path / "so.csv"))
    take(rig, as_csv([("Trang 001", 5, "", 0), ("Trang 002", 1, "", "")], tmp_path / "so-2.csv", head=HEAD[:4]))
    ledger = rig.figures.ledger()
    assert ledger is not None
    assert [dict(row.totals) for row in ledger.rows] == [
        {LedgerColumn.POSTS: 5, LedgerColumn.VIEWS: 0},
        {LedgerColumn.POSTS: 1},
    ]
    assert ledger.total(LedgerColumn.REACTIONS) is None
    assert ledger.total(LedgerColumn.VIEWS) == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tên;Ghi chú\nTrang 001;x",
        "Trang;Lượt xem",
        "Trang;Lượt xem\nTrang 001;14,4 tr",
        "Trang;Lượt xem\nTrang 001;1.5",
        "Trang;Lượt xem\nTrang 001;-3",
        "Trang;Lượt xem\n;3",
        "Trang;Lượt xem\nTrang 001;3\nTrang  001;4",
    ],
)
def test_a_ledger_that_cannot_be_read_is_refused_whole(rig: FiguresRig, tmp_path: Path, text: str) -> None:
    path = tmp_path / "so.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        take(rig, path)
    assert "so.csv" in refused.value.where
    assert rig.figures.ledger() is None


def test_what_only_calls_itself_a_workbook_is_refused(rig: FiguresRig, tmp_path: Path) -> None:
    holes = io.BytesIO()
    with zipfile.ZipFile(holes, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    for data in (b"no zip", holes.getvalue(), as_xlsx([("Trang 001", 1)], tmp_path / "x.xlsx").read_bytes()[:900]):
        path = tmp_path / "so.xlsx"
        path.write_bytes(data)
        with pytest.raises(BadInput):
            take(rig, path)
    path = tmp_path / "so.ods"
    path.write_bytes(b"x")
    with pytest.raises(BadInput):
        take(rig, path)


def test_who_does_not_work_at_the_desk_takes_no_ledger(rig: FiguresRig, tmp_path: Path) -> None:
    path = as_csv(department(), tmp_path / "so.csv")
    with rig.desk.at_work(rig.desk.dung), pytest.raises(NotPermitted):
        rig.figures.take_ledger(path, rig.desk.dung.id)
    assert rig.figures.ledger() is None
