"""What the shelf of photographs shows, and the ways into the trash and out of it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio.images.work import WorkRow
from studio.ui.images.shelf import ShelfView
from studio.ui.page import Shell


class Shelving(QObject):
    """Reads the works for the shelf, throws away and brings back."""

    def __init__(self, shell: Shell, shelf: ShelfView) -> None:
        super().__init__(shelf)
        self._shell, self._shelf, self._works = shell, shelf, shell.studio.photo_works
        shelf.thrown.connect(self.throw_away)
        shelf.back_wanted.connect(self.take_back)

    def refresh(self) -> None:
        """Read both lists again."""
        works = self._works

        def read() -> tuple[tuple[WorkRow, ...], tuple[WorkRow, ...]]:
            return tuple(works.list()), tuple(works.list(trashed=True))

        self._shell.tasks.store(read, lambda rows: self._shelf.show_rows(*rows), owner=self, key="list")

    def throw_away(self, work: str) -> None:
        """Nothing is asked: it comes back whole."""
        works = self._works

        def gone(_: None) -> None:
            self.refresh()
            words, undo = self.tr("In the trash for 30 days."), self.tr("Undo")
            self._shell.toast(words, undo, lambda: self.take_back(work))

        if by := self._person():
            self._shell.tasks.store(lambda: works.throw_away(work, by), gone, owner=self)

    def take_back(self, work: str) -> None:
        """As it was."""
        works = self._works
        if by := self._person():
            self._shell.tasks.store(lambda: works.take_back(work, by), lambda _: self.refresh(), owner=self)

    def _person(self) -> str:
        if not self._shell.session.person_id:
            self._shell.sign_in()
        return self._shell.session.person_id
