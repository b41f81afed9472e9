"""The pages a post goes to: a list to tick by unit, with nothing ticked beforehand and nothing remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.accounts.model import Account
from studio.translation import ntr, tr
from studio.ui.composer.form_field import Say
from studio.ui.composer.plan.section import PlanSection
from studio.ui.composer.plan.target_list import FEW, MOST_FOUND, TargetList
from studio.ui.composer.plan.target_row import GroupHeading, TargetLine, TargetRow
from studio.ui.widgets.buttons import LinkButton, PillButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Plain, ScrollColumn, column, row
from studio.ui.widgets.search import SearchField

TALLEST = 330
"""Pixels of a long list before it scrolls by itself."""


class Capped(ScrollColumn):
    """As high as what it holds, up to a height from which it scrolls."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(content)
        self._most: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def cap(self, most: int | None) -> None:
        self._most = most
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        content = self.widget()
        height = content.sizeHint().height() if content is not None else 0
        return QSize(100, height if self._most is None else min(height, self._most))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class TargetsSection(PlanSection):
    """`changed` carries the names of the pages that are ticked."""

    changed = Signal(object)
    pages_wanted = Signal()

    def __init__(self, say: Say, *, practice: bool) -> None:
        super().__init__(say)
        self._accounts: tuple[Account, ...] = ()
        self._units: Mapping[str, str] = {}
        self._names: tuple[str, ...] = ()
        self.list = TargetList(practice=practice)
        self.list.toggled.connect(self._toggled)
        self.list.walked.connect(self._bring)
        self.search = SearchField()
        self.search.searched.connect(lambda _: self._filter())
        self.chosen = PillButton()
        self.chosen.clicked.connect(lambda _: self._filter())
        self._count = Label(role="small")
        self.nothing_found = Label(role="hint", wrap=True)
        hold = Plain()
        hold.setLayout(column(self.list, None))
        self._area = Capped(hold)
        self._go = LinkButton(tr("Add a page"), "plus")
        self._go.clicked.connect(self.pages_wanted)
        self._tools = Plain()
        self._tools.setLayout(column(self.search, row(self.chosen, None), spacing=6))
        self.hint.hide()
        head = row(self.heading, None, self._count)
        self.fill(self._tools, self.nothing_found, self._area, row(self._go, None), head=head)
        self.heading.setText(tr("Post to"))
        self.search.set_prompt(tr("Find a page or unit…"))
        self._dress()

    @property
    def rows(self) -> tuple[TargetRow, ...]:
        return self.list.rows

    @property
    def headings(self) -> tuple[GroupHeading, ...]:
        return self.list.headings

    @property
    def count_text(self) -> str:
        return self._count.text()

    def offer(self, accounts: Sequence[Account], units: Mapping[str, str]) -> None:
        """List the pages by unit; `units` are names by id, in the order of the directory."""
        if tuple(accounts) == self._accounts and dict(units) == self._units:
            return
        self._accounts, self._units = tuple(accounts), dict(units)
        self.list.offer(accounts, units, tr("No unit named"))
        self.search.clear()
        self.chosen.setChecked(False)
        self.put(self._names)

    def put(self, names: Sequence[str]) -> None:
        """Tick exactly these."""
        self._names = tuple(names)
        self.list.put(names)
        self._dress()

    def set_locked(self, locked: bool) -> None:
        self.list.set_locked(locked)

    def take_focus(self) -> None:
        if not self.list.take_focus():
            self._go.setFocus()

    def summary(self) -> str:
        """How many pages are ticked, in words."""
        if not self._names:
            return tr("no page ticked")
        return tr("pages: {n}").format(n=len(self._names))

    def _toggled(self) -> None:
        self._names = self.list.ticked
        self._dress()
        if self.chosen.isChecked():
            self._filter()
        self.changed.emit(self._names)

    def _filter(self) -> None:
        found = self.list.filter(self.search.text(), only_ticked=self.chosen.isChecked())
        told = "" if found else tr("No page speaks of that.")
        searching = bool(self.search.text().strip()) or self.chosen.isChecked()
        if searching and found > MOST_FOUND:
            told = ntr(
                "{n} more page: type on to find yours.", "{n} more pages: type on to find yours.", found - MOST_FOUND
            ).format(n=found - MOST_FOUND)
        self.nothing_found.setText(told)
        self.nothing_found.setVisible(bool(told) and bool(self._accounts))

    def _bring(self, line: TargetLine) -> None:
        self._area.ensureWidgetVisible(line, 0, 8)

    def _dress(self) -> None:
        empty, many = not self._accounts, len(self._accounts) > FEW
        none = tr("The unit has no page yet. Add the pages it is authorised to run first.")
        self.nothing_found.setText(none if empty else "")
        self.nothing_found.setVisible(empty)
        self._go.setVisible(empty)
        self._tools.setVisible(many)
        self._area.setVisible(not empty)
        self._count.setText(self.summary() if not empty else "")
        self.chosen.setText(tr("Only ticked: {n}").format(n=len(self._names)))
        self.chosen.setEnabled(bool(self._names) or self.chosen.isChecked())
        self._area.cap(TALLEST if many else None)
