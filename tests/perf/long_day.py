"""A long day at one window, in fast motion, in a process of its own. Prints a line of JSON after every block of posts.

    python -m tests.perf.long_day FOLDER POSTS [STALLS]

Each post is opened, written in, submitted, looked at, approved, published and delivered; between posts the pages are
walked, theme and language switched, and lists searched. The clock goes on 72 seconds a post: 400 posts are eight hours.
"""

from __future__ import annotations

import ctypes
import gc
import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import psutil
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import getAllValidWrappers

from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE
from studio.config import Settings, SettingsFile
from studio.demo import fill_sample, new_profile
from studio.people.sample import APPROVER, AUTHOR, PIN
from studio.posts.postfile import read_post_file
from studio.ui.garbage import GarbageCollector
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.run import make_window, starting
from studio.ui.tasks import POOL_THREADS, Ticket
from tests.e2e.rig.freeze import FreezeWatch
from tests.soak import amount
from tests.ui.hands import EVERYWHERE

T = TypeVar("T")
BLOCKS = amount(5, 10)
A_POST = timedelta(seconds=72)
PATIENCE = 120.0
SCAMS = (
    "gọi điện giục chuyển tiền",
    "bán vé giả qua mạng",
    "mời làm việc nhẹ lương cao",
    "giả danh nhân viên điện lực",
)
SEARCHES = ("trách nhiệm", "cảnh báo", "xử phạt", "mau")


class DayClock:
    """The morning, and on from there as posts are done."""

    def __init__(self) -> None:
        self._moment = datetime.now(UTC).replace(hour=0, minute=30)

    def now(self) -> datetime:
        return self._moment

    def go_on(self) -> None:
        self._moment += A_POST


class Day:
    """Works at the window as a script."""

    def __init__(self, window: MainWindow, studio: Studio, clock: DayClock, watch: FreezeWatch, draft: Path) -> None:
        self._window, self._studio, self._clock, self._watch, self._draft = window, studio, clock, watch, draft
        people = {person.name: person for person in studio.people.list()}
        self._author, self._approver = people[AUTHOR], people[APPROVER]

    def rest(self) -> None:
        """Let the window finish what is under way. Raises TimeoutError."""
        calm, end = 0, time.monotonic() + PATIENCE
        while calm < 8:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            calm = calm + 1 if self._window.tasks.idle else 0
            if time.monotonic() > end:
                raise TimeoutError(f"the window does not come to rest: {self._watch.label}")
            threading.Event().wait(0.001)

    def at_the_store(self, work: Callable[[], T]) -> T:
        """Have `work` done where the window has it done, and wait for it."""
        got: list[T] = []
        self._window.tasks.store(work, got.append)
        self.rest()
        if not got:
            raise RuntimeError(f"not done: {self._watch.label}")
        return got[0]

    def go(self, page: PageId, what: str = "") -> QWidget:
        self._watch.label = f"go to {page.value}"
        self._window.go(page, what)
        self.rest()
        shown = self._window.page
        assert shown is not None
        return shown

    def post(self, number: int) -> None:
        """One post, from its template to the practice page."""
        studio, window = self._studio, self._window
        window.session.sign_in(self._author)
        self.go(PageId.COMPOSER, "new")
        scam = f"{SCAMS[number % len(SCAMS)]}, lần {number + 1}"
        draft = read_post_file(self._draft)
        post = self.at_the_store(lambda: studio.drafts.open_draft(draft, self._author.id))
        page: Any = self.go(PageId.COMPOSER, post.id)
        self._watch.label = "write"
        self._write(page, scam)
        self.rest()
        page.check()
        self.rest()
        page.leave()
        self.rest()
        self._watch.label = "submit"
        self.at_the_store(lambda: studio.workflow.submit(post.id, self._author.id, PIN))
        window.changed()
        self.go(PageId.APPROVAL, post.id)
        self._watch.label = "approve"
        self.at_the_store(lambda: studio.workflow.approve(post.id, self._approver.id, PIN))
        window.session.sign_in(self._approver)
        self._watch.label = "publish"
        window.publish(post.id)
        self.rest()
        for dialog in window.findChildren(QWidget):
            if dialog.isWindow() and dialog.isVisible():
                dialog.close()
        self.at_the_store(lambda: studio.publish(post.id, ("trang-thuc-hanh",), self._approver.id, PIN))
        self.at_the_store(lambda: studio.outbox.run(until_idle=True))
        window.changed()
        self.go(PageId.OUTBOX)
        self._clock.go_on()

    def _write(self, page: Any, text: str) -> None:
        for name in ("scam_name", "how"):
            place = page.editor.form.fields[name].editor.inputs()[0]
            if isinstance(place, QLineEdit | QPlainTextEdit):
                place.setFocus()
                place.selectAll()
                for letter in text:
                    event_of(place, letter)
                    QCoreApplication.processEvents()

    def between(self, number: int) -> None:
        """What is done between two posts."""
        for page in EVERYWHERE:
            self.go(page)
        library: Any = self.go(PageId.LIBRARY)
        library.seek()
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            self._watch.label = "search"
            focus.setText(SEARCHES[number % len(SEARCHES)])
            QTest.keyClick(focus, Qt.Key.Key_Return)
            self.rest()
            focus.clear()
        choose = self._window.shell.preferences.choose if self._window.shell is not None else None
        for change in ({"theme": "dark"}, {"language": "en"}, {"theme": "light"}, {"language": "vi"}):
            if choose is not None:
                self._watch.label = f"switch {change}"
                choose(**change)
                self.rest()


def event_of(place: QWidget, letter: str) -> None:
    """Have an input method hand over a letter."""
    from PySide6.QtGui import QInputMethodEvent

    event = QInputMethodEvent("", [])
    event.setCommitString(letter)
    QApplication.sendEvent(place, event)


def fill_pool(window: MainWindow, studio: Studio) -> None:
    """Have each thread of the pool begin and read, which otherwise happens when chance wants two at once."""
    together = threading.Barrier(POOL_THREADS)

    def work(_: Ticket) -> None:
        together.wait(PATIENCE)
        studio.outbox.counts()

    for _ in range(POOL_THREADS):
        window.tasks.pool(work)


def give_back() -> None:
    """Have the C library return what it keeps for later, so that only what is in use is counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)


def count() -> dict[str, Any]:
    """What this process holds now."""
    gc.collect()
    held = psutil.Process().memory_info().rss
    give_back()
    kinds = Counter(type(thing).__name__ for thing in getAllValidWrappers() if isinstance(thing, QObject))
    return {
        "held": held,
        "rss": psutil.Process().memory_info().rss,
        "objects": sum(kinds.values()),
        "widgets": len(QApplication.allWidgets()),
        "windows": len(QApplication.topLevelWidgets()),
        "threads": threading.active_count(),
        "files": psutil.Process().num_fds(),
        "python": len(gc.get_objects()),
        "kinds": dict(kinds.most_common(400)),
    }


def run(folder: Path, posts: int, stalls: Path | None) -> Iterator[dict[str, Any]]:
    app = QApplication([])
    profile, clock = new_profile(folder), DayClock()
    studio = open_studio(profile, clock=clock)
    fill_sample(studio)
    file = SettingsFile(profile.settings)
    file.save(Settings(theme="light", language="vi", practice=True, lock_minutes=0))
    text = (SAMPLE / "posts" / "canh-bao.yaml").read_text(encoding="utf-8")
    review = (clock.now() + timedelta(days=60)).date().isoformat()
    draft = folder / "bai.yaml"
    photo = (SAMPLE / "photo" / "cuoc-goi-la.jpg").as_posix()
    text = text.replace("{review_on}", review).replace("../photo/cuoc-goi-la.jpg", photo)
    draft.write_text(text, encoding="utf-8")
    watch = FreezeWatch()
    window = make_window(app, profile, file)
    window.show()
    window.load(lambda: studio, sign_in_first=False)
    day = Day(window, studio, clock, watch, draft)
    day.rest()
    fill_pool(window, studio)
    day.rest()
    GarbageCollector(window)
    done = 0
    for block in range(BLOCKS):
        while done < posts * (block + 1) // BLOCKS:
            day.post(done)
            done += 1
        day.between(block)
        yield {"posts": done, **count()}
    watch.stop()
    if stalls is not None:
        watch.write(stalls)
    window.close()


if __name__ == "__main__":
    with starting():
        for line in run(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None):
            print(json.dumps(line), flush=True)
