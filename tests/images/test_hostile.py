"""Whatever is in a file, it ends in a picture or in one sentence, and the program lives on as it was."""

from __future__ import annotations

import gc
import io
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Lock

import psutil
import pytest
from PIL import Image

from studio.errors import BadInput
from studio.images.export import ExportTarget
from studio.images.image_workers import LIMITS, ImageWorkers
from studio.images.readback import leftovers
from studio.phrase import LANGUAGES
from tests.images.hostile import hostile, sources
from tests.images.pictures import phone_jpeg

TARGET = ExportTarget(box=(64, 64), max_bytes=100_000)
TIGHT = replace(LIMITS, seconds=4)
AT_LEAST = 600
GROWTH = 60 * 2**20
"""Bytes by which this process may have grown after all of them."""


def ends(image_workers: ImageWorkers, data: bytes) -> str:
    """The sentence a file ends in; empty when it was a picture, whose export is clean."""
    try:
        made = image_workers.boxed(data, TARGET)
    except BadInput as refusal:
        for language in LANGUAGES:
            sentence = refusal.sentence(language)
            assert 20 < len(sentence) < 260
            assert sentence.isprintable()
        return refusal.sentence("en")
    assert leftovers(made.data) == ()
    with Image.open(io.BytesIO(made.data)) as image:
        assert max(image.size) <= 64
    return ""


def sound(image_workers: ImageWorkers) -> bool:
    """Whether a sound file is read; on a busy machine not by a child that was just started, within so tight a time."""
    return any(ends(image_workers, phone_jpeg()) == "" for _ in range(20))


@pytest.mark.parametrize("name", sources())
def test_what_the_hostile_files_are_made_of_is_sound(name: str) -> None:
    from studio.images.decode import open_photo

    assert open_photo(sources()[name]).size in ((64, 48), (48, 64))


def test_every_hostile_file_ends_in_a_picture_or_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    process, endings = psutil.Process(), dict[str, str]()
    files, turn = hostile(), Lock()

    def work(image_workers: ImageWorkers) -> None:
        while True:
            with turn:
                name, data = next(files, ("", b""))
            if not name:
                return
            assert name not in endings
            endings[name] = ends(image_workers, data)

    with ImageWorkers(2, TIGHT) as image_workers, ThreadPoolExecutor(2) as threads:
        assert sound(image_workers)
        before = process.memory_info().rss
        for done in [threads.submit(work, image_workers) for _ in range(2)]:
            done.result()
        gc.collect()
        grown = process.memory_info().rss - before
        assert sound(image_workers)
    kinds = Counter(ending and ending.split(";")[0][:60] for ending in endings.values())
    with capsys.disabled():
        print(f"\n{len(endings)} hostile files, {grown / 2**20:.0f} MB more in this process")
        for ending, count in kinds.most_common():
            print(f"{count:5} × {ending or 'a picture'}")
    assert len(endings) >= AT_LEAST
    assert kinds[""] > 100, "much of it can still be shown"
    assert grown < GROWTH
