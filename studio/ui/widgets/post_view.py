"""One post as its readers see it: on Facebook, as a Zalo article, or on the website.

Colours and sizes are the platforms', the same in both themes and at every size of the window's font.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.platforms import Platform
from studio.text import graphemes
from studio.translation import tr
from studio.ui.fonts import pixel_font
from studio.ui.icons import glyph
from studio.ui.widgets.avatar import PageMark, paint_page
from studio.ui.widgets.text_painter import lines_of

GAP = 3.0
SHOWN = 5
TALLEST = 1.25
"""Height of a single picture at most, in parts of its width (4:5)."""


def album_height(sizes: Sequence[QSizeF], width: float) -> float:
    """Height of the album of pictures of these sizes at `width`."""
    return max((box.bottom() for box in album_boxes(sizes, width)), default=0.0)


def album_boxes(sizes: Sequence[QSizeF], width: float) -> list[QRectF]:
    """A box a picture, at most five; the last stands for those that follow."""
    count = min(len(sizes), SHOWN)
    if count == 0:
        return []
    half = (width - GAP) / 2
    if count == 1:
        share = sizes[0].height() / sizes[0].width() if sizes[0].width() else 1.0
        return [QRectF(0, 0, width, width * min(share, TALLEST))]
    if count == 2:
        return _line(0, width, width * 0.62, 2)
    if count == 3:
        return [QRectF(0, 0, width, half), *_line(half + GAP, width, half, 2)]
    if count == 4:
        return _line(0, width, half, 2) + _line(half + GAP, width, half, 2)
    return _line(0, width, half, 2) + _line(half + GAP, width, (width - 2 * GAP) / 3, 3)


def paint_album(painter: QPainter, left: float, top: float, width: float, images: Sequence[QImage]) -> None:
    """Paint `images` at (`left`, `top`), each filling its box; a null image leaves a grey box."""
    boxes = album_boxes([QSizeF(i.size()) if not i.isNull() else QSizeF(4, 5) for i in images], width)
    for box, image in zip(boxes, images, strict=False):
        _paint_covering(painter, box.translated(left, top), image)
    hidden = len(images) - len(boxes)
    if hidden > 0:
        last = boxes[-1].translated(left, top)
        painter.fillRect(last, QColor(0, 0, 0, 120))
        painter.setFont(pixel_font(26, QFont.Weight.DemiBold))
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(last, int(Qt.AlignmentFlag.AlignCenter), f"+{hidden}")


def _line(top: float, width: float, height: float, count: int) -> list[QRectF]:
    each = (width - (count - 1) * GAP) / count
    return [QRectF(i * (each + GAP), top, each, height) for i in range(count)]


def _paint_covering(painter: QPainter, box: QRectF, image: QImage) -> None:
    if image.isNull():
        painter.fillRect(box, QColor("#E4E6EB"))
        return
    part = QSizeF(box.size()).scaled(QSizeF(image.size()), Qt.AspectRatioMode.KeepAspectRatio)
    source = QRectF(
        (image.width() - part.width()) / 2, (image.height() - part.height()) / 2, part.width(), part.height()
    )
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(box, image, source)


INK, SOFT, LINK, PAPER = "#1C1E21", "#5B6068", "#0A66C2", "#FFFFFF"
PAD, AVATAR, HEAD, FOOT = 14, 38, 60, 44
NAME_LEFT, NAME_LINES = PAD + AVATAR + 9, 2
USUAL, LINE = 14, 20
"""Pixels of the letters as a phone comes, and of a line of the head then."""
FOLD_LINES, FOLD_CHARS, FOLD_CHARS_PICTURE = 9, 420, 240
"""Where the text is folded, earlier over a picture. The platforms publish no rule: this is about what their apps do."""
_LINKED = re.compile(r"(#[\w]+|https?://\S+)", re.UNICODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLook:
    """What a reader sees of a post. `when` is the line under the page's name; `images` may be null while they load."""

    platform: Platform = Platform.FACEBOOK
    page: str
    when: str = ""
    title: str = ""
    text: str = ""
    images: tuple[QImage, ...] = ()
    alts: tuple[str, ...] = ()
    practice: bool = False
    """The page is one for practice."""


def folded(text: str, *, picture: bool = False) -> str:
    """The part shown before "See more", or the whole text where it is short; less of it over a `picture`."""
    most = FOLD_CHARS_PICTURE if picture else FOLD_CHARS
    lines = text.split("\n")
    head = "\n".join(lines[:FOLD_LINES])
    letters = graphemes(head)
    if len(letters) > most:
        cut = "".join(letters[:most])
        return cut[: cut.rfind(" ")].rstrip() if " " in cut else cut
    return head.rstrip() if len(lines) > FOLD_LINES else text


class PostView(QWidget):
    """Paints one post; a click or Enter unfolds the text, a click on a picture asks for it."""

    unfolded = Signal()
    picture_clicked = Signal(int)

    def __init__(self, look: PostLook, *, px: int = USUAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._px, self._open = look, px, False
        self._scale = 1.0
        self._short = folded(look.text, picture=bool(look.images))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body = QTextDocument(self)
        self.body.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.body.setDefaultTextOption(option)
        self.set_look(look)

    @property
    def look(self) -> PostLook:
        return self._look

    @property
    def folds(self) -> bool:
        """Whether part of the text is hidden now."""
        return not self._open and self._look.platform is Platform.FACEBOOK and self._short != self._look.text

    def set_look(self, look: PostLook) -> None:
        """Show `look`; the same text keeps its unfolding."""
        if look.text != self._look.text:
            self._open = False
        if (look.text, bool(look.images)) != (self._look.text, bool(self._look.images)):
            self._short = folded(look.text, picture=bool(look.images))
        self._look = look
        self._lay()

    def set_scale(self, scale: float) -> None:
        """Paint in another size: lines break where they break at full size."""
        if scale != self._scale:
            self._scale = scale
            self.updateGeometry()
            self.update()

    def set_type(self, px: int) -> None:
        """Write in letters of so many pixels of the phone's own."""
        if px != self._px:
            self._px = px
            self._lay()

    def unfold(self) -> None:
        if self.folds:
            self._open = True
            self._lay()
            self.unfolded.emit()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        full = width / self._scale
        self.body.setTextWidth(full - 2 * PAD)
        height = self._top(full) + self.body.size().height() + 10 + self._pictures(full) + self._foot()
        return round(height * self._scale)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(PAPER))
        painter.scale(self._scale, self._scale)
        self.body.setTextWidth(self._wide - 2 * PAD)
        self._paint_head(painter)
        top = self._top(self._wide)
        if self._look.platform is not Platform.FACEBOOK:
            self._paint_pictures(painter, self._head(self._wide))
        painter.save()
        painter.translate(PAD, top)
        self.body.drawContents(painter)
        painter.restore()
        if self._look.platform is Platform.FACEBOOK:
            self._paint_pictures(painter, top + self.body.size().height() + 10)
            self._paint_foot(painter)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(QColor(LINK), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        picture = self.picture_at(event.position())
        if picture is None:
            self.unfold()
        else:
            self.picture_clicked.emit(picture)

    def picture_at(self, point: QPointF) -> int | None:
        """Which picture of the post is painted there."""
        there = point / self._scale
        if self._look.platform is not Platform.FACEBOOK:
            cover = QRectF(0, self._head(self._wide), self._wide, self._pictures(self._wide))
            return 0 if self._look.images and cover.contains(there) else None
        top = self._top(self._wide) + self.body.size().height() + 10
        boxes = album_boxes(self._sizes(), self._wide)
        return next((n for n, box in enumerate(boxes) if box.translated(0, top).contains(there)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.folds:
            self.unfold()
        else:
            super().keyPressEvent(event)

    def _lay(self) -> None:
        self.body.setDefaultFont(pixel_font(self._px))
        self.body.setHtml(self._html())
        self.setAccessibleName(f"{self._look.page}: {self._look.text}")
        self.setAccessibleDescription("; ".join(alt for alt in self._look.alts if alt))
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.folds else Qt.CursorShape.ArrowCursor)
        self.updateGeometry()
        self.update()

    def _html(self) -> str:
        look = self._look
        text = self._short if self.folds else look.text
        body = _LINKED.sub(rf'<span style="color:{LINK}">\1</span>', html.escape(text)).replace("\n", "<br>")
        if self.folds:
            more = html.escape(tr("Show more"))
            body += f'… <span style="color:{SOFT}; font-weight:600">{more}</span>'
        title = ""
        if look.title and look.platform is not Platform.FACEBOOK:
            size = self._px + 5
            title = f'<p style="font-size:{size}px; font-weight:700; margin:0 0 8px 0">{html.escape(look.title)}</p>'
        return f'<div style="color:{INK}">{title}<div style="line-height:128%">{body}</div></div>'

    @property
    def _wide(self) -> float:
        """Width in the pixels of the phone."""
        return self.width() / self._scale

    @property
    def _line(self) -> int:
        """Height of a line of the head."""
        return round(LINE * self._px / USUAL)

    def _head(self, width: float) -> int:
        """Height of the head; a long name takes a line more."""
        return HEAD + 2 * (self._line - LINE) + (self._name_lines(width) - 1) * self._line

    def _name_lines(self, width: float) -> int:
        """Lines of the name of the page."""
        font = pixel_font(self._px, QFont.Weight.Bold)
        return max(1, len(lines_of(self._look.page, font, int(width - NAME_LEFT - PAD), NAME_LINES)))

    def _top(self, width: float) -> float:
        """Where the text begins: on Facebook above the pictures, else under the first."""
        if self._look.platform is Platform.FACEBOOK:
            return self._head(width)
        return self._head(width) + (self._pictures(width) + 12 if self._look.images else 0)

    def _pictures(self, width: float) -> float:
        return album_height(self._sizes(), width) if self._look.platform is Platform.FACEBOOK else self._cover(width)

    def _sizes(self) -> list[QSizeF]:
        return [QSizeF(i.size()) if not i.isNull() else QSizeF(4, 5) for i in self._look.images]

    def _cover(self, width: float) -> float:
        if not self._look.images:
            return 0.0
        first = self._look.images[0]
        return width * min(0.66, first.height() / first.width() if first.width() else 0.525)

    def _foot(self) -> int:
        return FOOT if self._look.platform is Platform.FACEBOOK else PAD

    def _paint_head(self, painter: QPainter) -> None:
        sign = PageMark(self._look.page, self._look.platform, self._look.practice)
        paint_page(painter, QRect(PAD, 12, AVATAR, AVATAR), sign)
        room = QRectF(NAME_LEFT, 12, self._wide - NAME_LEFT - PAD, self._line)
        bold, middle = pixel_font(self._px, QFont.Weight.Bold), int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(bold)
        painter.setPen(QColor(INK))
        for line in lines_of(self._look.page, bold, int(room.width()), NAME_LINES):
            painter.drawText(room, middle, line)
            room.translate(0, self._line)
        painter.setFont(pixel_font(self._px - 2))
        painter.setPen(QColor(SOFT))
        painter.drawText(room, middle, self._look.when)

    def _paint_pictures(self, painter: QPainter, top: float) -> None:
        if not self._look.images:
            return
        if self._look.platform is Platform.FACEBOOK:
            paint_album(painter, 0, top, self._wide, self._look.images)
            return
        painter.save()
        painter.setClipRect(QRectF(0, top, self._wide, self._cover(self._wide)))
        paint_album(painter, 0, top, self._wide, self._look.images[:1])
        painter.restore()

    def _paint_foot(self, painter: QPainter) -> None:
        top = round(self.height() / self._scale) - FOOT
        painter.setFont(pixel_font(self._px - 1, QFont.Weight.Medium))
        painter.setPen(QColor(SOFT))
        entries = (
            ("thumbs-up", tr("Like")),
            ("message-circle", tr("Comment")),
            ("share-2", tr("Share")),
        )
        metrics = painter.fontMetrics()
        widths = [16 + 6 + metrics.horizontalAdvance(word) for _, word in entries]
        gap = (self._wide - sum(widths)) / (len(entries) + 1)
        left = gap
        for (name, word), width in zip(entries, widths, strict=True):
            painter.drawPixmap(round(left), top + (FOOT - 16) // 2, glyph(name, SOFT, 16, self.devicePixelRatio()))
            painter.drawText(QRectF(left + 22, top, width, FOOT), int(Qt.AlignmentFlag.AlignVCenter), word)
            left += width + gap
