"""The unit's official badge: a picture that keeps its transparency and nothing else."""

from __future__ import annotations

import io

from PIL import Image

from studio.errors import BadInput
from studio.images.decode import Photo, header, open_photo
from studio.images.metadata import leftovers

LARGEST = 1024
SMALLEST = 128
"""Pixels of the longer side: less would look coarse on a poster."""


def clean_badge(photo: Photo) -> bytes:
    """PNG bytes of the badge without metadata, at most `LARGEST` pixels a side. Raises BadInput."""
    open_photo(photo, near=(LARGEST, LARGEST))  # the same limits as for any picture, before the alpha is kept
    with header(photo) as image:
        badge = image.convert("RGBA")
    if max(badge.size) < SMALLEST:
        raise BadInput(
            f"Huy hiệu nhỏ hơn {SMALLEST} điểm ảnh nên in ra sẽ vỡ; hãy dùng tệp PNG lớn hơn.",
            f"The badge is smaller than {SMALLEST} pixels and would look coarse; use a larger PNG.",
        )
    badge.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
    badge.info = {}
    buffer = io.BytesIO()
    badge.save(buffer, "PNG")
    out = buffer.getvalue()
    if leftovers(out):
        raise BadInput(
            "Huy hiệu còn siêu dữ liệu; hãy xuất lại tệp PNG.", "The badge carries metadata; export it again."
        )
    return out
