"""What reviewers and authors say to each other about a piece of a post: one thread a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QMetaObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from studio.clock import show_datetime
from studio.posts.model import Comment
from studio.posts.reviews import LONGEST_COMMENT
from studio.text import length, nfc
from studio.translation import ntr, tr
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import Avatar
from studio.ui.widgets.buttons import Button, LinkButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.editors import TextBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, clear, column, row
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord

Names = Callable[[str], str]
"""A person's name by id, or a field's label by the place a comment names."""
KEY = "Ctrl+M"


def focus_soon(widget: QWidget) -> None:
    """Give `widget` the focus once its layout has shown it; before that it cannot take any."""
    QMetaObject.invokeMethod(widget, "setFocus", Qt.ConnectionType.QueuedConnection)


def comments_by_field(comments: Sequence[Comment]) -> Mapping[str, tuple[Comment, ...]]:
    """The threads, those with something open first, each oldest first."""
    threads: dict[str, list[Comment]] = {}
    for comment in sorted(comments, key=lambda c: (c.at, c.id)):
        threads.setdefault(comment.field, []).append(comment)
    order = sorted(threads, key=lambda field: not any(is_open(c) for c in threads[field]))
    return {field: tuple(threads[field]) for field in order}


def open_by_field(comments: Sequence[Comment]) -> Mapping[str, int]:
    """How many open comments each field has; fields without are left out."""
    counts: dict[str, int] = {}
    for comment in comments:
        if is_open(comment):
            counts[comment.field] = counts.get(comment.field, 0) + 1
    return counts


def is_open(comment: Comment) -> bool:
    return comment.resolved_at is None


class CommentMark(LinkButton):
    """The affordance beside a field: how many comments are open, and a way to write one."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(glyph="message-circle", parent=parent)
        self._label = label
        self.show_count(0)

    def show_count(self, count: int) -> None:
        self.setText(str(count) if count else "")
        said = (
            ntr("{n} open comment on {field}", "{n} open comments on {field}", count).format(n=count, field=self._label)
            if count
            else tr("Comment on {field}").format(field=self._label)
        )
        self.setAccessibleName(said)
        self.setToolTip(plain(f"{said} ({KEY})"))


class CommentEntry(QWidget):
    """Writing one comment. `written` carries the text; what is written stays until it was kept."""

    written = Signal(str)
    closed = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner = ""
        self._kept: dict[str, str] = {}
        self.text = TextBox(lines=3)
        self._block = FieldBlock(self.text, tr("Comment on {field}").format(field=label))
        self.send = QuietButton(tr("Send comment"), "message-circle")
        self.send.clicked.connect(self._send)
        self.close_button = LinkButton(tr("Close"))
        self.close_button.clicked.connect(self.closed)
        self.setLayout(column(self._block, row(self.send, self.close_button, None), spacing=6))
        self.text.textChanged.connect(self._count)

    def belong_to(self, owner: str) -> None:
        """Another post is in hand: what was begun for the one before waits until that one is in hand again."""
        if owner != self._owner:
            self._kept[self._owner] = self.text.toPlainText()
            self._owner = owner
            self.text.setPlainText(self._kept.pop(owner, ""))
            self._block.set_error("")

    @property
    def unkept(self) -> bool:
        """Whether a comment was begun, on this post or another."""
        return bool(self.text.toPlainText().strip()) or any(self._kept.values())

    def taken(self) -> None:
        """The comment was kept."""
        self.text.clear()
        self._block.set_error("")

    def fail(self, sentence: str) -> None:
        self._block.set_error(sentence)
        self.text.setFocus()

    def _count(self) -> None:
        count = length(self.text.toPlainText())
        near = count > LONGEST_COMMENT * 9 // 10
        self._block.set_counter(f"{count} / {LONGEST_COMMENT}" if near else "", over=count > LONGEST_COMMENT)

    def _send(self) -> None:
        text = nfc(self.text.toPlainText()).strip()
        if not text:
            self.fail(tr("Say what should be checked."))
        else:
            self.written.emit(text)


class CommentLine(QWidget):
    """One comment: who, when, what, and whether it is dealt with. `turned` asks to resolve it, or to open it again."""

    turned = Signal(str, bool)

    def __init__(self, comment: Comment, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.id = comment.id
        name = names(comment.by)
        head = column(Label(name, "label", wrap=True), Label(show_datetime(comment.at), "small", wrap=True), spacing=0)
        chip, by = StatusChip(), Label(role="small", wrap=True)
        self.turn = LinkButton()
        self.turn.clicked.connect(lambda: self.turned.emit(comment.id, is_open(comment)))
        settled = QWidget()
        flow = FlowLayout(spacing=8)
        for part in (chip, self.turn):
            flow.addWidget(part)
        settled.setLayout(flow)
        texts = column(head, Label(comment.text, wrap=True).selectable(), by, settled, spacing=4)
        line = row(column(Avatar(name, 28), None), texts, spacing=10)
        line.setStretch(1, 1)
        self.setLayout(line)
        if is_open(comment):
            chip.set_word(StateWord(tr("Open", about="comment"), "circle-dot", Tone.AMBER))
            by.hide()
            self.turn.setText(tr("Dealt with"))
            self.turn.set_glyph("check")
        else:
            chip.set_word(StateWord(tr("Dealt with"), "circle-check", Tone.GREEN))
            when = show_datetime(comment.resolved_at) if comment.resolved_at else ""
            by.setText(f"{names(comment.resolved_by or '')} · {when}")
            self.turn.setText(tr("Open again"))
            self.turn.set_glyph("undo-2")
        self.turn.setAccessibleName(f"{self.turn.text()}: {comment.text}")
        self.setAccessibleName(f"{name}: {comment.text}")


def in_focus(view: QWidget) -> str:
    """Id of the comment in whose line the keyboard is, so that it is found again when the lines are made anew."""
    focus = QApplication.focusWidget()
    return next((line.id for line in view.findChildren(CommentLine) if focus and line.isAncestorOf(focus)), "")


class CommentThread(QWidget):
    """The comments on one field, and a place to write the next. `said` carries field and text."""

    said = Signal(str, str)
    turned = Signal(str, bool)
    closed = Signal()

    def __init__(self, field: str, label: str, *, entry: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: QVBoxLayout = column(spacing=12)
        self.entry = CommentEntry(label)
        self.entry.written.connect(lambda text: self.said.emit(field, text))
        self.entry.closed.connect(self.closed)
        self._shown: tuple[Comment, ...] | None = None
        card = Card(kind="inset")
        card.setLayout(column(self._lines, self.entry, spacing=12, margins=12))
        self.entry.setVisible(entry)
        self.setLayout(column(card))

    def show_comments(self, comments: Sequence[Comment], names: Names) -> None:
        """What is being written stays."""
        if tuple(comments) == self._shown:
            return
        self._shown = tuple(comments)
        kept = in_focus(self)
        clear(self._lines)
        for comment in comments:
            line = CommentLine(comment, names)
            line.turned.connect(self.turned)
            self._lines.addWidget(line)
            if line.id == kept:
                focus_soon(line.turn)


class CommentsView(QWidget):
    """Every thread of a post. `asked` carries the field to go to; `said` field and text; `turned` a comment's id.

    The view only shows and asks: whoever places it calls `studio.reviews` on a worker and shows what came of it.
    """

    asked = Signal(str)
    said = Signal(str, str)
    turned = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comments: Sequence[Comment] = ()
        self._labels: Names = str
        self._names: Names = str
        self._threads: QVBoxLayout = column(spacing=14)
        self._hint = Label(
            tr("No comments yet. Comment on a field where it is shown, or on the whole post here."),
            "hint",
            wrap=True,
        )
        self.whole = CommentThread("", tr("the whole post"))
        self.whole.said.connect(self.said)
        self.whole.turned.connect(self.turned)
        self.whole.entry.close_button.hide()
        self.setLayout(column(self._hint, self._threads, self.whole, None, spacing=14))
        self._show()

    def show_comments(self, comments: Sequence[Comment], labels: Names, names: Names) -> None:
        """`labels` gives a field's label, `names` a person's name."""
        if comments and tuple(comments) == tuple(self._comments):
            return  # the keyboard stays where it is
        self._comments, self._labels, self._names = comments, labels, names
        self._show()

    def _show(self) -> None:
        kept = in_focus(self)
        clear(self._threads)
        threads = dict(comments_by_field(self._comments))
        self.whole.show_comments(threads.pop("", ()), self._names)
        self._hint.setVisible(not self._comments)
        for field, comments in threads.items():
            go: Button = LinkButton(self._labels(field), "corner-down-right")
            go.setToolTip(tr("Go to this field"))
            go.clicked.connect(lambda _=False, field=field: self.asked.emit(field))
            thread = CommentThread(field, self._labels(field), entry=False)
            thread.show_comments(comments, self._names)
            thread.turned.connect(self.turned)
            self._threads.addLayout(column(row(go, None), thread, spacing=4))
        for line in self.findChildren(CommentLine):
            if kept and line.id == kept:
                focus_soon(line.turn)
