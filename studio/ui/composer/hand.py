"""The cards of a post, adjusted by hand size by size; what the approved layout locks is not offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QSlider, QWidget

from studio.errors import StudioError
from studio.images.decode import photo_size
from studio.phrase import Phrase
from studio.posts.model import PlannedCard
from studio.templates.card import CardSpec, CardTouch, built_words, part_words, size_words
from studio.templates.layout import Composition, Design, Layout
from studio.templates.touch import NEAREST, breakable, hideable, layers_of, photo_movable, put
from studio.translation import tr
from studio.ui.composer.cards_view import CardView
from studio.ui.tasks import Tasks
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import LinkButton, PillButton, PrimaryButton, QuietButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, clear, column, row, scrolled

STEP = 12
"""Pixels of the card that an arrow key moves the photo; with Shift a sixth of it."""
NEARER = 1.08
"""One step of the wheel."""
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
"""The keys move the window over the photo, and so the photo the other way."""


WIDTH = 720
"""Pixels across of a card in the dialog: it is painted at every move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustableCard:
    """`photo` and `texts` in pixels of the card itself, `image` scaled down."""

    image: QImage
    width: int
    height: int
    photo: QRect | None
    """Where a photo shows that can be moved."""
    photo_size: tuple[float, float]
    """Pixels of what the post shows of the photo."""
    optional: tuple[str, ...]
    """Layers that can be left out here, hidden ones included."""
    texts: tuple[tuple[str, str], ...]
    """Layers whose lines can be broken, with what they say."""
    compositions: tuple[str, ...] = ()
    """Ways in which the card can be built here."""


def look(cards: CardView, spec: CardSpec, touch: CardTouch, layout: Layout) -> AdjustableCard:
    """Paint the card with `touch`, or the first that it takes on the size. On the pool; raises what painting raises."""
    bare, size = replace(spec, touches=()), touch.size
    shown = replace(bare, touches=() if touch.plain else (touch,))
    [[bare, *_], [shown, *_]] = cards.series([bare], size) + cards.series([shown], size)
    whole, layers = cards.layers(bare, size), cards.layers(shown, size)
    photos = [layer.id for layer in layers_of(layout) if layer.kind == "photo"]
    place = next((layers[name] for name in photos if name in layers), None)
    box = cards.size(size)
    return AdjustableCard(
        image=cards.picture(shown, size, min(WIDTH, box[0])),
        width=box[0],
        height=box[1],
        photo=place if spec.photo is not None and photo_movable(layout) else None,
        photo_size=_shown_size(cards, spec),
        optional=tuple(layer.id for layer in hideable(layout) if layer.id in whole),
        texts=tuple((layer.id, _said(spec, layer.slot)) for layer in breakable(layout) if layer.id in whole),
        compositions=layout.with_photo if spec.photo is not None else layout.without,
    )


def moved(touch: CardTouch, at: AdjustableCard, focal: tuple[float, float], dx: float, dy: float) -> CardTouch:
    """`touch` after the photo was pulled by so many pixels of the card; `focal` is where it was."""
    if at.photo is None:
        return touch
    width, height = at.photo_size
    scale = max(at.photo.width() / width, at.photo.height() / height) * touch.zoom
    x = _inside(focal[0] - dx / (width * scale), at.photo.width() / (width * scale))
    y = _inside(focal[1] - dy / (height * scale), at.photo.height() / (height * scale))
    return replace(touch, focal=(round(x, 4), round(y, 4)))


def _inside(at: float, seen: float) -> float:
    """The middle of a window that shows the share `seen`, kept where moving it still changes something."""
    half = min(0.5, seen / 2)
    return min(max(at, half), 1 - half)


def _said(spec: CardSpec, slot: str | None) -> str:
    value = spec.values.get(slot or "", "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _shown_size(cards: CardView, spec: CardSpec) -> tuple[float, float]:
    if spec.photo is None:
        return (1.0, 1.0)
    width, height = photo_size(cards.file(spec.photo.sha256))
    _, _, w, h = spec.photo.crop or (0.0, 0.0, 1.0, 1.0)
    return width * w, height * h


class HandCanvas(QWidget):
    """`begun` before a pull, `pulled` with the pixels of the card since then, `nearer` with a factor."""

    begun = Signal()
    pulled = Signal(float, float)
    nearer = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: AdjustableCard | None = None
        self._from: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_look(self, look: AdjustableCard) -> None:
        self._look = look
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(520, 460)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 240)

    @property
    def card_rect(self) -> QRectF:
        """Where the card stands in the widget."""
        room = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self._look is None:
            return room
        size = QSizeF(self._look.width, self._look.height).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(room.center() - QPointF(size.width() / 2, size.height() / 2), size)

    @property
    def photo_rect(self) -> QRectF:
        """Where the photo that can be moved stands in the widget; empty without one."""
        if self._look is None or self._look.photo is None:
            return QRectF()
        card, scale, photo = self.card_rect, self._scale, QRectF(self._look.photo)
        return QRectF(card.topLeft() + photo.topLeft() * scale, photo.size() * scale)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.photo_rect.contains(event.position()):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._from = event.position()
            self.begun.emit()
            self._point(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            way = (event.position() - self._from) / self._scale
            self.pulled.emit(way.x(), way.y())
        self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None
        self._point(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        turns = event.angleDelta().y() / 120
        if self.photo_rect.contains(event.position()) and turns:
            self.nearer.emit(NEARER**turns)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is not None and not self.photo_rect.isEmpty():
            step = STEP / 6 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
            self.begun.emit()
            self.pulled.emit(way[0] * step, way[1] * step)
        elif event.text() in ("+", "-") and not self.photo_rect.isEmpty():
            self.nearer.emit(NEARER if event.text() == "+" else 1 / NEARER)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        card, tokens = self.card_rect, current_tokens()
        if self._look is None:
            painter.fillRect(card, QColor(tokens.locked))
            return
        painter.drawImage(card, self._look.image)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(card if self.photo_rect.isEmpty() else self.photo_rect)

    @property
    def _scale(self) -> float:
        """Pixels of the widget for one of the card."""
        return self.card_rect.width() / self._look.width if self._look is not None else 1.0

    def _point(self, at: QPointF) -> None:
        over = self.photo_rect.contains(at)
        holding = Qt.CursorShape.ClosedHandCursor if self._from is not None else Qt.CursorShape.OpenHandCursor
        self.setCursor(holding if over or self._from is not None else Qt.CursorShape.ArrowCursor)


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
        pill.setAccessibleName(tr("New line after “{word}”").format(word=self._words[place]))

    def _clicked(self) -> None:
        lines: list[list[str]] = [[]]
        for place, pill in enumerate(self.pills):
            self._word(place)
            lines[-1].append(self._words[place])
            if pill.isChecked():
                lines.append([])
        self.changed.emit(tuple(" ".join(line) for line in lines) if len(lines) > 1 else ())


SIDE, SIZE = 300, QSize(940, 620)
STEPS = 100
"""Steps of the slider from the whole photo to the nearest."""


class HandDialog(Dialog):
    """`adjusted` carries the touches of the post."""

    adjusted = Signal(object)

    def __init__(
        self,
        cards: Sequence[PlannedCard],
        touches: Sequence[CardTouch],
        *,
        design: Design,
        view: CardView,
        tasks: Tasks,
        say: Callable[[Phrase], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, width=720)
        self._fits = False
        self._cards, self._design, self._view, self._tasks, self._say = cards, design, view, tasks, say
        self.touches = tuple(touches)
        self._card, self._size = 0, next(iter(design.sizes))
        self._look: AdjustableCard | None = None
        self._held = (0.5, 0.5)
        self.canvas = HandCanvas()
        self.canvas.begun.connect(self._hold)
        self.canvas.pulled.connect(self._pull)
        self.canvas.nearer.connect(lambda factor: self._zoom(self.touch.zoom * factor))
        self.turns = self._pills([str(number) for number in range(len(cards))], self._turn)
        self.sizes = self._pills(list(design.sizes), self._resize)
        self.builds = self._pills(["", *Composition], self._compose)
        builds_head = Label(tr("How it is built"), "label")
        photo_head, parts_head = Label(tr("Photo"), "label"), Label(tr("What shows"), "label")
        lines_head = Label(tr("Lines of the headline"), "label")
        photo_hint = Label(
            tr("Drag the photo on the card, or move it with the arrow keys; zoom with the wheel or + and −."),
            "small",
            wrap=True,
        )
        lines_hint = Label(tr("Click the word after which a new line begins."), "small", wrap=True)
        self._trouble = Label(role="error", wrap=True)
        self.zoom = QSlider(Qt.Orientation.Horizontal)
        self.zoom.setRange(0, STEPS)
        self.zoom.setMinimumHeight(24)
        self.zoom.valueChanged.connect(self._slid)
        self._parts = column(spacing=2)
        self.boxes: dict[str, CheckBox] = {}
        self.lines = LineBreaks()
        self.lines.changed.connect(self._broken)
        self._photo, self._optional, self._broken_part, self._built = (
            PlainHolder(),
            PlainHolder(),
            PlainHolder(),
            PlainHolder(),
        )
        pills = FlowLayout(spacing=6)
        for pill in self.builds.values():
            pills.addWidget(pill)
        self._built.setLayout(column(builds_head, pills, spacing=6))
        self._photo.setLayout(column(photo_head, self.zoom, photo_hint, spacing=6))
        self._optional.setLayout(column(parts_head, self._parts, spacing=6))
        self._broken_part.setLayout(column(lines_head, lines_hint, self.lines, spacing=6))
        self.everywhere = LinkButton(tr("Do the same on every size"), "copy")
        self.plain = LinkButton(tr("Back to the automatic card"), "rotate-ccw")
        self.everywhere.clicked.connect(self._spread)
        self.plain.clicked.connect(lambda: self._take(CardTouch(card=self.key, size=self._size)))
        self.take, self.cancel = PrimaryButton(tr("Use on the post"), "check"), QuietButton(tr("Cancel"))
        self.take.clicked.connect(self._finish)
        self.cancel.clicked.connect(self.reject)
        self._build(len(cards) > 1)
        self.set_heading(tr("Adjust the cards by hand"))
        for number, pill in self.turns.items():
            pill.setText(tr("Card {n}").format(n=int(number) + 1))
        for name, pill in self.sizes.items():
            words = self._say(size_words(name))
            pill.setText(words[:1].upper() + words[1:])
        for name, pill in self.builds.items():
            words = self._say(built_words(name)) if name else tr("As its content asks for")
            pill.setText(words[:1].upper() + words[1:])
        self.zoom.setAccessibleName(tr("Enlarge the photo"))
        self.canvas.setAccessibleName(tr("The card"))
        self.canvas.setAccessibleDescription(photo_hint.text())
        self.resize(SIZE.boundedTo(parent.window().size() * 0.94) if parent is not None else SIZE)
        self._show()

    @property
    def key(self) -> str:
        """The card in hand."""
        return self._cards[self._card].key

    @property
    def touch(self) -> CardTouch:
        """What is changed on the card and size in hand."""
        blank = CardTouch(card=self.key, size=self._size)
        return next((one for one in self.touches if (one.card, one.size) == (self.key, self._size)), blank)

    def _build(self, several: bool) -> None:
        side = PlainHolder()
        side.setLayout(
            column(self._built, self._photo, self._optional, self._broken_part, self._trouble, None, self.everywhere,
                   self.plain, spacing=16, margins=(0, 0, 6, 0))
        )  # fmt: skip
        held = scrolled(side)
        held.setFixedWidth(self._grown(SIDE))
        pills = FlowLayout(spacing=6)
        for pill in (*(self.turns.values() if several else ()), *self.sizes.values()):
            pills.addWidget(pill)
        if not several:
            for pill in self.turns.values():
                pill.setParent(None)
        bar = PlainHolder()
        bar.setLayout(pills)
        both = row(self.canvas, held, spacing=18)
        both.setStretch(0, 1)
        self.fill(bar, both, buttons=row(None, self.cancel, self.take))
        layout = self.layout()
        layout.setStretch(2, 1)  # type: ignore[union-attr]

    def _pills(self, keys: Sequence[str], take: Callable[[str], None]) -> dict[str, PillButton]:
        group = QButtonGroup(self)
        made: dict[str, PillButton] = {}
        for key in keys:
            made[key] = pill = PillButton()
            pill.clicked.connect(lambda _, key=key: take(key))
            group.addButton(pill)
        next(iter(made.values())).setChecked(True)
        return made

    def _turn(self, card: str) -> None:
        self._card = int(card)
        self._show()

    def _resize(self, size: str) -> None:
        self._size = size
        self._show()

    @property
    def _layout(self) -> Layout:
        return self._design.layouts[self._cards[self._card].spec.layout]

    def _show(self) -> None:
        """Paint what is in hand; the newest wish is the one that is answered."""
        view, spec, touch, layout = self._view, self._cards[self._card].spec, self.touch, self._layout
        self._tasks.pool(
            lambda _: look(view, spec, touch, layout), self._came, owner=self, failed=self._fail, key="look"
        )

    def _came(self, found: AdjustableCard) -> None:
        self._trouble.hide()
        self._look = found
        self.canvas.show_look(found)
        touch = self.touch
        self._photo.setVisible(found.photo is not None)
        self.zoom.blockSignals(True)
        self.zoom.setValue(round((touch.zoom - 1) / (NEAREST - 1) * STEPS))
        self.zoom.blockSignals(False)
        if tuple(self.boxes) != found.optional:
            clear(self._parts)
            self.boxes = {name: self._box(name) for name in found.optional}
        for name, box in self.boxes.items():
            box.setChecked(name not in touch.hidden)
        self._optional.setVisible(bool(self.boxes))
        offered = ("", *found.compositions)
        for name, pill in self.builds.items():
            pill.setVisible(name in offered)
            pill.setChecked(name == touch.composition)
        self._built.setVisible(len(offered) > 2)
        text = next(((name, said) for name, said in found.texts if len(said.split()) > 1), None)
        self._broken_part.setVisible(text is not None)
        if text is not None:
            self.lines.put(text[1], dict(touch.breaks).get(text[0], ()))
        self.plain.setEnabled(not touch.plain)
        self.everywhere.setEnabled(not touch.plain)

    def _fail(self, error: StudioError) -> None:
        self._trouble.setText(self._say(error.phrase))
        self._trouble.show()

    def _box(self, name: str) -> CheckBox:
        box = CheckBox(self._part(name))
        box.clicked.connect(self._chosen)
        self._parts.addWidget(box)
        return box

    def _part(self, name: str) -> str:
        words = self._say(part_words(name))
        return words[:1].upper() + words[1:]

    def _take(self, touch: CardTouch) -> None:
        self.touches = put(self.touches, touch)
        self._show()

    def _hold(self) -> None:
        photo = self._cards[self._card].spec.photo
        self._held = self.touch.focal or (photo.focal if photo is not None else (0.5, 0.5))

    def _pull(self, dx: float, dy: float) -> None:
        if self._look is not None:
            self._take(moved(self.touch, self._look, self._held, dx, dy))

    def _zoom(self, zoom: float) -> None:
        self._take(replace(self.touch, zoom=round(min(NEAREST, max(1.0, zoom)), 3)))

    def _slid(self, step: int) -> None:
        self._zoom(1 + (NEAREST - 1) * step / STEPS)

    def _chosen(self) -> None:
        self._take(replace(self.touch, hidden=tuple(n for n, box in self.boxes.items() if not box.isChecked())))

    def _compose(self, composition: str) -> None:
        self._take(replace(self.touch, composition=composition))

    def _broken(self, lines: tuple[str, ...]) -> None:
        if self._look is not None and self._look.texts:
            name = self._look.texts[0][0]
            self._take(replace(self.touch, breaks=((name, lines),) if lines else ()))

    def _spread(self) -> None:
        """The same on every size: what another size does not have makes no difference there."""
        touch = self.touch
        for size in self._design.sizes:
            self.touches = put(self.touches, replace(touch, size=size))
        self._show()

    def _finish(self) -> None:
        self.adjusted.emit(self.touches)
        self.accept()
