"""What the page knows of a month: its figures, the report as it stands, and how things are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from studio.phrase import Phrase
from studio.reports.model import CommentPart, MonthFigures, MonthReport
from studio.translation import mark, tr
from studio.ui.tokens import Tone
from studio.ui.words import StateWord

if TYPE_CHECKING:
    from studio.app.studio import Studio


class MonthStep(StrEnum):
    """What is done with the report of a month, in this order."""

    NEW = "new"
    ENTER = "enter"
    CHECK = "check"
    COMMENT = "comment"
    FINISH = "finish"
    EXPORT = "export"
    HAND_IN = "hand_in"


NO_DRAFT = mark("Create the report first.")
NOT_FINISHED = mark("Finish the report first.")
BEGUN = mark("The report already exists.")
SIGN_IN = mark("Sign in first: the log names who does this.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCase:
    """A month as it is shown."""

    month: date
    """Its first day."""
    figures: MonthFigures
    draft: MonthReport | None = None
    finished: MonthReport | None = None
    """The newest revision that was finished."""
    topics: Mapping[str, Phrase]
    """Names of templates by id."""
    pages: Mapping[str, str]
    """Names of pages by account."""
    problems: tuple[Phrase, ...] | None = None
    """What does not agree; None while nobody had it looked for."""

    @property
    def report(self) -> MonthReport | None:
        """The report at hand: the draft, else the last one that was finished."""
        return self.draft or self.finished

    @property
    def commented(self) -> bool:
        """Whether every part of the comment is written."""
        return self.draft is not None and all(self.draft.comment.get(part) for part in CommentPart)

    def checked(self, problems: tuple[Phrase, ...]) -> MonthCase:
        """The same, and what does not agree in it."""
        return replace(self, problems=problems)

    @property
    def next(self) -> MonthStep | None:
        """What comes next; None once the report is handed in."""
        if self.draft is None:
            if self.finished is None:
                return MonthStep.NEW
            return None if self.finished.handed_to else MonthStep.HAND_IN
        if self.problems is None:
            return MonthStep.CHECK
        if self.problems:
            return MonthStep.ENTER
        return MonthStep.FINISH if self.commented else MonthStep.COMMENT

    def why_not(self, step: MonthStep) -> str:
        """Why a step cannot be taken now; empty when it can."""
        if step is MonthStep.NEW:
            return tr(BEGUN) if self.draft is not None else ""
        if step in (MonthStep.COMMENT, MonthStep.FINISH):
            return tr(NO_DRAFT) if self.draft is None else ""
        if step is MonthStep.EXPORT:
            return tr(NO_DRAFT) if self.report is None else ""
        if step is MonthStep.HAND_IN:
            return tr(NOT_FINISHED) if self.draft is not None or self.finished is None else ""
        return ""

    @property
    def word(self) -> StateWord:
        """How the report stands."""
        if self.draft is not None:
            return StateWord(tr("Being written"), "pencil", Tone.BLUE)
        if self.finished is None:
            return StateWord(tr("Not begun", about="report"), "circle", Tone.GREY)
        number = self.finished.revision
        if self.finished.handed_to:
            return StateWord(tr("Revision {n}, handed in").format(n=number), "check-check", Tone.GREEN)
        return StateWord(tr("Revision {n}, finished").format(n=number), "check", Tone.TEAL)


def load_month(studio: Studio, month: date) -> MonthCase:
    """Read the month on the worker."""
    desk = studio.reports
    draft = desk.reports.draft(month)
    finished = next(reversed(desk.reports.revisions(month)), None)
    shown = draft or finished
    return MonthCase(
        month=month,
        figures=shown.figures if shown is not None else desk.figures.of_month(month),
        draft=draft,
        finished=finished,
        topics={template.id: template.title for template in studio.catalog.all()},
        pages={account.name: account.title or account.name for account in studio.accounts.list()},
    )


def first_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_before(month: date) -> date:
    return first_of(first_of(month) - timedelta(days=1))


def month_after(month: date) -> date:
    return first_of(first_of(month) + timedelta(days=31))
