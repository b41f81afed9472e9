"""F11: begins to present what is in hand, and follows which lesson that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from studio.errors import Refused
from studio.training.lesson import StepState
from studio.training.outline import Course, Outline, StepKind
from studio.ui.page import Shell
from studio.ui.tabbed import TabbedPage
from studio.ui.training.presenter.notes import OutlineTalk, Presentation, Stop
from studio.ui.training.presenter.presenter import Presenter

if TYPE_CHECKING:
    from studio.ui.stage import Stage
    from studio.ui.training.lesson_controller import LessonController, LessonRunner


class LessonTalk:
    """Going on plays the present step; going back restores the moment at which the one before began."""

    def __init__(self, running: LessonRunner) -> None:
        self._running = running

    @property
    def course(self) -> Course:
        return self._running.course

    @property
    def outline(self) -> Outline:
        return self._running.driver.view.outline

    @property
    def states(self) -> Sequence[StepState]:
        return self._running.driver.view.states

    @property
    def now(self) -> int | None:
        return self._running.driver.view.now

    def next(self) -> None:
        if self.now is not None:
            self._running.play()

    def previous(self) -> None:
        self._running.back()

    def show_coach(self, shown: bool) -> None:
        bar, step = self._running.bar, self._running.driver.view.step
        if isValid(bar):
            bar.setVisible(shown or step is None or step.kind is StepKind.CHECKLIST)

    def listen(self, then: Callable[[], None]) -> Stop:
        driver = self._running.driver

        def hear(_: object) -> None:
            then()

        def stop() -> None:
            if isValid(driver):  # a lesson that ended takes its driver along
                driver.stepped.disconnect(hear)

        driver.stepped.connect(hear)
        return stop


class PresenterHost(QObject):
    """At most one presenter over a window."""

    def __init__(self, stage: Stage, shell: Shell, lessons: LessonController) -> None:
        super().__init__(stage)
        self._stage, self._shell, self._lessons = stage, shell, lessons
        self.presenter: Presenter | None = None
        lessons.turned.connect(self._turned)

    def toggle(self) -> None:
        """Begin, or leave. Says why not, where there is nothing to present, or real work is open."""
        if self.presenter is not None:
            self.presenter.stop()
            return
        if not self._shell.practice:
            self._shell.complain(
                Refused(
                    "presenting works in the practice workspace only, so that nothing real is shown; open Training."
                )
            )
            return
        presentation = self._presentation()
        if presentation is None:
            self._shell.complain(Refused("choose a procedure under Training, or begin a lesson, then press F11."))
            return
        self.presenter = Presenter(self._stage, self._shell)
        self.presenter.stopped.connect(self._stopped)
        self.presenter.start(presentation)

    def leave(self) -> None:
        """The window closes, or another profile is opened."""
        if self.presenter is not None:
            self.presenter.stop()

    def _presentation(self) -> Presentation | None:
        """The lesson under way, else the outline in hand on the page of training."""
        if self._lessons.running is not None:
            return LessonTalk(self._lessons.running)
        from studio.ui.training.lessons_tab import LessonsTab

        page = self._stage.page
        tab = page.tab if isinstance(page, TabbedPage) else None
        if isinstance(tab, LessonsTab) and tab.detail.outline is not None and tab.detail.course is not None:
            return OutlineTalk(tab.detail.course, tab.detail.outline)
        return None

    def _turned(self) -> None:
        """Another lesson began, or one ended: present that, else what the page of training has in hand."""
        if self.presenter is None:
            return
        presentation, before = self._presentation(), self.presenter.presentation
        if presentation is None and before is not None:  # a lesson that ended elsewhere is talked through from here on
            presentation = OutlineTalk(before.course, before.outline)
        if presentation is not None:
            self.presenter.show_talk(presentation)

    def _stopped(self) -> None:
        self.presenter = None
