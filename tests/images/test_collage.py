"""Collages: nothing of a picture is lost or uncovered, and whatever holds of a picture holds of the collage."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from studio.errors import BadInput, Refused
from studio.images import edits
from studio.images.collage import HEIGHT, WIDTH, arranged
from studio.images.geometry import Size
from studio.images.image_workers import ImageWorkers
from studio.images.recipe import Arrangement, MarkKind, Subject, untouched
from studio.images.recipe_validation import read, write
from studio.images.work import PictureAnswers, Work
from studio.images.works import TRASH, CollageSource, Unseen
from tests.images.pictures import phone_jpeg, scene
from tests.images.studio_room import Room

BEFORE, AFTER = b"BEFORE", b"AFTER"
SIDES = st.tuples(st.integers(200, 2048), st.integers(200, 2048))


@given(st.lists(SIDES, min_size=2, max_size=4), st.sampled_from(Arrangement))
def test_pictures_keep_their_shape_and_fill_the_sheet(sizes: list[Size], arrangement: Arrangement) -> None:
    (width, height), boxes = arranged(sizes, arrangement)
    assert width <= WIDTH
    assert height <= HEIGHT
    assert (max(x + w for x, _, w, _ in boxes), max(y + h for _, y, _, h in boxes)) == (width, height)
    for (wide, high), (x, y, w, h) in zip(sizes, boxes, strict=True):
        assert abs(w - h * wide / high) <= len(sizes) + sum(a / b for a, b in sizes), (
            "as wide as high, but for rounding"
        )
        assert not any(
            x < other_x + other_w and other_x < x + w and y < other_y + other_h and other_y < y + h
            for other_x, other_y, other_w, other_h in boxes
            if (other_x, other_y) != (x, y)
        )


def test_what_a_cover_hides_is_nowhere_in_a_collage() -> None:
    """Two originals that differ under a cover alone give the same sheet, byte for byte."""
    sheets = set()
    with ImageWorkers() as image_workers:
        after = image_workers.developed(
            phone_jpeg(scene(500, 700)), untouched("b" * 64, (500, 700)), box=None, max_bytes=10**7
        )
        for tone in ("red", "green"):
            picture = scene(600, 400)
            picture.paste(Image.new("RGB", (80, 80), tone), (200, 100))
            original = io.BytesIO()
            picture.save(original, "PNG")
            recipe = edits.add_box(untouched("a" * 64, (600, 400)), (190, 90, 100, 100), Subject.FACE)
            before = image_workers.developed(original.getvalue(), recipe, box=None, max_bytes=10**7)
            sheets.add(image_workers.collage([before.data, after.data], Arrangement.BESIDE))
    [sheet] = sheets
    with Image.open(io.BytesIO(sheet)) as image:
        assert (image.size, image.info) == (arranged([(600, 400), (500, 700)], Arrangement.BESIDE)[0], {})


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path).furnish()
    yield room
    room.store.close()


@pytest.fixture
def sources(room: Room) -> tuple[Work, Work]:
    """Looked at; the second one shows a child."""
    works = [room.opened(data, f"{data.decode()}.jpg") for data in (BEFORE, AFTER)]
    room.works.answer(works[1].id, PictureAnswers(children=True, held=False, papers=False), room.author)
    first, second = (room.works.clear(one.id, one.revision, room.author) for one in works)
    return first, second


def joined(room: Room, *works: Work, labels: tuple[str, ...] = ("Trước", "Sau")) -> Work:
    named = [CollageSource(work=work.id, label=label) for work, label in zip(works, labels, strict=True)]
    return room.works.open_collage(named, Arrangement.BESIDE, room.author)


def finished(room: Room, work: Work) -> str:
    return room.works.finish(work.id, work.revision, room.author)[0].sha256


def test_a_collage_names_its_pictures_and_carries_what_was_said_of_them(room: Room, sources: tuple[Work, Work]) -> None:
    work = joined(room, *sources)
    made = [room.works.finished(source.id)[0].sha256 for source in sources]
    assert work.recipe.collage is not None
    assert [part.picture for part in work.recipe.collage.parts] == made
    assert {source.original for source in sources} < set(work.recipe.behind)
    assert [(mark.kind, mark.text) for mark in work.recipe.marks] == [(MarkKind.TEXT, "Trước"), (MarkKind.TEXT, "Sau")]
    assert read(write(room.works.get(work.id).recipe)) == work.recipe
    assert (work.title, room.works.shown(work.id)) == (
        "BEFORE + AFTER",
        PictureAnswers(children=True, held=False, papers=False),
    )
    assert [carried for carried in room.carried if carried[1] == work.original] == [
        (picture, work.original, room.author) for picture in made
    ]
    assert any(data.get("step") == "collage" and data["pictures"] == made for _, _, data in room.notes)
    with pytest.raises(Unseen):
        finished(room, work)
    with pytest.raises(BadInput):
        room.works.change(work.id, work.revision, replace(work.recipe, collage=None), room.author)
    assert work.original in room.works.family(sources[0].original), "a consent recorded later is the collage's, too"


def test_a_picture_that_may_not_leave_is_named_and_no_collage_begins(room: Room, sources: tuple[Work, Work]) -> None:
    open_one = room.works.open(b"OPEN", "Chưa xem.jpg", room.author)
    with pytest.raises(Refused, match="Chưa xem"):
        joined(room, sources[0], open_one)
    with pytest.raises(BadInput, match="2"):
        joined(room, sources[0], labels=("",))
    assert len(room.works.list()) == 3


def test_a_collage_is_outdated_once_one_of_its_pictures_is(room: Room, sources: tuple[Work, Work]) -> None:
    first, second = sources
    work = joined(room, first, second)
    work = room.works.clear(work.id, work.revision, room.author)
    shown = finished(room, work)
    again = joined(room, work, second, labels=("", ""))
    again = room.works.clear(again.id, again.revision, room.author)
    twice = finished(room, again)
    assert room.works.outdated([shown, twice]) == frozenset()
    covered = edits.add_box(first.recipe, (10, 10, 50, 60), Subject.FACE)
    room.works.change(first.id, first.revision, covered, room.author)
    assert room.works.outdated([shown, twice]) == {shown, twice}
    room.works.throw_away(first.id, room.author)
    room.clock.forward(days=TRASH.days + 1)
    assert room.works.purge(room.clock.now()) == 1
    assert room.works.outdated([shown, twice]) == {shown, twice}


def test_covers_in_its_pictures_answer_for_what_was_said_to_need_one(room: Room, sources: tuple[Work, Work]) -> None:
    first, second = sources
    room.works.answer(first.id, PictureAnswers(children=False, held=True, papers=False), room.author)
    with pytest.raises(Refused, match="BEFORE"):
        joined(room, first, second)
    covered = edits.add_box(first.recipe, (10, 10, 50, 60), Subject.FACE)
    first = room.works.change(first.id, first.revision, covered, room.author)
    work = joined(room, first, second)
    work = room.works.clear(work.id, work.revision, room.author)
    assert finished(room, work)


def test_recipes_without_a_collage_are_the_bytes_they_were(room: Room) -> None:
    assert b"collage" not in write(room.opened(BEFORE, "a.jpg").recipe)
