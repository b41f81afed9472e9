"""Over every page of a profile that was copied: nothing is sent from here, and who may say what it is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio.outbox.home import DECIDERS, ProfileKind
from studio.phrase import Phrase
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.editors import Either


class MachineBar(Banner):
    """Hidden while the profile is at home."""

    def __init__(self, shell: Shell) -> None:
        self.decide = QuietButton(glyph="monitor")
        super().__init__(self.decide)
        self._shell = shell
        self._trouble: Phrase | None = None
        self.decide.setText(tr("Say what it is…"))
        self.decide.clicked.connect(self._ask)

    def refresh(self) -> None:
        self._shell.tasks.store(self._shell.studio.home.trouble, self._show, owner=self, key="machine")

    def stop(self) -> None:
        """Nothing runs on."""

    def _show(self, trouble: Phrase | None) -> None:
        self._trouble = trouble
        self.say(Tone.RED, self._shell.speech.say(trouble) if trouble else "")

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
        self.say(shell.speech.say(trouble), "")
        kinds = {
            ProfileKind.MOVED: tr("It was moved here for good; the other one is out of use"),
            ProfileKind.COPY: tr("It is a copy: it can be read, and nothing is sent from here"),
        }
        missing = tr("Choose one of the two.")
        self.kind = self.ask("kind", Either(kinds), tr("This data"), missing=missing)
        self.prove("by", frozenset(DECIDERS), tr("Technical officer or head"), stacked=True)
        self.go.setText(tr("Confirm"))

    def work(self, values: Values) -> object:
        return self.shell.studio.home.decide(values["kind"], *values["by"])
