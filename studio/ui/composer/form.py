"""The fields of a template as a form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QMenu, QWidget

from studio.calendar.emergency import BULLETIN
from studio.platforms import WRITTEN, Platform
from studio.posts.checks.facts import ENDS
from studio.posts.model import Finding
from studio.templates.compiled_text import Choice, Loop, Piece, Text, Value
from studio.templates.model import Field, FieldType, Template
from studio.templates.texts import program_of
from studio.templates.variants import NAMES, variant_name, variants
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.composer.editors.base import EditorContext
from studio.ui.composer.editors.citation import CitationEditor
from studio.ui.composer.editors.pictures import PictureEditor
from studio.ui.composer.editors.registry import make_editor
from studio.ui.composer.form_field import FormField, LockedText, Say
from studio.ui.composer.law import LawLookup
from studio.ui.language import LanguageManager
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.layout import PlainHolder, column, row

SHORTEST = 4
"""Words a line has at least to count as a sentence; shorter ones are headings and marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedPassage:
    """Fixed lines that follow the field `after` in the text; an empty name stands for the beginning."""

    after: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def locked_passages(template: Template) -> tuple[LockedPassage, ...]:
    """The fixed sentences of the Facebook text (or of whatever the template has), each once, in order."""
    program = program_of(template)
    platform = Platform.FACEBOOK if Platform.FACEBOOK in program.bodies else next(iter(program.bodies), None)
    if platform is None:
        return ()
    texts = [program.bodies[platform].pieces]
    if platform in program.footers:
        texts.append(program.footers[platform].pieces)
    names = {field.name for field in template.fields}
    after, found = "", dict[str, list[str]]()
    for pieces in texts:
        for line in _lines(pieces):
            after = next((name for name in reversed(line.names) if name in names), after)
            if _is_sentence(line):
                found.setdefault(after, []).append(line.text.strip())
    return tuple(LockedPassage(after=name, lines=tuple(dict.fromkeys(lines))) for name, lines in found.items())


@dataclass(slots=True)
class _FormLine:
    text: str = ""
    names: tuple[str, ...] = ()


def _lines(pieces: Sequence[Piece]) -> Iterator[_FormLine]:
    line = _FormLine()
    for bit in _bits(pieces):
        if isinstance(bit, Value):
            line.names += (bit.name,)
            continue
        first, *rest = bit.split("\n")
        line.text += first
        for text in rest:
            yield line
            line = _FormLine(text)
    yield line


def _bits(pieces: Sequence[Piece]) -> Iterator[str | Value]:
    """The pieces in the order they stand, loops and branches opened."""
    for piece in pieces:
        match piece:
            case Text():
                yield piece.text
            case Value():
                yield piece
            case Loop():
                yield Value(name=piece.field)
                yield from _bits(piece.body)
            case Choice():
                for _, branch in piece.branches:
                    yield from _bits(branch)


def _is_sentence(line: _FormLine) -> bool:
    text = line.text.strip()
    return not line.names and not text.endswith(":") and len(text.split()) >= SHORTEST


ROOM_FOR_TWO = 62
"""Average characters a line must be wide for two fields."""
GAP = 12
"""Pixels between two fields side by side."""
BETWEEN = 12
"""Pixels between two fields, besides the line of room below each: where a hint fills it, it stands off the next."""


class TwoFields(PlainHolder):
    """Two short fields side by side, or one under the other where room is short."""

    def __init__(self, *fields: QWidget) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        for field in fields:
            self._box.addWidget(field, 1)
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= ROOM_FOR_TWO * self.fontMetrics().averageCharWidth()
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)


class PlatformTexts(PlainHolder):
    """The texts that a field has on one platform alone: each in sight while something stands in it, or was opened."""

    def __init__(self, fields: Mapping[Platform, FormField], label: str) -> None:
        super().__init__()
        self._fields = fields
        self.open = LinkButton(tr("Separate wording for a platform"), "layers")
        self.open.setAccessibleDescription(label)
        menu = QMenu(self.open)
        for platform in fields:
            action = menu.addAction(NAMES[platform])
            action.triggered.connect(lambda _=False, platform=platform: self.word(platform))
        self.open.setMenu(menu)
        self.setLayout(column(row(self.open, None), *fields.values(), spacing=BETWEEN, margins=(0, 0, 0, 8)))
        self.show_filled()

    def word(self, platform: Platform) -> None:
        """Open the text for that platform."""
        self._fields[platform].show()
        self._fields[platform].editor.take_focus()

    def show_filled(self) -> None:
        for field in self._fields.values():
            field.setVisible(bool(field.editor.value()) or field.isVisible())


class TemplateForm(QWidget):
    """`edited` carries the name of the field that a person changed."""

    edited = Signal(str)
    left = Signal()
    """The keyboard went from a field to elsewhere."""
    picture_wanted = Signal(str)
    """A picture field asks for a new picture; carries the field's name."""
    comments_wanted = Signal()
    quote_wanted = Signal(object)
    """Words of the law are wanted in the text; carries the `CitationRef`."""

    def __init__(self, template: Template, lookup: LawLookup, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        say: Say = language.say
        self.fields: dict[str, FormField] = {}
        self._locked: list[LockedText] = []
        self._apart: dict[str, PlatformTexts] = {}
        for field in template.fields:
            self.fields[field.name] = self._made(field, lookup, say)
        for field in variants(template):
            self.fields[field.name] = self._made(field, lookup, say)
        self.setLayout(column(*self._parts(template), spacing=BETWEEN))
        anchor(self, "draft.fill_fields", "draft.advice")
        if template.id == BULLETIN:
            anchor(self, "emergency.bulletin")
        self._mark_anchors()
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _mark_anchors(self) -> None:
        """The fields that lessons speak of; where a template has none of a kind, the form stands for it.

        Not for the stage of a case: that needs a template of its own, to which the way back leads.
        """
        marks: Mapping[str, Callable[[Field], bool]] = {
            "draft.lead": lambda field: field.type is FieldType.TEXT and not field.hidden,
            "draft.cite_document": lambda field: field.type is FieldType.CITATION,
            "clarify.basis": lambda field: field.type is FieldType.CITATION,
            "draft.review_date": lambda field: field.name in ENDS,
        }
        for name, is_it in marks.items():
            anchor(next((one for one in self.fields.values() if is_it(one.field)), self), name)
        for one in self.fields.values():
            if one.field.type is FieldType.STAGE:
                anchor(one, "draft.case_stage")

    def values(self) -> dict[str, Any]:
        """What all fields hold."""
        return {name: field.editor.value() for name, field in self.fields.items()}

    def value(self, name: str) -> Any:
        return self.fields[name].editor.value()

    def put(self, values: Mapping[str, Any], *, skip: frozenset[str] = frozenset()) -> None:
        """Show `values`; fields in `skip` keep what is typed in them."""
        for name, field in self.fields.items():
            if name not in skip:
                field.put(values.get(name))
        for apart in self._apart.values():
            apart.show_filled()

    def surround(self, context: EditorContext) -> None:
        for field in self.fields.values():
            field.editor.surround(context)

    def show_findings(self, findings: Sequence[Finding], *, insist: bool) -> None:
        """Show under each field what the checks say of it."""
        for name, field in self.fields.items():
            field.show_findings([f for f in findings if f.field == name], insist=insist)

    def show_comments(self, counts: Mapping[str, int]) -> None:
        """Mark the fields on which comments wait."""
        for name, field in self.fields.items():
            field.show_comments(counts.get(name, 0))

    def show_locked(self, shown: str) -> None:
        """Show the fixed sentences that the text holds now."""
        for locked in self._locked:
            locked.setVisible(not shown or any(line in shown for line in locked.text.split("\n")))

    def focus(self, name: str) -> bool:
        """Put the keyboard into the field `name`; False when there is none."""
        field = self.fields.get(name)
        if field is None:
            return False
        field.touched = True
        field.show()
        field.editor.take_focus()
        return True

    def _made(self, field: Field, lookup: LawLookup, say: Say) -> FormField:
        editor = make_editor(field, lookup, self._language)
        editor.changed.connect(lambda: self.edited.emit(field.name))
        if isinstance(editor, PictureEditor):
            editor.wanted.connect(lambda: self.picture_wanted.emit(field.name))
        if isinstance(editor, CitationEditor):
            editor.quoted.connect(self.quote_wanted)
        made = FormField(field, editor, say)
        made.comments_wanted.connect(self.comments_wanted)
        return made

    def _words_apart(self, field: Field) -> PlatformTexts:
        fields = {platform: self.fields[variant_name(field.name, platform)] for platform in WRITTEN}
        self._apart[field.name] = PlatformTexts(fields, self.fields[field.name].label)
        return self._apart[field.name]

    def _parts(self, template: Template) -> Iterator[QWidget]:
        """Fields and fixed sentences in order; short fields that follow each other in pairs."""
        locked = {passage.after: passage for passage in locked_passages(template)}
        waiting: FormField | None = None
        if "" in locked:
            yield self._lock(locked[""].text)
        for field in template.fields:
            block = self.fields[field.name]
            followed = field.name in locked
            if waiting is not None:
                if block.editor.narrow:
                    yield TwoFields(waiting, block)
                    waiting = None
                    if followed:
                        yield self._lock(locked[field.name].text)
                    continue
                yield waiting
                waiting = None
            if block.editor.narrow and not followed:
                waiting = block
                continue
            yield block
            if field.varies:
                yield self._words_apart(field)
            if followed:
                yield self._lock(locked[field.name].text)
        if waiting is not None:
            yield waiting

    def _lock(self, text: str) -> LockedText:
        self._locked.append(LockedText(text))
        return self._locked[-1]

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """A field that was left counts as touched."""
        for field in self.fields.values():
            was_here = before is not None and field.isAncestorOf(before)
            if was_here and not (now is not None and field.isAncestorOf(now)):
                field.leave()
                self.left.emit()
