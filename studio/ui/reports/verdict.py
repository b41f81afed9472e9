"""What reconciling the month found: as high as its words, up to two lines; more of them scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from studio.translation import ntr, tr
from studio.ui.language import Speech
from studio.ui.reports.month import MonthCase
from studio.ui.tokens import Tone
from studio.ui.widgets.chip import ToneWord
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, clear, column, row, scrolled
from studio.ui.words import StateWord

LINES = 2
"""Lines of problems in sight; more of them scroll."""


class Verdict(Card):
    """How it stands at the left, and what does not agree beside it."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self.word = ToneWord()
        self.said = Label(role="hint", wrap=True)
        self._lines = column(spacing=4)
        self._inside = Plain()
        self._inside.setLayout(self._lines)
        self._area = scrolled(self._inside)
        self._area.setAccessibleName(tr("What does not agree"))
        inside_row = row(column(self.word, None), self._area, spacing=20, margins=(16, 10, 16, 8))
        inside_row.setStretch(1, 1)
        self.setLayout(inside_row)
        for watched in (self._area, self._inside):
            watched.installEventFilter(self)

    @property
    def problems(self) -> tuple[str, ...]:
        """The sentences in sight."""
        return tuple(label.text() for label in self.findChildren(Label) if label.isVisibleTo(self))

    def show_case(self, case: MonthCase) -> None:
        clear(self._lines)
        self.word.set_word(_word(case))
        say = self._speech.sentence
        texts = [say(problem) for problem in case.problems] if case.problems else [_says(case)]
        for text in texts:
            self._lines.addWidget(Label(text, "" if case.problems else "hint", wrap=True))
        self._lines.addStretch(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the height where the room or the words are others."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        needed = max(line, self._inside.heightForWidth(self._area.width()))
        self._area.setFixedHeight(min(needed, LINES * line + 6))


def _word(case: MonthCase) -> StateWord:
    if case.problems is None:
        return StateWord(tr("Not reconciled yet"), "circle", Tone.GREY)
    if not case.problems:
        return StateWord(tr("Every number agrees"), "circle-check", Tone.GREEN)
    count = len(case.problems)
    said = ntr("{n} point does not agree", "{n} points do not agree", count).format(n=count)
    return StateWord(said, "triangle-alert", Tone.ORANGE)


def _says(case: MonthCase) -> str:
    if case.problems is None:
        return tr(
            "Reconcile before you finish: totals equal rows, each post once, no exercises, a source for each "
            "number entered by hand."
        )
    return tr("Totals equal their rows, no post is counted twice, no exercise is counted, each number has its source.")
