"""One outline: what it is for, who does it, its steps and mistakes; below them the ways to learn it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.phrase import Phrase
from studio.training.outline import Course, Outline, Step, StepKind
from studio.training.replay import shown_only
from studio.ui.icons import icon_px
from studio.ui.language import Speech, Translated
from studio.ui.tokens import Tone
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import FlowLayout, Plain, clear, column, row, scrolled
from studio.ui.words import Word


class Detail(Translated):
    """Shows an outline of a course."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._course: Course | None = None
        self._outline: Outline | None = None
        self._kind = Label(role="column", wrap=True)
        self._title = Label(role="heading", wrap=True)
        self._chips, self._chips_box = FlowLayout(spacing=8), Plain()
        self._chips_box.setLayout(self._chips)
        self._about = Label(wrap=True)
        self._facts: QVBoxLayout = column(spacing=6)
        held = Plain()
        kind = _line(Glyph("graduation-cap", "accent"), self._kind)
        head = column(kind, self._title, self._chips_box, self._about, spacing=10)
        held.setLayout(column(head, 4, self._facts, None, margins=(22, 18, 22, 18)))
        self._area = scrolled(held)
        inside = column(self._area)
        self.setLayout(inside)

    @property
    def course(self) -> Course | None:
        return self._course

    @property
    def outline(self) -> Outline | None:
        return self._outline

    def retranslate(self) -> None:
        self._say()

    def show_outline(self, course: Course, outline: Outline) -> None:
        anew = self._outline is None or self._outline.id != outline.id
        self._course, self._outline = course, outline
        self._say()
        if anew:
            self._area.verticalScrollBar().setValue(0)

    def _say(self) -> None:
        outline, course = self._outline, self._course
        if outline is None or course is None:
            return
        say = self._speech.say
        self._kind.setText(say(course.label))
        self._title.setText(f"{outline.id} · {say(outline.title)}")
        self._about.setText(say(outline.purpose))
        clear(self._chips)
        for word in self._badges(course, outline):
            self._chips.addWidget(StatusChip(word))
        clear(self._facts)
        for part in self._parts(course, outline):
            self._facts.addWidget(part)

    def _badges(self, course: Course, outline: Outline) -> Iterator[Word]:
        document = outline.document
        if document.linked:
            yield Word(document.number, "file-check", Tone.GREEN)
        elif document.replaced_by:
            yield Word(self.tr("Replaced by {number}").format(number=document.replaced_by), "file-warning", Tone.AMBER)
        else:
            yield Word(self._speech.say(course.not_linked), "file-x", Tone.AMBER)
        yield Word(self.tr("{n} minutes").format(n=outline.minutes), "clock", Tone.GREY)
        shown, steps = shown_only(outline), len(outline.steps)
        if shown:
            plays = self.tr("Watch plays {n} of {all} steps").format(n=steps - len(shown), all=steps)
            yield Word(plays, "eye", Tone.AMBER)

    def _parts(self, course: Course, outline: Outline) -> Iterator[QWidget]:
        yield from self._people(course, outline)
        if outline.preconditions:
            yield self._heading(self.tr("Before you begin"))
            yield from self._bullets(outline.preconditions, "circle-dot", "muted")
        yield self._heading(self.tr("Steps"))
        shown = shown_only(outline)
        outside = all(step.kind is StepKind.CHECKLIST for step in outline.steps)
        if outside:
            yield Label(self._outside, "small", wrap=True)
        for index, step in enumerate(outline.steps):
            yield self._step(step, index in shown, marked=not outside)
        if outline.mistakes:
            yield self._heading(self.tr("Common mistakes"))
            yield from self._bullets(outline.mistakes, "triangle-alert", Tone.AMBER)

    def _people(self, course: Course, outline: Outline) -> Iterator[QWidget]:
        lines = ((self.tr("Done by: {people}"), outline.does), (self.tr("Agreed by: {people}"), outline.approves))
        for words, roles in lines:
            if roles:
                names = ", ".join(self._speech.say(course.roles[role]) for role in roles if role in course.roles)
                yield Label(words.format(people=names), "hint", wrap=True)

    def _heading(self, text: str) -> QWidget:
        label = Label(text, "label")
        label.setContentsMargins(0, 10, 0, 0)
        return label

    def _bullets(self, phrases: Sequence[Phrase], glyph: str, colour: str) -> Iterator[QWidget]:
        for each in phrases:
            yield _line(Glyph(glyph, colour), Label(self._speech.say(each), wrap=True))

    @property
    def _outside(self) -> str:
        return self.tr("Real work does this outside the application; here you practise it and keep the evidence.")

    def _step(self, step: Step, shown: bool, *, marked: bool) -> QWidget:
        """`shown` by Watch only; `marked`: say of a step that is done elsewhere that it is."""
        number = Label(f"{step.number}.", "column")
        number.setMinimumWidth(icon_px(self.fontMetrics()))  # as wide as the signs of the other lists
        text = Label(self._speech.say(step.text), wrap=True)
        notes = []
        if marked and step.kind is StepKind.CHECKLIST:
            notes.append(self._outside)
        if shown:
            notes.append(self.tr("Watch cannot do this step by itself: it is only shown."))
        if not notes:
            return _line(number, text)
        both = Plain()
        both.setLayout(column(text, *(Label(note, "small", wrap=True) for note in notes), spacing=1))
        return _line(number, both)


def _line(sign: QWidget, text: QWidget) -> QWidget:
    held = Plain()
    box = row(spacing=10)
    box.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(text, 1)
    held.setLayout(box)
    return held
