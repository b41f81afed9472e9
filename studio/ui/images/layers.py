"""Everything that lies over the photograph, the uppermost first: to select, order and remove."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from studio.images import edits
from studio.images.recipe import Cover, Mark, Recipe
from studio.translation import tr
from studio.ui.images.canvas import acts
from studio.ui.images.canvas.acts import GLYPHS, spoken
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.words import StateWord


class LayerList(EntryList):
    """Delete removes."""

    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class LayersPanel(QWidget):
    """`changed` carries the next recipe and words for undo."""

    selected = Signal(str)
    changed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._recipe: Recipe | None = None
        self._following = False
        """The canvas tells what is selected; it need not be told."""
        self.list = LayerList(lines=0)
        self.list.chosen.connect(self._chosen)
        self.list.removed.connect(self._remove)
        self.up = IconButton("arrow-up", tr("Move up"))
        self.down = IconButton("arrow-down", tr("Move down"))
        self.remove = IconButton("trash-2", tr("Remove"))
        self.up.clicked.connect(lambda: self._move(1))
        self.down.clicked.connect(lambda: self._move(-1))
        self.remove.clicked.connect(self._remove)
        self._none = Label(tr("Covers and marks are listed here once there are some."), "hint", wrap=True)
        whole = column(self._none, self.list, row(self.up, self.down, None, self.remove), spacing=10)
        whole.addStretch(1)
        whole.setStretch(whole.indexOf(self.list), 100)  # all the room there is, while it is shown
        self.setLayout(whole)
        self.list.setAccessibleName(tr("Layers, the uppermost first"))

    def show_recipe(self, recipe: Recipe) -> None:
        self._recipe, kept = recipe, self.list.chosen_id
        values = _values(recipe)
        self.list.show_entries([self._entry(value) for value in values])
        if kept:
            self.list.choose(kept)
        self._none.setVisible(not values)
        self.list.setVisible(bool(values))
        self._offer()

    def _entry(self, value: Cover | Mark) -> ListEntry:
        if isinstance(value, Cover):
            return ListEntry(id=value.id, title=spoken(value), word=StateWord(tr("Cover"), "eye-off", Tone.SLATE))
        return ListEntry(id=value.id, title=spoken(value), word=StateWord(tr("Mark"), GLYPHS[value.kind], Tone.BLUE))

    def choose(self, id: str) -> None:
        """What is selected on the canvas."""
        self._following = True
        if not self.list.choose(id):
            self.list.setCurrentIndex(QModelIndex())
        self._following = False
        self._offer()

    @property
    def _value(self) -> Cover | Mark | None:
        chosen = self.list.chosen_id
        return next((one for one in _values(self._recipe) if one.id == chosen), None)

    def _place(self) -> tuple[int, int]:
        """The place of the one in hand among its kind, from below, and how many there are."""
        recipe, value = self._recipe, self._value
        if recipe is None or value is None:
            return 0, 0
        kin: list[str] = [one.id for one in (recipe.covers if isinstance(value, Cover) else recipe.marks)]
        return kin.index(value.id), len(kin)

    def _offer(self) -> None:
        place, count = self._place()
        self.up.setEnabled(place + 1 < count)
        self.down.setEnabled(count > 0 and place > 0)
        self.remove.setEnabled(count > 0)

    def _chosen(self, id: str) -> None:
        self._offer()
        if not self._following:
            self.selected.emit(id)

    def _move(self, by: int) -> None:
        recipe, value = self._recipe, self._value
        if recipe is not None and value is not None:
            reorder = edits.reorder_cover if isinstance(value, Cover) else edits.reorder_mark
            self.changed.emit(reorder(recipe, value.id, self._place()[0] + by), tr("Order of the layers"))

    def _remove(self) -> None:
        recipe, value = self._recipe, self._value
        if recipe is not None and value is not None:
            words = tr("Remove a cover") if isinstance(value, Cover) else tr("Remove a mark")
            self.changed.emit(acts.without(recipe, value), words)


def _values(recipe: Recipe | None) -> list[Cover | Mark]:
    """The uppermost first: marks lie over covers."""
    return [] if recipe is None else [*reversed(recipe.marks), *reversed(recipe.covers)]
