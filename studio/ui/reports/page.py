"""The figures of a month, and the report of it made step by step."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from studio.cards.charts.files import CHART_FORMS, chart_file
from studio.cards.charts.model import Chart
from studio.clock import local_date
from studio.errors import StudioError
from studio.paths import write_chosen
from studio.phrase import Phrase
from studio.reports.model import ReportForm
from studio.translation import ntr, tr
from studio.ui.calendar.dates import month_title
from studio.ui.files import ask_save
from studio.ui.page import PageId, Shell
from studio.ui.posts.filter_bar import FilterBar
from studio.ui.posts.view import PeriodBar, PostsTab
from studio.ui.reports.dialogs import CommentDialog, EnterDialog, FinishDialog, HandInDialog
from studio.ui.reports.month import MonthCase, Step, first_of, load_month, month_after, month_before
from studio.ui.reports.sheet import MonthSheet
from studio.ui.reports.steps import StepBar
from studio.ui.reports.verdict import Verdict
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.layout import GUTTER, PageScroll, Plain, column

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
        self.steps, self.verdict, self.sheet = StepBar(), Verdict(shell.speech), MonthSheet(shell.speech)
        self.steps.wanted.connect(self.take)
        self.sheet.save_wanted.connect(self._ask_picture)
        self.sheet.opened.connect(partial(shell.go, PageId.COMPOSER))
        forms = QMenu(self)
        for form in ReportForm:
            forms.addAction(form.upper()).triggered.connect(partial(self._ask_where, form))
        self.steps.buttons[Step.EXPORT].setMenu(forms)
        inside = Plain()
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
        if self.steps.buttons[Step.CHECK].isEnabled():
            self.take(Step.CHECK)

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

    def take(self, step: Step) -> None:
        """Take that step with the month in sight, or ask what it needs."""
        case, reports = self.case, self.shell.studio.reports.reports
        if case is None:
            return
        by, month = self.shell.session.person_id, case.month
        match step:
            case Step.NEW:
                self.shell.tasks.store(
                    lambda: reports.new(month, by), lambda _: self._changed(), owner=self, failed=self.shell.complain
                )
            case Step.ENTER:
                asks = EnterDialog(self.shell, case, self.window())
                asks.entered.connect(self._entered)
                asks.open()
            case Step.CHECK:
                self.shell.tasks.store(
                    lambda: reports.check(month), partial(self._judged, month), owner=self, failed=self.shell.complain
                )
            case Step.COMMENT:
                said = CommentDialog(self.shell, case, self.window())
                said.done_well.connect(self._changed)
                said.open()
            case Step.FINISH if case.draft is not None:
                ends = FinishDialog(self.shell, case.draft, self.window())
                ends.done_well.connect(self._changed)
                ends.open()
            case Step.HAND_IN if case.finished is not None:
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
            self.shell.speech.language,
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
