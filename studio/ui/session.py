"""Who is working at this PC. A shared PC locks itself after a while without a touch, and keeps everything behind it."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from studio.clock import uptime
from studio.people.model import Person
from studio.people.present import SignedIn, bring

MINUTE = 60.0
WARNING = 30.0
"""Seconds before the lock at which the person is told."""
_LONGEST = 3600.0
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class Session(QObject):
    """The person signed in, if any; `changed` follows each sign-in and sign-out.

    `locked_changed` follows the lock; the person stays the one who is signed in. `warned` counts the last seconds
    before it, and says 0 when the person touched something after all. `leaving` comes while the person's proof still
    counts: what they began is saved then. `ended` carries the proof that counts no more.
    The PIN is checked by whoever calls `sign_in` or `unlock`, on a worker. Decisions ask for it again in any case.
    """

    changed = Signal()
    locked_changed = Signal(bool)
    warned = Signal(int)
    leaving = Signal()
    ended = Signal(object)

    def __init__(self, app: QApplication, lock_minutes: int = 0, *, now: Callable[[], float] = uptime) -> None:
        """`now` gives seconds; only their differences count."""
        super().__init__(app)
        self._person: Person | None = None
        self._now = now
        self._span = lock_minutes * MINUTE
        self._deadline = 0.0
        self._locked = self._warning = False
        self._proof: SignedIn | None = None
        self._field: QObject | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        app.focusWindowChanged.connect(self._watch)
        # What an input method or a screen reader does never passes the window as a key or a click.
        app.focusObjectChanged.connect(self._listen)
        app.focusChanged.connect(self.touch)

    @property
    def person(self) -> Person | None:
        return self._person

    @property
    def person_id(self) -> str:
        """Id of the person, or an empty text."""
        return self._person.id if self._person else ""

    @property
    def locked(self) -> bool:
        """Whether the window is to hide everything until a PIN is given."""
        return self._locked

    def set_lock(self, minutes: int) -> None:
        """Lock after `minutes` without a touch; 0 never does."""
        self._span = minutes * MINUTE
        self._begin()

    def sign_in(self, person: Person, proof: SignedIn | None = None) -> None:
        """`person` proved who they are; a lock of somebody else's is over too.

        `proof` is what their PIN made: what is asked of the services until the lock is asked with it.
        """
        same = self._person == person
        if self._person is not None and not same:
            self.leaving.emit()
        self._person = person
        self._proof = proof
        bring(proof)
        self._open()
        if not same:
            self.changed.emit()

    def sign_out(self) -> None:
        self.leaving.emit()
        self._open()
        self._timer.stop()
        self._end()
        if self._person is not None:
            self._person = None
            self.changed.emit()

    def lock(self) -> None:
        """Hide everything now. Without a person nothing happens: see `shut`."""
        if self._person is not None and not self._locked:
            self._hide()

    def shut(self) -> None:
        """Hide everything until somebody signs in; nobody is at work meanwhile."""
        former, self._person = self._person, None
        if not self._locked:
            self._hide()
        if former is not None:
            self.changed.emit()

    def _hide(self) -> None:
        self.leaving.emit()
        self._timer.stop()
        self._calm()
        self._locked = True
        self.locked_changed.emit(True)
        self._end()

    def _end(self) -> None:
        """Their PIN proves nothing any more; what was asked before is carried out."""
        proof, self._proof = self._proof, None
        bring(None)
        if proof is not None:
            self.ended.emit(proof)

    def touch(self) -> None:
        """Somebody is there. A touch after the time is over comes too late: the PC may have slept."""
        if not self._counts:
            return
        if self._now() >= self._deadline:
            self.lock()
        else:
            self._deadline = self._now() + self._span
            if self._warning:
                self._calm()
                self.look()

    def look(self) -> None:
        """Look at the clock: warn, lock, or look again when it will be time."""
        if not self._counts:
            return
        left = self._deadline - self._now()
        if left <= 0:
            self.lock()
            return
        if left <= WARNING:
            self._warning = True
            self.warned.emit(math.ceil(left))
        wait = min(left - WARNING, _LONGEST) if left > WARNING else left - math.ceil(left) + 1
        self._timer.start(max(1, math.ceil(wait * 1000)))

    @property
    def _counts(self) -> bool:
        return self._person is not None and not self._locked and self._span > 0

    def _begin(self) -> None:
        """Count anew from now."""
        self._calm()
        self._timer.stop()
        self._deadline = self._now() + self._span
        self.look()

    def _open(self) -> None:
        opened, self._locked = self._locked, False
        self._begin()
        if opened:
            self.locked_changed.emit(False)

    def _calm(self) -> None:
        if self._warning:
            self._warning = False
            self.warned.emit(0)

    def _watch(self, window: QWindow | None) -> None:
        """Touches reach a window first: watching windows is far less work than watching every event."""
        if window is not None:
            window.installEventFilter(self)

    def _listen(self, focus: QObject | None) -> None:
        """What an input method writes goes straight to the field: the one in focus is watched too."""
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = focus
        if focus is not None:
            focus.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        return False
