"""Numbers as they were told, kept for good; and what each day brought, derived from them.

An observation is never changed or deleted: a second answer for a day is a second row, and the newest counts. `gains`
are made from observations and may be made anew at any time (`rebuild`). A metric that does not add up (people counted
once, followers) has no gains, so nothing can sum it.

    total   the difference to the observation before, on the day of the look; `days` says over how many it arose.
            A post of this program begins at 0 on the day before it was out; of others the first number tells nothing,
            nor that of a post that was out before the platform meant by it what it means now.
    day     the number itself.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    not_,
    or_,
    select,
    text,
    type_coerce,
)
from sqlalchemy.dialects.sqlite import insert as insert_or

from studio.reports.metrics import Definition, definitions
from studio.reports.model import Capture, FigureSource, Grain
from studio.reports.observations import (
    FigureLook,
    FigureSubject,
    LedgerColumn,
    LookOutcome,
    Observation,
    OldLedger,
    OpeningTotals,
    SourceFile,
)
from studio.store.engine import Store
from studio.store.files import FileStore
from studio.store.schema_base import Day, Flag, Moment, also, among, table
from studio.store.statements import AnyRow, from_row, to_row
from studio.store.unneeded import NAMES_A_FILE, keep, take_up

metrics = table(
    "figure_metrics",
    Column("id", Integer, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("grain", Text, nullable=False),
    Column("adds", Flag, nullable=False),
    Column("since", Day),
    Column("until", Day),
)
"""The definitions under which numbers were kept, as ``metrics.yaml`` had them; `kind` is whose number it is."""
subjects = table(
    "figure_subjects",
    Column("id", Integer, primary_key=True),
    Column("page", Integer, ForeignKey("figure_subjects.id")),
    Column("account", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("published_on", Day),
    UniqueConstraint("account", "reference"),
    Index("ix_figure_subjects_reference", "reference"),
)
looks = table(
    "figure_looks",
    Column("subject", Integer, ForeignKey("figure_subjects.id"), primary_key=True),
    Column("day", Day, primary_key=True),
    Column("seen_at", Moment, primary_key=True),
    Column("metric", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    clustered=True,
)
"""`metric` 0 tells of the look as a whole."""
papers = table(
    "figure_papers",
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("sha256", Text, nullable=False, index=True, info=NAMES_A_FILE),
    Column("told", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
observations = table(
    "figure_observations",
    Column("subject", Integer, ForeignKey("figure_subjects.id"), primary_key=True),
    Column("metric", Integer, ForeignKey("figure_metrics.id"), primary_key=True),
    Column("day", Day, primary_key=True),
    Column("seen_at", Moment, primary_key=True),
    Column("value", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("paper", Integer, ForeignKey("figure_papers.id")),
    Column("ended_at", Moment),
    Index("ix_figure_observations_paper", "day", "subject", "paper", sqlite_where=text("paper IS NOT NULL")),
    clustered=True,
)
_LONG = "days > 27"
"""No month is shorter than 28 days: what was told before one and after it, and not in it, arose over more."""
gains = table(
    "figure_gains",
    Column("metric", Integer, primary_key=True),
    Column("day", Day, primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("subject", Integer, primary_key=True),
    Column("gain", Integer, nullable=False),
    Column("days", Integer, nullable=False),
    Index("ix_figure_gains_long", "metric", "day", "page", "days", sqlite_where=text(_LONG)),
    clustered=True,
)
"""By metric and day, for a month is read as one stretch of each metric. The index is of what may reach over a whole
month."""
openings = table(
    "figure_openings",
    Column("paper", Integer, ForeignKey("figure_papers.id"), primary_key=True),
    Column("page", Text, primary_key=True),
    Column("counted", Text, primary_key=True),
    Column("value", Integer, nullable=False),
    clustered=True,
)
"""Totals of the old ledger. They stand for no day, so nothing that is asked by day meets them."""


def _append_only(kept: Table) -> Iterator[str]:
    for verb in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {kept.name}_no_{verb.lower()} BEFORE {verb} ON {kept.name} "
            f"BEGIN SELECT RAISE(ABORT, '{kept.name} is append-only'); END"
        )


for _kept in (metrics, subjects, looks, papers, observations, openings):
    also(_kept, *_append_only(_kept))

INSTANT = timedelta(microseconds=1)
LATEST = timedelta(days=92)
"""A look so long after a month may still tell of it; the last look at a post comes 90 days after it was out."""


class PageGain(NamedTuple):
    """What a month brought to a page: to itself (`own`), or to all its posts."""

    metric: int
    page: int
    own: bool
    gain: int
    told: int
    """Days on which it was told; of posts, all of theirs together."""
    last: int
    """The day of the month up to which each of them was told."""
    reaches_back: bool
    """Part of it arose before the month."""


class PostGain(NamedTuple):
    """What a month brought to a post; the fields are those of `PageGain`."""

    metric: int
    subject: int
    gain: int
    last: int
    reaches_back: bool


class DayGain(NamedTuple):
    """What a day brought to all pages."""

    day: date
    gain: int
    days: int
    """The longest stretch over which a part of it arose."""
    own: int
    """How many pages told of it themselves."""


class LastFigure(NamedTuple):
    """A number as it was last told."""

    subject: int
    metric: int
    day: date
    value: int


_SUBJECTS = select(subjects)
_FIRST, _LAST = bindparam("first", type_=Day), bindparam("last", type_=Day)
_gain, _seen = gains.c, observations.c
_MONTH = _gain.day.between(_FIRST, _LAST), among(_gain.metric)
_day_of_month = cast(func.substr(_gain.day, 9, type_=Text), Integer)
_REACHES_BACK = func.max(_gain.days > _day_of_month).label("reaches_back")
_own = (_gain.page == _gain.subject).label("own")
_WITHDRAWN = _gain.subject.in_(select(func.json_each(bindparam("withdrawn")).table_valued("value").c.value))
_EVERY = (
    select(
        _gain.metric,
        _gain.page,
        _own,
        func.sum(_gain.gain).label("gain"),
        func.count().label("told"),
        func.max(case((_WITHDRAWN, 31), else_=_day_of_month)).label("last"),
        _REACHES_BACK,
    )
    .where(*_MONTH)
    .group_by(_gain.metric, _gain.page, _gain.subject)
    .subquery()
)
"""By subject; who was withdrawn counts as told to the end, for nothing more is told of it."""
_BY_PAGE = select(
    _EVERY.c.metric,
    _EVERY.c.page,
    _EVERY.c.own,
    func.sum(_EVERY.c.gain),
    func.sum(_EVERY.c.told),
    func.min(_EVERY.c.last),
    func.max(_EVERY.c.reaches_back),
).group_by(_EVERY.c.metric, _EVERY.c.page, _EVERY.c.own)
_BY_POST = (
    select(_gain.metric, _gain.subject, func.sum(_gain.gain), func.max(_day_of_month), _REACHES_BACK)
    .where(*_MONTH, _gain.subject.in_(select(func.json_each(bindparam("subjects")).table_valued("value").c.value)))
    .group_by(_gain.metric, _gain.subject)
)
_TELLS_ITSELF = _gain.page.in_(select(func.json_each(bindparam("own")).table_valued("value").c.value))
_BY_DAY = (
    select(_gain.day, func.sum(_gain.gain), func.max(_gain.days), func.sum(_own))
    .where(
        *_MONTH,
        _gain.page.in_(select(func.json_each(bindparam("pages")).table_valued("value").c.value)),
        or_(_gain.subject == _gain.page, not_(_TELLS_ITSELF)),
    )
    .group_by(_gain.day)
)
_AFTERWARDS = (
    select(_gain.metric, _gain.page)
    .where(
        *_MONTH,
        text(_LONG),
        _gain.days > func.julianday(_gain.day) - func.julianday(bindparam("month_end", type_=Day)),
    )
    .distinct()
)
_NEWEST = (
    select(
        _seen.subject,
        _seen.metric,
        _seen.day,
        _seen.value,
        func.max(type_coerce(_seen.day, Text) + type_coerce(_seen.seen_at, Text)),
    )
    .where(among(_seen.subject), _seen.metric == bindparam("metric"), _seen.day.between(_FIRST, _LAST))
    .group_by(_seen.subject)
)
"""SQLite takes the other columns from the row that has the maximum."""
_DAYS = (
    select(_seen.subject, _seen.day)
    .where(among(_seen.subject), _seen.metric == bindparam("metric"), _seen.day.between(_FIRST, _LAST))
    .distinct()
)
_LOOKS = select(looks).where(among(looks.c.subject), looks.c.day.between(_FIRST, _LAST)).order_by(looks.c.seen_at)
_CAPTURED = select(_seen.subject, _seen.paper).where(_seen.paper.is_not(None), _seen.day.between(_FIRST, _LAST))
_ONE = _seen.subject == bindparam("subject"), _seen.metric == bindparam("metric")
_SINCE = select(_seen.day, _seen.value).where(*_ONE, _seen.day >= bindparam("since", type_=Day))
_BEFORE = select(_seen.day, _seen.value).where(*_ONE, _seen.day < bindparam("since", type_=Day))
_TIE = select(func.max(_seen.seen_at, type_=Moment)).where(*_ONE, _seen.day == bindparam("on", type_=Day))
_KNOWN = select(_seen.value).where(*_ONE, _seen.day == bindparam("on", type_=Day)).order_by(_seen.seen_at.desc())
_LAST_LOOKS = (
    select(looks.c.subject, func.max(looks.c.seen_at, type_=Moment))
    .where(
        among(looks.c.subject),
        looks.c.metric == 0,
        looks.c.outcome != LookOutcome.ERROR.value,
        looks.c.source == FigureSource.PLATFORM.value,
    )
    .group_by(looks.c.subject)
)
_LAST_DAY = select(func.max(_seen.day)).where(_seen.subject == bindparam("subject"), among(_seen.metric))
_derived = insert_or(gains)
_DERIVED = _derived.on_conflict_do_update(
    index_elements=[column.name for column in gains.primary_key],
    set_={"gain": _derived.excluded.gain, "days": _derived.excluded.days},
)
_MADE = """
    WITH newest AS (
        SELECT subject, metric, day, value, max(seen_at) FROM figure_observations GROUP BY subject, metric, day
    ), steps AS (
        SELECT *, lag(value) OVER run AS before, lag(day) OVER run AS earlier FROM newest
        WINDOW run AS (PARTITION BY subject, metric ORDER BY day)
    ), made (metric, day, page, subject, gain, days) AS (
        SELECT steps.metric, steps.day, coalesce(one.page, one.id), steps.subject,
            CASE of.grain WHEN 'day' THEN steps.value ELSE steps.value - coalesce(steps.before, 0) END,
            CASE of.grain WHEN 'day' THEN 1 ELSE CAST(
                julianday(steps.day) - coalesce(julianday(steps.earlier), julianday(one.published_on) - 1) AS INTEGER)
            END
        FROM steps
        JOIN figure_metrics AS of ON of.id = steps.metric AND of.adds
        JOIN figure_subjects AS one ON one.id = steps.subject
        WHERE of.grain = 'day' OR steps.earlier IS NOT NULL OR one.published_on >= coalesce(of.since, '')
    )
"""
"""What comes of the observations."""
_REBUILD = text(f"""
    INSERT INTO figure_gains (metric, day, page, subject, gain, days)
    {_MADE} SELECT * FROM made ORDER BY 1, 2, 3, 4
""")  # noqa: S608 (the words above)
"""In the order of its key, so that a month lies together in the file."""
_AGREES = text(f"""
    {_MADE} SELECT count(*) = (SELECT count(*) FROM figure_gains)
        AND count(*) = coalesce(sum(kept.gain = made.gain AND kept.days = made.days), 0)
    FROM made LEFT JOIN figure_gains AS kept USING (metric, day, page, subject)
""")  # noqa: S608 (the words above)


class StoredFigures:
    """Keeps what was told of one unit's pages."""

    def __init__(self, store: Store, files: FileStore) -> None:
        self._store = store
        self._files = files

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def reading(self) -> AbstractContextManager[None]:
        """Let all that is read inside the block be of one view."""
        return self._store.reading()

    # What numbers are of

    def page(self, account: str) -> FigureSubject:
        """The page's own subject, which is made when it is first asked for."""
        return self._subject(account, "", "", None, None)

    def post(self, account: str, reference: str, post: str, published_on: date) -> FigureSubject:
        """That of a post on a page, by the reference of its delivery."""
        return self._subject(account, reference, post, published_on, self.page(account).id)

    def subjects(self, references: Collection[str]) -> Mapping[str, FigureSubject]:
        """Those of these deliveries that have one, by reference."""
        query = _SUBJECTS.where(among(subjects.c.reference), subjects.c.reference != "")
        return {row.reference: _of(row) for row in self._store.all(query, {"among": _list(references)})}

    def pages(self) -> Mapping[str, FigureSubject]:
        """Those of pages, by account."""
        found = self._store.all(_SUBJECTS.where(subjects.c.reference == ""))
        return {row.account: _of(row) for row in found}

    def _subject(
        self, account: str, reference: str, post: str, published_on: date | None, page: int | None
    ) -> FigureSubject:
        wanted = _SUBJECTS.where(subjects.c.account == account, subjects.c.reference == reference)
        with self._store.write() as tx:
            row = tx.execute(wanted).one_or_none()
            if row is None:
                made = {
                    "page": page,
                    "account": account,
                    "reference": reference,
                    "post": post,
                    "published_on": published_on,
                }
                tx.execute(insert(subjects).values(made))
                row = tx.execute(wanted).one()
            return _of(row)

    # What was told

    def observe(self, subject: FigureSubject, told: Sequence[Observation]) -> None:
        """Keep numbers of one subject, and what follows from them for each day."""
        if not told:
            return
        by_id = {one.id: one for one in definitions()}
        with self._store.write() as tx:
            tx.execute(insert_or(metrics).on_conflict_do_nothing(), [_definition(one) for one in by_id.values()])
            for one in told:
                tx.execute(insert(observations), to_row(self._after_others(tx, one)))
            for metric in {one.metric for one in told}:
                since = min(one.day for one in told if one.metric == metric)
                self._derive(tx, subject, by_id[metric], since)

    def look(self, several: Sequence[FigureLook]) -> None:
        """Keep that somebody looked; the same look is kept once."""
        rows = [to_row(one) | {"metric": one.metric or 0} for one in several]
        if rows:
            self._store.do(insert_or(looks).on_conflict_do_nothing(), rows)

    def add_paper(self, paper: SourceFile, data: bytes) -> SourceFile:
        """Keep a picture or a ledger with its row. Raises StorageTrouble."""
        file = keep(self._store, self._files, data)
        with self._store.write() as tx:
            values = to_row(paper) | {"sha256": file}
            del values["id"]
            made = tx.execute(insert(papers).values(values))
            take_up(tx, file)
            return replace(paper, id=int(made.inserted_primary_key[0]), sha256=file)  # type: ignore[index]

    def _after_others(self, tx: Connection, one: Observation) -> Observation:
        """The same, seen later than any other answer for that day: a clock that stands or was put back must not let an
        older answer count."""
        of = {"subject": one.subject, "metric": one.metric, "on": one.day}
        last: datetime | None = tx.scalar(_TIE, of)
        return one if last is None or last < one.seen_at else replace(one, seen_at=last + INSTANT)

    def _derive(self, tx: Connection, subject: FigureSubject, of: Definition, since: date) -> None:
        """Make the gains of one subject anew from that day on."""
        if not of.adds:
            return
        facts = {"subject": subject.id, "metric": of.id, "since": since}
        told = dict(map(tuple, tx.execute(_SINCE.order_by(_seen.day, _seen.seen_at), facts)))  # the newest of a day
        before = tx.execute(_BEFORE.order_by(_seen.day.desc(), _seen.seen_at.desc()).limit(1), facts).one_or_none()
        base = (before.day, before.value) if before is not None else _nothing_yet(subject, of)
        where = {"metric": of.id, "page": subject.page, "subject": subject.id}
        made = _by_day(told) if of.grain is Grain.DAY else _differences(told, base)
        rows = [where | {"day": day, "gain": gain, "days": days} for day, gain, days in made]
        if rows:
            tx.execute(_DERIVED, rows)  # a day that once had a gain has one for good, be it another

    def agrees(self) -> bool:
        """Whether the gains are what comes of the observations; reads them all."""
        return bool(self._store.scalar(_AGREES))

    def rebuild(self) -> int:
        """Make all gains anew from the observations; returns how many there are."""
        with self._store.write() as tx:
            tx.execute(delete(gains))
            return int(tx.execute(_REBUILD).rowcount)

    # What a month brought

    def by_page(
        self, metric_ids: Collection[int], first: date, last: date, withdrawn: Collection[int]
    ) -> Sequence[PageGain]:
        """What the month brought to each page; `withdrawn` are posts that are there no longer."""
        facts = {"among": _list(metric_ids), "first": first, "last": last, "withdrawn": _list(withdrawn)}
        return [PageGain._make(row) for row in self._store.all(_BY_PAGE, facts)]

    def by_post(self, metric_ids: Collection[int], first: date, last: date, of: Collection[int]) -> Sequence[PostGain]:
        """What the month brought to each of these posts."""
        facts = {"among": _list(metric_ids), "first": first, "last": last, "subjects": _list(of)}
        return [PostGain._make(row) for row in self._store.all(_BY_POST, facts)]

    def by_day(
        self, metric_ids: Collection[int], first: date, last: date, *, pages: Collection[int], own: Collection[int]
    ) -> Sequence[DayGain]:
        """What each day brought to these pages: to those in `own` themselves, to the others by their posts."""
        facts = {"among": _list(metric_ids), "first": first, "last": last, "pages": _list(pages), "own": _list(own)}
        return [DayGain._make(row) for row in self._store.all(_BY_DAY, facts)]

    def told_afterwards(self, metric_ids: Collection[int], last: date) -> frozenset[tuple[int, int]]:
        """Metric and page of posts of which nothing was told in the month that ends so, and then all of it at once."""
        after = {"first": last + timedelta(days=1), "last": last + LATEST, "month_end": last}
        return frozenset((row[0], row[1]) for row in self._store.all(_AFTERWARDS, after | {"among": _list(metric_ids)}))

    def newest(self, of: Collection[int], metric: int, first: date, last: date) -> Mapping[int, LastFigure]:
        """The last number told of each of these subjects in that time."""
        facts = {"among": _list(of), "metric": metric, "first": first, "last": last}
        return {row[0]: LastFigure(*row[:4]) for row in self._store.all(_NEWEST, facts)}

    def days_told(self, of: Collection[int], metric: int, first: date, last: date) -> frozenset[tuple[int, date]]:
        """Subject and day of what was told in that time."""
        facts = {"among": _list(of), "metric": metric, "first": first, "last": last}
        return frozenset(map(tuple, self._store.all(_DAYS, facts)))

    def looks(self, of: Collection[int], first: date, last: date) -> Sequence[FigureLook]:
        """The looks at these subjects in that time, the earliest first."""
        found = self._store.all(_LOOKS, {"among": _list(of), "first": first, "last": last})
        return [from_row(FigureLook, row, metric=row.metric or None) for row in found]

    def last_looks(self, of: Collection[int]) -> Mapping[int, datetime]:
        """When each of these was last looked at by the program and something was answered."""
        return {row[0]: row[1] for row in self._store.all(_LAST_LOOKS, {"among": _list(of)})}

    def failed_on(self, subject: int, day: date) -> bool:
        """Whether that it did not answer on that day is known already."""
        wanted = looks.c.subject == subject, looks.c.day == day, looks.c.outcome == LookOutcome.ERROR.value
        return self._store.scalar(select(func.count()).where(*wanted)) != 0

    def last_day(self, subject: int) -> date | None:
        """The last day of which it told a number of that day."""
        days = [one.id for one in definitions() if one.grain is Grain.DAY]
        found: date | None = self._store.scalar(_LAST_DAY, {"subject": subject, "among": _list(days)})
        return found

    def changed(self, several: Sequence[Observation]) -> Sequence[Observation]:
        """Those that say something new: a day that is told once more as it was is not kept again."""
        kept = []
        for one in several:
            of = {"subject": one.subject, "metric": one.metric, "on": one.day}
            if self._store.scalar(_KNOWN.limit(1), of) != one.value:
                kept.append(one)
        return kept

    def captured(self, first: date, last: date) -> Mapping[int, frozenset[int]]:
        """Subjects of which numbers were entered by hand in that time, with the papers they were read from."""
        found: dict[int, set[int]] = {}
        for subject, paper in self._store.all(_CAPTURED, {"first": first, "last": last}):
            found.setdefault(subject, set()).add(paper)
        return {subject: frozenset(several) for subject, several in found.items()}

    def captures(self, ids: Collection[int]) -> tuple[Capture, ...]:
        """Those pictures, in the order in which they were entered."""
        query = select(papers).where(among(papers.c.id), papers.c.source == FigureSource.CAPTURE).order_by(papers.c.id)
        found = self._store.all(query, {"among": _list(ids)})
        return tuple(Capture(file=row.sha256, source=row.told, by=row.by, at=row.at) for row in found)

    # The old ledger

    def open_with(self, paper: SourceFile, rows: Sequence[OpeningTotals]) -> None:
        """Keep the totals of a ledger whose paper is kept."""
        values = [
            {"paper": paper.id, "page": row.page, "counted": counted, "value": value}
            for row in rows
            for counted, value in row.totals.items()
        ]
        self._store.do(insert(openings), values)

    def ledger(self) -> OldLedger | None:
        """The one taken in last, which replaces those before it."""
        query = select(papers).where(papers.c.source == FigureSource.LEDGER).order_by(papers.c.id.desc()).limit(1)
        paper = self._store.one(query)
        if paper is None:
            return None
        kept = select(openings).where(openings.c.paper == paper.id).order_by(openings.c.page)
        rows = [
            OpeningTotals(page=page, totals={LedgerColumn(row.counted): row.value for row in several})
            for page, several in groupby(self._store.all(kept), key=lambda row: row.page)
        ]
        return OldLedger(paper=from_row(SourceFile, paper), rows=tuple(rows))


def _nothing_yet(subject: FigureSubject, of: Definition) -> tuple[date, int] | None:
    """The day before a post was out, when it had nothing; None where that is not known, or not of this definition."""
    out = subject.published_on
    return None if out is None or (of.since is not None and out < of.since) else (out - timedelta(days=1), 0)


def _by_day(told: Mapping[date, int]) -> Iterator[tuple[date, int, int]]:
    return ((day, value, 1) for day, value in told.items())


def _differences(told: Mapping[date, int], base: tuple[date, int] | None) -> Iterator[tuple[date, int, int]]:
    """Day, difference and the days over which it arose."""
    for day, value in told.items():
        if base is not None:
            yield day, value - base[1], (day - base[0]).days
        base = day, value


def _of(row: AnyRow) -> FigureSubject:
    return FigureSubject(
        id=row.id,
        page=row.page or row.id,
        account=row.account,
        reference=row.reference,
        post=row.post,
        published_on=row.published_on,
    )


def _definition(one: Definition) -> dict[str, object]:
    return {
        "id": one.id,
        "platform": one.platform,
        "name": one.metric,
        "kind": one.of,
        "grain": one.grain,
        "adds": one.adds,
        "since": one.since,
        "until": one.until,
    }


def _list(several: Iterable[object]) -> str:
    """For `among`."""
    return json.dumps(list(several))
