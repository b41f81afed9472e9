"""Before many posts are moved: what will happen to how many, and which stay as they are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.posts.model import TRASH_DAYS
from studio.ui.posts.bulk import Deed, Plan
from studio.ui.posts.bulk_bar import GLYPHS
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row
from studio.ui.words import post_word


class BulkDialog(Dialog):
    """`agreed` follows the person's yes. Where nothing can be moved it only says so."""

    agreed = Signal()

    def __init__(self, plan: Plan, parent: QWidget | None) -> None:
        super().__init__(parent, width=500)
        self._plan = plan
        self._text, self._stays = Label(wrap=True), Label(role="label", wrap=True)
        self.go, self.cancel = PrimaryButton(glyph=GLYPHS[plan.deed]), QuietButton()
        self.go.clicked.connect(self._agree)
        self.cancel.clicked.connect(self.reject)
        self._numbers = {state: Label(role="hint") for state in plan.kept}
        kept = column(spacing=6)
        for state, number in self._numbers.items():
            kept.addLayout(row(StatusChip(post_word(state)), number, None, spacing=10))
        self.fill(self._text, self._stays, kept, buttons=row(None, self.cancel, self.go))
        self.go.setVisible(bool(plan.ready))
        self._stays.setVisible(bool(plan.kept))
        self.retranslate()
        self.cancel.setFocus()

    def retranslate(self) -> None:
        trash, number = self._plan.deed is Deed.TRASH, counted(len(self._plan.ready))
        if not self._plan.ready:
            self.set_heading(self.tr("None of these posts can be moved"))
        elif trash:
            self.set_heading(self.tr("Move {n} posts to the trash?").format(n=number))
        else:
            self.set_heading(self.tr("Restore {n} posts?").format(n=number))
        self._text.setText(self._explain(trash=trash))
        self._stays.setText(self.tr("Stay as they are: {n}").format(n=counted(self._plan.left)))
        for state, label in self._numbers.items():
            label.setText(self.tr("posts: {n}").format(n=counted(self._plan.kept[state])))
        verb = self.tr("Move {n} posts") if trash else self.tr("Restore {n} posts")
        self.go.setText(verb.format(n=number))
        self.cancel.setText(self.tr("Cancel") if self._plan.ready else self.tr("Close"))

    def _explain(self, *, trash: bool) -> str:
        if not self._plan.ready:
            return self.tr(
                "Only drafts, posts sent back or rejected, and posts whose approval expired go to the trash. Take a "
                "post back to draft first; published posts are records and stay."
            )
        if trash:
            return self.tr("They are kept there for {days} days and can be restored as long as they are.").format(
                days=TRASH_DAYS
            )
        return self.tr("Each comes back in the state it had before.")

    def _agree(self) -> None:
        self.agreed.emit()
        self.accept()
