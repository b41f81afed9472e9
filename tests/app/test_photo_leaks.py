"""What was covered is looked for in everything a post with a finished picture leaves behind: the practice page, the
hand-over package, cards, record, logs, database, temporary folder. Only the original in the file store has it."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, UnidentifiedImageError

from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE
from studio.canonical import sha256
from studio.clock import local_date
from studio.demo import SIZES, fill_sample, new_profile
from studio.errors import BadInput
from studio.images import edits
from studio.images.readback import leftovers
from studio.images.recipe import CoverDecision, Fill, Recipe, Subject, Suggestion
from studio.people.model import Person
from studio.people.sample import PIN
from studio.posts.model import Post
from tests.images.pictures import phone_jpeg, scene
from tests.images.studio_room import NOTHING
from tests.profile import SetClock

FACE = (600, 300, 300, 300)
NOTE = b"Canary 8841 of the phone"
TOLD = (NOTE, b"PhoneMaker")
"""What the original tells beside its pixels."""


def original() -> bytes:
    """A photograph with a face: a magenta square, a colour that nothing else here has."""
    image = scene(1600, 1200)
    x, y, w, h = FACE
    ImageDraw.Draw(image).rectangle((x, y, x + w - 1, y + h - 1), fill=(255, 0, 255))
    return phone_jpeg(image, comment=NOTE)


def shows_the_face(data: bytes) -> bool:
    try:
        image = Image.open(io.BytesIO(data)).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return False
    image.thumbnail((400, 400), Image.Resampling.NEAREST)
    pixels = image.tobytes()
    return any(r > 200 and g < 70 and b > 200 for r, g, b in zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, and those in archives."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            yield str(path.relative_to(folder)), data
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    yield from ((f"{path.name}/{name}", archive.read(name)) for name in archive.namelist())


def leaks(folder: Path) -> list[str]:
    return [name for name, data in contents(folder) if shows_the_face(data) or any(one in data for one in TOLD)]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's folder for temporary files, for the children too."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def studio(temporary: Path, tmp_path: Path) -> Iterator[Studio]:
    studio = open_studio(new_profile(tmp_path / "mau"), clock=SetClock())
    yield studio
    studio.close()


@pytest.fixture
def people(studio: Studio) -> tuple[Person, Person]:
    return fill_sample(studio)


def sample_post(studio: Studio, folder: Path, author: Person) -> Post:
    """The sample warning, a photograph on its card."""
    text = (SAMPLE / "posts" / "canh-bao.yaml").read_text(encoding="utf-8")
    text = text.replace("{review_on}", (local_date(studio.now()) + timedelta(days=90)).isoformat())
    shutil.copyfile(SAMPLE / "photo" / "cuoc-goi-la.jpg", folder / "cuoc-goi-la.jpg")
    path = folder / "canh-bao.yaml"
    path.write_text(text.replace("../photo/", ""), encoding="utf-8")
    return studio.open_file(path, author.id)


def suggested(recipe: Recipe) -> Recipe:
    found = Suggestion(id="s1", subject=Subject.FACE, box=FACE, score=90, by="finder 1")
    return replace(recipe, suggestions=(found,), looked=("finder 1",))


def test_the_original_is_seen_by_this_test(tmp_path: Path) -> None:
    (tmp_path / "anh.jpg").write_bytes(original())
    (tmp_path / "cards.png").write_bytes(original())
    assert leaks(tmp_path) == ["anh.jpg", "cards.png"]


@pytest.mark.parametrize("fill", [Fill.SOLID, Fill.MOSAIC])
def test_nothing_a_post_leaves_behind_shows_what_was_covered(
    studio: Studio, people: tuple[Person, Person], tmp_path: Path, temporary: Path, fill: Fill
) -> None:
    author, approver = people
    works, data = studio.photo_works, original()
    post = sample_post(studio, tmp_path, author)
    work = works.open(data, "IMG_1.jpg", author.id)
    works.answer(work.id, NOTHING, author.id)
    work = works.change(work.id, 1, suggested(work.recipe), author.id)
    with pytest.raises(BadInput):
        works.finish(work.id, work.revision, author.id)
    covered = edits.decide(work.recipe, "s1", CoverDecision.COVER, by=author.id, fill=fill, seed=3)
    if fill is Fill.SOLID:
        covered = edits.turn(edits.straighten(covered, 4.5), 1)
    work = works.change(work.id, work.revision, covered, author.id)
    _, picture = works.finish(work.id, work.revision, author.id)
    post = studio.drafts.replace_media(post.id, post.media[0].id, picture, author.id)
    post = studio.drafts.update_media(post.id, replace(post.media[0], faces_checked=True), author.id)
    studio.workflow.submit(post.id, author.id, PIN)
    post = studio.workflow.approve(post.id, approver.id, PIN)
    studio.publish(post.id, post.targets, approver.id, PIN)
    studio.outbox.run(until_idle=True)
    out = tmp_path / "out"
    studio.write_texts_and_cards(studio.content(post), out, SIZES)
    studio.export_record(post.id, out / "record.zip")
    sent = [data for name, data in contents(out) if name.endswith(".jpg")]
    assert sent
    assert {leftovers(data) for data in sent} == {()}
    assert leaks(out) == leaks(temporary) == []
    kept = studio.files.root / sha256(data)[:2] / sha256(data)[2:4]
    found = leaks(studio.profile.root)
    assert [name for name in found if not (studio.profile.root / name).is_relative_to(kept)] == []
    assert found, "the original itself lies in the file store"


def test_a_thrown_away_work_takes_its_original_off_the_disk(studio: Studio, people: tuple[Person, Person]) -> None:
    author, _ = people
    works = studio.photo_works
    work = works.open(original(), "IMG_1.jpg", author.id)
    works.answer(work.id, NOTHING, author.id)
    works.throw_away(work.id, author.id)
    studio.clock.forward(days=31)  # type: ignore[attr-defined]
    works.purge(studio.now())
    studio.drafts.purge(studio.now())
    assert leaks(studio.profile.root) == []
