"""Killed while a page is connected: login, name and log entry are all there, or all as before."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from studio.accounts.storage import StoredHealth, StoredLogins
from studio.phrase import Bilingual
from studio.secret import KeyringTrouble
from studio.store.engine import open_store
from tests.accounts.keyrings import MemoryKeyring
from tests.fork_server import context
from tests.profile import MORNING, SetClock, numbered
from tests.publishers.test_connections import PIN, Office

pytestmark = pytest.mark.usefixtures("nursery")

STORE = "studio.sqlite3"


def connect_and_die(folder: Path, when: str) -> None:
    """The life of a process: it connects the page again, as the head, and dies by its own hand."""
    store = open_store(folder / STORE, clock=SetClock(), migrate=False)
    office = Office(folder, MemoryKeyring(), store)

    def die(act: str, account: str, by: str, data: Mapping[str, Any]) -> None:
        _die()

    if when == "between login and name":
        office.note = die  # type: ignore[method-assign]
    office.connect("token-111", by="Lãnh đạo")
    _die()


def _die() -> None:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


@pytest.mark.parametrize("connected_before", [False, True])
@pytest.mark.parametrize("when", ["between login and name", "after both"])
def test_a_login_is_never_without_a_name(tmp_path: Path, when: str, connected_before: bool) -> None:
    keyring = MemoryKeyring()
    office = Office(tmp_path, keyring)
    if connected_before:
        office.connect("token-111")
    before = StoredLogins(office.store, numbered("profile")).get("trang")
    office.store.close()
    office.chain.close()
    process = context().Process(target=connect_and_die, args=(tmp_path, when))  # type: ignore[attr-defined]
    process.start()
    process.join(300)
    assert process.exitcode not in (0, None)

    store = open_store(tmp_path / STORE, clock=SetClock(), migrate=False)
    after = StoredLogins(store, numbered("profile")).get("trang")
    page = Office(tmp_path, keyring, store).accounts.get("trang")
    if when == "after both":
        assert after not in (None, before)
        assert (page.connected_by, page.connected_at) == ("p2", MORNING)
    else:
        assert after == before
        assert page.connected_by == ("p1" if connected_before else "")
    store.close()


def test_what_cannot_be_noted_is_not_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office(tmp_path, MemoryKeyring())
    office.connect("token-111")
    before = office.logins.load("trang")

    def full(self: StoredHealth, account: str, health: object) -> None:
        raise KeyringTrouble(Bilingual("đĩa đầy.", "the disk is full."))

    monkeypatch.setattr(StoredHealth, "note", full)
    with pytest.raises(KeyringTrouble):
        office.connect("token-111", by="Lãnh đạo")
    assert office.logins.load("trang") == before
    assert office.accounts.get("trang").connected_by == "p1"
    with pytest.raises(KeyringTrouble):
        office.connections.disconnect("trang", "Lãnh đạo", PIN)
    assert office.logins.load("trang") == before
    office.chain.close()
