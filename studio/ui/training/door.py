"""The way from real work to a lesson and back, and the first offer of one. It delays no first paint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.errors import NameNeeded, StudioError
from studio.phrase import Phrase
from studio.translation import tr
from studio.ui.page import PageId, Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.training.outline import Outline
    from studio.ui.main_window import MainWindow
    from studio.ui.page import Loader
    from studio.ui.training.desk import LessonDesk
    from studio.ui.training.presenter.presenting import Presenting

FIRST_LESSON = "B1"
OFFERED = "tour/offered"
MOST_OFFERED = 3
"""Lessons offered beside the help of a page."""


class TrainingDoor(QObject):
    """Of `window`; `training` opens the practice profile beside the user's own, None where there is none."""

    def __init__(self, window: MainWindow, training: Loader | None) -> None:
        super().__init__(window)
        self._window, self.training = window, training
        self._present: Loader | None = None
        self._before: tuple[Loader | None, Loader | None] = None, None
        self.home: Loader | None = None
        """Opens the profile of real work, while the one to learn in is open."""
        self.desk: LessonDesk | None = None
        self.presenting: Presenting | None = None
        self._yes, self._no = QuietButton(glyph="graduation-cap"), QuietButton(glyph="x")
        self.offer = Banner(self._yes, self._no)
        self._yes.clicked.connect(self._take_offer)
        self._no.clicked.connect(self._hide_offer)

    def speak_anew(self) -> None:
        """Another language was chosen."""
        if self.offer.text:
            self._show_offer()

    @property
    def bar(self) -> QWidget | None:
        """The coach, while a lesson runs."""
        return self.desk.running.bar if self.desk is not None and self.desk.running is not None else None

    @property
    def foot(self) -> int:
        """Pixels at the foot of the window in which the coach says what to do."""
        return self.desk.running.bar.foot if self.desk is not None and self.desk.running is not None else 0

    def passed(self, loader: Loader) -> None:
        """Another profile is being opened."""
        self._before = self._present, self.home
        self.home = self._present if loader is self.training and self._present is not loader else None
        self._present = loader

    def stayed(self) -> None:
        """It could not be opened: the one before is open still."""
        self._present, self.home = self._before

    def opened(self, shell: Shell) -> None:
        """Be ready for lessons in the profile of `shell`."""
        from studio.ui.training.desk import LessonDesk
        from studio.ui.training.presenter.presenting import Presenting

        self.desk = LessonDesk(self._window, shell)
        self.presenting = Presenting(self._window, shell, self.desk)
        studio = shell.studio
        self._window.help.teach(
            lambda page: lessons_for(studio, page), lambda outline: shell.go(PageId.TRAINING, f"lessons:{outline}")
        )

    def begin(self, shell: Shell) -> None:
        """The profile is in use: offer a first lesson, once for this window's whole life."""
        if self.training is None or shell.practice or shell.memory.kept(OFFERED):
            return
        shell.memory.keep(OFFERED, "yes")
        self._show_offer()

    def learn(self, outline: str, mode: str) -> None:
        """Begin a lesson (`mode` as in `Mode`); from a profile of real work, in the practice profile beside it."""
        shell = self._window.shell
        if shell is None:
            return
        if shell.practice and self.desk is not None:
            from studio.training.lesson import Mode

            self.desk.begin(outline, Mode(mode))
        elif self.training is not None:
            self._window.load(
                self.training, first=PageId.TRAINING, what=f"lessons:{outline}:{mode}", sign_in_first=False
            )

    def go_home(self) -> None:
        if self.home is not None:
            self._window.load(self.home, first=PageId.TRAINING)

    def reset(self, named: str = "") -> None:
        """Bring the practice profile back to its beginning; where it holds data of its own, ask for its name."""
        shell = self._window.shell
        if shell is None:
            return
        self.end()
        shell.session.sign_out()  # the people are others afterwards
        said = tr("The practice data is as at the beginning.")
        lessons = shell.studio.lessons

        def failed(error: StudioError) -> None:
            if isinstance(error, NameNeeded):
                from studio.ui.widgets.name_dialog import NameDialog

                NameDialog(error.name, shell.speech.explain(error), self.reset, self._window).open()
            else:
                self._window.complain(error)

        self._window.renew(lambda: lessons.reset_practice(named), lambda _: shell.toast(said), failed)

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
        if self.desk is not None:
            self.desk.end()

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
