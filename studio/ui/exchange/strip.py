"""Over the list of posts: posts of which there are two versions, and the way to choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from studio.translation import ntr, tr
from studio.ui.exchange.versions import ask_version
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.layout import column

if TYPE_CHECKING:
    from studio.exchange.model import TravelState


class VersionsStrip(QWidget):
    """Hidden while no post has two versions; its button takes them one by one."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._first = ""
        self.choose = QuietButton(tr("Choose a version…"), "layers")
        self.choose.clicked.connect(lambda: ask_version(self._shell, self._first, self))
        self.banner = Banner(self.choose)
        self.setLayout(column(self.banner))
        self.hide()

    def refresh(self) -> None:
        exchange = self._shell.studio.exchange
        self._shell.tasks.store(exchange.divided, self._show, owner=self, key="divided")

    def _show(self, found: Sequence[TravelState]) -> None:
        self._first = found[0].post if found else ""
        self.setVisible(bool(found))
        if not found:
            self.banner.say(Tone.AMBER, "")
            return
        n = len(found)
        said = ntr(
            "There are two versions of {n} post, of two PCs; it waits until one is chosen: “{title}”.",
            "There are two versions of {n} posts, of two PCs; they wait until one of each is chosen, first “{title}”.",
            n,
        )
        self.banner.say(Tone.AMBER, said.format(n=n, title=found[0].title or tr("(no title yet)")))
