"""The look of the window: Fusion, a palette and one style sheet, both made from the table in `tokens`.

Light or dark switches live, and follows the system where the user chose so.

The sheet is worn by what is in the window, not by the application. Under a sheet of the application Qt dresses a widget
anew each time one of its ancestors is put into another, so a page takes its depth times the work before it is ever
seen. So it is put together bare, and dressed once, when it comes into the window; see `wardrobe`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from studio.config import Motion
from studio.config import Theme as Choice
from studio.ui.fonts import load_fonts, window_font
from studio.ui.motion import apply_motion
from studio.ui.stylesheet import sheet
from studio.ui.tokens import DARK, LIGHT, Tokens, tokens_of
from studio.ui.wardrobe import Wardrobe

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
        self._wardrobes: list[Wardrobe] = []
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
        wardrobes = self._in_use()
        for wardrobe in wardrobes:
            wardrobe.undress(unseen=resized)
        self._app.setFont(window_font(scale))
        # Qt tells the windows of it later; dressed by then, what is in them would keep the former font.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.ApplicationFontChange)
        self._app.setPalette(palette_of(self._tokens()))
        for wardrobe in wardrobes:
            wardrobe.dress(self._sheet())
        self.changed.emit()

    def dress(self, inmost: QWidget) -> None:
        """Let all that ever comes into the window of `inmost` wear the sheet of now and of every switch.

        What `inmost` holds is seen one at a time; the others are dressed when they are.
        """
        wardrobe = Wardrobe(inmost)
        self._wardrobes.append(wardrobe)
        wardrobe.dress(self._sheet())

    def dress_new(self) -> None:
        """Dress what has just come into a window, before anything is measured."""
        for wardrobe in self._in_use():
            wardrobe.take_in()

    def _in_use(self) -> list[Wardrobe]:
        """Those of windows that are still there."""
        self._wardrobes = [wardrobe for wardrobe in self._wardrobes if isValid(wardrobe)]
        return self._wardrobes

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
