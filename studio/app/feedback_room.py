"""The feedback desk put together: its tables, the key that seals texts, and what other rooms know of posts and days."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from studio.accounts.model import Account
from studio.app.ground import AppContext
from studio.app.law_room import LawRoom
from studio.app.office import Office
from studio.app.reply_room import ReplyRoom
from studio.app.sending_room import SendingRoom
from studio.app.wary import personal
from studio.calendar.holidays import read_holidays
from studio.errors import Refused
from studio.feedback.desk import Feedback
from studio.feedback.handover import Handovers
from studio.feedback.house_rules import HouseRules
from studio.feedback.intake import Intake
from studio.feedback.items import Items
from studio.feedback.masking import Masking
from studio.feedback.moderation import Moderation
from studio.feedback.ports import TextTable
from studio.feedback.purging import Purging
from studio.feedback.sealing import Sealer
from studio.feedback.settings import FeedbackSettings
from studio.feedback.statistics import Statistics
from studio.feedback.storage import StoredItems
from studio.feedback.storage_handover import StoredHandovers
from studio.feedback.storage_intake import StoredIntake
from studio.feedback.storage_moderation import StoredModeration
from studio.feedback.storage_settings import StoredFeedbackSettings
from studio.feedback.storage_statistics import StoredFigures
from studio.feedback.storage_texts import StoredTexts
from studio.feedback.suggestions import hints_of
from studio.feedback.topics import TOPICS
from studio.people.keys import keyed
from studio.phrase import Phrase
from studio.publishers.inbox import Inbox
from studio.store.engine import Store
from studio.store.erasing import cut_wal, erase


class StoreEraser:
    """`studio.feedback.purging.Eraser` on one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def erase(self, tables: Sequence[TextTable], ids: Collection[str]) -> None:
        erase(self._store, tables, ids)

    def cut(self) -> bool:
        return cut_wal(self._store)


class FeedbackRoom:
    """What citizens write to one unit."""

    def __init__(self, ground: AppContext, office: Office, laws: LawRoom, sending: SendingRoom) -> None:
        self._ground = ground
        self._office = office
        self._inboxes = sending.inboxes
        repo, texts = StoredItems(ground.store), StoredTexts(ground.store)
        kept = StoredFeedbackSettings(ground.store)
        self.sealer = Sealer(texts, self._secret, ground.clock)
        self.settings = FeedbackSettings(
            kept,
            office.people,
            together=ground.store.write,
            note=ground.note,
            holidays=lambda: [(mark.first, mark.last) for mark in read_holidays()],
        )
        self.items = Items(
            repo,
            texts,
            self.sealer,
            Masking(office.directory.book),
            self.settings,
            office.people,
            ground.clock,
            ids=ground.ids,
            note=ground.note,
            tell=ground.tell,
            hints=hints_of,
            open_to_all=ground.settings.practice,
        )
        self.purging = Purging(
            repo,
            texts,
            kept,
            self.items,
            self.settings,
            office.people,
            ground.clock,
            eraser=StoreEraser(ground.store),
            note=ground.note,
            steady=ground.clock_watch.steady,
        )
        self.statistics = Statistics(
            StoredFigures(ground.store),
            office.people,
            ground.clock,
            hours=self.settings.hours,
            topics=lambda: TOPICS,
            unit=self._unit,
            practice=ground.settings.practice,
            note=ground.note,
        )
        self._moderate()
        self.intake = Intake(
            StoredIntake(ground.store),
            sending.inboxes,
            office.accounts.list,
            self.items.take_in,
            office.people,
            ground.clock,
        )
        self.settings.changed = self.items.reckon_anew
        self.settings.retained = repo.purge_by
        ground.dues.append(self.purging.due)
        self.answers = ReplyRoom(ground, office, laws, sending, self.items, self.sealer, self.settings)
        self.purging.keepers.append(self.answers.repo)

    def desk(self) -> Feedback:
        """Its services."""
        return Feedback(
            items=self.items,
            intake=self.intake,
            settings=self.settings,
            purging=self.purging,
            canned=self.answers.canned,
            replies=self.answers.replies,
            statistics=self.statistics,
            house_rules=self.house_rules,
            moderation=self.moderation,
            handovers=self.handovers,
        )

    def _unit(self) -> str:
        """The name of the unit; empty while none is known."""
        return next((unit.name for unit in self._office.directory.book().units), "")

    def _moderate(self) -> None:
        """House rules, what is decided by them, and what is handed over."""
        ground, office = self._ground, self._office
        repo = StoredModeration(ground.store)

        def scan(text: str) -> Phrase | None:
            return personal(text, office.directory.book)

        def unit_of(account: str) -> str:
            return next((each.unit for each in office.accounts.list() if each.name == account), "")

        self.purging.keepers.append(repo)
        self.house_rules = HouseRules(repo, office.people, ground.clock, together=ground.store.write, note=ground.note)
        self.moderation = Moderation(
            repo,
            self.house_rules,
            self.items,
            office.people,
            ground.clock,
            ids=ground.ids,
            note=ground.note,
            sealer=self.sealer,
            page=self._page,
            scan=scan,
            tell=ground.tell,
        )
        self.handovers = Handovers(
            StoredHandovers(ground.store),
            self.items,
            office.people,
            ground.clock,
            ids=ground.ids,
            note=ground.note,
            book=office.directory.book,
            unit=unit_of,
            purging=self.purging,
            days=lambda: ground.settings.hotline_days,
            scan=scan,
            tell=ground.tell,
        )

    def _page(self, account: str) -> tuple[Account, Inbox]:
        """The page of that account and what reads and answers its citizens. Raises NotFound, Refused."""
        page = self._office.accounts.get(account)
        inbox = self._inboxes.get(page.kind)
        if inbox is None:
            raise Refused(
                "phần mềm không đọc và không ẩn được bình luận của trang này; hãy làm trực tiếp trên trang.",
                "comments of this page are neither read nor hidden from here; do it on the page itself.",
            )
        return page, inbox

    def _secret(self) -> bytes | None:
        """What protects the people of the profile, where its register says that something does."""
        people = self._office.people
        return self._office.vault.key(keyed=True) if keyed(people.key_register()) else None
