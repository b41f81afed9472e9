"""Reconciling a month before it is reported: each number can be followed to where it comes from.

What is wrong is said in one sentence with its remedy. Nothing is put right here: a number that does not agree is found
and corrected by a person, at its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator

from studio.clock import show_date
from studio.phrase import Phrase
from studio.reports.definitions import ADDING, metric_name
from studio.reports.figures_month import total_of
from studio.reports.model import FigureState, MonthFigures, PostMonth

SHOWN_AT_MOST = 5
"""Titles that one sentence names."""


def problems_of(
    figures: MonthFigures, *, exercises: Collection[str], holds: Callable[[str], bool]
) -> tuple[Phrase, ...]:
    """What keeps the month from being reported; empty when every number agrees.

    `exercises` are the posts that are practice and may not be counted; `holds` tells whether the picture of that
    SHA-256 is kept whole.
    """
    return (
        *_twice(figures),
        *_exercises(figures, exercises),
        *_posts(figures),
        *_totals(figures),
        *_captures(figures, holds),
    )


def _twice(figures: MonthFigures) -> Iterator[Phrase]:
    """A post stands once for each page that it went to: on two pages it has two rows, and none of them twice."""
    seen = Counter((row.post, row.page) for row in figures.posts)
    for row in {(row.post, row.page): row for row in figures.posts}.values():
        if seen[row.post, row.page] > 1:
            yield Phrase(
                "“{title}” is counted {count} times on the page {page}; open the post's figures and take the extra "
                "row away."
            ).format(title=row.title, count=seen[row.post, row.page], page=row.page)


def _exercises(figures: MonthFigures, exercises: Collection[str]) -> Iterator[Phrase]:
    counted = [row for row in figures.posts if row.post in exercises]
    if counted:
        yield Phrase("{titles}: an exercise, but counted in the month; take it out of the month's figures.").format(
            titles=_titles(counted)
        )


def _posts(figures: MonthFigures) -> Iterator[Phrase]:
    """The counts of posts agree with the rows."""
    rows = Counter(row.page for row in figures.posts)
    for page in figures.pages:
        if page.posts != rows[page.page]:
            yield _differs(Phrase("The posts of the page {page}", page=page.page),
                           page.posts, rows[page.page])  # fmt: skip
    unlisted = sorted(rows.keys() - {page.page for page in figures.pages})
    if unlisted:
        yield Phrase(
            "the page {pages} has posts but no row by page; add the page under Pages and read the figures again."
        ).format(pages=", ".join(unlisted))
    by_topic = sum(figures.topics.values())
    posts = len({row.post for row in figures.posts})
    if by_topic != posts:
        yield _differs(Phrase("The posts by topic"), by_topic, posts)


def _totals(figures: MonthFigures) -> Iterator[Phrase]:
    """The total of each metric that adds up is the sum of its pages."""
    for metric, total in figures.total.items():
        if metric not in ADDING:
            yield Phrase("{metric} may not be added up, but has a total; take that total away.").format(
                metric=metric_name(metric)
            )
            continue
        rows = total_of(page.figures[metric] for page in figures.pages if metric in page.figures)
        if (total.told is FigureState.YES, total.value) != (rows.told is FigureState.YES, rows.value):
            yield _differs(metric_name(metric), total.value, rows.value)


def _captures(figures: MonthFigures, holds: Callable[[str], bool]) -> Iterator[Phrase]:
    entered = [row for row in figures.posts if row.captured]
    if entered and not figures.captures:
        yield Phrase(
            "{titles}: figures entered by hand without a capture; enter them again with the capture and its source."
        ).format(titles=_titles(entered))
    for capture in figures.captures:
        if not capture.source.strip():
            yield Phrase(
                "the capture of {day} names no source; enter it again with the platform and when it was taken."
            ).format(day=show_date(capture.at.date()))
        elif not holds(capture.file):
            yield Phrase(
                "the capture “{source}” is no longer whole in the file store; restore a backup or enter it again "
                "with the picture."
            ).format(source=capture.source)


def _differs(what: Phrase, told: int | None, rows: int | None) -> Phrase:
    return Phrase(
        "{what}: the total says {told}, the rows add up to {rows}; read the figures again, then compare row by row."
    ).format(what=what, told=_number(told), rows=_number(rows))


def _number(value: int | None) -> str:
    return "—" if value is None else str(value)


def _titles(rows: Iterable[PostMonth]) -> str:
    titles = list(dict.fromkeys(f"“{row.title}”" for row in rows))
    more = ["…"] if len(titles) > SHOWN_AT_MOST else []
    return ", ".join(titles[:SHOWN_AT_MOST] + more)
