"""The questions of an outline, one at a time: an answer, whether it was right, and why."""

from __future__ import annotations

from random import SystemRandom

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from studio.training.outline import Option, Outline
from studio.ui.language import Speech
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.choice import RadioButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Plain, clear, column, row

WIDTH = 620


class QuizDialog(Dialog):
    """`answered` carries right answers and questions, once all are answered. 1…9 choose, Enter goes on.

    The options stand in another order each time. A dialog put off for later goes on, when it is opened again, with the
    question it had come to: what was answered stays answered.
    """

    answered = Signal(int, int)

    def __init__(self, outline: Outline, speech: Speech, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self._outline, self._speech = outline, speech
        shuffled = SystemRandom().sample
        self._order = [shuffled(question.options, len(question.options)) for question in outline.quiz]
        self._at, self._right, self._checked = 0, 0, False
        self._buttons: list[RadioButton] = []
        self._label = Label(label, "small", wrap=True)
        self._place, self._question = Label(role="column"), Label(role="label", wrap=True)
        self._group = QButtonGroup(self)
        self._options: QVBoxLayout = column(spacing=6)
        held = Plain()
        held.setLayout(self._options)
        self._verdict = Banner()
        self._later, self.go_on = QuietButton(), PrimaryButton()
        self._choose = Label(role="small")
        self._later.clicked.connect(self.reject)
        self.go_on.clicked.connect(self._next)
        self.go_on.setDefault(True)
        buttons = row(self._choose, None, self._later, self.go_on)
        self.fill(self._label, self._place, self._question, held, self._verdict, buttons=buttons)
        self.retranslate()

    @property
    def right(self) -> int:
        return self._right

    @property
    def options(self) -> list[Option]:
        """Those of the question in hand, as they stand."""
        return self._order[self._at]

    def retranslate(self) -> None:
        self.set_heading(f"{self._outline.id} · {self._speech.say(self._outline.title)}")
        self._later.setText(self.tr("Not now"))
        self._choose.setText(self.tr("Choose an answer."))
        if not self._buttons:
            self._show()
        self._say()

    def _show(self) -> None:
        """The question in hand, not answered yet."""
        for button in self._buttons:
            self._group.removeButton(button)
        clear(self._options)
        self._buttons = [RadioButton() for _ in self.options]
        for number, button in enumerate(self._buttons):
            self._group.addButton(button, number)
            button.toggled.connect(self._fit_button)
            self._options.addWidget(button)
        self._checked = False
        self._say()
        if self.isVisible():
            self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _say(self) -> None:
        """All words of the question, and of what was answered."""
        questions, say = self._outline.quiz, self._speech.say
        question = questions[self._at]
        self._place.setText(self.tr("Question {n} of {all}").format(n=self._at + 1, all=len(questions)))
        self._question.setText(say(question.text))
        for number, (button, option) in enumerate(zip(self._buttons, self.options, strict=True), 1):
            button.setText(f"{number}. {say(option.text)}")
        self._say_verdict()
        self._fit_button()
        self.refit()

    def _say_verdict(self) -> None:
        why = self._speech.say(self._outline.quiz[self._at].why)
        if not self._checked:
            self._verdict.say(Tone.BLUE, "")
        elif self.options[self._group.checkedId()].correct:
            self._verdict.say(Tone.GREEN, self.tr("Right.") + " " + why)
        else:
            number = next(n for n, option in enumerate(self.options, 1) if option.correct)
            self._verdict.say(Tone.AMBER, self.tr("Not quite: {n} is right.").format(n=number) + " " + why)

    def choose(self, number: int) -> None:
        """Choose the option of that place, from 0."""
        button = self._group.button(number)
        if not self._checked:
            button.setChecked(True)
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fit_button(self) -> None:
        last = self._at + 1 == len(self._outline.quiz)
        ready = self._checked or self._group.checkedId() >= 0
        self.go_on.setEnabled(ready)
        self._choose.setVisible(not ready)
        if not self._checked:
            self.go_on.setText(self.tr("Answer"))
        else:
            self.go_on.setText(self.tr("See the result") if last else self.tr("Next question"))

    def _next(self) -> None:
        if not self._checked:
            self._check()
        elif self._at + 1 < len(self._outline.quiz):
            self._at += 1
            self._show()
        else:
            self.answered.emit(self._right, len(self._outline.quiz))
            self.accept()

    def _check(self) -> None:
        chosen = self._group.checkedId()
        if chosen < 0:
            return
        self._checked = True
        self._right += self.options[chosen].correct
        for button in self._buttons:
            button.setEnabled(False)
        self._say_verdict()
        self._fit_button()
        self.go_on.setFocus(Qt.FocusReason.TabFocusReason)
        self.refit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.go_on if self._checked else self._buttons[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self.options) and not self._checked:
            self.choose(number)
            event.accept()
        else:
            super().keyPressEvent(event)
