"""The people of data that came back to this PC: the head and one other say that these are the true ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from studio.people.model import Person, Role
from studio.ui.page import Shell
from studio.ui.people.forms import Form
from studio.ui.people.name_list import NameList
from studio.ui.widgets.labels import Label
from studio.ui.widgets.vouch import Vouch
from studio.ui.words import role_name


class ConfirmForm(Form):
    """Shows them with what they may do, and takes two PINs."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._people: tuple[Person, ...] = ()
        self._about, self._list = Label(wrap=True), NameList()
        self.head, self.other = Vouch(frozenset({Role.HEAD})), Vouch(frozenset(Role))
        self._head_says, self._other_says = Label(role="label", wrap=True), Label(role="label", wrap=True)
        self.head.entered.connect(self.other.who.setFocus)
        self.other.entered.connect(self.give)
        self.build(self._about, self._list, self._head_says, self.head, self._other_says, self.other)
        shell.tasks.store(shell.studio.people.list, self._offer, owner=self)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("Are these the people of the unit?"))
        self._about.setText(
            self.tr(
                "Needed where older data came back to this PC. Look at each name and what the person may do: the head "
                "and one other confirm it, each with their own PIN."
            )
        )
        self._head_says.setText(self.tr("The head"))
        self._other_says.setText(self.tr("One other person"))
        self.save.setText(self.tr("Confirm"))
        self._show()

    def _offer(self, people: Sequence[Person]) -> None:
        self._people = tuple(person for person in people if person.active)
        self.head.offer(self._people)
        self.other.offer(self._people)
        self._show()
        self.head.who.setFocus()

    def _show(self) -> None:
        lines = [
            (person.name, " · ".join(role_name(role) for role in sorted(person.roles)), "") for person in self._people
        ]
        self._list.show_lines(lines, "")
        self.refit()

    def submit(self) -> None:
        lacking = [part.lacks() for part in (self.head, self.other)]
        if any(lacking):
            return
        people = self.shell.studio.people
        (head, head_pin), (other, other_pin) = self.head.take(), self.other.take()
        self.store(lambda: people.confirm_register(head, head_pin, other, other_pin))
