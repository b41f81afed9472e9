"""The demo verb: the main job on sample material, then the window where there is a screen."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.deliver import delivery_json
from studio.cli.guard import FREE, verb
from studio.clock import SystemClock
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.cli.kinds import Verbs


def add_demo(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    parser = verb(verbs, "demo", common, run=_demo, guard=FREE,
                  help="làm thử toàn bộ công việc với dữ liệu mẫu / the main job on sample material")  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="DIR")
    parser.add_argument("--no-window", action="store_true")


def has_screen(environment: Mapping[str, str], system: str) -> bool:
    """Whether a window can be shown: always on Windows and macOS, on Linux with a display that Qt is to use."""
    if environment.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return system in ("win32", "darwin") or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _demo(args: argparse.Namespace, console: Console) -> int:
    from studio.demo import run_demo

    into = args.place if hasattr(args, "profile") else None
    result = run_demo(args.out, clock=SystemClock(), tell=console.say, into=into)
    value = {
        "post": result.post,
        "content_hash": result.content_hash,
        "texts": result.texts,
        "cards": result.cards,
        "record": result.record,
        "record_sha256": result.record_sha256,
        "profile": result.profile.root,
        "deliveries": [delivery_json(d) for d in result.deliveries],
    }
    made = [*result.texts.values(), *result.cards, result.record]
    root = result.profile.root
    console.answer(
        value,
        [
            Phrase("Đã làm ra:", "Made:"),
            *(f"  {path}" for path in made),
            Phrase(f"Hồ sơ thực hành: {root}", f"Practice profile: {root}"),
            Phrase(f"Mở lại: studio --profile {root}", f"Open it again: studio --profile {root}"),
        ],
    )
    if args.no_window or console.json or not has_screen(os.environ, sys.platform):
        return 0
    # A process of its own: this one has painted cards without widgets, and Qt cannot change that afterwards.
    return subprocess.run([sys.executable, "-m", "studio", "--profile", str(root)], check=False).returncode
