from __future__ import annotations

import io
import os
import random
import struct

import pytest

from studio.errors import BadInput
from studio.images.video import CHUNK, MAX_BYTES, Clip, cleaned, read_clip, telling
from tests.films import DEVICE, PLACE, TAKEN, box, film


def read(data: bytes) -> Clip:
    return read_clip(io.BytesIO(data))


def test_what_a_clip_is_can_be_told_from_its_boxes() -> None:
    data = film(seconds=12.5, fps=30)
    assert read(data) == Clip(
        container="mp4",
        codec="avc1",
        seconds=12.5,
        width=720,
        height=1280,
        rotation=0,
        fps=30.0,
        audio=True,
        bytes=len(data),
    )


@pytest.mark.parametrize(
    ("rotation", "size"), [(0, (1280, 720)), (90, (720, 1280)), (180, (1280, 720)), (270, (720, 1280))]
)
def test_the_size_is_that_of_the_upright_picture(rotation: int, size: tuple[int, int]) -> None:
    clip = read(film(width=1280, height=720, rotation=rotation))
    assert (clip.width, clip.height, clip.rotation) == (*size, rotation)


def test_a_phone_of_another_make_writes_quicktime_long_headers_and_h265() -> None:
    clip = read(film(brand=b"qt  ", codec=b"hvc1", long=True, audio=False, seconds=3))
    assert (clip.container, clip.codec, clip.seconds, clip.audio) == ("mov", "hvc1", 3.0, False)


def test_an_old_quicktime_file_without_a_brand_and_a_3gp_are_told() -> None:
    data = film()
    assert read(data[struct.unpack(">I", data[:4])[0] :]).container == "mov"
    assert read(film(brand=b"3gp5")).container == "3gp"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"ftyp",
        b"\xff\xd8\xff\xe0 a jpeg",
        b"GIF89a" * 50,
        box(b"ftyp", b"heic", b"\0" * 4) + box(b"meta", b"\0" * 40),
        box(b"ftyp", b"isom", b"\0" * 4) + box(b"moov"),
        film()[:-1],
        film() + b"tail",
        film()[: len(film()) // 3],
        struct.pack(">I", 1) + b"ftyp" + struct.pack(">Q", 2**63),
        struct.pack(">I", 4) + b"moov" + b"\0" * 100,
    ],
    ids=["empty", "short", "jpeg", "gif", "heic", "no-header", "cut", "tail", "third", "huge-box", "tiny-box"],
)
def test_anything_else_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        read(data)
    assert "MP4" in refused.value.phrase.vi
    assert "MP4" in refused.value.phrase.en


def test_sound_alone_and_a_stream_are_refused_by_what_they_are() -> None:
    with pytest.raises(BadInput, match="không có hình"):
        read(film(width=0, height=0))
    with pytest.raises(BadInput, match="không cho biết dài bao lâu"):
        read(film(seconds=0))


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    class Huge(io.RawIOBase):
        def seek(self, at: int, whence: int = 0) -> int:
            return MAX_BYTES + 1 if whence == 2 else at

        def read(self, count: int = -1) -> bytes:
            raise AssertionError("read")

    with pytest.raises(BadInput, match="quá giới hạn"):
        read_clip(Huge())  # type: ignore[arg-type]  # as much of a file as is used


def test_a_million_boxes_and_a_deep_nest_end_soon() -> None:
    flood = box(b"ftyp", b"isom") + box(b"free") * 100_000
    nest = b""
    for _ in range(3000):
        nest = box(b"moov", nest)
    for data in (flood, box(b"ftyp", b"isom") + nest):
        with pytest.raises(BadInput):
            read(data)


def test_whatever_is_flipped_in_a_file_it_is_read_or_refused_in_a_sentence() -> None:
    dice = random.Random(20261127)
    whole = film(baggage=True, size=64)
    for _ in range(3000):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            data[dice.randrange(len(data))] = dice.choice((0, 1, 0x7F, 0x80, 0xFF, dice.randrange(256)))
        data = data[: dice.randint(0, len(data))] if dice.random() < 0.2 else data
        try:
            clip = read(bytes(data))
            b"".join(cleaned(io.BytesIO(bytes(data))))
        except BadInput:
            continue
        assert clip.width > 0
        assert clip.height > 0
        assert clip.seconds > 0


def test_place_device_and_dates_are_blanked_where_they_stand() -> None:
    data = film(baggage=True)
    assert {"udta", "uuid", "trak", "time"} <= set(telling(io.BytesIO(data)))
    out = b"".join(cleaned(io.BytesIO(data)))
    assert len(out) == len(data)
    assert telling(io.BytesIO(out)) == ()
    for told in (PLACE, DEVICE, struct.pack(">I", TAKEN), b"mebx"):
        assert told in data
        assert told not in out
    assert out.index(b"mdat") == data.index(b"mdat")
    assert out[out.index(b"mdat") :] == data[data.index(b"mdat") :]
    assert read(out) == read(data)


def test_a_clean_file_stays_byte_for_byte_and_cleaning_twice_is_cleaning_once() -> None:
    plain = film()
    assert telling(io.BytesIO(plain)) == ()
    assert b"".join(cleaned(io.BytesIO(plain))) == plain
    once = b"".join(cleaned(io.BytesIO(film(baggage=True, long=True))))
    assert b"".join(cleaned(io.BytesIO(once))) == once


def test_a_box_over_the_edge_of_two_pieces_is_blanked_whole() -> None:
    maker = box(b"uuid", os.urandom(3 * CHUNK // 2))
    data = film(size=100) + maker
    pieces = list(cleaned(io.BytesIO(data)))
    assert max(map(len, pieces)) <= CHUNK
    assert len(pieces) > 1
    assert b"".join(pieces) == film(size=100) + struct.pack(">I", len(maker)) + b"free" + bytes(len(maker) - 8)
