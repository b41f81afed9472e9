"""How a cover or a mark looks: of the one in hand, or of those that are drawn next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from studio.cards.marks import PAINTS
from studio.images import edits
from studio.images.recipe import COLOURS, Corner, Cover, Fill, Mark, MarkKind, Recipe, Subject
from studio.translation import tr
from studio.ui.composer.inputs import LineInput
from studio.ui.images.canvas import acts, things
from studio.ui.images.canvas.acts import SUBJECTS
from studio.ui.images.canvas.tool import Pen, ToolId
from studio.ui.images.sliders import NamedSlider
from studio.ui.theme import current_tokens
from studio.ui.widgets.choice import RadioButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import field_height
from studio.ui.widgets.layout import FlowLayout, PlainHolder, row
from studio.ui.widgets.tips import plain

SIDE, WORDS = 28, 280
"""Pixels of a swatch and of the field for the words of a mark."""
MARK_TOOLS = (ToolId.ARROW, ToolId.BOX, ToolId.NUMBER, ToolId.TEXT, ToolId.PLACE)
COVER_TOOLS = (ToolId.COVER_BOX, ToolId.COVER_POLYGON)
_WRITTEN = (MarkKind.TEXT, MarkKind.NUMBER, MarkKind.SOURCE, MarkKind.STREET, MarkKind.PLACE)
_UNCOLOURED = (MarkKind.BADGE, MarkKind.SOURCE, MarkKind.SPOTLIGHT)
_LARGEST: Mapping[MarkKind, float] = {
    MarkKind.ARROW: 0.05,
    MarkKind.BOX: 0.05,
    MarkKind.NUMBER: 0.3,
    MarkKind.TEXT: 0.25,
    MarkKind.BADGE: 0.5,
    MarkKind.SOURCE: 0.1,
    MarkKind.SPOTLIGHT: 0.2,
    MarkKind.STREET: 0.2,
    MarkKind.PLACE: 0.4,
}
"""Of the shorter side of the picture, by the slider; a handle may pull further."""


class Swatch(QAbstractButton):
    """One colour of marks."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = PAINTS[colour].fill
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.field_line), 1))
        painter.setBrush(QColor(self._colour))
        painter.drawEllipse(QRectF(self.rect()).adjusted(5, 5, -5, -5))
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent if self.hasFocus() else tokens.text), 2))
            painter.drawEllipse(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))


def show_only(parts: Mapping[QWidget, bool]) -> None:
    """Show and hide, those first that go: Qt lays out at once for each that comes, and must not need more room."""
    for part, on in sorted(parts.items(), key=lambda entry: entry[1]):
        part.setVisible(on)


class _Group(PlainHolder):
    """What stays together where the options wrap; as high as a field, so that all of them stand on one line."""

    def __init__(self, *parts: QWidget, spacing: int = 8) -> None:
        super().__init__()
        self.setLayout(row(*parts, spacing=spacing))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), field_height(self)))


class LookOptions(QWidget):
    """`changed` carries the next recipe, words for undo, and a key; `pen_changed` how new things look."""

    changed = Signal(object, str, str)
    pen_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._recipe: Recipe | None = None
        self._selected, self._tool = "", ToolId.SELECT
        self.pen = Pen()
        self.swatches = {colour: Swatch(colour) for colour in COLOURS}
        self.fills = {fill: RadioButton() for fill in Fill}
        self.subjects = {subject: RadioButton() for subject in Subject}
        for buttons, act in (
            (self.swatches, self._paint),
            (self.fills, self._fill),
            (self.subjects, self._about),
        ):
            group = QButtonGroup(self)
            for value, button in buttons.items():
                group.addButton(button)
                button.clicked.connect(lambda _, value=value, act=act: act(value))
        self.words = LineInput()
        self.words.typed.connect(self._write)
        self.words.setMinimumWidth(WORDS)
        self.scale = NamedSlider(0, 100, 1, "{:.0f} %".format, neutral=None, inline=True)
        self.scale.chosen.connect(self._resize)
        self.corner = Combo()
        self.corner.activated.connect(lambda _: self._hang())
        self._words_block, self._corner_block = _Group(self.words), _Group(self.corner)
        self._size_block = _Group(self.scale)
        self._colours = _Group(*self.swatches.values(), spacing=2)
        self._subjects = _Group(*self.subjects.values(), spacing=12)
        self._fills = _Group(*self.fills.values(), spacing=12)
        flow = FlowLayout(spacing=16)
        for part in (
            self._words_block, self._colours, self._size_block, self._corner_block, self._subjects, self._fills,
        ):  # fmt: skip
            flow.addWidget(part)
        self.setLayout(flow)
        names = {
            "red": tr("Red"),
            "yellow": tr("Yellow"),
            "blue": tr("Blue"),
            "white": tr("White"),
            "ink": tr("Black"),
        }
        for colour, swatch in self.swatches.items():
            swatch.setAccessibleName(names[colour])
            swatch.setToolTip(plain(names[colour]))
        self.fills[Fill.SOLID].setText(tr("One colour"))
        self.fills[Fill.MOSAIC].setText(tr("Mosaic of random blocks"))
        for subject, button in self.subjects.items():
            button.setText(tr(SUBJECTS[subject]))
        for field, name in ((self.words, tr("Words")), (self.corner, tr("Corner"))):
            field.setAccessibleName(name)
            field.setToolTip(plain(name))
        self.words.setPlaceholderText(tr("Words"))
        self.scale.set_name(tr("Size"))
        kept = self.corner.currentData()
        self.corner.clear()
        for corner, name in (
            (Corner.TOP_LEFT, tr("Top left")),
            (Corner.TOP_RIGHT, tr("Top right")),
            (Corner.BOTTOM_LEFT, tr("Bottom left")),
            (Corner.BOTTOM_RIGHT, tr("Bottom right")),
        ):
            self.corner.addItem(name, corner)
        self.corner.choose(kept)
        self._show()

    def show_recipe(self, recipe: Recipe, selected: str, tool: ToolId) -> None:
        self._recipe, self._selected, self._tool = recipe, selected, tool
        self._show()

    def begin_writing(self) -> None:
        """The words of the mark in hand are to be written."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.selectAll()

    @property
    def value(self) -> Cover | Mark | None:
        """The cover or mark in hand."""
        found = things.by_id(self._recipe, self._selected) if self._recipe is not None else None
        return found if isinstance(found, Cover | Mark) else None

    @property
    def needed(self) -> bool:
        """Whether there is anything to choose."""
        value = self.value
        if isinstance(value, Mark) and value.kind is MarkKind.SPOTLIGHT:
            return False
        return value is not None or self._tool in (*MARK_TOOLS, *COVER_TOOLS)

    def _show(self) -> None:
        value = self.value
        kind = value.kind if isinstance(value, Mark) else None
        covering = isinstance(value, Cover) or (value is None and self._tool in COVER_TOOLS)
        drawing = value is None and self._tool in MARK_TOOLS
        coloured = drawing or (kind is not None and kind not in _UNCOLOURED)
        subject = value.subject if isinstance(value, Cover) else self.pen.subject
        show_only(
            {
                self._words_block: kind in _WRITTEN,
                self._colours: coloured,
                self._size_block: kind not in (None, MarkKind.SPOTLIGHT),
                self._corner_block: isinstance(value, Mark) and value.corner is not None,
                self._subjects: covering and value is None,
                self._fills: covering and subject is Subject.FACE,
            }
        )
        self._put(value)

    def _put(self, value: Cover | Mark | None) -> None:
        colour, fill = self.pen.colour, self.pen.fill
        if isinstance(value, Cover):
            fill = value.fill
        elif isinstance(value, Mark):
            colour = value.colour
            self.scale.put(100 * value.size / self._largest(value))
            self.corner.choose(value.corner)
            if not self.words.hasFocus() or self.words.value != value.text:
                self.words.put(value.text)
        self.swatches[colour].setChecked(True)
        self.fills[fill].setChecked(True)
        self.subjects[self.pen.subject].setChecked(True)

    def _largest(self, mark: Mark) -> float:
        recipe = self._recipe
        if mark.corner is not None or recipe is None:
            return _LARGEST[mark.kind]
        return _LARGEST[mark.kind] * min(recipe.size)

    # -- what is chosen

    def _paint(self, colour: str) -> None:
        self._use(replace(self.pen, colour=colour))
        value = self.value
        if isinstance(value, Mark):
            self._change(replace(value, colour=colour), tr("Colour of a mark"))

    def _fill(self, fill: Fill) -> None:
        self._use(replace(self.pen, fill=fill))
        recipe, value = self._recipe, self.value
        if recipe is not None and isinstance(value, Cover):
            self.changed.emit(edits.fill_cover(recipe, value.id, fill, acts.seed()), tr("Filling of a cover"), "")

    def _about(self, subject: Subject) -> None:
        fill = self.pen.fill if subject is Subject.FACE else Fill.SOLID
        self._use(replace(self.pen, subject=subject, fill=fill))
        self._show()

    def _write(self) -> None:
        value = self.value
        named = isinstance(value, Mark) and value.kind in (MarkKind.STREET, MarkKind.PLACE)
        if isinstance(value, Mark) and (named or self.words.value.strip()):
            self._change(replace(value, text=self.words.value), tr("Text of a mark"), f"words {value.id}")

    def _resize(self, share: float) -> None:
        value = self.value
        if isinstance(value, Mark):
            size = max(1.0, share) / 100 * self._largest(value)
            self._change(replace(value, size=size), tr("Size of a mark"), f"size {value.id}")

    def _hang(self) -> None:
        value = self.value
        if isinstance(value, Mark) and value.corner is not None:
            self._change(replace(value, corner=self.corner.currentData()), tr("Corner of a mark"))

    def _use(self, pen: Pen) -> None:
        self.pen = pen
        self.pen_changed.emit(pen)

    def _change(self, mark: Mark, words: str, key: str = "") -> None:
        if self._recipe is not None:
            self.changed.emit(edits.change_mark(self._recipe, mark), words, key)
