"""What the command line reads and writes: answers on stdout, sentences on stderr, PINs from a prompt or stdin.

And how it ends when the system asks for it: what was opened is closed, and nobody takes it for a crash.
"""

from __future__ import annotations

import getpass
import io
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from operator import attrgetter
from pathlib import PurePath
from types import FrameType
from typing import Any, NoReturn, TextIO, TypeAlias

from studio.errors import NotPermitted
from studio.phrase import Bilingual, Language, Phrase

SIMULATED = Phrase("SIMULATED")
Line: TypeAlias = "str | Phrase"


def line(pattern: str, *values: object) -> Phrase:
    """A line whose words are all in `values`, put in place of ``{}``: of phrases each language has its own."""
    return Bilingual(
        pattern.format(*(value.vi if isinstance(value, Phrase) else value for value in values)),
        pattern.format(*(value.en if isinstance(value, Phrase) else value for value in values)),
    )


def view(source: object, keys: str, /, **more: object) -> dict[str, object]:
    """`source` as a JSON object of the named attributes, in this order, then of `more`.

    ``post=post_id`` gives an attribute another name; a key that is in `more`, too, has its value from there.
    """
    shown: dict[str, object] = {}
    for key in keys.split():
        name, _, path = key.partition("=")
        shown[name] = more[name] if name in more else attrgetter(path or name)(source)
    return shown | more


@dataclass(frozen=True, slots=True)
class VerbOutput:
    """What a verb has to tell: `value` as JSON, or `lines` for a person.

    `failed`: it did not come out as wanted, and the exit code is 1. `remark`: said on stderr afterwards.
    """

    value: object
    lines: Line | Iterable[Line]
    failed: bool = False
    remark: Phrase | None = None


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

    def answer(self, value: object, lines: Line | Iterable[Line]) -> None:
        """Give the answer: `value` as one JSON document with ``--json``, else `lines` for a person."""
        if self.json:
            self.out.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")
        else:
            told = [lines] if isinstance(lines, str | Phrase) else lines
            self.out.writelines(self.text(line) + "\n" for line in told)
        self.out.flush()

    def give(self, answer: VerbOutput) -> int:
        """Give the answer; returns the exit code."""
        self.answer(answer.value, answer.lines)
        if answer.remark is not None:
            self.say(answer.remark)
        return int(answer.failed)

    def say(self, message: Line) -> None:
        """Tell the person something that is not the answer."""
        self.err.write(self.text(message) + "\n")
        self.err.flush()

    def text(self, message: Line) -> str:
        """`message` in the language of the run."""
        return message if isinstance(message, str) else message.to(self.language)

    def marked(self, told: Phrase) -> Phrase:
        """`told`, which tells of a success; in practice it says that it was one of an exercise."""
        return line("{} · {}", SIMULATED, told) if self.practice else told

    def pin(self, name: str) -> str:
        """Ask `name` for the PIN: the next line of stdin with ``--pin-stdin``, else a prompt without echo.

        Raises NotPermitted when there is neither.
        """
        if self.pin_stdin:
            return self.source.readline().rstrip("\r\n")
        if not self.source.isatty():
            raise NotPermitted(
                "the PIN of {name} is needed; run it in a terminal, or add --pin-stdin and give it on standard input.",
                name=name,
            )
        return getpass.getpass(self.text(Phrase("PIN of {name}: ", name=name)))

    def code(self) -> str:
        """Ask for the recovery code, as `pin` asks for a PIN."""
        if self.pin_stdin or not self.source.isatty():
            return self.source.readline().rstrip("\r\n")
        return getpass.getpass(self.text(Phrase("Recovery code: ")))

    def ask(self, label: Line, *, secret: bool) -> str:
        """Ask the person at the terminal for one line; a secret one is not echoed."""
        prompt = f"{self.text(label)}: "
        if secret:
            return getpass.getpass(prompt)
        self.err.write(prompt)
        self.err.flush()
        return self.source.readline().rstrip("\r\n")


def plain(value: Any) -> Any:
    """`value` as JSON takes it: enums by value, times as ISO text, paths as text, phrases in both languages."""
    if isinstance(value, Phrase):
        return view(value, "vi en")
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
    if sys.stdout is None or sys.stderr is None:  # a windowed interpreter on Windows has neither
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - stays open as long as the process
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")


@contextmanager
def ended_cleanly() -> Iterator[None]:
    """Let a request of the system to end (SIGTERM) unwind the verb, so that it closes what it opened."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    former = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)


@contextmanager
def end_noted() -> Iterator[Callable[[], bool]]:
    """Tell whether the system asked the program to end (SIGTERM) inside the block, where an exception would be lost:
    imports written in C turn it into one of their own."""
    asked: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    former = signal.signal(signal.SIGTERM, lambda number, _frame: asked.append(number))
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGTERM, former)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
