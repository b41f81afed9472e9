"""Connecting one page: the steps, what they yield, and who vouches for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from studio.accounts.model import Account, Health
from studio.errors import StudioError
from studio.secret import Secret
from studio.text import nfc
from studio.translation import tr
from studio.ui import clipboard
from studio.ui.form import Form, Values
from studio.ui.language import LanguageManager
from studio.ui.page import Shell
from studio.ui.pages.rows import TECHNICIANS
from studio.ui.system_open import open_address
from studio.ui.widgets.avatar import PageSign
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, PlainHolder, clear, column, row
from studio.ui.words import kind_name, sign_of

if TYPE_CHECKING:
    from studio.publishers.connections import ConnectionMethod, ConsentLink


class ConnectSteps(QWidget):
    """The ways, the steps of the chosen one, and its fields. Secrets are typed unseen and gone once taken.

    `turned` follows the choice of a way.
    """

    turned = Signal()

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._ways: tuple[ConnectionMethod, ...] = ()
        self.way = Combo()
        self.way.activated.connect(lambda _: self._build())
        self.way.activated.connect(lambda _: self.turned.emit())
        self._way = FieldBlock(self.way, tr("How to connect"))
        self._steps_name = Label(tr("Steps"), role="label")
        self._steps: QVBoxLayout = column(spacing=6)
        self._fields: QVBoxLayout = column(spacing=12)
        self.blocks: dict[str, FieldBlock] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._way.hide()
        self._steps_name.hide()
        self.setLayout(column(self._way, self._steps_name, self._steps, self._fields, spacing=12))

    def offer(self, ways: Sequence[ConnectionMethod]) -> None:
        self._ways = tuple(ways)
        self.way.clear()
        for way in ways:
            self.way.addItem(self._language.say(way.title), way.key)
        self._way.setVisible(len(ways) > 1)
        self._build()
        self.turned.emit()

    @property
    def consents(self) -> bool:
        """Whether the chosen way has a consent link."""
        way = self._chosen_way()
        return way is not None and way.consents

    @property
    def chosen(self) -> str:
        """Key of the chosen way; empty while there is none."""
        return str(self.way.currentData() or "")

    def take_focus(self) -> None:
        first = next(iter(self.blocks.values()), None)
        if first is not None:
            first.show()  # at once: what is out of sight takes no keyboard
        (first.editor if first is not None else self.way).setFocus()

    def lacks(self) -> bool:
        """Mark what has to be filled in and is not."""
        way = self._chosen_way()
        wrong = False
        for ask in way.asks if way is not None else ():
            empty = not ask.optional and not self._line(ask.key).text().strip()
            self.blocks[ask.key].set_error(tr("Fill this in.") if empty else "")
            wrong = wrong or empty
        return wrong

    def take(self) -> Mapping[str, Secret]:
        """What stands in the fields, by key."""
        return {key: Secret(nfc(self._line(key).text()).strip()) for key in self.blocks if self._line(key).text()}

    def blame(self, key: str, sentence: str) -> bool:
        """Show `sentence` at the field of that key; False when there is none."""
        if key not in self.blocks:
            return False
        self.blocks[key].set_error(sentence)
        self.blocks[key].editor.setFocus()
        return True

    def forget(self) -> None:
        """Empty the secret fields."""
        way = self._chosen_way()
        for ask in way.asks if way is not None else ():
            if ask.secret:
                self._line(ask.key).clear()

    def _chosen_way(self) -> ConnectionMethod | None:
        place = self.way.currentIndex()
        return self._ways[place] if 0 <= place < len(self._ways) else None

    def _line(self, key: str) -> QLineEdit:
        return self._lines[key]

    def _build(self) -> None:
        """The steps of the chosen way, and its fields."""
        clear(self._steps)
        clear(self._fields)
        self.blocks, self._lines = {}, {}
        way, say = self._chosen_way(), self._language.say
        self._steps_name.setVisible(way is not None and bool(way.steps))
        for number, step in enumerate(way.steps if way is not None else (), start=1):
            line, sign = QWidget(), Label(f"{number}.", "label")
            sign.setMinimumWidth(sign.fontMetrics().horizontalAdvance("00."))  # the sentences begin below each other
            inside = row(column(sign, None), Label(say(step), wrap=True).selectable(), spacing=8)
            inside.setStretch(1, 1)
            line.setLayout(inside)
            self._steps.addWidget(line)
        for ask in way.asks if way is not None else ():
            line = QLineEdit()
            if ask.secret:
                line.setEchoMode(QLineEdit.EchoMode.Password)
            block = FieldBlock(line, say(ask.label), required=not ask.optional, hint=say(ask.hint))
            self.blocks[ask.key], self._lines[ask.key] = block, line
            self._fields.addWidget(block)


# Making a consent link: where it leads back to, the challenge to save on the platform's site, and the link to open.
#
# The secret half of the pair is kept here, unseen, for the connect call.
class ConsentPanel(QWidget):
    """`wanted` asks for a link that leads back to an address; `copied` says that something lies on the clipboard."""

    wanted = Signal(str)
    copied = Signal(str)

    def __init__(self, account: Account, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account = account
        self._consent: ConsentLink | None = None
        name = Label(tr("Consent link"), role="label")
        self.callback = QLineEdit()
        self.callback.setPlaceholderText("https://…")
        self._callback = FieldBlock(
            self.callback,
            tr("Callback URL"),
            hint=tr("As it is saved in the app's settings on the platform."),
        )
        self.make = QuietButton(tr("Create the link"), glyph="link")
        self.make.clicked.connect(self._want)
        self.callback.returnPressed.connect(self._want)
        self.callback.textEdited.connect(lambda _: self.drop())
        save = Label(tr("Save this code challenge in the app's settings first, then open the link:"), wrap=True)
        keep = Label(
            tr("Keep this window open until you are connected: its secret half is kept only here."),
            role="hint",
            wrap=True,
        )
        self.challenge = Label(role="label", wrap=True).selectable()
        self.copy_challenge = QuietButton(tr("Copy the code challenge"), glyph="copy")
        self.copy = QuietButton(tr("Copy the link"), glyph="copy")
        self.open = QuietButton(tr("Open in the browser"), glyph="external-link")
        self.copy_challenge.clicked.connect(self._copy_challenge)
        self.copy.clicked.connect(self._copy_link)
        self.open.clicked.connect(self._open_link)
        self._made = PlainHolder()
        self._made.setLayout(
            column(
                save,
                self.challenge,
                row(self.copy_challenge, None),
                row(self.open, self.copy, None, spacing=8),
                keep,
                spacing=8,
            )
        )
        card = Card(kind="inset")
        card.setLayout(
            column(name, self._callback, row(self.make, None), self._made, spacing=10, margins=(12, 10, 12, 12))
        )
        self.setLayout(column(card))
        self._made.hide()

    @property
    def given(self) -> Mapping[str, Secret]:
        """What belongs to the code that the link yields, by key; empty while there is no link."""
        return self._consent.given if self._consent is not None else {}

    def show_consent(self, consent: ConsentLink) -> None:
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
            self.blame(tr("Fill this in."))
            return
        self.drop()
        self.make.setEnabled(False)
        self.wanted.emit(callback)

    def _copy_challenge(self) -> None:
        if self._consent is not None:
            clipboard.copy(self._consent.challenge)
            self.copied.emit(tr("The code challenge was copied."))

    def _copy_link(self) -> None:
        if self._consent is not None:
            clipboard.copy(self._consent.link)
            self.copied.emit(tr("The link was copied."))

    def _open_link(self) -> None:
        if self._consent is not None:
            open_address(self._consent.link, self._account)


class ConnectDialog(Form):
    """Nothing is stored unless the platform confirms that the login is of this very page."""

    def __init__(self, shell: Shell, account: Account, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="plug", width=600)
        self._account = account
        self.slow = tr("Asking the platform…")
        self.set_heading(tr("Connect {page}").format(page=account.title))
        where = Label(f"{kind_name(account.kind)} · {account.page_id}", "hint", wrap=True)
        texts = column(Label(account.title, "label", wrap=True), where, spacing=1)
        identity = row(PageSign(sign_of(account), 36), texts, spacing=10, margins=12)
        identity.setStretch(1, 1)
        self.put(Card(kind="inset")).setLayout(identity)
        self.asking = self.part("given", ConnectSteps(shell.language))
        self.consent = self.put(ConsentPanel(account))
        self.asking.turned.connect(self._turned)
        self.consent.wanted.connect(self._make_link)
        self.consent.copied.connect(shell.toast)
        self.consent.hide()
        self.say(
            tr("What you enter is sent only to the platform and is stored encrypted; the key is in this PC's keyring.")
        )
        self.prove("by", TECHNICIANS)
        self.go.setText(tr("Connect"))
        connections = shell.studio.connections
        shell.tasks.store(lambda: connections.ways(account.name), self._offer, owner=self)

    def work(self, values: Values) -> Health:
        given = {**(self.consent.given if self.asking.consents else {}), **values["given"]}
        connections, way = self.shell.studio.connections, self.asking.chosen
        return connections.connect(self._account.name, way, given, *values["by"])

    def blame(self, error: StudioError) -> bool:
        return self.asking.blame(error.where, self.shell.language.say(error.phrase))

    def _offer(self, ways: Sequence[ConnectionMethod]) -> None:
        self.asking.offer(ways)
        self.asking.take_focus()
        self.begin()

    def _turned(self) -> None:
        self.consent.drop()
        self.consent.setVisible(self.asking.consents)

    def _make_link(self, callback: str) -> None:
        connections, name, way = self.shell.studio.connections, self._account.name, self.asking.chosen
        given = self.asking.take()
        self.shell.tasks.pool(
            lambda _: connections.consent(name, way, given, callback),
            self.consent.show_consent,
            owner=self,
            failed=self._no_link,
        )

    def _no_link(self, error: StudioError) -> None:
        sentence = self.shell.language.say(error.phrase)
        self.consent.blame("" if self.asking.blame(error.where, sentence) else sentence)

    def _done(self, health: Health) -> None:
        self.asking.forget()
        self.shell.toast(f"{self._account.title}: {self.shell.language.say(health.say)}")
        super()._done(health)
