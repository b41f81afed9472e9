"""A video of a post in the PC's own player: a copy that is what was kept, byte for byte, gone with the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from studio.translation import tr
from studio.ui.opening import open_file
from studio.ui.page import Shell


def play(shell: Shell, sha256: str, name: str, owner: QObject) -> None:
    """Open the video `sha256`, which is called `name`."""
    studio = shell.studio

    def opened(path: Path) -> None:
        if not open_file(path):
            shell.toast(tr("This PC has no player for the video {name}.").format(name=name))

    shell.tasks.pool(lambda _: studio.viewing_copy(sha256, name), opened, owner=owner, key="player")
