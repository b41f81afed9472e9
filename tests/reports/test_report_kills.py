"""Real processes killed while they finish and export reports: a revision is kept whole or not at all, and so is a file.

More with `STUDIO_KILLS=100`.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from studio.reports.model import CommentPart, ReportForm
from tests.crash_helper import said_until_killed
from tests.reports.files_read import BookRead
from tests.reports.report_child import make_reports
from tests.reports.report_rig import OCTOBER, open_rig, report_rig
from tests.soak import amount

ROUNDS = amount(3, 100, "STUDIO_KILLS")


@pytest.mark.kill
@pytest.mark.usefixtures("nursery")
def test_a_killed_report_is_whole_or_not_there(tmp_path: Path) -> None:
    report_rig(tmp_path).store.close()
    draw, said = random.Random(11), 0
    for _ in range(ROUNDS):
        told = said_until_killed(make_reports, tmp_path, lines=draw.randint(1, 4))
        said = max([said, *map(int, told)])
        rig = open_rig(tmp_path)
        kept = rig.reports.revisions(OCTOBER)  # raises for one that is not as it was finished
        assert [report.revision for report in kept] == list(range(1, len(kept) + 1))
        assert said <= len(kept) <= said + 1  # one more may be kept than could still be said
        assert all(report.comment[CommentPart.ASKED] == f"Lần {report.revision}" for report in kept)
        draft = rig.reports.draft(OCTOBER)
        if draft is not None:
            assert draft.revision == len(kept) + 1
        if (tmp_path / "bao-cao.xlsx").exists():
            summary = BookRead((tmp_path / "bao-cao.xlsx").read_bytes()).rows("Tổng hợp")
            hashes = {report.sha256 for report in kept}
            assert any(row[0] == "Mã băm SHA-256" and row[1] in hashes for row in summary)
        rig.store.close()
    assert said >= ROUNDS
    rig = open_rig(tmp_path)
    with rig.at_work(rig.writer):
        last = rig.reports.revisions(OCTOBER)[-1]
        rig.reports.export(last, ReportForm.XLSX, tmp_path / "bao-cao.xlsx", "vi", rig.writer.id)
    rig.store.close()
