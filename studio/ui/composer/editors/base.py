"""What every editor of a field has in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from studio.directory.model import DirectoryBook
from studio.posts.model import Media
from studio.templates.model import Field
from studio.ui.spelling.watch import NOTE
from studio.ui.widgets.field import set_invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorPicture:
    """A picture of the post with its thumbnail; the pixmap is null while it is made."""

    media: Media
    thumbnail: QPixmap


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorContext:
    """What an editor may offer: the directory, the pictures of the post, and the days that matter."""

    book: DirectoryBook
    pictures: tuple[EditorPicture, ...] = ()
    today: date
    day: date
    """The day the post is planned for, in Vietnam."""
    hotline_days: int = 90


class FieldEditor(QWidget):
    """Shows and gives the JSON value of one field (see `FieldType`). `changed` follows every change by a person."""

    changed = Signal()
    narrow = False
    """Whether two of them that follow each other share a line."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field

    def value(self) -> Any:
        """The value as it is stored; what cannot be read is given as it was typed, so that nothing is lost."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show `value`; None and unreadable values leave the editor empty or show the raw text."""
        raise NotImplementedError

    def surround(self, context: EditorContext) -> None:
        """Take what may be offered now."""

    def inputs(self) -> Sequence[QWidget]:
        """The widgets that take the keyboard, in order; they carry name, description and the border of an error."""
        raise NotImplementedError

    def count(self) -> tuple[int, int] | None:
        """How many characters or items there are, and how many there may be; None where nothing is counted."""
        return None

    @property
    def counts_items(self) -> bool:
        """Whether `count` counts items instead of characters."""
        return False

    def name_inputs(self, name: str) -> None:
        """Give the inputs their accessible name."""
        for widget in self.inputs():
            widget.setAccessibleName(name)

    def describe(self, text: str) -> None:
        """Give the inputs the description a screen reader says: the error, or the hint."""
        for widget in self.inputs():
            widget.setAccessibleDescription(" ".join(part for part in (text, widget.property(NOTE)) if part))

    def show_invalid(self, invalid: bool) -> None:
        """Draw or clear the border of an error."""
        for widget in self.inputs():
            set_invalid(widget, invalid)

    def take_focus(self) -> None:
        """Put the keyboard into the first input."""
        first = next(iter(self.inputs()), None)
        if first is not None:
            first.setFocus()


def as_text(value: Any) -> str:
    """A stored value as text: nothing for None, and the raw form of what does not belong there."""
    return value if isinstance(value, str) else "" if value is None else str(value)
