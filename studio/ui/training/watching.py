"""Watch: the steps are played one after the other by the real services, with time to read what happens."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from studio.training.lesson import LessonView
from studio.translation import tr
from studio.ui.widgets.buttons import IconButton, MenuButton
from studio.ui.widgets.layout import row

READ_MS, SEE_MS = 4500, 2500
"""Time to read a step before it is played, and to see what came of it; at speed 1."""
SPEEDS = (0.5, 1.0, 2.0)


class WatchControls(QWidget):
    """Go on or wait, one step, and how fast. `speed_changed` carries the speed."""

    speed_changed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.play, self.step = IconButton("pause"), IconButton("chevron-right", tr("Play this step now"))
        self.speed = MenuButton(glyph="timer")
        menu = QMenu(self.speed)
        self._speeds = {speed: menu.addAction(_said(speed), partial(self._choose, speed)) for speed in SPEEDS}
        for action in self._speeds.values():
            action.setCheckable(True)
        self.speed.setMenu(menu)
        self.setLayout(row(self.play, self.step, self.speed, spacing=6))

    def show_playing(self, playing: bool) -> None:
        self.play.set_glyph("pause" if playing else "play")
        self.play.set_name(tr("Pause") if playing else tr("Go on by itself"))

    def show_speed(self, speed: float) -> None:
        for each, action in self._speeds.items():
            action.setChecked(each == speed)
        self.speed.setText(_said(speed))
        self.speed.setAccessibleName(tr("Speed: {speed}").format(speed=_said(speed)))

    def _choose(self, speed: float) -> None:
        self.show_speed(speed)
        self.speed_changed.emit(speed)


def _said(speed: float) -> str:
    return f"{speed:g}×"


class Watching(QObject):
    """When the next step is to be played: `due` says it is time. It waits for `went_on` after each."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._controls: WatchControls | None = None
        self._speed, self.playing = 1.0, True
        self._busy = self._over = self._paused = False
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self._now)

    def take(self, controls: WatchControls) -> None:
        """Be told by these from now on."""
        self._controls = controls
        controls.show_speed(self._speed)
        controls.show_playing(self.playing)
        controls.play.clicked.connect(self.toggle)
        controls.step.clicked.connect(self._now)
        controls.speed_changed.connect(self._hurry)

    def went_on(self, view: LessonView) -> None:
        """The step was played, or the lesson begins: the next one follows in a while."""
        self._busy, self._over = False, view.finished
        self._wait(READ_MS if view.now == 0 else READ_MS + SEE_MS)

    def stumbled(self) -> None:
        """The step could not be played: it waits to be told to go on."""
        self._busy = False
        self._set(False)

    def toggle(self) -> None:
        self._set(not self.playing)
        if self.playing and not self._busy:
            self._now()

    def pause(self, paused: bool) -> None:
        """Play nothing until it is to go on: nobody sees the window."""
        self._paused = paused
        self.timer.stop()
        if not self._busy:
            self._wait(READ_MS)

    def stop(self) -> None:
        self._over = True
        self.timer.stop()

    def _set(self, playing: bool) -> None:
        self.playing = playing
        if self._controls is not None:
            self._controls.show_playing(playing)
        if not playing:
            self.timer.stop()

    def _hurry(self, speed: float) -> None:
        self._speed = speed
        if self.timer.isActive():
            self._wait(READ_MS)

    def _wait(self, ms: int) -> None:
        if self.playing and not self._over and not self._paused:
            self.timer.start(round(ms / self._speed))

    def _now(self) -> None:
        self.timer.stop()
        if not self._busy and not self._over:
            self._busy = True
            self.due.emit()
