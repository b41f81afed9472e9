"""The list of the outbox: a thumbnail, the title on two lines, page, time, the word with its evidence, and the step."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetrics, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyle

from studio.translation import tr
from studio.ui.icons import glyph, icon_px
from studio.ui.language import LanguageManager
from studio.ui.outbox.details import OutboxRow, ReadyRow
from studio.ui.outbox.faces import RowFace, face_of, group_of, group_words
from studio.ui.review.thumbs import PostThumbs
from studio.ui.theme import current_tokens
from studio.ui.widgets.avatar import paint_page
from studio.ui.widgets.chip import paint_word_lines, words_room
from studio.ui.widgets.row_list import PAD_X, RowDelegate, RowList, head_height
from studio.ui.widgets.rows import ROW_ROLE
from studio.ui.widgets.text_painter import lines_of, paint_elided, paint_lines, paint_thumb, weighted
from studio.ui.widgets.tips import plain

ListRow = OutboxRow | ReadyRow
THUMB = QSize(34, 42)
SIGN, LETTER, GAP, PAD_Y = 28, 18, 12, 8
WIDE, NARROW = 1000, 680
"""Pixels from which page and step have columns; below, the page stands under the title, and the step in the menu.
Pixels below which all of a row stands under its title."""
STACKED = (2, 2, 2, 3)
"""Most lines of title, word, evidence and place where they stand under each other."""
PAGE, TIME, STATE, STEP = 168, 84, 270, 150
BUTTON, BUTTON_PAD, RADIUS = 32, 12, 6
SMALL = 0.9
CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class DeliveryList(RowList[ListRow]):
    """`menu_wanted` asks, at a point of the screen, for what can be done with the row in hand; `stepped` carries the id
    of a row whose step was pressed."""

    menu_wanted = Signal(QPoint)
    stepped = Signal(str)

    def __init__(self, language: LanguageManager) -> None:
        super().__init__(tr("Deliveries"))
        self._language = language
        self.now = datetime.min.replace(tzinfo=UTC)
        self._heads: dict[str, str] = {}
        self.thumbs = PostThumbs(self)
        self.thumbs.came.connect(self.viewport().update)
        self.setUniformItemSizes(False)
        self.setItemDelegate(DeliveryDelegate(self))
        self.rows.modelReset.connect(self._name_groups)
        self.rows.dataChanged.connect(lambda *_: self._name_groups())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows that have no room beside each other's parts are higher."""
        super().resizeEvent(event)
        now, before = event.size().width(), event.oldSize().width()
        turned = is_wide(now, self.font()) is not is_wide(before, self.font())
        if turned or (now != before and self.is_narrow(min(now, before))):
            self.scheduleDelayedItemsLayout()

    def is_narrow(self, width: int) -> bool:
        """Whether the parts of a row stand under each other in rows so wide."""
        return width < NARROW * scale_of(self.font())

    @property
    def text_width(self) -> int:
        """Pixels that a row has beside its picture; those of a scroll bar, which may come, are kept free."""
        bar = self.verticalScrollBar()
        taken = 0 if bar.isVisible() else bar.sizeHint().width()
        return max(80, self.viewport().width() - taken - THUMB.width() - GAP - 2 * PAD_X)

    def face(self, row: ListRow) -> RowFace:
        return face_of(row, self.now, self._language)

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

    # -- the step

    def step_at(self, point: QPoint) -> str:
        """Id of the row whose step is there."""
        index = self.indexAt(point)
        row: ListRow | None = index.data(ROW_ROLE)
        if row is None:
            return ""
        band = head_height(self.fontMetrics()) if self.head(row) else 0
        room = self.visualRect(index).adjusted(0, band, 0, 0)
        return row.id if step_box(room, self.face(row).step, self.font()).contains(point) else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        on = bool(self.step_at(event.position().toPoint()))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if on else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        stepped = self.step_at(at) if event.button() is Qt.MouseButton.LeftButton else ""
        row = self.row(stepped) if stepped else None
        if row is None:
            return
        if self.face(row).step:
            self.stepped.emit(stepped)
        else:
            self.menu_wanted.emit(self.viewport().mapToGlobal(at))

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


def scale_of(font: QFont) -> float:
    """How much larger than usual the type is."""
    return max(1.0, QFontMetrics(font).height() / 18)


def is_wide(width: int, font: QFont) -> bool:
    """Whether page and step have columns of their own in rows so wide."""
    return width >= WIDE * scale_of(font)


def step_box(rect: QRect, step: str, font: QFont) -> QRect:
    """Where the step of a row stands, or the sign of its menu; nothing where rows are too narrow."""
    scale = scale_of(font)
    if not is_wide(rect.width(), font):
        return QRect()
    high = round(BUTTON * scale)
    words = QFontMetrics(weighted(font)).horizontalAdvance(step) + 2 * BUTTON_PAD + 4 if step else high
    wide = min(words, round(STEP * scale))
    return QRect(rect.right() - PAD_X - wide + 1, rect.center().y() - high // 2, wide, high)


class DeliveryDelegate(RowDelegate):
    """Paints a row. Under `WIDE` the page folds into the line below the title; word and evidence never go."""

    view: DeliveryList

    def height(self, styled: Any, row: Any) -> int:
        low = QFontMetrics(self._small(styled.font)).lineSpacing()
        if self.view.is_narrow(self.view.viewport().width()):
            face = self.view.face(row) if row is not None else None
            titles, words, told, below = self._stack(face, styled.font) if face is not None else STACKED
            return int((titles + words) * styled.fontMetrics.lineSpacing() + (told + below) * low + 2 * PAD_Y)
        lines = 2 * styled.fontMetrics.lineSpacing() + self._below() * low
        return int(max(THUMB.height(), lines) + 2 * PAD_Y)

    def _below(self) -> int:
        """Small lines that there is room for under two lines of the title or the word."""
        return 1 if is_wide(self.view.viewport().width(), self.view.font()) else 2

    def paint_row(self, painter: QPainter, rect: QRect, row: Any, styled: Any) -> None:
        face, scale = self.view.face(row), scale_of(styled.font)
        wide = is_wide(rect.width(), styled.font)
        room = rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        place = QRect(room.x(), room.y() + (room.height() - THUMB.height()) // 2, THUMB.width(), THUMB.height())
        paint_thumb(painter, place, self.view.thumbs.of(row.post_id))
        if self.view.is_narrow(rect.width()):
            self._paint_stack(painter, room.adjusted(THUMB.width() + GAP, 0, 0, 0), face, styled.font)
            return
        state, time = max(round(STATE * scale), rect.width() * 27 // 100), round(TIME * scale)
        if wide:
            self._paint_step(painter, step_box(rect, face.step, styled.font), face.step, styled)
            room.adjust(0, 0, -round(STEP * scale) - GAP, 0)
        state = min(state, room.width() // 2)
        right = QRect(room.right() - state, room.y(), state, room.height())
        left = room.adjusted(THUMB.width() + GAP, 0, -state - GAP, 0)
        at = QRect(left.right() - time, left.y(), time, left.height())
        self._paint_pair(painter, at, (face.day, face.hour), styled.font)
        left.adjust(0, 0, -time - GAP, 0)
        if wide:
            page = max(round(PAGE * scale), rect.width() * 16 // 100)
            at = QRect(left.right() - page, left.y(), page, left.height())
            self._paint_page(painter, at, face, styled.font)
            left.adjust(0, 0, -page - GAP, 0)
        self._paint_title(painter, left, face, styled.font, () if wide else face.place)
        self._paint_state(painter, right, face, styled.font)

    def _stack(self, face: RowFace, font: Any) -> tuple[int, int, int, int]:
        """Lines of title, word, evidence and place, which stand under each other."""
        bold, small, width = weighted(font), self._small(font), self.view.text_width
        parts = (
            (face.title, bold, width),
            (face.word.text, bold, words_room(width, bold)),
            (face.evidence, small, width),
            (_below((_when(face), *face.place), face.code), small, width),
        )
        titles, words, told, below = (
            len(lines_of(text, type_, room, most)) if text else 0
            for (text, type_, room), most in zip(parts, STACKED, strict=True)
        )
        return titles, words, told, below

    def _paint_stack(self, painter: QPainter, room: QRect, face: RowFace, font: Any) -> None:
        """All parts under each other."""
        tokens, bold, small, width = current_tokens(), weighted(font), self._small(font), self.view.text_width
        step, low = QFontMetrics(bold).lineSpacing(), QFontMetrics(small).lineSpacing()
        titles, words, told, below = self._stack(face, font)
        at = QPoint(room.x(), room.y())
        paint_lines(painter, at, width, face.title, bold, tokens.text, titles)
        at.setY(at.y() + titles * step)
        word = QRect(at.x(), at.y(), width, words * step)
        paint_word_lines(painter, word, face.word, bold, words, self.view.devicePixelRatio())
        at.setY(at.y() + words * step)
        paint_lines(painter, at, width, face.evidence, small, tokens.muted, told)
        at.setY(at.y() + told * low)
        paint_lines(painter, at, width, _below((_when(face), *face.place), face.code), small, tokens.muted, below)

    def _paint_title(self, painter: QPainter, room: QRect, face: RowFace, font: Any, folded: tuple[str, ...]) -> None:
        """The title, and below it what has no column of its own, and the code."""
        tokens, bold, small = current_tokens(), weighted(font), self._small(font)
        step, low = QFontMetrics(bold).lineSpacing(), QFontMetrics(small).lineSpacing()
        below = _below(folded, face.code)
        longer = QFontMetrics(bold).horizontalAdvance(face.title) > room.width()
        lines = 2 if longer else 1
        most = self._below() + 2 - lines
        more = len(lines_of(below, small, room.width(), most)) if below else 1
        height = lines * step + (more * low if below else 0)
        top = room.y() + max(0, (room.height() - height) // 2)
        used = paint_lines(painter, QPoint(room.x(), top), room.width(), face.title, bold, tokens.text, lines)
        paint_lines(painter, QPoint(room.x(), top + used * step), room.width(), below, small, tokens.muted, most)

    def _paint_page(self, painter: QPainter, room: QRect, face: RowFace, font: Any) -> None:
        if len(face.signs) == 1:
            paint_page(painter, QRect(room.x(), room.center().y() - SIGN // 2, SIGN, SIGN), face.signs[0])
        else:
            platforms = tuple(dict.fromkeys(sign.of_platform for sign in face.signs))[:2]
            top = room.center().y() - len(platforms) * LETTER // 2
            for place, sign in enumerate(platforms):
                paint_page(painter, QRect(room.x() + 6, top + place * (LETTER + 3), LETTER, LETTER), sign)
        self._paint_pair(painter, room.adjusted(SIGN + 8, 0, 0, 0), face.place, font)

    def _paint_step(self, painter: QPainter, box: QRect, step: str, styled: Any) -> None:
        """The step as a button, filled in the row in hand; where there is none, the sign of the menu."""
        tokens, chosen = current_tokens(), bool(styled.state & QStyle.StateFlag.State_Selected)
        if not step:
            px = icon_px(styled.fontMetrics)
            at = box.center() - QPoint(px // 2, px // 2)
            painter.drawPixmap(at, glyph("ellipsis", tokens.muted, px, self.view.devicePixelRatio()))
            return
        painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.field_line), 1))
        painter.setBrush(QColor(tokens.accent if chosen else tokens.card))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        ink = tokens.on_accent if chosen else tokens.text
        paint_elided(painter, box.adjusted(BUTTON_PAD, 0, -BUTTON_PAD, 0), step, weighted(styled.font), ink, CENTRE)

    def _paint_pair(self, painter: QPainter, room: QRect, words: tuple[str, str], font: Any) -> None:
        """Two texts in the middle of `room`, the second small and on two lines where it needs them."""
        tokens, small = current_tokens(), self._small(font)
        step, low = QFontMetrics(font).lineSpacing(), QFontMetrics(small).lineSpacing()
        lines = len(lines_of(words[1], small, room.width(), 2)) if words[1] else 0
        top = room.y() + (room.height() - step - lines * low) // 2
        paint_elided(painter, QRect(room.x(), top, room.width(), step), words[0], font, tokens.text)
        paint_lines(painter, QPoint(room.x(), top + step), room.width(), words[1], small, tokens.muted, 2)

    def _paint_state(self, painter: QPainter, room: QRect, face: RowFace, font: Any) -> None:
        """The word whole, on two lines where it needs them, and as much of the evidence as there is room for."""
        tokens, bold, small = current_tokens(), weighted(font), self._small(font)
        step, low = QFontMetrics(bold).lineSpacing(), QFontMetrics(small).lineSpacing()
        words = len(lines_of(face.word.text, bold, words_room(room.width(), bold), 2))
        most = self._below() + 2 - words
        lines = len(lines_of(face.evidence, small, room.width(), most)) if face.evidence else 0
        top = room.y() + max(0, (room.height() - words * step - lines * low) // 2)
        word = QRect(room.x(), top, room.width(), words * step)
        paint_word_lines(painter, word, face.word, bold, words, self.view.devicePixelRatio())
        at = QPoint(room.x(), top + words * step)
        paint_lines(painter, at, room.width(), face.evidence, small, tokens.muted, most)

    @staticmethod
    def _small(font: Any) -> Any:
        return weighted(font, font.weight(), SMALL)


def _below(folded: tuple[str, ...], code: str) -> str:
    """What has no column of its own, and the code, whole; a line may end in the dot, and begins with none."""
    return "\u00a0· ".join(filter(None, (*folded, code.replace("-", "-\u2060"))))


def _when(face: RowFace) -> str:
    return f"{face.day} {face.hour}".strip()
