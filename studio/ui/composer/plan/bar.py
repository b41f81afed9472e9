"""The left pane as one line: what is planned, and a way to drop it down."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from studio.translation import tr
from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.widgets.painting import weighted
from studio.ui.widgets.tips import plain

PAD = 14


class PlanBar(QAbstractButton):
    """Checked while the plan is dropped down."""

    def __init__(self) -> None:
        super().__init__()
        self._summary = ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(lambda _: self._name())
        self._name()

    def show_summary(self, summary: str) -> None:
        """``Trang: 2 · Ngay khi duyệt · Thẻ: 1``."""
        if summary != self._summary:
            self._summary = summary
            self._name()

    def sizeHint(self) -> QSize:
        return QSize(200, QFontMetrics(self.font()).lineSpacing() + 2 * PAD - 4)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), current_tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        half = 1.0 if focus else 0.5
        painter.setBrush(QColor(tokens.hover if self.underMouse() else tokens.card))
        painter.setPen(QPen(QColor(tokens.accent if focus else tokens.line), 2 * half))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 10, 10)
        ratio, sign = self.devicePixelRatio(), icon_px(self.fontMetrics())
        painter.drawPixmap(PAD, (self.height() - sign) // 2, glyph("sliders-horizontal", tokens.muted, sign, ratio))
        arrow = glyph("chevron-up" if self.isChecked() else "chevron-down", tokens.muted, sign, ratio)
        painter.drawPixmap(self.width() - PAD - sign, (self.height() - sign) // 2, arrow)
        font = weighted(self.font())
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        room = self.rect().adjusted(PAD + sign + 9, 0, -PAD - sign - 9, 0)
        text = QFontMetrics(font).elidedText(self._summary, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)

    def _name(self) -> None:
        self.setAccessibleName(tr("Pages, time and cards: {summary}").format(summary=self._summary))
        self.setAccessibleDescription(tr("open") if self.isChecked() else tr("folded away"))
        self.setToolTip(plain(self._summary))
        self.update()
