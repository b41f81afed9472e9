"""Over every page: what the profile has to be told at its start, and who may say that the clock is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.people.model import Role
from studio.phrase import Phrase
from studio.translation import tr
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
        self.say(Tone.RED if told.log else Tone.AMBER, " ".join(self._shell.speech.say(each) for each in sentences))

    def _ask(self) -> None:
        shell, doubt = self._shell, self._doubt
        if doubt is None:
            return

        def confirm(proof: Proof) -> None:
            shell.studio.confirm_clock(proof.person, proof.pin)

        step = ProofStep(
            heading=tr("Is the date and time of this PC right?"),
            text=shell.speech.say(doubt),
            verb=tr("The time is right"),
            roles=MAY_CONFIRM,
            work=confirm,
            danger=True,
        )
        dialog = ProofDialog(shell, step, self)
        dialog.done_well.connect(self.refresh)
        dialog.open()
