"""The figures of a month, put together from what is kept: what was told, and why the rest was not.

A page's number is its own where the platform tells one, else the sum of its posts', never both. The number of a post is
what it had when it was last looked at in the month. A number is approximate ("≈") when days are missing in it or part
of it arose outside the month. People counted once and followers are shown as told and never summed. Where a platform
changed in the month what it means by a number, the later meaning counts alone, and the number is approximate.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from studio.accounts.model import Account, AccountKind
from studio.feedback.figures import FeedbackFigures
from studio.platforms import Platform
from studio.reports.definitions import ADDING
from studio.reports.metrics import Definition, MetricScope, definition, definitions, ids
from studio.reports.model import Break, Figure, FigureState, Metric, MissingDays, MonthFigures, PageMonth, PostMonth
from studio.reports.observations import FigureLook, FigureSubject, LookOutcome
from studio.reports.storage_figures import LATEST, DayGain, LastFigure, PageGain, PostGain, StoredFigures
from studio.reports.storage_posts import CORRECTED, WITHDRAWN, PostOut, StoredPostsOut

OF_POSTS = (Metric.VIEWS, Metric.VIEWERS, Metric.REACTIONS, Metric.COMMENTS, Metric.SHARES)
OF_PAGES = (Metric.VIEWS, Metric.REACTIONS, Metric.COMMENTS, Metric.SHARES, Metric.FOLLOWERS)
AS_TOLD = ((Metric.VIEWERS, MetricScope.POST), (Metric.FOLLOWERS, MetricScope.PAGE))
"""What is shown as it was told last."""
A_DAY = timedelta(days=1)
_REASONS = {LookOutcome.NO_RIGHT: FigureState.NO_RIGHT, LookOutcome.NOT_OFFERED: FigureState.NOT_OFFERED}


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the month in which `day` lies."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - A_DAY


def total_of(cells: Iterable[Figure]) -> Figure:
    """The sum of what is told; what is not told makes it approximate, unless it is offered nowhere."""
    several = tuple(cells)
    told = [cell for cell in several if cell.value is not None]
    if not told:
        return Figure(told=next((cell.told for cell in several if cell.told is not FigureState.NOT_OFFERED),
                                FigureState.NOT_OFFERED if several else FigureState.NOT_LOOKED))  # fmt: skip
    whole = all(cell.value is not None or cell.told is FigureState.NOT_OFFERED for cell in several)
    near = not whole or any(cell.approximate for cell in told)
    return Figure(told=FigureState.YES, value=sum(cell.value or 0 for cell in told), approximate=near)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What a month brought of one metric to a post, to a page, or to all posts of a page."""

    value: int
    told: int = 0
    """Days on which it was told."""
    last: int
    """The day of the month up to which it was told."""
    reaches_back: bool
    """Part of it arose before the month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthKept:
    """What is kept of a month, read in one view."""

    first: date
    last: date
    today: date
    outs: Sequence[PostOut]
    """Posts of the month, one for each post and page."""
    recent: frozenset[str]
    """Accounts on which a post was out so lately that it may still be looked at."""
    pages: Mapping[str, FigureSubject]
    subjects: Mapping[str, FigureSubject]
    of_pages: Mapping[tuple[Metric, int], Gain]
    of_all_posts: Mapping[tuple[Metric, int], Gain]
    """Of all posts of a page, by the page."""
    of_posts: Mapping[tuple[Metric, int], Gain]
    afterwards: frozenset[tuple[Metric, int]]
    """Pages with posts of which nothing was told in the month, and then all of it at once."""
    days: Mapping[date, DayGain]
    """Views."""
    telling: int
    """How many pages tell their views themselves."""
    days_told: Mapping[int, frozenset[date]]
    """Of those of them that left days out: which they told."""
    newest: Mapping[tuple[int, int], LastFigure]
    """What does not add up, by metric's id and subject."""
    looks: Mapping[int, Sequence[FigureLook]]
    captured: frozenset[int]
    """Subjects of which numbers were entered by hand."""

    @property
    def seen_to(self) -> date:
        """The last day of the month that can have been looked at: today, while it is not over."""
        return min(self.last, self.today)

    @property
    def told_to(self) -> date:
        """The last day of which a platform can have told: it tells of a day on the next one."""
        return min(self.last, self.today - A_DAY)

    @property
    def days_due(self) -> int:
        """Of how many days a platform can have told."""
        return max((self.told_to - self.first).days + 1, 0)


class MonthReader:
    """Reads months. In a practice profile exercises are posts like others."""

    def __init__(self, repo: StoredFigures, posts: StoredPostsOut, *, practice: bool) -> None:
        self._repo = repo
        self._posts = posts
        self._practice = practice

    def read(self, accounts: Mapping[str, Account], month: date, today: date) -> tuple[MonthKept, int]:
        """What is kept of the month, and how many exercises are not among its posts."""
        first, last = month_of(month)
        repo, practice = self._repo, self._practice
        adding = ids(one for one in definitions() if one.adds)
        views = ids(one for one in definitions() if one.metric is Metric.VIEWS)
        metrics = {one.id: one.metric for one in definitions()}
        with repo.reading():
            outs = self._posts.between(first, last)
            counted = [out for out in outs if practice or not is_exercise(out, accounts)]
            pages = {name: one for name, one in repo.pages().items() if self._shows(accounts.get(name))}
            subjects = repo.subjects([out.reference for out in counted])
            of_posts = {one.id for one in subjects.values()}
            shown = {one.id for one in pages.values()}
            gone = {out.reference for out in counted if out.state == WITHDRAWN}
            withdrawn = [one.id for reference, one in subjects.items() if reference in gone]
            by_page = [one for one in repo.by_page(adding, first, last, withdrawn) if one.page in shown]
            own = {one.page: one.told for one in by_page if one.own and metrics[one.metric] is Metric.VIEWS}
            days = repo.by_day(views, first, last, pages=shown, own=own)
            lacking = [page for page, told in own.items() if told < (last - first).days + 1]
            kept = MonthKept(
                first=first,
                last=last,
                today=today,
                outs=one_each(counted),
                recent=self._posts.used(last - LATEST, last),
                pages=pages,
                subjects=subjects,
                of_pages=_gains(((metrics[one.metric], one.page), one) for one in by_page if one.own),
                of_all_posts=_gains(((metrics[one.metric], one.page), one) for one in by_page if not one.own),
                of_posts=_gains(
                    ((metrics[one.metric], one.subject), one) for one in repo.by_post(adding, first, last, of_posts)
                ),
                afterwards=frozenset((metrics[one], page) for one, page in repo.told_afterwards(adding, last)),
                days={one.day: one for one in days},
                telling=len(own),
                days_told=self._days_told(lacking, first, last),
                newest=self._newest(pages, subjects, first, last),
                looks=_by_subject(repo.looks([*shown, *of_posts], first, last)),
                captured=frozenset(repo.captured(first, last)),
            )
        return kept, len({out.post for out in outs}) - len({out.post for out in counted})

    def _shows(self, account: Account | None) -> bool:
        return self._practice or not _is_practice(account)

    def _newest(
        self, pages: Mapping[str, FigureSubject], subjects: Mapping[str, FigureSubject], first: date, last: date
    ) -> Mapping[tuple[int, int], LastFigure]:
        """The last number of what does not add up, of each page or post of which the platform may tell it."""
        return {
            (one.id, subject): told
            for one in definitions()
            if (one.metric, one.of) in AS_TOLD
            for subject, told in self._repo.newest(
                [of.id for of in (pages if one.of is MetricScope.PAGE else subjects).values()], one.id, first, last
            ).items()
        }

    def _days_told(self, pages: Collection[int], first: date, last: date) -> Mapping[int, frozenset[date]]:
        """Days of which these pages told their views."""
        found: dict[int, set[date]] = defaultdict(set)
        for one in definitions():
            if pages and one.metric is Metric.VIEWS and one.of is MetricScope.PAGE:
                for page, day in self._repo.days_told(pages, one.id, first, last):
                    found[page].add(day)
        return {page: frozenset(days) for page, days in found.items()}


def is_exercise(out: PostOut, accounts: Mapping[str, Account]) -> bool:
    """Whether the post is one, or its page is a practice page."""
    return out.practice or _is_practice(accounts.get(out.account))


def one_each(outs: Iterable[PostOut]) -> Sequence[PostOut]:
    """One for each post and page: the last, where a post was brought to a page anew."""
    return tuple({(out.post, out.account): out for out in outs}.values())


class MonthTable:
    """Rows, totals and gaps of a month. Pure."""

    def __init__(self, kept: MonthKept, accounts: Mapping[str, Account]) -> None:
        self._kept = kept
        self._accounts = accounts
        self._seen_to = kept.seen_to.day

    def posts(self) -> tuple[PostMonth, ...]:
        return tuple(map(self._post, self._kept.outs))

    def pages(self, rows: Sequence[PostMonth]) -> tuple[PageMonth, ...]:
        """The unit's pages in their order, then those that it runs no longer."""
        used = dict.fromkeys((*self._accounts, *(row.page for row in rows), *self._kept.pages))
        of_page: dict[str, list[PostMonth]] = defaultdict(list)
        for row in rows:
            of_page[row.page].append(row)
        return tuple(self._page(name, of_page[name]) for name in used)

    def views_by_day(self) -> Mapping[date, Figure]:
        """Every day of the month; one that nobody told anything of is a gap."""
        own = self._kept.telling
        every = (self._kept.first + n * A_DAY for n in range((self._kept.last - self._kept.first).days + 1))
        return {day: _day(self._kept.days.get(day), own) for day in every}

    def gaps(self, pages: Sequence[PageMonth]) -> tuple[MissingDays, ...]:
        return tuple(gap for row in pages for gap in self._gaps(row))

    # One post

    def _post(self, out: PostOut) -> PostMonth:
        subject = self._kept.subjects.get(out.reference)
        return PostMonth(
            post=out.post,
            code=out.reference,
            title=out.title,
            topic=out.template,
            page=out.account,
            published_on=out.published_on,
            state=out.state,
            figures=self._of_post(out, subject),
            captured=subject is not None and subject.id in self._kept.captured,
        )

    def _of_post(self, out: PostOut, subject: FigureSubject | None) -> Mapping[Metric, Figure]:
        platform, seen_to, there = Platform(out.platform), self._seen_to, out.state != WITHDRAWN
        found = {}
        for metric in OF_POSTS:
            told = None if subject is None else self._told_of(subject, platform, metric)
            if told is None:
                found[metric] = Figure(told=self._why_not([definition(platform, metric, MetricScope.POST)], [subject]))
            else:
                value, last, reaches_back = told
                near = reaches_back or (there and last < seen_to)
                found[metric] = Figure(told=FigureState.YES, value=value, approximate=near)
        return found

    def _told_of(self, subject: FigureSubject, platform: Platform, metric: Metric) -> tuple[int, int, bool] | None:
        """The number, the day of the month on which it was told, and whether part of it arose before the month."""
        if metric in ADDING:
            gain = self._kept.of_posts.get((metric, subject.id))
            return None if gain is None else (gain.value, gain.last, gain.reaches_back)
        meant = definition(platform, metric, MetricScope.POST)
        told = self._kept.newest.get((meant.id, subject.id)) if meant is not None else None
        return None if told is None else (told.value, told.day.day, False)

    # One page

    def _page(self, name: str, rows: Sequence[PostMonth]) -> PageMonth:
        account = self._accounts.get(name)
        platform = account.platform if account is not None else self._platform(name)
        return PageMonth(
            page=name,
            platform=platform,
            posts=len(rows),
            figures={metric: self._of_page(name, Platform(platform), rows, metric) for metric in OF_PAGES},
        )

    def _platform(self, name: str) -> str:
        return next((out.platform for out in self._kept.outs if out.account == name), Platform.FACEBOOK)

    def _of_page(self, name: str, platform: Platform, rows: Sequence[PostMonth], metric: Metric) -> Figure:
        page = self._kept.pages.get(name)
        own_meant, meant = (
            definition(platform, metric, MetricScope.PAGE),
            definition(platform, metric, MetricScope.POST),
        )
        if metric is Metric.FOLLOWERS:
            return self._followers(page, own_meant)
        own = self._kept.of_pages.get((metric, page.id)) if page is not None else None
        if own is not None:
            return Figure(told=FigureState.YES, value=own.value, approximate=own.told < self._kept.days_due)
        return self._of_all_posts(name, page, rows, metric, (meant, own_meant))

    def _followers(self, page: FigureSubject | None, meant: Definition | None) -> Figure:
        told = self._kept.newest.get((meant.id, page.id)) if meant is not None and page is not None else None
        if told is None:
            return Figure(told=self._why_not([meant], [page]))
        return Figure(told=FigureState.YES, value=told.value, approximate=told.day < self._kept.told_to)

    def _of_all_posts(
        self,
        name: str,
        page: FigureSubject | None,
        rows: Sequence[PostMonth],
        metric: Metric,
        meant: Sequence[Definition | None],
    ) -> Figure:
        """What the posts of the page brought in the month, those of earlier months too."""
        gain = self._kept.of_all_posts.get((metric, page.id)) if page is not None else None
        if gain is not None and page is not None:
            missing = any(row.figures[metric].value is None for row in rows)
            tail = gain.last < self._seen_to
            near = missing or tail or gain.reaches_back or (metric, page.id) in self._kept.afterwards
            return Figure(told=FigureState.YES, value=gain.value, approximate=near)
        if any(meant) and name not in self._kept.recent and self._was_looked_at(page):
            return Figure(told=FigureState.YES, value=0)
        own = [self._kept.subjects[row.code] for row in rows if row.code in self._kept.subjects]
        return Figure(told=self._why_not(meant, [*own, page]))

    def _was_looked_at(self, page: FigureSubject | None) -> bool:
        found = self._kept.looks.get(page.id, ()) if page is not None else ()
        return any(look.metric is None and look.outcome in (LookOutcome.OK, LookOutcome.PARTIAL) for look in found)

    def _why_not(self, meant: Sequence[Definition | None], looked_at: Iterable[FigureSubject | None]) -> FigureState:
        """What the last look said of a number that is not there; `meant` are its definitions."""
        wanted = {one.id for one in meant if one is not None}
        if not wanted:
            return FigureState.NOT_OFFERED
        told = [
            look
            for one in looked_at
            if one is not None
            for look in self._kept.looks.get(one.id, ())
            if look.metric in wanted and look.outcome in _REASONS
        ]
        return _REASONS[max(told, key=lambda look: look.seen_at).outcome] if told else FigureState.NOT_LOOKED

    # What is missing

    def _gaps(self, row: PageMonth) -> Iterator[MissingDays]:
        first, last = self._kept.first, self._kept.told_to
        if last < first:
            return
        for metric, cell in row.figures.items():
            if cell.value is None and cell.told is not FigureState.NOT_OFFERED:
                yield MissingDays(page=row.page, metric=metric, first=first, last=last, told=cell.told)
        page = self._kept.pages.get(row.page)
        told = self._kept.days_told.get(page.id) if page is not None else None
        if told is not None:
            for begin, end in _stretches(first, last, told):
                yield MissingDays(
                    page=row.page, metric=Metric.VIEWS, first=begin, last=end, told=FigureState.NOT_LOOKED
                )


def month_figures(
    kept: MonthKept, accounts: Mapping[str, Account], *, feedback: FeedbackFigures, left_out: int
) -> MonthFigures:
    """The month as it is reported; captures are still to be added."""
    table = MonthTable(kept, accounts)
    rows = table.posts()
    pages = table.pages(rows)
    by_post = {row.post: row.topic for row in rows}
    return MonthFigures(
        month=kept.first,
        posts=rows,
        pages=pages,
        total={metric: total_of(page.figures[metric] for page in pages) for metric in ADDING},
        views_by_day=table.views_by_day(),
        topics=dict(Counter(by_post.values())),
        published=len(by_post),
        corrected=len({row.post for row in rows if row.state == CORRECTED}),
        withdrawn=len({row.post for row in rows if row.state == WITHDRAWN}),
        feedback=feedback,
        gaps=table.gaps(pages),
        breaks=breaks_of({page.platform for page in pages}, kept.first, kept.last),
        practice_left_out=left_out,
    )


def breaks_of(platforms: Collection[str], first: date, last: date) -> tuple[Break, ...]:
    """On which of these days one of these platforms began to mean something else."""
    found = {
        (one.since, one.platform, one.metric)
        for one in definitions()
        if one.since is not None and first <= one.since <= last and one.platform in platforms
    }
    return tuple(Break(platform=platform, metric=metric, since=since) for since, platform, metric in sorted(found))


def _is_practice(account: Account | None) -> bool:
    return account is not None and account.kind is AccountKind.PRACTICE


def _gains(several: Iterable[tuple[tuple[Metric, int], PageGain | PostGain]]) -> Mapping[tuple[Metric, int], Gain]:
    """By metric. Of two definitions the later one counts, and the number is approximate."""
    began = {one.id: one.since or date.min for one in definitions()}
    found: dict[tuple[Metric, int], PageGain | PostGain] = {}
    twice = set()
    for key, one in several:
        before = found.get(key)
        if before is not None:
            twice.add(key)
        if before is None or began[before.metric] < began[one.metric]:
            found[key] = one
    return {
        key: Gain(
            value=one.gain,
            told=getattr(one, "told", 0),
            last=one.last,
            reaches_back=bool(one.reaches_back) or key in twice,
        )
        for key, one in found.items()
    }


def _by_subject(looks: Iterable[FigureLook]) -> Mapping[int, Sequence[FigureLook]]:
    found: dict[int, list[FigureLook]] = defaultdict(list)
    for look in looks:
        found[look.subject].append(look)
    return found


def _day(told: DayGain | None, own: int) -> Figure:
    """`own`: how many pages tell of themselves in that month."""
    if told is None:
        return Figure()
    return Figure(told=FigureState.YES, value=told.gain, approximate=told.days > 1 or told.own < own)


def _stretches(first: date, last: date, told: Iterable[date]) -> Iterator[tuple[date, date]]:
    """First and last day of each run of days that are not among `told`."""
    known, begin = set(told), None
    for n in range((last - first).days + 2):
        day = first + timedelta(days=n)
        if day <= last and day not in known:
            begin = begin or day
        elif begin is not None:
            yield begin, day - A_DAY
            begin = None
