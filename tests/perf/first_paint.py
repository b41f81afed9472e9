"""Prints when a window was first painted, and what the process weighed then: one JSON line.

    python tests/perf/first_paint.py START bare              a QMainWindow and nothing else
    python tests/perf/first_paint.py START studio PROFILE    `studio --profile PROFILE`, until its first page is there
                                                             or one can sign in

START is the monotonic clock of the parent, in seconds, when it started this process; times are milliseconds from it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

START = float(sys.argv[1])


def passed() -> float:
    return (time.monotonic() - START) * 1000


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
    kept = watched(app, window, lambda: say(painted=passed(), rss=megabytes()))
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

            first = {"painted": passed(), "rss": megabytes(), "modules": sorted(sys.modules)}
            timer = QTimer(self, interval=5)

            def look() -> None:
                there = window.page is not None or window.lock.screen is not None  # a page, or the door to sign in at
                if there and window.tasks.idle:
                    say(**first, ready=passed(), rss_ready=megabytes())

            timer.timeout.connect(look)
            timer.start()

    vars(studio.ui.run).update(QApplication=Timed, UNPAINTED_MS=60_000)  # on a busy machine the paint is late
    main(["--profile", profile])


if __name__ == "__main__":
    if sys.argv[2] == "bare":
        bare()
    else:
        studio(sys.argv[3])
