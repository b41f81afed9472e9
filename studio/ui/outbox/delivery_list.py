"""The list of the outbox: a thumbnail, the title on two lines, page, time, and the word with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QImage, QPainter, QPainterPath, QPixmap

from studio.translation import tr
from studio.ui.language import Speech
from studio.ui.outbox.details import OutboxRow, ReadyRow
from studio.ui.outbox.faces import RowFace, face_of, group_of, group_words
from studio.ui.theme import current_tokens
from studio.ui.widgets.avatar import paint_avatar
from studio.ui.widgets.chip import paint_word
from studio.ui.widgets.painting import paint_elided, paint_lines, weighted
from studio.ui.widgets.row_list import PAD_X, RowDelegate, RowList
from studio.ui.widgets.tips import plain

ListRow = OutboxRow | ReadyRow
THUMB = QSize(34, 42)
SIGN, GAP, PAD_Y = 28, 12, 8
WIDE = 860
"""Pixels from which the page has a column of its own; below it stands in the line under the title."""
PAGE, TIME, STATE = 176, 84, 290
SMALL = 0.9


class DeliveryList(RowList[ListRow]):
    """`menu_wanted` asks, at a point of the screen, for what can be done with the row in hand; `thumbs_wanted` carries
    ids of posts of which no picture is known yet."""

    menu_wanted = Signal(QPoint)
    thumbs_wanted = Signal(list)

    def __init__(self, speech: Speech) -> None:
        super().__init__(tr("Deliveries"))
        self._speech = speech
        self.now = datetime.min.replace(tzinfo=UTC)
        self._heads: dict[str, str] = {}
        self._thumbs: dict[str, QPixmap] = {}
        self._missing: dict[str, None] = {}
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask)
        self.setUniformItemSizes(False)
        self.setItemDelegate(DeliveryDelegate(self))
        self.rows.modelReset.connect(self._name_groups)
        self.rows.dataChanged.connect(lambda *_: self._name_groups())

    def face(self, row: ListRow) -> RowFace:
        return face_of(row, self.now, self._speech)

    def title(self, row: ListRow) -> str:
        return self.face(row).title

    def spoken(self, row: ListRow) -> str:
        head = self.head(row)
        return f"{head}. {self.face(row).spoken}" if head else self.face(row).spoken

    def head(self, row: ListRow) -> str:
        return self._heads.get(row.id, "")

    def choose(self, id: str) -> bool:
        """Take the row in hand; none where it is not listed."""
        found = super().choose(id)
        if not found:
            self.clearSelection()
            self.setCurrentIndex(self.rows.index(-1, -1))
        return found

    # -- pictures

    def thumb(self, post: str) -> QPixmap | None:
        """The picture of a post; asked for where it is not known yet."""
        if post not in self._thumbs:
            self._missing[post] = None
            if not self._asking.isActive():
                self._asking.start()
        return self._thumbs.get(post)

    def show_thumbs(self, images: Mapping[str, QImage]) -> None:
        """What was asked for; a null image where there is none."""
        for post, image in images.items():
            ratio = self.devicePixelRatio()
            kept = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            smooth = Qt.TransformationMode.SmoothTransformation
            pixmap = QPixmap()
            if not image.isNull():
                pixmap = QPixmap.fromImage(image.scaled(THUMB * ratio, kept, smooth))
                pixmap.setDevicePixelRatio(ratio)
            self._thumbs[post] = pixmap
        self.viewport().update()

    def _ask(self) -> None:
        wanted, self._missing = list(self._missing), {}
        if wanted:
            for post in wanted:
                self._thumbs[post] = QPixmap()  # asked for once
            self.thumbs_wanted.emit(wanted)

    # -- groups and menu

    def _name_groups(self) -> None:
        """Each group begins with its name and the number of its rows."""
        rows = self.rows.all()
        counted: dict[int, int] = {}
        for row in rows:
            counted[group_of(row)] = counted.get(group_of(row), 0) + 1
        heads, before = {}, None
        for row in rows:
            group = group_of(row)
            if group is not before:
                heads[row.id] = f"{group_words(group)}  {counted[group]}"
            before = group
        if heads != self._heads:
            self._heads = heads
            self.scheduleDelayedItemsLayout()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.setCurrentIndex(index)
        else:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        if self.chosen_id:
            self.menu_wanted.emit(at)

    def tip(self, row: ListRow) -> str:
        face = self.face(row)
        return plain("\n".join(part for part in (face.title, face.evidence) if part))


class DeliveryDelegate(RowDelegate):
    """Paints a row. Under `WIDE` the page folds into the line below the title; word and evidence never go."""

    view: DeliveryList

    def height(self, styled: Any, row: Any) -> int:
        lines = 2 * styled.fontMetrics.lineSpacing() + QFontMetrics(self._small(styled.font)).lineSpacing()
        return int(max(THUMB.height(), lines) + 2 * PAD_Y)

    def paint_row(self, painter: QPainter, rect: QRect, row: Any, styled: Any) -> None:
        face, wide = self.view.face(row), rect.width() >= WIDE
        room = rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        self._paint_thumb(painter, room, row.post_id)
        scale = max(1.0, styled.fontMetrics.height() / 18)
        state, time = round(STATE * scale), round(TIME * scale)
        state = min(state, room.width() * 2 // 5)
        right = QRect(room.right() - state, room.y(), state, room.height())
        left = room.adjusted(THUMB.width() + GAP, 0, -state - GAP, 0)
        if rect.width() >= WIDE // 2 + time:
            at = QRect(left.right() - time, left.y(), time, left.height())
            self._paint_pair(painter, at, (face.day, face.hour), styled.font)
            left.adjust(0, 0, -time - GAP, 0)
        if wide:
            page = min(round(PAGE * scale), left.width() // 3)
            at = QRect(left.right() - page, left.y(), page, left.height())
            self._paint_page(painter, at, face, styled.font)
            left.adjust(0, 0, -page - GAP, 0)
        self._paint_title(painter, left, face, styled.font, wide=wide)
        self._paint_state(painter, right, face, styled.font)

    def _paint_thumb(self, painter: QPainter, room: QRect, post: str) -> None:
        tokens = current_tokens()
        place = QRect(room.x(), room.y() + (room.height() - THUMB.height()) // 2, THUMB.width(), THUMB.height())
        outline = QPainterPath()
        outline.addRoundedRect(place, 4, 4)
        pixmap = self.view.thumb(post)
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(place, QColor(tokens.locked))
        if pixmap is not None and not pixmap.isNull():
            painter.drawPixmap(place.topLeft(), pixmap)
        painter.restore()

    def _paint_title(self, painter: QPainter, room: QRect, face: RowFace, font: Any, *, wide: bool) -> None:
        tokens, bold, small = current_tokens(), weighted(font), self._small(font)
        step, low = QFontMetrics(bold).lineSpacing(), QFontMetrics(small).lineSpacing()
        where = " · ".join(part for part in (face.platform, face.page) if part)
        below = " · ".join(part for part in ((face.code,) if wide else (where, face.code)) if part)
        longer = QFontMetrics(bold).horizontalAdvance(face.title) > room.width()
        lines = 2 if longer or not below else 1
        height = lines * step + (low if below else 0)
        top = room.y() + max(0, (room.height() - height) // 2)
        used = paint_lines(painter, QPoint(room.x(), top), room.width(), face.title, bold, tokens.text, lines)
        paint_elided(painter, QRect(room.x(), top + used * step, room.width(), low), below, small, tokens.muted)

    def _paint_page(self, painter: QPainter, room: QRect, face: RowFace, font: Any) -> None:
        sign = QRect(room.x(), room.y() + (room.height() - SIGN) // 2, SIGN, SIGN)
        if face.platform:
            paint_avatar(painter, sign, face.page)
            room = room.adjusted(SIGN + 8, 0, 0, 0)
        self._paint_pair(painter, room, (face.platform, face.page) if face.platform else (face.page, ""), font)

    def _paint_pair(self, painter: QPainter, room: QRect, words: tuple[str, str], font: Any) -> None:
        """Two lines in the middle of `room`, the second small."""
        tokens, small = current_tokens(), self._small(font)
        step, low = QFontMetrics(font).lineSpacing(), QFontMetrics(small).lineSpacing()
        top = room.y() + (room.height() - step - (low if words[1] else 0)) // 2
        paint_elided(painter, QRect(room.x(), top, room.width(), step), words[0], font, tokens.text)
        paint_elided(painter, QRect(room.x(), top + step, room.width(), low), words[1], small, tokens.muted)

    def _paint_state(self, painter: QPainter, room: QRect, face: RowFace, font: Any) -> None:
        tokens, bold, small = current_tokens(), weighted(font), self._small(font)
        step, low = QFontMetrics(bold).lineSpacing(), QFontMetrics(small).lineSpacing()
        lines = min(2, max(1, -(-QFontMetrics(small).horizontalAdvance(face.evidence) // max(1, room.width()))))
        top = room.y() + max(0, (room.height() - step - lines * low) // 2)
        word = QRect(room.x(), top, room.width(), step)
        paint_word(painter, word, face.word, bold, self.view.devicePixelRatio())
        paint_lines(painter, QPoint(room.x(), top + step), room.width(), face.evidence, small, tokens.muted, lines)

    @staticmethod
    def _small(font: Any) -> Any:
        return weighted(font, font.weight(), SMALL)
