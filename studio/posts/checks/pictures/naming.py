"""What a finding calls a picture or a video of the post."""

from __future__ import annotations

from studio.phrase import Phrase
from studio.posts.model import Media


def called(media: Media) -> Phrase:
    """``Ảnh “a.jpg”`` or ``Video “a.mp4”``, to begin a sentence with."""
    if media.clip is not None:
        return Phrase(f"Video “{media.name}”", f"Video “{media.name}”")
    return Phrase(f"Ảnh “{media.name}”", f"Picture “{media.name}”")
