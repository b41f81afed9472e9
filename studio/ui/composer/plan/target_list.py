"""The pages of all units in groups. The arrows walk through them; Tab passes by with one stop."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.accounts.model import Account
from studio.text import fold
from studio.ui.composer.plan.target_row import GroupHeading, TargetLine, TargetRow
from studio.ui.widgets.layout import Plain, clear, column
from studio.ui.words import kind_name

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
        self.hold = Plain()
        self.body: QVBoxLayout = column(spacing=0)
        self.hold.setLayout(self.body)

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
            group.body.addWidget(made)

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
