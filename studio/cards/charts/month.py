"""The charts of a month: views day by day, posts by topic. The same in the window and in the files of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtCore import QLocale

from studio.cards.charts.model import Chart, ChartKind, GapBox, Series
from studio.phrase import Language, Phrase
from studio.reports.model import Figure, MonthFigures, Told

MOST_TOPICS = 6
"""Bars of topics; what is beyond stands together under “others”, last."""
VIEWS_TITLE = Phrase("Lượt xem mỗi ngày", "Views by day")
VIEWS = Phrase("Lượt xem", "Views")
TOPICS_TITLE = Phrase("Bài theo chủ đề", "Posts by topic")
POSTS = Phrase("Bài", "Posts")
OTHERS = Phrase("Khác", "Others")
MISSING_DAY = Phrase("thiếu 1 ngày", "1 day missing")
MISSING_DAYS = Phrase("thiếu {n} ngày", "{n} days missing")
NOT_TOLD: Mapping[Told, Phrase] = {
    Told.NOT_OFFERED: Phrase("nền tảng không có số này", "not offered by the platform"),
    Told.NO_RIGHT: Phrase("chưa có quyền đọc", "no right to read it"),
    Told.NOT_LOOKED: Phrase("không có số liệu", "no figure"),
    Told.FEW: Phrase("dưới 5", "fewer than 5"),
}


def number_text(value: float, language: Language) -> str:
    """A whole number as the language writes it: 25.000 or 25,000."""
    return QLocale(language).toString(round(value))


def figure_text(figure: Figure, language: Language) -> str:
    """A cell in words: ``1.240``, ``≈ 1.240``, or why there is none."""
    if figure.told is not Told.YES or figure.value is None:
        return NOT_TOLD.get(figure.told, NOT_TOLD[Told.NOT_LOOKED]).to(language)
    number = number_text(figure.value, language)
    return f"≈ {number}" if figure.approximate else number


def views_chart(figures: MonthFigures, language: Language) -> Chart:
    """Views by day. Days without a figure are a box; no line goes over them."""
    days = sorted(figures.views_by_day)
    cells = [figures.views_by_day[day] for day in days]
    return Chart(
        title=VIEWS_TITLE.to(language),
        kind=ChartKind.LINE,
        labels=tuple(f"{day.day}/{day.month}" for day in days),
        series=(
            Series(
                name=VIEWS.to(language),
                values=tuple(cell.value if cell.told is Told.YES else None for cell in cells),
                shown=tuple(figure_text(cell, language) for cell in cells),
            ),
        ),
        gaps=tuple(_box(run, language) for run in _runs(cells)),
        number=partial(number_text, language=language),
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
                shown=tuple(number_text(count, language) for _, count in bars),
            ),
        ),
        rest=bool(rest),
        number=partial(number_text, language=language),
    )


def missing_days(figures: MonthFigures) -> tuple[tuple[date, date], ...]:
    """First and last day of each stretch without a figure of views."""
    days = sorted(figures.views_by_day)
    return tuple((days[first], days[last]) for first, last in _runs([figures.views_by_day[day] for day in days]))


def _runs(cells: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Places of the first and last of each run of cells without a number."""
    for told, run in groupby(enumerate(cells), key=lambda one: one[1].told is Told.YES):
        places = [place for place, _ in run]
        if not told:
            yield places[0], places[-1]


def _box(run: tuple[int, int], language: Language) -> GapBox:
    first, last = run
    count = last - first + 1
    words = MISSING_DAY if count == 1 else MISSING_DAYS.format(n=count)
    return GapBox(first=first, last=last, words=words.to(language))
