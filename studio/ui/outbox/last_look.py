"""The last look before something is published: what it is on the left, how it looks on the right, who does it, and why
it cannot be done yet.

The focus stands on Cancel, and Enter sends nothing.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.errors import StudioError
from studio.people.model import Person
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import Button, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Item, Plain, column, row, scrolled
from studio.ui.widgets.phone import PhonePreview
from studio.ui.widgets.vouch import Vouch

SIZE = (860, 640)


class LastLook(Dialog):
    """`send` is open to be pressed once `reason` has nothing to say any more."""

    def __init__(self, shell: Shell, send: Button, vouch: Vouch, parent: QWidget | None) -> None:
        super().__init__(parent, width=SIZE[0])
        self._fits = False
        self._shell, self.send, self.vouch = shell, send, vouch
        self.who, self.pin = vouch.who, vouch.pin
        self.problem = Banner()
        self.phone = PhonePreview(330)
        self.cancel = QuietButton(tr("Cancel"))
        self.cancel.setAutoDefault(True)
        self.cancel.setDefault(True)
        self.why = Label(role="hint", wrap=True)
        self.why.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.cancel.clicked.connect(self.reject)
        self.send.clicked.connect(self.give)
        self.who.picked.connect(lambda _: self.gates())
        self.pin.textEdited.connect(lambda _: self.gates())

    def arrange(self, items: Sequence[Item], right: Item) -> None:
        """Put `items` on the left, where they scroll, under what is wrong and over who does it."""
        self.resize(*SIZE)
        inner = Plain()
        inner.setLayout(column(self.problem, *items, self.vouch, None, margins=(0, 0, 10, 0)))
        left = scrolled(inner)
        left.setMinimumWidth(420)
        body = row(left, right, spacing=20)
        body.setStretch(0, 1)
        foot = row(self.why, self.cancel, self.send, spacing=12)
        foot.setStretch(0, 1)
        whole: QVBoxLayout = column(self._heading, body, foot, spacing=14, margins=24)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def offer(self, people: Sequence[Person]) -> None:
        """List those who may do it."""
        self.vouch.offer(people, self._shell.session.person_id)
        self.gates()

    @abstractmethod
    def reason(self) -> str:
        """Why it cannot be done yet; empty when it can."""

    @abstractmethod
    def give(self) -> None:
        """Do it."""

    def vouched(self, choose: str) -> str:
        """What lacks of person and PIN, if anything; `choose` asks for the person."""
        if not self.who.person:
            return choose
        return "" if self.pin.text() else tr("Enter the PIN.")

    def gates(self) -> None:
        """Say why it cannot be done yet, or open the way."""
        reason = self.reason()
        self.send.setEnabled(not reason)
        self.send.setAccessibleDescription(reason)
        self.why.setText(reason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def refused(self, error: StudioError) -> None:
        """Nothing left: say why under the PIN."""
        self.gates()
        self.vouch.refuse(self._shell.speech.explain(error))

    def failed(self, error: StudioError) -> None:
        """What is to be shown could not be read."""
        self.problem.say(Tone.RED, self._shell.speech.explain(error))
        self.gates()
