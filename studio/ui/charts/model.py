"""What a chart shows, apart from how it is painted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from studio.ui.tokens import Tone
from studio.ui.widgets.filter_pills import counted

TONES = (Tone.BLUE, Tone.AMBER, Tone.TEAL, Tone.MAGENTA, Tone.SLATE)
"""Of the series, in this order; from the second on a pattern tells them apart as well."""
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
MOST_LINES = 5
"""Lines across a chart, that of nought apart."""


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
class Series:
    """Values that belong together, one for each label of the chart. None: there is no figure, which is not nought."""

    name: str
    values: tuple[float | None, ...]
    shown: tuple[str, ...] = ()
    """What is written and read for each value; empty: the number itself."""

    def told(self, place: int) -> str:
        """The value at `place` in words; a dash where there is none."""
        if self.shown:
            return self.shown[place]
        value = self.values[place]
        return "–" if value is None else counted(round(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """All that is painted. `title` names it for a screen reader too."""

    title: str
    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]

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

    def told(self, place: int) -> str:
        """What a person hears or reads of the values at `place`."""
        values = ", ".join(f"{one.name} {one.told(place)}" for one in self.series)
        return f"{self.labels[place]}: {values}"


def ticks(top: float) -> tuple[float, ...]:
    """Where lines go across, from 0 in steps of 1, 2, 2.5 or 5 (times ten), whole numbers, the last not below `top`."""
    if top <= 0:
        return (0, 1)
    rough = top / MOST_LINES
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(step * unit for step in STEPS if step * unit >= rough * 0.999999)
    step = max(1.0, step if float(step).is_integer() else math.ceil(step))
    return tuple(step * n for n in range(math.ceil(top / step) + 1))
