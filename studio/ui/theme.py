"""The look of the window: Fusion, a palette and one style sheet, both made from the table in `tokens`.

Light or dark switches live, and follows the system where the user chose so.

The sheet is worn by what is in the window, not by the application. Under a sheet of the application Qt dresses a widget
anew each time one of its ancestors is put into another, so a page takes its depth times the work before it is ever
seen. So it is put together bare, and dressed once, when it comes into the window; see `StylesheetApplier`.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from studio.config import Motion
from studio.config import Theme as Choice
from studio.ui.fonts import load_fonts, window_font
from studio.ui.stylesheet import sheet
from studio.ui.tokens import DARK, LIGHT, Tokens, tokens_of

_Role = QPalette.ColorRole
_ROLES: dict[QPalette.ColorRole, str] = {
    _Role.Window: "page",
    _Role.WindowText: "text",
    _Role.Base: "field",
    _Role.AlternateBase: "page",
    _Role.Text: "text",
    _Role.Button: "card",
    _Role.ButtonText: "text",
    _Role.BrightText: "error",
    _Role.ToolTipBase: "card",
    _Role.ToolTipText: "text",
    _Role.PlaceholderText: "muted",
    _Role.Highlight: "accent",
    _Role.HighlightedText: "on_accent",
    _Role.Accent: "accent",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.Light: "card",
    _Role.Midlight: "hover",
    _Role.Mid: "line",
    _Role.Dark: "field_line",
    _Role.Shadow: "line",
}
_WHEN_DISABLED: dict[QPalette.ColorRole, str] = {
    _Role.WindowText: "disabled",
    _Role.Text: "disabled",
    _Role.ButtonText: "disabled",
    _Role.Base: "locked",
    _Role.Highlight: "disabled_line",
    _Role.HighlightedText: "text",
    _Role.Accent: "disabled_line",
}


# Qt's own switch for effects carries the answer, so that every widget can ask it.


_EFFECTS = Qt.UIEffect.UI_General
_SPI_GETCLIENTAREAANIMATION = 0x1042


def system_prefers_calm() -> bool:
    """Whether the system is set to show no animations. Windows tells; elsewhere nobody does."""
    if sys.platform == "win32":
        shown = ctypes.c_int(1)
        told = ctypes.windll.user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(shown), 0)
        return bool(told) and not shown.value
    return False


def apply_motion(app: QApplication, choice: Motion, *, system: Callable[[], bool] = system_prefers_calm) -> None:
    """Let things move, or keep them still: effects, busy bars, and the text cursor."""
    calm = system() if choice == "system" else choice == "reduced"
    app.setEffectEnabled(_EFFECTS, not calm)
    blink = app.property("blink")
    if blink is None:  # the system's own pace, kept before it is changed for the first time
        blink = app.cursorFlashTime()
        app.setProperty("blink", blink)
    app.setCursorFlashTime(0 if calm else blink)


def is_calm() -> bool:
    """Whether nothing may move."""
    return not QApplication.isEffectEnabled(_EFFECTS)


# Qt dresses anew all that is in a widget whose sheet changes, seen or not: with every page of the window made, a switch
# of theme took three times as long as with one. So the widgets that hold the pages wear nothing, each part in them
# wears the sheet by itself, and what is out of sight keeps the former one until it is shown. Dialogs, menus and
# tooltips wear what their parent wears, or are parts themselves.


_APART = "apart"


def dress_apart(*holders: QWidget) -> None:
    """Let all that each of these holds wear the sheet by itself: for one that hides much of it. It wears none."""
    for holder in holders:
        holder.setProperty(_APART, True)


class StylesheetApplier(QObject):
    """Dresses what is in the window of `inmost`, now and whatever comes into it, but for `inmost` and all around it."""

    _came = Signal()

    def __init__(self, inmost: QWidget) -> None:
        super().__init__(inmost)
        self._holders: list[QWidget] = []
        holder: QWidget | None = inmost
        while holder is not None:
            self._holders.append(holder)
            holder.installEventFilter(self)
            holder = holder.parentWidget()
        self._sheet = ""
        # Qt tells of a part before it is whole.
        self._came.connect(self.take_in, Qt.ConnectionType.QueuedConnection)

    def undress(self, *, unseen: bool) -> None:
        """Take the sheet off what is in sight, or off everything."""
        for part in self._parts():
            if unseen or part.isVisible():
                part.setStyleSheet("")

    def dress(self, sheet: str) -> None:
        """Put `sheet` on whatever wears none, and on the others when they are shown next."""
        self._sheet = sheet
        self.take_in()

    def take_in(self) -> None:
        """Dress what has come in; at once it is cheaper than when Qt has polished it bare."""
        for part in self._parts():
            if not part.styleSheet():
                part.installEventFilter(self)
                part.setStyleSheet(self._sheet)

    def _parts(self) -> Sequence[QWidget]:
        found, holders = list[QWidget](), list(self._holders)
        for holder in holders:  # it grows by those that are met
            for child in holder.children():
                if isinstance(child, QWidget) and child not in self._holders:
                    if child.property(_APART):
                        child.installEventFilter(self)
                        holders.append(child)
                    else:
                        found.append(child)
        return found

    def _holds(self, widget: QObject) -> bool:
        return widget in self._holders or bool(widget.property(_APART))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ChildAdded and self._holds(watched):
            self._came.emit()
        elif kind == QEvent.Type.ChildPolished and self._holds(watched):
            self.take_in()
        elif kind == QEvent.Type.Show and isinstance(watched, QWidget) and not self._holds(watched):
            self._change(watched)
        return False

    def _change(self, part: QWidget) -> None:
        """Dress a part that is about to be seen; it is not painted before that."""
        if part.styleSheet() != self._sheet:
            part.setStyleSheet("")
            part.setStyleSheet(self._sheet)


def palette_of(tokens: Tokens) -> QPalette:
    """The palette of a theme."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(tokens, name)))
    for role, name in _WHEN_DISABLED.items():
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(getattr(tokens, name)))
    return palette


def current_tokens() -> Tokens:
    """The table in use, told from the application's palette."""
    return tokens_of(QApplication.palette())


class Theme(QObject):
    """Dresses the windows; `changed` follows every switch."""

    changed = Signal()

    def __init__(self, app: QApplication, *, scheme: Callable[[], Qt.ColorScheme] | None = None) -> None:
        """`scheme` tells the system's choice; Qt's own answer if None."""
        super().__init__(app)
        self._app = app
        self._scheme = scheme or app.styleHints().colorScheme
        self._choice: Choice = "system"
        self._scale = 100
        self._appliers: list[StylesheetApplier] = []
        load_fonts()
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self.follow)

    @property
    def choice(self) -> Choice:
        return self._choice

    @property
    def scale(self) -> int:
        """Size of the font in percent."""
        return self._scale

    def apply(self, choice: Choice, scale: int) -> None:
        """Dress everything anew.

        The old sheet is taken off first: putting one over another, Qt polishes every widget once for each of its
        ancestors, six times the work in this window.
        """
        resized = scale != self._scale  # type is told to all at once, and what is dressed by then keeps its own
        self._choice, self._scale = choice, scale
        appliers = self._in_use()
        for applier in appliers:
            applier.undress(unseen=resized)
        self._app.setFont(window_font(scale))
        # Qt tells the windows of it later; dressed by then, what is in them would keep the former font.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.ApplicationFontChange)
        self._app.setPalette(palette_of(self._tokens()))
        for applier in appliers:
            applier.dress(self._sheet())
        self.changed.emit()

    def dress(self, inmost: QWidget) -> None:
        """Let all that ever comes into the window of `inmost` wear the sheet of now and of every switch.

        What `inmost` holds is seen one at a time; the others are dressed when they are.
        """
        applier = StylesheetApplier(inmost)
        self._appliers.append(applier)
        applier.dress(self._sheet())

    def dress_new(self) -> None:
        """Dress what has just come into a window, before anything is measured."""
        for applier in self._in_use():
            applier.take_in()

    def _in_use(self) -> list[StylesheetApplier]:
        """Those of windows that are still there."""
        self._appliers = [applier for applier in self._appliers if isValid(applier)]
        return self._appliers

    def _sheet(self) -> str:
        return sheet(self._tokens(), self._scale)

    def move(self, choice: Motion) -> None:
        """Let things move and blink, or not."""
        apply_motion(self._app, choice)

    def _tokens(self) -> Tokens:
        dark = self._scheme() == Qt.ColorScheme.Dark if self._choice == "system" else self._choice == "dark"
        return DARK if dark else LIGHT

    def follow(self) -> None:
        """The system switched; go along where the user chose so."""
        if self._choice == "system":
            self.apply(self._choice, self._scale)
