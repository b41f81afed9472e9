"""What the editors of a checklist's items have in common: how they tell, how a message and a verdict look."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from studio.phrase import Phrase
from studio.training.checklist import AnswerSheet
from studio.training.messages import Message
from studio.ui.language import Speech
from studio.ui.tokens import Tone
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, row


class AnswerEditor(QWidget):
    """One item's. `named` is called once with the widget that screen readers name."""

    given = Signal(object)
    """The answer, or None where it was taken back."""

    def put(self, value: object, sheet: AnswerSheet) -> None:
        """Show what is held; nothing is told, and nothing changed under whoever types just now."""
        raise NotImplementedError

    def name(self, name: str) -> None:
        """For a screen reader."""
        raise NotImplementedError


class Beside(QWidget):
    """A button's words, wrapped; a click on them is one on the button."""

    def __init__(self, button: QAbstractButton, words: QWidget) -> None:
        super().__init__()
        self._button = button
        inside = row(button, words, spacing=6)
        inside.setStretch(1, 1)
        inside.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        self.setLayout(inside)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._button.click()


def quoted(message: Message) -> QWidget:
    """A practice message as it was written."""
    card = Card(kind="inset")
    words = Label(message.text, wrap=True)
    glyph = Glyph("message-circle" if message.kind == "comment" else "mail")
    inside = row(glyph, words, spacing=8, margins=(10, 8, 10, 8))
    inside.setStretch(1, 1)
    inside.setAlignment(glyph, Qt.AlignmentFlag.AlignTop)
    card.setLayout(inside)
    return card


class AnswerVerdict(QWidget):
    """Right or wrong by icon, word and colour; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._glyph, self._label = Glyph("circle-check", Tone.GREEN), Label(role="hint", wrap=True)
        inside = row(self._glyph, self._label, spacing=6)
        inside.setStretch(1, 1)
        inside.setAlignment(self._glyph, Qt.AlignmentFlag.AlignTop)
        self.setLayout(inside)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    def say(self, sentence: str, *, right: bool) -> None:
        self._glyph.show_glyph("circle-check" if right else "circle-x", Tone.GREEN if right else Tone.RED)
        self._label.setText(sentence)
        self.setVisible(bool(sentence))

    def clear(self) -> None:
        self.say("", right=True)


def option_combo(options: Mapping[str, Phrase], speech: Speech, nothing: str) -> Combo:
    """A list of options; `nothing` stands there until a choice is made."""
    combo = Combo()
    combo.setPlaceholderText(nothing)
    for key, phrase in options.items():
        combo.addItem(speech.say(phrase), key)
    combo.setCurrentIndex(-1)
    return combo
