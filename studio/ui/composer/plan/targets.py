"""The pages a post goes to: a list to tick by unit, with nothing ticked beforehand and nothing remembered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from studio.accounts.model import Account
from studio.platforms import Platform
from studio.text import fold
from studio.translation import ntr, tr
from studio.ui.composer.form_field import Say
from studio.ui.composer.plan.section import PlanSection
from studio.ui.composer.plan.target_row import GroupHeading, TargetLine, TargetRow
from studio.ui.widgets.buttons import LinkButton, PillButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import PlainHolder, ScrollColumn, clear, column, row
from studio.ui.widgets.search import SearchField
from studio.ui.words import kind_name

TALLEST = 330
"""Pixels of a long list before it scrolls by itself."""


MOST_FOUND = 40
"""Pages a search shows; who finds more goes on typing."""
FEW = 8
"""Pages up to which every group is open and nothing needs to be searched."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class UnitPages:
    """The pages of one unit. Their rows are made when they are first seen."""

    def __init__(self, name: str, accounts: Sequence[Account]) -> None:
        self.name = name
        self.accounts = tuple(accounts)
        self.heading = GroupHeading(name)
        self.rows: dict[str, TargetRow] = {}
        self.hold = PlainHolder()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self.hold.setLayout(self._grid)

    def lay(self, columns: int) -> None:
        """Put the rows side by side in so many columns."""
        for place, line in enumerate(self.rows.values()):
            self._grid.addWidget(line, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for place in range(2):
            self._grid.setColumnStretch(place, int(place < columns))

    def said(self, account: Account) -> str:
        """What a search looks through."""
        return fold(f"{account.title} {account.page_id} {account.name} {kind_name(account.kind)} {self.name}")


class TargetList(QWidget):
    """`toggled` follows every tick by a person."""

    toggled = Signal()
    walked = Signal(object)
    """The row that has the keyboard now."""

    def __init__(self, *, practice: bool) -> None:
        super().__init__()
        self._practice = practice
        self._groups: list[UnitPages] = []
        self._ticked: frozenset[str] = frozenset()
        self._locked = False
        self._words: tuple[str, ...] = ()
        self._only_ticked = False
        self._columns = 1
        self._inside: QVBoxLayout = column(spacing=0)
        self.setLayout(self._inside)

    @property
    def rows(self) -> tuple[TargetRow, ...]:
        """Every page, its row made if need be."""
        for group in self._groups:
            self._make_rows(group)
        return tuple(row for group in self._groups for row in group.rows.values())

    @property
    def headings(self) -> tuple[GroupHeading, ...]:
        return tuple(group.heading for group in self._groups)

    @property
    def ticked(self) -> tuple[str, ...]:
        """Names of the ticked pages, in the order of the list."""
        return tuple(a.name for group in self._groups for a in group.accounts if a.name in self._ticked)

    def offer(self, accounts: Sequence[Account], units: Mapping[str, str], without: str) -> None:
        """List `accounts` by unit, in the order of `units` (names by id); `without` names those of no unit."""
        clear(self._inside)
        by_unit: dict[str, list[Account]] = {unit: [] for unit in units}
        for account in accounts:
            by_unit.setdefault(account.unit if account.unit in units else "", []).append(account)
        self._groups = [UnitPages(units.get(unit, without), found) for unit, found in by_unit.items() if found]
        alone = len(self._groups) == 1
        for group in self._groups:
            group.heading.setVisible(not alone)
            group.heading.setChecked(alone or len(accounts) <= FEW)
            group.heading.clicked.connect(lambda _=False: self._fit())
            group.heading.installEventFilter(self)
            self._inside.addWidget(group.heading)
            self._inside.addWidget(group.hold)
        self._fit()

    def put(self, names: Collection[str]) -> None:
        """Tick exactly these; a group with a ticked page opens."""
        new = frozenset(names) - self._ticked
        self._ticked = frozenset(names)
        for group in self._groups:
            if any(account.name in new for account in group.accounts):
                group.heading.setChecked(True)
        self._fit()

    def set_columns(self, columns: int) -> None:
        """Lay the pages of each unit side by side."""
        self._columns = columns
        for group in self._groups:
            group.lay(columns)

    def set_locked(self, locked: bool) -> None:
        self._locked = locked
        self._fit()

    def filter(self, query: str, *, only_ticked: bool) -> int:
        """Show the pages that `query` speaks of (without accents), perhaps only ticked ones. Returns how many."""
        self._words, self._only_ticked = tuple(fold(query).split()), only_ticked
        return self._fit()

    def take_focus(self) -> bool:
        """Put the keyboard on the first row that can be used; False when there is none."""
        lines = self._lines()
        first = next((line for line in lines if isinstance(line, TargetRow)), next(iter(lines), None))
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        return first is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, TargetLine):
            return self._key(watched, Qt.Key(event.key()))
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, TargetLine):
            self._make_stop(watched)
            self.walked.emit(watched)
        return super().eventFilter(watched, event)

    def _key(self, line: TargetLine, key: Qt.Key) -> bool:
        lines = self._lines()
        here = lines.index(line)
        if key in _STEPS or key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            there = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(lines) - 1}.get(key, here + _STEPS.get(key, 0))
            if 0 <= there < len(lines):
                lines[there].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            line.click()
            return True
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            group = next(g for g in self._groups if line is g.heading or line in g.rows.values())
            if not group.heading.isHidden():
                group.heading.setChecked(key == Qt.Key.Key_Right)
                if key == Qt.Key.Key_Left:
                    group.heading.setFocus(Qt.FocusReason.TabFocusReason)
                self._fit()
            return True
        return False

    def _lines(self) -> list[TargetLine]:
        """What the keyboard can reach now, from top to bottom."""
        found: list[TargetLine] = []
        for group in self._groups:
            if not group.heading.isHidden():
                found.append(group.heading)
            if not group.hold.isHidden():
                found += [row for row in group.rows.values() if not row.isHidden() and row.isEnabled()]
        return found

    def _make_stop(self, stop: TargetLine | None) -> None:
        """Let Tab stop at one line only."""
        lines = self._lines()
        chosen = stop if stop in lines else next(iter(lines), None)
        for line in lines:
            policy = Qt.FocusPolicy.StrongFocus if line is chosen else Qt.FocusPolicy.ClickFocus
            if line.focusPolicy() != policy:
                line.setFocusPolicy(policy)

    def _make_rows(self, group: UnitPages) -> None:
        if group.rows:
            return
        rows = [TargetRow(account, practice=self._practice) for account in group.accounts]
        for made in sorted(rows, key=lambda each: bool(each.reason)):
            made.clicked.connect(self._clicked(made))
            made.installEventFilter(self)
            group.rows[made.account.name] = made
        group.lay(self._columns)

    def _clicked(self, row: TargetRow) -> Callable[[], None]:
        def toggle() -> None:
            name = row.account.name
            self._ticked = self._ticked | {name} if row.isChecked() else self._ticked - {name}
            self._fit()
            self.toggled.emit()

        return toggle

    def _fit(self) -> int:
        """Show what is asked for. Returns how many pages are in sight or would be, were their group open."""
        seen, room = 0, MOST_FOUND
        searching = bool(self._words) or self._only_ticked
        focused = next((line for line in self._lines() if line.hasFocus()), None)
        for group in self._groups:
            wanted = {a.name for a in group.accounts if self._wanted(group, a)}
            seen += len(wanted)
            if searching:
                wanted = set(sorted(wanted)[:room])
                room -= len(wanted)
            shown = bool(wanted) and (searching or group.heading.isChecked())
            if shown:
                self._make_rows(group)
            for name, line in group.rows.items():
                if line.isHidden() is (name in wanted):
                    line.setVisible(name in wanted)
                line.put(checked=name in self._ticked, locked=self._locked)
            group.hold.setVisible(shown)
            ticked = sum(account.name in self._ticked for account in group.accounts)
            group.heading.show_count(ticked, len(group.accounts))
            if len(self._groups) > 1:
                group.heading.setVisible(bool(wanted))
        self._make_stop(focused)
        return seen

    def _wanted(self, group: UnitPages, account: Account) -> bool:
        if self._only_ticked and account.name not in self._ticked:
            return False
        if not self._words:
            return True
        said = group.said(account)
        return all(word in said for word in self._words)


class CappedArea(ScrollColumn):
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
    last_wanted = Signal()
    """The pages of the last post are to be ticked."""

    def __init__(self, say: Say, *, practice: bool) -> None:
        super().__init__(say)
        self._accounts: tuple[Account, ...] = ()
        self._units: Mapping[str, str] = {}
        self._names: tuple[str, ...] = ()
        self._has_last = False
        self._tallest = TALLEST
        self.list = TargetList(practice=practice)
        self.list.toggled.connect(self._toggled)
        self.list.walked.connect(self._bring)
        self.search = SearchField()
        self.search.searched.connect(lambda _: self._filter())
        self.chosen = PillButton()
        self.chosen.clicked.connect(lambda _: self._filter())
        self._count = Label(role="small")
        self.nothing_found = Label(role="hint", wrap=True)
        hold = PlainHolder()
        hold.setLayout(column(self.list, None))
        self._area = CappedArea(hold)
        self._go = LinkButton(tr("Add a page"), "plus")
        self._go.clicked.connect(self.pages_wanted)
        self.last = LinkButton(tr("As in the last post (Ctrl+T)"), "history")
        self.last.clicked.connect(self.last_wanted)
        self._tools = PlainHolder()
        self._tools.setLayout(column(self.search, row(self.chosen, None), spacing=6))
        self.hint.hide()
        head = row(self.heading, self._count, None, self._go, self.last, spacing=10)
        self.fill(self._tools, self.nothing_found, self._area, head=head)
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

    @property
    def platforms(self) -> frozenset[Platform]:
        """Those of the ticked pages."""
        return frozenset(account.platform for account in self._accounts if account.name in self._names)

    def offer(self, accounts: Sequence[Account], units: Mapping[str, str], *, last: bool | None = None) -> None:
        """List the pages by unit; `units` are names by id, in the order of the directory. `last`: whether there is an
        earlier post whose pages can be ticked; None where that is as it was."""
        if last is not None:
            self._has_last = last
            self._dress()
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
        self.last.setEnabled(not locked)

    def spread(self, wide: bool) -> None:
        """Take less height where there is width: two columns, and a list that scrolls sooner."""
        many = len(self._accounts) > FEW
        self.list.set_columns(2 if wide and not many else 1)
        self._tallest = TALLEST // 2 if wide else TALLEST
        self._dress()

    def take_focus(self) -> None:
        if not self.list.take_focus():
            self._go.setFocus()

    def summary(self) -> str:
        """How many pages are ticked, in words."""
        if not self._names:
            return tr("no page ticked")
        return ntr("{n} page", "{n} pages", len(self._names)).format(n=len(self._names))

    def _toggled(self) -> None:
        self._names = self.list.ticked
        self._dress()
        if self.chosen.isChecked():
            self._filter()
        self.changed.emit(self._names)

    def _filter(self) -> None:
        found = self.list.filter(self.search.text(), only_ticked=self.chosen.isChecked())
        told = "" if found else tr("No page matches.")
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
        self.last.setVisible(self._has_last and not empty)
        self._tools.setVisible(many)
        self._area.setVisible(not empty)
        self._count.setText(self.summary() if not empty else "")
        self.chosen.setText(tr("Only ticked: {n}").format(n=len(self._names)))
        self.chosen.setEnabled(bool(self._names) or self.chosen.isChecked())
        self._area.cap(self._tallest if many else None)
