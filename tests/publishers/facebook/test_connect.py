"""Connecting a page: from what Facebook's site hands out to a page token, and how the connection is from then on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from studio.accounts.logins import FacebookLogin
from studio.accounts.model import AccountKind, HealthState
from studio.errors import BadInput, StudioError
from studio.publishers.connections import OfferedPage
from studio.publishers.facebook.connect import FacebookConnector
from studio.publishers.http import Http, Reply
from studio.publishers.port import Unreachable
from studio.secret import Secret
from tests.publishers.facebook.scene import NOON, OTHER_PAGE, PAGE, Scene
from tests.publishers.facebook.test_faults import BREAKS
from tests.publishers.facebook.test_faults import name as name_of
from tests.publishers.samples import account
from tests.simulators.facebook import access
from tests.simulators.facebook.model import Page
from tests.simulators.faults import ENDLESS, Fault, Kind


class Desk:
    """A technical officer at a page that is being connected."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.connector = FacebookConnector(Http(answer_within=60.0), scene.clock)
        scene.logins.forget(scene.account.name)

    def user_token(self, *, long: bool, **changes: Any) -> str:
        lasts = timedelta(days=60) if long else timedelta(hours=1)
        token = access.issue(self.scene.world, "user", expires=NOON + lasts, long=long)
        for name, value in changes.items():
            setattr(token, name, value)
        return token.value

    def page_token(self, page: str = PAGE, **changes: Any) -> str:
        return self.scene.connect(page, **changes).value

    def connect(self, way: str, **given: str) -> list[OfferedPage]:
        secrets = {key: Secret(value) for key, value in given.items()}
        return list(self.connector.connect(self.scene.account, way, secrets))

    def with_app(self, **changes: str) -> list[OfferedPage]:
        app = self.scene.world.app
        given = {"app_id": app.id, "app_secret": app.secret, "user_token": self.user_token(long=False)}
        return self.connect("app", **given | changes)


@pytest.fixture
def desk(scene: Scene) -> Desk:
    return Desk(scene)


def test_every_way_says_its_steps_and_asks_in_both_languages(desk: Desk) -> None:
    ways = desk.connector.ways()
    assert [way.key for way in ways] == ["app", "user", "token"]
    for way in ways:
        assert len(way.steps) >= 3
        for phrase in (way.title, *way.steps, *(ask.label for ask in way.asks), *(ask.hint for ask in way.asks)):
            assert phrase.vi
            assert phrase.en
    assert [ask.key for ask in ways[0].asks if ask.secret] == ["app_secret", "user_token"]


def test_a_page_token_connects_its_page(desk: Desk) -> None:
    token = desk.page_token()
    [found] = desk.connect("token", page_token=f"  {token}\n")
    assert (found.page_id, found.title) == (PAGE, "Công an phường Mẫu 1")
    assert isinstance(found.login, FacebookLogin)
    assert found.login.page_token.reveal() == token
    assert found.login.app_id == desk.scene.world.app.id
    assert "pages_manage_posts" in found.login.scopes
    assert found.login.expires_at is None
    assert found.login.data_access_until == NOON + timedelta(days=90)
    assert found.health.state is HealthState.OK
    assert token not in repr(found)


def test_a_token_of_another_page_is_found_as_that_page(desk: Desk) -> None:
    [found] = desk.connect("token", page_token=desk.page_token(OTHER_PAGE))
    assert found.page_id == OTHER_PAGE


def test_the_app_gets_page_tokens_without_an_end_and_its_secret_is_not_kept(desk: Desk) -> None:
    found = desk.with_app()
    assert [page.page_id for page in found] == [PAGE, OTHER_PAGE, "100000000000003"]
    assert all(page.health.state is HealthState.OK for page in found)
    for page in found:
        assert isinstance(page.login, FacebookLogin)
        assert page.login.expires_at is None
        held = desk.scene.world.tokens[page.login.page_token.reveal()]
        assert (held.kind, held.page_id, held.long_lived) == ("page", page.page_id, True)
        assert desk.scene.world.app.secret not in str(
            [value.reveal() if isinstance(value, Secret) else value for value in vars_of(page.login)]
        )


def vars_of(login: FacebookLogin) -> list[object]:
    return [getattr(login, name) for name in FacebookLogin.__slots__]


def test_what_was_connected_publishes(desk: Desk) -> None:
    found = desk.with_app()[0]
    desk.scene.logins.save(desk.scene.account.name, found.login)
    assert desk.scene.create(desk.scene.package("một")).remote_id
    assert desk.connector.health(desk.scene.account, desk.scene.logins).usable


def test_a_long_lived_user_token_gets_page_tokens(desk: Desk) -> None:
    found = desk.connect("user", user_token=desk.user_token(long=True))
    assert [page.page_id for page in found] == [PAGE, OTHER_PAGE, "100000000000003"]


def test_all_187_pages_are_read(desk: Desk) -> None:
    for n in range(4, 188):
        id_ = str(100000000000000 + n)
        desk.scene.world.pages[id_] = Page(id=id_, name=f"Công an phường Mẫu {n}")
    found = desk.connect("user", user_token=desk.user_token(long=True))
    assert len({page.page_id for page in found}) == 187
    assert found[0].page_id == PAGE, "the one that is being connected stands first"
    assert len(desk.scene.calls("GET", "*/me/accounts")) == 2
    assert len(desk.scene.calls("POST", "*/debug_token")) == 2, "of all the pages only this one is asked itself"


def test_pages_can_be_looked_up_before_there_is_an_account(desk: Desk) -> None:
    nobody = account(AccountKind.FACEBOOK, name="", page_id="", title="", base_url=desk.scene.server.url)
    secrets = {"user_token": Secret(desk.user_token(long=True))}
    assert len(desk.connector.connect(nobody, "user", secrets)) == 3


def test_secrets_stand_in_headers_and_bodies_alone(desk: Desk) -> None:
    desk.with_app()
    desk.connect("user", user_token=desk.user_token(long=True))
    desk.connect("token", page_token=desk.page_token())
    secrets = {*desk.scene.world.tokens, desk.scene.world.app.secret}
    for entry in desk.scene.calls():
        address = entry.call.path + " ".join(entry.call.query.values())
        assert not any(secret in address for secret in secrets)


@pytest.mark.parametrize(
    ("way", "key"),
    [("token", "page_token"), ("user", "user_token"), ("app", "app_id"), ("app", "app_secret"), ("app", "user_token")],
)
@pytest.mark.parametrize("value", ["", "   ", "EAA cắt đôi", "EAA\nEAA", "x" * 6001])
def test_what_is_missing_or_mangled_is_named(desk: Desk, way: str, key: str, value: str) -> None:
    given = {"app_id": "1", "app_secret": "s", "user_token": "EAAx", "page_token": "EAAy", key: value}
    with pytest.raises(BadInput) as told:
        desk.connect(way, **given)
    assert told.value.where == key
    assert desk.scene.calls() == []


def test_an_unknown_way_is_refused(desk: Desk) -> None:
    with pytest.raises(BadInput) as told:
        desk.connect("magic")
    assert told.value.where == "way"


@pytest.mark.parametrize(
    ("changes", "where"),
    [({"app_secret": "wrong"}, "app_secret"), ({"user_token": "EAAwrong"}, "user_token")],
)
def test_what_facebook_does_not_take_is_named(desk: Desk, changes: dict[str, str], where: str) -> None:
    with pytest.raises(BadInput) as told:
        desk.with_app(**changes)
    assert told.value.where == where
    assert desk.scene.calls("GET", "*/me/accounts") == []


def test_a_dead_page_token_is_named_with_its_cause(desk: Desk) -> None:
    with pytest.raises(BadInput, match="Mật khẩu Facebook") as told:
        desk.connect("token", page_token=desk.page_token(trouble=460))
    assert told.value.where == "page_token"


def test_a_persons_token_is_no_pages(desk: Desk) -> None:
    with pytest.raises(BadInput, match="của một người") as told:
        desk.connect("token", page_token=desk.user_token(long=True))
    assert told.value.where == "page_token"


def test_a_pages_token_is_no_persons(desk: Desk) -> None:
    with pytest.raises(BadInput, match="của một trang"):
        desk.connect("user", user_token=desk.page_token())


def test_a_token_of_hours_is_refused_where_a_long_lived_one_is_asked(desk: Desk) -> None:
    with pytest.raises(BadInput, match="vài giờ"):
        desk.connect("user", user_token=desk.user_token(long=False))


def test_a_person_without_pages_is_told(desk: Desk) -> None:
    for page in desk.scene.world.pages.values():
        page.tasks = ()
    with pytest.raises(StudioError, match="không quản trị trang nào"):
        desk.connect("user", user_token=desk.user_token(long=True))


@pytest.mark.parametrize("page", [0, 1])
def test_a_page_where_the_person_may_not_post_is_told(desk: Desk, page: int) -> None:
    desk.scene.world.pages[[PAGE, OTHER_PAGE][page]].tasks = ("ANALYZE", "MODERATE")
    found = desk.with_app()
    assert found[page].health.state is HealthState.NEEDS_RIGHTS
    assert "CREATE_CONTENT" in found[page].health.say.vi
    assert found[2].health.state is HealthState.OK


def test_a_page_that_comes_without_a_token_does_not_hide_the_others(desk: Desk) -> None:
    class Stingy(Http):
        def send(self, method: str, url: str, **parts: Any) -> Reply:
            reply = super().send(method, url, **parts)
            told = json.loads(reply.body)
            for row in told["data"] if url.endswith("/me/accounts") else ():
                if row["id"] == OTHER_PAGE:
                    del row["access_token"]
            return replace(reply, body=json.dumps(told).encode())

    connector = FacebookConnector(Stingy(answer_within=60.0), desk.scene.clock)
    found = connector.connect(desk.scene.account, "user", {"user_token": Secret(desk.user_token(long=True))})
    assert [page.health.usable for page in found] == [True, False, True]
    assert found[1].health.state is HealthState.NEEDS_RIGHTS


# Health


def health(desk: Desk) -> HealthState:
    return desk.connector.health(desk.scene.account, desk.scene.logins).state


def test_a_page_without_a_login_is_not_connected(desk: Desk) -> None:
    assert health(desk) is HealthState.NOT_CONNECTED


@pytest.mark.parametrize(
    ("page", "changes", "state"),
    [
        (PAGE, {}, HealthState.OK),
        (PAGE, {"expires": NOON + timedelta(days=15)}, HealthState.OK),
        (PAGE, {"expires": NOON + timedelta(days=13)}, HealthState.EXPIRING),
        (PAGE, {"expires": NOON - timedelta(days=1)}, HealthState.NEEDS_LOGIN),
        (PAGE, {"trouble": 460}, HealthState.NEEDS_LOGIN),
        (PAGE, {"scopes": {"pages_read_engagement"}}, HealthState.NEEDS_RIGHTS),
        (PAGE, {"lapsed": {"pages_read_engagement"}}, HealthState.NEEDS_RIGHTS),
        (OTHER_PAGE, {}, HealthState.WRONG_PAGE),
    ],
)
def test_the_health_of_a_connection(desk: Desk, page: str, changes: dict[str, Any], state: HealthState) -> None:
    desk.page_token(page, **changes)
    told = desk.connector.health(desk.scene.account, desk.scene.logins)
    assert told.state is state
    assert told.checked_at == NOON
    assert told.say.vi
    assert told.say.en
    assert bool(told.next_step.vi) is (state is not HealthState.OK)


def test_an_ending_connection_tells_its_day(desk: Desk) -> None:
    desk.page_token(expires=NOON + timedelta(days=10))
    told = desk.connector.health(desk.scene.account, desk.scene.logins)
    assert told.until == NOON + timedelta(days=10)
    assert "05/12/2026" in told.say.vi
    assert (told.page_id, told.title) == (PAGE, "Công an phường Mẫu 1")


def test_a_wrong_page_is_named(desk: Desk) -> None:
    desk.page_token(OTHER_PAGE)
    told = desk.connector.health(desk.scene.account, desk.scene.logins)
    assert "Công an phường Mẫu 2" in told.say.vi
    assert told.page_id == OTHER_PAGE


@pytest.mark.parametrize("fault", [fault for fault in BREAKS if fault.kind not in ENDLESS], ids=name_of)
@pytest.mark.parametrize(("method", "path"), [("GET", "*/me"), ("POST", "*/debug_token")])
def test_a_broken_look_says_nothing_of_the_login(desk: Desk, fault: Fault, method: str, path: str) -> None:
    desk.page_token()
    desk.scene.break_once(fault, method, path)
    assert health(desk) is HealthState.UNREACHABLE
    assert health(desk) is HealthState.OK


def test_a_traceback_with_the_values_of_variables_shows_no_secret(desk: Desk) -> None:
    """Paging breaks off while a list of tokens is in hand; every frame is looked at."""
    for n in range(4, 188):
        id_ = str(100000000000000 + n)
        desk.scene.world.pages[id_] = Page(id=id_, name=f"Công an phường Mẫu {n}")
    token = Secret(desk.user_token(long=True))
    desk.scene.break_once(Fault(kind=Kind.HTML), "GET", "*/me/accounts", nth=2)
    with pytest.raises(Unreachable) as told:
        desk.connector.connect(desk.scene.account, "user", {"user_token": token})
    frames = [
        "".join(map(repr, entry.frame.f_locals.values()))
        for entry in told.traceback
        if "studio/publishers" in entry.path.as_posix()  # type: ignore[union-attr]
    ]
    assert len(frames) >= 5
    assert not any(secret in frame for frame in frames for secret in desk.scene.world.tokens)


@pytest.mark.parametrize("path", ["*/oauth/access_token", "*/me", "*/me/accounts", "*/debug_token"])
def test_a_broken_connecting_can_be_repeated(desk: Desk, path: str) -> None:
    method = "POST" if path in ("*/oauth/access_token", "*/debug_token") else "GET"
    desk.scene.break_once(Fault(kind=Kind.DROP_AFTER), method, path)
    with pytest.raises(Unreachable):
        desk.with_app()
    assert len(desk.with_app()) == 3
