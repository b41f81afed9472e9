"""A sentence across a page that stays until it is dealt with, and one over the page that goes by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from studio.translation import tr
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import Button, QuietButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, column, row

ICONS = {Tone.RED: "circle-x", Tone.AMBER: "triangle-alert", Tone.GREEN: "circle-check", Tone.BLUE: "info"}


LEAST_CHARS = 34
"""Average characters a sentence has at least beside its buttons."""


class Banner(QWidget):
    """Icon and sentence on a tint, and perhaps what can be done about it; hidden while it has nothing to say.

    `said` tells that this has changed.
    """

    said = Signal()

    def __init__(self, *buttons: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.BLUE
        self._glyph = Glyph("info", "accent")
        self._text = Label(wrap=True).selectable()
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        told = row(self._glyph, self._text, spacing=10)
        told.setStretch(1, 1)
        self._buttons = buttons
        self._box = row(told, spacing=10, margins=(14, 9, 10, 9))
        self._box.setStretch(0, 1)
        if buttons:
            self._box.addLayout(row(None, *buttons, spacing=10))
        self.setLayout(self._box)
        self.hide()

    def say(self, tone: Tone, text: str) -> None:
        """Show `text` in `tone`; an empty text hides the banner."""
        if (tone, text) == (self._tone, self.text):
            return
        self._tone = tone
        self._text.setText(text)
        self.setAccessibleName(text)
        self._dress()
        self.setVisible(bool(text))
        self.said.emit()

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def tone(self) -> Tone:
        return self._tone

    @property
    def buttons(self) -> tuple[Button, ...]:
        """What can be done about it."""
        return self._buttons

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand below the sentence where they would leave it no room beside them."""
        super().resizeEvent(event)
        beside = sum(button.sizeHint().width() + 10 for button in self._buttons if not button.isHidden())
        room = self.fontMetrics().averageCharWidth() * LEAST_CHARS
        below = bool(beside) and self.width() - beside < room
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if way is not self._box.direction():
            self._box.setDirection(way)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_tokens().tones[self._tone].tint))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)

    def _dress(self) -> None:
        self._glyph.show_glyph(ICONS.get(self._tone, "info"), self._tone)
        self.update()


class BannerRoom(QWidget):
    """Room for one banner at a time; a button goes on to the next of those that have something to say."""

    def __init__(self, first: Banner, last: Banner) -> None:
        """What comes in later stands between these two: the more urgent goes before the others."""
        super().__init__()
        self._banners: list[Banner] = []
        self._shown: Banner | None = None
        self._heard: tuple[Banner, ...] = ()
        """What had something to say when it was last looked at."""
        self._next = QuietButton()
        self._next.clicked.connect(self._go_on)
        self._pile = column(spacing=0)
        box = row(self._pile, self._next, spacing=8, margins=(20, 10, 20, 0))
        box.setStretch(0, 1)
        self.setLayout(box)
        for banner in (last, first):
            self.add(banner)

    def add(self, banner: Banner) -> None:
        """It goes before the last one."""
        self._banners.insert(max(0, len(self._banners) - 1), banner)
        self._pile.addWidget(banner)
        banner.said.connect(lambda: self._hear(banner))
        self._arrange()

    def remove(self, banner: Banner) -> None:
        self._banners.remove(banner)
        self._pile.removeWidget(banner)
        self._arrange()

    @property
    def _speaking(self) -> list[Banner]:
        return [banner for banner in self._banners if banner.text]

    def _hear(self, banner: Banner) -> None:
        """What begins to speak goes before what is less urgent; what speaks on changes nothing."""
        if banner not in self._banners:
            return
        shown, places = self._shown, self._banners
        if banner.text and banner not in self._heard and (shown is None or places.index(banner) < places.index(shown)):
            self._shown = banner
        self._arrange()

    def _go_on(self) -> None:
        speaking = self._speaking
        if self._shown in speaking:
            self._shown = speaking[(speaking.index(self._shown) + 1) % len(speaking)]
        self._arrange()

    def _arrange(self) -> None:
        speaking = self._speaking
        if self._shown not in speaking:
            self._shown = speaking[0] if speaking else None
        self._heard = tuple(speaking)
        for banner in self._banners:
            banner.setVisible(banner is self._shown)
        if self._shown is not None:
            place = tr("{n} of {all}").format(n=speaking.index(self._shown) + 1, all=len(speaking))
            self._next.setText(place)
            self._next.setAccessibleName(tr("Next message: {place}").format(place=place))
        self._next.setVisible(len(speaking) > 1)
        self.setVisible(bool(speaking))


# Anything that must be acted on is never a toast; a way back may stand in it where there is another one elsewhere.


SHOWN_MS = 6000
WITH_ACTION_MS = 10_000
MARGIN = 24
LAID_OUT_MS = 100
"""Until what a success changes on the page is laid out."""


USED = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTabBar, QTextEdit)
"""What a toast does not cover while there is room elsewhere; least of all buttons that do something."""
PLACES = 7
"""Across, among which a toast chooses."""


class Toast(Card):
    """Floats over `host` where it covers no control, above the `foot` pixels at its bottom that are read meanwhile."""

    def __init__(self, host: QWidget, foot: Callable[[], int] = lambda: 0) -> None:
        super().__init__(host, kind="toast")
        self._host, self._foot = host, foot
        self._text = Label(role="toast")
        self.button = QuietButton()
        self.button.clicked.connect(self._pressed)
        self.button.hide()
        self._act: Callable[[], None] | None = None
        self.setLayout(row(self._text, self.button, spacing=14, margins=(16, 10, 16, 10)))
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._laid_out = QTimer(self, singleShot=True, interval=LAID_OUT_MS)
        self._laid_out.timeout.connect(self.place)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Show `text`, and have a screen reader say it. `action` names a button that does `act`."""
        self._text.setText(text)
        self._act = act
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.adjustSize()
        self.show()
        self.raise_()
        self.place()
        self._laid_out.start()
        self._timer.start(WITH_ACTION_MS if action else SHOWN_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def drop(self) -> None:
        """Show it no more, and offer no way back."""
        self._act = None
        self.hide()

    def _pressed(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Stand at the foot in the middle, or where else the fewest pixels of controls are covered."""
        if self.isHidden():
            return
        right = max(MARGIN, self._host.width() - self.width() - MARGIN)
        lowest = self._host.height() - self.height() - max(3 * MARGIN, self._foot() + 2 * MARGIN)
        tops = range(lowest, self._host.height() // 3, -self.height() // 2)
        lefts = [MARGIN + (right - MARGIN) * place // (PLACES - 1) for place in range(PLACES)]
        lefts.sort(key=lambda left: abs(left - right // 2))
        places = [QPoint(left, top) for top in tops for left in lefts]
        used = [(isinstance(part, Button), box) for part, box in self._used()]

        def covered(place: QPoint) -> tuple[int, int]:
            shared = [(acts, box.intersected(QRect(place, self.size()))) for acts, box in used]
            areas = [(acts, box.width() * box.height()) for acts, box in shared]
            return sum(area for acts, area in areas if acts), sum(area for _, area in areas)

        free = next((place for place in places if covered(place) == (0, 0)), None)
        self.move(min(places, key=covered, default=QPoint(MARGIN, lowest)) if free is None else free)

    def _used(self) -> Iterator[tuple[QWidget, QRect]]:
        """Where the controls of the host are to be seen."""
        for part in self._host.findChildren(QWidget):
            if isinstance(part, USED) and part is not self.button and part.isVisible():
                yield part, part.visibleRegion().boundingRect().translated(part.mapTo(self._host, QPoint()))
