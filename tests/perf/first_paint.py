"""Prints when a window was first painted and when one could work in it, and what the process cost and weighed by then:
one JSON line.

    python tests/perf/first_paint.py START bare              a QMainWindow and nothing else
    python tests/perf/first_paint.py START studio PROFILE    `studio --profile PROFILE`: painted, then usable (the door
                                                             offers the people who may sign in), then with its services
                                                             open, then, as soon as somebody has signed in, the page

START is the monotonic clock of the parent, in seconds, when it started this process. Times are milliseconds from it,
`cpu` those that all threads computed.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

START = float(sys.argv[1])


def passed() -> float:
    return (time.monotonic() - START) * 1000


def now() -> dict[str, float]:
    return {"ms": passed(), "cpu": time.process_time() * 1000, "mb": megabytes()}


def megabytes() -> float:
    """Resident memory now."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 (no import before the paint that is timed)
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def watched(app: Any, window: Any, painted: Any) -> Any:
    """Call `painted` once, after the first paint of `window`."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                for part in parts:
                    part.removeEventFilter(self)
                QTimer.singleShot(0, painted)
            return False

    # Where the rail and the page hide all of the window itself, Qt paints only them.
    watch, parts = Watch(app), [window, *([window.rail] if hasattr(window, "rail") else [])]
    for part in parts:
        part.installEventFilter(watch)
    return watch


def say(**found: object) -> None:
    print(json.dumps(found), flush=True)
    os._exit(0)


def bare() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    kept = watched(app, window, lambda: say(painted=now()))
    window.show()
    app.exec()
    del kept


def studio(profile: str) -> None:
    from PySide6.QtWidgets import QApplication

    import studio.ui.run
    from studio.cli.main import main

    whole = QApplication

    class Timed(whole):  # type: ignore[misc, valid-type]
        def exec(self) -> int:
            from studio.ui.main_window import MainWindow

            window = next(w for w in whole.topLevelWidgets() if isinstance(w, MainWindow))
            self.kept = watched(self, window, lambda: self.painted(window))
            return int(whole.exec())

        def painted(self, window: Any) -> None:
            from PySide6.QtCore import QTimer

            told = {"painted": now(), "modules": sorted(sys.modules)}

            def usable() -> None:
                told["usable"] = now()
                when(lambda: window.studio is not None, sign_in)

            def sign_in() -> None:
                told["services"] = now()
                from studio.people.sample import APPROVER, PIN

                people = window.studio.people
                person = next(one for one in people.list() if one.name == APPROVER)
                window.tasks.store(lambda: people.sign_in(person, PIN), lambda proof: signed_in(person, proof))

            def signed_in(person: Any, proof: Any) -> None:
                told["signed_in"] = now()
                window.session.sign_in(person, proof)
                when(lambda: window.page is not None, lambda: say(**told, page=now()))

            def when(true: Callable[[], bool], then: Callable[[], None], *, read: bool = True) -> None:
                """Call `then` once that is so and, with `read`, the worker has read all that was asked for by then."""
                timer = QTimer(self, interval=5)

                def look() -> None:
                    if true():
                        timer.stop()
                        window.tasks.store(lambda: None, lambda _: then()) if read else then()

                timer.timeout.connect(look)
                timer.start()

            when(lambda: window.lock.screen is not None and window.lock.screen.who.count() > 0, usable, read=False)

    vars(studio.ui.run).update(QApplication=Timed, UNPAINTED_MS=60_000)  # on a busy machine the paint is late
    main(["--profile", profile])


if __name__ == "__main__":
    if sys.argv[2] == "bare":
        bare()
    else:
        studio(sys.argv[3])
