"""A section of a page file: a card with fields, and beside each what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.phrase import Phrase
from studio.registry.model import Basis, PageEvidence, PageFile
from studio.registry.rules import FileSection, Gap
from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.registry.editors import PaperEditor
from studio.ui.registry.view import FileView
from studio.ui.tokens import Tone
from studio.ui.widgets.editors import on_edit, show_value, value_of
from studio.ui.widgets.field import WIDEST_CHARS, FieldBlock
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, Item, PlainHolder, column, row
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.responsive_row import ResponsiveRow

Take = Callable[[Path, Callable[[PageEvidence], None]], None]
"""Keeps a chosen file, and hands over what it became."""
PAPERS = "PDF, JPG, PNG, TXT, DOCX (*.pdf *.jpg *.jpeg *.png *.webp *.txt *.docx)"
PICTURES = "JPG, PNG (*.jpg *.jpeg *.png *.webp)"
BASIS = ("basis.number", "basis.day", "basis.issuer", "basis.paper")
APART = 16
"""Pixels between fields, in a group and between groups: a label stands nearer to its own field."""
E = TypeVar("E", bound=QWidget)


class GapLine(QWidget):
    """A sentence about what is missing; hidden while nothing is."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Label(role="small", wrap=True)
        inside = row(Glyph("circle-alert", Tone.AMBER), self._text, spacing=6)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, sentence: str) -> None:
        self._text.setText(sentence)
        self.setVisible(bool(sentence))


class FieldPair(ResponsiveRow):
    """Fields side by side, together as wide as one may be: their right edge stands under that of the others."""

    def __init__(self, *fields: QWidget) -> None:
        super().__init__(*((field, 1) for field in fields), spacing=16)
        self._bound()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._bound()

    def _bound(self) -> None:
        self.setMaximumWidth(WIDEST_CHARS * self.fontMetrics().averageCharWidth())


class FileFormSection(Card):
    """`edited` follows each change by a person; `wanted` carries what a button asks for."""

    edited = Signal()
    wanted = Signal(str)
    part: FileSection

    def __init__(self, language: LanguageManager, take: Take) -> None:
        super().__init__()
        self.language, self.take = language, take
        self.editors: dict[str, QWidget] = {}
        self.blocks: dict[str, FieldBlock] = {}
        self.gap_lines: dict[str, GapLine] = {}
        self.view: FileView | None = None

    # -- building

    def add(self, name: str, editor: E, label: str, hint: str = "") -> E:
        """Register an editor; it stands where its block is put."""
        self.editors[name] = editor
        self.blocks[name] = FieldBlock(editor, label, hint=hint)
        on_edit(editor, self.edited.emit)
        return editor

    def field(self, name: str) -> QWidget:
        """The block of an editor, with what is missing under it."""
        held = QWidget()
        held.setLayout(column(self.blocks[name], self.gap(name), spacing=3))
        return held

    def gap(self, name: str) -> GapLine:
        self.gap_lines[name] = GapLine()
        return self.gap_lines[name]

    def pair(self, *names: str) -> QWidget:
        """Fields side by side, under each other where type is large."""
        return _kept_left(FieldPair(*(self.field(name) for name in names)))

    def group(self, *items: Item) -> QWidget:
        held = QWidget()
        held.setLayout(column(*items, spacing=APART))
        return held

    def lay_out(self, heading: str, *items: Item) -> None:
        self.heading = Label(heading, "heading")
        self.setLayout(column(self.heading, *items, spacing=APART, margins=(20, 16, 20, 18)))

    def add_basis(self, title: str) -> QWidget:
        """The fields of an official document, as one group with one line on what is missing."""
        self.add("basis.number", QLineEdit(), tr("Number of the document"))
        self.add("basis.day", DateField(), tr("Document date"))
        self.add("basis.issuer", QLineEdit(), tr("Issued by"))
        self.add("basis.paper", PaperEditor(self.take, PAPERS), tr("The document itself"))
        two = _kept_left(FieldPair(self.blocks["basis.number"], self.blocks["basis.day"]))
        rest = self.blocks["basis.issuer"], self.blocks["basis.paper"], self.gap("basis")
        return self.group(Label(title, "label"), two, *rest)

    # -- showing and reading

    def fill(self, view: FileView) -> None:
        """Put what the file holds into the fields."""
        raise NotImplementedError

    def read(self, file: PageFile) -> PageFile:
        """`file` with what stands in the fields."""
        raise NotImplementedError

    def show_file(self, view: FileView, *, fields: bool) -> None:
        """`fields` is False while a person is writing: then only what is said beside them changes."""
        self.view = view
        if fields:
            self.fill(view)
        self.show_gaps(gap for gap in view.gaps if gap.part is self.part)
        self.show_state(view)

    def show_state(self, view: FileView) -> None:
        """What besides the fields depends on the file."""

    def show_gaps(self, gaps: Iterable[Gap]) -> None:
        said: dict[str, Phrase] = {}
        for gap in gaps:
            said.setdefault(gap.field, gap.say)
        for name, line in self.gap_lines.items():
            line.say(self.language.say(said[name]) if name in said else "")

    def show_fields(self, values: object, *names: str) -> None:
        """Put the attributes of `values` into the fields of those names."""
        for name in names:
            show_value(self.editors[name], getattr(values, name))

    def values(self, *names: str) -> dict[str, Any]:
        """What stands in the fields of those names."""
        return {name: value_of(self.editors[name]) for name in names}

    def fill_basis(self, basis: Basis) -> None:
        for name, value in zip(BASIS, (basis.number, basis.day, basis.issuer, basis.file), strict=True):
            show_value(self.editors[name], value)

    def read_basis(self) -> Basis:
        number, day, issuer, file = self.values(*BASIS).values()
        return Basis(number=number, day=day, issuer=issuer, file=file)


def _kept_left(pair: FieldPair) -> QWidget:
    held = PlainHolder()
    line = row(pair, None, spacing=0)
    line.setStretch(0, 1000)
    held.setLayout(line)
    return held
