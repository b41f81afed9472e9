"""The one person a decision is taken by: sign, name, and a way to let somebody else take it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from studio.people.model import Person
from studio.translation import tr
from studio.ui.widgets.avatar import Avatar
from studio.ui.widgets.buttons import Button
from studio.ui.widgets.labels import ElidedLabel
from studio.ui.widgets.layout import column, row

SMALL, LARGE = 24, 36


class IdentityLine(QWidget):
    """`picked` carries the id of the person, or an empty text. A `large` one says a second line below the name."""

    picked = Signal(str)

    def __init__(self, *, large: bool = False) -> None:
        super().__init__()
        self._people: Sequence[Person] = ()
        self._person = ""
        self._sign = Avatar("", LARGE if large else SMALL)
        self.name, self._note = ElidedLabel(role="label" if large else "hint"), ElidedLabel(role="hint")
        self.change = Button(kind="quiet" if large else "link")
        self.change.clicked.connect(self._offer_menu)
        texts = column(None, self.name, *((self._note,) if large else ()), None, spacing=0)
        line = row(self._sign, texts, self.change, spacing=10 if large else 8)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.setFocusProxy(self.change)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._show()

    @property
    def person(self) -> str:
        """Id of the person, or an empty text."""
        return self._person

    @property
    def people(self) -> Sequence[Person]:
        """Those who are offered."""
        return self._people

    def say(self, text: str) -> None:
        """The second line of a large one."""
        self._note.setText(text)

    def offer(self, people: Sequence[Person], chosen: str = "", *, anew: bool = False) -> None:
        """Offer `people`; keep the earlier choice where it still stands, else take `chosen`, else nobody.

        `anew` forgets the earlier choice: somebody else works here now.
        """
        keep = chosen if anew else self._person or chosen
        self._people = tuple(people)
        self._person = keep if any(person.id == keep for person in people) else ""
        self._show()
        self.picked.emit(self._person)

    def choose(self, person: str) -> bool:
        """Let that person be the one; False when they are not offered."""
        if all(one.id != person for one in self._people):
            return False
        if person != self._person:
            self._person = person
            self._show()
            self.picked.emit(person)
        return True

    def _show(self) -> None:
        found = next((one for one in self._people if one.id == self._person), None)
        self._sign.setVisible(found is not None)
        self._sign.set_name(found.name if found is not None else "")
        self.name.setText(found.name if found is not None else tr("Nobody chosen"))
        self.change.setText(tr("Change person…") if found is not None else tr("Choose a person…"))
        said = tr("Who decides: {name}. Change person…").format(name=self.name.text())
        self.change.setAccessibleName(said if found is not None else "")
        self.change.setEnabled(bool(self._people))

    def _offer_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for person in self._people:
            entry = menu.addAction(person.name, partial(self.choose, person.id))
            entry.setCheckable(True)
            entry.setChecked(person.id == self._person)
        menu.popup(self.change.mapToGlobal(self.change.rect().bottomLeft()))
