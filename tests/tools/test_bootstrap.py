"""Setting a machine up: what can be told without a bare machine."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio import doctor
from studio.store import engine
from tools import bootstrap

LOCKS = [bootstrap.ROOT / "requirements.lock", bootstrap.ROOT / "requirements-ocr.lock", bootstrap.LOCK]


def test_an_old_python_can_read_it() -> None:
    ast.parse(Path(bootstrap.__file__).read_text(encoding="utf-8"), feature_version=(3, 9))


def test_it_needs_the_standard_library_alone() -> None:
    tree = ast.parse(Path(bootstrap.__file__).read_text(encoding="utf-8"))
    roots = {name.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    roots |= {(node.module or "").split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert roots <= sys.stdlib_module_names | {"__future__"}


def test_an_old_python_hears_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST", (9, 9))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        bootstrap.find_python()


def test_a_python_with_an_old_sqlite_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bootstrap.is_fit(sys.executable)
    monkeypatch.setattr(bootstrap, "OLDEST_SQLITE", (9, 9))
    with pytest.raises(SystemExit, match=r"SQLite 3\.40 or newer"):
        bootstrap.find_python()


def test_setup_doctor_and_store_ask_for_the_same_versions() -> None:
    assert doctor.SQLITE == bootstrap.OLDEST_SQLITE == engine.MINIMUM_SQLITE[:2]
    assert doctor.PYTHON == bootstrap.OLDEST


def test_an_interpreter_tells_its_version() -> None:
    assert bootstrap.python_version(sys.executable) == sys.version_info[:2]
    assert bootstrap.python_version("no-such-python") is None


@pytest.mark.skipif(sys.platform != "linux", reason="the loader's names are those of Linux")
def test_a_library_that_is_not_there_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = {"headless": [{"file": "libc.so.6", "packages": ["libc6"]}, {"file": "libkhong.so.9", "packages": ["x"]}]}
    path = tmp_path / "libraries.json"
    path.write_text(json.dumps(listed), encoding="utf-8")
    monkeypatch.setattr(bootstrap, "LIBRARIES", path)
    assert [entry["packages"] for entry in bootstrap.missing_libraries("headless")] == [["x"]]


@pytest.mark.skipif(sys.platform != "linux", reason="the packages are those of Debian")
def test_programs_of_the_tests_are_named_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "libexec").mkdir()
    (tmp_path / "libexec" / "engine").touch()
    monkeypatch.setattr(bootstrap, "ROOT_FOLDER", tmp_path)
    monkeypatch.setattr(
        bootstrap, "SCREEN_TESTS", [("lib*/engine", "there"), ("bin/no", "lacking"), ("nor", "lacking")]
    )
    monkeypatch.setattr(bootstrap, "WEBSITE_TESTS", [("lib*/engine", "there"), ("bin/php", "php-cli")])
    monkeypatch.setattr(bootstrap, "HUB_TESTS", [("bin/initdb", "postgresql"), ("bin/nothing", "php-cli")])
    monkeypatch.setattr(bootstrap, "PRINTING", [])
    assert bootstrap.missing_programs() == ["lacking", "php-cli", "postgresql"]


def test_a_package_that_apt_does_not_have_keeps_no_other_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An apt-get of its own, which knows `postgresql` alone and notes what it installed."""
    monkeypatch.setattr(bootstrap, "ROOT_FOLDER", tmp_path)
    for name in ("SCREEN_TESTS", "WEBSITE_TESTS", "PRINTING"):
        monkeypatch.setattr(bootstrap, name, [("bin/no", "unheard-of")])
    monkeypatch.setattr(bootstrap, "HUB_TESTS", [("bin/initdb", "postgresql")])
    program = tmp_path / "apt-get"
    program.write_text(
        f'#!/bin/sh\ncase "$*" in *unheard*) exit 100;; esac\necho "$*" >>"{tmp_path}/done"\n', encoding="ascii"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    bootstrap.ensure_programs()
    assert (tmp_path / "done").read_text(encoding="ascii").splitlines()[-1].startswith("install")
    assert (tmp_path / "done").read_text(encoding="ascii").endswith("postgresql\n")
    assert "could not install unheard-of\n" in capsys.readouterr().out


@pytest.mark.parametrize("ci", ["", "1"])
def test_in_ci_it_is_said_that_the_tests_of_the_hub_will_fail(
    ci: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT_FOLDER", tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("CI", ci)
    bootstrap.ensure_programs()
    told = capsys.readouterr().out
    assert "sudo apt-get install" in told
    assert ("they will fail" in told) == bool(ci)


def test_wordpress_is_not_fetched_where_it_cannot_run_or_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "WORDPRESS", tmp_path / "wordpress")
    monkeypatch.setattr(bootstrap, "WORDPRESS_CODE", tmp_path / "wordpress" / "code")
    monkeypatch.setattr(bootstrap, "WEBSITE_TESTS", [("no-such-program", "php-cli")])
    bootstrap.ensure_wordpress()
    monkeypatch.setattr(bootstrap, "WEBSITE_TESTS", [])
    code = tmp_path / "wordpress" / "code"
    (code / "wp-includes" / "ID3").mkdir(parents=True)
    (code / "wp-config.php").touch()
    (code / "wp-includes" / "ID3" / "getid3.php").touch()
    bootstrap.ensure_wordpress()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_a_hash_and_names_no_host(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = [block for block in text.replace("\\\n", " ").splitlines() if "==" in block and not block.startswith(" ")]
    assert len(entries) > 20
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


@pytest.mark.parametrize("other", LOCKS[1:], ids=lambda path: path.name)
def test_the_runtime_lock_agrees_with_the_others(other: Path) -> None:
    def pins(path: Path) -> set[str]:
        lines = path.read_text(encoding="utf-8").splitlines()
        return {line.split(" ;")[0].split(" \\")[0] for line in lines if "==" in line and not line.startswith(" ")}

    assert pins(LOCKS[0]) < pins(other)


def test_python_before_3_12_never_gets_the_qt_that_aborts_it() -> None:
    entries = [line for line in LOCKS[0].read_text(encoding="utf-8").splitlines() if line.startswith("pyside6-")]
    before = [line for line in entries if "python_full_version < '3.12'" in line]
    assert [line.split()[0] for line in before] == ["pyside6-essentials==6.11.3"]


def test_a_second_run_does_nothing() -> None:
    if not bootstrap.is_current():
        pytest.skip("this environment was not made by the bootstrap")
    command = [sys.executable, bootstrap.__file__]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stdout) == (0, "")
