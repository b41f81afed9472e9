"""A PC that takes files in, one after the other, to be killed: says each when it is done."""

from __future__ import annotations

from pathlib import Path

from tests.crash_helper import Say
from tests.exchange.rig import opened_again


def work(say: Say, root: Path, folder: Path) -> None:
    """Read every file of `folder` in order of name, until killed or done."""
    with opened_again(root, "Duyệt") as pc:
        say("open")
        for path in sorted(folder.iterdir()):
            pc.read(path)
            say(path.name)
