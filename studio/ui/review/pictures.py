"""A picture as its recipe leaves it, and two of them compared: side by side, or wiped over one another; what a recipe
does, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QSlider, QStackedWidget, QWidget

from studio.posts.compare import PictureChange
from studio.posts.model import Media
from studio.templates.card import FractionRect
from studio.translation import ntr, tr
from studio.ui.review.sheet import preview_image
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import LinkButton, PillButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.video_placeholder import clip_picture, clip_words

if TYPE_CHECKING:
    from studio.posts.ports import FileReader


TALLEST = 360
GRIP, SLIDER = 12, 24
"""Radius of the handle of the wipe, and height of the slider below it, in pixels."""


def treated(files: FileReader, media: Media) -> QImage:
    """The picture with its covers and its cut, at the size of a preview; a null image where it cannot be read."""
    if media.clip is not None:
        return clip_picture(media.clip)
    image = preview_image(files, media.sha256)
    if image.isNull():
        return image
    if media.redactions:
        painter = QPainter(image)
        for box in media.redactions:
            painter.fillRect(_part(image, box), QColor("#000000"))
        painter.end()
    return image.copy(_part(image, media.crop)) if media.crop else image


def _part(image: QImage, box: FractionRect) -> QRect:
    left, top, width, height = box
    whole = QRectF(left * image.width(), top * image.height(), width * image.width(), height * image.height())
    return whole.toRect()


def fitted(image: QImage, room: QRectF) -> QRectF:
    """Where `image` stands in `room`: whole, in the middle, never larger than it is."""
    size = image.size().toSizeF() if not image.isNull() else room.size()
    if size.width() > room.width() or size.height() > room.height():
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    corner = room.center() - QPointF(size.width() / 2, size.height() / 2)
    return QRectF(corner, size)


class PictureView(QWidget):
    """One picture, whole; a grey field with words where there is none. `clicked` asks to see it large."""

    clicked = Signal()

    def __init__(self, image: QImage, name: str, missing: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image, self._missing = image, missing
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if not image.isNull():
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return picture_height(width, self._image)

    def sizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(160))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._image.isNull():
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tokens = current_tokens()
        painter.fillRect(self.rect(), QColor(tokens.locked))
        if self._image.isNull():
            painter.setPen(QColor(tokens.muted))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(8, 8, -8, -8), flags, self._missing)
        else:
            painter.drawImage(fitted(self._image, QRectF(self.rect())), self._image)


def picture_height(width: int, *images: QImage) -> int:
    """Height that the tallest of `images` takes at `width`, no more than `TALLEST`."""
    heights = [round(i.height() * min(1.0, width / i.width())) for i in images if not i.isNull() and i.width()]
    return min(TALLEST, max([*heights, 96]))


class ComparisonSlider(QWidget):
    """The later picture over the earlier one up to a line that is drawn across; `moved` carries its percent."""

    moved = Signal(int)

    def __init__(self, before: QImage, after: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before, self._after, self._place = before, after, 50
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.SplitHCursor)

    @property
    def place(self) -> int:
        """Percent of the width at which the line stands: the earlier picture left of it, the later one right."""
        return self._place

    def move_to(self, place: int) -> None:
        self._place = max(0, min(100, place))
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return picture_height(width, self._before, self._after)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._drag(event.position().toPoint())

    def _drag(self, point: QPoint) -> None:
        self.move_to(round(100 * point.x() / max(1, self.width())))
        self.moved.emit(self._place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, tokens = QRectF(self.rect()), current_tokens()
        painter.fillRect(room, QColor(tokens.locked))
        line = room.width() * self._place / 100
        for image, left, right in ((self._before, 0.0, line), (self._after, line, room.width())):
            painter.setClipRect(QRectF(left, 0, right - left, room.height()))
            if not image.isNull():
                painter.drawImage(fitted(image, room), image)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(tokens.card), 4))
        painter.drawLine(QPointF(line, 0), QPointF(line, room.height()))
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawLine(QPointF(line, 0), QPointF(line, room.height()))
        painter.setBrush(QColor(tokens.card))
        painter.drawEllipse(QPointF(line, room.height() / 2), GRIP, GRIP)
        for side in (-1, 1):
            tip = QPointF(line + side * 7, room.height() / 2)
            painter.drawPolyline([tip + QPointF(-side * 4, -4), tip, tip + QPointF(-side * 4, 4)])


class PicturePair(QWidget):
    """Before and after: two pictures, or one with a line to draw across. `enlarged` carries 0 for before, else 1."""

    enlarged = Signal(int)

    def __init__(self, before: QImage, after: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beside, self._over = PillButton(tr("Side by side")), PillButton(tr("Overlaid"))
        group = QButtonGroup(self)
        for place, pill in enumerate((self._beside, self._over)):
            group.addButton(pill)
            pill.clicked.connect(lambda _=False, place=place: self.show_way(place))
        self._beside.setChecked(True)
        self._names = (Label(role="column"), Label(role="column"))
        self._views = (PictureView(before, ""), PictureView(after, ""))
        for place, view in enumerate(self._views):
            view.clicked.connect(lambda place=place: self.enlarged.emit(place))
        self.wipe = ComparisonSlider(before, after)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setMinimumHeight(SLIDER)
        self.slider.setPageStep(10)
        self.slider.setValue(self.wipe.place)
        self.slider.valueChanged.connect(self._slid)
        self.wipe.moved.connect(self.slider.setValue)
        self._stack = _PictureStack()
        self._stack.addWidget(self._pair())
        over = QWidget()
        over.setLayout(column(self.wipe, self.slider, spacing=6))
        self._stack.addWidget(over)
        large = LinkButton(tr("Enlarge"), "maximize-2")
        large.clicked.connect(lambda: self.enlarged.emit(1))
        self.setLayout(column(row(self._beside, self._over, None, large, spacing=6), self._stack, spacing=8))
        for name, view, word in zip(self._names, self._views, (tr("Before"), tr("Now")), strict=True):
            name.setText(word)
            view.setAccessibleName(tr("Picture: {word}").format(word=word))
        self.wipe.setAccessibleName(tr("The earlier picture on the left of the line, the present one on the right"))
        self.slider.setAccessibleName(tr("Line between the earlier picture and the present one"))
        self.slider.setToolTip(tr("Left and right arrows move the line"))

    def _pair(self) -> QWidget:
        pair = QWidget()
        sides: QHBoxLayout = row(spacing=12)
        for name, view in zip(self._names, self._views, strict=True):
            sides.addLayout(column(name, view, None, spacing=4), 1)
        pair.setLayout(sides)
        return pair

    def show_way(self, place: int) -> None:
        """0: side by side; 1: one over the other."""
        (self._beside, self._over)[place].setChecked(True)
        self._stack.setCurrentIndex(place)

    def _slid(self, place: int) -> None:
        self.wipe.move_to(place)


class _PictureStack(QStackedWidget):
    """As tall as what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self._fit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.currentWidget()
        layout = shown.layout() if shown is not None else None
        if layout is not None:
            height = (
                layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else layout.sizeHint().height()
            )
            self.setFixedHeight(max(height, layout.totalMinimumSize().height()))


def recipe_words(media: Media) -> tuple[str, ...]:
    """What the recipe of a picture does, one short line each."""
    return tuple(_recipe(media))


def _recipe(media: Media) -> Iterator[str]:
    if media.clip is not None:
        yield clip_words(media.clip)
        if media.clip.audio and not media.captions:
            yield tr("With sound; nobody confirmed captions")
    if media.crop is not None:
        yield tr("Cut", about="done")
    if media.redactions:
        yield ntr("Covered in {n} place", "Covered in {n} places", len(media.redactions)).format(
            n=len(media.redactions)
        )
    if media.source:
        yield tr("Source: {text}").format(text=media.source)
    if media.consent:
        yield tr("Consent: {text}").format(text=media.consent)
    if media.has_minor:
        yield tr("Someone under 18 is in it")


def change_words(change: PictureChange) -> tuple[str, ...]:
    """What changed of a picture, its alternative text apart; one line each."""
    return tuple(_changes(change))


def _changes(change: PictureChange) -> Iterator[str]:
    before, after = change.before, change.after
    if change.moved:
        yield tr("Moved to another place")
    if before is None or after is None:
        return
    if before.sha256 != after.sha256:
        yield tr("Another file")
    if before.crop != after.crop:
        yield _came_or_went(
            before.crop,
            after.crop,
            tr("Cut", about="done"),
            tr("No longer cut"),
            _cut_anew(),
        )
    if before.redactions != after.redactions:
        yield tr("Covered: {before} places before, {after} now").format(
            before=len(before.redactions), after=len(after.redactions)
        )
    if before.focal != after.focal:
        yield tr("Changed which part has to stay visible")
    if before.source != after.source:
        yield tr("Source: {before} → {after}").format(before=_or_none(before.source), after=_or_none(after.source))
    if before.consent != after.consent:
        yield tr("Consent: {before} → {after}").format(before=_or_none(before.consent), after=_or_none(after.consent))
    if before.faces_checked != after.faces_checked:
        checked = after.faces_checked
        yield (tr("Faces were checked") if checked else tr("Faces are no longer confirmed as checked"))
    if before.captions != after.captions:
        yield (tr("Captions were confirmed") if after.captions else tr("Captions are no longer confirmed"))
    if before.has_minor != after.has_minor:
        yield tr("Someone under 18: {answer}").format(answer=_answer(after.has_minor))


def _cut_anew() -> str:
    return tr("Cut differently")


def _came_or_went(before: object, after: object, came: str, went: str, other: str) -> str:
    if before is None:
        return came
    return went if after is None else other


def _or_none(text: str) -> str:
    return text or tr("none")


def _answer(answer: bool | None) -> str:
    if answer is None:
        return tr("not answered")
    return tr("yes") if answer else tr("no")
