"""The report of a month: begun, commented, reconciled, finished as the next revision, exported, handed in.

Its figures are read anew while it is a draft, and frozen when it is finished; a finished revision is never changed.
Whoever works at the feedback desk makes and finishes it. The head approves: on paper, when it is handed in, and by
signing what is sent to the department (`studio.reports.exchange`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studio.canonical import canonical_json, sha256
from studio.clock import Clock, local_date, show_date
from studio.codec import parsed
from studio.errors import BadInput, NotFound, Refused, Untrusted
from studio.events import Publish, silent
from studio.feedback.settings import Note, require_desk
from studio.paths import write_chosen
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Language, Phrase
from studio.reports.exchange import body_of, file_name, report_of, sign_report
from studio.reports.model import CommentPart, MonthFigures, MonthReport, PostMonth, ReportForm
from studio.reports.reconciliation import problems_of
from studio.reports.storage_reports import Draft, HandIn, KeptRevision, StoredReports
from studio.text import length, nfc, squeeze

if TYPE_CHECKING:
    from studio.reports.printed import Names, ReportPainter

ACT = "report"
"""As `studio.outbox.audit.Act` names it."""
LONGEST_COMMENT = 2_000
"""Characters of one part of the comment."""
LONGEST_POST = 120
"""Characters of the post of whoever signs."""


class Reports:
    """The reports of one unit. Threads may share it; `month` may be any day of the month."""

    def __init__(
        self,
        repo: StoredReports,
        figures: Callable[[date], MonthFigures],
        people: People,
        clock: Clock,
        *,
        unit: Callable[[], str],
        names: Callable[[], Names],
        program: str,
        practice: bool,
        note: Note,
        publish: Publish = silent,
        exercises: Callable[[Iterable[PostMonth]], Collection[str]] = lambda rows: (),
        holds: Callable[[str], bool] = lambda sha256: True,
        scan: Callable[[str], Phrase | None] = lambda text: None,
    ) -> None:
        """`figures` reads a month's; `unit` names the unit, `names` its pages, topics and people for the files.
        `exercises` names the posts among some rows that are practice; `holds` tells whether a capture is kept whole;
        `scan` finds what a comment must not give away."""
        self._repo, self._figures, self._people, self._clock = repo, figures, people, clock
        self._unit, self._names, self._program, self._practice = unit, names, program, practice
        self._note, self._publish = note, publish
        self._exercises, self._holds, self._scan = exercises, holds, scan
        self.carry: Callable[[MonthReport, bytes], None] = lambda report, data: None
        """Hears of each report that the head signed, and of its file: the hub takes it along where one was joined."""
        self.painter: Callable[[], ReportPainter | None] = lambda: None
        """Paints charts and pages for DOCX and PDF; the window gives it, for Qt is not known here."""

    # What there is

    def months(self) -> tuple[date, ...]:
        """The months with a draft or a finished report, newest first."""
        return tuple(self._repo.months())

    def draft(self, month: date) -> MonthReport | None:
        """The draft of the month with the figures of now; None while nobody began one."""
        month = first_day(month)
        kept = self._repo.draft(month)
        return None if kept is None else self._drafted(kept)

    def revisions(self, month: date) -> tuple[MonthReport, ...]:
        """The finished reports of the month, the first one first. Raises Untrusted when one was altered."""
        month = first_day(month)
        handed = self._repo.handed_in(month)
        return tuple(_report_of(kept, handed.get(kept.revision)) for kept in self._repo.revisions(month))

    def problems(self, month: date) -> tuple[Phrase, ...]:
        """What does not agree in the figures of the month, each with its remedy; empty when each can be traced."""
        return self._problems(self._figures(first_day(month)))

    def check(self, month: date) -> tuple[Phrase, ...]:
        """The same, looked for by a person: `report.checked` is told."""
        month = first_day(month)
        found = self.problems(month)
        self._publish("report.checked", month=month.isoformat(), problems=str(len(found)))
        return found

    # Making one

    def new(self, month: date, by: str) -> MonthReport:
        """Begin the month's report, or go on with the draft that is there; after a finished one it becomes the next
        revision, with the last one's comment. Raises BadInput, NotPermitted."""
        person, month = require_desk(self._people, by), first_day(month)
        if month > local_date(self._clock.now()):
            raise BadInput("that month has not begun; choose this month or an earlier one.", where=show_month(month))
        with self._repo.transaction():
            kept = self._repo.draft(month)
            if kept is not None:
                return self._drafted(kept)
            last = next(reversed(self.revisions(month)), None)
            comment = {} if last is None else {str(part): text for part, text in last.comment.items()}
            kept = Draft(month=month, comment=comment, made_at=self._clock.now(), by=person)
            self._repo.save_draft(kept)
            self._note(ACT, person, {"step": "created", "month": month.isoformat()})
        self._publish("report.created", month=month.isoformat())
        return self._drafted(kept)

    def comment(self, month: date, parts: Mapping[CommentPart, str], by: str) -> MonthReport:
        """Write these parts of the draft's comment; an empty text takes one away. Raises NotFound, BadInput."""
        person, month = require_desk(self._people, by), first_day(month)
        texts = {str(CommentPart(part)): self._tidied(text) for part, text in parts.items()}
        with self._repo.transaction():
            kept = self._require_draft(month)
            comment = {part: text for part, text in {**kept.comment, **texts}.items() if text}
            kept = replace(kept, comment=comment)
            self._repo.save_draft(kept)
            self._note(ACT, person, {"step": "commented", "month": month.isoformat(), "parts": sorted(texts)})
        self._publish("report.commented", month=month.isoformat())
        return self._drafted(kept)

    def finish(self, month: date, by: str) -> MonthReport:
        """Freeze the draft as the month's next revision. Raises NotFound, Refused while numbers do not agree, before
        the month is over, or when nothing changed since the last revision."""
        person, month = require_desk(self._people, by), first_day(month)
        self._require_over(month)
        with self._repo.transaction():
            draft = self._drafted(self._require_draft(month))
            _require_unit(draft.unit)
            _require_agreed(self._problems(draft.figures))
            self._require_changed(draft)
            report = replace(draft, made_at=self._clock.now(), by=person)
            body = canonical_json(body_of(report))
            self._repo.add(
                KeptRevision(
                    month=month,
                    revision=report.revision,
                    unit=report.unit,
                    body=body.decode(),
                    sha256=sha256(body),
                    made_at=report.made_at,
                    by=person,
                )
            )
            self._repo.drop_draft(month)
            self._log("finished", person, report, sha256=sha256(body))
        self._publish("report.finished", month=month.isoformat(), revision=str(report.revision))
        return replace(report, sha256=sha256(body))

    def export(self, report: MonthReport, form: ReportForm, out: Path, language: Language, by: str) -> Path:
        """Write the report to `out`; a draft says on it that it is one. Raises NotPermitted, StorageTrouble, Refused
        for a PDF where nothing can paint its pages."""
        from studio.reports.files import render  # python-docx and XlsxWriter are no part of the first paint

        person = require_desk(self._people, by)
        data = render(report, form, language, self._names(), practice=self._practice, painter=self.painter())
        write_chosen(out, data)
        self._log("exported", person, report, form=str(form), sha256=sha256(data))
        self._publish("report.exported", month=report.figures.month.isoformat(), form=str(form))
        return out

    def hand_in(self, report: MonthReport, to: str, on: date, by: str) -> MonthReport:
        """Note to whom (a post, such as “Trưởng Công an phường”) a finished report was handed for signature, and when.
        Raises BadInput, Refused."""
        person, post = require_desk(self._people, by), squeeze(nfc(to))
        if not 2 <= length(post) <= LONGEST_POST:
            raise BadInput(
                "name the post of whoever signs, in {longest_post} characters at most.",
                longest_post=LONGEST_POST,
                where="to",
            )
        if on > local_date(self._clock.now()) or on < report.figures.month:
            raise BadInput(
                "the day it was handed in lies between the beginning of the month and today.", where=show_date(on)
            )
        with self._repo.transaction():
            kept = self._require_kept(report)
            done = HandIn(
                month=kept.month, revision=kept.revision, receiver=post, day=on, at=self._clock.now(), by=person
            )
            self._repo.hand_in(done)
            self._log("handed_in", person, report)
        self._publish("report.handed_in", month=kept.month.isoformat(), revision=str(kept.revision))
        return replace(report, handed_to=post, handed_on=on)

    def send(self, report: MonthReport, out: Path, by: str, pin: str) -> Path:
        """Write a finished report as a file that the head signs with their PIN: to `out`, or into the folder `out`.
        Raises NotPermitted, Refused for a draft, StorageTrouble."""
        signer = self._people.signer(self._people.entitled(by, Role.HEAD), pin)
        self._people.require(signer.person, Role.HEAD)
        self._people.require_settled(signer)
        kept = self._require_kept(report)
        pages = {row.page: self._names().page(row.page) for row in report.figures.pages}
        data = sign_report(report, signer, self._clock.now(), practice=self._practice, pages=pages)
        path = out / file_name(report) if out.is_dir() else out
        write_chosen(path, data)
        self.carry(report, data)
        self._log("sent", signer.person.id, report, sha256=sha256(data))
        self._publish("report.sent", month=kept.month.isoformat(), revision=str(kept.revision))
        return path

    # Within

    def _drafted(self, kept: Draft) -> MonthReport:
        return MonthReport(
            unit=self._unit(),
            revision=self._repo.newest(kept.month) + 1,
            figures=self._figures(kept.month),
            comment={CommentPart(part): text for part, text in kept.comment.items()},
            made_at=kept.made_at,
            by=kept.by,
            program=self._program,
        )

    def _problems(self, figures: MonthFigures) -> tuple[Phrase, ...]:
        exercises = self._exercises(figures.posts)
        return problems_of(figures, exercises=exercises, holds=self._holds)

    def _require_draft(self, month: date) -> Draft:
        kept = self._repo.draft(month)
        if kept is None:
            raise NotFound("no report of this month has been begun; choose “New report”.", where=show_month(month))
        return kept

    def _require_kept(self, report: MonthReport) -> KeptRevision:
        """The revision that `report` is. Raises Refused for a draft or another profile's."""
        kept = self._repo.revisions(report.figures.month)
        found = next((one for one in kept if report.sha256 and one.sha256 == report.sha256), None)
        if found is None:
            raise Refused(
                "the report is not finished; finish it, then hand it in.", where=show_month(report.figures.month)
            )
        return found

    def _require_over(self, month: date) -> None:
        """A lesson works on the month at hand; a real report is of a month that is over."""
        ends = (month + timedelta(days=31)).replace(day=1)
        if not self._practice and local_date(self._clock.now()) < ends:
            raise Refused(
                "the month is not over and its figures still change; finish it from {ends}.",
                ends=show_date(ends),
                where=show_month(month),
            )

    def _require_changed(self, draft: MonthReport) -> None:
        last = next(reversed(self.revisions(draft.figures.month)), None)
        if last is not None and (last.figures, last.comment) == (draft.figures, draft.comment):
            raise Refused(
                "nothing differs from revision {revision}; use that one.",
                revision=last.revision,
                where=show_month(draft.figures.month),
            )

    def _tidied(self, text: str) -> str:
        text = squeeze(nfc(text))
        if length(text) > LONGEST_COMMENT:
            raise BadInput(
                "the comment has {length} characters, at most {longest_comment}; shorten it.",
                length=length(text),
                longest_comment=LONGEST_COMMENT,
                where="comment",
            )
        found = self._scan(text)
        if found is not None:
            raise BadInput(
                "{found} A report leaves the unit and is kept for good; put it in general terms.",
                found=found,
                where="comment",
            )
        return text

    def _log(self, step: str, person: str, report: MonthReport, **facts: str) -> None:
        told = {"step": step, "month": report.figures.month.isoformat(), "revision": report.revision}
        self._note(ACT, person, told | facts)


def first_day(month: date) -> date:
    return month.replace(day=1)


def show_month(month: date) -> str:
    """``10/2026``."""
    return f"{month.month:02d}/{month.year}"


def _report_of(kept: KeptRevision, handed: HandIn | None) -> MonthReport:
    """The report of a kept revision. Raises Untrusted when it is not as it was finished."""
    body = kept.body.encode()
    if sha256(body) != kept.sha256:
        raise Untrusted(
            "revision {revision} of the report was altered outside the app; restore it from a backup.",
            revision=kept.revision,
            where=show_month(kept.month),
        )
    report = report_of(parsed(body), kept.sha256)
    return report if handed is None else replace(report, handed_to=handed.receiver, handed_on=handed.day)


def _require_unit(name: str) -> None:
    if not name:
        raise Refused("the unit has no name yet; enter it under Unit, then finish the report.")


def _require_agreed(problems: tuple[Phrase, ...]) -> None:
    if problems:
        more = len(problems) - 1
        raise Refused(
            "{problems}{what}",
            problems=problems[0],
            what=Phrase(" (and {more} more)", about="reports", more=more) if more else "",
        )
