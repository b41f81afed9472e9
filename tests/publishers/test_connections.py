"""Who may connect a page, with what, and that a login never meets another page than its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.accounts.logins import FacebookLogin
from studio.accounts.model import Account, AccountKind, HealthState, PageStatus
from studio.accounts.sealed_logins import SealedLogins
from studio.accounts.service import Accounts
from studio.accounts.storage import StoredAccounts, StoredHealth, StoredLogins
from studio.errors import BadInput, NotFound, NotPermitted, Refused
from studio.people.model import Role
from studio.people.service import People
from studio.people.storage import StoredPeople
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.publishers.connections import Connections
from studio.publishers.port import Unreachable
from studio.redaction import HIDDEN, Redactor
from studio.secret import KeyringTrouble, Secret
from studio.store.engine import Store
from tests.accounts.keyrings import LockedKeyring, MemoryKeyring, keychain
from tests.profile import FAST_HASHER, MORNING, SetClock, fresh_store, numbered, staffed
from tests.publishers.connectors import TellingConnector

PIN, WAY = "73920408", "page-token"
GOOD = {"token": Secret("token-111")}
PAGE = Account(
    name="trang", kind=AccountKind.FACEBOOK, platform=Platform.FACEBOOK, page_id="111", title="Công an phường Ví Dụ"
)


class Office:
    """One profile with people, two Facebook pages and a practice page."""

    def __init__(self, folder: Path, backend: MemoryKeyring, store: Store | None = None) -> None:
        self.clock = SetClock()
        self.store = store or fresh_store(folder, self.clock)
        self.folder = folder
        self.people = People(StoredPeople(self.store), self.clock, ids=numbered("p"), hasher=FAST_HASHER)
        self.waiting: list[str] = []
        self.accounts = Accounts(
            StoredAccounts(self.store), kinds=tuple(AccountKind), used_by=lambda _: tuple(self.waiting)
        )
        if store is None:
            self._furnish()
        self.connector = TellingConnector(self.clock)
        self.redact = Redactor()
        self.noted: list[tuple[str, str, str, Mapping[str, Any]]] = []
        self.well: list[str] = []
        self.chain = keychain(backend)
        self.logins = SealedLogins(
            StoredLogins(self.store, numbered("profile")), self.chain, folder / "locks", hide=self.redact.hide
        )
        self.connections = Connections(
            {AccountKind.FACEBOOK: self.connector},
            self.accounts,
            self.logins,
            StoredHealth(self.store),
            self.people,
            self.clock,
            lambda *note: self.note(*note),  # noqa: PLW0108 (a test puts another in its place)
            hide=self.redact.hide,
            well=self.well.append,
        )

    def note(self, act: str, account: str, by: str, data: Mapping[str, Any]) -> None:
        """What the log keeps."""
        self.noted.append((act, account, by, data))

    def _furnish(self) -> None:
        roles = (("Kỹ thuật", [Role.TECHNICAL]), ("Lãnh đạo", [Role.HEAD]), ("Người đăng", [Role.PUBLISHER]))
        staffed(self.people, *roles, pin=PIN)
        self.accounts.add(PAGE)
        self.accounts.add(replace(PAGE, name="trang-hai", page_id="222", title="Trang hai"))
        self.accounts.add(
            Account(
                name="thuc-hanh", kind=AccountKind.PRACTICE, platform=Platform.FACEBOOK, page_id="thuc-hanh", title=""
            )
        )

    def connect(
        self, token: str = "token-111", *, account: str = "trang", by: str = "Kỹ thuật", pin: str = PIN
    ) -> None:
        self.connections.connect(account, WAY, {"token": Secret(token)}, by, pin)

    def acts(self) -> list[tuple[str, str, str]]:
        return [note[:3] for note in self.noted]


@pytest.fixture
def backend() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def office(tmp_path: Path, backend: MemoryKeyring) -> Iterator[Office]:
    office = Office(tmp_path, backend)
    yield office
    office.chain.close()


@pytest.mark.parametrize(("by", "id"), [("Kỹ thuật", "p1"), ("Lãnh đạo", "p2")])
def test_the_technical_officer_or_the_head_connects_a_page(office: Office, by: str, id: str) -> None:
    health = office.connections.connect("trang", WAY, GOOD, by, PIN)
    assert (health.state, health.page_id) == (HealthState.OK, "111")
    assert office.logins.load("trang") == FacebookLogin(page_token=Secret("token-111"))
    page = office.accounts.get("trang")
    assert (page.connected_by, page.connected_at) == (id, MORNING)
    assert office.connections.all()["trang"] == health
    assert office.noted == [
        ("connected", "trang", id, {"page_id": "111", "state": "ok", "rights": ["pages_manage_posts"]})
    ]


@pytest.mark.parametrize(
    ("by", "pin", "said"), [("Người đăng", PIN, "không có vai trò kỹ thuật"), ("Kỹ thuật", "000001", "sai mã PIN")]
)
def test_nobody_else_does_and_not_without_the_pin(office: Office, by: str, pin: str, said: str) -> None:
    for act in (
        lambda: office.connect(by=by, pin=pin),
        lambda: office.connections.disconnect("trang", by, pin),
        lambda: office.connections.take({}, by, pin),
    ):
        with pytest.raises(NotPermitted, match=said):
            act()
    assert office.logins.load("trang") is None
    assert office.noted == []


def test_the_login_of_another_page_is_refused_and_logged(office: Office) -> None:
    office.connect()
    with pytest.raises(Refused, match="“Trang 222”"):
        office.connect("token-222")
    assert office.logins.load("trang") == FacebookLogin(page_token=Secret("token-111"))
    assert office.connections.all()["trang"].state is HealthState.OK
    assert office.noted[-1] == ("wrong_page", "trang", "p1", {"expected": "111", "found": ["222"]})


def test_of_several_pages_the_one_of_the_account_is_taken(office: Office) -> None:
    office.connect("token-333,111,222")
    assert office.logins.load("trang") == FacebookLogin(page_token=Secret("token-111"))
    assert office.logins.load("trang-hai") is None


def test_many_pages_are_connected_with_what_one_login_may_run(office: Office) -> None:
    found = office.connections.pages(AccountKind.FACEBOOK, WAY, {"token": Secret("token-111,222,333")})
    assert [(one.page_id, one.title) for one in found] == [
        ("111", "Trang 111"),
        ("222", "Trang 222"),
        ("333", "Trang 333"),
    ]
    assert office.logins.load("trang") is None
    healths = office.connections.take({"trang": found[0], "trang-hai": found[2]}, "Kỹ thuật", PIN)
    assert {name: health.state for name, health in healths.items()} == {
        "trang": HealthState.OK,
        "trang-hai": HealthState.WRONG_PAGE,
    }
    assert office.logins.load("trang-hai") is None
    assert office.acts() == [("connected", "trang", "p1"), ("wrong_page", "trang-hai", "p1")]


@pytest.mark.parametrize("state", [HealthState.NEEDS_RIGHTS, HealthState.NEEDS_LOGIN, HealthState.WRONG_PAGE])
def test_a_login_that_is_of_no_use_does_not_replace_one_that_is(office: Office, state: HealthState) -> None:
    office.connect()
    office.connector.state = state
    with pytest.raises(Refused, match=r"\. Cấp quyền" if state is HealthState.NEEDS_RIGHTS else "Tốt"):
        office.connect()
    assert office.connections.all()["trang"].state is HealthState.OK
    assert office.acts()[-1] == ("refused", "trang", "p1")


@pytest.mark.parametrize("state", [HealthState.EXPIRING, HealthState.BLOCKED])
def test_one_that_works_or_will_again_is_kept(office: Office, state: HealthState) -> None:
    office.connector.state = state
    office.connect()
    assert office.connections.all()["trang"].state is state
    assert office.logins.load("trang") is not None


@pytest.mark.parametrize(
    ("way", "given", "where", "said"),
    [
        ("khac", GOOD, "way", "hãy chọn: page-token"),
        (WAY, {}, "token", "thiếu “Mã truy cập”. Chép từ"),
        (WAY, {"token": Secret(" \n")}, "token", "thiếu"),
        (WAY, {**GOOD, "khac": Secret("x")}, "khac", "không hỏi mục đó"),
        (WAY, {"token": Secret("token-111\nX-Evil: 1")}, "token", "ký tự lạ"),
        (WAY, {"token": Secret("x" * 20_001)}, "token", "quá dài"),
        (WAY, {"token": Secret("khong-phai")}, "token", "không phải mã truy cập"),
    ],
)
def test_what_is_missing_or_odd_is_named(
    office: Office, way: str, given: Mapping[str, Secret], where: str, said: str
) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        office.connections.connect("trang", way, given, "Kỹ thuật", PIN)
    assert refused.value.where == where
    assert office.logins.load("trang") is None


def test_blanks_around_what_was_pasted_do_not_matter(office: Office) -> None:
    given = {"token": Secret(" token-111\n"), "app": Secret("  ")}
    assert office.connections.connect("trang", WAY, given, "Kỹ thuật", PIN).usable


def test_a_page_that_needs_no_login_or_has_ended_is_not_connected(office: Office) -> None:
    assert office.connections.ways("thuc-hanh") == ()
    assert [way.key for way in office.connections.ways("trang")] == [WAY]
    assert office.connections.check("thuc-hanh").usable
    with pytest.raises(Refused, match="không cần kết nối"):
        office.connect(account="thuc-hanh")
    office.accounts.set_status("trang", PageStatus.HANDED_OVER, "trang-hai")
    with pytest.raises(Refused, match="đã bàn giao"):
        office.connect()
    office.accounts.set_status("trang", PageStatus.REQUESTED)
    office.connect()
    with pytest.raises(NotFound):
        office.connect(account="khong-co")


def test_a_look_reads_back_and_is_kept(office: Office) -> None:
    assert office.connections.all()["trang"].state is HealthState.NOT_CONNECTED
    office.connect()
    office.connector.state = HealthState.BLOCKED
    office.clock.forward(hours=1)
    assert office.connections.check("trang").state is HealthState.BLOCKED
    assert office.connections.all()["trang"].checked_at == office.clock.now()
    assert set(office.connections.all()) == {"trang", "trang-hai"}


def test_whoever_waits_for_a_page_hears_that_it_is_well_again(office: Office) -> None:
    office.connect()
    assert office.well == ["trang"]
    for state in (HealthState.BLOCKED, HealthState.NEEDS_LOGIN, HealthState.UNREACHABLE):
        office.connector.state = state
        office.connections.check("trang")
    assert office.well == ["trang"]
    office.connector.state = HealthState.EXPIRING
    office.connections.check_all()
    assert office.well == ["trang", "trang"]


def test_a_login_that_answers_for_another_page_is_seen_and_logged_once(office: Office) -> None:
    office.logins.save("trang", FacebookLogin(page_token=Secret("token-222")))
    for _ in range(2):
        assert office.connections.check("trang").state is HealthState.WRONG_PAGE
    assert office.noted == [("wrong_page", "trang", "worker", {"expected": "111", "found": ["222"]})]


def test_silence_takes_nothing_away_that_was_known(office: Office) -> None:
    office.connect()
    office.connector.state = HealthState.UNREACHABLE
    health = office.connections.check("trang")
    assert (health.state, health.title, health.rights) == (
        HealthState.UNREACHABLE,
        "Trang 111",
        ("pages_manage_posts",),
    )


@pytest.mark.parametrize("error", [Unreachable(Bilingual("mất mạng.", "no network.")), OSError("x"), RuntimeError("x")])
def test_a_look_that_fails_is_a_health_too_and_the_others_are_looked_at(office: Office, error: Exception) -> None:
    office.connect()
    office.connector.fail = error
    found = office.connections.check_all()
    assert {name: health.state for name, health in found.items()} == dict.fromkeys(
        ("trang", "trang-hai"), HealthState.UNREACHABLE
    )
    assert all(health.say.vi[0].isupper() and health.next_step.vi for health in found.values())


def test_looking_at_all_stops_when_told_and_leaves_ended_pages_alone(office: Office) -> None:
    answers = iter([True, True, False])
    assert list(office.connections.check_all(lambda: next(answers))) == ["trang"]
    office.accounts.set_status("trang", PageStatus.CLOSED)
    assert set(office.connections.check_all()) == {"trang-hai"}
    assert office.connector.looks == ["trang", "trang-hai"]


def test_disconnecting_forgets_the_login_and_who_made_it(office: Office, backend: MemoryKeyring) -> None:
    office.connect()
    office.connections.disconnect("trang", "Lãnh đạo", PIN)
    assert office.logins.load("trang") is None
    assert backend.entries == {}
    assert office.accounts.get("trang") == PAGE
    assert office.connections.all()["trang"].state is HealthState.NOT_CONNECTED
    assert office.noted[-1] == ("disconnected", "trang", "p2", {"page_id": "111"})


def test_a_removed_page_takes_its_login_and_its_health_along(office: Office, backend: MemoryKeyring) -> None:
    office.connect()
    for name in ("trang", "thuc-hanh"):
        office.connections.remove(name, "Kỹ thuật", PIN)
    assert [page.name for page in office.accounts.list()] == ["trang-hai"]
    assert StoredHealth(office.store).all() == {}
    assert backend.entries == {}
    assert office.acts()[1:] == [("page_removed", "trang", "p1"), ("page_removed", "thuc-hanh", "p1")]


def test_registering_and_every_status_are_logged(office: Office) -> None:
    new = replace(PAGE, name="trang-ba", page_id="333")
    assert office.connections.add(new, "Lãnh đạo") == new
    with pytest.raises(NotPermitted):
        office.connections.add(replace(new, name="trang-tu", page_id="444"), "Người đăng")
    after = office.connections.set_status("trang-ba", PageStatus.MERGED, "trang-hai", "Lãnh đạo", PIN)
    assert (after.status, after.successor) == (PageStatus.MERGED, "trang-hai")
    assert office.noted == [
        ("page_added", "trang-ba", "p2", {"page_id": "333", "kind": "facebook"}),
        ("page_status", "trang-ba", "p2", {"page_id": "333", "status": "merged", "successor": "trang-hai"}),
    ]


@pytest.mark.parametrize(("by", "pin"), [("Người đăng", PIN), ("Kỹ thuật", "000001")])
def test_nobody_else_changes_a_status(office: Office, by: str, pin: str) -> None:
    with pytest.raises(NotPermitted):
        office.connections.set_status("trang", PageStatus.CLOSED, "", by, pin)
    assert office.accounts.get("trang").status is PageStatus.ACTIVE
    assert office.noted == []


def test_a_page_that_is_still_needed_keeps_its_login(office: Office) -> None:
    office.connect()
    office.waiting.append("Cảnh báo lừa đảo")
    with pytest.raises(Refused, match="“Cảnh báo lừa đảo”"):
        office.connections.remove("trang", "Kỹ thuật", PIN)
    assert office.logins.load("trang") is not None
    assert office.connections.all()["trang"].usable
    with pytest.raises(NotPermitted):
        office.connections.remove("thuc-hanh", "Người đăng", PIN)


def test_what_runs_out_counts_as_run_out_without_a_look(office: Office) -> None:
    office.connect()
    book = StoredHealth(office.store)
    book.note("trang", replace(book.all()["trang"], until=office.clock.now() + timedelta(days=9)))
    assert office.connections.all()["trang"].state is HealthState.OK
    office.clock.forward(days=5)
    assert office.connections.all()["trang"].state is HealthState.EXPIRING
    office.clock.forward(days=5)
    assert office.connections.all()["trang"].state is HealthState.NEEDS_LOGIN
    assert office.connector.looks == []


def test_no_secret_that_was_given_or_found_gets_into_log_database_or_notes(office: Office) -> None:
    office.connections.pages(AccountKind.FACEBOOK, WAY, {"token": Secret("token-111,222")})
    office.connect()
    for secret in ("token-111,222", "token-111", "token-222"):
        assert office.redact(f"«{secret}»") == f"«{HIDDEN}»"
        assert secret not in repr(office.noted)
        assert not any(secret.encode() in path.read_bytes() for path in office.folder.rglob("*") if path.is_file())


class TestWithALockedKeyring:
    @pytest.fixture
    def backend(self) -> MemoryKeyring:
        return LockedKeyring()

    def test_connecting_says_so_and_keeps_nothing(self, office: Office) -> None:
        with pytest.raises(KeyringTrouble, match="đang khóa"):
            office.connect()
        assert office.accounts.get("trang") == PAGE
        assert office.noted == []
        found = office.connections.pages(AccountKind.FACEBOOK, WAY, GOOD)
        assert office.connections.take({"trang": found[0]}, "Kỹ thuật", PIN)["trang"].state is HealthState.NEEDS_LOGIN

    def test_a_look_says_so_and_what_to_do(self, office: Office, tmp_path: Path) -> None:
        other = keychain(MemoryKeyring())
        repo = StoredLogins(office.store, numbered("profile"))
        SealedLogins(repo, other, tmp_path / "locks").save("trang", FacebookLogin(page_token=Secret("token-111")))
        other.close()
        health = office.connections.check_all()["trang"]
        assert health.state is HealthState.NEEDS_LOGIN
        assert health.say == Bilingual(
            "Kho khóa của hệ điều hành đang khóa; hãy mở khóa (nhập mật khẩu khi máy hỏi) rồi thử lại.",
            "The system's keyring is locked; unlock it (type its password when asked), then try again.",
        )
        assert "Mở khóa" in health.next_step.vi
