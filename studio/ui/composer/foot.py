"""The line under the panes: what the checks found, whether everything is saved, and what the last step did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QSizePolicy

from studio.clock import local
from studio.posts.model import Finding
from studio.ui.language import Translated
from studio.ui.review.findings import FindingCounts
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.labels import Elided, Glyph
from studio.ui.widgets.layout import row

NAMED = 2
"""Places a step of undo names; the rest are counted."""


class Foot(Translated):
    """`details` asks for the checks."""

    details = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._saved: datetime | None = None
        self._findings: tuple[Finding, ...] | None = None
        self._saving, self._trouble, self._step = False, "", ""
        self.counts = FindingCounts()
        self._sign, self._kept = Glyph("check"), Elided(role="hint")
        self._more = LinkButton(glyph="list-checks")
        self._more.clicked.connect(self.details)
        line = row(self._more, self.counts, self._sign, self._kept, spacing=8, margins=(0, 0, 4, 0))
        line.setStretch(1, 1)
        self.counts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for widget in (self.counts, self._sign, self._kept, self._more):
            line.setAlignment(widget, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        self.retranslate()

    @property
    def saved_text(self) -> str:
        return self._kept.text()

    def retranslate(self) -> None:
        self._more.setText(self.tr("Checks before it goes out"))
        self._more.setToolTip(self.tr("See every finding (F7)"))
        self._tell()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        if tuple(findings) != self._findings:
            self._findings = tuple(findings)
            self.counts.show_counts(findings)

    def show_saving(self) -> None:
        """Something typed is on its way to the disk."""
        self._saving, self._step = True, ""
        self._tell()

    def show_saved(self, at: datetime) -> None:
        self._saved, self._saving, self._trouble = at, False, ""
        self._tell()

    def show_trouble(self, sentence: str) -> None:
        """What is typed could not be stored yet."""
        self._trouble = sentence
        self._tell()

    def show_step(self, kind: str, names: Sequence[str]) -> None:
        """Say what ``undo``, ``redo`` or ``restore`` changed; a screen reader says it too."""
        what = ", ".join(names[:NAMED])
        if len(names) > NAMED:
            what = self.tr("{names} and {n} more").format(names=what, n=len(names) - NAMED)
        words = {
            "undo": self.tr("Undone: {what}"),
            "redo": self.tr("Redone: {what}"),
            "restore": self.tr("Restored: {what}"),
        }
        self._step = words[kind].format(what=what) if names else ""
        self._tell()
        if self._step:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._step))

    def _tell(self) -> None:
        if self._trouble:
            self._say("triangle-alert", "error", self.tr("Not saved yet, will try again"))
        elif self._saving:
            self._say("loader-circle", "muted", self.tr("Saving…"))
        elif self._step:
            self._say("undo-2", "muted", self._step)
        elif self._saved is not None:
            at = local(self._saved)
            self._say("check", "muted", self.tr("Draft saved {time}").format(time=f"{at.hour:02d}:{at.minute:02d}"))
        else:
            self._say("check", "muted", "")

    def _say(self, glyph: str, colour: str, text: str) -> None:
        self._sign.show_glyph(glyph, colour)
        self._sign.setVisible(bool(text))
        self._kept.setText(text)
        self._kept.setMaximumWidth(self._kept.fontMetrics().horizontalAdvance(text) + 4)
        self._kept.setAccessibleDescription(self._trouble)
