"""What a chart shows, apart from how it is painted."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QLocale

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
MOST_LINES = 5
"""Lines across a chart, that of nought apart."""


def counted(value: float) -> str:
    """A whole number as the language of the program writes it: 25.000 or 25,000."""
    return QLocale().toString(round(value))


class ChartKind(StrEnum):
    """How the values are drawn. No round chart is among them: its parts cannot be compared by eye."""

    COLUMNS = "columns"
    """Columns side by side, a group for each label."""
    STACKED = "stacked"
    """One column for each label, the series one upon the other."""
    ROWS = "rows"
    """A bar for each label, from the left; the value stands at its end. The first series alone."""
    LINE = "line"
    """Points joined by lines; a gap is left open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapBox:
    """Labels of which no figure is known: a dotted box with words, over which no line goes."""

    first: int
    last: int
    """Places of the labels, both within."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Values that belong together, one for each label of the chart. None: there is no figure, which is not nought."""

    name: str
    values: tuple[float | None, ...]
    shown: tuple[str, ...] = ()
    """What is written and read for each value; empty: the number itself."""
    breaks: frozenset[int] = frozenset()
    """Places from which on the values mean something else: no line leads there."""

    def told(self, place: int) -> str:
        """The value at `place` in words; a dash where there is none."""
        if self.shown:
            return self.shown[place]
        value = self.values[place]
        return "–" if value is None else counted(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """All that is painted. `title` names it for a screen reader too."""

    title: str
    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    gaps: tuple[GapBox, ...] = ()
    rest: bool = False
    """The last label is what is left over: a bar of its own colour."""
    number: Callable[[float], str] = counted
    """How the numbers of the axis are written."""

    @property
    def empty(self) -> bool:
        """Whether there is no value at all."""
        return not any(value is not None for one in self.series for value in one.values)

    @property
    def top(self) -> float:
        """The highest value that has to find room; 0 where there is none."""
        if self.kind is ChartKind.STACKED:
            columns = zip(*(one.values for one in self.series), strict=True)
            return max((sum(value or 0 for value in column) for column in columns), default=0)
        return max((value for one in self.series for value in one.values if value is not None), default=0)

    @property
    def bottom(self) -> float:
        """The lowest value that has to find room; 0 unless one is below: a platform takes false views away."""
        return min((value for one in self.series for value in one.values if value is not None), default=0)

    def told(self, place: int) -> str:
        """What a person hears or reads of the values at `place`."""
        values = ", ".join(f"{one.name} {one.told(place)}" for one in self.series)
        return f"{self.labels[place]}: {values}"

    @property
    def spoken(self) -> str:
        """All values in words."""
        return ". ".join(self.told(place) for place in range(len(self.labels)))


def ticks(top: float, bottom: float = 0) -> tuple[float, ...]:
    """Where lines go across, in steps of 1, 2, 2.5 or 5 (times ten), whole numbers: 0 is always among them, the last is
    not below `top`, the first not above `bottom`."""
    bottom = min(bottom, 0)
    if top <= 0 and bottom == 0:
        return (0, 1)
    rough = (max(top, 0) - bottom) / MOST_LINES
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(step * unit for step in STEPS if step * unit >= rough * 0.999999)
    step = max(1.0, step if float(step).is_integer() else math.ceil(step))
    return tuple(step * n for n in range(math.floor(bottom / step), math.ceil(max(top, 0) / step) + 1))
