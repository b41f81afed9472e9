"""Reading hostile files in a process of its own, with limits of memory and time.

The child answers in JSON or in plain bytes, never in pickles: whatever a file made of the child, nothing of it runs
here. One child serves many files; it is started when first needed, and anew after a file that ended it.

Taking rights off this very process, as far as the system can: no socket, and no file but those it is left.

Linux: Landlock (kernel 5.13, one ABI after another) for files and signals, a seccomp filter for sockets. Neither can be
undone, and both pass on to what the process starts. Windows has AppContainer for that, which is not used here: there
the process keeps the rights of its user.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import logging
import multiprocessing
import os
import platform
import shutil
import struct
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from studio.errors import BadInput
from studio.phrase import Bilingual, Phrase

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""Landlock's system calls, the same on every processor."""
_EXECUTE, _WRITE, _READ, _LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many kinds of access to files an ABI knows: reading, writing, making, removing, moving, truncating, ioctl."""
_TCP_ABI, _SCOPE_ABI = 4, 6
_TCP, _SCOPES = 0b11, 0b11
_SYSTEMS = {"x86_64": (0xC000003E, 41, 101), "aarch64": (0xC00000B7, 198, 117)}
"""By processor: how seccomp calls it, and its numbers of `socket` and `ptrace`."""
_IO_URING = 425
_X32 = 0x40000000
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # EACCES
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_LIBRARIES = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/etc", "/opt", "/nix/store", "/proc", "/sys")


def confine(*, readable: Iterable[Path], writable: Iterable[Path]) -> bool:
    """Leave this process its programs and libraries, what lies in `readable`, and `writable`; and no network.

    Returns whether the system took both; where it cannot, the process goes on as it was.
    """
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    programs = {Path(place) for place in (*_LIBRARIES, sys.prefix, sys.base_prefix)} | {Path(__file__).parents[1]}
    files = _restrict_files(libc, {*programs, *readable}, set(writable))
    return _refuse_sockets(libc) and files


def _restrict_files(libc: ctypes.CDLL, readable: set[Path], writable: set[Path]) -> bool:
    abi = libc.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    if abi < 1:
        return False
    everything = (1 << _FILE_RIGHTS.get(abi, max(_FILE_RIGHTS.values()))) - 1
    attributes = struct.pack("=QQQ", everything, _TCP if abi >= _TCP_ABI else 0, _SCOPES if abi >= _SCOPE_ABI else 0)
    size = 8 if abi < _TCP_ABI else 16 if abi < _SCOPE_ABI else 24
    rules = libc.syscall(_CREATE, attributes, ctypes.c_size_t(size), ctypes.c_uint32(0))
    if rules < 0:
        return False
    try:
        for place in readable:
            _leave(libc, rules, place, _EXECUTE | _READ | _LIST)
        for place in writable:
            _leave(libc, rules, place, everything)
        for device in _DEVICES:
            _leave(libc, rules, Path(device), _READ | _WRITE)
        return bool(libc.syscall(_RESTRICT, rules, ctypes.c_uint32(0)) == 0)
    finally:
        os.close(rules)


def _leave(libc: ctypes.CDLL, rules: int, place: Path, rights: int) -> None:
    """A place that is not there, as a folder of the search path may be, is passed over."""
    try:
        handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not place.is_dir():
            rights &= _EXECUTE | _READ | _WRITE
        libc.syscall(_ADD, rules, 1, struct.pack("=Qi", rights, handle), ctypes.c_uint32(0))
    finally:
        os.close(handle)


def _refuse_sockets(libc: ctypes.CDLL) -> bool:
    """Let `socket`, `ptrace` and `io_uring_setup`, which makes sockets too, be refused."""
    known = _SYSTEMS.get(platform.machine())
    if known is None:
        return False
    processor, *calls = known
    refused = (*calls, _IO_URING)
    steps = [
        (0x20, 0, 0, 4),  # load the processor
        (0x15, 1, 0, processor),  # the expected one: skip the next step
        (0x06, 0, 0, _REFUSE),
        (0x20, 0, 0, 0),  # load the number of the call
        (0x35, len(refused) + 1, 0, _X32),  # at least that: a call of another convention, to the refusal
        *((0x15, len(refused) - at, 0, call) for at, call in enumerate(refused)),  # one of them: to the refusal
        (0x06, 0, 0, _ALLOW),
        (0x06, 0, 0, _REFUSE),
    ]
    program = b"".join(struct.pack("=HBBI", *step) for step in steps)
    held = ctypes.create_string_buffer(program)
    whole = struct.pack("@HP", len(steps), ctypes.addressof(held))
    return bool(libc.prctl(_SECCOMP, _FILTER, whole, 0, 0) == 0)


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
bytes, or a `BytesAnswer`."""


@dataclass(frozen=True, slots=True)
class BytesAnswer:
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
        "the file expands beyond the limit (possibly a decompression bomb); reading was stopped. Open the "
        "original and save it again, or split it."
    ),
    long=Phrase("reading the file took more than {seconds} seconds and was stopped. Split it, or save it as .docx."),
    nested=Phrase("the content of the file is nested too deeply; open it in its own program and save it again."),
    damaged=Phrase("the file is damaged or abnormal and cannot be read; open it in its own program and save it again."),
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
            raise BadInput(Bilingual(*told["error"]), where=told["where"])
        if "parcel" in told:
            return BytesAnswer(told["parcel"], parcel) if told["labelled"] else parcel
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
    if isinstance(answer, BytesAnswer):
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
    return BadInput(phrase)


def damaged() -> BadInput:
    """The sentence for a document over which a library fell."""
    return _refused(DOCUMENT.damaged)
