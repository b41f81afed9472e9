"""Connecting one page: the steps, what they yield, and who vouches for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.accounts.model import Account, Health
from studio.errors import StudioError
from studio.people.model import Person
from studio.ui.connections.asking import Asking
from studio.ui.connections.consent import ConsentPanel
from studio.ui.connections.deeds import TECHNICIANS
from studio.ui.page import Shell
from studio.ui.widgets.avatar import Avatar
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, column, row, scrolled
from studio.ui.widgets.progress import ProgressBar
from studio.ui.widgets.vouch import Vouch
from studio.ui.words import kind_name

if TYPE_CHECKING:
    from studio.publishers.connecting import Way

SIZE = (600, 676)


class ConnectDialog(Dialog):
    """Nothing is stored unless the platform confirms that the login is of this very page. `connected` follows."""

    connected = Signal()

    def __init__(self, shell: Shell, account: Account, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=SIZE[0])
        self._fits = False
        self._shell, self._account = shell, account
        self.asking, self.consent = Asking(shell.speech), ConsentPanel(account)
        self.asking.turned.connect(self._turned)
        self.consent.wanted.connect(self._make_link)
        self.consent.copied.connect(shell.toast)
        self.consent.hide()
        self.vouch = Vouch(TECHNICIANS)
        self._where = Label(f"{kind_name(account.kind)} · {account.page_id}", "hint", wrap=True)
        self._note, self._failure = Label(role="hint", wrap=True), Label(role="error", wrap=True)
        self._failure.hide()
        self._busy = ProgressBar()
        self._busy.hide()
        self.go, self._cancel = PrimaryButton(glyph="plug"), QuietButton()
        self.go.clicked.connect(self._try)
        self.vouch.entered.connect(self.go.click)
        self._cancel.clicked.connect(self.reject)
        self._build()
        self.retranslate()
        self.resize(*SIZE)
        studio = shell.studio
        shell.tasks.store(
            lambda: (studio.connections.ways(account.name), studio.people.list()), self._offer, owner=self
        )

    def _build(self) -> None:
        texts = column(Label(self._account.title, "label", wrap=True), self._where, spacing=1)
        identity = row(Avatar(self._account.title, 36), texts, spacing=10, margins=12)
        identity.setStretch(1, 1)
        card = Card(kind="inset")
        card.setLayout(identity)
        inside = Plain()
        inside.setLayout(
            column(card, self.asking, self.consent, self._note, self.vouch, None, spacing=14, margins=(0, 0, 12, 0))
        )
        buttons = row(None, self._cancel, self.go)
        self.fill(scrolled(inside), self._busy, self._failure, buttons=buttons)

    def retranslate(self) -> None:
        self.set_heading(self.tr("Connect {page}").format(page=self._account.title))
        self._note.setText(
            self.tr("What you enter goes to the platform alone and is kept sealed, with its key in this PC's keyring.")
        )
        self.go.setText(self.tr("Connect"))
        self._cancel.setText(self.tr("Cancel"))

    def _offer(self, found: tuple[Sequence[Way], Sequence[Person]]) -> None:
        ways, people = found
        self.asking.offer(ways)
        self.vouch.offer(people, self._shell.session.person_id)
        self.asking.take_focus()

    def _turned(self) -> None:
        self.consent.drop()
        self.consent.setVisible(self.asking.consents)

    def _make_link(self, callback: str) -> None:
        connections, name, way = self._shell.studio.connections, self._account.name, self.asking.chosen
        given = self.asking.given()
        self._shell.tasks.pool(
            lambda _: connections.consent(name, way, given, callback),
            self.consent.show_consent,
            owner=self,
            failed=self._no_link,
        )

    def _no_link(self, error: StudioError) -> None:
        sentence = self._shell.speech.say(error.phrase)
        self.consent.blame("" if self.asking.blame(error.where, sentence) else sentence)

    def _try(self) -> None:
        self._failure.hide()
        if self.vouch.lacks() | self.asking.missing():  # both say what they miss
            return
        connections, name, way = self._shell.studio.connections, self._account.name, self.asking.chosen
        person, pin = self.vouch.take()
        given = {**(self.consent.given if self.asking.consents else {}), **self.asking.given()}
        self._wait(True)
        self._shell.tasks.pool(
            lambda _: connections.connect(name, way, given, person, pin),
            self._done,
            owner=self,
            failed=self._refused,
            lasting=True,
        )

    def _wait(self, waiting: bool) -> None:
        self.go.setEnabled(not waiting)
        self._busy.setVisible(waiting)
        self._busy.setAccessibleName(self.tr("Asking the platform…"))
        self._busy.move_to(0, 0)

    def _done(self, health: Health) -> None:
        self.asking.forget()
        self._shell.toast(f"{self._account.title}: {self._shell.speech.say(health.say)}")
        self.connected.emit()
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self._wait(False)
        sentence = self._shell.speech.explain(error)
        if not self.asking.blame(error.where, self._shell.speech.say(error.phrase)):
            self._failure.setText(sentence)
            self._failure.show()
