"""A broadcast goes out by a person's hand, once, by day; what is in doubt is never sent again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import NotFound, NotPermitted, Refused, StorageTrouble
from studio.people.model import Person, Role
from studio.phrase import Bilingual
from studio.publishers.port import Outcome, Unreachable
from studio.publishers.zalo.broadcast import BroadcastEntry, Broadcasts, BroadcastStep
from studio.publishers.zalo.storage import StoredBroadcasts
from studio.store.engine import Store
from tests.profile import SetClock, fresh_store
from tests.publishers.patience import Impatient
from tests.publishers.zalo.zalo_rig import REFERENCE, TITLE, ZaloRig
from tests.simulators.faults import Fault, Kind, rule
from tests.ui.stand_in import StandIn

MESSAGE = "/v2.0/oa/message"


class Staff(StandIn):  # type: ignore[misc]
    """One person with a PIN and the given roles."""

    def __init__(self, *roles: Role) -> None:
        self._roles = roles

    def verify_pin(self, person: Person | str, pin: str) -> Person:
        if pin != "2468":
            raise NotPermitted(Bilingual("PIN không đúng.", "the PIN is wrong."))
        return Person(id=str(person), name="Lan", roles=frozenset(self._roles), pin_hash="")

    def require(self, person: Person | str, *roles: Role) -> Person:
        if not set(roles) & set(self._roles):
            raise NotPermitted(Bilingual("không có vai trò.", "lacks the role."))
        return self.verify_pin(person, "2468")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = fresh_store(tmp_path, SetClock())
    yield store
    store.close()


@pytest.fixture
def log(store: Store) -> StoredBroadcasts:
    return StoredBroadcasts(store)


@pytest.fixture
def article(rig: ZaloRig) -> str:
    """A shown one."""
    remote_id = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files).remote_id
    rig.publisher.reveal(rig.account, remote_id, rig.package(), REFERENCE, rig.files)
    return remote_id


def service(rig: ZaloRig, log: StoredBroadcasts, *roles: Role) -> Broadcasts:
    staff = Staff(*(roles or (Role.PUBLISHER,)))
    return Broadcasts(http=rig.http, grants=rig.grants(), clock=rig.clock, log=log, people=staff)


def sent(rig: ZaloRig) -> int:
    with rig.server.lock:
        return len(rig.zalo.sim.broadcasts)


def steps(log: StoredBroadcasts, rig: ZaloRig) -> list[BroadcastStep]:
    """Oldest first."""
    return [entry.step for entry in reversed(log.of(rig.account.name))]


def test_what_is_about_to_happen_is_shown_first(rig: ZaloRig, log: StoredBroadcasts, article: str) -> None:
    prepared = service(rig, log).prepare(rig.account, article)
    assert (prepared.title, prepared.hindrance, prepared.former) == (TITLE, None, ())
    (allowance,) = prepared.allowances
    assert (allowance.product, allowance.total, allowance.remain) == ("broadcast", 4, 4)
    assert TITLE in prepared.warning.vi
    assert "TẤT CẢ" in prepared.warning.vi
    assert sent(rig) == 0


def test_it_goes_out_once(rig: ZaloRig, log: StoredBroadcasts, article: str) -> None:
    told = service(rig, log).send(rig.account, article, "lan", "2468")
    assert told.outcome is Outcome.DONE
    assert told.message_id
    (one,) = rig.zalo.sim.broadcasts
    assert (one.article, one.target, one.message_id) == (article, {}, told.message_id)
    assert steps(log, rig) == [BroadcastStep.INTENT, BroadcastStep.DONE]
    again = service(rig, log)
    with pytest.raises(Refused, match="một lần"):
        again.send(rig.account, article, "lan", "2468")
    hindrance = again.prepare(rig.account, article).hindrance
    assert hindrance is not None
    assert sent(rig) == 1
    assert again.quota(rig.account)[0].remain == 3


def test_a_renamed_account_does_not_send_it_again(rig: ZaloRig, log: StoredBroadcasts, article: str) -> None:
    service(rig, log).send(rig.account, article, "lan", "2468")
    rig.logins.save("ten-moi", rig.login)
    renamed = replace(rig.account, name="ten-moi")
    with pytest.raises(Refused):
        service(rig, log).send(renamed, article, "lan", "2468")
    assert sent(rig) == 1


@pytest.mark.parametrize(("roles", "pin"), [((Role.AUTHOR, Role.APPROVER), "2468"), ((Role.PUBLISHER,), "1111")])
def test_only_who_may_and_confirms_sends(
    rig: ZaloRig, log: StoredBroadcasts, article: str, roles: tuple[Role, ...], pin: str
) -> None:
    with pytest.raises(NotPermitted):
        service(rig, log, *roles).send(rig.account, article, "lan", pin)
    assert (sent(rig), steps(log, rig), rig.calls(MESSAGE)) == (0, [], 0)


@pytest.mark.parametrize(("hours", "opens"), [(10, "26/11/2026 06:00"), (14, "26/11/2026 06:00"), (9.99, "")])
def test_by_night_nothing_is_sent(rig: ZaloRig, log: StoredBroadcasts, article: str, hours: float, opens: str) -> None:
    """It is noon in Vietnam when the clock is not moved."""
    rig.clock.advance(timedelta(hours=hours))
    if not opens:
        assert service(rig, log).send(rig.account, article, "lan", "2468").outcome is Outcome.DONE
        return
    with pytest.raises(Refused, match=opens):
        service(rig, log).send(rig.account, article, "lan", "2468")
    assert (steps(log, rig), rig.calls(MESSAGE)) == ([], 0)


def test_a_hidden_or_missing_article_is_not_sent(rig: ZaloRig, log: StoredBroadcasts) -> None:
    hidden = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files).remote_id
    with pytest.raises(Refused, match="ẩn"):
        service(rig, log).send(rig.account, hidden, "lan", "2468")
    assert service(rig, log).prepare(rig.account, hidden).hindrance is not None
    with pytest.raises(NotFound):
        service(rig, log).send(rig.account, "ar-none", "lan", "2468")
    assert (steps(log, rig), rig.calls(MESSAGE)) == ([], 0)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind=Kind.DROP_BEFORE),
        Fault(kind=Kind.DROP_AFTER),
        Fault(kind=Kind.RESET_BEFORE),
        Fault(kind=Kind.RESET_AFTER),
        Fault(kind=Kind.CUT_BODY, bytes=10),
        Fault(kind=Kind.SLOW, seconds=600),
        Fault(kind=Kind.HTML),
        Fault(kind=Kind.HTML, status=502, commit=True),
        Fault(kind=Kind.STATUS, status=504),
        Fault(kind=Kind.TRUNCATED),
        Fault(kind=Kind.CUT_ANSWER),
        Fault(kind=Kind.REDIRECT),
        Fault(kind=Kind.PORTAL),
        Fault(kind=Kind.ERROR, options={"code": -200}),
        Fault(kind=Kind.ERROR, options={"code": -9999}),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.status}",
)
def test_in_doubt_it_is_never_sent_again(rig: ZaloRig, log: StoredBroadcasts, article: str, fault: Fault) -> None:
    rig.http.close()
    rig.speak_through(Impatient(rig.server))
    rig.server.faults.script("POST", MESSAGE, fault)
    told = service(rig, log).send(rig.account, article, "lan", "2468")
    assert told.outcome is Outcome.UNKNOWN
    assert "KHÔNG gửi lại" in told.say.vi
    assert steps(log, rig) == [BroadcastStep.INTENT, BroadcastStep.UNKNOWN]
    rig.clock.advance(timedelta(days=2))
    with pytest.raises(Refused, match="chưa rõ kết quả"):
        service(rig, log).send(rig.account, article, "lan", "2468")
    assert sent(rig) <= 1


@pytest.mark.parametrize(
    ("code", "outcome", "said"),
    [
        (-211, Outcome.NOT_EXECUTED, "hạn mức"),
        (-32, Outcome.NOT_EXECUTED, "một phút"),
        (-248, Outcome.REFUSED, "vi phạm"),
    ],
)
def test_what_zalo_refused_may_be_asked_for_again_by_a_person(
    rig: ZaloRig, log: StoredBroadcasts, article: str, code: int, outcome: Outcome, said: str
) -> None:
    rig.server.faults.add(rule(Fault(kind=Kind.ERROR, options={"code": code}), path=MESSAGE, nth=(1,)))
    told = service(rig, log).send(rig.account, article, "lan", "2468")
    assert (told.outcome, told.code) == (outcome, str(code))
    assert said in told.say.vi
    assert "thử lại" not in told.say.vi  # nothing does by itself
    assert rig.calls(MESSAGE) == 1
    assert service(rig, log).send(rig.account, article, "lan", "2468").outcome is Outcome.DONE
    assert sent(rig) == 1


def test_nothing_goes_out_when_the_intent_cannot_be_logged(rig: ZaloRig, store: Store, article: str) -> None:
    class Full(StoredBroadcasts):
        def begin(self, intent: BroadcastEntry) -> None:
            raise StorageTrouble(Bilingual("ổ đĩa đầy.", "the disk is full."))

    with pytest.raises(StorageTrouble):
        service(rig, Full(store)).send(rig.account, article, "lan", "2468")
    assert rig.calls(MESSAGE) == 0


def test_a_program_that_died_after_sending_leaves_it_in_doubt(
    rig: ZaloRig, store: Store, log: StoredBroadcasts, article: str
) -> None:
    class Dies(StoredBroadcasts):
        def append(self, entry: BroadcastEntry) -> None:
            if entry.step is not BroadcastStep.INTENT:
                raise StorageTrouble(Bilingual("ổ đĩa đầy.", "the disk is full."))
            super().append(entry)

    with pytest.raises(StorageTrouble):
        service(rig, Dies(store)).send(rig.account, article, "lan", "2468")
    with pytest.raises(Refused, match="chưa rõ kết quả"):
        service(rig, log).send(rig.account, article, "lan", "2468")
    assert sent(rig) == 1


def test_an_unreadable_quota_hides_nothing(rig: ZaloRig, log: StoredBroadcasts, article: str) -> None:
    rig.server.faults.add(rule(Kind.HTML, path="/v3.0/*"))
    with pytest.raises(Unreachable):
        service(rig, log).quota(rig.account)


def test_the_log_is_only_appended_to(rig: ZaloRig, store: Store, log: StoredBroadcasts, article: str) -> None:
    service(rig, log).send(rig.account, article, "lan", "2468")
    with closing(sqlite3.connect(store.path)) as connection:
        for statement in ("DELETE FROM zalo_broadcasts", "UPDATE zalo_broadcasts SET step = 'refused'"):
            with pytest.raises(sqlite3.IntegrityError, match="only appended to"):
                connection.execute(statement)
    (done, intent) = log.of(rig.account.name)
    assert (done.step, done.by, done.title, done.message_id != "") == (BroadcastStep.DONE, "lan", TITLE, True)
    assert (intent.step, intent.at) == (BroadcastStep.INTENT, rig.clock.now())
