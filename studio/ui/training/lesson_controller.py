"""Lessons in the window: begins one, leads through it, and puts everything back when it ends."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.clock import local_date
from studio.directory.model import DirectoryBook
from studio.errors import StudioError
from studio.people.model import Person
from studio.phrase import Phrase
from studio.training.checklist import AnswerSheet
from studio.training.context import RoleCast
from studio.training.lesson import LessonView, Mode, StepState
from studio.training.outline import Course, StepKind
from studio.training.runs import Run
from studio.translation import tr
from studio.ui.files import start_in
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.tasks import Ticket
from studio.ui.training.bar import CoachBar, StepsPopover
from studio.ui.training.checklist import ChecklistForm
from studio.ui.training.driver import LessonDriver, PlaybackTimer, WatchControls
from studio.ui.training.guide import Guide
from studio.ui.training.learner import learner_code, learner_name
from studio.ui.training.quiz import QuizDialog, QuizPaper
from studio.ui.training.words import TrainingPart, part_of, person_of
from studio.ui.window_state import WindowState

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.training.lesson import Lesson
    from studio.ui.stage import Stage


class LessonAttempt:
    """Makes the run of a lesson."""

    def __init__(self, memory: WindowState, outline_hash: str, began: datetime) -> None:
        self._id, self._hash, self._began = uuid.uuid4().hex, outline_hash, began
        self._code, self._name = learner_code(memory), learner_name(memory)
        self.quiz: tuple[int, int] | None = None
        """Right answers, and questions."""

    def run(self, view: LessonView, now: datetime, *, over: bool, passed: bool | None) -> Run:
        """The run as it is now."""
        right, asked = self.quiz or (0, 0)
        return Run(
            id=self._id,
            learner_code=self._code,
            learner_name=self._name,
            outline_id=view.outline.id,
            outline_hash=self._hash,
            mode=view.mode.value,
            started_at=self._began,
            finished_at=now if over else None,
            seconds=max(0, round((now - self._began).total_seconds())),
            hints=view.hints,
            restores=view.restores,
            steps_done=view.states.count(StepState.DONE),
            steps_total=len(view.states),
            scenario_green=view.finished and StepState.SHOWN not in view.states,
            quiz_right=right,
            quiz_total=asked,
            passed=passed if view.mode is Mode.EXAM else None,
            by_step=view.by_step,
        )


LEADING = (Mode.WATCH, Mode.GUIDED)
"""Ways of learning in which the window goes where the step is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningLesson:
    """A lesson that has begun, and what goes with it."""

    lesson: Lesson
    view: LessonView
    cast: RoleCast
    people: Mapping[str, Person]
    course: Course
    hash: str
    book: DirectoryBook
    documents: frozenset[str]


def begin_lesson(studio: Studio, outline_id: str, mode: Mode) -> RunningLesson:
    """Begin on the worker, with the sample people. Raises Refused outside practice, NotFound, StorageTrouble."""
    cast = studio.lessons.cast()
    lesson = studio.lessons.begin(outline_id, mode, cast)
    view = lesson.start()
    people = {person.id: person for person in studio.people.list()}
    return RunningLesson(
        lesson=lesson,
        view=view,
        cast=cast,
        people=people,
        course=studio.outlines.course(),
        hash=studio.outlines.version_hash(view.outline),
        book=studio.directory.book(),
        documents=studio.lessons.documents(),
    )


class LessonController(QObject):
    """One lesson at a time; `turned` follows when one has begun or ended."""

    turned = Signal()

    def __init__(self, stage: Stage, shell: Shell) -> None:
        super().__init__(stage)
        self._stage, self._shell, self._studio = stage, shell, shell.studio
        self._running: LessonRunner | None = None
        self._beginning: Ticket | None = None
        shell.session.locked_changed.connect(self._lock)

    @property
    def running(self) -> LessonRunner | None:
        """The lesson in the window, if any."""
        return self._running

    def begin(self, outline_id: str, mode: Mode) -> None:
        """Begin the lesson on that outline; one that goes on ends."""
        self.end()
        studio = self._studio
        self._beginning = self._shell.tasks.store(
            lambda: begin_lesson(studio, outline_id, mode), self._begun, owner=self
        )

    def end(self) -> None:
        """Stop, keep what came of it, and take the coach away; one that was about to begin does not."""
        if self._beginning is not None:
            self._beginning.cancel()
        running, self._running = self._running, None
        if running is not None:
            running.close()
            self.turned.emit()

    def _begun(self, running: RunningLesson) -> None:
        self.end()
        self._running = LessonRunner(self._stage, self._shell, running, self)
        self._running.left.connect(self._leave)
        self._running.begin()
        self.turned.emit()

    def _leave(self, what: str) -> None:
        """Go on with the outline `what`; without one, back to the lessons."""
        running = self._running
        view = running.driver.view if running is not None else None
        self.end()
        if what and view is not None:
            self.begin(what, view.mode)
        elif view is not None:
            self._shell.go(PageId.TRAINING, f"lessons:{view.outline.id}")

    def _lock(self, locked: bool) -> None:
        if self._running is not None:
            self._running.pause(locked)


class LessonRunner(QObject):
    """The lesson under way. `left` is told when it is to end: empty, or the id of the outline to go on with."""

    left = Signal(str)

    def __init__(self, stage: Stage, shell: Shell, running: RunningLesson, parent: QObject) -> None:
        super().__init__(parent)
        self._stage, self._shell, self.running = stage, shell, running
        self.driver = LessonDriver(running.lesson, shell.tasks, shell.studio.events, self)
        self.bar, self.steps = CoachBar(shell.language), StepsPopover(stage, shell.language)
        self.guide = Guide(stage, shell, self.bar, self.driver, running.cast.pin, self)
        self.attempt = LessonAttempt(shell.memory, running.hash, shell.studio.now())
        self.form: ChecklistForm | None = None
        self._part: TrainingPart | None = TrainingPart.LEARNER
        self._passed: bool | None = None
        self._needed = 0
        self._paper = QuizPaper(running.view.outline.quiz)
        self._remark: Phrase | None = None
        self.watching: PlaybackTimer | None = None
        if running.view.mode is Mode.WATCH:
            self.watching = PlaybackTimer(self)
            self.watching.due.connect(self.play)
        self.driver.stepped.connect(self._stepped)
        self.driver.shown.connect(self._shown)
        self.driver.failed.connect(self._failed)
        self.guide.lost.connect(self.redo)
        shell.session.changed.connect(self._somebody)
        shell.language.changed.connect(self._speak_anew)
        self._bind_bar()

    def _bind_bar(self) -> None:
        bar = self.bar
        if self.watching is not None:
            self.controls = WatchControls()
            bar.tools.insertWidget(0, self.controls)
            self.watching.take(self.controls)
        bar.stop_wanted.connect(lambda: self.left.emit(""))
        bar.redo_wanted.connect(self.redo)
        bar.hint_wanted.connect(self.hint)
        bar.there_wanted.connect(self.guide.take_there)
        bar.steps_wanted.connect(self._show_steps)
        bar.light_toggled.connect(self.guide.set_lights)
        bar.only_lit_toggled.connect(self.guide.set_only_lit)
        bar.part_wanted.connect(self.play_part)
        bar.next_wanted.connect(self._go_on)
        bar.show_label(self.running.course.label)

    def _speak_anew(self) -> None:
        """Another language was chosen: the coach is built anew, and the lesson goes on where it is."""
        shown, view = not self.bar.isHidden(), self.driver.view
        self._take_away()
        language = self._shell.language
        self.bar, self.steps = CoachBar(language), StepsPopover(self._stage, language)
        self.guide.bar, self.form = self.bar, None
        self._bind_bar()
        self._stage.show_coach(self.bar)
        self.bar.setVisible(shown)
        self.bar.show_lights(self.guide.lights, only=self.guide.only_lit)
        self._show_form(view)
        self.bar.show_view(view)
        self._suggest(view)
        if view.finished:
            self._finish()
        else:
            self.guide.remark(language.say(view.remark) if view.remark is not None else "")
            self.guide.tell()

    @property
    def course(self) -> Course:
        return self.running.course

    @property
    def mode(self) -> Mode:
        return self.running.view.mode

    def begin(self) -> None:
        self._stage.show_coach(self.bar)
        start_in(self._shell.studio.lessons.folder)
        self.play_part(TrainingPart.LEARNER)
        self.guide.lights = self.mode in LEADING
        self.bar.show_lights(self.guide.lights, only=False)
        self.driver.begin()
        self._keep()

    def close(self) -> None:
        """End it, and keep what came of it."""
        if self.watching is not None:
            self.watching.stop()
        self.guide.hush()
        self.driver.stop()
        self._keep()
        self._shell.language.changed.disconnect(self._speak_anew)
        self._take_away()
        start_in(None)
        self.deleteLater()

    def _take_away(self) -> None:
        self.steps.close_popover()
        self._stage.hide_coach()
        self.steps.deleteLater()
        self.bar.deleteLater()

    def pause(self, paused: bool) -> None:
        """Nothing goes on while nobody sees the window."""
        self.driver.pause(paused)
        if self.watching is not None:
            self.watching.pause(paused)

    # -- steps

    def _stepped(self, view: LessonView) -> None:
        self._show_form(view)
        if self.form is not None:
            self.bar.scroll_up()
            self._stage.give_room(True)
        self.bar.show_view(view)
        self._suggest(view)
        self._keep()
        if view.finished:
            self._finish()
            return
        self.guide.lead(view, go=self.mode in LEADING)
        if self.watching is not None:
            self.watching.went_on(view)

    def _shown(self, view: LessonView) -> None:
        if view.finished:
            return
        if self.mode in LEADING:
            self.guide.watch()
        if self.mode is Mode.GUIDED and self.guide.astray is not view.offer_restore:
            view = self.running.lesson.strayed(self.guide.astray)
            self.driver.view = view
        self.bar.show_view(view)
        self.guide.remark(self._shell.language.say(view.remark) if view.remark is not None else "")
        if view.remark != self._remark:
            self._remark = view.remark
            self._suggest(view)
        if self.form is not None:
            self._show_form(view)

    def _failed(self, error: StudioError) -> None:
        if self.driver.stopped:
            return
        if self.watching is not None:
            self.watching.stumbled()
        self.bar.say(self._shell.language.explain(error), glyph="triangle-alert")

    def redo(self) -> None:
        """Back to where this step began, in everything the window shows."""
        self._shell.renew(self.running.lesson.redo, self._went_back, self._shell.complain, _going_back())

    def _went_back(self, view: LessonView) -> None:
        """Whoever was where the step is done finds there what was open."""
        self.driver.went_back(view)
        if not (self.driver.stopped or self.mode in LEADING or self.guide.astray):
            self.guide.take_there()

    def back(self) -> None:
        """Back to where the step before this one began."""
        lesson, now = self.running.lesson, self.driver.view.now
        before = (now if now is not None else len(self.driver.view.states)) - 1
        if before >= 0:
            self._shell.renew(partial(lesson.redo, before), self.driver.went_back, self._shell.complain, _going_back())

    def hint(self) -> None:
        """Counted: light the control and go there, or explain the answers of a checklist."""

        def light(view: LessonView) -> None:
            self.guide.lights = True
            self.guide.lead(view)
            self.guide.lights = False
            if self.form is not None:
                self.form.explain()
                self.bar.say(tr("In this step each answer is now explained."), glyph="lightbulb")

        lesson = self.running.lesson
        if self.form is None or not self.form.explains:  # once is all that it has to say
            self.driver.ask(lambda: _after_hint(lesson), light)

    def play(self) -> None:
        """Play the present step, and show what came of it where it was done."""
        self._shell.renew(self.running.lesson.play, self._played, self._failed, tr("The step is done for you…"))

    def _played(self, view: LessonView) -> None:
        if self.driver.stopped:
            return
        self.guide.take_there()
        if view.now == self.driver.view.now and self.watching is not None:
            self.watching.stumbled()
        self.driver.take(view)

    def _show_steps(self) -> None:
        self.steps.show_view(self.driver.view)
        button = self.bar.steps
        place = button.mapTo(self._stage, button.rect().topLeft())
        rect = button.rect().translated(place)
        self.steps.open_popover(rect, back=button)

    def _show_form(self, view: LessonView) -> None:
        """The form of a checklist stands over the bar while its step is now."""
        step = view.step
        if step is None or step.kind is not StepKind.CHECKLIST:
            if self.form is not None:
                self.form = None
                self.bar.show_form(None)
                self._stage.give_room(False)
            return
        if self.form is None:
            self.form = ChecklistForm(self._shell.language, explains=self.mode in LEADING)
            self.form.answered.connect(self._answer)
            self.form.wanted.connect(partial(self._look, self.form))
            self.bar.show_form(self.form)
        today = local_date(self._shell.studio.now())
        self.form.show_sheet(
            AnswerSheet(
                step=step,
                answers=view.answers,
                earlier=view.earlier,
                book=self.running.book,
                documents=self.running.documents,
                today=today,
            )
        )

    def _look(self, form: ChecklistForm, sha256: str) -> None:
        studio = self._shell.studio
        self._shell.tasks.pool(
            lambda _: studio.glimpse(sha256), partial(form.bring, sha256), owner=form, failed=lambda _: None
        )

    def _answer(self, item: str, value: object) -> None:
        lesson = self.running.lesson
        self.bar.say("")  # what an answer before was refused for
        self.driver.ask(lambda: lesson.answer(item, value))

    # -- parts

    def play_part(self, part: TrainingPart) -> None:
        """Let the sample person who plays `part` work here."""
        person = self.running.people.get(person_of(part, self.running.cast))
        if person is not None:
            self._shell.session.sign_in(person)
        self._somebody()

    def _somebody(self) -> None:
        """Whoever works here now plays a part, or none: nobody is signed in, or a person who is no sample."""
        if self.driver.stopped:
            return
        present, cast = self._shell.session.person_id, self.running.cast
        self._part = next((part for part in TrainingPart if present and person_of(part, cast) == present), None)
        self._suggest(self.driver.view)

    def _suggest(self, view: LessonView) -> None:
        step = view.step
        wanted = part_of(step, view.remark) if step is not None else None
        if wanted is None and step is not None and self._part is not TrainingPart.LEARNER:
            wanted = TrainingPart.LEARNER
        self.bar.show_part(self._part, wanted, self.running.cast.pin)

    # -- the end

    def _finish(self) -> None:
        self.guide.hush()
        questions = self.driver.view.outline.quiz
        if self.mode is Mode.EXAM and not questions:
            self._answered(0, 0)
        elif questions and self.attempt.quiz is None:
            wanted = tr("Answer the questions") if self.mode is Mode.EXAM else tr("Questions for yourself")
            self.bar.say_done(tr("All steps are done."), wanted)
        else:
            self._say_result()

    def _go_on(self) -> None:
        view = self.driver.view
        if view.outline.quiz and self.attempt.quiz is None:
            dialog = QuizDialog(view.outline, self._paper, self.running.course.label, self._shell.language, self._stage)
            dialog.answered.connect(self._answered)
            dialog.open()
        else:
            self.left.emit(view.outline.id if self._passed is False else self._next_outline())

    def _answered(self, right: int, asked: int) -> None:
        self.attempt.quiz = (right, asked)
        lessons, green = self._shell.studio.lessons, self.driver.view.finished
        self._shell.tasks.store(
            lambda: (lessons.passes(green, right, asked), lessons.needed(asked)), self._judged, owner=self
        )

    def _judged(self, judged: tuple[bool, int]) -> None:
        passed, self._needed = judged
        self._passed = passed if self.mode is Mode.EXAM else None
        self._keep()
        self._say_result()

    def _say_result(self) -> None:
        right, asked = self.attempt.quiz or (0, 0)
        words = tr("All steps are done.")
        if asked:
            words += " " + tr("Right answers: {right} of {asked}.").format(right=right, asked=asked)
        following = self._next_outline()
        on = tr("Next: {id}").format(id=following) if following else ""
        if self._passed is None:
            self.bar.say_done(words, on)
        elif self._passed:
            verdict = tr("Passed.")
            self.bar.say_done(f"{verdict} {words}", on)
            self.bar.say(tr("It is kept under Progress, where the trainer makes the certificate."), glyph="award")
        else:
            needed = tr("At least {n} right answers are needed.").format(n=self._needed)
            verdict = tr("Not passed yet.")
            self.bar.say_done(f"{verdict} {words} {needed}", tr("Take the exam again"))
            self.bar.say(tr("Learn it again by “Follow” where you were unsure, then take the exam again."))

    def _next_outline(self) -> str:
        ids = [outline.id for outline in self.running.course.outlines if not outline.hidden]
        here = ids.index(self.running.view.outline.id) if self.running.view.outline.id in ids else -1
        return ids[here + 1] if 0 <= here < len(ids) - 1 else ""

    def _keep(self) -> None:
        """Keep the run as it is now."""
        studio, view = self._shell.studio, self.driver.view
        over = view.finished and (self.mode is not Mode.EXAM or self.attempt.quiz is not None)
        run = self.attempt.run(view, studio.now(), over=over, passed=self._passed)
        self._shell.tasks.store(lambda: studio.progress.record(run))


def _going_back() -> str:
    return tr("Everything is brought back to where the step began…")


def _after_hint(lesson: Lesson) -> LessonView:
    lesson.hint()
    return lesson.view
