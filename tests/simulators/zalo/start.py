"""Starts the simulated Zalo by hand; see `tests.simulators.__main__`."""

from __future__ import annotations

import argparse

from tests.simulators.clock import SimClock
from tests.simulators.zalo.platform import APP, SECRET_KEY, VERIFIER, Zalo


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--accounts", type=int, default=1, help="how many official accounts there are")
    parser.add_argument("--seed", type=int, default=0, help="one seed gives the same ids and tokens again")
    parser.add_argument("--polls", type=int, default=1, help='how often an article "is being processed" when asked')


def build(arguments: argparse.Namespace, clock: SimClock) -> Zalo:
    return Zalo(clock, accounts=arguments.accounts, seed=arguments.seed, polls=arguments.polls)


def introduce(zalo: Zalo, url: str) -> str:
    """Ids and made-up tokens, to be pasted where the window asks."""
    lines = [f"Zalo at {url}", f"  app_id {APP}", f"  secret_key {SECRET_KEY}", f"  code_verifier {VERIFIER}"]
    for oa_id, pair in zalo.pairs.items():
        lines += [
            f"  account {oa_id} ({zalo.sim.oas[oa_id].name}), followers see {url}/_sim/page/{oa_id}",
            f"    access_token {pair['access_token']}",
            f"    refresh_token {pair['refresh_token']}",
        ]
    lines.append(f"  pictures: PUT {url}/images/NAME.jpg, public at the same address")
    return "\n".join(lines)
