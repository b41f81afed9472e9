"""The post that a companion (a correction, an update) belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from studio.clock import show_date
from studio.ui.composer.form_field import Say
from studio.ui.composer.plan.section import Section
from studio.ui.composer.summaries import Summary
from studio.ui.widgets.combo import Combo


class OriginalSection(Section):
    """`changed` carries the id of the post chosen, or an empty text."""

    changed = Signal(str)

    def __init__(self, say: Say) -> None:
        super().__init__(say)
        self._combo = Combo()
        self._combo.addItem("", "")
        self._combo.activated.connect(lambda _: self.changed.emit(str(self._combo.currentData() or "")))
        self.fill(self._combo)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Original post"))
        self.hint.setText(self.tr("The published post that this one corrects or updates."))
        self._combo.setItemText(0, self.tr("Choose a published post"))
        self._combo.setAccessibleName(self.heading.text())

    def offer(self, posts: Sequence[Summary]) -> None:
        """The posts to choose among."""
        chosen = str(self._combo.currentData() or "")
        while self._combo.count() > 1:
            self._combo.removeItem(1)
        for post in posts:
            self._combo.addItem(f"{post.title} ({show_date(post.day)})", post.id)
        self.put(chosen)

    def put(self, post_id: str) -> None:
        """Choose a post; one that is not offered is shown by its short id."""
        if not self._combo.choose(post_id):
            self._combo.addItem(post_id[:8], post_id)
            self._combo.choose(post_id)

    def take_focus(self) -> None:
        self._combo.setFocus()

    def set_locked(self, locked: bool) -> None:
        self._combo.setEnabled(not locked)
