"""Long screenshots become pages that can be read: no row is lost, and none comes twice but in what two pages share."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from studio.errors import BadInput
from studio.images.batch import photos_in, run_batch
from studio.images.decode import LONGEST, MAX_SIDE
from studio.images.export import TARGETS, FittedPhoto
from studio.images.image_workers import ImageWorkers
from studio.images.readback import leftovers
from studio.images.screenshot_pages import PAGE, SHARED, RowSpan, edges_of, is_long, spans, width_on
from studio.platforms import WRITTEN, Platform
from tests.images.chats import chat, numbered
from tests.images.pictures import encoded, phone_jpeg, scene

WIDTH = 540


@pytest.fixture
def image_workers() -> Iterator[ImageWorkers]:
    with ImageWorkers() as made:
        yield made


def opened(pages: Sequence[FittedPhoto]) -> list[Image.Image]:
    return [Image.open(io.BytesIO(page.data)).convert("RGB") for page in pages]


def fits_together(cuts: Sequence[RowSpan], width: int, height: int) -> None:
    assert (cuts[0].top, cuts[-1].bottom) == (0, height)
    for above, below in pairwise(cuts):
        assert 0 <= above.bottom - below.top <= round(SHARED * width)
        assert above.top < below.top < below.bottom
        assert above.bottom < below.bottom


def test_a_chat_is_cut_between_its_messages_and_no_row_comes_twice() -> None:
    image, texts = chat(WIDTH, 20)
    cuts = spans(image.width, edges_of(image))
    fits_together(cuts, *image.size)
    assert len(cuts) > 3
    assert all(above.bottom == below.top for above, below in pairwise(cuts))
    for cut in cuts[1:]:
        assert not any(text.start < cut.top < text.stop for text in texts), cut


def test_where_every_row_is_full_each_line_of_text_stands_whole_on_a_page() -> None:
    image, texts = chat(WIDTH, 1, lines=120)
    cuts = spans(image.width, [max(1, edges) for edges in edges_of(image)])
    fits_together(cuts, *image.size)
    assert all(below.top < above.bottom for above, below in pairwise(cuts))
    for text in texts:
        assert any(cut.top <= text.start and text.stop <= cut.bottom for cut in cuts), text


@given(width=st.integers(1, 1500), height=st.integers(1, 9_000), seed=st.integers(0, 99))
def test_pages_cover_every_picture_and_are_readable(width: int, height: int, seed: int) -> None:
    edges = [(row * 7919 + seed) % 13 % 5 for row in range(height)]
    cuts = spans(width, edges)
    fits_together(cuts, width, height)
    if width >= 20:
        assert all(cut.bottom - cut.top <= 2 * width for cut in cuts)


def test_every_row_is_on_the_pages_once_in_its_order(image_workers: ImageWorkers) -> None:
    picture = numbered(300, 5_000)
    pages = opened(image_workers.pages(encoded(picture, "PNG")))
    joined = Image.new("RGB", (300, sum(page.height for page in pages)))
    top = 0
    for page in pages:
        joined.paste(page, (0, top))
        top += page.height
    assert joined.size == picture.size, "even rows have no edges: the pages share nothing"
    for row in range(0, 5_000, 3):
        found, wanted = joined.getpixel((150, row)), picture.getpixel((150, row))
        assert isinstance(found, tuple)
        assert isinstance(wanted, tuple)
        assert all(abs(one - other) <= 60 for one, other in zip(found, wanted, strict=True)), row


def test_pages_keep_their_width_on_every_platform_and_carry_nothing_else(image_workers: ImageWorkers) -> None:
    image, _ = chat(1080, 30)
    assert width_on(image.size, TARGETS[Platform.FACEBOOK].box) < 500
    pages = image_workers.pages(phone_jpeg(image))
    assert len(pages) > 3
    for page in pages:
        assert page.width == 1080
        assert page.height <= (PAGE + 0.5) * 1080
        assert leftovers(page.data) == ()
        assert page.mime == "image/jpeg"
        for target in (TARGETS[platform] for platform in WRITTEN):
            assert width_on((page.width, page.height), target.box) >= 1000
            assert image_workers.boxed(page.data, target).width >= 1000


def test_a_side_over_the_limit_of_other_pictures_is_cut_into_pages(image_workers: ImageWorkers) -> None:
    long = encoded(Image.new("RGB", (400, MAX_SIDE + 8_000), "white"), "PNG")
    with pytest.raises(BadInput, match="cắt thành các trang"):
        image_workers.size(long)
    assert image_workers.long_size(long) == (400, MAX_SIDE + 8_000)
    pages = image_workers.pages(long)
    assert sum(page.height for page in pages) == MAX_SIDE + 8_000


def test_a_turned_picture_is_cut_as_it_is_seen(image_workers: ImageWorkers) -> None:
    lying = phone_jpeg(Image.new("RGB", (2_000, 300), "white"), orientation=6)
    assert image_workers.long_size(lying) == (300, 2_000)
    assert {page.width for page in image_workers.pages(lying)} == {300}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (encoded(scene(), "PNG"), "không cần cắt thành trang"),
        (encoded(Image.new("L", (20, LONGEST + 1)), "PNG"), f"mỗi cạnh không quá {LONGEST}"),
        (encoded(Image.new("1", (1_500, 40_000)), "PNG"), "quá lớn"),
        (encoded(Image.new("L", (20, 10_000)), "PNG"), "quá hẹp"),
        (b"nothing", "Không đọc được ảnh"),
    ],
)
def test_what_cannot_be_cut_is_told_in_a_sentence(image_workers: ImageWorkers, data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        image_workers.pages(data)


@pytest.mark.parametrize(
    ("size", "long"), [((1080, 2400), False), ((1080, 3240), False), ((1080, 3241), True), ((4000, 300), False)]
)
def test_the_screen_of_a_phone_is_not_long(size: tuple[int, int], long: bool) -> None:
    assert is_long(size) is long


def test_a_batch_tells_what_came_out_too_narrow_to_read(image_workers: ImageWorkers, tmp_path: Path) -> None:
    (tmp_path / "dai.png").write_bytes(encoded(Image.new("RGB", (300, 4_000)), "PNG"))
    (tmp_path / "vua.png").write_bytes(encoded(scene(), "PNG"))
    report = run_batch(photos_in(tmp_path), tmp_path / "ra", TARGETS[Platform.FACEBOOK], image_workers)
    assert [(one.source.name, one.narrow) for one in report.outcomes] == [("dai.png", True), ("vua.png", False)]
