"""Who is reminded of what passes for a page of the unit: impostors to look at again, old names to search for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from studio.clock import local_date
from studio.people.model import Role
from studio.registry.model import PageFile
from studio.slips.model import Slip
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.layout import column

if TYPE_CHECKING:
    from studio.app.studio import Studio

KEEPERS = frozenset({Role.TECHNICAL, Role.HEAD})
"""They are reminded of all of it; others of the slips they opened and the files they made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is due for one person."""

    slips: Sequence[Slip] = ()
    files: Sequence[PageFile] = ()

    @property
    def count(self) -> int:
        return len(self.slips) + len(self.files)


def load_watch(studio: Studio, person: str) -> Watch:
    """Read on the worker, for the person of that id; nobody is reminded of nothing."""
    found = next((each for each in studio.people.list() if each.id == person), None)
    if found is None:
        return Watch()
    keeps, today = bool(KEEPERS & set(found.roles)), local_date(studio.now())
    return Watch(
        slips=tuple(slip for slip in studio.slips.to_look_at(today) if keeps or slip.opened_by == person),
        files=tuple(file for file in studio.registry.to_watch(today) if keeps or file.made_by == person),
    )


class WatchStrip(QWidget):
    """Hidden while nothing is due for the person who is signed in."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.watch = Watch()
        self.look = QuietButton(tr("Look at the first"), glyph="eye")
        self.look.clicked.connect(self._open)
        self.banner = Banner(self.look)
        self.setLayout(column(self.banner))
        self.hide()

    def refresh(self) -> None:
        """Ask what is due."""
        studio, person = self._shell.studio, self._shell.session.person_id
        self._shell.tasks.store(lambda: load_watch(studio, person), self._show, owner=self, key="watch")

    def _show(self, watch: Watch) -> None:
        self.watch = watch
        self.setVisible(watch.count > 0)
        parts = []
        if watch.slips:
            parts.append(tr("Impostor pages to check again: {n}.").format(n=len(watch.slips)))
        if watch.files:
            names = ", ".join(file.identity.name or file.area for file in watch.files)
            parts.append(tr("Search for impostors under the old name: {names}.").format(names=names))
        self.banner.say(Tone.AMBER, " ".join(parts))

    def _open(self) -> None:
        if self.watch.slips:
            self._shell.go(PageId.PAGES, f"slips:{self.watch.slips[0].id}")
        elif self.watch.files:
            self._shell.go(PageId.PAGES, f"files:{self.watch.files[0].id}")
