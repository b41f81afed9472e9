"""Buttons: one primary on a page, quiet ones beside it, and the reason where one is disabled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from studio.ui.icons import glyph, icon, icon_px
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tokens
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, clear, column
from studio.ui.widgets.tips import plain

_DRESS = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
_Dress = tuple[str, Tokens, int]
PILL_PAD = 13
RING, RING_INSET, RING_RADIUS = 1.6, (3.5, 3.5, -3.5, -3.5), 4.0
ARROW_EDGE = 14
"""Pixels between the arrow of a menu and the edge of its button."""
GAP = 4
"""Pixels between icon and words, beyond those of the style."""
_COLOURS = {"primary": "on_accent", "danger": "error", "link": "accent"}


def _tinted(button: QAbstractButton, name: str, colour: str, checked: str = "", dress: _Dress | None = None) -> _Dress:
    """Give the button its icon in the colours of now; nothing is done where `dress` says it wears that already."""
    tokens = current_tokens()
    px = icon_px(button.fontMetrics())
    wanted = (name, tokens, px)
    if dress is not None and dress[0] == name and dress[1] is tokens and dress[2] == px:
        return dress
    pick = getattr(tokens, colour)
    on = getattr(tokens, checked) if checked else ""
    gap = GAP if isinstance(button, QPushButton) else 0
    button.setIcon(icon(name, pick, px, disabled=tokens.disabled, checked=on, gap=gap))
    button.setIconSize(QSize(px + gap, px))
    return wanted


class Button(QPushButton):
    """A push button with an optional icon. `kind`: ``primary``, ``quiet``, ``danger``, ``link``, ``pill``."""

    def __init__(self, text: str = "", glyph: str = "", *, kind: str = "quiet", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._glyph = kind, glyph
        self._worn: _Dress | None = None
        self.setProperty("kind", kind)
        self.setCheckable(kind == "pill")
        self.setText(text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._dress()

    def set_glyph(self, name: str) -> None:
        self._glyph = name
        self._dress()

    def setMenu(self, menu: QMenu) -> None:
        """The style sheet leaves room for the arrow that shows it."""
        self.setProperty("opens", "menu")
        super().setMenu(menu)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Without what a style does for a menu: Qt would write the words across the padding, up to the arrow."""
        super().initStyleOption(option)
        if self.menu() is not None:
            option.features &= ~QStyleOptionButton.ButtonFeature.HasMenu

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.menu() is not None:
            self._paint_arrow()

    def _paint_arrow(self) -> None:
        tokens, side = current_tokens(), icon_px(self.fontMetrics())
        colour = getattr(tokens, _COLOURS.get(self._kind, "text")) if self.isEnabled() else tokens.disabled
        arrow = glyph("chevron-down", colour, side, self.devicePixelRatio())
        left = self.width() - ARROW_EDGE - side * 3 // 4  # a quarter of the icon is empty at each side
        QPainter(self).drawPixmap(left, (self.height() - side) // 2, arrow)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _DRESS:
            self._dress()

    def _dress(self) -> None:
        if self._glyph:
            self._worn = _tinted(self, self._glyph, _COLOURS.get(self._kind, "text"), dress=self._worn)
        elif self._worn is not None:
            self._worn = None
            self.setIcon(QIcon())


class PrimaryButton(Button):
    """The one thing to do on a page. Its focus is a ring inside: a line around it would not differ enough."""

    def __init__(self, text: str = "", glyph: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, glyph, kind="primary", parent=parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(current_tokens().on_accent), RING))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(*RING_INSET), RING_RADIUS, RING_RADIUS)


class QuietButton(Button):
    """Anything else with words."""

    def __init__(self, text: str = "", glyph: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, glyph, kind="quiet", parent=parent)


class MenuButton(QuietButton):
    """One that opens a menu, and shows that it does. It has the room for the arrow from the beginning: the style sheet
    looks at a button once, which may be before it is given its menu."""

    def __init__(self, text: str = "", glyph: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, glyph, parent)
        self.setProperty("opens", "menu")


class LinkButton(Button):
    """A button that reads as part of a sentence."""

    def __init__(self, text: str = "", glyph: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, glyph, kind="link", parent=parent)


def _literal(words: str) -> str:
    """`words` with ampersands that are no mark of a key."""
    return words.replace("&", "&&")


class PillButton(Button):
    """A filter that is on or off. Words that find no room are cut; the tooltip has them whole."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, kind="pill", parent=parent)

    def setText(self, text: str) -> None:
        self._words = text
        self.setAccessibleName(text)
        super().setText(_literal(text))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as all the words, whatever is shown of them."""
        hint = super().sizeHint()
        return QSize(self._metrics().horizontalAdvance(self._words) + 2 * PILL_PAD + 2, hint.height())

    def _metrics(self) -> QFontMetrics:
        """Of the bolder letters of a pill that is on."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() - 2 * PILL_PAD
        fitted = self._metrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        if _literal(fitted) != self.text():
            super().setText(_literal(fitted))
            self.setToolTip(plain(self._words if fitted != self._words else ""))


class IconButton(QToolButton):
    """An icon alone; `set_name` gives it the words that a tooltip and a screen reader say."""

    def __init__(self, glyph: str, name: str = "", *, colour: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph, self._colour = glyph, colour
        self._worn: _Dress | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_name(name)
        self._dress()

    def set_name(self, name: str) -> None:
        self.setToolTip(plain(name))
        self.setAccessibleName(name)

    def set_glyph(self, name: str) -> None:
        self._glyph = name
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _DRESS:
            self._dress()

    def sizeHint(self) -> QSize:
        side = icon_px(self.fontMetrics()) + 14
        return QSize(side, side)

    def _dress(self) -> None:
        self._worn = _tinted(self, self._glyph, self._colour, "selected_text", self._worn)


class ReasonedButton(QWidget):
    """A button with the sentence that says why it cannot be pressed now."""

    def __init__(self, button: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = button
        self._reason = Label(role="small", wrap=True)
        self._reason.hide()
        self.setLayout(column(button, self._reason, spacing=3))

    def set_reason(self, reason: str, *, printed: bool = True) -> None:
        """Disable the button because of `reason`; an empty one enables it.

        `printed` is False where the same sentence stands beside another button already.
        """
        self.button.setEnabled(not reason)
        self.button.setAccessibleDescription(reason)
        self.button.setToolTip(plain(reason))
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason) and printed)

    @property
    def reason(self) -> str:
        return self._reason.text()


class DeedOffer(NamedTuple):
    """A deed, its words and icon; `about` names for a screen reader what it is done with."""

    deed: str
    words: str
    glyph: str
    kind: str = "quiet"
    about: str = ""


class ActionBar(QWidget):
    """Buttons that wrap as words do; `wanted` carries the deed of the one that was pressed. With `fill` those of a line
    share its width and begin at the left, so that in a narrow pane icons, words and edges stand below each other."""

    wanted = Signal(str)

    def __init__(self, *, fill: bool = False) -> None:
        super().__init__()
        self._fill, self._flow = fill, FlowLayout(fill=fill)
        self._made: list[tuple[str, str]] = []
        self.setLayout(self._flow)
        self.hide()

    def offer(self, offers: Sequence[DeedOffer]) -> None:
        """Offer these. A button that was offered just so before stays: under a click, and with the keyboard on it."""
        made = [(offer.deed, offer.kind) for offer in offers]
        if made != self._made:
            self._made = made
            clear(self._flow)
            for offer in offers:
                self._flow.addWidget(self._button_for(offer))
        for button, offer in zip(self._buttons, offers, strict=True):
            button.setText(offer.words)
            button.setAccessibleName(f"{offer.words}: {offer.about}" if offer.about else "")
        self.setVisible(bool(offers))

    def button(self, deed: str) -> Button | None:
        """The button of `deed`, where it is offered."""
        return next((button for button in self._buttons if button.property("deed") == deed), None)

    def add_to(self, menu: QMenu) -> None:
        """The same deeds as entries of a menu."""
        for button in self._buttons:
            menu.addAction(button.icon(), button.text(), button.click)

    def _button_for(self, offer: DeedOffer) -> Button:
        button = Button(offer.words, offer.glyph, kind=offer.kind)
        if self._fill:
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            button.setProperty("align", "left")
        button.setProperty("deed", offer.deed)
        button.clicked.connect(lambda: self.wanted.emit(offer.deed))
        return button

    @property
    def _buttons(self) -> list[Button]:
        return [widget for widget in self._flow.widgets if isinstance(widget, Button)]


PATIENCE_MS = 5000


class ConfirmButton(QuietButton):
    """`confirmed` follows the second press."""

    confirmed = Signal()

    def __init__(self, glyph: str = "") -> None:
        super().__init__(glyph=glyph)
        self._words = self._again = ""
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._waiting.timeout.connect(self._show)
        self.clicked.connect(self._pressed)

    def set_words(self, words: str, again: str) -> None:
        """`again` is what it says after the first press."""
        self._words, self._again = words, again
        self._show()

    @property
    def asks(self) -> bool:
        """Whether it waits for the second press."""
        return self._waiting.isActive()

    def _pressed(self) -> None:
        if self.asks:
            self._waiting.stop()
            self._show()
            self.confirmed.emit()
            return
        self._waiting.start()
        self._show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._again))

    def _show(self) -> None:
        self.setText(self._again if self.asks else self._words)
