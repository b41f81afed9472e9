"""The platforms a text is written for."""

from __future__ import annotations

from enum import StrEnum


class Platform(StrEnum):
    """What a text is written for."""

    FACEBOOK = "facebook"
    ZALO = "zalo"
    WEBSITE = "website"
