"""A real WordPress on the loopback address: PHP's own web server and MariaDB on a socket.

    with wordpress(folder) as site: …

`tools/bootstrap.py --tests` brings the programs and unpacks WordPress into `build/wordpress`; from there it is used as
it is. What belongs to one site (database, uploads, settings) lies in `folder` and goes with it. A site is up within
seconds, and answers one request at a time.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from urllib.request import Request, urlopen

from tests.shared import is_shared, made_once
from tests.wordpress.programs import Running, free_port, program

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = ROOT / "build" / "wordpress" / "usr" / "share" / "wordpress"
"""The unpacked program. Its wp-config.php reads the file that WORDPRESS_CONFIG_FILE names."""
PHP_FILES = Path(__file__).resolve().parent / "php"
PROGRAMS = ("php", "mariadbd", "mariadb-install-db", "setpriv")
UPLOAD_MOST = 2 * 2**20
"""Bytes of one file, as a server has it unless its owner changes that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may log in with an application password."""

    name: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A running site. Its users are called by their roles: administrator, editor, author, contributor."""

    address: str
    users: Mapping[str, User]
    _key: str

    def run(self, code: str) -> str:
        """Run PHP inside WordPress as its administrator and return what it prints. Raises HTTPError."""
        asked = Request(  # noqa: S310 (the address is ours)
            f"{self.address}/?rest_route=/tests/run",
            data=code.encode(),
            headers={"X-Key": self._key, "Content-Type": "text/plain"},
        )
        with urlopen(asked, timeout=60) as told:  # noqa: S310
            done: str = json.loads(told.read())
            return done


def lacking(programs: Sequence[str] = PROGRAMS, code: Path = CODE) -> str:
    """Why there can be no WordPress here; empty when there can."""
    missing = [name for name in programs if not program(name)]
    if missing:
        return f"no {', '.join(missing)} here; `python3 tools/bootstrap.py --tests` as root brings them"
    if not (code / "wp-load.php").is_file():
        return "WordPress is not unpacked in build/wordpress; `python3 tools/bootstrap.py --tests` as root does it"
    return ""


@contextmanager
def wordpress(folder: Path) -> Iterator[Site]:
    """Lay a new site out in `folder`, an empty one with a short path, and run it. It is installed once in a run."""
    port = free_port()
    installed = made_once("wordpress", _install) if is_shared() else _install(folder / "installed")
    shutil.copytree(installed / "db", folder / "db")
    environment = _environment(folder, port)
    users = json.loads((installed / "users.json").read_text(encoding="utf-8"))
    with ExitStack() as stack:
        stack.callback(_run_database(folder, environment).stop)
        web = Running(
            [*_php(folder), "-S", f"127.0.0.1:{port}", "-t", str(CODE), str(PHP_FILES / "router.php")],
            folder / "web.log",
            environment,
        )
        stack.callback(web.stop)
        web.wait_until(lambda: _answers(port))
        yield Site(
            address=f"http://127.0.0.1:{port}",
            users={role: User(name=role, password=password) for role, password in users.items()},
            _key=environment["WORDPRESS_KEY"],
        )


def _install(folder: Path) -> Path:
    """The database of a new site, and the passwords of its users, in `folder`; nothing runs afterwards."""
    folder.mkdir()
    with TemporaryDirectory(prefix="wp-") as work:  # sockets need a short path
        place = Path(work)
        environment = _environment(place, port=80)
        subprocess.run(
            [
                program("mariadb-install-db"),
                "--no-defaults",
                f"--datadir={place / 'db'}",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
            ],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
        database = _run_database(place, environment)
        try:
            installed = subprocess.run(
                [*_php(place), str(PHP_FILES / "install.php")], env=environment, capture_output=True, check=False
            )
        finally:
            database.stop()
        if installed.returncode != 0:
            raise RuntimeError((installed.stdout + installed.stderr).decode(errors="replace")[-2000:])
        (folder / "users.json").write_bytes(installed.stdout)
        shutil.copytree(place / "db", folder / "db")
    return folder


def _environment(folder: Path, port: int) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", ""),
        "TMPDIR": str(folder),
        "WORDPRESS_CODE": str(CODE),
        "WORDPRESS_KEY": token_hex(16),
        "WORDPRESS_CONFIG_FILE": str(PHP_FILES / "config.php"),
        "WORDPRESS_CONTENT": str(_content(folder)),
        "WORDPRESS_SOCKET": str(_socket(folder)),
        "WORDPRESS_ADDRESS": f"http://127.0.0.1:{port}",
    }


def _socket(folder: Path) -> Path:
    return folder / "db.sock"


def _content(folder: Path) -> Path:
    """Themes, uploads and switches of the site."""
    content = folder / "content"
    (content / "uploads").mkdir(parents=True)
    theme = content / "themes" / "plain"
    theme.mkdir(parents=True)
    (theme / "style.css").write_text("/*\nTheme Name: Plain\n*/\n", encoding="utf-8")
    (theme / "index.php").write_text("<?php while (have_posts()) { the_post(); the_content(); }\n", encoding="utf-8")
    plugins = content / "mu-plugins"
    plugins.mkdir()
    (plugins / "switches.php").write_bytes((PHP_FILES / "switches.php").read_bytes())
    return content


def _php(folder: Path) -> list[str]:
    settings = {
        "upload_max_filesize": str(UPLOAD_MOST),
        "post_max_size": "8M",
        "memory_limit": "256M",
        "opcache.enable_cli": "1",
        "opcache.file_update_protection": "0",
        "sys_temp_dir": str(folder),
        "display_errors": "stderr",
    }
    return [program("php"), *(part for name, value in settings.items() for part in ("-d", f"{name}={value}"))]


def _run_database(folder: Path, environment: Mapping[str, str]) -> Running:
    """The database that lies in `folder`."""
    database = Running(
        [
            program("mariadbd"),
            "--no-defaults",
            *(["--user=root"] if os.geteuid() == 0 else []),
            f"--datadir={folder / 'db'}",
            f"--socket={_socket(folder)}",
            f"--pid-file={folder / 'db.pid'}",
            "--skip-networking",
            "--skip-log-bin",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-buffer-pool-size=32M",
            "--innodb-log-file-size=4M",
        ],
        folder / "db.log",
        environment,
    )
    try:
        database.wait_until(lambda: _listens(_socket(folder)))
    except RuntimeError:
        database.stop()
        raise
    return database


def _listens(socket_file: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(socket_file)) == 0


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
