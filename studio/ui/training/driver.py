"""Asks a lesson, behind the window, which steps are done by now; tells the window what it sees.

News wake it through a queued signal, for services tell on any thread; a slow timer sees what nobody tells of.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from studio.errors import StudioError
from studio.events import EventBus, ServiceEvent
from studio.training.lesson import RESTORED, LessonView
from studio.translation import tr
from studio.ui.tasks import Tasks
from studio.ui.widgets.buttons import IconButton, MenuButton
from studio.ui.widgets.layout import row

if TYPE_CHECKING:
    from studio.training.lesson import Lesson


FALLBACK_MS, SHARE = 200, 4
"""How often it looks unasked, at most; and never more than one part in so many of the worker's time."""
Facts = Mapping[str, str]


class LessonDriver(QObject):
    """`shown` carries the view after each look, `stepped` when another step has begun, `failed` a StudioError."""

    shown = Signal(object)
    stepped = Signal(object)
    failed = Signal(object)
    _came = Signal(object)

    def __init__(self, lesson: Lesson, tasks: Tasks, events: EventBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lesson, self._tasks = lesson, tasks
        self.view = lesson.view
        self.heard_since = 0
        """How much was told since the present step began."""
        self._facts: list[tuple[int, Facts]] = []
        self._looking = self._again = self._stopped = self._paused = False
        self.timer = QTimer(self, singleShot=True, interval=FALLBACK_MS)
        self.timer.timeout.connect(self.look)
        self._came.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._gate = threading.Lock()
        self._deafen = events.listen(self._told)

    @property
    def stopped(self) -> bool:
        """Whether the lesson has ended: what was asked of it before is of no more interest."""
        return self._stopped

    def begin(self) -> None:
        """Show how the lesson stands, and look on."""
        self.stepped.emit(self.view)
        self.timer.start()

    def pause(self, paused: bool) -> None:
        """Look no more until it is to go on: nobody sees the window."""
        self._paused = paused
        if paused:
            self.timer.stop()
        else:
            self.look()

    def look(self) -> None:
        """Look on the worker; what is asked for meanwhile is one more look."""
        if self._looking or self._stopped or self._paused:
            self._again = True
            return
        self._looking, self._again = True, False
        self.timer.stop()
        began = time.monotonic()

        def done(view: LessonView) -> None:
            self._looked(round((time.monotonic() - began) * 1000))
            self.take(view)

        def failed(error: StudioError) -> None:
            self._looked(round((time.monotonic() - began) * 1000))
            self.failed.emit(error)

        self._tasks.store(self.lesson.look, done, owner=self, failed=failed)

    def ask(self, work: Callable[[], LessonView], then: Callable[[LessonView], None] = lambda view: None) -> None:
        """Do something with the lesson on the worker, and show what came of it."""

        def done(view: LessonView) -> None:
            self.take(view)
            if not self._stopped:
                then(view)

        self._tasks.store(work, done, owner=self, failed=self.failed.emit)

    def take(self, view: LessonView) -> None:
        """Show this."""
        if self._stopped:
            return
        before, self.view = self.view, view
        if view.now != before.now:
            self.heard_since = 0
            self.stepped.emit(view)
        else:
            self.shown.emit(view)

    def went_back(self, view: LessonView) -> None:
        """The lesson went back to where its present step began."""
        if self._stopped:
            return
        self.view = view
        here = view.now if view.now is not None else 0
        self._facts = [(step, facts) for step, facts in self._facts if step < here]
        self.heard_since = 0
        self.stepped.emit(view)
        self.look()

    def last(self, fact: str) -> str:
        """The latest id told under that name; empty when nothing told of any."""
        return next((facts[fact] for _, facts in reversed(self._facts) if fact in facts), "")

    def stop(self) -> None:
        """Hear and look no more. The lesson itself ends on the worker."""
        with self._gate:
            self._stopped = True
        self.timer.stop()
        self._deafen()
        self._tasks.store(self.lesson.stop)

    def _looked(self, taken: int) -> None:
        self._looking = False
        if self._stopped or self._paused or self.view.finished:
            return
        self.timer.start(0 if self._again else max(FALLBACK_MS, SHARE * taken))

    def _told(self, news: ServiceEvent) -> None:
        """On the thread that tells, which may go on while this is being deleted: nothing is said after `stop`."""
        with self._gate:
            if not self._stopped:
                self._came.emit(news)

    def _hear(self, news: ServiceEvent) -> None:
        if self._stopped or news.name == RESTORED:
            return
        now = self.view.now
        self._facts.append((now if now is not None else len(self.view.states), dict(news.facts)))
        self.heard_since += 1
        self.look()


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
        self.play.set_name(tr("Pause") if playing else tr("Continue automatically"))

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


class PlaybackTimer(QObject):
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
