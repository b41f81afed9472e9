"""The tiles of the templates. The arrows walk over them; Tab stops at one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from studio.templates.model import Template
from studio.templates.own.model import is_own
from studio.translation import ntr, tr
from studio.ui.composer.chooser.looks import icon_of, tone_of
from studio.ui.icons import glyph
from studio.ui.language import LanguageManager
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.layout import FlowLayout, PlainHolder
from studio.ui.widgets.text_painter import paint_lines, weighted
from studio.ui.widgets.tips import plain

PAD, GAP, RADIUS = 12, 12, 10.0
PICTURE = 92
LEAST_CHARS = 24
WORD_LINES, TITLE_LINES = 2, 2
"""Lines of the occasion that there is room for below a title of as many lines as it may have."""
SMALLER = 0.9


class TemplateTile(QAbstractButton):
    """One template."""

    def __init__(self, template: Template, language: LanguageManager, original: Template | None) -> None:
        super().__init__()
        self.template = template
        self._language, self._original = language, original
        self._picture = self._fitted = QPixmap()
        self._width = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{self.code} {self.title}")
        version = tr("Version {n}").format(n=template.version)
        self.setAccessibleDescription(". ".join(p for p in (self.when, self.foot, self.head, version) if p))
        self.setToolTip(plain("\n".join(p for p in (self.title, self.when, self.foot, self.head, version) if p)))

    @property
    def title(self) -> str:
        return self._language.say(self.template.title)

    @property
    def code(self) -> str:
        """With a word where the template is the unit's own, beside the department's."""
        return tr("{code} · ours").format(code=self.template.code) if is_own(self.template.id) else self.template.code

    @property
    def when(self) -> str:
        return self._language.say(self.template.when)

    @property
    def foot(self) -> str:
        """How long a post of it holds, or what it belongs to."""
        if self._original is not None:
            return tr("Goes with: {title}").format(title=self._language.say(self._original.title))
        return ntr("Review after {n} day", "Review after {n} days", self.template.review_days).format(
            n=self.template.review_days
        )

    @property
    def head(self) -> str:
        """Who approves, where that is not any approver."""
        return tr("Approved by the head") if self.template.approval == "head" else ""

    def set_width(self, width: int) -> None:
        """Take this width; never less than the words need."""
        if width != self._width:
            self._width = width
            self.updateGeometry()

    def show_picture(self, picture: QPixmap) -> None:
        self._picture, self._fitted = picture, QPixmap()
        self.update()

    @property
    def least_width(self) -> int:
        return self.fontMetrics().averageCharWidth() * LEAST_CHARS + PICTURE + 2 * PAD + GAP

    def sizeHint(self) -> QSize:
        small = QFontMetrics(weighted(self.font(), size=SMALLER)).lineSpacing()
        words = (WORD_LINES + 2) * small + TITLE_LINES * self.fontMetrics().lineSpacing() + 8  # and code and foot
        height = max(PICTURE, words) + 2 * PAD
        return QSize(max(self.least_width, self._width), height)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        path = QPainterPath()
        path.addRoundedRect(frame, RADIUS, RADIUS)
        ground = tokens.selected if self.isDown() else tokens.hover if self.underMouse() else tokens.card
        painter.fillPath(path, QColor(ground))
        painter.setPen(QPen(QColor(tokens.accent if focus else tokens.line), 2 if focus else 1))
        painter.drawPath(path)
        self._paint_picture(painter, QRectF(PAD, PAD, PICTURE, PICTURE))
        left = PAD + PICTURE + GAP
        self._paint_words(painter, QRect(left, PAD, self.width() - left - PAD, self.height() - 2 * PAD))

    def _paint_picture(self, painter: QPainter, box: QRectF) -> None:
        ink = current_tokens().tones[tone_of(self.template)]
        path = QPainterPath()
        path.addRoundedRect(box, 6, 6)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(box, QColor(ink.tint))
        if self._picture.isNull():
            px = 36
            sign = glyph(icon_of(self.template), ink.text, px, self.devicePixelRatio())
            painter.drawPixmap(box.center() - QPointF(px / 2, px / 2), sign)
        else:
            painter.drawPixmap(box.topLeft(), self._fit_picture())
        painter.restore()

    def _fit_picture(self) -> QPixmap:
        """The picture in the size it has on this screen: to make it so takes longer than all the rest of a tile."""
        ratio = self.devicePixelRatio()
        if self._fitted.isNull() or self._fitted.devicePixelRatio() != ratio:
            side = round(PICTURE * ratio)
            whole, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._fitted = self._picture.scaled(side, side, whole, smooth)
            self._fitted.setDevicePixelRatio(ratio)
        return self._fitted

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        tokens = current_tokens()
        small, code, bold = (
            weighted(self.font(), QFont.Weight.Normal, SMALLER),
            weighted(self.font(), size=SMALLER),
            weighted(self.font()),
        )
        step = QFontMetrics(small).lineSpacing()
        self._paint_code(painter, room, code)
        top = room.y() + step + 3
        used = paint_lines(painter, QPoint(room.x(), top), room.width(), self.title, bold, tokens.text, TITLE_LINES)
        top += used * QFontMetrics(bold).lineSpacing() + 2
        lines = max(1, (room.bottom() - step - top) // step)
        paint_lines(painter, QPoint(room.x(), top), room.width(), self.when, small, tokens.muted, lines)
        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        metrics = QFontMetrics(small)
        px = max(13, round(step * 0.72))
        bottom = room.bottom() - step
        sign = glyph(
            "link" if self._original is not None else "calendar-check", tokens.muted, px, self.devicePixelRatio()
        )
        painter.drawPixmap(room.x(), bottom + (step - px) // 2 + 1, sign)
        foot = metrics.elidedText(self.foot, Qt.TextElideMode.ElideRight, room.width() - px - 5)
        painter.drawText(room.x() + px + 5, bottom + metrics.ascent(), foot)

    def _paint_code(self, painter: QPainter, room: QRect, font: QFont) -> None:
        """Icon and code on the left; on the right who approves."""
        tokens = current_tokens()
        metrics = QFontMetrics(font)
        step = metrics.lineSpacing()
        px = max(14, round(step * 0.8))
        ratio = self.devicePixelRatio()
        icon = glyph(icon_of(self.template), tokens.tones[tone_of(self.template)].text, px, ratio)
        painter.drawPixmap(room.x(), room.y() + (step - px) // 2, icon)
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted))
        base = room.y() + metrics.ascent()
        painter.drawText(room.x() + px + 6, base, self.code)
        if not self.head:
            return
        ink = tokens.tones[Tone.VIOLET].text
        painter.setPen(QColor(ink))
        free = room.width() - px - 6 - metrics.horizontalAdvance(self.code) - 12
        words = self.head if metrics.horizontalAdvance(self.head) + px + 5 <= free else ""
        left = room.right() - metrics.horizontalAdvance(words) - (5 if words else 0) - px
        painter.drawPixmap(left, room.y() + (step - px) // 2, glyph("shield-check", ink, px, ratio))
        painter.drawText(left + px + 5, base, words)


GAP = 12
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class TileGrid(PlainHolder):
    """`chosen` carries the id of the template taken, `walked` the tile that has the keyboard now."""

    chosen = Signal(str)
    walked = Signal(object)

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._tiles: dict[str, TemplateTile] = {}
        self._flow = FlowLayout(spacing=GAP)
        self.setLayout(self._flow)

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids of the templates in sight."""
        return tuple(name for name, tile in self._tiles.items() if not tile.isHidden())

    def show_templates(self, templates: Sequence[Template]) -> None:
        """Offer `templates`; companions name what they go with."""
        for tile in self._tiles.values():
            self._flow.removeWidget(tile)
            tile.deleteLater()
        known = {template.id: template for template in templates}
        self._tiles = {}
        for template in templates:
            tile = TemplateTile(template, self._language, known.get(template.companion_of or ""))
            tile.clicked.connect(lambda _=False, key=template.id: self.chosen.emit(key))
            tile.installEventFilter(self)
            self._tiles[template.id] = tile
            self._flow.addWidget(tile)
        self._make_stop(None)

    def show_pictures(self, pictures: Mapping[str, QPixmap]) -> None:
        """Put cards on the tiles, by template."""
        for name, picture in pictures.items():
            if name in self._tiles:
                self._tiles[name].show_picture(picture)

    def keep(self, wanted: Collection[str]) -> None:
        """Show the tiles of these templates only."""
        for name, tile in self._tiles.items():
            tile.setVisible(name in wanted)
        self._make_stop(next((tile for tile in self._seen() if tile.hasFocus()), None))

    def fit(self, room: int) -> None:
        """Let the tiles share `room` pixels equally."""
        if not self._tiles:
            return
        least = next(iter(self._tiles.values())).least_width
        columns = max(1, (room + GAP) // (least + GAP))
        for tile in self._tiles.values():
            tile.set_width((room - (columns - 1) * GAP) // columns)

    def take_focus(self) -> bool:
        """Put the keyboard on the first tile; False when none is in sight."""
        first = next(iter(self._seen()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        return first is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, TemplateTile):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._walk(watched, *step)
                return True
            if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
                self._seen()[0 if event.key() == Qt.Key.Key_Home else -1].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
        if event.type() == QEvent.Type.FocusIn:
            self._make_stop(watched)
            self.walked.emit(watched)
        return super().eventFilter(watched, event)

    def _seen(self) -> list[TemplateTile]:
        return [tile for tile in self._tiles.values() if not tile.isHidden()]

    def _walk(self, tile: TemplateTile, across: int, down: int) -> None:
        """Move the keyboard to the next tile in that direction."""
        seen = self._seen()
        columns = sum(1 for other in seen if other.y() == seen[0].y())
        there = seen.index(tile) + across + down * columns
        if 0 <= there < len(seen):
            seen[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _make_stop(self, stop: TemplateTile | None) -> None:
        """Let Tab stop at one tile only."""
        seen = self._seen()
        chosen = stop if stop in seen else next(iter(seen), None)
        for tile in seen:
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tile is chosen else Qt.FocusPolicy.ClickFocus)
