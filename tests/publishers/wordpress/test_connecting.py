"""Connecting a real WordPress site, and how the connection is afterwards."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from studio.accounts.addresses import page_id_of
from studio.accounts.logins import WordPressLogin
from studio.accounts.model import HealthState
from studio.errors import BadInput
from studio.publishers.connections import OfferedPage
from studio.publishers.http import Http
from studio.publishers.port import Unreachable
from studio.publishers.wordpress.connect import WAY, WordPressConnector
from studio.publishers.wordpress.errors import BarredApi
from studio.secret import Secret
from tests.publishers.wordpress.wordpress_rig import WordPressRig
from tests.simulators.faults import Fault, Kind, rule
from tests.wordpress.programs import free_port


@pytest.fixture
def connector(rig: WordPressRig) -> WordPressConnector:
    return WordPressConnector(rig.http, rig.logins, rig.notes, rig.clock)


def connect(rig: WordPressRig, connector: WordPressConnector, role: str = "editor", **given: str) -> OfferedPage:
    user = rig.site.users[role]
    values = {"user": user.name, "password": user.password} | given
    (found,) = connector.connect(rig.account, WAY.key, {key: Secret(value) for key, value in values.items()})
    return found


def test_it_asks_for_a_user_and_a_secret_password(connector: WordPressConnector) -> None:
    (way,) = connector.ways()
    assert [(ask.key, ask.secret) for ask in way.asks] == [("user", False), ("password", True)]
    assert any("Hồ sơ" in step.vi and "Mật khẩu ứng dụng" in step.vi for step in way.steps)


def test_what_was_read_back_is_the_site_and_the_users_rights(rig: WordPressRig, connector: WordPressConnector) -> None:
    password = rig.site.users["editor"].password
    spaced = " ".join(password[at : at + 4] for at in range(0, 24, 4))
    found = connect(rig, connector, password=f" {spaced} ")
    assert (found.page_id, found.title) == (rig.account.page_id, "Công an phường Hải Châu")
    assert isinstance(found.login, WordPressLogin)
    assert found.login.password == Secret(password)
    assert (found.health.state, found.health.page_id) == (HealthState.OK, rig.account.page_id)
    assert {"publish_posts", "upload_files"} <= set(found.health.rights)


def test_the_password_travels_in_a_header_alone(rig: WordPressRig, connector: WordPressConnector) -> None:
    connect(rig, connector)
    password = rig.site.users["editor"].password
    header = base64.b64encode(f"editor:{password}".encode()).decode()
    for entry in rig.server.journal():
        assert entry.call.headers["authorization"] == f"Basic {header}"
        assert password not in str((entry.call.path, entry.call.query, entry.call.body))
    assert len(rig.server.journal()) == 2


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"user": ""}, "user"),
        ({"user": "a:b"}, "user"),
        ({"password": "mật khẩu thường ngày"}, "password"),
        ({"password": "a" * 23}, "password"),
    ],
)
def test_what_cannot_be_right_is_not_sent(
    rig: WordPressRig, connector: WordPressConnector, given: dict[str, str], where: str
) -> None:
    with pytest.raises(BadInput) as told:
        connect(rig, connector, **given)
    assert told.value.where == where
    assert rig.paths() == []


@pytest.mark.parametrize("given", [{"password": "A" * 24}, {"user": "khong-co"}])
def test_a_wrong_password_is_named_with_the_way_to_a_new_one(
    rig: WordPressRig, connector: WordPressConnector, given: dict[str, str]
) -> None:
    with pytest.raises(BadInput, match="Hồ sơ → Mật khẩu ứng dụng") as told:
        connect(rig, connector, **given)
    assert told.value.where == "password"


def test_a_contributor_lacks_rights_by_name(rig: WordPressRig, connector: WordPressConnector) -> None:
    health = connect(rig, connector, "contributor").health
    assert health.state is HealthState.NEEDS_RIGHTS
    assert "publish_posts" in health.say.vi
    assert "upload_files" in health.say.vi
    assert "Biên tập viên (Editor)" in health.next_step.vi


def test_the_site_of_another_page_is_told(rig: WordPressRig, connector: WordPressConnector) -> None:
    rig.account = replace(rig.account, page_id="congan.example.vn")
    found = connect(rig, connector)
    assert (found.page_id, found.health.state) == (page_id_of(rig.site.address), HealthState.WRONG_PAGE)


def test_a_site_that_takes_no_application_passwords_is_told(rig: WordPressRig, connector: WordPressConnector) -> None:
    rig.site.run("update_option('switch_no_passwords', 1);")
    try:
        with pytest.raises(BarredApi, match="đã tắt mật khẩu ứng dụng"):
            connect(rig, connector)
        health = connector.health(rig.account, rig.logins)
    finally:
        rig.site.run("delete_option('switch_no_passwords');")
    assert health.state is HealthState.NEEDS_LOGIN
    assert "bật mật khẩu ứng dụng" in health.next_step.vi


def test_an_address_is_missing_silent_foreign_or_moved(rig: WordPressRig, connector: WordPressConnector) -> None:
    account = rig.account
    rig.account = replace(account, base_url="")
    with pytest.raises(BadInput) as missing:
        connect(rig, connector)
    assert missing.value.where == "base_url"
    rig.account = replace(account, base_url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(Unreachable):
        connect(rig, connector)
    rig.account = account
    rig.server.faults.add(rule(Fault(kind=Kind.HTML, status=404), times=2))
    with pytest.raises(BarredApi, match="không trả lời như một trang WordPress"):
        connect(rig, connector)
    rig.server.faults.clear()
    rig.server.faults.add(rule(Kind.REDIRECT, times=1))
    with pytest.raises(BarredApi, match=r"địa chỉ khác \(127\.0\.0\.1\)"):
        connect(rig, connector)


def test_health_tells_each_state_with_the_step_that_mends_it(rig: WordPressRig, connector: WordPressConnector) -> None:
    def state() -> tuple[HealthState, str]:
        health = connector.health(rig.account, rig.logins)
        assert health.say.vi
        return health.state, health.next_step.vi

    assert state() == (HealthState.OK, "")
    login = rig.logins.kept[rig.account.name]
    rig.logins.forget(rig.account.name)
    assert state()[0] is HealthState.NOT_CONNECTED
    rig.logins.save(rig.account.name, WordPressLogin(user="editor", password=Secret("A" * 24)))
    found, step = state()
    assert found is HealthState.NEEDS_LOGIN
    assert step.startswith("Trên trang quản trị của trang web, mở Hồ sơ → Mật khẩu ứng dụng")
    rig.log_in("contributor")
    assert state()[0] is HealthState.NEEDS_RIGHTS
    rig.logins.save(rig.account.name, login)
    for fault, expected in (
        (Fault(kind=Kind.HTML, status=403), HealthState.BLOCKED),
        (Fault(kind=Kind.HTML, status=502), HealthState.UNREACHABLE),
        (Fault(kind=Kind.DROP_BEFORE), HealthState.UNREACHABLE),
    ):
        rig.server.faults.add(rule(fault))
        found, step = state()
        assert found is expected
        assert step
        rig.server.faults.clear()
    rig.account = replace(rig.account, page_id="congan.example.vn")
    assert state()[0] is HealthState.WRONG_PAGE


def test_a_site_in_a_folder_of_a_host_is_another_page() -> None:
    assert page_id_of("https://congan.danang.gov.vn") == "congan.danang.gov.vn"
    assert page_id_of("https://CongAn.danang.gov.vn/hai-chau/") == "congan.danang.gov.vn_hai-chau"
    assert page_id_of("http://127.0.0.1:8080") == "127.0.0.1_8080"


def test_health_of_a_site_nobody_listens_at(rig: WordPressRig) -> None:
    http = Http(connect_within=2)
    connector = WordPressConnector(http, rig.logins, rig.notes, rig.clock)
    away = replace(rig.account, base_url=f"http://127.0.0.1:{free_port()}")
    assert connector.health(away, rig.logins).state is HealthState.UNREACHABLE
    http.close()
