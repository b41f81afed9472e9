"""Files taken into the open post: photographs and a video, in their order and in one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path, PurePath

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.errors import BadInput, StudioError
from studio.images.decode import MAX_SIDE
from studio.images.export import TARGETS, FittedPhoto
from studio.images.geometry import Size
from studio.images.screenshot_pages import is_long, page_names, width_on
from studio.platforms import Platform
from studio.posts.model import Media
from studio.posts.postfile import is_video_name
from studio.reasons import reason_of
from studio.translation import tr
from studio.ui.composer.journal import OpenPostJournal
from studio.ui.page import Shell
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row

LARGEST_PICTURE = 80_000_000
"""Bytes of a photograph's file that is read at all; a video is never read whole."""
Added = Callable[[Media, str], None]
"""Gets what was added, and the field it was added for."""


Picture = tuple[bytes, str]
"""Its file, and its name."""
Take = Callable[[Sequence[Picture]], None]


class ScreenshotPaging(QObject):
    """Stands before every way on which pictures come in; one picture after the other."""

    def __init__(self, shell: Shell, host: QWidget) -> None:
        """`host`: what the question opens over."""
        super().__init__(host)
        self._shell, self._host = shell, host

    def ask(self, data: bytes, name: str, take: Take) -> None:
        """`take` gets the picture as it is, its pages from top to bottom, or nothing where it was given up."""
        image_workers = self._shell.studio.image_workers

        def sized(size: Size) -> None:
            if not is_long(size):
                take([(data, name)])
                return
            dialog = LongDialog(name, size, self._host)
            dialog.cut.clicked.connect(lambda: self._cut(data, name, take))
            dialog.whole.clicked.connect(lambda: take([(data, name)]))
            dialog.rejected.connect(lambda: take([]))
            dialog.open()

        # What is no picture is told by whoever takes it.
        self._shell.tasks.pool(
            lambda _: image_workers.long_size(data),
            sized,
            owner=self,
            failed=lambda _: take([(data, name)]),
            lasting=True,
        )

    def _cut(self, data: bytes, name: str, take: Take) -> None:
        image_workers = self._shell.studio.image_workers

        def cut(pages: Sequence[FittedPhoto]) -> None:
            names = page_names(PurePath(name).stem)
            take([(page.data, called) for page, called in zip(pages, names, strict=False)])

        def failed(error: StudioError) -> None:
            self._shell.complain(error)
            take([])

        self._shell.tasks.pool(lambda _: image_workers.pages(data), cut, owner=self, failed=failed, lasting=True)


class LongDialog(Dialog):
    """Says how narrow the picture would be, and offers what can be done."""

    def __init__(self, name: str, size: Size, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=520)
        self._name, self._size = name, size
        self._told = Label(wrap=True)
        self._hint = Label(
            tr(
                "Pages keep the full width and are cut between lines; where that is not possible two pages share "
                "a strip. Your own file is not changed."
            ),
            "hint",
            wrap=True,
        )
        self.cut = PrimaryButton(tr("Cut into pages"), "layers")
        self.whole = QuietButton(tr("Keep the whole picture"))
        self.cancel = QuietButton(tr("Cancel"))
        self.whole.setVisible(max(size) <= MAX_SIDE)
        self.cut.clicked.connect(self.accept)
        self.whole.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.fill(self._told, self._hint, buttons=row(self.whole, None, self.cancel, self.cut))
        self.set_heading(tr("This picture is too long to be read"))
        width, height = self._size
        told = tr(
            "“{name}” has {width} × {height} pixels. Made to fit a post it would be only {narrow} pixels wide, and "
            "nobody could read it on a phone."
        )
        narrow = width_on(self._size, TARGETS[Platform.FACEBOOK].box)
        self._told.setText(told.format(name=self._name, width=width, height=height, narrow=narrow))
        self.cut.setFocus()


class MediaAdder(QObject):
    """One file after the other: read at once they would come in any order. A bad one is told and left out."""

    def __init__(self, shell: Shell, journal: OpenPostJournal, added: Added, host: QWidget) -> None:
        super().__init__(host)
        self._shell, self._journal, self._added = shell, journal, added
        self._paging = ScreenshotPaging(shell, host)

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
        reason = reason_of(error)
        raise BadInput(
            "the picture cannot be read ({reason}); choose it again.", reason=reason, where=path.name
        ) from error
