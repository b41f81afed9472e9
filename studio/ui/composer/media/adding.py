"""Files taken into the open post: photographs and a video, in their order and in one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.errors import BadInput, StudioError
from studio.posts.model import Media
from studio.posts.postfile import is_video_name
from studio.ui.composer.journal import OpenPostJournal
from studio.ui.composer.media.paging import Paging, Picture
from studio.ui.page import Shell

LARGEST_PICTURE = 80_000_000
"""Bytes of a photograph's file that is read at all; a video is never read whole."""
Added = Callable[[Media, str], None]
"""Gets what was added, and the field it was added for."""


class Adding(QObject):
    """One file after the other: read at once they would come in any order. A bad one is told and left out."""

    def __init__(self, shell: Shell, journal: OpenPostJournal, added: Added, host: QWidget) -> None:
        super().__init__(host)
        self._shell, self._journal, self._added = shell, journal, added
        self._paging = Paging(shell, host)

    def add(self, paths: Sequence[Path], field: str = "") -> None:
        """Add these files to the post that is open; `field` gets the first of them."""
        post = self._journal.post
        if post is not None:
            self._next(post.id, paths, field, joins=False)

    def _next(self, post_id: str, paths: Sequence[Path], field: str, *, joins: bool) -> None:
        post = self._journal.post
        if not paths or post is None or post.id != post_id:  # another post was opened meanwhile
            return
        path, rest = paths[0], paths[1:]
        if is_video_name(path.name):
            self._journal.add_video(path, lambda media: self._added(media, ""), joins=joins)
            self._next(post_id, rest, field, joins=True)
            return

        def take(pictures: Sequence[Picture]) -> None:
            post = self._journal.post
            if post is None or post.id != post_id:
                return
            for at, (data, name) in enumerate(pictures):
                added = partial(self._tell, field="" if at else field)
                self._journal.add_picture(data, name, added, joins=joins or at > 0)
            self._next(post_id, rest, "" if pictures else field, joins=joins or bool(pictures))

        def read(data: bytes) -> None:
            self._paging.ask(data, path.name, take)

        def failed(error: StudioError) -> None:
            self._shell.complain(error)
            self._next(post_id, rest, field, joins=joins)

        self._shell.tasks.pool(lambda _: read_picture(path), read, owner=self, failed=failed, lasting=True)

    def _tell(self, media: Media, field: str) -> None:
        self._added(media, field)


def read_picture(path: Path) -> bytes:
    """The bytes of a picture's file, on a worker. Raises BadInput."""
    try:
        if path.stat().st_size > LARGEST_PICTURE:
            raise BadInput("the picture is larger than 80 MB; choose a smaller one.", where=path.name)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadInput(
            "the picture cannot be read ({reason}); choose it again.", reason=reason, where=path.name
        ) from error
