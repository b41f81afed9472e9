"""What serves each kind of account: its publisher, inbox and reader of figures."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, MutableMapping
from types import MappingProxyType
from typing import TypeVar, cast

from studio.accounts.model import AccountKind
from studio.publishers.figures import FigureReader
from studio.publishers.inbox import Inbox
from studio.publishers.port import Publisher

Publishers = Mapping[AccountKind, Publisher]
Inboxes = Mapping[AccountKind, Inbox]
"""A page that is posted to by hand has none."""
FigureReaders = Mapping[AccountKind, FigureReader]
"""Of the platforms that tell a program how often a page was seen."""
V = TypeVar("V")


def served(local: Mapping[AccountKind, V], network: Mapping[AccountKind, V] | None) -> Mapping[AccountKind, V]:
    """What stays on this PC and what reaches the platforms; a practice profile has no `network`."""
    if network is None:
        return MappingProxyType(dict(local))
    return ChainMap(*(cast(MutableMapping[AccountKind, V], one) for one in (local, network)))  # it is only read
