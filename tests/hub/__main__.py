"""A throw-away hub with a department and its units on it, and the department's window: ``make hub``.

Without a screen, or with ``--print``, it tells how the hub stands instead. At a terminal it then stays until Enter is
pressed, to be tried with the verbs of `studio hub`; in the end all of it goes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from studio.app import open_studio
from studio.clock import SystemClock, show_datetime
from studio.config import Settings, SettingsFile
from studio.hub.server import HubServer, make_database
from tests.department.rig import Force, force
from tests.exchange.rig import PIN
from tests.hub.postgres import ADMIN, Cluster, lacking
from tests.hub.rig import Hub
from tests.profile import hash_quickly
from tests.shared import share_in
from tests.ui.department.sample import fill


def main() -> int:
    if why := lacking():
        raise SystemExit(why)
    hash_quickly()
    cluster = Cluster()
    try:
        cluster.make()
        cluster.start()
        with tempfile.TemporaryDirectory() as folder:
            share_in(Path(folder))
            return _lay_out(cluster, Path(folder))
    finally:
        cluster.remove()


def _lay_out(cluster: Cluster, folder: Path) -> int:
    """Let the sample happen on a new hub, and show it."""
    hub = Hub(cluster, "hub")
    make_database(hub.address, cluster.password)
    with HubServer(hub.address, cluster.password) as server:
        server.init()
    with force(folder / "pcs", hub) as units:
        fill(units)
        if has_screen() and "--print" not in sys.argv:
            return _open_window(units)
        _tell(units)
        return _status(cluster)


def has_screen() -> bool:
    """Whether a window can be seen here."""
    on_x = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return on_x or sys.platform in ("win32", "darwin")


def _open_window(units: Force) -> int:
    """The department's window, until it is closed. It keeps what a keyring keeps in memory."""
    from PySide6.QtWidgets import QApplication

    from studio.ui.page_specs import PageId
    from studio.ui.run import make_window

    pc = units.department
    names = ", ".join(person.name for person in (pc.first, pc.head))
    pc.studio.close()
    file = SettingsFile(pc.profile.settings)
    file.save(Settings(language="vi", lock_minutes=0))
    app = QApplication(sys.argv[:1])
    window = make_window(app, pc.profile, file)
    window.load(lambda: open_studio(pc.profile, clock=SystemClock(), safe=pc.safe), first=PageId.DEPARTMENT)
    window.show()
    print(f"{names}: PIN {PIN}", flush=True)
    return app.exec()


def _tell(units: Force) -> None:
    """The stations as the department sees them."""
    for line in units.service.stations():
        last = show_datetime(line.last) if line.last is not None else "–"
        print(f"{line.name:<28} {last:<18} {line.version:<8} {line.waiting:>4}  {line.told.vi}")
    print(flush=True)


def _status(cluster: Cluster) -> int:
    """`studio hub status`, and the address to try more."""
    address = f"postgresql://{ADMIN}@127.0.0.1:{cluster.port}/hub"
    command = [sys.executable, "-m", "studio", "--profile", str(cluster.folder / "profile"), "hub", "status"]
    told = subprocess.run(
        [*command, "--server", address, "--password-stdin"],
        input=cluster.password.reveal() + "\n",
        text=True,
        check=False,
    )
    if sys.stdin.isatty():
        print(f"\nstudio hub status --server {address}\n{ADMIN}: {cluster.password.reveal()}\n[Enter]", flush=True)
        sys.stdin.readline()
    return told.returncode


if __name__ == "__main__":
    raise SystemExit(main())
