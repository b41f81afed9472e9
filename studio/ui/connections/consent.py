"""Making a consent link: where it leads back to, the challenge to save on the platform's site, and the link to open.

The secret half of the pair is kept here, unseen, for the connect call.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.accounts.model import Account
from studio.secret import Secret
from studio.text import nfc
from studio.ui import clipboard
from studio.ui.language import Translated
from studio.ui.opening import open_address
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, column, row

if TYPE_CHECKING:
    from studio.publishers.connecting import Consent


class ConsentPanel(Translated):
    """`wanted` asks for a link that leads back to an address; `copied` says that something lies on the clipboard."""

    wanted = Signal(str)
    copied = Signal(str)

    def __init__(self, account: Account, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account = account
        self._consent: Consent | None = None
        self._name = Label(role="label")
        self.callback = QLineEdit()
        self.callback.setPlaceholderText("https://…")
        self._callback = FieldBlock(self.callback)
        self.make = QuietButton(glyph="link")
        self.make.clicked.connect(self._want)
        self.callback.returnPressed.connect(self._want)
        self.callback.textEdited.connect(lambda _: self.drop())
        self._save, self._keep = Label(wrap=True), Label(role="hint", wrap=True)
        self.challenge = Label(role="label", wrap=True).selectable()
        self.copy_challenge, self.copy = QuietButton(glyph="copy"), QuietButton(glyph="copy")
        self.open = QuietButton(glyph="external-link")
        self.copy_challenge.clicked.connect(self._copy_challenge)
        self.copy.clicked.connect(self._copy_link)
        self.open.clicked.connect(self._open_link)
        self._made = Plain()
        self._made.setLayout(
            column(
                self._save,
                self.challenge,
                row(self.copy_challenge, None),
                row(self.open, self.copy, None, spacing=8),
                self._keep,
                spacing=8,
            )
        )
        card = Card(kind="inset")
        card.setLayout(
            column(self._name, self._callback, row(self.make, None), self._made, spacing=10, margins=(12, 10, 12, 12))
        )
        self.setLayout(column(card))
        self._made.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self._name.setText(self.tr("Consent link"))
        self._callback.set_label(self.tr("Callback URL"))
        self._callback.set_hint(self.tr("As it is saved in the app's settings on the platform."))
        self.make.setText(self.tr("Make the link"))
        self._save.setText(self.tr("Save this code challenge in the app's settings first, then open the link:"))
        self.copy_challenge.setText(self.tr("Copy the challenge"))
        self.open.setText(self.tr("Open in the browser"))
        self.copy.setText(self.tr("Copy the link"))
        self._keep.setText(
            self.tr("Leave this window open until you are connected: its secret half is kept here alone.")
        )

    @property
    def given(self) -> Mapping[str, Secret]:
        """What belongs to the code that the link yields, by key; empty while there is no link."""
        return self._consent.given if self._consent is not None else {}

    def show_consent(self, consent: Consent) -> None:
        self._consent = consent
        self._callback.set_error("")
        self.challenge.setText(consent.challenge)
        self.make.setEnabled(True)
        self._made.show()

    def blame(self, sentence: str) -> None:
        """Say why there is no link."""
        self.make.setEnabled(True)
        self._callback.set_error(sentence)

    def drop(self) -> None:
        """Forget a link that was made."""
        self._consent = None
        self._made.hide()

    def _want(self) -> None:
        callback = nfc(self.callback.text()).strip()
        if not callback:
            self.blame(self.tr("Fill this in."))
            return
        self.drop()
        self.make.setEnabled(False)
        self.wanted.emit(callback)

    def _copy_challenge(self) -> None:
        if self._consent is not None:
            clipboard.copy(self._consent.challenge)
            self.copied.emit(self.tr("The code challenge was copied."))

    def _copy_link(self) -> None:
        if self._consent is not None:
            clipboard.copy(self._consent.link)
            self.copied.emit(self.tr("The link was copied."))

    def _open_link(self) -> None:
        if self._consent is not None:
            open_address(self._consent.link, self._account)
