"""The figures of a day, a week and a month: counted from the items, kept when they are gone, withheld where few."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from studio.errors import BadInput, NotPermitted
from studio.feedback.figures import FeedbackFigures, Period, WithheldReason, count_text
from studio.feedback.model import Category, FeedbackItem, ItemOutcome
from tests.feedback.desk_rig import FACEBOOK, PIN, PRACTICE, DeskRig

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
"""A Wednesday, 09:00 in Vietnam; the day before is a holiday."""
NOVEMBER = date(2026, 11, 25)
BODY = "Căn cước của tôi số 001099012345 bị mờ"


@pytest.fixture(autouse=True)
def on_a_working_day(desk: DeskRig) -> None:
    desk.clock.moment = NOW


def _asked(desk: DeskRig, count: int, category: Category = Category.PROCEDURE, **told: object) -> list[FeedbackItem]:
    found = [desk.ask(f"{BODY} {number}", **told) for number in range(count)]
    for item in found:
        desk.feedback.items.categorise(item.id, category, desk.an.id)
    return found


def _month(desk: DeskRig, account: str = "") -> FeedbackFigures:
    return desk.feedback.statistics.of(Period.MONTH, NOVEMBER, account)


def test_a_month_tells_how_many_were_answered_how_soon(desk: DeskRig) -> None:
    with desk.at_work(desk.an):
        asked = _asked(desk, 9)
        for place, item in enumerate(asked[:7]):
            desk.feedback.items.set_topic(item.id, "identity_card", desk.an.id)
            desk.feedback.items.note_reply(item.id, NOW + timedelta(minutes=30 + place), desk.an.id)
        desk.clock.forward(days=2)
        late = NOW + timedelta(days=2)
        desk.feedback.items.note_reply(asked[7].id, late, desk.an.id)
        for item in asked[:6]:
            desk.feedback.items.close(item.id, ItemOutcome.ANSWERED, desk.an.id)
    figures = _month(desk)
    (category,) = figures.by_category
    assert (figures.total.received, figures.total.answered, figures.total.in_time) == (9, 8, 7)
    assert category.key == Category.PROCEDURE
    assert category.share == 7 / 8
    assert category.median == timedelta(minutes=34.5)  # asked one minute before the clock's time
    topics = {one.key: count_text(one.received) for one in figures.by_topic}
    assert topics == {"identity_card": "*", "": "<5"}
    assert [one.received for one in figures.by_day if one.received] == [9]
    assert len(figures.by_day) == 30


def test_the_working_time_of_a_night_does_not_count(desk: DeskRig) -> None:
    evening = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)  # Monday, 20:00 in Vietnam; Tuesday is a holiday
    with desk.at_work(desk.an):
        for item in _asked(desk, 5, at=evening):
            desk.feedback.items.note_reply(item.id, NOW, desk.an.id)  # Wednesday, 09:00: an hour and a half of work
    assert _month(desk).total.median == timedelta(hours=1, minutes=30)


def test_few_of_a_kind_are_not_told_nor_what_would_give_them_away(desk: DeskRig) -> None:
    with desk.at_work(desk.an):
        _asked(desk, 12)
        _asked(desk, 6, Category.THANKS)
        _asked(desk, 2, Category.COMPLAINT)
    figures = _month(desk)
    told = {one.key: one.received for one in figures.by_category}
    assert (told["procedure"], told["thanks"], told["complaint"]) == (12, WithheldReason.BESIDE, WithheldReason.FEW)
    assert figures.total.received == 20
    assert count_text(told["complaint"]) == "<5"


def test_a_page_is_told_apart_and_belongs_to_the_days_of_vietnam(desk: DeskRig) -> None:
    last_minute = datetime(2026, 10, 31, 16, 59, tzinfo=UTC)  # 31/10, 23:59 in Vietnam
    with desk.at_work(desk.an):
        _asked(desk, 6, at=last_minute)
        _asked(desk, 7, at=last_minute + timedelta(minutes=2))
        _asked(desk, 8, account=PRACTICE.name)
    assert {one.key: one.received for one in _month(desk).by_page} == {FACEBOOK.name: 7, PRACTICE.name: 8}
    assert _month(desk, FACEBOOK.name).total.received == 7
    assert _month(desk, FACEBOOK.name).by_page == ()
    assert desk.feedback.statistics.of(Period.DAY, date(2026, 10, 31)).total.received == 6


def test_figures_stay_as_they_are_when_texts_are_purged_and_days_settled(desk: DeskRig) -> None:
    with desk.at_work(desk.an):
        for item in _asked(desk, 6):
            desk.feedback.items.note_reply(item.id, NOW + timedelta(minutes=20), desk.an.id)
            desk.feedback.items.close(item.id, ItemOutcome.ANSWERED, desk.an.id)
    before = _month(desk)
    desk.clock.forward(days=40)
    assert desk.feedback.statistics.settle() == 1
    with desk.at_work(desk.cuong):
        assert desk.feedback.purging.purge(desk.cuong.id, PIN) == 6
    assert _month(desk) == before
    assert desk.feedback.statistics.settle() == 0


def test_what_changes_after_a_day_was_settled_is_counted(desk: DeskRig) -> None:
    with desk.at_work(desk.an):
        asked = _asked(desk, 6)
        desk.clock.forward(days=1)
        desk.feedback.statistics.settle()
        for item in asked:
            desk.feedback.items.categorise(item.id, Category.THANKS, desk.an.id)
    assert [one.key for one in _month(desk).by_category] == [Category.THANKS]


def test_the_workbook_holds_figures_and_no_word_of_a_citizen(desk: DeskRig, tmp_path: Path) -> None:
    with desk.at_work(desk.an):
        _asked(desk, 6)
        figures = _month(desk)
        out = desk.feedback.statistics.write_workbook(figures, tmp_path / "a.xlsx", "vi", desk.an.id)
    with zipfile.ZipFile(out) as book:
        inside = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    assert "Công an phường Minh Khai" in inside
    assert "001099012345" not in inside
    assert "bị mờ" not in inside
    with pytest.raises(NotPermitted):
        desk.feedback.statistics.write_workbook(figures, tmp_path / "b.xlsx", "vi", desk.dung.id)


def test_a_span_that_ends_before_it_begins_or_is_endless_is_refused(desk: DeskRig) -> None:
    with pytest.raises(BadInput):
        desk.feedback.statistics.between(date(2026, 11, 2), date(2026, 11, 1))
    with pytest.raises(BadInput):
        desk.feedback.statistics.between(date(2024, 1, 1), date(2026, 11, 1))
