"""The usage headers: slower from three quarters on, no call any more just below the limit."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from studio.publishers.facebook.graph import SLOWEST, STOP_FOR, Rates, usage
from tests.simulators.clock import SimClock

PAGE, OTHER = "100000000000001", "100000000000002"


@pytest.fixture
def clock() -> SimClock:
    return SimClock(datetime(2026, 11, 25, 3, tzinfo=UTC))


def page_usage(percent: float, minutes: float = 0) -> dict[str, str]:
    row = {"type": "pages", "call_count": percent, "total_cputime": 1, "total_time": 2}
    told = {PAGE: [{**row, "estimated_time_to_regain_access": minutes}]}
    return {"x-business-use-case-usage": json.dumps(told)}


def test_nothing_is_slowed_below_three_quarters(clock: SimClock) -> None:
    rates = Rates(clock)
    rates.note(PAGE, page_usage(75))
    assert (rates.slowing(PAGE), rates.stopped(PAGE)) == (0.0, 0.0)


def test_calls_slow_down_the_nearer_the_limit(clock: SimClock) -> None:
    rates = Rates(clock)
    pauses = []
    for percent in (76, 85, 94):
        rates.note(PAGE, page_usage(percent))
        pauses.append(rates.slowing(PAGE))
    assert 0 < pauses[0] < pauses[1] < pauses[2] < SLOWEST


def test_at_ninety_five_it_stops_for_a_while(clock: SimClock) -> None:
    rates = Rates(clock)
    rates.note(PAGE, page_usage(95))
    assert rates.stopped(PAGE) == STOP_FOR.total_seconds()
    clock.advance(STOP_FOR)
    assert rates.stopped(PAGE) == 0.0


def test_it_stops_as_many_minutes_as_facebook_says(clock: SimClock) -> None:
    rates = Rates(clock)
    rates.note(PAGE, page_usage(100, 90))
    clock.advance(timedelta(minutes=61))
    assert rates.stopped(PAGE) == 29 * 60


def test_pages_do_not_slow_each_other(clock: SimClock) -> None:
    rates = Rates(clock)
    rates.note(PAGE, page_usage(99))
    assert rates.stopped(OTHER) == 0.0


@pytest.mark.parametrize("name", ["x-app-usage", "x-page-usage"])
def test_the_other_headers_count_too(clock: SimClock, name: str) -> None:
    rates = Rates(clock)
    rates.note(PAGE, {name: '{"call_count": 3, "total_time": 96, "total_cputime": 4}'})
    assert rates.stopped(PAGE) > 0


def test_an_old_figure_says_nothing(clock: SimClock) -> None:
    rates = Rates(clock)
    rates.note(PAGE, page_usage(90))
    clock.advance(timedelta(hours=1))
    assert rates.slowing(PAGE) == 0.0


def test_an_answer_without_headers_changes_nothing(clock: SimClock) -> None:
    rates = Rates(clock)
    rates.note(PAGE, page_usage(96))
    rates.note(PAGE, {})
    assert rates.stopped(PAGE) > 0


def test_a_limit_that_was_hit_does_not_shorten_what_facebook_said(clock: SimClock) -> None:
    rates = Rates(clock)
    rates.note(PAGE, page_usage(100, 30))
    rates.stop(PAGE, 60.0)
    assert rates.stopped(PAGE) == 30 * 60


def test_a_mad_wait_is_capped(clock: SimClock) -> None:
    rates = Rates(clock)
    rates.stop(PAGE, float("inf"))
    assert rates.stopped(PAGE) == 3600.0


@pytest.mark.parametrize("header", ["", "no json", "[]", "7", '{"a": 1}', '{"a": [1, null]}'])
def test_a_header_that_cannot_be_read_is_passed_over(header: str) -> None:
    assert usage({"x-app-usage": header}) is None


@pytest.mark.parametrize("header", ['{"call_count": "x"}', '{"call_count": true}'])
def test_a_figure_that_is_none_counts_as_nothing_used(header: str) -> None:
    told = usage({"x-app-usage": header})
    assert told is not None
    assert told.percent == 0.0
