"""Over every page: what the profile has to be told at its start, and who may say that the clock is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from studio.people.model import Role
from studio.phrase import Phrase
from studio.ui.page import Shell
from studio.ui.proof import Proof, ProofDialog, ProofStep
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton

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

    def __init__(self, parent: QWidget | None = None) -> None:
        confirm = QuietButton(glyph="clock")
        super().__init__(confirm, parent=parent)
        self.confirm = confirm
        self._shell: Shell | None = None
        self._told = ClockTold(None, ())
        self.confirm.clicked.connect(self._ask)

    def follow(self, shell: Shell) -> None:
        """Work with this profile from now on."""
        self._shell = shell
        self._take(ClockTold(None, ()))
        self.refresh()

    def refresh(self) -> None:
        if (shell := self._shell) is not None:
            shell.tasks.pool(lambda _: look(shell.studio), self._take, owner=self, key="clock")

    def stop(self) -> None:
        """Nothing runs on."""

    def retranslate(self) -> None:
        self.confirm.setText(self.tr("The time is right…"))
        self.confirm.setVisible(self._told.clock is not None)
        told = [*((self._told.clock,) if self._told.clock else ()), *self._told.log]
        words = " ".join(self._shell.speech.say(each) for each in told) if self._shell is not None else ""
        self.say(Tone.RED if self._told.log else Tone.AMBER, words)

    def _take(self, told: ClockTold) -> None:
        self._told = told
        self.retranslate()

    def _ask(self) -> None:
        shell, clock = self._shell, self._told.clock
        if shell is None or clock is None:
            return

        def confirm(proof: Proof) -> None:
            shell.studio.confirm_clock(proof.person, proof.pin)

        step = ProofStep(
            heading=self.tr("Is the date and time of this PC right?"),
            text=shell.speech.say(clock),
            verb=self.tr("The time is right"),
            roles=MAY_CONFIRM,
            work=confirm,
            danger=True,
        )
        dialog = ProofDialog(shell, step, self)
        dialog.done_well.connect(self.refresh)
        dialog.open()
