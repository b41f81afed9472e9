"""The plan of a week: written, checked, agreed to by the head, printed, looked back at."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from studio.calendar.model import DayMark, DayMarkKind
from studio.calendar.storage import StoredWeeks
from studio.calendar.week import monday_of
from studio.calendar.weeks import Weeks
from studio.errors import BadInput, NotFound, Refused
from studio.events import EventBus, ServiceEvent
from studio.phrase import Bilingual
from studio.signoffs.service import SignOffs
from studio.signoffs.storage import StoredSignOffs
from tests.posts.post_rig import PIN, PostRig
from tests.profile import numbered

MONDAY = date(2026, 11, 30)
MARKS: list[DayMark] = []
SHOWN: list[tuple[date, str]] = []


@pytest.fixture
def heard() -> list[ServiceEvent]:
    return []


@pytest.fixture
def weeks(rig: PostRig, heard: list[ServiceEvent]) -> Weeks:
    bus = EventBus()
    bus.listen(heard.append)
    signoffs = SignOffs(
        StoredSignOffs(rig.store),
        rig.people,
        rig.clock,
        ids=numbered("so-"),
        note=lambda act, by, data: None,
        publish=bus.tell,
    )
    MARKS.clear()
    SHOWN.clear()
    return Weeks(
        StoredWeeks(rig.store),
        drafts=rig.drafts,
        people=rig.people,
        signoffs=signoffs,
        template=rig.templates.get,
        marks=lambda first, last: MARKS,
        expires=lambda post: None,
        shown=lambda first, last: SHOWN,
        unit=lambda: "Công an phường Mẫu",
        clock=rig.clock,
        ids=numbered("i"),
        publish=bus.tell,
    )


def planned(weeks: Weeks, rig: PostRig) -> None:
    """A goal and three posts of three kinds, with people and days."""
    weeks.set_goal(MONDAY, "  Mọi nhà biết   số 114 và cách thoát nạn ", rig.author)
    for number, template in enumerate(("scam_warning", "procedure_guide", "event_notice")):
        day = MONDAY + timedelta(days=number)
        item = weeks.add(day, template, rig.author)
        weeks.change(
            day,
            item.id,
            rig.author,
            writer=rig.author,
            approver=rig.approver,
            deadline=day - timedelta(days=1),
            review_on=day + timedelta(days=30),
        )


def codes(weeks: Weeks) -> set[str]:
    return {finding.code for finding in weeks.view(MONDAY).findings}


def test_a_plan_is_kept_by_week_and_read_on_any_of_its_days(weeks: Weeks, rig: PostRig) -> None:
    planned(weeks, rig)
    plan = weeks.plan(MONDAY + timedelta(days=6))
    assert plan.monday == MONDAY == monday_of(MONDAY + timedelta(days=6))
    assert plan.goal == "Mọi nhà biết số 114 và cách thoát nạn"
    assert [item.template_id for item in plan.items] == ["scam_warning", "procedure_guide", "event_notice"]
    assert plan.all_assigned
    view = weeks.view(MONDAY)
    assert len(view.kinds) == 3
    assert view.findings == ()
    assert weeks.plan(MONDAY + timedelta(days=7)).items == ()


def test_what_stands_against_it_is_told(weeks: Weeks, rig: PostRig) -> None:
    assert codes(weeks) == {"GOAL_SET"}
    item = weeks.add(MONDAY, "scam_warning", rig.author)
    assert codes(weeks) == {"GOAL_SET", "WEEK_BALANCE", "ASSIGNED", "EXPIRY_SET"}
    weeks.set_goal(MONDAY, "Phòng lừa đảo", rig.author)
    weeks.change(
        MONDAY,
        item.id,
        rig.author,
        writer=rig.author,
        approver=rig.author,
        deadline=MONDAY + timedelta(days=1),
        review_on=MONDAY - timedelta(days=1),
    )
    MARKS.append(DayMark(kind=DayMarkKind.BLACKOUT, name=Bilingual("Quốc tang", "Mourning"), first=MONDAY, last=MONDAY))
    assert codes(weeks) == {"WEEK_BALANCE", "FOUR_EYES", "DEADLINE", "EXPIRED", "QUIET_DAY"}


def test_the_third_post_of_one_look_is_told(weeks: Weeks, rig: PostRig) -> None:
    items = [weeks.add(MONDAY + timedelta(days=n), "scam_warning", rig.author) for n in range(3)]
    assert alike(weeks) == [items[2].id]
    weeks.change(items[1].day, items[1].id, rig.author, day=MONDAY - timedelta(days=7))
    assert alike(weeks) == []
    out = rig.drafts.open_new("scam_warning", rig.author)
    SHOWN.append((MONDAY - timedelta(days=1), out.id))
    assert alike(weeks) == [items[2].id]


def alike(weeks: Weeks) -> list[str]:
    """The items of which is said that they look like those before."""
    return [found.field for found in weeks.view(MONDAY).findings if found.code == "LOOKS_ALIKE"]


def test_moved_to_another_week_it_stands_there(weeks: Weeks, rig: PostRig) -> None:
    item = weeks.add(MONDAY, "scam_warning", rig.author)
    later = MONDAY + timedelta(days=8)
    weeks.change(MONDAY, item.id, rig.author, day=later)
    assert weeks.plan(MONDAY).items == ()
    assert [each.id for each in weeks.plan(later).items] == [item.id]
    with pytest.raises(NotFound):
        weeks.change(MONDAY, item.id, rig.author, writer=rig.author)


def test_the_head_agrees_to_exactly_this_plan(weeks: Weeks, rig: PostRig) -> None:
    head = rig.head
    with pytest.raises(Refused, match="mục tiêu"):
        weeks.submit(MONDAY, rig.author, PIN)
    planned(weeks, rig)
    weeks.submit(MONDAY, rig.author, PIN)
    assert weeks.view(MONDAY).waits
    weeks.decide(MONDAY, head, PIN, agree=True)
    assert weeks.view(MONDAY).agreed
    weeks.set_review(MONDAY, "Đủ bài, còn thiếu ảnh.", rig.author)
    assert weeks.view(MONDAY).agreed, "looking back changes nothing that was agreed to"
    weeks.set_goal(MONDAY, "Mục tiêu khác", rig.author)
    assert not weeks.view(MONDAY).agreed
    with pytest.raises(Refused, match="trình lại"):
        weeks.decide(MONDAY, head, PIN, agree=True)


def test_a_writer_who_approves_is_no_plan_to_submit(weeks: Weeks, rig: PostRig) -> None:
    planned(weeks, rig)
    item = weeks.plan(MONDAY).items[0]
    weeks.change(MONDAY, item.id, rig.author, approver=rig.author)
    with pytest.raises(Refused, match="Người duyệt cũng là người soạn"):
        weeks.submit(MONDAY, rig.author, PIN)


def test_begun_once_it_has_its_post(weeks: Weeks, rig: PostRig) -> None:
    item = weeks.add(MONDAY, "scam_warning", rig.author)
    post = weeks.begin(MONDAY, item.id, rig.author)
    assert rig.drafts.get(post).template_id == "scam_warning"
    assert weeks.begin(MONDAY, item.id, rig.author) == post
    weeks.remove(MONDAY, item.id, rig.author)
    assert rig.drafts.get(post).id == post, "the post stays"


def test_the_sheet_names_everything_and_says_whether_it_is_agreed(
    weeks: Weeks, rig: PostRig, heard: list[ServiceEvent], tmp_path: Path
) -> None:
    planned(weeks, rig)
    weeks.set_goal(MONDAY, "Biết <b>114</b>", rig.author)
    page = weeks.export(MONDAY, tmp_path / "tuan.html").read_text(encoding="utf-8")
    assert "DỰ THẢO" in page
    assert "Công an phường Mẫu" in page
    assert "Biết &lt;b&gt;114&lt;/b&gt;" in page, "what people write is text, not markup"
    assert rig.people.get(rig.author).name in page
    assert "30/11/2026" in page
    assert heard[-1].facts == {"week": "2026-11-30", "approved": "no"}
    head = rig.head
    weeks.submit(MONDAY, rig.author, PIN)
    weeks.decide(MONDAY, head, PIN, agree=True)
    page = weeks.export(MONDAY, tmp_path / "tuan.html").read_text(encoding="utf-8")
    assert "Đã duyệt: Hoàng Văn Trưởng" in page
    assert "DỰ THẢO" not in page
    assert (heard[-1].name, heard[-1].facts["approved"]) == ("calendar.exported", "yes")


def test_too_long_is_refused_in_words(weeks: Weeks, rig: PostRig) -> None:
    with pytest.raises(BadInput, match="300"):
        weeks.set_goal(MONDAY, "a" * 301, rig.author)
