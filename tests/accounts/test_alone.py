"""One at a time on one login, among processes too; a dead holder keeps nobody waiting."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.accounts.sealed_logins import NamedLocks
from studio.secret import KeyringTrouble

HOLDER = """
import sys
from pathlib import Path
from studio.accounts.sealed_logins import NamedLocks
with NamedLocks(Path(sys.argv[1])).alone("trang"):
    print("in", flush=True)
    sys.stdin.readline()
"""
ROUNDS = 200


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has its turn."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in\n"
        yield process
        process.kill()


def test_another_process_waits_and_says_so(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    turns = NamedLocks(tmp_path, patience=0.01)
    with pytest.raises(KeyringTrouble, match="quá lâu") as busy, turns.alone("trang"):
        pass
    assert busy.value.where == "trang"
    with turns.alone("trang-hai"):
        pass
    assert holder.stdin is not None
    holder.stdin.close()
    with NamedLocks(tmp_path).alone("trang"):
        pass


def test_the_turn_of_a_killed_process_is_free(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    holder.kill()
    holder.wait()
    with NamedLocks(tmp_path).alone("trang"):
        pass


def test_threads_take_turns(tmp_path: Path) -> None:
    turns, count = NamedLocks(tmp_path), [0]

    def work() -> None:
        for _ in range(ROUNDS // 4):
            with turns.alone("trang"):
                seen = count[0]
                with turns.alone("trang"):
                    count[0] = seen + 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count == [ROUNDS]


def test_a_turn_ends_with_its_block_even_when_that_fails(tmp_path: Path) -> None:
    turns = NamedLocks(tmp_path, patience=0.01)
    with pytest.raises(ZeroDivisionError), turns.alone("trang"):
        raise ZeroDivisionError
    with NamedLocks(tmp_path, patience=0.01).alone("trang"):
        pass


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    turns = NamedLocks(tmp_path / "file" / "locks")
    with pytest.raises(KeyringTrouble, match="quyền ghi"), turns.alone("trang"):
        pass


@pytest.mark.parametrize("name", ["con", "nul", "aux", "com1"])
def test_names_that_windows_gives_to_devices_do_no_harm(tmp_path: Path, name: str) -> None:
    with NamedLocks(tmp_path).alone(name):
        (file,) = tmp_path.iterdir()
        assert file.name == f"login-{name}.lock"
