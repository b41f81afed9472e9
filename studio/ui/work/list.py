"""The list of tasks: groups on cards, each row with its one step as a button that is painted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from studio.translation import tr
from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.row_list import RowDelegate, RowList
from studio.ui.widgets.rows import ID_ROLE, ROOT, ROW_ROLE, Index
from studio.ui.widgets.text_painter import BAR, RIGHT, paint_elided, weighted
from studio.ui.work.words import TaskRow

PAD_X, PAD_Y, GAP = 14, 8, 12
RADIUS = 10
BUTTON_PAD, BUTTON_RADIUS, KEY_PAD = 14, 6, 5
SMALL, KEY_SIZE = 0.89, 0.76
HEAD_ABOVE, HEAD_BELOW = 10, 6


class TaskList(RowList[TaskRow]):
    """`stepped` carries the id of a task whose step was asked for, `post_wanted` that of one whose post is."""

    stepped = Signal(str)
    post_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("What waits"))
        self.setItemDelegate(TaskDelegate(self))
        self.setProperty("ring", False)  # the row in hand shows where the keyboard is
        self.viewport().setAutoFillBackground(False)
        self.opened.connect(self.stepped)
        self.under = ""
        """Id of the task whose button the mouse is on."""

    def title(self, row: TaskRow) -> str:
        return row.title

    def spoken(self, row: TaskRow) -> str:
        return row.spoken

    def head(self, row: TaskRow) -> str:
        return row.head[0] if row.head is not None else ""

    def tip(self, row: TaskRow) -> str:
        return f"{row.title}\n{row.reason}"

    def band(self, row: TaskRow | None) -> int:
        """Pixels of the head that the row begins a group with."""
        if row is None or row.head is None:
            return 0
        return self.fontMetrics().lineSpacing() + HEAD_ABOVE + HEAD_BELOW

    def step_width(self) -> int:
        """Pixels of the column of steps: as wide as the widest in hand."""
        bold = QFontMetrics(weighted(self.font()))
        step = max((bold.horizontalAdvance(row.step or row.waits_for) for row in self.rows.all()), default=0)
        return step + 2 * BUTTON_PAD + _key_width(self.font())

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The head of a group is no part of the row below it for the mouse."""
        index = super(RowList, self).indexAt(point)
        band = self.band(index.data(ROW_ROLE))
        return index if point.y() >= self.visualRect(index).y() + band else QModelIndex()

    def button_at(self, point: QPoint) -> str:
        """Id of the task whose button is there."""
        index = self.indexAt(point)
        row: TaskRow | None = index.data(ROW_ROLE)
        if row is None or not row.step:
            return ""
        room = self.visualRect(index).adjusted(0, self.band(row), 0, 0)
        chosen = index == self.currentIndex() and self.hasFocus()
        return str(index.data(ID_ROLE)) if button_rect(room, row, self.font(), chosen).contains(point) else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        under = self.button_at(event.position().toPoint())
        if under != self.under:
            self.under = under
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        step = self.button_at(event.position().toPoint()) if event.button() is Qt.MouseButton.LeftButton else ""
        super().mousePressEvent(event)
        if step:
            self.stepped.emit(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Right and self.chosen_id:
            self.post_wanted.emit(self.chosen_id)
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave and self.under:
            self.under = ""
            self.viewport().update()
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The head of the first group in sight stays at the top while its rows go by."""
        super().paintEvent(event)
        first = next(
            (self.rows.index(place, 0) for place in range(self.rows.rowCount(ROOT)) if self._shows(place)), None
        )
        if first is None:
            return
        top = first.row()
        while top and self._row(top).head is None:
            top -= 1
        row = self._row(top)
        height = self.band(row)
        if self.visualRect(self.rows.index(top, 0)).y() >= 0:
            return
        following = next((p for p in range(top + 1, self.rows.rowCount(ROOT)) if self._row(p).head is not None), None)
        push = min(0, self.visualRect(self.rows.index(following, 0)).y() - height) if following is not None else 0
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_task_head(painter, QRect(0, push, self.viewport().width(), height), row, self.font())

    def _row(self, place: int) -> TaskRow:
        row: TaskRow = self.rows.index(place, 0).data(ROW_ROLE)
        return row

    def _shows(self, place: int) -> bool:
        return self.visualRect(self.rows.index(place, 0)).bottom() >= 0


class TaskDelegate(RowDelegate):
    """Paints a row: icon, title and reason, time, step."""

    def __init__(self, view: TaskList) -> None:
        super().__init__(view)
        self._tasks = view

    def height(self, styled: Any, row: TaskRow | None) -> int:
        small = QFontMetrics(weighted(styled.font, QFont.Weight.Normal, SMALL))
        return int(styled.fontMetrics.lineSpacing() + small.lineSpacing() + 2 * PAD_Y)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> Any:
        styled: Any = option
        hint = super().sizeHint(option, index)
        row = index.data(ROW_ROLE)
        hint.setHeight(self.height(styled, row) + self._tasks.band(row))
        return hint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled: Any = option
        row: TaskRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = self._tasks.band(row)
        if band:
            paint_task_head(
                painter, QRect(styled.rect.x(), styled.rect.y(), styled.rect.width(), band), row, styled.font
            )
        room = styled.rect.adjusted(0, band, 0, 0)
        self._card(painter, room, row, styled.state)
        self.paint_row(painter, room, row, styled)
        painter.restore()

    def _card(self, painter: QPainter, room: QRect, row: TaskRow, state: QStyle.StateFlag) -> None:
        """The part of the group's card that lies under the row."""
        tokens = current_tokens()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = tokens.selected if chosen else tokens.hover if hover else tokens.card
        shape = _card_shape(QRectF(room).adjusted(0.5, 0.5, -0.5, 0 if not row.last else -0.5), row)
        painter.fillPath(shape, QColor(ground))
        if chosen:
            painter.save()
            painter.setClipPath(shape)
            bar = tokens.accent if self._tasks.hasFocus() else tokens.field_line
            painter.fillRect(QRect(room.x(), room.y(), BAR + 1, room.height()), QColor(bar))
            painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawPath(shape)

    def paint_row(self, painter: QPainter, rect: QRect, row: TaskRow, styled: Any) -> None:
        tokens, view, font = current_tokens(), self._tasks, styled.font
        small = weighted(font, QFont.Weight.Normal, SMALL)
        line, below = styled.fontMetrics.lineSpacing(), QFontMetrics(small).lineSpacing()
        inside = rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        side = inside.height() - 6
        tile = QRect(inside.x(), inside.y() + 3, side, side)
        ink = tokens.tones[row.look.tone]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.tint))
        painter.drawRoundedRect(tile, 7, 7)
        px = icon_px(styled.fontMetrics)
        corner = QPoint(tile.x() + (side - px) // 2, tile.y() + (side - px) // 2)
        painter.drawPixmap(corner, glyph(row.look.glyph, ink.text, px, view.devicePixelRatio()))
        step, medium = view.step_width(), weighted(small) if row.pressing is not None else small
        right = inside.right() - step - GAP
        time = QFontMetrics(medium).horizontalAdvance(row.time) + 1 if row.time else 0
        colour = tokens.tones[row.pressing].text if row.pressing is not None else tokens.muted
        when = QRect(right - time, inside.y(), time, inside.height())
        paint_elided(painter, when, row.time, medium, colour, RIGHT)
        left = tile.right() + GAP
        width = when.left() - (2 * GAP if time else 0) - left
        paint_elided(painter, QRect(left, inside.y(), width, line), row.title, weighted(font), tokens.text)
        paint_elided(painter, QRect(left, inside.y() + line, width, below), row.reason, small, tokens.muted)
        if row.step:
            self._paint_step(painter, rect, row, styled)
        else:
            room = QRect(inside.right() - step, inside.y(), step, inside.height())
            paint_elided(painter, room, row.waits_for, small, tokens.muted, RIGHT)

    def _paint_step(self, painter: QPainter, rect: QRect, row: TaskRow, styled: Any) -> None:
        tokens, font = current_tokens(), weighted(styled.font)
        chosen = bool(styled.state & QStyle.StateFlag.State_Selected) and self._tasks.hasFocus()
        under = self._tasks.under == row.task.id
        box = button_rect(rect, row, styled.font, chosen)
        ground = (tokens.accent_hover if under else tokens.accent) if chosen else tokens.hover if under else tokens.card
        painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.field_line), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), BUTTON_RADIUS, BUTTON_RADIUS)
        ink = QColor(tokens.on_accent if chosen else tokens.text)
        painter.setFont(font)
        painter.setPen(ink)
        words = box.adjusted(BUTTON_PAD, 0, -BUTTON_PAD, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), row.step)
        if chosen:
            key = weighted(styled.font, QFont.Weight.Medium, KEY_SIZE)
            metrics = QFontMetrics(key)
            width, height = metrics.horizontalAdvance(ENTER) + 2 * KEY_PAD, metrics.height() + 2
            cap = QRectF(words.right() - width + 1, box.center().y() - height / 2 + 0.5, width, height)
            painter.setFont(key)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cap, 4, 4)
            painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), ENTER)


ENTER = "Enter"


def button_rect(rect: QRect, row: TaskRow, font: QFont, chosen: bool) -> QRect:
    """Where the step of a row is painted; the chosen one names its key besides."""
    metrics = QFontMetrics(weighted(font))
    width = metrics.horizontalAdvance(row.step) + 2 * BUTTON_PAD + (_key_width(font) if chosen else 0)
    height = metrics.height() + 13
    return QRect(rect.right() - PAD_X - width + 1, rect.y() + (rect.height() - height) // 2, width, height)


def _key_width(font: QFont) -> int:
    key = QFontMetrics(weighted(font, QFont.Weight.Medium, KEY_SIZE))
    return key.horizontalAdvance(ENTER) + 2 * KEY_PAD + 8


def paint_task_head(painter: QPainter, band: QRect, row: TaskRow, font: QFont) -> None:
    """Name of a group, how many it has, and one phrase."""
    if row.head is None:
        return
    tokens, (name, count, hint) = current_tokens(), row.head
    painter.fillRect(band, QColor(tokens.page))
    line = band.adjusted(0, HEAD_ABOVE, 0, -HEAD_BELOW)
    urgent = row.task.group == "now"
    bold = weighted(font)
    ink = tokens.tones[Tone.RED if urgent else Tone.GREY]
    paint_elided(painter, line, name, bold, ink.text if urgent else tokens.text)
    left = line.x() + QFontMetrics(bold).horizontalAdvance(name) + 8
    small = weighted(font, QFont.Weight.DemiBold, 0.85)
    metrics, text = QFontMetrics(small), str(count)
    height = metrics.height() + 2
    pill = QRectF(left, line.center().y() - height / 2 + 0.5, max(height, metrics.horizontalAdvance(text) + 10), height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink.text if urgent else ink.tint))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setFont(small)
    painter.setPen(QColor(tokens.card if urgent else tokens.muted))
    painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), text)
    rest = line.adjusted(int(pill.right()) - line.x() + 8, 0, 0, 0)
    paint_elided(painter, rest, hint, weighted(font, QFont.Weight.Normal, SMALL), tokens.muted)


def _card_shape(box: QRectF, row: TaskRow) -> QPainterPath:
    """The row's part of the card: its first and last have round corners."""
    top, foot = (RADIUS if row.head is not None else 0), (RADIUS if row.last else 0)
    path = QPainterPath()
    path.moveTo(box.left(), box.bottom() - foot)
    path.lineTo(box.left(), box.top() + top)
    if top:
        path.quadTo(box.left(), box.top(), box.left() + top, box.top())
    path.lineTo(box.right() - top, box.top())
    if top:
        path.quadTo(box.right(), box.top(), box.right(), box.top() + top)
    path.lineTo(box.right(), box.bottom() - foot)
    if foot:
        path.quadTo(box.right(), box.bottom(), box.right() - foot, box.bottom())
    path.lineTo(box.left() + foot, box.bottom())
    if foot:
        path.quadTo(box.left(), box.bottom(), box.left(), box.bottom() - foot)
    path.closeSubpath()
    return path
