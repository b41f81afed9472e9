"""How an uploaded picture is judged (Photos reference, and the sentence of subcode 1366046)."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from tests.simulators.facebook.errors import GraphError

LARGEST = 4_000_000
FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "TIFF": "image/tiff", "WEBP": "image/webp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    sha256: str
    mime: str
    width: int
    height: int


def judge(data: bytes) -> Picture:
    """Raises GraphError 324 when it is too large, of another format, broken, or moves."""
    if len(data) > LARGEST:
        raise GraphError(324, subcode=1366046)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Pillow on odd files
            with Image.open(io.BytesIO(data)) as image:
                image.load()
                form, size, frames = image.format or "", image.size, getattr(image, "n_frames", 1)
    except UnidentifiedImageError:
        heif = data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1")  # Pillow cannot read it, Facebook can
        if not heif:
            raise GraphError(324, subcode=2069019) from None
        form, size, frames = "HEIF", (0, 0), 1
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise GraphError(324, subcode=2069019) from None
    mime = {**FORMATS, "HEIF": "image/heif"}.get(form)
    if mime is None or (form in ("GIF", "WEBP") and frames > 1):
        raise GraphError(324, subcode=1366046)
    return Picture(sha256=hashlib.sha256(data).hexdigest(), mime=mime, width=size[0], height=size[1])


def jpeg(text: str, width: int = 64, height: int = 80) -> bytes:
    """A small real JPEG that differs with `text`, for tests."""
    seed = hashlib.sha256(text.encode()).digest()
    image = Image.new("RGB", (width, height), tuple(seed[:3]))
    for x in range(8):
        image.paste(tuple(seed[x : x + 3]), (x * width // 8, 0, (x + 1) * width // 8, height // 2))
    made = io.BytesIO()
    image.save(made, "JPEG", comment=seed)
    return made.getvalue()
