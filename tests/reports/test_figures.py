"""The figures of a month as a unit's officer enters and reads them: gaps stay gaps, nothing is invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from studio.errors import BadInput, NotPermitted, Refused, StorageTrouble
from studio.outbox.model import DeliveryState
from studio.reports.model import Figure, FigureState, Metric
from studio.reports.observations import EnteredFigure
from tests.feedback.desk_rig import FACEBOOK, PRACTICE
from tests.reports.figures_rig import PNG, SOURCE, ZALO, FiguresRig, there

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[FiguresRig]:
    made = FiguresRig(tmp_path / "profile")
    yield made
    made.close()


def test_a_number_entered_today_is_the_posts_and_the_pages(rig: FiguresRig) -> None:
    rig.out("p1", there(25, 8))
    rig.enter("p1", 120)
    month = rig.month()
    (row,) = month.posts
    assert row.figures[Metric.VIEWS] == Figure(told=FigureState.YES, value=120)
    assert row.captured
    assert rig.page()[Metric.VIEWS] == Figure(told=FigureState.YES, value=120)
    assert month.total[Metric.VIEWS].value == 120
    (capture,) = month.captures
    assert (capture.source, capture.by, capture.at) == (SOURCE, rig.desk.an.id, rig.clock.now())
    assert rig.desk.studio.files.get(capture.file) == PNG
    assert "report.figures_entered" in rig.told


def test_what_nobody_looked_at_is_no_zero(rig: FiguresRig) -> None:
    rig.out("p1", there(25, 8))
    rig.out("z1", there(25, 8), page=ZALO.name)
    rig.enter("p1", 0, Metric.SHARES)
    facebook, zalo = rig.month().posts
    assert facebook.figures[Metric.SHARES] == Figure(told=FigureState.YES, value=0)
    assert facebook.figures[Metric.VIEWS] == Figure(told=FigureState.NOT_LOOKED)
    assert zalo.figures[Metric.REACTIONS] == Figure(told=FigureState.NOT_OFFERED)


@pytest.mark.parametrize(
    ("moment", "month"),
    [
        (datetime(2026, 10, 31, 16, 59, 59, tzinfo=UTC), date(2026, 10, 1)),
        (datetime(2026, 10, 31, 17, 0, 0, tzinfo=UTC), NOVEMBER),
        (datetime(2026, 11, 30, 16, 59, 59, tzinfo=UTC), NOVEMBER),
        (datetime(2026, 11, 30, 17, 0, 0, tzinfo=UTC), DECEMBER),
    ],
    ids=["the last second of October", "midnight", "the last second of November", "December"],
)
def test_a_month_begins_and_ends_at_midnight_in_vietnam(rig: FiguresRig, moment: datetime, month: date) -> None:
    rig.clock.moment = datetime(2026, 12, 20, 2, 0, tzinfo=UTC)
    rig.out("p1", moment)
    found = [each for each in (date(2026, 10, 1), NOVEMBER, DECEMBER) if rig.figures.posts_of(each)]
    assert found == [month]


def test_a_fall_of_a_total_is_shown_not_clipped(rig: FiguresRig) -> None:
    rig.out("p1", there(20, 8))
    rig.enter("p1", 100, Metric.REACTIONS, on=date(2026, 11, 21))
    rig.clock.moment = there(1, month=12)
    rig.enter("p1", 70, Metric.REACTIONS)
    assert rig.page(day=DECEMBER)[Metric.REACTIONS].value == -30


def test_what_reaches_over_the_edge_of_a_month_is_approximate_in_both(rig: FiguresRig) -> None:
    rig.out("p1", there(20, 8))
    rig.enter("p1", 100, on=date(2026, 11, 25))
    rig.clock.moment = there(5, month=12)
    rig.enter("p1", 150)
    assert rig.page()[Metric.VIEWS] == Figure(told=FigureState.YES, value=100, approximate=True)
    assert rig.page(day=DECEMBER)[Metric.VIEWS] == Figure(told=FigureState.YES, value=50, approximate=True)


def test_a_number_as_of_the_last_day_makes_the_month_whole(rig: FiguresRig) -> None:
    rig.out("p1", there(20, 8))
    rig.clock.moment = there(2, month=12)
    rig.enter("p1", 100, on=date(2026, 11, 30))
    assert rig.page()[Metric.VIEWS] == Figure(told=FigureState.YES, value=100)
    assert rig.month().total[Metric.VIEWS] == Figure(told=FigureState.YES, value=100, approximate=True), (
        "Zalo tells nothing"
    )


def test_a_first_look_that_comes_late_belongs_to_its_own_month(rig: FiguresRig) -> None:
    rig.out("p1", there(28, 8))
    rig.clock.moment = there(3, month=12)
    rig.enter("p1", 60)
    assert rig.month().posts[0].figures[Metric.VIEWS] == Figure(told=FigureState.NOT_LOOKED)
    assert rig.page(day=DECEMBER)[Metric.VIEWS] == Figure(told=FigureState.YES, value=60, approximate=True)


def test_a_second_answer_for_a_day_counts_and_the_first_stays(rig: FiguresRig) -> None:
    rig.out("p1", there(25, 8))
    rig.enter("p1", 12)
    rig.enter("p1", 120)
    assert rig.page()[Metric.VIEWS].value == 120
    assert len(rig.month().captures) == 2, "an earlier report named the first"


def test_viewers_are_told_by_post_and_never_summed(rig: FiguresRig) -> None:
    for name in ("p1", "p2"):
        rig.out(name, there(25, 8))
        rig.enter(name, 40, Metric.VIEWERS)
    month = rig.month()
    assert [row.figures[Metric.VIEWERS].value for row in month.posts] == [40, 40]
    assert Metric.VIEWERS not in month.total
    assert all(Metric.VIEWERS not in row.figures for row in month.pages)


def test_followers_are_as_of_a_day(rig: FiguresRig) -> None:
    rig.enter("", 900, Metric.FOLLOWERS, on=date(2026, 11, 20))
    rig.enter("", 910, Metric.FOLLOWERS, on=date(2026, 11, 24))
    assert rig.page()[Metric.FOLLOWERS] == Figure(told=FigureState.YES, value=910)
    assert Metric.FOLLOWERS not in rig.month().total


def test_exercises_are_left_out_and_counted_apart(rig: FiguresRig) -> None:
    rig.out("p1", there(25, 8))
    rig.out("e1", there(25, 8), page=PRACTICE.name)
    month = rig.month()
    assert [row.post for row in month.posts] == ["p1"]
    assert month.practice_left_out == 1
    assert PRACTICE.name not in {row.page for row in month.pages}


def test_a_post_on_two_pages_is_two_rows_and_one_post(rig: FiguresRig) -> None:
    rig.out("p1", there(25, 8))
    rig.out("p1", there(25, 8), page=ZALO.name, state=DeliveryState.WITHDRAWN)
    month = rig.month()
    assert {(row.page, row.state) for row in month.posts} == {(FACEBOOK.name, "published"), (ZALO.name, "withdrawn")}
    assert (month.published, month.withdrawn, month.corrected) == (1, 1, 0)


def test_the_gap_of_a_page_names_its_days(rig: FiguresRig) -> None:
    rig.out("p1", there(20, 8))
    (gap,) = [gap for gap in rig.month().gaps if gap.page == FACEBOOK.name and gap.metric is Metric.VIEWS]
    assert (gap.first, gap.last, gap.told) == (NOVEMBER, date(2026, 11, 24), FigureState.NOT_LOOKED)


@pytest.mark.parametrize(
    ("change", "trouble"),
    [
        ({"source": "  "}, BadInput),
        ({"capture": b""}, BadInput),
        ({"capture": b"%PDF-1.7"}, BadInput),
        ({"capture": Path("there-is-none.png")}, StorageTrouble),
        ({"entries": []}, BadInput),
        ({"entries": [EnteredFigure(page=FACEBOOK.name, post="p1", metric=Metric.VIEWS, value=-1)]}, BadInput),
        ({"entries": [EnteredFigure(page=FACEBOOK.name, post="none", metric=Metric.VIEWS, value=1)]}, Refused),
        ({"entries": [EnteredFigure(page="none", post="p1", metric=Metric.VIEWS, value=1)]}, Refused),
        ({"entries": [EnteredFigure(page=FACEBOOK.name, metric=Metric.VIEWS, value=1)]}, Refused),
        ({"entries": [EnteredFigure(page=FACEBOOK.name, post="p1", metric=Metric.VIEWS, value=1)] * 2}, BadInput),
        ({"on": date(2026, 11, 26)}, BadInput),
        ({"on": date(2026, 11, 19)}, Refused),
    ],
)
def test_what_cannot_be_traced_is_refused_and_nothing_is_kept(
    rig: FiguresRig, change: dict[str, object], trouble: type[Exception]
) -> None:
    rig.out("p1", there(20, 8))
    before = rig.month()
    told: dict[str, object] = {
        "entries": [EnteredFigure(page=FACEBOOK.name, post="p1", metric=Metric.VIEWS, value=1)],
        "capture": PNG,
        "source": SOURCE,
    }
    told |= change
    with rig.desk.at_work(rig.desk.an), pytest.raises(trouble):
        rig.figures.enter(told.pop("entries"), by=rig.desk.an.id, **told)  # type: ignore[arg-type]
    assert rig.month() == before


def test_who_does_not_work_at_the_desk_enters_nothing(rig: FiguresRig) -> None:
    rig.out("p1", there(20, 8))
    entry = EnteredFigure(page=FACEBOOK.name, post="p1", metric=Metric.VIEWS, value=1)
    with rig.desk.at_work(rig.desk.dung), pytest.raises(NotPermitted):
        rig.figures.enter([entry], capture=PNG, source=SOURCE, by=rig.desk.dung.id)


def test_the_same_data_give_the_same_figures(rig: FiguresRig) -> None:
    rig.out("p1", there(20, 8))
    rig.enter("p1", 100)
    month = rig.month()
    rig.clock.forward(hours=1)
    with rig.desk.at_work(rig.desk.an):
        rig.repo.rebuild()
    assert rig.month() == month


def test_days_of_a_month_without_an_answer_are_gaps_of_its_line(rig: FiguresRig) -> None:
    rig.out("p1", there(20, 8))
    rig.enter("p1", 10, on=date(2026, 11, 20))
    rig.enter("p1", 40, on=date(2026, 11, 23))
    days = rig.month().views_by_day
    assert len(days) == 30
    assert days[date(2026, 11, 20)] == Figure(told=FigureState.YES, value=10)
    assert days[date(2026, 11, 23)] == Figure(told=FigureState.YES, value=30, approximate=True)
    assert days[date(2026, 11, 21)] == Figure(told=FigureState.NOT_LOOKED)
    assert timedelta(days=29) == max(days) - min(days)
