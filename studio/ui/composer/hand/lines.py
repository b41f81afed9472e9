"""Where the lines of a text on a card end: its words one after the other, each of which can be the last of a line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.ui.widgets.buttons import PillButton
from studio.ui.widgets.layout import FlowLayout, clear

RETURN = " ↵"


class LineBreaks(QWidget):
    """`changed` carries the lines; none: as they fall."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.pills: list[PillButton] = []
        self._flow = FlowLayout(spacing=4)
        self.setLayout(self._flow)

    def put(self, text: str, lines: tuple[str, ...]) -> None:
        """Show the words of `text`, broken into `lines`."""
        words = text.split()
        if words != self._words:
            self._offer(words)
        ends, at = set(), 0
        for line in lines[:-1]:
            at += len(line.split())
            ends.add(at - 1)
        for place, pill in enumerate(self.pills):
            pill.setChecked(place in ends)
            self._word(place)

    def retranslate(self) -> None:
        for place, word in enumerate(self._words[:-1]):
            self.pills[place].setAccessibleName(self.tr("New line after “{word}”").format(word=word))

    def _offer(self, words: list[str]) -> None:
        clear(self._flow)
        self._words, self.pills = words, []
        for place in range(len(words)):
            pill = PillButton()
            pill.setEnabled(place < len(words) - 1)
            pill.clicked.connect(self._clicked)
            self.pills.append(pill)
            self._flow.addWidget(pill)

    def _word(self, place: int) -> None:
        pill = self.pills[place]
        pill.setText(self._words[place] + (RETURN if pill.isChecked() else ""))
        pill.setAccessibleName(self.tr("New line after “{word}”").format(word=self._words[place]))

    def _clicked(self) -> None:
        lines: list[list[str]] = [[]]
        for place, pill in enumerate(self.pills):
            self._word(place)
            lines[-1].append(self._words[place])
            if pill.isChecked():
                lines.append([])
        self.changed.emit(tuple(" ".join(line) for line in lines) if len(lines) > 1 else ())
