"""The pages a post goes to: a list to tick, with nothing ticked beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout

from studio.accounts.model import Account, AccountKind, PageStatus
from studio.ui.composer.form_field import Say
from studio.ui.composer.plan.section import Section
from studio.ui.language import Translated
from studio.ui.theme import current_tokens
from studio.ui.widgets.avatar import Avatar
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import clear, column, row
from studio.ui.words import kind_name, page_word

LOCAL = frozenset({AccountKind.PRACTICE, AccountKind.HANDOVER})
"""Kinds a practice profile may use: nothing of them leaves the PC by itself."""


BOX, AVATAR = 22, 30


class TargetRow(Translated):
    """One page: box, sign, name, platform, id and status; greyed with the reason where nothing can be posted."""

    toggled = Signal()

    def __init__(self, account: Account, *, practice: bool) -> None:
        super().__init__()
        self.account = account
        self._practice = practice
        self._locked = False
        self.box = CheckBox()
        self.box.setFixedWidth(BOX)
        self.box.clicked.connect(lambda _: self.toggled.emit())
        self._name = Label(account.title, "label", wrap=True)
        self._kind = Label(role="small", wrap=True)
        self._sign, self._status = Glyph("circle-check"), Label(role="small", wrap=True)
        status = row(self._sign, self._status, spacing=5)
        status.setStretch(1, 1)
        texts = column(self._name, self._kind, status, spacing=1)
        avatar = Avatar(account.title, AVATAR)
        line = row(self.box, avatar, texts, spacing=8, margins=(0, 7, 0, 7))
        line.setAlignment(self.box, Qt.AlignmentFlag.AlignTop)
        line.setAlignment(avatar, Qt.AlignmentFlag.AlignTop)
        line.setStretch(2, 1)
        self.setLayout(line)
        self.retranslate()

    @property
    def reason(self) -> str:
        """Why nothing can be posted there; empty where it can."""
        if self._practice and self.account.kind not in LOCAL:
            return self.tr("Not for practice: this page is public.")
        return {
            PageStatus.REQUESTED: self.tr("Not granted yet: ask whoever keeps the pages."),
            PageStatus.HANDED_OVER: self.tr("Handed over to another unit."),
            PageStatus.MERGED: self.tr("Merged into another page."),
            PageStatus.CLOSED: self.tr("Closed."),
        }.get(self.account.status, "")

    def retranslate(self) -> None:
        account = self.account
        kind = kind_name(account.kind)
        self._kind.setText(f"{kind} · {account.page_id}" if account.page_id else kind)
        word = page_word(account.status)
        ink = current_tokens().tones[word.tone].text
        self._sign.show_glyph("ban" if self.reason else word.icon, "disabled" if self.reason else ink)
        self._status.setText(self.reason or word.text)
        said = [account.title, kind, account.page_id, self.reason or word.text]
        self.box.setAccessibleName(", ".join(part for part in said if part))
        self._dress()

    def set_checked(self, checked: bool) -> None:
        self.box.setChecked(checked)
        self._dress()

    def set_locked(self, locked: bool) -> None:
        self._locked = locked
        self._dress()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.box.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.box.click()

    def _dress(self) -> None:
        """A page that cannot be used can still be unticked."""
        usable = not self.reason
        self.box.setEnabled(not self._locked and (usable or self.box.isChecked()))
        self._name.setEnabled(usable)
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.box.isEnabled() else Qt.CursorShape.ArrowCursor)


class TargetsSection(Section):
    """`changed` carries the names of the pages that are ticked."""

    changed = Signal(object)
    pages_wanted = Signal()

    def __init__(self, say: Say, *, practice: bool) -> None:
        super().__init__(say)
        self._practice = practice
        self._accounts: tuple[Account, ...] = ()
        self._rows: list[TargetRow] = []
        self._names: tuple[str, ...] = ()
        self._locked = False
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._go = LinkButton(glyph="plus")
        self._go.clicked.connect(self.pages_wanted)
        self.fill(self._list, row(self._go, None))
        self.retranslate()

    @property
    def rows(self) -> tuple[TargetRow, ...]:
        return tuple(self._rows)

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Post to"))
        self._go.setText(self.tr("Add a page"))
        self._dress()

    def offer(self, accounts: Sequence[Account]) -> None:
        """List the pages of the unit."""
        if tuple(accounts) == self._accounts:
            return
        self._accounts = tuple(accounts)
        clear(self._list)
        rows = [TargetRow(account, practice=self._practice) for account in accounts]
        self._rows = sorted(rows, key=lambda line: bool(line.reason))
        for line in self._rows:
            line.toggled.connect(self._toggled)
            self._list.addWidget(line)
        self.put(self._names)

    def put(self, names: Sequence[str]) -> None:
        """Tick exactly these."""
        self._names = tuple(names)
        for line in self._rows:
            line.set_checked(line.account.name in self._names)
            line.set_locked(self._locked)
        self._dress()

    def set_locked(self, locked: bool) -> None:
        self._locked = locked
        self.put(self._names)

    def take_focus(self) -> None:
        first = next((line.box for line in self._rows if line.box.isEnabled()), self._go)
        first.setFocus()

    def _toggled(self) -> None:
        known = {line.account.name for line in self._rows}
        kept = [name for name in self._names if name not in known]
        self.put((*kept, *(line.account.name for line in self._rows if line.box.isChecked())))
        self.changed.emit(self._names)

    def _dress(self) -> None:
        empty = not self._rows
        none = self.tr("The unit has no page yet. Add the pages it is authorised to run first.")
        self.hint.setText(none if empty else "")
        self.hint.setVisible(empty)
        self._go.setVisible(empty)
