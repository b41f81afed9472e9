"""What was looked at, what was told, and who entered what: frozen values of the figures room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from studio.reports.model import FigureSource, Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredFigure:
    """One number that a person reads off a picture of the platform's own figures."""

    page: str
    """Name of its account."""
    post: str = ""
    """Id of the post; empty for a number of the page itself."""
    metric: Metric
    value: int
    """As the platform shows it: the whole since the post is out; followers as of that day."""


class LookOutcome(StrEnum):
    """How a look ended, as a whole or for one metric."""

    OK = "ok"
    NO_RIGHT = "no_right"
    NOT_OFFERED = "not_offered"
    ERROR = "error"
    """The page did not answer; it is looked at again."""
    PARTIAL = "partial"
    """Some of the metrics were told; beside it stand those that were not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSubject:
    """What numbers are kept of: a post on a page, or a page. No text of it and nobody's name."""

    id: int
    page: int
    """Id of the page's own subject; the same as `id` for a page."""
    account: str
    reference: str = ""
    """Of the delivery that brought the post there; empty for a page."""
    post: str = ""
    published_on: date | None = None
    """First day of the post there: before it, its numbers were 0. None: unknown, and always for a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One number as it was told. A second answer for the same day stands beside the first; the newest counts."""

    subject: int
    metric: int
    """Id of its definition."""
    day: date
    """In Vietnam: of the look, or of the day that the number is of."""
    value: int
    seen_at: datetime
    source: FigureSource
    paper: int | None = None
    """Id of the picture from which it was entered."""
    ended_at: datetime | None = None
    """When that day ended by the platform's own clock, where it told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLook:
    """That somebody looked, and how it ended: `metric` None tells of all of it."""

    subject: int
    day: date
    seen_at: datetime
    outcome: LookOutcome
    source: FigureSource = FigureSource.PLATFORM
    metric: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """What numbers were taken from: a picture, or the file of the old ledger. It lies in the file store."""

    id: int = 0
    source: FigureSource
    sha256: str
    told: str
    """Where it comes from, in the words of whoever entered it."""
    by: str
    at: datetime


class LedgerColumn(StrEnum):
    """Columns of the old ledger."""

    POSTS = "posts"
    REACTIONS = "reactions"
    VIEWS = "views"
    COMMENT_ANSWERS = "comment_answers"
    MESSAGE_ANSWERS = "message_answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningTotals:
    """Totals of the time before this program, of one page of the ledger. They belong to no day and no month."""

    page: str
    """As the ledger calls it."""
    totals: Mapping[LedgerColumn, int] = field(default_factory=dict)
    """A column that the ledger does not have is missing here; it is not 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldLedger:
    """The old ledger as it was last taken in."""

    paper: SourceFile
    rows: tuple[OpeningTotals, ...]

    def total(self, counted: LedgerColumn) -> int | None:
        """The sum of a column; None where no row has it."""
        told = [row.totals[counted] for row in self.rows if counted in row.totals]
        return sum(told) if told else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRound:
    """What one round of looks brought."""

    looked: int = 0
    """Posts and pages."""
    numbers: int = 0
    more: bool = False
    """Others are due: go on soon."""

    def __add__(self, other: LookRound) -> LookRound:
        return LookRound(
            looked=self.looked + other.looked, numbers=self.numbers + other.numbers, more=self.more or other.more
        )
