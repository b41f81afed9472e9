"""A child that tells what it has kept, killed in the midst of its work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def kept_until_killed(module: str, folder: Path, first: int, lines: int) -> list[tuple[str, int]]:
    """What `module`, run on `folder` from its deed `first` on, said it had kept before it was killed, soon after that
    many lines."""
    child = subprocess.Popen(
        [sys.executable, "-m", module, str(folder), str(first)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(lines)]
    child.kill()
    rest, _ = child.communicate()
    whole = [line for line in (*said, *rest.splitlines(keepends=True)) if line.endswith("\n")]
    return [(what, int(number)) for what, number in (line.split() for line in whole)]
