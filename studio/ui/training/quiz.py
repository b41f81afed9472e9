"""The questions of an outline, one at a time: an answer, whether it was right, and why."""

from __future__ import annotations

from collections.abc import Sequence
from random import SystemRandom

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from studio.phrase import Phrase
from studio.training.outline import Option, Outline, QuizQuestion
from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.choice import RadioButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import PlainHolder, clear, column, row

WIDTH = 620


class QuizPaper:
    """How far somebody is with the questions: a dialog put off for later goes on, when another is opened, with the
    question it had come to. The options stand in another order on each paper."""

    def __init__(self, quiz: Sequence[QuizQuestion]) -> None:
        shuffled = SystemRandom().sample
        self.order = [shuffled(question.options, len(question.options)) for question in quiz]
        self.at = self.right = 0
        self.answer: int | None = None
        """Place of the option that the question in hand was answered with."""

    @property
    def options(self) -> list[Option]:
        """Those of the question in hand, as they stand."""
        return self.order[self.at]


class QuizDialog(Dialog):
    """`answered` carries right answers and questions, once all are answered. 1…9 choose, Enter goes on."""

    answered = Signal(int, int)

    def __init__(
        self,
        outline: Outline,
        paper: QuizPaper,
        about: Phrase,
        language: LanguageManager,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, width=WIDTH)
        self._outline, self.paper, self._language = outline, paper, language
        self._buttons: list[RadioButton] = []
        label = Label(language.say(about), "small", wrap=True)
        self._place, self._question = Label(role="column"), Label(role="label", wrap=True)
        self._group = QButtonGroup(self)
        self._options: QVBoxLayout = column(spacing=6)
        held = PlainHolder()
        held.setLayout(self._options)
        self._verdict = Banner()
        later, self.go_on = QuietButton(tr("Not now")), PrimaryButton()
        self._choose = Label(tr("Choose an answer."), role="small")
        later.clicked.connect(self.reject)
        self.go_on.clicked.connect(self._next)
        self.go_on.setDefault(True)
        buttons = row(self._choose, None, later, self.go_on)
        self.fill(label, self._place, self._question, held, self._verdict, buttons=buttons)
        self.set_heading(f"{outline.id} · {language.say(outline.title)}")
        self._show_question()

    @property
    def question(self) -> str:
        """The text of the one in hand."""
        return self._question.text()

    @property
    def verdict(self) -> str:
        """Whether the answer was right, and why; empty before there is one."""
        return self._verdict.text

    def _show_question(self) -> None:
        """The question in hand, and what it was answered with."""
        for button in self._buttons:
            self._group.removeButton(button)
        clear(self._options)
        questions, say = self._outline.quiz, self._language.say
        self._place.setText(tr("Question {n} of {all}").format(n=self.paper.at + 1, all=len(questions)))
        self._question.setText(say(questions[self.paper.at].text))
        options = enumerate(self.paper.options, 1)
        self._buttons = [RadioButton(f"{number}. {say(option.text)}") for number, option in options]
        for number, button in enumerate(self._buttons):
            self._group.addButton(button, number)
            button.setChecked(number == self.paper.answer)
            button.toggled.connect(self._fit_button)
            self._options.addWidget(button)
        self._say_verdict()
        if self.isVisible() and self.paper.answer is None:
            self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _say_verdict(self) -> None:
        """Whether the answer is right, and why; nothing before there is one."""
        options, answer = self.paper.options, self.paper.answer
        why = self._language.say(self._outline.quiz[self.paper.at].why)
        if answer is None:
            self._verdict.say(Tone.BLUE, "")
        elif options[answer].correct:
            self._verdict.say(Tone.GREEN, tr("Right.") + " " + why)
        else:
            number = next(n for n, option in enumerate(options, 1) if option.correct)
            self._verdict.say(Tone.AMBER, tr("Not quite: {n} is right.").format(n=number) + " " + why)
        for button in self._buttons:
            button.setEnabled(answer is None)
        self._fit_button()
        self.refit()

    def choose(self, number: int) -> None:
        """Choose the option of that place, from 0."""
        button = self._group.button(number)
        if self.paper.answer is None:
            button.setChecked(True)
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fit_button(self) -> None:
        last, answered = self.paper.at + 1 == len(self._outline.quiz), self.paper.answer is not None
        ready = answered or self._group.checkedId() >= 0
        self.go_on.setEnabled(ready)
        self._choose.setVisible(not ready)
        if not answered:
            self.go_on.setText(tr("Answer"))
        else:
            self.go_on.setText(tr("View the result") if last else tr("Next question"))

    def _next(self) -> None:
        paper = self.paper
        if paper.answer is None:
            self._check()
        elif paper.at + 1 < len(self._outline.quiz):
            paper.at, paper.answer = paper.at + 1, None
            self._show_question()
        else:
            self.answered.emit(paper.right, len(self._outline.quiz))
            self.accept()

    def _check(self) -> None:
        chosen = self._group.checkedId()
        if chosen < 0:
            return
        self.paper.answer = chosen
        self.paper.right += self.paper.options[chosen].correct
        self._say_verdict()
        self.go_on.setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self._buttons[0] if self.paper.answer is None else self.go_on).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self.paper.options) and self.paper.answer is None:
            self.choose(number)
            event.accept()
        else:
            super().keyPressEvent(event)
