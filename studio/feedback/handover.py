"""Handing over what is urgent or a report: the ready answer with the right numbers, the duty point called, and then
nothing kept but the time, the receiving post, the channel and a reference.

What somebody told is none of this program's business once it was passed on: its text is erased at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from studio.clock import Clock, local_date
from studio.directory.model import Contact, DirectoryBook
from studio.directory.rules import dialled
from studio.errors import BadInput, Refused
from studio.events import Publish, silent
from studio.feedback import handover_words as words
from studio.feedback.items import Items
from studio.feedback.model import IN_TIME, FeedbackItem, HandoverChannel, HandoverRecord
from studio.feedback.purge import FeedbackPurge
from studio.feedback.settings import ACT, Note, require_desk
from studio.feedback.urgent import SignKind, UrgentSign, numbers_to_call, urgent_signs
from studio.people.service import People
from studio.phrase import Phrase
from studio.text import fold, length, nfc, squeeze

if TYPE_CHECKING:
    from studio.feedback.storage_replies import StoredHandovers

LONGEST_POST = 80
ESCALATED_IN_TIME = "ESCALATED_IN_TIME"
CLOCKS_DIFFER = timedelta(minutes=5)
"""An officer's watch may be so far ahead of the PC."""
_REFERENCE = re.compile(r"[\w./-]{3,40}")
_DUTY = "truc"


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentText:
    """What to answer at once, in the four parts of a reply; in Vietnamese, for it goes to a citizen."""

    greeting: str
    answer: str
    next_step: str
    thanks: str
    contacts: tuple[Contact, ...]
    """The emergency numbers it names, all confirmed; the most pressing first."""
    duty: Contact | None
    """The unit's duty point, to be called by the officer."""
    unconfirmed: tuple[str, ...] = ()
    """Numbers that belong here and are left out: nobody confirmed them lately."""

    @property
    def text(self) -> str:
        return "\n".join((self.greeting, self.answer, self.next_step, self.thanks))


class Handovers:
    """`by` is the id of a person. `unit` gives the id of a page's unit, `days` for how long a confirmed number counts,
    `scan` what a text gives away of somebody."""

    def __init__(
        self,
        repo: StoredHandovers,
        items: Items,
        people: People,
        clock: Clock,
        *,
        ids: Callable[[], str],
        note: Note,
        book: Callable[[], DirectoryBook],
        unit: Callable[[str], str],
        purging: FeedbackPurge,
        days: Callable[[], int],
        scan: Callable[[str], Phrase | None] = lambda text: None,
        publish: Publish = silent,
    ) -> None:
        self._repo = repo
        self._items = items
        self._people = people
        self._clock = clock
        self._ids = ids
        self._note = note
        self._book = book
        self._unit = unit
        self._purging = purging
        self._days = days
        self._scan = scan
        self._publish = publish
        self._looked: dict[str, datetime] = {}

    # Reading

    def signs(self, text: str) -> tuple[UrgentSign, ...]:
        """Where a text speaks of something that is happening now."""
        return urgent_signs(text)

    def text_for(self, item: str, by: str) -> UrgentText:
        """The ready answer to an item, with the numbers that its signs ask for; that somebody saw it is remembered
        while the program runs. Raises Refused when none of the numbers was confirmed lately."""
        shown = self._items.conversation(item, by)
        self._looked.setdefault(item, self._clock.now())
        text = "\n".join(turn.text for turn in shown.turns if not turn.ours)
        return self.ready_text(self.signs(text), self._unit(shown.item.account))

    def ready_text(self, signs: Iterable[UrgentSign], unit: str = "") -> UrgentText:
        """The ready answer to such signs for a page of that unit; of the first unit where none is named."""
        signs = tuple(signs)
        numbers, book, today = numbers_to_call(signs), self._book(), local_date(self._clock.now())
        known = {number: self._confirmed(book, number, today) for number in numbers}
        contacts = tuple(contact for contact in known.values() if contact is not None)
        unconfirmed = tuple(number for number, contact in known.items() if contact is None)
        if not contacts:
            raise Refused(words.NOT_CONFIRMED.format(numbers=", ".join(unconfirmed)))
        kinds = {sign.kind for sign in signs}
        return UrgentText(
            greeting=words.GREETING,
            answer=words.answer(kinds, [f"{each.phone} ({each.label})" for each in contacts]),
            next_step=words.KIND_NEXT if SignKind.SELF_HARM in kinds else words.NEXT,
            thanks=words.THANKS,
            contacts=contacts,
            duty=self._duty(book, unit, today),
            unconfirmed=unconfirmed,
        )

    def record(self, item: str) -> HandoverRecord | None:
        """What stays of an item that was handed over."""
        return self._repo.of_item(item)

    def late(self, record: HandoverRecord) -> Phrase | None:
        """What ESCALATED_IN_TIME says of a hand-over; None when it was in time."""
        if record.in_time:
            return None
        minutes = int((record.called_at - record.seen_at).total_seconds() // 60)
        limit = int(IN_TIME[record.category].total_seconds() // 60) if record.category else 0
        return words.LATE.format(minutes=minutes, limit=limit)

    # Acting

    def call(
        self, item: str, receiver: str, by: str, *, called_at: datetime | None = None, seen_at: datetime | None = None
    ) -> HandoverRecord:
        """Note that the receiving post was told by telephone; the item stays open until its text was passed on.

        `receiver` is a post, no name. `seen_at` is when somebody saw the message: else when `text_for` was first asked
        of it here, else when it came in. `called_at` is when the receiver was told: else now.

        Raises NotPermitted, BadInput, or Refused for an item that ended already.
        """
        person = require_desk(self._people, by)
        found = self._open_item(item, by)
        now = self._clock.now()
        record = HandoverRecord(
            id=self._ids(),
            item=item,
            account=found.account,
            category=found.category,
            receiver=self._post(receiver),
            channel=HandoverChannel.PHONE,
            seen_at=seen_at or self._seen(found),
            called_at=called_at or now,
            at=now,
            by=person,
        )
        _require_order(record)
        with self._repo.transaction():
            self._repo.save(record)
            self._log(record, "duty_called")
        self._publish("feedback.duty_called", item=item)
        return record

    def hand_over(
        self,
        item: str,
        receiver: str,
        channel: HandoverChannel,
        reference: str,
        by: str,
        *,
        called_at: datetime | None = None,
        seen_at: datetime | None = None,
    ) -> HandoverRecord:
        """Note that the item was passed on, end it, and erase its text at once.

        What was noted of a call before stays where nothing else is given; else as `call`.
        """
        person = require_desk(self._people, by)
        found = self._open_item(item, by)
        now, called = self._clock.now(), self._repo.of_item(item)
        record = HandoverRecord(
            id=called.id if called else self._ids(),
            item=item,
            account=found.account,
            category=found.category,
            receiver=called.receiver if called and not receiver.strip() else self._post(receiver),
            channel=HandoverChannel(channel),
            reference=self._code(reference),
            seen_at=seen_at or (called.seen_at if called else self._seen(found)),
            called_at=called_at or (called.called_at if called else now),
            at=now,
            by=person,
        )
        _require_order(record)
        with self._repo.transaction():
            self._items.hand_over(item, by)
            self._repo.save(record)
            self._log(record, "handed_over")
        self._purging.forget_now([item], by)
        self._publish("feedback.handed_over", item=item, channel=record.channel.value)
        return record

    # Within

    def _confirmed(self, book: DirectoryBook, number: str, today: date) -> Contact | None:
        fitting = (each for each in book.contacts if each.emergency and dialled(each.phone) == number)
        return next((each for each in fitting if self._counts(each, today)), None)

    def _duty(self, book: DirectoryBook, unit: str, today: date) -> Contact | None:
        unit = unit or (book.units[0].id if book.units else "")
        own = [each for each in book.contacts if each.unit == unit and not each.emergency]
        own = [each for each in own if self._counts(each, today)]
        return next((each for each in own if _DUTY in fold(each.label).split()), next(iter(own), None))

    def _counts(self, contact: Contact, today: date) -> bool:
        return contact.verified_on is not None and (today - contact.verified_on).days <= self._days()

    def _post(self, receiver: str) -> str:
        said = squeeze(nfc(receiver))
        if not 3 <= length(said) <= LONGEST_POST or said.isdigit():
            raise BadInput(words.POST_NEEDED.format(most=LONGEST_POST), where="receiver")
        found = self._scan(said)
        if found is not None:
            raise BadInput(words.POST_ONLY.format(found=found), where="receiver")
        return said

    def _code(self, reference: str) -> str:
        said = squeeze(nfc(reference))
        if not _REFERENCE.fullmatch(said) or self._scan(said) is not None:
            raise BadInput(words.REFERENCE_NEEDED, where="reference")
        return said

    def _open_item(self, item: str, by: str) -> FeedbackItem:
        found = self._items.require_unconcerned(item, by)
        if found.closed_at is not None:
            raise Refused(words.ENDED)
        return found

    def _seen(self, item: FeedbackItem) -> datetime:
        return self._looked.get(item.id, item.taken_in_at)

    def _log(self, record: HandoverRecord, step: str) -> None:
        facts = {
            "step": step,
            "item": record.item,
            "account": record.account,
            "channel": record.channel.value,
            "in_time": record.in_time,
        }
        self._note(ACT, record.by, facts)


def _require_order(record: HandoverRecord) -> None:
    if record.called_at < record.seen_at or record.called_at > record.at + CLOCKS_DIFFER:
        raise BadInput(words.TIMES, where="called_at")


def _two(phrase: Phrase) -> tuple[str, str]:
    return phrase.vi, phrase.en
