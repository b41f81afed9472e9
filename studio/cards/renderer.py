"""The one painter of cards: the canvas, the image, the PDF and the report all come from `CardRenderer.paint`.

A painted card as bytes that a platform takes: clean, and within its limit.
"""

from __future__ import annotations

import io
import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Literal

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRect, QRectF, Qt, QUuid
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPaintDevice, QPainter, QPdfWriter

import studio
from studio.cards.arrange import arrange
from studio.cards.draw import Brushwork
from studio.cards.fonts import Face, Fonts
from studio.cards.marks import Artwork, Files, MarkPainter
from studio.cards.scene import CardProblem, Cut, Scene, TextPart
from studio.cards.setting import LayoutContext, Palette
from studio.cards.typeset import Typesetter
from studio.cards.values import Values, view, worst_ratios
from studio.errors import NotFound, Refused, Untrusted
from studio.images.geometry import Placement
from studio.images.recipe import Recipe
from studio.phrase import Pair, Phrase
from studio.templates.card import CardSpec, CardTouch, item_words, part_words, size_words
from studio.templates.layout import CardSize, Design, Layout, PhotoMode
from studio.templates.touch import kept

QUALITIES = (92, 89, 86, 83, 80)
"""JPEG qualities in the order they are tried."""
PDF_DPI = 300
_NAMESPACE = QUuid("{6f1c4d1e-0b7a-4c2e-9d53-2f6a1d8c7b90}")
_DATES = (
    (re.compile(rb"\(D:\d{14}"), b"(D:20000101000000"),
    (re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"), b"2000-01-01T00:00:00"),
)
"""Where Qt writes the time, and what stands there instead: of the same length, so that offsets stay right."""


def jpeg(image: QImage, max_bytes: int) -> bytes:
    """A JPEG with full colour resolution (4:4:4) and no metadata. Raises Refused when even quality 80 is too large."""
    pixels = view(image)
    for quality in QUALITIES:
        buffer = io.BytesIO()
        pixels.save(buffer, "JPEG", quality=quality, subsampling=0)
        if buffer.tell() <= max_bytes:
            return buffer.getvalue()
    raise _too_large(buffer.tell(), max_bytes)


def png(image: QImage, max_bytes: int) -> bytes:
    """A PNG without metadata. Raises Refused when it is larger than `max_bytes`."""
    buffer = io.BytesIO()
    Image.Image.copy(view(image)).save(buffer, "PNG", compress_level=6)
    if buffer.tell() > max_bytes:
        raise _too_large(buffer.tell(), max_bytes)
    return buffer.getvalue()


class PdfPage:
    """One A4 page at 300 dots an inch, without borders of its own; paint on `writer`, then take `data`."""

    def __init__(self, title: str, seed: str) -> None:
        """`seed` decides the document's id: the same card gives the same file."""
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.writer = QPdfWriter(self._buffer)
        self._buffer.setParent(self.writer)  # the writer must go first, whatever order Python frees them in
        self.writer.setResolution(PDF_DPI)
        self.writer.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
        )
        self.writer.setTitle(title)
        self.writer.setCreator("Page Studio")
        self.writer.setDocumentId(QUuid.createUuidV5(_NAMESPACE, seed.encode()))

    def data(self) -> bytes:
        """The file, with its clock set to a fixed day."""
        self._buffer.close()
        made = bytes(self._buffer.data().data())
        for found, fixed in _DATES:
            made = found.sub(fixed, made)
        return made


def _too_large(size: int, limit: int) -> Refused:
    return Refused(
        "The card has {size:,} bytes, over the platform's limit of {limit:,}; use a plainer photo.",
        size=size,
        limit=limit,
    )


def problems_of(scene: Scene, layout: Layout, size: str) -> tuple[CardProblem, ...]:
    """Everything, once; what stops the post first."""
    told = dict.fromkeys((*scene.problems, *_cuts(scene, layout, size), *_undrawn(scene, layout)))
    return tuple(sorted(told, key=lambda problem: not problem.stops))


def _cuts(scene: Scene, layout: Layout, size: str) -> Iterator[CardProblem]:
    box = size_words(size)
    layers = list(dict.fromkeys(cut.layer for cut in scene.cuts))
    for cut in sorted(scene.cuts, key=lambda cut: (layers.index(cut.layer), cut.item)):
        part = item_words(cut.slot or cut.layer, cut.item)
        lost = Phrase("is cut") if cut.kept else Phrase("is left out")
        yield CardProblem(
            layer=cut.layer,
            phrase=Phrase(
                "{title}, {box}: {small} {lost}.",
                title=Pair(layout.title_vi, layout.title_en),
                box=box,
                small=Pair(_small(part.vi), _small(part.en)),
                lost=lost,
            ),
            remedy=_shorten(cut),
            excerpt=cut.said,
            slot=cut.slot,
            item=cut.item,
            stops=not cut.decoration,
        )


def _shorten(cut: Cut) -> Phrase:
    if not cut.kept:
        return Phrase("Shorten the items or take some out, or choose another card.")
    return Phrase("Shorten it to about {kept} characters, take out other items, or choose another card.", kept=cut.kept)


def _undrawn(scene: Scene, layout: Layout) -> Iterator[CardProblem]:
    for slot, signs in scene.undrawn:
        part = part_words(slot)
        yield CardProblem(
            layer=slot,
            phrase=Phrase(
                "{title}: the part “{part}” holds “{signs}”, which a card cannot draw and leaves out.",
                signs=signs,
                title=Pair(layout.title_vi, layout.title_en),
                part=part,
            ),
            remedy=Phrase("Say it in words if it matters."),
            slot=slot,
            stops=False,
        )


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


# The mark of the practice profile. Laid over every practice card by the painter itself, whatever the layout says.
LABEL = "TẬP HUẤN – MÔ PHỎNG"
_ORANGE = QColor("#F59E0B")
_INK = QColor("#111827")


def draw_watermark(painter: QPainter, size: CardSize, fonts: Fonts, label: str = LABEL) -> None:
    """A strip along the right edge, in the margin, and the words slantwise across the card."""
    _strip(painter, size, fonts, label)
    px = round(min(size.width, size.height) * 0.085)
    veil = QColor(_ORANGE)
    veil.setAlphaF(0.2)
    painter.save()
    painter.setFont(fonts.font(Face("Be Vietnam Pro", 800, px)))
    painter.setPen(veil)
    for share in (0.3, 0.72) if size.height > size.width * 1.1 else (0.5,):
        painter.save()
        painter.translate(size.width / 2, size.height * share)
        painter.rotate(-24)
        wide = float(size.width) * 1.4
        painter.drawText(QRectF(-wide / 2, -px, wide, px * 2), Qt.AlignmentFlag.AlignCenter, label)
        painter.restore()
    painter.restore()


def _strip(painter: QPainter, size: CardSize, fonts: Fonts, label: str) -> None:
    wide = round(size.margin * (0.9 if size.margin < 40 else 0.72))
    font = fonts.font(Face("Be Vietnam Pro", 700, round(wide * 0.62)))
    painter.save()
    painter.fillRect(size.width - wide, 0, wide, size.height, _ORANGE)
    painter.translate(size.width - wide, 0)
    painter.rotate(90)
    painter.setFont(font)
    painter.setPen(_INK)
    step = round(fonts.metrics(Face("Be Vietnam Pro", 700, round(wide * 0.62))).horizontalAdvance(label) * 1.25)
    count = max(1, size.height // step)
    start = (size.height - count * step) / 2 + step * 0.1
    for at in range(count):
        painter.drawText(QPointF(start + at * step, -wide * 0.28), label)
    painter.restore()


ASSETS = Path(studio.__file__).resolve().parent / "assets"
Format = Literal["jpeg", "png"]
_SCENES = 64
"""Laid-out cards kept: the cards of a long post on the sizes that its platforms take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBox:
    """One line of text as it was painted, in pixels of the card."""

    layer: str
    slot: str
    text: str
    px: int
    rect: QRect


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedCard:
    """A painted card and what is to be said of it."""

    image: QImage
    lines: tuple[TextBox, ...]
    contrast: Mapping[str, float]
    """Layer → WCAG ratio that 95 % of the pixels under its text reach."""
    problems: tuple[CardProblem, ...]
    cuts: tuple[Cut, ...]
    """Texts that were cut with “…”."""
    layers: Mapping[str, QRect] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedCard:
    """A card as a file."""

    data: bytes
    width: int
    height: int
    mime: str
    contrast: Mapping[str, float]
    problems: tuple[CardProblem, ...]


class CardRenderer:
    """Paints the cards of one design. Methods may be called on any thread, the constructor on the main one."""

    def __init__(self, design: Design, files: Files, *, assets: Path = ASSETS, practice_label: str = LABEL) -> None:
        """`files` returns the bytes stored under a hash (photos, badges). Raises FontsMissing."""
        self._design = design
        self._fonts = Fonts(assets / "fonts")
        self._setter = Typesetter(self._fonts)
        self._art = Artwork(assets, files)
        self._label = practice_label
        self._scenes: OrderedDict[tuple[str, ...], Scene] = OrderedDict()
        self._lock = Lock()

    @property
    def design(self) -> Design:
        return self._design

    @property
    def fonts(self) -> Fonts:
        return self._fonts

    @property
    def marks(self) -> MarkPainter:
        """Paints the marks of photographs, with the fonts and badges of the cards."""
        return MarkPainter(self._setter, self._art)

    def scene(self, spec: CardSpec, size: str) -> Scene:
        """Lay the card out without painting it; a card laid out before is not laid out again.

        Raises NotFound, Untrusted.
        """
        st = self._setting(spec, size)
        # Pixels of photo and badge do not move a letter.
        bare = replace(spec, photo=None, badge_sha256=None, practice=False, touches=())
        key = (bare.sha256, st.layout.sha256, st.mode, size, str((st.hidden, st.touch.breaks if st.touch else ())))
        with self._lock:
            found = self._scenes.get(key)
            if found is not None:
                self._scenes.move_to_end(key)
                return found
        made = arrange(st)
        with self._lock:
            self._scenes[key] = made
            while len(self._scenes) > _SCENES:
                self._scenes.popitem(last=False)
        return made

    def problems(self, spec: CardSpec, size: str) -> tuple[CardProblem, ...]:
        """What is to be said of the card, without painting it; what stops the post first."""
        return self._told(self.scene(spec, size), spec, size)

    def _told(self, scene: Scene, spec: CardSpec, size: str) -> tuple[CardProblem, ...]:
        return problems_of(scene, self._layout(spec), size)

    def paint(self, painter: QPainter, spec: CardSpec, size: str) -> Scene:
        """Paint the card at the painter's origin, one design pixel a unit. Returns what was painted."""
        scene = self.scene(spec, size)
        self._ground(painter, spec, scene, size)
        self._texts(painter, spec, scene)
        self._cover(painter, spec, size)
        return scene

    def render(self, spec: CardSpec, size: str) -> RenderedCard:
        """Paint the card on an image and measure what can be read on it; the mark of practice is left out of that."""
        scene = self.scene(spec, size)
        image = QImage(scene.width, scene.height, QImage.Format.Format_RGB32)
        with painting(image) as painter:
            self._ground(painter, spec, scene, size)
        ground = image.copy()
        with painting(image) as painter:
            self._texts(painter, spec, scene)
            self._cover(painter, spec, size)
        return RenderedCard(
            image=image,
            lines=tuple(box for text in scene.texts for box in _boxes(text)),
            contrast=worst_ratios(ground, scene.texts),
            problems=self._told(scene, spec, size),
            cuts=scene.cuts,
            layers=scene.layers,
        )

    def export(self, spec: CardSpec, size: str, *, max_bytes: int, format: Format = "jpeg") -> ExportedCard:
        """The card as JPEG (or PNG) of at most `max_bytes`.

        Raises Refused when it cannot be made that small, and what `render` raises.
        """
        made = self.render(spec, size)
        encode = jpeg if format == "jpeg" else png
        return ExportedCard(
            data=encode(made.image, max_bytes),
            width=made.image.width(),
            height=made.image.height(),
            mime=f"image/{format}",
            contrast=made.contrast,
            problems=made.problems,
        )

    def pdf(self, spec: CardSpec) -> bytes:
        """The A4 poster as PDF: vectors, embedded fonts, 300 dpi photo. Raises Refused when text does not fit."""
        scene = self.scene(spec, "a4")
        if scene.problems:
            first = scene.problems[0].phrase
            raise Refused(first, where=scene.problems[0].layer)
        page = PdfPage(Values(spec.values).text("headline") or spec.layout, spec.sha256)
        with painting(page.writer) as painter:
            self.paint(painter, spec, "a4")
        return page.data()

    def _setting(self, spec: CardSpec, size: str) -> LayoutContext:
        layout, box = self._layout(spec), self._size(size)
        return LayoutContext(
            layout=layout,
            size=box,
            mode=_mode(spec, layout, size),
            values=Values(spec.values),
            roles=self._design.roles,
            palette=Palette(self._design, spec.theme, box.scheme),
            setter=self._setter,
            touch=_touched(spec, layout, size),
        )

    def _layout(self, spec: CardSpec) -> Layout:
        layout = self._design.layouts.get(spec.layout)
        if layout is None:
            raise NotFound("The pack has no card layout “{layout}”.", layout=spec.layout)
        if spec.layout_sha256 and spec.layout_sha256 != layout.sha256:
            raise Untrusted(
                "Card layout “{layout}” differs from the approved one; open the post and have it approved again.",
                layout=spec.layout,
            )
        return layout

    def _size(self, size: str) -> CardSize:
        found = self._design.sizes.get(size)
        if found is None:
            raise NotFound("There is no card size “{size}”.", size=size)
        return found

    def _ground(self, painter: QPainter, spec: CardSpec, scene: Scene, size: str) -> None:
        brush = Brushwork(painter, replace(spec, photo=spec.photo_on(size)), self._art, self._setter)
        for part in scene.ground:
            brush.part(part)

    def _texts(self, painter: QPainter, spec: CardSpec, scene: Scene) -> None:
        brush = Brushwork(painter, spec, self._art, self._setter)
        for part in scene.texts:
            brush.part(part)

    def _cover(self, painter: QPainter, spec: CardSpec, size: str) -> None:
        if spec.practice:
            draw_watermark(painter, self._size(size), self._fonts, self._label)


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """A painter on `device` that is ended whatever happens: a device must not die under an active painter."""
    painter = QPainter(device)
    try:
        yield painter
    finally:
        painter.end()


def _mode(spec: CardSpec, layout: Layout, size: str) -> str:
    """How the photo is shown: as the card says, else as the layout does on this size."""
    if spec.photo is None:
        return PhotoMode.NONE.value
    wish = Values(spec.values).text("photo_style")
    default = layout.photo.get(size, PhotoMode.INSET)
    # A4 is printed: a photo behind the text would cost legibility and toner.
    return wish if wish in layout.styles and size != "a4" else default.value


def _touched(spec: CardSpec, layout: Layout, size: str) -> CardTouch | None:
    """What was changed by hand on `size`; a change that the locks forbid is no approved card. Raises Untrusted."""
    touch = spec.touch(size)
    if touch is not None and not kept(layout, [touch]):
        raise Untrusted(
            "the card “{title}” was changed by hand where its approved layout does not allow it; open the post "
            "and take the changes back.",
            title=Pair(layout.title_vi, layout.title_en),
        )
    return touch


def _boxes(part: TextPart) -> list[TextBox]:
    return [
        TextBox(layer=part.layer, slot=part.slot, text=line, px=part.text.face.px, rect=part.line_rect(at))
        for at, line in enumerate(part.text.lines)
    ]


def marked(picture: Image.Image, recipe: Recipe, where: Placement, marks: MarkPainter) -> Image.Image:
    """A finished RGB picture of `where.size` with its marks. Raises what the file store raises for a badge."""
    width, height = picture.size
    image = QImage(picture.tobytes("raw", "BGRX"), width, height, 4 * width, QImage.Format.Format_RGB32).copy()
    with painting(image) as painter:
        marks.paint(painter, recipe, where)
    return view(image)
