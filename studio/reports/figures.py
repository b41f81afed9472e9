"""The figures of a unit's pages: entered from captures, taken over from the old ledger, told by month.

Only what the pages tell their own administrators is counted, as sums of a post, a page or a day. What nobody was told
stays a gap.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from studio.accounts.model import Account, AccountKind
from studio.clock import Clock, local_date, show_date
from studio.errors import BadInput, Refused, StorageTrouble
from studio.events import Publish, silent
from studio.feedback.figures import FeedbackFigures
from studio.feedback.settings import Note, require_desk
from studio.people.present import by_itself
from studio.people.service import People
from studio.publishers.registry import FigureReaders
from studio.reasons import reason_of
from studio.reports.figure_fetcher import FigureFetcher
from studio.reports.figures_month import MonthReader, month_figures, month_of
from studio.reports.ledger import read_ledger
from studio.reports.metrics import Definition, MetricScope, definition
from studio.reports.model import Capture, FigureSource, Grain, MonthFigures, PostMonth
from studio.reports.observations import (
    EnteredFigure,
    FigureLook,
    FigureSubject,
    LookOutcome,
    LookRound,
    Observation,
    OldLedger,
    SourceFile,
)

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.reports.storage_figures import StoredFigures
    from studio.reports.storage_posts import PostOut, StoredPostsOut

_log = logging.getLogger(__name__)
ACT = "figures"
"""As `studio.outbox.audit.Act` names it."""
LARGEST = 20_000_000
"""Bytes of a picture, or of a ledger."""
MOST = 10**12
"""No page has a number like that: a slip of the hand."""
LONGEST_SOURCE = 300
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM")
"""How files of pictures begin, WebP apart."""


class PageFigures:
    """`accounts` gives the pages of the unit, `feedback` the desk's figures of the month in which a day lies."""

    def __init__(
        self,
        repo: StoredFigures,
        posts: StoredPostsOut,
        people: People,
        clock: Clock,
        *,
        readers: FigureReaders,
        accounts: Callable[[], Sequence[Account]],
        feedback: Callable[[date], FeedbackFigures],
        practice: bool,
        note: Note,
        publish: Publish = silent,
        require_home: Callable[[], None] = lambda: None,
    ) -> None:
        self._repo = repo
        self._posts = posts
        self._people = people
        self._clock = clock
        self._accounts = accounts
        self._feedback = feedback
        self._practice = practice
        self._note = note
        self._publish = publish
        self._require_home = require_home
        self._months = MonthReader(repo, posts, practice=practice)
        self._compared: date | None = None
        self._fetcher = FigureFetcher(repo, posts, readers, clock, accounts=accounts)

    # What is told

    def of_month(self, month: date) -> MonthFigures:
        """The figures of the month in which that day lies, from what is kept: no page is asked."""
        accounts = self._known()
        kept, left_out = self._months.read(accounts, month, self._today())
        shown = accounts if self._practice else _without_practice(accounts)
        figures = month_figures(kept, shown, feedback=self._feedback(kept.first), left_out=left_out)
        return replace(figures, captures=self._captures(kept.captured, *month_of(month)))

    def posts_of(self, month: date) -> tuple[PostMonth, ...]:
        """The posts of that month, in the order in which they went out."""
        return self.of_month(month).posts

    def ledger(self) -> OldLedger | None:
        """The totals of the time before this program, as they were last taken over; None: never."""
        return self._repo.ledger()

    # What a page tells by itself

    @by_itself("pages are asked for their numbers, whoever is there")
    def look_due(self) -> LookRound:
        """Ask the pages for the numbers that are due, a little at a time. Raises StorageTrouble alone."""
        self._compare_daily()
        return self._fetcher.look_due()

    def look(self, account: str, by: str) -> LookRound:
        """Ask one page now for its own numbers and those of its posts that are still looked at. Raises NotPermitted,
        Refused, and as a `FigureReader` does."""
        require_desk(self._people, by)
        self._require_home()
        page = self._known().get(account)
        if page is None or page.unusable_because:
            raise Refused(
                "there is no page “{account}” in use; choose one of the list.", account=account, where=account
            )
        with by_itself("a page's numbers are read, whoever asked for it"):
            return self._fetcher.look(page)

    # What a person enters

    def enter(
        self, entries: Sequence[EnteredFigure], *, capture: Path | bytes, source: str, by: str, on: date | None = None
    ) -> Capture:
        """Keep numbers that a person read off a picture of the platform's own figures, with the picture.

        `source` says in words where it was taken. `on` is the day as of which the picture tells, today where it is not
        given; for the report of a month that is over it is its last day. Raises NotPermitted, BadInput, Refused,
        StorageTrouble; then nothing is kept.
        """
        person = require_desk(self._people, by)
        now = self._clock.now()
        day = on or local_date(now)
        if day > local_date(now):
            raise BadInput(
                "the day of the figures ({day}) has not come yet; choose today or a day before.", day=show_date(day)
            )
        told = _source(source)
        data = _picture(capture)
        if not entries:
            raise BadInput("no number was entered; enter at least one of a post or a page.")
        if len({(one.page, one.post, one.metric) for one in entries}) != len(entries):
            raise BadInput("a number was entered twice; take one of the lines away.")
        found = [(one, *self._meant(one, day)) for one in entries]
        with self._repo.transaction():
            paper = SourceFile(source=FigureSource.CAPTURE, sha256="", told=told, by=person, at=now)
            paper = self._repo.add_paper(paper, data)
            for one, out, meant in found:
                subject = self._subject(one, out)
                number = Observation(
                    subject=subject.id, metric=meant.id, day=day, value=one.value, seen_at=now,
                    source=FigureSource.CAPTURE, paper=paper.id,
                )  # fmt: skip
                self._repo.observe(subject, [number])
                self._repo.look([FigureLook(subject=subject.id, day=day, seen_at=now, outcome=LookOutcome.OK,
                                      source=FigureSource.CAPTURE)])  # fmt: skip
            facts = {"day": day.isoformat(), "numbers": len(entries), "file": paper.sha256}
            self._note(ACT, person, {"step": "entered", "pages": sorted({one.page for one in entries})} | facts)
        self._publish("report.figures_entered", month=day.replace(day=1).isoformat(), numbers=str(len(entries)))
        return Capture(file=paper.sha256, source=told, by=person, at=now)

    def take_ledger(self, path: Path, by: str) -> OldLedger:
        """Take over the totals of the unit's old ledger (CSV or XLSX), which is kept as their paper. One that is taken
        later replaces it. Raises NotPermitted, BadInput naming the line, StorageTrouble."""
        person = require_desk(self._people, by)
        data = _file(path)
        rows = read_ledger(data, path.name)
        with self._repo.transaction():
            paper = SourceFile(source=FigureSource.LEDGER, sha256="", told=path.name, by=person, at=self._clock.now())
            paper = self._repo.add_paper(paper, data)
            self._repo.open_with(paper, rows)
            self._note(ACT, person, {"step": "ledger", "rows": len(rows), "file": paper.sha256})
        self._publish("report.ledger_taken", rows=str(len(rows)))
        return OldLedger(paper=paper, rows=rows)

    # Parts

    def _compare_daily(self) -> None:
        """Once a day: make what was derived anew where it is not what comes of the observations."""
        today = self._today()
        if self._compared == today:
            return
        self._compared = today
        if not self._repo.agrees():
            made = self._repo.rebuild()
            _log.warning("%s gains were made anew: they were not what comes of the observations", made)

    def _known(self) -> Mapping[str, Account]:
        return {account.name: account for account in self._accounts()}

    def _today(self) -> date:
        return local_date(self._clock.now())

    def _captures(self, subjects: frozenset[int], first: date, last: date) -> tuple[Capture, ...]:
        of = self._repo.captured(first, last)
        return self._repo.captures({paper for subject in subjects for paper in of.get(subject, ())})

    def _meant(self, one: EnteredFigure, day: date) -> tuple[PostOut | None, Definition]:
        """Which post is meant, and what the number means there. Raises BadInput, Refused."""
        account = self._known().get(one.page)
        if account is None:
            raise Refused("there is no page “{page}”; choose one of the list.", page=one.page, where=one.page)
        if not 0 <= one.value <= MOST:
            raise BadInput(
                "{one} cannot be a page's figure; enter a number from 0 on, as the picture shows it.",
                one=one.value,
                where=one.page,
            )
        out = self._posts.of(one.post, one.page) if one.post else None
        if one.post and (out is None or out.published_on > day):
            raise Refused(
                "this post was not out on the page “{title}” on {day}; choose one that was.",
                title=account.title,
                day=show_date(day),
                where=one.post[:12],
            )
        meant = definition(account.platform, one.metric, MetricScope.POST if one.post else MetricScope.PAGE)
        if meant is None or (meant.of is MetricScope.PAGE and meant.grain is Grain.DAY):
            raise Refused(
                "the platform has no such number for what was chosen; choose another, or enter it by post.",
                where=one.metric,
            )
        return out, meant

    def _subject(self, one: EnteredFigure, out: PostOut | None) -> FigureSubject:
        if out is None:
            return self._repo.page(one.page)
        return self._repo.post(out.account, out.reference, out.post, out.published_on)


def _without_practice(accounts: Mapping[str, Account]) -> Mapping[str, Account]:
    return {name: account for name, account in accounts.items() if account.kind is not AccountKind.PRACTICE}


def _source(told: str) -> str:
    said = " ".join(told.split())
    if not said:
        raise BadInput(
            "the capture has no source; name the platform and when it was taken, such as “Meta Business Suite, 30/11”."
        )
    if len(said) > LONGEST_SOURCE:
        raise BadInput("the source has over {longest_source} characters; shorten it.", longest_source=LONGEST_SOURCE)
    return said


def _picture(capture: Path | bytes) -> bytes:
    data = _file(capture) if isinstance(capture, Path) else capture
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    if not webp and not data.startswith(_PICTURES):
        raise BadInput(
            "there is no picture of the figures; choose a PNG, JPEG or WebP file that shows the page's own figures."
        )
    return data


def _file(path: Path | bytes) -> bytes:
    if isinstance(path, bytes):
        return path
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as trouble:
        raise StorageTrouble(
            "the file cannot be read ({why}); choose it again.", why=reason_of(trouble), where=str(path)
        ) from trouble
    if size > LARGEST:
        raise BadInput("the file has over 20 MB; choose a smaller one.", where=path.name)
    return data
