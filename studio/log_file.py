"""The file of a log, turned over when it is full."""

from __future__ import annotations

from logging.handlers import RotatingFileHandler


class LogFile(RotatingFileHandler):
    """Goes on in the full file when another process of the same profile keeps it from being renamed (Windows)."""

    def doRollover(self) -> None:  # noqa: N802 (the library's name)
        try:
            super().doRollover()
        except PermissionError:
            if self.stream is None:
                self.stream = self._open()
