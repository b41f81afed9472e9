"""The pair that ties a consent to whoever asked for it (PKCE, as Zalo's PHP SDK makes it).

For official accounts the challenge is saved in the developer console, so an app has one pair, not one for each login.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from studio.secret import Secret

VERIFIER_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Pkce:
    """`challenge` is public, `verifier` (43 characters) is given with the code."""

    verifier: Secret
    challenge: str


def new_pair(random: Callable[[int], bytes] = secrets.token_bytes) -> Pkce:
    verifier = Secret(_base64url(random(VERIFIER_BYTES)))
    return Pkce(verifier=verifier, challenge=challenge_of(verifier))


def challenge_of(verifier: Secret) -> str:
    """What the console has to hold for this verifier."""
    return _base64url(hashlib.sha256(verifier.reveal().encode()).digest())


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
