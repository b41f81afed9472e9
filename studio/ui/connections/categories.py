"""Into which of a website's categories posts go: read from the site, ticked, and vouched for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.accounts.model import Account, Category
from studio.errors import StudioError
from studio.people.model import Person
from studio.text import fold
from studio.ui.connections.deeds import TECHNICIANS
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, column, row, scrolled
from studio.ui.widgets.progress import ProgressBar
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.vouch import Vouch

SIZE = (520, 600)
LONG = 10
"""Categories from which on one searches among them."""


class CategoriesDialog(Dialog):
    """`kept` follows success."""

    kept = Signal()

    def __init__(self, shell: Shell, account: Account, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=SIZE[0])
        self._fits = False
        self._shell, self._account = shell, account
        self.boxes: dict[int, CheckBox] = {}
        self._told, self.lost = Label(wrap=True), Banner()
        self.search = SearchField()
        self.search.searched.connect(self._filter)
        self.search.hide()
        self._list: QVBoxLayout = column(spacing=4)
        self._busy, self.failure = ProgressBar(), Label(role="error", wrap=True)
        self.failure.hide()
        self.vouch = Vouch(TECHNICIANS)
        self.go, self._cancel = PrimaryButton(glyph="check"), QuietButton()
        self.go.setEnabled(False)
        self.go.clicked.connect(self._try)
        self.vouch.entered.connect(self.go.click)
        self._cancel.clicked.connect(self.reject)
        self._build()
        self.retranslate()
        studio = shell.studio
        shell.tasks.store(studio.people.list, self._offer, owner=self)
        shell.tasks.pool(lambda _: studio.categories.on_site(account.name), self._show, owner=self, failed=self._unread)

    def _build(self) -> None:
        inside, card = Plain(), Card()
        inside.setLayout(column(self._list, None, margins=14))
        card.setLayout(column(scrolled(inside), margins=1))
        self.fill(
            self._told, self.lost, self.search, self._busy, card, self.failure, self.vouch,
            buttons=row(None, self._cancel, self.go),
        )  # fmt: skip
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretchFactor(card, 1)
        self._busy.move_to(0, 0)
        self.resize(*SIZE)

    def retranslate(self) -> None:
        self.set_heading(self.tr("Categories of {page}").format(page=self._account.title))
        self._told.setText(
            self.tr("Posts go into every category that is ticked; where none is, into the site's default one.")
        )
        self._busy.setAccessibleName(self.tr("Reading the site…"))
        self.search.set_prompt(self.tr("Search categories…"))
        self.go.setText(self.tr("Save"))
        self._cancel.setText(self.tr("Cancel"))

    @property
    def ticked(self) -> list[int]:
        """Ids of the categories that are ticked."""
        return [key for key, box in self.boxes.items() if box.isChecked()]

    def _offer(self, people: Sequence[Person]) -> None:
        self.vouch.offer(people, self._shell.session.person_id)

    def _show(self, found: Sequence[Category]) -> None:
        self._busy.hide()
        chosen = {category.id for category in self._account.categories}
        for category in found:
            box = CheckBox(category.name)
            box.setChecked(category.id in chosen)
            self.boxes[category.id] = box
            self._list.addWidget(box)
        if not found:
            self._list.addWidget(Label(self.tr("The site has no category yet."), "hint", wrap=True))
        gone = [category.name for category in self._account.categories if category.id not in self.boxes]
        words = self.tr("No longer on the site: {names}. Nothing is sent there until you have chosen anew.")
        self.lost.say(Tone.AMBER, words.format(names=", ".join(f"“{name}”" for name in gone)) if gone else "")
        self.search.setVisible(len(found) >= LONG)
        self.go.setEnabled(True)
        first = next(iter(self.boxes.values()), None)
        (self.search if not self.search.isHidden() else first or self._cancel).setFocus()

    def _filter(self, query: str) -> None:
        """Only names with every word of `query`, marks aside; what is ticked stays ticked."""
        words = fold(query).split()
        for box in self.boxes.values():
            box.setVisible(all(word in fold(box.text()) for word in words))

    def _unread(self, error: StudioError) -> None:
        self._busy.hide()
        self._fail(error)

    def _try(self) -> None:
        self.failure.hide()
        if self.vouch.lacks():
            return
        categories, name, ticked = self._shell.studio.categories, self._account.name, self.ticked
        person, pin = self.vouch.take()
        self.go.setEnabled(False)
        self._busy.show()
        self._shell.tasks.pool(
            lambda _: categories.choose(name, ticked, person, pin),
            self._done,
            owner=self,
            failed=self._refused,
            lasting=True,
        )

    def _done(self, _: Account) -> None:
        self._shell.toast(self.tr("Categories saved."))
        self.kept.emit()
        self.accept()

    def _refused(self, error: StudioError) -> None:
        self._busy.hide()
        self.go.setEnabled(True)
        self._fail(error)

    def _fail(self, error: StudioError) -> None:
        self.failure.setText(self._shell.speech.explain(error))
        self.failure.show()
