"""What stands on which day, and what of it may be moved by whom, where to, and at what price."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from studio.calendar.model import CalendarEntry, DayMarkKind, EntryKind
from studio.calendar.service import Calendar, MoveDoubt, by_steps, why_fixed
from studio.clock import VIETNAM
from studio.errors import BadInput, NotPermitted, Refused
from studio.outbox.model import Delivery, DeliveryState, Holder
from studio.outbox.storage import StoredOutbox
from studio.posts.model import Post, PostFilter, PostState
from studio.posts.transitions import EditConflict
from tests.posts.post_rig import PIN, PostRig

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
EIGHT = datetime(2026, 11, 28, 8, tzinfo=VIETNAM)
NINE = datetime(2026, 11, 30, 9, tzinfo=VIETNAM)


def deliver(rig: PostRig, post: Post, account: str, state: DeliveryState, due: datetime, **changes: object) -> Delivery:
    made = Delivery(
        id=f"d-{account}-{due.isoformat()}",
        post_id=post.id,
        post_title="Cảnh báo",
        account=account,
        platform="facebook",
        page_id="1",
        seal=post.id * 2,
        reference=f"PS-{account}-{due.isoformat()}",
        state=state,
        due_at=due,
        created_at=rig.clock.now(),
        updated_at=rig.clock.now(),
        **changes,  # type: ignore[arg-type]
    )
    StoredOutbox(rig.store).add(made)
    return made


def entries(calendar: Calendar, span: tuple[date, date] = NOVEMBER) -> list[CalendarEntry]:
    return list(calendar.span(*span).entries)


@pytest.fixture
def elsewhere() -> Iterator[None]:
    """A PC whose clock stands in New York."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a process cannot be changed here")
    before = os.environ.get("TZ")
    os.environ["TZ"] = "America/New_York"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


# What stands where


def test_planned_posts_stand_on_their_day_in_vietnam(rig: PostRig, calendar: Calendar) -> None:
    late = rig.draft(publish_at=datetime(2026, 11, 29, 23, 30, tzinfo=VIETNAM))
    early = rig.draft(publish_at=datetime(2026, 11, 30, 0, 15, tzinfo=VIETNAM))
    rig.draft()
    found = entries(calendar)
    assert [(e.post_id, e.day, e.kind) for e in found] == [
        (late.id, date(2026, 11, 29), EntryKind.PLANNED),
        (early.id, date(2026, 11, 30), EntryKind.PLANNED),
    ]
    assert found[0].pages == ("thuc-hanh", "ban-giao")
    assert [e.post_id for e in entries(calendar, (date(2026, 11, 30), date(2026, 11, 30)))] == [early.id]


@pytest.mark.usefixtures("elsewhere")
def test_days_are_vietnams_wherever_the_pc_stands(rig: PostRig, calendar: Calendar) -> None:
    post = rig.draft(publish_at=datetime(2026, 11, 30, 0, 15, tzinfo=VIETNAM))
    assert time.tzname[0] == "EST"
    assert [e.day for e in entries(calendar)] == [date(2026, 11, 30)]
    moved = calendar.move(post.id, post.publish_at, EIGHT, rig.author)
    assert moved.after == datetime(2026, 11, 28, 1, tzinfo=UTC)
    assert [e.day for e in entries(calendar)] == [date(2026, 11, 28)]


def test_what_lies_in_the_trash_does_not_stand_there(rig: PostRig, calendar: Calendar) -> None:
    post = rig.draft(publish_at=EIGHT)
    rig.drafts.trash(post.id, rig.author)
    assert entries(calendar) == []


def test_deliveries_of_one_post_at_one_moment_are_one_entry(rig: PostRig, calendar: Calendar) -> None:
    post = rig.approved(publish_at=EIGHT)
    rig.workflow.mark_queued(post.id, rig.publisher)
    deliver(rig, post, "thuc-hanh", DeliveryState.VERIFIED, EIGHT)
    deliver(rig, post, "ban-giao", DeliveryState.MISSED, EIGHT)
    (only,) = entries(calendar)
    assert (only.kind, only.delivery, only.done) == (EntryKind.DELIVERY, DeliveryState.MISSED, (1, 2))
    assert sorted(only.pages) == ["ban-giao", "thuc-hanh"]
    assert only.holder is None, "nothing runs any more"


@pytest.mark.parametrize(
    ("holder", "remote", "held"),
    [(Holder.PC, "", Holder.PC), (Holder.PLATFORM, "", Holder.PC), (Holder.PLATFORM, "77", Holder.PLATFORM)],
)
def test_a_platform_holds_only_what_it_was_handed(
    rig: PostRig, calendar: Calendar, holder: Holder, remote: str, held: Holder
) -> None:
    post = rig.approved(publish_at=EIGHT)
    rig.workflow.mark_queued(post.id, rig.publisher)
    deliver(rig, post, "thuc-hanh", DeliveryState.SCHEDULED, EIGHT, holder=holder, remote_id=remote)
    (only,) = entries(calendar)
    assert only.holder is held
    assert by_steps(only)
    assert why_fixed(only) is None


def test_a_cancelled_delivery_leaves_the_post_where_it_was_planned(rig: PostRig, calendar: Calendar) -> None:
    post = rig.approved(publish_at=EIGHT)
    deliver(rig, post, "thuc-hanh", DeliveryState.CANCELLED, EIGHT)
    assert [(e.kind, e.state) for e in entries(calendar)] == [(EntryKind.PLANNED, PostState.APPROVED)]


def test_a_filter_lets_through_posts_and_deliveries_of_a_page(rig: PostRig, calendar: Calendar) -> None:
    draft, sent = rig.draft(publish_at=EIGHT), rig.approved(publish_at=EIGHT)
    for account in ("thuc-hanh", "ban-giao"):
        deliver(rig, sent, account, DeliveryState.SCHEDULED, NINE)

    def found(**conditions: object) -> list[tuple[str, tuple[str, ...]]]:
        span = calendar.span(*NOVEMBER, PostFilter(**conditions))  # type: ignore[arg-type]
        return [(entry.post_id, entry.pages) for entry in span.entries if entry.kind is not EntryKind.APPROVAL_ENDS]

    assert found(states=(PostState.DRAFT,)) == [(draft.id, draft.targets)]
    assert (sent.id, ("ban-giao",)) in found(target="ban-giao")
    assert found(target="khong-co") == []
    assert found(unit="khong-co") == []
    assert found(trashed=True) == found()


def test_an_approval_that_ends_too_early_is_told(rig: PostRig, calendar: Calendar) -> None:
    given = rig.clock.now()
    soon, later = rig.approved(publish_at=EIGHT), rig.approved(publish_at=NINE + timedelta(days=9))
    open_ended = rig.approved()
    found = entries(calendar, (date(2026, 11, 1), date(2026, 12, 31)))
    ends = {e.post_id: e.at for e in found if e.kind is EntryKind.APPROVAL_ENDS}
    assert ends == {later.id: given + timedelta(days=7), open_ended.id: given + timedelta(days=7)}
    assert soon.id not in ends, "it only ends when the post is long out"
    rig.drafts.edit(later.id, rig.author, publish_at=NINE)
    found = entries(calendar, (date(2026, 11, 1), date(2026, 12, 31)))
    assert [e.post_id for e in found if e.kind is EntryKind.APPROVAL_ENDS] == [open_ended.id]


def test_companions_stand_on_the_day_they_are_due(
    rig: PostRig, calendar: Calendar, companions: list[CalendarEntry]
) -> None:
    at, post = datetime(2026, 11, 27, tzinfo=VIETNAM), rig.draft().id
    companions.append(
        CalendarEntry(kind=EntryKind.COMPANION, post_id=post, title="Tìm người", at=at, state=PostState.PUBLISHED)
    )
    assert [e.post_id for e in calendar.companions(*NOVEMBER)] == [post]
    assert calendar.companions(*NOVEMBER, PostFilter(states=(PostState.APPROVED,))) == ()
    assert calendar.companions(date(2026, 11, 28), date(2026, 12, 31)) == ()
    assert why_fixed(companions[0]) is not None


def test_holidays_of_the_days_asked_for_are_named(calendar: Calendar) -> None:
    marks = calendar.span(date(2027, 2, 8), date(2027, 2, 28)).marks
    assert [(mark.name.vi, mark.expected) for mark in marks] == [("Tết Nguyên đán", True)]
    assert calendar.span(date(2027, 2, 10), date(2027, 2, 28)).marks == ()


# Moving


def test_a_draft_is_moved_by_the_desk_and_taken_back(rig: PostRig, calendar: Calendar) -> None:
    post = rig.draft(publish_at=EIGHT)
    moved = calendar.move(post.id, EIGHT, NINE, rig.author)
    assert rig.get(post).publish_at == NINE
    assert not moved.dropped
    calendar.take_back(moved, rig.author)
    assert rig.get(post).publish_at == EIGHT
    assert [r.kind for r in rig.drafts.revisions(post.id)][-2:] == ["edit", "undo"], "both are in the journal"


@pytest.mark.parametrize("state", [PostState.APPROVED, PostState.IN_REVIEW, PostState.ON_HOLD])
def test_a_bound_time_is_given_up_only_when_agreed_to(rig: PostRig, calendar: Calendar, state: PostState) -> None:
    post = rig.in_review(publish_at=EIGHT) if state is PostState.IN_REVIEW else rig.approved(publish_at=EIGHT)
    if state is PostState.ON_HOLD:
        rig.workflow.hold(post.id, rig.approver, PIN, "Chờ xác minh")
    doubt = MoveDoubt.REVIEW if state is PostState.IN_REVIEW else MoveDoubt.APPROVAL
    assert set(calendar.weigh(post.id, NINE).doubts) == {doubt}
    with pytest.raises(Refused, match="gửi duyệt lại"):
        calendar.move(post.id, EIGHT, NINE, rig.author)
    assert rig.get(post).state is state
    moved = calendar.move(post.id, EIGHT, NINE, rig.author, {doubt})
    assert moved.dropped
    assert rig.get(post).state is PostState.DRAFT
    calendar.take_back(moved, rig.author)
    assert (rig.get(post).publish_at, rig.get(post).state) == (EIGHT, PostState.DRAFT), "the approval stays dropped"


def test_nothing_is_moved_into_the_past(rig: PostRig, calendar: Calendar) -> None:
    post = rig.draft(publish_at=EIGHT)
    for to in (rig.clock.now(), rig.clock.now() - timedelta(days=3)):
        with pytest.raises(Refused, match="đã qua"):
            calendar.move(post.id, EIGHT, to, rig.author, set(MoveDoubt))
    assert rig.get(post).publish_at == EIGHT


def test_what_is_in_the_outbox_or_published_stays(rig: PostRig, calendar: Calendar) -> None:
    post = rig.approved(publish_at=EIGHT)
    rig.workflow.mark_queued(post.id, rig.publisher)
    with pytest.raises(Refused, match="Hộp gửi"):
        calendar.move(post.id, EIGHT, NINE, rig.author, set(MoveDoubt))
    rig.workflow.mark_published(post.id)
    with pytest.raises(Refused, match="đính chính"):
        calendar.move(post.id, EIGHT, NINE, rig.author, set(MoveDoubt))


def test_a_post_that_was_moved_elsewhere_is_not_moved_again(rig: PostRig, calendar: Calendar) -> None:
    post = rig.draft(publish_at=EIGHT)
    moved = calendar.move(post.id, EIGHT, NINE, rig.author)
    with pytest.raises(Refused, match="ở nơi khác"):
        calendar.move(post.id, EIGHT, NINE + timedelta(days=1), rig.second)
    rig.drafts.edit(post.id, rig.second, fields={"how": "Kẻ gian gọi điện và giục làm ngay."})
    with pytest.raises(EditConflict):
        calendar.take_back(moved, rig.author)
    assert rig.get(post).publish_at == NINE


def test_only_authors_move(rig: PostRig, calendar: Calendar) -> None:
    post = rig.draft(publish_at=EIGHT)
    with pytest.raises(NotPermitted):
        calendar.move(post.id, EIGHT, NINE, rig.publisher)


# Days without publishing


def test_a_quiet_day_asks(rig: PostRig, calendar: Calendar) -> None:
    kept = calendar.add_blackout(date(2026, 11, 30), date(2026, 12, 1), "  Quốc   tang ", rig.approver)
    assert [(m.kind, m.name.vi) for m in calendar.span(*NOVEMBER).marks if m.on(date(2026, 11, 30))] == [
        (DayMarkKind.BLACKOUT, "Quốc tang")
    ]
    post = rig.draft(publish_at=EIGHT)
    with pytest.raises(Refused, match="Quốc tang"):
        calendar.move(post.id, EIGHT, NINE, rig.author)
    calendar.move(post.id, EIGHT, NINE, rig.author, {MoveDoubt.BLACKOUT})
    calendar.remove_blackout(kept.id, rig.approver)
    assert calendar.blackouts() == ()
    assert calendar.weigh(post.id, NINE + timedelta(hours=1)).doubts == {}


def test_a_quiet_day_is_told_of_by_the_day_in_vietnam(rig: PostRig, calendar: Calendar) -> None:
    calendar.add_blackout(date(2026, 11, 30), date(2026, 12, 1), "Quốc tang", rig.approver)
    inside = datetime(2026, 11, 30, tzinfo=VIETNAM), datetime(2026, 12, 1, 23, 59, tzinfo=VIETNAM)
    for at in inside:
        told = calendar.quiet_day(at)
        assert told is not None
        assert "Quốc tang" in told.vi
        assert told.en.startswith("The unit does not publish on")
    outside = datetime(2026, 11, 29, 23, 59, tzinfo=VIETNAM), datetime(2026, 12, 2, tzinfo=VIETNAM)
    assert [calendar.quiet_day(at) for at in outside] == [None, None]
    assert calendar.quiet_day(datetime(2027, 2, 17, tzinfo=VIETNAM)) is None, "a holiday is no day without posts"


@pytest.mark.parametrize(
    ("last", "name", "where"),
    [
        (date(2026, 11, 29), "Quốc tang", "last"),
        (date(2028, 1, 1), "Quốc tang", "last"),
        (date(2026, 11, 30), "  ", "name"),
        (date(2026, 11, 30), "a" * 61, "name"),
    ],
)
def test_a_quiet_day_that_cannot_be_is_refused_by_field(
    rig: PostRig, calendar: Calendar, last: date, name: str, where: str
) -> None:
    with pytest.raises(BadInput) as raised:
        calendar.add_blackout(date(2026, 11, 30), last, name, rig.author)
    assert raised.value.where == where
    assert calendar.blackouts() == ()
