from __future__ import annotations

import ctypes
import multiprocessing
import os
import platform
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from studio.errors import BadInput
from studio.phrase import Bilingual
from studio.sandbox import DOCUMENT, BytesAnswer, Sandbox, SandboxLimits, Task


def has_landlock() -> bool:
    return bool(ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), ctypes.c_uint32(1)) >= 1)


def length(data: bytes, *, times: int = 1) -> int:
    return len(data) * times


def mirror(data: bytes | Path, *, labelled: bool = False) -> bytes | BytesAnswer:
    held = data.read_bytes() if isinstance(data, Path) else data
    return BytesAnswer({"length": len(held)}, held) if labelled else held


def process(data: bytes) -> int:
    return os.getpid()


def swell(data: bytes) -> int:
    held = []
    for _ in range(400):
        held.append(b"x" * 10_000_000)
        Event().wait(0.005)
    return len(held)


def ask_for_all(data: bytes) -> int:
    return len(bytearray(8_000_000_000))


def hang(data: bytes) -> None:
    while True:
        Event().wait(1)


def die(data: bytes) -> None:
    os._exit(3)


def fall(data: bytes) -> None:
    raise KeyError("inside a library")


def refuse(data: bytes) -> None:
    raise BadInput(Bilingual("dòng hỏng.", "a broken line."), where="dòng 3")


def nest(data: bytes) -> None:
    nest(data)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SandboxLimits(seconds=60, megabytes=300)) as made:
        yield made


def test_the_work_is_done_in_another_process_and_the_same_one_again(sandbox: Sandbox) -> None:
    first = sandbox.run(process, b"")
    assert first != os.getpid()
    assert sandbox.run(process, b"") == first
    assert sandbox.run(length, b"abc", times=2) == 6


def test_bytes_come_back_as_they_are_with_a_label_or_without(sandbox: Sandbox, tmp_path: Path) -> None:
    raw = bytes(range(256)) * 5000
    assert sandbox.run(mirror, raw) == raw
    assert sandbox.run(mirror, b"", labelled=True) == BytesAnswer({"length": 0}, b"")
    (tmp_path / "ảnh.bin").write_bytes(raw)
    assert sandbox.run(mirror, tmp_path / "ảnh.bin", labelled=True) == BytesAnswer({"length": len(raw)}, raw)
    assert sandbox.run(length, b"next") == 4


def test_a_child_that_was_ended_in_between_is_started_anew(sandbox: Sandbox) -> None:
    first = sandbox.run(process, b"")
    (child,) = [one for one in multiprocessing.active_children() if one.pid == first]
    child.kill()
    child.join()
    assert sandbox.run(process, b"") != first


def test_what_is_told_of_a_file_fits_what_it_is() -> None:
    words = replace(DOCUMENT, damaged=Bilingual("ảnh hỏng.", "a broken picture."))
    with Sandbox(SandboxLimits(seconds=60), words) as sandbox:
        for task in (fall, die):
            with pytest.raises(BadInput, match=r"ảnh hỏng\."):
                sandbox.run(task, b"")


def test_a_refusal_crosses_with_its_place(sandbox: Sandbox) -> None:
    with pytest.raises(BadInput, match=r"dòng hỏng\.") as caught:
        sandbox.run(refuse, b"")
    assert (caught.value.phrase.en, caught.value.where) == ("a broken line.", "dòng 3")


@pytest.mark.parametrize(
    ("task", "sentence"),
    [
        (swell, "giải nén ra quá lớn"),
        (ask_for_all, "giải nén ra quá lớn"),
        (die, "bị hỏng"),
        (fall, "bị hỏng"),
        (nest, "lồng nhau quá sâu"),
    ],
)
def test_a_bad_file_ends_in_one_sentence_and_the_next_is_read(sandbox: Sandbox, task: Task, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        sandbox.run(task, b"")
    assert sandbox.run(length, b"next") == 4


def test_a_file_that_takes_too_long_is_stopped() -> None:
    before = multiprocessing.active_children()
    with Sandbox(SandboxLimits(seconds=0.5)) as sandbox:
        with pytest.raises(BadInput, match="giây mà chưa xong"):
            sandbox.run(hang, b"")
        assert multiprocessing.active_children() == before


def test_the_answer_is_bounded() -> None:
    with Sandbox(SandboxLimits(answer=10)) as sandbox, pytest.raises(BadInput, match="bị hỏng"):
        sandbox.run(length, b"x" * 100_000_000)


def test_the_child_ends_with_the_sandbox() -> None:
    import psutil

    with Sandbox() as sandbox:
        child = sandbox.run(process, b"")
        assert psutil.pid_exists(child)
    assert not psutil.pid_exists(child)


def connect(data: bytes, *, family: int, kind: int) -> int:
    with socket.socket(family, kind) as made:
        return made.fileno()


def write(data: bytes, *, path: str) -> int:
    return Path(path).write_bytes(data)


def look(data: bytes, *, path: str) -> list[str]:
    return [entry.name for entry in Path(path).iterdir()]


def start(data: bytes, *, command: list[str]) -> int:
    return subprocess.run(command, check=False).returncode


def scratch(data: bytes) -> int:
    with tempfile.TemporaryFile() as file:
        return file.write(data)


def folder_of(data: Path) -> str:
    return str(data.parent)


CONFINED = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64") or not has_landlock(),
    reason="this system cannot take rights off a process",
)


@CONFINED
@pytest.mark.parametrize(
    ("family", "kind"),
    [
        ("AF_INET", "SOCK_STREAM"),
        ("AF_INET", "SOCK_DGRAM"),
        ("AF_INET6", "SOCK_STREAM"),
        ("AF_UNIX", "SOCK_STREAM"),
    ],
)
def test_a_reader_has_no_network(sandbox: Sandbox, family: str, kind: str) -> None:
    with pytest.raises(BadInput):
        sandbox.run(connect, b"", family=int(getattr(socket, family)), kind=int(getattr(socket, kind)))


@CONFINED
def test_a_reader_sees_nothing_of_the_user(sandbox: Sandbox, tmp_path: Path) -> None:
    secret = tmp_path / "bi-mat.txt"
    secret.write_bytes(b"secret")
    for task, options in (
        (write, {"path": str(secret)}),
        (write, {"path": str(tmp_path / "new")}),
        (look, {"path": str(tmp_path)}),
        (look, {"path": str(Path.home())}),
    ):
        with pytest.raises(BadInput):
            sandbox.run(task, b"x", **options)
    assert sandbox.run(start, b"", command=["/bin/cat", str(secret)]) != 0
    assert secret.read_bytes() == b"secret"
    assert not (tmp_path / "new").exists()


def test_a_reader_has_the_file_it_is_given_a_place_to_work_and_its_programs(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "ảnh.bin").write_bytes(b"abc")
    assert sandbox.run(mirror, tmp_path / "ảnh.bin") == b"abc"
    assert sandbox.run(scratch, b"12345") == 5
    assert sandbox.run(start, b"", command=[sys.executable, "-I", "-c", ""]) == 0


def test_nothing_of_a_file_that_was_read_stays(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "ảnh.bin").write_bytes(b"abc")
    place = Path(sandbox.run(folder_of, tmp_path / "ảnh.bin"))
    assert place != tmp_path
    assert not place.exists()
    sandbox.close()
    assert not place.parent.exists()
