"""Sign a release, for whoever gives it out; the program takes over nothing else (docs/updates.md).

    python tools/release.py new-key [--key FILE]     make the key, once; its public half goes into the tree
    python tools/release.py sign DIST [--key FILE]   write release.json and release.sig beside the files of DIST
    python tools/release.py check DIST               hold list and files against the key, as the program does

The private key lies in the system's keyring, or in a FILE outside the tree. It is never printed.
"""

from __future__ import annotations

import argparse
import json
import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from studio import __version__  # noqa: E402
from studio.accounts.keychain import Keychain  # noqa: E402
from studio.errors import BadInput, Refused, StudioError  # noqa: E402
from studio.paths import write_atomic  # noqa: E402
from studio.people.keys import public_of  # noqa: E402
from studio.secret import Secret  # noqa: E402
from studio.updates.release import KEYS, kind_of, read_release, release_keys, require_same, sign_release  # noqa: E402

ENTRY = "release-key"


def main(words: list[str] | None = None) -> int:
    """Do what the first word says; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=("new-key", "sign", "check"))
    parser.add_argument("dist", nargs="?", type=Path)
    parser.add_argument("--key", type=Path, help="a file outside the tree instead of the keyring")
    parser.add_argument("--version", default=__version__, help="of the release; that of the tree if left out")
    given = parser.parse_args(words)
    try:
        if given.act == "new-key":
            print(new_key(given.key))
        elif given.dist is None:
            parser.error("DIST is missing")
        elif given.act == "sign":
            sign_release(given.dist, given.version, kind_of, private_key(given.key))
            read_release(given.dist, release_keys())
        else:
            print(check(given.dist))
    except (StudioError, OSError) as error:
        print(error.sentence("en") if isinstance(error, StudioError) else error, file=sys.stderr)
        return 1
    return 0


def new_key(path: Path | None, keys: Path = KEYS) -> str:
    """Make a key, keep it, and add its public half to those of the program. Raises Refused where one is there."""
    _outside(path)
    if path.exists() if path is not None else Keychain().get(ENTRY) is not None:
        raise Refused("there is a release key already; it is not replaced.")
    seed = secrets.token_bytes(32)
    if path is not None:
        write_atomic(path, (seed.hex() + "\n").encode("ascii"))
    else:
        Keychain().set(ENTRY, Secret(seed.hex()))
    public = public_of(seed)
    known = json.loads(keys.read_text(encoding="utf-8"))
    write_atomic(keys, (json.dumps([*known, public], indent=1) + "\n").encode("ascii"))
    return public


def check(dist: Path) -> str:
    """The version of the release in `dist`, once its list and each of its files were found as they were signed. Raises
    StudioError."""
    release = read_release(dist, release_keys())
    for file in release.files:
        require_same(file, dist / file.name)
    return release.version


def private_key(path: Path | None) -> bytes:
    """The key, from the file or the keyring. Raises BadInput."""
    _outside(path)
    if path is not None:
        text = path.read_text(encoding="ascii").strip()
    else:
        kept = Keychain().get(ENTRY)
        text = kept.reveal() if kept is not None else ""
    try:
        seed = bytes.fromhex(text)
    except ValueError:
        seed = b""
    if len(seed) != 32:
        raise BadInput("there is no release key (32 bytes in hex); make one: python tools/release.py new-key")
    return seed


def _outside(path: Path | None) -> None:
    if path is not None and path.resolve().is_relative_to(ROOT):
        raise Refused("a private key is never kept in the tree; choose a place outside it.", where=str(path))


if __name__ == "__main__":
    raise SystemExit(main())
