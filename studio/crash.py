"""What happens when something nobody foresaw happens: save first, then write it down, then one sentence."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TextIO

from studio import __version__
from studio.clock import Clock
from studio.phrase import Bilingual, Phrase
from studio.redaction import Redactor

Saver = Callable[[], None]
FAULTS_NAME = "faults.log"
ENOUGH = 3
"""Reports of one and the same bug; a timer that fails would fill the disk."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crash:
    """One unforeseen error, dealt with. `saved`: whether all open work was; None when there was none.

    `report` is redacted; `path` is where it lies, None when the disk did not take it.
    """

    sentence: Phrase
    saved: bool | None
    report: str
    path: Path | None


class CrashHandler:
    """Takes the unhandled exceptions of all threads.

    Savers run in the order they were given, each whatever became of the one before. The report goes to `folder`,
    redacted and without the values of variables. `tell` hears of each bug once; a crash inside a crash, and the same
    bug again, is only written down.
    """

    def __init__(self, folder: Path, *, clock: Clock, redactor: Redactor, tell: Callable[[Crash], None]) -> None:
        self._folder = folder
        self._clock = clock
        self._redactor = redactor
        self._tell = tell
        self._savers: list[tuple[str, Saver]] = []
        self._busy = threading.Lock()
        self._seen: Counter[tuple[str, str, int]] = Counter()
        self._faults: TextIO | None = None

    def save_first(self, name: str, saver: Saver) -> None:
        """Call `saver` before anything else when the application crashes; `name` is for the report."""
        self._savers.append((name, saver))

    def tell_with(self, tell: Callable[[Crash], None]) -> None:
        """Tell the person this way from now on."""
        self._tell = tell

    def install(self) -> Path | None:
        """Take over from Python's own hooks, and let faults below Python leave their stacks in a file.

        Returns the stacks that an earlier fault left, put aside for the technical officer.
        """
        sys.excepthook = self.handle
        threading.excepthook = self._handle_thread
        earlier = self._put_faults_aside()
        self._faults = (self._folder / FAULTS_NAME).open("a", encoding="utf-8")
        faulthandler.enable(self._faults)
        return earlier

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None

    def handle(
        self, kind: type[BaseException], error: BaseException, stack: TracebackType | None, *, thread: str = "main"
    ) -> None:
        """Deal with one unhandled exception. Raises nothing."""
        if issubclass(kind, KeyboardInterrupt):
            return
        report = self._describe(kind, error, stack, thread)
        bug = _place(kind, error)
        self._seen[bug] += 1
        if self._seen[bug] > ENOUGH:
            return
        if self._seen[bug] > 1 or not self._busy.acquire(blocking=False):  # or while we deal with another crash
            self._write(report)
            return
        try:
            unsaved = self._save()
            report += "".join(unsaved)
            path = self._write(report)
            sentence = _sentence(path, saved=bool(self._savers) and not unsaved, unsaved=bool(unsaved))
            saved = not unsaved if self._savers else None
            self._say(Crash(sentence=sentence, saved=saved, report=self._redactor(report), path=path))
        finally:
            self._busy.release()

    def _handle_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is None or issubclass(arguments.exc_type, SystemExit):
            return
        thread = arguments.thread.name if arguments.thread else "?"
        self.handle(arguments.exc_type, arguments.exc_value, arguments.exc_traceback, thread=thread)

    def _describe(
        self, kind: type[BaseException], error: BaseException, stack: TracebackType | None, thread: str
    ) -> str:
        import platform  # no part of the first paint

        moment = self._clock.now().isoformat(timespec="seconds")
        head = f"Page Studio {__version__}\n{moment}\nPython {platform.python_version()}, {platform.platform()}\n"
        return f"{head}Thread {thread}\n\n{''.join(traceback.format_exception(kind, error, stack))}"

    def _save(self) -> list[str]:
        """Run every saver; return what could not be saved, for the report."""
        failures = []
        for name, saver in self._savers:
            try:
                saver()
            except Exception as error:  # noqa: BLE001 (boundary: the next saver must have its turn)
                failures.append(f"\nNot saved: {name}\n{''.join(traceback.format_exception(error))}")
        return failures

    def _write(self, report: str) -> Path | None:
        """Write a report under a name that is free; None when the disk does not take it."""
        stamp = self._clock.now().strftime("%Y%m%dT%H%M%S")
        for number in range(1, 100):
            path = self._folder / (f"crash-{stamp}.txt" if number == 1 else f"crash-{stamp}-{number}.txt")
            try:
                with path.open("x", encoding="utf-8") as stream:
                    stream.write(self._redactor(report))
            except FileExistsError:
                continue
            except OSError:
                return None
            return path
        return None

    def _put_faults_aside(self) -> Path | None:
        faults = self._folder / FAULTS_NAME
        kept = self._folder / f"faults-{self._clock.now():%Y%m%dT%H%M%S}.txt"
        try:
            if not faults.is_file() or not faults.stat().st_size:
                return None
            return faults.replace(kept)
        except OSError:  # another window of the profile has it open
            return None

    def _say(self, crash: Crash) -> None:
        try:
            self._tell(crash)
        except Exception:
            log.exception("could not show: %s", crash.sentence.en)


def _place(kind: type[BaseException], error: BaseException) -> tuple[str, str, int]:
    """What tells one bug from another: its kind and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    return kind.__name__, last.filename if last else "", (last.lineno or 0) if last else 0


def _sentence(path: Path | None, *, saved: bool, unsaved: bool) -> Phrase:
    vi = "Chương trình gặp lỗi ngoài dự kiến"
    en = "The app met an unexpected error"
    if saved:
        vi += "; nội dung đang soạn đã được lưu"
        en += "; what you were writing is saved"
    elif unsaved:
        vi += " và có phần chưa lưu được; hãy sao chép nội dung đang soạn trước khi đóng"
        en += " and could not save everything; copy what you were writing before you close it"
    if path is not None:
        vi += f". Chi tiết nằm trong tệp {path}, hãy gửi tệp này cho cán bộ kỹ thuật"
        en += f". Details are in {path}; hand this file to your technical contact"
    return Phrase("{what}.", what=Bilingual(vi, en))
