"""The card as it goes out, always whole, and on it the way to the box of each text.

Each text that one field fills is a hot spot: a button over the picture, which Tab reaches in reading order. The one
whose box is in use is outlined; one that a check stops is marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QToolButton, QWidget

from studio.errors import StudioError
from studio.platforms import WRITTEN, Platform
from studio.posts.limits import card_size
from studio.posts.model import Content, Finding, PlannedCard, Post, Severity
from studio.templates.bind import part_alt
from studio.templates.card import size_words
from studio.templates.layout import Design
from studio.templates.model import Template
from studio.templates.touch import layers_of
from studio.translation import tr
from studio.ui.composer.cards_view import CardView
from studio.ui.icons import glyph
from studio.ui.language import LanguageManager
from studio.ui.tasks import Tasks
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import PlainHolder, clear, column, row, scrolled
from studio.ui.widgets.text_painter import paint_ring
from studio.ui.widgets.tips import plain
from studio.ui.words import platform_name

THUMB, LEAST_THUMB = 76, 24
"""Pixels across of a size in the strip: where there is room, and where all of them are to be seen at once."""
PRINTED = "a4"
SHORT = {PRINTED: "A4"}
EDGE = 5
"""Pixels between a text of the card and its outline."""
MARK = 20
ON_CARD, UNDER, AT_WORK, WRONG = "#FFFFFF", "#0B1220", "#3B82F6", "#EF4444"
"""Outlines, on the dark and light grounds of cards alike: free, in use, stopped by a check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPicture:
    """A card at one size: its picture, its own pixels, and by field where its texts stand in those."""

    card: PlannedCard
    place: int
    """Which it is of the `count` pictures that the cards of the post take on the size, from 0."""
    count: int
    size: str
    image: QImage
    width: int
    height: int
    spots: tuple[tuple[str, QRect], ...]
    thumbs: Mapping[str, QImage] = field(default_factory=dict)


def picture_of(
    cards: CardView, planned: Sequence[PlannedCard], place: int, design: Design, size: str, width: int,
    sizes: Sequence[str],
) -> CardPicture:  # fmt: skip
    """Paint what stands at `place` of the pictures that the cards take on `size`, and small ones of its card in all
    `sizes`. On the pool; raises what painting raises."""
    series = cards.series([card.spec for card in planned], size)
    shown = [
        (card, replace(card, spec=spec, alt=part_alt(card.alt, number, len(parts))))
        for card, parts in zip(planned, series, strict=True)
        for number, spec in enumerate(parts, 1)
    ]
    place = min(place, len(shown) - 1)
    whole, card = shown[place]
    layers = cards.layers(card.spec, size)
    layout = design.layouts[card.spec.layout]
    spots = [
        (source.partition("#")[0], layers[layer.id])
        for layer in layers_of(layout)
        if layer.slot and layer.id in layers and (source := card.source(layer.slot, 1))
    ]
    wide, high = cards.size(size)
    return CardPicture(
        card=card,
        place=place,
        count=len(shown),
        size=size,
        image=cards.picture(card.spec, size, max(1, min(width, wide))),
        width=wide,
        height=high,
        spots=tuple(sorted(spots, key=lambda spot: (spot[1].top(), spot[1].left()))),
        thumbs={name: cards.picture(cards.series([whole.spec], name)[0][0], name, 2 * THUMB) for name in sizes},
    )


class HotSpot(QAbstractButton):
    """One text of the card: pressed, it leads to the box in which it is written; `left` asks back to the box in use."""

    left = Signal()

    def __init__(self, canvas: QWidget, name: str) -> None:
        super().__init__(canvas)
        self.name = name
        self.at_work = self.wrong = False
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(MARK / 2, MARK / 2, -MARK / 2, -MARK / 2)
        if self.hasFocus():
            paint_ring(painter, frame.adjusted(-2, -2, 2, 2), 5)
        strong = self.at_work or self.wrong or self.hasFocus() or self.underMouse()
        if strong:
            ink = QColor(WRONG if self.wrong and not self.at_work else AT_WORK)
            painter.setPen(QPen(ink, 2))
        else:
            under, ink = QColor(UNDER), QColor(ON_CARD)
            under.setAlphaF(0.35)
            ink.setAlphaF(0.7)
            painter.setPen(QPen(under, 1))
            painter.drawRoundedRect(frame, 4, 4)
            painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, 4, 4)
        if self.at_work or self.wrong:
            self._mark(painter, ink, "pencil" if self.at_work else "x")

    def _mark(self, painter: QPainter, ink: QColor, sign: str) -> None:
        disc = QRectF(self.width() - MARK, 0, MARK, MARK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        px = 12
        painter.drawPixmap(
            (disc.center() - QPoint(px // 2, px // 2).toPointF()), glyph(sign, ON_CARD, px, self.devicePixelRatio())
        )


class CardCanvas(QWidget):
    """The whole card in the room there is; `asked` carries the field of a text that was pressed."""

    asked = Signal(str)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: CardPicture | None = None
        self._labels: Mapping[str, str] = {}
        self._spots: list[tuple[HotSpot, QRect]] = []
        self._at_work = self._left = ""
        self._wrong: frozenset[str] = frozenset()
        self._editable = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("The card"))
        self.setMinimumSize(160, 160)

    @property
    def spots(self) -> tuple[HotSpot, ...]:
        """In the reading order of the card."""
        return tuple(spot for spot, _ in self._spots)

    @property
    def shown(self) -> CardPicture | None:
        return self._shown

    @property
    def card_rect(self) -> QRectF:
        """Where the card stands."""
        room = QRectF(self.rect())
        if self._shown is None:
            return room
        size = QSize(self._shown.width, self._shown.height).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF((room.width() - size.width()) / 2, 0, size.width(), size.height())

    def show_picture(self, picture: CardPicture | None, labels: Mapping[str, str]) -> None:
        before = [(spot.name, place) for spot, place in self._spots]
        self._shown, self._labels = picture, labels
        wanted = [spot for spot in picture.spots if spot[0] in labels] if picture is not None else []
        if [name for name, _ in before] != [name for name, _ in wanted]:
            for spot, _ in self._spots:
                spot.hide()
                spot.deleteLater()
            self._spots = [(self._spot(name), place) for name, place in wanted]
        else:
            self._spots = [(spot, place) for (spot, _), (_, place) in zip(self._spots, wanted, strict=True)]
        self._place()
        self._dress()
        self.update()

    def set_editable(self, editable: bool) -> None:
        """Let the texts lead to their boxes, or only be read."""
        self._editable = editable
        self._dress()

    def show_field(self, name: str) -> None:
        """Outline what the box in use is about."""
        if name != self._at_work:
            self._left = name or self._left
            self._at_work = name
            self._dress()

    def forget(self) -> None:
        """Another post is shown: no box of it was in use."""
        self.show_field("")
        self._left = ""

    def show_wrong(self, names: frozenset[str]) -> None:
        """Mark what a check stops."""
        if names != self._wrong:
            self._wrong = names
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None or self._shown.image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.card_rect, self._shown.image)

    def _spot(self, name: str) -> HotSpot:
        spot = HotSpot(self, name)
        spot.clicked.connect(lambda: self.asked.emit(name))
        spot.left.connect(lambda: self.asked.emit(self._left or name))
        spot.show()
        return spot

    def _place(self) -> None:
        if self._shown is None:
            return
        card = self.card_rect
        scale = card.width() / self._shown.width
        out = EDGE + MARK // 2
        for spot, place in self._spots:
            box = QRectF(
                card.left() + place.left() * scale,
                card.top() + place.top() * scale,
                place.width() * scale,
                place.height() * scale,
            )
            whole = box.toRect().adjusted(-out, -out, out, out)
            spot.setGeometry(whole.intersected(self.rect().adjusted(-out, -out, out, out)))

    def _dress(self) -> None:
        for spot, _ in self._spots:
            spot.at_work, spot.wrong = spot.name == self._at_work, spot.name in self._wrong
            label = self._labels.get(spot.name, spot.name)
            spot.setAccessibleName(tr("Edit “{label}”").format(label=label))
            spot.setToolTip(plain(label))
            spot.setVisible(self._editable)
            spot.update()


class CardMaker(QObject):
    """Paints on the pool, one at a time; of several wishes the last one counts."""

    came = Signal(object)

    def __init__(self, cards: CardView, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._cards, self._tasks = cards, tasks
        self._busy = False
        self._next: tuple[Sequence[PlannedCard], int, Design, str, int, tuple[str, ...]] | None = None

    def want(
        self, cards: Sequence[PlannedCard], place: int, design: Design, size: str, width: int, sizes: tuple[str, ...]
    ) -> None:
        if self._busy:
            self._next = cards, place, design, size, width, sizes
            return
        self._busy = True
        view = self._cards
        self._tasks.pool(
            lambda _: picture_of(view, cards, place, design, size, width, sizes),
            self._done,
            owner=self,
            failed=self._failed,
        )

    def _done(self, picture: CardPicture) -> None:
        self.came.emit(picture)
        self._go_on()

    def _failed(self, _: StudioError) -> None:
        self._go_on()  # the checks say what is wrong with the card

    def _go_on(self) -> None:
        self._busy = False
        if self._next is not None:
            wish, self._next = self._next, None
            self.want(*wish)


class SizeButton(QToolButton):
    """One size of the card, small, with its name below."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._image = QImage()
        self._wide = THUMB
        self.setCheckable(True)
        self.setText(words)
        self.setAccessibleName(words.replace("\n", ", "))
        self.setToolTip(plain(words))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.updateGeometry()
        self.update()

    @property
    def ratio(self) -> float:
        """Height of the picture for its width."""
        return 1 if self._image.isNull() else self._image.height() / self._image.width()

    @property
    def under(self) -> int:
        """Height of what is not the picture."""
        return (self.text().count("\n") + 1) * self.fontMetrics().lineSpacing() + 12

    def set_wide(self, wide: int) -> None:
        """Show the picture that many pixels across."""
        if wide != self._wide:
            self._wide = wide
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        words = max(self.fontMetrics().horizontalAdvance(line) for line in self.text().split("\n"))
        return QSize(max(self._wide, words) + 10, round(self._wide * self.ratio) + self.under)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), current_tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        lines = self.text().count("\n") + 1
        place = QRectF((self.width() - self._wide) / 2, 4, self._wide, self.height() - self.under)
        if not self._image.isNull():
            painter.drawImage(place, self._image)
        on = self.isChecked()
        painter.setPen(QPen(QColor(tokens.accent if on or self.hasFocus() else tokens.line), 2 if on else 1))
        painter.drawRoundedRect(place.adjusted(-2, -2, 2, 2), 5, 5)
        if self.hasFocus():
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(QColor(tokens.selected_text if on else tokens.muted))
        words = QRect(0, self.height() - lines * self.fontMetrics().lineSpacing() - 2, self.width(), self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), self.text())


class CardTab(QWidget):
    """Canvas and strip of sizes. `asked` carries a field to go to, `large` the card and size to look at closely."""

    asked = Signal(str)
    large = Signal(object, str)

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._content: Content | None = None
        self._design: Design | None = None
        self._maker: CardMaker | None = None
        self._labels: dict[str, str] = {}
        self._place, self._count, self._size = 0, 0, ""
        self._shown: PlannedCard | None = None
        self._sizes: tuple[str, ...] = ()
        self._buttons: dict[str, SizeButton] = {}
        self._group = QButtonGroup(self)
        self._soon = QTimer(self, singleShot=True, interval=60)
        self._soon.timeout.connect(self._want)
        self.canvas = CardCanvas()
        self.canvas.asked.connect(self.asked)
        self.canvas.resized.connect(self._soon.start)
        self._none = Label(tr("This post has no card yet: fill in its first field."), "hint", wrap=True)
        self._strip = column(spacing=8)
        self._back, self._on = IconButton("chevron-left"), IconButton("chevron-right")
        self._back.set_name(tr("Previous card"))
        self._on.set_name(tr("Next card"))
        self._back.clicked.connect(lambda: self._turn(-1))
        self._on.clicked.connect(lambda: self._turn(1))
        self._which = Label(role="small")
        self._turner = PlainHolder()
        self._turner.setLayout(row(self._back, self._which, self._on, spacing=2))
        strip = PlainHolder()
        strip.setLayout(column(self._strip, self._turner, None, spacing=10))
        area = scrolled(strip)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._area = area
        whole = row(column(self._none, self.canvas), area, spacing=14, margins=(22, 14, 10, 8))
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._show()

    def use(self, maker: CardMaker) -> None:
        """Let `maker` paint."""
        self._maker = maker
        maker.came.connect(self._came)

    def forget(self) -> None:
        """Another post is opened."""
        self._content, self._place, self._count, self._size, self._shown = None, 0, 0, "", None
        self.canvas.show_picture(None, {})
        self.canvas.forget()
        self._show()

    def show_content(
        self, post: Post, content: Content, template: Template, design: Design, platforms: Sequence[Platform]
    ) -> None:
        """Show the cards of `content`; `platforms` are those it goes to."""
        self._content, self._design = content, design
        self._labels = {one.name: self._language.say(one.label) for one in template.fields}
        uses: dict[str, list[str]] = {}
        for platform in platforms or WRITTEN:
            uses.setdefault(card_size(platform, content.media), []).append(platform_name(platform))
        uses.setdefault(PRINTED, []).append(tr("print"))
        self._offer(uses)
        self._count = self._count if content.cards else 0
        self._show()
        self._want()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        wrong = frozenset(one.field for one in findings if one.severity is Severity.BLOCK)
        self.canvas.show_wrong(wrong)

    def _offer(self, uses: Mapping[str, Sequence[str]]) -> None:
        sizes = tuple(uses)
        if sizes != self._sizes:
            self._sizes = sizes
            clear(self._strip)
            self._buttons = {}
            for name, users in uses.items():
                short = SHORT.get(name) or self._language.say(size_words(name)).rpartition(" ")[2]
                button = SizeButton("\n".join([short, *users]))
                button.clicked.connect(lambda _=False, name=name: self._pick(name))
                self._group.addButton(button)
                self._strip.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
                self._buttons[name] = button
        if self._size not in sizes:
            self._size = sizes[0]
        self._buttons[self._size].setChecked(True)

    def _pick(self, size: str) -> None:
        self._size = size
        self._want()

    def _turn(self, by: int) -> None:
        if self._content is not None:
            self._place = (self._place + by) % max(1, self._count)
            self._show()
            self._want()

    def _show(self) -> None:
        cards = self._content.cards if self._content is not None else ()
        self.canvas.setVisible(bool(cards))
        self._area.setVisible(bool(cards))
        self._none.setVisible(self._content is not None and not cards)
        self._turner.setVisible(self._count > 1)
        self._which.setText(f"{self._place + 1}/{self._count}")

    def _want(self) -> None:
        content, design, maker = self._content, self._design, self._maker
        if content is None or design is None or maker is None or not content.cards or not self.canvas.isVisible():
            return
        wide = round(max(240, self.canvas.width()) * self.devicePixelRatio())
        maker.want(content.cards, self._place, design, self._size, wide, self._sizes)

    def _came(self, picture: CardPicture) -> None:
        for name, image in picture.thumbs.items():
            if name in self._buttons:
                self._buttons[name].show_image(image)
        if self._content is not None:
            self._place, self._count, self._shown = picture.place, picture.count, picture.card
            self._show()
            self._fit_strip()
            self.canvas.show_picture(picture, self._labels)

    def _fit_strip(self) -> None:
        """Make the sizes as small as lets all of them be seen at once."""
        buttons = self._buttons.values()
        if not buttons:
            return
        turner = self._turner.sizeHint().height() + 10 if self._count > 1 else 0
        around = turner + self._strip.spacing() * (len(buttons) - 1) + sum(button.under for button in buttons)
        wide = int((self._area.height() - around) / sum(button.ratio for button in buttons))
        for button in buttons:
            button.set_wide(max(LEAST_THUMB, min(THUMB, wide)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_strip()

    def enlarge(self) -> None:
        """Ask for the card in sight as large as it goes out."""
        if self._shown is not None:
            self.large.emit(self._shown, self._size)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()
