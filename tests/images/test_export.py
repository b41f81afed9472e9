"""What leaves fits, is sharp for its size, tells nothing, and shows no covered pixel; each check is seen to fail."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageStat

from studio.errors import BadInput
from studio.images.edits import COVER, SPREAD
from studio.images.export import QUALITIES, TARGETS, encode, exported, sharpened
from studio.images.geometry import placement, shrinking
from studio.images.readback import leftovers, refuse_uncovered, refuse_unsound
from studio.images.recipe import COLOURS, Adjust, Cover, Fill, Recipe, Subject, untouched
from studio.images.tasks import render
from studio.platforms import Platform
from studio.posts.limits import LIMITS
from tests.images.pictures import encoded, phone_jpeg, scene


def grain(width: int, height: int) -> Image.Image:
    return Image.effect_noise((width, height), 90).convert("RGB")


def rooms() -> Image.Image:
    """Something large enough to be told in a small picture too."""
    return grain(20, 15).resize((640, 480), Image.Resampling.NEAREST)


def test_no_target_takes_more_than_a_post_may_carry() -> None:
    assert TARGETS.keys() == set(Platform)
    for platform, target in TARGETS.items():
        assert target.box[0] <= LIMITS[platform].photo_width_max
        assert target.max_bytes <= LIMITS[platform].image_bytes_max


@pytest.mark.parametrize("limit", [20_000, 60_000, 110_000, 180_000, 10_000_000])
def test_the_best_quality_that_fits_is_taken(limit: int) -> None:
    image = grain(400, 300)
    fitting = [data for data in (encode(image, "jpeg", quality) for quality in QUALITIES) if len(data) <= limit]
    if fitting:
        assert exported(image, max_bytes=limit).data == fitting[0]
    else:
        made = exported(image, max_bytes=limit)
        assert made.width < 400
        assert len(made.data) <= limit


@pytest.mark.parametrize("format", ["jpeg", "png", "webp"])
def test_every_format_reads_back_as_it_was(format: str) -> None:
    made = exported(scene(), max_bytes=1_000_000, format=format)
    with Image.open(io.BytesIO(made.data)) as image:
        assert (image.format, image.size, image.mode) == (format.upper(), (640, 480), "RGB")
    assert leftovers(made.data) == ()


@pytest.mark.parametrize("size", [(1, 1), (7, 300), (60, 60), (65, 71), (333, 64), (250, 251)])
@pytest.mark.parametrize("format", ["jpeg", "png", "webp"])
def test_grain_of_any_size_reads_back(size: tuple[int, int], format: str) -> None:
    made = exported(grain(*size), max_bytes=1_000_000, format=format)
    assert (made.width, made.height) == size
    for quality in (QUALITIES[0], QUALITIES[-1]):
        image = grain(*size)
        refuse_unsound(encode(image, format, quality), image, format)


def test_sharpening_gives_edges_back_and_leaves_even_areas() -> None:
    image = scene(200, 200).resize((100, 100), Image.Resampling.BILINEAR)
    assert sharpened(image, 1.0) is image
    lightly, more = sharpened(image, 1.5), sharpened(image, 4.0)
    contrast = [ImageStat.Stat(one.convert("L")).stddev[0] for one in (image, lightly, more)]
    assert contrast == sorted(contrast)
    assert contrast[0] < contrast[1] < contrast[2]
    assert lightly.getpixel((20, 20)) == more.getpixel((20, 20)) == image.getpixel((20, 20))


def jfif(data: bytes, segment: bytes) -> bytes:
    """`data` with a segment put in behind its first header."""
    return data[:20] + segment + data[20:]


PLAIN = encode(scene(), "jpeg", 90)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (phone_jpeg(), "EXIF, ICC, comment"),
        (jfif(PLAIN, b"\xff\xe1\x00\x20http://ns.adobe.com/xap/1.0/\0\0"), "XMP"),
        (jfif(PLAIN, b"\xff\xed\x00\x10Photoshop 3.0\0"), "IPTC"),
        (jfif(PLAIN, b"\xff\xe4\x00\x08maker!"), "APP4"),
        (jfif(PLAIN, b"\xff\xe0\x00\x0bJFXX\0\x13\x01\x01\0"), "thumbnail"),
        (PLAIN[:4] + b"\x00\x13" + PLAIN[6:18] + b"\x01\x01abc" + PLAIN[20:], "thumbnail"),
        (PLAIN + PLAIN, "trailer"),
        (PLAIN + b"\xff\xd9", "trailer"),
        (PLAIN[:-2] + b"\xff\xfe\x00\x06note\xff\xd9", "comment"),
    ],
)
def test_a_file_that_tells_more_than_its_pixels_may_not_leave(data: bytes, told: str) -> None:
    with pytest.raises(BadInput) as refused:
        refuse_unsound(data, scene(), "jpeg")
    assert told in refused.value.phrase.en


def test_a_file_that_shows_something_else_may_not_leave() -> None:
    refuse_unsound(PLAIN, scene(), "jpeg")
    other = scene()
    other.paste((250, 250, 0), (16, 16, 40, 40))
    for data, image, kind in (
        (PLAIN, other, "jpeg"),
        (PLAIN, scene(641, 480), "jpeg"),
        (PLAIN[:-300] + b"\xff\xd9", scene(), "jpeg"),
        (encoded(scene(), "PNG"), scene(), "jpeg"),
        (encoded(scene().convert("RGBA"), "PNG"), scene(), "png"),
    ):
        with pytest.raises(BadInput, match="không đọc lại được"):
            refuse_unsound(data, image, kind)


BOX = Cover(id="a", subject=Subject.TEXT, points=((100, 80), (260, 200)))
FACE = Cover(id="b", subject=Subject.FACE, points=((300, 100), (420, 260)), fill=Fill.MOSAIC, seed=7)
STAR = Cover(id="c", subject=Subject.OTHER, points=((500, 300), (620, 330), (520, 420), (560, 280), (600, 430)))
RECIPES = [
    untouched("", (640, 480)),
    replace(untouched("", (640, 480)), angle=7.5, turns=3, mirrored=True),
    replace(
        untouched("", (640, 480)),
        crop=(90.0, 70.0, 460.0, 380.0),
        adjust=Adjust(exposure=0.7, contrast=40, sharpen=80),
    ),
    replace(untouched("", (640, 480)), angle=-3.0, adjust=Adjust(exposure=-0.5, warmth=30, shadows=60)),
]


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("box", [None, (320, 320), (150, 150)])
def test_covers_hold_in_what_was_rendered_and_a_missing_one_is_seen(
    recipe: Recipe, box: tuple[int, int] | None
) -> None:
    covered = replace(recipe, covers=(BOX, FACE, STAR))
    image = render(rooms(), covered, box)
    refuse_uncovered(image, covered, box)
    refuse_uncovered(sharpened(image, shrinking(covered, box)), covered, box)
    for at, missing in enumerate(covered.covers):
        others = replace(recipe, covers=tuple(one for one in covered.covers if one is not missing))
        with pytest.raises(BadInput, match=f"Vùng che số {at + 1}"):
            refuse_uncovered(render(rooms(), others, box), covered, box)


def test_one_uncovered_line_is_seen() -> None:
    recipe = replace(untouched("", (640, 480)), covers=(BOX,))
    image = render(grain(640, 480), recipe)
    ImageDraw.Draw(image).line((120, 90, 250, 90), fill=(90, 90, 90))
    with pytest.raises(BadInput):
        refuse_uncovered(image, recipe)


def test_a_mosaic_that_shows_more_than_one_colour_is_seen() -> None:
    recipe = replace(untouched("", (640, 480)), covers=(FACE,))
    image = render(grain(640, 480), recipe)
    image.paste(grain(30, 30), (350, 150))
    with pytest.raises(BadInput):
        refuse_uncovered(image, recipe)


def test_a_cover_over_a_cover_holds() -> None:
    over = replace(FACE, id="d", points=((240, 90), (430, 300)))
    recipe = replace(untouched("", (640, 480)), covers=(BOX, over))
    refuse_uncovered(render(grain(640, 480), recipe), recipe)


def test_covers_outside_the_cut_and_of_no_width_are_no_trouble() -> None:
    thin = Cover(id="e", subject=Subject.OTHER, points=((10, 10), (12, 12)))
    recipe = replace(untouched("", (640, 480)), crop=(300.0, 200.0, 100.0, 100.0), covers=(BOX, thin))
    refuse_uncovered(render(grain(640, 480), recipe), recipe)


def test_the_cover_in_the_file_has_the_colour_of_the_cover() -> None:
    recipe = replace(untouched("", (640, 480)), covers=(BOX,))
    made = exported(render(grain(640, 480), recipe, (320, 320)), max_bytes=40_000, shrunk=shrinking(recipe, (320, 320)))
    place = placement(recipe, (made.width, made.height))
    with Image.open(io.BytesIO(made.data)) as image:
        x, y = place.forth.at((180, 140))
        found = image.getpixel((int(x), int(y)))
    assert isinstance(found, tuple)
    assert all(abs(a - b) <= 6 for a, b in zip(found, COVER, strict=True))


def test_a_cover_that_the_cut_runs_through_holds_to_the_edge() -> None:
    low = replace(BOX, points=((150, 380), (300, 470)))
    recipe = replace(untouched("", (640, 480)), covers=(low,), crop=(0.0, 0.0, 640.0, 420.0))
    refuse_uncovered(render(rooms(), recipe), recipe)


@pytest.mark.parametrize("channel", [0, 1, 2])
def test_a_mosaic_that_shows_through_in_one_channel_is_seen(channel: int) -> None:
    recipe = replace(untouched("", (640, 480)), covers=(FACE,))
    bands = list(render(grain(640, 480), recipe).split())
    ImageDraw.Draw(bands[channel]).rectangle((345, 145, 385, 185), fill=255)
    ImageDraw.Draw(bands[channel]).rectangle((345, 186, 385, 205), fill=0)
    with pytest.raises(BadInput):
        refuse_uncovered(Image.merge("RGB", bands), recipe)


def patched(levels: tuple[int, int]) -> Image.Image:
    """All of one tone, but a patch inside the cover `FACE` that is of another."""
    image = Image.new("RGB", (640, 480), (levels[0],) * 3)
    image.paste((levels[1],) * 3, (340, 150, 380, 210))
    return image


@pytest.mark.parametrize(("apart", "holds"), [(2 * SPREAD, True), (58, True), (59, False), (90, False)])
def test_the_blocks_of_a_mosaic_lie_around_one_tone(apart: int, holds: bool) -> None:
    """Blocks are made up to twice `SPREAD` apart; a quarter more and eight levels are left to what resampling does."""
    recipe = replace(untouched("", (640, 480)), covers=(FACE,))
    image = patched((100, 100 + apart))
    if holds:
        refuse_uncovered(image, recipe)
    else:
        with pytest.raises(BadInput, match="Vùng che số 1"):
            refuse_uncovered(image, recipe)


@pytest.mark.parametrize(("off", "holds"), [(0, True), (2, True), (3, False)])
def test_a_solid_cover_may_be_two_levels_off(off: int, holds: bool) -> None:
    recipe = replace(untouched("", (640, 480)), covers=(BOX,))
    image = Image.new("RGB", (640, 480), (COVER[0], COVER[1] + off, COVER[2]))
    if holds:
        refuse_uncovered(image, recipe)
    else:
        with pytest.raises(BadInput):
            refuse_uncovered(image, recipe)


@pytest.mark.parametrize(("from_the_edge", "seen"), [(5, False), (6, True)])
def test_six_pixels_along_the_edge_of_a_cover_are_left_out(from_the_edge: int, seen: bool) -> None:
    """Scaling mixes them with what lies beside the cover; everything further in counts."""
    recipe = replace(untouched("", (640, 480)), covers=(BOX,))
    image = Image.new("RGB", (640, 480), COVER)
    x = int(BOX.points[0][0]) + from_the_edge
    image.putpixel((x, 140), (250, 250, 250))
    if seen:
        with pytest.raises(BadInput):
            refuse_uncovered(image, recipe)
    else:
        refuse_uncovered(image, recipe)


@pytest.mark.parametrize("side", [16, 56, 63, 64, 71, 72, 200])
@pytest.mark.parametrize("format", ["jpeg", "png"])
def test_another_picture_in_the_file_is_seen_at_every_size(side: int, format: str) -> None:
    image = Image.new("RGB", (side, side), (120, 120, 120))
    other = Image.new("RGB", (side, side), (120, 120, 120 + 40))
    refuse_unsound(encode(image, format, 90), image, format)
    with pytest.raises(BadInput):
        refuse_unsound(encode(other, format, 90), image, format)


def test_a_recipe_that_says_nothing_changes_nothing() -> None:
    plain = Adjust()
    assert (plain.exposure, plain.contrast, plain.shadows, plain.warmth, plain.tint, plain.sharpen) == (0,) * 6
    assert Cover(id="c", subject=Subject.OTHER, points=((0, 0), (9, 9))).seed == 0
    assert COLOURS == ("red", "yellow", "blue", "white", "ink")
