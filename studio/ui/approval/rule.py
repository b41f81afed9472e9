"""The unit's rule whether an approver queues in the same act: how it stands, and the head's change of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio.people.model import Role
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row


class QueueRule(QWidget):
    """The rule in a sentence, and the button that turns it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell, self._allowed = shell, True
        self.says = Label(wrap=True)
        hint = Label(
            tr("Nobody approves their own post in either case. A change is kept in the log."), "hint", wrap=True
        )
        self.turn = QuietButton(tr("Change…"))
        self.turn.clicked.connect(self._ask)
        self.setLayout(column(self.says, hint, row(self.turn, None), spacing=8))
        self.refresh()

    def refresh(self) -> None:
        """Read again how it stands."""
        self._shell.tasks.store(self._shell.studio.outbox.queues_on_approval, self._show, owner=self, key="rule")

    def _show(self, allowed: bool) -> None:
        self._allowed = allowed
        self.says.setText(
            tr("An approver who may publish queues the post at the same time, with one PIN.")
            if allowed
            else tr("An approver only approves; queuing is a separate step.")
        )

    def _ask(self) -> None:
        outbox, wanted = self._shell.studio.outbox, not self._allowed
        action = PinAction(
            heading=tr("Let approvers queue in the same act?") if wanted else tr("Keep queuing as a separate step?"),
            text=tr("From now on this applies to the whole unit on this PC."),
            verb=tr("Allow it") if wanted else tr("Keep them apart"),
            roles=frozenset({Role.HEAD}),
            work=lambda signed: outbox.set_queues_on_approval(wanted, signed.person, signed.pin),
        )
        dialog = PinConfirmDialog(self._shell, action, self.window())
        dialog.done_well.connect(self.refresh)
        dialog.open()
