"""Taking rights off this very process, as far as the system can: no socket, and no file but those it is left.

Linux: Landlock (kernel 5.13, one ABI after another) for files and signals, a seccomp filter for sockets. Neither can be
undone, and both pass on to what the process starts. Windows has AppContainer for that, which is not used here: there
the process keeps the rights of its user.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

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
