"""The way from real work to a lesson and back, and the first offer of one. It delays no first paint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.errors import NameNeeded, StudioError
from studio.phrase import Phrase
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.training.outline import Outline
    from studio.ui.page import Loader
    from studio.ui.stage import Stage
    from studio.ui.training.lesson_controller import LessonController
    from studio.ui.training.presenter.presenter_host import PresenterHost

FIRST_LESSON = "B1"
OFFERED = "tour/offered"
MOST_OFFERED = 3
"""Lessons offered beside the help of a page."""


class TrainingSwitch(QObject):
    """`training` opens the practice profile beside the user's own, None where there is none; `load` lets the window
    open a profile, and show something on its page of training."""

    def __init__(self, training: Loader | None, load: Callable[[Loader, str], None], window: QWidget) -> None:
        super().__init__(window)
        self.training, self._load, self._window = training, load, window
        self._shell: Shell | None = None
        self._present: Loader | None = None
        self._before: tuple[Loader | None, Loader | None] = None, None
        self.home: Loader | None = None
        """Opens the profile of real work, while the one to learn in is open."""
        self.lessons: LessonController | None = None
        self.presenting: PresenterHost | None = None
        self._yes, self._no = QuietButton(glyph="graduation-cap"), QuietButton(glyph="x")
        self.offer = Banner(self._yes, self._no)
        self._yes.clicked.connect(self._take_offer)
        self._no.clicked.connect(self._hide_offer)

    def speak_anew(self) -> None:
        """Another language was chosen."""
        if self.offer.text:
            self._show_offer()

    def passed(self, loader: Loader) -> None:
        """Another profile is being opened."""
        self._before = self._present, self.home
        self.home = self._present if loader is self.training and self._present is not loader else None
        self._present = loader

    def stayed(self) -> None:
        """It could not be opened: the one before is open still."""
        self._present, self.home = self._before

    def opened(self, shell: Shell, stage: Stage) -> None:
        """Be ready for lessons in the profile of `shell`."""
        from studio.ui.training.lesson_controller import LessonController
        from studio.ui.training.presenter.presenter_host import PresenterHost

        self._shell = shell
        self.lessons = LessonController(stage, shell)
        self.presenting = PresenterHost(stage, shell, self.lessons)

    def begin(self, shell: Shell) -> None:
        """The profile is in use: offer a first lesson, once for this window's whole life."""
        if self.training is None or shell.practice or shell.memory.kept(OFFERED):
            return
        shell.memory.keep(OFFERED, "yes")
        self._show_offer()

    def learn(self, outline: str, mode: str) -> None:
        """Begin a lesson (`mode` as in `Mode`); from a profile of real work, in the practice profile beside it."""
        shell = self._shell
        if shell is None:
            return
        if shell.practice and self.lessons is not None:
            from studio.training.lesson import Mode

            self.lessons.begin(outline, Mode(mode))
        elif self.training is not None:
            self._load(self.training, f"lessons:{outline}:{mode}")

    def go_home(self) -> None:
        if self.home is not None:
            self._load(self.home, "")

    def reset(self, named: str = "") -> None:
        """Bring the practice profile back to its beginning; where it holds data of its own, ask for its name."""
        shell = self._shell
        if shell is None:
            return
        self.end()
        shell.session.sign_out()  # the people are others afterwards
        said = tr("The practice data is as it was at the beginning.")
        lessons = shell.studio.lessons

        def failed(error: StudioError) -> None:
            if isinstance(error, NameNeeded):
                from studio.ui.training.reset_form import ResetForm

                ResetForm(shell, error.name, shell.language.explain(error), self.reset, self._window).open()
            else:
                shell.complain(error)

        under_way = tr("The practice data is brought back to its beginning…")
        shell.renew(lambda: lessons.reset_practice(named), lambda _: shell.toast(said), failed, under_way)

    def present(self) -> None:
        """F11: present the lesson or the outline in hand to a class, or leave that."""
        if self.presenting is not None:
            self.presenting.toggle()

    def leave_stage(self) -> None:
        """Present nothing any more: the window closes, or another profile is opened."""
        if self.presenting is not None:
            self.presenting.leave()

    def end(self) -> None:
        """A lesson that runs ends."""
        if self.lessons is not None:
            self.lessons.end()

    def _take_offer(self) -> None:
        self._hide_offer()
        self.learn(FIRST_LESSON, "watch")

    def _show_offer(self) -> None:
        self._yes.setText(tr("Watch a lesson"))
        self._no.setText(tr("Not now"))
        self.offer.say(Tone.BLUE, tr("New here? Watch how a post is made, from the template to the page."))

    def _hide_offer(self) -> None:
        self.offer.say(Tone.BLUE, "")


def lessons_for(studio: Studio, page: str) -> Sequence[tuple[str, Phrase]]:
    """Id and title of the lessons that are most at home on that page of the window. On the worker."""
    from studio.training.steps import place_of

    def share(outline: Outline) -> float:
        places = [place_of(outline.key(step.number), step) for step in outline.steps]
        return sum(place is not None and place.page == page for place in places) / max(1, len(places))

    shown = [outline for outline in studio.outlines.course().outlines if not outline.hidden and share(outline)]
    shown.sort(key=share, reverse=True)
    return [(outline.id, outline.title) for outline in shown[:MOST_OFFERED]]
