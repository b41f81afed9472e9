from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from studio.errors import BadInput
from studio.phrase import Phrase
from studio.sandbox import DOCUMENT, Limits, Parcel, Sandbox, Task


def length(data: bytes, *, times: int = 1) -> int:
    return len(data) * times


def mirror(data: bytes | Path, *, labelled: bool = False) -> bytes | Parcel:
    held = data.read_bytes() if isinstance(data, Path) else data
    return Parcel({"length": len(held)}, held) if labelled else held


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
    raise BadInput("dòng hỏng.", "a broken line.", where="dòng 3")


def nest(data: bytes) -> None:
    nest(data)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits(seconds=60, megabytes=300)) as made:
        yield made


def test_the_work_is_done_in_another_process_and_the_same_one_again(sandbox: Sandbox) -> None:
    first = sandbox.run(process, b"")
    assert first != os.getpid()
    assert sandbox.run(process, b"") == first
    assert sandbox.run(length, b"abc", times=2) == 6


def test_bytes_come_back_as_they_are_with_a_label_or_without(sandbox: Sandbox, tmp_path: Path) -> None:
    raw = bytes(range(256)) * 5000
    assert sandbox.run(mirror, raw) == raw
    assert sandbox.run(mirror, b"", labelled=True) == Parcel({"length": 0}, b"")
    (tmp_path / "ảnh.bin").write_bytes(raw)
    assert sandbox.run(mirror, tmp_path / "ảnh.bin", labelled=True) == Parcel({"length": len(raw)}, raw)
    assert sandbox.run(length, b"next") == 4


def test_a_child_that_was_ended_in_between_is_started_anew(sandbox: Sandbox) -> None:
    first = sandbox.run(process, b"")
    assert sandbox._child is not None
    sandbox._child[0].kill()
    sandbox._child[0].join()
    assert sandbox.run(process, b"") != first


def test_what_is_told_of_a_file_fits_what_it_is() -> None:
    words = replace(DOCUMENT, damaged=Phrase("ảnh hỏng.", "a broken picture."))
    with Sandbox(Limits(seconds=60), words) as sandbox:
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
        (swell, "bung ra quá lớn"),
        (ask_for_all, "bung ra quá lớn"),
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
    with Sandbox(Limits(seconds=0.5)) as sandbox:
        with pytest.raises(BadInput, match="giây mà chưa xong"):
            sandbox.run(hang, b"")
        assert sandbox._child is None


def test_the_answer_is_bounded() -> None:
    with Sandbox(Limits(answer=10)) as sandbox, pytest.raises(BadInput, match="bị hỏng"):
        sandbox.run(length, b"x" * 100_000_000)


def test_the_child_ends_with_the_sandbox() -> None:
    import psutil

    with Sandbox() as sandbox:
        child = sandbox.run(process, b"")
        assert psutil.pid_exists(child)
    assert not psutil.pid_exists(child)
