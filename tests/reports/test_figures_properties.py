"""Whatever is told in whatever order: people counted once are never summed, sums are those of their rows, and what is
derived is what comes of making it anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.people.present import by_itself
from studio.reports.metrics import definitions
from studio.reports.model import FigureSource, Grain, Metric, MonthFigures
from studio.reports.observations import Observation
from tests.feedback.desk_rig import FACEBOOK
from tests.reports.figures_rig import ZALO, FiguresRig, there

PUBLISHED = date(2026, 10, 5)
MONTHS = [date(2026, month, 1) for month in (10, 11, 12)]
POSTS = 4
PAGE_NAMES = (FACEBOOK.name, ZALO.name)
MEANT = {one.id: one for one in definitions()}
ADDING = {one.metric for one in definitions() if one.adds}


@dataclass(frozen=True)
class Answer:
    """One number, of which post or page, of which day."""

    page: str
    post: int
    """0: the page itself."""
    metric: int
    days: int
    """After `PUBLISHED`."""
    value: int


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    page = draw(st.sampled_from(PAGE_NAMES))
    platform = "zalo" if page == ZALO.name else "facebook"
    meant = draw(st.sampled_from([one for one in definitions() if one.platform == platform]))
    return Answer(
        page=page,
        post=draw(st.integers(1, POSTS)) if meant.of == "post" else 0,
        metric=meant.id,
        days=draw(st.integers(0, 80)),
        value=draw(st.integers(0, 500)),
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("figures")


_numbers = iter(range(10_000))


def told(root: Path, several: list[Answer]) -> Iterator[FiguresRig]:
    """A unit of which just that was told."""
    rig = FiguresRig(root / f"p{next(_numbers)}")
    rig.clock.moment = there(31, 20, month=12)
    for number in range(1, POSTS + 1):
        for page in PAGE_NAMES:
            rig.out(f"p{number}", there(5, month=10), page=page)
    with by_itself("a test tells numbers"):
        for place, one in enumerate(several):
            rig.clock.forward(seconds=place + 1)
            subject = (
                rig.repo.post(one.page, f"ref-p{one.post}-{one.page}", f"p{one.post}", PUBLISHED)
                if one.post
                else rig.repo.page(one.page)
            )
            observed = Observation(
                subject=subject.id,
                metric=one.metric,
                day=PUBLISHED + timedelta(days=one.days),
                value=one.value,
                seen_at=rig.clock.now(),
                source=FigureSource.PLATFORM,
            )
            rig.repo.observe(subject, [observed])
    yield rig
    rig.close()


def months(rig: FiguresRig) -> list[MonthFigures]:
    return [rig.figures.of_month(month) for month in MONTHS]


@settings(max_examples=8, deadline=None)
@given(st.lists(answers(), max_size=40))
def test_people_counted_once_are_never_summed_and_sums_are_those_of_their_rows(
    root: Path, several: list[Answer]
) -> None:
    for rig in told(root, several):
        known = {one.value for one in several if MEANT[one.metric].metric is Metric.VIEWERS}
        followers = {one.value for one in several if MEANT[one.metric].metric is Metric.FOLLOWERS}
        for month in months(rig):
            assert set(month.total) == ADDING
            for row in month.posts:
                assert row.figures[Metric.VIEWERS].value in {None, *known}
            for page in month.pages:
                assert Metric.VIEWERS not in page.figures
                assert page.figures[Metric.FOLLOWERS].value in {None, *followers}
            for metric, total in month.total.items():
                values = [page.figures[metric].value for page in month.pages]
                assert total.value == (None if set(values) <= {None} else sum(value or 0 for value in values))


@settings(max_examples=8, deadline=None)
@given(st.lists(answers(), max_size=40))
def test_what_is_derived_is_what_comes_of_making_it_anew(root: Path, several: list[Answer]) -> None:
    for rig in told(root, several):
        before = months(rig)
        with by_itself("a test makes gains anew"):
            rig.repo.rebuild()
        assert months(rig) == before


@settings(max_examples=8, deadline=None)
@given(st.lists(answers(), max_size=40))
def test_the_gains_of_all_months_together_are_the_last_total(root: Path, several: list[Answer]) -> None:
    """Nothing is counted twice and nothing lost at the edges of months."""
    for rig in told(root, several):
        for page in PAGE_NAMES:
            for metric in (Metric.REACTIONS, Metric.SHARES):
                last: dict[int, tuple[int, int]] = {}
                for place, one in enumerate(several):
                    meant = MEANT[one.metric]
                    if (one.page, meant.metric, meant.grain) == (page, metric, Grain.TOTAL):
                        last[one.post] = max(last.get(one.post, (-1, 0)), (one.days * 1000 + place, one.value))
                gained = [rig.page(page, month)[metric].value or 0 for month in MONTHS]
                assert sum(gained) == sum(value for _, value in last.values())
