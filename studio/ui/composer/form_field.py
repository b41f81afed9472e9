"""One field of the form: label, editor, what is wrong with it, how long it is, and a hint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from studio.phrase import Phrase
from studio.posts.model import Finding, Severity
from studio.templates.model import Field
from studio.translation import tr
from studio.ui.composer.draft import TO_REPLACE, as_text
from studio.ui.composer.editors.base import FieldEditor
from studio.ui.review.comments import CommentMark
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, PlainHolder, column, row

Say = Callable[[Phrase], str]


NEAR = 0.9
"""Share of a limit from which a counter warns."""


class LengthCounter(Label):
    """A count with the colour of how near it is to its limit; the numbers say the same."""

    def __init__(self, role: str = "small") -> None:
        super().__init__(role=role)
        self._tone: Tone | None = None

    @property
    def tone(self) -> Tone | None:
        """None while there is room."""
        return self._tone

    def show_count(self, text: str, used: int, most: int) -> None:
        """`text` says the count; `used` of `most` colours it."""
        if text != self.text():
            self.setText(text)
        tone = Tone.RED if used > most else Tone.AMBER if used > most * NEAR else None
        if tone is not self._tone:
            self._tone = tone
            self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._tone is not None:
            self._dress()

    def _dress(self) -> None:
        wanted = f"color: {current_tokens().tones[self._tone].text}" if self._tone else ""
        if wanted != self.styleSheet():
            self.setStyleSheet(wanted)


class FieldRemark(QWidget):
    """An icon and a sentence in the tone of a finding; hidden while it has nothing to say."""

    def __init__(self, glyph: str, tone: Tone) -> None:
        super().__init__()
        self._glyph, self._tone = glyph, tone
        self._sentence = ""
        self._parts: tuple[Glyph, Label] | None = None
        """Made when there is something to say: most remarks of a form never have."""
        self.hide()

    def say(self, sentence: str) -> None:
        """Show `sentence`; an empty one hides the remark."""
        if sentence == self._sentence:
            return
        self._sentence = sentence
        if sentence:
            sign, text = self._parts or self._made()
            text.setText(sentence)
            sign.show_glyph(self._glyph, current_tokens().tones[self._tone].text)
        self.setVisible(bool(sentence))

    @property
    def text(self) -> str:
        return self._sentence

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._parts is not None:
            self._parts[0].show_glyph(self._glyph, current_tokens().tones[self._tone].text)

    def _made(self) -> tuple[Glyph, Label]:
        self._parts = Glyph(self._glyph, "error"), Label(role="error" if self._tone is Tone.RED else "", wrap=True)
        inner = row(*self._parts, spacing=7)
        inner.setStretch(1, 1)
        self.setLayout(inner)
        return self._parts


class FormField(QWidget):
    """A field as the author sees it."""

    comments_wanted = Signal()

    def __init__(self, field: Field, editor: FieldEditor, say: Say) -> None:
        super().__init__()
        self.field, self.editor = field, editor
        self._say = say
        self._findings: tuple[Finding, ...] = ()
        self._insist = False
        self.touched = False
        """Whether the author has been here: an empty field is not called wrong before that."""
        self._label = Label(say(field.label), "label")
        self._label.setBuddy(editor)
        self._error = FieldRemark("circle-x", Tone.RED)
        self._warning = FieldRemark("triangle-alert", Tone.AMBER)
        self._todo = FieldRemark("pencil", Tone.ORANGE)
        self._mark: CommentMark | None = None
        self._told: tuple[bool, str, tuple[int, ...]] | None = None
        self._counter = LengthCounter("small")
        self._hinted = Label(role="small", wrap=True)
        head = self._head = row(self._label, spacing=4)
        if field.required:
            head.addWidget(Label("*", "star"))
        head.addStretch(1)
        head.addWidget(self._counter)
        self._below = PlainHolder()
        self._below.setLayout(column(self._error, self._todo, self._warning, self._hinted, None, spacing=0))
        whole = column(head, editor, self._below, spacing=4)
        if field.hidden:  # below the label: side by side they are wider than the pane
            never = Label(tr("kept in the record, never published"), "small", wrap=True)
            kept = row(Glyph("eye-off"), never, spacing=6)
            kept.setStretch(1, 1)
            whole.insertLayout(1, kept)
        self.setLayout(whole)
        editor.changed.connect(self._show)
        editor.name_inputs(tr("{label} (required)").format(label=self.label) if field.required else self.label)
        self._show()

    def leave(self) -> None:
        """The author was here: from now on an empty field is called wrong."""
        self.touched = True
        self._show()

    @property
    def label(self) -> str:
        return self._label.text()

    @property
    def error(self) -> str:
        return self._error.text

    @property
    def warning(self) -> str:
        return self._warning.text

    @property
    def mark(self) -> CommentMark | None:
        """The mark of comments that wait, once there was one."""
        return self._mark

    @property
    def todo(self) -> str:
        """What is still to be replaced in the text."""
        return self._todo.text

    @property
    def foot(self) -> str:
        return " · ".join(part for part in (self._counter.text(), self._hinted.text()) if part)

    def put(self, value: Any) -> None:
        """Show a stored value, with its count."""
        self.editor.set_value(value)
        self._show()

    def show_findings(self, findings: Sequence[Finding], *, insist: bool) -> None:
        """Show what the checks say of this field. `insist` names empty fields too, before anyone was there."""
        self._findings, self._insist = tuple(findings), insist
        self._show()

    def show_comments(self, count: int) -> None:
        """Mark the field while comments on it wait; the mark leads to them."""
        if count and self._mark is None:
            self._mark = CommentMark(self.label)
            self._mark.clicked.connect(self.comments_wanted)
            self._head.addWidget(self._mark)
        if self._mark is not None:
            self._mark.show_count(count)
            self._mark.setVisible(bool(count))

    def _show(self) -> None:
        shown = self._findings if self._insist or self.touched or self._filled() else ()
        self._error.say(self._sentence(shown, Severity.BLOCK))
        self._warning.say(self._sentence(shown, Severity.WARN))
        todo = list(dict.fromkeys(TO_REPLACE.findall(as_text(self.editor.value()))))
        self._todo.say(tr("Still to fill in: {parts}").format(parts=", ".join(todo)) if todo else "")
        self._count()
        hint = self._hint()
        self._hinted.setText(hint)
        self._show_worst()
        foot = self.foot
        said = ". ".join(part for part in (self.error, self.warning, self.todo, foot) if part)
        now = (bool(self.error), said, tuple(map(id, self.editor.inputs())))
        if now != self._told:  # a list has an input a row, and is told of at every key
            self._told = now
            self.editor.show_invalid(bool(self.error))
            self.editor.describe(said)

    def _show_worst(self) -> None:
        """One line below the box has room always; of what there is to say the worst stands in it."""
        self._below.setMinimumHeight(self.fontMetrics().lineSpacing())
        said = [part for part in (self._error, self._todo, self._warning) if part.text]
        for part in (self._error, self._todo, self._warning):
            part.setVisible(part in said[:1])
        self._hinted.setVisible(not said)

    def _filled(self) -> bool:
        return self.editor.value() not in (None, "", [], False)

    def _sentence(self, findings: Sequence[Finding], severity: Severity) -> str:
        first = next((finding for finding in findings if finding.severity is severity), None)
        return f"{self._say(first.wrong)} {self._say(first.remedy)}".strip() if first else ""

    def _count(self) -> None:
        count = self.editor.count()
        self._counter.setVisible(count is not None)
        if count is None:
            return
        used, most = count
        words = tr("{n}/{max} rows") if self.editor.counts_items else "{n}/{max}"
        full = used if not self.editor.counts_items or used > most else 0  # a list may well be full
        self._counter.show_count(words.format(n=used, max=most), full, most)

    def _hint(self) -> str:
        return self._say(self.field.help) if self.field.help else ""


class LockedText(QWidget):
    """Sentences of the template, grey and with a lock: the author sees what is fixed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        sign = Glyph("lock")
        head = Label(tr("Fixed by the template"), "small")
        self._text = Label(text, "hint", wrap=True)
        card = Card(kind="inset")
        inner = row(sign, column(head, self._text, spacing=2), spacing=9, margins=(12, 9, 12, 9))
        inner.setStretch(1, 1)
        card.setLayout(inner)
        self.setLayout(column(card))
        self.setToolTip(tr("This sentence belongs to the approved template. Only a new version changes it."))

    @property
    def text(self) -> str:
        return self._text.text()
