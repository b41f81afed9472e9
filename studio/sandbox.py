"""Reading hostile files in a process of its own, with limits of memory and time.

The child answers in JSON, never in pickles: whatever a file made of the child, nothing of it runs here. One child
serves many files; it is started when first needed, and anew after a file that ended it.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import logging
import multiprocessing
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self

from studio.errors import BadInput

_LOG = logging.getLogger(__name__)
_MEGABYTE = 2**20
_LOOK = 0.05
"""Seconds between two looks at the child's memory."""
_FRAMES = 12
"""How many of the innermost calls are logged of a reader that fell."""
_SPARE = 3
"""How many times its limit of memory the child may reserve, used or not; a bomb that swells between two looks ends
there (where the system knows such a limit)."""

Task = Callable[..., Any]
"""A function of a module: takes the file's bytes and plain keyword arguments, answers what JSON can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may take."""

    seconds: float = 120.0
    megabytes: int = 700
    """Resident memory of the child."""
    answer: int = 256 * _MEGABYTE
    """Bytes of the answer."""


class Sandbox:
    """Runs tasks in the child, one at a time. A context manager; not for several threads at once."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._child: tuple[BaseProcess, Connection] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def run(self, task: Task, data: bytes, **options: object) -> Any:
        """What `task(data, **options)` answers. Raises BadInput: the task's own, or the limit it ran into."""
        process, pipe = self._started()
        try:
            pipe.send((task.__module__, task.__qualname__, data, options))
            answer = self._awaited(process, pipe)
        except (EOFError, OSError) as error:
            self._end()
            raise damaged() from error
        except BaseException:
            self._end()
            raise
        told: Mapping[str, Any] = json.loads(answer)
        if "fell" in told:
            _LOG.info("a reader fell over a file\n%s", told["fell"])
        if "error" in told:
            raise BadInput(*told["error"], where=told["where"])
        return told["answer"]

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._end()

    def _started(self) -> tuple[BaseProcess, Connection]:
        if self._child is None:
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs, self._limits), daemon=True, name="reader")
            process.start()
            theirs.close()
            self._child = (process, ours)
        return self._child

    def _awaited(self, process: BaseProcess, pipe: Connection) -> bytes:
        """The child's answer, with an eye on what it takes."""
        import psutil

        deadline = time.monotonic() + self._limits.seconds
        while not pipe.poll(_LOOK):
            if time.monotonic() > deadline:
                raise _too_long(self._limits.seconds)
            with contextlib.suppress(psutil.Error):
                if psutil.Process(process.pid).memory_info().rss > self._limits.megabytes * _MEGABYTE:
                    raise _too_large()
        return pipe.recv_bytes(self._limits.answer)

    def _end(self) -> None:
        assert self._child is not None  # noqa: S101 - only called with one
        process, pipe = self._child
        self._child = None
        pipe.close()
        process.kill()
        process.join()


def serve(pipe: Connection, limits: Limits) -> None:
    """The child: answer one task after the other until the pipe closes."""
    _confine(limits)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            module, name, data, options = pipe.recv()
            pipe.send_bytes(json.dumps(_answer(module, name, data, options), ensure_ascii=False).encode())


def _answer(module: str, name: str, data: bytes, options: Mapping[str, object]) -> dict[str, Any]:
    try:
        return {"answer": getattr(importlib.import_module(module), name)(data, **options)}
    except BadInput as error:
        return _refusal(error)
    except MemoryError:
        return _refusal(_too_large())
    except RecursionError:
        return _refusal(_nested())
    except Exception:  # noqa: BLE001 - the boundary: a library fell over a file, and the person gets one sentence
        return _refusal(damaged()) | {"fell": traceback.format_exc(limit=-_FRAMES)}


def _refusal(error: BadInput) -> dict[str, Any]:
    return {"error": [error.phrase.vi, error.phrase.en], "where": error.where}


def _confine(limits: Limits) -> None:
    """Limits the system itself keeps, where it knows them; Windows is watched from outside only."""
    try:
        import resource
    except ImportError:
        return
    reserved = limits.megabytes * _MEGABYTE * _SPARE
    resource.setrlimit(resource.RLIMIT_AS, (reserved, reserved))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _too_large() -> BadInput:
    return BadInput(
        "tệp bung ra quá lớn khi đọc (có thể là bom nén); đã dừng. Hãy mở tệp gốc và lưu lại, hoặc tách nhỏ.",
        "the file swells beyond the limit when read (maybe a bomb); reading was stopped. Open the original and save "
        "it again, or split it.",
    )


def _too_long(seconds: float) -> BadInput:
    return BadInput(
        f"đọc tệp quá {seconds:.0f} giây mà chưa xong; đã dừng. Hãy tách tệp hoặc lưu lại thành .docx.",
        f"reading the file took more than {seconds:.0f} seconds and was stopped. Split it, or save it as .docx.",
    )


def _nested() -> BadInput:
    return BadInput(
        "nội dung tệp lồng nhau quá sâu; hãy mở bằng phần mềm gốc và lưu lại.",
        "the content of the file is nested too deeply; open it in its own program and save it again.",
    )


def damaged() -> BadInput:
    """The sentence for a file that ended the child, or over which a library fell."""
    return BadInput(
        "tệp bị hỏng hoặc có nội dung bất thường nên không đọc được; hãy mở bằng phần mềm gốc và lưu lại.",
        "the file is damaged or abnormal and cannot be read; open it in its own program and save it again.",
    )
