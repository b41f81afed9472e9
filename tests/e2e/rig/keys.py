"""Puts into the keyring of this screen what a PC kept elsewhere until now.

    python -m tests.e2e.rig.keys FILE

FILE is JSON: a secret by the name of its entry.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from studio.accounts.keychain import Keychain
from studio.secret import Secret


def main(path: Path) -> None:
    keychain = Keychain()
    try:
        for name, value in json.loads(path.read_text(encoding="utf-8")).items():
            keychain.set(name, Secret(value))
    finally:
        keychain.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
