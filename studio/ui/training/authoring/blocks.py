"""The parts of an outline that is edited: a step, a question. Texts are edited in the language of the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from studio.phrase import Language, Phrase
from studio.training.authoring import OWN_CHECKLIST, Condition
from studio.training.outline import Item, ItemKind, Option, Question, Step, StepKind
from studio.ui.language import Translated
from studio.ui.training.authoring.items import ItemsEdit, said
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row

OPTIONS = 3


class StepBlock(Translated):
    """One step: its text, what it waits for, its place. `moved` carries -1 or 1."""

    changed = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, step: Step, offered: Sequence[Condition], language: Language) -> None:
        super().__init__()
        self._step, self._language = step, language
        self._offered = {each.done_when: each for each in offered}
        self._number, self.text, self.waits = Label(role="label"), QLineEdit(), Combo()
        self.text.setText(step.text.to(language))
        for each in offered:
            self.waits.addItem(each.name.to(language), each.done_when)
        if step.done_when not in self._offered:  # of a shipped outline that was copied: it stays as it is
            self.waits.insertItem(0, step.text.to(language), step.done_when)
        self.waits.choose(step.done_when)
        self._text, self._waits = FieldBlock(self.text), FieldBlock(self.waits)
        self.items = ItemsEdit(step.items if step.done_when == OWN_CHECKLIST else (_tick(step.text),), language)
        self.items.changed.connect(self.changed)
        self.up, self.down, self.drop = IconButton("arrow-up"), IconButton("arrow-down"), IconButton("trash-2")
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.drop.clicked.connect(self.removed)
        self.text.textEdited.connect(self.changed)
        self.waits.activated.connect(self._wait)
        head = row(self._number, None, self.up, self.down, self.drop, spacing=4)
        self.setLayout(column(head, self._text, self._waits, self.items, spacing=6))
        self._show_items()
        self.retranslate()

    def _wait(self) -> None:
        self._show_items()
        self.changed.emit()

    def _show_items(self) -> None:
        self.items.setVisible(self.waits.currentData() == OWN_CHECKLIST)

    def retranslate(self) -> None:
        self._number.setText(self.tr("Step {number}").format(number=self._step.number))
        self._text.set_label(self.tr("What the learner does"))
        self._waits.set_label(self.tr("It is done when"))
        for button, words in (
            (self.up, self.tr("Move step {number} up")),
            (self.down, self.tr("Move step {number} down")),
            (self.drop, self.tr("Remove step {number}")),
        ):
            button.set_name(words.format(number=self._step.number))

    @property
    def step(self) -> Step:
        """As it is edited."""
        text = said(self.text.text(), self._step.text, self._language)
        chosen = self._offered.get(str(self.waits.currentData()))
        if chosen is None or chosen.done_when == self._step.done_when:
            kept = replace(self._step, text=text)
        else:
            kept = replace(
                self._step, text=text, done_when=chosen.done_when, app=chosen.app, kind=chosen.kind, items=()
            )
        if text != self._step.text:
            kept = replace(kept, how=None)  # it told the way of another task
        return replace(kept, items=self._asked(text)) if kept.done_when == OWN_CHECKLIST else kept

    def _asked(self, text: Phrase) -> tuple[Item, ...]:
        """The items; a tick alone that says what the step says goes on saying so."""
        items = self.items.items
        if len(items) == 1 and items[0].kind is ItemKind.TICK and items[0].label in (self._step.text, Phrase("", "")):
            return (replace(items[0], label=text),)
        return items


class QuestionBlock(Translated):
    """One question with one right option and two others."""

    changed = Signal()
    removed = Signal()

    def __init__(self, question: Question, number: int, language: Language) -> None:
        super().__init__()
        self._question, self._place, self._language = question, number, language
        right = sorted(question.options, key=lambda option: not option.correct)
        self._options = [*right, *[Option(text=Phrase("", ""), correct=False)] * (OPTIONS - len(right))]
        texts = (question.text, *(option.text for option in self._options), question.why)
        self.lines = [QLineEdit() for _ in texts]
        self._blocks = [FieldBlock(line) for line in self.lines]
        for line, text in zip(self.lines, texts, strict=True):
            line.setText(text.to(language))
            line.textEdited.connect(self.changed)
        self._number, self.drop = Label(role="label"), IconButton("trash-2")
        self.drop.clicked.connect(self.removed)
        self.setLayout(column(row(self._number, None, self.drop), *self._blocks, spacing=6))
        self.retranslate()

    def retranslate(self) -> None:
        self._number.setText(self.tr("Question {number}").format(number=self._place))
        self.drop.set_name(self.tr("Remove question {number}").format(number=self._place))
        others = [self.tr("Another option")] * (len(self.lines) - 3)
        words = (self.tr("Question"), self.tr("Right option"), *others, self.tr("Why"))
        for block, label in zip(self._blocks, words, strict=True):
            block.set_label(label)

    @property
    def question(self) -> Question:
        """As it is edited."""
        text, *options, why = (line.text() for line in self.lines)
        return Question(
            text=said(text, self._question.text, self._language),
            options=tuple(
                Option(text=said(each, before.text, self._language), correct=place == 0)
                for place, (each, before) in enumerate(zip(options, self._options, strict=True))
            ),
            why=said(why, self._question.why, self._language),
        )


def new_step(number: int) -> Step:
    return Step(
        number=number, text=Phrase("", ""), app="checklist", done_when=OWN_CHECKLIST, kind=StepKind.CHECKLIST,
        items=(_tick(Phrase("", "")),),
    )  # fmt: skip


def _tick(label: Phrase) -> Item:
    return Item(id="done", kind=ItemKind.TICK, label=label)


def new_question() -> Question:
    empty = Phrase("", "")
    options = tuple(Option(text=empty, correct=place == 0) for place in range(OPTIONS))
    return Question(text=empty, options=options, why=empty)
