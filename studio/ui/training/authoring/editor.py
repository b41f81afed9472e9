"""The editor of one own outline: title, purpose, steps, questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit

from studio.training.authoring import Condition, renumbered
from studio.training.outline import Course, Outline, Question, Step
from studio.ui.language import Speech, Translated
from studio.ui.training.authoring.blocks import QuestionBlock, StepBlock, new_question, new_step
from studio.ui.training.authoring.items import said
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import clear, column, row, rule

GROUP_CHARS, LONGEST = 28, 240
"""Characters of a group's name that find room; minutes of a lesson."""


class OutlineEditor(Translated):
    """`changed` follows every change; `outline` is what it has become."""

    changed = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._outline: Outline | None = None
        self._offered: Sequence[Condition] = ()
        self.title, self.purpose, self.group, self.minutes = QLineEdit(), QLineEdit(), Combo(), QLineEdit()
        self.minutes.setValidator(QIntValidator(1, LONGEST, self))
        self.minutes.setMaxLength(3)
        self.group.setMinimumContentsLength(GROUP_CHARS)
        self._title, self._purpose = FieldBlock(self.title), FieldBlock(self.purpose)
        self._group, self._minutes = FieldBlock(self.group), FieldBlock(self.minutes)
        self._steps_head, self._quiz_head = Label(role="heading"), Label(role="heading")
        self.add_step, self.add_question = QuietButton(glyph="plus"), QuietButton(glyph="plus")
        self.add_step.clicked.connect(lambda: self._change_steps([*self._edited_steps(), new_step(0)]))
        self.add_question.clicked.connect(lambda: self._change_quiz([*self._edited_quiz(), new_question()]))
        for line in (self.title, self.purpose, self.minutes):
            line.textEdited.connect(self.changed)
        self.group.activated.connect(self.changed)
        self._steps, self._quiz = column(spacing=16), column(spacing=16)
        self._blocks: list[StepBlock] = []
        self._questions: list[QuestionBlock] = []
        place = row(self._group, self._minutes, None, spacing=12)
        place.setStretch(0, 1)
        inside = column(
            self._title, self._purpose, place, rule(), self._steps_head, self._steps, row(self.add_step, None), rule(),
            self._quiz_head, self._quiz, row(self.add_question, None), None, spacing=12, margins=(4, 8, 16, 8),
        )  # fmt: skip
        self.setLayout(inside)
        self.retranslate()

    def retranslate(self) -> None:
        self._title.set_label(self.tr("Title"), required=True)
        self._purpose.set_label(self.tr("Purpose"), required=True)
        self._group.set_label(self.tr("Group"))
        self._minutes.set_label(self.tr("Minutes"))
        self._steps_head.setText(self.tr("Steps"))
        self._quiz_head.setText(self.tr("Quiz"))
        self.add_step.setText(self.tr("Add a step"))
        self.add_question.setText(self.tr("Add a question"))

    def show_outline(self, outline: Outline, course: Course, offered: Sequence[Condition]) -> None:
        """Edit this one; whoever calls has taken what was edited before."""
        language = self._speech.language
        self._outline, self._offered = outline, offered
        self.title.setText(outline.title.to(language))
        self.purpose.setText(outline.purpose.to(language))
        self.purpose.setCursorPosition(0)  # its beginning is what is read first
        self.group.clear()
        for key, title in course.groups.items():
            self.group.addItem(f"{key} · {title.to(language)}", key)
        self.group.choose(outline.group)
        self.minutes.setText(str(outline.minutes))
        self._build_steps(outline.steps)
        self._build_quiz(outline.quiz)

    @property
    def outline(self) -> Outline | None:
        """As it is edited; None before anything was shown."""
        if self._outline is None:
            return None
        language = self._speech.language
        return replace(
            self._outline,
            title=said(self.title.text(), self._outline.title, language),
            purpose=said(self.purpose.text(), self._outline.purpose, language),
            group=str(self.group.currentData()),
            minutes=int(self.minutes.text()) if self.minutes.hasAcceptableInput() else self._outline.minutes,
            steps=renumbered(self._edited_steps()),
            quiz=tuple(self._edited_quiz()),
        )

    @property
    def steps(self) -> Sequence[StepBlock]:
        return self._blocks

    @property
    def questions(self) -> Sequence[QuestionBlock]:
        return self._questions

    def _edited_steps(self) -> list[Step]:
        return [block.step for block in self._blocks]

    def _edited_quiz(self) -> list[Question]:
        return [block.question for block in self._questions]

    def _change_steps(self, steps: Sequence[Step]) -> None:
        self._build_steps(renumbered(steps))
        self.changed.emit()

    def _change_quiz(self, quiz: Sequence[Question]) -> None:
        self._build_quiz(quiz)
        self.changed.emit()

    def _build_steps(self, steps: Sequence[Step]) -> None:
        clear(self._steps)
        self._blocks = [StepBlock(step, self._offered, self._speech.language) for step in steps]
        for place, block in enumerate(self._blocks):
            block.changed.connect(self.changed)
            block.moved.connect(lambda by, place=place: self._move(place, place + by))
            block.removed.connect(lambda place=place: self._drop_step(place))
            block.up.setEnabled(place > 0)
            block.down.setEnabled(place < len(steps) - 1)
            self._steps.addWidget(block)

    def _build_quiz(self, quiz: Sequence[Question]) -> None:
        clear(self._quiz)
        language = self._speech.language
        self._questions = [QuestionBlock(each, number, language) for number, each in enumerate(quiz, 1)]
        for place, block in enumerate(self._questions):
            block.changed.connect(self.changed)
            block.removed.connect(lambda place=place: self._drop_question(place))
            self._quiz.addWidget(block)

    def _move(self, place: int, to: int) -> None:
        steps = self._edited_steps()
        steps.insert(to, steps.pop(place))
        self._change_steps(steps)

    def _drop_step(self, place: int) -> None:
        steps = self._edited_steps()
        del steps[place]
        self._change_steps(steps)

    def _drop_question(self, place: int) -> None:
        quiz = self._edited_quiz()
        del quiz[place]
        self._change_quiz(quiz)
