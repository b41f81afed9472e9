"""A child that tells what it has kept, killed in the midst of its work."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from tests.fork_server import context

Say = Callable[[str], None]
Program = Callable[..., None]
"""Works until it is killed; it is given `Say` and the words it is to work by."""


def said_until_killed(program: Program, *words: Any, lines: int) -> list[str]:
    """What `program` said before it was killed, soon after that many lines. The test uses the fixture `nursery`."""
    ear, mouth = context().Pipe(duplex=False)
    child = context().Process(target=_live, args=(program, mouth, words))  # type: ignore[attr-defined]
    child.start()
    mouth.close()
    said: list[str] = []
    with ear:
        while len(said) < lines and (line := _heard(ear)) is not None:
            said.append(line)
        child.kill()
        child.join()
        while (line := _heard(ear)) is not None:
            said.append(line)
    child.close()
    return said


def _live(program: Program, mouth: Connection, words: tuple[Any, ...]) -> None:
    program(lambda line: mouth.send_bytes(line.encode()), *words)


def _heard(ear: Connection) -> str | None:
    """The next whole line; None when there will be no more."""
    try:
        return ear.recv_bytes().decode()
    except (EOFError, OSError):  # killed in the middle of a line, or before it
        return None
