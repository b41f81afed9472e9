"""The directory as a file: all of it comes back, and a mistake is named by its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio.directory.service import Directory
from studio.directory.storage import StoredDirectory
from studio.errors import BadInput
from tests.profile import SetClock, fresh_store

SETUP = """\
units:
  - name: Công an phường Ví Dụ
    short_name: CAP Ví Dụ
    website: https://vidu.example.gov.vn
    valid_to: 2027-06-30
contacts:
  - id: truc-ban
    unit: Công an phường Ví Dụ
    label: Trực ban
    phone: 02400000113
    hours: 24/24
    verified_on: 2026-11-20
    verified_by: Trần Thị Ví Dụ
  - unit: cong-an-phuong-vi-du
    label: Cấp cứu
    phone: 115
    emergency: true
hashtag_sets:
  - title: Cảnh báo
    tags: [CảnhBáo, "#AnToàn"]
snippets:
  - title: Lời kết
    text: |
      Mong bà con cảnh giác,
      chia sẻ cho người thân.
"""


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    return Directory(StoredDirectory(fresh_store(tmp_path, SetClock())))


def write(folder: Path, text: str) -> Path:
    path = folder / "danh-ba.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_set_up_file_fills_an_empty_directory(directory: Directory, tmp_path: Path) -> None:
    done = directory.import_yaml(write(tmp_path, SETUP))
    assert (done.units, done.contacts, done.hashtag_sets, done.snippets) == (1, 2, 1, 1)
    book = directory.book()
    assert book.units[0].id == "cong-an-phuong-vi-du"
    assert book.units[0].valid_to == date(2027, 6, 30)
    duty, ambulance = book.contacts
    assert (duty.phone, duty.verified_on, duty.verified_by) == ("024 0000 0113", date(2026, 11, 20), "Trần Thị Ví Dụ")
    assert (ambulance.id, ambulance.phone, ambulance.emergency) == ("cong-an-phuong-vi-du-cap-cuu", "115", True)
    assert book.hashtag_sets[0].tags == ("#CảnhBáo", "#AnToàn")
    assert book.snippets[0].text == "Mong bà con cảnh giác,\nchia sẻ cho người thân."


def test_exporting_and_importing_elsewhere_gives_the_same_book(directory: Directory, tmp_path: Path) -> None:
    directory.import_yaml(write(tmp_path, SETUP))
    (tmp_path / "other").mkdir()
    other = Directory(StoredDirectory(fresh_store(tmp_path / "other", SetClock())))
    other.import_yaml(write(tmp_path, directory.export_yaml()))
    assert other.book() == directory.book()


def test_importing_twice_changes_nothing(directory: Directory, tmp_path: Path) -> None:
    directory.import_yaml(write(tmp_path, SETUP))
    before = directory.book()
    directory.import_yaml(write(tmp_path, SETUP))
    assert directory.book() == before


def test_an_import_without_confirmation_does_not_take_one_away(directory: Directory, tmp_path: Path) -> None:
    directory.import_yaml(write(tmp_path, SETUP))
    shorter = "contacts:\n  - {id: truc-ban, unit: cong-an-phuong-vi-du, label: Trực ban, phone: 024 0000 0113}\n"
    directory.import_yaml(write(tmp_path, shorter))
    assert directory.book().contacts[0].verified_by == "Trần Thị Ví Dụ"


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("unit: []", "danh-ba.yaml:1", "units"),
        ("units: 5", "danh-ba.yaml:1", "danh sách"),
        ("units:\n  - nam: Công an", "danh-ba.yaml:2", "name"),
        ("units:\n  - short_name: x", "danh-ba.yaml:2", "name"),
        ("units:\n  - name: Công an\n    valid_to: 30/6/2027", "danh-ba.yaml:3: valid_to", "2026-11-25"),
        ("units:\n  - name: Công an\n    website: http://x.vn", "danh-ba.yaml:3: website", "https"),
        ("contacts:\n  - {unit: khong-co, label: Trực ban, phone: 113}", "danh-ba.yaml:2: unit", "đơn vị"),
        ("units:\n  - name: A1\ncontacts:\n  - unit: A1\n    label: x\n    phone: 12", "danh-ba.yaml:6: phone", "số"),
        ("hashtag_sets:\n  - title: Mẫu\n    tags: CảnhBáo", "danh-ba.yaml:3: tags", "danh sách"),
        ("units:\n  - name: A1\ncontacts:\n  - {unit: A1, label: x, phone: 113, emergency: có}",
         "danh-ba.yaml:4: emergency", "true"),
        ("snippets:\n  - title: a\n    title: b", "danh-ba.yaml:3", "hai lần"),
        ("snippets:\n  - title: [a]\n    text: b", "danh-ba.yaml:2: title", "chữ"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_line_and_nothing_is_taken(
    directory: Directory, tmp_path: Path, text: str, place: str, word: str
) -> None:
    with pytest.raises(BadInput) as refused:
        directory.import_yaml(write(tmp_path, text))
    assert refused.value.where == place
    assert word in refused.value.phrase.vi
    book = directory.book()
    assert (book.units, book.contacts, book.hashtag_sets, book.snippets) == ((), (), (), ())
