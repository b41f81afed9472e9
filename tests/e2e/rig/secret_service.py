"""A real Secret Service of its own: gnome-keyring on a session bus of its own, with a keyring in a fresh folder.

Run as ``dbus-run-session -- python -m tests.e2e.rig.secret_service FOLDER PROFILE ADDRESS`` with the token on standard
input; what happened is printed as one JSON object.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import secretstorage

from studio.accounts.keychain import Keychain
from studio.accounts.logins import FacebookLogin
from studio.accounts.model import Account, AccountKind
from studio.accounts.sealed_logins import SealedLogins
from studio.accounts.storage import StoredLogins
from studio.app import open_studio
from studio.clock import SystemClock
from studio.paths import Profile
from studio.people.model import Role
from studio.platforms import Platform
from studio.secret import KeyringTrouble, Secret
from studio.store.engine import open_store
from tests.profile import hash_quickly, staffed

PASSWORD = "mật khẩu của kho khóa\n"
PIN, PERSON, NAME, PAGE = "73920408", "Kỹ thuật mẫu", "trang", "100000000000001"
LONG = "EAAG" + "a1B2c3D4e5" * 600
PATIENCE = 30.0


@contextmanager
def keyring_daemon() -> Iterator[subprocess.Popen[str]]:
    """An unlocked gnome-keyring, which says one line when it is ready. Its keyring lies below XDG_DATA_HOME."""
    words = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    daemon = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert daemon.stdin is not None
    assert daemon.stdout is not None
    daemon.stdin.write(PASSWORD)
    daemon.stdin.close()
    try:
        daemon.stdout.readline()
        yield daemon
    finally:
        daemon.terminate()
        daemon.wait()
        daemon.stdout.close()


def studio(profile: Path, *words: str, stdin: str = "") -> dict[str, Any]:
    """One verb of the command line, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "studio", "--profile", str(profile), "--lang", "vi", "--json", *words],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "QT_QPA_PLATFORM": "offscreen"},
    )
    answer = json.loads(done.stdout) if done.stdout else None
    return {"code": done.returncode, "answer": answer, "said": done.stderr.strip()}


@contextmanager
def logins(profile: Path) -> Iterator[SealedLogins]:
    """The logins as a program that has just started sees them."""
    place = Profile(root=profile)
    with (
        closing(open_store(place.database, clock=SystemClock())) as store,
        closing(Keychain(patience=PATIENCE)) as chain,
    ):
        yield SealedLogins(StoredLogins(store, lambda: uuid.uuid4().hex), chain, place.root / "locks")


def entries() -> list[str]:
    """What lies in the keyring, by its name."""
    with closing(secretstorage.dbus_init()) as bus:
        items = secretstorage.get_default_collection(bus).get_all_items()
        return [item.get_attributes()["service"] for item in items]


def lock() -> None:
    with closing(secretstorage.dbus_init()) as bus:
        secretstorage.get_default_collection(bus).lock()


def load(profile: Path) -> str:
    """The token, or the sentence that a person gets."""
    with logins(profile) as kept:
        try:
            login = kept.load(NAME)
        except KeyringTrouble as trouble:
            return trouble.phrase.vi
    return login.page_token.reveal() if isinstance(login, FacebookLogin) else "–"


def set_up(profile: Path, address: str) -> None:
    """A person who may connect pages, and a page."""
    hash_quickly()
    with closing(open_studio(Profile(root=profile), clock=SystemClock())) as opened:
        staffed(opened.people, (PERSON, [Role.TECHNICAL]), pin=PIN)
        opened.accounts.add(
            Account(
                name=NAME,
                kind=AccountKind.FACEBOOK,
                platform=Platform.FACEBOOK,
                page_id=PAGE,
                title="Trang mẫu",
                base_url=address,
            )
        )


def main(profile: Path, address: str, token: str) -> dict[str, Any]:
    set_up(profile, address)
    told: dict[str, Any] = {}
    told["without"] = load_after_save_fails(profile)
    with keyring_daemon():
        told["doctor"] = studio(profile, "doctor")
        told["connect"] = studio(
            profile, "accounts", "connect", NAME, "--way", "token", "--as", PERSON, "--pin-stdin", "--secret-stdin",
            stdin=f"{PIN}\npage_token={token}\n",
        )  # fmt: skip
        told["check"] = studio(profile, "accounts", "check", NAME, "--as", PERSON, "--pin-stdin", stdin=f"{PIN}\n")
        told["loaded"] = load(profile) == token
        with logins(profile) as kept:
            kept.save(NAME, FacebookLogin(page_token=Secret(LONG)))
        told["long"] = load(profile) == LONG
        told["entries"] = entries()
        lock()
        told["locked"] = load(profile)
    told["gone"] = load(profile)
    with keyring_daemon():
        told["back"] = load(profile) == LONG
        told["disconnect"] = studio(
            profile, "accounts", "disconnect", NAME, "--as", PERSON, "--pin-stdin", stdin=f"{PIN}\n"
        )
        told["left"] = entries()
    return told


def load_after_save_fails(profile: Path) -> list[str]:
    """With no keyring at all: what is said, and what is kept."""
    with logins(profile) as kept:
        try:
            kept.save(NAME, FacebookLogin(page_token=Secret(LONG)))
        except KeyringTrouble as trouble:
            return [trouble.phrase.vi, repr(kept.load(NAME))]
    return ["saved"]


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], sys.stdin.readline().strip())))
