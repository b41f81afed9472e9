"""The lessons: the outlines on the left, the one in hand on the right, with the ways to learn it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from studio.phrase import Phrase
from studio.training.lesson import Mode
from studio.training.outline import Course, Outline, OutlineStep, StepKind
from studio.training.replay import shown_only
from studio.training.runs import Run
from studio.translation import ntr, tr
from studio.ui.icons import icon_px
from studio.ui.language import LanguageManager
from studio.ui.page import Shell
from studio.ui.tabbed import Tab
from studio.ui.tokens import Tone
from studio.ui.training.learner import learner_code
from studio.ui.training.words import about_mode, mode_word, run_word
from studio.ui.widgets.buttons import ActionBar, DeedOffer
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, clear, column, row, rule, scrolled
from studio.ui.widgets.row_list import WHOLE, EntryList, ListEntry
from studio.ui.words import StateWord

if TYPE_CHECKING:
    from studio.app.studio import Studio


class OutlineDetail(QWidget):
    """Shows an outline of a course."""

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._course: Course | None = None
        self._outline: Outline | None = None
        self._kind = Label(role="column", wrap=True)
        self._title = Label(role="heading", wrap=True)
        self._chips, self._chips_box = FlowLayout(spacing=8), PlainHolder()
        self._chips_box.setLayout(self._chips)
        self._about = Label(wrap=True)
        self._facts: QVBoxLayout = column(spacing=6)
        held = PlainHolder()
        kind = _line(Glyph("graduation-cap", "accent"), self._kind)
        head = column(kind, self._title, self._chips_box, self._about, spacing=10)
        held.setLayout(column(head, 4, self._facts, None, margins=(22, 18, 22, 18)))
        self._area = scrolled(held)
        inside = column(self._area)
        self.setLayout(inside)

    @property
    def course(self) -> Course | None:
        return self._course

    @property
    def outline(self) -> Outline | None:
        return self._outline

    def show_outline(self, course: Course, outline: Outline) -> None:
        anew = self._outline is None or self._outline.id != outline.id
        self._course, self._outline = course, outline
        say = self._language.say
        self._kind.setText(say(course.label))
        self._title.setText(f"{outline.id} · {say(outline.title)}")
        self._about.setText(say(outline.purpose))
        clear(self._chips)
        for word in self._badges(course, outline):
            self._chips.addWidget(StatusChip(word, shrinks=True))
        clear(self._facts)
        for part in self._parts(course, outline):
            self._facts.addWidget(part)
        if anew:
            self._area.verticalScrollBar().setValue(0)

    def _badges(self, course: Course, outline: Outline) -> Iterator[StateWord]:
        document = outline.document
        if document.linked:
            yield StateWord(document.number, "file-check", Tone.GREEN)
        elif document.replaced_by:
            yield StateWord(tr("Replaced by {number}").format(number=document.replaced_by), "file-warning", Tone.AMBER)
        else:
            yield StateWord(self._language.say(course.not_linked), "file-x", Tone.AMBER)
        yield StateWord(ntr("{n} minute", "{n} minutes", outline.minutes).format(n=outline.minutes), "clock", Tone.GREY)
        shown, steps = shown_only(outline), len(outline.steps)
        if shown:
            plays = tr("“Watch” plays {n} of {all} steps").format(n=steps - len(shown), all=steps)
            yield StateWord(plays, "eye", Tone.AMBER)

    def _parts(self, course: Course, outline: Outline) -> Iterator[QWidget]:
        yield from self._people(course, outline)
        if outline.preconditions:
            yield self._heading(tr("Before you begin"))
            yield from self._bullets(outline.preconditions, "circle-dot", "muted")
        yield self._heading(tr("Steps"))
        shown = shown_only(outline)
        outside = all(step.kind is StepKind.CHECKLIST for step in outline.steps)
        if outside:
            yield Label(self._outside, "small", wrap=True)
        for index, step in enumerate(outline.steps):
            yield self._step(step, index in shown, of=len(outline.steps), marked=not outside)
        if outline.mistakes:
            yield self._heading(tr("Common mistakes"))
            yield from self._bullets(outline.mistakes, "triangle-alert", Tone.AMBER)

    def _people(self, course: Course, outline: Outline) -> Iterator[QWidget]:
        lines = ((tr("Done by: {people}"), outline.does), (tr("Agreed by: {people}"), outline.approves))
        for words, roles in lines:
            if roles:
                names = ", ".join(self._language.say(course.roles[role]) for role in roles if role in course.roles)
                yield Label(words.format(people=names), "hint", wrap=True)

    def _heading(self, text: str) -> QWidget:
        label = Label(text, "label")
        label.setContentsMargins(0, 10, 0, 0)
        return label

    def _bullets(self, phrases: Sequence[Phrase], glyph: str, colour: str) -> Iterator[QWidget]:
        for each in phrases:
            yield _line(Glyph(glyph, colour), Label(self._language.say(each), wrap=True))

    @property
    def _outside(self) -> str:
        return tr("In real work this is done outside the app; here you practise it and keep the supporting files.")

    def _step(self, step: OutlineStep, shown: bool, *, of: int, marked: bool) -> QWidget:
        """One `of` so many; `shown` by Watch only; `marked`: say of a step that is done elsewhere that it is."""
        number = StepNumber(step.number, of)
        text = Label(self._language.say(step.text), wrap=True)
        notes = []
        if marked and step.kind is StepKind.CHECKLIST:
            notes.append(self._outside)
        if shown:
            notes.append(tr("“Watch” cannot do this step by itself: it is only shown."))
        if not notes:
            return _line(number, text)
        both = PlainHolder()
        both.setLayout(column(text, *(Label(note, "small", wrap=True) for note in notes), spacing=1))
        return _line(number, both)


class StepNumber(Label):
    """As wide as the signs of the other lists, or as the widest of the numbers: words of steps begin at one place."""

    def __init__(self, number: int, of: int) -> None:
        super().__init__(f"{number}.", "column")
        self._of = of
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(f"{number}.") for number in range(1, self._of + 1))
        self.setMinimumWidth(max(icon_px(metrics), widest))


def _line(sign: QWidget, text: QWidget) -> QWidget:
    held = PlainHolder()
    box = row(spacing=10)
    box.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(text, 1)
    held.setLayout(box)
    return held


class ModeButtons(QWidget):
    """`wanted` carries the `Mode` to begin."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._buttons = ActionBar()
        self._buttons.wanted.connect(lambda deed: self.wanted.emit(Mode(deed)))
        self._about = Label(role="small", wrap=True)
        self.setLayout(column(self._buttons, self._about, spacing=6))
        self.show_next(Mode.GUIDED, "")

    def show_next(self, mode: Mode, outline: str) -> None:
        """Let `mode` be the one to take next; `outline` names the lesson for a screen reader."""
        self._buttons.offer(
            [
                DeedOffer(each.value, mode_word(each).text, mode_word(each).icon, _kind(each is mode), outline)
                for each in Mode
            ]
        )
        self._about.setText(f"{mode_word(mode).text} · {about_mode(mode)}")

    def set_brief(self, brief: bool) -> None:
        """Leave out what the way that comes next is like."""
        self._about.setVisible(not brief)

    def press(self, mode: Mode) -> None:
        """As if its button was pressed."""
        button = self._buttons.button(mode.value)
        if button is not None:
            button.click()


def next_way(runs: Sequence[Run]) -> Mode:
    """What to do next with an outline that was done so far as `runs` say: follow, then alone, then the exam."""
    done = {run.mode for run in runs if run.learnt}
    return next((mode for mode in (Mode.GUIDED, Mode.ALONE) if mode.value not in done), Mode.EXAM)


def _kind(next_one: bool) -> str:
    return "primary" if next_one else "quiet"


PARTED = (440, 660)
"""Pixels of the list and of the outline in hand in a new profile."""
LEAST_LIST, LEAST_DETAIL = 250, 380
LOW_LINES = 13
"""Lines of type; where fewer find room, as before a class, the outline needs that of the words below its ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerCourse:
    """The course, and what the learner of this PC did of it, by outline, newest first."""

    course: Course
    runs: Mapping[str, Sequence[Run]]


def load_learnt(studio: Studio, learner: str) -> LearnerCourse:
    """Read on the worker."""
    runs: dict[str, list[Run]] = {}
    for run in studio.progress.runs(learner=learner):
        runs.setdefault(run.outline_id, []).append(run)
    return LearnerCourse(course=studio.outlines.course(), runs=runs)


class LessonsTab(Tab):
    """``open("B1")`` shows an outline, ``open("B1:guided")`` begins its lesson."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._learnt: LearnerCourse | None = None
        self._wanted = ""
        self.list = EntryList(tr("Procedures"), lines=0, title_lines=WHOLE)
        self.detail, self.ways = OutlineDetail(shell.language), ModeButtons()
        self.list.chosen.connect(self._moved)
        self.list.opened.connect(lambda _: self.begin())
        self.ways.wanted.connect(self.begin)
        self.splitter = QSplitter()
        self._build()

    def _build(self) -> None:
        left, right = Card(), Card()
        left.setLayout(column(self.list, margins=(4, 4, 4, 6)))
        foot = column(self.ways, margins=(22, 12, 22, 14))
        inside = column(self.detail, rule(), foot, spacing=0, margins=1)
        inside.setStretch(0, 1)
        right.setLayout(inside)
        left.setMinimumWidth(LEAST_LIST)
        right.setMinimumWidth(LEAST_DETAIL)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(16)
        for part in (left, right):
            self.splitter.addWidget(part)
        self.splitter.setSizes(list(PARTED))
        self.splitter.setStretchFactor(1, 1)
        self._shell.memory.follow("training", self.splitter)
        self.setLayout(column(self.splitter))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.ways.set_brief(self.height() < LOW_LINES * self.fontMetrics().lineSpacing())

    def open(self, what: str) -> None:
        self._wanted, _, mode = what.partition(":")
        if self._wanted and self.list.choose(self._wanted):
            self._wanted = ""
        if mode:
            self._shell.learn(what.partition(":")[0], mode)

    @property
    def shown(self) -> str:
        return self.list.chosen_id

    def refresh(self) -> None:
        studio, learner = self._shell.studio, learner_code(self._shell.memory)
        self._shell.tasks.store(lambda: load_learnt(studio, learner), self._show, owner=self, key="course")

    def panes(self) -> tuple[QWidget, ...]:
        return (self.list, self.ways)

    def begin(self, mode: Mode | None = None) -> None:
        """Begin the lesson in hand; without `mode`, in the way that comes next."""
        outline = self.list.chosen_id
        if outline:
            self._shell.learn(outline, (mode or next_way(self._runs(outline))).value)

    # -- showing

    def _show(self, learnt: LearnerCourse) -> None:
        self._learnt = learnt
        course, say = learnt.course, self._shell.language.say
        outlines = [outline for outline in course.outlines if not outline.hidden]
        heads = {outline.group: outline.id for outline in reversed(outlines)}
        groups = {key: f"{key} · {say(name)}" for key, name in course.groups.items()}
        self.list.show_entries(
            [
                self._entry(outline, groups[key] if heads[key] == outline.id else "")
                for key in groups
                for outline in outlines
                if outline.group == key
            ]
        )
        if self._wanted and self.list.choose(self._wanted):
            self._wanted = ""
        if not self.list.chosen_id and outlines:
            self.list.choose(self.list.entries[0].id)
        self._moved(self.list.chosen_id)

    def _runs(self, outline: str) -> Sequence[Run]:
        return self._learnt.runs.get(outline, ()) if self._learnt is not None else ()

    def _entry(self, outline: Outline, head: str) -> ListEntry:
        facts = tr("{minutes} min · {steps} steps").format(minutes=outline.minutes, steps=len(outline.steps))
        title = f"{outline.id} · {self._shell.language.say(outline.title)}"
        return ListEntry(id=outline.id, title=title, side=facts, word=run_word(self._runs(outline.id)), head=head)

    def _moved(self, id: str) -> None:
        course = self._learnt.course if self._learnt is not None else None
        outline = course.outline(id) if course is not None and id else None
        if course is not None and outline is not None:
            self.detail.show_outline(course, outline)
            self.ways.show_next(next_way(self._runs(outline.id)), outline.id)
