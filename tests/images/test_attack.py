"""What hides and what does not: the attack reads blur and mosaic, and nothing in what this program exports."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageOps

from studio.canonical import sha256
from studio.errors import BadInput
from studio.images import export
from studio.images.detection import DetectorResult, FoundSpot, suggest
from studio.images.edits import decide
from studio.images.recipe import CoverDecision, Fill, Recipe, Rect, Subject, untouched
from studio.images.tasks import render
from tests.images.attack import STRIP, Hide, blurred, pixelated, plate, published, random_numbers, read, right
from tests.images.crowd import FACE, picture, portrait
from tests.images.pictures import encoded

PLACE = (301, 203)
"""Where the plate lies in the photograph; no multiple of eight, so that no block of a JPEG ends with it."""
PLATE: Rect = (*PLACE, *STRIP)
WAYS: list[tuple[str, Hide, int]] = [
    ("blur of 3 pixels", blurred(3), 4),
    ("blur of 6 pixels", blurred(6), 8),
    ("blur of 10 pixels", blurred(10), 12),
    ("mosaic of 8 pixels", pixelated(8), 8),
    ("mosaic of 14 pixels", pixelated(14), 14),
]


@pytest.mark.parametrize(("hide", "reach"), [way[1:] for way in WAYS], ids=[way[0] for way in WAYS])
def test_blur_and_mosaic_are_read(hide: Hide, reach: int) -> None:
    """If this fails, the attack is broken, and what it does not read proves nothing."""
    numbers = random_numbers(2, seed=7)
    guesses = [read(published(number, hide, seed), hide, reach) for seed, number in enumerate(numbers)]
    assert right(numbers, guesses) >= 0.9


def photo(number: str) -> bytes:
    scene = picture("coffee.png").resize((1200, 800))
    scene.paste(plate(number).convert("RGB"), PLACE)
    return encoded(scene, "PNG")


def covered(data: bytes, size: tuple[int, int], box: Rect, subject: Subject, fill: Fill = Fill.SOLID) -> Recipe:
    """The recipe in which a person accepted the suggestion at `box`."""
    seen = DetectorResult(by="test 1", subject=subject, found=(FoundSpot(box=box, score=90),))
    recipe = suggest(untouched(sha256(data), size), [seen])
    return decide(recipe, recipe.suggestions[0].id, CoverDecision.COVER, by="p", fill=fill, seed=5)


def exported(data: bytes, recipe: Recipe, format: str = "jpeg") -> bytes:
    return export.exported(render(data, recipe), max_bytes=4_000_000, format=format).data


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB")


def exports(numbers: list[str], **changes: object) -> list[bytes]:
    """Photographs of those numbers, covered as the detector's box says, as they leave."""
    made = []
    for number in numbers:
        data = photo(number)
        recipe = covered(data, (1200, 800), PLATE, Subject.TEXT)
        made.append(exported(data, replace(recipe, **changes)))  # type: ignore[arg-type]
    return made


def test_covered_numbers_are_read_at_chance_level() -> None:
    numbers = random_numbers(10, seed=3)
    place = (*PLACE, PLACE[0] + STRIP[0], PLACE[1] + STRIP[1])
    strips = [opened(export).convert("L").crop(place) for export in exports(numbers)]
    for name, hide, reach in WAYS:
        guesses = [read(strip, hide, reach) for strip in strips[:1]] * len(numbers)
        assert len({strip.tobytes() for strip in strips}) == 1  # so that one guess stands for all
        # Of 120 digits 12 are right by chance; 0.2 is more than three standard deviations above.
        assert right(numbers, guesses) <= 0.2, name


@pytest.mark.parametrize(
    "changes",
    [{}, {"angle": 4.0}, {"turns": 1}, {"crop": (250.0, 150.0, 500.0, 300.0)}],
    ids=["plain", "straightened", "turned", "cut"],
)
def test_exports_of_different_numbers_are_the_same_file(changes: dict[str, object]) -> None:
    assert len(set(exports(random_numbers(3, seed=9), **changes))) == 1


def test_the_same_photographs_uncovered_are_read() -> None:
    (number,) = random_numbers(1, seed=9)
    data = photo(number)
    shown = opened(exported(data, untouched(sha256(data), (1200, 800)))).convert("L")
    strip = shown.crop((*PLACE, PLACE[0] + STRIP[0], PLACE[1] + STRIP[1]))
    assert read(strip, lambda image: image, 1) == number


def face_photo(face: Image.Image) -> bytes:
    """A face, 180 × 224 pixels, on a background that is the same for all."""
    scene = picture("brick.png").resize((900, 700))
    scene.paste(face.resize((180, 224)), (330, 210))
    return encoded(scene, "PNG")


LEVEL = 115
"""Average of both."""


def two_faces() -> tuple[Image.Image, Image.Image]:
    """Two different faces of one average colour: a woman's and, grey, a photographer's from the side."""
    x, y, w, h = map(int, FACE)
    return (
        ImageOps.grayscale(portrait().crop((x, y, x + w, y + h))).convert("RGB"),
        picture("camera.png").crop((190, 105, 260, 192)),
    )


def levelled(face: Image.Image, level: float) -> Image.Image:
    """The face made lighter or darker until its average is about `level`."""
    low, high = 0.0, 4.0
    for _ in range(30):
        factor = (low + high) / 2
        made = face.point(lambda value, factor=factor: min(255, round(value * factor)))
        mean = sum(value * count for value, count in enumerate(made.convert("L").histogram())) / (
            made.width * made.height
        )
        low, high = (factor, high) if mean < level else (low, factor)
    return made


@pytest.mark.parametrize("format", ["jpeg", "png"])
def test_two_faces_of_one_average_leave_the_same_file(format: str) -> None:
    made = []
    for face in two_faces():
        data = face_photo(levelled(face, LEVEL))
        box = (330.0, 210.0, 180.0, 224.0)
        recipe = covered(data, (900, 700), box, Subject.FACE, Fill.MOSAIC)
        assert any(cover.fill is Fill.MOSAIC for cover in recipe.covers)
        made.append((data, exported(data, recipe, format)))
    (first, one), (second, other) = made
    assert first != second
    assert one == other


def test_a_true_mosaic_of_the_same_blocks_would_tell_them_apart() -> None:
    true = [pixelated(26)(levelled(face, LEVEL).resize((182, 224))) for face in two_faces()]
    assert true[0].tobytes() != true[1].tobytes()


def test_a_number_is_never_covered_by_a_mosaic() -> None:
    data = photo("001099012345")
    with pytest.raises(BadInput):
        covered(data, (1200, 800), PLATE, Subject.TEXT, Fill.MOSAIC)
