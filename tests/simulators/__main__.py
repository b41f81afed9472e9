"""Start a simulated platform by hand:  python -m tests.simulators facebook --port 18082 --pages 3

Each platform has a module ``start`` with ``add_arguments(parser)``, ``build(arguments, clock) -> Platform`` and
``introduce(platform, url) -> str``, the ids and made-up tokens to use.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

from tests.simulators.authority import Authority
from tests.simulators.clock import SimClock
from tests.simulators.server import Server

PLATFORMS = ("facebook", "zalo")


def main(given: list[str]) -> int:
    """Serve until the process is ended (Ctrl+C)."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulators", description="Simulated platforms on loopback.")
    kinds = parser.add_subparsers(dest="platform", required=True)
    starts = {name: importlib.import_module(f"tests.simulators.{name}.start") for name in PLATFORMS if name in given}
    for name in PLATFORMS:
        kind = kinds.add_parser(name)
        kind.add_argument("--port", type=int, default=0, help="0: any free one")
        kind.add_argument("--latency", type=float, default=0.0, metavar="SECONDS", help="every answer takes as long")
        kind.add_argument("--announce", action="store_true", help="say the address in one line of JSON, nothing else")
        kind.add_argument(
            "--authority", type=Path, nargs=2, metavar=("CERTIFICATE", "CHAIN"), help="speak https with these files"
        )
        if name in starts:
            starts[name].add_arguments(kind)
    arguments = parser.parse_args(given)
    start, clock = starts[arguments.platform], SimClock()
    platform = start.build(arguments, clock)
    server = Server(
        platform,
        clock=clock,
        port=arguments.port,
        latency=arguments.latency,
        keep_bodies=not arguments.announce,
        authority=Authority(*arguments.authority) if arguments.authority else None,
    )
    with server:
        told = json.dumps({"url": server.url}) if arguments.announce else start.introduce(platform, server.url)
        print(told, flush=True)
        try:
            server.wait()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
