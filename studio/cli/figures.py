"""Verbs of figures: pages asked for their numbers, numbers entered from a picture, the old ledger, a month as it is."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path

from studio.cli.console import Line, VerbOutput, line, view
from studio.cli.reports import MONTH, READS
from studio.cli.verb import ON, WRITES, Call, VerbGroup, option
from studio.clock import show_date
from studio.phrase import Phrase
from studio.reports.definitions import METRIC_NAMES, cell_text
from studio.reports.model import Figure, Metric, MonthFigures, PostMonth
from studio.reports.observations import EnteredFigure, LedgerColumn

verbs = VerbGroup()
figures = verbs.group("figures", "số liệu của trang / the pages' figures")


@figures("look", WRITES, "account", help="đọc số liệu của một trang ngay / ask a page for its numbers now")
def _look(call: Call) -> VerbOutput:
    found = call.studio.reports.figures.look(call.account, call.by)
    told = Phrase("{looked} looked at, {numbers} numbers.", looked=found.looked, numbers=found.numbers)
    return VerbOutput(view(found, "looked numbers"), told)


def number(text: str) -> tuple[Metric, int]:
    """``views=120``."""
    name, _, told = text.partition("=")
    try:
        return Metric(name.strip()), int(told)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”: {', '.join(Metric)} = 0, 1, 2 …") from None


@figures(
    "enter", WRITES, "account",
    option("--of", default="", metavar="POST", help="bài; bỏ trống là của trang / the post; empty: of the page"),
    option("--number", action="append", type=number, required=True, metavar="METRIC=N", help=", ".join(Metric)),
    option("--capture", type=Path, required=True, metavar="PICTURE", help="ảnh chụp số liệu / what shows them"),
    option("--source", required=True, metavar="TEXT", help="nền tảng và lúc chụp / platform and when"),
    ON, help="nhập số liệu từ ảnh chụp / enter numbers from a picture",
)  # fmt: skip
def _enter(call: Call) -> VerbOutput:
    studio = call.studio
    post = studio.drafts.get(call.of).id if call.of else ""
    entries = [EnteredFigure(page=call.account, post=post, metric=metric, value=value) for metric, value in call.number]
    kept = studio.reports.figures.enter(entries, capture=call.capture, source=call.source, by=call.by, on=call.on)
    done = Phrase("{n} numbers entered; the picture is kept.", n=len(entries))
    return VerbOutput({"numbers": len(entries), "capture": kept.file}, done)


@figures("ledger", WRITES, "file", help="nhập tổng của sổ cũ (CSV, XLSX) / take over the old ledger's totals")
def _ledger(call: Call) -> VerbOutput:
    ledger = call.studio.reports.figures.take_ledger(Path(call.file), call.by)
    totals = {counted: ledger.total(counted) for counted in LedgerColumn}
    done = Phrase("{n} lines taken over.", n=len(ledger.rows))
    return VerbOutput({"rows": len(ledger.rows), "totals": totals}, done)


@figures("month", READS, MONTH, help="số liệu của tháng / the figures of a month")
def _month(call: Call) -> VerbOutput:
    month = call.studio.reports.figures.of_month(call.month)
    return VerbOutput(_json(month), [*_lines(month, call)])


def _json(month: MonthFigures) -> dict[str, object]:
    return view(
        month, "month published corrected withdrawn practice_left_out",
        total=_cells(month.total),
        pages=[{"page": row.page, "posts": row.posts, "figures": _cells(row.figures)} for row in month.pages],
        posts=[view(row, "post page published_on state captured", figures=_cells(row.figures)) for row in month.posts],
        gaps=[view(gap, "page metric first last told") for gap in month.gaps],
    )  # fmt: skip


def _cells(told: Mapping[Metric, Figure]) -> dict[str, dict[str, object]]:
    return {metric: view(cell, "told value approximate") for metric, cell in told.items()}


def _lines(month: MonthFigures, call: Call) -> Iterator[Line]:
    language = call.console.language
    yield Phrase(
        "{what}: {published} posts, {corrected} corrected, {withdrawn} removed.",
        what=f"{month.month:%m/%Y}",
        published=month.published,
        corrected=month.corrected,
        withdrawn=month.withdrawn,
    )
    for metric, figure in month.total.items():
        yield line("{}: {}", METRIC_NAMES[metric], cell_text(figure, language))
    for row in month.posts:
        yield line("{}  {}  {}  {}", show_date(row.published_on), row.page, row.title, _views(row, call))
    for gap in month.gaps:
        yield Phrase(
            "{page}: no {metric} from {first} to {last}",
            page=gap.page,
            metric=METRIC_NAMES[gap.metric],
            first=show_date(gap.first),
            last=show_date(gap.last),
        )


def _views(row: PostMonth, call: Call) -> str:
    return cell_text(row.figures.get(Metric.VIEWS, Figure()), call.console.language)
