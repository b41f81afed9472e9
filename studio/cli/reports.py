"""Verbs of reports: the report of a month from its beginning to the file for the department, and the merged month.

A month is written 2026-10 or 10/2026. Files are in the language of the run (`--lang`).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Line, VerbOutput, line, view
from studio.cli.verb import HEAD_SIGNS, ON, WRITES, Call, Guard, VerbGroup, option, out_file
from studio.clock import local_date, show_date
from studio.errors import NotFound
from studio.phrase import Phrase
from studio.reports.definitions import METRIC_NAMES, cell_text
from studio.reports.model import CommentPart, MonthReport, ReportForm

if TYPE_CHECKING:
    from studio.reports.merged_month import MergedMonth
    from studio.reports.units import ReportFileResult

READS = Guard(changes=False)


def month_of(text: str) -> date:
    """The first day of a month as people or scripts write it: 2026-10 or 10/2026."""
    try:
        if "/" in text:
            month, year = (int(part) for part in text.split("/"))
            return date(year, month, 1)
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”: YYYY-MM / MM/YYYY") from None


MONTH = option("month", type=month_of, metavar="MONTH")
REVISION = option("--revision", type=int, default=0, metavar="N", help="bản nào; mặc định là bản mới nhất / which one")
FORM = option("--form", choices=ReportForm, required=True, help=", ".join(ReportForm))

verbs = VerbGroup()
report = verbs.group("report", "báo cáo tháng / the report of a month")


@report("new", WRITES, MONTH, help="lập báo cáo của tháng / begin the report of a month")
def _new(call: Call) -> VerbOutput:
    made = call.studio.reports.reports.new(call.month, call.by)
    return VerbOutput(_json(made), [*_lines(made, call)])


@report(
    "comment", WRITES, MONTH,
    option("--in-time", default=None, metavar="TEXT", help="trả lời đúng hẹn / answers in time"),
    option("--asked", default=None, metavar="TEXT", help="hỏi nhiều nhất / what was asked most"),
    option("--corrected", default=None, metavar="TEXT", help="bài phải đính chính / what was corrected"),
    help="viết nhận xét / write the comment",
)  # fmt: skip
def _comment(call: Call) -> VerbOutput:
    given = {part: getattr(call, part) for part in CommentPart}
    parts = {part: text for part, text in given.items() if text is not None}
    made = call.studio.reports.reports.comment(call.month, parts, call.by)
    return VerbOutput(_json(made), Phrase("The comment is written."))


@report("check", READS, MONTH, help="đối chiếu số liệu / reconcile the figures")
def _check(call: Call) -> VerbOutput:
    """Failed when any number does not agree."""
    found = call.studio.reports.reports.problems(call.month)
    told = {"month": call.month, "problems": [call.console.text(one) for one in found]}
    fine = Phrase("✔ Every number agrees and can be traced.")
    return VerbOutput(told, [line("✖ {}", one) for one in found] or fine, failed=bool(found))


@report("finish", WRITES, MONTH, help="chốt báo cáo / finish it as the next revision")
def _finish(call: Call) -> VerbOutput:
    made = call.studio.reports.reports.finish(call.month, call.by)
    done = Phrase("Revision {revision} is finished, hash {sha256}.", revision=made.revision, sha256=made.sha256[:16])
    return VerbOutput(_json(made), call.console.marked(done))


@report("export", WRITES, MONTH, FORM, REVISION, *out_file(), help="xuất tệp / write it as a file")
def _export(call: Call) -> VerbOutput:
    """The draft where there is one and no revision is named, else the newest revision."""
    reports = call.studio.reports.reports
    shown = None if call.revision else reports.draft(call.month)
    made = shown or _revision(call)
    path = reports.export(made, ReportForm(call.form), call.out, call.console.language, call.by)
    return VerbOutput(_json(made) | {"path": path}, Phrase("Written to {path}.", path=path))


@report(
    "hand-in", WRITES, MONTH,
    option("--to", required=True, metavar="POST", help="chức vụ người ký / who signs, by post"),
    ON, REVISION, help="ghi đã trình ký / note that it was handed in for signature",
)  # fmt: skip
def _hand_in(call: Call) -> VerbOutput:
    day = call.on or local_date(call.studio.now())
    made = call.studio.reports.reports.hand_in(_revision(call), call.to, day, call.by)
    return VerbOutput(
        _json(made), Phrase("Handed in to {handed_to} on {day}.", handed_to=made.handed_to, day=show_date(day))
    )


@report("send", HEAD_SIGNS, MONTH, REVISION, *out_file(metavar="FILE-OR-FOLDER"),
        help="ghi tệp có chữ ký của lãnh đạo để gửi cấp trên / a signed file for the department")  # fmt: skip
def _send(call: Call) -> VerbOutput:
    made = _revision(call)
    path = call.studio.reports.reports.send(made, call.out, *call.signed)
    return VerbOutput(_json(made) | {"path": path}, call.console.marked(Phrase("Written to {path}.", path=path)))


@report("units", HEAD_SIGNS, "file", help="danh sách đơn vị phải báo cáo (CSV) / the list of units that report")
def _units(call: Call) -> VerbOutput:
    from studio.reports.units import read_units  # no verb brings SQLAlchemy before it runs

    listed = read_units(Path(call.file))
    call.studio.reports.units.set_units(listed, *call.signed)
    without = [one.name for one in listed if not one.fingerprints]
    told = {"units": len(listed), "without_key": without}
    lines = Phrase("{n} units, {n_without} without a key.", n=len(listed), n_without=len(without))
    return VerbOutput(told, lines)


@report("receive", WRITES, "folder", help="nhận tệp báo cáo của các đơn vị / take in the files of units")
def _receive(call: Call) -> VerbOutput:
    """Failed when any file is refused; the others are taken in all the same."""
    found = call.studio.reports.units.take(Path(call.folder), call.by)
    told = [
        view(one, "file unit revision known refused", refused=call.console.text(one.refused) if one.refused else "")
        for one in found
    ]
    return VerbOutput(told, [_taken_line(one) for one in found], failed=any(one.refused for one in found))


@report(
    "merge", WRITES, MONTH,
    option("--form", choices=ReportForm, default=ReportForm.XLSX.value, help=", ".join(ReportForm)),
    *out_file(required=False), help="gộp báo cáo của các đơn vị / merge the reports of the units",
)  # fmt: skip
def _merge(call: Call) -> VerbOutput:
    """Without ``--out`` it only tells who sent, who did not, and which merged files are out of date."""
    units = call.studio.reports.units
    merged = units.of_month(call.month)
    if call.out is not None:
        units.export(merged, ReportForm(call.form), call.out, call.console.language, call.by)
    out_of_date = [one.sha256 for one, changed in units.merges(call.month) if changed]
    told = {
        "month": merged.month, "counted": merged.counted, "missing": merged.missing, "published": merged.published,
        "total": {metric: figure.value for metric, figure in merged.total.items()},
        "revisions": {one.unit: one.report.revision for one in merged.units if one.report}, "out_of_date": out_of_date,
    }  # fmt: skip
    return VerbOutput(
        told | ({} if call.out is None else {"path": call.out}), [*_merged_lines(merged, call, out_of_date)]
    )


def _revision(call: Call) -> MonthReport:
    """The finished revision that the command means. Raises NotFound."""
    found = call.studio.reports.reports.revisions(call.month)
    made = next((one for one in reversed(found) if call.revision in (0, one.revision)), None)
    if made is None:
        raise NotFound(
            "there is no such finished revision; finish the report by studio report finish.",
            where=f"{call.month:%Y-%m}",
        )
    return made


def _json(made: MonthReport) -> dict[str, object]:
    figures = made.figures
    return view(
        made, "unit month=figures.month revision sha256 handed_to handed_on comment",
        published=figures.published, corrected=figures.corrected, withdrawn=figures.withdrawn,
        total={metric: figure.value for metric, figure in figures.total.items()},
        comment=dict(made.comment),
    )  # fmt: skip


def _lines(made: MonthReport, call: Call) -> Iterator[Line]:
    figures = made.figures
    yield Phrase(
        "{what}: {published} posts, {corrected} corrected, {withdrawn} removed.",
        what=f"{figures.month:%m/%Y}",
        published=figures.published,
        corrected=figures.corrected,
        withdrawn=figures.withdrawn,
    )
    for metric, figure in figures.total.items():
        yield line("{}: {}", METRIC_NAMES[metric], cell_text(figure, call.console.language))


def _taken_line(one: ReportFileResult) -> Line:
    if one.refused is not None:
        return line("✖ {}: {}", one.file, one.refused)
    state = Phrase("known already") if one.known else Phrase("taken in")
    return Phrase(
        "✔ {file}: {unit}, revision {revision} ({state})",
        file=one.file,
        unit=one.unit,
        revision=one.revision,
        state=state,
    )


def _merged_lines(merged: MergedMonth, call: Call, out_of_date: Sequence[str]) -> Iterator[Line]:
    yield Phrase("{counted} units sent, {published} posts.", counted=merged.counted, published=merged.published)
    for metric, figure in merged.total.items():
        yield line("{}: {}", METRIC_NAMES[metric], cell_text(figure, call.console.language))
    yield from (Phrase("{unit}: not sent", unit=unit) for unit in merged.missing)
    if out_of_date:
        yield Phrase("{n} merged files from before are out of date.", n=len(out_of_date))
    if call.out is not None:
        yield Phrase("Written to {out}.", out=call.out)
