"""House rules of the feedback desk put together, with what is decided by them and what is handed over."""

from __future__ import annotations

from studio.accounts.model import Account
from studio.app.ground import AppContext, personal
from studio.app.office import Office
from studio.errors import Refused
from studio.feedback.handover import Handovers
from studio.feedback.house_rules import HouseRules
from studio.feedback.items import Items
from studio.feedback.moderation import Moderation
from studio.feedback.purging import Purging
from studio.feedback.sealing import Sealer
from studio.feedback.storage_handover import StoredHandovers
from studio.feedback.storage_moderation import StoredModeration
from studio.phrase import Phrase
from studio.publishers.inbox import Inbox
from studio.publishers.registry import Inboxes


class ModerationRoom:
    """What is hidden, kept or passed on at the desk of one unit."""

    def __init__(
        self, ground: AppContext, office: Office, inboxes: Inboxes, items: Items, sealer: Sealer, purging: Purging
    ) -> None:
        self._office = office
        self._inboxes = inboxes
        self.repo = StoredModeration(ground.store)
        self.house_rules = HouseRules(
            self.repo, office.people, ground.clock, together=ground.store.write, note=ground.note
        )
        self.moderation = Moderation(
            self.repo,
            self.house_rules,
            items,
            office.people,
            ground.clock,
            ids=ground.ids,
            note=ground.note,
            sealer=sealer,
            page=self._page,
            scan=self._scan,
            tell=ground.tell,
        )
        self.handovers = Handovers(
            StoredHandovers(ground.store),
            items,
            office.people,
            ground.clock,
            ids=ground.ids,
            note=ground.note,
            book=office.directory.book,
            unit=self._unit,
            purging=purging,
            days=lambda: ground.settings.hotline_days,
            scan=self._scan,
            tell=ground.tell,
        )

    def _scan(self, text: str) -> Phrase | None:
        return personal(text, self._office.directory.book)

    def _unit(self, account: str) -> str:
        return next((each.unit for each in self._office.accounts.list() if each.name == account), "")

    def _page(self, account: str) -> tuple[Account, Inbox]:
        """The page of that account and what reads and answers its citizens. Raises NotFound, Refused."""
        page = self._office.accounts.get(account)
        inbox = self._inboxes.get(page.kind)
        if inbox is None:
            raise Refused("comments of this page are neither read nor hidden from here; do it on the page itself.")
        return page, inbox
