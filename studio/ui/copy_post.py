"""Begins another post with what one says."""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio.posts.model import Post
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.page_specs import PageId


def write_copy(shell: Shell, post_id: str, owner: QObject) -> None:
    """Open a copy of the post in the composer, after somebody has signed in."""
    drafts, by = shell.studio.drafts, shell.session.person_id
    if not by:
        shell.sign_in(then=lambda: write_copy(shell, post_id, owner))
        return

    def opened(post: Post) -> None:
        shell.go(PageId.COMPOSER, post.id)
        shell.toast(tr("A copy is open. Confirmations and the publishing time have to be given again."))

    shell.tasks.store(lambda: drafts.open_copy(post_id, by), opened, owner=owner)
