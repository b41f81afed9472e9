"""A unit that finishes and exports its report over and over, to be killed: says each revision that it has finished."""

from __future__ import annotations

from pathlib import Path

from studio.reports.model import CommentPart, ReportForm
from tests.crash_helper import Say
from tests.reports.report_rig import OCTOBER, open_rig


def make_reports(say: Say, folder: Path) -> None:
    """Each revision has another comment; each is written to the same file."""
    rig = open_rig(folder)
    with rig.at_work(rig.writer):
        while True:
            revision = rig.reports.new(OCTOBER, rig.writer.id).revision
            rig.reports.comment(OCTOBER, {CommentPart.ASKED: f"Lần {revision}"}, rig.writer.id)
            report = rig.reports.finish(OCTOBER, rig.writer.id)
            say(str(report.revision))
            rig.reports.export(report, ReportForm.XLSX, folder / "bao-cao.xlsx", "vi", rig.writer.id)
