"""To the image studio with a picture of the post, and back: a newer file takes the place of the earlier one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from studio.posts.model import Media
from studio.ui.composer.media.strip import MediaStrip
from studio.ui.page import PageId, Shell


@dataclass(frozen=True, slots=True, kw_only=True)
class RetouchedPicture:
    """A finished picture on its way into a post."""

    data: bytes
    sha256: str
    name: str
    kin: frozenset[str]
    """The other files of its work, by SHA-256: one of them in the post gives way to it."""


class Retouching(QObject):
    """Opens the work behind a picture; a picture that has none yet begins one."""

    def __init__(self, shell: Shell, strip: MediaStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        strip.retouch_wanted.connect(self._open)

    def _open(self, media: Media) -> None:
        works, by = self._shell.studio.photo_works, self._shell.session.person_id
        self._shell.tasks.store(
            lambda: works.behind(media.sha256, media.name, by),
            lambda work: self._shell.go(PageId.IMAGES, work.id),
            owner=self,
            failed=self._shell.complain,
        )
