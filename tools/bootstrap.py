"""Set the project up on a machine that has only Python (and make).

    python3 tools/bootstrap.py [--tests]

Finds a Python of 3.11 or newer, the system libraries Qt needs, and `venv`; installs what is missing through apt-get
when run as root, else prints the one line to run. Then makes .venv with the locked packages, every file checked by its
hash. A second run with nothing changed takes well under a second. With ``--tests``, the programs of the tests on a real
screen, against a real WordPress and a real PostgreSQL are brought, too; without them those are skipped, and say so.

Standard library only, and syntax an old Python can read, so that it can say that the Python is too old.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements-dev.lock"
STAMP = VENV / ".page-studio-stamp"
LIBRARIES = ROOT / "studio" / "assets" / "system-libraries.json"
OLDEST = (3, 11)
OLDEST_SQLITE = (3, 40)
ROOT_FOLDER = Path("/")
SCREEN_TESTS = [
    ("usr/bin/Xvfb", "xvfb"),
    ("usr/bin/openbox", "openbox"),
    ("usr/bin/xdotool", "xdotool"),
    ("usr/bin/dbus-daemon", "dbus"),
    ("usr/bin/dbus-send", "dbus"),
    ("usr/bin/dbus-run-session", "dbus"),
    ("usr/bin/gnome-keyring-daemon", "gnome-keyring"),
    ("usr/bin/ibus-daemon", "ibus"),
    ("usr/bin/tesseract", "tesseract-ocr"),
    ("usr/share/tesseract-ocr/*/tessdata/vie.traineddata", "tesseract-ocr-vie"),
    ("usr/share/ibus/component/unikey.xml", "ibus-unikey"),
    ("usr/lib*/at-spi-bus-launcher", "at-spi2-core"),
    ("usr/lib/python3/dist-packages/gi", "python3-gi"),
    ("usr/lib/*/girepository-1.0/Atspi-2.0.typelib", "gir1.2-atspi-2.0"),
]
"""What the tests on a real screen, and of scans, need: a file, and the Debian package that brings it."""
WEBSITE_TESTS = [
    ("usr/bin/php", "php-cli"),
    ("usr/lib/php/*/mysqli.so", "php-mysql"),
    ("usr/lib/php/*/gd.so", "php-gd"),
    ("usr/lib/php/*/xml.so", "php-xml"),
    ("usr/lib/php/*/mbstring.so", "php-mbstring"),
    ("usr/lib/php/*/curl.so", "php-curl"),
    ("usr/sbin/mariadbd", "mariadb-server-core"),
    ("usr/bin/my_print_defaults", "mariadb-client-core"),
    ("usr/bin/setpriv", "util-linux"),
]
"""The same of the tests against a real WordPress, which itself is unpacked into WORDPRESS: installing its package would
bring a web server that starts with the machine."""
PRINTING = [
    ("usr/lib/*/libpango-1.0.so.0", "libpango-1.0-0"),
    ("usr/lib/*/libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
    ("usr/lib/*/libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
]
"""The same of the manual that is printed, which is laid out by Pango."""
HUB_TESTS = [("usr/lib/postgresql/*/bin/initdb", "postgresql"), ("usr/bin/setpriv", "util-linux")]
"""The same of the tests against a real PostgreSQL. Its package starts a server of its own, which no test touches."""
WORDPRESS = ROOT / "build" / "wordpress"
WORDPRESS_CODE = WORDPRESS / "usr" / "share" / "wordpress"
WORDPRESS_PACKAGES = ("wordpress", "php-getid3")
"""The second reads the videos of an upload; the first reaches for it by links."""
WORDPRESS_CONFIG = "<?php\nrequire getenv('WORDPRESS_CONFIG_FILE');\n"
"""In place of Debian's, which looks in /etc alone."""
WINDOWS = sys.platform == "win32"
APT = ["apt-get", "install", "--yes", "--no-install-recommends"]


def stop(sentence: str) -> NoReturn:
    """End with one sentence for the person at the keyboard."""
    raise SystemExit("setup: " + sentence)


def venv_python() -> Path:
    """Return the interpreter inside .venv."""
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def python_version(python: str) -> tuple[int, int] | None:
    """Ask an interpreter for its version; None when it does not run."""
    answer = ask(python, "import sys; print(*sys.version_info[:2])")
    return (answer[0], answer[1]) if answer else None


def ask(python: str, program: str) -> list[int]:
    """Run one line in an interpreter and return the numbers it prints; none when it does not run."""
    try:
        done = subprocess.run([python, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    return [int(number) for number in done.stdout.split()]


def is_fit(python: str) -> bool:
    """Tell whether an interpreter is new enough and brings an SQLite that is."""
    found = ask(python, "import sqlite3, sys; print(*sys.version_info[:2], *sqlite3.sqlite_version_info[:2])")
    return bool(found) and tuple(found[:2]) >= OLDEST and tuple(found[2:]) >= OLDEST_SQLITE


def find_python() -> str:
    """Return an interpreter that is fit: the running one, else the newest on the path."""
    for name in (sys.executable, "python3.13", "python3.12", "python3.11", "python3"):
        found = shutil.which(name)
        if found and is_fit(found):
            return found
    stop(
        "Page Studio needs Python 3.11 or newer that brings SQLite 3.40 or newer, as Debian 12 and Ubuntu 24.04 do; "
        "found {} with Python {}.{}. ".format(sys.executable, *sys.version_info[:2])
        + "Install a newer Python, then run this again."
    )


def loads(file: str) -> bool:
    """Tell whether the dynamic loader finds a shared library."""
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def missing_libraries(group: str) -> list[dict[str, list[str]]]:
    """List the entries of a group of system-libraries.json that this machine lacks."""
    if not sys.platform.startswith("linux"):
        return []
    groups = json.loads(LIBRARIES.read_text(encoding="utf-8"))
    return [entry for entry in groups[group] if not loads(entry["file"])]


def has_venv(python: str) -> bool:
    """Debian splits venv and ensurepip off the interpreter's package."""
    return subprocess.run([python, "-c", "import ensurepip, venv"], capture_output=True, check=False).returncode == 0


def venv_package(python: str) -> list[str]:
    """Name the Debian package that brings venv for this interpreter."""
    version = python_version(python) or OLDEST
    return ["python{}.{}-venv".format(*version), "python3-venv"]


def known_to_apt(package: str) -> bool:
    """Tell whether apt has an installable package of exactly this name."""
    shown = subprocess.run(["apt-cache", "show", package], capture_output=True, check=False)
    return shown.returncode == 0 and bool(shown.stdout)


def pick(alternatives: list[str]) -> str:
    """Choose the name this release uses: Debian 13 and Ubuntu 24.04 renamed some packages."""
    return next((name for name in alternatives if known_to_apt(name)), alternatives[-1])


def apt(command: list[str], folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run apt-get without a question and without its chatter; the caller judges the answer."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    return subprocess.run(
        command,
        cwd=str(folder) if folder else None,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def apt_install(wanted: list[list[str]]) -> None:
    """Install one of each list of alternative package names; as root only."""
    print("setup: installing system packages", flush=True)
    apt(["apt-get", "update", "--quiet=2"])
    names = [pick(alternatives) for alternatives in wanted]
    installed = apt([*APT, "--quiet=2", *names])
    if installed.returncode != 0:
        print(installed.stdout, file=sys.stderr)
        stop("apt-get could not install " + " ".join(names) + "; see its message above.")


def ensure_system(python: str) -> None:
    """Bring the system libraries and venv, or say which one line brings them."""
    needed = [entry["packages"] for entry in missing_libraries("headless")]
    for_window = [entry["packages"] for entry in missing_libraries("window")]
    if not has_venv(python):
        needed.append(venv_package(python))
    if not needed and not for_window:
        return
    has_apt = shutil.which("apt-get") is not None
    if has_apt and os.geteuid() == 0:  # type: ignore[attr-defined,unused-ignore]
        apt_install(needed + for_window)
        return
    names = [pick(names) if has_apt else names[-1] for names in needed + for_window]
    line = "sudo " + " ".join([*APT, *names])
    if needed:
        stop("this machine lacks system packages; run this line, then this command again:\n    " + line)
    print("setup: the window will need a few more system packages; run:\n    " + line)


def missing_programs() -> list[str]:
    """Name the packages of the tests on a real screen, against a real WordPress and PostgreSQL, that are lacking."""
    if not sys.platform.startswith("linux"):
        return []
    return lacking_of(SCREEN_TESTS + WEBSITE_TESTS + HUB_TESTS + PRINTING)


def lacking_of(wanted: list[tuple[str, str]]) -> list[str]:
    """Name the packages, each once, whose files are not there."""
    return list(dict.fromkeys(package for pattern, package in wanted if not any(ROOT_FOLDER.glob(pattern))))


def ensure_programs() -> None:
    """Bring what these tests need, or say which one line brings it; they can be done without."""
    names = missing_programs()
    if not names:
        return
    if shutil.which("apt-get") is not None and os.geteuid() == 0:  # type: ignore[attr-defined,unused-ignore]
        print("setup: installing what the tests on a real screen, against WordPress and PostgreSQL need", flush=True)
        apt(["apt-get", "update", "--quiet=2"])
        if apt([*APT, "--quiet=2", *names]).returncode == 0:
            return
        names = [name for name in names if apt([*APT, "--quiet=2", name]).returncode != 0]  # one keeps no other away
        print("setup: apt-get could not install " + " ".join(names))
    print("setup: the tests that need them will be skipped; to run them:\n    sudo " + " ".join([*APT, *names]))
    if os.environ.get("CI") and lacking_of(HUB_TESTS):
        print("setup: CI does not skip those that need PostgreSQL; they will fail")


def ensure_wordpress() -> None:
    """Unpack the WordPress of this release's own package where it can run; the tests can be done without."""
    unpacked = WORDPRESS_CODE / "wp-config.php", WORDPRESS_CODE / "wp-includes" / "ID3" / "getid3.php"
    if all(path.exists() for path in unpacked) or not shutil.which("apt-get") or lacking_of(WEBSITE_TESTS):
        return
    print("setup: unpacking WordPress for the tests", flush=True)
    WORDPRESS.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=str(WORDPRESS.parent)) as name:
        aside = Path(name)
        if not download_packages(aside):
            apt(["apt-get", "update", "--quiet=2"])
            if not download_packages(aside):
                print("setup: apt-get has no package wordpress; the tests against it will be skipped")
                return
        for package in aside.glob("*.deb"):
            subprocess.run(["dpkg", "-x", str(package), str(aside / "all")], check=True)
        (aside / "all" / WORDPRESS_CODE.relative_to(WORDPRESS) / "wp-config.php").write_text(
            WORDPRESS_CONFIG, encoding="utf-8"
        )
        shutil.rmtree(str(WORDPRESS), ignore_errors=True)
        (aside / "all").rename(WORDPRESS)


def download_packages(folder: Path) -> bool:
    """Fetch the files of WordPress's packages into a folder, without installing them."""
    return apt(["apt-get", "download", "--quiet=2", *WORDPRESS_PACKAGES], folder).returncode == 0


def fingerprint() -> str:
    """Name everything that a finished .venv depends on."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (LOCK, ROOT / "pyproject.toml", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current() -> bool:
    """Tell whether an earlier run already finished for exactly these files."""
    try:
        return STAMP.read_text(encoding="utf-8") == fingerprint() and venv_python().exists()
    except OSError:
        return False


def pip(*arguments: str) -> None:
    """Run pip inside .venv, or stop."""
    command = [str(venv_python()), "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    if subprocess.run(command, stdin=subprocess.DEVNULL, cwd=str(ROOT), check=False).returncode != 0:
        stop("pip could not install the locked packages (see above); with a network, run this again: it continues.")


def build_venv(python: str) -> None:
    """Make or repair .venv and fill it from the lock file."""
    if not is_fit(str(venv_python())):
        print("setup: making .venv", flush=True)
        subprocess.run([python, "-m", "venv", "--clear", str(VENV)], check=True)
    print("setup: installing the locked packages", flush=True)
    pip("install", "--require-hashes", "--requirement", str(LOCK))
    pip("install", "--no-deps", "--no-build-isolation", "--editable", ".")
    STAMP.write_text(fingerprint(), encoding="utf-8")


def main(words: list[str]) -> int:
    """Set up, or do nothing when all is there."""
    if "--tests" in words:
        ensure_programs()
        ensure_wordpress()
    if is_current() and not missing_libraries("headless"):
        return 0
    python = find_python()
    ensure_system(python)
    build_venv(python)
    print("setup: ready; try `make demo`")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
