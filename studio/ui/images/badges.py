"""Badges of marks, at hand before they are painted: painting must not read the disk."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from studio.images.recipe import Recipe
from studio.ui.fonts import ASSETS
from studio.ui.page import Shell


class Badges(QObject):
    """`came` says that another one can be painted now; until then the neutral one stands in its place."""

    came = Signal()

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._neutral = (ASSETS / "badge" / "neutral.svg").read_bytes()
        self._kept: dict[str, bytes] = {}
        self._asked: set[str] = set()

    def get(self, sha256: str) -> bytes:
        return self._kept.get(sha256, self._neutral)

    def want(self, recipe: Recipe) -> None:
        """Fetch what the marks of `recipe` need."""
        for sha256 in {mark.sha256 for mark in recipe.marks if mark.sha256} - self._asked:
            self._asked.add(sha256)
            self._fetch(sha256)

    def _fetch(self, sha256: str) -> None:
        files = self._shell.studio.files
        self._shell.tasks.store(lambda: files.get(sha256), lambda data: self._keep(sha256, data), owner=self)

    def _keep(self, sha256: str, data: bytes) -> None:
        self._kept[sha256] = data
        self.came.emit()
