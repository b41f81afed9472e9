"""The figures of a month, and the report of it made step by step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from studio.cards.charts.files import CHART_FORMS, chart_file
from studio.cards.charts.model import Chart
from studio.clock import local_date
from studio.errors import StudioError
from studio.paths import write_chosen
from studio.phrase import Phrase
from studio.reports.model import ReportForm
from studio.translation import mark, ntr, tr
from studio.ui.anchors import anchor
from studio.ui.calendar.dates import month_title
from studio.ui.files import ask_save
from studio.ui.language import LanguageManager
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.posts.filter_bar import FilterBar
from studio.ui.posts.view import PeriodBar, PostsTab
from studio.ui.reports.dialogs import CommentDialog, EnterDialog, FinishDialog, HandInDialog
from studio.ui.reports.month import SIGN_IN, MonthCase, MonthStep, first_of, load_month, month_after, month_before
from studio.ui.reports.sheet import MonthSheet
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import Button, PrimaryButton
from studio.ui.widgets.chip import StatusChip, ToneWord
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import GUTTER, Card, FlowLayout, PageScroll, PlainHolder, clear, column, row, scrolled
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord

KINDS = {
    ReportForm.DOCX: "Word (*.docx)",
    ReportForm.XLSX: "Excel (*.xlsx)",
    ReportForm.PDF: "PDF (*.pdf)",
    ReportForm.CSV: "CSV (*.csv)",
}


class ReportsTab(PostsTab):
    """Opens on the month before this one: that is the one to be reported."""

    narrows = False
    beside_bar = True

    def __init__(self, shell: Shell, bar: FilterBar, when: PeriodBar) -> None:
        super().__init__(shell, bar, when)
        self.case: MonthCase | None = None
        self._problems: tuple[date, tuple[Phrase, ...]] | None = None
        self._today = first_of(local_date(shell.studio.now()))
        self._month = month_before(self._today)
        self.chip = StatusChip()
        self.steps, self.verdict, self.sheet = StepBar(), ReconciliationCard(shell.language), MonthSheet(shell.language)
        self.steps.wanted.connect(self.take)
        self.sheet.save_wanted.connect(self._ask_picture)
        self.sheet.opened.connect(partial(shell.go, PageId.COMPOSER))
        forms = QMenu(self)
        for form in ReportForm:
            forms.addAction(form.upper()).triggered.connect(partial(self._ask_where, form))
        self.steps.buttons[MonthStep.EXPORT].setMenu(forms)
        inside = PlainHolder()
        inside.setLayout(column(self.sheet, None))
        self.steps.begin_with(self.chip)
        top = column(self.steps, self.verdict, spacing=12, margins=(0, 0, GUTTER, 0))
        body = column(top, PageScroll(inside), spacing=12)
        body.setStretch(1, 1)
        self.setLayout(body)
        shell.session.changed.connect(self._show_steps)

    # -- what the window asks

    def open(self, what: str) -> None:
        """`what`: a month, ``2026-10``."""
        if what:
            self._go_to(date.fromisoformat(f"{what}-01"))

    @property
    def shown(self) -> str:
        return f"{self._month:%Y-%m}"

    @property
    def period(self) -> str:
        return month_title(self._month)

    def turn(self, by: int) -> None:
        self._go_to(month_after(self._month) if by > 0 else month_before(self._month))

    def go_home(self) -> None:
        self._go_to(self._today)

    def refresh(self) -> None:
        studio, month = self.shell.studio, self._month
        self.shell.tasks.store(
            lambda: load_month(studio, month), self._show, owner=self, failed=self.shell.complain, key="month"
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.steps, self.sheet.views, self.sheet.topics, self.sheet.table)

    def check(self) -> None:
        """F7: reconcile the month."""
        if self.steps.buttons[MonthStep.CHECK].isEnabled():
            self.take(MonthStep.CHECK)

    def confirm(self) -> None:
        """Ctrl+Enter: what comes next."""
        if self.case is not None and self.case.next is not None and not self.why_not("confirm"):
            self.take(self.case.next)

    def name_of(self, action: str) -> str:
        step = self.case.next if self.case is not None else None
        if action == "confirm" and step is not None:
            return self.steps.buttons[step].text()
        return tr("Reconcile") if action == "check" else ""

    def why_not(self, action: str) -> str:
        if action == "confirm":
            step = self.case.next if self.case is not None else None
            return self.steps.buttons[step].accessibleDescription() if step is not None else tr("it is handed in")
        return tr("nothing to search for here") if action in ("seek", "snippet", "cite") else ""

    # -- the month

    def _go_to(self, month: date) -> None:
        self._month = min(month, self._today)
        self.retold.emit()
        self.refresh()

    def _show(self, case: MonthCase) -> None:
        if case.month != self._month:
            return
        if self._problems is not None and self._problems[0] == case.month:
            case = case.checked(self._problems[1])
        self.case = case
        self.chip.set_word(case.word)
        self.verdict.show_case(case)
        self.sheet.show_case(case)
        self._show_steps()

    def _show_steps(self) -> None:
        if self.case is not None:
            self.steps.show_case(self.case, signed=bool(self.shell.session.person_id))

    # -- what is done with it

    def take(self, step: MonthStep) -> None:
        """Take that step with the month in sight, or ask what it needs."""
        case, reports = self.case, self.shell.studio.reports.reports
        if case is None:
            return
        by, month = self.shell.session.person_id, case.month
        match step:
            case MonthStep.NEW:
                self.shell.tasks.store(
                    lambda: reports.new(month, by), lambda _: self._changed(), owner=self, failed=self.shell.complain
                )
            case MonthStep.ENTER:
                asks = EnterDialog(self.shell, case, self.window())
                asks.entered.connect(self._entered)
                asks.open()
            case MonthStep.CHECK:
                self.shell.tasks.store(
                    lambda: reports.check(month), partial(self._judged, month), owner=self, failed=self.shell.complain
                )
            case MonthStep.COMMENT:
                said = CommentDialog(self.shell, case, self.window())
                said.done_well.connect(self._changed)
                said.open()
            case MonthStep.FINISH if case.draft is not None:
                ends = FinishDialog(self.shell, case.draft, self.window())
                ends.done_well.connect(self._changed)
                ends.open()
            case MonthStep.HAND_IN if case.finished is not None:
                hands = HandInDialog(self.shell, case.finished, self.window())
                hands.done_well.connect(self._changed)
                hands.open()

    def _changed(self) -> None:
        self.shell.changed()
        self.refresh()

    def _entered(self, count: int) -> None:
        self._problems = None
        self.shell.toast(
            ntr("{n} number was kept with its picture.", "{n} numbers were kept with their picture.", count).format(
                n=count
            )
        )
        self._changed()

    def _judged(self, month: date, problems: tuple[Phrase, ...]) -> None:
        self._problems = (month, problems)
        if self.case is not None and self.case.month == month:
            self._show(self.case)

    def _ask_where(self, form: ReportForm) -> None:
        if self.case is not None and self.case.report is not None:
            name = tr("report-{year}-{month}").format(year=self._month.year, month=f"{self._month.month:02d}")
            ask_save(self, tr("Export the report"), f"{name}.{form}", KINDS[form], partial(self.write, form))

    def write(self, form: ReportForm, out: Path) -> None:
        """Write the report in sight to `out`."""
        report = self.case.report if self.case is not None else None
        reports, by, language = (
            self.shell.studio.reports.reports,
            self.shell.session.person_id,
            self.shell.language.language,
        )
        if report is not None:
            self.shell.tasks.store(
                lambda: reports.export(report, form, out, language, by), self._written, owner=self,
                failed=self.shell.complain,
            )  # fmt: skip

    def _written(self, out: Path) -> None:
        self.shell.toast(tr("The report is in {name}.").format(name=out.name))

    def _ask_picture(self, chart: Chart) -> None:
        kinds = ";;".join(f"{form.upper()} (*.{form})" for form in CHART_FORMS)
        ask_save(self, tr("Save picture…"), f"{chart.title}.png", kinds, partial(self.keep_picture, chart))

    def keep_picture(self, chart: Chart, out: Path) -> None:
        """Write the chart to `out`, as a picture of the kind that its ending names."""
        self.shell.tasks.pool(
            lambda _: write_chosen(out, chart_file(chart, out.suffix)),
            lambda _: self.shell.toast(tr("The chart is in {name}.").format(name=out.name)),
            owner=self,
            failed=self._refused,
        )

    def _refused(self, error: StudioError) -> None:
        self.shell.complain(error)


PROBLEM_LINES = 2
"""Lines of problems in sight; more of them scroll."""


class ReconciliationCard(Card):
    """What reconciling the month found: how it stands at the left, and what does not agree beside it."""

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self.word = ToneWord()
        self.said = Label(role="hint", wrap=True)
        self._lines = column(spacing=4)
        self._inside = PlainHolder()
        self._inside.setLayout(self._lines)
        self._area = scrolled(self._inside)
        self._area.setAccessibleName(tr("What does not agree"))
        inside_row = row(column(self.word, None), self._area, spacing=20, margins=(16, 10, 16, 8))
        inside_row.setStretch(1, 1)
        self.setLayout(inside_row)
        for watched in (self._area, self._inside):
            watched.installEventFilter(self)

    @property
    def problems(self) -> tuple[str, ...]:
        """The sentences in sight."""
        return tuple(label.text() for label in self.findChildren(Label) if label.isVisibleTo(self))

    def show_case(self, case: MonthCase) -> None:
        clear(self._lines)
        self.word.set_word(_word(case))
        say = self._language.sentence
        texts = [say(problem) for problem in case.problems] if case.problems else [_says(case)]
        for text in texts:
            self._lines.addWidget(Label(text, "" if case.problems else "hint", wrap=True))
        self._lines.addStretch(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the height where the room or the words are others."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        needed = max(line, self._inside.heightForWidth(self._area.width()))
        self._area.setFixedHeight(min(needed, PROBLEM_LINES * line + 6))


def _word(case: MonthCase) -> StateWord:
    if case.problems is None:
        return StateWord(tr("Not reconciled yet"), "circle", Tone.GREY)
    if not case.problems:
        return StateWord(tr("Every number agrees"), "circle-check", Tone.GREEN)
    count = len(case.problems)
    said = ntr("{n} point does not agree", "{n} points do not agree", count).format(n=count)
    return StateWord(said, "triangle-alert", Tone.ORANGE)


def _says(case: MonthCase) -> str:
    if case.problems is None:
        return tr(
            "Reconcile before you finish: totals equal rows, each post once, no exercises, a source for each "
            "number entered by hand."
        )
    return tr("Totals equal their rows, no post is counted twice, no exercise is counted, each number has its source.")


WORDS: Mapping[MonthStep, tuple[str, str]] = {
    MonthStep.NEW: (mark("New report"), "file-plus"),
    MonthStep.ENTER: (mark("Enter figures from a capture…"), "image"),
    MonthStep.CHECK: (mark("Reconcile"), "list-checks"),
    MonthStep.COMMENT: (mark("Comment…", about="report"), "message-circle"),
    MonthStep.FINISH: (mark("Finish…", about="report"), "lock"),
    MonthStep.EXPORT: (mark("Export…"), "download"),
    MonthStep.HAND_IN: (mark("Submit for signature…"), "stamp"),
}
ANCHORS: Mapping[MonthStep, str] = {
    MonthStep.NEW: "report.new",
    MonthStep.ENTER: "report.import_figures",
    MonthStep.CHECK: "report.reconcile",
    MonthStep.COMMENT: "report.comment",
    MonthStep.EXPORT: "report.export",
}


class StepButton(PrimaryButton):
    """One step, filled while it is the next one."""

    def __init__(self, text: str, glyph: str) -> None:
        super().__init__(text, glyph)
        self._next = True
        self.be_next(False)

    @property
    def is_next(self) -> bool:
        return self._next

    def be_next(self, is_next: bool) -> None:
        if is_next is self._next:
            return
        self._next = is_next
        self._kind = "primary" if is_next else "quiet"
        self.setProperty("kind", self._kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._worn = None
        self._dress()

    def set_reason(self, reason: str) -> None:
        """Disable it because of `reason`; an empty one enables it."""
        self.setEnabled(not reason)
        self.setToolTip(plain(reason))
        self.setAccessibleDescription(reason)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._next:
            super().paintEvent(event)
        else:
            Button.paintEvent(self, event)


class StepBar(QWidget):
    """The steps of a report in their order: the next one stands out, and one that cannot be taken says why.

    `wanted` carries the step that was pressed.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {step: StepButton(tr(text), glyph) for step, (text, glyph) in WORDS.items()}
        flow = self._flow = FlowLayout()
        for step, button in self.buttons.items():
            button.clicked.connect(partial(self.wanted.emit, step))
            flow.addWidget(button)
            if step in ANCHORS:
                anchor(button, ANCHORS[step])
        anchor(self, "report.steps")
        self.setLayout(flow)

    def begin_with(self, widget: QWidget) -> None:
        """Put `widget` before the buttons; it wraps with them."""
        self._flow.insert(0, widget)

    def show_case(self, case: MonthCase, *, signed: bool) -> None:
        """What can be done now, and what comes next."""
        for step, button in self.buttons.items():
            button.set_reason(case.why_not(step) if signed else tr(SIGN_IN))
            button.be_next(signed and step is case.next)
        new = self.buttons[MonthStep.NEW]
        again = case.draft is None and case.finished is not None
        new.setText(tr("New revision") if again else tr(WORDS[MonthStep.NEW][0]))
