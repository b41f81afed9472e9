"""Canned replies: written by one person, approved by another, used while their time and their law hold."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from studio.canonical import digest
from studio.clock import Clock, local_date, show_date
from studio.codec import plain
from studio.directory.model import DirectoryBook
from studio.errors import BadInput, NotFound, NotPermitted, Refused, Untrusted
from studio.events import Publish, silent
from studio.feedback import signatures
from studio.feedback.canned_model import CannedReply, CannedState
from studio.feedback.citations import LawOfReplies
from studio.feedback.reply_checks.words import listed
from studio.feedback.reply_model import SLOTS
from studio.feedback.signatures import FeedbackSignature
from studio.library.model import Hit
from studio.logbook import Logbook
from studio.people.model import Person, Role
from studio.people.service import People, Signer
from studio.phrase import Phrase
from studio.posts.checks.plain import PERSONAL, findings
from studio.text import fold, length, nfc, squeeze
from studio.writing.placeholders import facts_of, fill

if TYPE_CHECKING:
    from studio.feedback.storage_canned import StoredCanned, StoredSignatures


ACT = "feedback"
WRITERS = (Role.AUTHOR, Role.PUBLISHER, Role.APPROVER, Role.HEAD)
APPROVERS = (Role.APPROVER, Role.HEAD)
SUBMIT, APPROVE = "canned.submit", "canned.approve"
TITLE_LONGEST, SLOT_LONGEST = 120, 4000
SUGGESTED = 5
REMEMBERED = 500


T = TypeVar("T")
_WORD = re.compile(r"\w{2,}")
_LITTLE = frozenset(listed("little", "little"))
"""Words that say nothing of a subject, folded."""
LEAST = 2
"""Words of a subject that have to be shared."""


def words(text: str) -> frozenset[str]:
    """The words of a text that say something of its subject, folded; two neighbours count as one word besides, for
    Vietnamese words mostly have two syllables."""
    found = [word for word in _WORD.findall(fold(text)) if word not in _LITTLE]
    pairs = [f"{one} {other}" for one, other in pairwise(found)]
    return frozenset(found) | frozenset(pairs)


def closest(text: str, among: Sequence[T], text_of: Callable[[T], str], *, keep_all: bool = False) -> list[T]:
    """Those that share words with `text`, the best first; with `keep_all` the others come after them in their order.
    A word that many of them have counts less."""
    wanted = words(text)
    known = [words(text_of(one)) for one in among]
    spread = Counter(word for each in known for word in each)
    scores = [sum(1 / (1 + math.log(spread[word])) for word in wanted & each) for each in known]
    shared = [len(wanted & each) for each in known]
    ranked = sorted(range(len(among)), key=lambda place: (-scores[place], place))
    return [among[place] for place in ranked if keep_all or shared[place] >= LEAST]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledSlots:
    """A canned reply with what the directory says now; `open` could not be filled."""

    slots: Mapping[str, str]
    open: tuple[str, ...] = ()


class CannedReplies:
    """The unit's canned replies. `question` gives the words of an item, to suggest by; they go nowhere else."""

    def __init__(
        self,
        repo: StoredCanned,
        signatures: StoredSignatures,
        *,
        people: People,
        book: Callable[[], DirectoryBook],
        law: LawOfReplies,
        search: Callable[[str], Sequence[Hit]],
        question: Callable[[str], tuple[str, str]],
        logbook: Logbook,
        clock: Clock,
        ids: Callable[[], str],
        publish: Publish = silent,
    ) -> None:
        """`question`: of an item its topic and its text. `search`: of the library, the best first."""
        self._repo = repo
        self._signatures = signatures
        self._people = people
        self._book = book
        self._law = law
        self._search = search
        self._question = question
        self._logbook = logbook
        self._clock = clock
        self._ids = ids
        self._publish = publish
        self._signed: frozenset[object] = frozenset()
        """Versions with the signatures under them that were found good; replaced as a whole: threads share it."""

    # Reading

    def list(self, topic: str = "") -> tuple[CannedReply, ...]:
        """The newest version of each that is not retired, of that topic or of all; an approved one whose last day is
        over is EXPIRED."""
        newest = {canned.id: canned for canned in self._repo.all()}
        shown = (self._as_of_today(canned) for canned in newest.values())
        return tuple(c for c in shown if c.state is not CannedState.RETIRED and topic in ("", c.topic))

    def get(self, canned: str) -> CannedReply:
        """The newest version, by id or by code (``TL-12``). Raises NotFound."""
        return self._as_of_today(self._versions(canned)[-1])

    def versions(self, canned: str) -> tuple[CannedReply, ...]:
        """Every version, the newest first. Raises NotFound."""
        return tuple(reversed(self._versions(canned)))

    def in_use(self, canned: str) -> CannedReply:
        """The version that may be used: the newest approved one. Raises Refused, NotFound."""
        versions = self._versions(canned)
        found = next((v for v in reversed(versions) if v.state is CannedState.APPROVED), None)
        if found is None or versions[-1].state is CannedState.RETIRED:
            raise Refused(
                "canned reply {code} is not approved or was retired; choose another.",
                code=versions[-1].code,
                where=versions[-1].code,
            )
        return found

    def trouble(self, canned: str, version: int = 0) -> Phrase | None:
        """Why it may not be used now (that version of it, where one is named), as a sentence; None when it may."""
        try:
            found = self.in_use(canned)
            if version and found.version != version:
                return Phrase(
                    "Canned reply {code} has a newer version, {newer}; this was begun from {version}.",
                    code=found.code,
                    newer=found.version,
                    version=version,
                )
            self._require_signed(found)
        except (Refused, NotFound, Untrusted) as refusal:
            return refusal.phrase
        return self._over(found) or self._law.trouble(found.citations, self._today())

    def blocked(self, canned: str) -> Phrase | None:
        """As `trouble`, and whether its placeholders can be filled from confirmed contacts."""
        trouble = self.trouble(canned)
        if trouble is not None:
            return trouble
        places = self.filled(canned).open
        if not places:
            return None
        names = ", ".join(f"“{{{name}}}”" for name in places)
        return Phrase("{names} cannot be filled; complete and confirm the contacts of the directory.", names=names)

    def filled(self, canned: str, unit: str = "") -> FilledSlots:
        """The slots with every placeholder filled from the directory's confirmed contacts. Raises Refused, NotFound."""
        return self.fill(self.in_use(canned).slots, unit)

    def fill(self, slots: Mapping[str, str], unit: str = "") -> FilledSlots:
        """Fill the placeholders of these slots; a number that nobody confirmed is none to fill in."""
        book, today = self._book(), self._today()
        confirmed = replace(book, contacts=tuple(c for c in book.contacts if c.verified_on is not None))
        facts = facts_of(confirmed, unit=unit, today=today, day=today)
        done = {name: fill(slots.get(name, ""), facts) for name in SLOTS}
        names = [remark.name for each in done.values() for remark in each.open]
        return FilledSlots(slots={name: each.text for name, each in done.items()}, open=tuple(dict.fromkeys(names)))

    def suggest(self, item: str) -> tuple[CannedReply, ...]:
        """What may fit the item, best first: those of its topic, then those that share its words. Only shown: nothing
        is ever sent by itself."""
        topic, text = self._question(item)
        usable = [c for c in self.list() if c.state is CannedState.APPROVED and self.blocked(c.id) is None]
        of_topic = [c for c in usable if topic and c.topic == topic]
        others = [c for c in usable if c not in of_topic]
        ranked = closest(text, of_topic, _words_of, keep_all=True) + closest(text, others, _words_of)
        return tuple(ranked[:SUGGESTED])

    def law_for(self, item: str) -> tuple[Hit, ...]:
        """Articles of the library that may answer the item, best first."""
        _, text = self._question(item)
        return tuple(self._search(squeeze(text)[:300])) if text.strip() else ()

    # Changing

    def save(self, canned: CannedReply, by: str) -> CannedReply:
        """Keep it as a draft: a new one, a change of a draft, or a new version of one that was submitted or approved;
        the approved version stays in use until the new one is approved. Raises BadInput, NotPermitted, NotFound."""
        person = self._people.require(by, *WRITERS)
        tidy = _tidied(canned)
        with self._repo.transaction():
            if canned.id:
                former = self._versions(canned.id)[-1]
                again = former.state is CannedState.DRAFT
                tidy = replace(tidy, number=former.number, version=former.version + (0 if again else 1))
            else:
                tidy = replace(tidy, id=self._ids(), number=self._repo.next_number(), version=1)
            kept = replace(
                tidy,
                state=CannedState.DRAFT,
                saved_by=person.id,
                saved_at=self._clock.now(),
                submitted_by="",
                approved_by="",
                approved_at=None,
            )
            self._repo.put(kept)
            self._note(person.id, "canned_saved", kept)
        return kept

    def submit(self, canned: str, by: str, pin: str) -> CannedReply:
        """Put the draft before an approver. Raises Refused for one that may not be used as it is."""
        return self.submit_all([canned], by, pin)[0]

    def submit_all(self, several: Sequence[str], by: str, pin: str) -> tuple[CannedReply, ...]:
        """The same for several drafts with one PIN: all of them, or none."""
        found = [self._newest(canned, CannedState.DRAFT) for canned in several]
        self._people.entitled(by, *WRITERS)
        signer = self._people.signer(by, pin)
        for each in found:
            self._require_fit(each)
        with self._repo.transaction():
            submitted = tuple(self._submitted(each, signer) for each in found)
        for each in submitted:
            self._publish("feedback.canned.submitted", canned=each.id)
        return submitted

    def _submitted(self, found: CannedReply, signer: Signer) -> CannedReply:
        self._require_still(found)
        submitted = replace(found, state=CannedState.SUBMITTED, submitted_by=signer.person.id)
        self._repo.put(submitted)
        self._sign(submitted, SUBMIT, signer, _facts(submitted))
        self._note(signer.person.id, "canned_submitted", submitted)
        return submitted

    def approve(self, canned: str, by: str, pin: str) -> CannedReply:
        """Say yes to exactly what was submitted; by an approver or the head who neither wrote nor submitted it."""
        return self.approve_all([canned], by, pin)[0]

    def approve_all(self, several: Sequence[str], by: str, pin: str) -> tuple[CannedReply, ...]:
        """The same for several with one PIN: all of them, or none. Each has a signature of its own."""
        found = [self._newest(canned, CannedState.SUBMITTED) for canned in several]
        person = self._people.entitled(by, *APPROVERS)
        for each in found:
            self._require_other_eyes(each, person)
        signer = self._people.signer(by, pin)
        self._people.require_settled(signer)
        seen = [self._as_submitted(each) for each in found]
        with self._repo.transaction():
            approved = tuple(self._approved(each, was, signer) for each, was in zip(found, seen, strict=True))
        for each in approved:
            self._publish("feedback.canned.approved", canned=each.id)
        return approved

    def _as_submitted(self, found: CannedReply) -> FeedbackSignature:
        """The signature of who submitted it. Raises Refused for one that may not be used, Untrusted."""
        self._require_fit(found)
        submitted = self._signatures.get(found.id, found.version, SUBMIT)
        if submitted is None or not signatures.holds(submitted, _facts(found), self._people, approves=False):
            raise _altered(found)
        return submitted

    def _approved(self, found: CannedReply, submitted: FeedbackSignature, signer: Signer) -> CannedReply:
        self._require_still(found)
        by = signer.person.id
        approved = replace(found, state=CannedState.APPROVED, approved_by=by, approved_at=self._clock.now())
        self._repo.put(approved)
        self._sign(approved, APPROVE, signer, {**_facts(approved), "submitted": submitted.signature})
        self._note(by, "canned_approved", approved)
        return approved

    def _sign(self, canned: CannedReply, kind: str, signer: Signer, facts: Mapping[str, Any]) -> None:
        at = self._clock.now()
        self._signatures.put(
            signatures.signed(facts, subject=canned.id, version=canned.version, kind=kind, signer=signer, at=at)
        )

    def send_back(self, canned: str, by: str) -> CannedReply:
        """Make a draft of what was submitted. Raises Refused, NotPermitted."""
        person = self._people.require(by, *WRITERS)
        found = self._newest(canned, CannedState.SUBMITTED)
        with self._repo.transaction():
            self._require_still(found)
            draft = replace(found, state=CannedState.DRAFT, submitted_by="")
            self._repo.put(draft)
            self._note(person.id, "canned_returned", draft)
        return draft

    def retire(self, canned: str, by: str) -> CannedReply:
        """Let it be used no more, all versions of it. Raises NotFound, NotPermitted."""
        person = self._people.require(by, *WRITERS)
        with self._repo.transaction():
            retired = replace(self._versions(canned)[-1], state=CannedState.RETIRED)
            self._repo.put(retired)
            self._note(person.id, "canned_retired", retired)
        return retired

    # Inside

    def _versions(self, canned: str) -> tuple[CannedReply, ...]:
        versions = self._repo.versions(canned)
        if not versions:
            versions = tuple(c for c in self._repo.all() if c.code == canned.strip().upper())
        if not versions:
            raise NotFound("there is no such canned reply; open the list again.", where=canned[:12])
        return versions

    def _newest(self, canned: str, state: CannedState) -> CannedReply:
        found = self._versions(canned)[-1]
        if found.state is not state:
            raise Refused(
                "canned reply {code} is not at this step any more; open the list again.",
                code=found.code,
                where=found.code,
            )
        return found

    def _require_still(self, found: CannedReply) -> None:
        if self._versions(found.id)[-1] != found:
            raise Refused(
                "canned reply {code} was just changed by somebody else; open it again.",
                code=found.code,
                where=found.code,
            )

    def _require_other_eyes(self, found: CannedReply, person: Person) -> None:
        if person.id in (found.saved_by, found.submitted_by):
            raise NotPermitted(
                "{name} wrote or submitted this canned reply and may not approve it; ask someone else.",
                name=person.name,
            )

    def _require_fit(self, found: CannedReply) -> None:
        """Raise Refused for one that is over, cites what is not in force, or names somebody."""
        trouble = self._over(found) or self._law.trouble(found.citations, self._today())
        if trouble is None:
            personal = next(iter(findings(PERSONAL, found.slots, self._book())), None)
            trouble = personal.wrong if personal is not None else None
        if trouble is not None:
            raise Refused(trouble, where=found.code)

    def _require_signed(self, found: CannedReply) -> None:
        submitted = self._signatures.get(found.id, found.version, SUBMIT)
        approved = self._signatures.get(found.id, found.version, APPROVE)
        if submitted is None or approved is None or approved.by != found.approved_by:
            raise _altered(found)
        if approved.by in (found.saved_by, found.submitted_by, submitted.by):
            raise _altered(found)
        seen = (found, submitted, approved)
        if seen in self._signed:
            return
        facts = {**_facts(found), "submitted": submitted.signature}
        held = signatures.holds(submitted, _facts(found), self._people, approves=False)
        if not (held and signatures.holds(approved, facts, self._people, approves=True)):
            raise _altered(found)
        self._signed = frozenset([*self._signed, seen]) if len(self._signed) < REMEMBERED else frozenset([seen])

    def _over(self, found: CannedReply) -> Phrase | None:
        if found.valid_until is None or found.valid_until >= self._today():
            return None
        day = show_date(found.valid_until)
        return Phrase(
            "Canned reply {code} was valid until {day}; check it and have a new version approved.",
            code=found.code,
            day=day,
        )

    def _as_of_today(self, canned: CannedReply) -> CannedReply:
        expired = canned.state is CannedState.APPROVED and self._over(canned) is not None
        return replace(canned, state=CannedState.EXPIRED) if expired else canned

    def _today(self) -> date:
        return local_date(self._clock.now())

    def _note(self, by: str, step: str, canned: CannedReply) -> None:
        self._logbook.done(ACT, by, step=step, canned=canned.id, code=canned.code, version=canned.version)


def _facts(canned: CannedReply) -> dict[str, Any]:
    """What is signed: all that a citizen may come to read, its law, its last day, and who wrote it."""
    body = {
        "number": canned.number,
        "title": canned.title,
        "topic": canned.topic,
        "slots": dict(canned.slots),
        "citations": [plain(one) for one in canned.citations],
        "valid_until": canned.valid_until.isoformat() if canned.valid_until else "",
    }
    return {"content": digest(body), "writer": canned.saved_by, "submitter": canned.submitted_by}


def _words_of(canned: CannedReply) -> str:
    return f"{canned.title} {canned.answer}"


def _tidied(canned: CannedReply) -> CannedReply:
    title = squeeze(nfc(canned.title))
    slots = {name: nfc(text).strip() for name, text in canned.slots.items()}
    if not title or length(title) > TITLE_LONGEST:
        raise BadInput(
            "give the canned reply a title of at most {title_longest} characters.",
            title_longest=TITLE_LONGEST,
            where="title",
        )
    if not slots["answer"]:
        raise BadInput("write the answer.", where="answer")
    long = next((name for name, text in slots.items() if length(text) > SLOT_LONGEST), None)
    if long is not None:
        raise BadInput(
            "this part has more than {slot_longest} characters; shorten it.", slot_longest=SLOT_LONGEST, where=long
        )
    return replace(
        canned,
        title=title,
        topic=canned.topic.strip(),
        greeting=slots["greeting"],
        answer=slots["answer"],
        next_step=slots["next_step"],
        thanks=slots["thanks"],
    )


def _altered(canned: CannedReply) -> Untrusted:
    return Untrusted(
        "the approval of canned reply {code} was altered outside the app; save it and submit it again.",
        code=canned.code,
        where=canned.code,
    )
