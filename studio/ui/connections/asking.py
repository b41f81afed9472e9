"""What a way of connecting asks for: the steps on the platform's own site, then one field an ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from studio.secret import Secret
from studio.text import nfc
from studio.translation import tr
from studio.ui.language import Speech
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import clear, column, row

if TYPE_CHECKING:
    from studio.publishers.connections import ConnectionMethod


class Asking(QWidget):
    """The ways, the steps of the chosen one, and its fields. Secrets are typed unseen and gone once taken.

    `turned` follows the choice of a way.
    """

    turned = Signal()

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._ways: tuple[ConnectionMethod, ...] = ()
        self.way = Combo()
        self.way.activated.connect(lambda _: self._build())
        self.way.activated.connect(lambda _: self.turned.emit())
        self._way = FieldBlock(self.way, tr("How to connect"))
        self._steps_name = Label(tr("Steps"), role="label")
        self._steps: QVBoxLayout = column(spacing=6)
        self._fields: QVBoxLayout = column(spacing=12)
        self.blocks: dict[str, FieldBlock] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._way.hide()
        self._steps_name.hide()
        self.setLayout(column(self._way, self._steps_name, self._steps, self._fields, spacing=12))

    def offer(self, ways: Sequence[ConnectionMethod]) -> None:
        self._ways = tuple(ways)
        self.way.clear()
        for way in ways:
            self.way.addItem(self._speech.say(way.title), way.key)
        self._way.setVisible(len(ways) > 1)
        self._build()
        self.turned.emit()

    @property
    def consents(self) -> bool:
        """Whether the chosen way has a consent link."""
        way = self._chosen_way()
        return way is not None and way.consents

    @property
    def chosen(self) -> str:
        """Key of the chosen way; empty while there is none."""
        return str(self.way.currentData() or "")

    def take_focus(self) -> None:
        first = next(iter(self.blocks.values()), None)
        if first is not None:
            first.show()  # at once: what is out of sight takes no keyboard
        (first.editor if first is not None else self.way).setFocus()

    def lacks(self) -> bool:
        """Mark what has to be filled in and is not."""
        way = self._chosen_way()
        wrong = False
        for ask in way.asks if way is not None else ():
            empty = not ask.optional and not self._line(ask.key).text().strip()
            self.blocks[ask.key].set_error(tr("Fill this in.") if empty else "")
            wrong = wrong or empty
        return wrong

    def take(self) -> Mapping[str, Secret]:
        """What stands in the fields, by key."""
        return {key: Secret(nfc(self._line(key).text()).strip()) for key in self.blocks if self._line(key).text()}

    def blame(self, key: str, sentence: str) -> bool:
        """Show `sentence` at the field of that key; False when there is none."""
        if key not in self.blocks:
            return False
        self.blocks[key].set_error(sentence)
        self.blocks[key].editor.setFocus()
        return True

    def forget(self) -> None:
        """Empty the secret fields."""
        way = self._chosen_way()
        for ask in way.asks if way is not None else ():
            if ask.secret:
                self._line(ask.key).clear()

    def _chosen_way(self) -> ConnectionMethod | None:
        place = self.way.currentIndex()
        return self._ways[place] if 0 <= place < len(self._ways) else None

    def _line(self, key: str) -> QLineEdit:
        return self._lines[key]

    def _build(self) -> None:
        """The steps of the chosen way, and its fields."""
        clear(self._steps)
        clear(self._fields)
        self.blocks, self._lines = {}, {}
        way, say = self._chosen_way(), self._speech.say
        self._steps_name.setVisible(way is not None and bool(way.steps))
        for number, step in enumerate(way.steps if way is not None else (), start=1):
            line, sign = QWidget(), Label(f"{number}.", "label")
            sign.setMinimumWidth(sign.fontMetrics().horizontalAdvance("00."))  # the sentences begin below each other
            inside = row(column(sign, None), Label(say(step), wrap=True).selectable(), spacing=8)
            inside.setStretch(1, 1)
            line.setLayout(inside)
            self._steps.addWidget(line)
        for ask in way.asks if way is not None else ():
            line = QLineEdit()
            if ask.secret:
                line.setEchoMode(QLineEdit.EchoMode.Password)
            block = FieldBlock(line, say(ask.label), required=not ask.optional, hint=say(ask.hint))
            self.blocks[ask.key], self._lines[ask.key] = block, line
            self._fields.addWidget(block)
