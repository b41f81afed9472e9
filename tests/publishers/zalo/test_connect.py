"""Connecting an official account, and what its health says."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from studio.accounts.logins import Login, ZaloLogin
from studio.accounts.model import Health, HealthState
from studio.errors import BadInput, Refused
from studio.phrase import Bilingual
from studio.publishers.connections import checked
from studio.publishers.http import Http
from studio.publishers.port import Unreachable
from studio.publishers.zalo.connect import CONSENT, EXPLORER, ZaloConnector, challenge_of, new_pair, package_until
from studio.secret import KeyringTrouble, Secret
from tests.publishers.zalo.world import HOLDER, MemoryLogins, World
from tests.simulators.faults import Fault, Kind, rule
from tests.simulators.zalo.platform import APP, REDIRECT, SECRET_KEY, VERIFIER

TOKEN = "/v4/oa/access_token"
S = HealthState


def connector(world: World) -> ZaloConnector:
    return ZaloConnector(world.http, world.clock, grants=world.grants(), holder=HOLDER)


def given(world: World, way: str, **changes: str) -> dict[str, Secret]:
    """What a person types, as the window hands it on."""
    pair = world.zalo.pairs[world.oa_id]
    values = {"app_id": APP, "secret_key": SECRET_KEY}
    if way == EXPLORER:
        values |= {"access_token": pair["access_token"], "refresh_token": pair["refresh_token"]}
    else:
        values |= {"code": world.do("consent", oa_id=world.oa_id)["code"], "code_verifier": VERIFIER}
    (asked,) = [one for one in connector(world).ways() if one.key == way]
    return checked(asked, {key: Secret(value) for key, value in (values | changes).items()})


def health(world: World) -> Health:
    return connector(world).health(world.account, world.logins)


def test_the_ways_are_told_step_by_step(world: World) -> None:
    ways = connector(world).ways()
    assert [way.key for way in ways] == [EXPLORER, CONSENT]
    for way in ways:
        assert "MỘT máy" in way.steps[-1].vi
        assert {ask.key for ask in way.asks if not ask.secret} == {"app_id"}


@pytest.mark.parametrize("way", [EXPLORER, CONSENT])
def test_a_login_is_found_with_whose_it_is_and_how(world: World, way: str) -> None:
    (found,) = connector(world).connect(world.account, way, given(world, way))
    assert (found.page_id, found.title) == (world.oa_id, "Công an xã Mẫu 1")
    assert found.health.state is S.OK
    assert found.health.rights == ("info", "article")
    assert "đã xác thực" in found.health.say.vi
    assert "31/12/2026" in found.health.say.vi
    assert "không kết nối OA trên máy khác" in found.health.say.vi
    login = found.login
    assert isinstance(login, ZaloLogin)
    assert (login.app_id, login.holder, login.secret_key) == (APP, HOLDER, Secret(SECRET_KEY))
    assert found.health.until == login.refresh_until == world.clock.now() + timedelta(days=90)
    assert login.access_until == world.clock.now() + timedelta(seconds=90_000)
    world.logins.save(world.account.name, login)
    world.clock.advance(timedelta(days=2))
    assert world.publisher.identity(world.account).page_id == world.oa_id


def test_the_whole_address_may_be_pasted(world: World) -> None:
    told = world.do("consent", oa_id=world.oa_id)
    address = f"{REDIRECT}?code={told['code']}&oa_id={told['oa_id']}&state=x"
    (found,) = connector(world).connect(world.account, CONSENT, given(world, CONSENT, code=address))
    assert found.page_id == world.oa_id


def test_an_address_of_another_account_is_refused_before_its_code_is_used(world: World) -> None:
    address = f"{REDIRECT}?code=abc&oa_id=999"
    with pytest.raises(BadInput) as told:
        connector(world).connect(world.account, CONSENT, given(world, CONSENT, code=address))
    assert told.value.where == "code"
    assert "999" in told.value.phrase.vi
    assert world.calls(TOKEN) == 0


def test_an_address_without_a_code_is_refused(world: World) -> None:
    with pytest.raises(BadInput):
        connector(world).connect(world.account, CONSENT, given(world, CONSENT, code=f"{REDIRECT}?oa_id="))
    assert world.server.journal() == []


@pytest.mark.parametrize(
    ("way", "key", "value"),
    [
        (EXPLORER, "access_token", "wrong"),
        (EXPLORER, "access_token", "hai mã"),
        (EXPLORER, "app_id", "ứng-dụng"),
        (EXPLORER, "app_id", "abc"),
        (CONSENT, "code", "c0de-xyz"),
        (CONSENT, "code_verifier", "short"),
        (CONSENT, "secret_key", "có dấu"),
    ],
)
def test_what_is_wrong_is_named(world: World, way: str, key: str, value: str) -> None:
    with pytest.raises(BadInput) as told:
        connector(world).connect(world.account, way, given(world, way, **{key: value}))
    assert told.value.where == key
    assert value not in (told.value.phrase.en if key != "app_id" else "")


@pytest.mark.parametrize(("key", "value"), [("secret_key", "wrong"), ("code_verifier", "x" * 43)])
def test_what_zalo_does_not_take_for_a_code_needs_a_new_one(world: World, key: str, value: str) -> None:
    with pytest.raises(BadInput) as told:
        connector(world).connect(world.account, CONSENT, given(world, CONSENT, **{key: value}))
    assert told.value.where == "code"
    assert "mã mới" in told.value.phrase.vi


def test_an_app_without_a_challenge_needs_no_verifier(world: World) -> None:
    world.do("app", code_challenge="")
    values = given(world, CONSENT)
    del values["code_verifier"]
    (found,) = connector(world).connect(world.account, CONSENT, values)
    assert found.page_id == world.oa_id


def test_an_unknown_way_is_named(world: World) -> None:
    with pytest.raises(BadInput) as told:
        connector(world).connect(world.account, "password", {})
    assert told.value.where == "way"


def test_connecting_spends_no_refresh_token(world: World) -> None:
    world.do("expire", oa_id=world.oa_id)
    with pytest.raises(BadInput) as told:
        connector(world).connect(world.account, EXPLORER, given(world, EXPLORER))
    assert told.value.where == "access_token"
    assert world.calls(TOKEN) == 0


def test_without_the_right_to_know_who_it_is_nothing_is_found(world: World) -> None:
    world.do("grant", oa_id=world.oa_id, permissions=["article"])
    with pytest.raises(Refused) as told:
        connector(world).connect(world.account, EXPLORER, given(world, EXPLORER))
    assert "cấp quyền" in told.value.phrase.vi


def test_without_a_network_one_may_wait(world: World) -> None:
    world.server.faults.add(rule(Kind.DROP_BEFORE))
    with pytest.raises(Unreachable):
        connector(world).connect(world.account, EXPLORER, given(world, EXPLORER))
    assert health(world).state is S.UNREACHABLE


def test_a_code_used_up_in_vain_is_said(world: World) -> None:
    world.server.faults.add(rule(Kind.DROP_BEFORE, path="/v2.0/*"))
    with pytest.raises(Unreachable) as told:
        connector(world).connect(world.account, CONSENT, given(world, CONSENT))
    assert "mã mới" in told.value.phrase.vi


def test_the_pair_of_a_consent_is_as_zalo_makes_it(world: World) -> None:
    pair = new_pair(lambda count: b"\x07" * count)
    verifier = pair.verifier.reveal()
    assert len(verifier) == 43
    digest = hashlib.sha256(verifier.encode()).digest()
    assert pair.challenge == base64.urlsafe_b64encode(digest).decode().rstrip("=") == challenge_of(pair.verifier)
    assert verifier not in repr(pair)
    assert new_pair() != new_pair()
    link = connector(world).consent_link(world.account, app_id=APP, callback=REDIRECT, pair=pair, state="s1")
    parts = urlsplit(link)
    assert link.startswith(f"{world.server.url}/v4/oa/permission?")
    assert {key: values[0] for key, values in parse_qs(parts.query).items()} == {
        "app_id": APP,
        "redirect_uri": REDIRECT,
        "code_challenge": pair.challenge,
        "state": "s1",
    }
    assert verifier not in link


def test_the_consent_link_is_one_zalo_takes(world: World) -> None:
    pair = new_pair()
    world.do("app", code_challenge=pair.challenge)
    link = connector(world).consent_link(world.account, app_id=APP, callback=REDIRECT, pair=pair, state="s")
    answer = Http().send("GET", link)
    assert answer.status == 200
    assert "Công an xã Mẫu 1" in answer.body.decode()
    values = given(world, CONSENT, code_verifier=pair.verifier.reveal())
    assert connector(world).connect(world.account, CONSENT, values)[0].page_id == world.oa_id


def test_without_base_address_it_is_zalos_own(world: World) -> None:
    account = replace(world.account, base_url="")
    link = connector(world).consent_link(account, app_id=APP, callback=REDIRECT, pair=new_pair(), state="s")
    assert link.startswith("https://oauth.zaloapp.com/v4/oa/permission?")


# health


def test_a_good_connection_says_who_holds_it_and_until_when(world: World) -> None:
    found = health(world)
    assert (found.state, found.page_id, found.title) == (S.OK, world.oa_id, "Công an xã Mẫu 1")
    assert found.until == world.login.refresh_until
    assert "chỉ do máy này giữ" in found.say.vi


def test_a_look_renews_what_is_due(world: World) -> None:
    world.clock.advance(timedelta(hours=20))
    found = health(world)
    assert found.state is S.OK
    assert found.until == world.clock.now() + timedelta(days=90)


@pytest.mark.parametrize(
    ("console", "state", "said"),
    [
        ({"verified": False}, S.BLOCKED, "xác thực"),
        ({"paid": False}, S.BLOCKED, "Gói dịch vụ"),
        ({"enabled": False}, S.BLOCKED, "khóa"),
        ({"exists": False}, S.BLOCKED, "không tìm thấy OA"),
    ],
)
def test_what_zalo_holds_against_the_account_is_said(
    world: World, console: dict[str, bool], state: HealthState, said: str
) -> None:
    world.do("oa", oa_id=world.oa_id, **console)
    found = health(world)
    assert found.state is state
    assert said in found.say.vi
    assert found.next_step.vi


@pytest.mark.parametrize("console", [{"removed": True}, {"active": False}, {"registered": False}])
def test_what_zalo_holds_against_the_app_is_said(world: World, console: dict[str, bool]) -> None:
    world.do("app", **console)
    assert health(world).state is S.BLOCKED


def test_missing_rights_are_named(world: World) -> None:
    world.do("grant", oa_id=world.oa_id, permissions=["info"])
    found = health(world)
    assert (found.state, found.rights, found.page_id) == (S.NEEDS_RIGHTS, ("info",), world.oa_id)
    assert "quản lý bài viết" in found.next_step.vi


def test_a_dead_grant_is_told_while_its_last_token_lives_and_after(world: World) -> None:
    world.do("explorer", oa_id=world.oa_id)  # somebody took a new pair elsewhere: ours cannot be renewed
    assert health(world).state is S.OK
    world.clock.advance(timedelta(seconds=60_000))
    found = health(world)
    assert (found.state, found.until) == (S.EXPIRING, world.login.access_until)
    assert "26/11/2026 13:00" in found.say.vi
    assert "cấp quyền lại" in found.next_step.vi
    world.clock.advance(timedelta(seconds=30_000))
    found = health(world)
    assert found.state is S.NEEDS_LOGIN
    assert "cấp quyền lại" in found.next_step.vi


def test_a_grant_that_ends_within_two_weeks_is_expiring(world: World) -> None:
    world.connect(refresh_until=world.clock.now() + timedelta(days=13))
    assert health(world).state is S.EXPIRING
    world.connect(refresh_until=world.clock.now() + timedelta(days=15))
    assert health(world).state is S.OK


def test_a_package_that_ends_within_two_weeks_is_told(world: World) -> None:
    world.clock.advance(timedelta(days=30))
    world.connect()
    world.do("explorer", oa_id=world.oa_id, access_token="at-new")
    world.connect(access_token=Secret("at-new"))
    found = health(world)
    assert found.state is S.EXPIRING
    assert "31/12/2026" in found.say.vi
    assert "Gia hạn gói" in found.next_step.vi


@pytest.mark.parametrize("told", ["", None, "hết hạn", "31/02/2026", 5])
def test_a_day_that_cannot_be_read_is_none(told: object) -> None:
    assert package_until({"package_valid_through_date": told}) is None


def test_other_states_of_the_login(world: World) -> None:
    world.connect(holder="profile-2")
    found = health(world)
    assert found.state is S.NEEDS_LOGIN
    assert "máy khác" in found.say.vi
    world.logins.forget(world.account.name)
    assert health(world).state is S.NOT_CONNECTED
    assert world.server.journal() == []


def test_a_locked_keyring_is_not_the_connections_fault(world: World) -> None:
    class Locked(MemoryLogins):
        def load(self, account: str) -> Login | None:
            raise KeyringTrouble(Bilingual("kho khóa đang bị khóa.", "the keyring is locked."))

    world.logins = Locked()
    with pytest.raises(KeyringTrouble):
        health(world)


def test_trouble_on_the_way_says_nothing_of_the_login(world: World) -> None:
    for fault in (Fault(kind=Kind.HTML), Fault(kind=Kind.PORTAL), Fault(kind=Kind.STATUS, status=407)):
        world.server.faults.clear()
        world.server.faults.add(rule(fault))
        assert health(world).state is S.UNREACHABLE


# the consent link


def test_a_link_is_made_with_a_pair_whose_secret_half_connects(world: World) -> None:
    typed = {"app_id": Secret(APP)}
    made = connector(world).consent(world.account, typed, REDIRECT)
    verifier = made.given["code_verifier"]
    assert challenge_of(verifier) == made.challenge
    assert verifier.reveal() not in made.link + repr(made)
    assert connector(world).consent(world.account, typed, REDIRECT).challenge != made.challenge
    world.do("app", code_challenge=made.challenge)
    assert Http().send("GET", made.link).status == 200
    values = given(world, CONSENT, code_verifier=verifier.reveal())
    assert connector(world).connect(world.account, CONSENT, values)[0].page_id == world.oa_id


def test_a_verifier_that_was_given_is_kept(world: World) -> None:
    typed = {"app_id": Secret(APP), "code_verifier": Secret(VERIFIER)}
    made = connector(world).consent(world.account, typed, REDIRECT)
    assert made.challenge == challenge_of(Secret(VERIFIER))


@pytest.mark.parametrize(
    ("typed", "callback", "where"),
    [
        ({}, REDIRECT, "app_id"),
        ({"app_id": APP}, "trang cua toi", "callback"),
        ({"app_id": APP}, "javascript:alert(1)", "callback"),
        ({"app_id": APP, "code_verifier": "ngan"}, REDIRECT, "code_verifier"),
    ],
)
def test_what_a_link_lacks_is_named(world: World, typed: dict[str, str], callback: str, where: str) -> None:
    with pytest.raises(BadInput) as told:
        connector(world).consent(world.account, {key: Secret(value) for key, value in typed.items()}, callback)
    assert told.value.where == where
