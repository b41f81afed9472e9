"""A search field that answers while one types."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QProxyStyle, QStyle, QStyleOption, QWidget

from studio.text import nfc, squeeze
from studio.translation import tr
from studio.ui.icons import icon, icon_px
from studio.ui.theme import current_tokens

PAUSE_MS = 120
AROUND, ICONS = 34, 4
"""Pixels of the edges; how often the width of an icon goes into the room of lens and cross."""


class LineIcons(QProxyStyle):
    """Icons in a field grow with its letters; Qt's own size is 16 pixels whatever the font."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric == QStyle.PixelMetric.PM_LineEditIconSize and widget is not None:
            return icon_px(widget.fontMetrics())
        return super().pixelMetric(metric, option, widget)


@cache
def _line_icons() -> LineIcons:
    """One for all fields, gone with the application."""
    made = LineIcons("fusion")
    made.setParent(QApplication.instance())
    return made


class SearchField(QLineEdit):
    """`searched` carries the tidy text a moment after the last key, and at once on Enter."""

    searched = Signal(str)

    def __init__(self, prompt: str = "") -> None:
        super().__init__()
        self.setStyle(_line_icons())
        self.setClearButtonEnabled(True)
        self._lens = self.addAction(
            icon("search", current_tokens().muted, 16), QLineEdit.ActionPosition.LeadingPosition
        )
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._last = ""
        self.textChanged.connect(lambda _: self._pause.start())
        self.returnPressed.connect(self._tell)
        self._dress()
        self.set_prompt(prompt)

    @property
    def lens(self) -> QAction:
        return self._lens

    def set_prompt(self, text: str) -> None:
        self.setPlaceholderText(text)
        self.updateGeometry()
        self.setAccessibleName(text.rstrip("…. "))
        self._lens.setText(text)

    def show_text(self, text: str) -> None:
        """Show what is searched for already; nothing is asked. Words that say the same are left as they are typed."""
        if self._tidy() != text:
            self.setText(text)
        self._pause.stop()
        self._last = text

    def start_over(self) -> None:
        """Empty it; the same text as before is searched for again when it is typed."""
        self.clear()
        self._pause.stop()
        self._last = ""

    def sizeHint(self) -> QSize:
        """Wide enough for the prompt to be read at any size of type."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        needed = metrics.horizontalAdvance(self.placeholderText()) + ICONS * icon_px(metrics) + AROUND
        return QSize(max(hint.width(), needed), hint.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._dress()

    def _dress(self) -> None:
        tokens = current_tokens()
        px = icon_px(self.fontMetrics())
        self._lens.setIcon(icon("search", tokens.muted, px))
        cross = self.findChild(QAction, "_q_qlineeditclearaction")  # Qt's own has one colour for both themes
        if cross is not None:
            cross.setIcon(icon("x", tokens.muted, px))
            cross.setText(tr("Clear"))

    def _tidy(self) -> str:
        return squeeze(nfc(self.text()))

    def _tell(self) -> None:
        self._pause.stop()
        text = self._tidy()
        if text != self._last:
            self._last = text
            self.searched.emit(text)
