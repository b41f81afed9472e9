"""The findings of preflight as a list a person can walk through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from studio.posts.model import Finding, Severity
from studio.templates.model import Template
from studio.translation import ntr, tr
from studio.ui.language import LanguageManager
from studio.ui.review.places import place_name
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import FlowLayout, clear, column, row, rule
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord, severity_word


class FindingRow(QWidget):
    """One finding: icon, what is wrong, what to do, and where."""

    def __init__(self, finding: Finding, place: str, language: LanguageManager, go: LinkButton | None) -> None:
        super().__init__()
        word = severity_word(finding.severity)
        sign = Glyph(word.icon, word.tone)
        wrong = Label(language.say(finding.wrong), "label", wrap=True)
        remedy = Label(language.say(finding.remedy), "hint", wrap=True)
        texts = column(wrong, remedy, spacing=2)
        if finding.excerpt:
            texts.addWidget(Label(f"“{finding.excerpt}”", "small", wrap=True))
        if go is not None:
            go.setText(place)
            go.setAccessibleName(f"{place}: {wrong.text()}")
            texts.addLayout(row(go, None))
        line = row(column(sign, None), texts, spacing=10, margins=(0, 8, 0, 8))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.setAccessibleName(f"{word.text}: {wrong.text()} {remedy.text()}")


class FindingsView(QWidget):
    """All findings, blockers first; `asked` carries the field a person wants to go to."""

    asked = Signal(str)

    def __init__(self, language: LanguageManager, *, links: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language, self._links = language, links
        self._template: Template | None = None
        self._inside: QVBoxLayout = column(spacing=0)
        self.setLayout(self._inside)

    def show_findings(self, findings: Sequence[Finding], template: Template | None) -> None:
        self._template = template
        clear(self._inside)
        if not findings:
            line = row(Glyph("circle-check", Tone.GREEN), spacing=10)
            line.addWidget(Label(tr("Nothing to fix: every check that concerns this post has passed."), wrap=True), 1)
            self._inside.addLayout(line)
        for number, finding in enumerate(findings):
            if number:
                self._inside.addWidget(rule())
            self._inside.addWidget(self._row(finding))
        self._inside.addStretch(1)

    def _row(self, finding: Finding) -> FindingRow:
        go = None
        if self._links and finding.field:
            go = LinkButton(glyph="corner-down-right")
            go.clicked.connect(lambda _=False, field=finding.field: self.asked.emit(field))
        return FindingRow(finding, self.place_of(finding), self._language, go)

    def place_of(self, finding: Finding) -> str:
        """Where the finding is, in words: the label of a field, or the part of the post."""
        return place_name(self._template, self._language, finding.field)


class FindingCounts(QWidget):
    """How many findings there are of each kind, as chips; `in_line` they wrap never, and can be made to stand."""

    def __init__(self, parent: QWidget | None = None, *, in_line: bool = False) -> None:
        super().__init__(parent)
        self._numbers: dict[Severity, int] | None = None
        self._short = False
        self._flow: QHBoxLayout | FlowLayout = row(spacing=6) if in_line else FlowLayout(spacing=6)
        self.setLayout(self._flow)

    def show_counts(self, findings: Sequence[Finding]) -> None:
        self._numbers = {s: sum(f.severity is s for f in findings) for s in Severity}
        self._fill()

    def set_short(self, short: bool) -> None:
        """Show icon and number alone, or the word as well; screen readers and tooltips have the word."""
        if short != self._short:
            self._short = short
            self._fill()

    def stand(self, *, upright: bool) -> None:
        """One below the other, where they are made to be in line."""
        if isinstance(self._flow, QHBoxLayout):
            way = QBoxLayout.Direction
            self._flow.setDirection(way.TopToBottom if upright else way.LeftToRight)
            self._flow.setSpacing(2 if upright else 6)

    def _fill(self) -> None:
        clear(self._flow)
        for count, word in self._counted():
            chip = StatusChip(word._replace(text=str(count)) if count and self._short else word)
            chip.setAccessibleName(word.text)
            chip.setToolTip(plain(word.text if self._short else ""))
            self._flow.addWidget(chip)

    def words(self) -> list[StateWord]:
        """The chips; empty before anything was counted."""
        return [word for _, word in self._counted()]

    def _counted(self) -> list[tuple[int, StateWord]]:
        """What is on the chips, each with its number."""
        if self._numbers is None:
            return []
        stops, warns, notes = (self._numbers[severity] for severity in (Severity.BLOCK, Severity.WARN, Severity.INFO))
        words = (
            (stops, StateWord(ntr("{n} to fix", "{n} to fix", stops), "circle-x", Tone.RED)),
            (warns, StateWord(ntr("{n} warning", "{n} warnings", warns), "triangle-alert", Tone.AMBER)),
            (notes, StateWord(ntr("{n} note", "{n} notes", notes), "info", Tone.BLUE)),
        )
        shown = [(count, word._replace(text=word.text.format(n=count))) for count, word in words if count]
        return shown or [(0, StateWord(tr("all checks passed"), "circle-check", Tone.GREEN))]
