"""The list of posts."""

from __future__ import annotations

from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.layout import column


class PostsPage(Page):
    """Every post of the profile."""

    id = PageId.POSTS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._first = PrimaryButton(glyph="square-pen")
        self._first.clicked.connect(lambda: shell.go(PageId.COMPOSER, "new"))
        self._empty = EmptyState("newspaper", self._first)
        inside = column(self.heading, self._empty, spacing=14, margins=MARGINS)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Posts"))
        self._first.setText(self.tr("Choose a template"))
        self._empty.set_words(
            self.tr("No post yet"), self.tr("Choose an approved template to write the first post of your unit.")
        )
