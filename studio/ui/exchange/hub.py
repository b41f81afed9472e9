"""The department's hub in the settings: joined by an invitation, how it stands, left again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.clock import show_datetime
from studio.hub.invitation import Invitation, read_invitation
from studio.translation import tr
from studio.ui.clipboard import copy
from studio.ui.exchange.pcs import KEEPERS
from studio.ui.files import ask_open
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog
from studio.ui.settings.section import titled
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import LinkButton, QuietButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, clear, column
from studio.ui.widgets.responsive_row import ResponsiveRow

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.exchange.link_model import JoinedHub, LinkStanding

KIND = "Page Studio (*.json)"


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSeen:
    """What the card shows; `joined` is None where no hub was joined."""

    joined: JoinedHub | None
    standing: LinkStanding


def load_hub(studio: Studio) -> HubSeen:
    """On the worker."""
    return HubSeen(joined=studio.hub.joined(), standing=studio.hub.standing())


class HubCard(QWidget):
    """Quiet where no hub was joined."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._none = Label(
            tr(
                "Only where the department runs a hub: this PC then exchanges posts with it over the network. The "
                "department needs the key of this PC, and gives you an invitation file."
            ),
            "hint",
            wrap=True,
        )
        self.trouble = Banner()
        self._facts: QVBoxLayout = column(spacing=8)
        self.join = QuietButton(tr("Join by an invitation…"), "plug")
        self.key = LinkButton(tr("Copy the key for the department"), "copy")
        self.now = QuietButton(tr("Make contact now"), "refresh-cw")
        self.leave = QuietButton(tr("Leave…", about="hub"), "unplug")
        self.join.clicked.connect(self._ask_invitation)
        self.key.clicked.connect(self._copy_key)
        self.now.clicked.connect(self._contact)
        self.leave.clicked.connect(self._ask_leave)
        flow, buttons = FlowLayout(), PlainHolder()
        for button in (self.join, self.key, self.now, self.leave):
            flow.addWidget(button)
            button.hide()
        buttons.setLayout(flow)
        card = titled(tr("Hub of the department"), self._none, self.trouble, self._facts, buttons)
        self.setLayout(column(card))

    def refresh(self) -> None:
        studio = self._shell.studio
        self._shell.tasks.store(lambda: load_hub(studio), self._show, owner=self, key="hub")

    def _show(self, seen: HubSeen) -> None:
        joined = seen.joined
        self._none.setVisible(joined is None)
        for button in (self.join, self.key):
            button.setVisible(joined is None)
        for button in (self.now, self.leave):
            button.setVisible(joined is not None)
        clear(self._facts)
        trouble = seen.standing.trouble if joined is not None else None
        self.trouble.say(Tone.AMBER, self._shell.language.sentence(trouble) if trouble else "")
        if joined is not None:
            for name, said in _facts(joined, seen.standing):
                self._facts.addWidget(ResponsiveRow((Label(name, "hint", wrap=True), 1), (Label(said, wrap=True), 2)))

    # -- joining and leaving

    def _copy_key(self) -> None:
        def copied(key: str) -> None:
            copy(key)
            self._shell.toast(tr("Copied."))

        exchange = self._shell.studio.exchange
        self._shell.tasks.pool(lambda _: exchange.key(), copied, owner=self)

    def _ask_invitation(self) -> None:
        ask_open(self, tr("Invitation to the hub"), KIND, lambda paths: self._read(paths[0]))

    def _read(self, path: Path) -> None:
        self._shell.tasks.pool(lambda _: read_invitation(path), lambda told: self._ask_join(path, told), owner=self)

    def _ask_join(self, path: Path, told: Invitation) -> None:
        hub = self._shell.studio.hub
        text = tr(
            "Hub: {address}\nUnit: {unit}\n\nFrom then on this PC sends the work on its posts there and receives "
            "what others send. Everything works without it when the network is down. Destroy the invitation "
            "afterwards."
        ).format(address=f"{told.host}:{told.port}/{told.database}", unit=told.unit)
        if told.introductions:
            vouched = tr(
                "PCs of the department that are accepted here from then on: {n}; their approvals after 24 hours."
            )
            text = f"{text}\n\n{vouched.format(n=len(told.introductions))}"
        action = PinAction(
            heading=tr("Join the hub of the department?"),
            text=text,
            verb=tr("Join"),
            roles=KEEPERS,
            work=lambda signed: hub.join(path, signed.person, signed.pin),
        )
        dialog = PinConfirmDialog(self._shell, action, self)
        dialog.done_well.connect(self._contact)
        dialog.open()

    def _contact(self) -> None:
        """Say how it stands, and again once the hub was asked."""
        hub = self._shell.studio.hub
        self.refresh()
        self.now.setEnabled(False)
        self._shell.tasks.pool(lambda _: hub.sync(), self._contacted, owner=self, lasting=True)

    def _contacted(self, _: object) -> None:
        self.now.setEnabled(True)
        self._shell.changed()

    def _ask_leave(self) -> None:
        hub = self._shell.studio.hub
        action = PinAction(
            heading=tr("Leave the hub?"),
            text=tr(
                "What was received from it stays. What waits to be sent there is not sent. To rejoin, the "
                "department has to write a new invitation."
            ),
            verb=tr("Leave", about="hub"),
            roles=KEEPERS,
            work=lambda signed: hub.leave(signed.person, signed.pin),
            danger=True,
        )
        dialog = PinConfirmDialog(self._shell, action, self)
        dialog.done_well.connect(self._shell.changed)
        dialog.open()


def _facts(joined: JoinedHub, standing: LinkStanding) -> list[tuple[str, str]]:
    never = tr("not yet")
    facts = [
        (tr("Address"), joined.address),
        (tr("Unit"), tr("the department itself") if joined.department else joined.unit),
        (tr("Joined on"), show_datetime(joined.joined_at)),
        (tr("Last contact"), show_datetime(standing.last_ok) if standing.last_ok else never),
        (tr("Waiting to be sent"), str(standing.waiting)),
    ]
    if standing.refused:
        facts.append((tr("Refused by the hub"), str(standing.refused)))
    if standing.aside:
        facts.append((tr("Received, but cannot be imported yet"), str(standing.aside)))
    return facts
