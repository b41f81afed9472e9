"""Many pages from one login: what it may run is read to the end, ticked by a person, registered and connected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.accounts.model import Account, AccountKind, Health
from studio.errors import StudioError
from studio.platforms import Platform
from studio.translation import ntr, tr
from studio.ui.connections.connect import ConnectSteps
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.pages.rows import TECHNICIANS
from studio.ui.people.forms import slug
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import PlainHolder, clear, column, row, scrolled

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.publishers.connections import ConnectionMethod, OfferedPage

HIGH = 220
"""Pixels that the list of pages has at least."""
KIND = AccountKind.FACEBOOK
"""The only platform whose login tells of many pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPages:
    """What became of the ticked pages."""

    fine: int
    reasons: tuple[str, ...]


class ManyPagesDialog(Form):
    """First the login, then the pages it may run."""

    def __init__(self, shell: Shell, accounts: Sequence[Account], unit: str, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="plug", width=600)
        self._accounts, self._unit = tuple(accounts), unit
        self._found: tuple[OfferedPage, ...] = ()
        self.boxes: dict[str, CheckBox] = {}
        self.slow = tr("Asking the platform…")
        self.set_heading(tr("Connect many pages with one access token"))
        self.asking = self.part("given", ConnectSteps(shell.language), shown=lambda _: not self._found)
        self._told = Label(role="label", wrap=True)
        self.all = LinkButton(tr("Tick all"))
        self.all.clicked.connect(self._tick_all)
        self._list: QVBoxLayout = column(spacing=4)
        told, boxes, offered = row(self._told, self.all), PlainHolder(), PlainHolder()
        told.setStretch(0, 1)
        boxes.setLayout(column(self._list, None, margins=(0, 0, 12, 0)))
        area = scrolled(boxes)
        area.setMinimumHeight(HIGH)
        offered.setLayout(column(told, area, spacing=8))
        self._shown[self.put(offered)] = lambda _: bool(self._found)
        self._shown[self.prove("by", TECHNICIANS)] = lambda _: bool(self._found)
        self._show_stage()
        connections = shell.studio.connections
        shell.tasks.store(lambda: connections.ways_of(KIND), self._offer, owner=self)

    @property
    def ticked(self) -> list[OfferedPage]:
        return [found for found in self._found if self.boxes[found.page_id].isChecked()]

    def submit(self) -> None:
        if self._found and not self.ticked:
            self.say_below(tr("Tick at least one page."))
        else:
            super().submit()

    def work(self, values: Values) -> Sequence[OfferedPage] | AddedPages:
        studio, ticked = self.shell.studio, self.ticked
        if ticked:
            return take(studio, ticked, self._unit, *values["by"])
        return studio.connections.pages(KIND, self.asking.chosen, values["given"])

    def blame(self, error: StudioError) -> bool:
        return not self._found and self.asking.blame(error.where, self.shell.language.say(error.phrase))

    def _show_stage(self) -> None:
        ticked, found = len(self.ticked), len(self._found)
        verb = ntr("Connect {n} page", "Connect {n} pages", ticked).format(n=ticked)
        self.go.setText(verb if found else tr("Show its pages"))
        self.all.setVisible(ticked < found)
        self._told.setText(
            ntr(
                "This access token manages {n} page. Tick it if it belongs to your unit.",
                "This access token manages {n} pages. Tick those of your unit.",
                found,
            ).format(n=found)
        )

    def _offer(self, ways: Sequence[ConnectionMethod]) -> None:
        self.asking.offer(ways)
        self.asking.take_focus()
        self.begin()

    def _done(self, result: Sequence[OfferedPage] | AddedPages) -> None:
        self._wait(False)
        if not isinstance(result, AddedPages):
            self._show(result)
            return
        self.done_well.emit()
        self.shell.toast(ntr("Connected {n} page.", "Connected {n} pages.", result.fine).format(n=result.fine))
        if result.reasons:
            self.say_below("\n".join(result.reasons))
        else:
            self.accept()

    def _show(self, found: Sequence[OfferedPage]) -> None:
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
            self.say_below(
                tr("This access token manages no page. Ask the page's owner for a role on it, then try again.")
            )
        self._show_stage()
        self.begin()

    def _tick_all(self) -> None:
        for box in self.boxes.values():
            box.setChecked(True)


def take(studio: Studio, ticked: Sequence[OfferedPage], unit: str, person: str, pin: str) -> AddedPages:
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
    return AddedPages(fine=len(health) - len(bad), reasons=tuple(bad))
