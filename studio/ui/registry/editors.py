"""The fields of a page file: each shows a value, and says when a person changed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QWidget

from studio.clock import show_datetime
from studio.registry.model import PageEvidence
from studio.translation import tr
from studio.ui.files import ask_open
from studio.ui.widgets.buttons import IconButton, QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import FlowLayout, column, row
from studio.ui.widgets.tips import plain

THUMB = 40
"""Pixels of a picture's side in the list of pictures."""


class PictureBox(ChoiceBox):
    """A picture of the unit's library, by its file."""

    def __init__(self) -> None:
        super().__init__()
        self.setIconSize(QSize(THUMB, THUMB))

    def offer_pictures(self, titles: Mapping[str, str], thumbs: Mapping[str, bytes]) -> None:
        icons = {}
        for name, data in thumbs.items():
            picture = QPixmap()
            picture.loadFromData(data)
            icons[name] = QIcon(picture)
        self.offer(titles, icons=icons)

    def show_picture(self, value: str) -> None:
        """A picture that left the library is shown by its hash."""
        if value and self.findData(value) < 0:
            self.add(value, tr("Picture {hash}").format(hash=value[:8]), QIcon())
        self.set_value(value)


class SeveralEditor(QWidget):
    """Any number of the choices, a box each."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, CheckBox] = {}
        self._flow = FlowLayout(spacing=14)
        self.setLayout(self._flow)

    @property
    def value(self) -> tuple[str, ...]:
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Sequence[str]) -> None:
        for key, box in self.boxes.items():
            box.setChecked(key in value)

    def offer(self, choices: Mapping[str, str]) -> None:
        kept = self.value
        if list(choices) != list(self.boxes):
            for box in self.boxes.values():
                self._flow.removeWidget(box)
                box.deleteLater()
            self.boxes = {key: self._box() for key in choices}
        for key, words in choices.items():
            self.boxes[key].setText(words)
        self.set_value(kept)

    def _box(self) -> CheckBox:
        box = CheckBox()
        box.clicked.connect(lambda _: self.edited.emit())
        self._flow.addWidget(box)
        return box


class AnswersEditor(QWidget):
    """A list to be answered: a line and a choice each."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, Combo] = {}
        self._labels: dict[str, Label] = {}
        self._inside = column(spacing=8)
        self.setLayout(self._inside)

    @property
    def value(self) -> dict[str, str]:
        return {key: str(combo.currentData()) for key, combo in self.choices.items() if combo.currentData()}

    def set_value(self, value: Mapping[str, str]) -> None:
        for key, combo in self.choices.items():
            combo.setCurrentIndex(combo.findData(value.get(key, "")) if value.get(key) else -1)

    def offer(self, items: Mapping[str, str], answers: Mapping[str, str]) -> None:
        """Words by item, and words by answer."""
        kept = self.value
        if list(items) != list(self.choices):
            self._rebuild(items)
        for key, combo in self.choices.items():
            self._labels[key].setText(items[key])
            combo.setAccessibleName(items[key])
            combo.setPlaceholderText(tr("Not answered"))
            combo.clear()
            for answer, words in answers.items():
                combo.addItem(words, answer)
        self.set_value(kept)

    def _rebuild(self, items: Mapping[str, str]) -> None:
        for combo, label in zip(self.choices.values(), self._labels.values(), strict=True):
            held = combo.parentWidget()
            if held is not None and held is not self:
                self._inside.removeWidget(held)
                held.deleteLater()
            label.deleteLater()
        self.choices, self._labels = {}, {}
        for key in items:
            combo, label, held = Combo(), Label(wrap=True), QWidget()
            combo.activated.connect(lambda _: self.edited.emit())
            line = row(label, combo, spacing=12)
            line.setStretch(0, 3)
            line.setStretch(1, 2)
            held.setLayout(line)
            self.choices[key], self._labels[key] = combo, label
            self._inside.addWidget(held)


class PaperEditor(QWidget):
    """A file that is attached: its name, when, and buttons to choose another or none."""

    edited = Signal()

    def __init__(self, take: Callable[[Path, Callable[[PageEvidence], None]], None], kinds: str = "") -> None:
        """`take` keeps a chosen file and hands over what it became; `kinds` is a filter of the file dialog."""
        super().__init__()
        self._take, self._kinds = take, kinds
        self._value = PageEvidence()
        self._shown = ElidedLabel(role="hint")
        self.choose, self.drop = QuietButton(glyph="paperclip"), IconButton("x")
        self.choose.clicked.connect(self._ask)
        self.drop.clicked.connect(lambda: self._took(PageEvidence()))
        self.setFocusProxy(self.choose)
        inside = row(self.choose, self._shown, self.drop, spacing=8)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.set_value(PageEvidence())

    @property
    def value(self) -> PageEvidence:
        return self._value

    def set_value(self, value: PageEvidence) -> None:
        self._value = value
        there = bool(self._value)
        self.choose.setText(tr("Another file…") if there else tr("Attach a file…"))
        self.choose.setAccessibleName(f"{self.choose.text()} {self.accessibleName()}".strip())
        at = f" · {show_datetime(self._value.at)}" if self._value.at else ""
        mark = f" · SHA-256 {self._value.sha256[:8]}…"
        self._shown.setText(f"{self._value.name}{at}{mark}" if there else tr("No file yet"))
        self.choose.setToolTip(plain(f"SHA-256 {self._value.sha256}" if there else ""))
        off = tr("Remove the file")
        self.drop.set_name(f"{off} {self.accessibleName()}".strip())
        self.drop.setVisible(there)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.set_value(self._value)

    def setAccessibleDescription(self, text: str) -> None:
        super().setAccessibleDescription(text)
        self.choose.setAccessibleDescription(text)

    def take_file(self, path: Path) -> None:
        """Attach this file."""
        self._take(path, self._took)

    def _ask(self) -> None:
        ask_open(self, self.choose.text(), self._kinds, lambda paths: self.take_file(paths[0]))

    def _took(self, value: PageEvidence) -> None:
        self.set_value(value)
        self.edited.emit()
