"""What is taken from the unit's directory: its name and its duty numbers, never typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.clock import show_date
from studio.directory.model import Contact, DirectoryBook, Unit
from studio.templates.model import Field
from studio.translation import tr
from studio.ui.composer.editors.base import EditorContext, FieldEditor, as_text
from studio.ui.composer.statement import StatementBox
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import column, row


class UnitEditor(FieldEditor):
    """One of the units."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._combo = Combo()
        self._combo.addItem("", "")
        self._combo.activated.connect(lambda _: self.changed.emit())
        self._units: tuple[Unit, ...] = ()
        self.setLayout(column(self._combo))
        self.setFocusProxy(self._combo)
        self._combo.setItemText(0, tr("Choose a unit"))

    def surround(self, context: EditorContext) -> None:
        if context.book.units != self._units:
            self._units = context.book.units
            _refill(self._combo, [(unit.name, unit.id) for unit in self._units])

    def value(self) -> str:
        return as_text(self._combo.currentData())

    def set_value(self, value: Any) -> None:
        _choose(self._combo, as_text(value))

    def inputs(self) -> Sequence[QWidget]:
        return (self._combo,)


class ConfirmationLabel(QWidget):
    """Who confirmed a number, and when; stands out when that was too long ago or never."""

    def __init__(self) -> None:
        super().__init__()
        self._sign, self._text = Glyph("badge-check"), Label(role="small", wrap=True)
        inner = row(self._sign, self._text, spacing=6)
        inner.setStretch(1, 1)
        self.setLayout(inner)

    def show_contact(self, contact: Contact | None, today: date, days: int) -> None:
        self.setVisible(contact is not None)
        if contact is None:
            return
        fresh = contact.verified_on is not None and (today - contact.verified_on).days <= days
        self._sign.show_glyph("badge-check" if fresh else "triangle-alert", "muted" if fresh else "error")
        self._text.setText(self.sentence(contact))

    def sentence(self, contact: Contact) -> str:
        if contact.verified_on is None:
            return tr("{phone} · nobody has confirmed this number yet").format(phone=contact.phone)
        return tr("{phone} · confirmed {day} by {person}").format(
            phone=contact.phone, day=show_date(contact.verified_on), person=contact.verified_by
        )


class ContactEditor(FieldEditor):
    """One duty number of the directory."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._combo = Combo()
        self._combo.addItem("", "")
        self._combo.activated.connect(lambda _: self._chosen())
        self._below = ConfirmationLabel()
        self._context: EditorContext | None = None
        self.setLayout(column(self._combo, self._below, spacing=4))
        self.setFocusProxy(self._combo)
        self._combo.setItemText(0, tr("Choose a number from the directory"))
        self._show()

    def surround(self, context: EditorContext) -> None:
        if self._context is None or context.book.contacts != self._context.book.contacts:
            _refill(self._combo, [(_line(contact, context.book), contact.id) for contact in context.book.contacts])
        self._context = context
        self._show()

    def value(self) -> str:
        return as_text(self._combo.currentData())

    def set_value(self, value: Any) -> None:
        _choose(self._combo, as_text(value[0] if isinstance(value, list) and value else value or ""))
        self._show()

    def inputs(self) -> Sequence[QWidget]:
        return (self._combo,)

    def _chosen(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        context = self._context
        contact = context.book.contact(self.value()) if context else None
        self._below.show_contact(
            contact, context.today if context else date.min, context.hotline_days if context else 0
        )


class ContactsEditor(FieldEditor):
    """Several duty numbers, kept in the order of the directory."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._boxes: dict[str, tuple[StatementBox, ConfirmationLabel]] = {}
        self._chosen: list[str] = []
        self._context: EditorContext | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._none = Label(tr("The directory has no number yet. Add it under Settings."), "hint", wrap=True)
        self.setLayout(column(self._list, self._none))
        self._show()

    def surround(self, context: EditorContext) -> None:
        if self._context is None or context.book.contacts != self._context.book.contacts:
            self._refill(context.book)
        self._context = context
        self._show()

    def value(self) -> list[str]:
        return list(self._chosen)

    def set_value(self, value: Any) -> None:
        given = value if isinstance(value, list) else [value] if value else []
        self._chosen = [as_text(item) for item in given]
        self._show()

    def inputs(self) -> Sequence[QWidget]:
        return [statement.box for statement, _ in self._boxes.values()]

    def count(self) -> tuple[int, int] | None:
        return (len(self._chosen), self.field.max) if self.field.max else None

    @property
    def counts_items(self) -> bool:
        return True

    def name_inputs(self, name: str) -> None:
        for statement, _ in self._boxes.values():
            statement.box.setAccessibleName(f"{name}: {statement.text}")

    def _refill(self, book: DirectoryBook) -> None:
        for box, below in self._boxes.values():
            for widget in (box, below):
                self._list.removeWidget(widget)
                widget.deleteLater()
        self._boxes = {
            contact.id: (StatementBox(_line(contact, book)), ConfirmationLabel()) for contact in book.contacts
        }
        for key, (box, below) in self._boxes.items():
            box.clicked.connect(lambda on, key=key: self._toggled(key, on))
            below.layout().setContentsMargins(28, 0, 0, 4)  # type: ignore[union-attr]
            self._list.addWidget(box)
            self._list.addWidget(below)

    def _toggled(self, id: str, on: bool) -> None:
        kept = [chosen for chosen in self._chosen if chosen != id]
        order = list(self._boxes)
        self._chosen = sorted([*kept, id] if on else kept, key=lambda c: order.index(c) if c in order else -1)
        self.changed.emit()

    def _show(self) -> None:
        self._none.setVisible(not self._boxes)
        for key, (box, below) in self._boxes.items():
            box.set_checked(key in self._chosen)
            if self._context is not None:
                contact = self._context.book.contact(key)
                below.show_contact(contact, self._context.today, self._context.hotline_days)


def _line(contact: Contact, book: DirectoryBook) -> str:
    unit = book.unit(contact.unit)
    short = (unit.short_name or unit.name) if unit and len(book.units) > 1 else ""
    return " – ".join(part for part in (contact.label, contact.phone, short) if part)


def _refill(combo: Combo, entries: Sequence[tuple[str, str]]) -> None:
    """Offer `entries` (text, id) after the empty one; the choice stays."""
    chosen = as_text(combo.currentData())
    while combo.count() > 1:
        combo.removeItem(1)
    for text, key in entries:
        combo.addItem(text, key)
    _choose(combo, chosen)


def _choose(combo: Combo, id: str) -> None:
    """Select `id`; one that the directory lacks is shown by its id, for the checks to name it."""
    if not combo.choose(id):
        combo.addItem(id, id)
        combo.choose(id)
