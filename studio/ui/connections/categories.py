"""The categories of a website into which its posts go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.accounts.model import Account, SiteCategory
from studio.errors import StudioError
from studio.text import fold
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.pages.rows import TECHNICIANS
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, PlainHolder, column, scrolled
from studio.ui.widgets.search import SearchField

LONG = 10
"""Categories from which on one searches among them."""
HIGH = 280
"""Pixels that their list has at least."""


class CategoriesDialog(Form):
    """Categories of the site, ticked by hand."""

    def __init__(self, shell: Shell, account: Account, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, width=520)
        self._account = account
        self.boxes: dict[int, CheckBox] = {}
        self.slow = tr("Reading the site…")
        self.set_heading(tr("Categories of {page}").format(page=account.title))
        self.say(
            tr("Posts go into every category that is ticked; where none is, into the site's default one."),
            "",
        )
        self.lost = self.put(Banner())
        self.search = self.put(SearchField(tr("Search categories…")))
        self.search.searched.connect(self._filter)
        self.search.hide()
        self._list: QVBoxLayout = column(spacing=4)
        inside = PlainHolder()
        inside.setLayout(column(self._list, None, margins=14))
        area = scrolled(inside)
        area.setMinimumHeight(HIGH)
        self._card = self.put(Card())
        self._card.setLayout(column(area, margins=1))
        self.prove("by", TECHNICIANS)
        self._wait(True)
        studio = shell.studio
        shell.tasks.pool(lambda _: studio.categories.on_site(account.name), self._show, owner=self, failed=self._unread)

    @property
    def ticked(self) -> list[int]:
        """Ids of the categories that are ticked."""
        return [key for key, box in self.boxes.items() if box.isChecked()]

    def work(self, values: Values) -> object:
        return self.shell.studio.categories.choose(self._account.name, self.ticked, *values["by"])

    def _show(self, found: Sequence[SiteCategory]) -> None:
        self._wait(False)
        chosen = {category.id for category in self._account.categories}
        for category in found:
            box = CheckBox(category.name)
            box.setChecked(category.id in chosen)
            self.boxes[category.id] = box
            self._list.addWidget(box)
        if not found:
            self._list.addWidget(Label(tr("The site has no category yet."), "hint", wrap=True))
        gone = [category.name for category in self._account.categories if category.id not in self.boxes]
        words = tr("No longer on the site: {names}. Nothing is sent there until you have chosen again.")
        self.lost.say(Tone.AMBER, words.format(names=", ".join(f"“{name}”" for name in gone)) if gone else "")
        self.search.setVisible(len(found) >= LONG)
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            first.show()  # at once: what is out of sight takes no keyboard
        (self.search if not self.search.isHidden() else first or self.cancel).setFocus()
        self.begin()

    def _filter(self, query: str) -> None:
        """Only names with every word of `query`, marks aside; what is ticked stays ticked."""
        words = fold(query).split()
        for box in self.boxes.values():
            box.setVisible(all(word in fold(box.text()) for word in words))

    def _unread(self, error: StudioError) -> None:
        """Nothing can be chosen."""
        self._card.hide()
        self._refused(error)
        self.go.setEnabled(False)

    def _done(self, result: Account) -> None:
        self.shell.toast(tr("Categories saved."))
        super()._done(result)
