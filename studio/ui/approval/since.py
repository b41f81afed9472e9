"""What changed since the reviewer's own last look."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.ui.approval.case import Since
from studio.ui.language import Speech, Translated
from studio.ui.review.changes import ChangesView
from studio.ui.review.sheet import Sheet
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row


class SinceView(Translated):
    """A sentence, the changes, and a way to say that one has seen them. A decision says it too."""

    looked = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._since, self._signed_in = Since(), False
        self._text = Label(role="hint", wrap=True)
        self.seen = QuietButton(glyph="eye")
        self.seen.clicked.connect(self.looked)
        self.changes = ChangesView(speech)
        head = row(self._text, self.seen, spacing=12)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.changes, None, spacing=12))
        self.retranslate()

    def retranslate(self) -> None:
        self.seen.setText(self.tr("I have seen it"))
        self.seen.setToolTip(self.tr("From now on only later changes are shown here; a decision does the same"))
        self.seen.setVisible(self._signed_in and (self._since.seen is None or bool(self._since.count)))
        if not self._signed_in:
            self._text.setText(self.tr("Sign in: what changed since your last look is shown here."))
        elif self._since.seen is None:
            self._text.setText(
                self.tr("You have not decided on this post or marked it as seen yet; all of it is new to you.")
            )
        elif self._since.count:
            self._text.setText(
                self.tr(
                    "{n} changes since your last look. Added words are underlined, removed ones struck through."
                ).format(n=self._since.count)
            )
        else:
            self._text.setText(self.tr("Nothing changed since your last look."))

    def show_since(self, since: Since, sheet: Sheet) -> None:
        self._since = since
        self.changes.show_changes(
            since.comparison,
            since.images,
            passages=sheet.passages,
            labels=sheet.label_of(self._speech),
            pages=sheet.pages,
        )
        self.retranslate()

    def show_person(self, signed_in: bool) -> None:
        self._signed_in = signed_in
        self.retranslate()
