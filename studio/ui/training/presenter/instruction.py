"""What is to be done now, large, at the foot of the screen: it is read from the last row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont

from studio.ui.language import Speech, Translated
from studio.ui.training.presenter.talk import Talk
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row

LARGER = 1.35
"""Times the type of the window, which is large already."""


class Instruction(Translated):
    """Number, the step's text, and the keys."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._talk: Talk | None = None
        self.number, self.text = Label(role="heading"), Label(wrap=True)
        self._keys = Label(role="small", wrap=True)
        line = row(spacing=18)
        line.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)
        card = Card(kind="bar")
        card.setLayout(column(line, self._keys, spacing=4, margins=(22, 12, 22, 8)))
        self.setLayout(column(card))
        self._enlarge()
        self.retranslate()

    def retranslate(self) -> None:
        self._keys.setText(self.tr("PgUp/PgDn step · B black · D draw · C clear · Z magnify · N notes · F11 leave"))
        if self._talk is not None:
            self.show_talk(self._talk)

    def show_talk(self, talk: Talk) -> None:
        self._talk = talk
        steps = talk.outline.steps
        self.number.setText(f"{(talk.now or 0) + 1}/{len(steps)}" if talk.now is not None else "✓")
        said = self._speech.say(steps[talk.now].text) if talk.now is not None else self.tr("All steps are done.")
        self.text.setText(said)
        self.setAccessibleName(said)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._enlarge()

    def _enlarge(self) -> None:
        points = round(self.font().pointSizeF() * LARGER, 1)
        for label in (self.number, self.text):
            if label.font().pointSizeF() != points:
                label.setStyleSheet(f"font-size: {points}pt; font-weight: {QFont.Weight.DemiBold.value}")
