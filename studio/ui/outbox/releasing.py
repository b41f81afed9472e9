"""Lets a page be sent to again by a person's word, with a reason and the PIN."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from studio.outbox.model import Pause
from studio.people.model import Role
from studio.translation import tr
from studio.ui.page import Page, Shell
from studio.ui.proof import ProofDialog, ProofStep

RELEASERS = frozenset({Role.TECHNICAL, Role.PUBLISHER, Role.HEAD})


class Releasing(QObject):
    """Asks over `page`."""

    def __init__(self, shell: Shell, page: Page) -> None:
        super().__init__(page)
        self._shell, self._page = shell, page

    def choose(self, pauses: Sequence[Pause], titles: Mapping[str, str], at: QPoint) -> None:
        """Ask about the only one, or offer them all in a menu at that point of the screen."""
        if len(pauses) == 1:
            self.ask(pauses[0], titles.get(pauses[0].account, pauses[0].account))
            return
        menu = QMenu(self._page)
        for pause in pauses:
            title = titles.get(pause.account, pause.account)
            menu.addAction(title, partial(self.ask, pause, title))
        menu.popup(at)

    def ask(self, pause: Pause, title: str) -> None:
        outbox, why = self._shell.studio.outbox, self._shell.speech.say(pause.reason)
        dialog = ProofDialog(
            self._shell,
            ProofStep(
                heading=tr("Send to {page} again?").format(page=title),
                text=tr(
                    "Nothing is sent there now: {why} Say why it is in order again; this is kept. "
                    "Deliveries that were stopped wait until they are sent again."
                ).format(why=why),
                verb=tr("Send there again"),
                roles=RELEASERS,
                reason=True,
                work=lambda proof: outbox.release_account(pause.account, proof.person, proof.pin, proof.reason),
            ),
            self._page,
        )
        dialog.done_well.connect(self._done)
        dialog.open()

    def _done(self) -> None:
        self._shell.toast(tr("The page is sent to again."))
        self._shell.changed()
