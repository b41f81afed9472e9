"""Reading hostile files in a process of its own, with limits of memory and time.

The child answers in JSON or in plain bytes, never in pickles: whatever a file made of the child, nothing of it runs
here. One child serves many files; it is started when first needed, and anew after a file that ended it.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import logging
import multiprocessing
import os
import shutil
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from studio.confine import confine
from studio.errors import BadInput
from studio.phrase import Phrase

_LOG = logging.getLogger(__name__)
_MEGABYTE = 2**20
_LOOK = 0.05
"""Seconds between two looks at the child's memory."""
_START = 60.0
"""Seconds for the child to start; a file's own count from then on."""
_FRAMES = 12
"""How many of the innermost calls are logged of a reader that fell."""
LARGEST_HANDED = 512 * _MEGABYTE
"""A larger file is handed on by its name alone, and refused."""
_SPARE = 3
"""How many times its limit of memory the child may reserve, used or not; a bomb that swells between two looks ends
there (where the system knows such a limit)."""

Task = Callable[..., Any]
"""A function of a module: takes the file (its bytes or its path) and keyword arguments, answers what JSON can hold,
bytes, or a `Parcel`."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """An answer that is mostly bytes: what JSON can hold, and the bytes as they are."""

    label: Any
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxLimits:
    """What one file may take."""

    seconds: float = 120.0
    megabytes: int = 700
    """Resident memory of the child."""
    answer: int = 256 * _MEGABYTE
    """Bytes of the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitWords:
    """What a person is told of a file that ran into a limit."""

    large: Phrase
    long: Phrase
    """With ``{seconds}``."""
    nested: Phrase
    damaged: Phrase


DOCUMENT = LimitWords(
    large=Phrase(
        "tệp bung ra quá lớn khi đọc (có thể là bom nén); đã dừng. Hãy mở tệp gốc và lưu lại, hoặc tách nhỏ.",
        "the file swells beyond the limit when read (maybe a bomb); reading was stopped. Open the original and save "
        "it again, or split it.",
    ),
    long=Phrase(
        "đọc tệp quá {seconds} giây mà chưa xong; đã dừng. Hãy tách tệp hoặc lưu lại thành .docx.",
        "reading the file took more than {seconds} seconds and was stopped. Split it, or save it as .docx.",
    ),
    nested=Phrase(
        "nội dung tệp lồng nhau quá sâu; hãy mở bằng phần mềm gốc và lưu lại.",
        "the content of the file is nested too deeply; open it in its own program and save it again.",
    ),
    damaged=Phrase(
        "tệp bị hỏng hoặc có nội dung bất thường nên không đọc được; hãy mở bằng phần mềm gốc và lưu lại.",
        "the file is damaged or abnormal and cannot be read; open it in its own program and save it again.",
    ),
)


class Sandbox:
    """Runs tasks in the child, one at a time. A context manager; not for several threads at once."""

    def __init__(self, limits: SandboxLimits | None = None, words: LimitWords = DOCUMENT) -> None:
        self._limits = limits or SandboxLimits()
        self._words = words
        self._child: tuple[BaseProcess, Connection] | None = None
        self._ready = False
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def run(self, task: Task, data: bytes | Path, **options: object) -> Any:
        """What `task(data, **options)` answers. Raises BadInput: the task's own, or the limit it ran into."""
        process, pipe = self._started()
        if isinstance(data, Path):
            with self._handed(data) as copy:
                return self._run(process, pipe, task, copy, options)
        return self._run(process, pipe, task, data, options)

    @contextlib.contextmanager
    def _handed(self, path: Path) -> Iterator[Path]:
        """The file where the child may read it: a link or copy of the same name in its own folder."""
        assert self._folder is not None  # noqa: S101 - the child is started
        with tempfile.TemporaryDirectory(dir=self._folder.name) as place:
            copy = Path(place, path.name)
            try:
                if path.stat().st_size <= LARGEST_HANDED:
                    shutil.copyfile(path, copy)
            except OSError:
                copy = path  # the child says what is the matter with it
            yield copy if copy.exists() else path

    def _run(
        self, process: BaseProcess, pipe: Connection, task: Task, data: bytes | Path, options: Mapping[str, object]
    ) -> Any:
        try:
            if not self._ready:
                self._awaited(process, pipe, _START)
                self._ready = True
            pipe.send((task.__module__, task.__qualname__, data, options))
            told: Mapping[str, Any] = json.loads(self._awaited(process, pipe))
            parcel = self._awaited(process, pipe) if "parcel" in told else b""
        except (EOFError, OSError, ValueError) as error:
            self._end()
            raise _refused(self._words.damaged) from error
        except BaseException:
            self._end()
            raise
        if "fell" in told:
            _LOG.info("a reader fell over a file\n%s", told["fell"])
        if "error" in told:
            raise BadInput(*told["error"], where=told["where"])
        if "parcel" in told:
            return Parcel(told["parcel"], parcel) if told["labelled"] else parcel
        return told["answer"]

    def start(self) -> None:
        """Start the child before it is needed."""
        self._started()

    def close(self) -> None:
        """End the child."""
        self._end()

    def _started(self) -> tuple[BaseProcess, Connection]:
        if self._child is not None and not self._child[0].is_alive():
            self._end()  # something else ended it since; the next file is not to blame
        if self._child is None:
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            self._folder = tempfile.TemporaryDirectory(prefix="page-studio-reader-", ignore_cleanup_errors=True)
            process = context.Process(
                target=serve,
                args=(theirs, self._limits, self._words, Path(self._folder.name)),
                daemon=True,
                name="reader",
            )
            process.start()
            theirs.close()
            self._child, self._ready = (process, ours), False
        return self._child

    def _awaited(self, process: BaseProcess, pipe: Connection, seconds: float | None = None) -> bytes:
        """The child's answer, with an eye on what it takes."""
        import psutil

        deadline = time.monotonic() + (seconds or self._limits.seconds)
        while not pipe.poll(_LOOK):
            if time.monotonic() > deadline:
                raise _refused(self._words.long.format(seconds=f"{self._limits.seconds:.0f}"))
            with contextlib.suppress(psutil.Error):
                if psutil.Process(process.pid).memory_info().rss > self._limits.megabytes * _MEGABYTE:
                    raise _refused(self._words.large)
        return pipe.recv_bytes(self._limits.answer)

    def _end(self) -> None:
        if self._child is None:
            return
        process, pipe = self._child
        self._child = None
        pipe.close()
        process.kill()
        process.join()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def serve(pipe: Connection, limits: SandboxLimits, words: LimitWords, folder: Path) -> None:
    """The child: answer one task after the other until the pipe closes. All it may write to is `folder`."""
    _limit(limits)
    _hush()
    tempfile.tempdir = str(folder)
    os.environ["TMPDIR"] = str(folder)
    confine(readable=(), writable=(folder,))
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send_bytes(b"ready")
        while True:
            told, parcel = _answer(words, *pipe.recv())
            pipe.send_bytes(json.dumps(told, ensure_ascii=False).encode())
            if parcel is not None:
                pipe.send_bytes(parcel)
                del parcel  # not kept while the child waits


def _answer(
    words: LimitWords, module: str, name: str, data: bytes | Path, options: Mapping[str, object]
) -> tuple[dict[str, Any], bytes | None]:
    """What is told in JSON, and the bytes that follow it."""
    try:
        answer = getattr(importlib.import_module(module), name)(data, **options)
    except BadInput as error:
        return _refusal(error), None
    except MemoryError:
        return _refusal(_refused(words.large)), None
    except RecursionError:
        return _refusal(_refused(words.nested)), None
    except Exception:  # noqa: BLE001 - the boundary: a library fell over a file, and the person gets one sentence
        return _refusal(_refused(words.damaged)) | {"fell": traceback.format_exc(limit=-_FRAMES)}, None
    if isinstance(answer, Parcel):
        return {"parcel": answer.label, "labelled": True}, answer.data
    if isinstance(answer, bytes):
        return {"parcel": None, "labelled": False}, answer
    return {"answer": answer}, None


def _refusal(error: BadInput) -> dict[str, Any]:
    return {"error": [error.phrase.vi, error.phrase.en], "where": error.where}


def _limit(limits: SandboxLimits) -> None:
    """Limits the system itself keeps, where it knows them; Windows is watched from outside only."""
    try:
        import resource
    except ImportError:
        return
    reserved = limits.megabytes * _MEGABYTE * _SPARE
    resource.setrlimit(resource.RLIMIT_AS, (reserved, reserved))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _hush() -> None:
    """What libraries print of a broken file is noise to whoever started the program."""
    warnings.simplefilter("ignore")
    with contextlib.suppress(OSError), open(os.devnull, "wb") as nothing:  # noqa: PTH123 - a device, no path
        os.dup2(nothing.fileno(), 2)


def _refused(phrase: Phrase) -> BadInput:
    return BadInput(phrase.vi, phrase.en)


def damaged() -> BadInput:
    """The sentence for a document over which a library fell."""
    return _refused(DOCUMENT.damaged)
