"""The editor of one own outline: title, purpose, steps, questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from studio.phrase import Bilingual, Language, Phrase
from studio.text import nfc
from studio.training.lesson_recorder import (
    DAYS,
    FORMS,
    OWN_CHECKLIST,
    SORTED_BY,
    Condition,
    new_item,
    options_of,
    renumbered,
    sorted_by,
    with_options,
)
from studio.training.outline import (
    ChecklistItem,
    Course,
    ItemKind,
    Option,
    Outline,
    OutlineStep,
    QuizQuestion,
    StepKind,
    TextForm,
)
from studio.translation import mark, tr
from studio.ui.language import LanguageManager
from studio.ui.widgets.buttons import IconButton, MenuButton, QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, clear, column, row, rule

# The parts of an outline that is edited: a step, a question. Texts are edited in the language of the window.
OPTIONS = 3


ITEMS_OPTIONS = 4
"""Lines for the options of a choice, at least."""
KINDS: Mapping[ItemKind, str] = {
    ItemKind.TICK: mark("To tick"),
    ItemKind.TEXT: mark("Words", about="question"),
    ItemKind.CHOICE: mark("One of several"),
    ItemKind.DATE: mark("Day"),
    ItemKind.FILE: mark("Supporting file"),
    ItemKind.SORT: mark("Practice messages to sort"),
}
_FORMS: Mapping[str, str] = {
    TextForm.NOTE: mark("Any text, nothing personal"),
    TextForm.TIME: mark("A time (14:05)"),
    TextForm.NUMBER: mark("A number"),
    TextForm.REFERENCE: mark("A reference"),
    TextForm.CITATION: mark("The number of a document"),
    TextForm.POST: mark("A post, not a name"),
}
_DAYS: Mapping[str, str] = {
    "": mark("Any day"),
    "past": mark("Today or before"),
    "purge": mark("Within the next 30 days"),
}
_SORTED: Mapping[str, str] = {
    "category": mark("What each is about"),
    "action": mark("What to do with each"),
    "urgent": mark("Urgent or not"),
}


def said(text: str, before: Phrase, language: Language) -> Phrase:
    """`before` with `text` in that language; a text that was the same in both stays the same in both."""
    text = nfc(text)
    if before.vi == before.en or not before.vi or not before.en:
        return Bilingual(text, text)
    return Bilingual(before.vi, text) if language == "en" else Bilingual(text, before.en)


class AuthoredItem(QWidget):
    """One item: what it asks, whether it has to be answered, and what its kind needs."""

    changed = Signal()
    removed = Signal()

    def __init__(self, item: ChecklistItem, number: int, language: Language) -> None:
        super().__init__()
        self._item, self._language = item, language
        self.drop = IconButton("trash-2", tr("Remove item {number}").format(number=number))
        self.required = CheckBox(tr("Answer required"))
        self.label = QLineEdit(item.label.to(language))
        self.required.setChecked(item.required)
        self.choice: Combo | None = None
        self.lines: list[QLineEdit] = []
        self._options: list[Phrase] = []
        extra = self._extra(item)
        asked = FieldBlock(self.label, tr("What is asked"))
        self.drop.clicked.connect(self.removed)
        self.required.toggled.connect(self.changed)
        self.label.textEdited.connect(self.changed)
        card = Card(kind="inset")
        name = Label(f"{number}. {tr(KINDS[item.kind])}", role="small")
        head = row(name, None, self.required, self.drop, spacing=8)
        card.setLayout(column(head, asked, *extra, spacing=6, margins=(12, 8, 10, 10)))
        self.setLayout(column(card))

    def _extra(self, item: ChecklistItem) -> Sequence[QWidget]:
        match item.kind:
            case ItemKind.TEXT:
                forms = FORMS if item.form in FORMS else (item.form, *FORMS)
                given = self._line(item.sample or item.right, tr("A right answer, which Watch gives"))
                return (self._combo(forms, _FORMS, item.form, tr("What it must be")), given)
            case ItemKind.CHOICE if not item.messages:
                return self._choices(item)
            case ItemKind.DATE:
                return (self._combo(DAYS, _DAYS, item.right, tr("Which days are right")),)
            case ItemKind.SORT:
                sorts = SORTED_BY if item.by in SORTED_BY else (item.by, *SORTED_BY)
                return (self._combo(sorts, _SORTED, item.by, tr("They are sorted by")),)
        return ()

    def _choices(self, item: ChecklistItem) -> Sequence[QWidget]:
        there = options_of(item)
        self._options = [*there, *[Phrase("")] * (ITEMS_OPTIONS - len(there))]
        return [
            self._line(
                text.to(self._language),
                tr("Right option") if place == 0 else tr("Another option"),
            )
            for place, text in enumerate(self._options)
        ]

    def _line(self, text: str, name: str) -> FieldBlock:
        line = QLineEdit(text)
        line.textEdited.connect(self.changed)
        self.lines.append(line)
        return FieldBlock(line, name)

    def _combo(self, values: Sequence[str], words: Mapping[str, str], chosen: str, name: str) -> FieldBlock:
        combo = self.choice = Combo()
        for value in values:
            combo.addItem(tr(words[value]) if value in words else tr("As in the file"), value)
        combo.choose(chosen)
        combo.activated.connect(self.changed)
        return FieldBlock(combo, name)

    @property
    def item(self) -> ChecklistItem:
        """As it is edited."""
        label = said(self.label.text(), self._item.label, self._language)
        item = replace(self._item, label=label, required=self.required.isChecked())
        chosen = str(self.choice.currentData()) if self.choice is not None else ""
        match item.kind:
            case ItemKind.TEXT:
                form, given = TextForm(chosen), nfc(self.lines[0].text()).strip()
                right = given if form is TextForm.NUMBER and given.isdecimal() else ""
                kept = item.right if form not in FORMS else right
                return replace(item, form=form, sample=given, right=kept)
            case ItemKind.CHOICE if not item.messages:
                pairs = zip(self.lines, self._options, strict=True)
                right_one, *others = (said(line.text(), before, self._language) for line, before in pairs)
                return with_options(item, right_one, others)
            case ItemKind.DATE:
                return replace(item, right=chosen)
            case ItemKind.SORT if chosen != item.by:
                return sorted_by(item, chosen)
        return item


class ItemsEdit(QWidget):
    """All items of a step, and the way to add one of each kind."""

    changed = Signal()

    def __init__(self, items: Sequence[ChecklistItem], language: Language) -> None:
        super().__init__()
        self._language = language
        self.blocks: list[AuthoredItem] = []
        self._lines, self.add = column(spacing=8), MenuButton(tr("Add an item"), glyph="plus")
        self.menu = QMenu(self.add)
        for kind, words in KINDS.items():
            self.menu.addAction(tr(words), partial(self.add_item, kind))
        self.add.setMenu(self.menu)
        self._build(items)
        self.setLayout(column(self._lines, row(self.add, None), spacing=8))

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """As they are edited."""
        return tuple(block.item for block in self.blocks)

    def add_item(self, kind: ItemKind) -> None:
        self._change([*self.items, new_item(kind, self.items)])

    def _change(self, items: Sequence[ChecklistItem]) -> None:
        self._build(items)
        self.changed.emit()

    def _drop(self, place: int) -> None:
        items = list(self.items)
        del items[place]
        self._change(items)

    def _build(self, items: Sequence[ChecklistItem]) -> None:
        clear(self._lines)
        self.blocks = [AuthoredItem(item, number, self._language) for number, item in enumerate(items, 1)]
        for place, block in enumerate(self.blocks):
            block.changed.connect(self.changed)
            block.removed.connect(partial(self._drop, place))
            self._lines.addWidget(block)


class StepBlock(QWidget):
    """One step: its text, what it waits for, its place. `moved` carries -1 or 1."""

    changed = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, step: OutlineStep, offered: Sequence[Condition], language: Language) -> None:
        super().__init__()
        self._step, self._language = step, language
        self._offered = {each.done_when: each for each in offered}
        self.text, self.waits = QLineEdit(step.text.to(language)), Combo()
        for each in offered:
            self.waits.addItem(each.name.to(language), each.done_when)
        if step.done_when not in self._offered:  # of a shipped outline that was copied: it stays as it is
            self.waits.insertItem(0, step.text.to(language), step.done_when)
        self.waits.choose(step.done_when)
        text = FieldBlock(self.text, tr("What the learner does"))
        waits = FieldBlock(self.waits, tr("It is done when"))
        self.items = ItemsEdit(step.items if step.done_when == OWN_CHECKLIST else (_tick(step.text),), language)
        self.items.changed.connect(self.changed)
        number = step.number
        self.up = IconButton("arrow-up", tr("Move step {number} up").format(number=number))
        self.down = IconButton("arrow-down", tr("Move step {number} down").format(number=number))
        self.drop = IconButton("trash-2", tr("Remove step {number}").format(number=number))
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.drop.clicked.connect(self.removed)
        self.text.textEdited.connect(self.changed)
        self.waits.activated.connect(self._wait)
        name = Label(tr("Step {number}").format(number=number), role="label")
        head = row(name, None, self.up, self.down, self.drop, spacing=4)
        self.setLayout(column(head, text, waits, self.items, spacing=6))
        self._show_items()

    def _wait(self) -> None:
        self._show_items()
        self.changed.emit()

    def _show_items(self) -> None:
        self.items.setVisible(self.waits.currentData() == OWN_CHECKLIST)

    @property
    def step(self) -> OutlineStep:
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

    def _asked(self, text: Phrase) -> tuple[ChecklistItem, ...]:
        """The items; a tick alone that says what the step says goes on saying so."""
        items = self.items.items
        if len(items) == 1 and items[0].kind is ItemKind.TICK and items[0].label in (self._step.text, Phrase("")):
            return (replace(items[0], label=text),)
        return items


class QuestionBlock(QWidget):
    """One question with one right option and two others."""

    changed = Signal()
    removed = Signal()

    def __init__(self, question: QuizQuestion, number: int, language: Language) -> None:
        super().__init__()
        self._question, self._language = question, language
        right = sorted(question.options, key=lambda option: not option.correct)
        self._options = [*right, *[Option(text=Phrase(""), correct=False)] * (OPTIONS - len(right))]
        texts = (question.text, *(option.text for option in self._options), question.why)
        self.lines = [QLineEdit() for _ in texts]
        others = [tr("Another option")] * (OPTIONS - 1)
        words = (tr("Question"), tr("Right option"), *others, tr("Why"))
        blocks = [FieldBlock(line, label) for line, label in zip(self.lines, words, strict=True)]
        for line, text in zip(self.lines, texts, strict=True):
            line.setText(text.to(language))
            line.textEdited.connect(self.changed)
        self.drop = IconButton("trash-2", tr("Remove question {number}").format(number=number))
        self.drop.clicked.connect(self.removed)
        name = Label(tr("Question {number}").format(number=number), role="label")
        self.setLayout(column(row(name, None, self.drop), *blocks, spacing=6))

    @property
    def question(self) -> QuizQuestion:
        """As it is edited."""
        text, *options, why = (line.text() for line in self.lines)
        return QuizQuestion(
            text=said(text, self._question.text, self._language),
            options=tuple(
                Option(text=said(each, before.text, self._language), correct=place == 0)
                for place, (each, before) in enumerate(zip(options, self._options, strict=True))
            ),
            why=said(why, self._question.why, self._language),
        )


def new_step(number: int) -> OutlineStep:
    return OutlineStep(
        number=number, text=Phrase(""), app="checklist", done_when=OWN_CHECKLIST, kind=StepKind.CHECKLIST,
        items=(_tick(Phrase("")),),
    )  # fmt: skip


def _tick(label: Phrase) -> ChecklistItem:
    return ChecklistItem(id="done", kind=ItemKind.TICK, label=label)


def new_question() -> QuizQuestion:
    empty = Phrase("")
    options = tuple(Option(text=empty, correct=place == 0) for place in range(OPTIONS))
    return QuizQuestion(text=empty, options=options, why=empty)


GROUP_CHARS, LONGEST = 28, 240
"""Characters of a group's name that find room; minutes of a lesson."""


class OutlineEditor(QWidget):
    """`changed` follows every change; `outline` is what it has become."""

    changed = Signal()

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._outline: Outline | None = None
        self._offered: Sequence[Condition] = ()
        self.title, self.purpose, self.group, self.minutes = QLineEdit(), QLineEdit(), Combo(), QLineEdit()
        self.minutes.setValidator(QIntValidator(1, LONGEST, self))
        self.minutes.setMaxLength(3)
        self.group.setMinimumContentsLength(GROUP_CHARS)
        title = FieldBlock(self.title, tr("Title", about="name"), required=True)
        purpose = FieldBlock(self.purpose, tr("Purpose"), required=True)
        group = FieldBlock(self.group, tr("Group"))
        minutes = FieldBlock(self.minutes, tr("Minutes"))
        steps_head = Label(tr("Steps"), role="heading")
        quiz_head = Label(tr("Quiz"), role="heading")
        self.add_step = QuietButton(tr("Add a step"), glyph="plus")
        self.add_question = QuietButton(tr("Add a question"), glyph="plus")
        self.add_step.clicked.connect(lambda: self._change_steps([*self._edited_steps(), new_step(0)]))
        self.add_question.clicked.connect(lambda: self._change_quiz([*self._edited_quiz(), new_question()]))
        for line in (self.title, self.purpose, self.minutes):
            line.textEdited.connect(self.changed)
        self.group.activated.connect(self.changed)
        self._steps, self._quiz = column(spacing=16), column(spacing=16)
        self._blocks: list[StepBlock] = []
        self._questions: list[QuestionBlock] = []
        place = row(group, minutes, None, spacing=12)
        place.setStretch(0, 1)
        inside = column(
            title, purpose, place, rule(), steps_head, self._steps, row(self.add_step, None), rule(),
            quiz_head, self._quiz, row(self.add_question, None), None, spacing=12, margins=(4, 8, 16, 8),
        )  # fmt: skip
        self.setLayout(inside)

    def show_outline(self, outline: Outline, course: Course, offered: Sequence[Condition]) -> None:
        """Edit this one; whoever calls has taken what was edited before."""
        language = self._language.language
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
        language = self._language.language
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

    def _edited_steps(self) -> list[OutlineStep]:
        return [block.step for block in self._blocks]

    def _edited_quiz(self) -> list[QuizQuestion]:
        return [block.question for block in self._questions]

    def _change_steps(self, steps: Sequence[OutlineStep]) -> None:
        self._build_steps(renumbered(steps))
        self.changed.emit()

    def _change_quiz(self, quiz: Sequence[QuizQuestion]) -> None:
        self._build_quiz(quiz)
        self.changed.emit()

    def _build_steps(self, steps: Sequence[OutlineStep]) -> None:
        clear(self._steps)
        self._blocks = [StepBlock(step, self._offered, self._language.language) for step in steps]
        for place, block in enumerate(self._blocks):
            block.changed.connect(self.changed)
            block.moved.connect(lambda by, place=place: self._move(place, place + by))
            block.removed.connect(lambda place=place: self._drop_step(place))
            block.up.setEnabled(place > 0)
            block.down.setEnabled(place < len(steps) - 1)
            self._steps.addWidget(block)

    def _build_quiz(self, quiz: Sequence[QuizQuestion]) -> None:
        clear(self._quiz)
        language = self._language.language
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
