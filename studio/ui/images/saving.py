"""Storing each change of a photograph's recipe, soon after it was made and one after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio.errors import StudioError
from studio.images.recipe import Recipe
from studio.images.work import Work
from studio.ui.page import Shell

if TYPE_CHECKING:
    from studio.images.works import PhotoWorks

REST = 400
"""Milliseconds without a change after which it is stored."""


class Saving(QObject):
    """`saved` carries the work as it is stored now; `failed` the reason why it could not be, once."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, shell: Shell, works: PhotoWorks, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._works = shell, works
        self._work: Work | None = None
        self._by = ""
        self._wanted: Recipe | None = None
        self._busy = False
        self._after: list[Callable[[Work], None]] = []
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._send)

    @property
    def work(self) -> Work | None:
        """As it was stored last."""
        return self._work

    @property
    def settled(self) -> bool:
        """Whether everything is stored."""
        return self._wanted is None and not self._busy

    def begin(self, work: Work | None, by: str) -> None:
        """Store changes of that work from now on, as `by`; those of the last one are stored first."""
        self.flush()
        self._work, self._by, self._wanted, self._busy = work, by, None, False
        self._after.clear()

    def keep(self, recipe: Recipe) -> None:
        """Store it soon, as done by whoever works here now; what is stored already is not stored again."""
        if self._work is None:
            return
        by = self._shell.session.person_id or self._by
        if by != self._by:
            self.flush()
            self._by = by
        if recipe == self._work.recipe and not self._busy:  # while something else is being stored, it is not there yet
            self._wanted = None
            self._rest.stop()
        else:
            self._wanted = recipe
            self._rest.start()

    def then(self, act: Callable[[Work], None]) -> None:
        """Call `act` with the work once everything is stored; not at all when it cannot be."""
        self.flush()
        if self._work is not None and self.settled:
            act(self._work)
        else:
            self._after.append(act)

    def took(self, work: Work) -> None:
        """The work was stored anew by somebody else here."""
        self._work = work

    def flush(self) -> None:
        """Store at once what waits."""
        self._rest.stop()
        self._send()

    def _send(self) -> None:
        work, recipe = self._work, self._wanted
        if work is None or recipe is None or self._busy:
            return
        self._wanted, self._busy = None, True
        works, by = self._works, self._by
        self._shell.tasks.store(
            lambda: works.change(work.id, work.revision, recipe, by),
            lambda stored: self._stored(work, stored),
            owner=self,
            failed=lambda error: self._refused(work, error),
        )

    def _stored(self, before: Work, stored: Work) -> None:
        if self._work is not before:
            return
        self._busy, self._work = False, stored
        self._shell.saved(stored.changed_at)
        if self._wanted is not None:
            self._send()
            return
        self.saved.emit(stored)
        waiting, self._after = self._after, []
        for act in waiting:
            act(stored)

    def _refused(self, before: Work, error: StudioError) -> None:
        if self._work is before:
            self._busy, self._wanted = False, None
            self._after.clear()
            self.failed.emit(error)
