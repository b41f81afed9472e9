"""The window of a profile, started as a person starts it and led through the outbox: one JSON line of what it took.

    python tests/perf/queue_steps.py START PROFILE MOMENT

START is the monotonic clock of the parent, in seconds, when it started this process; MOMENT is what the clock says
while it runs. `painted` is the time from START to the first paint, `steps` the longest frame of each step after it and
what the window's thread computed meanwhile; times are milliseconds.
"""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.perf.first_paint import passed, say, watched

PATIENCE_S = 120
TURN_MS, TURNS = 5, 20


class Standing:
    """The clock of the program stands still."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment


def lead(window: Any, watch: Any, painted: float) -> None:
    """Walk through the outbox, and away and back; then say what each step took, and end."""
    from studio.people.sample import APPROVER
    from studio.ui.page_specs import PageId
    from tools.unit import PIN

    def step(label: str, act: Callable[[], object]) -> None:
        watch.label = label
        act()
        _rest(window)

    def sign_in() -> None:
        people = window.studio.people
        person = next(one for one in people.list() if one.name == APPROVER)
        window.tasks.store(lambda: people.sign_in(person, PIN), lambda proof: window.session.sign_in(person, proof))

    step("start", lambda: None)
    step("sign in", sign_in)
    step("outbox", lambda: window.go(PageId.OUTBOX, ""))
    from studio.ui.outbox.details import DeliveryFilter  # known by now: nothing more is imported than without this test

    page = window.page
    step("waiting only", page.listing.filters.pills[DeliveryFilter.WAITING].click)
    step("search", lambda: page.search.searched.emit("dien luc"))
    step("all again", lambda: page.search.searched.emit(""))
    bar = page.table.verticalScrollBar()
    for part in range(1, 11):
        step("scroll", lambda part=part: bar.setValue(bar.maximum() * part // 10))  # type: ignore[misc]
    step("a row in hand", lambda: page.table.choose(page.table.ids[3]))
    step("calendar", lambda: window.go(PageId.POSTS, "month"))
    for other in (PageId.POSTS, PageId.APPROVAL, PageId.LIBRARY, PageId.PAGES):
        step(other.value, lambda other=other: window.go(other, ""))  # type: ignore[misc]
    step("command bar", window.open_command)
    step("outbox again", lambda: window.go(PageId.OUTBOX, ""))
    watch.stop()
    say(painted=painted, steps=watch.longest_of, report=watch.report(), rows=list(page.table.ids))


def _rest(window: Any) -> None:
    """Until a page or the door is there, nothing is under way, and what came of it is painted."""
    from PySide6.QtCore import QEventLoop, QTimer

    def turn() -> None:
        loop = QEventLoop()
        QTimer.singleShot(TURN_MS, loop.quit)
        loop.exec()

    end = time.monotonic() + PATIENCE_S
    while ((window.page is None and window.lock.screen is None) or not window.tasks.idle) and time.monotonic() < end:
        turn()
    for _ in range(TURNS):
        turn()


def main(profile: str, moment: str) -> None:
    from PySide6.QtWidgets import QApplication

    import studio.ui.run
    from studio.cli.window import open_window
    from studio.paths import Profile

    whole = QApplication

    class Led(whole):  # type: ignore[misc, valid-type]
        def exec(self) -> int:
            from studio.ui.main_window import MainWindow

            window = next(w for w in whole.topLevelWidgets() if isinstance(w, MainWindow))
            self.kept = watched(self, window, lambda: self.begin(window))
            return int(whole.exec())

        def begin(self, window: Any) -> None:
            painted = passed()
            from tests.e2e.rig.freeze import FreezeWatch

            try:
                lead(window, FreezeWatch(), painted)
            except Exception:  # noqa: BLE001 (the window would report it and stay open)
                traceback.print_exc()
                os._exit(1)

    vars(studio.ui.run)["QApplication"] = Led
    open_window(Profile(root=Path(profile)), "vi", clock=Standing(datetime.fromisoformat(moment)))


if __name__ == "__main__":
    import sys

    main(*sys.argv[2:])
