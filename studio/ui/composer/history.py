"""What was, beside the post that is: its versions, and what people said about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from studio.posts.model import Comment
from studio.posts.versions import Version
from studio.translation import tr
from studio.ui.composer.editor import EditorView
from studio.ui.composer.journal import OpenPostJournal
from studio.ui.composer.side.pane import HISTORY
from studio.ui.composer.side.versions import Difference
from studio.ui.page import Shell
from studio.ui.review.comments import open_by_field
from studio.ui.review.pictures import treated
from studio.ui.review.places import place_name

if TYPE_CHECKING:
    from studio.app.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class _PastVersions:
    """The versions as the worker found them."""

    versions: tuple[Version, ...]
    present: int


class HistoryController(QObject):
    """Fills the tabs of history and comments, and carries out what is asked there."""

    restored = Signal()

    def __init__(
        self, shell: Shell, studio: Studio, view: EditorView, journal: OpenPostJournal, locked: Callable[[], bool]
    ) -> None:
        super().__init__(view)
        self._shell, self._studio, self._view, self._journal, self._locked = shell, studio, view, journal, locked
        self._names: Callable[[str], str] = str
        side = view.side
        side.tabs.currentChanged.connect(lambda place: self.read_versions() if place == HISTORY else None)
        side.versions.compare_wanted.connect(self._compare)
        side.versions.restore_wanted.connect(self._restore)
        side.comments.said.connect(self._say)
        side.comments.turned.connect(self._turn)
        journal.saved.connect(lambda _: self.read_versions())
        journal.conflict.connect(lambda _: self.read_versions())

    def open(self, names: Callable[[str], str]) -> None:
        """Another post is in the editor; `names` gives a person's name by id."""
        self._names = names
        self._view.side.versions.forget()
        self.read_versions()
        self.read_comments()

    # -- versions

    def read_versions(self) -> None:
        """Read them while they are in sight."""
        post, studio = self._journal.post, self._studio
        if post is None or self._view.side.tabs.currentIndex() != HISTORY:
            return

        def read() -> _PastVersions:
            return _PastVersions(versions=tuple(studio.versions(post.id)), present=studio.drafts.get(post.id).revision)

        self._shell.tasks.store(read, lambda found: self._versions_came(found, post.id), owner=self, key="versions")

    def _versions_came(self, found: _PastVersions, post_id: str) -> None:
        if self._is_open(post_id):
            self._view.side.versions.show_versions(
                found.versions, self._names, found.present, restorable=not self._locked()
            )

    def _compare(self, number: int) -> None:
        post, studio = self._journal.post, self._studio
        if post is None:
            return
        self._journal.flush()

        def read() -> Difference:
            return difference(studio, post.id, number)

        def came(found: Difference) -> None:
            if self._is_open(post.id):
                self._view.side.versions.show_difference(found)

        self._shell.tasks.store(read, came, owner=self, key="difference")

    def _restore(self, number: int) -> None:
        """Go back to a version; one undo takes that back."""
        if self._locked():
            return
        self._journal.restore(number)
        self._shell.toast(tr("That version has been restored."), tr("Undo"), self._journal.undo)
        self.restored.emit()

    # -- comments

    def read_comments(self) -> None:
        post, studio = self._journal.post, self._studio
        if post is None:
            return
        self._shell.tasks.store(
            lambda: tuple(studio.reviews.comments(post.id)),
            lambda found: self._comments_came(found, post.id),
            owner=self,
            key="comments",
        )

    def _comments_came(self, comments: Sequence[Comment], post_id: str) -> None:
        template = self._view.template
        if not self._is_open(post_id) or template is None:
            return
        language = self._shell.language
        self._view.side.comments.show_comments(
            comments, lambda place: place_name(template, language, place), self._names
        )
        self._view.show_comments(open_by_field(comments))

    def _say(self, field: str, text: str) -> None:
        post, by, studio = self._journal.post, self._shell.session.person_id, self._studio
        if post is None:
            return
        if not by:
            self._shell.sign_in()
            return
        self._shell.tasks.store(
            lambda: studio.reviews.comment(post.id, by, field, text), lambda _: self._said(), owner=self
        )

    def _said(self) -> None:
        self._view.side.comments.whole.entry.taken()
        self.read_comments()

    def _turn(self, comment_id: str, resolved: bool) -> None:
        by, reviews = self._shell.session.person_id, self._studio.reviews
        if not by:
            self._shell.sign_in()
            return
        work = reviews.resolve if resolved else reviews.reopen
        self._shell.tasks.store(lambda: work(comment_id, by), lambda _: self.read_comments(), owner=self)

    def _is_open(self, post_id: str) -> bool:
        return self._journal.post is not None and self._journal.post.id == post_id


def difference(studio: Studio, post_id: str, number: int) -> Difference:
    """From revision `number` to the present one, with the pictures before and now. On the worker."""
    found = studio.compare(post_id, number, studio.drafts.get(post_id).revision)
    files = studio.files
    images: dict[str, tuple[QImage, QImage]] = {}
    for change in found.pictures:
        before, after = change.before, change.after
        images[change.media_id] = (
            treated(files, before) if before is not None else QImage(),
            treated(files, after) if after is not None else QImage(),
        )
    return Difference(number=number, comparison=found, images=images)
