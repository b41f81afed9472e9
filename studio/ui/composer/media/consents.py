"""Consents of people in the pictures of the post in hand, and pictures that came back from being retouched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from studio.clock import local_date
from studio.images.consent import Consent, told
from studio.posts.model import Media
from studio.ui.composer.media.strip import MediaStrip
from studio.ui.images.consents import ConsentDialog
from studio.ui.page import Shell
from studio.ui.page_specs import PageId


class ConsentController(QObject):
    """`changed` follows whenever a consent was recorded or taken off."""

    changed = Signal()

    def __init__(self, shell: Shell, strip: MediaStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell, self._strip = shell, strip
        self._pictures: tuple[str, ...] = ()
        strip.shown.connect(self._read)
        strip.consents_wanted.connect(self._open)

    def _read(self, media: Sequence[Media]) -> None:
        pictures = tuple(dict.fromkeys(one.sha256 for one in media))
        if pictures != self._pictures:
            self._pictures = pictures
            self._load()

    def _load(self) -> None:
        consents, pictures = self._shell.studio.photo_consents, self._pictures
        self._shell.tasks.store(lambda: consents.of(pictures), self._came, owner=self, key="consents")

    def _came(self, found: Mapping[str, Sequence[Consent]]) -> None:
        self._strip.show_consents({picture: self._lines(consents) for picture, consents in found.items()})

    def _lines(self, consents: Sequence[Consent]) -> str:
        today, say = local_date(self._shell.studio.now()), self._shell.language.say
        return "\n".join(f"{consent.who}: {say(told(consent, today))}" for consent in consents)

    def _open(self, media: Media) -> None:
        dialog = ConsentDialog(self._shell, media.sha256, media.name, self._strip)
        dialog.done_well.connect(self._load)
        dialog.done_well.connect(self.changed)
        dialog.open()


@dataclass(frozen=True, slots=True, kw_only=True)
class RetouchedPicture:
    """A finished picture on its way into a post."""

    data: bytes
    sha256: str
    name: str
    kin: frozenset[str]
    """The other files of its work, by SHA-256: one of them in the post gives way to it."""


class RetouchController(QObject):
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
