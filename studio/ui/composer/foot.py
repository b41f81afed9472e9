"""The bar under the panes: how many findings there are and the way to them, and whether everything is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from studio.clock import local
from studio.posts.model import Finding
from studio.ui.language import Translated
from studio.ui.review.findings import FindingCounts
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, column, row


class Foot(Translated):
    """`details` asks for the checks."""

    details = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._saved: datetime | None = None
        self._findings: tuple[Finding, ...] | None = None
        self._saving, self._trouble = False, ""
        self._heading = Label(role="label")
        self.counts = FindingCounts()
        self._sign, self._kept = Glyph("check"), Label(role="hint")
        self._more = QuietButton()
        self._more.clicked.connect(self.details)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        saving = row(self._sign, self._kept, spacing=5)
        line = row(self._heading, self.counts, saving, 6, self._more, spacing=12, margins=(16, 8, 16, 8))
        line.setStretch(1, 1)
        self.counts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.setAlignment(self.counts, Qt.AlignmentFlag.AlignVCenter)
        card = Card()
        card.setLayout(line)
        self.setLayout(column(card))

    @property
    def saved_text(self) -> str:
        return self._kept.text()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Checks before it goes out"))
        self._more.setText(self.tr("See details"))
        self._tell_saved()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        if tuple(findings) != self._findings:
            self._findings = tuple(findings)
            self.counts.show_counts(findings)

    def show_saving(self) -> None:
        """Something typed is on its way to the disk."""
        self._saving = True
        self._tell_saved()

    def show_saved(self, at: datetime) -> None:
        self._saved, self._saving, self._trouble = at, False, ""
        self._tell_saved()

    def show_trouble(self, sentence: str) -> None:
        """What is typed could not be stored yet."""
        self._trouble = sentence
        self._tell_saved()

    def _tell_saved(self) -> None:
        if self._trouble:
            self._say("triangle-alert", "error", self.tr("Not saved yet, will try again"))
        elif self._saving:
            self._say("loader-circle", "muted", self.tr("Saving…"))
        elif self._saved is not None:
            at = local(self._saved)
            self._say("check", "muted", self.tr("Draft saved {time}").format(time=f"{at.hour:02d}:{at.minute:02d}"))
        else:
            self._say("check", "muted", "")

    def _say(self, glyph: str, colour: str, text: str) -> None:
        self._sign.show_glyph(glyph, colour)
        self._sign.setVisible(bool(text))
        self._kept.setText(text)
        self._kept.setToolTip(self._trouble)
