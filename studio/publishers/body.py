"""One way to say what leaves and to compare it with what arrived."""

from __future__ import annotations

from collections.abc import Sequence

from studio.canonical import digest, sha256
from studio.posts.limits import ROOM as REFERENCE_LENGTH
from studio.posts.limits import split_reference, with_reference
from studio.posts.model import Package
from studio.publishers.port import RemotePost
from studio.text import nfc, squeeze

__all__ = ["REFERENCE_LENGTH", "body_sha256", "shows", "split_reference", "text_sha256", "with_reference"]


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


def shows(post: RemotePost, *, text: str, pictures: Sequence[str], title: str = "") -> bool:
    """Whether the page shows what was sent: `text` as a `text_sha256`, `pictures` as hashes in order.

    Where the page makes its own copies of pictures, their number has to do. Where it has a headline of its own, that
    has to be `title`, unless this is empty.
    """
    if post.title and title and text_sha256(post.title) != text_sha256(title):
        return False
    same_pictures = list(post.image_sha256) == list(pictures) if post.image_sha256 else post.images == len(pictures)
    return same_pictures and text_sha256(post.text) == text
