"""Zalo's refusals, by the sentences of its error table (developers.zalo.me, Phụ lục, Mã lỗi)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class Refused(Exception):
    """Answered with HTTP 200 and `error` ≠ 0. `data` stands beside it where Zalo sends some."""

    def __init__(self, code: int, message: str = "") -> None:
        self.code = code
        self.message = message or SENTENCES[code]
        super().__init__(f"{code} {self.message}")


SENTENCES: Mapping[int, str] = MappingProxyType(
    {
        -32: "Your application reached limit call api",
        -100: "attachment_id was expired",
        -118: "Refresh token is invalid",
        -204: "Offical Account is disable",  # spelt so by Zalo
        -205: "Offical Account is not exist",
        -209: "Not supported this api",
        -210: "Parameter exceeds allowable limit",
        -211: "Out of quota",
        -212: "App has not registed this api",
        -213: "User has not followed OA",
        -214: "Article is being processed",
        -216: "Access token is invalid",
        -219: "App is removed or disabled",
        -220: "access_token is expired or removed",
        -221: "The OA needs to be verified to use this feature",
        -223: "Official Account has not authorized this API",
        -224: "The OA needs to upgrade OA Tier Package to use this feature",
        -217: "User has blocked invitation",
        -230: "User has not interacted with the OA in the past 7 days",
        -234: "This message cannot be sent at night (10:00PM - 6:00AM)",
        -242: "Invalid appsecret_proof provided in the API argument",
        -248: "Violates our platform standards",
        -14002: "App is inactive",
        -14003: "Invalid redirect uri",
        -14004: "Invalid secret key",  # the numbers of these two are ours: none is published
        -14005: "Invalid authorization code",
    }
)
ARTICLE_QUOTA = "Your OA has reach the limit quota create article"
"""The other meaning of -223."""


def invalid(field: str) -> Refused:
    """-201 naming the field by its path, such as ``body[1].url``."""
    return Refused(-201, f"{field} is invalid!")


def too_much(field: str) -> Refused:
    """-210; the real sentence names no field, the path is added for whoever reads a failing test."""
    return Refused(-210, f"{SENTENCES[-210]}: {field}")
