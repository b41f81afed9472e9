"""What is remembered of small tables is never older than what is stored, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.accounts.model import Account, AccountKind, PageStatus, SiteCategory
from studio.accounts.storage import StoredAccounts
from studio.directory.model import Unit
from studio.directory.storage import StoredDirectory
from studio.platforms import Platform
from studio.store.engine import Store, open_store
from tests.profile import MORNING, SetClock, fresh_store

PAGE = Account(
    name="trang", kind=AccountKind.WORDPRESS, platform=Platform.WEBSITE, page_id="phuong.example", title="Trang phường"
)
CHANGES = (
    {"title": "Trang khác"},
    {"page_id": "khac.example"},
    {"base_url": "https://khac.example"},
    {"status": PageStatus.CLOSED},
    {"successor": "trang-moi"},
    {"connected_by": "p1", "connected_at": MORNING},
    {"categories": (SiteCategory(id=3, name="Tin"),)},
    {"image_host": "https://anh.example"},
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = fresh_store(tmp_path, SetClock())
    yield made
    made.close()


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
@pytest.mark.parametrize("elsewhere", [False, True], ids=["here", "another program"])
def test_each_change_of_a_page_is_seen(store: Store, change: dict[str, object], elsewhere: bool) -> None:
    accounts = StoredAccounts(store)
    accounts.save(PAGE)
    assert accounts.all() == (PAGE,)
    other = open_store(store.path, clock=SetClock()) if elsewhere else store
    StoredAccounts(other).save(changed := replace(PAGE, **change))  # type: ignore[arg-type]
    assert accounts.all() == (changed,)
    assert accounts.get(PAGE.name) == changed
    StoredAccounts(other).remove(PAGE.name)
    assert accounts.all() == ()
    assert accounts.get(PAGE.name) is None
    other.close()


def test_the_same_is_not_made_anew(store: Store) -> None:
    accounts = StoredAccounts(store)
    accounts.save(PAGE)
    assert accounts.all() is accounts.all()


def test_what_was_taken_back_is_forgotten(store: Store) -> None:
    accounts = StoredAccounts(store)
    accounts.save(PAGE)
    before = accounts.all()

    def broken_off() -> None:
        with store.write():
            accounts.save(replace(PAGE, title="Trang khác"))
            assert [page.title for page in accounts.all()] == ["Trang khác"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert accounts.all() == before


def test_a_block_that_reads_one_view_keeps_it(store: Store) -> None:
    accounts, other = StoredAccounts(store), open_store(store.path, clock=SetClock())
    accounts.save(PAGE)
    with store.reading():
        before = accounts.all()
        StoredAccounts(other).save(replace(PAGE, title="Trang khác"))
        assert accounts.all() == before
    assert [page.title for page in accounts.all()] == ["Trang khác"]
    other.close()


def test_the_directory_keeps_its_order_and_is_as_stored(store: Store) -> None:
    directory = StoredDirectory(store)
    units = [Unit(id=key, name=f"Đơn vị {key}", short_name=key, address="", website="") for key in ("z", "a", "m")]
    for unit in units:
        directory.save(unit)
    assert directory.book().units == tuple(units)
    directory.save(replace(units[1], name="Đổi tên"))
    assert [unit.name for unit in directory.book().units] == ["Đơn vị z", "Đổi tên", "Đơn vị m"]
    directory.remove(Unit, "z")
    assert [unit.id for unit in directory.book().units] == ["a", "m"]
