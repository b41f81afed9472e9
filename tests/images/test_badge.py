from __future__ import annotations

import io

import pytest
from PIL import Image

from studio.errors import BadInput
from studio.images.readback import leftovers
from studio.images.tasks import LARGEST, clean_badge
from tests.images.pictures import encoded, phone_jpeg


def test_a_badge_keeps_its_transparency_and_nothing_else() -> None:
    shield = Image.new("RGBA", (3000, 1500), (0, 0, 0, 0))
    shield.paste((200, 20, 20, 255), (1000, 500, 2000, 1000))
    out = clean_badge(encoded(shield, "PNG", dpi=(300, 300)))
    assert leftovers(out) == ()
    with Image.open(io.BytesIO(out)) as badge:
        assert badge.size == (LARGEST, LARGEST // 2)
        assert badge.getpixel((2, 2)) == (0, 0, 0, 0)
        assert badge.getpixel((512, 256)) == (200, 20, 20, 255)


@pytest.mark.parametrize("data", [b"<svg/>", b"", phone_jpeg()[:200], encoded(Image.new("RGB", (40, 40)), "PNG")])
def test_what_cannot_be_a_badge_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        clean_badge(data)
