"""The emergency: on and off by who may, bulletins under running numbers, and the promise of the next one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from studio.app.text_guard import given_away
from studio.calendar.emergency import Emergencies
from studio.calendar.storage_emergencies import StoredEmergencies
from studio.directory.model import DirectoryBook
from studio.errors import BadInput, NotPermitted, Refused
from studio.outbox.audit import Act
from studio.outbox.storage_audit import StoredAudit
from studio.posts.model import PostState
from studio.posts.storage_tables import posts
from tests.posts.post_rig import PIN, PostRig
from tests.profile import numbered

HOUR = timedelta(hours=1)


@pytest.fixture
def head(rig: PostRig) -> str:
    return rig.head


@pytest.fixture
def emergency(rig: PostRig) -> Emergencies:
    return Emergencies(
        StoredEmergencies(rig.store),
        drafts=rig.drafts,
        people=rig.people,
        log=StoredAudit(rig.store),
        updates=lambda: ("correction",),
        clock=rig.clock,
        ids=numbered("e"),
    )


def test_switched_on_with_a_reason_by_publisher_or_head(rig: PostRig, emergency: Emergencies, head: str) -> None:
    with pytest.raises(NotPermitted):
        emergency.begin(rig.author, PIN, "Ngập nặng", HOUR)
    with pytest.raises(NotPermitted):
        emergency.begin(head, "000000", "Ngập nặng", HOUR)
    with pytest.raises(BadInput, match="lý do"):
        emergency.begin(head, PIN, "  ", HOUR)
    with pytest.raises(BadInput, match="10 phút"):
        emergency.begin(head, PIN, "Ngập nặng", timedelta(minutes=1))
    assert emergency.present() is None
    begun = emergency.begin(head, PIN, "Ngập  nặng", HOUR)
    assert emergency.present() == begun
    assert begun.reason == "Ngập nặng"
    assert begun.goes_on == ("correction", "emergency_alert")
    with pytest.raises(Refused, match="đang bật"):
        emergency.begin(head, PIN, "Nữa", HOUR)
    entry = StoredAudit(rig.store).entries()[-1]
    assert (entry.act, entry.by, entry.data["why"]) == (Act.EMERGENCY_ON, head, "Ngập nặng")


def test_bulletins_are_numbered_and_say_when_the_next_one_comes(
    rig: PostRig, emergency: Emergencies, head: str
) -> None:
    begun = emergency.begin(head, PIN, "Cháy lớn", HOUR)
    first = emergency.next_bulletin(rig.author)
    assert (first.template_id, first.fields["bulletin_no"]) == ("emergency_alert", 1)
    assert first.fields["next_update"] == "2026-11-25T09:30"
    rig.drafts.edit(first.id, rig.author, fields={"event": "Cháy chợ", "place": "Chợ Mẫu"})
    second = emergency.next_bulletin(rig.author)
    assert (second.fields["bulletin_no"], second.fields["event"]) == (2, "Cháy chợ")
    situation = emergency.of(begun)
    assert [each.number for each in situation.bulletins] == [1, 2]
    assert situation.published == ()
    assert situation.due == begun.opened_at + HOUR


def test_the_promise_of_what_is_out_counts(rig: PostRig, emergency: Emergencies, head: str) -> None:
    begun = emergency.begin(head, PIN, "Cháy lớn", HOUR)
    first = emergency.next_bulletin(rig.author)
    rig.drafts.edit(first.id, rig.author, fields={"next_update": "2026-11-25T08:50"})
    with rig.store.write() as tx:
        tx.execute(update(posts).where(posts.c.id == first.id).values(state=PostState.PUBLISHED.value))
    situation = emergency.of(begun)
    assert len(situation.published) == 1
    assert situation.due == begun.opened_at + timedelta(minutes=20)


def test_switched_off_with_a_review(rig: PostRig, emergency: Emergencies, head: str) -> None:
    with pytest.raises(Refused, match="không bật"):
        emergency.end(head, PIN, "Ổn.")
    emergency.begin(head, PIN, "Cháy lớn", HOUR)
    bulletin = emergency.next_bulletin(rig.author)
    with pytest.raises(BadInput, match="rút ra"):
        emergency.end(head, PIN, "")
    rig.clock.forward(hours=2)
    ended = emergency.end(head, PIN, "Bản tin đầu chậm 10 phút.")
    assert emergency.present() is None
    assert emergency.all() == (ended,)
    assert not ended.on
    rig.clock.forward(minutes=5)
    rig.drafts.open_new("emergency_alert", rig.author)
    assert [each.post_id for each in emergency.of(ended).bulletins] == [bulletin.id]
    with pytest.raises(Refused, match="không bật"):
        emergency.next_bulletin(rig.author)
    assert StoredAudit(rig.store).entries()[-1].act is Act.EMERGENCY_OFF


def test_it_says_which_posts_wait(rig: PostRig, emergency: Emergencies, head: str) -> None:
    routine = rig.drafts.open_new("scam_warning", rig.author).id
    assert not emergency.waits(routine)
    emergency.begin(head, PIN, "Ngập nặng", HOUR)
    bulletin = emergency.next_bulletin(rig.author).id
    assert emergency.waits(routine)
    assert not emergency.waits(bulletin)


def test_the_log_keeps_no_data_of_a_citizen_for_good(rig: PostRig, head: str) -> None:
    emergency = Emergencies(
        StoredEmergencies(rig.store), drafts=rig.drafts, people=rig.people, log=StoredAudit(rig.store),
        updates=tuple, clock=rig.clock, ids=numbered("e"),
        scan=lambda text: given_away(text, DirectoryBook),
    )  # fmt: skip
    before = len(StoredAudit(rig.store).entries())
    with pytest.raises(BadInput) as refused:
        emergency.begin(head, PIN, "Ông Mẫu, 0912 345 678, báo ngập", HOUR)
    assert (refused.value.where, len(StoredAudit(rig.store).entries())) == ("reason", before)
    emergency.begin(head, PIN, "Ngập nặng, gọi 114", HOUR)
