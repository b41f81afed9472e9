"""What changed in a post, thing by thing: words marked in the text, pictures before and now."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from studio.posts.compare import Change, Comparison, PictureChange
from studio.posts.word_diff import DiffPiece, word_diff
from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.review.comments import focus_soon
from studio.ui.review.passages import ReviewPassage, in_order
from studio.ui.review.pictures import PicturePair, change_words
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tokens, Tone
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import clear, column, row, rule
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord

WEIGHTY = frozenset({"targets", "publish_at", "cards", "touches"})
"""What decides where, when and how a post appears."""


ADDED, REMOVED, SAME = "added", "removed", "same"
THIN = "\u2009"
"""Between a word and the one that took its place."""
_TONES = {ADDED: Tone.GREEN, REMOVED: Tone.RED}
_LINES = {ADDED: "underline", REMOVED: "line-through"}


def marked(pieces: Sequence[DiffPiece], tokens: Tokens) -> str:
    """The pieces as rich text: line and colour together, never colour alone."""
    shown = ""
    before = SAME
    for piece in pieces:
        apart = THIN if (before, piece.kind) == (REMOVED, ADDED) else ""
        shown += apart + _mark(piece, tokens)
        before = piece.kind
    return shown


def _mark(piece: DiffPiece, tokens: Tokens) -> str:
    text = html.escape(piece.text).replace("\n", "<br>")
    tone = _TONES.get(piece.kind)
    if tone is None:
        return text
    ink = tokens.tones[tone]
    style = f"text-decoration:{_LINES[piece.kind]}; color:{ink.text}; background-color:{ink.tint}"
    return f'<span style="{style}">{text}</span>'


class DiffText(Label):
    """A text with its changes. A screen reader hears them in words."""

    def __init__(self, pieces: Sequence[DiffPiece], parent: QWidget | None = None) -> None:
        super().__init__(wrap=True, parent=parent)
        self._pieces = tuple(pieces)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.selectable()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._show()

    def spoken(self) -> str:
        """The changes in words, one after the other, and the text that stays between them."""
        words = {ADDED: tr("added: {text};"), REMOVED: tr("removed: {text};"), SAME: "{text}"}
        said = (words[piece.kind].format(text=piece.text.strip()) for piece in self._pieces if piece.text.strip())
        return " ".join(said)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show()

    def _show(self) -> None:
        self.setText(marked(self._pieces, current_tokens()))
        self.setAccessibleName(self.spoken())


def pieces_of(change: Change, language: LanguageManager, pages: Mapping[str, str]) -> Sequence[DiffPiece]:
    """Pages go by their titles, words of the program by the reader's language."""
    if change.said is not None:
        return word_diff(*map(language.say, change.said))
    if change.where != "targets":
        return change.pieces
    before, after = (
        "\n".join(pages.get(name, name) for name in text.split("\n")) for text in (change.before, change.after)
    )
    return word_diff(before, after)


class ChangeBlock(QWidget):
    """One change; the one that somebody walked to has a bar at its left."""

    def __init__(self) -> None:
        super().__init__()
        self._here = False
        self.setContentsMargins(10, 0, 0, 0)

    @property
    def here(self) -> bool:
        return self._here

    def mark(self, here: bool) -> None:
        self._here = here
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._here:
            QPainter(self).fillRect(0, 0, 3, self.height(), QColor(current_tokens().accent))


class ChangesView(QWidget):
    """A `Comparison` as a person reads it. `asked` carries a field to comment on, `enlarged` a picture to see large."""

    asked = Signal(str)
    enlarged = Signal(str, int)

    def __init__(self, language: LanguageManager, parent: QWidget | None = None, *, marks: bool = True) -> None:
        """`marks`: offer to comment on each change."""
        super().__init__(parent)
        self._language, self._marks = language, marks
        self._comparison: Comparison | None = None
        self._images: Mapping[str, tuple[QImage, QImage]] = {}
        self._passages: Sequence[ReviewPassage] = ()
        self._labels: Callable[[str], str] = str
        self._pages: Mapping[str, str] = {}
        self._unfolded = False
        self._folding: LinkButton | None = None
        self._blocks: list[ChangeBlock] = []
        self.place: int | None = None
        """Which change somebody walked to; None before the first step."""
        self._inside: QVBoxLayout = column(spacing=12)
        self.setLayout(self._inside)

    def show_changes(
        self,
        comparison: Comparison | None,
        images: Mapping[str, tuple[QImage, QImage]],
        *,
        passages: Sequence[ReviewPassage] = (),
        labels: Callable[[str], str] = str,
        pages: Mapping[str, str] | None = None,
    ) -> None:
        """`passages` are the post as it is now, for what did not change; `pages` are titles of accounts by name."""
        if (comparison, passages) == (self._comparison, self._passages):
            return  # nothing new: the reader keeps the place, the keyboard and the line between two pictures
        self._comparison, self._images, self._passages = comparison, images, passages
        self._labels, self._pages, self._unfolded = labels, pages or {}, False
        self._fill()

    @property
    def count(self) -> int:
        """How many changes are shown."""
        return len(self._blocks)

    def walk(self, by: int) -> int | None:
        """Go to the next change, or to the one before; its place, None where nothing changed."""
        if not self._blocks:
            return None
        start = self.place if self.place is not None else -1 if by > 0 else len(self._blocks)
        self.place = max(0, min(len(self._blocks) - 1, start + by))
        for place, block in enumerate(self._blocks):
            block.mark(place == self.place)
        shown: QWidget | None = self.parentWidget()
        while shown is not None and not isinstance(shown, QScrollArea):
            shown = shown.parentWidget()
        if shown is not None:
            shown.ensureWidgetVisible(self._blocks[self.place], 8, 24)
        return self.place

    def _fill(self) -> None:
        clear(self._inside)
        self._blocks, self.place = [], None
        found = self._comparison
        if found is None:
            return
        blocks = [self._change(change) for change in in_order(found.changes)]
        blocks += [self._picture(change) for change in found.pictures]
        self._blocks = blocks
        for number, block in enumerate(blocks):
            if number:
                self._inside.addWidget(rule())
            self._inside.addWidget(block)
        self._fold(found)

    def _fold(self, found: Comparison) -> None:
        changed = {change.where for change in found.changes}
        same = [passage for passage in self._passages if passage.where not in changed]
        if not same:
            return
        fold = LinkButton(glyph="chevron-up" if self._unfolded else "chevron-down")
        words = tr("Hide the {n} unchanged") if self._unfolded else tr("Show the {n} unchanged")
        fold.setText(words.format(n=len(same)))
        fold.clicked.connect(self._turn_fold)
        self._folding = fold
        self._inside.addWidget(rule())
        self._inside.addLayout(row(fold, None))
        for passage in same if self._unfolded else ():
            self._inside.addLayout(
                column(
                    Label(self._language.say(passage.label), "column"),
                    Label(passage.text, "hint", wrap=True),
                    spacing=2,
                )
            )

    def _turn_fold(self) -> None:
        """The keyboard stays on the button, which is another one then."""
        had = self._folding is not None and self._folding.hasFocus()
        self._unfolded = not self._unfolded
        self._fill()
        if had and self._folding is not None:
            focus_soon(self._folding)

    def _kind(self, kind: str) -> StateWord:
        return {
            "added": StateWord(tr("Added"), "circle-plus", Tone.GREEN),
            "removed": StateWord(tr("Removed"), "trash-2", Tone.RED),
        }.get(kind, StateWord(tr("Changed"), "file-pen", Tone.VIOLET))

    def _head(self, label: str, word: StateWord, where: str) -> QWidget:
        mark = LinkButton(glyph="message-circle")
        mark.setAccessibleName(tr("Comment on {field}").format(field=label))
        mark.setToolTip(plain(mark.accessibleName()))
        mark.clicked.connect(lambda: self.asked.emit(where))
        if not self._marks:
            mark.hide()
        head = QWidget()
        line = row(Label(label, "label", wrap=True), StatusChip(word), mark, spacing=8)
        line.setStretch(0, 1)
        head.setLayout(line)
        return head

    def _change(self, change: Change) -> ChangeBlock:
        label = self._language.say(change.label)
        block = ChangeBlock()
        texts = column(self._head(label, self._kind(change.kind), change.where), spacing=4)
        if change.where in WEIGHTY:
            texts.addWidget(Label(self._weight(change.where), "small", wrap=True))
        texts.addWidget(DiffText(pieces_of(change, self._language, self._pages)))
        block.setLayout(texts)
        return block

    def _weight(self, where: str) -> str:
        return {
            "targets": tr("Where it will be published."),
            "publish_at": tr("When it will be published."),
            "cards": tr("Which cards are made from it."),
            "touches": tr("How its cards are adjusted."),
        }[where]

    def _picture(self, change: PictureChange) -> ChangeBlock:
        where = f"media:{change.media_id}"
        label = self._labels(where)
        if label == where:
            label = tr("A picture")
        block = ChangeBlock()
        texts = column(self._head(label, self._kind(change.kind), where), spacing=6)
        for line in change_words(change):
            texts.addWidget(Label(f"• {line}", wrap=True))
        before, after = change.before, change.after
        if (before.alt if before else "") != (after.alt if after else ""):
            texts.addWidget(Label(tr("Alt text"), "column"))
            texts.addWidget(DiffText(word_diff(before.alt if before else "", after.alt if after else "")))
        images = self._images.get(change.media_id, (QImage(), QImage()))
        if not self._looks_alike(change):
            pair = PicturePair(*images)
            pair.enlarged.connect(lambda place, media=change.media_id: self.enlarged.emit(media, place))
            texts.addWidget(pair)
        block.setLayout(texts)
        return block

    def _looks_alike(self, change: PictureChange) -> bool:
        """Whether only what is said of the picture changed."""
        before, after = change.before, change.after
        return (
            before is not None
            and after is not None
            and (before.sha256, before.crop, before.redactions) == (after.sha256, after.crop, after.redactions)
        )
