"""Foreign pictures are read by a child, whatever becomes of it."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import psutil
import pytest
from PIL import Image

from studio.errors import BadInput, Refused
from studio.images.decode import Photo
from studio.images.image_workers import LIMITS, ImageWorkers, Pixels
from studio.images.recipe import Adjust, Cover, Recipe, Subject, untouched
from studio.images.tasks import render, render_part
from tests.images.pictures import encoded, phone_jpeg, scene


@pytest.fixture
def image_workers() -> Iterator[ImageWorkers]:
    with ImageWorkers() as made:
        yield made


def process(photo: Photo) -> int:
    return os.getpid()


def die(photo: Photo) -> None:
    os._exit(3)


def hold(photo: Photo, *, flag: str) -> int:
    """Say in the child's own folder that it is at work, and wait to be let go."""
    place = Path(tempfile.gettempdir())
    (place / f"{flag}.here").touch()
    while not (place / f"{flag}.go").exists():
        Event().wait(0.01)
    return os.getpid()


def let_two_go(flag: str) -> None:
    """Wait until two children are at work at once."""
    at_work: set[Path] = set()
    while len(at_work) < 2:
        Event().wait(0.01)
        at_work = set(Path(tempfile.gettempdir()).glob(f"page-studio-reader-*/{flag}.here"))
    for place in at_work:
        place.with_name(f"{flag}.go").touch()


def image_of(pixels: Pixels) -> Image.Image:
    return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)


RECIPE = replace(
    untouched("a" * 64, (640, 480)),
    angle=3.0,
    turns=1,
    adjust=Adjust(exposure=0.4, contrast=10),
    covers=(Cover(id="c", subject=Subject.FACE, points=((40, 40), (120, 160))),),
)


def test_pixels_are_those_that_render_gives_in_this_process(image_workers: ImageWorkers, tmp_path: Path) -> None:
    data = phone_jpeg()
    kept = tmp_path / "ảnh.jpg"
    kept.write_bytes(data)
    for photo in (data, kept):
        assert (
            image_of(image_workers.finished(photo, RECIPE, (300, 300))).tobytes()
            == render(data, RECIPE, (300, 300)).tobytes()
        )


def test_a_view_is_made_again_without_the_file(image_workers: ImageWorkers) -> None:
    recipe = replace(RECIPE, source="b" * 64)
    first = image_workers.view(phone_jpeg(), recipe, (200, 200))
    assert image_workers.view(b"not needed any more", recipe, (200, 200)) == first
    assert max(first.width, first.height) == 200


def test_a_part_shows_what_the_whole_shows_there(image_workers: ImageWorkers) -> None:
    recipe = untouched("c" * 64, (640, 480))
    data = encoded(scene(), "PNG")
    image_workers.view(data, recipe, (80, 80))
    part = image_of(image_workers.part(data, recipe, (300.0, 200.0, 60.0, 60.0), 2.0))
    assert part.size == (120, 120)
    assert part.tobytes() == render_part(scene(), recipe, (300.0, 200.0, 60.0, 60.0), 2.0).tobytes()


def test_a_small_view_does_not_spoil_a_large_one(image_workers: ImageWorkers) -> None:
    recipe = untouched("d" * 64, (1600, 1200))
    data = phone_jpeg(scene(1600, 1200))
    small, large = (image_workers.view(data, recipe, box) for box in ((100, 100), (1600, 1200)))
    assert (small.width, large.width) == (100, 1600)
    near = image_of(large).getpixel((799, 100)), image_of(large).getpixel((801, 100))
    assert near[0] != near[1], "the edge is as sharp as in the original"


def test_a_file_is_fitted_filled_and_looked_at(image_workers: ImageWorkers) -> None:
    data = phone_jpeg(orientation=6)
    assert image_workers.size(data) == image_workers.check(data).size == (480, 640)
    assert image_workers.check(data).located
    assert not image_workers.check(encoded(scene(), "WEBP")).located
    fitted = image_workers.fitted(data, max_width=200)
    assert (fitted.width, fitted.height, fitted.mime) == (200, 267, "image/jpeg")
    filled = image_workers.filled(data, (90, 50), redactions=[(0.0, 0.0, 1.0, 1.0)])
    assert (filled.width, filled.height, len(image_of(filled).getcolors() or ())) == (90, 50, 1)


def test_a_picture_that_ends_the_child_costs_a_sentence(image_workers: ImageWorkers) -> None:
    before = image_workers.run(process, b"")
    with pytest.raises(BadInput, match="ảnh bị hỏng"):
        image_workers.run(die, b"")
    assert image_workers.run(process, b"") not in (before, os.getpid())
    with pytest.raises(BadInput, match="Không đọc được ảnh"):
        image_workers.size(b"GIF89a")
    with pytest.raises(BadInput, match="Không mở được"):
        image_workers.size(Path("/nowhere/ảnh.jpg"))


def test_two_children_work_at_once_and_end_with_their_owner() -> None:
    with ImageWorkers(2, replace(LIMITS, seconds=300)) as both, ThreadPoolExecutor(2) as threads:
        flag = uuid.uuid4().hex
        found = [threads.submit(both.run, hold, b"", flag=flag).result for _ in range(2)]
        let_two_go(flag)
        children = {one() for one in found}
        assert len(children) == 2
        assert both.run(process, b"", original="x") == both.run(process, b"", original="x")
    assert not any(psutil.pid_exists(child) for child in children)
    with pytest.raises(Refused):
        both.size(phone_jpeg())


def test_a_recipe_of_another_picture_is_refused(image_workers: ImageWorkers) -> None:
    with pytest.raises(BadInput, match="kích thước"):
        image_workers.finished(phone_jpeg(), Recipe(source="e" * 64, width=10, height=10))
