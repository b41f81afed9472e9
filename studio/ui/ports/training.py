"""Lessons learnt in the window."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from studio.phrase import Language, Phrase
from studio.training.lesson import Mode, View
from studio.training.scene import Cast


class LessonPort(Protocol):
    """One lesson on its way. All but `view` touch the disk."""

    @property
    def view(self) -> View: ...

    def start(self) -> View: ...

    def look(self) -> View:
        """See which steps are done by now."""
        ...

    def play(self) -> View:
        """Do the present step as a person would."""
        ...

    def answer(self, item_id: str, value: object) -> View:
        """Answer an item of the present step's checklist; None takes the answer back."""
        ...

    def hint(self) -> Phrase:
        """Counted; refused in an exam."""
        ...

    def strayed(self, gone: bool) -> View: ...

    def redo(self, step: int | None = None) -> View:
        """Bring everything back to the moment at which the step (index; by default the present one) began."""
        ...

    def stop(self) -> None: ...


class LessonsPort(Protocol):
    """The lessons of a practice profile; in any other all is refused."""

    @property
    def folder(self) -> Path:
        """Where a lesson that has begun finds its sample material."""
        ...

    def cast(self) -> Cast: ...

    def documents(self) -> frozenset[str]:
        """Numbers of the documents that a learner may cite."""
        ...

    def begin(self, outline_id: str, mode: Mode, cast: Cast | None = None) -> LessonPort:
        """A lesson to be started; one that goes on ends."""
        ...

    def reset_practice(self, named: str = "") -> None:
        """Bring the practice profile back to its beginning; results are kept. Raises NameNeeded."""
        ...

    def dump(self, language: Language) -> str:
        """All texts of all lessons, as Markdown, for proofreading."""
        ...

    def passes(self, scenario_green: bool, quiz_right: int, quiz_total: int) -> bool: ...

    def needed(self, quiz_total: int) -> int:
        """The fewest right answers with which an exam of so many questions is passed."""
        ...
