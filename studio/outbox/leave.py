"""Whether a delivery may leave this PC now, where other PCs may send it as well.

A post of this PC's own queue needs nobody's leave: the outbox's lease with its fence (`studio.outbox.storage_claims`)
keeps its workers apart. A post that was given to the whole unit may be sent by several PCs, each with an outbox of its
own; somebody whom all of them ask decides (`studio.exchange.lease_link`). Whatever is decided there, the outbox's own
guarantees stand below it: the intent is on the disk, a look comes before each create, doubt is settled by looking.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from studio.outbox.model import Delivery
from studio.phrase import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Nothing leaves now."""

    say: Phrase
    """Why, and what comes next."""
    at_least: timedelta = timedelta(0)
    """How long to wait before the next asking."""


class Leave(Protocol):
    """What the outbox asks around each sending. A delivery is asked about by the one worker that has it in hand."""

    def is_shared(self, post_id: str) -> bool:
        """Whether several PCs may send the post."""
        ...

    def ask(self, delivery: Delivery) -> Wait | None:
        """Right after a look at the page that did not show it. None: this PC sends it, and begins at once."""
        ...

    def may_begin(self, delivery: Delivery) -> bool:
        """Right before the create. False: too much time went by since `ask`, and nothing leaves."""
        ...

    def may_show(self, delivery: Delivery) -> bool:
        """Right before a hidden copy is shown. False: another PC may have taken it over meanwhile."""
        ...

    def not_sent(self, delivery: Delivery) -> None:
        """Nothing of it left since `ask`, for certain: whoever asks next may have it."""
        ...

    def on_page(self, delivery: Delivery) -> None:
        """The page was read, and shows it."""
        ...


class OwnQueue:
    """Every post is this PC's own."""

    def is_shared(self, post_id: str) -> bool:
        return False

    def ask(self, delivery: Delivery) -> Wait | None:
        return None

    def may_begin(self, delivery: Delivery) -> bool:
        return True

    def may_show(self, delivery: Delivery) -> bool:
        return True

    def not_sent(self, delivery: Delivery) -> None: ...

    def on_page(self, delivery: Delivery) -> None: ...


OWN_QUEUE = OwnQueue()
