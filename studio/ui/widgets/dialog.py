"""Dialogs: a heading, what they are about, and buttons. None of them ever says that data will be lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QShowEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from studio.ui.reading_order import reading_order
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import GUTTER, Item, PageScroll, PlainHolder, column

SPACING, MARGIN = 12, 24
APART = 6
"""Pixels more between what scrolls and what stays below it, and between it and its scroll bar."""
AROUND = QSize(48, 48)
"""Pixels of the window that stay in sight around a dialog of its own size."""
CHAR, MOST_OF_WINDOW = 8, 0.9
"""Pixels of an average character at 100 percent; the part of the window that a dialog may be wide."""


class HelpRequests(QObject):
    """The child of a window that hears where one of its dialogs wants help: the window's own keys rest meanwhile."""

    asked = Signal(QDialog)


class Dialog(QDialog):
    """Opens over the window with `open()` and is gone when it closes. F1 opens the help that belongs to it."""

    def __init__(self, parent: QWidget | None = None, *, width: int = 440) -> None:
        """`width`: pixels at least with type at 100 percent; with larger type more, while the window has room."""
        super().__init__(parent)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._heading = Label(role="heading", wrap=True)
        self.setMinimumWidth(self._grown(width))
        self._fits = True
        """False for a dialog whose height is its own choice."""
        self._opened = False
        """Whether it had the keyboard before: the caret is put after the text on opening only."""
        self._moving: list[QWidget] = []
        self._scrolling: PageScroll | None = None
        """Where its parts scroll, since the window was too low for them."""
        self._width = 0
        """Once it was shown: it stays as wide as that."""

    def _grown(self, width: int) -> int:
        parent = self.parentWidget()
        room = parent.window().width() * MOST_OF_WINDOW if parent is not None else width
        return max(width, round(min(width * QFontMetricsF(self.font()).averageCharWidth() / CHAR, room)))

    def take_room(self, width: int, height: int) -> None:
        """Be of that size from the beginning: pixels at 100 percent; with larger type more, while the window has room.

        The dialog does not follow the height of what it holds: one of its parts scrolls, or has to be as high as may
        be.
        """
        self._fits = False
        wanted = QSize(width, height) * max(1.0, QFontMetricsF(self.font()).averageCharWidth() / CHAR)
        parent = self.parentWidget()
        room = parent.window().size() - AROUND if parent is not None else QSize(width, height)
        self.resize(wanted.boundedTo(room).expandedTo(QSize(width, height)))

    def set_heading(self, text: str) -> None:
        self.setWindowTitle(text)
        self._heading.setText(text)

    def top(self) -> Item:
        """What stands first, above all that scrolls."""
        return self._heading

    def fill(self, *items: Item, buttons: QHBoxLayout, stays: Sequence[QWidget] = ()) -> None:
        """Put the parts under the heading, the buttons last.

        Where type is large and the window low the parts scroll, all but those of `stays`: heading and buttons keep in
        sight.
        """
        parts = [_held(item) if isinstance(item, QLayout) else item for item in items]
        self._moving = [part for part in parts if isinstance(part, QWidget) and part not in stays]
        self.setLayout(column(self.top(), *parts, 8, buttons, spacing=SPACING, margins=MARGIN))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.matches(QKeySequence.StandardKey.HelpContents):
            super().keyPressEvent(event)
            return
        above: QWidget = self
        while (parent := above.parentWidget()) is not None:
            above = parent
        requests = above.findChild(HelpRequests)
        if requests is not None:
            requests.asked.emit(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refit()

    def refit(self) -> None:
        """Wrapped texts take the height they need at this width, no more; in a low window the gaps are narrower."""
        layout = self.layout()
        if self._fits and layout is not None and layout.hasHeightForWidth():
            asked = self.sizeHint().width() if self._width == 0 else self.minimumSizeHint().width()
            parent = self.parentWidget()
            if parent is not None:  # a line that may be cut, such as a path, asks for all its length
                most = parent.window().width() - AROUND.width()
                asked = max(self.minimumSizeHint().width(), min(asked, most))
            width = self._width = max(self.minimumWidth(), asked, self._width)
            if parent is not None and layout.totalHeightForWidth(width) > parent.window().height():
                layout.setSpacing(SPACING // 2)
                layout.setContentsMargins(MARGIN, MARGIN // 2, MARGIN, MARGIN // 2)
            self.resize(width, layout.totalHeightForWidth(width))
        elif self._scrolling is not None:
            self._keep_to(self._scrolling)
        self._stay_inside()

    def _keep_to(self, area: PageScroll) -> None:
        """Be as high as what scrolls needs, and no higher than the window: the next step may ask for less."""
        layout, content, parent = self.layout(), area.widget(), self.parentWidget()
        if layout is None or content is None or parent is None:
            return
        layout.activate()
        needed = self.height() - area.height() + content.heightForWidth(area.viewport().width())
        self.resize(self.width(), min(needed, parent.window().height()))

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.WindowActivate and not self._opened:
            self._opened = True
            QTimer.singleShot(0, self, lambda: _go_to_end(self.focusWidget()))  # Qt gives the keyboard after this event
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            QTimer.singleShot(0, self, self._grow)  # once all of it is laid out anew
        return handled

    def _grow(self) -> None:
        """Make room for what came into sight; what goes leaves its room, so that nothing moves twice."""
        layout = self.layout()
        if self._fits and layout is not None and layout.hasHeightForWidth():
            needed = layout.totalHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
        self._stay_inside()

    def _stay_inside(self) -> None:
        """Scroll where it would be higher than the window, and move up where what came later took it below its foot."""
        parent = self.parentWidget()
        if parent is None:
            return
        window = parent.window()
        if self._fits and self.height() > window.height():
            self._scroll(window.height())
        around, own = window.frameGeometry(), self.frameGeometry()
        if self.isVisible() and own.bottom() > around.bottom():
            self.move(own.left(), max(around.top(), own.top() - own.bottom() + around.bottom()))

    def _scroll(self, height: int) -> None:
        """Let the parts scroll from now on, in a dialog of that height."""
        layout = self.layout()
        if not isinstance(layout, QVBoxLayout) or not self._moving:
            return
        focus: QWidget | None = self.focusWidget()
        held = PlainHolder()
        inside = column(*self._moving, spacing=layout.spacing())
        inside.setContentsMargins(0, 0, APART, 0)
        inside.addStretch()  # where fields go, the others stay together
        held.setLayout(inside)
        area = self._scrolling = PageScroll(held)
        self._make_way(layout)
        layout.insertWidget(1, area)
        layout.insertSpacing(2, APART)
        for place in range(layout.count()):
            layout.setStretch(place, int(place == 1))
        area.show()
        layout.activate()  # so much lower than before it may be from now on
        self._fits = False
        # What has the keyboard was taken out and put in again, and lost it; the buttons were not, and would have it.
        stops = reading_order(held)
        if focus is not None or stops:
            (focus or stops[0]).setFocus()
        self.resize(self.width(), height)

    def _make_way(self, layout: QVBoxLayout) -> None:
        """Let a scroll bar stand in the margin, so that what scrolls ends where all the others do."""
        beside = APART + GUTTER
        margins = layout.contentsMargins()
        margins.setRight(margins.right() - beside)
        layout.setContentsMargins(margins)
        for line in layout.children():
            if isinstance(line, QLayout):
                line.setContentsMargins(line.contentsMargins() + QMargins(0, 0, beside, 0))
        for part in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if layout.indexOf(part) >= 0:
                part.setContentsMargins(part.contentsMargins() + QMargins(0, 0, beside, 0))


def _go_to_end(field: QWidget | None) -> None:
    """Put the caret after the text, where it is one to write in and nothing of it is selected."""
    if isinstance(field, QLineEdit) and not field.isReadOnly() and not field.hasSelectedText():
        field.end(False)
    elif isinstance(field, QPlainTextEdit) and not field.isReadOnly() and not field.textCursor().hasSelection():
        field.moveCursor(QTextCursor.MoveOperation.End)


def _held(layout: QLayout) -> QWidget:
    """A layout in a widget, which can be taken elsewhere."""
    holder = PlainHolder()
    holder.setLayout(layout)
    return holder
