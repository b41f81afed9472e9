"""The learner in hand: the best of each outline, certificates, and what a trainer can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from studio.clock import local_date, show_date
from studio.phrase import Phrase
from studio.training.certificates import Certificate
from studio.training.outline import Course
from studio.training.progress import Learner
from studio.training.runs import Run
from studio.ui.language import Translated
from studio.ui.training.progress.rows import MODES, outcome, spent, translate
from studio.ui.widgets.deed_buttons import DeedButtons, Offer
from studio.ui.widgets.entries import Entry, EntryList
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the drawer shows."""

    learner: Learner
    certificates: Sequence[Certificate]
    course: Course


class LearnerDrawer(Translated):
    """`deeds` tells what is wanted: certify, again, erase."""

    def __init__(self, say: Callable[[Phrase], str]) -> None:
        super().__init__()
        self._say = say
        self._held: Held | None = None
        self.title = Label(role="heading", wrap=True)
        self.about, self.issued = Label(role="hint", wrap=True), Label(role="hint", wrap=True)
        self.best = EntryList(lines=1)
        self.deeds = DeedButtons()
        inside = column(self.title, self.about, self.best, self.issued, self.deeds, spacing=8, margins=16)
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self.retranslate()

    @property
    def held(self) -> Held | None:
        return self._held

    def retranslate(self) -> None:
        self.best.setAccessibleName(self.tr("The best run of each outline"))
        if self._held is not None:
            self.show_learner(self._held)

    def show_learner(self, held: Held) -> None:
        self._held = held
        it = held.learner
        self.title.setText(f"{it.name} · {it.code}" if it.name else it.code)
        about = self.tr("{passed} outlines passed, {runs} runs, {time}")
        self.about.setText(about.format(passed=len(it.passed), runs=it.runs, time=spent(it.seconds)))
        order = [outline.id for outline in held.course.outlines]
        ids = sorted(it.best, key=lambda each: order.index(each) if each in order else len(order))
        self.best.show_entries([self._entry(held.course, it.best[each]) for each in ids])
        last = held.certificates[0] if held.certificates else None
        self.issued.setVisible(last is not None)
        if last is not None:
            text = self.tr("Certificate {serial} of {day}, code {code}")
            self.issued.setText(text.format(serial=last.serial, day=show_date(last.issued_on), code=last.code))
        self.deeds.offer(self._offers(it, last))

    def panes(self) -> tuple[QWidget, ...]:
        return (self.best, self.deeds)

    def _offers(self, it: Learner, last: Certificate | None) -> list[Offer]:
        offers = [Offer("erase", self.tr("Erase…"), "trash-2", about=it.code)]
        if last is not None:
            offers.insert(0, Offer("again", self.tr("Save the certificate again…"), "download", about=it.code))
        if it.passed:
            offers.insert(0, Offer("certify", self.tr("Certificate…"), "award", kind="primary", about=it.code))
        return offers

    def _entry(self, course: Course, run: Run) -> Entry:
        outline = course.outline(run.outline_id)
        title = f"{run.outline_id} · {self._say(outline.title)}" if outline is not None else run.outline_id
        facts = [
            translate("Class", MODES[run.mode]),
            show_date(local_date(run.started_at)),
        ]
        if run.mode != "watch":
            facts.append(self.tr("{done}/{total} steps").format(done=run.steps_done, total=run.steps_total))
        if run.quiz_total:
            facts.append(self.tr("{right}/{total} questions").format(right=run.quiz_right, total=run.quiz_total))
        if run.hints or run.restores:
            facts.append(self.tr("hints: {hints}, set back: {restores}").format(hints=run.hints, restores=run.restores))
        return Entry(id=run.outline_id, title=title, text=" · ".join(facts), word=outcome(run))
