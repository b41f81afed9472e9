"""The feedback desk put together: its tables, the key that seals texts, and what other rooms know of posts and days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from studio.app.ground import AppContext
from studio.app.law_room import LawRoom
from studio.app.moderation_room import ModerationRoom
from studio.app.office import Office
from studio.app.reply_room import ReplyRoom
from studio.app.sending_room import SendingRoom
from studio.calendar.model import read_holidays
from studio.feedback.desk import Feedback
from studio.feedback.intake import Intake
from studio.feedback.items import Items, PostUnder
from studio.feedback.masking import Masking
from studio.feedback.ports import TextTable
from studio.feedback.purging import Purging
from studio.feedback.sealing import Sealer
from studio.feedback.settings import FeedbackSettings
from studio.feedback.statistics import Statistics
from studio.feedback.storage import StoredItems
from studio.feedback.storage_intake import StoredIntake
from studio.feedback.storage_settings import StoredFeedbackSettings
from studio.feedback.storage_statistics import StoredFigures
from studio.feedback.storage_texts import StoredTexts
from studio.feedback.suggestions import hints_of
from studio.feedback.topics import TOPICS
from studio.news import News
from studio.people.keys import keyed
from studio.store.engine import Store
from studio.store.erasing import cut_wal, erase
from studio.store.profile_clock import StoredClock
from studio.training.lesson import RESTORED

LONG_WEEKEND = timedelta(days=4)


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
            post_under=self._post_under,
            page=self._page,
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
            tell=ground.tell,
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
            tell=ground.tell,
        )
        self.intake = Intake(
            StoredIntake(ground.store),
            sending.inboxes,
            office.accounts.list,
            self.items.take_in,
            office.people,
            ground.clock,
            require_home=sending.home.require,
        )
        self.settings.changed = self.items.reckon_anew
        self.settings.retained = repo.purge_by
        ground.dues.append(self._due_after_a_jump)
        self.answers = ReplyRoom(ground, office, laws, sending, self.items, self.sealer, self.settings)
        self.rules = ModerationRoom(ground, office, sending.inboxes, self.items, self.sealer, self.purging)
        self.purging.keepers += [self.answers.repo, self.rules.repo]
        ground.news.listen(self._heard)

    def desk(self) -> Feedback:
        """Its services."""
        return Feedback(
            items=self.items,
            intake=self.intake,
            settings=self.settings,
            purging=self.purging,
            canned=self.answers.canned,
            replies=self.answers.replies,
            house_rules=self.rules.house_rules,
            moderation=self.rules.moderation,
            handovers=self.rules.handovers,
            statistics=self.statistics,
        )

    def _page(self, name: str) -> str:
        """That page, or the unit's first where none is named; empty while it has none. Raises NotFound."""
        accounts = self._office.accounts
        return accounts.get(name).name if name else next((page.name for page in accounts.list()), "")

    def _unit(self) -> str:
        """The name of the unit; empty while none is known."""
        return next((unit.name for unit in self._office.directory.book().units), "")

    def _heard(self, news: News) -> None:
        if news.name == RESTORED:
            self.sealer.read_anew()

    def _post_under(self, account: str, remote: str) -> PostUnder:
        post, title = self._ground.deliveries.post_of(account, remote)
        return PostUnder(id=post, title=title)

    def _due_after_a_jump(self, now: datetime) -> int:
        """Texts that would go after a jump of the clock. Some go on almost every day, so nobody is asked after a
        weekend."""
        seen = StoredClock(self._ground.store).seen()
        return self.purging.due(now) if seen is not None and now - seen > LONG_WEEKEND else 0

    def _secret(self) -> bytes | None:
        """What protects the people of the profile, where its register says that something does."""
        people = self._office.people
        return self._office.vault.key(keyed=True) if keyed(people.key_register()) else None
