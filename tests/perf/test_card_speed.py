"""How long a card takes against what no card can do without: decoding the photo and encoding the JPEG.

The bars: a warm card at most 1.8 × that floor, the five sizes of a post in 450 ms. Processor time, printed, never a
timed failure.

    pytest tests/perf/test_card_speed.py -m perf -s
"""

from __future__ import annotations

import io
import itertools
import random
import statistics
from collections.abc import Callable
from dataclasses import replace
from time import process_time

import pytest
from PIL import Image

from studio.canonical import sha256
from studio.cards.renderer import CardRenderer
from studio.cards.values import view
from studio.images.crop import cover
from studio.templates.card import CardSpec, PhotoRef
from tests.cards import samples
from tests.cards.pictures import street

ROUNDS = 21
AMPLE = 9_000_000

pytestmark = pytest.mark.perf


def camera_photo() -> bytes:
    """2400 × 1600 with the grain of a phone at night, so that it weighs what such a photo weighs."""
    scene = street(2400, 1600)
    noise = Image.frombytes("L", (1200, 800), random.Random(2).randbytes(1200 * 800)).resize(scene.size)
    buffer = io.BytesIO()
    Image.blend(scene, Image.merge("RGB", (noise, noise, noise)), 0.08).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def floor(data: bytes, box: tuple[int, int], card: Image.Image) -> bytes:
    """Decode the photo into its place on the card, encode the finished card: no drawing at all."""
    cover(data, *box)
    buffer = io.BytesIO()
    card.save(buffer, "JPEG", quality=92, subsampling=0)
    return buffer.getvalue()


def rounds(*works: Callable[[], object]) -> list[float]:
    """Median milliseconds of the processor for each, run in turn."""
    times: list[list[float]] = [[] for _ in works]
    for at in range(ROUNDS + 2):
        for work, taken in zip(works, times, strict=True):
            start = process_time()
            work()
            if at >= 2:
                taken.append((process_time() - start) * 1000)
    return [statistics.median(taken) for taken in times]


def test_a_warm_card_against_the_floor(qapp: object, capsys: pytest.CaptureFixture[str]) -> None:
    data = camera_photo()
    photos = {sha256(data): data}
    painter = CardRenderer(samples.design(), photos.__getitem__)
    spec = replace(samples.find("scam_warning", "alert").spec, photo=PhotoRef(sha256=sha256(data)))
    numbers = itertools.count()

    def other_photo() -> CardSpec:
        """Another file with the same picture, which has to be decoded."""
        other = data + next(numbers).to_bytes(4, "big")
        photos[sha256(other)] = other
        return replace(spec, photo=PhotoRef(sha256=sha256(other)))

    def moved_photo() -> CardSpec:
        return replace(spec, photo=PhotoRef(sha256=sha256(data), focal=(0.5, 0.4 + next(numbers) / 10_000)))

    def other_text() -> CardSpec:
        return replace(other_photo(), values={**spec.values, "headline": f"Cảnh báo số {next(numbers)} về giả danh"})

    def export(one: CardSpec) -> bytes:
        return painter.export(one, "link", max_bytes=AMPLE).data

    made = painter.render(spec, "link")
    place, card = made.layers["side_photo"].size().toTuple(), view(made.image)
    bare, warm, text, moved, kept = rounds(
        lambda: floor(data, place, card),
        lambda: export(other_photo()),
        lambda: export(other_text()),
        lambda: export(moved_photo()),
        lambda: export(spec),
    )
    with capsys.disabled():
        print(f"\nphoto {len(data) / 1000:.0f} kB; photo decoded to {place} + card encoded: floor {bare:.1f} ms")
        print(f"warm card, photo decoded anew     {warm:6.1f} ms = {warm / bare:.2f} × floor (bar 1.8)")
        print(f"warm card, photo and text anew    {text:6.1f} ms = {text / bare:.2f} × floor (bar 1.8)")
        print(f"warm card, photo moved            {moved:6.1f} ms = {moved / bare:.2f} × floor")
        print(f"warm card, photo and layout kept  {kept:6.1f} ms = {kept / bare:.2f} × floor")
    assert len(export(spec)) > 50_000


def test_the_five_sizes_of_a_post(qapp: object, capsys: pytest.CaptureFixture[str]) -> None:
    data = camera_photo()
    painter = CardRenderer(samples.design(), {sha256(data): data}.__getitem__)
    cards = [
        replace(samples.find(template, layout).spec, photo=PhotoRef(sha256=sha256(data)))
        for template, layout in (("scam_warning", "alert"), ("procedure_guide", "steps"), ("event_notice", "event"))
    ]
    numbers = itertools.count()

    def all_sizes(card: CardSpec) -> None:
        fresh = replace(card, values={**card.values, "headline": f"{card.values['headline']} {next(numbers)}"})
        for size in painter.design.sizes:
            painter.render(fresh, size)

    times = rounds(*[lambda card=card: all_sizes(card) for card in cards])
    with capsys.disabled():
        for card, taken in zip(cards, times, strict=True):
            print(f"five sizes of “{card.layout}”, new text {taken:6.1f} ms (bar 450)")
    assert next(numbers) == len(cards) * (ROUNDS + 2)
