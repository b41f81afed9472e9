"""The merged month of 187 units with 23,200 posts, as files. XLSX within two seconds of work; the rest is reported."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest

from studio.reports.merged_month import MergedMonth, merge
from studio.reports.model import ReportForm
from tests.reports.files_read import BookRead
from tests.reports.report_rig import OCTOBER, ReportRig, department, month_of, post, report_rig, told
from tests.reports.test_report_merging import sent_by

UNITS, POSTS = 187, 23_200
ROWS = UNITS + POSTS
BAR = 2.0
"""Seconds of the processor."""

pytestmark = pytest.mark.perf


def _merged() -> MergedMonth:
    names = [f"Công an phường {number:03d}" for number in range(UNITS)]
    each, more = divmod(POSTS, UNITS)
    sent = [
        sent_by(
            name,
            figures=month_of(*(post(number, 1_000 + number, title=f"Bài {number} của {name}")
                               for number in range(each + (at < more)))),
        )
        for at, name in enumerate(names)
    ]  # fmt: skip
    return merge(OCTOBER, sent, names)


def test_report_how_long_the_workbook_of_a_department_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rig, merged = report_rig(tmp_path), _merged()
    assert len(merged.posts) == POSTS
    spent = {form: _seconds(rig, merged, form, tmp_path) for form in (ReportForm.XLSX, ReportForm.DOCX)}
    size = (tmp_path / "gop.xlsx").stat().st_size
    with capsys.disabled():
        told_ = ", ".join(f"{form} {seconds:.2f} s" for form, seconds in spent.items())
        print(f"\n{ROWS:,} rows: {told_} (CPU, best of 3; bar of XLSX {BAR:.0f}); XLSX {size / 1e6:.1f} MB")
    book = BookRead((tmp_path / "gop.xlsx").read_bytes())
    assert len(book.rows("Bài")) == 1 + POSTS + 1
    assert merged.views_by_day[OCTOBER] == told(61 * UNITS)
    assert merged.views_by_day[OCTOBER + timedelta(days=10)].value is None


def _seconds(rig: ReportRig, merged: MergedMonth, form: ReportForm, folder: Path) -> float:
    units, best = department(rig), float("inf")
    with rig.at_work(rig.writer):
        for _ in range(3):
            began = time.process_time()
            units.export(merged, form, folder / f"gop.{form}", "vi", rig.writer.id)
            best = min(best, time.process_time() - began)
    return best
