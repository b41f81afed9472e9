"""The month merged of what the units sent: who sent, the sums, charts, every unit's numbers, and the files of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from studio.cards.charts.files import CHART_FORMS, chart_file
from studio.cards.charts.model import Chart
from studio.cards.charts.month import topics_chart, views_chart
from studio.clock import local_date, show_date
from studio.paths import write_chosen
from studio.people.model import Role
from studio.phrase import Phrase
from studio.reports.definitions import cell_text, share_text
from studio.reports.model import Figure, FigureState, Metric, MonthFigures, ReportForm
from studio.translation import ntr, tr
from studio.ui.calendar.dates import month_title
from studio.ui.department.grouped import Group, GroupedRows, GroupedTable
from studio.ui.files import ask_folder, ask_open, ask_save
from studio.ui.language import LanguageManager
from studio.ui.page import PageHeading, Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog
from studio.ui.posts.view import PeriodBar
from studio.ui.reports.month import first_of, month_after, month_before
from studio.ui.reports.page import KINDS
from studio.ui.reports.sheet import CHART_LINES, missing_text
from studio.ui.reports.words import DASH
from studio.ui.tabbed import Tab
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import MenuButton, QuietButton
from studio.ui.widgets.chart import ChartView
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.figure_tile import FigureTile, FigureTiles
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import GUTTER, Card, PageScroll, PlainHolder, column, row
from studio.ui.widgets.responsive_row import ResponsiveRow
from studio.ui.widgets.rows import Column
from studio.ui.words import StateWord

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.reports.merged_month import MergedMonth, UnitMonth
    from studio.reports.units import ReportFileResult

MOST_ROWS = 200
_NUMBER = "≈ 14.400.000"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedView:
    """What the tab shows, read on the worker."""

    merged: MergedMonth
    figures: MonthFigures
    """The sums, for the charts."""
    topics: Mapping[str, Phrase]
    """Names of templates by id."""
    refused: tuple[tuple[str, Phrase], ...]
    """Units whose report came over the hub and does not count, and why."""


def load_merged(studio: Studio, month: date) -> MergedView:
    from studio.reports.printed_merged import as_figures  # with what writes workbooks

    merged = studio.department.reports(month)
    return MergedView(
        merged=merged,
        figures=as_figures(merged),
        topics={template.id: template.title for template in studio.catalog.all()},
        refused=studio.department.reports_refused(),
    )


class UnitMonths(GroupedRows["UnitMonth"]):
    """Unit, its report, and its numbers; a unit that sent nothing has dashes, never 0."""

    def __init__(self, language: LanguageManager) -> None:
        self._language = language.language
        number = partial(self._number)
        super().__init__(
            [
                Column(heading=tr("Unit"), text=lambda one: one.unit),
                Column(heading=tr("Report"), text=_report, sample=_revision(2, "00/00/0000"), keep=8),
                number(tr("Posts published"), lambda one: _of(one, "published"), 7),
                number(tr("Views"), self._views, 6),
                number(tr("Answered in time"), self._share, 5),
                number(tr("Corrected"), lambda one: _of(one, "corrected"), 3),
                number(tr("Posts removed"), lambda one: _of(one, "withdrawn"), 2),
            ]
        )

    def show_units(self, merged: MergedMonth) -> None:
        missing = {one.unit: one for one in merged.units if one.sent is None}
        sent = {one.unit: one for one in merged.units if one.sent is not None}
        self.show_groups(
            [
                Group(name=tr("Not sent yet"), rows=missing, tone=Tone.AMBER),
                Group(name=tr("Sent", about="report"), rows=sent),
            ]
        )

    def _number(self, heading: str, text: object, keep: int) -> Column[UnitMonth]:
        return Column(heading=heading, text=text, sample=max(_NUMBER, heading + "0", key=len), keep=keep, number=True)  # type: ignore[arg-type]

    def _views(self, one: UnitMonth) -> str:
        if one.report is None:
            return DASH
        views = one.report.figures.total.get(Metric.VIEWS, Figure())
        return cell_text(views, self._language) if views.told is FigureState.YES else DASH

    def _share(self, one: UnitMonth) -> str:
        if one.report is None:
            return DASH
        return share_text(one.report.figures.feedback.total.share, self._language)


def _report(one: UnitMonth) -> str:
    if one.sent is None:
        return tr("not sent")
    day = show_date(local_date(one.sent.signed_at))
    return _revision(one.sent.report.revision, day)


def _revision(number: int, day: str) -> str:
    return tr("revision {n} · {day}").format(n=number, day=day)


def _of(one: UnitMonth, name: str) -> str:
    return DASH if one.report is None else counted(getattr(one.report.figures, name))


class UnitReportsTab(Tab):
    """Opens on the month before this one."""

    beside_bar = True

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.view: MergedView | None = None
        self._today = first_of(local_date(shell.studio.now()))
        self._month = month_before(self._today)
        self.when, self.chip = PeriodBar(self._today), StatusChip()
        self.covers, self.refused = Label(role="hint", wrap=True), Banner()
        self.receive = QuietButton(tr("Import reports…"), "download")
        self.listing = QuietButton(tr("List of units…"), "list")
        self.export = MenuButton(tr("Export…"), "upload")
        self.tiles = [FigureTile() for _ in range(5)]
        self.views, self.topics = (ChartView(savable=True, lines=CHART_LINES) for _ in range(2))
        self.rows = UnitMonths(shell.language)
        self.table = GroupedTable(self.rows, tr("The month by unit"))
        self.table.grow(MOST_ROWS)
        self._build()
        self._connect()
        self._name_month()

    def _build(self) -> None:
        forms = QMenu(self)
        for form in ReportForm:
            forms.addAction(form.upper()).triggered.connect(partial(self._ask_where, form))
        self.export.setMenu(forms)
        month = row(self.when, 6, self.chip, None, spacing=6)
        head = PageHeading(month, row(self.receive, self.listing, self.export))
        listed, inside = Card(), PlainHolder()
        listed.setLayout(column(self.table, margins=(1, 1, 1, 6)))
        charts = ResponsiveRow((_carded(self.views), 5), (_carded(self.topics), 3))
        inside.setLayout(column(FigureTiles(self.tiles), charts, listed, None, spacing=12))
        top = column(head, self.covers, self.refused, spacing=8, margins=(0, 0, GUTTER, 0))
        whole = column(top, PageScroll(inside), spacing=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.when.stepped.connect(lambda on: self.go_to((month_after if on > 0 else month_before)(self._month)))
        self.when.home.connect(lambda: self.go_to(self._today))
        self.receive.clicked.connect(self._ask_files)
        self.listing.clicked.connect(self._ask_list)
        for chart in (self.views, self.topics):
            chart.save_wanted.connect(self._ask_picture)

    # -- what the page asks

    def open(self, what: str) -> None:
        """`what`: a month, ``2026-10``."""
        if what:
            self.go_to(date.fromisoformat(f"{what}-01"))

    @property
    def shown(self) -> str:
        return f"{self._month:%Y-%m}"

    def refresh(self) -> None:
        studio, month = self.shell.studio, self._month
        self.shell.tasks.store(
            lambda: load_merged(studio, month), self._show, owner=self, failed=self.shell.complain, key="merged"
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.export, self.views, self.topics, self.table)

    # -- the month

    def go_to(self, month: date) -> None:
        """Show that month."""
        self._month = min(month, self._today)
        self._name_month()
        self.refresh()

    def _name_month(self) -> None:
        self.when.show_period(month_title(self._month), by_week=False)
        self.when.on.setEnabled(self._month < self._today)

    def _show(self, view: MergedView) -> None:
        merged, language = view.merged, self.shell.language.language
        if merged.month != self._month:
            return
        self.view = view
        sent, units = len(merged.reports), len(merged.units)
        all_here = sent == units
        chip = tr("{sent}/{all} units have sent").format(sent=counted(sent), all=counted(units))
        self.chip.set_word(
            StateWord(chip, "circle-check" if all_here else "clock", Tone.GREEN if all_here else Tone.AMBER)
        )
        self.covers.setText(self._covered(merged))
        said = [f"{unit}: {self.shell.language.sentence(why)}" for unit, why in view.refused]
        self.refused.say(Tone.AMBER, tr("Received, but does not count:") + " " + " ".join(said) if said else "")
        self.export.setEnabled(bool(sent))
        self._show_tiles(merged)
        self.views.show_chart(views_chart(view.figures, language), heading=tr("Day"), remark=missing_text(view.figures))
        none = "" if merged.topics else tr("No post was published this month.")
        self.topics.show_chart(topics_chart(view.figures, view.topics, language), heading=tr("Topic"), remark=none)
        self.rows.show_units(merged)

    def _covered(self, merged: MergedMonth) -> str:
        sent, units = len(merged.reports), len(merged.units)
        if not units:
            return tr("There is no list of units that report yet: choose its file with “List of units…”.")
        if sent == units:
            return tr("The totals are of all units.")
        told = ntr(
            "Totals cover {n} unit of {all}: those that have sent no report are left out, not counted as 0.",
            "Totals cover {n} units of {all}: those that have sent no report are left out, not counted as 0.",
            sent,
        )
        return told.format(n=counted(sent), all=counted(units))

    def _show_tiles(self, merged: MergedMonth) -> None:
        language = self.shell.language.language
        views = merged.total.get(Metric.VIEWS, Figure())
        known = views.told is FigureState.YES
        told = (
            (tr("Posts published"), counted(merged.published), tr("of the units that sent"), False),
            (
                tr("Views of posts"),
                cell_text(views, language) if known else DASH,
                tr("a part is missing") if known and views.approximate else "" if known else tr("no figure yet"),
                views.approximate or not known,
            ),
            (tr("Answered in time"), share_text(merged.share, language), tr("of what was answered"), False),
            (tr("Corrections"), counted(merged.corrected), tr("public, with the reason"), False),
            (tr("Posts removed"), counted(merged.withdrawn), tr("read back or confirmed"), False),
        )
        for tile, (name, figure, remark, warns) in zip(self.tiles, told, strict=True):
            tile.show_figure(name, figure, remark, warns=warns)

    # -- what is done with it

    def _ask_where(self, form: ReportForm) -> None:
        name = tr("merged-{year}-{month}").format(year=self._month.year, month=f"{self._month.month:02d}")
        ask_save(self, tr("Export the merged report"), f"{name}.{form}", KINDS[form], partial(self.write, form))

    def write(self, form: ReportForm, out: Path) -> None:
        """Write the month in sight to `out`."""
        view, units = self.view, self.shell.studio.reports.units
        by, language = self.shell.session.person_id, self.shell.language.language
        if view is not None:
            self.shell.tasks.store(
                lambda: units.export(view.merged, form, out, language, by),
                lambda path: self.shell.toast(tr("The report is in {name}.").format(name=path.name)),
                owner=self, failed=self.shell.complain,
            )  # fmt: skip

    def _ask_files(self) -> None:
        ask_folder(self, tr("Folder with the reports of units"), self.take_in)

    def take_in(self, folder: Path) -> None:
        """Take in every report in that folder."""
        units, by = self.shell.studio.reports.units, self.shell.session.person_id
        self.shell.tasks.store(lambda: units.take(folder, by), self._taken, owner=self, failed=self.shell.complain)

    def _taken(self, found: tuple[ReportFileResult, ...]) -> None:
        fresh = sum(one.refused is None and not one.known for one in found)
        said = ntr("{n} report was imported.", "{n} reports were imported.", fresh).format(n=counted(fresh))
        refused = [f"{one.file}: {self.shell.language.sentence(one.refused)}" for one in found if one.refused]
        self.shell.toast(" ".join([said, *refused[:1]]))
        self.shell.changed()

    def _ask_list(self) -> None:
        ask_open(self, tr("List of the units that report"), "CSV (*.csv)", lambda paths: self.set_list(paths[0]))

    def set_list(self, path: Path) -> None:
        """Let the head put the list in that file in the place of the former one."""
        units = self.shell.studio.reports.units

        def work(person: str, pin: str) -> None:
            from studio.reports.units import read_units

            units.set_units(read_units(path), person, pin)

        action = PinAction(
            heading=tr("Import the list of units from {name}?").format(name=path.name),
            text=tr("It replaces the former list: columns “unit” and “fingerprint”. Reports already received stay."),
            verb=tr("Import the list"),
            roles=frozenset({Role.HEAD}),
            work=lambda signed: work(signed.person, signed.pin),
        )
        dialog = PinConfirmDialog(self.shell, action, self.window())
        dialog.done_well.connect(self.shell.changed)
        dialog.open()

    def _ask_picture(self, chart: Chart) -> None:
        kinds = ";;".join(f"{form.upper()} (*.{form})" for form in CHART_FORMS)
        ask_save(self, tr("Save picture…"), f"{chart.title}.png", kinds, partial(self.keep_picture, chart))

    def keep_picture(self, chart: Chart, out: Path) -> None:
        """Write the chart to `out`, as a picture of the kind that its ending names."""
        self.shell.tasks.pool(
            lambda _: write_chosen(out, chart_file(chart, out.suffix)),
            lambda _: self.shell.toast(tr("The chart is in {name}.").format(name=out.name)),
            owner=self,
            failed=self.shell.complain,
        )


def _carded(chart: ChartView) -> Card:
    card = Card()
    card.setLayout(column(chart, None, margins=16))
    return card
