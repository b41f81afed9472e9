"""Secrets that sing: made up, given to every flow, then looked for wherever they must not be.

A canary is looked for as it is, cut in half, in hexadecimal, in base64 at every offset, and as Windows writes text.
Archives are looked into. What `shown_with_locals` makes of an exception is what debuggers with local variables show.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import traceback
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import FrameType

import studio

OURS = (Path(studio.__file__).parent.as_posix() + "/", "/site-packages/")
"""Frames that count; those of the tests hold the canaries themselves."""
SHOWN = 4000
"""Characters that are shown of one value."""


def made_up(name: str, length: int = 48) -> str:
    """A secret nobody knows the shape of: lower-case hex, which redaction by pattern leaves alone."""
    return hashlib.sha512(f"canary {name}".encode()).hexdigest()[:length]


class SecretProbes:
    """Looks for secrets, by name. Shorter ones than 12 characters are no canaries."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        assert all(len(secret) >= 12 for secret in secrets.values()), secrets
        self._needles = [(name, needle) for name, secret in secrets.items() for needle in needles(secret)]

    def within(self, data: bytes) -> set[str]:
        """The names of the secrets that are in `data`, in whatever form."""
        return {name for name, needle in self._needles if needle in data}

    def in_text(self, text: str) -> set[str]:
        return self.within(text.encode("utf-8", "surrogatepass"))

    def below(self, folder: Path) -> dict[str, set[str]]:
        """Files below `folder` with a secret in them or in their name, members of archives too."""
        found: dict[str, set[str]] = {}
        for path, data in _contents(folder):
            hits = self.within(data) | self.in_text(path)
            if hits:
                found[path] = hits
        return found


def needles(secret: str) -> set[bytes]:
    """The forms of a secret that would give it away."""
    raw = secret.encode()
    half = len(raw) // 2
    forms = {raw[:half], raw[half:], secret.encode("utf-16-le"), raw.hex().encode(), raw.hex().upper().encode()}
    for offset in range(3):
        code = base64.b64encode(bytes(offset) + raw)
        forms |= {code[4:-4], code[4:-4].replace(b"+", b"-").replace(b"/", b"_")}  # the ends depend on what is around
    return forms


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        yield str(path.relative_to(folder)), path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for member in archive.namelist():
                    yield f"{path.relative_to(folder)}!{member}", archive.read(member)


def shown_with_locals(error: BaseException) -> str:
    """An exception as debuggers show it: the chain that is displayed, and every frame's variables."""
    text = []
    for one in _displayed(error):
        text.append(f"{type(one).__name__}: {one}")
        for frame, line in traceback.walk_tb(one.__traceback__):
            text += _frame(frame, line)
    return "\n".join(text)


def _displayed(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _frame(frame: FrameType, line: int) -> Iterable[str]:
    file = Path(frame.f_code.co_filename).as_posix()
    if not any(part in file for part in OURS):
        return []
    head = f"  {file}:{line} {frame.f_code.co_name}"
    return [head, *(f"    {name} = {_value(value)}" for name, value in frame.f_locals.items())]


def _value(value: object) -> str:
    try:
        return repr(value)[:SHOWN]
    except Exception as error:  # noqa: BLE001 (a half-made object of a frame that was left)
        return f"<{type(error).__name__}>"


class EverythingSaid(logging.Handler):
    """Keeps each record as it comes, before any redaction, with the variables of its exception."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.levelname} {record.name} {record.getMessage()}")
        if record.exc_info and record.exc_info[1] is not None:
            self.said.append(shown_with_locals(record.exc_info[1]))
