"""The form of one snippet or hashtag set, with its placeholders and how it reads when it is inserted."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from studio.errors import BadInput, StudioError
from studio.text import nfc, squeeze
from studio.translation import tr
from studio.ui.language import Speech
from studio.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton, Reasoned
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, Plain, column, row
from studio.ui.writing.snippets import open_words
from studio.writing.model import Snippet, SnippetKind
from studio.writing.placeholders import PLACEHOLDERS, Facts, fill

LINES = 5


class SnippetForm(QWidget):
    """`wanted` carries the snippet to save, `gone` the one to remove."""

    wanted = Signal(object)
    gone = Signal(object)

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._snippet = Snippet(name="", text="")
        self._facts: Facts | None = None
        self._reason = ""
        self.name, self.text = QLineEdit(), QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self._name_block = FieldBlock(self.name, tr("Name"), required=True)
        self._text_block = FieldBlock(self.text)
        self._head = Label(tr("Filled in from the directory when it is inserted:"), "hint", wrap=True)
        self._places = Plain()
        flow = FlowLayout(spacing=2)
        for place in PLACEHOLDERS:
            button = LinkButton(speech.say(place.label))
            button.clicked.connect(lambda _=False, name=place.name: self._put(name))
            flow.addWidget(button)
        self._places.setLayout(flow)
        self._reads, self._preview = Label(tr("Reads now:"), "hint"), Label(wrap=True)
        self._failure = Label(role="error", wrap=True)
        self.save = Reasoned(PrimaryButton(tr("Save"), "check"))
        self.remove = QuietButton(tr("Remove", about="snippet"), "trash-2")
        self.save.button.clicked.connect(self.submit)
        self.remove.clicked.connect(lambda: self.gone.emit(self._snippet))
        for line in (self.name, self.text):
            line.textChanged.connect(self._changed)
        buttons = row(self.save, self.remove, None)
        parts = (self._name_block, self._text_block, self._head, self._places, self._reads, self._preview)
        self.setLayout(column(*parts, self._failure, 4, buttons, spacing=8))
        self._failure.hide()
        self._show_kind()

    @property
    def snippet(self) -> Snippet:
        """The snippet as it stands in the form."""
        text = nfc(self.text.toPlainText()).strip()
        return replace(self._snippet, name=squeeze(nfc(self.name.text())), text=text)

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        now, kept = self.snippet, self._snippet
        return (now.name, now.text) != (kept.name, kept.text)

    def show_snippet(self, snippet: Snippet, facts: Facts) -> None:
        """Take it in hand."""
        self._snippet, self._facts = snippet, facts
        self.name.setText(snippet.name)
        self.text.setPlainText(snippet.text)
        self.show_error(None)
        self.remove.setVisible(bool(snippet.id))
        self._show_kind()

    def set_reason(self, reason: str) -> None:
        """Why nothing can be saved now; empty when it can."""
        self._reason = reason
        self._changed()

    def show_error(self, error: StudioError | None) -> None:
        """Say what the service refused, at the field it named."""
        said = self._speech.explain(error) if error is not None else ""
        place = error.where if isinstance(error, BadInput) else ""
        plain = self._speech.sentence(error.phrase) if error is not None else ""
        self._name_block.set_error(plain if place == "title" else "")
        self._text_block.set_error(plain if place in ("text", "tags") else "")
        self._failure.setText("" if place in ("title", "text", "tags") else said)
        self._failure.setVisible(bool(self._failure.text()))

    def submit(self) -> None:
        self.wanted.emit(self.snippet)

    def _show_kind(self) -> None:
        """What goes for a text only, or for hashtags only."""
        tags = self._snippet.kind is SnippetKind.HASHTAGS
        self._text_block.set_label(tr("Hashtags") if tags else tr("Text"), required=True)
        self._text_block.set_hint(tr("One after the other, such as #AnToànGiaoThông.") if tags else "")
        for widget in (self._head, self._places, self._reads, self._preview):
            widget.setVisible(not tags)
        self._fit()
        self._changed()

    def _fit(self) -> None:
        self.text.setFixedHeight(self.fontMetrics().lineSpacing() * LINES + 24)

    def _changed(self) -> None:
        unchanged = "" if self.dirty else tr("Nothing to save.")
        self.save.set_reason(self._reason or unchanged, printed=bool(self._reason))
        if self._facts is None or self._snippet.kind is SnippetKind.HASHTAGS:
            return
        filled = fill(self.text.toPlainText(), self._facts)
        said = open_words((*filled.open, *filled.doubts), self._speech)
        self._preview.setText("\n".join(part for part in (filled.text.strip(), said) if part))
        shown = bool(self._preview.text())
        self._reads.setVisible(shown)
        self._preview.setVisible(shown)

    def _put(self, name: str) -> None:
        self.text.insertPlainText(f"{{{name}}}")
        self.text.setFocus()
