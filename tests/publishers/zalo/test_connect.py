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
from tests.publishers.zalo.zalo_rig import HOLDER, MemoryLogins, ZaloRig
from tests.simulators.faults import Fault, Kind, rule
from tests.simulators.zalo.platform import APP, REDIRECT, SECRET_KEY, VERIFIER

TOKEN = "/v4/oa/access_token"
S = HealthState


def connector(rig: ZaloRig) -> ZaloConnector:
    return ZaloConnector(rig.http, rig.clock, grants=rig.grants(), holder=HOLDER)


def given(rig: ZaloRig, way: str, **changes: str) -> dict[str, Secret]:
    """What a person types, as the window hands it on."""
    pair = rig.zalo.pairs[rig.oa_id]
    values = {"app_id": APP, "secret_key": SECRET_KEY}
    if way == EXPLORER:
        values |= {"access_token": pair["access_token"], "refresh_token": pair["refresh_token"]}
    else:
        values |= {"code": rig.do("consent", oa_id=rig.oa_id)["code"], "code_verifier": VERIFIER}
    (asked,) = [one for one in connector(rig).ways() if one.key == way]
    return checked(asked, {key: Secret(value) for key, value in (values | changes).items()})


def health(rig: ZaloRig) -> Health:
    return connector(rig).health(rig.account, rig.logins)


def test_the_ways_are_told_step_by_step(rig: ZaloRig) -> None:
    ways = connector(rig).ways()
    assert [way.key for way in ways] == [EXPLORER, CONSENT]
    for way in ways:
        assert "MỘT máy" in way.steps[-1].vi
        assert {ask.key for ask in way.asks if not ask.secret} == {"app_id"}


@pytest.mark.parametrize("way", [EXPLORER, CONSENT])
def test_a_login_is_found_with_whose_it_is_and_how(rig: ZaloRig, way: str) -> None:
    (found,) = connector(rig).connect(rig.account, way, given(rig, way))
    assert (found.page_id, found.title) == (rig.oa_id, "Công an xã Mẫu 1")
    assert found.health.state is S.OK
    assert found.health.rights == ("info", "article")
    assert "đã xác thực" in found.health.say.vi
    assert "31/12/2026" in found.health.say.vi
    assert "không kết nối OA trên máy khác" in found.health.say.vi
    login = found.login
    assert isinstance(login, ZaloLogin)
    assert (login.app_id, login.holder, login.secret_key) == (APP, HOLDER, Secret(SECRET_KEY))
    assert found.health.until == login.refresh_until == rig.clock.now() + timedelta(days=90)
    assert login.access_until == rig.clock.now() + timedelta(seconds=90_000)
    rig.logins.save(rig.account.name, login)
    rig.clock.advance(timedelta(days=2))
    assert rig.publisher.identity(rig.account).page_id == rig.oa_id


def test_the_whole_address_may_be_pasted(rig: ZaloRig) -> None:
    told = rig.do("consent", oa_id=rig.oa_id)
    address = f"{REDIRECT}?code={told['code']}&oa_id={told['oa_id']}&state=x"
    (found,) = connector(rig).connect(rig.account, CONSENT, given(rig, CONSENT, code=address))
    assert found.page_id == rig.oa_id


def test_an_address_of_another_account_is_refused_before_its_code_is_used(rig: ZaloRig) -> None:
    address = f"{REDIRECT}?code=abc&oa_id=999"
    with pytest.raises(BadInput) as told:
        connector(rig).connect(rig.account, CONSENT, given(rig, CONSENT, code=address))
    assert told.value.where == "code"
    assert "999" in told.value.phrase.vi
    assert rig.calls(TOKEN) == 0


def test_an_address_without_a_code_is_refused(rig: ZaloRig) -> None:
    with pytest.raises(BadInput):
        connector(rig).connect(rig.account, CONSENT, given(rig, CONSENT, code=f"{REDIRECT}?oa_id="))
    assert rig.server.journal() == []


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
def test_what_is_wrong_is_named(rig: ZaloRig, way: str, key: str, value: str) -> None:
    with pytest.raises(BadInput) as told:
        connector(rig).connect(rig.account, way, given(rig, way, **{key: value}))
    assert told.value.where == key
    assert value not in (told.value.phrase.en if key != "app_id" else "")


@pytest.mark.parametrize(("key", "value"), [("secret_key", "wrong"), ("code_verifier", "x" * 43)])
def test_what_zalo_does_not_take_for_a_code_needs_a_new_one(rig: ZaloRig, key: str, value: str) -> None:
    with pytest.raises(BadInput) as told:
        connector(rig).connect(rig.account, CONSENT, given(rig, CONSENT, **{key: value}))
    assert told.value.where == "code"
    assert "mã mới" in told.value.phrase.vi


def test_an_app_without_a_challenge_needs_no_verifier(rig: ZaloRig) -> None:
    rig.do("app", code_challenge="")
    values = given(rig, CONSENT)
    del values["code_verifier"]
    (found,) = connector(rig).connect(rig.account, CONSENT, values)
    assert found.page_id == rig.oa_id


def test_an_unknown_way_is_named(rig: ZaloRig) -> None:
    with pytest.raises(BadInput) as told:
        connector(rig).connect(rig.account, "password", {})
    assert told.value.where == "way"


def test_connecting_spends_no_refresh_token(rig: ZaloRig) -> None:
    rig.do("expire", oa_id=rig.oa_id)
    with pytest.raises(BadInput) as told:
        connector(rig).connect(rig.account, EXPLORER, given(rig, EXPLORER))
    assert told.value.where == "access_token"
    assert rig.calls(TOKEN) == 0


def test_without_the_right_to_know_who_it_is_nothing_is_found(rig: ZaloRig) -> None:
    rig.do("grant", oa_id=rig.oa_id, permissions=["article"])
    with pytest.raises(Refused) as told:
        connector(rig).connect(rig.account, EXPLORER, given(rig, EXPLORER))
    assert "cấp quyền" in told.value.phrase.vi


def test_without_a_network_one_may_wait(rig: ZaloRig) -> None:
    rig.server.faults.add(rule(Kind.DROP_BEFORE))
    with pytest.raises(Unreachable):
        connector(rig).connect(rig.account, EXPLORER, given(rig, EXPLORER))
    assert health(rig).state is S.UNREACHABLE


def test_a_code_used_up_in_vain_is_said(rig: ZaloRig) -> None:
    rig.server.faults.add(rule(Kind.DROP_BEFORE, path="/v2.0/*"))
    with pytest.raises(Unreachable) as told:
        connector(rig).connect(rig.account, CONSENT, given(rig, CONSENT))
    assert "mã mới" in told.value.phrase.vi


def test_the_pair_of_a_consent_is_as_zalo_makes_it(rig: ZaloRig) -> None:
    pair = new_pair(lambda count: b"\x07" * count)
    verifier = pair.verifier.reveal()
    assert len(verifier) == 43
    digest = hashlib.sha256(verifier.encode()).digest()
    assert pair.challenge == base64.urlsafe_b64encode(digest).decode().rstrip("=") == challenge_of(pair.verifier)
    assert verifier not in repr(pair)
    assert new_pair() != new_pair()
    link = connector(rig).consent_link(rig.account, app_id=APP, callback=REDIRECT, pair=pair, state="s1")
    parts = urlsplit(link)
    assert link.startswith(f"{rig.server.url}/v4/oa/permission?")
    assert {key: values[0] for key, values in parse_qs(parts.query).items()} == {
        "app_id": APP,
        "redirect_uri": REDIRECT,
        "code_challenge": pair.challenge,
        "state": "s1",
    }
    assert verifier not in link


def test_the_consent_link_is_one_zalo_takes(rig: ZaloRig) -> None:
    pair = new_pair()
    rig.do("app", code_challenge=pair.challenge)
    link = connector(rig).consent_link(rig.account, app_id=APP, callback=REDIRECT, pair=pair, state="s")
    answer = Http().send("GET", link)
    assert answer.status == 200
    assert "Công an xã Mẫu 1" in answer.body.decode()
    values = given(rig, CONSENT, code_verifier=pair.verifier.reveal())
    assert connector(rig).connect(rig.account, CONSENT, values)[0].page_id == rig.oa_id


def test_without_base_address_it_is_zalos_own(rig: ZaloRig) -> None:
    account = replace(rig.account, base_url="")
    link = connector(rig).consent_link(account, app_id=APP, callback=REDIRECT, pair=new_pair(), state="s")
    assert link.startswith("https://oauth.zaloapp.com/v4/oa/permission?")


# health


def test_a_good_connection_says_who_holds_it_and_until_when(rig: ZaloRig) -> None:
    found = health(rig)
    assert (found.state, found.page_id, found.title) == (S.OK, rig.oa_id, "Công an xã Mẫu 1")
    assert found.until == rig.login.refresh_until
    assert "chỉ do máy này giữ" in found.say.vi


def test_a_look_renews_what_is_due(rig: ZaloRig) -> None:
    rig.clock.advance(timedelta(hours=20))
    found = health(rig)
    assert found.state is S.OK
    assert found.until == rig.clock.now() + timedelta(days=90)


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
    rig: ZaloRig, console: dict[str, bool], state: HealthState, said: str
) -> None:
    rig.do("oa", oa_id=rig.oa_id, **console)
    found = health(rig)
    assert found.state is state
    assert said in found.say.vi
    assert found.next_step.vi


@pytest.mark.parametrize("console", [{"removed": True}, {"active": False}, {"registered": False}])
def test_what_zalo_holds_against_the_app_is_said(rig: ZaloRig, console: dict[str, bool]) -> None:
    rig.do("app", **console)
    assert health(rig).state is S.BLOCKED


def test_missing_rights_are_named(rig: ZaloRig) -> None:
    rig.do("grant", oa_id=rig.oa_id, permissions=["info"])
    found = health(rig)
    assert (found.state, found.rights, found.page_id) == (S.NEEDS_RIGHTS, ("info",), rig.oa_id)
    assert "quản lý bài viết" in found.next_step.vi


def test_a_dead_grant_is_told_while_its_last_token_lives_and_after(rig: ZaloRig) -> None:
    rig.do("explorer", oa_id=rig.oa_id)  # somebody took a new pair elsewhere: ours cannot be renewed
    assert health(rig).state is S.OK
    rig.clock.advance(timedelta(seconds=60_000))
    found = health(rig)
    assert (found.state, found.until) == (S.EXPIRING, rig.login.access_until)
    assert "26/11/2026 13:00" in found.say.vi
    assert "cấp quyền lại" in found.next_step.vi
    rig.clock.advance(timedelta(seconds=30_000))
    found = health(rig)
    assert found.state is S.NEEDS_LOGIN
    assert "cấp quyền lại" in found.next_step.vi


def test_a_grant_that_ends_within_two_weeks_is_expiring(rig: ZaloRig) -> None:
    rig.connect(refresh_until=rig.clock.now() + timedelta(days=13))
    assert health(rig).state is S.EXPIRING
    rig.connect(refresh_until=rig.clock.now() + timedelta(days=15))
    assert health(rig).state is S.OK


def test_a_package_that_ends_within_two_weeks_is_told(rig: ZaloRig) -> None:
    rig.clock.advance(timedelta(days=30))
    rig.connect()
    rig.do("explorer", oa_id=rig.oa_id, access_token="at-new")
    rig.connect(access_token=Secret("at-new"))
    found = health(rig)
    assert found.state is S.EXPIRING
    assert "31/12/2026" in found.say.vi
    assert "Gia hạn gói" in found.next_step.vi


@pytest.mark.parametrize("told", ["", None, "hết hạn", "31/02/2026", 5])
def test_a_day_that_cannot_be_read_is_none(told: object) -> None:
    assert package_until({"package_valid_through_date": told}) is None


def test_other_states_of_the_login(rig: ZaloRig) -> None:
    rig.connect(holder="profile-2")
    found = health(rig)
    assert found.state is S.NEEDS_LOGIN
    assert "máy khác" in found.say.vi
    rig.logins.forget(rig.account.name)
    assert health(rig).state is S.NOT_CONNECTED
    assert rig.server.journal() == []


def test_a_locked_keyring_is_not_the_connections_fault(rig: ZaloRig) -> None:
    class Locked(MemoryLogins):
        def load(self, account: str) -> Login | None:
            raise KeyringTrouble(Bilingual("kho khóa đang bị khóa.", "the keyring is locked."))

    rig.logins = Locked()
    with pytest.raises(KeyringTrouble):
        health(rig)


def test_trouble_on_the_way_says_nothing_of_the_login(rig: ZaloRig) -> None:
    for fault in (Fault(kind=Kind.HTML), Fault(kind=Kind.PORTAL), Fault(kind=Kind.STATUS, status=407)):
        rig.server.faults.clear()
        rig.server.faults.add(rule(fault))
        assert health(rig).state is S.UNREACHABLE


# the consent link


def test_a_link_is_made_with_a_pair_whose_secret_half_connects(rig: ZaloRig) -> None:
    typed = {"app_id": Secret(APP)}
    made = connector(rig).consent(rig.account, typed, REDIRECT)
    verifier = made.given["code_verifier"]
    assert challenge_of(verifier) == made.challenge
    assert verifier.reveal() not in made.link + repr(made)
    assert connector(rig).consent(rig.account, typed, REDIRECT).challenge != made.challenge
    rig.do("app", code_challenge=made.challenge)
    assert Http().send("GET", made.link).status == 200
    values = given(rig, CONSENT, code_verifier=verifier.reveal())
    assert connector(rig).connect(rig.account, CONSENT, values)[0].page_id == rig.oa_id


def test_a_verifier_that_was_given_is_kept(rig: ZaloRig) -> None:
    typed = {"app_id": Secret(APP), "code_verifier": Secret(VERIFIER)}
    made = connector(rig).consent(rig.account, typed, REDIRECT)
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
def test_what_a_link_lacks_is_named(rig: ZaloRig, typed: dict[str, str], callback: str, where: str) -> None:
    with pytest.raises(BadInput) as told:
        connector(rig).consent(rig.account, {key: Secret(value) for key, value in typed.items()}, callback)
    assert told.value.where == where
