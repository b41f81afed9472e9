"""Everything typed is stored, in order, whatever happens meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.errors import StorageTrouble
from studio.phrase import Bilingual
from studio.posts.drafts import KEEP, DraftService
from studio.posts.model import Media, Post, Revision
from studio.posts.transitions import EditConflict
from studio.ui.composer.journal import PAUSE_MS, PAUSE_S, OpenPostJournal
from studio.ui.composer.save_steps import Steps
from studio.ui.tasks import Tasks
from tests.profile import MORNING

POST = Post(
    id="p1",
    revision=1,
    template_id="scam_warning",
    template_version=1,
    template_sha256="0" * 64,
    created_at=MORNING,
    updated_at=MORNING,
)


class MemoryDesk:
    """The desk in memory. `hold` makes a save wait; `trouble` makes the next ones fail."""

    def __init__(self) -> None:
        self.post = POST
        self.calls: list[tuple[str, str]] = []
        self.hold = threading.Event()
        self.hold.set()
        self.trouble: Exception | None = None

    def _put(self, by: str, call: str, **changes: Any) -> Post:
        self.hold.wait(60)
        if self.trouble is not None:
            raise self.trouble
        self.calls.append((call, by))
        later = self.post.updated_at + timedelta(minutes=1)
        self.post = replace(self.post, revision=self.post.revision + 1, updated_at=later, **changes)
        return self.post

    def get(self, id: str) -> Post:
        return self.post

    def present(self, post_id: str) -> Revision:
        return Revision(post_id=post_id, number=self.post.revision, by="", at=MORNING, kind="edit", undo_to=1)

    def edit(
        self, post_id: str, by: str, *, fields: Any = None, expected_revision: int, joins: bool = False, **rest: Any
    ) -> Post:
        if expected_revision != self.post.revision:
            raise EditConflict(Bilingual("có người đã lưu.", "somebody saved first."), kept=9)
        merged = {name: value for name, value in {**self.post.fields, **(fields or {})}.items() if value is not None}
        others = {name: value for name, value in rest.items() if value is not KEEP}
        return self._put(by, "join" if joins else "edit", fields=merged, **others)

    def add_media(self, post_id: str, data: bytes, name: str, by: str, **_: Any) -> Post:
        media = Media(id=f"m{len(self.post.media) + 1}", sha256="1" * 64, name=name)
        return self._put(by, "add", media=(*self.post.media, media))

    def update_media(self, post_id: str, media: Media, by: str, **_: Any) -> Post:
        return self._put(by, "picture", media=tuple(media if m.id == media.id else m for m in self.post.media))

    def remove_media(self, post_id: str, media_id: str, by: str, **_: Any) -> Post:
        return self._put(by, "remove", media=tuple(m for m in self.post.media if m.id != media_id))

    def reorder_media(self, post_id: str, order: list[str], by: str, **_: Any) -> Post:
        known = {m.id: m for m in self.post.media}
        return self._put(by, "order", media=tuple(known[key] for key in order))

    def undo(self, post_id: str, by: str, **_: Any) -> Post:
        return self._put(by, "undo", fields={})


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def journal(desk: MemoryDesk, tasks: Tasks) -> Iterator[OpenPostJournal]:
    made = OpenPostJournal(cast(DraftService, desk), tasks)
    made.open(POST, "p-an", Steps())
    yield made
    desk.trouble = None
    desk.hold.set()
    made.close()
    made.deleteLater()


@pytest.fixture
def stored(journal: OpenPostJournal, qtbot: QtBot) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: journal.idle)


def test_a_change_is_saved_by_itself_within_800_ms(journal: OpenPostJournal, desk: MemoryDesk, stored: Any) -> None:
    assert PAUSE_MS <= 800
    journal.set_field("how", "Gọi điện")
    assert not journal.idle
    stored()
    assert desk.post.fields == {"how": "Gọi điện"}


def test_many_keys_in_a_row_are_few_revisions(journal: OpenPostJournal, desk: MemoryDesk, stored: Any) -> None:
    for end in range(1, 24):
        journal.set_field("how", "Gọi điện tự xưng cán bộ"[:end])
    journal.flush()
    stored()
    assert len(desk.calls) == 1


def test_what_is_typed_while_a_save_runs_is_saved_too(
    journal: OpenPostJournal, desk: MemoryDesk, tasks: Tasks, stored: Any
) -> None:
    desk.hold.clear()
    journal.set_field("how", "Gọi")
    journal.flush()
    journal.set_field("how", "Gọi điện")
    journal.set_field("scam_name", "Giả danh")
    journal.flush()
    desk.hold.set()
    stored()
    assert desk.post.fields == {"how": "Gọi điện", "scam_name": "Giả danh"}
    assert journal.post is not None
    assert journal.post.fields == desk.post.fields


def test_leaving_at_once_loses_nothing(desk: MemoryDesk, qapp: QApplication) -> None:
    tasks = Tasks()
    journal = OpenPostJournal(cast(DraftService, desk), tasks)
    journal.open(POST, "p-an", Steps())
    desk.hold.clear()
    journal.set_field("how", "một")
    journal.flush()
    journal.set_field("how", "một hai")
    journal.close()
    desk.hold.set()
    tasks.close()
    assert desk.post.fields == {"how": "một hai"}


def test_a_save_that_failed_comes_with_the_next_one(journal: OpenPostJournal, desk: MemoryDesk, qtbot: QtBot) -> None:
    desk.trouble = StorageTrouble(Bilingual("ổ đĩa đầy.", "the disk is full."))
    with qtbot.waitSignal(journal.failed):
        journal.set_field("how", "Gọi điện")
        journal.flush()
    assert not journal.idle
    desk.trouble = None
    journal.set_field("scam_name", "Giả danh")
    journal.flush()
    qtbot.waitUntil(lambda: journal.idle)
    assert desk.post.fields == {"how": "Gọi điện", "scam_name": "Giả danh"}


def test_two_saves_under_way_when_the_disk_fails_both_come_later(
    journal: OpenPostJournal, desk: MemoryDesk, qtbot: QtBot
) -> None:
    desk.hold.clear()
    journal.set_field("how", "Gọi điện")
    journal.flush()
    journal.set_field("scam_name", "Giả danh")
    journal.flush()
    desk.trouble = StorageTrouble(Bilingual("ổ đĩa đầy.", "the disk is full."))
    with qtbot.waitSignals([journal.failed, journal.failed]):
        desk.hold.set()
    desk.trouble = None
    journal.flush()
    qtbot.waitUntil(lambda: journal.idle)
    assert desk.post.fields == {"how": "Gọi điện", "scam_name": "Giả danh"}


def test_each_persons_typing_is_saved_under_their_name(journal: OpenPostJournal, desk: MemoryDesk, stored: Any) -> None:
    journal.set_field("how", "Gọi")
    journal.work_as("p-binh")
    journal.set_field("how", "Gọi điện")
    journal.flush()
    stored()
    assert desk.calls == [("edit", "p-an"), ("edit", "p-binh")]


def test_after_a_conflict_the_stored_post_is_shown_and_the_edit_is_kept_aside(
    journal: OpenPostJournal, desk: MemoryDesk, qtbot: QtBot
) -> None:
    desk.post = replace(desk.post, revision=5, fields={"how": "Người khác viết"})
    with qtbot.waitSignal(journal.conflict) as told:
        journal.set_field("how", "Tôi viết")
        journal.flush()
    assert cast(EditConflict, told.args[0]).kept == 9
    assert journal.post is not None
    assert journal.post.fields == {"how": "Người khác viết"}
    assert journal.idle


def test_undo_saves_first_and_shows_what_came_back(journal: OpenPostJournal, desk: MemoryDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(journal.came):
        journal.set_field("how", "Gọi")
        journal.undo()
    assert desk.calls == [("edit", "p-an"), ("undo", "p-an")]
    assert journal.post is not None
    assert journal.post.fields == {}


def test_pictures_are_added_described_arranged_and_taken_out(
    journal: OpenPostJournal, desk: MemoryDesk, stored: Any
) -> None:
    added: list[Media] = []
    for name in ("a.jpg", "b.jpg"):
        journal.add_picture(b"x", name, added.append)
    stored()
    assert [media.name for media in added] == ["a.jpg", "b.jpg"]
    journal.set_media(replace(added[0], alt="Cuộc gọi lạ"))
    journal.set(media=tuple(reversed(journal.post.media if journal.post else ())))
    journal.flush()
    stored()
    assert [(m.id, m.alt) for m in desk.post.media] == [("m2", ""), ("m1", "Cuộc gọi lạ")]
    journal.set(media=desk.post.media[1:])
    journal.flush()
    stored()
    assert [m.id for m in desk.post.media] == ["m1"]


def test_nothing_is_written_where_nothing_changed(journal: OpenPostJournal, desk: MemoryDesk, stored: Any) -> None:
    journal.set_field("how", "")
    journal.set_field("signs", [])
    journal.flush()
    stored()
    assert desk.calls == []


class Seconds:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def typing(desk: MemoryDesk, tasks: Tasks) -> Iterator[tuple[OpenPostJournal, Seconds]]:
    """A journal whose seconds pass only where the test says so."""
    seconds = Seconds()
    made = OpenPostJournal(cast(DraftService, desk), tasks, clock=seconds)
    made.open(POST, "p-an", Steps())
    yield made, seconds
    made.close()
    made.deleteLater()


def test_saves_within_a_phrase_join_and_a_pause_begins_another(
    typing: tuple[OpenPostJournal, Seconds], desk: MemoryDesk, qtbot: QtBot
) -> None:
    journal, seconds = typing
    for text in ("Gọi", "Gọi điện"):
        journal.set_field("how", text)
        journal.flush()
    seconds.now += PAUSE_S + 0.1
    journal.set_field("how", "Gọi điện tự xưng")
    journal.flush()
    qtbot.waitUntil(lambda: journal.idle)
    assert [call for call, _ in desk.calls] == ["edit", "join", "edit"]


def test_the_end_of_a_phrase_is_saved_even_when_no_pause_was_long_enough_to_save(
    typing: tuple[OpenPostJournal, Seconds], desk: MemoryDesk, qtbot: QtBot
) -> None:
    journal, _ = typing
    journal.set_field("how", "Gọi điện")
    journal.set_field("scam_name", "Giả danh")
    journal.set(targets=("trang",))
    journal.flush()
    qtbot.waitUntil(lambda: journal.idle)
    assert [call for call, _ in desk.calls] == ["edit", "edit", "edit"]


def test_a_save_that_failed_keeps_its_place_among_the_steps(
    typing: tuple[OpenPostJournal, Seconds], desk: MemoryDesk, qtbot: QtBot
) -> None:
    journal, _ = typing
    desk.trouble = StorageTrouble(Bilingual("ổ đĩa đầy.", "the disk is full."))
    with qtbot.waitSignal(journal.failed):
        journal.set_field("how", "Gọi")
        journal.flush()
    desk.trouble = None
    journal.set_field("how", "Gọi điện")
    journal.flush()
    qtbot.waitUntil(lambda: journal.idle)
    assert desk.calls == [("edit", "p-an")]


def test_a_picture_and_the_field_that_takes_it_are_one_step(
    typing: tuple[OpenPostJournal, Seconds], desk: MemoryDesk, qtbot: QtBot
) -> None:
    journal, _ = typing
    journal.add_picture(b"x", "a.jpg", lambda media: journal.set_field("photo", media.id, joins=True))
    qtbot.waitUntil(lambda: bool(desk.calls))
    journal.flush()
    qtbot.waitUntil(lambda: journal.idle and len(desk.calls) == 2)
    assert [call for call, _ in desk.calls] == ["add", "join"]


def test_undo_tells_where_it_led(journal: OpenPostJournal, desk: MemoryDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(journal.stepped) as told:
        journal.set_field("how", "Gọi")
        journal.undo()
    assert told.args == ["undo", ("how",)]
