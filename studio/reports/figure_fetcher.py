"""Looking at pages: which numbers are due, asked for a little at a time, and kept with how the look ended.

A post is looked at an hour, a day, a week, a month and a quarter after it was out, and in between at the end of each
month, so that the month closes; a page once a day. What a look did not bring is written down as what it was: not
offered, no right, or no answer. A page in trouble keeps no other page from being looked at, and a program that ends in
between goes on where it was: each post is kept by itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.clock import VIETNAM, Clock, local_date
from studio.errors import StorageTrouble, StudioError
from studio.publishers.answers import read
from studio.publishers.figures import FigureReader, NotTold, Silence, TellsFigures
from studio.publishers.port import Unreachable
from studio.publishers.registry import FigureReaders
from studio.reports.metrics import MetricScope, definition
from studio.reports.model import FigureSource, Grain, Metric
from studio.reports.observations import FigureLook, FigureSubject, LookOutcome, LookRound, Observation

if TYPE_CHECKING:
    from studio.reports.storage_figures import StoredFigures
    from studio.reports.storage_posts import PostOut, StoredPostsOut

AFTER = (timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30), timedelta(days=90))
"""When a post is looked at, counted from when it was out."""
MONTH_ENDS = time(12)
"""From this hour of its last day a month can be closed: later, many PCs are switched off."""
LONGEST_AGO = timedelta(days=30)
"""How far back the days of a page are asked for the first time, and at most."""
OVERLAP = timedelta(days=2)
"""Days that are asked for once more: a platform corrects what it told."""
LATE = timedelta(days=2)
"""So long after its last mark a post may still be looked at for it."""
AT_ONCE = 10
"""Posts of one call of a reader: what broke off is asked for again."""
MOST = 40
"""Posts of one round; the rest is for the next."""
AGAIN = timedelta(minutes=30)
"""After a page did not answer; what a person has to set right is tried again as often."""
LONGEST_PAUSE = timedelta(hours=2)
_OUTCOMES = {Silence.NOT_OFFERED: LookOutcome.NOT_OFFERED, Silence.NO_RIGHT: LookOutcome.NO_RIGHT}


class FigureFetcher:
    """`accounts` gives the pages of the unit. Threads may share it; one round at a time."""

    def __init__(
        self,
        repo: StoredFigures,
        posts: StoredPostsOut,
        readers: FigureReaders,
        clock: Clock,
        *,
        accounts: Callable[[], Sequence[Account]],
    ) -> None:
        self._repo = repo
        self._posts = posts
        self._readers = readers
        self._clock = clock
        self._accounts = accounts
        self._turn = threading.Lock()
        self._held: dict[str, datetime] = {}

    def look_due(self) -> LookRound:
        """Look at what is due; returns at once while another round is under way. Raises StorageTrouble alone."""
        if not self._turn.acquire(blocking=False):
            return LookRound()
        try:
            return self._round()
        finally:
            self._turn.release()

    def look(self, account: Account) -> LookRound:
        """Look at one page and its posts now, whatever is due. Raises as a `FigureReader` does; what was told before it
        broke off is kept."""
        with self._turn:
            outs = [out for out in self._recent() if out.account == account.name]
            self._held.pop(account.name, None)
            return self._page(account) + self._of_posts(account, outs)

    def _round(self) -> LookRound:
        now, today = self._clock.now(), local_date(self._clock.now())
        outs = self._recent()
        subjects, pages = self._repo.subjects([out.reference for out in outs]), self._repo.pages()
        last = self._repo.last_looks([one.id for one in (*subjects.values(), *pages.values())])
        total, left = LookRound(), MOST
        for account in self._accounts():
            if not _is_read(account) or self._is_held(account, now):
                continue
            due = [out for out in outs if out.account == account.name and _is_due(out, subjects, last, now)]
            page = pages.get(account.name)
            seen = last.get(page.id) if page is not None else None
            try:
                if seen is None or local_date(seen) < today:
                    total += self._page(account)
                if due and left:
                    total += self._of_posts(account, due[:left])
            except StorageTrouble:
                raise
            except StudioError as trouble:
                self._failed(account, trouble)
                continue
            total += LookRound(more=len(due) > left)
            left = max(left - len(due), 0)
        return total

    def _recent(self) -> Sequence[PostOut]:
        """Posts that may still be looked at, the newest first."""
        from studio.reports.storage_posts import WITHDRAWN

        today = local_date(self._clock.now())
        outs = self._posts.between(today - AFTER[-1] - LATE, today)
        return [out for out in reversed(outs) if out.state != WITHDRAWN and out.remote_id]

    def _page(self, account: Account) -> LookRound:
        now = self._clock.now()
        yesterday = local_date(now) - timedelta(days=1)
        page = self._repo.page(account.name)
        known = self._repo.last_day(page.id)
        since = max(known - OVERLAP, yesterday - LONGEST_AGO) if known is not None else yesterday - LONGEST_AGO
        reader = self._reader(account)
        told = read(lambda: reader.of_page(account, min(since, yesterday), yesterday))
        return self._keep(account, page, MetricScope.PAGE, told, now)

    def _of_posts(self, account: Account, outs: Sequence[PostOut]) -> LookRound:
        total, reader = LookRound(), self._reader(account)
        for begin in range(0, len(outs), AT_ONCE):
            several = outs[begin : begin + AT_ONCE]
            total += self._some_posts(account, reader, several)
        return total

    def _reader(self, account: Account) -> FigureReader:
        """Not every platform tells a program its figures."""
        return self._readers.get(account.kind, NotTold())

    def _some_posts(self, account: Account, reader: FigureReader, outs: Sequence[PostOut]) -> LookRound:
        told = read(lambda: reader.of_posts(account, [out.remote_id for out in outs]))
        now, total = self._clock.now(), LookRound()
        for out in outs:
            subject = self._repo.post(account.name, out.reference, out.post, out.published_on)
            total += self._keep(account, subject, MetricScope.POST, told.get(out.remote_id), now)
        return total

    def _keep(
        self, account: Account, subject: FigureSubject, of: MetricScope, told: TellsFigures | None, now: datetime
    ) -> LookRound:
        """Keep one look. `told` None: the page has the post no longer, so nothing more is to be told of it."""
        today = local_date(now)
        if told is None:
            gone = FigureLook(subject=subject.id, day=today, seen_at=now, outcome=LookOutcome.PARTIAL)
            self._repo.look([gone])
            return LookRound(looked=1)
        numbers = []
        for one in told.told:
            meant = definition(account.platform, Metric(one.number.value), of)
            if meant is None or (meant.grain is Grain.DAY and one.day is None):
                continue
            numbers.append(
                Observation(
                    subject=subject.id,
                    metric=meant.id,
                    day=one.day or today,
                    value=one.value,
                    seen_at=now,
                    source=FigureSource.PLATFORM,
                    ended_at=one.ended_at,
                )
            )
        silent = {
            meant.id: _OUTCOMES[why]
            for number, why in told.silent.items()
            if (meant := definition(account.platform, Metric(number.value), of)) is not None
        }
        with self._repo.transaction():
            self._repo.observe(subject, self._repo.changed(numbers))
            self._repo.look(
                [
                    FigureLook(
                        subject=subject.id, day=today, seen_at=now, outcome=_whole(bool(numbers), silent.values())
                    ),
                    *(
                        FigureLook(subject=subject.id, day=today, seen_at=now, outcome=outcome, metric=metric)
                        for metric, outcome in silent.items()
                    ),
                ]
            )
        return LookRound(looked=1, numbers=len(numbers))

    def _failed(self, account: Account, trouble: StudioError) -> None:
        """Leave the page alone for a while; that it did not answer is written down once a day."""
        now = self._clock.now()
        pause = AGAIN
        if isinstance(trouble, Unreachable) and trouble.seconds is not None:
            pause = min(timedelta(seconds=max(trouble.seconds, 1.0)), LONGEST_PAUSE)
        self._held[account.name] = now + pause
        page = self._repo.page(account.name)
        if not self._repo.failed_on(page.id, local_date(now)):
            self._repo.look([FigureLook(subject=page.id, day=local_date(now), seen_at=now, outcome=LookOutcome.ERROR)])

    def _is_held(self, account: Account, now: datetime) -> bool:
        """Whether it is left alone. A clock that was put back holds nothing for long."""
        until = self._held.get(account.name)
        return until is not None and now < until <= now + LONGEST_PAUSE


def _is_read(account: Account) -> bool:
    """In use, and connected to a platform."""
    return not account.unusable_because and bool(account.connected_by) and not account.kind.local


def _is_due(out: PostOut, subjects: Mapping[str, FigureSubject], last: Mapping[int, datetime], now: datetime) -> bool:
    """Whether a mark has come since the post was last looked at."""
    closed = last_close(now)
    marks = [out.shown_at + after for after in AFTER if out.shown_at + after <= now]
    marks += [closed] if out.shown_at <= closed <= out.shown_at + AFTER[-1] else []
    if not marks:
        return False
    subject = subjects.get(out.reference)
    seen = last.get(subject.id) if subject is not None else None
    return seen is None or seen < max(marks)


def last_close(now: datetime) -> datetime:
    """When a month could be closed the last time: at noon of its last day."""
    today = local_date(now)
    for first in (following_month(today), today.replace(day=1)):
        close = datetime.combine(first - timedelta(days=1), MONTH_ENDS, VIETNAM)
        if close <= now:
            break
    return close


def following_month(day: date) -> date:
    """Its first day."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def _whole(told: bool, silent: Iterable[LookOutcome]) -> LookOutcome:
    several = tuple(silent)
    if not several:
        return LookOutcome.OK
    if told:
        return LookOutcome.PARTIAL
    return several[0] if len(set(several)) == 1 else LookOutcome.PARTIAL
