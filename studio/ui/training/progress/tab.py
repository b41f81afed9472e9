"""The class: learners and their lessons, where lessons gave trouble, certificates, exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QSplitter, QWidget

from studio.clock import local_date, show_date
from studio.paths import write_chosen
from studio.phrase import Language, Phrase
from studio.training.certificates import Certificate
from studio.training.lesson import Mode
from studio.training.outline import Course
from studio.training.progress import ClassOverview, Learner
from studio.training.quiz_sheet import quiz_sheet
from studio.training.runs import Run
from studio.training.table import to_csv
from studio.training.xapi import home_page, to_xapi
from studio.translation import mark, ntr, tr
from studio.ui.files import ask_open, ask_save
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.tabbed import Tab
from studio.ui.training.progress.certificate_pdf import certificate_pdf
from studio.ui.training.progress.rows import (
    Bar,
    Bars,
    EraseForm,
    VerifyForm,
    learner_columns,
    outcome,
    outline_columns,
    outline_lines,
    run_count,
    spent,
)
from studio.ui.training.words import mode_word
from studio.ui.widgets.buttons import ActionBar, DeedOffer, MenuButton, PrimaryButton, QuietButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Pages, column, row, scrolled
from studio.ui.widgets.row_list import WHOLE, EntryList, ListEntry
from studio.ui.widgets.rows import RowsModel
from studio.ui.widgets.table import Table

if TYPE_CHECKING:
    from studio.app.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerFacts:
    """What the drawer shows."""

    learner: Learner
    certificates: Sequence[Certificate]
    course: Course


class LearnerDrawer(QWidget):
    """`deeds` tells what is wanted: certify, again, erase."""

    def __init__(self, say: Callable[[Phrase], str]) -> None:
        super().__init__()
        self._say = say
        self._held: DrawerFacts | None = None
        self.title = Label(role="heading", wrap=True)
        self.about, self.issued = Label(role="hint", wrap=True), Label(role="hint", wrap=True)
        self.best = EntryList(tr("The best run of each procedure"), lines=1, title_lines=WHOLE)
        self.deeds = ActionBar()
        inside = column(self.title, self.about, self.best, self.issued, self.deeds, spacing=8, margins=16)
        inside.setStretch(2, 1)
        self.setLayout(inside)

    @property
    def held(self) -> DrawerFacts | None:
        return self._held

    def show_learner(self, held: DrawerFacts) -> None:
        self._held = held
        it = held.learner
        self.title.setText(f"{it.name} · {it.code}" if it.name else it.code)
        passed = ntr("{n} procedure passed", "{n} procedures passed", len(it.passed)).format(n=len(it.passed))
        self.about.setText(f"{passed}, {run_count(it.runs)}, {spent(it.seconds)}")
        order = [outline.id for outline in held.course.outlines]
        ids = sorted(it.best, key=lambda each: order.index(each) if each in order else len(order))
        self.best.show_entries([self._entry(held.course, it.best[each]) for each in ids])
        last = held.certificates[0] if held.certificates else None
        self.issued.setVisible(last is not None)
        if last is not None:
            text = tr("Certificate {serial} of {day}, code {code}")
            self.issued.setText(text.format(serial=last.serial, day=show_date(last.issued_on), code=last.code))
        self.deeds.offer(self._offers(it, last))

    def panes(self) -> tuple[QWidget, ...]:
        return (self.best, self.deeds)

    def _offers(self, it: Learner, last: Certificate | None) -> list[DeedOffer]:
        offers = [DeedOffer("erase", tr("Erase…"), "trash-2", about=it.code)]
        if last is not None:
            offers.insert(0, DeedOffer("again", tr("Save the certificate again…"), "download", about=it.code))
        if it.passed:
            offers.insert(0, DeedOffer("certify", tr("Certificate…"), "award", kind="primary", about=it.code))
        return offers

    def _entry(self, course: Course, run: Run) -> ListEntry:
        outline = course.outline(run.outline_id)
        title = f"{run.outline_id} · {self._say(outline.title)}" if outline is not None else run.outline_id
        facts = [
            mode_word(Mode(run.mode)).text,
            show_date(local_date(run.started_at)),
        ]
        if run.mode != "watch":
            facts.append(tr("{done}/{total} steps").format(done=run.steps_done, total=run.steps_total))
        if run.quiz_total:
            facts.append(tr("{right}/{total} questions").format(right=run.quiz_right, total=run.quiz_total))
        if run.hints or run.restores:
            facts.append(tr("hints: {hints}, reset: {restores}").format(hints=run.hints, restores=run.restores))
        return ListEntry(id=run.outline_id, title=title, text=" · ".join(facts), word=outcome(run))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """One file: what the menu calls it, its name, and how it is made on a worker."""

    label: str
    name: str
    kinds: str
    make: Callable[[Studio, Language], bytes]

    def words(self) -> str:
        return tr(self.label)


def _table(studio: Studio, language: Language) -> bytes:
    return to_csv(studio.progress.runs())


def _statements(studio: Studio, language: Language) -> bytes:
    site = next((unit.website for unit in studio.directory.book().units if unit.website), "")
    return to_xapi(studio.progress.runs(), home_page(site), studio.outlines.course())


def _quiz(studio: Studio, language: Language) -> bytes:
    course = studio.outlines.course()
    taught = [outline for outline in course.outlines if not outline.hidden]
    return quiz_sheet(course, taught, language).encode()


def _texts(studio: Studio, language: Language) -> bytes:
    return studio.lessons.dump(language).encode()


PAPERS = (
    ExportFile(
        label=mark("Results as a table (CSV)…"),
        name="ket-qua-tap-huan.csv",
        kinds="CSV (*.csv)",
        make=_table,
    ),
    ExportFile(
        label=mark("Results as xAPI statements with cmi5 verbs (JSON lines)…"),
        name="ket-qua-tap-huan.jsonl",
        kinds="JSON lines (*.jsonl)",
        make=_statements,
    ),
    ExportFile(
        label=mark("Quiz to print, with answers (HTML)…"),
        name="cau-hoi-tap-huan.html",
        kinds="HTML (*.html)",
        make=_quiz,
    ),
    ExportFile(
        label=mark("All texts of all lessons, for proofreading (Markdown)…"),
        name="de-cuong-tap-huan.md",
        kinds="Markdown (*.md)",
        make=_texts,
    ),
)


VIEWS = ("learners", "outlines")
OUTLINE_CHARS = 34
"""Room for the title of an outline."""
PARTED = {"learners": (560, 520), "outlines": (730, 350)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassNow:
    """What the tab shows."""

    course: Course
    overview: ClassOverview


class ProgressTab(Tab):
    """A tab of the training page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._now: ClassNow | None = None
        self._view = VIEWS[0]
        self.pills = FilterPills(wrap=False)
        self.pills.chosen.connect(self._look_at)
        self.counted = Label(role="hint", wrap=True)
        self.verify = QuietButton(tr("Verify…"), glyph="shield-check")
        self.more = MenuButton(tr("Export…"), glyph="upload")
        self.verify.clicked.connect(lambda: VerifyForm(self._shell, self).open())
        menu = QMenu(self.more)
        for paper in PAPERS:
            menu.addAction(paper.words(), partial(self._write, paper))
        menu.addSeparator()
        menu.addAction(tr("Import results from another PC…"), self._take_in)
        self.more.setMenu(menu)
        self._learners = RowsModel(learner_columns(), self)
        self._outlines = RowsModel(outline_columns(shell.language.say), self)
        self.learners = Table(self._learners, tr("Learners"))
        self.outlines = Table(self._outlines, tr("Procedures of the class"))
        self.outlines.setWordWrap(True)
        self.outlines.least_chars = OUTLINE_CHARS
        self.learners.chosen.connect(self._hold)
        self.drawer, self.bars = LearnerDrawer(shell.language.say), Bars()
        self.drawer.deeds.wanted.connect(self._do)
        self._begin = PrimaryButton(tr("Open the lessons"), glyph="graduation-cap")
        self._begin.clicked.connect(lambda: shell.go(PageId.TRAINING, "lessons"))
        self.empty = EmptyState(
            "graduation-cap",
            self._begin,
            heading=tr("No lesson has been done yet"),
            text=tr("What learners do under Lessons appears here: results, hints and where a lesson was reset."),
        )
        self._pages = Pages()
        self._pages.addWidget(self._parted(VIEWS[0], self.learners, self.drawer))
        self._pages.addWidget(self._parted(VIEWS[1], self.outlines, scrolled(self.bars)))
        self._pages.addWidget(self.empty)
        # Hidden while nothing was learnt, it still keeps the two buttons at the edge.
        keeping = self.counted.sizePolicy()
        keeping.setRetainSizeWhenHidden(True)
        self.counted.setSizePolicy(keeping)
        top = row(self.pills, self.counted, self.verify, self.more, spacing=10)
        top.setStretch(1, 1)
        inside = column(top, self._pages, spacing=10)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.bars.set_words(
            tr("Learners who finished a procedure, and who passed it; the table shows the same."),
            tr("passed"),
            tr("learnt"),
        )

    def _parted(self, view: str, table: Table, side: QWidget) -> QWidget:
        left, right = Card(), Card()
        left.setLayout(column(table, margins=(1, 1, 1, 6)))
        right.setLayout(column(side, margins=1))
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes(list(PARTED[view]))
        split.setStretchFactor(0, 1)
        return split

    def open(self, what: str) -> None:
        """`what`: a view, or the code of a learner."""
        if what in VIEWS:
            self._look_at(what)
        elif what:
            self._look_at(VIEWS[0])
            self.learners.choose(what)

    def refresh(self) -> None:
        studio = self._shell.studio
        self._shell.tasks.store(
            lambda: ClassNow(course=studio.outlines.course(), overview=studio.progress.overview()),
            self._show,
            owner=self,
            key="class",
        )

    def panes(self) -> tuple[QWidget, ...]:
        if self._view == VIEWS[0]:
            return (self.pills, self.learners, *self.drawer.panes())
        return (self.pills, self.outlines)

    # -- showing

    def _show(self, now: ClassNow) -> None:
        self._now = now
        lines, kept = outline_lines(now.course, now.overview), self.learners.chosen_id
        counted = tr("{runs}, {time} in all")
        self.counted.setText(counted.format(runs=run_count(now.overview.runs), time=spent(now.overview.seconds)))
        self._learners.set_rows({each.code: each for each in now.overview.learners})
        self._outlines.set_rows({each.id: each for each in lines})
        self.bars.show_bars([Bar(id=each.id, whole=each.learnt, part=each.passed) for each in lines])
        codes = [each.code for each in now.overview.learners]
        self.learners.choose(kept if kept in codes else (codes[0] if codes else ""))
        self._look_at(self._view)
        self._hold(self.learners.chosen_id)

    def _look_at(self, view: str) -> None:
        self._view = view
        overview = self._now.overview if self._now is not None else None
        anything = overview is None or bool(overview.runs)
        if overview is not None:
            learners = FilterChoice(VIEWS[0], tr("Learners"), len(overview.learners))
            self.pills.offer([learners, FilterChoice(VIEWS[1], tr("Procedures"), len(overview.tried))], view)
        self.pills.setVisible(anything)
        self.counted.setVisible(anything)
        self._pages.setCurrentIndex(VIEWS.index(view) if anything else len(VIEWS))

    def _hold(self, code: str) -> None:
        now, studio = self._now, self._shell.studio
        learner = next((each for each in now.overview.learners if each.code == code), None) if now else None
        if now is None or learner is None:
            return

        def show(found: Sequence[Certificate]) -> None:
            self.drawer.show_learner(DrawerFacts(learner=learner, certificates=found, course=now.course))

        self._shell.tasks.store(lambda: studio.certificates.of(code), show, owner=self, key="certificates")

    # -- doing

    def _do(self, deed: str) -> None:
        held, studio = self.drawer.held, self._shell.studio
        if held is None:
            return
        code = held.learner.code
        if deed == "erase":
            form = EraseForm(self._shell, held.learner, self)
            form.done_well.connect(self._shell.changed)
            form.open()
        elif deed == "again":
            self._save(held.certificates[0])
        elif by := self._by():
            self._shell.tasks.store(lambda: studio.certificates.issue(code, by), self._issued, owner=self)

    def _issued(self, certificate: Certificate) -> None:
        self._hold(certificate.learner_code)
        self._save(certificate)

    def _save(self, certificate: Certificate) -> None:
        language = self._shell.language.language
        self._ask(f"{certificate.serial}.pdf", "PDF (*.pdf)", lambda: certificate_pdf(certificate, language))

    def _write(self, paper: ExportFile) -> None:
        studio, language = self._shell.studio, self._shell.language.language
        self._ask(paper.name, paper.kinds, lambda: paper.make(studio, language))

    def _ask(self, name: str, kinds: str, make: Callable[[], bytes]) -> None:
        def save(path: Path) -> None:
            self._shell.tasks.store(
                lambda: write_chosen(path, make()),
                lambda _: self._shell.toast(tr("Saved {name}.").format(name=path.name)),
                owner=self,
            )

        ask_save(self, tr("Save"), name, kinds, save)

    def _take_in(self) -> None:
        progress, by = self._shell.studio.progress, self._by()

        def take(paths: list[Path]) -> None:
            self._shell.tasks.store(lambda: sum(progress.take_in(path, by) for path in paths), self._taken, owner=self)

        if by:
            ask_open(self, tr("Results of another PC"), "CSV, xAPI (*.csv *.jsonl)", take)

    def _taken(self, count: int) -> None:
        self._shell.toast(ntr("{count} run was imported.", "{count} runs were imported.", count).format(count=count))
        self._shell.changed()

    def _by(self) -> str:
        by = self._shell.session.person_id
        if not by:
            self._shell.sign_in()
        return by
