"""Observations, and the report of a month, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from studio.feedback.figures import FeedbackFigures


class Grain(StrEnum):
    """How a number is told."""

    TOTAL = "total"
    """Since the post or page exists; what a day brought is the difference of two looks."""
    DAY = "day"
    """Of one day."""


class Metric(StrEnum):
    """What is counted. What each one means on each platform is said by `studio/reports/metrics.yaml`."""

    VIEWS = "views"
    VIEWERS = "viewers"
    """Unique: never added over days, posts or pages."""
    REACTIONS = "reactions"
    COMMENTS = "comments"
    SHARES = "shares"
    FOLLOWERS = "followers"
    """As of a day: never added."""


class FigureState(StrEnum):
    """What is known of a number. Four different cells of a table."""

    YES = "yes"
    NOT_OFFERED = "not_offered"
    """The platform, or the site without its plugin, does not tell it."""
    NO_RIGHT = "no_right"
    """The page's login may not read it."""
    NOT_LOOKED = "not_looked"
    """Nobody asked in that time, or the page did not answer."""
    FEW = "few"
    """Under five of what citizens wrote: not told."""


class FigureSource(StrEnum):
    """Where a number comes from."""

    PLATFORM = "platform"
    """Read from the page by this program."""
    CAPTURE = "capture"
    """Entered by a person from a picture of the platform's own figures, which is kept."""
    LEDGER = "ledger"
    """Opening totals of the time before this program, with their paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One cell: a number, or why there is none."""

    told: FigureState = FigureState.NOT_LOOKED
    value: int | None = None
    """Set exactly when `told` is YES. May be negative: platforms take spam away."""
    approximate: bool = False
    """Days are missing in it, or it reaches over the edge of the month: printed with "≈"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingDays:
    """Days of which one page told nothing of a metric."""

    page: str
    metric: Metric
    first: date
    last: date
    told: FigureState


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """From that day a platform means something else by a number. What was told before is neither added to it nor
    compared with it."""

    platform: str
    metric: Metric
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A picture of a platform's own figures, from which a person entered numbers."""

    file: str
    """SHA-256 of the kept picture."""
    source: str
    """Which platform and when it was taken, in the words of whoever entered it."""
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PostMonth:
    """One post of the month on one page."""

    post: str
    """Id of the post in this profile."""
    code: str
    title: str
    topic: str
    """Id of its template."""
    page: str
    published_on: date
    state: str
    """``published``, ``corrected`` or ``withdrawn``."""
    figures: Mapping[Metric, Figure] = field(default_factory=dict)
    captured: bool = False
    """One of its figures was entered by hand from a capture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMonth:
    """One page: what the month brought."""

    page: str
    platform: str
    posts: int
    figures: Mapping[Metric, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFigures:
    """The figures of one unit in one month, made of what is kept; the same data give the same figures."""

    month: date
    """Its first day."""
    posts: tuple[PostMonth, ...]
    """Practice posts are not among them, but in a practice profile, where all are."""
    pages: tuple[PageMonth, ...]
    total: Mapping[Metric, Figure]
    """Of the metrics that add up."""
    views_by_day: Mapping[date, Figure]
    topics: Mapping[str, int]
    """Posts by template."""
    published: int
    corrected: int
    withdrawn: int
    feedback: FeedbackFigures
    gaps: tuple[MissingDays, ...] = ()
    breaks: tuple[Break, ...] = ()
    """Days of the month on which a platform of one of the pages changed what it means."""
    captures: tuple[Capture, ...] = ()
    practice_left_out: int = 0
    """Exercises in the same time, which are not counted."""


class CommentPart(StrEnum):
    """What a person says to the figures."""

    IN_TIME = "in_time"
    ASKED = "asked"
    CORRECTED = "corrected"


class ReportForm(StrEnum):
    """File kinds of a report."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthReport:
    """What leaves the unit: figures and a person's comment; each revision stays as it was."""

    unit: str
    revision: int
    """From 1."""
    figures: MonthFigures
    comment: Mapping[CommentPart, str]
    made_at: datetime
    by: str
    """Id of the person who made it."""
    program: str
    """Version of the program."""
    sha256: str = ""
    """Of its canonical form; empty while it is a draft."""
    handed_to: str = ""
    """Post of whoever signs it, in words; empty while it is not handed in."""
    handed_on: date | None = None
