"""What was done with a slip, line by line, and a place for a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from studio.clock import show_datetime
from studio.people.model import Person
from studio.slips.model import Entry
from studio.ui.slips.inputs import LineInput
from studio.ui.slips.section import Section
from studio.ui.slips.words import line_words
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Plain, clear, column


class Timeline(Section):
    """The latest line stands first."""

    def __init__(self) -> None:
        self.note = LineInput()
        self._list, listed = column(spacing=6), Plain()
        listed.setLayout(self._list)
        super().__init__({"note": self.note}, self.note, glyph="plus", below=(listed,), folds=False)
        self._entries: Sequence[Entry] = ()
        self._people: Mapping[str, Person] = {}
        self.retranslate()

    def retranslate(self) -> None:
        self.set_words(self.tr("What was done"), "", self.tr("Write the note down"))
        self.note.set_label(self.tr("A note"))
        self.note.set_hint(self.tr("Dated by itself. No names, numbers or messages of citizens."))
        self.show_entries(self._entries, self._people)

    def show_entries(self, entries: Sequence[Entry], people: Mapping[str, Person]) -> None:
        self._entries, self._people = entries, people
        clear(self._list)
        for entry in reversed(entries):
            who = people.get(entry.by)
            head = f"{show_datetime(entry.at)} · {who.name if who else entry.by}"
            self._list.addLayout(column(Label(head, "small"), Label(line_words(entry), wrap=True), spacing=0))
        self.set_done(bool(entries))
