"""Many pages from one login: what it may run is read to the end, ticked by a person, registered and connected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.accounts.model import Account, AccountKind, Health
from studio.errors import StudioError
from studio.people.model import Person
from studio.platforms import Platform
from studio.translation import ntr, tr
from studio.ui.connections.asking import Asking
from studio.ui.connections.deeds import TECHNICIANS
from studio.ui.page import Shell
from studio.ui.people.forms import slug
from studio.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Plain, clear, column, row, scrolled
from studio.ui.widgets.progress import ProgressBar
from studio.ui.widgets.vouch import Vouch

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.publishers.connections import ConnectionMethod, OfferedPage

SIZE = (600, 620)
KIND = AccountKind.FACEBOOK
"""The only platform whose login tells of many pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of the ticked pages."""

    fine: int
    reasons: tuple[str, ...]


class ManyDialog(Dialog):
    """First the login, then the pages it may run. `connected` follows when any was taken."""

    connected = Signal()

    def __init__(self, shell: Shell, accounts: Sequence[Account], unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=SIZE[0])
        self._fits = False
        self._shell, self._accounts, self._unit = shell, tuple(accounts), unit
        self._found: tuple[OfferedPage, ...] = ()
        self.asking = Asking(shell.speech)
        self.boxes: dict[str, CheckBox] = {}
        self._list: QVBoxLayout = column(spacing=4)
        self._told = Label(role="label", wrap=True)
        self.all = LinkButton(tr("Tick all"))
        self.all.clicked.connect(self._tick_all)
        self.vouch = Vouch(TECHNICIANS)
        self._failure = Label(role="error", wrap=True)
        self._failure.hide()
        self._busy = ProgressBar()
        self._busy.hide()
        self.go, cancel = PrimaryButton(glyph="plug"), QuietButton(tr("Cancel"))
        self.go.clicked.connect(self._try)
        self.vouch.entered.connect(self.go.click)
        cancel.clicked.connect(self.reject)
        inside = Plain()
        told = row(self._told, self.all)
        told.setStretch(0, 1)
        inside.setLayout(column(self.asking, told, self._list, None, spacing=14, margins=(0, 0, 12, 0)))
        self.fill(scrolled(inside), self.vouch, self._busy, self._failure, buttons=row(None, cancel, self.go))
        self.set_heading(tr("Connect many pages with one login"))
        self._show_stage()
        self.resize(*SIZE)
        studio = shell.studio
        shell.tasks.store(lambda: (studio.connections.ways_of(KIND), studio.people.list()), self._offer, owner=self)

    @property
    def ticked(self) -> list[OfferedPage]:
        return [found for found in self._found if self.boxes[found.page_id].isChecked()]

    def _show_stage(self) -> None:
        told = bool(self._found)
        self.go.setText(
            ntr("Connect {n} page", "Connect {n} pages", len(self.ticked)).format(n=len(self.ticked))
            if told
            else tr("Show its pages")
        )
        self._told.setText(
            ntr(
                "This login may run {n} page. Tick it if it is of your unit.",
                "This login may run {n} pages. Tick those of your unit.",
                len(self._found),
            ).format(n=len(self._found))
        )
        for widget in (self._told, self.all, self.vouch):
            widget.setVisible(told)
        self.asking.setVisible(not told)

    def _offer(self, found: tuple[Sequence[ConnectionMethod], Sequence[Person]]) -> None:
        ways, people = found
        self.asking.offer(ways)
        self.vouch.offer(people, self._shell.session.person_id)
        self.asking.take_focus()

    def _try(self) -> None:
        self._failure.hide()
        if self._found:
            self._take()
        elif not self.asking.missing():
            connections, way, given = self._shell.studio.connections, self.asking.chosen, self.asking.given()
            self._wait(True)
            self._shell.tasks.pool(
                lambda _: connections.pages(KIND, way, given), self._show, owner=self, failed=self._refused
            )

    def _show(self, found: Sequence[OfferedPage]) -> None:
        self._wait(False)
        self.asking.forget()
        self._found = tuple(found)
        clear(self._list)
        known = {account.page_id: account for account in self._accounts if account.kind is KIND}
        for one in self._found:
            box = CheckBox(f"{one.title} · {one.page_id}")
            if one.page_id in known:
                box.setText(box.text() + " · " + tr("registered already"))
                box.setChecked(True)
            box.toggled.connect(lambda _: self._show_stage())
            self.boxes[one.page_id] = box
            self._list.addWidget(box)
        if not self._found:
            self._fail(tr("This login may run no page. Ask the page's owner for a role on it, then try again."))
        self._show_stage()

    def _tick_all(self) -> None:
        for box in self.boxes.values():
            box.setChecked(True)

    def _take(self) -> None:
        lacks, ticked = self.vouch.lacks(), self.ticked
        if not ticked:
            self._fail(tr("Tick at least one page."))
        if lacks or not ticked:
            return
        studio, unit, (person, pin) = self._shell.studio, self._unit, self.vouch.take()
        self._wait(True)
        self._shell.tasks.pool(
            lambda _: take(studio, ticked, unit, person, pin),
            self._done,
            owner=self,
            failed=self._refused,
            lasting=True,
        )

    def _done(self, taken: Taken) -> None:
        self._wait(False)
        self.connected.emit()
        self._shell.toast(ntr("Connected {n} page.", "Connected {n} pages.", taken.fine).format(n=taken.fine))
        if taken.reasons:
            self._fail("\n".join(taken.reasons))
        else:
            self.accept()

    def _wait(self, waiting: bool) -> None:
        self.go.setEnabled(not waiting)
        self._busy.setVisible(waiting)
        self._busy.setAccessibleName(tr("Asking the platform…"))
        self._busy.move_to(0, 0)

    def _refused(self, error: StudioError) -> None:
        self._wait(False)
        if self._found or not self.asking.blame(error.where, self._shell.speech.say(error.phrase)):
            self._fail(self._shell.speech.explain(error))

    def _fail(self, sentence: str) -> None:
        self._failure.setText(sentence)
        self._failure.show()


def take(studio: Studio, ticked: Sequence[OfferedPage], unit: str, person: str, pin: str) -> Taken:
    """Register those that are new, then connect all of them. On a worker."""
    studio.people.verify_pin(person, pin)  # before anything is registered
    known = {account.page_id: account.name for account in studio.accounts.list() if account.kind is KIND}
    names = [account.name for account in studio.accounts.list()]
    chosen: dict[str, OfferedPage] = {}
    for found in ticked:
        name = known.get(found.page_id)
        if name is None:
            name = slug(f"{found.title} facebook", names)
            names.append(name)
            page = Account(
                name=name, kind=KIND, platform=Platform.FACEBOOK, page_id=found.page_id, title=found.title, unit=unit
            )
            studio.connections.add(page, person)
        chosen[name] = found
    health: Mapping[str, Health] = studio.connections.take(chosen, person, pin)
    bad = [f"{chosen[name].title}: {state.say.vi}" for name, state in health.items() if not state.usable]
    return Taken(fine=len(health) - len(bad), reasons=tuple(bad))
