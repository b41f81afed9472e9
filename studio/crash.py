"""What happens when something nobody foresaw happens: save first, then write it down, then one sentence."""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from studio import __version__
from studio.clock import Clock
from studio.phrase import Phrase
from studio.redaction import Redactor

Saver = Callable[[], None]
FAULTS_NAME = "faults.log"
log = logging.getLogger(__name__)


class CrashHandler:
    """Takes the unhandled exceptions of all threads.

    Savers run in the order they were given, each whatever became of the one before. The report goes to `folder`,
    redacted and without the values of variables. `tell` gets one sentence; a crash inside a crash is only written down.
    """

    def __init__(self, folder: Path, *, clock: Clock, redactor: Redactor, tell: Callable[[Phrase], None]) -> None:
        self._folder = folder
        self._clock = clock
        self._redactor = redactor
        self._tell = tell
        self._savers: list[tuple[str, Saver]] = []
        self._busy = threading.Lock()
        self._faults: TextIO | None = None

    def save_first(self, name: str, saver: Saver) -> None:
        """Call `saver` before anything else when the application crashes; `name` is for the report."""
        self._savers.append((name, saver))

    def install(self) -> None:
        """Take over from Python's own hooks, and let faults below Python leave their stacks in a file."""
        sys.excepthook = self.handle
        threading.excepthook = self._handle_thread
        self._faults = (self._folder / FAULTS_NAME).open("a", encoding="utf-8")
        faulthandler.enable(self._faults)

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
        if not self._busy.acquire(blocking=False):  # a crash while we deal with one, here or in another thread
            self._write(report)
            return
        try:
            unsaved = self._save()
            path = self._write(report + "".join(unsaved))
            self._say(_sentence(path, saved=bool(self._savers) and not unsaved, unsaved=bool(unsaved)))
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

    def _say(self, sentence: Phrase) -> None:
        try:
            self._tell(sentence)
        except Exception:
            log.exception("could not show: %s", sentence.en)


def _sentence(path: Path | None, *, saved: bool, unsaved: bool) -> Phrase:
    vi = "Ứng dụng gặp lỗi ngoài dự kiến"
    en = "The application met an unexpected error"
    if saved:
        vi += "; nội dung đang soạn đã được lưu"
        en += "; what you were writing is saved"
    elif unsaved:
        vi += " và có phần chưa lưu được; hãy sao chép nội dung đang soạn trước khi đóng"
        en += " and could not save everything; copy what you were writing before you close it"
    if path is not None:
        vi += f". Chi tiết nằm trong tệp {path}, hãy gửi tệp này cho người phụ trách kỹ thuật"
        en += f". Details are in {path}; hand this file to your technical contact"
    return Phrase(vi + ".", en + ".")
