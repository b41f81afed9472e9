"""What stands in a field, whatever kind of field it is: it is read, shown, and heard of when a person changes it.

A widget of several parts takes part with `value`, `set_value` and a signal `edited`, as `DateField` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from studio.text import nfc, squeeze
from studio.translation import tr
from studio.ui.widgets.choice import RadioButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.layout import column
from studio.ui.widgets.pin import PinField


def tidy(line: QLineEdit) -> str:
    """The text of a line as it is kept: composed letters, single blanks."""
    return squeeze(nfc(line.text()))


def value_of(editor: Any) -> Any:
    """What stands in `editor`; an empty text where nothing was chosen."""
    match editor:
        case PinField():
            return editor.text()
        case QLineEdit():
            return tidy(editor)
        case QPlainTextEdit():
            return editor.toPlainText()
        case QAbstractButton():
            return editor.isChecked()
    return editor.value


def show_value(editor: Any, value: Any) -> None:
    """Put `value` into `editor`, None for nothing; nobody is told that it changed."""
    match editor:
        case QLineEdit():
            if (text := value or "") != editor.text():
                editor.setText(text)
                editor.setCursorPosition(0)
        case TextBox():
            editor.set_text(value or "")
        case QAbstractButton():
            editor.setChecked(value)
        case _:
            editor.set_value(value)


def on_edit(editor: Any, then: Callable[[], object]) -> None:
    """Call `then` after each change by a person."""
    match editor:
        case QLineEdit():
            editor.textEdited.connect(lambda _: then())
        case QAbstractButton():
            editor.clicked.connect(lambda _: then())
        case QComboBox():
            editor.activated.connect(lambda _: then())
        case _:
            editor.edited.connect(then)


class TextBox(QPlainTextEdit):
    """A few lines of text; Tab leaves it."""

    edited = Signal()

    def __init__(self, text: str = "", *, lines: int = 4, grows: bool = False, most: int = 0) -> None:
        """`lines`: how many are in sight, at least, where it `grows` with its text; `most`: at most, 0 for no limit."""
        super().__init__(text)
        self._lines, self._last, self._grows, self._most = lines, text, grows, most
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._changed)
        self._fit()

    def set_text(self, text: str) -> None:
        """Show `text`, unless it stands there already: the cursor would jump."""
        if text != self._last:
            self._last = text
            self.setPlainText(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """The style sheet, which comes last, takes the least height of a line for that of the box."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        high = max(self._lines * line, self._needed())
        self.setFixedHeight(min(high, self._most * line or high) + 22)

    def _needed(self) -> int:
        """Pixels of the lines of a text that is shown whole."""
        total, block = 0.0, self.document().begin()
        while self._grows and block.isValid():
            total += self.blockBoundingRect(block).height()
            block = block.next()
        return ceil(total)

    def _changed(self) -> None:
        """An input method says so with unchanged text as well."""
        self._fit()
        if (text := self.toPlainText()) != self._last:
            self._last = text
            self.edited.emit()


class ChoiceBox(Combo):
    """One of several, or nothing yet. Qt would hand an enum back as its text: the values are kept here."""

    def __init__(self, choices: Mapping[Any, str] | None = None, chosen: Any = None, *, none: str = "") -> None:
        """`none` stands where nothing is chosen."""
        super().__init__()
        self._values: list[Any] = []
        self.setPlaceholderText(none or tr("Choose…"))
        self.offer(choices or {})
        self.set_value(chosen)

    @property
    def value(self) -> Any:
        """What is chosen; an empty text where nothing is."""
        place = self.currentIndex()
        return self._values[place] if place >= 0 else ""

    def set_value(self, value: Any) -> None:
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def offer(self, choices: Mapping[Any, str], *, icons: Mapping[Any, QIcon] | None = None) -> None:
        """Words by value; what was chosen stays chosen where it is still among them."""
        kept = self.value
        self._values = []
        self.clear()
        for value, words in choices.items():
            self.add(value, words, (icons or {}).get(value, QIcon()))
        self.set_value(kept)

    def add(self, value: Any, words: str, glyph: QIcon) -> None:
        """Offer one more."""
        self._values.append(value)
        self.addItem(glyph, words, value)


class ChoiceButtons(QWidget):
    """One of a few, in words that are read at once; none is chosen beforehand."""

    edited = Signal()

    def __init__(self, choices: Mapping[Any, str]) -> None:
        super().__init__()
        self.buttons = {value: RadioButton(words) for value, words in choices.items()}
        group = QButtonGroup(self)
        for button in self.buttons.values():
            group.addButton(button)
            button.clicked.connect(lambda _: self.edited.emit())
        self.setLayout(column(*self.buttons.values(), spacing=8))
        self.setFocusProxy(next(iter(self.buttons.values())))

    @property
    def value(self) -> Any:
        return next((value for value, button in self.buttons.items() if button.isChecked()), "")

    def set_value(self, value: Any) -> None:
        self.buttons[value].setChecked(True)


def completed(names: Iterable[str]) -> QLineEdit:
    """A line that offers those of `names` that hold what was typed."""
    line = QLineEdit()
    offered = QCompleter(list(dict.fromkeys(names)), line)
    offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    offered.setFilterMode(Qt.MatchFlag.MatchContains)
    line.setCompleter(offered)
    return line
