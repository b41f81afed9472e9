"""The posts that wait for a decision, on the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from studio.clock import local
from studio.posts.model import Post, PostState
from studio.ui.language import Translated
from studio.ui.ports import StudioPort
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import PillButton
from studio.ui.widgets.entries import Entry, EntryList
from studio.ui.widgets.layout import Card, column, row
from studio.ui.words import Word

SHOWN = (PostState.IN_REVIEW, PostState.APPROVED, PostState.ON_HOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A post of the queue, with its title and its author's name."""

    post: Post
    title: str
    author: str


def load_waiting(studio: StudioPort) -> tuple[Waiting, ...]:
    """Read the queue on the worker."""
    names = {person.id: person.name for person in studio.people.list()}
    titles = studio.desk.titles()
    return tuple(
        Waiting(post=post, title=titles.get(post.id, ""), author=names.get(post.author, post.author))
        for post in studio.desk.list(*SHOWN)
    )


class QueueView(Translated):
    """The entries; `chosen` carries the id of the post in hand. `filters` is put in the heading of the page."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Waiting] = ()
        self._state = PostState.IN_REVIEW
        self._pills = {state: PillButton() for state in SHOWN}
        self.filters = QWidget()
        self.filters.setLayout(row(*self._pills.values(), spacing=6))
        group = QButtonGroup(self)
        for state, pill in self._pills.items():
            group.addButton(pill)
            pill.clicked.connect(lambda _=False, state=state: self.show_state(state))
        self._pills[self._state].setChecked(True)
        self.list = EntryList(lines=0, title_lines=2)
        self.list.chosen.connect(self.chosen)
        card = Card()
        card.setLayout(column(self.list, margins=(1, 6, 1, 6)))
        self.setLayout(column(card))
        self.retranslate()

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Posts waiting for a decision"))
        names = {
            PostState.IN_REVIEW: self.tr("To approve {n}"),
            PostState.APPROVED: self.tr("Approved {n}"),
            PostState.ON_HOLD: self.tr("On hold {n}"),
        }
        for state, pill in self._pills.items():
            pill.setText(names[state].format(n=sum(w.post.state is state for w in self._all)))
        self._show()

    def show_waiting(self, waiting: Sequence[Waiting]) -> None:
        """Show the queue; the first post is taken in hand when none is."""
        self._all = waiting
        self.retranslate()
        if not self.list.chosen_id and self.list.entries:
            self.list.choose(self.list.entries[0].id)

    def show_state(self, state: PostState) -> None:
        self._state = state
        self._pills[state].setChecked(True)
        self._show()
        if self.list.entries:
            self.list.choose(self.list.entries[0].id)
        self.chosen.emit(self.list.chosen_id)

    def open(self, post_id: str) -> None:
        """Take a post in hand, under whichever filter it is."""
        found = next((w.post for w in self._all if w.post.id == post_id), None)
        if found is not None and found.state is not self._state:
            self._state = found.state
            self._pills[found.state].setChecked(True)
            self._show()
        self.list.choose(post_id)

    @property
    def empty(self) -> bool:
        return not self._all

    @property
    def nothing_here(self) -> bool:
        """Whether the filter in use has nothing to show."""
        return not self.list.entries

    def _show(self) -> None:
        self.list.show_entries([self._entry(w) for w in self._all if w.post.state is self._state])

    def _entry(self, waiting: Waiting) -> Entry:
        post = waiting.post
        author = Word(waiting.author, "user-round", Tone.GREY)
        return Entry(id=post.id, title=waiting.title, word=author, side=_short(post.updated_at))


def _short(moment: datetime) -> str:
    """``24/11 08:42``, in Vietnam's time."""
    there = local(moment)
    return f"{there.day:02d}/{there.month:02d} {there.hour:02d}:{there.minute:02d}"
