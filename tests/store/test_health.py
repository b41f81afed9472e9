"""How a connection was at the last look stays known until the next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.accounts.model import Account, AccountKind, Health, HealthState
from studio.accounts.storage import StoredAccounts, StoredHealth
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.store.engine import Store
from tests.profile import MORNING, SetClock, fresh_store

GOOD = Health(
    state=HealthState.EXPIRING,
    checked_at=MORNING,
    say=Bilingual("Còn 5 ngày.", "5 days left."),
    next_step=Bilingual("Kết nối lại.", "Connect again."),
    title="Công an phường Ví Dụ",
    page_id="1000000113",
    rights=("đăng bài", "pages_manage_posts"),
    until=MORNING,
)
PAGE = Account(name="trang", kind=AccountKind.FACEBOOK, platform=Platform.FACEBOOK, page_id="1000000113", title="Trang")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return fresh_store(tmp_path, SetClock())


@pytest.fixture
def accounts(store: Store) -> StoredAccounts:
    accounts = StoredAccounts(store)
    accounts.save(PAGE)
    return accounts


@pytest.fixture
def book(store: Store, accounts: StoredAccounts) -> StoredHealth:
    return StoredHealth(store)


def test_the_last_look_counts(book: StoredHealth) -> None:
    assert book.all() == {}
    book.note("trang", GOOD)
    assert book.all() == {"trang": GOOD}
    bare = Health(state=HealthState.UNREACHABLE, checked_at=MORNING, say=Bilingual("Không kết nối được.", "No answer."))
    book.note("trang", bare)
    assert book.all() == {"trang": bare}
    book.drop("trang")
    assert book.all() == {}


@pytest.mark.parametrize("state", list(HealthState))
def test_every_state_comes_back(book: StoredHealth, state: HealthState) -> None:
    book.note("trang", replace(GOOD, state=state))
    assert book.all()["trang"].state is state


def test_it_goes_with_its_page_and_is_not_noted_of_one_that_is_gone(
    book: StoredHealth, accounts: StoredAccounts
) -> None:
    book.note("trang", GOOD)
    accounts.save(replace(PAGE, title="Trang đổi tên"))
    assert set(book.all()) == {"trang"}
    accounts.remove("trang")
    book.note("trang", GOOD)
    assert book.all() == {}
