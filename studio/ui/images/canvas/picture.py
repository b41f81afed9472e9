"""The photograph in the scene: ground, sharp detail, and the marks by the painter of the finished picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PIL import Image
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from studio.cards.marks import MarkPainter
from studio.images.adjust import adjusted, levels
from studio.images.edits import covered
from studio.images.recipe import Adjust, Cover, Recipe, untouched
from studio.ui.images.canvas.overlay import LIGHT, SceneRecipe, transform

# A picture drawn much smaller than it is costs time and shows stairs: each halving is kept, and the one nearest to the
# zoom is covered, lit and drawn.


SMALLEST = 400
"""Pixels of the longer side below which no halving is made."""
HURRIED = 0.6
"""Part of the pixels of the screen, along each side, that a picture may have while it is dragged."""
_NEUTRAL = Adjust()


class CanvasGround:
    """Made of `image`, an RGB picture of the whole upright original at any size. Covers are never left out."""

    def __init__(self, image: Image.Image) -> None:
        self._bare = _halvings(image)
        self._covers: tuple[Cover, ...] = ()
        self._covered: dict[int, Image.Image] = {}
        self._lit: dict[tuple[int, Adjust], QImage] = {}

    @property
    def size(self) -> tuple[int, int]:
        return self._bare[0].size

    def picture(self, recipe: Recipe, scale: float, *, lit: bool = True, hurried: bool = False) -> QImage:
        """The whole original, covered as `recipe` says and, if `lit`, in its light.

        `scale`: pixels of the window to one of the original; the picture has at least as many, where there are, and
        while something is dragged (`hurried`) somewhat less will do.
        """
        if recipe.covers != self._covers:
            self._covers, self._covered, self._lit = recipe.covers, {}, {}
        wanted = scale * recipe.width * (HURRIED if hurried else 1.0)
        place = max((at for at, bare in enumerate(self._bare) if bare.width >= wanted), default=0)
        light = recipe.adjust if lit else _NEUTRAL
        found = self._lit.get((place, light))
        if found is None:
            neutral = {key: image for key, image in self._lit.items() if key[1] == _NEUTRAL}
            found = qimage(self._in_light(self._without(place, recipe), light, sharpened=not place))
            self._lit = neutral | {key: image for key, image in self._lit.items() if key[1] == light}
            self._lit[place, light] = found
        return found

    def _without(self, place: int, recipe: Recipe) -> Image.Image:
        """A copy without what is covered."""
        found = self._covered.get(place)
        if found is None:
            bare = self._bare[place]
            scale = bare.width / recipe.width, bare.height / recipe.height
            found = self._covered[place] = covered(bare, recipe.covers, scale)
        return found

    def _in_light(self, picture: Image.Image, light: Adjust, *, sharpened: bool) -> Image.Image:
        if sharpened:
            return adjusted(picture, light)
        table = levels(light)
        return picture if table is None else picture.point(table)


def qimage(picture: Image.Image) -> QImage:
    """An RGB picture as an image that is drawn without a conversion."""
    width, height = picture.size
    pixels = picture.tobytes("raw", "BGRX")
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def _halvings(picture: Image.Image) -> list[Image.Image]:
    made = [picture]
    while max(made[-1].size) >= 2 * SMALLEST:
        made.append(made[-1].reduce(2))
    return made


@dataclass(frozen=True, slots=True)
class SharpDetail:
    """A sharp picture of a part of the finished picture; `part` in its pixels at full size."""

    recipe: Recipe
    """By `look_of`."""
    part: QRectF
    image: QImage


class PictureItem(QGraphicsItem):
    """Everything of the recipe but handles and suggestions. Covered places are covered whatever is shown."""

    def __init__(self, marks: MarkPainter) -> None:
        super().__init__()
        self._marks = marks
        self._scene: SceneRecipe | None = None
        self._ground: CanvasGround | None = None
        self._detail: SharpDetail | None = None
        self._open = False
        self._split: float | None = None
        self._hurried = False

    def set_ground(self, ground: CanvasGround | None) -> None:
        self._ground, self._detail = ground, None
        self.update()

    def set_detail(self, detail: SharpDetail) -> None:
        self._detail = detail
        self.update()

    def put(self, scene: SceneRecipe, *, whole: bool, split: float | None = None, hurried: bool = False) -> None:
        """Show a stage. `whole`: what is cut away, too. `split`: left of that share, the picture in its own light.

        `hurried`: another follows at once.
        """
        if self._room(scene, whole) != self.boundingRect():
            self.prepareGeometryChange()
        self._scene, self._open, self._split, self._hurried = scene, whole, split, hurried
        self.update()

    def boundingRect(self) -> QRectF:
        return self._room(self._scene, self._open)

    def _room(self, scene: SceneRecipe | None, whole: bool) -> QRectF:
        if scene is None:
            return QRectF()
        return scene.frame.united(scene.whole.boundingRect()) if whole else scene.frame

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        scene, ground = self._scene, self._ground
        if scene is None or ground is None:
            return
        painter.save()
        if not self._open:
            painter.setClipRect(scene.frame)
        self._lay(painter, scene, ground, lit=True)
        if not self._open:
            self._sharp(painter, scene)
        painter.restore()
        painter.save()
        painter.setClipRect(scene.frame)
        painter.translate(scene.frame.topLeft())
        self._marks.paint(painter, scene.recipe, scene.placement)
        painter.restore()
        if self._split is not None and not self._open:
            self._before(painter, scene, ground, self._split)

    def _lay(self, painter: QPainter, scene: SceneRecipe, ground: CanvasGround, *, lit: bool) -> None:
        """The whole original, straightened and turned."""
        scale = abs(painter.worldTransform().determinant()) ** 0.5 * painter.device().devicePixelRatio()
        image = ground.picture(scene.recipe, scale, lit=lit, hurried=self._hurried)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(transform(scene.way), True)
        painter.scale(scene.recipe.width / image.width(), scene.recipe.height / image.height())
        painter.drawImage(QPointF(0, 0), image)
        painter.restore()

    def _sharp(self, painter: QPainter, scene: SceneRecipe) -> None:
        detail = self._detail
        if detail is not None and detail.recipe == look_of(scene.recipe):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(detail.part.translated(scene.frame.topLeft()), detail.image)

    def _before(self, painter: QPainter, scene: SceneRecipe, ground: CanvasGround, share: float) -> None:
        """The left part without light and marks, up to a line."""
        left = QRectF(scene.frame)
        left.setWidth(scene.frame.width() * share)
        painter.save()
        painter.setClipRect(left)
        self._lay(painter, scene, ground, lit=False)
        painter.restore()
        line = QPen(LIGHT, 2)
        line.setCosmetic(True)
        painter.setPen(line)
        painter.drawLine(left.topRight(), left.bottomRight())


def before(recipe: Recipe) -> Recipe:
    """The original as it came, but for its covers: they are not taken off to compare."""
    return replace(untouched(recipe.source, recipe.size), covers=recipe.covers)


def look_of(recipe: Recipe) -> Recipe:
    """What the picture under the marks depends on."""
    return replace(recipe, marks=(), suggestions=(), looked=())
