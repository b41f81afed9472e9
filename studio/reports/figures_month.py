"""The figures of a month, put together from what is kept: what was told, and why the rest was not.

A page's number is its own where the platform tells one, else the sum of its posts', never both. The number of a post is
what it had when it was last looked at in the month. A number is approximate ("≈") when days are missing in it or part
of it arose outside the month. People counted once and followers are shown as told and never summed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from studio.accounts.model import Account, AccountKind
from studio.feedback.figures import FeedbackFigures
from studio.platforms import Platform
from studio.reports.definitions import ADDING
from studio.reports.metrics import Definition, Of, definition, definitions, ids
from studio.reports.model import Figure, Gap, Metric, MonthFigures, PageRow, PostRow
from studio.reports.model import Told as Cell
from studio.reports.observations import Look, LookOutcome, Subject
from studio.reports.storage_figures import LATEST, DayGained, Gained, StoredFigures, Told
from studio.reports.storage_posts import CORRECTED, WITHDRAWN, PostOut, StoredPostsOut

OF_POSTS = (Metric.VIEWS, Metric.VIEWERS, Metric.REACTIONS, Metric.COMMENTS, Metric.SHARES)
OF_PAGES = (Metric.VIEWS, Metric.REACTIONS, Metric.COMMENTS, Metric.SHARES, Metric.FOLLOWERS)
A_DAY = timedelta(days=1)
_REASONS = {LookOutcome.NO_RIGHT: Cell.NO_RIGHT, LookOutcome.NOT_OFFERED: Cell.NOT_OFFERED}


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the month in which `day` lies."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - A_DAY


def total_of(cells: Iterable[Figure]) -> Figure:
    """The sum of what is told; what is not told makes it approximate, unless it is offered nowhere."""
    several = tuple(cells)
    told = [cell for cell in several if cell.value is not None]
    if not told:
        return Figure(told=next((cell.told for cell in several if cell.told is not Cell.NOT_OFFERED),
                                Cell.NOT_OFFERED if several else Cell.NOT_LOOKED))  # fmt: skip
    whole = all(cell.value is not None or cell.told is Cell.NOT_OFFERED for cell in several)
    near = not whole or any(cell.approximate for cell in told)
    return Figure(told=Cell.YES, value=sum(cell.value or 0 for cell in told), approximate=near)


@dataclass(frozen=True, kw_only=True)
class MonthKept:
    """What is kept of a month, read in one view."""

    first: date
    last: date
    today: date
    outs: Sequence[PostOut]
    """Posts of the month, one for each post and page."""
    recent: frozenset[str]
    """Accounts on which a post was out so lately that it may still be looked at."""
    pages: Mapping[str, Subject]
    subjects: Mapping[str, Subject]
    gained: Sequence[Gained]
    late: frozenset[tuple[int, int, int]]
    by_day: Sequence[DayGained]
    newest: Mapping[tuple[int, int], Told]
    """What does not add up, by metric's id and subject."""
    looks: Mapping[int, Sequence[Look]]
    captured: frozenset[int]

    @property
    def seen_to(self) -> date:
        """The last day of the month that can have been looked at: today, while it is not over."""
        return min(self.last, self.today)

    @property
    def told_to(self) -> date:
        """The last day of which a platform can have told: it tells of a day on the next one."""
        return min(self.last, self.today - A_DAY)

    @cached_property
    def of_subject(self) -> Mapping[tuple[int, Metric], Sequence[Gained]]:
        """By subject and metric, whatever its definition was."""
        found: dict[tuple[int, Metric], list[Gained]] = defaultdict(list)
        metrics = _metrics()
        for one in self.gained:
            found[one.subject, metrics[one.metric]].append(one)
        return found

    @cached_property
    def of_posts(self) -> Mapping[tuple[int, Metric], Sequence[Gained]]:
        """What the posts of a page gained, by the page."""
        found: dict[tuple[int, Metric], list[Gained]] = defaultdict(list)
        metrics = _metrics()
        for one in self.gained:
            if one.page != one.subject:
                found[one.page, metrics[one.metric]].append(one)
        return found

    @cached_property
    def withdrawn(self) -> frozenset[int]:
        """Posts that are there no longer: nothing more is told of them."""
        gone = (self.subjects.get(out.reference) for out in self.outs if out.state == WITHDRAWN)
        return frozenset(one.id for one in gone if one is not None)


def read_month(
    repo: StoredFigures,
    posts: StoredPostsOut,
    accounts: Mapping[str, Account],
    month: date,
    today: date,
    *,
    practice: bool,
) -> tuple[MonthKept, int]:
    """What is kept of the month, and how many exercises are not among its posts."""
    first, last = month_of(month)
    adding = ids(one for one in definitions() if one.adds)
    with repo.reading():
        lately = posts.between(last - LATEST, last)
        outs = [out for out in lately if out.published_on >= first]
        counted = [out for out in outs if practice or not is_exercise(out, accounts)]
        pages = {name: one for name, one in repo.pages().items() if practice or not _is_practice(accounts.get(name))}
        subjects = repo.subjects([out.reference for out in counted])
        shown = {one.id for one in pages.values()}
        everybody = [*shown, *(one.id for one in subjects.values())]
        captured = repo.captured(first, last)
        views = ids(one for one in definitions() if one.metric is Metric.VIEWS)
        kept = MonthKept(
            first=first,
            last=last,
            today=today,
            outs=one_each(counted),
            recent=frozenset(out.account for out in lately),
            pages=pages,
            subjects=subjects,
            gained=[one for one in repo.gained(adding, first, last) if one.page in shown],
            late=repo.told_late(adding, last),
            by_day=[one for one in repo.gained_by_day(views, first, last) if one.page in shown],
            newest={
                (one.id, subject): told
                for one in definitions()
                if not one.adds
                for subject, told in repo.newest(_concerned(one, pages, subjects), one.id, first, last).items()
            },
            looks=_by_subject(repo.looks(everybody, first, last)),
            captured=frozenset(captured),
        )
    return kept, len({out.post for out in outs}) - len({out.post for out in counted})


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

    def posts(self) -> tuple[PostRow, ...]:
        return tuple(map(self._post, self._kept.outs))

    def pages(self, rows: Sequence[PostRow]) -> tuple[PageRow, ...]:
        """The unit's pages in their order, then those that it runs no longer."""
        used = dict.fromkeys((*self._accounts, *(row.page for row in rows), *self._kept.pages))
        of_page: dict[str, list[PostRow]] = defaultdict(list)
        for row in rows:
            of_page[row.page].append(row)
        return tuple(self._page(name, of_page[name]) for name in used)

    def views_by_day(self) -> Mapping[date, Figure]:
        """Every day of the month; one that nobody told anything of is a gap."""
        own = {one.page for one in self._kept.by_day if one.own}
        days: dict[date, list[DayGained]] = defaultdict(list)
        for one in self._kept.by_day:
            if one.own or one.page not in own:
                days[one.day].append(one)
        every = (self._kept.first + timedelta(days=n) for n in range((self._kept.last - self._kept.first).days + 1))
        return {day: _day(days[day], own) for day in every}

    def gaps(self, pages: Sequence[PageRow]) -> tuple[Gap, ...]:
        return tuple(gap for row in pages for gap in self._gaps(row))

    # One post

    def _post(self, out: PostOut) -> PostRow:
        subject = self._kept.subjects.get(out.reference)
        figures = {metric: self._of_post(out, subject, metric) for metric in OF_POSTS}
        return PostRow(
            post=out.post,
            code=out.reference,
            title=out.title,
            topic=out.template,
            page=out.account,
            published_on=out.published_on,
            state=out.state,
            figures=figures,
            captured=subject is not None and subject.id in self._kept.captured,
        )

    def _of_post(self, out: PostOut, subject: Subject | None, metric: Metric) -> Figure:
        meant = definition(Platform(out.platform), metric, Of.POST)
        if subject is not None and metric in ADDING:
            gained = self._kept.of_subject.get((subject.id, metric), ())
            if gained:
                return Figure(
                    told=Cell.YES, value=sum(one.gain for one in gained), approximate=any(map(self._is_near, gained))
                )
        elif subject is not None and meant is not None:
            told = self._kept.newest.get((meant.id, subject.id))
            if told is not None:
                return Figure(told=Cell.YES, value=told.value, approximate=told.day < self._kept.seen_to)
        return Figure(told=self._why_not([meant], [subject]))

    # One page

    def _page(self, name: str, rows: Sequence[PostRow]) -> PageRow:
        account = self._accounts.get(name)
        platform = account.platform if account is not None else self._platform(name)
        return PageRow(
            page=name,
            platform=platform,
            posts=len(rows),
            figures={metric: self._of_page(name, Platform(platform), rows, metric) for metric in OF_PAGES},
        )

    def _platform(self, name: str) -> str:
        return next((out.platform for out in self._kept.outs if out.account == name), Platform.FACEBOOK)

    def _of_page(self, name: str, platform: Platform, rows: Sequence[PostRow], metric: Metric) -> Figure:
        page = self._kept.pages.get(name)
        own_meant, meant = definition(platform, metric, Of.PAGE), definition(platform, metric, Of.POST)
        if metric is Metric.FOLLOWERS:
            return self._followers(page, own_meant)
        if page is not None:
            own = self._kept.of_subject.get((page.id, metric), ())
            if own:
                days = sum(one.told for one in own)
                near = days < (self._kept.told_to - self._kept.first).days + 1
                return Figure(told=Cell.YES, value=sum(one.gain for one in own), approximate=near)
        return self._of_all_posts(name, page, rows, metric, (meant, own_meant))

    def _followers(self, page: Subject | None, meant: Definition | None) -> Figure:
        told = self._kept.newest.get((meant.id, page.id)) if meant is not None and page is not None else None
        if told is None:
            return Figure(told=self._why_not([meant], [page]))
        return Figure(told=Cell.YES, value=told.value, approximate=told.day < self._kept.told_to)

    def _of_all_posts(
        self,
        name: str,
        page: Subject | None,
        rows: Sequence[PostRow],
        metric: Metric,
        meant: Sequence[Definition | None],
    ) -> Figure:
        """What the posts of the page brought in the month, those of earlier months too."""
        gained = self._kept.of_posts.get((page.id, metric), ()) if page is not None else ()
        if gained:
            missing = any(row.figures[metric].value is None for row in rows)
            near = missing or any(map(self._is_near, gained))
            return Figure(told=Cell.YES, value=sum(one.gain for one in gained), approximate=near)
        if any(meant) and name not in self._kept.recent and self._was_looked_at(page):
            return Figure(told=Cell.YES, value=0)
        own = [self._kept.subjects[row.code] for row in rows if row.code in self._kept.subjects]
        return Figure(told=self._why_not(meant, [*own, page]))

    def _is_near(self, one: Gained) -> bool:
        tail = one.last < self._kept.seen_to and one.subject not in self._kept.withdrawn
        return one.reaches_back or tail or (one.metric, one.page, one.subject) in self._kept.late

    def _was_looked_at(self, page: Subject | None) -> bool:
        found = self._kept.looks.get(page.id, ()) if page is not None else ()
        return any(look.metric is None and look.outcome in (LookOutcome.OK, LookOutcome.PARTIAL) for look in found)

    def _why_not(self, meant: Sequence[Definition | None], looked_at: Iterable[Subject | None]) -> Cell:
        """What the last look said of a number that is not there; `meant` are its definitions."""
        wanted = {one.id for one in meant if one is not None}
        if not wanted:
            return Cell.NOT_OFFERED
        told = [
            look
            for one in looked_at
            if one is not None
            for look in self._kept.looks.get(one.id, ())
            if look.metric in wanted and look.outcome in _REASONS
        ]
        return _REASONS[max(told, key=lambda look: look.seen_at).outcome] if told else Cell.NOT_LOOKED

    # What is missing

    def _gaps(self, row: PageRow) -> Iterator[Gap]:
        first, last = self._kept.first, self._kept.told_to
        if last < first:
            return
        for metric, cell in row.figures.items():
            if cell.value is None and cell.told is not Cell.NOT_OFFERED:
                yield Gap(page=row.page, metric=metric, first=first, last=last, told=cell.told)
        page = self._kept.pages.get(row.page)
        told = {one.day for one in self._kept.by_day if one.own and page is not None and one.page == page.id}
        if told:
            for begin, end in _stretches(first, last, told):
                yield Gap(page=row.page, metric=Metric.VIEWS, first=begin, last=end, told=Cell.NOT_LOOKED)


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
        practice_left_out=left_out,
    )


def _is_practice(account: Account | None) -> bool:
    return account is not None and account.kind is AccountKind.PRACTICE


@cache
def _metrics() -> Mapping[int, Metric]:
    return {one.id: one.metric for one in definitions()}


def _concerned(one: Definition, pages: Mapping[str, Subject], subjects: Mapping[str, Subject]) -> list[int]:
    """Those of which the platform may tell it."""
    return [subject.id for subject in (pages if one.of is Of.PAGE else subjects).values()]


def _by_subject(looks: Iterable[Look]) -> Mapping[int, Sequence[Look]]:
    found: dict[int, list[Look]] = defaultdict(list)
    for look in looks:
        found[look.subject].append(look)
    return found


def _day(told: Sequence[DayGained], own: frozenset[int] | set[int]) -> Figure:
    if not told:
        return Figure()
    near = any(one.days > 1 for one in told) or not own <= {one.page for one in told}
    return Figure(told=Cell.YES, value=sum(one.gain for one in told), approximate=near)


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
