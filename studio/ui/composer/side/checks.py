"""What the checks say, and the way to each place."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from studio.clock import local
from studio.posts.model import Door, Finding
from studio.templates.model import Template
from studio.ui.anchors import anchor
from studio.ui.composer.live import Outcome
from studio.ui.language import Speech, Translated
from studio.ui.review.findings import FindingCounts, FindingsView
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row


class ChecksTab(Translated):
    """`asked` carries the field of a finding, `rerun` asks for the full checks."""

    asked = Signal(str)
    rerun = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._when: datetime | None = None
        self._door = Door.COMPOSE
        self._latest: tuple[tuple[Finding, ...], Template] | None = None
        self._shown: tuple[Finding, ...] | None = None
        self.counts = FindingCounts()
        self.view = FindingsView(speech, links=True)
        self.view.asked.connect(self.asked)
        self._note = Label(role="small", wrap=True)
        self._run = QuietButton(glyph="list-checks")
        self._run.clicked.connect(self.rerun)
        anchor(self._run, "checks.run")
        self.setLayout(column(self.counts, self._note, row(self._run, None), self.view, None, spacing=10))
        self.retranslate()

    def retranslate(self) -> None:
        self._run.setText(self.tr("Check everything (F7)"))
        if self._when is None:
            self._note.setText(self.tr("Checked while you write."))
            return
        at = local(self._when)
        time = f"{at.hour:02d}:{at.minute:02d}"
        full = self._door is not Door.COMPOSE
        words = (
            self.tr("Checked at {time}, finished cards and pictures included.")
            if full
            else self.tr("Checked at {time}. F7 also looks at the finished cards and pictures.")
        )
        self._note.setText(words.format(time=time))

    def show_outcome(self, outcome: Outcome, template: Template, when: datetime) -> None:
        self._when, self._door = when, outcome.door
        self._latest = outcome.findings, template
        self._show()
        self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        """List the findings once they are in sight: building the list takes longer than finding them."""
        if self._latest is None or not self.isVisible() or self._latest[0] == self._shown:
            return
        self._shown, template = self._latest
        self.counts.show_counts(self._shown)
        self.view.show_findings(self._shown, template)
