"""The line under the fields: how many findings there are, one of them in words, and the way to its box.

It has its room always, so that nothing moves under the pointer when a finding comes or goes.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy

from studio.posts.model import Finding
from studio.templates.model import Template
from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.review.findings import FindingCounts
from studio.ui.review.places import place_name
from studio.ui.widgets.buttons import IconButton, LinkButton
from studio.ui.widgets.labels import ElidedLabel
from studio.ui.widgets.layout import Card, PlainHolder, row
from studio.ui.writing.target import WritingBar

HIGH, LINES, NARROW_LINES, TIGHTEST_LINES = 48, 2, 3, 4
"""Pixels at least, and how many lines a finding may take; the more the less wide the bar is."""
NARROW_CHARS = 110
"""Average characters under which the way to the box is an icon and the counts are numbers: the finding is read."""
TIGHT_CHARS, TIGHTEST_CHARS = 70, 50
"""Average characters under which the tools stand below the buttons that turn, and those under which the counts stand
below each other, too: they leave the finding their width."""


class FindingsBar(Card):
    """`asked` carries the field of the finding in hand."""

    asked = Signal(str)

    def __init__(self, language: LanguageManager) -> None:
        super().__init__(kind="foot")
        self._language = language
        self._findings: tuple[Finding, ...] | None = None
        self._template: Template | None = None
        self._place = 0
        self._reason = ""
        self._brief = False
        self._asked: Finding | None = None
        self.counts = FindingCounts(in_line=True)
        self.counts.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._said = ElidedLabel(lines=LINES)
        self.go = LinkButton(tr("Go to the field"), "corner-down-right")
        self.go.setAccessibleName(self.go.text())
        self.go.setToolTip(tr("Check everything, and go to the field concerned (F7)"))
        self._back = IconButton("chevron-up", tr("Previous finding"))
        self._on = IconButton("chevron-down", tr("Next finding"))
        self.tools = WritingBar()
        self.go.clicked.connect(self.ask_next)
        self._back.clicked.connect(lambda: self.turn(-1))
        self._on.clicked.connect(lambda: self.turn(1))
        turning = PlainHolder()
        turning.setLayout(row(self.go, self._back, self._on, spacing=6))
        self._acts = row(turning, self.tools, spacing=10)
        inside = row(self.counts, self._said, self._acts, spacing=6)
        inside.setStretch(1, 1)
        inside.setAlignment(self._said, Qt.AlignmentFlag.AlignVCenter)
        inside.setContentsMargins(14, 0, 10, 0)
        self.setLayout(inside)
        self._show()

    @property
    def text(self) -> str:
        """The finding in hand, or why the next step cannot be taken."""
        return self._said.text()

    @property
    def finding(self) -> Finding | None:
        return self._findings[self._place] if self._findings else None

    def forget(self) -> None:
        """Another post is opened."""
        self._findings, self._place, self._reason = None, 0, ""
        self._show()

    def show_findings(self, findings: Sequence[Finding], template: Template | None) -> None:
        """All of them, the worst first; the one in hand stays in hand while it is there."""
        if tuple(findings) == self._findings:
            return
        kept = self.finding
        self._findings, self._template = tuple(findings), template
        same = (n for n, one in enumerate(findings) if kept and (one.code, one.field) == (kept.code, kept.field))
        self._place = next(same, min(self._place, max(0, len(findings) - 1)))
        self._show()

    def show_reason(self, reason: str) -> None:
        """Why the next step cannot be taken, where no finding says it."""
        if reason != self._reason:
            self._reason = reason
            self._show()

    def set_brief(self, brief: bool) -> None:
        """Say nothing where the findings stand beside it; the tools stay."""
        self._brief = brief
        self._show()

    def turn(self, by: int) -> None:
        """Take the next finding in hand, or the one before."""
        if self._findings:
            self._place = (self._place + by) % len(self._findings)
            self._show()

    def ask(self) -> None:
        """Go to the box of the finding in hand."""
        self._asked = self.finding
        if self.finding is not None:
            self.asked.emit(self.finding.field)

    def ask_next(self) -> None:
        """The same; who was led to that box already is led to the next one."""
        if self.finding is not None and self.finding == self._asked:
            self.turn(1)
        self.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        chars = event.size().width() / self.fontMetrics().averageCharWidth()
        narrow, tight, tightest = chars < NARROW_CHARS, chars < TIGHT_CHARS, chars < TIGHTEST_CHARS
        self.go.setText("" if narrow else self.go.accessibleName())
        self.counts.set_short(narrow)
        self.counts.stand(upright=tightest)
        self._said.set_lines(TIGHTEST_LINES if tightest else NARROW_LINES if narrow else LINES)
        way = QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight
        if way is not self._acts.direction():
            self._acts.setDirection(way)
            self._acts.setSpacing(2 if tight else 10)
            self._acts.setAlignment(self.tools, Qt.AlignmentFlag.AlignRight if tight else Qt.AlignmentFlag(0))
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return False  # as high with one line as with all

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        lines = self._said.lines * self._said.fontMetrics().lineSpacing()
        return QSize(hint.width(), max(HIGH, hint.height() + 4, lines + 4))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def _show(self) -> None:
        finding = self.finding
        if self._findings is not None:
            self.counts.show_counts(self._findings)
        self.counts.setVisible(self._findings is not None and not self._brief)
        said = self._words(finding) if finding is not None else self._reason
        self._said.setText("" if self._brief else said)
        self.go.setVisible(not self._brief and finding is not None and bool(finding.field))
        self.go.setAccessibleDescription(self._said.text())
        for button in (self._back, self._on):
            button.setVisible(not self._brief)
            button.setEnabled(bool(self._findings) and len(self._findings or ()) > 1)

    def _words(self, finding: Finding) -> str:
        wrong = self._language.say(finding.wrong)
        if self._template is None or not finding.field:
            return wrong
        place = place_name(self._template, self._language, finding.field)
        return wrong if place.lower() in wrong.lower() else f"{place}: {wrong}"
