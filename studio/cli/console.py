"""What the command line reads and writes: answers on stdout, sentences on stderr, PINs from a prompt or stdin."""

from __future__ import annotations

import getpass
import io
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import PurePath
from typing import Any, TextIO

from studio.errors import NotPermitted
from studio.phrase import Language, Phrase

SIMULATED = Phrase("MÔ PHỎNG", "SIMULATED")


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """One run's way to the person or script that called it."""

    language: Language
    json: bool
    practice: bool = False
    """Of the profile: nothing that is told of really went out."""
    pin_stdin: bool = False
    out: TextIO
    err: TextIO
    source: TextIO

    def answer(self, value: object, lines: Iterable[str | Phrase]) -> None:
        """Give the answer: `value` as one JSON document with ``--json``, else `lines` for a person."""
        if self.json:
            self.out.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")
        else:
            self.out.writelines(self._text(line) + "\n" for line in lines)
        self.out.flush()

    def say(self, message: str | Phrase) -> None:
        """Tell the person something that is not the answer."""
        self.err.write(self._text(message) + "\n")
        self.err.flush()

    def marked(self, line: str) -> str:
        """`line`, which tells of a success; in practice it says that it was one of an exercise."""
        return f"{self._text(SIMULATED)} · {line}" if self.practice else line

    def pin(self, name: str) -> str:
        """Ask `name` for the PIN: the next line of stdin with ``--pin-stdin``, else a prompt without echo.

        Raises NotPermitted when there is neither.
        """
        if self.pin_stdin:
            return self.source.readline().rstrip("\r\n")
        if not self.source.isatty():
            raise NotPermitted(
                f"cần mã PIN của {name}; hãy chạy ở cửa sổ lệnh hoặc thêm --pin-stdin và đưa mã qua đầu vào chuẩn.",
                f"the PIN of {name} is needed; run it in a terminal, or add --pin-stdin and give it on standard input.",
            )
        return getpass.getpass(self._text(Phrase(f"Mã PIN của {name}: ", f"PIN of {name}: ")))

    def code(self) -> str:
        """Ask for the recovery code, as `pin` asks for a PIN."""
        if self.pin_stdin or not self.source.isatty():
            return self.source.readline().rstrip("\r\n")
        return getpass.getpass(self._text(Phrase("Mã khôi phục: ", "Recovery code: ")))

    def ask(self, label: str | Phrase, *, secret: bool) -> str:
        """Ask the person at the terminal for one line; a secret one is not echoed."""
        prompt = f"{self._text(label)}: "
        if secret:
            return getpass.getpass(prompt)
        self.err.write(prompt)
        self.err.flush()
        return self.source.readline().rstrip("\r\n")

    def _text(self, message: str | Phrase) -> str:
        return message if isinstance(message, str) else message.to(self.language)


def plain(value: Any) -> Any:
    """`value` as JSON takes it: enums by value, times as ISO text, paths as text, phrases in both languages."""
    if isinstance(value, Phrase):
        return {"vi": value.vi, "en": value.en}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, Mapping):
        return {str(plain(k)): plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [plain(v) for v in value]
    return value


def steady_streams() -> None:
    """UTF-8 on pipes; on a console whose code page lacks a letter, an escape instead of a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
