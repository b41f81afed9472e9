"""What may be told of small groups, and the workbook that tells it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from studio.feedback.figures import (
    COUNTED,
    FEW,
    FeedbackFigures,
    FeedbackSum,
    GroupSums,
    Period,
    WithheldReason,
    count_text,
)
from studio.feedback.suppression import told
from studio.feedback.workbook_report import ReportHead, make_workbook, report_name
from studio.phrase import Bilingual

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


@some.composite
def tallies(draw: some.DrawFn) -> GroupSums:
    received = draw(some.integers(0, 14))
    answered = draw(some.integers(0, received))
    in_time = draw(some.integers(0, answered))
    return GroupSums(
        received=received,
        answered=answered,
        in_time=in_time,
        handed_over=draw(some.integers(0, received)),
        hidden=draw(some.integers(0, received)),
        minutes=tuple(range(answered)),
    )


@given(groups=some.dictionaries(some.sampled_from("abcdefgh"), tallies(), max_size=8))
@example(groups={"a": GroupSums(received=40, answered=38), "b": GroupSums(received=3, answered=3)})
@example(groups={"a": GroupSums(received=4)})
def test_no_count_under_five_can_be_told_or_worked_out(groups: dict[str, GroupSums]) -> None:
    total, sums = told(groups)
    assert [one.key for one in sums] == list(groups)
    for name in COUNTED:
        true = {key: getattr(tally, name) for key, tally in groups.items()}
        shown = {one.key: getattr(one, name) for one in sums}
        for key, count in shown.items():
            if isinstance(count, int):
                assert count == true[key]
                assert not 0 < count < FEW
            if count is WithheldReason.FEW:
                assert min(true[key], groups[key].received) < FEW
        gone = [true[key] for key, count in shown.items() if isinstance(count, WithheldReason)]
        whole = getattr(total, name)
        if isinstance(whole, int) and any(gone):  # then the total less what is told says only what many have together
            assert len(gone) > 1
            assert sum(gone) >= FEW
    for one in sums:
        if one.median is not None:
            assert groups[one.key].answered >= FEW


def test_a_small_group_takes_the_next_smallest_with_it_and_large_ones_stay() -> None:
    total, (procedures, thanks, urgent) = told(
        {
            "procedure": GroupSums(received=40, answered=40, in_time=38, minutes=(30, 31, 32, 33) * 10),
            "thanks": GroupSums(received=3, answered=3, in_time=3),
            "urgent": GroupSums(received=9, answered=8, in_time=8, handed_over=9),
        }
    )
    assert (total.received, procedures.received) == (52, 40)
    assert (count_text(thanks.received), count_text(urgent.received)) == ("<5", "*")
    assert (procedures.median, thanks.median) == (timedelta(minutes=31.5), None)


def test_the_share_in_time_is_told_only_of_enough_answers() -> None:
    assert FeedbackSum(received=9, answered=8, in_time=6).share == 0.75
    assert FeedbackSum(received=9, answered=WithheldReason.FEW, in_time=WithheldReason.FEW).share is None
    assert FeedbackSum(received=9).share is None


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.DAY, date(2024, 2, 29), date(2024, 2, 29)),
        (Period.WEEK, date(2024, 2, 26), date(2024, 3, 3)),
        (Period.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_periods_begin_and_end_as_the_calendar_says(period: Period, first: date, last: date) -> None:
    assert period.around(date(2024, 2, 29)) == (first, last)


def _figures(*pages: str) -> FeedbackFigures:
    total, by_page = told({page: GroupSums(received=7 + place, answered=6) for place, page in enumerate(pages)})
    return FeedbackFigures(account="", first=NOVEMBER[0], last=NOVEMBER[1], total=total, by_page=by_page)


HEAD = ReportHead(
    unit="=Công an phường",
    made_on=date(2026, 12, 1),
    language="vi",
    practice=False,
    topics={"x": Bilingual("x", "x")},
)
NASTY = ("=1+2", "+84", "-1", "@SUM(A1)", "https://example.com", "{=A1}", "＝1", "=cmd|'/c calc'!A1", "a\tb", "0123")


def test_names_that_look_like_formulas_stay_names_in_the_workbook() -> None:
    made = make_workbook(_figures(*NASTY), HEAD)
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        names = book.namelist()
        sheets = [book.read(name).decode() for name in names if name.startswith("xl/worksheets/sheet")]
        texts = "".join(ET.fromstring(book.read("xl/sharedStrings.xml")).itertext())  # noqa: S314 - our own file
    assert sheets
    assert not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets)
    for name in (*NASTY, HEAD.unit):
        assert name.replace("\t", " ") in texts


def test_equal_figures_give_equal_bytes_and_a_withheld_count_is_no_number() -> None:
    figures = _figures("a", "b")
    assert make_workbook(figures, HEAD) == make_workbook(figures, HEAD)
    total, sums = told({"a": GroupSums(received=3), "b": GroupSums(received=70), "c": GroupSums(received=90)})
    made = make_workbook(
        FeedbackFigures(account="", first=NOVEMBER[0], last=NOVEMBER[1], total=total, by_page=sums), HEAD
    )
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        sheet = book.read("xl/worksheets/sheet2.xml").decode()
        texts = "".join(ET.fromstring(book.read("xl/sharedStrings.xml")).itertext())  # noqa: S314 - our own file
    numbers = {float(value) for value in re.findall(r'<c r="B\d+"(?: s="\d+")?><v>([\d.]+)</v>', sheet)}
    assert numbers == {90.0, 163.0}
    assert "<5" in texts


def test_the_file_is_named_after_its_period() -> None:
    assert report_name(_figures("a")) == "phan-hoi-2026-11.xlsx"
    week = FeedbackFigures(account="", first=date(2026, 11, 23), last=date(2026, 11, 29), total=FeedbackSum())
    assert report_name(week) == "phan-hoi-2026-11-23-2026-11-29.xlsx"
