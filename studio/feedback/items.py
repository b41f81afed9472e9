"""The items of the desk: taken in, looked at, decided about, closed. Whatever is decided, a person decides.

A text that is read again is known by a mark made with the desk's own key; a later text of an open thread goes to its
item, and one that comes after the end begins an item of its own, which nothing links to the former.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from studio.clock import Clock, local_date
from studio.codec import plain, read
from studio.errors import BadInput, Refused, StudioError
from studio.events import Publish, silent
from studio.feedback import topics
from studio.feedback.hours import DueCalculator, settled, standing
from studio.feedback.model import (
    OPEN,
    Arrival,
    Category,
    Conversation,
    ConversationTurn,
    Due,
    FeedbackCounts,
    FeedbackFilter,
    FeedbackItem,
    FeedbackRow,
    Hints,
    ItemOutcome,
    ItemState,
    Origin,
)
from studio.feedback.sealer import Sealer
from studio.feedback.settings import (
    ACT,
    DESK,
    FeedbackSettings,
    Note,
    desk_or_program,
    refuse_concerned,
    require_desk,
)
from studio.feedback.transitions import ItemStep, target
from studio.logbook import PROGRAM
from studio.people.present import by_itself
from studio.people.service import People
from studio.publishers.inbox import Channel, Thread
from studio.text import nfc, squeeze

if TYPE_CHECKING:
    from studio.feedback.storage import OpenUnder, StoredItems
    from studio.feedback.storage_texts import SealedTurn, StoredTexts
    from studio.feedback.text_mask import TextMask

SEEN_KEPT = timedelta(days=90)
"""How long a text that was read is known again; what is older is not taken in."""
QUIET = timedelta(days=3)
"""An answered item in which nobody wrote for so long is closed, so that its text goes in time."""
LONGEST_TEXT = 10_000
"""Characters of one text that are kept."""
FIRST_LINE = 140
READ_AT_ONCE = 200
"""Questions whose words are read for one list."""
WORDS_KEPT = 5_000
"""Questions whose words are held in memory."""
PUBLIC = "https://"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadOnPage:
    """Where a reply belongs, and the address of the public comment."""

    thread: Thread
    permalink: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostUnder:
    """The unit's own post under which a comment stands: ours by its id, and how it is called."""

    id: str = ""
    title: str = ""


def no_hints(text: str) -> Hints:
    """Where no words are looked for."""
    return Hints()


def as_named(account: str) -> str:
    """Where no pages are known."""
    return account


def no_post(account: str, remote: str) -> PostUnder:
    """Where no posts are known."""
    return PostUnder()


class Items:
    """`by` is the id of a person who works at the desk; every act raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredItems,
        texts: StoredTexts,
        sealer: Sealer,
        masking: TextMask,
        settings: FeedbackSettings,
        people: People,
        clock: Clock,
        *,
        ids: Callable[[], str],
        note: Note,
        publish: Publish = silent,
        hints: Callable[[str], Hints] = no_hints,
        post_under: Callable[[str, str], PostUnder] = no_post,
        page: Callable[[str], str] = as_named,
        open_to_all: bool = False,
    ) -> None:
        """`page` gives the account of that name, or the unit's first page where none is named; raises NotFound."""
        self._repo = repo
        self._texts = texts
        self._sealer = sealer
        self._masking = masking
        self._settings = settings
        self._people = people
        self._clock = clock
        self._ids = ids
        self._note = note
        self._publish = publish
        self._hints = hints
        self._post_under = post_under
        self._page = page
        self._open_to_all = open_to_all
        self._words: dict[str, topics.QuestionWords] = {}

    # Taking in

    @by_itself("what citizens wrote is taken in, whoever is there")
    def take_in(self, arrivals: Sequence[Arrival]) -> int:
        """Keep what was read from the pages; what is known or too old is passed over. Returns how many texts are new.

        The page's own texts are kept in the threads that are open, and stop no clock: an automatic greeting is no
        answer. Raises KeyringTrouble, StorageTrouble; then nothing of `arrivals` was kept.
        """
        oldest = self._clock.now() - SEEN_KEPT
        wanted = sorted((one for one in arrivals if one.incoming.at > oldest), key=lambda one: one.incoming.at)
        if not wanted:
            return 0
        self._sealer.ready()
        reckoner = self._settings.reckoner()
        with self._repo.transaction():
            new = self._new(wanted)
            for arrival in new:
                self._take(arrival, reckoner)
        if new:
            self._publish("feedback.taken_in", count=str(len(new)))
        return len(new)

    def _new(self, arrivals: Sequence[Arrival]) -> list[Arrival]:
        """Those that were never seen, now seen."""
        marked = {self._sealer.marks("text", one.account, one.incoming.id): one for one in arrivals}
        unseen = self._texts.unseen({mark for marks in marked for mark in marks})
        new = {marks[0]: one for marks, one in marked.items() if unseen.issuperset(marks)}
        self._texts.see(tuple(new), self._clock.now())
        return list(new.values())

    def _take(self, arrival: Arrival, reckoner: DueCalculator) -> None:
        incoming = arrival.incoming
        marks = self._sealer.marks("thread", arrival.account, incoming.thread.channel, incoming.thread.key)
        known = self._texts.item_of(marks)
        if known:
            self._write(known, incoming.at, incoming.text, ours=incoming.ours)
            if not incoming.ours:
                self._hear(self._repo.get(known), incoming.at, reckoner)
        elif not incoming.ours:
            item = reckoner.reckoned(self._begun(arrival))
            self._repo.add(item)
            self._write(item.id, incoming.at, incoming.text)
            there = ThreadOnPage(thread=incoming.thread, permalink=incoming.permalink)
            sealed = self._sealer.seal(json.dumps(plain(there)), "thread", item.id)
            self._texts.put_thread(item.id, marks[0], sealed)

    def _begun(self, arrival: Arrival) -> FeedbackItem:
        incoming, under = arrival.incoming, arrival.incoming.thread.under
        post = self._post_under(arrival.account, under) if under else PostUnder()
        public = incoming.thread.channel is Channel.COMMENTS
        item = self._item(Origin.COMMENT if public else Origin.MESSAGE, arrival.account, incoming.at, incoming.text)
        return replace(item, post=post.id, under=under)

    def _item(self, origin: Origin, account: str, at: datetime, text: str) -> FeedbackItem:
        hints = self._hints(nfc(text))
        return FeedbackItem(
            id=self._ids(),
            account=account,
            origin=origin,
            received_at=at,
            taken_in_at=self._clock.now(),
            heard_at=at,
            asked_at=at,
            suggested=hints.category,
            suggested_topic=hints.topic,
            urgent_signs=hints.urgent_signs,
        )

    def _hear(self, item: FeedbackItem, at: datetime, reckoner: DueCalculator) -> None:
        """The citizen wrote again: the clock goes on, and after an answer begins anew."""
        changed = replace(self._moved(item, ItemStep.HEAR), heard_at=max(at, item.heard_at))
        if item.state is ItemState.ANSWERED:
            changed = replace(changed, asked_at=at, waited=timedelta(), fully=False)
        self._repo.update(item, reckoner.reckoned(changed))

    def _write(self, item: str, at: datetime, text: str, *, ours: bool = False) -> None:
        from studio.feedback.storage_texts import SealedTurn

        sealed = self._sealer.seal(nfc(text)[:LONGEST_TEXT], "text", item)
        self._texts.add([SealedTurn(item=item, at=at, ours=ours, key=sealed.key, sealed=sealed.sealed)])

    def record(
        self,
        origin: Origin,
        text: str,
        received_at: datetime,
        by: str,
        *,
        account: str = "",
        category: Category | None = None,
    ) -> FeedbackItem:
        """Enter what somebody said by telephone or in person; it counts to the unit's first page unless one is named.
        Raises BadInput, and NotFound for a page that the unit does not have."""
        person = require_desk(self._people, by)
        if origin not in (Origin.PHONE, Origin.IN_PERSON):
            raise BadInput(
                "comments and messages are read from the page; only what came by telephone or in person is entered."
            )
        if not text.strip():
            raise BadInput("write down what it is about, without the citizen's name and address.")
        if received_at > self._clock.now():
            raise BadInput("the time of receipt cannot be in the future.")
        item = replace(self._item(origin, self._page(account), received_at, text), category=category)
        with self._repo.transaction():
            item = self._reckoned(item)
            self._repo.add(item)
            self._write(item.id, received_at, text)
            self._log("recorded", item.id, person, origin=origin)
        self._publish("feedback.recorded", item=item.id, origin=origin)
        return item

    # Looking

    def page(self, filter: FeedbackFilter, *, after: str = "", limit: int = 50) -> tuple[FeedbackItem, ...]:
        """`limit` items of the queue after that of the id `after`."""
        return self._repo.page(filter, self._clock.now(), after, limit)

    def ids(self, filter: FeedbackFilter) -> tuple[str, ...]:
        """The queue: what is due first comes first; ended items of the last month, the latest first."""
        return self._repo.ids(filter, self._clock.now())

    def rows(self, ids: Sequence[str]) -> tuple[FeedbackRow, ...]:
        """The lines of these items. Whoever does not work at the desk sees no text."""
        with self._repo.reading():
            found = self._repo.some(ids)
            shown = {item.id for item in found if not item.purged and not item.concerns} if self._reader() else set()
            lines = {one: self._first_line(text) for one, text in self._first_texts(shown).items()}
            same = self._same(found)
        now = self._clock.now()
        return tuple(
            FeedbackRow(
                item=item,
                first_line=lines.get(item.id, ""),
                due=standing(item, now),
                same=len(same.get(item.id, ())),
            )
            for item in found
        )

    def counts(self, account: str = "") -> FeedbackCounts:
        return self._repo.counts(account, self._clock.now())

    def get(self, id: str) -> FeedbackItem:
        """Raises NotFound."""
        return self._repo.get(id)

    def due(self, item: FeedbackItem) -> Due:
        return standing(item, self._clock.now())

    def conversation(self, id: str, by: str) -> Conversation:
        """The texts of an item with personal data covered. Raises Refused for whom it concerns, TextLost."""
        return self._conversation(id, require_desk(self._people, by), masked=True)

    def unmask(self, id: str, by: str) -> Conversation:
        """The texts as they were written; each time stands in the log."""
        person = require_desk(self._people, by)
        with self._repo.transaction():
            shown = self._conversation(id, person, masked=False)
            self._log("unmasked", id, person)
        return shown

    def thread(self, id: str, by: str) -> ThreadOnPage | None:
        """Where a reply to the item belongs; None for what came by telephone or in person, and after a purge."""
        self.require_unconcerned(id, by)
        return self.thread_for_sending(id)

    def thread_for_sending(self, id: str) -> ThreadOnPage | None:
        """The same for the program itself, which carries out what a person ordered."""
        sealed = self._texts.thread(id)
        return read(ThreadOnPage, json.loads(self._sealer.open(sealed, "thread", id))) if sealed else None

    def question(self, id: str) -> tuple[str, str]:
        """Of an item its topic and what the citizen wrote, personal data covered: by what answers are suggested."""
        item, turns = self._repo.get(id), self._texts.turns(id)
        said = (self._opened(turn) for turn in turns if not turn.ours)
        return item.topic or item.suggested_topic, self._masking.covered("\n".join(said))

    def require_unconcerned(self, id: str, by: str) -> FeedbackItem:
        """The item, for a person of the desk whom it does not concern. Raises NotPermitted, Refused, NotFound."""
        person = require_desk(self._people, by)
        item = self._repo.get(id)
        refuse_concerned(item.concerns, person)
        return item

    def _conversation(self, id: str, person: str, *, masked: bool) -> Conversation:
        item = self._repo.get(id)
        refuse_concerned(item.concerns, person)
        there = self.thread_for_sending(id)
        turns = tuple(self._turn(turn, masked=masked) for turn in self._texts.turns(id))
        title = self._post_under(item.account, item.under).title if item.under else ""
        return Conversation(item=item, turns=turns, post_title=title, permalink=there.permalink if there else "")

    def _turn(self, turn: SealedTurn, *, masked: bool) -> ConversationTurn:
        text = self._sealer.open(turn.text, "text", turn.item)
        parts = self._masking.parts(text) if masked else ()
        return ConversationTurn(at=turn.at, ours=turn.ours, text=text, masked=parts)

    def _reader(self) -> bool:
        """Whether whoever looks works at the desk."""
        if self._open_to_all:
            return True
        person = self._people.doer()
        return person != PROGRAM and bool(self._people.get(person).roles.intersection(DESK))

    def _first_line(self, text: str) -> str:
        return squeeze(self._masking.covered(text[: FIRST_LINE * 2]))[:FIRST_LINE] if text else ""

    def _first_texts(self, ids: Collection[str]) -> dict[str, str]:
        return {one: self._opened(turn) for one, turn in self._texts.first_turns(ids).items()} if ids else {}

    def _opened(self, turn: SealedTurn) -> str:
        try:
            return self._sealer.open(turn.text, "text", turn.item)
        except StudioError:  # a list is shown without what cannot be opened
            return ""

    # Deciding

    def categorise(self, id: str, category: Category, by: str) -> FeedbackItem:
        return self._change(id, by, "categorised", lambda item: replace(item, category=category), category=category)

    def set_topic(self, id: str, topic: str, by: str) -> FeedbackItem:
        """Raises BadInput for a code that no topic has."""
        if not topics.known(topic):
            require_desk(self._people, by)
            raise BadInput("there is no topic “{topic}”.", topic=topic)
        return self._change(id, by, "topic", lambda item: replace(item, topic=topic), topic=topic)

    def assign(self, id: str, person: str, by: str) -> FeedbackItem:
        """Give it to one of the page's two focal officers. Raises Refused."""
        giver = require_desk(self._people, by)
        item = self._repo.get(id)
        given = self._people.entitled(person, *DESK).id
        refuse_concerned(item.concerns, given)
        focal = self._settings.focal(item.account)
        if focal and given not in focal:
            raise Refused(
                "only one of the page's two focal officers can be given it; choose again, or change them in settings."
            )
        return self._change(id, giver, "assigned", lambda item: replace(item, assigned_to=given), to=given)

    def take(self, id: str, by: str) -> FeedbackItem:
        """Whoever takes it, answers it."""
        person = require_desk(self._people, by)
        return self._change(id, by, "taken", lambda item: replace(self._moved(item, ItemStep.TAKE), assigned_to=person))

    def concern(self, id: str, person: str, by: str) -> FeedbackItem:
        """Say about whom of the unit the feedback is: they neither read nor answer it from then on. An empty `person`
        takes that back, which whom it concerned cannot."""
        require_desk(self._people, by)
        about = self._people.get(person).id if person else ""

        def concerning(item: FeedbackItem) -> FeedbackItem:
            holder = "" if about and item.assigned_to == about else item.assigned_to
            return replace(item, concerns=about, assigned_to=holder)

        return self._change(id, by, "concerns", concerning, whom=about)

    def wait_for_citizen(self, id: str, by: str) -> FeedbackItem:
        """Let the clock stand still until the citizen writes again or somebody goes on."""
        person, now = require_desk(self._people, by), self._clock.now()

        def waiting(item: FeedbackItem) -> FeedbackItem:
            moved = self._moved(item, ItemStep.WAIT)
            return replace(moved, waiting_since=now, assigned_to=item.assigned_to or person)

        return self._change(id, by, "waiting", waiting)

    def resume(self, id: str, by: str) -> FeedbackItem:
        """Go on with what waited, or with what the answer did not settle."""
        person = require_desk(self._people, by)

        def going_on(item: FeedbackItem) -> FeedbackItem:
            moved = self._moved(item, ItemStep.RESUME)
            return replace(moved, assigned_to=item.assigned_to or person, fully=False)

        return self._change(id, by, "resumed", going_on)

    def note_reply(self, id: str, at: datetime, by: str, *, fully: bool = True) -> FeedbackItem:
        """A reply stands on the page since `at`, or was given by telephone, in person or in the platform's own window.
        `fully`: it gave the result as well. `by` may be the program, for what a person ordered it to send."""
        person = desk_or_program(self._people, by)

        def replied(item: FeedbackItem) -> FeedbackItem:
            moved = replace(self._moved(item, ItemStep.REPLY), fully=fully)
            if person != PROGRAM:
                moved = replace(moved, assigned_to=item.assigned_to or person)
            if item.first_reply_at is not None:
                return moved
            return replace(moved, first_reply_at=at, in_time=item.reply_due is None or at <= item.reply_due)

        return self._change(id, by, "replied", replied)

    def close(self, id: str, outcome: ItemOutcome, by: str) -> FeedbackItem:
        """End it. Raises Refused for an answer that nobody gave."""

        def closed(item: FeedbackItem) -> FeedbackItem:
            if outcome is ItemOutcome.ANSWERED and item.first_reply_at is None:
                raise Refused("no reply was noted yet; reply, or close it for another reason.")
            return self._ended(item, ItemStep.CLOSE, outcome)

        return self._end(id, by, "closed", closed, outcome=outcome)

    def hand_over(self, id: str, by: str) -> FeedbackItem:
        """It was handed over to whom it belongs; its text is to be purged at once (`FeedbackPurge.forget_now`)."""
        return self._end(
            id, by, "handed_over", lambda item: self._ended(item, ItemStep.HAND_OVER, ItemOutcome.HANDED_OVER)
        )

    def reopen(self, id: str, by: str) -> FeedbackItem:
        """Open again what was closed too early, while its text is there. What the citizen wrote since is an item of its
        own. Raises Refused."""
        person = require_desk(self._people, by)

        def opened(item: FeedbackItem) -> FeedbackItem:
            if item.purged:
                raise Refused("the text of this item was purged after its time, so it cannot be opened again.")
            moved = replace(self._moved(item, ItemStep.REOPEN), assigned_to=item.assigned_to or person)
            return replace(moved, closed_at=None, outcome=None, purge_on=None, fully=False)

        return self._change(id, by, "reopened", opened)

    def close_quiet(self, now: datetime) -> int:
        """Close answered items in which nobody wrote for days, so that their texts go in time."""
        quiet = self._repo.quiet_since(now - QUIET)
        for item in quiet:
            with self._repo.transaction():
                self._repo.update(item, self._ended(item, ItemStep.CLOSE, ItemOutcome.ANSWERED))
                self._texts.unmark([item.id])
                self._log("closed", item.id, PROGRAM, outcome=ItemOutcome.ANSWERED)
        return len(quiet)

    # The same questions

    def same_questions(self, id: str) -> tuple[FeedbackItem, ...]:
        """Other open items under the same post that ask the like: of the same topic, or in nearly the same words."""
        return self._repo.some(self._same((self._repo.get(id),)).get(id, ()))

    def merge(self, ids: Sequence[str], by: str) -> tuple[FeedbackItem, ...]:
        """Put open items of one page together, to be answered once. Raises Refused."""
        person = require_desk(self._people, by)
        found = self._repo.some(dict.fromkeys(ids))
        if len(found) < 2 or len({item.account for item in found}) > 1 or any(i.state not in OPEN for i in found):
            raise Refused("two or more open questions of one page can be put together.")
        for item in found:
            refuse_concerned(item.concerns, person)
        group = next((item.group for item in found if item.group), found[0].id)
        with self._repo.transaction():
            merged = tuple(self._repo.update(item, replace(item, group=group)) for item in found)
            self._log("merged", group, person, count=str(len(merged)))
        self._publish("feedback.merged", item=group, count=str(len(merged)))
        return merged

    def separate(self, id: str, by: str) -> FeedbackItem:
        """Take an item out of its group."""
        return self._change(id, by, "separated", lambda item: replace(item, group=""))

    def group_of(self, id: str) -> tuple[FeedbackItem, ...]:
        """The items that are answered together with this one, itself included; itself alone outside a group."""
        item = self._repo.get(id)
        return self._repo.grouped(item.group) or (item,)

    def forget_words(self, ids: Collection[str]) -> None:
        """Nothing of these texts stays in memory."""
        for one in ids:
            self._words.pop(one, None)

    def _same(self, several: Sequence[FeedbackItem]) -> Mapping[str, tuple[str, ...]]:
        """By the id of each of these open comments, the ids of others that ask the like under the same post."""
        asked = {item.id for item in several if item.under and item.closed_at is None}
        under: dict[tuple[str, str], list[OpenUnder]] = defaultdict(list)
        for one in self._repo.open_under({item.under for item in several if item.id in asked}):
            under[one.account, one.under].append(one)
        words = self._words_of([one.id for ones in under.values() if len(ones) > 1 for one in ones])
        return {
            mine.id: tuple(
                one.id
                for one in ones
                if one.id != mine.id and topics.alike(mine.topic, one.topic, words.get(mine.id), words.get(one.id))
            )
            for ones in under.values()
            for mine in ones
            if mine.id in asked
        }

    def _words_of(self, ids: Sequence[str]) -> Mapping[str, topics.QuestionWords]:
        """The words of these questions, as many as are read at once at most; the others follow the next time."""
        missing = [one for one in ids if one not in self._words][:READ_AT_ONCE]
        if len(self._words) + len(missing) > WORDS_KEPT:
            self._words.clear()
        for one, text in self._first_texts(missing).items():
            self._words[one] = topics.QuestionWords.of(text)
        return self._words

    # How a change is kept

    def reckon_anew(self) -> None:
        """Targets or hours changed: what is due of open items is reckoned anew."""
        reckoner = self._settings.reckoner()
        for item in self._repo.open_items():
            changed = reckoner.reckoned(item)
            if changed != item:
                self._repo.update(item, changed)

    def _change(
        self, id: str, by: str, step: str, change: Callable[[FeedbackItem], FeedbackItem], **facts: str
    ) -> FeedbackItem:
        person = desk_or_program(self._people, by)
        with self._repo.transaction():
            item = self._repo.get(id)
            refuse_concerned(item.concerns, person)
            changed = self._repo.update(item, self._reckoned(change(item)))
            self._log(step, id, person, **facts)
        self._publish(f"feedback.{step}", item=id, **facts)
        return changed

    def _end(
        self, id: str, by: str, step: str, change: Callable[[FeedbackItem], FeedbackItem], **facts: str
    ) -> FeedbackItem:
        """As `_change`, and the thread's mark goes: what is written there later is a new item."""
        require_desk(self._people, by)
        with self._repo.transaction():
            self._texts.unmark([id])
            return self._change(id, by, step, change, **facts)

    def _ended(self, item: FeedbackItem, step: ItemStep, outcome: ItemOutcome) -> FeedbackItem:
        now = self._clock.now()
        days = 0 if step is ItemStep.HAND_OVER else self._settings.retention_days()
        purge_on = local_date(now) + timedelta(days=days)
        moved = self._moved(item, step)
        return settled(replace(moved, closed_at=now, outcome=outcome, purge_on=purge_on, waiting_since=None))

    def _moved(self, item: FeedbackItem, step: ItemStep) -> FeedbackItem:
        """The item in its next state; what it waited is counted when the wait ends."""
        state = target(item.state, step)
        if item.waiting_since is not None and state is not ItemState.WAITING:
            waited = self._settings.hours().working_between(item.waiting_since, self._clock.now())
            return replace(item, state=state, waiting_since=None, waited=item.waited + waited)
        return replace(item, state=state)

    def _reckoned(self, item: FeedbackItem) -> FeedbackItem:
        return self._settings.reckoner().reckoned(item)

    def _log(self, step: str, item: str, by: str, **facts: Any) -> None:
        self._note(ACT, by, {"step": step, "item": item, **facts})
