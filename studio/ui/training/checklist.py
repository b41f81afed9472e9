"""The checklist of a step: each item with what answers it, and what is still missing.

The lesson holds the answers and decides; this shows them. `answered` goes to `Lesson.answer`, off the window's thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from studio.file_preview import FilePreview
from studio.training.checklist import AnswerSheet, judge, missing
from studio.training.messages import Message
from studio.training.outline import ChecklistItem, ItemKind, OutlineStep, StepKind, TextForm
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.language import LanguageManager
from studio.ui.training.answer_editors import AnswerEditor, AnswerVerdict, EvidenceField, editor_of, quoted
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import clear, column, row

KEYED = (ItemKind.SORT, ItemKind.CHOICE)
"""What the answer key decides, not the form of a text."""
WIDEST = 120
"""Average characters of a line."""


def has_hint(step: OutlineStep) -> bool:
    """Whether a hint tells more than is said anyway: how and where the step is done, or what the answer key says."""
    return step.how is not None or step.kind is not StepKind.CHECKLIST or any(item.kind in KEYED for item in step.items)


class AnsweredItem(QWidget):
    """Label, editor, verdict."""

    def __init__(self, item: ChecklistItem, language: LanguageManager, *, explains: bool) -> None:
        super().__init__()
        self.item, self._language, self._explains = item, language, explains
        self.editor: AnswerEditor = editor_of(item, language, explains=explains)
        self.verdict = AnswerVerdict()
        words = language.say(item.label)
        self.editor.name(words)
        label = Label(words, role="label", wrap=True)
        label.setVisible(item.kind is not ItemKind.TICK)  # which says it beside its box
        self.setLayout(column(label, self.editor, self.verdict, spacing=5))

    def show_sheet(self, sheet: AnswerSheet) -> None:
        self.editor.put(sheet.answers.get(self.item.id), sheet)
        said = judge(self.item, sheet)
        if not self._explains and self.item.kind in KEYED:
            self.verdict.say(tr("Not right yet.") if said.wrong and _whole(self.item, sheet) else "", right=False)
        elif said.says is None or (self.item.kind is ItemKind.SORT and not said.done):
            self.verdict.clear()
        else:
            self.verdict.say(self._language.say(said.says), right=said.done)


class ChecklistForm(QWidget):
    """Show it a sheet whenever the lesson has moved."""

    answered = Signal(str, object)
    """Item and answer: None takes the answer back, a file is given by its path."""
    wanted = Signal(str)
    """The hash of an attached file that is to be shown."""

    def __init__(self, language: LanguageManager, *, explains: bool = True) -> None:
        """Without explaining, it says of what the answer key decides only that it is not right yet."""
        super().__init__()
        self._language, self._explains, self._explains_all = language, explains, explains
        self._sheet: AnswerSheet | None = None
        self.step: OutlineStep | None = None
        self.blocks: dict[str, AnsweredItem] = {}
        self._about = Label(tr("The message you chose"), role="column")
        self._message = column()
        self._items = column(spacing=18)
        self._left = Label(role="hint", wrap=True)
        anchor(self, "checklist")
        self._inner = QWidget()
        self._inner.setLayout(column(self._about, self._message, self._items, self._left, spacing=12))
        whole = row(self._inner, None)
        whole.setStretch(0, 100)
        self.setLayout(whole)
        self._fit()
        self.setAccessibleName(tr("Checklist of this step"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Lines no longer than one reads at ease."""
        self._inner.setMaximumWidth(self.fontMetrics().averageCharWidth() * WIDEST)

    @property
    def explains(self) -> bool:
        return self._explains

    @property
    def left(self) -> str:
        """What is said to be missing."""
        return self._left.text()

    def show_sheet(self, sheet: AnswerSheet) -> None:
        """The answers as the lesson holds them; another step gets its own items."""
        if sheet.step != self.step:
            self._explains = self._explains_all
            self._build(sheet)
        self._sheet = sheet
        for block in self.blocks.values():
            block.show_sheet(sheet)
        names = [self._language.say(item.label).rstrip("?") for item in missing(sheet)]
        words = tr("Still missing: {items}").format(items="; ".join(names))
        self._left.setText(words if names else tr("All done."))

    def explain(self) -> None:
        """Say from now on, in this step, why an answer is right or wrong."""
        self._explains = True
        if self._sheet is not None:
            self._build(self._sheet)
            self.show_sheet(self._sheet)

    def _build(self, sheet: AnswerSheet) -> None:
        self.step = sheet.step
        clear(self._message)
        clear(self._items)
        message = next(_spoken_of(sheet), None)
        self._about.setVisible(message is not None)
        if message is not None:
            self._message.addWidget(quoted(message))
        self.blocks = {
            item.id: AnsweredItem(item, self._language, explains=self._explains) for item in sheet.step.items
        }
        for block in self.blocks.values():
            block.editor.given.connect(partial(self.answered.emit, block.item.id))
            self._items.addWidget(block)
            if isinstance(block.editor, EvidenceField):
                block.editor.wanted.connect(self.wanted)

    def bring(self, digest: str, glimpse: FilePreview) -> None:
        """Show what an attached file looks like."""
        for block in self.blocks.values():
            if isinstance(block.editor, EvidenceField):
                block.editor.bring(digest, glimpse)


def _spoken_of(sheet: AnswerSheet) -> Iterator[Message]:
    """The message of an earlier step that this one goes on with."""
    own = {item.id for item in sheet.step.items}
    for item in sheet.step.items:
        speaks = item.by or (item.kind is ItemKind.TEXT and item.form is not TextForm.NOTE)
        message = sheet.chosen(item.about) if speaks and item.about not in own and not item.messages else None
        if message is not None:
            yield message


def _whole(item: ChecklistItem, sheet: AnswerSheet) -> bool:
    """Whether every message of a SORT was given an option; anything else is one answer."""
    given = sheet.answers.get(item.id)
    return not isinstance(given, Mapping) or len(given) == len(item.messages)
