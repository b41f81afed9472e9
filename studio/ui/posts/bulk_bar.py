"""The foot of the list: how many posts there are, or what can be done with those chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from studio.translation import tr
from studio.ui.posts.bulk import BulkDeed
from studio.ui.widgets.buttons import LinkButton, QuietButton
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Elided, Label
from studio.ui.widgets.layout import Plain, column, row

GLYPHS = {BulkDeed.TRASH: "trash-2", BulkDeed.RESTORE: "archive-restore"}


class BulkBar(QWidget):
    """`wanted` carries the deed; `dropped` lets go of what is chosen."""

    wanted = Signal(str)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._deed = BulkDeed.TRASH
        self._count = Label(role="hint")
        hint = Elided(tr("Space ticks a row · Shift with the arrows ticks several · Ctrl+A all"), "small")
        self._chosen = Label(role="label")
        self.act = QuietButton()
        self.act.clicked.connect(lambda: self.wanted.emit(self._deed))
        self.drop = LinkButton(tr("Untick"), glyph="x")
        self.drop.clicked.connect(self.dropped)
        calm, bulk = Plain(), Plain()
        calm.setLayout(row(self._count, hint, spacing=24))
        bulk.setLayout(row(self._chosen, self.act, None, self.drop, spacing=12))
        self._stack = QStackedWidget()
        self._stack.addWidget(calm)
        self._stack.addWidget(bulk)
        self.setLayout(column(self._stack, margins=(14, 5, 8, 5)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_counts(0, 0, self._deed)

    def show_counts(self, listed: int, marked: int, deed: BulkDeed) -> None:
        """So many posts are listed, so many of them chosen, and `deed` is what can be done here."""
        self._deed = deed
        self._stack.setCurrentIndex(1 if marked else 0)
        number, one = counted(marked), marked == 1
        self._count.setText(tr("Posts listed: {n}").format(n=counted(listed)))
        self._chosen.setText(tr("Chosen: {n}").format(n=number))
        words = {
            BulkDeed.TRASH: tr("Move to the trash") if one else tr("Move {n} posts to the trash…"),
            BulkDeed.RESTORE: tr("Restore") if one else tr("Restore {n} posts…"),
        }
        self.act.set_glyph(GLYPHS[deed])
        self.act.setText(words[deed].format(n=number))
