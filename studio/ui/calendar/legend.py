"""What the signs of the calendar mean."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from studio.calendar.model import CalendarEntry, DayMarkKind
from studio.ui.calendar.words import HOLDERS, MARKS, entry_word, holder_words, mark_words
from studio.ui.tokens import Tone
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import FlowLayout, MaxHeightScrollArea, PlainHolder, clear, row
from studio.ui.widgets.tips import plain


class Legend(QWidget):
    """One sign and word beside the other."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._flow = FlowLayout(spacing=12)
        self.setLayout(self._flow)

    @property
    def line_height(self) -> int:
        """Pixels; 0 while there is nothing to explain."""
        return max((widget.sizeHint().height() for widget in self._flow.widgets[:1]), default=0)

    @property
    def gap(self) -> int:
        """Pixels between two lines."""
        return self._flow.spacing()

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for _, _, word in self._shown)

    def explain(self, entries: Iterable[CalendarEntry], marks: Iterable[DayMarkKind]) -> None:
        entries, marks = tuple(entries), frozenset(marks)
        kinds = {(entry.kind, entry.state, entry.delivery): entry for entry in entries}
        words = dict.fromkeys(entry_word(entry) for entry in kinds.values())
        holders = {entry.holder: None for entry in entries if entry.holder}
        signs = [
            *((word.icon, str(word.tone), word.text) for word in words),
            *((HOLDERS[holder][0], "muted", holder_words(holder)) for holder in holders),
            *((MARKS[kind][0], str(MARKS[kind][1]), mark_words(kind)) for kind in DayMarkKind if kind in marks),
        ]
        if tuple(signs) != self._shown:
            self._shown = tuple(signs)
            clear(self._flow)
            for sign in signs:
                self._flow.addWidget(_line(*sign))
            self.setToolTip(plain("\n".join(self.words)))
            self.updateGeometry()


class LegendArea(MaxHeightScrollArea):
    """Whole lines of the legend, at least one; the others are scrolled to, and the tooltip has them all."""

    def __init__(self, legend: Legend, share: float) -> None:
        self._legend = legend
        super().__init__(legend, share)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _most(self, room: int) -> int:
        line, gap = self._legend.line_height, self._legend.gap
        return max(1, (room + gap) // (line + gap)) * (line + gap) - gap


def _line(icon: str, colour: str, words: str) -> QWidget:
    tone = Tone(colour) if colour in set(Tone) else colour
    line = PlainHolder()
    line.setLayout(row(Glyph(icon, tone, scale=0.85), Label(words, "small"), spacing=5))
    return line
