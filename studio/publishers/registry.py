"""Which publisher serves which kind of account, from explicit arguments; a platform joins with one more."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from studio.accounts.model import AccountKind
from studio.publishers.port import Publisher

Publishers = Mapping[AccountKind, Publisher]


def publishers(*, practice: Publisher, handover: Publisher) -> Publishers:
    """What this installation can publish through."""
    return MappingProxyType({AccountKind.PRACTICE: practice, AccountKind.HANDOVER: handover})
