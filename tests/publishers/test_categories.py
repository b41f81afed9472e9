"""Who chooses the categories of a website, and from what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from studio.accounts.model import Account, AccountKind, SiteCategory
from studio.errors import BadInput, NotPermitted, Refused
from studio.platforms import Platform
from studio.publishers.connections import CategoryChoice
from tests.accounts.keyrings import MemoryKeyring
from tests.publishers.test_connections import PIN, Office

NEWS, ALERTS = SiteCategory(id=3, name="Tin tức"), SiteCategory(id=7, name="Cảnh báo")
SAME = SiteCategory(id=8, name="cảnh báo")
WEB = Account(
    name="web",
    kind=AccountKind.WORDPRESS,
    platform=Platform.WEBSITE,
    page_id="web.example",
    title="Trang web",
    base_url="https://web.example",
)


class Site:
    def __init__(self, *there: SiteCategory) -> None:
        self.there = list(there)

    def categories(self, account: Account) -> Sequence[SiteCategory]:
        return self.there


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path, MemoryKeyring())
    office.accounts.add(WEB)
    yield office
    office.chain.close()


def choice(office: Office, *there: SiteCategory) -> CategoryChoice:
    site = Site(*there)
    return CategoryChoice(
        lambda kind: site.categories if kind is AccountKind.WORDPRESS else None,
        office.accounts,
        office.people,
        lambda *note: office.noted.append(note),
    )


def test_chosen_by_id_or_name_kept_and_logged(office: Office) -> None:
    page = choice(office, NEWS, ALERTS).choose("web", ["7", "TIN TỨC", 7], "Kỹ thuật", PIN)
    assert page.categories == (ALERTS, NEWS)
    assert office.accounts.get("web").categories == (ALERTS, NEWS)
    assert office.noted == [
        ("page_categories", "web", "p1", {"page_id": "web.example", "categories": ["Cảnh báo", "Tin tức"]})
    ]
    assert choice(office, NEWS).choose("web", [], "Lãnh đạo", PIN).categories == ()


@pytest.mark.parametrize(("wanted", "said"), [("Thể thao", "không có"), ("9", "không có"), ("Cảnh báo", "nhiều")])
def test_what_the_site_does_not_have_once_is_named_with_what_it_has(office: Office, wanted: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        choice(office, NEWS, ALERTS, SAME).choose("web", [wanted], "Kỹ thuật", PIN)
    assert "Tin tức (3)" in refused.value.phrase.vi
    assert office.accounts.get("web").categories == ()


@pytest.mark.parametrize(("by", "pin"), [("Người đăng", PIN), ("Kỹ thuật", "000001")])
def test_nobody_else_chooses(office: Office, by: str, pin: str) -> None:
    with pytest.raises(NotPermitted):
        choice(office, NEWS).choose("web", ["3"], by, pin)
    assert office.accounts.get("web").categories == ()


def test_only_websites_have_categories(office: Office) -> None:
    with pytest.raises(Refused):
        choice(office, NEWS).on_site("trang")
    with pytest.raises(BadInput):
        office.accounts.set_categories("trang", (NEWS,))


def test_a_page_that_becomes_another_site_has_none_of_the_former(office: Office) -> None:
    office.accounts.set_categories("web", (NEWS,))
    kept = office.accounts.update(replace(office.accounts.get("web"), title="Cổng thông tin"))
    assert kept.categories == (NEWS,)
    moved = office.accounts.update(replace(kept, page_id="web2.example", base_url="https://web2.example"))
    assert moved.categories == office.accounts.get("web").categories == ()
