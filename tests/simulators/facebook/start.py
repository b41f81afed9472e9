"""The simulated Facebook, started by hand."""

from __future__ import annotations

import argparse
from datetime import timedelta

from tests.simulators.clock import SimClock
from tests.simulators.facebook.graph import Graph


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pages", type=int, default=3)
    parser.add_argument("--processing", type=float, default=0.0, metavar="SECONDS", help="a reel is worked on so long")


def build(arguments: argparse.Namespace, clock: SimClock) -> Graph:
    return Graph(clock, pages=arguments.pages, processing=timedelta(seconds=arguments.processing))


def introduce(platform: Graph, url: str) -> str:
    """What to type into the window: everything is made up and worth nothing outside this process."""
    lines = [
        f"Simulated Facebook on {url}, reels are uploaded to {url}/video-upload/v25.0/…; Ctrl+C ends it.",
        f"app id {platform.world.app.id}  secret {platform.world.app.secret}",
        f"user token {platform.user_token}",
    ]
    lines += [
        f"page {page.id}  {page.name}\n  token {platform.page_tokens[page.id]}\n  seen at {url}/_sim/page/{page.id}"
        for page in platform.world.pages.values()
    ]
    return "\n".join(lines)
