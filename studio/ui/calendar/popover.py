"""More of a day or of one entry: what it is, who holds its schedule, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.calendar.model import CalendarEntry
from studio.calendar.service import why_fixed
from studio.clock import local_date
from studio.translation import tr
from studio.ui.calendar.dates import day_title
from studio.ui.calendar.words import HOLDERS, counted_word, hint_of, holder_words, time_of, title_of
from studio.ui.language import LanguageManager
from studio.ui.widgets.avatar import LEAST_WITH_LETTER, PageMark, PageSign
from studio.ui.widgets.buttons import IconButton, LinkButton, QuietButton, ReasonedButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Item, PlainHolder, clear, column, row, rule, scrolled
from studio.ui.widgets.popover import Popover

CHARS = 60
MOST_PAGES = 4
"""Pages that are named; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTold:
    """What is told of."""

    day: date
    entries: Sequence[CalendarEntry]
    marks: Sequence[tuple[str, str, str]] = ()
    """Icon, tone and name of what the day is called."""


class EntryBlock(QWidget):
    """One entry with its two buttons."""

    def __init__(
        self, entry: CalendarEntry, pages: tuple[PageMark, ...], language: LanguageManager, now: datetime
    ) -> None:
        super().__init__()
        title, fixed = title_of(entry), why_fixed(entry)
        self.open = QuietButton(tr("Open the post"), glyph="arrow-up-right")
        self.move_on = QuietButton(tr("Move…"), glyph="calendar-clock")
        for button in (self.open, self.move_on):
            button.setAccessibleName(f"{button.text()} {time_of(entry)} {title}".replace("…", ""))
        self.moving = ReasonedButton(self.move_on)
        self.moving.set_reason(language.sentence(fixed) if fixed else "")
        self.moving.setVisible(bool(fixed))
        head = row(Label(time_of(entry), "label"), StatusChip(counted_word(entry)), None, spacing=8)
        lines: list[Item] = [head, Label(title, "label", wrap=True)]
        if entry.wanted:
            about = tr("A follow-up post is due: {template}").format(template=language.say(entry.wanted))
            lines.append(Label(about, "hint", wrap=True))
        lines.append(_signed(self._where(pages), *(PageSign(page, LEAST_WITH_LETTER) for page in pages[:1])))
        if entry.holder:
            lines.append(_signed(holder_words(entry.holder), Glyph(HOLDERS[entry.holder][0], scale=0.9)))
        if hint := hint_of(entry, now):
            lines.append(Label(hint, "small", wrap=True))
        self.setLayout(column(*lines, row(self.open, self.move_on, None, spacing=8), self.moving, spacing=5))

    def _where(self, pages: tuple[PageMark, ...]) -> str:
        named, more = pages[:MOST_PAGES], len(pages) - MOST_PAGES
        where = ", ".join(page.title for page in named)
        others = tr(" and {n} more", about="pages").format(n=more) if more > 0 else ""
        return f"{where}{others}" or tr("No page chosen yet")


def _signed(words: str, *signs: QWidget) -> QHBoxLayout:
    line = row(*signs, Label(words, "hint", wrap=True), spacing=6)
    line.setStretch(len(signs), 1)
    return line


class DayPopover(Popover):
    """`opened` and `move_wanted` carry an entry, `new_wanted` the day."""

    opened = Signal(object)
    move_wanted = Signal(object)
    new_wanted = Signal(object)

    def __init__(
        self, host: QWidget, language: LanguageManager, pages: Callable[[CalendarEntry], tuple[PageMark, ...]]
    ) -> None:
        super().__init__(host, chars=CHARS)
        self._language, self._pages = language, pages
        self._told: DayTold | None = None
        self._heading = Label(role="heading", wrap=True)
        self._close = IconButton("x", tr("Close"))
        self._close.clicked.connect(self.close_popover)
        self._marks = column(spacing=4)
        self._empty = Label(tr("Nothing is planned on this day."), role="hint", wrap=True)
        self._list = column(spacing=12)
        inner = PlainHolder()
        inner.setLayout(self._list)
        self._area = scrolled(inner)
        self._new = LinkButton(tr("New post on this day"), glyph="plus")
        self._new.clicked.connect(self._begin)
        self.blocks: list[EntryBlock] = []
        heading = row(self._heading, self._close)
        heading.setStretch(0, 1)
        inside = column(heading, self._marks, self._empty, self._area, row(self._new, None), spacing=8, margins=14)
        inside.setStretch(3, 1)
        self.card.setLayout(inside)
        self._veil.installEventFilter(self)

    @property
    def new(self) -> LinkButton:
        return self._new

    def tell(self, told: DayTold, now: datetime, anchor: QRect, back: QWidget) -> None:
        """Open it by `anchor`, in the host's pixels; `back` gets the keyboard afterwards."""
        self._told = told
        clear(self._list)
        clear(self._marks)
        for icon, tone, name in told.marks:
            line = row(Glyph(icon, tone), Label(name, "label", wrap=True), spacing=6)
            line.setStretch(1, 1)
            self._marks.addLayout(line)
        self.blocks = [self._block(entry, now) for entry in told.entries]
        for place, block in enumerate(self.blocks):
            if place:
                self._list.addWidget(rule())
            self._list.addWidget(block)
        self._area.setVisible(bool(self.blocks))
        self._empty.setVisible(not self.blocks)
        self._new.setVisible(told.day >= local_date(now))
        self._heading.setText(day_title(told.day))
        self.open_popover(anchor, back)
        first = self.blocks[0].open if self.blocks else self._new if self._new.isVisible() else self._close
        first.setFocus()

    def place(self) -> None:
        """As high as its entries, as far as the window has room."""
        inner = self._area.widget()
        if inner is not None and self.blocks:
            width = min(self._chars * self.fontMetrics().averageCharWidth(), self._host.width() - 48) - 40
            high = max(inner.minimumSizeHint().height(), inner.heightForWidth(width))
            self._area.setMinimumHeight(min(high + 4, round(self._host.height() * 0.62)))
        super().place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The second press of a double click on an entry comes to the veil: it opens what the first one told of."""
        twice = watched is self._veil and event.type() == QEvent.Type.MouseButtonDblClick
        if twice and self.is_open and self._told is not None:
            entries = self._told.entries
            self.close_popover()
            if len(entries) == 1:
                self.opened.emit(entries[0])
            return True
        return super().eventFilter(watched, event)

    def _block(self, entry: CalendarEntry, now: datetime) -> EntryBlock:
        block = EntryBlock(entry, self._pages(entry), self._language, now)
        block.open.clicked.connect(partial(self._leave, self.opened, entry))
        block.move_on.clicked.connect(partial(self._leave, self.move_wanted, entry))
        return block

    def _leave(self, signal: object, entry: CalendarEntry, *_: object) -> None:
        self.close_popover()
        signal.emit(entry)  # type: ignore[attr-defined]

    def _begin(self) -> None:
        told = self._told
        self.close_popover()
        if told is not None:
            self.new_wanted.emit(told.day)
