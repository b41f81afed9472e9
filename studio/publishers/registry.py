"""Which publisher, inbox and reader of figures serves which kind of account, from explicit arguments; a platform joins
with one more."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, MutableMapping
from types import MappingProxyType
from typing import TypeVar, cast

from studio.accounts.model import AccountKind
from studio.publishers.figures import FigureReader, NotTold
from studio.publishers.inbox import Inbox
from studio.publishers.port import Publisher

Publishers = Mapping[AccountKind, Publisher]
Inboxes = Mapping[AccountKind, Inbox]
FigureReaders = Mapping[AccountKind, FigureReader]
V = TypeVar("V")


def publishers(*, practice: Publisher, handover: Publisher, network: Publishers | None = None) -> Publishers:
    """What this installation can publish through; without `network` nothing leaves the PC."""
    local: Publishers = MappingProxyType({AccountKind.PRACTICE: practice, AccountKind.HANDOVER: handover})
    return local if network is None else ChainMap(_plain(local), _plain(network))


def inboxes(*, practice: Inbox, network: Inboxes | None = None) -> Inboxes:
    """What this installation can read and answer citizens through; a page that is posted to by hand has none."""
    local: Inboxes = MappingProxyType({AccountKind.PRACTICE: practice})
    return local if network is None else ChainMap(_plain(local), _plain(network))


def figure_readers(network: FigureReaders | None = None) -> FigureReaders:
    """What this installation can read numbers of pages through; what is posted by hand tells none."""
    local: FigureReaders = MappingProxyType(dict.fromkeys((kind for kind in AccountKind if kind.local), NotTold()))
    return local if network is None else ChainMap(_plain(local), _plain(network))


def _plain(served: Mapping[AccountKind, V]) -> MutableMapping[AccountKind, V]:
    """`ChainMap` only reads; its type asks for more."""
    return cast(MutableMapping[AccountKind, V], served)
