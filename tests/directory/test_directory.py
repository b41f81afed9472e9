"""The unit's own data: ids, confirmations, and what may not be removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from studio.directory.model import Contact, DirectorySnippet, HashtagSet, Unit
from studio.directory.service import Directory
from studio.directory.storage import StoredDirectory
from studio.errors import BadInput, NotFound, Refused
from tests.profile import SetClock, fresh_store

TODAY = date(2026, 11, 25)


@pytest.fixture
def repo(tmp_path: Path) -> StoredDirectory:
    return StoredDirectory(fresh_store(tmp_path, SetClock()))


@pytest.fixture
def directory(repo: StoredDirectory) -> Directory:
    return Directory(repo, name_of={"person1": "Trần Thị Ví Dụ"}.__getitem__)


@pytest.fixture
def unit(directory: Directory) -> Unit:
    return directory.save_unit(Unit(id="", name="Công an phường Ví Dụ", short_name="CAP Ví Dụ"))


@pytest.fixture
def duty(directory: Directory, unit: Unit) -> Contact:
    return directory.save_contact(Contact(id="", unit=unit.id, label="Trực ban", phone="02400000113"))


def test_ids_come_from_names_and_never_collide(directory: Directory) -> None:
    first = directory.save_unit(Unit(id="", name="Công an phường Đường Láng"))
    second = directory.save_unit(Unit(id="", name="Công an phường Đường Láng"))
    assert (first.id, second.id) == ("cong-an-phuong-duong-lang", "cong-an-phuong-duong-lang-2")
    assert directory.save_snippet(DirectorySnippet(id="", title="***", text="Mời bà con lưu ý.")).id == "muc"


def test_a_saved_entry_is_in_the_book_and_replaces_itself_in_place(directory: Directory, unit: Unit) -> None:
    other = directory.save_unit(Unit(id="", name="Công an phường Mẫu"))
    directory.save_unit(replace(unit, website="https://vidu.example.gov.vn"))
    assert [u.id for u in directory.book().units] == [unit.id, other.id]
    found = directory.book().unit(unit.id)
    assert found is not None
    assert found.website == "https://vidu.example.gov.vn"


@pytest.mark.parametrize(
    "website",
    ["http://vidu.example.gov.vn", "vidu.example.gov.vn", "https://", "https://a b.vn", "https://u:p@vidu.vn",
     "https://vidu", "https://ví-dụ.vn", "https://[::1"],
)  # fmt: skip
def test_a_website_is_https_and_names_a_host(directory: Directory, website: str) -> None:
    with pytest.raises(BadInput) as refused:
        directory.save_unit(Unit(id="", name="Công an phường Ví Dụ", website=website))
    assert refused.value.where == "website"


def test_empty_and_overlong_names_are_refused_naming_the_field(directory: Directory, unit: Unit) -> None:
    for bad, field in (
        (Unit(id="", name="  "), "name"),
        (Unit(id="", name="x" * 151), "name"),
        (Unit(id="Mã Sai", name="Công an"), "id"),
    ):
        with pytest.raises(BadInput) as refused:
            directory.save_unit(bad)
        assert refused.value.where == field
    with pytest.raises(BadInput) as refused:
        directory.save_contact(Contact(id="", unit=unit.id, label="", phone="113"))
    assert refused.value.where == "label"


def test_a_contact_belongs_to_a_known_unit(directory: Directory) -> None:
    with pytest.raises(BadInput, match="không có đơn vị"):
        directory.save_contact(Contact(id="", unit="nowhere", label="Trực ban", phone="113"))
    assert directory.book().contacts == ()


def test_confirming_a_number_keeps_day_and_name(directory: Directory, duty: Contact) -> None:
    confirmed = directory.verify_contact(duty.id, by="person1", on=TODAY)
    assert (confirmed.verified_on, confirmed.verified_by) == (TODAY, "Trần Thị Ví Dụ")
    assert directory.book().contact(duty.id) == confirmed
    with pytest.raises(NotFound):
        directory.verify_contact("nobody", by="person1", on=TODAY)


def test_half_a_confirmation_is_refused(directory: Directory, duty: Contact) -> None:
    for half in (replace(duty, verified_on=TODAY), replace(duty, verified_by="Trần Thị Ví Dụ")):
        with pytest.raises(BadInput):
            directory.save_contact(half)


def test_a_changed_number_has_to_be_confirmed_anew(directory: Directory, duty: Contact) -> None:
    confirmed = directory.verify_contact(duty.id, by="person1", on=TODAY)
    relabelled = directory.save_contact(replace(confirmed, label="Trực ban 24/24", phone="+84 24 0000 0113"))
    assert relabelled.verified_on == TODAY
    changed = directory.save_contact(replace(relabelled, phone="024 0000 0114"))
    assert (changed.phone, changed.verified_on, changed.verified_by) == ("024 0000 0114", None, "")


def test_hashtags_are_tidied_and_doubles_go(directory: Directory) -> None:
    saved = directory.save_hashtags(
        HashtagSet(id="", title="Giao thông", tags=("AnToànGiaoThông", "##GiaoThông", "#GiaoThông"))
    )
    assert saved.tags == ("#AnToànGiaoThông", "#GiaoThông")
    for bad in ("an toàn", "#2026", "#", "#a-b", "#a#b"):
        with pytest.raises(BadInput):
            directory.save_hashtags(HashtagSet(id="", title="Giao thông", tags=(bad,)))
    with pytest.raises(BadInput):
        directory.save_hashtags(HashtagSet(id="", title="Giao thông", tags=()))


def test_snippets_have_a_text_within_bounds(directory: Directory) -> None:
    assert directory.save_snippet(DirectorySnippet(id="", title="Kết", text=" a\r\nb ")).text == "a\nb"
    for text in ("", "  \n", "x" * 2001):
        with pytest.raises(BadInput):
            directory.save_snippet(DirectorySnippet(id="", title="Kết", text=text))


def test_what_is_used_stays_and_the_users_are_named(repo: StoredDirectory, directory: Directory, duty: Contact) -> None:
    users = {("contact", duty.id): ["Cảnh báo lừa đảo"]}
    used = Directory(repo, used_by=lambda kind, name: users.get((kind, name), []))
    with pytest.raises(Refused, match="“Cảnh báo lừa đảo”"):
        used.remove_contact(duty.id)
    with pytest.raises(Refused, match="“Trực ban”"):
        used.remove_unit(duty.unit)
    assert used.book().contact(duty.id) == duty
    directory.remove_contact(duty.id)
    directory.remove_unit(duty.unit)
    assert directory.book().units == ()
    with pytest.raises(NotFound):
        directory.remove_contact(duty.id)


def test_hashtag_sets_and_snippets_are_removed_by_their_own_kind(directory: Directory) -> None:
    tags = directory.save_hashtags(HashtagSet(id="mau", title="Mẫu", tags=("#Mẫu",)))
    snippet = directory.save_snippet(DirectorySnippet(id="mau", title="Mẫu", text="Mẫu"))
    directory.remove_hashtags(tags.id)
    assert directory.book().snippets == (snippet,)
    directory.remove_snippet(snippet.id)
    assert directory.book().snippets == ()
