"""While there is an emergency: routine posts wait, bulletins go on under running numbers, and the next one is promised.

The outbox holds routine posts back by itself (see `studio.outbox.storage`); nothing of them is lost, and
nothing of the rules of approval is any lower.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from studio.calendar.model import Emergency
from studio.clock import Clock, local, parse_local
from studio.errors import BadInput, Refused
from studio.events import Publish, silent
from studio.outbox.audit import Act
from studio.people.model import Person, Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.posts.drafts import DraftService
from studio.posts.model import Answers, Post, PostState
from studio.text import length, nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.calendar.storage_emergencies import StoredEmergencies
    from studio.outbox.storage_audit import StoredAudit

BULLETIN = "emergency_alert"
"""Template of a bulletin."""
NUMBER, PROMISE = "bulletin_no", "next_update"
"""Its fields with the running number, and with the moment up to which the public was promised the next."""
MAY = (Role.PUBLISHER, Role.HEAD)
"""Who switches the emergency on and off."""
LONGEST_REASON, LONGEST_REVIEW = 200, 2000
SHORTEST_EVERY, LONGEST_EVERY = timedelta(minutes=10), timedelta(hours=24)
OUT = frozenset({PostState.PUBLISHED, PostState.WITHDRAWN})
"""States of a bulletin that the public has, or had, before its eyes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """A bulletin of an emergency, as far as it has come."""

    post_id: str
    number: int
    """0 while none is written."""
    title: str
    state: PostState
    promised: datetime | None
    """The moment it gives for the next one."""

    @property
    def out(self) -> bool:
        return self.state in OUT


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyStatus:
    """The emergency and its bulletins, the oldest first."""

    emergency: Emergency
    bulletins: tuple[Bulletin, ...] = ()

    @property
    def published(self) -> tuple[Bulletin, ...]:
        return tuple(bulletin for bulletin in self.bulletins if bulletin.out)

    @property
    def due(self) -> datetime:
        """When the public expects the next bulletin: as the last one said, else as often as was decided."""
        last = self.published[-1:]
        if last and last[0].promised is not None:
            return last[0].promised
        return self.emergency.opened_at + self.emergency.every * (len(self.published) or 1)

    @property
    def next_number(self) -> int:
        return max((bulletin.number for bulletin in self.bulletins), default=0) + 1


class Emergencies:
    """`by` is the id of a person; every act raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredEmergencies,
        *,
        drafts: DraftService,
        people: People,
        log: StoredAudit,
        updates: Callable[[], Collection[str]],
        clock: Clock,
        ids: Callable[[], str],
        scan: Callable[[str], Phrase | None] = lambda text: None,
        publish: Publish = silent,
    ) -> None:
        """`updates` names the templates whose posts correct or update others; `scan` says what a text gives away of
        a person, for the log keeps the reason for good."""
        self._repo = repo
        self._drafts = drafts
        self._people = people
        self._log = log
        self._updates = updates
        self._clock = clock
        self._ids = ids
        self._scan = scan
        self._publish = publish

    # Reading

    def present(self) -> Emergency | None:
        """The emergency that is on."""
        return self._repo.present()

    def all(self) -> tuple[Emergency, ...]:
        """The newest first."""
        return self._repo.all()

    def situation(self) -> EmergencyStatus | None:
        """The emergency that is on, with its bulletins; None: there is none."""
        emergency = self._repo.present()
        return None if emergency is None else self.of(emergency)

    def of(self, emergency: Emergency) -> EmergencyStatus:
        """An emergency with its bulletins: every post of the template that was begun while it was on."""
        ids = self._repo.bulletins(BULLETIN, emergency.opened_at, emergency.closed_at)
        return EmergencyStatus(emergency=emergency, bulletins=tuple(self._bulletin(each) for each in ids))

    def waits(self, post_id: str) -> bool:
        """Whether the emergency that is on holds the post back until it ends, as the outbox will."""
        emergency, post = self._repo.present(), self._drafts.get(post_id)
        about = post.answers.original_post or post.answers.amends
        return emergency is not None and post.template_id not in emergency.goes_on and not about

    def _bulletin(self, post_id: str) -> Bulletin:
        post = self._drafts.get(post_id)
        number = post.fields.get(NUMBER)
        return Bulletin(
            post_id=post.id,
            number=number if isinstance(number, int) else 0,
            title=self._drafts.title(post.id),
            state=post.state,
            promised=_moment(post.fields.get(PROMISE)),
        )

    # Acts

    def begin(self, by: str, pin: str, reason: str, every: timedelta) -> Emergency:
        """Switch the emergency on. Raises Refused while one is on, NotPermitted, BadInput naming the field."""
        reason = _said(reason, LONGEST_REASON, "reason", Phrase("why the emergency is switched on"))
        self._require_nobody(reason, "reason")
        if not SHORTEST_EVERY <= every <= LONGEST_EVERY:
            raise BadInput("news may be promised every 10 minutes up to every 24 hours.", where="every")
        person = self._person(by, pin)
        with self._repo.transaction():
            if self._repo.present() is not None:
                raise Refused("the emergency is on already; end it before another begins.")
            begun = Emergency(
                id=self._ids(),
                reason=reason,
                every=every,
                goes_on=tuple(sorted({BULLETIN, *self._updates()})),
                opened_at=self._clock.now(),
                opened_by=person.id,
            )
            self._repo.open(begun)
            self._write(Act.EMERGENCY_ON, begun, person, {"why": reason})
        self._publish("emergency.begun", emergency=begun.id)
        return begun

    def next_bulletin(self, by: str) -> Post:
        """Open the draft of the next bulletin under the next number. It says again what the last one said, so that
        an update takes a minute, also when there is nothing new. Raises Refused, NotPermitted."""
        situation = self._required()
        latest = next((each for each in reversed(situation.bulletins)), None)
        opened = self._drafts.open_new(BULLETIN, by)
        earlier = self._drafts.get(latest.post_id) if latest is not None else None
        promised = local(self._clock.now() + situation.emergency.every).strftime("%Y-%m-%dT%H:%M")
        fields = {**(earlier.fields if earlier else {}), NUMBER: situation.next_number, PROMISE: promised}
        begun = self._drafts.edit(
            opened.id,
            by,
            fields=fields,
            targets=earlier.targets if earlier else None,
            answers=Answers(original_post=earlier.id) if earlier is not None and earlier.state in OUT else None,
        )
        self._publish("emergency.bulletin.begun", post=begun.id, emergency=situation.emergency.id)
        return begun

    def end(self, by: str, pin: str, review: str) -> Emergency:
        """Switch it off; what waited leaves, or asks a person, by the outbox's own rules. Raises Refused, NotPermitted,
        BadInput naming the field."""
        review = _said(review, LONGEST_REVIEW, "review", Phrase("what was learnt from it"))
        self._require_nobody(review, "review")
        person = self._person(by, pin)
        with self._repo.transaction():
            emergency = self._required().emergency
            ended = replace(emergency, closed_at=self._clock.now(), closed_by=person.id, review=review)
            self._repo.close(ended)
            self._write(Act.EMERGENCY_OFF, ended, person, {})
        self._publish("emergency.ended", emergency=ended.id)
        return ended

    def _required(self) -> EmergencyStatus:
        situation = self.situation()
        if situation is None:
            raise Refused("no emergency is on; switch it on first.")
        return situation

    def _require_nobody(self, text: str, where: str) -> None:
        found = self._scan(text)
        if found is not None:
            raise BadInput("{found} Put it in general terms, without data of citizens.", found=found, where=where)

    def _person(self, by: str, pin: str) -> Person:
        return self._people.require(self._people.verify_pin(by, pin).id, *MAY)

    def _write(self, act: Act, emergency: Emergency, person: Person, data: Mapping[str, str]) -> None:
        self._log.append(at=self._clock.now(), by=person.id, act=act, data={"emergency": emergency.id, **data})


def _said(text: str, longest: int, where: str, what: Phrase) -> str:
    """The text tidied. Raises BadInput when it is empty or too long."""
    said = squeeze(nfc(text)) if longest == LONGEST_REASON else nfc(text).strip()
    if not said or length(said) > longest:
        raise BadInput("say {what}, in at most {longest} characters.", longest=longest, what=what, where=where)
    return said


def _moment(value: object) -> datetime | None:
    try:
        return parse_local(value) if isinstance(value, str) else None
    except ValueError:
        return None
