"""What is asked while a report is made: figures from a capture, the comment, finishing, handing in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from studio.clock import local_date
from studio.errors import StudioError
from studio.feedback.figures import count_text
from studio.file_preview import FilePreview
from studio.paths import read_chosen
from studio.reports.definitions import whole
from studio.reports.model import CommentPart, Metric, MonthReport, PostMonth
from studio.reports.observations import EnteredFigure
from studio.translation import mark, tr
from studio.ui.actions import sequence
from studio.ui.files import ask_open
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.reports.month import MonthCase, month_after
from studio.ui.reports.words import in_time_text, month_text
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.editors import ChoiceBox, TextBox
from studio.ui.widgets.field import NOTHING, set_invalid
from studio.ui.widgets.glimpse_view import GlimpseView
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import Card, PlainHolder, column, row, scrolled
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.responsive_row import ResponsiveRow

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
            EnteredFigure(post=post, page=page, metric=values["metric"], value=value)
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
        language, feedback = self.shell.language.language, case.figures.feedback
        topics = self.shell.studio.feedback.statistics.topics()
        named = [one for one in feedback.by_topic if one.key and isinstance(one.received, int)]
        most = max(named, key=lambda one: one.received if isinstance(one.received, int) else 0, default=None)
        asked = tr("According to the figures: too few questions to state.")
        if most is not None and most.key in topics:
            topic = self.shell.language.say(topics[most.key])
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


CAPTURE_FILES = "*.png *.jpg *.jpeg *.webp"
CAPTURE_SIZE = (390, 262)
NUMBER_CHARS = 13
_NUMBER = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+|\d+")


def read_number(text: str) -> int | None:
    """``1.240``, ``1,240`` and ``1240`` are the same; None for anything else, such as ``1,2 N``."""
    text = text.strip()
    return int(re.sub(r"\D", "", text)) if _NUMBER.fullmatch(text) else None


class CaptureField(QWidget):
    """The picture: chosen, shown, and kept with the numbers."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.path: Path | None = None
        self.choose = QuietButton(tr("Choose the capture…"), "image")
        self.choose.clicked.connect(lambda: ask_open(self, tr("Capture of the figures"), CAPTURE_FILES, self._taken))
        self._name = ElidedLabel(role="hint")
        self._none = Label(tr("The picture is shown here and kept with the numbers."), "hint", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.view = GlimpseView(tr("Capture of the figures"), size=CAPTURE_SIZE)
        frame = Card(kind="inset")
        frame.setLayout(column(self._none, self.view, margins=8))
        frame.setMinimumSize(CAPTURE_SIZE[0] // 2, CAPTURE_SIZE[1])
        self.error = Label(NOTHING, "error", wrap=True)
        inside = row(self.choose, self._name, spacing=8)
        inside.setStretch(1, 1)
        self.setLayout(column(inside, frame, self.error, None, spacing=6))
        self.setFocusProxy(self.choose)

    def _taken(self, paths: Sequence[Path]) -> None:
        self.take(paths[0])

    def take(self, path: Path) -> None:
        """Take this picture, and show what it looks like."""
        studio = self._shell.studio
        self.path = path
        self._name.setText(path.name)
        self.error.setText(NOTHING)
        self._shell.tasks.pool(
            lambda _: studio.glimpse_of(read_chosen(path)), self._show, owner=self, failed=self._refused
        )

    def _show(self, glimpse: FilePreview) -> None:
        self.view.show_glimpse(glimpse)
        shown = not self.view.isHidden()
        self._none.setVisible(not shown)
        if not glimpse.picture:
            self.path = None
            self.error.setText(tr("This is not a picture. Choose a PNG or JPEG file of the platform's own figures."))

    def _refused(self, error: StudioError) -> None:
        self.path = None
        self.error.setText(self._shell.language.explain(error))


class NumberLines(QWidget):
    """A number for each post; a line may stay empty."""

    def __init__(self, posts: Sequence[PostMonth], pages: Mapping[str, str]) -> None:
        super().__init__()
        several = len({post.page for post in posts}) > 1
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        self.fields: dict[tuple[str, str], QLineEdit] = {}
        for place, post in enumerate(posts):
            title = f"{post.title} · {pages.get(post.page, post.page)}" if several else post.title
            label, field = Label(title, wrap=True), QLineEdit()
            label.setBuddy(field)
            field.setAccessibleName(title)
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setFixedWidth(field.fontMetrics().averageCharWidth() * NUMBER_CHARS + 24)
            grid.addWidget(label, place, 0)
            grid.addWidget(field, place, 1)
            self.fields[post.post, post.page] = field
        grid.setRowStretch(len(posts), 1)
        inside = PlainHolder()
        inside.setLayout(grid)
        self._head = Label(tr("Number for each post, as the picture shows it"), "label", wrap=True)
        none = Label("" if posts else tr("No post of this month is on a page."), "hint", wrap=True)
        none.setVisible(not posts)
        self.error = Label(NOTHING, "error", wrap=True)
        self.setLayout(column(self._head, none, scrolled(inside), self.error, spacing=6))

    @property
    def numbers(self) -> dict[tuple[str, str], int]:
        """What is written, by post and page."""
        read = {key: read_number(field.text()) for key, field in self.fields.items()}
        return {key: number for key, number in read.items() if number is not None}

    def wrong(self) -> QLineEdit | None:
        """The first line that holds no whole number; says so below the lines."""
        bad = [field for field in self.fields.values() if field.text().strip() and read_number(field.text()) is None]
        for field in self.fields.values():
            set_invalid(field, field in bad)
        text = NOTHING
        if bad:
            text = tr("“{title}”: write a whole number, such as 1,240.").format(title=bad[0].accessibleName())
        elif not self.numbers:
            text = tr("Enter the number of one post at least.")
        self.error.setText(text)
        if bad:
            return bad[0]
        return None if self.numbers else next(iter(self.fields.values()), None)


class CaptureEntry(ResponsiveRow):
    """Numbers read off a picture of a platform's own figures, side by side with it: a `Part` of a form."""

    def __init__(self, shell: Shell, posts: Sequence[PostMonth], pages: Mapping[str, str]) -> None:
        self.capture, self.lines = CaptureField(shell), NumberLines(posts, pages)
        super().__init__((self.capture, 1), (self.lines, 1), spacing=20)

    def lacks(self) -> bool:
        """Whether the picture or the numbers are missing or wrong; says so below them."""
        wrong = self.lines.wrong()
        missing = self.capture.path is None
        if missing and self.capture.error.text() == NOTHING:
            self.capture.error.setText(tr("Choose the picture from which the numbers are read."))
        if missing:
            self.capture.choose.setFocus()
        elif wrong is not None:
            wrong.setFocus()
        return missing or wrong is not None or not self.lines.numbers

    def take(self) -> tuple[Path | None, dict[tuple[str, str], int]]:
        return self.capture.path, self.lines.numbers
