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
from tests.publishers.zalo.world import HOLDER, NOON, REFERENCE, MemoryLogins, World
from tests.simulators.faults import Fault, Kind, rule
from tests.simulators.zalo.platform import APP, SECRET_KEY

TOKEN, GETOA, CREATE = "/v4/oa/access_token", "/v2.0/oa/getoa", "/v2.0/article/create"
LIFE = timedelta(seconds=90_000)


def grant_of(world: World) -> dict[str, int]:
    with world.server.lock:
        (grant,) = world.zalo.state()["grants"]
    return {name: grant[name] for name in ("refreshed", "replayed")}


def test_until_two_thirds_of_its_life_a_token_serves_as_it_is(world: World) -> None:
    grants, before = world.grants(), world.login
    world.clock.advance(LIFE * 2 / 3 - timedelta(seconds=1))
    assert grants.token(world.account) == before.access_token
    assert world.calls(TOKEN) == 0
    world.clock.advance(timedelta(seconds=1))
    fresh = grants.token(world.account)
    assert fresh != before.access_token
    assert world.login.access_token == fresh
    assert world.login.refresh_token != before.refresh_token
    assert world.login.access_from == world.clock.now()
    assert world.login.access_until == world.clock.now() + LIFE
    assert world.login.refresh_until == world.clock.now() + timedelta(days=90)
    assert (world.login.app_id, world.login.holder) == (before.app_id, HOLDER)
    assert grants.token(world.account) == fresh
    assert grant_of(world) == {"refreshed": 1, "replayed": 0}


def test_a_refresh_is_asked_for_as_documented(world: World) -> None:
    before = world.login
    world.clock.advance(LIFE)
    world.grants().token(world.account)
    (entry,) = world.server.journal(path=TOKEN)
    assert entry.call.headers["secret_key"] == SECRET_KEY
    assert entry.call.form == {
        "app_id": APP,
        "grant_type": "refresh_token",
        "refresh_token": before.refresh_token.reveal(),
    }
    assert entry.call.query == {}


def test_a_login_that_does_not_say_since_when_counts_from_its_end(world: World) -> None:
    login = replace(world.login, access_from=None)
    assert renew_at(login) == renew_at(world.login)


@pytest.mark.parametrize("code", [-216, -220, -124])
def test_a_token_zalo_does_not_take_is_renewed_once_and_the_call_repeated(world: World, code: int) -> None:
    world.server.faults.script("POST", CREATE, Fault(kind=Kind.ERROR, options={"code": code}))
    answer = world.publisher.create(world.account, world.package(), REFERENCE, world.files)
    assert answer.outcome is Outcome.DONE
    assert len(world.articles) == 1
    assert world.calls(CREATE) == 2
    assert grant_of(world) == {"refreshed": 1, "replayed": 0}


def test_tokens_that_all_ran_out_are_renewed_by_a_read_too(world: World) -> None:
    world.do("expire", oa_id=world.oa_id)
    assert world.publisher.identity(world.account).page_id == world.oa_id
    assert world.calls(GETOA) == 2


def test_a_token_never_taken_needs_a_person_and_no_storm(world: World) -> None:
    world.server.faults.add(rule(Fault(kind=Kind.ERROR, options={"code": -216}), path="/v2.0/*"))
    answer = world.publisher.create(world.account, world.package(), REFERENCE, world.files)
    assert (answer.outcome, answer.needs_person, answer.code) == (Outcome.NOT_EXECUTED, True, "-216")
    assert (world.calls(CREATE), world.calls(TOKEN)) == (2, 1)


def test_a_pair_is_stored_before_anything_uses_it(world: World) -> None:
    order: list[str] = []

    class Watched(MemoryLogins):
        def save(self, account: str, login: object) -> None:
            with world.server.lock:
                order.extend(entry.call.path for entry in world.server.journal())
            order.append("saved")
            world.server.forget_journal()
            super().save(account, login)  # type: ignore[arg-type]

    watched = Watched()
    MemoryLogins.save(watched, world.account.name, world.login)
    world.logins = watched
    world.do("expire", oa_id=world.oa_id)
    world.another().identity(world.account)
    order.extend(entry.call.path for entry in world.server.journal())
    assert order == [GETOA, TOKEN, "saved", GETOA]


def test_a_pair_that_a_health_check_could_not_store_is_the_publishers_too(world: World) -> None:
    """The keyring is locked while somebody presses Check; the refresh token is used up by then."""
    grants = world.grants()
    connector = ZaloConnector(world.http, world.clock, grants=grants, holder=HOLDER)
    world.clock.advance(LIFE)
    world.logins.fails = True
    with pytest.raises(KeyringTrouble):
        connector.health(world.account, world.logins)
    world.logins.fails = False
    assert grants.token(world.account) == world.login.access_token
    assert grant_of(world) == {"refreshed": 1, "replayed": 0}


def test_a_grant_that_ended_lives_again_with_a_new_login(world: World) -> None:
    grants = world.grants()
    world.connect(refresh_token=Secret("used up by another program"))
    world.clock.advance(timedelta(hours=17))
    grants.token(world.account)
    assert grants.is_dead(world.account)
    world.connect()
    assert not grants.is_dead(world.account)


def test_a_pair_that_cannot_be_stored_is_not_used_and_not_lost(world: World) -> None:
    grants, before = world.grants(), world.login
    world.clock.advance(LIFE)
    world.logins.fails = True
    for _ in range(3):
        with pytest.raises(KeyringTrouble):
            grants.token(world.account)
    assert world.login == before
    assert grant_of(world) == {"refreshed": 1, "replayed": 0}
    world.logins.fails = False
    fresh = grants.token(world.account)
    assert world.login.access_token == fresh != before.access_token
    assert grant_of(world) == {"refreshed": 1, "replayed": 0}
    world.clock.advance(LIFE)
    assert grants.token(world.account) != fresh
    assert grant_of(world) == {"refreshed": 2, "replayed": 0}


def test_a_pair_in_memory_gives_way_to_a_new_consent(world: World) -> None:
    grants = world.grants()
    world.clock.advance(LIFE)
    world.logins.fails = True
    with pytest.raises(KeyringTrouble):
        grants.token(world.account)
    world.logins.fails = False
    pair = world.do("explorer", oa_id=world.oa_id)
    now = world.clock.now()
    consented = world.connect(
        access_token=Secret(pair["access_token"]),
        refresh_token=Secret(pair["refresh_token"]),
        access_from=now,
        access_until=now + LIFE,
    )
    assert grants.token(world.account) == consented.access_token
    assert world.login == consented


def test_a_program_that_died_before_storing_uses_the_old_access_token_to_its_end(world: World) -> None:
    """The refresh token is used up and its successor gone: nothing can cure that but a new consent."""
    world.clock.advance(LIFE * 2 / 3)
    world.logins.fails = True
    with pytest.raises(KeyringTrouble):
        world.grants().token(world.account)  # this one's memory is lost
    world.logins.fails = False
    before = world.login
    grants = world.grants()
    assert grants.token(world.account) == before.access_token
    assert world.another().identity(world.account).page_id == world.oa_id
    world.clock.advance(LIFE / 3)
    with pytest.raises(NeedsConsent) as told:
        grants.token(world.account)
    assert "cấp quyền lại" in told.value.phrase.vi
    assert world.login == before
    answer = world.another().create(world.account, world.package(), REFERENCE, world.files)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert "cấp quyền lại" in answer.say.vi


def test_after_a_refresh_that_failed_zalo_is_left_alone_for_a_while(world: World) -> None:
    grants = world.grants()
    world.clock.advance(LIFE * 2 / 3)
    world.server.faults.add(rule(Kind.DROP_BEFORE, path=TOKEN))
    for _ in range(3):
        assert grants.token(world.account) == world.login.access_token
    assert world.calls(TOKEN) == 1
    world.clock.advance(PAUSE)
    grants.token(world.account)
    assert world.calls(TOKEN) == 2
    world.server.faults.clear()
    world.clock.advance(PAUSE)
    assert grants.token(world.account) == world.login.access_token
    assert grant_of(world) == {"refreshed": 1, "replayed": 0}


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
def test_trouble_of_the_network_or_of_zalo_is_no_dead_grant(world: World, fault: Fault) -> None:
    world.speak_through(Impatient(world.server))
    before = world.login
    world.clock.advance(LIFE)
    world.server.faults.script("POST", TOKEN, fault)
    grants = world.grants()
    with pytest.raises(Unreachable):
        grants.token(world.account)
    assert world.login == before
    assert grants.token(world.account) == world.login.access_token
    assert grant_of(world)["replayed"] == 0


@pytest.mark.parametrize("kind", [Kind.DROP_AFTER, Kind.TRUNCATED, Kind.RESET_AFTER])
def test_a_refresh_whose_answer_was_lost_ends_in_a_clear_need(world: World, kind: Kind) -> None:
    grants, before = world.grants(), world.login
    world.clock.advance(LIFE * 2 / 3)
    world.server.faults.script("POST", TOKEN, kind)
    assert grants.token(world.account) == before.access_token
    world.clock.advance(PAUSE)
    assert grants.token(world.account) == before.access_token
    world.clock.advance(LIFE / 3)
    with pytest.raises(NeedsConsent):
        grants.token(world.account)
    assert world.login == before


def test_a_refresh_token_past_its_months_is_not_even_tried(world: World) -> None:
    world.connect(refresh_until=NOON)
    world.clock.advance(LIFE)
    with pytest.raises(NeedsConsent):
        world.grants().token(world.account)
    assert world.calls(TOKEN) == 0


@pytest.mark.parametrize(
    ("console", "said"),
    [({"active": False}, "chưa hoạt động"), ({"secret_key": "another"}, "-14004")],
)
def test_what_is_wrong_with_the_app_is_said(world: World, console: dict[str, object], said: str) -> None:
    world.do("app", **console)
    world.clock.advance(LIFE)
    with pytest.raises(NeedsConsent) as told:
        world.grants().token(world.account)
    assert said in told.value.phrase.vi


def test_a_pair_somebody_else_stored_meanwhile_is_adopted(world: World) -> None:
    """As after a backup was laid back, or where a lock did not hold: the loser of the race blanks nothing."""
    world.clock.advance(LIFE)
    pair = world.do("explorer", oa_id=world.oa_id)
    now = world.clock.now()
    winner = replace(
        world.login,
        access_token=Secret(pair["access_token"]),
        refresh_token=Secret(pair["refresh_token"]),
        access_from=now,
        access_until=now + LIFE,
    )
    loser = world.login

    class Behind(MemoryLogins):
        """Shows the old pair until it was used."""

        def load(self, account: str) -> ZaloLogin:
            return winner if world.calls(TOKEN) else loser

    world.logins = Behind()
    assert world.grants().token(world.account) == winner.access_token
    assert world.calls(TOKEN) == 1
    assert world.logins.saves == 0


def test_threads_that_need_a_new_token_make_one_refresh(world: World) -> None:
    publisher = world.another()
    world.do("expire", oa_id=world.oa_id)
    gate, found = threading.Barrier(8), []

    def ask() -> None:
        gate.wait()
        found.append(publisher.identity(world.account).page_id)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [world.oa_id] * 8
    assert grant_of(world) == {"refreshed": 1, "replayed": 0}


def test_another_profiles_grant_is_not_touched(world: World) -> None:
    world.connect(holder="profile-2")
    world.clock.advance(LIFE)
    with pytest.raises(OtherHolder) as told:
        world.publisher.identity(world.account)
    assert "máy khác" in told.value.phrase.vi
    answer = world.publisher.create(world.account, world.package(), REFERENCE, world.files)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert world.calls("/v*") == 0


def test_without_a_login_nothing_is_sent(world: World) -> None:
    world.logins.forget(world.account.name)
    with pytest.raises(NotConnected):
        world.publisher.identity(world.account)
    world.logins.save(world.account.name, FacebookLogin(page_token=Secret("x")))
    with pytest.raises(NotConnected):
        world.publisher.identity(world.account)
    assert world.server.journal() == []


def test_nothing_secret_is_logged_or_said(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    pairs = [world.login]
    world.clock.advance(LIFE * 2 / 3)
    world.server.faults.script("POST", TOKEN, Kind.DROP_BEFORE, Fault(kind=Kind.ERROR, options={"code": -118}))
    grants = world.grants()
    grants.token(world.account)
    world.clock.advance(LIFE)
    said = []
    for _ in range(2):
        try:
            grants.token(world.account)
        except StudioError as trouble:
            said.append(repr(trouble) + str(trouble.phrase) + trouble.phrase.en)
    pairs.append(world.login)
    everything = caplog.text + "".join(said) + repr(pairs) + repr(grants.__dict__)
    assert "renewed" in caplog.text
    for login in pairs:
        for secret in (login.access_token, login.refresh_token, login.secret_key):
            assert secret.reveal() not in everything


def test_an_app_that_insists_on_proof_gets_it(world: World) -> None:
    world.do("app", needs_proof=True)
    answer = world.publisher.create(world.account, world.package(), REFERENCE, world.files)
    assert answer.outcome is Outcome.DONE
    assert world.calls(CREATE) == 2
    refused, proven = world.server.journal(path=CREATE)
    assert "appsecret_proof" not in refused.call.headers
    assert len(proven.call.headers["appsecret_proof"]) == 64
    world.publisher.identity(world.account)
    assert world.calls(GETOA) == 1


def test_a_proof_by_a_wrong_key_needs_a_person(world: World) -> None:
    world.do("app", needs_proof=True)
    world.connect(secret_key=Secret("another"))
    answer = world.publisher.create(world.account, world.package(), REFERENCE, world.files)
    assert (answer.outcome, answer.needs_person, answer.code) == (Outcome.NOT_EXECUTED, True, "-242")
    assert world.calls(CREATE) == 2


class Saying(Http):
    """Answers whatever is asked with `body`."""

    def __init__(self, body: object, status: int = 200) -> None:
        super().__init__()
        self._body = body
        self._status = status

    def send(self, method: str, url: str, **how: Any) -> Reply:
        return Reply(status=self._status, headers={}, body=json.dumps(self._body).encode())


@pytest.mark.parametrize("body", [{}, {"x": 1}, [], "x", None, {"refresh_token": "r"}])
def test_an_answer_that_is_neither_a_pair_nor_an_error_is_not_zalos_word(world: World, body: object) -> None:
    with pytest.raises(Unreachable):
        renew(Saying(body), world.account, world.login, world.clock)


@pytest.mark.parametrize("status", [302, 429, 500, 503])
@pytest.mark.parametrize("body", [{"error": -14004}, {"access_token": "a", "refresh_token": "r"}])
def test_under_a_status_of_trouble_neither_a_pair_nor_an_error_is_zalos_word(
    world: World, status: int, body: object
) -> None:
    with pytest.raises(Unreachable):
        renew(Saying(body, status), world.account, world.login, world.clock)


@pytest.mark.parametrize("body", [{"access_token": "a"}, {"access_token": "a", "refresh_token": ""}])
def test_half_a_pair_is_none(world: World, body: object) -> None:
    with pytest.raises(NeedsConsent):
        renew(Saying(body), world.account, world.login, world.clock)


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
def test_a_token_lives_as_long_as_zalo_says_or_as_is_usual(world: World, told: object, seconds: int) -> None:
    body = {"access_token": "a", "refresh_token": "r", "expires_in": told}
    fresh = renew(Saying(body), world.account, world.login, world.clock)
    assert (fresh.access_until - world.clock.now()).total_seconds() == seconds
    assert (fresh.access_from, fresh.refresh_token.reveal()) == (world.clock.now(), "r")
