"""The editor of one photograph: tools, canvas, and what can be chosen beside it, over one history of recipes."""

from __future__ import annotations

from dataclasses import replace

from PIL import Image
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QImage, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from studio.cards.marks import MarkPainter
from studio.errors import StudioError
from studio.images import edits
from studio.images.adjust import auto
from studio.images.edits import covered
from studio.images.geometry import finished_size
from studio.images.recipe import Adjust, Corner, CoverDecision, MarkKind, Recipe
from studio.translation import tr
from studio.ui.actions import sequence
from studio.ui.anchors import anchor
from studio.ui.history import UndoHistory
from studio.ui.images.canvas import acts
from studio.ui.images.canvas.acts import TOOLS, tool_name
from studio.ui.images.canvas.tool import Pen, ToolId
from studio.ui.images.canvas.view import Canvas
from studio.ui.images.layers import LayersPanel
from studio.ui.images.looks import COVER_TOOLS, MARK_TOOLS, LookOptions, show_only
from studio.ui.images.places import PlacesPanel
from studio.ui.images.sliders import NamedSlider, ShapeOptions, signed
from studio.ui.language import LanguageManager
from studio.ui.widgets.buttons import IconButton, LinkButton, PillButton, QuietButton
from studio.ui.widgets.field import field_height
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import Card, FlowLayout, Pages, PlainHolder, Tabs, column, row, rule, scrolled


class LightPanel(QWidget):
    """`slid` follows a handle that is held, `chosen` carries light, words for undo and a key for merging."""

    slid = Signal(object)
    chosen = Signal(object, str, str)
    auto_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._light = Adjust()
        whole = "{:.0f}".format
        self.sliders = {
            "exposure": NamedSlider(-2, 2, 0.05, signed(2)),
            "contrast": NamedSlider(-100, 100, 1, signed()),
            "shadows": NamedSlider(-100, 100, 1, signed()),
            "warmth": NamedSlider(-100, 100, 1, signed()),
            "tint": NamedSlider(-100, 100, 1, signed()),
            "sharpen": NamedSlider(0, 100, 1, whole),
        }
        for name, slider in self.sliders.items():
            slider.slid.connect(lambda value, name=name: self.slid.emit(self._with(name, value)))
            slider.chosen.connect(lambda value, name=name: self._chosen(name, value))
        self.auto = QuietButton(tr("Automatic"), "sun")
        self.reset = LinkButton(tr("As the original"), "rotate-ccw")
        self.auto.clicked.connect(self.auto_wanted)
        self.reset.clicked.connect(lambda: self.chosen.emit(Adjust(), tr("Light as it came"), ""))
        self.setLayout(column(row(self.auto, None, self.reset), 2, *self.sliders.values(), None, spacing=12))
        self._names = {
            "exposure": tr("Exposure"),
            "contrast": tr("Contrast"),
            "shadows": tr("Shadows"),
            "warmth": tr("Warmth"),
            "tint": tr("Tint"),
            "sharpen": tr("Sharpness"),
        }
        for name, slider in self.sliders.items():
            slider.set_name(self._names[name])
        self.auto.setToolTip(tr("Corrects only clear faults; the sliders show what it did"))

    def show_recipe(self, recipe: Recipe) -> None:
        self._light = recipe.adjust
        for name, slider in self.sliders.items():
            slider.put(getattr(recipe.adjust, name))
        self.reset.setEnabled(recipe.adjust != Adjust())

    def _with(self, name: str, value: float) -> Adjust:
        number: float = round(value, 2) if name == "exposure" else round(value)
        return replace(self._light, **{name: number})  # type: ignore[arg-type]

    def _chosen(self, name: str, value: float) -> None:
        light = self._with(name, value)
        if light != self._light:
            self.chosen.emit(light, self._names[name], f"light {name}")


_GROUPS = (
    (ToolId.SELECT,),
    (ToolId.CROP, ToolId.STRAIGHTEN, ToolId.PAPER),
    (ToolId.COVER_BOX, ToolId.COVER_POLYGON),
    (ToolId.ARROW, ToolId.BOX, ToolId.NUMBER, ToolId.TEXT, ToolId.SPOTLIGHT),
    (ToolId.STREET, ToolId.PLACE),
)


STRIP_GAP, STRIP_EDGE, MOST_COLUMNS = 2, 5, 2
"""Pixels between tools and around them; columns at most."""


class ToolStrip(QWidget):
    """`chosen` carries the tool. Where type is large and the window low, the tools stand in two columns."""

    chosen = Signal(object)
    badge_wanted = Signal()
    source_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {tool: IconButton(TOOLS[tool][0]) for tool in ToolId}
        group = QButtonGroup(self)
        for tool, button in self.buttons.items():
            button.setCheckable(True)
            group.addButton(button)
            button.clicked.connect(lambda _, tool=tool: self.chosen.emit(tool))
        self.badge = IconButton("shield", tr("Unit badge"))
        self.source = IconButton("at-sign", tr("Source line"))
        self.badge.clicked.connect(self.badge_wanted)
        self.source.clicked.connect(self.source_wanted)
        groups = [[self.buttons[tool] for tool in tools] for tools in _GROUPS]
        self._groups = [*groups[:-1], [*groups[-1], self.badge, self.source]]
        self._rules = [rule() for _ in self._groups[1:]]
        self._grid = QGridLayout()
        self._grid.setSpacing(STRIP_GAP)
        self._columns = 0
        anchor(self.buttons[ToolId.COVER_BOX], "media.redact.style")
        card = Card()
        card.setLayout(column(self._grid, None, spacing=0, margins=STRIP_EDGE))
        self.setLayout(column(card))
        self._stand_in(1)
        self.show_tool(ToolId.SELECT)
        for tool, button in self.buttons.items():
            button.set_name(tool_name(tool))

    def show_tool(self, tool: ToolId) -> None:
        self.buttons[tool].setChecked(True)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height_in(MOST_COLUMNS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stand_in(1 if self.height() >= self._height_in(1) else MOST_COLUMNS)

    def _height_in(self, columns: int) -> int:
        """Pixels that the tools need in so many columns."""
        lines = sum(-(-len(group) // columns) for group in self._groups)
        rules = len(self._rules) * (1 + STRIP_GAP)
        return lines * (self.badge.sizeHint().height() + STRIP_GAP) + rules + 2 * (STRIP_EDGE + 1)

    def _stand_in(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        line = 0
        for place, group in enumerate(self._groups):
            if place:
                self._grid.addWidget(self._rules[place - 1], line, 0, 1, columns)
                line += 1
            for number, button in enumerate(group):
                self._grid.addWidget(button, line + number // columns, number % columns)
            line += -(-len(group) // columns)


class EditorFoot(QWidget):
    """`wanted` says ``in``, ``out``, ``fit`` or ``full``; `split` whether the old light is shown on the left; `held`
    whether the picture as it came is shown instead."""

    wanted = Signal(str)
    split = Signal(bool)
    held = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.less = IconButton("zoom-out", tr("Smaller (−)"))
        self.more = IconButton("zoom-in", tr("Larger (+)"))
        self.fit, self.full = IconButton("maximize-2", tr("The whole picture (0)")), LinkButton("100 %")
        for button, what in ((self.less, "out"), (self.more, "in"), (self.fit, "fit"), (self.full, "full")):
            button.clicked.connect(lambda _, what=what: self.wanted.emit(what))
        self._zoom, self._size = Label(role="hint"), Label(role="hint")
        self._zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("1000 %"))
        self.compare = PillButton(tr("Old and new light"))
        self.before = LinkButton(tr("Hold to see the original"), "history")
        self.compare.toggled.connect(self.split)
        self.before.pressed.connect(lambda: self.held.emit(True))
        self.before.released.connect(lambda: self.held.emit(False))
        flow = FlowLayout(spacing=12)
        seeing = (self.less, self._zoom, self.more, self.fit, self.full, self._size)
        for parts in (seeing, (self.compare,), (self.before,)):
            group = PlainHolder()
            group.setLayout(row(*parts, spacing=4))
            flow.addWidget(group)
        self.setLayout(flow)
        self.full.setToolTip(tr("Actual size (1)"))

    def show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{zoom * 100:.0f} %")

    def show_recipe(self, recipe: Recipe) -> None:
        width, height = finished_size(recipe)
        self._size.setText(f"{width} × {height}")


class OptionsBar(QWidget):
    """Above the canvas it is always there and always as high: a picture must not move because something was taken
    in hand. Elsewhere it shows only while there is something to choose."""

    def __init__(self, looks: LookOptions) -> None:
        super().__init__()
        self._looks = looks
        self._needed, self._still = False, True
        self._hint = ElidedLabel(role="hint")
        self.setLayout(column(looks, self._hint, spacing=0))
        self.show_tool(ToolId.SELECT, needed=False)
        self.hold_still(True)

    def hold_still(self, still: bool) -> None:
        """Whether it is as high without anything to choose as with it."""
        self._still = still
        self.setMinimumHeight(field_height(self) if still else 0)
        self._show()

    def show_tool(self, tool: ToolId, needed: bool) -> None:
        """`needed`: there is something to choose."""
        if tool in (ToolId.CROP, ToolId.STRAIGHTEN):
            words = tr("Drag the frame; its shape and angle are set on the right.")
        elif tool is ToolId.PAPER:
            words = tr("Click the four corners of the paper. Delete shows the whole picture again.")
        elif tool is ToolId.SPOTLIGHT:
            words = tr("Drag over what is to be seen; all the rest is dimmed.")
        elif tool is ToolId.STREET:
            words = tr("Click each bend of the street; the last one twice ends it.")
        elif tool in (*MARK_TOOLS, *COVER_TOOLS):
            words = ""
        else:
            words = tr("Click a cover or a mark to change it; the tools on the left add new ones.")
        self._hint.setText(words)
        self._needed = needed
        self._show()

    def _show(self) -> None:
        show_only({self._looks: self._needed, self._hint: self._still and not self._needed})
        self.setVisible(self._still or self._needed)


SIDE, LINE, SHARE = 316, 18, 0.44
"""Pixels of the pane on the right, the height of a line at which it has them, and its most of the editor's width."""
BAR = 714
"""Pixels that the options above the canvas need, at that height of a line."""
FIRST_WORDS = "Chú thích"
"""Of a new text: content, not a word of the window."""
PLACES, LIGHT, LAYERS = range(3)
SHAPING = (ToolId.CROP, ToolId.STRAIGHTEN)


class PhotoEditor(QWidget):
    """`changed` follows every new recipe; `refused` carries what could not be done."""

    changed = Signal(object)
    refused = Signal(object)
    decided = Signal(str, object)
    detail_wanted = Signal(object, object, float)

    def __init__(self, language: LanguageManager, marks: MarkPainter) -> None:
        super().__init__()
        self._picture: Image.Image | None = None
        self._source = ""
        self.history: UndoHistory[Recipe | None] = UndoHistory(None, self)
        self.canvas = Canvas(marks)
        self.strip, self.foot = ToolStrip(), EditorFoot()
        self.shape, self.looks = ShapeOptions(language), LookOptions()
        self.light, self.places, self.layers = LightPanel(), PlacesPanel(), LayersPanel()
        self.canvas.pen = Pen(words=FIRST_WORDS)
        self.tabs, self._pages = Tabs(3), Pages()
        self._build()
        self._bind()
        self.tabs.set_words(tr("What to do"), tr("Places to cover"), tr("Light", about="photograph"), tr("Layers"))

    def _build(self) -> None:
        for panel in (self.places, self.light, self.layers):
            self._pages.addWidget(panel)
        self._options = Card(kind="inset")
        self._options.setLayout(column(self.shape, margins=12))
        self.bar = OptionsBar(self.looks)
        inside = PlainHolder()
        self._rest = QWidget()
        self._stack = stack = column(self._options, self.tabs, self._pages, self._rest, spacing=12, margins=14)
        stack.setStretch(2, 1)
        stack.setStretch(3, 1)
        self._rest.hide()
        inside.setLayout(stack)
        self.side = Card()
        self.side.setLayout(column(scrolled(inside), margins=1))
        self._middle = middle = column(self.bar, self.canvas, self.foot, spacing=6)
        middle.setStretch(1, 1)
        whole = row(self.strip, middle, self.side, spacing=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _bind(self) -> None:
        canvas, history = self.canvas, self.history
        canvas.changed.connect(history.push)
        canvas.refused.connect(self.refused)
        canvas.decided.connect(self.decided)
        canvas.detail_wanted.connect(self.detail_wanted)
        canvas.selection_changed.connect(self._selected)
        canvas.tool_changed.connect(self._tool_changed)
        canvas.text_wanted.connect(lambda _: self.looks.begin_writing())
        canvas.zoomed.connect(self.foot.show_zoom)
        history.changed.connect(self._show)
        self.foot.wanted.connect(self._zoom)
        self.foot.split.connect(lambda on: canvas.compare_split(0.5 if on else None))
        self.foot.held.connect(canvas.show_before)
        self.strip.chosen.connect(canvas.set_tool)
        self.shape.changed.connect(history.push)
        self.shape.slid.connect(canvas.preview)
        self.shape.ratio_chosen.connect(lambda ratio: setattr(canvas.crop, "ratio", ratio))
        self.looks.changed.connect(history.push)
        self.looks.pen_changed.connect(self._use_pen)
        self.light.slid.connect(lambda light: self._lit(light, None, ""))
        self.light.chosen.connect(self._lit)
        self.light.auto_wanted.connect(self._automatic)
        self.places.decided.connect(self.decided)
        self.places.selected.connect(self._pick)
        self.layers.selected.connect(self._pick)
        self.layers.changed.connect(history.push)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self._steps = {"undo": QAction(self), "redo": QAction(self)}
        for name, keys, act in (("undo", "Ctrl+Z", self.undo), ("redo", "Ctrl+Y", self.redo)):
            self._steps[name].setShortcut(sequence(keys))
            self._steps[name].setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._steps[name].triggered.connect(act)
            self.addAction(self._steps[name])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pane beside the canvas grows with the type, and takes in the options that find no room above it."""
        super().resizeEvent(event)
        grown = max(1.0, self.fontMetrics().lineSpacing() / LINE)
        side = round(min(SIDE * grown, max(SIDE, SHARE * self.width())))
        self.side.setFixedWidth(side)
        self._place_bar(above=self.width() - side - self.strip.sizeHint().width() >= BAR * grown)

    def _place_bar(self, *, above: bool) -> None:
        if above is not (self.bar.parentWidget() is self):
            self._stack.removeWidget(self.bar)
            self._middle.removeWidget(self.bar)
            (self._middle if above else self._stack).insertWidget(0, self.bar)
            self.bar.hold_still(above)
            self._show_options()

    # -- the photograph

    def begin(self, picture: Image.Image, recipe: Recipe) -> None:
        """Edit a photograph from now on; `picture` is a small copy of the whole original."""
        self._picture, self._source = picture, recipe.source
        self.history.begin(recipe)
        self.canvas.set_picture(picture)
        self.canvas.set_tool(ToolId.SELECT)
        self._show(recipe)
        self.canvas.fit()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def recipe(self) -> Recipe | None:
        return self.history.value

    def put(self, recipe: Recipe) -> None:
        """A recipe that came from elsewhere, such as of detectors: no step of undo leads behind it."""
        self.history.begin(recipe)
        self._show(recipe)

    def decide(self, id: str, decision: CoverDecision, by: str) -> None:
        """A person decided a suggestion: a step of undo like any other."""
        recipe = self.recipe
        if recipe is not None:
            try:
                made = edits.decide(recipe, id, decision, by=by, seed=acts.seed())
            except StudioError as error:
                self.refused.emit(error)
                return
            words = {
                CoverDecision.COVER: tr("Cover a suggested place"),
                CoverDecision.LEAVE: tr("Leave a suggested place"),
                CoverDecision.OPEN: tr("Decide on a place again"),
            }[decision]
            self.history.push(made, words)

    def undo(self) -> None:
        self.history.stack.undo()

    def redo(self) -> None:
        self.history.stack.redo()

    def hang(self, kind: MarkKind, corner: Corner, words: str = "", sha256: str = "") -> None:
        """Put a badge or a source line into a corner, and take it in hand."""
        if self.recipe is None:
            return
        try:
            made, mark = acts.with_hanging(self.recipe, kind, corner, words, sha256)
        except StudioError as error:
            self.refused.emit(error)
            return
        self.history.push(made, tr("Add a mark"))
        self.canvas.set_tool(ToolId.SELECT)
        self.canvas.select(mark)
        if kind is MarkKind.SOURCE:
            self.looks.begin_writing()

    def show_detail(self, recipe: Recipe, part: QRectF, image: QImage) -> None:
        """The sharp picture that `detail_wanted` asked for; of another photograph it comes too late."""
        if recipe.source == self._source:
            self.canvas.set_detail(recipe, part, image)

    def show_tab(self, tab: int) -> None:
        """Bring one of `PLACES`, `LIGHT`, `LAYERS` into sight."""
        self.tabs.setCurrentIndex(tab)

    def panes(self) -> tuple[QWidget, ...]:
        return (self.strip, self.canvas, self.side)

    # -- one part tells the others

    def _show(self, recipe: Recipe) -> None:
        self.canvas.show_recipe(recipe)
        self.shape.show_recipe(recipe)
        self.light.show_recipe(recipe)
        self.layers.show_recipe(recipe)
        self.foot.show_recipe(recipe)
        self._show_options()
        self.changed.emit(recipe)

    def _show_options(self) -> None:
        recipe, tool = self.recipe, self.canvas.tool
        if recipe is None:
            return
        self.looks.show_recipe(recipe, self.canvas.selected, tool)
        self.shape.setVisible(tool in SHAPING)
        self._options.setVisible(tool in SHAPING)
        self.bar.show_tool(tool, self.looks.needed and tool not in SHAPING)
        for part in (self.tabs, self._pages):  # who cuts the picture sees how, and nothing else
            part.setVisible(tool not in SHAPING)
        self._rest.setVisible(tool in SHAPING)

    def _selected(self, id: str) -> None:
        self.places.choose(id)
        self.layers.choose(id)
        self._show_options()

    def _tool_changed(self, tool: ToolId) -> None:
        self.strip.show_tool(tool)
        self._show_options()

    def _pick(self, id: str) -> None:
        """A list took something in hand: so does the canvas."""
        if id:
            self.canvas.set_tool(ToolId.SELECT)
        self.canvas.select(id)

    def _use_pen(self, pen: Pen) -> None:
        self.canvas.pen = replace(pen, words=FIRST_WORDS)

    def _lit(self, light: Adjust, words: str | None, key: str) -> None:
        """Without words, of a handle that is still held."""
        if self.recipe is not None:
            made = edits.adjust(self.recipe, light)
            if words is None:
                self.canvas.preview(made)
            else:
                self.history.push(made, words, key)
                self.canvas.show_recipe(made)

    def _automatic(self) -> None:
        recipe, picture = self.recipe, self._picture
        if recipe is not None and picture is not None:
            scale = picture.width / recipe.width, picture.height / recipe.height
            light = replace(auto(covered(picture, recipe.covers, scale)), sharpen=recipe.adjust.sharpen)
            self.history.push(edits.adjust(recipe, light), tr("Automatic light"))

    def _zoom(self, what: str) -> None:
        if what == "fit":
            self.canvas.fit()
        elif what == "full":
            self.canvas.zoom_to(1.0)
        else:
            self.canvas.zoom_by(1 if what == "in" else -1)
