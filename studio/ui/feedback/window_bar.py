"""How much is left of the time in which a platform takes a reply."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.publishers.inbox import ReplyWay
from studio.translation import tr
from studio.ui.feedback.words import left_until, span_words
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.labels import Elided, Glyph, Label
from studio.ui.widgets.layout import row

if TYPE_CHECKING:
    from studio.publishers.inbox import ReplyWindow

LOW = 0.2
"""The share of the time below which it is shown in amber."""
LAST = timedelta(hours=1)


class TimeBar(QWidget):
    """A bar that is full while all of the time is left."""

    def __init__(self) -> None:
        super().__init__()
        self._share, self._tone = 1.0, Tone.TEAL
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, tone: Tone) -> None:
        self._share, self._tone = share, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(90, 14)

    def minimumSizeHint(self) -> QSize:
        return QSize(30, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(0, self.height() / 2 - 3, self.width(), 6)
        painter.setBrush(QColor(tokens.locked))
        painter.drawRoundedRect(bar, 3, 3)
        bar.setWidth(max(6.0, bar.width() * self._share))
        painter.setBrush(QColor(tokens.tones[self._tone].text))
        painter.drawRoundedRect(bar, 3, 3)


class WindowBar(QWidget):
    """One line that keeps its place: a sentence, the bar, and what is left."""

    def __init__(self) -> None:
        super().__init__()
        self._window: ReplyWindow | None = None
        self._now: datetime | None = None
        self._reason = ""
        self._glyph = Glyph("timer", "muted")
        self._said, self._left = Elided(role="small"), Label(role="small")
        self._bar = TimeBar()
        line = row(self._glyph, self._said, self._bar, self._left)
        line.setStretch(1, 3)
        line.setStretch(2, 2)
        self.setLayout(line)

    def show_window(self, window: ReplyWindow | None, now: datetime) -> None:
        """Count down to the end of `window`; None where there is nothing to send by a platform."""
        self._window, self._now = window, now
        self._show()

    def show_reason(self, reason: str) -> None:
        """Say why the answer cannot be sent now, in the place of the time; an empty reason shows the time."""
        self._reason = reason
        self._show()

    @property
    def words(self) -> str:
        """What is said, with the time left."""
        return f"{self._said.text()} {self._left.text()}".strip()

    def _show(self) -> None:
        window, now = self._window, self._now
        bound = window is not None and now is not None and window.until is not None and not self._reason
        self._bar.setVisible(bound)
        self._glyph.show_glyph("info" if self._reason else "timer", "muted")
        self._glyph.setVisible(bool(self._reason) or window is not None)
        self._left.setText("")
        if self._reason:
            self._said.setText(self._reason)
        elif window is None or now is None:
            self._said.setText("")
        elif window.until is None:
            self._said.setText(tr("This way has no time limit."))
        else:
            self._count(window, window.until, now)
        self.setAccessibleName(self.words)

    def _count(self, window: ReplyWindow, until: datetime, now: datetime) -> None:
        left = until - now
        share = 1.0 if not window.rule else max(0.0, min(1.0, left / window.rule))
        tone = Tone.RED if left < LAST else Tone.AMBER if share < LOW else Tone.TEAL
        self._bar.show_share(share, tone)
        private = window.way is ReplyWay.PRIVATE
        rule = span_words(window.rule) if window.rule else ""
        if left <= timedelta():
            self._said.setText(tr("The page takes no reply in this way any more."))
            return
        if rule and private:
            self._said.setText(tr("The page takes private replies for {span}").format(span=rule))
        elif rule:
            self._said.setText(tr("The page takes replies for {span}").format(span=rule))
        else:
            self._said.setText(tr("The page takes replies until then"))
        self._left.setText(left_until(until, now))
        self._left.setProperty("role", "error" if tone is Tone.RED else "small")
        self._left.style().unpolish(self._left)
        self._left.style().polish(self._left)
