"""Where the person writes: the text control of the form that had the keyboard last, and the bar of what is put in
there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import regex
from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from studio.posts.checks.wording import EMOJI, MOST_EMOJI
from studio.templates.kinds import FreeWriting
from studio.templates.model import Field, Template
from studio.translation import tr
from studio.ui.command.offers import keys_of
from studio.ui.composer.form import TemplateForm
from studio.ui.composer.form_field import FormField
from studio.ui.composer.inputs import TextInput
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.layout import row

Control = QLineEdit | QPlainTextEdit
NEAR = 40
"""Characters around the caret that are looked at."""


_OPENING = regex.compile(r"[\s\p{Ps}\p{Pi}/–-]$")
_WORD = regex.compile(r"^[\p{L}\p{N}#\p{Extended_Pictographic}\p{Ps}\p{Pi}]")
_FOLLOWS = regex.compile(r"^[\p{L}\p{N}#\p{Ps}\p{Pi}]")


def spaced(text: str, before: str, after: str) -> str:
    """`text` with a blank on each side where it would run into what stands `before` and `after` the caret."""
    lead = " " if before and not _OPENING.search(before) and _WORD.search(text) else ""
    trail = " " if _FOLLOWS.search(after) and text and not text[-1].isspace() else ""
    return f"{lead}{text}{trail}"


def one_line(text: str) -> str:
    """`text` for a field of one paragraph."""
    return " ".join(text.split())


def refusal_of_text(field: Field) -> str:
    """Why a passage does not belong into `field`; empty when it does."""
    if field.kind.free:
        return ""
    return tr("This field takes no free text. Put the cursor into a text field first.")


def refusal_of_emoji(field: Field, template: Template, texts: Iterable[str]) -> str:
    """Why no emoji may be put into `field`; `texts` are all texts of the post as it stands."""
    if not field.kind.prose or field.hidden:
        return tr("This field takes no emoji: it is read on its own, or kept only in the record.")
    if names_field(template.headline, field.name):
        return tr("This field makes the title of the post; a title has no emoji.")
    if any(names_field(card.alt, field.name) or card.alt_list == field.name for card in template.cards):
        return tr("This field describes a picture to those who cannot see it: words only.")
    used = sum(1 for text in texts for hit in EMOJI.finditer(text) if ord(hit[0][0]) > ord("\u2000"))
    if used >= MOST_EMOJI:
        said = tr("The post has {n} emoji already, and a check allows no more.")
        return said.format(n=used)
    return ""


def names_field(source: str, name: str) -> bool:
    """Whether a text of the template language speaks of the field `name`."""
    return any(re.search(rf"\b{re.escape(name)}\b", part) for part in re.findall(r"\{[{%](.*?)[}%]\}", source))


class WritingTarget(QObject):
    """Remembers the control, and puts text in as if it were typed: the journal hears it, undo takes it back."""

    def __init__(self, form: Callable[[], TemplateForm | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._control: Control | None = None
        QApplication.instance().focusChanged.connect(self._moved)  # type: ignore[union-attr]

    @property
    def control(self) -> Control | None:
        """The control, or None when it is gone, cannot be written in now, or belongs to a former post."""
        control, form = self._control, self._form()
        if control is None or form is None or not isValid(control) or not form.isAncestorOf(control):
            return None
        return control if control.isEnabled() and not control.isReadOnly() else None

    @property
    def field(self) -> FormField | None:
        """The field the control belongs to."""
        control, form = self.control, self._form()
        if control is None or form is None:
            return None
        return next((field for field in form.fields.values() if field.isAncestorOf(control)), None)

    def find(self, *, prose: bool = False) -> bool:
        """Where nobody wrote yet, take the first field of prose, at its end. False when there is none.

        With `prose`, a field that is none does not count as written in; nor do those of one line, where a list is.
        """
        form = self._form()
        if form is not None:
            self._moved(None, form.window().focusWidget())
        field = self.field
        if prose and field is not None and not field.field.kind.prose:
            self._control = None
        if self.control is not None or form is None or not form.isEnabled():
            return self.control is not None
        fields = sorted(
            form.fields.values(), key=lambda one: prose and one.field.kind.writing is not FreeWriting.PASSAGES
        )
        for field in fields:
            first = next((i for i in field.editor.inputs() if isinstance(i, QLineEdit | QPlainTextEdit)), None)
            if field.field.kind.prose and first is not None and first.isEnabled():
                self._control = first
                _to_end(first)
                return True
        return False

    def caret(self, host: QWidget) -> QRect:
        """Where the caret stands, in pixels of `host`; the control itself where the caret is out of sight."""
        control = self.control
        if control is None:
            return QRect()
        rect = control.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        inside = QRect(int(rect.x()), int(rect.y()), max(1, int(rect.width())), int(rect.height()))
        if isinstance(control, QPlainTextEdit):
            inside.translate(control.viewport().pos())
        seen = inside.intersected(control.rect())
        inside = control.rect() if seen.isEmpty() else seen
        return QRect(control.mapTo(host, QPoint(inside.x(), inside.y())), inside.size())

    def insert(self, text: str, *, select: str = "") -> None:
        """Put `text` in at the caret, over what is selected; the first `select` in it is selected afterwards."""
        control = self.control
        if control is None:
            return
        control.setFocus(Qt.FocusReason.PopupFocusReason)
        if isinstance(control, QPlainTextEdit):
            _insert_in_text(control, text, select)
        else:
            _insert_in_line(control, one_line(text), select)

    def _moved(self, _: QWidget | None, now: QWidget | None) -> None:
        form = self._form()
        if isinstance(now, QLineEdit | QPlainTextEdit) and form is not None and form.isAncestorOf(now):
            self._control = now


def _insert_in_text(control: QPlainTextEdit, text: str, select: str) -> None:
    if isinstance(control, TextInput) and control.single:
        text = one_line(text)
    cursor = control.textCursor()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    near = QTextCursor(control.document())
    near.setPosition(start)
    near.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    before = near.selectedText()[-NEAR:]
    near.setPosition(end)
    near.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    put = spaced(text, before, near.selectedText()[:NEAR])
    cursor.insertText(put)
    place = put.find(select) if select else -1
    if place >= 0:
        first = start + _units(put[:place])
        cursor.setPosition(first)
        cursor.setPosition(first + _units(select), QTextCursor.MoveMode.KeepAnchor)
    control.setTextCursor(cursor)
    control.ensureCursorVisible()


def _insert_in_line(control: QLineEdit, text: str, select: str) -> None:
    whole, caret = control.text().encode("utf-16-le"), control.cursorPosition()
    start = control.selectionStart() if control.hasSelectedText() else caret
    end = control.selectionEnd() if control.hasSelectedText() else caret
    before, after = whole[: 2 * start].decode("utf-16-le"), whole[2 * end :].decode("utf-16-le")
    put = spaced(text, before[-NEAR:], after[:NEAR])
    control.insert(put)
    place = put.find(select) if select else -1
    if place >= 0:
        control.setSelection(start + _units(put[:place]), _units(select))


def _units(text: str) -> int:
    """Length as Qt counts: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _to_end(control: Control) -> None:
    if isinstance(control, QLineEdit):
        control.end(False)
    else:
        control.moveCursor(QTextCursor.MoveOperation.End)


class WritingBar(QWidget):
    """Three icon buttons; each says its key."""

    snippet = Signal()
    cite = Signal()
    emoji = Signal()

    def __init__(self) -> None:
        super().__init__()
        snippet = IconButton("text-quote", tr("Insert a snippet or hashtags ({keys})").format(keys=keys_of("snippet")))
        cite = IconButton("scale", tr("Insert a citation ({keys})").format(keys=keys_of("cite")))
        emoji = IconButton("smile", tr("Insert an emoji"))
        snippet.clicked.connect(self.snippet)
        cite.clicked.connect(self.cite)
        emoji.clicked.connect(self.emoji)
        self.setLayout(row(snippet, cite, emoji, spacing=2))
