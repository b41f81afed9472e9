"""A refresh token serves once: one refresh at a time, stored before it is used, and never blanked."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from studio.accounts.logins import FacebookLogin, ZaloLogin
from studio.errors import StudioError
from studio.publishers.http import Http, Reply
from studio.publishers.port import Outcome, Unreachable
from studio.publishers.zalo.connect import ZaloConnector
from studio.publishers.zalo.grant import PAUSE, NeedsConsent, NotConnected, OtherHolder, renew, renew_at
from studio.secret import KeyringTrouble, Secret
from tests.publishers.patience import Impatient
from tests.publishers.zalo.zalo_rig import HOLDER, NOON, REFERENCE, MemoryLogins, ZaloRig
from tests.simulators.faults import Fault, Kind, rule
from tests.simulators.zalo.platform import APP, SECRET_KEY

TOKEN, GETOA, CREATE = "/v4/oa/access_token", "/v2.0/oa/getoa", "/v2.0/article/create"
LIFE = timedelta(seconds=90_000)


def grant_of(rig: ZaloRig) -> dict[str, int]:
    with rig.server.lock:
        (grant,) = rig.zalo.state()["grants"]
    return {name: grant[name] for name in ("refreshed", "replayed")}


def test_until_two_thirds_of_its_life_a_token_serves_as_it_is(rig: ZaloRig) -> None:
    grants, before = rig.grants(), rig.login
    rig.clock.advance(LIFE * 2 / 3 - timedelta(seconds=1))
    assert grants.token(rig.account) == before.access_token
    assert rig.calls(TOKEN) == 0
    rig.clock.advance(timedelta(seconds=1))
    fresh = grants.token(rig.account)
    assert fresh != before.access_token
    assert rig.login.access_token == fresh
    assert rig.login.refresh_token != before.refresh_token
    assert rig.login.access_from == rig.clock.now()
    assert rig.login.access_until == rig.clock.now() + LIFE
    assert rig.login.refresh_until == rig.clock.now() + timedelta(days=90)
    assert (rig.login.app_id, rig.login.holder) == (before.app_id, HOLDER)
    assert grants.token(rig.account) == fresh
    assert grant_of(rig) == {"refreshed": 1, "replayed": 0}


def test_a_refresh_is_asked_for_as_documented(rig: ZaloRig) -> None:
    before = rig.login
    rig.clock.advance(LIFE)
    rig.grants().token(rig.account)
    (entry,) = rig.server.journal(path=TOKEN)
    assert entry.call.headers["secret_key"] == SECRET_KEY
    assert entry.call.form == {
        "app_id": APP,
        "grant_type": "refresh_token",
        "refresh_token": before.refresh_token.reveal(),
    }
    assert entry.call.query == {}


def test_a_login_that_does_not_say_since_when_counts_from_its_end(rig: ZaloRig) -> None:
    login = replace(rig.login, access_from=None)
    assert renew_at(login) == renew_at(rig.login)


@pytest.mark.parametrize("code", [-216, -220, -124])
def test_a_token_zalo_does_not_take_is_renewed_once_and_the_call_repeated(rig: ZaloRig, code: int) -> None:
    rig.server.faults.script("POST", CREATE, Fault(kind=Kind.ERROR, options={"code": code}))
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    assert answer.outcome is Outcome.DONE
    assert len(rig.articles) == 1
    assert rig.calls(CREATE) == 2
    assert grant_of(rig) == {"refreshed": 1, "replayed": 0}


def test_tokens_that_all_ran_out_are_renewed_by_a_read_too(rig: ZaloRig) -> None:
    rig.do("expire", oa_id=rig.oa_id)
    assert rig.publisher.identity(rig.account).page_id == rig.oa_id
    assert rig.calls(GETOA) == 2


def test_a_token_never_taken_needs_a_person_and_no_storm(rig: ZaloRig) -> None:
    rig.server.faults.add(rule(Fault(kind=Kind.ERROR, options={"code": -216}), path="/v2.0/*"))
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    assert (answer.outcome, answer.needs_person, answer.code) == (Outcome.NOT_EXECUTED, True, "-216")
    assert (rig.calls(CREATE), rig.calls(TOKEN)) == (2, 1)


def test_a_pair_is_stored_before_anything_uses_it(rig: ZaloRig) -> None:
    order: list[str] = []

    class Watched(MemoryLogins):
        def save(self, account: str, login: object) -> None:
            with rig.server.lock:
                order.extend(entry.call.path for entry in rig.server.journal())
            order.append("saved")
            rig.server.forget_journal()
            super().save(account, login)  # type: ignore[arg-type]

    watched = Watched()
    MemoryLogins.save(watched, rig.account.name, rig.login)
    rig.logins = watched
    rig.do("expire", oa_id=rig.oa_id)
    rig.another().identity(rig.account)
    order.extend(entry.call.path for entry in rig.server.journal())
    assert order == [GETOA, TOKEN, "saved", GETOA]


def test_a_pair_that_a_health_check_could_not_store_is_the_publishers_too(rig: ZaloRig) -> None:
    """The keyring is locked while somebody presses Check; the refresh token is used up by then."""
    grants = rig.grants()
    connector = ZaloConnector(rig.http, rig.clock, grants=grants, holder=HOLDER)
    rig.clock.advance(LIFE)
    rig.logins.fails = True
    with pytest.raises(KeyringTrouble):
        connector.health(rig.account, rig.logins)
    rig.logins.fails = False
    assert grants.token(rig.account) == rig.login.access_token
    assert grant_of(rig) == {"refreshed": 1, "replayed": 0}


def test_a_grant_that_ended_lives_again_with_a_new_login(rig: ZaloRig) -> None:
    grants = rig.grants()
    rig.connect(refresh_token=Secret("used up by another program"))
    rig.clock.advance(timedelta(hours=17))
    grants.token(rig.account)
    assert grants.is_dead(rig.account)
    rig.connect()
    assert not grants.is_dead(rig.account)


def test_a_pair_that_cannot_be_stored_is_not_used_and_not_lost(rig: ZaloRig) -> None:
    grants, before = rig.grants(), rig.login
    rig.clock.advance(LIFE)
    rig.logins.fails = True
    for _ in range(3):
        with pytest.raises(KeyringTrouble):
            grants.token(rig.account)
    assert rig.login == before
    assert grant_of(rig) == {"refreshed": 1, "replayed": 0}
    rig.logins.fails = False
    fresh = grants.token(rig.account)
    assert rig.login.access_token == fresh != before.access_token
    assert grant_of(rig) == {"refreshed": 1, "replayed": 0}
    rig.clock.advance(LIFE)
    assert grants.token(rig.account) != fresh
    assert grant_of(rig) == {"refreshed": 2, "replayed": 0}


def test_a_pair_in_memory_gives_way_to_a_new_consent(rig: ZaloRig) -> None:
    grants = rig.grants()
    rig.clock.advance(LIFE)
    rig.logins.fails = True
    with pytest.raises(KeyringTrouble):
        grants.token(rig.account)
    rig.logins.fails = False
    pair = rig.do("explorer", oa_id=rig.oa_id)
    now = rig.clock.now()
    consented = rig.connect(
        access_token=Secret(pair["access_token"]),
        refresh_token=Secret(pair["refresh_token"]),
        access_from=now,
        access_until=now + LIFE,
    )
    assert grants.token(rig.account) == consented.access_token
    assert rig.login == consented


def test_a_program_that_died_before_storing_uses_the_old_access_token_to_its_end(rig: ZaloRig) -> None:
    """The refresh token is used up and its successor gone: nothing can cure that but a new consent."""
    rig.clock.advance(LIFE * 2 / 3)
    rig.logins.fails = True
    with pytest.raises(KeyringTrouble):
        rig.grants().token(rig.account)  # this one's memory is lost
    rig.logins.fails = False
    before = rig.login
    grants = rig.grants()
    assert grants.token(rig.account) == before.access_token
    assert rig.another().identity(rig.account).page_id == rig.oa_id
    rig.clock.advance(LIFE / 3)
    with pytest.raises(NeedsConsent) as told:
        grants.token(rig.account)
    assert "cấp quyền lại" in told.value.phrase.vi
    assert rig.login == before
    answer = rig.another().create(rig.account, rig.package(), REFERENCE, rig.files)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert "cấp quyền lại" in answer.say.vi


def test_after_a_refresh_that_failed_zalo_is_left_alone_for_a_while(rig: ZaloRig) -> None:
    grants = rig.grants()
    rig.clock.advance(LIFE * 2 / 3)
    rig.server.faults.add(rule(Kind.DROP_BEFORE, path=TOKEN))
    for _ in range(3):
        assert grants.token(rig.account) == rig.login.access_token
    assert rig.calls(TOKEN) == 1
    rig.clock.advance(PAUSE)
    grants.token(rig.account)
    assert rig.calls(TOKEN) == 2
    rig.server.faults.clear()
    rig.clock.advance(PAUSE)
    assert grants.token(rig.account) == rig.login.access_token
    assert grant_of(rig) == {"refreshed": 1, "replayed": 0}


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind=Kind.DROP_BEFORE),
        Fault(kind=Kind.RESET_BEFORE),
        Fault(kind=Kind.HTML),
        Fault(kind=Kind.STATUS, status=503, retry_after="60"),
        Fault(kind=Kind.STATUS, status=429),
        Fault(kind=Kind.REDIRECT),
        Fault(kind=Kind.PORTAL),
        Fault(kind=Kind.TRUNCATED, commit=False),
        Fault(kind=Kind.CUT_ANSWER, commit=False),
        Fault(kind=Kind.SLOW, seconds=600, commit=False),
        Fault(kind=Kind.ERROR, options={"code": -32}),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.status}",
)
def test_trouble_of_the_network_or_of_zalo_is_no_dead_grant(rig: ZaloRig, fault: Fault) -> None:
    rig.speak_through(Impatient(rig.server))
    before = rig.login
    rig.clock.advance(LIFE)
    rig.server.faults.script("POST", TOKEN, fault)
    grants = rig.grants()
    with pytest.raises(Unreachable):
        grants.token(rig.account)
    assert rig.login == before
    assert grants.token(rig.account) == rig.login.access_token
    assert grant_of(rig)["replayed"] == 0


@pytest.mark.parametrize("kind", [Kind.DROP_AFTER, Kind.TRUNCATED, Kind.RESET_AFTER])
def test_a_refresh_whose_answer_was_lost_ends_in_a_clear_need(rig: ZaloRig, kind: Kind) -> None:
    grants, before = rig.grants(), rig.login
    rig.clock.advance(LIFE * 2 / 3)
    rig.server.faults.script("POST", TOKEN, kind)
    assert grants.token(rig.account) == before.access_token
    rig.clock.advance(PAUSE)
    assert grants.token(rig.account) == before.access_token
    rig.clock.advance(LIFE / 3)
    with pytest.raises(NeedsConsent):
        grants.token(rig.account)
    assert rig.login == before


def test_a_refresh_token_past_its_months_is_not_even_tried(rig: ZaloRig) -> None:
    rig.connect(refresh_until=NOON)
    rig.clock.advance(LIFE)
    with pytest.raises(NeedsConsent):
        rig.grants().token(rig.account)
    assert rig.calls(TOKEN) == 0


@pytest.mark.parametrize(
    ("console", "said"),
    [({"active": False}, "chưa hoạt động"), ({"secret_key": "another"}, "-14004")],
)
def test_what_is_wrong_with_the_app_is_said(rig: ZaloRig, console: dict[str, object], said: str) -> None:
    rig.do("app", **console)
    rig.clock.advance(LIFE)
    with pytest.raises(NeedsConsent) as told:
        rig.grants().token(rig.account)
    assert said in told.value.phrase.vi


def test_a_pair_somebody_else_stored_meanwhile_is_adopted(rig: ZaloRig) -> None:
    """As after a backup was laid back, or where a lock did not hold: the loser of the race blanks nothing."""
    rig.clock.advance(LIFE)
    pair = rig.do("explorer", oa_id=rig.oa_id)
    now = rig.clock.now()
    winner = replace(
        rig.login,
        access_token=Secret(pair["access_token"]),
        refresh_token=Secret(pair["refresh_token"]),
        access_from=now,
        access_until=now + LIFE,
    )
    loser = rig.login

    class Behind(MemoryLogins):
        """Shows the old pair until it was used."""

        def load(self, account: str) -> ZaloLogin:
            return winner if rig.calls(TOKEN) else loser

    rig.logins = Behind()
    assert rig.grants().token(rig.account) == winner.access_token
    assert rig.calls(TOKEN) == 1
    assert rig.logins.saves == 0


def test_threads_that_need_a_new_token_make_one_refresh(rig: ZaloRig) -> None:
    publisher = rig.another()
    rig.do("expire", oa_id=rig.oa_id)
    gate, found = threading.Barrier(8), []

    def ask() -> None:
        gate.wait()
        found.append(publisher.identity(rig.account).page_id)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [rig.oa_id] * 8
    assert grant_of(rig) == {"refreshed": 1, "replayed": 0}


def test_another_profiles_grant_is_not_touched(rig: ZaloRig) -> None:
    rig.connect(holder="profile-2")
    rig.clock.advance(LIFE)
    with pytest.raises(OtherHolder) as told:
        rig.publisher.identity(rig.account)
    assert "máy khác" in told.value.phrase.vi
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert rig.calls("/v*") == 0


def test_without_a_login_nothing_is_sent(rig: ZaloRig) -> None:
    rig.logins.forget(rig.account.name)
    with pytest.raises(NotConnected):
        rig.publisher.identity(rig.account)
    rig.logins.save(rig.account.name, FacebookLogin(page_token=Secret("x")))
    with pytest.raises(NotConnected):
        rig.publisher.identity(rig.account)
    assert rig.server.journal() == []


def test_nothing_secret_is_logged_or_said(rig: ZaloRig, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    pairs = [rig.login]
    rig.clock.advance(LIFE * 2 / 3)
    rig.server.faults.script("POST", TOKEN, Kind.DROP_BEFORE, Fault(kind=Kind.ERROR, options={"code": -118}))
    grants = rig.grants()
    grants.token(rig.account)
    rig.clock.advance(LIFE)
    said = []
    for _ in range(2):
        try:
            grants.token(rig.account)
        except StudioError as trouble:
            said.append(repr(trouble) + str(trouble.phrase) + trouble.phrase.en)
    pairs.append(rig.login)
    everything = caplog.text + "".join(said) + repr(pairs) + repr(grants.__dict__)
    assert "renewed" in caplog.text
    for login in pairs:
        for secret in (login.access_token, login.refresh_token, login.secret_key):
            assert secret.reveal() not in everything


def test_an_app_that_insists_on_proof_gets_it(rig: ZaloRig) -> None:
    rig.do("app", needs_proof=True)
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    assert answer.outcome is Outcome.DONE
    assert rig.calls(CREATE) == 2
    refused, proven = rig.server.journal(path=CREATE)
    assert "appsecret_proof" not in refused.call.headers
    assert len(proven.call.headers["appsecret_proof"]) == 64
    rig.publisher.identity(rig.account)
    assert rig.calls(GETOA) == 1


def test_a_proof_by_a_wrong_key_needs_a_person(rig: ZaloRig) -> None:
    rig.do("app", needs_proof=True)
    rig.connect(secret_key=Secret("another"))
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    assert (answer.outcome, answer.needs_person, answer.code) == (Outcome.NOT_EXECUTED, True, "-242")
    assert rig.calls(CREATE) == 2


class Saying(Http):
    """Answers whatever is asked with `body`."""

    def __init__(self, body: object, status: int = 200) -> None:
        super().__init__()
        self._body = body
        self._status = status

    def send(self, method: str, url: str, **how: Any) -> Reply:
        return Reply(status=self._status, headers={}, body=json.dumps(self._body).encode())


@pytest.mark.parametrize("body", [{}, {"x": 1}, [], "x", None, {"refresh_token": "r"}])
def test_an_answer_that_is_neither_a_pair_nor_an_error_is_not_zalos_word(rig: ZaloRig, body: object) -> None:
    with pytest.raises(Unreachable):
        renew(Saying(body), rig.account, rig.login, rig.clock)


@pytest.mark.parametrize("status", [302, 429, 500, 503])
@pytest.mark.parametrize("body", [{"error": -14004}, {"access_token": "a", "refresh_token": "r"}])
def test_under_a_status_of_trouble_neither_a_pair_nor_an_error_is_zalos_word(
    rig: ZaloRig, status: int, body: object
) -> None:
    with pytest.raises(Unreachable):
        renew(Saying(body, status), rig.account, rig.login, rig.clock)


@pytest.mark.parametrize("body", [{"access_token": "a"}, {"access_token": "a", "refresh_token": ""}])
def test_half_a_pair_is_none(rig: ZaloRig, body: object) -> None:
    with pytest.raises(NeedsConsent):
        renew(Saying(body), rig.account, rig.login, rig.clock)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("3600", 3600),
        (7200, 7200),
        (None, 90_000),
        ("", 90_000),
        (0, 90_000),
        (-5, 90_000),
        ("NaN", 90_000),
        ([], 90_000),
    ],
)
def test_a_token_lives_as_long_as_zalo_says_or_as_is_usual(rig: ZaloRig, told: object, seconds: int) -> None:
    body = {"access_token": "a", "refresh_token": "r", "expires_in": told}
    fresh = renew(Saying(body), rig.account, rig.login, rig.clock)
    assert (fresh.access_until - rig.clock.now()).total_seconds() == seconds
    assert (fresh.access_from, fresh.refresh_token.reveal()) == (rig.clock.now(), "r")
