"""The key by which other PCs know this one.

It is made from the secret that protects the people of the profile, which lies in the keyring, and from a salt in the
store: a copy of the store alone signs nothing in this PC's name. A PC without a keyring has no such secret; there the
key is as safe as its disk.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.hub.model import HubStation
from studio.people.keys import public_of

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.exchange.storage import StoredExchange

Secret = Callable[[], bytes | None]
"""The secret of the profile; None where this PC keeps none for it. May wait for the keyring. Raises KeyringTrouble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDevice:
    """This PC, with its private key."""

    device: HubStation
    seed: bytes = field(repr=False)


class Devices:
    """This PC and the ones that are known here."""

    def __init__(
        self,
        repo: StoredExchange,
        login: Callable[[], str],
        secret: Secret,
        *,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._repo = repo
        self._login = login
        self._secret = secret
        self._random = random

    def own(self) -> OwnDevice:
        """Made at the first asking. Raises KeyringTrouble."""
        salt = self._repo.salt()
        if salt is None:
            salt = self._random(32)
            self._repo.set_salt(salt)
        seed = hmac.new(self._secret() or b"", b"page-studio device" + salt, hashlib.sha256).digest()
        return OwnDevice(device=HubStation(login=self._login(), unit="", public=public_of(seed)), seed=seed)

    def known(self) -> dict[str, HubStation]:
        """Every station whose items count here, this one too, by what items call it."""
        own = self.own().device
        others = (HubStation(login=one.login, unit=one.unit, public=one.public) for one in self._repo.stations())
        return {one.login: one for one in (*others, own)}

    def name_of(self, login: str) -> str:
        """What people call a station; empty for this one."""
        if login == self._login():
            return ""
        return next((one.name for one in self._repo.stations() if one.login == login), login[:8])
