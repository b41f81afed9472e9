"""Logins are sealed, durable, bound to their account, and open with the profile's key alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from studio.accounts.keychain import Keychain
from studio.accounts.logins import FacebookLogin, Login, LoginLost, WordPressLogin, ZaloLogin
from studio.accounts.model import Account, AccountKind
from studio.accounts.sealed_logins import SealedLogins
from studio.accounts.storage import StoredAccounts, StoredLogins
from studio.accounts.storage import logins as rows
from studio.errors import NotFound
from studio.platforms import Platform
from studio.redaction import HIDDEN, Redactor
from studio.secret import KeyringTrouble, Secret
from studio.store.engine import Store
from tests.accounts.keyrings import MemoryKeyring, TruncatingKeyring, keychain
from tests.profile import MORNING, SetClock, fresh_store, numbered

TOKEN = "EAAG" + "mã-Truy-Cập-0123456789" * 272 + "hết"
"""6,000 characters and a few, as long as a page token may be."""
FACEBOOK = FacebookLogin(
    page_token=Secret(TOKEN), app_id="1000", scopes=("pages_manage_posts",), data_access_until=MORNING
)
ZALO = ZaloLogin(
    app_id="2000",
    secret_key=Secret("khoá-ứng-dụng"),
    access_token=Secret("mã-truy-cập"),
    access_until=MORNING + timedelta(hours=25),
    refresh_token=Secret("mã-làm-mới"),
    refresh_until=MORNING + timedelta(days=90),
    holder="hồ-sơ",
)
WORDPRESS = WordPressLogin(user="bien-tap", password=Secret("abcd EFGH 1234 ijkl MNOP 5678"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = fresh_store(tmp_path, SetClock())
    for name in ("trang", "trang-hai"):
        StoredAccounts(store).save(
            Account(name=name, kind=AccountKind.FACEBOOK, platform=Platform.FACEBOOK, page_id=name, title=name)
        )
    return store


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


Open = Callable[..., SealedLogins]


@pytest.fixture
def opened(store: Store, keyring: MemoryKeyring, tmp_path: Path) -> Iterator[Open]:
    """Logins as a program that has just started sees them; each call is one more start."""
    chains: list[Keychain] = []

    def start(backend: MemoryKeyring = keyring, **more: object) -> SealedLogins:
        chains.append(keychain(backend))
        repo = StoredLogins(store, numbered("profile"))
        return SealedLogins(repo, chains[-1], tmp_path / "locks", **more)  # type: ignore[arg-type]

    yield start
    for chain in chains:
        chain.close()


def bytes_of(store: Store) -> bytes:
    return b"".join(path.read_bytes() for path in store.path.parent.rglob("*") if path.is_file())


@pytest.mark.parametrize("login", [FACEBOOK, ZALO, WORDPRESS], ids=["facebook", "zalo", "wordpress"])
def test_what_was_saved_is_there_at_the_next_start(opened: Open, login: Login) -> None:
    opened().save("trang", login)
    assert opened().load("trang") == login
    assert opened().load("trang-hai") is None


def test_a_token_of_6000_characters_survives_a_keyring_that_cuts(opened: Open) -> None:
    cutting = TruncatingKeyring()
    assert len(TOKEN) > 5_900
    opened(cutting).save("trang", FACEBOOK)
    assert opened(cutting).load("trang") == FACEBOOK
    assert {len(value) for value in cutting.entries.values()} == {44}


def test_no_secret_lies_on_the_disk_or_in_the_keyring(opened: Open, store: Store, keyring: MemoryKeyring) -> None:
    opened().save("trang", FACEBOOK)
    opened().save("trang-hai", ZALO)
    found = bytes_of(store)
    (key,) = keyring.entries.values()
    for secret in (TOKEN, TOKEN[:40], "khoá-ứng-dụng", "mã-truy-cập", "mã-làm-mới", key):
        assert secret.encode() not in found
    assert not any("mã-truy" in entry for entry in keyring.entries.values())


def test_each_sealing_has_a_nonce_of_its_own(opened: Open, store: Store) -> None:
    seen = set()
    logins = opened()
    for _ in range(3):
        logins.save("trang", WORDPRESS)
        with store.read() as tx:
            seen.add(tx.execute(select(rows.c.sealed)).scalar_one())
    assert len({data[:12] for data in seen}) == len({data[12:] for data in seen}) == 3


def test_programs_that_start_at_once_make_one_key(opened: Open, store: Store, keyring: MemoryKeyring) -> None:
    names = [f"trang-{n}" for n in range(8)]
    for name in names:
        page = Account(name=name, kind=AccountKind.ZALO, platform=Platform.ZALO, page_id=name, title=name)
        StoredAccounts(store).save(page)
    programs = [opened() for _ in names]
    threads = [
        threading.Thread(target=program.save, args=(name, replace(ZALO, app_id=name)))
        for program, name in zip(programs, names, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keyring.entries) == 1
    later = opened()
    assert [later.load(name) for name in names] == [replace(ZALO, app_id=name) for name in names]


def test_a_sealed_login_opens_for_its_own_account_alone(opened: Open, store: Store) -> None:
    logins = opened()
    logins.save("trang", FACEBOOK)
    logins.save("trang-hai", WORDPRESS)
    with store.write() as tx:
        taken = tx.execute(select(rows.c.sealed).where(rows.c.account == "trang")).scalar_one()
        tx.execute(update(rows).where(rows.c.account == "trang-hai").values(sealed=taken))
    with pytest.raises(LoginLost, match="kết nối lại trang này"):
        logins.load("trang-hai")
    assert logins.load("trang") == FACEBOOK


@pytest.mark.parametrize("at", [0, 11, 12, -1])
def test_an_altered_row_is_not_taken(opened: Open, store: Store, at: int) -> None:
    opened().save("trang", FACEBOOK)
    with store.write() as tx:
        data = bytearray(tx.execute(select(rows.c.sealed)).scalar_one())
        data[at] ^= 1
        tx.execute(update(rows).values(sealed=bytes(data)))
    with pytest.raises(LoginLost):
        opened().load("trang")


def test_a_keyring_that_was_swapped_loses_nothing(opened: Open, keyring: MemoryKeyring) -> None:
    opened().save("trang", FACEBOOK)
    opened().save("trang-hai", ZALO)
    other = MemoryKeyring()
    logins = opened(other)
    with pytest.raises(LoginLost) as lost:
        logins.load("trang")
    assert lost.value.where == "trang"
    logins.save("trang", WORDPRESS)
    assert opened(other).load("trang") == WORDPRESS
    assert opened(keyring).load("trang-hai") == ZALO  # the old one came back


@pytest.mark.parametrize("key", ["", "không phải khoá", "QUJD", "A" * 44 + "!"])
def test_a_key_that_is_none_counts_as_gone(opened: Open, keyring: MemoryKeyring, key: str) -> None:
    opened().save("trang", FACEBOOK)
    keyring.entries = dict.fromkeys(keyring.entries, key)
    with pytest.raises(LoginLost):
        opened().load("trang")
    opened().save("trang", FACEBOOK)
    assert opened().load("trang") == FACEBOOK


def test_the_key_goes_with_the_last_login(opened: Open, keyring: MemoryKeyring) -> None:
    logins = opened()
    logins.save("trang", FACEBOOK)
    logins.save("trang-hai", ZALO)
    logins.forget("trang")
    assert (logins.load("trang"), logins.load("trang-hai")) == (None, ZALO)
    logins.forget("trang-hai")
    assert keyring.entries == {}
    logins.forget("trang-hai")
    logins.save("trang", WORDPRESS)
    assert opened().load("trang") == WORDPRESS


def test_a_key_that_another_process_dropped_is_not_sealed_with_from_memory(opened: Open) -> None:
    here, there = opened(), opened()
    here.save("trang", FACEBOOK)
    there.forget("trang")
    here.save("trang", WORDPRESS)
    assert opened().load("trang") == WORDPRESS


def test_removing_a_page_removes_its_login(opened: Open, store: Store) -> None:
    opened().save("trang", FACEBOOK)
    StoredAccounts(store).remove("trang")
    assert opened().load("trang") is None
    with pytest.raises(NotFound, match="không còn"):
        opened().save("trang", FACEBOOK)


def test_a_login_is_never_part_of_a_larger_transaction(opened: Open, store: Store) -> None:
    logins = opened()
    with store.write(), pytest.raises(RuntimeError):
        logins.save("trang", FACEBOOK)
    assert logins.load("trang") is None


def test_the_log_is_told_every_secret_that_passes(opened: Open, keyring: MemoryKeyring) -> None:
    saving, loading = Redactor(), Redactor()
    opened(hide=saving.hide).save("trang", replace(ZALO, secret_key=Secret("bi-mat-ung-dung")))
    opened(hide=loading.hide).load("trang")
    (key,) = keyring.entries.values()
    for redact in (saving, loading):
        for secret in ("bi-mat-ung-dung", "mã-truy-cập", "mã-làm-mới", key):
            assert redact(f"thấy {secret}!") == f"thấy {HIDDEN}!"


def test_the_profile_is_named_once(opened: Open) -> None:
    assert opened().holder == opened().holder == "profile1"


def test_one_at_a_time_on_one_login_and_again_within(opened: Open) -> None:
    logins, inside, done = opened(patience=0.01), threading.Event(), threading.Event()

    def hold() -> None:
        with logins.alone("trang"), logins.alone("trang"):
            inside.set()
            done.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    inside.wait()
    with pytest.raises(KeyringTrouble, match="quá lâu"), logins.alone("trang"):
        pass
    other_process = opened(patience=0.01)  # with locks of its own; only the file is shared
    with pytest.raises(KeyringTrouble), other_process.alone("trang"):
        pass
    with logins.alone("trang-hai"), other_process.alone("trang-ba"):
        pass
    done.set()
    thread.join()
    with other_process.alone("trang"):
        pass
    with logins.alone("trang"):
        pass


@pytest.mark.parametrize("changed", [{"base_url": "https://evil.example"}, {"page_id": "trang-khac"}])
def test_a_login_does_not_follow_its_page_to_another_address_or_id(
    store: Store, opened: Open, changed: dict[str, str]
) -> None:
    opened().save("trang", FACEBOOK)
    opened().save("trang-hai", WORDPRESS)
    [account] = [one for one in StoredAccounts(store).all() if one.name == "trang"]
    StoredAccounts(store).save(replace(account, **changed))  # type: ignore[arg-type]
    with pytest.raises(LoginLost, match=r"mã trang và địa chỉ.*kết nối lại trang này"):
        opened().load("trang")
    assert opened().load("trang-hai") == WORDPRESS
    StoredAccounts(store).save(account)
    assert opened().load("trang") == FACEBOOK, "put right, it opens again"
