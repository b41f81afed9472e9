"""The lines of this page: one a person, a contact, with what can be done about it; a list of names."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QWidget

from studio.clock import show_date
from studio.directory.model import Contact
from studio.people.model import Person
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import Avatar
from studio.ui.widgets.buttons import IconButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, clear, column, row, rule, scrolled
from studio.ui.widgets.responsive_row import LARGE_TYPE, ResponsiveRow
from studio.ui.words import StateWord, role_name

NEVER = 1_000
ABOUT_CHARS = 28
"""Characters of a number and its hours that stand on one line; longer ones would be torn, so each has its own."""
WIDE_CHARS = 64
"""Average characters in which a status finds room beside the buttons, though not beside the name."""


class PersonLine(QWidget):
    """Sign, two lines of text, a status, and what stands at the end."""

    def __init__(self, sign: str, title: str, about: str, word: StateWord | None, *ends: QWidget) -> None:
        super().__init__()
        texts = column(Label(title, "label", wrap=True), Label(about, "hint", wrap=True), spacing=1)
        named, held = QWidget(), QWidget()
        beside = row(Avatar(sign, 36), texts, spacing=12)
        beside.setStretch(1, 1)
        named.setLayout(beside)
        held.setLayout(row(*ends, spacing=12))
        few = len(ends) == 1 and isinstance(ends[0], IconButton)  # a menu alone finds room at any size
        large = NEVER if few else LARGE_TYPE
        state = [(StatusChip(word), 0)] if word is not None else []
        told = ResponsiveRow((named, 1), *state, spacing=10, large=large)
        whole = ResponsiveRow((told, 1), (held, 0), large=large, wide=WIDE_CHARS)
        self.setLayout(column(whole, margins=(18, 10, 18, 10)))


def person_line(person: Person, menu: Callable[[IconButton], None], words: tuple[str, str, str]) -> PersonLine:
    """`words`: active, no longer active, and the name of the menu's button."""
    active, gone, more = words
    roles = " · ".join(role_name(role) for role in sorted(person.roles))
    word = (
        StateWord(active, "circle-check", Tone.GREEN) if person.active else StateWord(gone, "circle-slash", Tone.GREY)
    )
    button = IconButton("ellipsis-vertical", f"{more}: {person.name}")
    button.clicked.connect(lambda: menu(button))
    return PersonLine(person.name, person.name, roles, word, button)


def contact_line(
    contact: Contact, words: tuple[str, str, str], confirm: Callable[[], None], change: Callable[[], None]
) -> PersonLine:
    """`words`: "confirmed … by …", "not confirmed yet", and the name of the button that confirms."""
    confirmed, never, verb = words
    if contact.verified_on:
        said = confirmed.format(date=show_date(contact.verified_on), name=contact.verified_by or "—")
        word = StateWord(said, "badge-check", Tone.GREEN)
    else:
        word = StateWord(never, "circle-question-mark", Tone.AMBER)
    button = QuietButton(verb)
    button.setAccessibleName(f"{verb}: {contact.label}")
    button.clicked.connect(confirm)
    pencil = IconButton("pencil", contact.label)
    pencil.clicked.connect(change)
    parts = [part for part in (contact.phone, contact.hours) if part]
    short = sum(map(len, parts)) <= ABOUT_CHARS
    about = (" · " if short else "\n").join(parts)
    return PersonLine(contact.label, contact.label, about, word, button, pencil)


MOST_WHOLE = 5
"""People beyond whom the list scrolls."""
LINES_SHOWN = 14
"""Of text, where it scrolls."""


class NameList(QWidget):
    """Lines of a name, a remark and perhaps a fingerprint; it scrolls where they are many."""

    def __init__(self) -> None:
        super().__init__()
        self._box = column()
        self.setLayout(self._box)

    def show_lines(self, lines: Sequence[tuple[str, str, str]], none: str) -> None:
        """`none` stands where there is no line."""
        clear(self._box)
        if not lines:
            self._box.addWidget(Label(none, "hint", wrap=True))
            return
        inside, card = column(spacing=0, margins=(14, 4, 14, 4)), Card()
        for number, (name, remark, key) in enumerate(lines):
            if number:
                inside.addWidget(rule())
            inside.addWidget(_line(name, remark, key))
        card.setLayout(inside)
        many = len(lines) > MOST_WHOLE
        held = scrolled(card) if many else card
        if many:
            held.setFixedHeight(self.fontMetrics().height() * LINES_SHOWN)
        self._box.addWidget(held)


def _line(name: str, remark: str, key: str) -> QWidget:
    beside = row(Label(name, "label", wrap=True), Label(remark, "hint", wrap=True), spacing=12)
    beside.setStretch(0, 2)
    beside.setStretch(1, 3)
    inside = column(beside, spacing=2, margins=(0, 7, 0, 7))
    if key:
        shown = Label(key, wrap=True).selectable()
        face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        face.setPointSizeF(shown.font().pointSizeF())  # as large as the type of the window is
        face.setWeight(QFont.Weight.Medium)
        shown.setFont(face)
        inside.addWidget(shown)
    line = QWidget()
    line.setLayout(inside)
    return line
