"""The one painter of cards: the canvas, the image, the PDF and the report all come from `CardRenderer.paint`.

A painted card as bytes that a platform takes: clean, and within its limit.
"""

from __future__ import annotations

import io
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRect, QRectF, Qt, QUuid
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPaintDevice, QPainter, QPdfWriter

import studio
from studio.cards.draw import CardPainter
from studio.cards.fonts import Face, Fonts
from studio.cards.layout import arrange, comfortable
from studio.cards.layout_context import LayoutContext, Palette
from studio.cards.marks import Artwork, Files, MarkPainter
from studio.cards.scene import CardProblem, Cut, Photo, Scene, TextPart
from studio.cards.series import numbered, series_of
from studio.cards.typeset import Typesetter
from studio.cards.values import Values, view, worst_ratios
from studio.errors import NotFound, Refused, Untrusted
from studio.images.geometry import Placement
from studio.images.recipe import Recipe
from studio.phrase import Bilingual, Phrase
from studio.templates.card import CardSpec, CardTouch, item_words, part_words, size_words
from studio.templates.layer_kinds import DEFAULT_ROLES
from studio.templates.layout import MORE, CardSize, Composition, Design, Layer, Layout, TextFit, every, text_fit
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
    """What the card tells the reader to look up in the post."""
    box = size_words(size)
    for cut in scene.cuts:
        part = item_words(cut.slot or cut.layer, cut.item)
        yield CardProblem(
            layer=cut.layer,
            phrase=Phrase(
                "{title}, {box}: {small} has no room; the card says that it is in the post.",
                title=Bilingual(layout.title_vi, layout.title_en),
                box=box,
                small=Bilingual(_small(part.vi), _small(part.en)),
            ),
            remedy=Phrase("Shorten the texts or take items out, to have it on the card."),
            excerpt=cut.said,
            slot=cut.slot,
            item=cut.item,
            stops=False,
        )


def _undrawn(scene: Scene, layout: Layout) -> Iterator[CardProblem]:
    for slot, signs in scene.undrawn:
        part = part_words(slot)
        yield CardProblem(
            layer=slot,
            phrase=Phrase(
                "{title}: the part “{part}” holds “{signs}”, which a card cannot draw and leaves out.",
                signs=signs,
                title=Bilingual(layout.title_vi, layout.title_en),
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
_FIRST = frozenset({"headline", "quote"})
"""What is read first on a card."""
_SCENES = 192
"""Laid-out cards kept: the cards of some long posts on the sizes that their platforms take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedLine:
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
    lines: tuple[PaintedLine, ...]
    contrast: Mapping[str, float]
    """Layer → WCAG ratio that 95 % of the pixels under its text reach."""
    problems: tuple[CardProblem, ...]
    cuts: tuple[Cut, ...]
    """Texts and items that are not on the card; it says where they are."""
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


class _SceneMemory:
    """The cards that were laid out last, for all renderers of the process: the composer, the rules and the bundle ask
    for the same ones.

    What is said on a card and the seal of its layout, which covers design and brand kit, decide how it is laid out.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, ...], Scene] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, ...]) -> Scene | None:
        with self._lock:
            found = self._known.get(key)
            if found is not None:
                self._known.move_to_end(key)
            return found

    def keep(self, key: tuple[str, ...], scene: Scene) -> None:
        with self._lock:
            self._known[key] = scene
            while len(self._known) > _SCENES:
                self._known.popitem(last=False)


_scenes = _SceneMemory()


@cache
def _typesetter(fonts: Path) -> Typesetter:
    """For all renderers of the process: fonts are read and checked once. Raises FontsMissing."""
    return Typesetter(Fonts(fonts))


_Projected = tuple[tuple[Layer, ...], Mapping[str, TextFit], frozenset[str]]


class CardRenderer:
    """Paints the cards of one design. Methods may be called on any thread, the constructor on the main one."""

    def __init__(self, design: Design, files: Files, *, assets: Path = ASSETS, practice_label: str = LABEL) -> None:
        """`files` returns the bytes stored under a hash (photos, badges). Raises FontsMissing."""
        self._design = design
        self._typesetter = _typesetter(assets / "fonts")
        self._art = Artwork(assets, files)
        self._label = practice_label
        self._layers: dict[tuple[str, str, str, bool], _Projected] = {}

    @property
    def design(self) -> Design:
        return self._design

    @property
    def fonts(self) -> Fonts:
        return self._typesetter.fonts

    @property
    def marks(self) -> MarkPainter:
        """Paints the marks of photographs, with the fonts and badges of the cards."""
        return MarkPainter(self._typesetter, self._art)

    def scene(self, spec: CardSpec, size: str) -> Scene:
        """Lay the card out without painting it; a card laid out before is not laid out again.

        Raises NotFound, Untrusted.
        """
        st = self._setting(spec, size)
        # Pixels of photo and badge do not move a letter.
        bare = replace(spec, photo=None, badge_sha256=None, practice=False, touches=())
        touch = (st.hidden, st.touch.breaks, st.touch.composition) if st.touch else ()
        key = (bare.sha256, st.layout.sha256, size, str((st.photo, touch)))
        found = _scenes.get(key)
        if found is None:
            found = arrange(self._composed(st, spec))
            _scenes.keep(key, found)
        return found

    def series(self, specs: Sequence[CardSpec], size: str) -> tuple[tuple[CardSpec, ...], ...]:
        """For each card those that it takes on `size`, numbered where that makes them more.

        Raises NotFound, Untrusted.
        """
        return numbered([self._parts(spec, size) for spec in specs])

    def other_builds(self, spec: CardSpec, size: str) -> tuple[Composition, ...]:
        """Compositions of its layout that have room for all that the card says on `size`, but for the one in which it
        is built there. Raises NotFound, Untrusted."""
        layout = self._layout(spec)
        usual = layout.with_photo if spec.photo is not None else layout.without
        now = self._composed(self._setting(spec, size), spec).composition
        return tuple(
            one for one in usual if one.value != now and self._suits(replace(spec, built=one.value, touches=()), size)
        )

    def _parts(self, spec: CardSpec, size: str) -> tuple[CardSpec, ...]:
        return series_of(
            spec,
            size,
            suits=lambda one: self._suits(one, size),
            easy=lambda one: self._easy(one, size),
            pictured=lambda one: self._pictured(one, size),
        )

    def _suits(self, spec: CardSpec, size: str) -> bool:
        scene = self.scene(spec, size)
        return not scene.cuts and not any(problem.stops for problem in scene.problems)

    def _easy(self, spec: CardSpec, size: str) -> bool:
        """Whether the card shows its photo, or its headline is as large as a phone asks for."""
        if self._pictured(spec, size):
            return True
        scene = self.scene(spec, size)
        first = [part.text.face.px for part in scene.texts if part.slot in _FIRST]
        return max(first, default=0) >= self._size(size).scale.get("legible", 0)

    def _pictured(self, spec: CardSpec, size: str) -> bool:
        return spec.photo is not None and _pictured(self.scene(spec, size))

    def problems(self, spec: CardSpec, size: str) -> tuple[CardProblem, ...]:
        """What is to be said of the card, without painting it; what stops the post first."""
        return self._told(self.scene(spec, size), spec, size)

    def _told(self, scene: Scene, spec: CardSpec, size: str) -> tuple[CardProblem, ...]:
        return (*problems_of(scene, self._layout(spec), size), *self._photo_left_out(scene, spec, size))

    def _photo_left_out(self, scene: Scene, spec: CardSpec, size: str) -> Iterator[CardProblem]:
        """That the text took the room of the photo; not where a person chose a composition without one."""
        touch, layout = spec.touch(size), self._layout(spec)
        chosen = touch is not None and touch.composition
        if spec.photo is None or chosen or _pictured(scene) or not any(one.pictured for one in layout.with_photo):
            return
        yield CardProblem(
            layer="photo",
            phrase=Phrase(
                "{title}, {box}: the text leaves no room for the photo; the card goes out without it.",
                title=Bilingual(layout.title_vi, layout.title_en),
                box=size_words(size),
            ),
            remedy=Phrase("Shorten the text, or choose “photo first” under “Adjust by hand”."),
            stops=False,
        )

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
        touch = _touched(spec, layout, size)
        values = Values(spec.values)
        theme = self._design.theme_of(spec.theme, values.text("headline"))
        first = _ladder(spec, layout, touch)[0]
        return LayoutContext(
            layout=layout,
            layers=(),
            fits={},
            size=box,
            composition=first,
            photo=spec.photo is not None,
            scene="",
            values=values,
            roles=self._design.roles,
            palette=Palette(self._design, theme, first, paper=box.paper),
            typesetter=self._typesetter,
            touch=touch,
            logo=self._design.logo,
        )

    def _composed(self, st: LayoutContext, spec: CardSpec) -> LayoutContext:
        """The setting in the first composition of the layout in which all has room, else in the last."""
        ladder = _ladder(spec, st.layout, st.touch)
        theme = self._design.theme_of(spec.theme, st.values.text("headline"))
        for composition in ladder:
            layers, fits, leading = self._projected(st, composition)
            drawn = st.layout.scene or self._design.themes[theme].scene
            st = replace(
                st,
                layers=layers,
                fits=fits,
                leading=leading,
                drafts={},
                composition=composition,
                scene=drawn if composition.pictured else "",
                palette=Palette(self._design, theme, composition, paper=st.size.paper),
            )
            if composition is not ladder[-1] and (st.photo or st.scene or not composition.pictured) and comfortable(st):
                break
        return st

    def _projected(self, st: LayoutContext, composition: Composition) -> _Projected:
        """The layers of a layout as they are on that size in that composition, and the limits of their texts."""
        more = bool(st.values.text(MORE))
        key = (st.layout.sha256, st.size.id, composition, more)
        found = self._layers.get(key)
        if found is None:
            made = (layer.on(st.size.id, composition, more=more) for layer in st.layout.layers)
            layers = tuple(layer for layer in made if layer is not None)
            fits = {layer.id: text_fit(said, st.size) for layer in every(layers) if (said := self._fit_words(layer))}
            found = self._layers[key] = (layers, fits, frozenset(self._leading(layers)))
        return found

    def _leading(self, layers: Iterable[Layer]) -> Iterator[str]:
        """Ids of those with a text in them that comes first."""
        for layer in layers:
            role = self._design.roles.get(layer.style.get("role", DEFAULT_ROLES.get(layer.kind, "")))
            inside = list(self._leading(layer.children))
            yield from inside
            if inside or (role is not None and role.first):
                yield layer.id

    def _fit_words(self, layer: Layer) -> Mapping[str, object]:
        role = layer.style.get("role", DEFAULT_ROLES.get(layer.kind, ""))
        return {**self._design.roles[role].fit, **layer.fit} if role in self._design.roles else layer.fit

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
        brush = CardPainter(painter, replace(spec, photo=spec.photo_on(size)), self._art, self._typesetter)
        for part in scene.ground:
            brush.part(part)

    def _texts(self, painter: QPainter, spec: CardSpec, scene: Scene) -> None:
        brush = CardPainter(painter, spec, self._art, self._typesetter)
        for part in scene.texts:
            brush.part(part)

    def _cover(self, painter: QPainter, spec: CardSpec, size: str) -> None:
        if spec.practice:
            draw_watermark(painter, self._size(size), self.fonts, self._label)


@contextmanager
def painting(device: QPaintDevice) -> Iterator[QPainter]:
    """A painter on `device` that is ended whatever happens: a device must not die under an active painter."""
    painter = QPainter(device)
    try:
        yield painter
    finally:
        painter.end()


def _ladder(spec: CardSpec, layout: Layout, touch: CardTouch | None) -> tuple[Composition, ...]:
    """Compositions in the order in which they are tried; what a person chose is not tried but done."""
    usual = layout.with_photo if spec.photo is not None else layout.without
    if touch is not None and touch.composition:
        return (Composition(touch.composition),)
    if spec.built:
        return (Composition(spec.built),)
    wish = Values(spec.values).text("composition")
    return (Composition(wish), *usual) if wish in layout.compositions else usual


def _pictured(scene: Scene) -> bool:
    return any(isinstance(part, Photo) for part in scene.ground)


def _touched(spec: CardSpec, layout: Layout, size: str) -> CardTouch | None:
    """What was changed by hand on `size`; a change that the locks forbid is no approved card. Raises Untrusted."""
    touch = spec.touch(size)
    if touch is not None and not kept(layout, [touch]):
        raise Untrusted(
            "the card “{title}” was changed by hand where its approved layout does not allow it; open the post "
            "and take the changes back.",
            title=Bilingual(layout.title_vi, layout.title_en),
        )
    return touch


def _boxes(part: TextPart) -> list[PaintedLine]:
    return [
        PaintedLine(layer=part.layer, slot=part.slot, text=line, px=part.text.face.px, rect=part.line_rect(at))
        for at, line in enumerate(part.text.lines)
    ]


def marked(picture: Image.Image, recipe: Recipe, where: Placement, marks: MarkPainter) -> Image.Image:
    """A finished RGB picture of `where.size` with its marks. Raises what the file store raises for a badge."""
    width, height = picture.size
    image = QImage(picture.tobytes("raw", "BGRX"), width, height, 4 * width, QImage.Format.Format_RGB32).copy()
    with painting(image) as painter:
        marks.paint(painter, recipe, where)
    return view(image)
