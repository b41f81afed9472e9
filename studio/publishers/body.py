"""One way to say what leaves and to compare it with what arrived."""

from __future__ import annotations

import re
from collections.abc import Sequence

from studio.canonical import digest, sha256
from studio.posts.model import Package
from studio.publishers.port import RemotePost
from studio.text import nfc, squeeze

_LAST_LINE = re.compile(r"\s*Mã bài:\s*(PS-[A-Z2-7]{12})\s*$")
REFERENCE_LENGTH = len("\n\nMã bài: PS-") + 12
"""Characters a text needs besides its own where `with_reference` is used."""


def with_reference(text: str, reference: str) -> str:
    """`text` with the code by which the post is found again, as its last line; readers may quote it, too."""
    return f"{text.rstrip()}\n\nMã bài: {reference}"


def split_reference(text: str) -> tuple[str, str]:
    """The text without its last line, and the code in it; an empty code when there is none."""
    found = _LAST_LINE.search(text)
    return (text[: found.start()], found.group(1)) if found else (text, "")


def text_sha256(text: str) -> str:
    """Hash of a text as pages leave it: NFC, white space runs as one blank."""
    return sha256(squeeze(nfc(text)).encode())


def body_sha256(package: Package, reference: str) -> str:
    """Hash of everything a create is about to send."""
    return digest(
        {
            "platform": package.platform,
            "title": package.title,
            "text": package.text,
            "link": package.link,
            "attachments": [[a.sha256, a.name, a.alt] for a in package.attachments],
            "reference": reference,
        }
    )


def shows(post: RemotePost, *, text: str, pictures: Sequence[str]) -> bool:
    """Whether the page shows what was sent: `text` as a `text_sha256`, `pictures` as hashes in order.

    Where the page makes its own copies of pictures, their number has to do.
    """
    same_pictures = list(post.image_sha256) == list(pictures) if post.image_sha256 else post.images == len(pictures)
    return same_pictures and text_sha256(post.text) == text
