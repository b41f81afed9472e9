"""The platforms a post may go to, and those that a text is written for."""

from __future__ import annotations

from enum import StrEnum


class Platform(StrEnum):
    FACEBOOK = "facebook"
    ZALO = "zalo"
    WEBSITE = "website"
    TIKTOK = "tiktok"
    YOUTUBE = "youtube"


WRITTEN = (Platform.FACEBOOK, Platform.ZALO, Platform.WEBSITE)
"""Those that a template has a text for."""
FILM_ONLY = frozenset({Platform.TIKTOK, Platform.YOUTUBE})
"""They take a video, with the text that is written for Facebook, and are posted to by hand: their interfaces are for
apps that were audited."""
SUBTITLED = FILM_ONLY | {Platform.FACEBOOK}
"""They take a file of the subtitles of a video."""


def written_for(platform: Platform) -> Platform:
    """Whose text the platform gets."""
    return Platform.FACEBOOK if platform in FILM_ONLY else platform
