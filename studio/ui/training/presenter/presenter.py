"""Presenting: the whole screen, large type, the steps and the present instruction, and the keys of a remote clicker."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QCursor, QFont, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from studio.training.lesson import StepState
from studio.training.outline import OutlineStep
from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.page import Shell
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.training.presenter.notes import Presentation, TrainerNotes
from studio.ui.training.words import state_name
from studio.ui.widgets.labels import Glyph, Label, unbroken
from studio.ui.widgets.layout import Card, PlainHolder, clear, column, row, scrolled

if TYPE_CHECKING:
    from studio.ui.stage import Stage


INK = 5
"""Pixels of the pen."""
FOLLOW_MS = 40
LENS = (0.42, 0.34)
"""Of the window's width and height that the lens takes."""
POWERS = (2.0, 3.0)


class PenInk(QWidget):
    """Drawn on with the mouse while the pen is out; strokes stay until they are cleared."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.strokes: list[QPainterPath] = []
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.out = False
        self.hide()

    def take(self, out: bool) -> None:
        """Take the pen out, or put it away; what was drawn stays, and clicks go through it."""
        self.out = out
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not out)
        self._arrange()

    def clear(self) -> None:
        self.strokes.clear()
        self._arrange()

    def _arrange(self) -> None:
        self.setGeometry(self._window.rect())
        self.setVisible(self.out or bool(self.strokes))
        self.raise_()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        path = QPainterPath(event.position())
        path.lineTo(event.position() + QPointF(0.1, 0.1))  # a click leaves a dot
        self.strokes.append(path)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.strokes and event.buttons() & Qt.MouseButton.LeftButton:
            self.strokes[-1].lineTo(event.position())
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(current_tokens().tones[Tone.RED].text)
        round_ = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(QPen(colour, INK, *round_))
        for path in self.strokes:
            painter.drawPath(path)


class Magnifier(QWidget):
    """Shows what is around the pointer larger. Clicks go through it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.window())
        self._stage = stage
        self.power = 0.0
        """How much larger; 0: put away."""
        self.seen = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self, interval=FOLLOW_MS)
        self._timer.timeout.connect(self.follow)
        self.hide()

    def turn(self) -> None:
        """The next power, then away."""
        order = (0.0, *POWERS)
        self.power = order[(order.index(self.power) + 1) % len(order)]
        if self.power:
            self._timer.start()
            self.follow()
        else:
            self.put_away()

    def put_away(self) -> None:
        self.power = 0.0
        self._timer.stop()
        self.hide()

    def follow(self, at: QPoint | None = None) -> None:
        """Stand beside the pointer and show what is under it."""
        window = self._stage.rect()
        pointer = at or self._stage.mapFromGlobal(QCursor.pos())
        wide, high = round(window.width() * LENS[0]), round(window.height() * LENS[1])
        left = pointer.x() + 40 if pointer.x() + 40 + wide <= window.width() else pointer.x() - 40 - wide
        top = min(max(pointer.y() - high // 2, 8), window.height() - high - 8)
        self.setGeometry(min(max(left, 8), window.width() - wide - 8), top, wide, high)
        shown = QRect(0, 0, round(wide / self.power), round(high / self.power))
        shown.moveCenter(pointer)
        self.seen = shown
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(tokens.page))
        painter.drawPixmap(QRectF(self.rect()), self._stage.grab(self.seen), QRectF())
        painter.setPen(QPen(QColor(tokens.accent), 3))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))


class BlackScreen(QWidget):
    """Nothing but black over everything, dialogs too."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setCursor(Qt.CursorShape.BlankCursor)

    def cover(self, window: QWidget) -> None:
        """Show it over the screen of `window`."""
        self.setGeometry(window.geometry())
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), Qt.GlobalColor.black)


SHARE, MOST_CHARS = 0.21, 30
"""Of the window's width, and average characters, that the list takes at most."""
SIGNS = {
    StepState.DONE: ("circle-check", Tone.GREEN),
    StepState.NOW: ("circle-dot", "accent"),
    StepState.SHOWN: ("eye", "muted"),
}


class StepList(QWidget):
    """Follows a talk."""

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._title, self._list = Label(role="label", wrap=True), column(spacing=10)
        self.lines: list[QWidget] = []
        self._inner = PlainHolder()
        self._inner.setLayout(column(self._list, None, margins=(0, 4, 6, 4)))
        self._area = scrolled(self._inner)
        card = Card(kind="rail")
        inside = column(self._title, self._area, spacing=10, margins=(14, 14, 6, 10))
        inside.setStretch(1, 1)
        card.setLayout(inside)
        self.setLayout(column(card))
        self.setAccessibleName(tr("Steps"))

    def fit(self, window_width: int) -> None:
        """Take a share of the window, never more than short lines need."""
        self.setFixedWidth(min(round(window_width * SHARE), self.fontMetrics().averageCharWidth() * MOST_CHARS))

    def show_talk(self, presentation: Presentation) -> None:
        self._title.setText(f"{presentation.outline.id} · {self._language.say(presentation.outline.title)}")
        clear(self._list)
        self.lines = [
            self._line(step, presentation.states[place]) for place, step in enumerate(presentation.outline.steps)
        ]
        for line in self.lines:
            self._list.addWidget(line)
        if presentation.now is not None:
            self._inner.adjustSize()
            self._area.ensureWidgetVisible(self.lines[presentation.now], 0, 40)

    def _line(self, step: OutlineStep, state: StepState) -> QWidget:
        glyph, colour = SIGNS.get(state, ("circle", "muted"))
        words = f"{step.number}. {self._language.say(step.text)}"
        text = Label(words, "label" if state is StepState.NOW else "hint", wrap=True)
        line = PlainHolder()
        box = row(spacing=8)
        box.addWidget(Glyph(glyph, colour), 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(text, 1)
        line.setLayout(box)
        line.setAccessibleName(f"{words} ({state_name(state)})")
        return line


LARGER = 1.35
"""Times the type of the window, which is large already."""


class Instruction(QWidget):
    """Number, the step's text, and the keys."""

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self.number, self.text = Label(role="heading"), Label(wrap=True)
        keys = Label(
            unbroken(tr("PgUp/PgDn step · B black · D draw · C clear · Z magnify · N notes · F11 leave")),
            role="small",
            wrap=True,
        )
        line = row(spacing=18)
        line.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)
        card = Card(kind="bar")
        card.setLayout(column(line, keys, spacing=4, margins=(22, 12, 22, 8)))
        self.setLayout(column(card))
        self._enlarge()

    def show_talk(self, presentation: Presentation) -> None:
        steps = presentation.outline.steps
        self.number.setText(f"{(presentation.now or 0) + 1}/{len(steps)}" if presentation.now is not None else "✓")
        said = (
            self._language.say(steps[presentation.now].text)
            if presentation.now is not None
            else tr("All steps are done.")
        )
        self.text.setText(said)
        self.setAccessibleName(said)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._enlarge()

    def _enlarge(self) -> None:
        points = round(self.font().pointSizeF() * LARGER, 1)
        for label in (self.number, self.text):
            if label.font().pointSizeF() != points:
                label.setStyleSheet(f"font-size: {points}pt; font-weight: {QFont.Weight.DemiBold.value}")


LARGE = ((1900, 200), (1500, 175), (0, 150))
"""Percent of the usual type, from so many pixels of the screen's width on."""
CLICKER = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
"""What remote clickers send: taken wherever the keyboard is."""
TICK_MS = 1000


class Presenter(QObject):
    """Over one window, from `start` to `stop`. `stopped` follows when it is over."""

    stopped = Signal()

    def __init__(self, stage: Stage, shell: Shell, *, now: Callable[[], float] = time.monotonic) -> None:
        """`now` counts seconds."""
        super().__init__(stage)
        window = stage.window()
        self._stage, self._window, self._shell, self._now = stage, window, shell, now
        self._deafen: Callable[[], None] | None = None
        self._presentation: Presentation | None = None
        self._began = now()
        self._before = window.windowState()
        self._enlarge()  # first: what is made afterwards has its size from the start
        self._build()
        self.ink, self.lens, self.black = PenInk(window), Magnifier(stage), BlackScreen(window)
        self._keys: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_PageDown: lambda: self.step(1),
            Qt.Key.Key_PageUp: lambda: self.step(-1),
            Qt.Key.Key_B: self.turn_black,
            Qt.Key.Key_D: lambda: self.ink.take(not self.ink.out),
            Qt.Key.Key_C: self.ink.clear,
            Qt.Key.Key_Z: self.lens.turn,
            Qt.Key.Key_N: self.turn_notes,
            Qt.Key.Key_Escape: self.escape,
        }
        self.tick = QTimer(self, interval=TICK_MS)
        self.tick.timeout.connect(lambda: self.notes.tell_time(self.seconds))
        shell.language.changed.connect(self._speak_anew)

    def _build(self) -> None:
        language = self._shell.language
        self.steps, self.instruction = StepList(language), Instruction(language)
        self.notes = TrainerNotes(language, self._shell.theme)
        self.notes.next_wanted.connect(lambda: self.step(1))
        self.notes.previous_wanted.connect(lambda: self.step(-1))

    def _speak_anew(self) -> None:
        """Another language was chosen: what stands around the page is built anew."""
        before = (self.notes, self.steps, self.instruction)
        noted = self.notes.isVisible()
        self._stage.hide_presenter()
        self._build()
        self._stage.show_presenter(self.steps, self.instruction)
        self._follow()
        if noted:
            self.turn_notes()
        for each in before:
            each.hide()
            each.deleteLater()

    @property
    def seconds(self) -> int:
        """Since it began."""
        return int(self._now() - self._began)

    @property
    def presentation(self) -> Presentation | None:
        """What is presented."""
        return self._presentation

    def start(self, presentation: Presentation) -> None:
        window = self._window
        self._stage.show_presenter(self.steps, self.instruction)
        window.showFullScreen()
        self.show_talk(presentation)
        if self.notes.place(window.screen()):
            window.activateWindow()
        self.tick.start()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def _enlarge(self) -> None:
        screen = self._window.screen().size().width()
        percent = next(percent for width, percent in LARGE if screen >= width)
        settings = self._shell.preferences.settings
        self._shell.theme.apply(settings.theme, max(percent, settings.font_scale))

    def show_talk(self, presentation: Presentation) -> None:
        """Present this from now on."""
        if self._deafen is not None:
            self._deafen()
        self._presentation = presentation
        self._deafen = presentation.listen(self._follow)
        self._follow()

    def stop(self) -> None:
        """Leave the window as it was."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        if self._deafen is not None:
            self._deafen()
        self.tick.stop()
        self._shell.language.changed.disconnect(self._speak_anew)
        self.lens.put_away()
        settings = self._shell.preferences.settings
        self._stage.hide_presenter()
        self._window.setWindowState(self._before)
        self._shell.theme.apply(settings.theme, settings.font_scale)
        if self._presentation is not None:
            self._presentation.show_coach(True)
        for each in (self.black, self.ink, self.lens, self.notes, self.steps, self.instruction):
            each.hide()
            each.deleteLater()
        self.deleteLater()
        self.stopped.emit()

    # -- what keys do

    def step(self, by: int) -> None:
        """Go on, or back; a black screen first becomes light, and a dialog is left alone."""
        if self.black.isVisible():
            self.black.hide()
        elif self._presentation is not None and QApplication.activeModalWidget() is None:
            (self._presentation.next if by > 0 else self._presentation.previous)()

    def turn_black(self) -> None:
        if self.black.isVisible():
            self.black.hide()
        else:
            self.black.cover(self._window)

    def turn_notes(self) -> None:
        """Show the notes, on this screen where there is no other; or put them away."""
        if self.notes.isVisible():
            self.notes.hide()
        elif not self.notes.place(self._window.screen()):
            self.notes.show()
            self.notes.activateWindow()

    def escape(self) -> None:
        """One thing less each time: black, lens, pen and ink, then the presenter itself."""
        if self.black.isVisible():
            self.black.hide()
        elif self.lens.power:
            self.lens.put_away()
        elif self.ink.out or self.ink.strokes:
            self.ink.take(False)
            self.ink.clear()
        else:
            self.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(watched, QWidget):
            return False
        if not isinstance(event, QKeyEvent) or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        if self._shell.session.locked or key not in self._keys or not self._takes(key):
            return False
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._keys[key]()
        event.accept()
        return True

    def _takes(self, key: Qt.Key) -> bool:
        """Letters are typed where somebody types, and Escape closes what lies on top; a clicker always counts."""
        if key in CLICKER:
            return True
        if key == Qt.Key.Key_Escape:
            return QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None
        return self.black.isVisible() or not _types(QApplication.focusWidget())

    def _follow(self) -> None:
        if self._presentation is None:
            return
        self._presentation.show_coach(False)
        self.steps.fit(self._window.width())
        self.steps.show_talk(self._presentation)
        self.instruction.show_talk(self._presentation)
        self.notes.show_talk(self._presentation)


def _types(widget: QWidget | None) -> bool:
    """Whether letters belong to that widget."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
        return not widget.isReadOnly()
    return False
