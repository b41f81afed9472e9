"""A photograph's way through the real image workers: opened, covered, marked, finished, taken back from a backup."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from studio.app import Studio, open_studio
from studio.demo import fill_sample, new_profile
from studio.errors import BadInput
from studio.images import edits
from studio.images.edits import COVER
from studio.images.readback import leftovers
from studio.images.recipe import Corner, CoverDecision, MarkKind, Subject, Suggestion
from studio.outbox.audit import Act
from studio.people.sample import APPROVER, PIN
from studio.posts.model import Post, PreflightStage, Severity
from tests.images.pictures import colour_at, phone_jpeg, scene
from tests.images.studio_room import NOTHING
from tests.profile import SetClock


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    studio = open_studio(new_profile(tmp_path / "mau"), clock=SetClock())
    yield studio
    studio.close()


@pytest.fixture
def author(studio: Studio) -> str:
    return fill_sample(studio)[0].id


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 6 for a, b in zip(one, other, strict=True))


def test_the_finished_file_is_covered_marked_and_clean(studio: Studio, author: str) -> None:
    works = studio.photo_works
    work = works.open(phone_jpeg(scene(1600, 1200), orientation=6), "IMG_1.jpg", author)
    works.answer(work.id, NOTHING, author)
    assert work.recipe.size == (1200, 1600)
    recipe = edits.add_box(work.recipe, (100, 100, 200, 200))
    recipe = edits.add_mark(recipe, MarkKind.BOX, ((700, 900), (1100, 1500)), size=40, colour="yellow")
    recipe = edits.add_mark(recipe, MarkKind.SOURCE, size=0.04, text="Ảnh: Công an", corner=Corner.BOTTOM_LEFT)
    work = works.change(work.id, 1, recipe, author)
    work = works.clear(work.id, work.revision, author)
    made, data = works.finish(work.id, work.revision, author, box=(800, 800), max_bytes=200_000)
    assert len(data) <= 200_000
    assert leftovers(data) == ()
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    assert picture.size == (made.width, made.height) == (600, 800)
    assert near(colour_at(picture, 100, 100), COVER)
    assert near(colour_at(picture, 350, 600), (255, 210, 63)), "the side of the box"
    assert studio.files.get(made.sha256) == data
    assert works.of_finished(made.sha256) == work
    with studio.store.read() as connection:
        told = list(connection.exec_driver_sql("SELECT act FROM audit ORDER BY seq").scalars())
    assert told[-2:] == [Act.PHOTO_WORK, Act.PHOTO_WORK]


def test_what_is_no_picture_is_refused_and_not_kept(studio: Studio, author: str) -> None:
    before = set(studio.files.root.glob("??/??/*"))
    with pytest.raises(BadInput):
        studio.photo_works.open(b"%PDF-1.7 no picture", "anh.jpg", author)
    assert studio.photo_works.list() == ()
    assert set(studio.files.root.glob("??/??/*")) == before


def test_a_backup_brings_works_originals_and_finished_files_back(studio: Studio, author: str, tmp_path: Path) -> None:
    works, original = studio.photo_works, phone_jpeg()
    work = works.open(original, "IMG_1.jpg", author)
    works.answer(work.id, NOTHING, author)
    work = works.clear(work.id, 1, author)
    made, data = works.finish(work.id, work.revision, author)
    (tmp_path / "usb").mkdir()
    head = studio.people.get(APPROVER)
    studio.backups.issue_code(head.id, PIN)
    backup = studio.backups.make(tmp_path / "usb", head.id, PIN, going=lambda done, total: True)
    assert backup is not None
    works.throw_away(work.id, author)
    studio.clock.forward(days=40)  # type: ignore[attr-defined]
    works.purge(studio.now())
    impact = studio.backups.impact()
    assert impact is not None
    assert studio.backups.stage(backup, head.id, PIN, named=impact.name, going=lambda done, total: True)
    studio.close()
    again = open_studio(studio.profile, clock=SetClock())
    assert again.photo_works.get(work.id) == work
    assert again.photo_works.original(work.id) == original
    assert again.files.get(made.sha256) == data
    again.close()


def test_a_post_with_a_picture_that_was_covered_since_is_stopped_until_it_is_sent_anew(
    studio: Studio, author: str
) -> None:
    works, post = studio.photo_works, studio.drafts.open_new("scam_warning", author)
    work = works.open(phone_jpeg(), "IMG_1.jpg", author)
    works.answer(work.id, NOTHING, author)
    work = works.clear(work.id, 1, author)
    made, data = works.finish(work.id, work.revision, author)
    post = studio.drafts.add_media(post.id, data, "IMG_1.jpg", author)
    assert post.media[0].sha256 == made.sha256
    assert works.of_finished(post.media[0].sha256) == work
    assert stopped(studio, post) == []
    works.change(work.id, work.revision, edits.add_box(work.recipe, (10, 10, 50, 50)), author)
    assert stopped(studio, post) == ["media:m1"]
    work = works.get(work.id)
    _, data = works.finish(work.id, work.revision, author)
    post = studio.drafts.remove_media(post.id, "m1", author)
    post = studio.drafts.add_media(post.id, data, "IMG_1.jpg", author)
    assert stopped(studio, post) == []


def test_the_original_of_what_was_covered_stops_a_post_too(studio: Studio, author: str) -> None:
    works, post = studio.photo_works, studio.drafts.open_new("scam_warning", author)
    original = phone_jpeg()
    post = studio.drafts.add_media(post.id, original, "IMG_1.jpg", author)
    work = works.behind(post.media[0].sha256, "IMG_1.jpg", author)
    assert stopped(studio, post) == [], "nothing is protected there yet"
    found = Suggestion(id="s1", subject=Subject.FACE, box=(10, 10, 50, 60), score=90, by="finder 1")
    work = works.change(work.id, 1, replace(work.recipe, suggestions=(found,), looked=("finder 1",)), author)
    assert stopped(studio, post) == ["media:m1"], "a place is undecided"
    work = works.change(work.id, work.revision, edits.decide(work.recipe, "s1", CoverDecision.COVER, by=author), author)
    assert stopped(studio, post) == ["media:m1"], "the original shows what was covered"
    works.answer(work.id, NOTHING, author)
    _, data = works.finish(work.id, work.revision, author)
    post = studio.drafts.replace_media(post.id, "m1", data, author)
    assert stopped(studio, post) == []
    assert stopped(studio, studio.drafts.undo(post.id, author)) == ["media:m1"], "undo brings the original back"


def test_a_card_with_the_original_of_what_was_covered_does_not_leave(studio: Studio, author: str) -> None:
    """Whatever the door: the gate before queue and page asks the same question as the composer."""
    post = studio.drafts.open_new("scam_warning", author)
    post = studio.drafts.add_media(post.id, phone_jpeg(), "IMG_1.jpg", author)
    work = studio.photo_works.behind(post.media[0].sha256, "IMG_1.jpg", author)
    studio.photo_works.change(work.id, 1, edits.add_box(work.recipe, (10, 10, 50, 50)), author)
    for stage in PreflightStage:
        codes = {f.code: f.severity for f in studio.findings(post, stage)}
        assert codes["COVERS_CURRENT"] is Severity.BLOCK, stage


def stopped(studio: Studio, post: Post) -> list[str]:
    return [
        finding.field for finding in studio.findings(post, PreflightStage.COMPOSE) if finding.code == "COVERS_CURRENT"
    ]
