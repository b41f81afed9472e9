"""What the files of a report have in common: what is told in them, in which order, and how things are called.

A printed report is a list of blocks. The same list becomes DOCX (`studio.reports.document`) and, painted by whoever
knows Qt, PDF; the workbook (`studio.reports.workbook`) has the same figures as cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol, TypeAlias

from studio.clock import local_date, show_date
from studio.feedback.figures import Count, count_text
from studio.phrase import Language, Phrase
from studio.reports.definitions import (
    METRIC_NAMES,
    NOT_ADDED,
    PART_NAMES,
    RULES,
    break_text,
    cell_text,
    platform_name,
    share_text,
    whole,
    why_missing,
)
from studio.reports.model import Break, CommentPart, Figure, FigureState, Metric, MissingDays, MonthFigures, MonthReport

FEEDBACK_NAMES: Sequence[Phrase] = (
    Phrase("Feedback received"),
    Phrase("Answered"),
    Phrase("Answered in time"),
    Phrase("Handed over", about="reports"),
    Phrase("Hidden by a rule"),
)
"""In the order of `studio.feedback.figures.COUNTED`."""
SHARE_NAME = Phrase("Share in time")
MEDIAN_NAME = Phrase("Median time to the first reply (working hours)")
TITLE = Phrase("REPORT OF {month}")
SUBJECT = Phrase("Work of the official pages")
PERIOD = Phrase("Period: {first} – {last}")
DRAFT = Phrase("DRAFT – not finished, its figures still change")
PRACTICE = Phrase("PRACTICE – simulated figures")
COUNT_NAMES: Mapping[str, Phrase] = {
    "published": Phrase("Posts published"),
    "corrected": Phrase("Posts corrected"),
    "withdrawn": Phrase("Posts removed"),
}
TOTAL = Phrase("Total")
PAGE, PLATFORM, POSTS = Phrase("Page"), Phrase("Platform"), Phrase("Posts", about="reports")
TOPIC, DAY = Phrase("Topic"), Phrase("Day")
GAPS = Phrase("What is missing")
NO_GAPS = Phrase("No day is missing.")
MOST_TOPICS = 8
"""Topics that are printed; the workbook has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How what stands in a report by its id is called."""

    topics: Mapping[str, Phrase] = field(default_factory=dict)
    """Of templates."""
    pages: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)

    def topic(self, id: str, language: Language) -> str:
        return self.topics[id].to(language) if id in self.topics else id

    def page(self, id: str) -> str:
        return self.pages.get(id, id)

    def person(self, id: str) -> str:
        return self.people.get(id, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHeading:
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    text: str
    strong: bool = False
    quiet: bool = False
    """Small, a remark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTable:
    """The first row is the heading. `last_is_total`: the last row is in bold."""

    rows: tuple[tuple[str, ...], ...]
    numbers: int = 1
    """From this column on the cells stand at the right."""
    last_is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A painted chart and what it shows in words."""

    png: bytes
    title: str
    description: str


Block: TypeAlias = TableHeading | Paragraph | PrintedTable | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedReport:
    """A report as it is printed."""

    unit: str
    title: str
    lines: tuple[str, ...]
    """Below the title: subject and period."""
    warning: str = ""
    """What has to be seen first: that it is a draft, or practice."""
    blocks: tuple[Block, ...]
    signed_by: str
    """Post of whoever signs."""
    made_by: str
    day: date
    """On which it was made: the file carries no other time."""
    mark: str
    """Revision and hash, at the foot."""


class ReportPainter(Protocol):
    """Paints with Qt, which is known to the window and to cards alone."""

    def charts(self, figures: MonthFigures, topics: Mapping[str, Phrase], language: Language) -> Sequence[Picture]:
        """Views by day and posts by topic, for print."""
        ...

    def pdf(self, printed: PrintedReport, language: Language) -> bytes:
        """The pages, A4."""
        ...


def print_month(
    report: MonthReport, language: Language, names: Names, *, practice: bool, pictures: Sequence[Picture] = ()
) -> PrintedReport:
    """The report of one unit, block by block."""
    figures = report.figures
    first, last = figures.feedback.first, figures.feedback.last
    lines = (
        SUBJECT.to(language),
        PERIOD.format(first=show_date(first), last=show_date(last)).to(language),
    )
    blocks: list[Block] = [
        TableHeading(text=Phrase("1. Figures").to(language)),
        PrintedTable(rows=tuple(summary_rows(figures, language)), numbers=1),
        *pictures,
        TableHeading(text=Phrase("2. By page").to(language)),
        _page_table(figures, language, names),
        TableHeading(text=Phrase("3. By topic").to(language)),
        topic_table(figures.topics, language, names),
        TableHeading(text=Phrase("4. What is missing").to(language)),
        *gap_blocks(figures.gaps, language, names),
        *break_blocks(figures.breaks, language),
        TableHeading(text=Phrase("5. Comment").to(language)),
        *_comment(report, language),
        TableHeading(text=Phrase("How it is counted").to(language)),
        *(Paragraph(text=rule.to(language), quiet=True) for rule in RULES),
    ]
    return PrintedReport(
        unit=report.unit,
        title=title_of(figures.month, language),
        lines=lines,
        warning=warning_of(report.sha256, language, practice=practice),
        blocks=tuple(blocks),
        signed_by=report.handed_to or Phrase("Head of the unit").to(language),
        made_by=names.person(report.by),
        day=report.handed_on or local_date(report.made_at),
        mark=mark_of(report, language),
    )


def warning_of(sha256: str, language: Language, *, practice: bool) -> str:
    """What has to be seen before anything else; empty for a finished report of real work."""
    told = [*([PRACTICE] if practice else []), *([] if sha256 else [DRAFT])]
    return " · ".join(one.to(language) for one in told)


def title_of(month: date, language: Language) -> str:
    return TITLE.format(month=f"{month:%m/%Y}").to(language)


def mark_of(report: MonthReport, language: Language) -> str:
    """Which revision it is, and its hash."""
    if not report.sha256:
        return ""
    said = Phrase("Revision {revision} · hash {hash}")
    return said.format(revision=report.revision, hash=report.sha256[:16]).to(language)


def summary_rows(figures: MonthFigures, language: Language) -> Iterator[tuple[str, str]]:
    """What is told first, with the heading."""
    yield Phrase("Figure", about="reports").to(language), Phrase("Number").to(language)
    for name, count in (
        ("published", figures.published), ("corrected", figures.corrected), ("withdrawn", figures.withdrawn),
    ):  # fmt: skip
        yield COUNT_NAMES[name].to(language), whole(count, language)
    for metric, total in figures.total.items():
        yield METRIC_NAMES[metric].to(language), cell_text(total, language)
    answers = figures.feedback.total
    for said, received in zip(FEEDBACK_NAMES, answers.counts, strict=True):
        yield said.to(language), whole(received, language) if isinstance(received, int) else count_text(received)
    yield SHARE_NAME.to(language), share_text(answers.share, language)
    yield MEDIAN_NAME.to(language), hours_text(answers.median, language)
    if figures.practice_left_out:
        left = Phrase("Exercises not counted")
        yield left.to(language), whole(figures.practice_left_out, language)


def number_of(count: Count) -> Figure:
    """A count as a cell: what may not be told is no number."""
    return Figure(told=FigureState.YES, value=count) if isinstance(count, int) else Figure(told=FigureState.FEW)


def hours_text(median: timedelta | None, language: Language) -> str:
    if median is None:
        return "—"
    told = f"{median / timedelta(hours=1):.1f}"
    return told.replace(".", ",") if language == "vi" else told


def metrics_of(rows: Sequence[Mapping[Metric, Figure]]) -> tuple[Metric, ...]:
    """The metrics that any of the rows has, in their order."""
    return tuple(metric for metric in Metric if any(metric in row for row in rows))


def _page_table(figures: MonthFigures, language: Language, names: Names) -> PrintedTable:
    metrics = metrics_of([page.figures for page in figures.pages])
    head = tuple(one.to(language) for one in (PAGE, PLATFORM, POSTS, *(METRIC_NAMES[metric] for metric in metrics)))
    rows = [
        (
            names.page(page.page),
            platform_name(page.platform, language),
            whole(page.posts, language),
            *(cell_text(page.figures.get(metric), language) for metric in metrics),
        )
        for page in figures.pages
    ]
    total = (
        TOTAL.to(language), "", whole(sum(page.posts for page in figures.pages), language),
        *(cell_text(figures.total[metric], language) if metric in figures.total else NOT_ADDED.to(language)
          for metric in metrics),
    )  # fmt: skip
    return PrintedTable(rows=(head, *rows, total), numbers=2, last_is_total=True)


def topic_table(topics: Mapping[str, int], language: Language, names: Names) -> PrintedTable:
    """Posts by topic, the most first; what is beyond the first ones stands together, last."""
    ranked = ranked_topics(topics)
    kept = ranked if len(ranked) <= MOST_TOPICS else ranked[: MOST_TOPICS - 1]
    rows = [(names.topic(topic, language), whole(count, language)) for topic, count in kept]
    rest = sum(topics.values()) - sum(count for _, count in kept)
    rows += [(Phrase("Others").to(language), whole(rest, language))] if rest else []
    total = (TOTAL.to(language), whole(sum(topics.values()), language))
    head = (TOPIC.to(language), POSTS.to(language))
    return PrintedTable(rows=(head, *rows, total), last_is_total=True)


def ranked_topics(topics: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(topics.items(), key=lambda one: (-one[1], one[0]))


def gap_blocks(gaps: Sequence[MissingDays], language: Language, names: Names) -> Iterator[Block]:
    if not gaps:
        yield Paragraph(text=NO_GAPS.to(language))
        return
    yield PrintedTable(
        rows=(
            tuple(one.to(language) for one in GAP_HEADINGS),
            *(gap_row(gap, language, names) for gap in gaps),
        ),
        numbers=9,
    )


def break_blocks(breaks: Sequence[Break], language: Language) -> Iterator[Block]:
    return (Paragraph(text=break_text(one, language)) for one in breaks)


GAP_HEADINGS: Sequence[Phrase] = (
    PAGE,
    Phrase("Figure"),
    Phrase("From"),
    Phrase("To"),
    Phrase("Why"),
)


def gap_row(gap: MissingDays, language: Language, names: Names) -> tuple[str, ...]:
    return (
        names.page(gap.page),
        METRIC_NAMES[gap.metric].to(language),
        show_date(gap.first),
        show_date(gap.last),
        why_missing(Figure(told=gap.told)).to(language),
    )


def _comment(report: MonthReport, language: Language) -> Iterator[Block]:
    for part in CommentPart:
        text = report.comment.get(part, "")
        yield Paragraph(text=PART_NAMES[part].to(language), strong=True)
        yield Paragraph(text=text or "—")
