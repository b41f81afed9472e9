"""A post to read piece by piece, with a place to comment beside each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio.posts.model import Comment
from studio.ui.review.comments import CommentMark, CommentThread, is_open
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import clear, column, row
from studio.ui.widgets.tips import plain

THUMB = 96


class PictureButton(QToolButton):
    """A small picture that opens large."""

    def __init__(self, image: QImage, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(THUMB, THUMB))
        smooth = Qt.TransformationMode.SmoothTransformation
        if not image.isNull():
            small = image.scaled(self.iconSize() * 2, Qt.AspectRatioMode.KeepAspectRatio, smooth)
            pixmap = QPixmap.fromImage(small)
            pixmap.setDevicePixelRatio(2)
            self.setIconSize(small.size() / 2)
            self.setIcon(QIcon(pixmap))
        self.setAccessibleName(name)
        self.setToolTip(plain(name))


class PieceRow(QWidget):
    """One piece: label, text (or what stands in its place), the mark, and its thread once it is opened."""

    said = Signal(str, str)
    turned = Signal(str, bool)

    def __init__(self, where: str, label: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.where, self._label = where, label
        self.mark = CommentMark(label)
        self.mark.clicked.connect(lambda: self.open_thread(not self.thread_open))
        self.discussion: CommentThread | None = None
        self._comments: Sequence[Comment] = ()
        self._names: Callable[[str], str] = str
        head: QHBoxLayout = row(Label(label, "column", wrap=True), self.mark, spacing=8)
        head.setStretch(0, 1)
        self._inside = column(head, content, spacing=1)
        self.setLayout(self._inside)

    @property
    def thread_open(self) -> bool:
        return self.discussion is not None and not self.discussion.isHidden()

    def show_comments(self, comments: Sequence[Comment], names: Callable[[str], str]) -> None:
        self._comments, self._names = comments, names
        self.mark.show_count(sum(is_open(comment) for comment in comments))
        if self.discussion is not None:
            self.discussion.show_comments(comments, names)

    def open_thread(self, wanted: bool = True, *, write: bool = True) -> None:
        """Show the comments and a place to write the next, or put them away; what is being written stays."""
        if self.discussion is None:
            if not wanted:
                return
            self.discussion = CommentThread(self.where, self._label)
            self.discussion.said.connect(self.said)
            self.discussion.turned.connect(self.turned)
            self.discussion.closed.connect(lambda: self.open_thread(False))
            self.discussion.show_comments(self._comments, self._names)
            self._inside.addWidget(self.discussion)
        had = self.discussion.isAncestorOf(QApplication.focusWidget() or self)
        self.discussion.setVisible(wanted)
        if wanted and write:
            self.discussion.entry.text.setFocus()
        elif not wanted and had:
            self.mark.setFocus()

    @property
    def draft(self) -> str:
        """What is being written here."""
        return self.discussion.entry.text.toPlainText() if self.discussion is not None else ""

    def take_up(self, draft: str) -> None:
        """Go on with what was begun earlier."""
        self.open_thread(write=False)
        if self.discussion is not None:
            self.discussion.entry.text.setPlainText(draft)

    def taken(self) -> None:
        """What was written here was kept."""
        if self.discussion is not None:
            self.discussion.entry.taken()

    def fail(self, sentence: str) -> None:
        """What was written here could not be kept; it stays."""
        if self.discussion is not None:
            self.discussion.entry.fail(sentence)


class FieldsView(QWidget):
    """Rows of pieces. The same pieces keep their open threads; what is being written waits for its post to return."""

    said = Signal(str, str)
    turned = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, PieceRow] = {}
        self._shown: object = None
        self._owner = ""
        self._drafts: dict[str, dict[str, str]] = {}
        self._inside: QVBoxLayout = column(spacing=14)
        self.setLayout(self._inside)

    @property
    def rows(self) -> Mapping[str, PieceRow]:
        return self._rows

    def show_pieces(self, owner: str, key: object, make: Callable[[], Sequence[tuple[str, str, QWidget]]]) -> None:
        """Show the pieces that `make` gives (where, label, content) unless those of `key` are shown already.

        `owner` is the post they belong to.
        """
        if key == self._shown:
            return
        self._drafts[self._owner] = {where: piece.draft for where, piece in self._rows.items() if piece.draft}
        self._shown, self._owner = key, owner
        clear(self._inside)
        self._rows = {}
        for where, label, content in make():
            piece = PieceRow(where, label, content)
            piece.said.connect(self.said)
            piece.turned.connect(self.turned)
            self._rows[where] = piece
            self._inside.addWidget(piece)
        for where, draft in self._drafts.pop(owner, {}).items():
            if where in self._rows:
                self._rows[where].take_up(draft)

    def show_comments(self, threads: Mapping[str, Sequence[Comment]], names: Callable[[str], str]) -> None:
        for where, piece in self._rows.items():
            piece.show_comments(threads.get(where, ()), names)

    def row_in_focus(self) -> PieceRow | None:
        """The piece in which the keyboard is."""
        focus = QApplication.focusWidget()
        return next((r for r in self._rows.values() if focus is not None and r.isAncestorOf(focus)), None)
