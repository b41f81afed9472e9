"""The foot of the list: how many posts there are, or what can be done with those chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from studio.ui.language import Translated
from studio.ui.posts.bulk import BulkDeed
from studio.ui.widgets.buttons import LinkButton, QuietButton
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Elided, Label
from studio.ui.widgets.layout import Plain, column, row

GLYPHS = {BulkDeed.TRASH: "trash-2", BulkDeed.RESTORE: "archive-restore"}


class BulkBar(Translated):
    """`wanted` carries the deed; `dropped` lets go of what is chosen."""

    wanted = Signal(str)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._deed, self._listed, self._marked = BulkDeed.TRASH, 0, 0
        self._count, self._hint = Label(role="hint"), Elided("", "small")
        self._chosen = Label(role="label")
        self.act = QuietButton(glyph=GLYPHS[self._deed])
        self.act.clicked.connect(lambda: self.wanted.emit(self._deed))
        self.drop = LinkButton(glyph="x")
        self.drop.clicked.connect(self.dropped)
        calm, bulk = Plain(), Plain()
        calm.setLayout(row(self._count, self._hint, spacing=24))
        bulk.setLayout(row(self._chosen, self.act, None, self.drop, spacing=12))
        self._stack = QStackedWidget()
        self._stack.addWidget(calm)
        self._stack.addWidget(bulk)
        self.setLayout(column(self._stack, margins=(14, 5, 8, 5)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        self._hint.setText(self.tr("Space ticks a row · Shift with the arrows ticks several · Ctrl+A all"))
        self.drop.setText(self.tr("Untick"))
        self._say()

    def show_counts(self, listed: int, marked: int, deed: BulkDeed) -> None:
        """So many posts are listed, so many of them chosen, and `deed` is what can be done here."""
        self._listed, self._marked, self._deed = listed, marked, deed
        self._stack.setCurrentIndex(1 if marked else 0)
        self._say()

    def _say(self) -> None:
        number = counted(self._marked)
        self._count.setText(self.tr("Posts listed: {n}").format(n=counted(self._listed)))
        self._chosen.setText(self.tr("Chosen: {n}").format(n=number))
        one = self._marked == 1
        words = {
            BulkDeed.TRASH: self.tr("Move to the trash") if one else self.tr("Move {n} posts to the trash…"),
            BulkDeed.RESTORE: self.tr("Restore") if one else self.tr("Restore {n} posts…"),
        }
        self.act.set_glyph(GLYPHS[self._deed])
        self.act.setText(words[self._deed].format(n=number))
