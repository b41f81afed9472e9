"""One page a post may go to, and the heading of a unit's pages. Both paint themselves: there may be hundreds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from studio.accounts.model import Account, PageStatus
from studio.translation import tr
from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tokens
from studio.ui.widgets.avatar import paint_page
from studio.ui.widgets.text_painter import lines_of, paint_lines, weighted
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord, kind_name, page_word, sign_of

BOX, AVATAR, GAP, PAD = 17, 28, 9, 4
TICK = 14
NAME_LINES = 3
SMALLER = 0.93
LINE = 18
"""Height of a line at which box and sign have their size; they grow with the window's type."""


class TargetLine(QAbstractButton):
    """A row of the list that takes the keyboard; `stepped` asks for the next (1) or the former (-1) row."""

    stepped = Signal(int)
    folded = Signal(bool)
    """← and →: fold the group away, or open it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCheckable(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def _frame(self, painter: QPainter, tokens: Tokens) -> None:
        """The ground under the mouse, and the line of the keyboard."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(place, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(place, 6, 6)


class TargetRow(TargetLine):
    """One page: box, sign, name, platform and status; greyed with the reason where nothing can be posted."""

    def __init__(self, account: Account, *, practice: bool) -> None:
        super().__init__()
        self.account = account
        self._practice = practice
        self._locked = False
        self._lines = 1
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        state = self.reason or page_word(account.status).text
        said = [account.title, kind_name(account.kind), account.page_id, state]
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setToolTip(plain("\n".join(part for part in said if part)))
        self._dress()

    @property
    def reason(self) -> str:
        """Why nothing can be posted there; empty where it can."""
        if self._practice and not self.account.kind.local:
            return tr("Not for practice: this page is public.")
        return {
            PageStatus.REQUESTED: tr("Not granted yet: ask the person who manages the pages."),
            PageStatus.HANDED_OVER: tr("Handed over to another unit."),
            PageStatus.MERGED: tr("Merged into another page."),
            PageStatus.CLOSED: tr("Closed."),
        }.get(self.account.status, "")

    @property
    def _tells_status(self) -> bool:
        """A page in use needs no word for it."""
        return bool(self.reason) or self.account.status is not PageStatus.ACTIVE

    def put(self, *, checked: bool, locked: bool) -> None:
        """Tick it or not; a locked row is looked at only."""
        if (checked, locked) != (self.isChecked(), self._locked):
            self._locked = locked
            self.setChecked(checked)
            self._dress()

    def sizeHint(self) -> QSize:
        step, small = QFontMetrics(self._name_font()).lineSpacing(), QFontMetrics(self._small()).lineSpacing()
        below = 2 if self.reason else int(self._tells_status)
        texts = self._lines * step + (1 + below) * small + 3
        avatar = self._grown(AVATAR)
        return QSize(avatar + self._grown(BOX) + 2 * GAP + 80, max(avatar, texts) + 2 * PAD)

    def _grown(self, px: int) -> int:
        return max(px, round(px * self.fontMetrics().lineSpacing() / LINE * 0.8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        used = len(lines_of(self.account.title, self._name_font(), self._texts().width(), NAME_LINES))
        if used != self._lines:
            self._lines = used
            self.updateGeometry()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), current_tokens()
        self._frame(painter, tokens)
        self._paint_box(painter, tokens)
        usable = not self.reason
        painter.setOpacity(1.0 if usable else 0.55)
        avatar = self._grown(AVATAR)
        paint_page(painter, QRect(PAD + self._grown(BOX) + GAP, PAD, avatar, avatar), sign_of(self.account))
        painter.setOpacity(1.0)
        room = self._texts()
        ink = tokens.text if usable else tokens.disabled
        name = self._name_font()
        top = room.top()
        used = paint_lines(painter, room.topLeft(), room.width(), self.account.title, name, ink, NAME_LINES)
        top += used * QFontMetrics(name).lineSpacing() + 1
        small = self._small()
        step = QFontMetrics(small).lineSpacing()
        kind = kind_name(self.account.kind)
        paint_lines(painter, QPoint(room.left(), top), room.width(), kind, small, tokens.muted, 1)
        if self._tells_status:
            self._paint_status(painter, QRect(room.left(), top + step + 1, room.width(), step), tokens, small)

    def _paint_box(self, painter: QPainter, tokens: Tokens) -> None:
        side, tick = self._grown(BOX), self._grown(TICK)
        box = QRectF(PAD + 0.5, PAD + (self._grown(AVATAR) - side) / 2 + 0.5, side - 1, side - 1)
        on, free = self.isChecked(), self.isEnabled()
        painter.setPen(QPen(QColor(tokens.accent if on and free else tokens.field_line if free else tokens.line), 1))
        painter.setBrush(QColor(tokens.accent if on and free else tokens.field if free else tokens.locked))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            mark = glyph("check", tokens.on_accent if free else tokens.disabled, tick, self.devicePixelRatio())
            painter.drawPixmap(box.center() - QPoint(tick // 2, tick // 2).toPointF(), mark)

    def _paint_status(self, painter: QPainter, place: QRect, tokens: Tokens, font: QFont) -> None:
        word: StateWord = page_word(self.account.status)
        ink = tokens.muted if self.reason else tokens.tones[word.tone].text
        px = round(icon_px(QFontMetrics(font)) * 0.85)
        sign = glyph("ban" if self.reason else word.icon, ink, px, self.devicePixelRatio())
        painter.drawPixmap(place.left(), place.top() + (place.height() - px) // 2, sign)
        at = QPoint(place.left() + px + 5, place.top())
        paint_lines(painter, at, place.width() - px - 5, self.reason or word.text, font, ink, 2 if self.reason else 1)

    def _texts(self) -> QRect:
        left = PAD + self._grown(BOX) + GAP + self._grown(AVATAR) + GAP
        return QRect(left, PAD, max(40, self.width() - left - PAD), self.height() - 2 * PAD)

    def _name_font(self) -> QFont:
        return weighted(self.font())

    def _small(self) -> QFont:
        return weighted(self.font(), QFont.Weight.Normal, SMALLER)

    def _dress(self) -> None:
        """A page that cannot be used can still be unticked."""
        self.setEnabled(not self._locked and (not self.reason or self.isChecked()))
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor)


class GroupHeading(TargetLine):
    """A unit with how many of its pages are ticked; checked while its pages are in sight."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self._ticked, self._count = 0, 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(lambda _: self._tell())

    def show_count(self, ticked: int, count: int) -> None:
        if (ticked, count) != (self._ticked, self._count):
            self._ticked, self._count = ticked, count
            self._tell()

    def _tell(self) -> None:
        state = tr("open") if self.isChecked() else tr("folded away")
        said = tr("{unit}: {n} of {all} pages ticked").format(unit=self.name, n=self._ticked, all=self._count)
        self.setAccessibleName(f"{said}, {state}")
        self.setToolTip(plain(said))
        self.update()

    @property
    def text_beside(self) -> str:
        return f"{self._ticked}/{self._count}"

    def sizeHint(self) -> QSize:
        return QSize(120, QFontMetrics(self.font()).lineSpacing() + 2 * PAD + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), current_tokens()
        self._frame(painter, tokens)
        px = icon_px(self.fontMetrics())
        sign = glyph("chevron-down" if self.isChecked() else "chevron-right", tokens.muted, px, self.devicePixelRatio())
        painter.drawPixmap(PAD, (self.height() - px) // 2, sign)
        beside = weighted(self.font(), QFont.Weight.DemiBold if self._ticked else QFont.Weight.Normal, SMALLER)
        wide = QFontMetrics(beside).horizontalAdvance(self.text_beside)
        room = self.rect().adjusted(PAD + px + 6, 0, -PAD - wide - 8, 0)
        bold = weighted(self.font())
        painter.setFont(bold)
        painter.setPen(QColor(tokens.text))
        name = QFontMetrics(bold).elidedText(self.name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), name)
        painter.setFont(beside)
        painter.setPen(QColor(tokens.selected_text if self._ticked else tokens.muted))
        place = self.rect().adjusted(0, 0, -PAD, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self.text_beside)
