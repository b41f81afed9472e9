"""A section of a page file: a card with fields, and beside each what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.phrase import Phrase
from studio.registry.model import Basis, PageEvidence, PageFile
from studio.registry.rules import FileSection, Gap
from studio.ui.language import Speech
from studio.ui.registry.files.editors import DayEditor, FileEditor, LineEditor, PaperEditor
from studio.ui.registry.files.view import FileView
from studio.ui.tokens import Tone
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, Item, column, row
from studio.ui.widgets.turning import Turning

Take = Callable[[Path, Callable[[PageEvidence], None]], None]
"""Keeps a chosen file, and hands over what it became."""
PAPERS = "PDF, JPG, PNG, TXT, DOCX (*.pdf *.jpg *.jpeg *.png *.webp *.txt *.docx)"
PICTURES = "JPG, PNG (*.jpg *.jpeg *.png *.webp)"
_E = TypeVar("_E", bound=FileEditor)


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


class FileFormSection(Card):
    """`edited` follows each change by a person; `wanted` carries what a button asks for."""

    edited = Signal()
    wanted = Signal(str)
    part: FileSection

    def __init__(self, speech: Speech, take: Take) -> None:
        super().__init__()
        self.speech, self.take = speech, take
        self.heading = Label(role="heading")
        self.editors: dict[str, FileEditor] = {}
        self.blocks: dict[str, FieldBlock] = {}
        self.gap_lines: dict[str, GapLine] = {}
        self.view: FileView | None = None

    # -- building

    def add(self, name: str, editor: _E) -> _E:
        """Register an editor; it stands where its block is put."""
        self.editors[name] = editor
        self.blocks[name] = FieldBlock(editor)
        editor.edited.connect(self.edited)
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
        return Turning(*((self.field(name), 1) for name in names), spacing=16)

    def group(self, *items: Item) -> QWidget:
        held = QWidget()
        held.setLayout(column(*items, spacing=10))
        return held

    def lay_out(self, *items: Item) -> None:
        self.setLayout(column(self.heading, *items, spacing=12, margins=(20, 16, 20, 18)))

    def add_basis(self) -> QWidget:
        """The fields of an official document, as one group with one line on what is missing."""
        for name, editor in (
            ("number", LineEditor()),
            ("day", DayEditor()),
            ("issuer", LineEditor()),
            ("paper", PaperEditor(self.take, PAPERS)),
        ):
            self.add(f"basis.{name}", editor)
        two = Turning((self.blocks["basis.number"], 1), (self.blocks["basis.day"], 1), spacing=16)
        self.basis_title = Label(role="label")
        return self.group(
            self.basis_title, two, self.blocks["basis.issuer"], self.blocks["basis.paper"], self.gap("basis")
        )

    def word(self, words: Mapping[str, str], hints: Mapping[str, str] | None = None) -> None:
        """Set the labels of fields, and their hints."""
        for name, label in words.items():
            self.blocks[name].set_label(label)
        for name, hint in (hints or {}).items():
            self.blocks[name].set_hint(hint)

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
            line.say(self.speech.say(said[name]) if name in said else "")

    def fill_basis(self, basis: Basis) -> None:
        self.editors["basis.number"].show_value(basis.number)
        self.editors["basis.day"].show_value(basis.day)
        self.editors["basis.issuer"].show_value(basis.issuer)
        self.editors["basis.paper"].show_value(basis.file)

    def read_basis(self) -> Basis:
        return Basis(
            number=self.editors["basis.number"].value,
            day=self.editors["basis.day"].value,
            issuer=self.editors["basis.issuer"].value,
            file=self.editors["basis.paper"].value,
        )

    def word_basis(self, title: str) -> None:
        self.basis_title.setText(title)
        self.word(
            {
                "basis.number": self.tr("Number of the document"),
                "basis.day": self.tr("Dated"),
                "basis.issuer": self.tr("Issued by"),
                "basis.paper": self.tr("The document itself"),
            }
        )

    def retranslate(self) -> None:
        """Set every text; called by the sheet."""
        raise NotImplementedError
