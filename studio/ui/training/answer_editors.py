"""What answers an item of a checklist: a box, a line, a choice, a day, a file, practice messages to be sorted.

Each editor tells `given` after a change by the user and takes what the lesson holds with `put`, which tells nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLabel, QLineEdit, QSizePolicy, QWidget

from studio.file_preview import FilePreview
from studio.phrase import Phrase
from studio.text import nfc
from studio.training.checklist import AnswerSheet
from studio.training.course_reader import SAMPLE
from studio.training.messages import Message, shipped_messages
from studio.training.outline import ChecklistItem, ItemKind, TextForm
from studio.translation import tr
from studio.ui.files import ask_open
from studio.ui.language import LanguageManager
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.choice import CheckBox, RadioButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.editors import TextBox
from studio.ui.widgets.glimpse_view import GlimpseView
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, column, row
from studio.ui.widgets.moment import DateField
from studio.ui.widgets.responsive_row import ResponsiveRow

PAUSE_MS = 500
"""After the last key, before a text is judged."""
OPTION = 28
"""Characters for which an option has room at most beside its message."""
SHORT = frozenset({TextForm.TIME, TextForm.NUMBER, TextForm.TOTAL, TextForm.REFERENCE, TextForm.CITATION,
                   TextForm.POST, TextForm.GREETING, TextForm.THANKS})  # fmt: skip
"""Forms for which one line is enough."""


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


class ButtonLabel(QWidget):
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


def option_combo(options: Mapping[str, Phrase], language: LanguageManager, nothing: str) -> Combo:
    """A list of options; `nothing` stands there until a choice is made."""
    combo = Combo()
    combo.setPlaceholderText(nothing)
    for key, phrase in options.items():
        combo.addItem(language.say(phrase), key)
    combo.setCurrentIndex(-1)
    return combo


class EvidencePicture(QLabel):
    """A picture as wide as there is room."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._whole = QPixmap(str(path))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self._whole.size()
        return round(width * size.height() / size.width()) if size.width() else 0

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        height, ratio = self.heightForWidth(self.width()), self.devicePixelRatio()
        shown = self._whole.scaledToWidth(round(self.width() * ratio), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)
        if self.height() != height:
            self.setFixedHeight(height)


class EvidenceField(AnswerEditor):
    """A file to be attached, or the sample of the exercise, which is shown; `wanted` asks what the file looks like."""

    wanted = Signal(str)

    def __init__(self, item: ChecklistItem) -> None:
        super().__init__()
        self._about = Label(role="hint", wrap=True)
        self.choose = QuietButton(tr("Attach a file…"), glyph="paperclip")
        self.sample = QuietButton(tr("Attach the sample"), glyph="image")
        self.choose.clicked.connect(self._ask)
        self.sample.clicked.connect(lambda: self.given.emit(SAMPLE / item.sample))
        self.sample.setVisible(bool(item.sample))
        shown = [EvidencePicture(SAMPLE / item.sample)] if item.sample else []
        if shown:
            shown[0].setAccessibleName(Path(item.sample).name)
        self.view = GlimpseView("")
        self.setLayout(column(*shown, row(self.sample, self.choose, None), self._about, self.view, spacing=6))
        self._label = self._digest = ""

    def put(self, value: object, sheet: AnswerSheet) -> None:
        known = isinstance(value, Mapping)
        self._about.setVisible(known)
        digest = str(value.get("sha256", "")) if isinstance(value, Mapping) else ""
        if digest != self._digest:
            self._digest = digest
            self.view.show_glimpse(FilePreview())
            if digest:
                self.wanted.emit(digest)
        if isinstance(value, Mapping):
            words = tr("Attached: {name} · SHA-256 {hash}…")
            self._about.setText(words.format(name=value.get("name", ""), hash=str(value.get("sha256", ""))[:12]))

    def bring(self, digest: str, glimpse: FilePreview) -> None:
        """Show what the file of that hash looks like; another may have been attached meanwhile."""
        if digest == self._digest:
            self.view.show_glimpse(glimpse)

    def name(self, name: str) -> None:
        self.view.picture.setAccessibleName(name)
        self._label = name
        self.choose.setAccessibleName(f"{self.choose.text()} {name}")

    def _ask(self) -> None:
        ask_open(self, self._label, "", lambda paths: self.given.emit(paths[0]))


class Tick(AnswerEditor):
    """A box with the item's own words; practice messages to be read stand above it."""

    def __init__(self, item: ChecklistItem, language: LanguageManager) -> None:
        super().__init__()
        self.box, words = CheckBox(), Label(language.say(item.label), wrap=True)
        self.box.clicked.connect(lambda ticked: self.given.emit(True if ticked else None))
        messages = shipped_messages().messages
        self.setLayout(column(*(quoted(messages[each]) for each in item.messages), ButtonLabel(self.box, words)))
        self.box.setAccessibleName(words.text())

    def put(self, value: object, sheet: AnswerSheet) -> None:
        self.box.setChecked(value is True)

    def name(self, name: str) -> None:
        self.box.setAccessibleName(name)


class WordsAnswer(AnswerEditor):
    """A line or some lines of text; judged when one stops typing."""

    def __init__(self, item: ChecklistItem) -> None:
        super().__init__()
        self._item = item
        self._held = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.tell)
        self.field: QLineEdit | TextBox
        if item.form in SHORT:
            line = self.field = QLineEdit()
            line.textEdited.connect(lambda _: self._pause.start())
            line.editingFinished.connect(self.tell)
        else:
            text = self.field = TextBox()
            text.textChanged.connect(self._typed)
        self.setFocusProxy(self.field)
        self.setLayout(column(self.field))

    @property
    def text(self) -> str:
        return self.field.text() if isinstance(self.field, QLineEdit) else self.field.toPlainText()

    def put(self, value: object, sheet: AnswerSheet) -> None:
        if self._pause.isActive():
            return
        text = str(value or "")
        message = sheet.chosen(self._item.about)
        if not text and self._item.form is TextForm.MASKED and message is not None:
            text = message.text  # to be masked, not typed anew
        self._held = text
        if text != nfc(self.text):
            if isinstance(self.field, QLineEdit):
                self.field.setText(text)
            else:
                self.field.setPlainText(text)

    def name(self, name: str) -> None:
        self.field.setAccessibleName(name)

    def tell(self) -> None:
        """Say what was typed, at once."""
        self._pause.stop()
        text = nfc(self.text)
        if text != self._held:
            self._held = text
            self.given.emit(text or None)

    def _typed(self) -> None:
        if nfc(self.text) != self._held:  # an input method tells of every stroke, text or not
            self._pause.start()


class OneOf(AnswerEditor):
    """One of the item's options."""

    def __init__(self, item: ChecklistItem, language: LanguageManager) -> None:
        super().__init__()
        self.combo = option_combo(item.options, language, tr("Choose"))
        self.combo.activated.connect(lambda _: self.given.emit(self.combo.currentData()))
        self.setFocusProxy(self.combo)
        self.setLayout(column(self.combo))

    def put(self, value: object, sheet: AnswerSheet) -> None:
        self.combo.setCurrentIndex(self.combo.findData(value) if value else -1)

    def name(self, name: str) -> None:
        self.combo.setAccessibleName(name)


class OneMessage(AnswerEditor):
    """One of several practice messages."""

    def __init__(self, item: ChecklistItem) -> None:
        super().__init__()
        messages = shipped_messages().messages
        self.buttons = {each: RadioButton() for each in item.messages}
        self._group = QButtonGroup(self)
        lines = []
        for each, button in self.buttons.items():
            self._group.addButton(button)
            button.setAccessibleName(messages[each].text)
            button.clicked.connect(partial(self._chose, each))
            lines.append(ButtonLabel(button, quoted(messages[each])))
        self.setLayout(column(*lines, spacing=6))

    def put(self, value: object, sheet: AnswerSheet) -> None:
        self._group.setExclusive(False)
        for each, button in self.buttons.items():
            button.setChecked(each == value)
        self._group.setExclusive(True)

    def name(self, name: str) -> None:
        self.setAccessibleName(name)

    def _chose(self, id: str, _: bool = False) -> None:
        self.given.emit(id)


class DayAnswer(AnswerEditor):
    """A day."""

    def __init__(self) -> None:
        super().__init__()
        self.field = DateField()
        self.field.edited.connect(self._edited)
        self.setFocusProxy(self.field)
        self.setLayout(column(self.field))

    def put(self, value: object, sheet: AnswerSheet) -> None:
        if not self.field.line.hasFocus():
            self.field.set_value(date.fromisoformat(str(value)) if value else None)

    def name(self, name: str) -> None:
        self.field.setAccessibleName(name)

    def _edited(self) -> None:
        day = self.field.value
        self.given.emit(day.isoformat() if day else None)


class SortingAnswer(AnswerEditor):
    """Practice messages, each to be given one of the options.

    One that `explains` tells of each message that was given one whether that is right, and why.
    """

    def __init__(self, item: ChecklistItem, language: LanguageManager, *, explains: bool = True) -> None:
        super().__init__()
        self._item, self._language, self._explains = item, language, explains
        self._given: dict[str, str] = {}
        self.combos = {each: option_combo(item.options, language, tr("Choose")) for each in item.messages}
        self._verdicts = {each: AnswerVerdict() for each in item.messages}
        messages = shipped_messages().messages
        longest = max(len(language.say(words)) for words in item.options.values())
        lines = []
        for each, combo in self.combos.items():
            combo.setAccessibleName(messages[each].text)
            combo.activated.connect(partial(self._sorted, each))
            combo.setMinimumContentsLength(min(OPTION, longest))
            beside = ResponsiveRow((quoted(messages[each]), 1), (combo, 0), spacing=10)
            lines.append(column(beside, self._verdicts[each], spacing=4))
        whole = column(spacing=12)
        for line in lines:
            whole.addLayout(line)
        self.setLayout(whole)

    def put(self, value: object, sheet: AnswerSheet) -> None:
        self._given = {str(each): str(option) for each, option in value.items()} if isinstance(value, Mapping) else {}
        for each, combo in self.combos.items():
            combo.setCurrentIndex(combo.findData(self._given[each]) if each in self._given else -1)
        self._explain()

    def name(self, name: str) -> None:
        self.setAccessibleName(name)

    def verdict(self, id: str) -> str:
        """What is said of a message; empty while it is not sorted."""
        return self._verdicts[id].text

    def _sorted(self, id: str, _: int) -> None:
        self._given = {**self._given, id: str(self.combos[id].currentData())}
        self._explain()
        self.given.emit(dict(self._given))

    def _explain(self) -> None:
        for each, verdict in self._verdicts.items():
            message = shipped_messages().messages[each]
            if each in self._given and self._explains:
                right = message.accepts(self._item.by, self._given[each])
                lead = tr("Right.") if right else tr("Not right.")
                verdict.say(f"{lead} {self._language.say(message.why)}", right=right)
            else:
                verdict.clear()


def editor_of(item: ChecklistItem, language: LanguageManager, *, explains: bool = True) -> AnswerEditor:
    """The editor for an item; one that does not explain keeps the answer key to itself."""
    match item.kind:
        case ItemKind.TICK:
            return Tick(item, language)
        case ItemKind.TEXT:
            return WordsAnswer(item)
        case ItemKind.CHOICE:
            return OneMessage(item) if item.messages else OneOf(item, language)
        case ItemKind.DATE:
            return DayAnswer()
        case ItemKind.FILE:
            return EvidenceField(item)
        case ItemKind.SORT:
            return SortingAnswer(item, language, explains=explains)
