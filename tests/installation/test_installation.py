"""How the program was installed, what it says of itself, and whether it tells a person if the PC is fit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio import __version__, doctor
from studio.cli.main import main
from studio.exchange.model import SUFFIX
from studio.installation import MARKER, OPENED, Installation, InstallationKind, find, this_installation
from studio.selftest import selftest
from studio.store.archive import ENDING
from tests.profile import SetClock


@pytest.mark.parametrize("beside", [".", ".."])
def test_the_marker_beside_the_interpreter_says_how_it_was_installed(tmp_path: Path, beside: str) -> None:
    interpreter = tmp_path / "bin" / "python3"
    interpreter.parent.mkdir()
    (interpreter.parent / beside / MARKER).write_text(json.dumps({"kind": "deb", "version": "0.4.1"}), encoding="utf-8")
    found = find(interpreter, tmp_path / "lib" / "studio")
    assert (found.kind, found.version, found.packaged) == (InstallationKind.DEB, "0.4.1", True)


@pytest.mark.parametrize("text", ["", "{}", '{"kind": "snap", "version": "1"}', '{"kind": "checkout", "version": "1"}'])
def test_a_marker_that_says_something_else_counts_for_none(tmp_path: Path, text: str) -> None:
    (tmp_path / MARKER).write_text(text, encoding="utf-8")
    assert find(tmp_path / "python", tmp_path / "studio").kind is InstallationKind.WHEEL
    (tmp_path / "Makefile").write_text("", encoding="utf-8")
    assert find(tmp_path / "python", tmp_path / "studio").kind is InstallationKind.CHECKOUT


def test_the_desktop_opens_the_files_that_the_program_writes() -> None:
    assert {SUFFIX, ENDING} < set(OPENED)


def test_about_names_versions_and_licences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", str(tmp_path), "--json", "about"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["versions"]) == {"Page Studio", "Python", "Qt", "SQLite", "OpenSSL"}
    assert told["versions"]["Page Studio"] == __version__
    assert told["kind"] == this_installation().kind
    assert main(["--profile", str(tmp_path), "version", "--licences"]) == 0
    text = capsys.readouterr().out
    for part in ("SIL OPEN FONT LICENSE", "cryptography: LICENSE", "Installed with it"):
        assert part in text
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", InstallationKind)
def test_the_kind_of_installation_is_said_in_the_language_of_the_reader(
    kind: InstallationKind, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path("/opt/page-studio")
    installed = Installation(kind=kind, version=__version__, folder=folder)
    monkeypatch.setattr("studio.installation.this_installation", lambda: installed)
    assert main(["--profile", str(tmp_path), "--lang", "vi", "about"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert f"Cách cài: {kind.told.vi}, tại {folder}" in said
    assert kind.told.vi not in (kind.value, kind.told.en)


def test_the_report_for_the_technical_officer_is_one_file_without_the_users_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME" if sys.platform != "win32" else "USERPROFILE", str(tmp_path / "nguyen.van.a"))
    profile, path = tmp_path / "nguyen.van.a" / "ho-so", tmp_path / "bao-cao.txt"
    assert main(["--profile", str(profile), "--lang", "en", "doctor", "--report", str(path)]) == 0
    text = path.read_text(encoding="utf-8")
    assert f"Page Studio {__version__}" in text
    assert "The data folder is local: ~" in text
    assert "nguyen.van.a" not in text
    assert str(path) in capsys.readouterr().err


def test_the_selftest_says_fit_and_leaves_nothing(tmp_path: Path) -> None:
    """As a person starts it after an installation, without a screen and without a data folder."""
    temporary, home = tmp_path / "tmp", tmp_path / "home"
    for folder in (temporary, home):
        folder.mkdir()
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment = kept | {"TMPDIR": str(temporary), "TEMP": str(temporary), "HOME": str(home)}
    command = [sys.executable, "-m", "studio", "--lang", "en", "--selftest"]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=600
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "This PC is fit for Page Studio.")
    assert "[ OK ] The store opens" in done.stdout
    assert [path for folder in (temporary, home) for path in folder.rglob("*") if path.is_file()] == []


def test_a_pc_that_is_not_fit_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LOW_FREE", 10**18)
    monkeypatch.setattr(doctor, "LEAST_FREE", 10**18)
    said: list[str] = []
    assert not selftest(lambda phrase: said.append(phrase.en), clock=SetClock())
    assert said[-1].startswith("This PC is not fit")
    assert "Free some space on this disk." in "\n".join(said)
