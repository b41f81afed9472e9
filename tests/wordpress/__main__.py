"""Run a WordPress by hand, to connect the window to it: ``python -m tests.wordpress``. It ends with Ctrl+C."""

from __future__ import annotations

import signal
import tempfile
from pathlib import Path

from studio.accounts.addresses import page_id_of
from tests.wordpress.site import lacking, wordpress


def main() -> None:
    if why := lacking():
        raise SystemExit(why)
    with tempfile.TemporaryDirectory(prefix="wp-") as folder, wordpress(Path(folder)) as site:
        print(f"{site.address}   page id: {page_id_of(site.address)}")
        for user in site.users.values():
            print(f"  user {user.name:<14} application password {user.password}")
        print("Ctrl+C ends it, and the site goes.", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
