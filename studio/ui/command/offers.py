"""What the command bar offers, and which of it answers what was typed. No widgets, no disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from studio.text import fold
from studio.ui.widgets.picks import Pick

MOST_RECENT = 6


class OfferKind(StrEnum):
    """The groups, in the order in which they are shown."""

    RECENT = "recent"
    PAGE = "page"
    COMMAND = "command"
    POST = "post"
    TEMPLATE = "template"
    LAW = "law"
    STAFF = "staff"


MOST: Mapping[OfferKind, int] = {
    OfferKind.PAGE: 8,
    OfferKind.COMMAND: 8,
    OfferKind.POST: 8,
    OfferKind.TEMPLATE: 6,
    OfferKind.LAW: 8,
    OfferKind.STAFF: 5,
}
"""Lines a group shows at most while something is searched for."""
_LAW = re.compile(
    r"\d+/(?:19|20)\d{2}|\d+/[a-z]{2,}-|\b(?:dieu|khoan|nd|tt) ?\d|^(?:nghi dinh|thong tu|bo luat|luat)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandOffer:
    """One thing the bar can do; `words` are further words it is found by."""

    pick: Pick
    kind: OfferKind
    act: Callable[[], None]
    words: str = ""
    found: bool = False
    """The store found it for this very query: it is not compared again."""


def names_a_law(query: str) -> bool:
    """Whether `query` looks like the number or place of a legal document."""
    return _LAW.search(fold(query)) is not None


def rank(offer: CommandOffer, query: str) -> int | None:
    """How well it answers: 0 begins with the query, 1 each word begins a word, 2 holds them all; None not at all."""
    if offer.found:
        return 0
    words = fold(query).split()
    title = fold(offer.pick.title)
    whole = f"{title} {fold(offer.words)}"
    if title.startswith(" ".join(words)):
        return 0
    if not all(word in whole for word in words):
        return None
    begins = all(re.search(rf"(?:^|\W){re.escape(word)}", whole) for word in words)
    return 1 if begins else 2


def answers(offers: Iterable[CommandOffer], query: str) -> list[tuple[OfferKind, tuple[CommandOffer, ...]]]:
    """The offers that answer `query`, in groups; a typed law comes first."""
    ranked: dict[OfferKind, list[tuple[int, CommandOffer]]] = {}
    for offer in offers:
        place = rank(offer, query)
        if place is not None:
            ranked.setdefault(offer.kind, []).append((place, offer))
    order = list(OfferKind)
    if names_a_law(query):
        order.sort(key=lambda kind: kind is not OfferKind.LAW)
    found = []
    for kind in order:
        best = sorted(ranked.get(kind, ()), key=lambda pair: pair[0])[: MOST.get(kind, MOST_RECENT)]
        if best:
            found.append((kind, tuple(offer for _, offer in best)))
    return found


def at_rest(offers: Sequence[CommandOffer], recent: Sequence[str]) -> list[tuple[OfferKind, tuple[CommandOffer, ...]]]:
    """What is shown before anything is typed: what was used last, then the commands of the page, then the others."""
    by_id = {offer.pick.id: offer for offer in offers}
    again = [by_id[key] for key in recent if key in by_id and not by_id[key].pick.reason][:MOST_RECENT]
    shown = {offer.pick.id for offer in again}
    groups = [(OfferKind.RECENT, tuple(replace(offer, kind=OfferKind.RECENT) for offer in again))]
    groups += [
        (kind, tuple(o for o in offers if o.kind is kind and o.pick.id not in shown))
        for kind in (OfferKind.PAGE, OfferKind.COMMAND)
    ]
    return [(kind, some) for kind, some in groups if some]
