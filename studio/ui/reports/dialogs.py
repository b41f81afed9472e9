"""What is asked while a report is made: figures from a capture, the comment, finishing, handing in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.clock import local_date
from studio.feedback.figures import count_text
from studio.reports.definitions import whole
from studio.reports.model import CommentPart, Metric, MonthReport
from studio.reports.observations import Entered
from studio.translation import mark, tr
from studio.ui.actions import sequence
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.reports.capture import CaptureEntry
from studio.ui.reports.month import MonthCase, month_after
from studio.ui.reports.words import in_time_text, month_text
from studio.ui.widgets.editors import ChoiceBox, TextBox
from studio.ui.widgets.moment import DateField

ENTERED: Mapping[Metric, str] = {
    Metric.VIEWS: mark("Views"),
    Metric.REACTIONS: mark("Reactions"),
    Metric.COMMENTS: mark("Comments", about="figures"),
    Metric.SHARES: mark("Shares"),
}
"""What may be entered by hand."""


def last_day(month: date, today: date) -> date:
    """Of the month, or today while it is not over."""
    return min(month_after(month) - timedelta(days=1), today)


class EnterDialog(Form):
    """Keeps the picture with the numbers that were read off it. `entered` carries how many."""

    entered = Signal(int)

    def __init__(self, shell: Shell, case: MonthCase, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, width=900)
        self._by = shell.session.person_id
        self.set_heading(tr("Enter figures of {month} from a capture").format(month=month_text(case.month)))
        self.ask("metric", ChoiceBox({one: tr(word) for one, word in ENTERED.items()}), tr("What is counted"),
                 value=Metric.VIEWS, missing=tr("Choose what is counted."))  # fmt: skip
        today = local_date(shell.studio.now())
        self.ask("on", DateField(), tr("As of"), value=last_day(case.month, today), missing=tr("Enter the day."),
                 hint=tr("For a past month, its last day."))  # fmt: skip
        self.pair("metric", "on")
        self.entry = self.part("entry", CaptureEntry(shell, case.figures.posts, case.pages))
        self.source = self.ask(
            "source", QLineEdit(), tr("Source of the figures"),
            missing=tr("Enter the source: which platform, and when the picture was taken."),
            hint=tr("Which platform and when it was taken, such as: Facebook page, taken at 08:00 on 01/11/2026"),
        )  # fmt: skip
        self.go.setText(tr("Save the figures"))
        self.go.setShortcut(sequence("Ctrl+Return"))
        self.entry.capture.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def work(self, values: Values) -> object:
        path, numbers = values["entry"]
        entries = [
            Entered(post=post, page=page, metric=values["metric"], value=value)
            for (post, page), value in numbers.items()
        ]
        self.shell.studio.reports.figures.enter(
            entries, capture=path, source=values["source"], by=self._by, on=values["on"]
        )
        return len(entries)

    def _done(self, count: int) -> None:
        self.entered.emit(count)
        super()._done(count)


class CommentDialog(Form):
    """What a person says to the figures, in three parts, each beside what the figures tell."""

    def __init__(self, shell: Shell, case: MonthCase, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, width=640)
        self._month, self._by = case.month, shell.session.person_id
        self.set_heading(tr("Comment on {month}").format(month=month_text(case.month)))
        hints = self._hints(case)
        labels = {
            CommentPart.IN_TIME: tr("How many answers were in time"),
            CommentPart.ASKED: tr("What was asked most"),
            CommentPart.CORRECTED: tr("What had to be corrected, and why"),
        }
        kept = case.draft.comment if case.draft is not None else {}
        self.parts = {
            part: self.ask(part.value, TextBox(lines=3), label, value=kept.get(part, ""), hint=hints[part])
            for part, label in labels.items()
        }
        self.say(tr("No names, no telephone numbers: the report leaves the unit."))
        self.go.setShortcut(sequence("Ctrl+Return"))
        self.parts[CommentPart.IN_TIME].setFocus(Qt.FocusReason.OtherFocusReason)

    def work(self, values: Values) -> object:
        texts = {part: values[part.value] for part in CommentPart}
        return self.shell.studio.reports.reports.comment(self._month, texts, self._by)

    def _hints(self, case: MonthCase) -> Mapping[CommentPart, str]:
        """What the figures tell."""
        language, feedback = self.shell.speech.language, case.figures.feedback
        topics = self.shell.studio.feedback.statistics.topics()
        named = [one for one in feedback.by_topic if one.key and isinstance(one.received, int)]
        most = max(named, key=lambda one: one.received if isinstance(one.received, int) else 0, default=None)
        asked = tr("According to the figures: too few questions to state.")
        if most is not None and most.key in topics:
            topic = self.shell.speech.say(topics[most.key])
            asked = tr("According to the figures: {topic}, {n}.").format(topic=topic, n=count_text(most.received))
        corrected = whole(case.figures.corrected, language)
        return {
            CommentPart.IN_TIME: tr("According to the figures: {told}.").format(told=in_time_text(feedback.total)),
            CommentPart.ASKED: asked,
            CommentPart.CORRECTED: tr("According to the figures, posts corrected: {n}.").format(n=corrected),
        }


class FinishDialog(Form):
    """Freezes the draft."""

    def __init__(self, shell: Shell, draft: MonthReport, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="lock", width=500)
        self._month, self._by = draft.figures.month, shell.session.person_id
        self.set_heading(tr("Finish the report of {month}?").format(month=month_text(self._month)))
        self.say(
            tr(
                "Figures and comment are kept as revision {n} and stay as they are. What comes later becomes a further "
                "revision."
            ).format(n=draft.revision),
            "",
        )
        self.go.setText(tr("Finish", about="report"))

    def work(self, values: Values) -> object:
        return self.shell.studio.reports.reports.finish(self._month, self._by)


class HandInDialog(Form):
    """Notes to whom a finished report was handed for signature, and when."""

    def __init__(self, shell: Shell, report: MonthReport, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="stamp", width=500)
        self._report, self._by = report, shell.session.person_id
        self.set_heading(
            tr("Submit the report of {month} for signature").format(month=month_text(report.figures.month))
        )
        self.to = self.ask("to", QLineEdit(), tr("Who signs it"),
                           missing=tr("Enter the position of the person who signs."),
                           hint=tr("By post, such as: Head of the ward police"))  # fmt: skip
        self.ask("on", DateField(), tr("Submitted on"), value=local_date(shell.studio.now()),
                 missing=tr("Enter the day."))  # fmt: skip
        self.go.setText(tr("Submit for signature"))

    def work(self, values: Values) -> object:
        return self.shell.studio.reports.reports.hand_in(self._report, values["to"], values["on"], self._by)
