"""The same card gives the same pixels, whatever was painted before: an approval is bound to them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PIL import ImageChops

from studio.canonical import sha256
from studio.cards.renderer import CardRenderer
from studio.cards.values import view
from tests.cards import samples

SIZES = ("p45", "a4")
_ALONE = """
from studio.canonical import sha256
from tests.cards import samples
painter, spec = samples.renderer(), samples.find("scam_warning", "alert").spec
print(*(sha256(painter.export(spec, size, max_bytes=9_000_000).data) for size in {sizes!r}))
"""


def test_a_first_painting_equals_the_second(qapp: object) -> None:
    """A headline above 64 px under a smaller kicker of the same file, on an untouched painter."""
    spec = samples.find("scam_warning", "alert").spec
    fresh: CardRenderer = samples.renderer()
    first, second = (fresh.render(spec, "p45").image for _ in range(2))
    assert first == second


def test_a_process_that_painted_nothing_else_makes_the_same_bytes(renderer: CardRenderer) -> None:
    for other in ("link", "story", "sq"):
        renderer.render(samples.find("hotline_card", "contact").spec, other)
    spec = samples.find("scam_warning", "alert").spec
    here = [sha256(renderer.export(spec, size, max_bytes=9_000_000).data) for size in SIZES]
    alone = subprocess.run(
        [sys.executable, "-c", _ALONE.format(sizes=SIZES)], capture_output=True, text=True, check=True
    )
    assert alone.stdout.split() == here


@pytest.mark.parametrize("size", ["sq", "link", "a4"])
def test_every_line_of_text_leaves_ink(renderer: CardRenderer, size: str) -> None:
    for one in samples.samples(("typical",)):
        if one.spec.layout not in ("alert", "stat", "contact", "cover"):
            continue
        made = renderer.render(one.spec, size)
        picture = view(made.image)
        for line in made.lines:
            box = line.rect
            part = picture.crop((box.left(), box.top(), box.right(), box.bottom()))
            flat = part.resize((1, 1)).resize(part.size)
            strongest = max(high for _, high in ImageChops.difference(part, flat).getextrema())  # type: ignore[misc]
            assert strongest > 60, f"{one.name} {size}: {line.layer} {line.text}"
