"""A throw-away hub with three sample stations, and `studio hub status` on it: ``make hub``.

At a terminal it stays until Enter is pressed, to be tried with the verbs of `studio hub`; then all of it goes.
"""

from __future__ import annotations

import subprocess
import sys

from studio import __version__
from studio.hub.leases import LeaseState
from studio.hub.model import Kind
from studio.hub.server import HubServer, make_database
from tests.hub.postgres import ADMIN, Cluster, lacking
from tests.hub.rig import Hub


def main() -> int:
    if why := lacking():
        raise SystemExit(why)
    cluster = Cluster()
    try:
        cluster.make()
        cluster.start()
        return _show(cluster)
    finally:
        cluster.remove()


def _show(cluster: Cluster) -> int:
    """Fill a hub, tell how it stands, and wait."""
    hub = Hub(cluster, "hub")
    make_database(hub.address, cluster.password)
    with HubServer(hub.address, cluster.password) as server:
        server.init()
    _work(hub)
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


def _work(hub: Hub) -> None:
    """A morning of two units and the department: a post written, approved and sent, another that waits."""
    one, two, department = hub.station("u001"), hub.station("u002"), hub.department()
    with one.client() as line, two.client() as other, department.client() as far:
        epoch = line.greet().epoch
        sent, waiting = one.revision("post-1", epoch=epoch), one.revision("post-2", epoch=epoch)
        for revision in (sent, waiting):
            line.push("u001", revision)
            decision = department.item(Kind.DECISION, {"post": revision.facts["post"], "revision": revision.hex})
            far.push("u001", decision)
            line.offer(revision.facts["post"], "page-1", revision.hex)
        permit = line.claim("post-1", "page-1", sent.hex, epoch)
        if permit is not None and line.intend(permit) is not None:
            line.advance(permit, LeaseState.DONE)
        line.push("u001", one.item(Kind.RECEIPT, {"post": "post-1"}))
        other.push("department", two.item(Kind.REPORT, {"month": "2026-10"}))
        far.push("*", department.item(Kind.PACK, {"notice": "Thông báo mẫu"}))
        for station in (line, far):
            station.report(__version__, {})


if __name__ == "__main__":
    raise SystemExit(main())
