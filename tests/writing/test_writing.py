"""Snippets, hashtag sets and unit words over the store: kept, counted, handed out, protected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.directory.model import DirectorySnippet as Passage
from studio.directory.service import Directory
from studio.directory.storage import StoredDirectory
from studio.errors import BadInput, NotFound, NotPermitted
from studio.people.model import Role
from studio.people.service import People
from studio.people.storage import StoredPeople
from studio.writing.model import Snippet, SnippetKind
from studio.writing.service import WritingService
from studio.writing.storage import StoredWriting
from tests.profile import FAST_HASHER, SetClock, fresh_store, numbered, staffed

PIN = "24681057"


class Desk:
    """A writing service with the people around it."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock()
        store = fresh_store(folder, self.clock)
        people = People(StoredPeople(store), self.clock, ids=numbered("p"), hasher=FAST_HASHER)
        roles = (("Nguyễn Văn Soạn", [Role.AUTHOR]), ("Lê Thị Máy", [Role.TECHNICAL]))
        self.author, self.technical = (person.id for person in staffed(people, *roles, pin=PIN))
        self.directory = Directory(StoredDirectory(store))
        self.writing = WritingService(StoredWriting(store), self.directory, people, self.clock)

    def add(self, name: str, text: str, kind: SnippetKind = SnippetKind.TEXT) -> Snippet:
        return self.writing.save(Snippet(name=name, text=text, kind=kind), self.author)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_passages_and_sets_are_entries_of_the_directory(desk: Desk) -> None:
    desk.add("Giờ tiếp dân", "Tiếp công dân từ 07:30.")
    desk.add("Giao thông", "AnToànGiaoThông, #ĐộiMũBảoHiểm", SnippetKind.HASHTAGS)
    assert [(s.id, s.name, s.text, s.kind) for s in desk.writing.snippets()] == [
        ("text:gio-tiep-dan", "Giờ tiếp dân", "Tiếp công dân từ 07:30.", SnippetKind.TEXT),
        ("hashtags:giao-thong", "Giao thông", "#AnToànGiaoThông #ĐộiMũBảoHiểm", SnippetKind.HASHTAGS),
    ]
    assert desk.directory.book().hashtag_sets[0].tags == ("#AnToànGiaoThông", "#ĐộiMũBảoHiểm")


def test_a_changed_snippet_keeps_its_place_and_its_kind(desk: Desk) -> None:
    first, _ = desk.add("Một", "Nội dung một."), desk.add("Hai", "Nội dung hai.")
    desk.writing.save(replace(first, name="Một mới", kind=SnippetKind.HASHTAGS), desk.author)
    assert [(s.name, s.kind) for s in desk.writing.snippets()] == [
        ("Một mới", SnippetKind.TEXT),
        ("Hai", SnippetKind.TEXT),
    ]


def test_uses_are_counted_and_go_with_the_snippet(desk: Desk) -> None:
    kept = desk.add("Một", "Nội dung.")
    desk.writing.note_use(kept.id)
    desk.clock.forward(minutes=5)
    desk.writing.note_use(kept.id)
    (found,) = desk.writing.snippets()
    assert (found.used, found.last_used) == (2, desk.clock.now())
    desk.writing.remove(kept.id, desk.author)
    assert desk.writing.snippets() == ()
    assert desk.add("Một", "Nội dung.").used == 0


def test_only_those_who_write_approve_or_head_may_change_anything(desk: Desk) -> None:
    kept = desk.add("Một", "Nội dung.")
    for act in (
        lambda: desk.writing.save(kept, desk.technical),
        lambda: desk.writing.remove(kept.id, desk.technical),
        lambda: desk.writing.add_word("VNeID", desk.technical),
        lambda: desk.writing.remove_word("VNeID", desk.technical),
        lambda: desk.writing.import_yaml(Path("x.yaml"), desk.technical),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert len(desk.writing.snippets()) == 1


@pytest.mark.parametrize("id", ["text:khong-co", "hashtags:khong-co", "lạ:khong-co", "khong-co"])
def test_what_is_not_there_cannot_be_removed(desk: Desk, id: str) -> None:
    with pytest.raises(NotFound):
        desk.writing.remove(id, desk.author)


def test_bad_entries_name_the_place(desk: Desk) -> None:
    for name, text, kind, where in (
        ("", "Nội dung.", SnippetKind.TEXT, "title"),
        ("Một", "   ", SnippetKind.TEXT, "text"),
        ("Một", "#An Toàn!", SnippetKind.HASHTAGS, "tags"),
    ):
        with pytest.raises(BadInput) as caught:
            desk.add(name, text, kind)
        assert caught.value.where == where


def test_words_are_kept_with_who_added_them_by_alphabet(desk: Desk) -> None:
    desk.writing.add_word("VNeID Đắk", desk.author)
    desk.writing.add_word("VNeID", desk.author)
    assert [(w.word, w.added_by) for w in desk.writing.word_list()] == [
        ("Đắk", "Nguyễn Văn Soạn"),
        ("VNeID", "Nguyễn Văn Soạn"),
    ]
    desk.writing.remove_word("Đắk", desk.author)
    assert desk.writing.words() == frozenset({"VNeID"})


# -- starter snippets


def test_a_new_profile_gets_the_starters_once(desk: Desk) -> None:
    desk.writing.begin()
    names = [s.name for s in desk.writing.snippets()]
    assert "Liên hệ khi cần" in names
    for snippet in desk.writing.snippets():
        desk.writing.remove(snippet.id, desk.author)
    desk.writing.begin()
    assert desk.writing.snippets() == ()


def test_a_unit_with_snippets_of_its_own_gets_none(desk: Desk) -> None:
    desk.add("Một", "Nội dung.")
    desk.writing.begin()
    assert [s.name for s in desk.writing.snippets()] == ["Một"]


def test_starters_hold_no_number(desk: Desk) -> None:
    desk.writing.begin()
    assert not any(char.isdigit() for s in desk.writing.snippets() for char in s.text)


# -- handing them out


def test_an_export_restores_everything_elsewhere(desk: Desk, tmp_path: Path) -> None:
    desk.add("Giờ tiếp dân", "Tiếp công dân tại {unit}.\nMang theo căn cước.")
    desk.add("Giao thông", "#AnToànGiaoThông", SnippetKind.HASHTAGS)
    desk.writing.add_word("VNeID", desk.author)
    file = tmp_path / "doan-mau.yaml"
    file.write_text(desk.writing.export_yaml(), encoding="utf-8")
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    brought = other.writing.import_yaml(file, other.author)
    assert (brought.snippets, brought.hashtag_sets, brought.words) == (1, 1, 1)
    assert other.writing.snippets() == desk.writing.snippets()
    assert other.writing.words() == frozenset({"VNeID"})
    other.writing.import_yaml(file, other.author)
    assert len(other.writing.snippets()) == 2


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("snippets:\n  - title: Một\n    text: Nội dung.\n  - title: Hai\n", 4, "text"),
        ("snippets:\n  - title: Một\n    text: Nội dung.\nwords: [VNeID, 12]\n", 4, "một từ"),
        ("words:\n  - VNeID\n  - a b<c\n", 3, "b<c"),
        ("words: VNeID\n", 1, "danh sách"),
        ("hashtag_sets:\n  - title: Một\n    tags: ['#a b']\n", 3, "hashtag hợp lệ"),
        ("units:\n  - name: Công an phường Ví Dụ\n", 1, "units"),
        ("snippets: [\n", 2, "YAML"),
    ],
)
def test_a_bad_file_is_one_sentence_with_its_line_and_changes_nothing(
    desk: Desk, tmp_path: Path, text: str, line: int, said: str
) -> None:
    file = tmp_path / "hong.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        desk.writing.import_yaml(file, desk.author)
    assert f"hong.yaml:{line}" in caught.value.where
    assert said in caught.value.sentence("vi")
    assert desk.writing.snippets() == ()
    assert desk.writing.words() == frozenset()


def test_a_removed_snippet_of_the_directory_is_gone_here_too(desk: Desk) -> None:
    desk.directory.save_snippet(Passage(id="", title="Một", text="Nội dung."))
    desk.directory.remove_snippet("mot")
    assert desk.writing.snippets() == ()
