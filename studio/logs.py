"""The log of a profile: rotating UTF-8 files, redacted before a line is written."""

from __future__ import annotations

import logging
import time
from pathlib import Path

from studio.redaction import Redactor

LOG_NAME = "studio.log"
LOG_BYTES = 1_000_000
LOGS_KEPT = 5
LINE = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s [%(process)d %(threadName)s] %(message)s"


class RedactionFilter(logging.Filter):
    """Replaces message, arguments and traceback of a record by their redacted text.

    It sits on the handler, where the records of every logger pass, and it alters the record itself: a handler that
    comes later cannot see what was struck out.
    """

    def __init__(self, redactor: Redactor) -> None:
        super().__init__()
        self._redactor = redactor
        self._tracebacks = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        message = self._redactor(record.getMessage())
        record.msg = message.replace("\r", "\\r").replace("\n", "\\n")  # text from outside cannot forge a line
        record.args = None
        if record.exc_info:
            record.exc_text = self._tracebacks.formatException(record.exc_info)
            record.exc_info = None
        if record.exc_text:
            record.exc_text = self._redactor(record.exc_text)
        if record.stack_info:
            record.stack_info = self._redactor(record.stack_info)
        return True


class ProfileLogHandler(logging.Handler):
    """Writes to `path`. The file and the module that turns files over wait for the first line: what the window needs to
    be painted is imported before it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from studio.log_file import LogFile

            self._file = LogFile(self._path, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8", delay=True)
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def open_log(folder: Path, redactor: Redactor, *, level: int = logging.INFO) -> logging.Handler:
    """Make the handler that writes to `folder`/studio.log. Nothing is opened before the first line."""
    handler = ProfileLogHandler(folder / LOG_NAME)
    formatter = logging.Formatter(LINE, datefmt="%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.setLevel(level)
    handler.addFilter(RedactionFilter(redactor))
    return handler


def start_logging(handler: logging.Handler) -> None:
    """Let every logger of the process write to `handler`, from its level on."""
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(min(root.level or handler.level, handler.level))


def stop_logging(handler: logging.Handler) -> None:
    """Take `handler` off and close its file."""
    logging.getLogger().removeHandler(handler)
    handler.close()
