"""Which keyrings are trusted, and what becomes of one that misbehaves: a sentence, never a hang or a fallback."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from keyring.backends import SecretService, Windows, chainer, fail, kwallet, libsecret, macOS, null

from studio.accounts.keychain import KEYRINGS, Backend, Keychain, full_name, prepared, system_backend, trusted
from studio.accounts.logins import WordPressLogin
from studio.accounts.model import Account, AccountKind
from studio.accounts.sealed_logins import SealedLogins
from studio.accounts.storage import StoredAccounts, StoredLogins
from studio.platforms import Platform
from studio.secret import KeyringTrouble, Secret
from studio.store.engine import Store
from tests.accounts.keyrings import (
    DismissedKeyring,
    LockedKeyring,
    MemoryKeyring,
    NullKeyring,
    PlaintextKeyring,
    SilentKeyring,
    TruncatingKeyring,
    keychain,
)
from tests.profile import SetClock, fresh_store, numbered

SECRET = "mật-khẩu-ứng-dụng-1234"
LOGIN = WordPressLogin(user="bien-tap", password=Secret(SECRET))
NEWER = WordPressLogin(user="bien-tap", password=Secret("mật-khẩu-mới-5678"))
BAD = [
    (LockedKeyring, "đang khóa"),
    (DismissedKeyring, "đang khóa"),
    (SilentKeyring, "không trả lời"),
    (NullKeyring, "không giữ được"),
    (PlaintextKeyring, "không được phép dùng"),
]
NAMES = ["locked", "dismissed", "silent", "null", "plaintext"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = fresh_store(tmp_path, SetClock())
    StoredAccounts(store).save(
        Account(name="trang", kind=AccountKind.WORDPRESS, platform=Platform.WEBSITE, page_id="1", title="Trang")
    )
    return store


class Pc:
    """One PC, whose keyring may turn into another between two starts of the program."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self._folder = folder
        self._chains: list[Keychain] = []
        self._silent: list[SilentKeyring] = []

    def start(self, backend: MemoryKeyring) -> SealedLogins:
        if isinstance(backend, PlaintextKeyring):
            chain = Keychain(lambda: backend)
        else:
            chain = keychain(backend, patience=0.05 if isinstance(backend, SilentKeyring) else 20)
        if isinstance(backend, SilentKeyring):
            self._silent.append(backend)
        self._chains.append(chain)
        return SealedLogins(StoredLogins(self.store, numbered("p")), chain, self._folder / "locks")

    def stop(self) -> None:
        for silent in self._silent:
            silent.let_go.set()
        for chain in self._chains:
            chain.close()

    def holds(self, text: str) -> bool:
        files = [path for path in self._folder.rglob("*") if path.is_file()]
        return any(text.encode() in path.read_bytes() for path in files)


@pytest.fixture
def pc(store: Store, tmp_path: Path) -> Iterator[Pc]:
    pc = Pc(store, tmp_path)
    yield pc
    pc.stop()


@pytest.mark.parametrize(("kind", "said"), BAD, ids=NAMES)
def test_start(kind: type[MemoryKeyring], said: str, pc: Pc) -> None:
    """The page's login cannot be opened with the keyring of today; with that of yesterday it can."""
    good, bad = MemoryKeyring(), kind()
    pc.start(good).save("trang", LOGIN)
    with pytest.raises(KeyringTrouble, match=said) as trouble:
        pc.start(bad).load("trang")
    assert SECRET not in str(trouble.value)
    assert pc.start(good).load("trang") == LOGIN
    assert not pc.holds(SECRET)


@pytest.mark.parametrize(("kind", "said"), BAD, ids=NAMES)
def test_save(kind: type[MemoryKeyring], said: str, pc: Pc) -> None:
    """Nothing is kept anywhere when there is no key to seal it with."""
    bad = kind()
    logins = pc.start(bad)
    with pytest.raises(KeyringTrouble, match=said):
        logins.save("trang", LOGIN)
    assert logins.load("trang") is None
    assert bad.entries == {}
    assert not pc.holds(SECRET)


@pytest.mark.parametrize(("kind", "said"), BAD, ids=NAMES)
def test_refresh(kind: type[MemoryKeyring], said: str, pc: Pc) -> None:
    """A keyring gone bad keeps a login from being replaced; the former one stays whole."""
    good, bad = MemoryKeyring(), kind()
    pc.start(good).save("trang", LOGIN)
    with pytest.raises(KeyringTrouble, match=said):
        pc.start(bad).save("trang", NEWER)
    assert pc.start(good).load("trang") == LOGIN
    assert not pc.holds(NEWER.password.reveal())


@pytest.mark.parametrize("kind", [kind for kind, _ in BAD], ids=NAMES)
def test_refresh_of_a_program_that_knows_its_key(kind: type[MemoryKeyring], pc: Pc) -> None:
    """A refresh token serves once: its successor must be kept even when the keyring is locked meanwhile."""
    now: list[MemoryKeyring] = [MemoryKeyring()]
    good = now[0]

    class Changing(MemoryKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            return now[0].get_password(service, username)

        def set_password(self, service: str, username: str, password: str) -> None:
            now[0].set_password(service, username, password)

        def delete_password(self, service: str, username: str) -> None:
            now[0].delete_password(service, username)

    logins = pc.start(Changing())
    logins.save("trang", LOGIN)
    now[0] = kind()
    logins.save("trang", NEWER)
    assert logins.load("trang") == NEWER
    assert now[0].calls == []
    assert pc.start(good).load("trang") == NEWER


@pytest.mark.parametrize("kind", [kind for kind, _ in BAD], ids=NAMES)
def test_delete(kind: type[MemoryKeyring], pc: Pc) -> None:
    """A login can be forgotten whatever the keyring does: it lies in the store."""
    pc.start(MemoryKeyring()).save("trang", LOGIN)
    logins = pc.start(kind())
    logins.forget("trang")
    assert logins.load("trang") is None


def test_a_keyring_that_cuts_does_for_a_key(pc: Pc) -> None:
    cutting = TruncatingKeyring()
    long = WordPressLogin(user="bien-tap", password=Secret("đ" * 6000))
    pc.start(cutting).save("trang", long)
    pc.start(cutting).save("trang", long)
    assert pc.start(cutting).load("trang") == long
    pc.start(cutting).forget("trang")
    assert cutting.entries == {}


def test_a_keyring_that_cuts_is_found_out_before_it_matters() -> None:
    chain = keychain(TruncatingKeyring())
    with pytest.raises(KeyringTrouble, match="không giữ được"):
        chain.set("trang", Secret("đ" * 1281))
    assert chain.get("trang") is None
    chain.close()


def test_a_silent_keyring_is_asked_once_and_taken_back_when_it_wakes_up() -> None:
    silent = SilentKeyring()
    chain = keychain(silent, patience=0.05)
    for _ in range(3):
        with pytest.raises(KeyringTrouble, match="các việc khác vẫn làm được"):
            chain.get("trang")
    assert silent.asked.wait(60)
    assert silent.calls == []
    silent.let_go.set()
    chain.close()
    patient = keychain(silent)
    patient.set("trang", Secret("giá trị"))
    assert patient.get("trang") == Secret("giá trị")
    patient.close()


def test_all_calls_are_made_on_one_thread_that_is_not_the_callers() -> None:
    ring = MemoryKeyring()
    chain = keychain(ring)
    callers = [threading.Thread(target=chain.set, args=(f"trang-{n}", Secret("giá trị"))) for n in range(8)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert ring.threads == {"keyring"}
    assert len(ring.entries) == 8
    chain.close()


def test_nothing_is_asked_before_the_first_call_and_the_trial_leaves_nothing() -> None:
    ring = MemoryKeyring()
    chain = keychain(ring)
    assert ring.calls == []
    assert chain.examine() == full_name(ring)
    assert "set" in ring.calls
    assert ring.entries == {}
    chain.close()
    chain.close()


def test_a_keyring_unlocked_meanwhile_is_taken() -> None:
    rings: list[MemoryKeyring] = [LockedKeyring(), MemoryKeyring()]
    chain = Keychain(lambda: rings.pop(0), allowed=frozenset({full_name(r) for r in rings}))
    with pytest.raises(KeyringTrouble):
        chain.get("trang")
    assert chain.get("trang") is None
    chain.close()


class Chain(MemoryKeyring):
    """A chainer, which offers a secret to one after the other."""

    def __init__(self, *backends: MemoryKeyring) -> None:
        super().__init__()
        self.backends = backends


def test_of_a_chain_the_trusted_one_alone_sees_a_secret() -> None:
    plain, good = PlaintextKeyring(), MemoryKeyring()
    chain = Keychain(lambda: Chain(plain, good), allowed=frozenset({full_name(good)}))
    chain.set("trang", Secret("giá trị"))
    assert plain.calls == []
    assert list(good.entries.values()) == ["giá trị"]
    chain.close()


@pytest.mark.parametrize(
    "kind",
    [null.Keyring, fail.Keyring, PlaintextKeyring, lambda: Chain(PlaintextKeyring(), NullKeyring())],
    ids=["null", "fail", "plaintext", "chain"],
)
def test_no_null_no_plaintext_no_fail_and_no_chain_of_them(kind: Callable[[], Backend]) -> None:
    with pytest.raises(KeyringTrouble, match="không được phép dùng"):
        trusted(kind(), KEYRINGS)


def test_keyrings_own_chainer_is_looked_into() -> None:
    chained = chainer.ChainerBackend()  # type: ignore[no-untyped-call]
    if not chained.backends:  # this PC has none that could be chained
        with pytest.raises(KeyringTrouble, match="ChainerBackend"):
            trusted(chained, KEYRINGS)
    else:
        assert full_name(trusted(chained, KEYRINGS)) in KEYRINGS


def test_the_allowed_ones_exist_under_their_names() -> None:
    for kind in (
        Windows.WinVaultKeyring,
        macOS.Keyring,
        SecretService.Keyring,
        libsecret.Keyring,
        kwallet.DBusKeyring,
    ):
        assert f"{kind.__module__}.{kind.__qualname__}" in KEYRINGS
    assert len(KEYRINGS) == 5


@pytest.fixture
def misled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], None]:
    """An environment that points keyring to a backend of its choice."""

    def mislead() -> None:
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
        monkeypatch.setenv("KEYRING_PROPERTY_SCHEME", "KeePassXC")
        monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/nowhere")
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        folder = tmp_path / "python_keyring"
        folder.mkdir()
        (folder / "keyringrc.cfg").write_text(
            "[backend]\ndefault-keyring=keyring.backends.null.Keyring\n", encoding="utf-8"
        )

    return mislead


@pytest.mark.skipif(sys.platform != "linux", reason="without a session bus there is no Secret Service to be found")
def test_the_environment_names_no_keyring(misled: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    misled()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    with pytest.raises(KeyringTrouble, match="chưa có kho khóa"):
        system_backend()


class CalledAsTheWindowsOne:
    """The real one cannot be set on another system."""

    persist = "enterprise"


CalledAsTheWindowsOne.__module__, CalledAsTheWindowsOne.__qualname__ = "keyring.backends.Windows", "WinVaultKeyring"


def test_on_windows_a_key_does_not_roam_with_the_domain_profile() -> None:
    backend = CalledAsTheWindowsOne()
    prepared(backend)
    assert backend.persist == "local machine"


def test_what_the_environment_told_a_backend_is_taken_back(misled: Callable[[], None]) -> None:
    misled()
    told: Any = macOS.Keyring()  # type: ignore[no-untyped-call]
    assert (told.scheme, told.preferred_collection) == ("KeePassXC", "/nowhere")  # so keyring does it
    told.keychain = "/nowhere/keychain"  # as KEYCHAIN_PATH does
    prepared(told)
    assert not hasattr(told, "scheme")
    assert not hasattr(told, "preferred_collection")
    assert told.keychain is None
