"""A broadcast belongs to a verified delivery, and each of its steps is in the audit log."""

from __future__ import annotations

import io
import json
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from studio.accounts.model import Account, AccountKind
from studio.app import Studio
from studio.app.sending_room import AuditedLog, BroadcastSection
from studio.cli.console import Console
from studio.cli.outbox import broadcast
from studio.errors import NotPermitted, Refused, StorageTrouble, StudioError
from studio.outbox.audit import Act, problems
from studio.outbox.model import Delivery, DeliveryState
from studio.outbox.storage_audit import StoredAudit
from studio.people.model import Person, Role
from studio.phrase import Bilingual
from studio.publishers.port import Outcome
from studio.publishers.zalo.broadcast import Broadcasts
from studio.publishers.zalo.storage import StoredBroadcasts
from studio.store.engine import Store
from tests.profile import SetClock, fresh_store
from tests.publishers.zalo.zalo_rig import REFERENCE, TITLE, ZaloRig
from tests.simulators.faults import Kind, rule
from tests.ui.stand_in import StandIn

PIN = "246810"
MESSAGE = "/v2.0/oa/message"
LAN = Person(id="lan", name="Cán bộ đăng mẫu", roles=frozenset({Role.PUBLISHER}), pin_hash="")


class Staff(StandIn):  # type: ignore[misc]
    def verify_pin(self, person: Person | str, pin: str) -> Person:
        if pin != PIN:
            raise NotPermitted(Bilingual("PIN không đúng.", "the PIN is wrong."))
        return LAN

    def require(self, person: Person | str, *roles: Role) -> Person:
        return LAN

    def get(self, name: str) -> Person:
        return LAN


@dataclass
class Desk:
    """The delivery that is broadcast, its page, and everything that looks after it."""

    rig: ZaloRig
    store: Store
    delivery: Delivery
    account: Account
    away: bool = False

    def __post_init__(self) -> None:
        self.audit = StoredAudit(self.store)
        self.log = StoredBroadcasts(self.store)
        self.staff = Staff()

    def require_home(self) -> None:
        if self.away:
            raise Refused(Bilingual("dữ liệu này là bản sao.", "this data is a copy."))

    def post_of(self, account: str, article: str) -> str:
        return self.delivery.post_id if article == self.delivery.remote_id else ""

    def made(self) -> Broadcasts:
        log = AuditedLog(self.log, self.audit, self.store, self.post_of)
        rig = self.rig
        return Broadcasts(http=rig.http, grants=rig.grants(), clock=rig.clock, log=log, people=self.staff)

    def service(self, *, practice: bool = False) -> BroadcastSection:
        outbox = SimpleNamespace(
            get=lambda key: self.delivery, find=lambda prefix: self.delivery, require_home=self.require_home
        )
        accounts = SimpleNamespace(get=lambda name: self.account)
        return BroadcastSection(
            outbox=cast(Any, outbox), accounts=cast(Any, accounts), service=None if practice else self.made
        )

    @property
    def sent(self) -> int:
        with self.rig.server.lock:
            return len(self.rig.zalo.sim.broadcasts)

    @property
    def acts(self) -> list[tuple[Act, str]]:
        return [(entry.act, entry.data["step"]) for entry in self.audit.entries()]


@pytest.fixture
def desk(rig: ZaloRig, tmp_path: Path) -> Iterator[Desk]:
    store = fresh_store(tmp_path, SetClock())
    remote_id = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files).remote_id
    rig.publisher.reveal(rig.account, remote_id, rig.package(), REFERENCE, rig.files)
    now = rig.clock.now()
    delivery = Delivery(
        id="gui-1",
        post_id="bai-1",
        post_title=TITLE,
        account=rig.account.name,
        platform="zalo",
        page_id=rig.account.page_id,
        state=DeliveryState.VERIFIED,
        seal="s" * 64,
        reference=REFERENCE,
        due_at=now,
        remote_id=remote_id,
        queued_by="lan",
        created_at=now,
        updated_at=now,
    )
    yield Desk(rig, store, delivery, rig.account)
    store.close()


def test_every_step_is_in_the_chained_log_with_its_post(desk: Desk) -> None:
    assert desk.service().prepare("gui-1").hindrance is None
    assert desk.acts == []
    told = desk.service().send("gui-1", "lan", PIN)
    assert (told.outcome, desk.sent) == (Outcome.DONE, 1)
    assert desk.acts == [(Act.BROADCAST_INTENT, "intent"), (Act.BROADCAST, "done")]
    entries = desk.audit.entries("bai-1")
    assert {(e.by, e.data["remote_id"], e.data["page_id"]) for e in entries} == {
        ("lan", desk.delivery.remote_id, desk.account.page_id)
    }
    assert entries[-1].data["message_id"] == told.message_id
    assert problems(desk.audit.entries()) == ()
    with pytest.raises(Refused, match="một lần"):
        desk.service().send("gui-1", "lan", PIN)
    assert (desk.sent, len(desk.acts)) == (1, 2)


def test_a_lost_answer_is_logged_as_unknown_and_blocks_a_second_try(desk: Desk) -> None:
    desk.rig.server.faults.add(rule(Kind.DROP_AFTER, path=MESSAGE))
    told = desk.service().send("gui-1", "lan", PIN)
    assert told.outcome is Outcome.UNKNOWN
    assert desk.acts[-1] == (Act.BROADCAST, "unknown")
    hindrance = desk.service().prepare("gui-1").hindrance
    assert hindrance is not None
    assert "trang quản trị OA" in hindrance.vi
    calls = desk.rig.calls(MESSAGE)
    with pytest.raises(Refused):
        desk.service().send("gui-1", "lan", PIN)
    assert desk.rig.calls(MESSAGE) == calls == desk.sent == 1


def test_what_cannot_be_audited_is_not_sent(desk: Desk) -> None:
    class Full(StoredAudit):
        def append(self, **facts: Any) -> Any:
            raise StorageTrouble(Bilingual("ổ đĩa đầy.", "the disk is full."))

    desk.audit = Full(desk.store)
    with pytest.raises(StorageTrouble):
        desk.service().send("gui-1", "lan", PIN)
    assert (desk.sent, desk.log.of(desk.account.name)) == (0, ())


@pytest.mark.parametrize(
    "changed",
    [
        lambda desk: replace(desk.delivery, state=DeliveryState.UNKNOWN),
        lambda desk: replace(desk.delivery, state=DeliveryState.WITHDRAWN),
        lambda desk: replace(desk.delivery, remote_id=""),
        lambda desk: replace(desk.delivery, page_id="2000000999"),
    ],
)
def test_only_what_was_verified_on_this_page_is_broadcast(desk: Desk, changed: Callable[[Desk], Delivery]) -> None:
    desk.delivery = changed(desk)
    with pytest.raises(Refused):
        desk.service().prepare("gui-1")
    with pytest.raises(Refused):
        desk.service().send("gui-1", "lan", PIN)
    assert (desk.sent, desk.acts) == (0, [])


def test_a_practice_profile_and_other_pages_have_no_broadcasts(desk: Desk) -> None:
    with pytest.raises(Refused, match="Zalo OA"):
        desk.service(practice=True).send("gui-1", "lan", PIN)
    desk.account = replace(desk.account, kind=AccountKind.HANDOVER)
    with pytest.raises(Refused, match="Zalo OA"):
        desk.service().send("gui-1", "lan", PIN)
    assert desk.sent == 0


# The command line


def told(desk: Desk, *, sure: bool, pin: str = PIN) -> tuple[int, Any, str]:
    """Exit code, JSON answer (or the refusal's sentence) and what stderr said."""
    out, err = io.StringIO(), io.StringIO()
    console = Console(language="vi", json=True, out=out, err=err, source=io.StringIO())
    words = Namespace(delivery="gui-1", yes=sure, person=LAN, pin=pin)
    outbox = SimpleNamespace(find=lambda prefix: desk.delivery)
    studio = SimpleNamespace(people=desk.staff, outbox=outbox, broadcasting=desk.service())
    try:
        code = broadcast(cast(Studio, studio), console, words)
    except StudioError as refusal:
        return 1, refusal.phrase.vi, err.getvalue()
    return code, json.loads(out.getvalue()), err.getvalue()


def test_the_verb_shows_quota_and_warning_and_sends_only_with_yes_and_pin(desk: Desk) -> None:
    code, sentence, err = told(desk, sure=False)
    assert (code, desk.sent) == (1, 0)
    assert "--yes" in sentence
    assert "còn 4/4" in err
    assert "TẤT CẢ" in err
    assert "Không thể thu hồi" in err
    assert told(desk, sure=True, pin="000000")[0] == 1
    assert desk.sent == 0
    code, answer, _ = told(desk, sure=True)
    assert (code, answer["outcome"], desk.sent) == (0, "done", 1)
    code, sentence, err = told(desk, sure=True)
    assert (code, desk.sent) == (1, 1)
    assert "một lần" in sentence
    assert "còn 3/4" in err


def test_the_verb_ends_with_1_when_the_answer_is_lost(desk: Desk) -> None:
    desk.rig.server.faults.add(rule(Kind.HTML, path=MESSAGE))
    code, answer, _ = told(desk, sure=True)
    assert (code, answer["outcome"]) == (1, "unknown")
    assert "trang quản trị OA" in answer["message"]["vi"]


def test_a_copy_of_the_profile_broadcasts_nothing(desk: Desk) -> None:
    desk.away = True
    with pytest.raises(Refused, match="bản sao"):
        desk.service().send("gui-1", LAN.id, PIN)
    assert desk.sent == 0
