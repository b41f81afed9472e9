"""The first sentence of a post: what most readers see before they go on, or do not."""

from __future__ import annotations

import re

from studio.platforms import Platform
from studio.posts.model import Content

LEAD_MOST = 200
"""Characters of the first sentence that a telephone shows above “more”: what it is about, for whom, what to do."""
_SENTENCE = re.compile(r"[^.!?…\n]+(?:\.(?=\w)[^.!?…\n]*)*[.!?…]?")


def lead_of(content: Content, platform: Platform = Platform.FACEBOOK) -> str:
    """The first sentence of the text there; empty while there is none, or while the post has no title."""
    found = _SENTENCE.search(content.texts.get(platform, "")) if content.title.strip() else None
    return found.group().strip() if found else ""
