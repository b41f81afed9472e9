"""Looks at pages by themselves: when they are due, how they end, and that a month tells the four answers apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from studio.accounts.model import AccountKind
from studio.errors import NotPermitted, Refused, StudioError
from studio.people.present import by_itself
from studio.phrase import Bilingual
from studio.publishers.figures import PageNumber, Silence, TellsFigures, TellsNumber
from studio.publishers.port import Unreachable
from studio.reports.figure_fetcher import AFTER, MOST, last_close
from studio.reports.metrics import definitions
from studio.reports.model import Break, Figure, FigureSource, FigureState, Metric
from studio.reports.observations import Observation
from tests.feedback.desk_rig import FACEBOOK
from tests.reports.figures_rig import ZALO, FiguresRig, there

NOVEMBER = date(2026, 11, 1)
DOWN = Unreachable(Bilingual("không kết nối được.", "cannot be reached."))
BROKEN = StudioError(Bilingual("mất quyền; hãy kết nối lại.", "the right is gone; connect anew."))


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[FiguresRig]:
    made = FiguresRig(tmp_path / "profile")
    made.clock.moment = there(2, 8)
    yield made
    made.close()


def views(value: int, day: date | None = None) -> TellsNumber:
    return TellsNumber(number=PageNumber.VIEWS, value=value, day=day)


def tells(value: int, **silent: Silence) -> TellsFigures:
    return TellsFigures(told=(views(value),), silent={PageNumber(name): why for name, why in silent.items()})


def test_a_post_is_looked_at_at_its_marks_and_never_in_between(rig: FiguresRig) -> None:
    out = rig.clock.now()
    rig.out("p1", out)
    rig.platform.posts["1_p1"] = tells(5)
    looked = []
    for hour in range(0, 24 * 100, 3):
        rig.clock.moment = out + timedelta(hours=hour)
        rig.platform.asked.clear()
        rig.figures.look_due()
        looked += [timedelta(hours=hour)] * rig.platform.asked.count("1_p1")
    closes = [there(30, 12) - out, there(31, 12, month=12) - out]
    marks = sorted([*AFTER, *closes])
    assert len(looked) == len(marks)
    assert all(mark <= when < mark + timedelta(hours=3) for mark, when in zip(marks, looked, strict=True))


@pytest.mark.parametrize("hour", [12, 16, 23])
def test_a_month_closes_where_the_program_runs_on_its_last_afternoon(rig: FiguresRig, hour: int) -> None:
    rig.out("p1", there(20))
    rig.platform.posts["1_p1"] = tells(5)
    rig.clock.moment = there(20, 11)
    rig.figures.look_due()
    rig.clock.moment = there(30, 11)
    rig.figures.look_due()
    rig.platform.posts["1_p1"] = tells(9)
    rig.clock.moment = there(30, hour)
    rig.figures.look_due()
    rig.clock.moment = there(2, month=12)
    rig.platform.posts["1_p1"] = tells(100)
    rig.figures.look_due()
    assert rig.month().posts[0].figures[Metric.VIEWS] == Figure(told=FigureState.YES, value=9)
    assert rig.page()[Metric.VIEWS] == Figure(told=FigureState.YES, value=9)


def test_a_month_stays_open_where_nobody_looked_at_its_end(rig: FiguresRig) -> None:
    rig.out("p1", there(20))
    rig.platform.posts["1_p1"] = tells(5)
    rig.clock.moment = there(21, 11)
    rig.figures.look_due()
    rig.clock.moment = there(2, month=12)
    rig.platform.posts["1_p1"] = tells(100)
    rig.figures.look_due()
    assert rig.platform.asked.count("1_p1") == 2, "what was missed is looked at as soon as may be"
    assert rig.month().posts[0].figures[Metric.VIEWS] == Figure(told=FigureState.YES, value=5, approximate=True)


@pytest.mark.parametrize(
    ("now", "closed"),
    [
        (there(1), there(31, 12, month=10)),
        (there(30, 11, 59), there(31, 12, month=10)),
        (there(30, 12), there(30, 12)),
        (there(30, 23, 59), there(30, 12)),
        (there(1, 0, month=12), there(30, 12)),
        (there(31, 12, month=12), there(31, 12, month=12)),
    ],
)
def test_a_month_can_be_closed_from_noon_of_its_last_day(now: datetime, closed: datetime) -> None:
    assert last_close(now) == closed


def test_a_pc_that_was_off_looks_once_for_the_marks_it_missed(rig: FiguresRig) -> None:
    rig.out("p1", rig.clock.now())
    rig.platform.posts["1_p1"] = tells(5)
    rig.clock.forward(days=10)
    for _ in range(3):
        rig.figures.look_due()
    assert rig.platform.asked.count("1_p1") == 1


def test_a_page_is_looked_at_once_a_day_and_some_days_are_asked_for_again(rig: FiguresRig) -> None:
    rig.platform.pages[FACEBOOK.name] = TellsFigures(told=(views(10, date(2026, 11, 1)),))
    rig.figures.look_due()
    rig.clock.forward(hours=3)
    rig.figures.look_due()
    rig.clock.forward(days=1)
    rig.figures.look_due()
    asked = [line for line in rig.platform.asked if line.startswith(FACEBOOK.name)]
    assert asked == [f"{FACEBOOK.name} 2026-10-02..2026-11-01", f"{FACEBOOK.name} 2026-10-30..2026-11-02"]


def test_a_page_that_does_not_answer_keeps_no_other_from_being_looked_at(rig: FiguresRig) -> None:
    for page in (FACEBOOK.name, ZALO.name):
        rig.out("p1", rig.clock.now(), page=page)
    rig.platform.posts["1_p1"] = tells(7)
    rig.clock.forward(hours=2)
    rig.platform.trouble[FACEBOOK.name] = DOWN
    rig.figures.look_due()
    figures = {row.page: row.figures[Metric.VIEWS] for row in rig.month().posts}
    assert figures[ZALO.name].value == 7
    assert figures[FACEBOOK.name] == Figure(told=FigureState.NOT_LOOKED)


@pytest.mark.parametrize("trouble", [DOWN, BROKEN])
def test_a_look_that_failed_is_made_again_after_a_while(rig: FiguresRig, trouble: StudioError) -> None:
    rig.out("p1", rig.clock.now())
    rig.platform.posts["1_p1"] = tells(7)
    rig.clock.forward(hours=2)
    rig.platform.trouble[FACEBOOK.name] = trouble
    rig.figures.look_due()
    rig.platform.trouble.clear()
    rig.clock.forward(minutes=5)
    rig.figures.look_due()
    assert rig.month().posts[0].figures[Metric.VIEWS].told is FigureState.NOT_LOOKED, (
        "it is left alone for half an hour"
    )
    rig.clock.forward(minutes=30)
    rig.figures.look_due()
    assert rig.month().posts[0].figures[Metric.VIEWS].value == 7


def test_a_page_that_asks_to_wait_is_left_alone_for_so_long(rig: FiguresRig) -> None:
    busy = Unreachable(Bilingual("quá nhiều lượt gọi.", "too many calls."))
    busy.seconds = 3600.0
    rig.platform.trouble[FACEBOOK.name] = busy
    rig.figures.look_due()
    rig.platform.trouble.clear()
    rig.clock.forward(minutes=50)
    rig.figures.look_due()
    assert not [line for line in rig.platform.asked if line.startswith(FACEBOOK.name)]
    rig.clock.forward(minutes=11)
    rig.figures.look_due()
    assert [line for line in rig.platform.asked if line.startswith(FACEBOOK.name)]


def test_a_round_is_bounded_and_the_next_goes_on_where_it_ended(rig: FiguresRig) -> None:
    for number in range(MOST + 15):
        rig.out(f"p{number}", rig.clock.now())
        rig.platform.posts[f"1_p{number}"] = tells(number)
    rig.clock.forward(hours=2)
    first = rig.figures.look_due()
    assert first.more
    assert sum(name.startswith("1_p") for name in rig.platform.asked) == MOST
    second = rig.figures.look_due()
    assert not second.more
    assert len({name for name in rig.platform.asked if name.startswith("1_p")}) == MOST + 15


def test_what_was_told_before_a_page_broke_off_is_kept(rig: FiguresRig) -> None:
    for number in range(25):
        rig.out(f"p{number}", rig.clock.now())
        rig.platform.posts[f"1_p{number}"] = tells(number)
    rig.clock.forward(hours=2)
    heard = rig.platform.of_posts

    def breaks(account: object, remote_ids: list[str]) -> object:
        if len([name for name in rig.platform.asked if name.startswith("1_p")]) >= 10:
            raise DOWN
        return heard(account, remote_ids)  # type: ignore[arg-type]

    rig.platform.of_posts = breaks  # type: ignore[assignment, method-assign]
    rig.figures.look_due()
    told = [row for row in rig.month().posts if row.figures[Metric.VIEWS].value is not None]
    assert len(told) == 10


def test_four_answers_are_four_cells(rig: FiguresRig) -> None:
    for name in ("nought", "no_right", "not_offered", "not_looked"):
        rig.out(name, rig.clock.now())
    rig.platform.posts["1_nought"] = tells(0)
    for name, why in (("no_right", Silence.NO_RIGHT), ("not_offered", Silence.NOT_OFFERED)):
        rig.platform.posts[f"1_{name}"] = TellsFigures(silent={PageNumber.VIEWS: why})
    rig.clock.forward(hours=2)
    rig.figures.look_due()
    cells = {row.post: row.figures[Metric.VIEWS] for row in rig.month().posts}
    assert cells["nought"] == Figure(told=FigureState.YES, value=0)
    assert cells["no_right"] == Figure(told=FigureState.NO_RIGHT)
    assert cells["not_offered"] == Figure(told=FigureState.NOT_OFFERED)
    assert cells["not_looked"] == Figure(told=FigureState.NOT_LOOKED)


def test_a_page_without_a_reader_tells_nothing_and_keeps_no_other_from_being_looked_at(rig: FiguresRig) -> None:
    pages = [replace(page, connected_by="i4") for page in (ZALO, FACEBOOK)]
    rig.use({AccountKind.FACEBOOK: rig.platform}, pages)
    for page in pages:
        rig.out("p1", rig.clock.now(), page=page.name)
    rig.platform.posts["1_p1"] = tells(7)
    rig.clock.forward(hours=2)
    rig.figures.look_due()
    with rig.desk.at_work(rig.desk.an):
        assert rig.figures.look(ZALO.name, rig.desk.an.id).numbers == 0
    cells = {row.page: row.figures[Metric.VIEWS] for row in rig.month().posts}
    assert cells[FACEBOOK.name] == Figure(told=FigureState.YES, value=7)
    assert cells[ZALO.name] == Figure(told=FigureState.NOT_OFFERED)


def test_a_page_is_its_own_number_where_it_tells_one_and_never_with_its_posts(rig: FiguresRig) -> None:
    rig.out("p1", rig.clock.now())
    rig.platform.posts["1_p1"] = tells(400)
    rig.clock.moment = there(1, month=12)
    days = [date(2026, 11, day) for day in range(1, 31)]
    rig.platform.pages[FACEBOOK.name] = TellsFigures(told=tuple(views(10, day) for day in days))
    rig.figures.look_due()
    month = rig.month()
    assert rig.page()[Metric.VIEWS] == Figure(told=FigureState.YES, value=300)
    assert all(month.views_by_day[day] == Figure(told=FigureState.YES, value=10) for day in days)
    assert not [gap for gap in month.gaps if (gap.page, gap.metric) == (FACEBOOK.name, Metric.VIEWS)]


def test_a_day_that_a_page_did_not_tell_is_a_gap_and_the_month_approximate(rig: FiguresRig) -> None:
    rig.clock.moment = there(1, month=12)
    days = [date(2026, 11, day) for day in range(1, 31) if day not in (8, 9)]
    rig.platform.pages[FACEBOOK.name] = TellsFigures(told=tuple(views(10, day) for day in days))
    rig.figures.look_due()
    assert rig.page()[Metric.VIEWS] == Figure(told=FigureState.YES, value=280, approximate=True)
    (gap,) = [gap for gap in rig.month().gaps if (gap.page, gap.metric) == (FACEBOOK.name, Metric.VIEWS)]
    assert (gap.first, gap.last) == (date(2026, 11, 8), date(2026, 11, 9))
    assert rig.month().views_by_day[date(2026, 11, 8)] == Figure()


def test_a_platform_that_corrects_a_day_is_believed_and_the_month_follows(rig: FiguresRig) -> None:
    rig.platform.pages[FACEBOOK.name] = TellsFigures(told=(views(10, NOVEMBER),))
    rig.figures.look_due()
    rig.platform.pages[FACEBOOK.name] = TellsFigures(told=(views(14, NOVEMBER),))
    rig.clock.forward(days=1)
    rig.figures.look_due()
    assert rig.month().views_by_day[NOVEMBER].value == 14


def test_a_person_may_look_now_but_only_who_works_at_the_desk(rig: FiguresRig) -> None:
    rig.out("p1", rig.clock.now())
    rig.platform.posts["1_p1"] = tells(3)
    with rig.desk.at_work(rig.desk.an):
        assert rig.figures.look(FACEBOOK.name, rig.desk.an.id).looked == 2
        with pytest.raises(Refused):
            rig.figures.look("none", rig.desk.an.id)
    with rig.desk.at_work(rig.desk.dung), pytest.raises(NotPermitted):
        rig.figures.look(FACEBOOK.name, rig.desk.dung.id)
    assert rig.month().posts[0].figures[Metric.VIEWS].value == 3


# What is derived


def test_what_was_derived_and_is_wrong_is_made_anew_once_a_day(rig: FiguresRig) -> None:
    rig.out("p1", rig.clock.now())
    rig.platform.posts["1_p1"] = tells(7)
    rig.clock.forward(hours=2)
    rig.figures.look_due()
    assert rig.repo.agrees()
    for wrong in ("UPDATE figure_gains SET gain = gain + 1", "DELETE FROM figure_gains",
                  "UPDATE figure_gains SET days = 5", "UPDATE figure_gains SET day = date(day, '-1 day')"):  # fmt: skip
        with by_itself("a test spoils what was derived"), rig.store.write() as tx:
            tx.execute(text(wrong))
        assert not rig.repo.agrees(), wrong
        rig.figures.look_due()
        assert not rig.repo.agrees(), "it is compared once a day"
        rig.clock.forward(days=1)
        rig.figures.look_due()
        assert rig.repo.agrees(), wrong
        assert rig.month().posts[0].figures[Metric.VIEWS].value == 7, wrong


# What a number means


def test_a_month_in_which_the_platform_changed_what_it_means_names_the_day(rig: FiguresRig) -> None:
    """As `metrics.yaml` has it, Facebook did so with viewers on 15/06/2026 and with views on 15/11/2025."""
    rig.clock.moment = there(30, month=6)
    june = rig.month(date(2026, 6, 1)).breaks
    assert june == (Break(platform="facebook", metric=Metric.VIEWERS, since=date(2026, 6, 15)),)
    assert {one.metric for one in rig.month(date(2025, 11, 1)).breaks} == {Metric.VIEWS, Metric.FOLLOWERS}
    assert rig.month(date(2026, 5, 1)).breaks == ()


def test_numbers_of_two_meanings_are_never_added(rig: FiguresRig) -> None:
    """What another definition of views told of the post, as it might have been before the platform changed."""
    reference = rig.out("p1", there(2))
    rig.platform.posts["1_p1"] = tells(5)
    rig.clock.moment = there(2, 11)
    subject = rig.repo.post(FACEBOOK.name, reference, "p1", date(2026, 11, 2))
    earlier = next(one for one in definitions() if one.metric is Metric.VIEWS and one.since is None)
    with by_itself("a test tells numbers"):
        rig.repo.observe(
            subject,
            [
                Observation(
                    subject=subject.id, metric=earlier.id, day=date(2026, 11, 2), value=1000,
                    seen_at=rig.clock.now(), source=FigureSource.PLATFORM,
                )
            ],
        )  # fmt: skip
    rig.figures.look_due()
    rig.clock.moment = there(30, 13)
    rig.platform.posts["1_p1"] = tells(9)
    rig.figures.look_due()
    near = Figure(told=FigureState.YES, value=9, approximate=True)
    assert rig.month().posts[0].figures[Metric.VIEWS] == near
    assert rig.page()[Metric.VIEWS] == near


def test_the_first_number_of_a_new_meaning_tells_nothing_of_an_older_post(rig: FiguresRig) -> None:
    """Its views since 2025-11-15 are not all of the day on which it is first looked at."""
    page = rig.repo.page(FACEBOOK.name)
    for post, out in (("old", date(2025, 11, 1)), ("new", date(2025, 11, 15))):
        subject = rig.repo.post(FACEBOOK.name, f"r-{post}", post, out)
        with by_itself("a test tells numbers"):
            for day, value in ((date(2025, 11, 20), 100), (date(2025, 11, 22), 130)):
                seen = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
                rig.repo.observe(
                    subject,
                    [Observation(subject=subject.id, metric=1, day=day, value=value, seen_at=seen,
                                 source=FigureSource.PLATFORM)],
                )  # fmt: skip
    (of_posts,) = rig.repo.by_page([1], date(2025, 11, 1), date(2025, 11, 30), [])
    assert (of_posts.page, of_posts.gain) == (page.id, 30 + 130)
    assert rig.repo.agrees()
