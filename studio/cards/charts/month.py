"""The charts of a month: views day by day, posts by topic. The same in the window and in the files of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from studio.cards.charts.model import Chart, ChartKind, GapBox, Series
from studio.phrase import Language, Phrase
from studio.reports.definitions import cell_text, metric_name, whole
from studio.reports.model import Figure, FigureState, Metric, MonthFigures

MOST_TOPICS = 6
"""Bars of topics; what is beyond stands together under “others”, last."""
VIEWS_TITLE = Phrase("Views by day")
TOPICS_TITLE = Phrase("Posts by topic")
POSTS = Phrase("Posts")
OTHERS = Phrase("Others")
COUNTED_ANEW = Phrase("counted in another way from here on")
MISSING_DAY = Phrase("1 day missing")
MISSING_DAYS = Phrase("{n} days missing")


def views_chart(figures: MonthFigures, language: Language) -> Chart:
    """Views by day. Days without a figure are a box; no line goes over them, nor to a day from which on a platform
    means something else."""
    days = sorted(figures.views_by_day)
    cells = [figures.views_by_day[day] for day in days]
    changed = {one.since for one in figures.breaks if one.metric is Metric.VIEWS}
    return Chart(
        title=VIEWS_TITLE.to(language),
        kind=ChartKind.LINE,
        labels=tuple(f"{day.day}/{day.month}" for day in days),
        series=(
            Series(
                name=metric_name(Metric.VIEWS).to(language),
                values=tuple(cell.value if cell.told is FigureState.YES else None for cell in cells),
                shown=tuple(
                    cell_text(cell, language) + (f" ({COUNTED_ANEW.to(language)})" if day in changed else "")
                    for day, cell in zip(days, cells, strict=True)
                ),
                breaks=frozenset(place for place, day in enumerate(days) if day in changed),
            ),
        ),
        gaps=tuple(_box(run, language) for run in _runs(cells)),
        number=partial(whole, language=language),
    )


def topics_chart(figures: MonthFigures, names: Mapping[str, Phrase], language: Language) -> Chart:
    """Posts by topic, the most first. `names` calls templates by their id."""
    ranked = sorted(figures.topics.items(), key=lambda one: (-one[1], one[0]))
    kept = ranked if len(ranked) <= MOST_TOPICS else ranked[: MOST_TOPICS - 1]
    rest = sum(count for _, count in ranked[len(kept) :])
    bars = [(names[topic].to(language) if topic in names else topic, count) for topic, count in kept]
    bars += [(OTHERS.to(language), rest)] if rest else []
    return Chart(
        title=TOPICS_TITLE.to(language),
        kind=ChartKind.ROWS,
        labels=tuple(name for name, _ in bars),
        series=(
            Series(
                name=POSTS.to(language),
                values=tuple(count for _, count in bars),
                shown=tuple(whole(count, language) for _, count in bars),
            ),
        ),
        rest=bool(rest),
        number=partial(whole, language=language),
    )


def missing_days(figures: MonthFigures) -> tuple[tuple[date, date], ...]:
    """First and last day of each stretch without a figure of views."""
    days = sorted(figures.views_by_day)
    return tuple((days[first], days[last]) for first, last in _runs([figures.views_by_day[day] for day in days]))


def _runs(cells: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Places of the first and last of each run of cells without a number."""
    for told, run in groupby(enumerate(cells), key=lambda one: one[1].told is FigureState.YES):
        places = [place for place, _ in run]
        if not told:
            yield places[0], places[-1]


def _box(run: tuple[int, int], language: Language) -> GapBox:
    first, last = run
    count = last - first + 1
    words = MISSING_DAY if count == 1 else MISSING_DAYS.format(n=count)
    return GapBox(first=first, last=last, words=words.to(language))
