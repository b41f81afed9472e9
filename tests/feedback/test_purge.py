"""Texts go when their days are over, by whom they may, and one line says so; a clock that jumped takes nothing away."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import BadInput, NotPermitted, Refused
from studio.feedback.model import FeedbackFilter, FeedbackItem, FeedbackQueue, ItemOutcome, ItemState, PurgeRule
from studio.logbook import PROGRAM
from studio.outbox.audit import Act
from tests.feedback.desk_rig import NOW, PIN, DeskRig


def closed(desk: DeskRig, text: str = "Làm căn cước cần giấy tờ gì?") -> FeedbackItem:
    item = desk.ask(text)
    with desk.at_work(desk.an):
        return desk.feedback.items.close(item.id, ItemOutcome.NO_ANSWER, desk.an.id)


def forward(desk: DeskRig, days: int) -> None:
    """Day by day, as the program is used, so that nobody doubts the clock."""
    for _ in range(days):
        desk.clock.forward(days=1)
        desk.studio.clock_watch.steady()


def texts(desk: DeskRig, item: str) -> list[str]:
    with desk.at_work(desk.an):
        return [turn.text for turn in desk.feedback.items.conversation(item, desk.an.id).turns]


def test_a_text_goes_thirty_days_after_closing_and_the_item_stays(desk: DeskRig) -> None:
    item, still_open = closed(desk), desk.ask("Câu khác")
    forward(desk, 29)
    assert desk.feedback.purging.purge_due(desk.clock.now()) == 0
    forward(desk, 1)
    assert desk.feedback.purging.due(desk.clock.now()) == 1
    assert desk.feedback.purging.purge_due(desk.clock.now()) == 1
    assert texts(desk, item.id) == []
    assert texts(desk, still_open.id) == ["Câu khác"]
    kept = desk.feedback.items.get(item.id)
    assert (kept.purged, kept.outcome, kept.received_at) == (True, ItemOutcome.NO_ANSWER, item.received_at)
    (line,) = desk.feedback.purging.certificates()
    assert (line.by, line.count, line.rule, line.days) == (PROGRAM, 1, PurgeRule.TIME, 30)
    logged = [entry for entry in desk.studio.audit.entries() if entry.act is Act.FEEDBACK][-1]
    assert dict(logged.data) == {"step": "purged", "count": 1, "rule": "time", "days": 30}
    assert desk.studio.audit.purged_at(desk.clock.now()) == desk.clock.now(), "older copies go by this"
    assert desk.feedback.purging.daily(desk.clock.now()) == 0
    with desk.at_work(desk.an), pytest.raises(Refused, match="đã được xóa"):
        desk.feedback.items.reopen(item.id, desk.an.id)


def test_what_is_due_goes_when_the_program_is_opened(desk: DeskRig) -> None:
    item = closed(desk)
    forward(desk, 31)
    desk.reopen()
    assert desk.feedback.items.get(item.id).purged


def test_days_are_made_fewer_and_never_more(desk: DeskRig) -> None:
    early = closed(desk)
    with desk.at_work(desk.cuong):
        settings = desk.feedback.settings
        settings.set_retention_days(7, desk.cuong.id, PIN)
        assert early.closed_at is not None
        seventh = desk.feedback.items.get(early.id).purge_on
        assert seventh == (NOW + timedelta(days=7)).date()
        settings.set_retention_days(20, desk.cuong.id, PIN)
        assert desk.feedback.items.get(early.id).purge_on == seventh, "what was said at closing is kept"
        for days in (0, 31):
            with pytest.raises(BadInput):
                settings.set_retention_days(days, desk.cuong.id, PIN)
    with desk.at_work(desk.an), pytest.raises(NotPermitted):
        settings.set_retention_days(7, desk.an.id, PIN)


def test_a_clock_that_jumped_takes_nothing_away(desk: DeskRig) -> None:
    item = closed(desk)
    desk.studio.clock_watch.steady()
    desk.clock.forward(days=365)
    assert desk.feedback.purging.purge_due(desk.clock.now()) == 0
    desk.reopen()
    assert not desk.feedback.items.get(item.id).purged
    doubt = desk.studio.clock_doubt()
    assert doubt is not None
    assert "1 mục" in doubt.vi
    with desk.at_work(desk.cuong):
        desk.studio.confirm_clock(desk.cuong.id, PIN)
    assert desk.feedback.purging.purge_due(desk.clock.now()) == 1


def test_after_a_long_weekend_nobody_is_asked(desk: DeskRig) -> None:
    closed(desk)
    forward(desk, 27)
    desk.clock.forward(days=3, hours=14)
    assert desk.studio.clock_doubt() is None
    assert desk.feedback.purging.daily(desk.clock.now()) == 1


def test_the_head_purges_by_hand_what_is_due(desk: DeskRig) -> None:
    closed(desk)
    forward(desk, 30)
    with desk.at_work(desk.an), pytest.raises(NotPermitted):
        desk.feedback.purging.purge(desk.an.id, PIN)
    with desk.at_work(desk.cuong):
        with pytest.raises(NotPermitted):
            desk.feedback.purging.purge(desk.cuong.id, "00000000")
        assert desk.feedback.purging.purge(desk.cuong.id, PIN) == 1
    assert desk.feedback.purging.certificates()[0].rule is PurgeRule.BY_HAND


def test_only_what_was_handed_over_goes_before_its_time(desk: DeskRig) -> None:
    still_open, ended, handed = desk.ask("Câu một"), closed(desk, "Câu hai"), desk.ask("Câu ba")
    with desk.at_work(desk.an):
        desk.feedback.items.hand_over(handed.id, desk.an.id)
        ids = [still_open.id, ended.id, handed.id]
        assert desk.feedback.purging.forget_now(ids, desk.an.id) == 1
    assert (texts(desk, still_open.id), texts(desk, ended.id), texts(desk, handed.id)) == (["Câu một"], ["Câu hai"], [])
    assert desk.feedback.items.get(handed.id).state is ItemState.HANDED_OVER


def test_a_purge_within_a_greater_act_is_cut_from_the_wal_when_that_is_kept(desk: DeskRig) -> None:
    handed = desk.ask("Câu ba")

    def act() -> None:
        desk.feedback.items.hand_over(handed.id, desk.an.id)
        desk.feedback.purging.forget_now([handed.id], desk.an.id)

    with desk.at_work(desk.an):
        desk.studio.at_once(act)
    assert Path(f"{desk.profile.database}-wal").stat().st_size == 0


def test_an_answered_item_that_falls_silent_is_closed_so_that_its_text_goes(desk: DeskRig) -> None:
    item = desk.ask()
    with desk.at_work(desk.an):
        desk.feedback.items.note_reply(item.id, desk.clock.now(), desk.an.id)
    forward(desk, 4)
    desk.feedback.purging.purge_due(desk.clock.now())
    ended = desk.feedback.items.get(item.id)
    assert (ended.state, ended.outcome) == (ItemState.CLOSED, ItemOutcome.ANSWERED)
    forward(desk, 30)
    assert desk.feedback.purging.purge_due(desk.clock.now()) == 1
    assert desk.feedback.items.ids(FeedbackFilter(pill=FeedbackQueue.CLOSED)) == (item.id,)
