"""Giving a post to the whole unit: from then on any of its PCs that has the login of a page may publish it there.

The hub decides which one does (`studio.exchange.lease_link`). There is no way back to a single PC, for nobody could
know what the others have begun.
"""

from __future__ import annotations

from collections.abc import Callable

from studio.errors import Refused
from studio.events import Publish, silent
from studio.exchange.item_importer import OFFERERS
from studio.exchange.item_maker import ItemMaker
from studio.exchange.travels import UNIT
from studio.logbook import Logbook
from studio.people.service import People
from studio.posts.drafts import DraftService
from studio.posts.transitions import require_out_of_trash

ACT = "exchange"
"""As `studio.outbox.audit.Act` names it."""


class UnitHandover:
    """Of one profile. `unit` is the one that this PC belongs to at the hub it joined; empty where it joined none."""

    def __init__(
        self,
        *,
        drafts: DraftService,
        people: People,
        maker: ItemMaker,
        unit: Callable[[], str],
        logbook: Logbook,
        publish: Publish = silent,
    ) -> None:
        self._drafts = drafts
        self._people = people
        self._maker = maker
        self._unit = unit
        self._logbook = logbook
        self._publish = publish

    def give(self, post_id: str, by: str, pin: str) -> None:
        """Let every PC of the unit publish the post, this one among them: whoever queues it asks the hub at its time.

        What this PC has queued of it is cancelled before; queue it anew afterwards. Raises NotPermitted, Refused.
        """
        post = self._drafts.get(post_id)
        require_out_of_trash(post)
        person = self._people.entitled(self._people.verify_pin(by, pin).id, *OFFERERS)
        unit = self._unit()
        if not unit:
            raise Refused(
                "this PC has not joined the department's hub, which would decide who of the unit sends the post; join "
                "it, or hand the post to one PC."
            )
        if post.answers.amends:
            raise Refused("a change of a published post is sent by the PC that published it.")
        with self._logbook.doing(ACT, person.id, step="given", post=post.id, unit=unit):
            self._maker.bring_up(post)
            self._maker.offer(post, UNIT + unit, person.id)
        self._publish("exchange.given", post=post.id)
