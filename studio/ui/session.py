"""Who is working at this PC. A shared PC forgets it after a while without a touch."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from studio.people.model import Person

MINUTE_MS = 60_000
_TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.MouseMove})


class Session(QObject):
    """The person signed in, if any; `changed` follows each sign-in and sign-out.

    The PIN is checked by whoever calls `sign_in`, on a worker. Decisions ask for it again in any case.
    """

    changed = Signal()

    def __init__(self, app: QApplication, lock_minutes: int = 0) -> None:
        super().__init__(app)
        self._person: Person | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.sign_out)
        self.set_lock(lock_minutes)
        app.focusWindowChanged.connect(self._watch)

    @property
    def person(self) -> Person | None:
        return self._person

    @property
    def person_id(self) -> str:
        """Id of the person, or an empty text."""
        return self._person.id if self._person else ""

    def set_lock(self, minutes: int) -> None:
        """Sign out after `minutes` without a touch; 0 never does."""
        self._idle.setInterval(minutes * MINUTE_MS)

    def sign_in(self, person: Person) -> None:
        self._person = person
        if self._idle.interval():
            self._idle.start()
        self.changed.emit()

    def sign_out(self) -> None:
        self._idle.stop()
        if self._person is not None:
            self._person = None
            self.changed.emit()

    def _watch(self, window: QWindow | None) -> None:
        """Touches reach a window first: watching windows is far less work than watching every event."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._idle.isActive() and event.type() in _TOUCHES:
            self._idle.start()
        return False
