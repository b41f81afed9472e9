"""What a locked window shows: whose lock it is, the PIN that opens it, and a way in for somebody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from studio.errors import StudioError, Unconfirmed
from studio.people.model import Person
from studio.people.present import SignedIn
from studio.phrase import Phrase
from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.session import Session
from studio.ui.sign_in import signed_in
from studio.ui.tasks import Tasks
from studio.ui.widgets.avatar import Avatar
from studio.ui.widgets.buttons import LinkButton, PrimaryButton
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, column, row, scrolled
from studio.ui.widgets.pin import PersonPicker, PinField

if TYPE_CHECKING:
    from studio.people.service import People

WIDTH_CHARS = 44
MARGIN = 12


class LockScreen(QWidget):
    """Name and PIN of the person at work; somebody else may sign in instead."""

    def __init__(
        self,
        people: People,
        session: Session,
        tasks: Tasks,
        language: LanguageManager,
        *,
        hint: Phrase | None,
        confirm: Callable[[Callable[[], None]], None],
    ) -> None:
        """`hint` is what one needs to know to sign in. `confirm` has the people of restored data confirmed, and calls
        what it is given when they are."""
        super().__init__()
        self._people, self._session, self._tasks, self._language = people, session, tasks, language
        self._hint, self._have_confirmed = hint, confirm
        self._nobody = session.person is None
        self._other = self._nobody
        person = session.person
        self._name = person.name if person else ""
        self.setAutoFillBackground(True)
        self._heading = Label(role="heading", wrap=True)
        self._text = Label(role="hint", wrap=True)
        self._person = Label(self._name, "label", wrap=True)
        self.who, self.pin = PersonPicker(), PinField()
        self._who = FieldBlock(self.who, tr("Person"), reserved=True)
        self._pin = FieldBlock(self.pin, tr("PIN"), reserved=True)
        self.unlock = PrimaryButton(glyph="lock-open")
        self.switch = LinkButton(glyph="users")
        self.confirm = LinkButton(tr("The head and one other confirm the people…"), "user-check")
        self.confirm.hide()
        self.confirm.clicked.connect(self._confirm_people)
        self.unlock.clicked.connect(self._try)
        self.who.taken.connect(self.pin.setFocus)
        self.pin.returnPressed.connect(self._try)
        self.switch.clicked.connect(self._switch)
        self._build()
        self._show()

    def _build(self) -> None:
        head = row(column(Glyph("lock", "accent", scale=1.6), None), self._heading, spacing=12)
        head.setStretch(1, 1)
        self._self = QWidget()
        name = row(Avatar(self._name, 38), self._person, spacing=10)
        name.setStretch(1, 1)
        self._self.setLayout(name)
        card = Card()
        inside = column(head, self._text, self._self, self._who, self._pin, spacing=14, margins=28)
        inside.addWidget(self.confirm)
        inside.addLayout(row(self.switch, None, self.unlock))
        card.setLayout(inside)
        self._card = card
        middle = QWidget()
        middle.setLayout(column(None, row(None, card, None), None, margins=MARGIN))
        self.setLayout(column(scrolled(middle)))
        self._fit()

    def _confirm_people(self) -> None:
        self._have_confirmed(self._confirmed)

    def _confirmed(self) -> None:
        self.confirm.hide()
        self._pin.set_error("")
        self._begin()

    def _welcome(self) -> str:
        words = [tr("Nothing of this unit is shown until somebody has signed in.")]
        if self._hint is not None:
            words.append(self._language.say(self._hint))
        return "\n".join(words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin()

    def _begin(self) -> None:
        (self.who if self._other and not self.who.person else self.pin).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self._card.setFixedWidth(max(400, self.fontMetrics().averageCharWidth() * WIDTH_CHARS))

    def _show(self) -> None:
        self._self.setVisible(not self._other)
        self._who.setVisible(self._other)
        self.switch.setVisible(not self._nobody)
        self._heading.setText(tr("Who is working here?") if self._nobody else tr("Locked"))
        self._text.setText(
            self._welcome()
            if self._nobody
            else tr("Everything stays as you left it. Sign in to begin.")
            if self._other
            else tr("Everything stays as you left it. Enter your PIN to continue.")
        )
        self.unlock.setText(tr("Sign in") if self._other else tr("Unlock"))
        self.switch.setText(
            tr("Back to {name}").format(name=self._name) if self._other else tr("Sign in as another person")
        )

    def offer(self, people: Sequence[Person]) -> None:
        """Let one of these sign in."""
        self.who.offer([p for p in people if p.works_here and p.id != self._session.person_id])
        if self._nobody:
            self._begin()

    def _switch(self) -> None:
        self._other = not self._other
        self._pin.set_error("")
        self.pin.clear()
        self._show()
        (self.who if self._other else self.pin).setFocus()

    def _try(self) -> None:
        who = self.who.person if self._other else self._session.person_id
        self._who.set_error("" if who else tr("Choose your name."))
        if not who:
            self.who.setFocus()
            return
        if not self.unlock.isEnabled():
            return
        if not self.pin.text():
            self._pin.set_error(tr("Enter the PIN."))
            self.pin.setFocus()
            return
        people, pin = self._people, self.pin.take()
        self.unlock.setEnabled(False)
        self._tasks.store(lambda: signed_in(people, who, pin), self._in, owner=self, failed=self._refused)

    def _in(self, came: tuple[Person, SignedIn]) -> None:
        self._session.sign_in(*came)

    def _refused(self, error: StudioError) -> None:
        self.unlock.setEnabled(True)
        self._pin.set_error(self._language.explain(error))
        self.confirm.setVisible(isinstance(error, Unconfirmed))
        self.pin.setFocus()
