"""The canvas: a photograph as its recipe leaves it, and what a person does to it by pointer and keys.

It knows recipes only. What is done comes out as `changed`: the new recipe, words that name the change for undo, and a
key: changes of one key in a row count as one.
"""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image
from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from studio.cards.marks import MarkPainter
from studio.images.recipe import CoverDecision, MarkKind, Recipe, Subject, Suggestion
from studio.translation import tr
from studio.ui.images.canvas import things
from studio.ui.images.canvas.acts import spoken
from studio.ui.images.canvas.crop import CropTool, StraightenTool
from studio.ui.images.canvas.draw_tools import DrawTool, PaperTool, PolygonTool, StreetTool
from studio.ui.images.canvas.overlay import REACH, SceneRecipe
from studio.ui.images.canvas.picture import CanvasGround, PictureItem, SharpDetail, before, look_of
from studio.ui.images.canvas.select import SelectTool
from studio.ui.images.canvas.things import Thing
from studio.ui.images.canvas.tool import Pen, Tool, ToolId
from studio.ui.images.canvas.tool_view import ToolView
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.layout import Card, row

GAP = 6


class SuggestionBar(QWidget):
    """Real buttons over the canvas, for the pointer, the Tab key and a screen reader."""

    decided = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self._about: Suggestion | None = None
        self.cover, self.leave = PrimaryButton(tr("Cover"), "eye-off"), QuietButton(tr("Leave"), "eye")
        self.cover.clicked.connect(lambda: self._decide(CoverDecision.COVER))
        self.leave.clicked.connect(lambda: self._decide(CoverDecision.LEAVE))
        card = Card()
        card.setLayout(row(self.cover, self.leave, spacing=GAP, margins=GAP))
        self.setLayout(row(card))
        self.hide()
        self._describe()

    @property
    def about(self) -> str:
        """Id of the suggestion; empty when none is shown."""
        return self._about.id if self._about is not None and not self.isHidden() else ""

    def show_at(self, suggestion: Suggestion, box: QRectF) -> None:
        """Stand under `box` (pixels of the canvas), or over it where there is no room below."""
        self._about = suggestion
        self._describe()
        self.adjustSize()
        room = self._room.rect()
        place = QRect(0, 0, self.width(), self.height())
        place.moveTo(round(box.center().x() - self.width() / 2), round(box.bottom() + GAP))
        if place.bottom() > room.bottom():
            place.moveBottom(round(box.top() - GAP))
        place.moveLeft(max(GAP, min(place.left(), room.right() - place.width() - GAP)))
        place.moveTop(max(GAP, min(place.top(), room.bottom() - place.height() - GAP)))
        self.move(place.topLeft())
        self.show()
        self.raise_()

    def _describe(self) -> None:
        if self._about is None:
            return
        what = {
            Subject.FACE: tr("a face"),
            Subject.TEXT: tr("numbers or letters"),
            Subject.OTHER: tr("a place"),
        }[self._about.subject]
        for button in (self.cover, self.leave):
            button.setAccessibleDescription(tr("Suggestion: {what}").format(what=what))

    def _decide(self, decision: CoverDecision) -> None:
        if self._about is not None:
            self.decided.emit(self._about.id, decision)


DETAIL_AFTER = 150
"""Milliseconds of rest after which the sharp picture of what is in sight is asked for."""


class Canvas(ToolView):
    """Set a picture and a recipe, choose a tool, and listen."""

    changed = Signal(object, str, str)
    decided = Signal(str, object)
    """A person said `CoverDecision` of the suggestion of that id."""
    selection_changed = Signal(str)
    tool_changed = Signal(object)
    text_wanted = Signal(str)
    """The words of the mark of that id are to be written."""
    detail_wanted = Signal(object, object, float)
    """A sharp picture of a part of the finished picture (QRectF in its pixels), at a scale, for a recipe."""

    def __init__(self, marks: MarkPainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks = marks
        self._ground: CanvasGround | None = None
        self._scene: SceneRecipe | None = None
        self._standing: Recipe | None = None
        self._things: tuple[SceneRecipe, list[Thing]] | None = None
        self._comparing: float | None = None
        self._selected = self._hovered = self._pointed = ""
        self.pen = Pen()
        self._picture = PictureItem(marks)
        self.scene().addItem(self._picture)
        self.crop = CropTool(self)
        self._tools: dict[ToolId, Tool] = {
            ToolId.SELECT: SelectTool(self),
            ToolId.CROP: self.crop,
            ToolId.STRAIGHTEN: StraightenTool(self),
            ToolId.PAPER: PaperTool(self),
            ToolId.COVER_BOX: DrawTool(self, None),
            ToolId.COVER_POLYGON: PolygonTool(self),
            ToolId.ARROW: DrawTool(self, MarkKind.ARROW),
            ToolId.BOX: DrawTool(self, MarkKind.BOX),
            ToolId.NUMBER: DrawTool(self, MarkKind.NUMBER),
            ToolId.TEXT: DrawTool(self, MarkKind.TEXT),
            ToolId.SPOTLIGHT: DrawTool(self, MarkKind.SPOTLIGHT),
            ToolId.STREET: StreetTool(self),
            ToolId.PLACE: DrawTool(self, MarkKind.PLACE),
        }
        self._tool = ToolId.SELECT
        self.bar = SuggestionBar(self)
        self.bar.decided.connect(self.decide)
        self._rest = QTimer(self, singleShot=True, interval=DETAIL_AFTER)
        self._rest.timeout.connect(self._want_detail)
        self.moved.connect(self.settle)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard is the canvas's own
        self.setAccessibleName(tr("Picture"))
        self._say()

    # -- what is shown

    def set_picture(self, image: Image.Image) -> None:
        """`image`: the whole upright original in RGB, at any size; a recipe of it follows by `show_recipe`."""
        self._ground, self._scene, self._selected = CanvasGround(image), None, ""
        self._picture.set_ground(self._ground)

    def show_recipe(self, recipe: Recipe) -> None:
        """The recipe that counts from now on, changed here or elsewhere."""
        self._standing = recipe
        self._put(recipe)
        if things.by_id(recipe, self._selected) is None:
            self.select("")
        self.settle()

    def set_detail(self, recipe: Recipe, part: QRectF, image: QImage) -> None:
        """The sharp picture that `detail_wanted` asked for."""
        self._picture.set_detail(SharpDetail(look_of(recipe), part, image))

    def compare_split(self, share: float | None) -> None:
        """Show the light as it came on the left of that share of the picture; None ends it."""
        self._comparing = share
        if self._standing is not None:
            self._put(self._standing)

    def show_before(self, on: bool) -> None:
        """Show the original as it came, but for its covers; off: as it is now."""
        if self._standing is not None:
            self._put(before(self._standing) if on else self._standing, peek=on)

    @property
    def recipe(self) -> Recipe | None:
        """The recipe that counts; while something is dragged, the one before."""
        return self._standing

    @property
    def stage(self) -> SceneRecipe:
        if self._scene is None:
            raise LookupError("no picture on the canvas")
        return self._scene

    def _put(self, recipe: Recipe, *, peek: bool = False, hurried: bool = False) -> None:
        old, tool = self._scene, self._tools[self._tool]
        scene = old.held(recipe) if old is not None and tool.open and not peek else SceneRecipe.of(recipe)
        self._scene = scene
        self._picture.put(scene, whole=tool.open and not peek, split=self._comparing, hurried=hurried)
        subject = scene.frame.united(scene.whole.boundingRect()) if tool.open and not peek else scene.frame
        if old is None or (not self._dragging and subject != self._subject):
            self.show_subject(subject)
            if old is not None and not self.fitted:
                middle = recipe.width / 2, recipe.height / 2
                self.keep(old.at(middle), scene.at(middle))
        self.viewport().update()

    # -- tools and selection

    @property
    def tool(self) -> ToolId:
        return self._tool

    def set_tool(self, tool: ToolId) -> None:
        """Take up a tool; what the last one left unfinished is given up."""
        if tool is self._tool:
            return
        self._tools[self._tool].cancel()
        self._tool = tool
        if tool is not ToolId.SELECT:
            self.select("")
        if self._standing is not None:
            self._put(self._standing)
        self.viewport().setCursor(self._tools[tool].cursor)
        self.settle()
        self._say()
        self.tool_changed.emit(tool)

    @property
    def active(self) -> Tool | None:
        return self._tools[self._tool] if self._scene is not None else None

    def put_down(self) -> None:
        self.set_tool(ToolId.SELECT)

    @property
    def selected(self) -> str:
        return self._selected

    def select(self, id: str) -> None:
        self._pointed = ""
        if id != self._selected:
            self._selected = id
            self._place_bar()
            self._say()
            self.viewport().update()
            self.selection_changed.emit(id)

    def things(self) -> Sequence[Thing]:
        scene = self.stage
        if self._things is None or self._things[0] is not scene:
            self._things = (scene, things.things(scene, self._marks))
        return self._things[1]

    # -- what tools ask for (see `desk.Desk`)

    @property
    def reach(self) -> float:
        return REACH / self.lens.scale

    def preview(self, recipe: Recipe) -> None:
        """Show `recipe` while something is dragged, here or on a slider; `show_recipe` ends it."""
        self.bar.hide()
        self._put(recipe, hurried=True)

    def commit(self, recipe: Recipe, words: str, key: str = "") -> None:
        self._dragging = False
        if recipe != self._standing:
            self.changed.emit(recipe, words, key)
            if self._standing != recipe:  # nobody keeps recipes for this canvas
                self.show_recipe(recipe)

    def take_back(self) -> None:
        self._dragging = False
        if self._standing is not None:
            self.show_recipe(self._standing)

    def decide(self, id: str, decision: CoverDecision) -> None:
        """Say it, and go on to the next suggestion that is open."""
        ids = [one.id for one in self.stage.recipe.undecided]
        later = ids[ids.index(id) + 1 :] + ids[: ids.index(id)] if id in ids else ids
        self.decided.emit(id, decision)
        still = {one.id for one in self.stage.recipe.undecided}
        self.select(next((one for one in later if one in still), ""))

    def drawn(self, id: str, *, again: bool) -> None:
        if not again:
            self.set_tool(ToolId.SELECT)
        self.select(id)

    def write(self, id: str) -> None:
        self.text_wanted.emit(id)

    def hover_over(self, id: str) -> None:
        if id != self._hovered:
            self._hovered = id
            self._pointed = id or self._pointed  # the pointer leaves the place on its way to the buttons
            self._place_bar()

    def refresh(self) -> None:
        self.viewport().update()

    def point_with(self, cursor: Qt.CursorShape) -> None:
        if not self.panning:
            self.viewport().setCursor(cursor)

    def _place_bar(self) -> None:
        """At the suggestion under the pointer, else at the selected one."""
        if self._scene is None or self._tool is not ToolId.SELECT:
            self.bar.hide()
            return
        about = {one.id: one for one in self.things() if isinstance(one.value, Suggestion)}
        thing = about.get(self._pointed) or about.get(self._selected)
        if thing is not None and isinstance(thing.value, Suggestion) and not self._dragging:
            self.bar.show_at(thing.value, self.lens.seen_box(thing.box))
        else:
            self.bar.hide()

    # -- sharpness

    def settle(self) -> None:
        self._place_bar()
        self._rest.start()

    def _want_detail(self) -> None:
        ground, scene = self._ground, self._scene
        if ground is None or scene is None or self._tools[self._tool].open or self._dragging:
            return
        if self.zoom * scene.recipe.width <= ground.size[0] * 1.05:
            return  # the small copy has all that the screen can show
        part = self.in_sight.intersected(scene.frame).translated(-scene.frame.topLeft())
        if not part.isEmpty():
            self.detail_wanted.emit(look_of(scene.recipe), part, min(1.0, self.zoom))

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes from thing to thing, and then on to the next widget."""
        if self._scene is None or self._tool is not ToolId.SELECT:
            return super().focusNextPrevChild(next)
        ids = [thing.id for thing in self.things()]
        place = ids.index(self._selected) if self._selected in ids else (-1 if next else len(ids))
        place += 1 if next else -1
        if 0 <= place < len(ids):
            self.select(ids[place])
            return True
        self.select("")
        return super().focusNextPrevChild(next)

    def _say(self) -> None:
        """Tell a screen reader what is selected, or what the keys do."""
        value = things.by_id(self._standing, self._selected) if self._standing is not None else None
        if value is not None:
            self.setAccessibleDescription(spoken(value))
        else:
            self.setAccessibleDescription(
                tr("Tab moves through what is in the picture; arrow keys move it by 1 pixel, with Shift by 10.")
            )

    # -- painting

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, QColor(current_tokens().locked))

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if self._scene is None:
            return
        lens = self.lens
        painter.save()
        painter.resetTransform()
        self._tools[self._tool].paint(painter, lens)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(current_tokens().accent), 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.restore()
