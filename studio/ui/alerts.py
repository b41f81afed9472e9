"""What has to be told on every page of a profile: the machine, the clock, an emergency, a notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from studio.outbox.home import DECIDERS, ProfileKind
from studio.people.model import Role
from studio.phrase import Phrase
from studio.translation import tr
from studio.ui.calendar.emergency import EmergencyBar
from studio.ui.exchange.notices import NoticeBar
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog, SignedConfirmation
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner, BannerRoom
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.editors import ChoiceButtons

if TYPE_CHECKING:
    from studio.app.studio import Studio


MAY_CONFIRM = frozenset({Role.HEAD, Role.TECHNICAL})


@dataclass(frozen=True, slots=True)
class ClockTold:
    """What is the matter with the clock, and with the log."""

    clock: Phrase | None
    log: tuple[Phrase, ...]


def look(studio: Studio) -> ClockTold:
    """May wait for the keyring: on a worker."""
    return ClockTold(studio.clock_doubt(), studio.log_faults())


class ClockBar(Banner):
    """Hidden while the clock is believed and the log is whole."""

    def __init__(self, shell: Shell) -> None:
        self.confirm = QuietButton(glyph="clock")
        super().__init__(self.confirm)
        self._shell = shell
        self._doubt: Phrase | None = None
        self.confirm.setText(tr("The time is right…"))
        self.confirm.clicked.connect(self._ask)

    def refresh(self) -> None:
        studio = self._shell.studio
        self._shell.tasks.pool(lambda _: look(studio), self._show, owner=self, key="clock")

    def stop(self) -> None:
        """Nothing runs on."""

    def _show(self, told: ClockTold) -> None:
        self._doubt = told.clock
        self.confirm.setVisible(told.clock is not None)
        sentences = [*((told.clock,) if told.clock else ()), *told.log]
        self.say(Tone.RED if told.log else Tone.AMBER, " ".join(self._shell.language.say(each) for each in sentences))

    def _ask(self) -> None:
        shell, doubt = self._shell, self._doubt
        if doubt is None:
            return

        def confirm(confirmation: SignedConfirmation) -> None:
            shell.studio.confirm_clock(confirmation.person, confirmation.pin)

        action = PinAction(
            heading=tr("Is the date and time of this PC right?"),
            text=shell.language.say(doubt),
            verb=tr("The time is right"),
            roles=MAY_CONFIRM,
            work=confirm,
            danger=True,
        )
        dialog = PinConfirmDialog(shell, action, self)
        dialog.done_well.connect(self.refresh)
        dialog.open()


class MachineBar(Banner):
    """Hidden while the profile is at home."""

    def __init__(self, shell: Shell) -> None:
        self.decide = QuietButton(glyph="monitor")
        super().__init__(self.decide)
        self._shell = shell
        self._trouble: Phrase | None = None
        self.decide.setText(tr("Confirm what this data is…"))
        self.decide.clicked.connect(self._ask)

    def refresh(self) -> None:
        self._shell.tasks.store(self._shell.studio.home.trouble, self._show, owner=self, key="machine")

    def stop(self) -> None:
        """Nothing runs on."""

    def _show(self, trouble: Phrase | None) -> None:
        self._trouble = trouble
        self.say(Tone.RED, self._shell.language.say(trouble) if trouble else "")

    def _ask(self) -> None:
        if self._trouble is not None:
            dialog = MachineDialog(self._shell, self._trouble, self)
            dialog.done_well.connect(self._shell.changed)
            dialog.open()


class MachineDialog(Form):
    """Moved here, or a copy."""

    def __init__(self, shell: Shell, trouble: Phrase, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.set_heading(tr("Was this data moved here, or is it a copy?"))
        self.say(shell.language.say(trouble), "")
        kinds = {
            ProfileKind.MOVED: tr("It was moved here for good; the other one is no longer used"),
            ProfileKind.COPY: tr("It is a copy: for reading; nothing is sent from here"),
        }
        missing = tr("Choose one of the two.")
        self.kind = self.ask("kind", ChoiceButtons(kinds), tr("This data"), missing=missing)
        self.prove("by", frozenset(DECIDERS), tr("Technical officer or head"), stacked=True)
        self.go.setText(tr("Confirm"))

    def work(self, values: Values) -> object:
        return self.shell.studio.home.decide(values["kind"], *values["by"])


class Alerts:
    """The bars of one profile in one language, each hidden while there is nothing to tell."""

    def __init__(self, room: BannerRoom, shell: Shell) -> None:
        self._room = room
        self._bars = (EmergencyBar(shell), MachineBar(shell), ClockBar(shell), NoticeBar(shell))
        for bar in self._bars:
            room.add(bar)
        self.refresh()

    def refresh(self) -> None:
        """Stored things changed."""
        for bar in self._bars:
            bar.refresh()

    def stop(self) -> None:
        """Nothing runs on: the window closes."""
        for bar in self._bars:
            bar.stop()

    def put_away(self) -> None:
        """Others take their place."""
        self.stop()
        for bar in self._bars:
            self._room.remove(bar)
            bar.hide()
            bar.deleteLater()
